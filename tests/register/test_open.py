"""Opening a register where little is allowed: only to read, or with rights that are too small."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from tests.register.samples import SYSTEM, event

from doorstroom.clock import utc_now
from doorstroom.register import Register, RegisterUnusable, database, verify


@pytest.fixture
def only_to_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A register with one event, in a folder in which nothing may be made."""
    path = tmp_path / "register.db"
    with Register.open(path, clock=utc_now) as register:
        register.append(SYSTEM, [event("c1")])
    # Who runs the tests may be allowed everything, so the folder is not really closed.
    monkeypatch.setattr(database.os, "access", lambda *_: False)
    return path


def test_a_register_in_a_folder_without_write_access_is_read(only_to_read: Path) -> None:
    with Register.open(only_to_read, clock=utc_now) as register:
        assert register.count() == 1
        assert verify(register).ok
        assert register.history_of_case(SYSTEM, "c1")[0].type == "gestart"
    assert [path.name for path in only_to_read.parent.iterdir()] == ["register.db"]


def test_a_register_in_a_folder_without_write_access_takes_no_events(only_to_read: Path) -> None:
    with Register.open(only_to_read, clock=utc_now) as register:
        with pytest.raises(RegisterUnusable, match=r"register.db' can only be read here .*nothing was written"):
            register.append(SYSTEM, [event("c2")])
        assert register.count() == 1


def test_a_register_that_somebody_writes_to_is_read_with_what_was_just_written(only_to_read: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{only_to_read}")
    with engine.connect() as writer:  # an open connection keeps the write-ahead log
        writer.exec_driver_sql("PRAGMA wal_autocheckpoint = 0")
        writer.exec_driver_sql("CREATE TABLE later (a)")
        writer.commit()
        with Register.open(only_to_read, clock=utc_now) as register, register.reading() as connection:
            assert sa.inspect(connection).has_table("later")
    engine.dispose()


@pytest.mark.postgres
def test_a_role_that_may_only_read_is_told_so(postgres: str) -> None:
    engine = sa.create_engine(
        sa.make_url(postgres).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT", poolclass=sa.NullPool
    )
    with engine.connect() as connection:
        connection.execute(sa.text("CREATE DATABASE doorstroom_test_readers"))
        connection.execute(sa.text("CREATE ROLE doorstroom_test_reader LOGIN PASSWORD 'x'"))
    own = engine.url.set(database="doorstroom_test_readers")
    try:
        with Register.open(own.render_as_string(hide_password=False), clock=utc_now) as register:
            register.append(SYSTEM, [event("c1")])
            with register.engine.begin() as connection:
                connection.execute(sa.text("GRANT SELECT ON ALL TABLES IN SCHEMA public TO doorstroom_test_reader"))
        reader = own.set(username="doorstroom_test_reader", password="x").render_as_string(hide_password=False)
        with Register.open(reader, clock=utc_now) as register:
            assert verify(register).ok
            with pytest.raises(RegisterUnusable, match="permission denied for table event"):
                register.append(SYSTEM, [event("c2")])
    finally:
        with engine.connect() as connection:
            connection.execute(sa.text("DROP DATABASE doorstroom_test_readers WITH (FORCE)"))
            connection.execute(sa.text("DROP ROLE doorstroom_test_reader"))
