"""The days off of the Algemene termijnenwet (art. 3): which days are they?

Days equated by Koninklijk Besluit (art. 3 lid 3) stand in ``equated_days.yaml``; they are known only from
``EQUATED_DAYS_CHECKED_FROM`` to ``EQUATED_DAYS_CHECKED_UNTIL``, and outside those days a Friday after Hemelvaartsdag,
for one, may be missing.
"""

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

CALENDAR_FIRST_DAY: Final = date(1990, 1, 1)
CALENDAR_LAST_DAY: Final = date(2100, 12, 31)


def _read_equated_days() -> tuple[date, date, list[date]]:
    """From when and until when the list was checked, and the days equated by Koninklijk Besluit (art. 3 lid 3)."""
    text = files("doorstroom.kernel").joinpath("equated_days.yaml").read_text("utf-8")
    content: dict[str, Any] = yaml.safe_load(text)
    return content["checked_from"], content["checked_until"], [row["day"] for row in content["days"]]


EQUATED_DAYS_CHECKED_FROM, EQUATED_DAYS_CHECKED_UNTIL, EQUATED_DAYS = _read_equated_days()


@cache
def feestdagen() -> frozenset[date]:
    """Every day of art. 3 in the calendar and in the year before it (a term that ends in the calendar may start there).

    The library counts Goede Vrijdag, and 5 May outside the lustrum years, as optional; the ATW does not: lid 2 equates
    the first, lid 1 names "de vijfde mei" without exception. First Easter and Whitsun day are Sundays anyway.
    """
    import holidays  # here: it takes long to import, and most commands look no holiday up

    years = range(CALENDAR_FIRST_DAY.year - 1, CALENDAR_LAST_DAY.year + 1)
    by_act = holidays.country_holidays("NL", years=years, categories=(holidays.PUBLIC, holidays.OPTIONAL))
    return frozenset({*by_act, *EQUATED_DAYS})


def is_free(day: date) -> bool:
    """Is this a Saturday, a Sunday or one of those days?"""
    return day.weekday() >= 5 or day in feestdagen()
