"""A history of 24 people, small enough to count on paper, with its report in both languages."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from doorstroom.report.build import Request, build
from doorstroom.report.disclosure import Unrounded
from doorstroom.report.model import Report
from doorstroom.stelsels.inburgering.indicators import UITVOERINGSBRIEF
from tests.report.toy import Register, day, moment, toy


def people() -> Register:
    """The history. Dates of the last two groups stand on the edges: day 70 and day 71, and the peildatum itself."""
    register = Register()
    case = register.case
    case("asiel", 4, plicht="2022-06-01", opvang="2022-06-01")  # in reception, no plan
    case("asiel", 2, plicht="2022-06-01", opvang="2022-06-01", pip="2022-12-15")  # in reception, with a plan
    case("asiel", 1, plicht="2022-06-01", opvang="2022-06-01", opvang_uit="2023-02-01")  # housed, clock not started
    case("asiel", 3, plicht="2022-06-01", klok="2023-02-20")  # 70 days before 1 May: within ten weeks
    case("asiel", 2, plicht="2022-06-01", klok="2023-02-19")  # 71 days: longer
    case("asiel", 1, plicht="2022-06-01", klok="2022-10-01", pip="2022-12-10", aanbod="2023-01-05")  # took 70 days
    case("asiel", 2, plicht="2022-06-01", klok="2022-10-01", pip="2022-12-11")  # took 71 days
    case("asiel", 1, plicht="2022-06-01", pip="2022-11-01", klok="2022-12-01")  # plan before the clock
    case("gezin", 2, plicht="2023-01-02", klok="2023-01-10", pip="2023-02-01", kennisgeving="2023-01-10")
    case("gezin", 1, plicht="2022-03-01", klok="2022-03-10", pip="2023-05-01", kennisgeving="2022-03-10")
    case("gezin", 1, plicht="2022-03-01", klok="2022-03-10", pip="2023-05-02", kennisgeving="2022-03-10")
    case("gezin", 2, plicht="2023-05-01", klok="2023-05-01", kennisgeving="2023-05-01")  # begins on the peildatum
    case("gezin", 1, plicht="2023-05-02", klok="2023-05-02")  # begins after it
    case(None, 1, plicht="2022-09-01", klok="2022-09-10")  # target group unknown
    return register


Maker = Callable[..., Report]


def made(folder: Path, register: Register | None = None, *, rounded: bool = False, **more: Any) -> Report:
    """The report of a history; unrounded unless told otherwise. The log of that stands in the folder."""
    request = Request(
        more.pop("peildatum", day("2023-05-01")),
        more.pop("known_at", None),
        moment("2023-07-12T09:30:00"),
        "0.1.0",
        "0123456789ab",
        unrounded=None if rounded else Unrounded("een tester", "met de hand narekenen", folder / "log.jsonl"),
        **more,
    )
    return build(UITVOERINGSBRIEF, toy(), (register or people()).history(), request)


@pytest.fixture
def make(tmp_path: Path) -> Maker:
    """``made`` with a folder for this test."""
    return partial(made, tmp_path)
