"""The database itself refuses to change or remove what was written, and has the shape of the code."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory
from tests.register.samples import SYSTEM, event

import doorstroom.register
from doorstroom.clock import utc_now
from doorstroom.register import Register, RegisterUnusable, Vault
from doorstroom.register.database import HEADS, address
from doorstroom.register.schema import log_metadata, vault_metadata

MIGRATIONS = Path(doorstroom.register.__file__).parent / "migrations"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET actor = 'x'",
        "DELETE FROM event",
        "DELETE FROM event WHERE sequence = 1",
        "INSERT OR REPLACE INTO event SELECT * FROM event",
        "TRUNCATE event",
        "TRUNCATE event CASCADE",
    ],
)
def test_events_cannot_be_changed_or_removed(register: Register, statement: str) -> None:
    sqlite = register.engine.dialect.name == "sqlite"
    if ("TRUNCATE" in statement and sqlite) or ("OR REPLACE" in statement and not sqlite):
        pytest.skip("this database does not have the statement")
    register.append(SYSTEM, [event()])
    with (
        pytest.raises(sa.exc.DBAPIError, match=r"table event is append-only: .* refused"),
        register.engine.begin() as c,
    ):
        c.exec_driver_sql(statement)
    assert register.count() == 1


def test_a_version_can_be_replaced_once_and_a_case_version_used_once(register: Register) -> None:
    register.append(SYSTEM, [event()])
    names = [column.name for column in log_metadata.tables["event"].columns]
    change = {"sequence": "2", "event_id": "'other'"}
    copied = ", ".join(change.get(name, name) for name in names)
    with pytest.raises(sa.exc.IntegrityError), register.engine.begin() as connection:
        connection.exec_driver_sql(f"INSERT INTO event SELECT {copied} FROM event")


@pytest.mark.parametrize("chain", ["log", "vault"])
def test_the_migrations_make_the_tables_that_the_code_names(url: str, chain: str) -> None:
    opened = Register.open(url, clock=utc_now) if chain == "log" else Vault.open(url, clock=utc_now)
    inspector = sa.inspect(opened.engine)
    metadata = log_metadata if chain == "log" else vault_metadata
    for table in metadata.tables.values():
        found = {column["name"]: column for column in inspector.get_columns(table.name)}
        assert list(found) == [column.name for column in table.columns]
        for column in table.columns:
            assert found[column.name]["nullable"] == bool(column.nullable), column.name
    opened.close()


@pytest.mark.parametrize("chain", ["log", "vault"])
def test_the_newest_migration_is_the_one_that_the_code_asks_for(chain: str) -> None:
    script = ScriptDirectory(MIGRATIONS, version_locations=[MIGRATIONS / chain])
    assert script.get_heads() == [HEADS[chain]]


def test_opening_again_keeps_what_is_there_and_log_and_vault_may_share_a_database(url: str) -> None:
    with Register.open(url, clock=utc_now) as register:
        register.append(SYSTEM, [event()])
    with Vault.open(url, clock=utc_now), Register.open(url, clock=utc_now) as register:
        assert register.count() == 1


def test_a_database_of_a_newer_doorstroom_is_refused(url: str) -> None:
    with Register.open(url, clock=utc_now) as register, register.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE doorstroom_log_version SET version_num = 'log_9999'")
    with pytest.raises(RegisterUnusable, match="version 'log_9999', which this Doorstroom does not know"):
        Register.open(url, clock=utc_now)


def test_what_is_not_a_register_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(RegisterUnusable, match="is a folder; name a file"):
        Register.open(tmp_path, clock=utc_now)
    (tmp_path / "letter.txt").write_text("Geachte heer, mevrouw, " * 100)
    with pytest.raises(RegisterUnusable, match=r"letter.txt': file is not a database"):
        Register.open(tmp_path / "letter.txt", clock=utc_now)
    with pytest.raises(RegisterUnusable, match="'mysql' is not supported"):
        Register.open("mysql://localhost/x", clock=utc_now)


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    with pytest.raises(RegisterUnusable, match=r"database 'postgresql\+psycopg://u:\*\*\*@127.0.0.1:1/d': connection"):
        Register.open("postgresql://u:geheim@127.0.0.1:1/d", clock=utc_now)


def test_an_address_without_a_driver_means_psycopg() -> None:
    assert address("postgresql://u@h/d").drivername == "postgresql+psycopg"
    assert address("postgres://u@h/d").drivername == "postgresql+psycopg"
    assert address("some/file.db").drivername == "sqlite"
