"""When may a report of PVT or MAP say whose fault it is? One reading, in one place: nog te bevestigen.

DUO's R-9 forbids the member with a date before the end of the term, and R-10 allows "Nee" only when that end falls
within two months. Read together: "Nee" is told without a date while the end is near, or with a date after the end.
docs/duo_questions.md, question 1.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

COLUMNS = (
    "termijn_start",
    "termijn_einde_exclusief",
    "niet_verwijtbaar_melden_vanaf",
    "verwijtbaar_melden_vanaf",
)


def faults_of_blame(
    day: dt.date | None, verwijtbaar: str | None, today: dt.date, values: Mapping[str, Any]
) -> list[str]:
    """Which of R-8 to R-11 refuse this report? Unknown dates of the term refuse nothing."""
    end = values["termijn_einde_exclusief"]
    if end is None:
        return []
    found = []
    if verwijtbaar is None and day is not None and day >= end:
        found.append("R-8")
    if verwijtbaar is not None and day is not None and day < end:
        found.append("R-9")
    if verwijtbaar == "Nee" and day is None and today < values["niet_verwijtbaar_melden_vanaf"]:
        found.append("R-10")
    if verwijtbaar == "Ja" and today < values["verwijtbaar_melden_vanaf"]:
        found.append("R-11")
    return found
