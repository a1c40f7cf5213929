"""Where a command reads its events: a register, a caseload file, or a worked case."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING

from doorstroom.clock import utc_now
from doorstroom.exchange.caseload.layout import CaseloadError, read_layout
from doorstroom.exchange.caseload.rows import Caseload, to_caseload
from doorstroom.exchange.caseload.sheet import read_mapping, read_sheet
from doorstroom.kernel.errors import DoorstroomError
from doorstroom.kernel.history import History
from doorstroom.kernel.system import System

if TYPE_CHECKING:
    from doorstroom.register.log import Register

#: The embedded register, when neither an option nor DATABASE_URL names another.
DEFAULT_REGISTER = Path("register/doorstroom.db")
#: Where the columnar mirror of the register lies, when MIRROR_FOLDER names no other place.
DEFAULT_MIRROR = Path("register/mirror")


def read_caseload(
    path: Path,
    mapping: Path | None,
    system: System,
    recorded_at: dt.datetime,
    organisation: str,
    until: dt.date | None = None,
) -> Caseload:
    """A caseload file of a system, read with an optional mapping file; cells with a day after ``until`` are named."""
    layout = read_layout(system.folder / "caseload.yaml", system.events)
    if not 1 <= len(organisation) <= 64 or not organisation.isprintable():
        raise CaseloadError(
            f"the name of an organisation has 1 to 64 characters, unlike '{organisation}'",
            f"de naam van een organisatie heeft 1 tot 64 tekens, anders dan '{organisation}'",
        )
    sheet = read_sheet(path, layout, read_mapping(mapping, layout))
    if not sheet.rows:
        raise CaseloadError(f"{path}: no rows below the headings", f"{path}: geen rijen onder de koppen")
    return to_caseload(sheet, layout, system.events, recorded_at, organisation, until=until)


def register_address(given: str | None) -> str:
    """The address of the register: the option, else DATABASE_URL, else the embedded default."""
    return given or os.environ.get("DATABASE_URL") or str(DEFAULT_REGISTER)


def open_register(given: str | None, *, must_exist: bool = True) -> Register:
    """Open the register; a file that does not exist is only made where ``must_exist`` is false."""
    from sqlalchemy.exc import SQLAlchemyError

    from doorstroom.commands import NothingFound
    from doorstroom.register.log import Register

    address = register_address(given)
    path = _file_of(address)
    if path is not None:
        if must_exist and not (path.exists() and (path.is_dir() or path.stat().st_size)):
            raise NothingFound(f"{path}: no register here; make one with `doorstroom demo` or `doorstroom load`")
        _refuse_foreign(path)
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return Register.open(address, clock=utc_now)
    except (SQLAlchemyError, ValueError) as error:  # without the address: it may hold a password
        where = "--register" if given else "DATABASE_URL"
        raise DoorstroomError(f"{where} is not a database address that can be used: {error}") from None


def _file_of(address: str) -> Path | None:
    """The file of an SQLite register; none for a database server."""
    if "://" not in address:
        return Path(address)
    return Path(address.removeprefix("sqlite:///")) if address.startswith("sqlite:///") else None


def _refuse_foreign(path: Path) -> None:
    """Refuse a database of another program before anything is made in it."""
    import sqlite3

    if not path.is_file() or not path.stat().st_size:
        return
    try:
        with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as found:
            tables = {name for (name,) in found.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.OperationalError:  # locked, or not to be read: opening it says what it is
        return
    except sqlite3.Error as error:
        raise DoorstroomError(f"{path}: not a register ({error})") from None
    if tables and not any(name.startswith("doorstroom_") for name in tables):
        raise DoorstroomError(f"{path}: not a register but a database of another program (table '{min(tables)}')")


def mirror_folder(register: Register) -> Path:
    """Where the mirror lies when no option says so: where MIRROR_FOLDER says, else beside the file of the register."""
    if "MIRROR_FOLDER" in os.environ:
        return Path(os.environ["MIRROR_FOLDER"])
    file = register.engine.url.database if register.engine.dialect.name == "sqlite" else None
    return Path(file).parent / DEFAULT_MIRROR.name if file else DEFAULT_MIRROR


def open_mirror(register: Register, system: System, folder: Path | None = None) -> History:
    """The columnar history of a system, brought up to date with the register first."""
    from doorstroom.register.mirror import Mirror

    mirror = Mirror(register, system, folder or mirror_folder(register))
    mirror.sync()
    return mirror.history()


def refuse_before_first(history: History, day: dt.date) -> None:
    """Refuse a peildatum before anything happened: an empty answer would look like one."""
    import polars as pl

    days = [frame.lazy().select(pl.col("valid_on").min()).collect().item() for frame in history.frames.values()]
    first = min((found for found in days if found is not None), default=None)
    if first is not None:
        refuse_before(first, day)


def refuse_before(first: dt.date, day: dt.date) -> None:
    """The same, for who knows the first day."""
    if day < first:
        raise DoorstroomError(f"peildatum {day} lies before the first event ({first}); there is nothing to tell yet")
