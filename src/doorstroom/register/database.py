"""Opening a database: addresses, SQLite settings, migrations, write locks and errors in plain words."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from doorstroom.register.errors import RegisterBusy, RegisterFull, RegisterUnusable

_MIGRATIONS = Path(__file__).parent / "migrations"


@dataclass(frozen=True)
class Chain:
    """Tables that migrate together: the revision that they must have, their write lock, and their migrations."""

    name: str
    head: str
    lock: int
    folder: Path


#: The chains of the register; others (the exchange) bring their own. A test compares the heads with the files.
HEADS = {"log": "log_0001", "vault": "vault_0002"}
_CHAINS = {
    "log": Chain("log", HEADS["log"], 0x444F4F52, _MIGRATIONS / "log"),
    "vault": Chain("vault", HEADS["vault"], 0x4B4C5549, _MIGRATIONS / "vault"),
}
_BUSY_SECONDS = 60
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "recursive_triggers=ON",  # so that INSERT OR REPLACE meets the trigger against DELETE
    "secure_delete=ON",  # what is erased from the vault is gone from the file
    "cache_size=-131072",  # kibibytes: a bulk load keeps its indexes in memory
)


def address(url: str | Path) -> URL:
    """The database address of a path or URL; ``postgres://`` and ``postgresql://`` mean psycopg 3."""
    text = str(url)
    if "://" not in text:
        return URL.create("sqlite", database=text)
    try:
        found = make_url(text)
    except SQLAlchemyError as error:
        raise RegisterUnusable(f"'{text}' is not a database address: {error}") from None
    if found.drivername in ("postgres", "postgresql"):
        found = found.set(drivername="postgresql+psycopg")
    if found.get_backend_name() not in ("sqlite", "postgresql"):
        raise RegisterUnusable(f"'{found.drivername}' is not supported: use a file name or postgresql://")
    return found


def shown(where: URL) -> str:
    """The database as messages name it: the file, or the address without its password."""
    return where.database or ":memory:" if where.get_backend_name() == "sqlite" else where.render_as_string()


def connect(url: str | Path, chain: str | Chain) -> Engine:
    """An engine on a database that has every migration of ``chain`` (``log``, ``vault``, or one of somebody else).

    Raises RegisterUnusable when it cannot be opened or was made by a newer Doorstroom.
    """
    where, chain = address(url), _chain(chain)
    if where.get_backend_name() == "sqlite":
        engine = _sqlite(where)
    else:
        engine = sa.create_engine(where, pool_pre_ping=True)
    try:
        with plain_errors(shown(where)):
            _migrate(engine, chain)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _chain(chain: str | Chain) -> Chain:
    return _CHAINS[chain] if isinstance(chain, str) else chain


def _sqlite(where: URL) -> Engine:
    if where.database and where.database != ":memory:":
        path = Path(where.database)
        if path.is_dir():
            raise RegisterUnusable(f"'{path}' is a folder; name a file for the register")
        path.parent.mkdir(parents=True, exist_ok=True)
    options: dict[str, Any] = {"timeout": _BUSY_SECONDS, "check_same_thread": False}
    if where.database and _only_to_read(Path(where.database)):
        engine = sa.create_engine(where, creator=lambda: _open_to_read(Path(str(where.database)), options))
    else:
        engine = sa.create_engine(where, connect_args=options)

    @sa.event.listens_for(engine, "connect")
    def settings(raw: Any, _record: object) -> None:
        raw.isolation_level = None  # transactions are opened below, not guessed by the driver
        for pragma in _PRAGMAS:
            raw.execute(f"PRAGMA {pragma}").close()

    @sa.event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _only_to_read(path: Path) -> bool:
    return path.is_file() and not os.access(path.parent, os.W_OK)


def _open_to_read(path: Path, options: dict[str, Any]) -> sqlite3.Connection:
    """SQLite wants to make files beside the database, also to read it. Where that is impossible it must be told.

    With a write-ahead log beside the file somebody writes to it, and SQLite must see that log.
    """
    nobody_writes = "" if path.with_name(path.name + "-wal").exists() else "&immutable=1"
    opened: sqlite3.Connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro{nobody_writes}", uri=True, **options
    )
    return opened


@contextlib.contextmanager
def writing(engine: Engine, chain: str | Chain) -> Iterator[Connection]:
    """A transaction that is alone in writing, also between processes; everything or nothing is kept."""
    with plain_errors(shown(engine.url)), engine.execution_options(writes=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_chain(chain).lock)))
        yield connection


@contextlib.contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one state of the database from beginning to end and writes nothing."""
    with plain_errors(shown(engine.url)), engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with connection.begin():
            yield connection


def _migrate(engine: Engine, chain: Chain) -> None:
    table = f"doorstroom_{chain.name}_version"
    with engine.connect() as connection:
        present = _revision(connection, table)
    if present == chain.head:
        return
    with writing(engine, chain) as connection:
        present = _revision(connection, table)
        if present == chain.head:
            return
        _upgrade(connection, chain, table, present)


def _revision(connection: Connection, table: str) -> str | None:
    if not sa.inspect(connection).has_table(table):
        return None
    found: str | None = connection.execute(sa.text(f"SELECT version_num FROM {table}")).scalar()
    return found


def _upgrade(connection: Connection, chain: Chain, table: str, present: str | None) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", str(chain.folder).replace("%", "%%"))
    config.attributes.update(connection=connection, version_table=table)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if present is not None and present not in known:
        raise RegisterUnusable(
            f"the {chain.name} database has version '{present}', which this Doorstroom does not know; "
            "install a newer one"
        )
    command.upgrade(config, "head")


@contextlib.contextmanager
def plain_errors(name: str) -> Iterator[None]:
    """Turn errors of the database into sentences that name the database and say what was kept."""
    try:
        yield
    except Exception as error:
        # COPY speaks to the driver of PostgreSQL directly, so its errors come without the wrapping of SQLAlchemy.
        raw = error.orig if isinstance(error, DBAPIError) else error
        if raw is error and type(error).__module__.split(".")[0] != "psycopg":
            raise
        reason = str(raw).strip().split("\n")[0]
        state = getattr(raw, "sqlstate", None)
        low = reason.lower()
        if state == "53100" or "disk is full" in low or "disk i/o error" in low or "no space left" in low:
            raise RegisterFull(f"no room left for '{name}' ({reason}); nothing of this was written") from error
        if "readonly database" in low:
            raise RegisterUnusable(f"'{name}' can only be read here ({reason}); nothing was written") from error
        if "locked" in low:
            raise RegisterBusy(f"'{name}' is locked by another process ({reason}); nothing was written") from error
        raise RegisterUnusable(f"database '{name}': {reason}") from error
