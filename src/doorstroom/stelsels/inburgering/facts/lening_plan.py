"""What the plan and the first termijn say for the loan."""

from polars import Expr

from doorstroom.kernel.columns import fact
from doorstroom.kernel.vocabulary import Aggregate, all_of, earliest, total


@fact(
    "pip_vastgesteld",
    "BES 6.2",
    nl="Alfabetisering staat in het PIP sinds {alfabetisering_in_pip_sinds}.",
    en="Literacy stands in the PIP since {alfabetisering_in_pip_sinds}.",
)
def alfabetisering_in_pip_sinds(valid_on: Expr, alfabetisering: Expr, pip_in_huidige_plicht: Expr) -> Aggregate:
    """Since which PIP of the present duty does the plan hold literacy? (date; unknown: none did)"""
    return earliest(valid_on, when=all_of(pip_in_huidige_plicht, alfabetisering != "nvt"))


@fact(
    "pip_vastgesteld",
    "BES 6.2",
    nl="De onderwijsroute staat in het PIP sinds {onderwijsroute_sinds}.",
    en="The onderwijsroute stands in the PIP since {onderwijsroute_sinds}.",
)
def onderwijsroute_sinds(valid_on: Expr, leerroute: Expr, pip_in_huidige_plicht: Expr) -> Aggregate:
    """Since which PIP of the present duty was the onderwijsroute set, for a time or still? (date; unknown: never)"""
    return earliest(valid_on, when=all_of(pip_in_huidige_plicht, leerroute == "onderwijs"))


@fact(
    "verlenging_verleend",
    "WET 20 lid 2",
    nl="De eerste termijn is met {eerste_termijn_verleend_maanden} maanden verlengd.",
    en="The first termijn was extended by {eerste_termijn_verleend_maanden} months.",
)
def eerste_termijn_verleend_maanden(
    maanden: Expr, valid_on: Expr, termijn_start: Expr, boete_duo_eerste_op: Expr
) -> Aggregate:
    """How many months were granted in the first termijn, before the first fine? (whole months)"""
    return total(maanden, when=all_of(valid_on >= termijn_start, valid_on < boete_duo_eerste_op))


@fact(
    "verlenging_verleend",
    "WET 20 lid 2",
    nl="Daarbij kwamen {eerste_termijn_verleend_dagen} dagen.",
    en="To that came {eerste_termijn_verleend_dagen} days.",
)
def eerste_termijn_verleend_dagen(
    weken: Expr, dagen: Expr, valid_on: Expr, termijn_start: Expr, boete_duo_eerste_op: Expr
) -> Aggregate:
    """How many days (weeks as seven days) were granted in the first termijn, before the first fine?"""
    return total(weken * 7 + dagen, when=all_of(valid_on >= termijn_start, valid_on < boete_duo_eerste_op))
