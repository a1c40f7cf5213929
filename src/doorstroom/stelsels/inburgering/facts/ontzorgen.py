"""Ontzorgen: bijstand, and what the college decided to deviate from."""

from polars import Expr

from doorstroom.kernel.columns import fact
from doorstroom.kernel.vocabulary import Aggregate, earliest, last, latest


@fact(
    "bijstand_ingegaan",
    "PW 56a",
    nl="Recht op bijstand sinds {bijstand_sinds}.",
    en="Bijstand since that day: {bijstand_sinds}.",
)
def bijstand_sinds(valid_on: Expr) -> Aggregate:
    """On which day did the right to bijstand first arise? (date; unknown: never)"""
    return earliest(valid_on)


@fact(
    "bijstand_ingegaan",
    "PW 56a",
    nl="Het laatste recht op bijstand ontstond op {bijstand_laatste_ingang}.",
    en="The last right to bijstand arose on {bijstand_laatste_ingang}.",
)
def bijstand_laatste_ingang(valid_on: Expr) -> Aggregate:
    """On which day did the last right to bijstand arise? (date)"""
    return latest(valid_on)


@fact(
    "bijstand_geeindigd",
    nl="De bijstand eindigde op {bijstand_geeindigd_op}.",
    en="Bijstand ended on {bijstand_geeindigd_op}.",
)
def bijstand_geeindigd_op(valid_on: Expr) -> Aggregate:
    """From which day was there last no right to bijstand any more? (date)"""
    return latest(valid_on)


@fact(
    "ontzorgen_maatwerk_besloten",
    nl="Het college besloot tot maatwerk: {ontzorgen_maatwerk}.",
    en="The college decided to deviate: {ontzorgen_maatwerk}.",
)
def ontzorgen_maatwerk(soort: Expr) -> Aggregate:
    """How did the college last decide to deviate (korter, langer, niet)? Unknown: it did not."""
    return last(soort)


@fact(
    "ontzorgen_maatwerk_besloten",
    nl="Volgens dat besluit loopt het ontzorgen tot en met {ontzorgen_maatwerk_tot_en_met}.",
    en="By that decision it lasts up to and including {ontzorgen_maatwerk_tot_en_met}.",
)
def ontzorgen_maatwerk_tot_en_met(tot_en_met: Expr) -> Aggregate:
    """Until which day (inclusive) does ontzorgen last by the decision of the college? (date)"""
    return last(tot_en_met)
