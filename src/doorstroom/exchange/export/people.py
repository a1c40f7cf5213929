"""Who the people are: out of the vault only with a stated right, and every person who was read is logged there."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import polars as pl

from doorstroom.clock import utc_now
from doorstroom.exchange.refusal import Refusal
from doorstroom.register.log import Register
from doorstroom.register.vault import Access, Person, Processing, Vault

_SCHEMA = {
    field.name: pl.Date() if field.name == "birth_date" else pl.String() for field in fields(Person)
}  # fmt: skip


@dataclass(frozen=True)
class PeopleRight:
    """The right to take people out of a vault: on whose behalf, by whom and why. All of it is logged there."""

    vault: Vault
    access: Access

    def read(self, person_ids: Sequence[str]) -> pl.DataFrame:
        """The people with these ids, in order of id; who was erased is left out. Logged before anything is seen."""
        found = self.vault.read(person_ids, self.access)
        return pl.DataFrame([asdict(found[key]) for key in sorted(found)], schema=_SCHEMA)

    def one(self, person_id: str) -> Person | None:
        """One person; None when he is not, or no longer, in the vault. Logged before anything is seen."""
        return self.vault.read([person_id], self.access).get(person_id)

    def processings(self, person_id: str) -> list[Processing]:
        """Who processed this person's data, when and why: this very export is the last line."""
        return self.vault.processings(person_id)


def right_to_people(vault: Vault, actor: str, organisation: str, purpose: str, activity: str) -> PeopleRight:
    """A right, stated in full. Raises VaultError when a part of it is empty."""
    return PeopleRight(vault, Access(actor, organisation, purpose, activity))


def open_vault(given: str | None, register: Register) -> Vault:
    """The vault: at the address given, else where VAULT_URL says, else beside the register.

    Raises Refusal when there is none: a new, empty one would say that nobody is known.
    """
    url = register.engine.url
    beside = Path(url.database).with_name("vault.db") if url.get_backend_name() == "sqlite" and url.database else None
    address = given or os.environ.get("VAULT_URL") or str(beside or url.render_as_string(hide_password=False))
    if "://" not in address and not Path(address).is_file():
        raise Refusal(
            f"{address}: no person vault here; name it with --vault",
            f"{address}: geen personenkluis; noem hem met --vault",
        )
    return Vault.open(address, clock=utc_now)
