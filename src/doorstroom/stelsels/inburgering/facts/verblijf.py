"""Residence as it stands on the peildatum: the state after the last event in the course of residence."""

from polars import Expr

from doorstroom.kernel.columns import fact
from doorstroom.kernel.vocabulary import Aggregate, any_event, earliest, last


@fact(
    "verblijfsrecht_verkregen",
    nl="Verblijfsrecht geregistreerd: {heeft_verblijfsrecht}.",
    en="Right of residence recorded: {heeft_verblijfsrecht}.",
)
def heeft_verblijfsrecht() -> Aggregate:
    """Does the register hold a right of residence for the person?"""
    return any_event()


@fact(
    "verblijfsrecht_verkregen",
    nl="Het eerste geregistreerde verblijfsrecht is van {eerste_verblijfsrecht_op}.",
    en="The first right of residence on record is of {eerste_verblijfsrecht_op}.",
)
def eerste_verblijfsrecht_op(valid_on: Expr) -> Aggregate:
    """On which day did the person acquire the first right of residence that the register holds?"""
    return earliest(valid_on)


@fact("verblijfsloop", "WET 3 lid 1", nl="Soort verblijf: {verblijf_soort}.", en="Kind of stay: {verblijf_soort}.")
def verblijf_soort(loop_soort: Expr) -> Aggregate:
    """Which kind of stay does the person have on the peildatum?"""
    return last(loop_soort)


@fact(
    "verblijfsrecht_verkregen",
    "Vw 2000 art. 8",
    nl="Laatst verkregen verblijfsrecht: {laatste_grond}.",
    en="Right of residence acquired last: {laatste_grond}.",
)
def laatste_grond(grond: Expr) -> Aggregate:
    """Which right of residence (letter of Vw 2000 art. 8) did the person acquire last?"""
    return last(grond)


@fact(
    "verblijfsrecht_verkregen",
    "REG 1.2",
    nl="Laatst verkregen beperking: {laatste_beperking}.",
    en="Purpose acquired last: {laatste_beperking}.",
)
def laatste_beperking(beperking: Expr) -> Aggregate:
    """For which purpose was the last right of residence given?"""
    return last(beperking)


@fact(
    "verblijfsrecht_verkregen",
    "REG 1.2",
    nl="Verblijf als geestelijke bedienaar geregistreerd: {laatste_als_bedienaar}.",
    en="Stay as minister of religion recorded: {laatste_als_bedienaar}.",
)
def laatste_als_bedienaar(geestelijke_bedienaar: Expr) -> Aggregate:
    """Was the last right of residence recorded as that of a geestelijke bedienaar?"""
    return last(geestelijke_bedienaar)


@fact(
    "uitsluiting_vastgesteld",
    "WET 3 lid 2 c, d",
    nl="Uitgesloten van de plicht vanaf {uitgesloten_op}.",
    en="Excluded from the duty from {uitgesloten_op}.",
)
def uitgesloten_op(valid_on: Expr) -> Aggregate:
    """From which day is the person excluded by a decision? Unknown when none is recorded."""
    return earliest(valid_on)


@fact(
    "verblijfsloop",
    "WET 13 lid 1",
    nl="Verblijfsrecht van de asielgroep: {verblijf_asielgroep}.",
    en="Right of residence of the asylum group: {verblijf_asielgroep}.",
)
def verblijf_asielgroep(loop_asiel: Expr) -> Aggregate:
    """Does the person belong to the asylum group by the right of residence, held since residence last began?"""
    return last(loop_asiel)
