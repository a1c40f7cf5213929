"""Lengths as the law adds them to the termijn: months and days (BES 4.2, REG 4.1, 4.2), and where a term ends."""

from polars import Expr

from doorstroom.kernel.dates import Amount, add, birthday, days_beyond_months, whole_months_between

#: The two measures as columns name them, and as people call them in Dutch and in English.
MATEN = {"maanden": ("hele maanden", "whole months"), "dagen": ("losse dagen", "days beside the months")}


def lengte(maat: str, begin: Expr, einde: Expr) -> Expr:
    """How long a period lasts in one of the two measures (``einde`` exclusive)."""
    return whole_months_between(begin, einde) if maat == "maanden" else days_beyond_months(begin, einde)


def einde_na(begin: Expr, maanden: Amount, dagen: Amount = 0) -> Expr:
    """First day after a term of so many months, and then days, that starts on ``begin`` (inclusive).

    Where the month reached has no such day number, that is the first day of the next month: a term from 29 February
    2024 of three years lasts up to and including 28 February 2027, the number of the day before it
    (HR 1 September 2017, ECLI:NL:HR:2017:2225).
    """
    return add(birthday(begin, 0, maanden), days=dagen)
