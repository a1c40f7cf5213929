"""Open the municipality's side of the exchange with DUO: settings, register, vault and tables, where options say so."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from doorstroom.clock import utc_now
from doorstroom.kernel.errors import DoorstroomError
from doorstroom.sources import open_register, register_address

if TYPE_CHECKING:
    from doorstroom.exchange.duo.side import Side
    from doorstroom.exchange.duo.store import Store

#: Where the settings are when no option says so.
SETTINGS = Path("duo.yaml")


def vault_address(given: str | None, register: str) -> str:
    """The address of the vault: the option, else VAULT_URL, else beside the file of the register, else its database."""
    if given or os.environ.get("VAULT_URL"):
        return given or os.environ["VAULT_URL"]
    return str(Path(register).with_name("vault.db")) if "://" not in register else register


@contextlib.contextmanager
def open_side(settings: Path, address: str | None, vault: str | None) -> Iterator[Side]:
    """The whole side. Raises DoorstroomError when something of it is not there."""
    from doorstroom.exchange.duo.client import DuoClient
    from doorstroom.exchange.duo.people import People
    from doorstroom.exchange.duo.settings import read_settings
    from doorstroom.exchange.duo.side import Side
    from doorstroom.register.vault import Vault
    from doorstroom.stelsels.inburgering import system

    read = read_settings(settings)
    client = DuoClient(read)
    with (
        contextlib.closing(client),
        open_register(address, must_exist=False) as register,
        Vault.open(vault_address(vault, register_address(address)), clock=utc_now) as people,
        open_store(address) as store,
    ):
        yield Side(read, register, system(), People(people, store, read.gemeente), store, client)


@contextlib.contextmanager
def open_store(address: str | None) -> Iterator[Store]:
    """The tables of the exchange, in the database of the register."""
    from doorstroom.exchange.duo.store import Store

    with Store.open(register_address(address), clock=utc_now) as store:
        yield store


def a_moment(text: str) -> dt.datetime:
    """A moment that an option names; a day is its morning."""
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        raise DoorstroomError(f"'{text}' is neither a day (2024-01-31) nor a moment (2024-01-31T08:00)") from None
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)
