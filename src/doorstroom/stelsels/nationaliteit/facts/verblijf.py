"""Lawful stay as it stands: since when without a gap, on which ground, and time abroad."""

from polars import Expr

from doorstroom.kernel.columns import fact
from doorstroom.kernel.vocabulary import Aggregate, any_event, known, last, latest, total


@fact("toelatingsloop", nl="Er is nu toelating: {heeft_toelating}.", en="Lawful stay now: {heeft_toelating}.")
def heeft_toelating(of_type: Expr) -> Aggregate:
    """Does the person have lawful stay now, by what was recorded last? Unknown when nothing is recorded."""
    return last(of_type == "toelating_verkregen")


@fact("toelatingsloop", nl="Verblijfsrecht nu: {toelating_grond}.", en="Right of residence now: {toelating_grond}.")
def toelating_grond(grond: Expr) -> Aggregate:
    """On which ground (letter of Vw 2000 art. 8) is the stay lawful now? Unknown when it ended."""
    return last(grond)


@fact("toelatingsloop", nl="Voor een tijdelijk doel: {toelating_tijdelijk}.", en="Temporary: {toelating_tijdelijk}.")
def toelating_tijdelijk(tijdelijk_doel: Expr) -> Aggregate:
    """Is the stay for a temporary purpose?"""
    return last(tijdelijk_doel)


@fact(
    "toelatingsloop",
    "Handleiding RWN 1-1-g",
    nl="Toelating zonder onderbreking sinds {toelating_sinds}.",
    en="Lawful stay without a gap since {toelating_sinds}.",
)
def toelating_sinds(valid_on: Expr, loop_begint_opnieuw: Expr) -> Aggregate:
    """Since which day is the stay lawful without a gap?"""
    return latest(valid_on, when=loop_begint_opnieuw)


@fact(
    "toelatingsloop",
    "RWN 8 lid 3",
    nl="Eerdere toelating, van voor het laatste gat: {toelating_eerder_dagen} dagen.",
    en="Earlier lawful stay, before the last gap: {toelating_eerder_dagen} days.",
)
def toelating_eerder_dagen(loop_afgesloten_dagen: Expr) -> Aggregate:
    """How many days of lawful stay lie before the last gap? (days)"""
    return total(loop_afgesloten_dagen)


@fact(
    "verblijf_buiten_koninkrijk",
    "Handleiding RWN 1-1-h",
    nl="Hoofdverblijf hervat op {hoofdverblijf_hervat_op}.",
    en="Main residence resumed on {hoofdverblijf_hervat_op}.",
)
def hoofdverblijf_hervat_op(buitenland_terug_op: Expr, buitenland_verbreekt: Expr) -> Aggregate:
    """On which day did the person come back from an absence that broke his main residence? Unknown: there was none."""
    return latest(buitenland_terug_op, when=known(buitenland_terug_op) & buitenland_verbreekt)


@fact(
    "verblijf_buiten_koninkrijk",
    "Handleiding RWN 1-1-h",
    nl="Nu te lang buiten het Koninkrijk: {hoofdverblijf_nu_verbroken}.",
    en="Abroad too long now: {hoofdverblijf_nu_verbroken}.",
)
def hoofdverblijf_nu_verbroken(buitenland_terug_op: Expr, buitenland_verbreekt: Expr) -> Aggregate:
    """Is the person abroad in an absence that broke his main residence? No end on record means that it still lasts."""
    return any_event(when=~known(buitenland_terug_op) & buitenland_verbreekt)
