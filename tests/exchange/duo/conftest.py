"""Every test has its own DUO and its own municipality; nothing leaves this machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.exchange.duo.town import Town, open_town
from tests.register.conftest import postgres, url

__all__ = ["postgres", "url"]


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with open_town(tmp_path) as opened:
        yield opened
