"""A register of invented people, its mirror and its vault, and the databases of the tests of the register."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from doorstroom.clock import utc_now
from doorstroom.kernel.history import History
from doorstroom.register import Mirror, Register, Vault
from tests.exchange.export.samples import INBURGERING, fill, fill_vault, opened
from tests.register.conftest import postgres, url

__all__ = ["postgres", "url"]


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    """A register in a file with the people of the samples."""
    with opened(tmp_path / "people.db") as made:
        fill(made)
        yield made


@pytest.fixture
def history(register: Register, tmp_path: Path) -> History:
    """Its mirror."""
    mirror = Mirror(register, INBURGERING, tmp_path / "mirror")
    mirror.sync()
    return mirror.history()


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    """Who they are."""
    with Vault.open(tmp_path / "vault.db", clock=utc_now) as made:
        fill_vault(made)
        yield made
