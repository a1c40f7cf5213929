"""Lengths as the law adds them to the termijn: months and days (BES 4.2, REG 4.1, 4.2)."""

from polars import Expr

from doorstroom.kernel.dates import days_beyond_months, whole_months_between

#: The two measures as columns name them, and as people call them in Dutch and in English.
MATEN = {"maanden": ("hele maanden", "whole months"), "dagen": ("losse dagen", "days beside the months")}


def lengte(maat: str, begin: Expr, einde: Expr) -> Expr:
    """How long a period lasts in one of the two measures (``einde`` exclusive)."""
    return whole_months_between(begin, einde) if maat == "maanden" else days_beyond_months(begin, einde)
