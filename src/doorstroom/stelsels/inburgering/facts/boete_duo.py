"""Facts for the fines of the Minister (DUO): decisions, new terms, blame, attendance and the permit."""

from polars import Expr

from doorstroom.kernel.columns import fact, family
from doorstroom.kernel.vocabulary import (
    Aggregate,
    any_event,
    earliest,
    last,
    latest,
    one_of,
    total,
)
from doorstroom.stelsels.inburgering.events.handhaving import BOETES_VAN_DUO
from doorstroom.stelsels.inburgering.events.traject import PLICHTDELEN
from doorstroom.stelsels.inburgering.facts.boete_college import since


@fact(
    "boete_opgelegd",
    nl="DUO legde een boete op: {boete_duo_opgelegd}.",
    en="Fine by DUO imposed: {boete_duo_opgelegd}.",
)
def boete_duo_opgelegd(soort: Expr, valid_on: Expr, plicht_hernieuwd_op: Expr) -> Aggregate:
    """Did DUO impose a fine in the present duty?"""
    return any_event(when=one_of(soort, BOETES_VAN_DUO) & since(valid_on, plicht_hernieuwd_op))


@fact(
    "boete_opgelegd",
    nl="De eerste boete van DUO is van {boete_duo_eerste_op}.",
    en="The first fine by DUO is of {boete_duo_eerste_op}.",
)
def boete_duo_eerste_op(valid_on: Expr, soort: Expr, plicht_hernieuwd_op: Expr) -> Aggregate:
    """When was the first fine decision of DUO in the present duty made known?"""
    return earliest(valid_on, when=one_of(soort, BOETES_VAN_DUO) & since(valid_on, plicht_hernieuwd_op))


@fact("boete_opgelegd", nl="De laatste boete is van {boete_laatste_op}.", en="The last fine is of {boete_laatste_op}.")
def boete_laatste_op(valid_on: Expr) -> Aggregate:
    """When was the last fine of any kind made known?"""
    return latest(valid_on)


@family("deel", PLICHTDELEN)
@fact(
    "verwijtbaarheid_beoordeeld",
    nl="Te laat zijn met {deel} is verwijtbaar: {boete_deel_verwijtbaar}.",
    en="Being late with {deel} is to blame: {boete_deel_verwijtbaar}.",
)
def boete_deel_verwijtbaar(
    onderwerp: Expr, oordeel: Expr, valid_on: Expr, boete_duo_vanaf: Expr, deel: str
) -> Aggregate:
    """What did the official judge, after the term ended, about blame for {deel}?"""
    return last(oordeel, when=(onderwerp == deel) & (valid_on >= boete_duo_vanaf))


@fact(
    "verwijtbaarheid_beoordeeld",
    nl="Op {te_laat_niet_verwijtbaar_op} is geoordeeld dat te laat zijn niet te verwijten is.",
    en="On {te_laat_niet_verwijtbaar_op} it was judged that being late is not to blame.",
)
def te_laat_niet_verwijtbaar_op(valid_on: Expr, onderwerp: Expr, oordeel: Expr) -> Aggregate:
    """When was it last judged that not meeting the term was not blameworthy?"""
    return latest(valid_on, when=one_of(onderwerp, BOETES_VAN_DUO) & ~oordeel)


@fact(
    "aanwezigheid_vastgesteld",
    nl="Aanwezigheid in het taalschakeltraject: {aanwezigheid_onderwijsroute} %.",
    en="Attendance in the taalschakeltraject: {aanwezigheid_onderwijsroute} %.",
)
def aanwezigheid_onderwijsroute(percentage: Expr) -> Aggregate:
    """What attendance (percent) did the institution last declare?"""
    return last(percentage)


@fact(
    "verblijfsrecht_beeindigd",
    nl="Verblijfsrecht ingetrokken of verlenging geweigerd op {verblijf_ingetrokken_of_geweigerd_op}.",
    en="Residence withdrawn, or renewal refused, on {verblijf_ingetrokken_of_geweigerd_op}.",
)
def verblijf_ingetrokken_of_geweigerd_op(valid_on: Expr, reden: Expr) -> Aggregate:
    """When was the permit last withdrawn or its renewal refused?"""
    return latest(valid_on, when=one_of(reden, ["ingetrokken", "verlenging_geweigerd"]))


@fact(
    "verblijfsrecht_verkregen",
    nl="Internationale bescherming verkregen op {asielvergunning_eerste_op}.",
    en="International protection acquired on {asielvergunning_eerste_op}.",
)
def asielvergunning_eerste_op(valid_on: Expr, grond: Expr) -> Aggregate:
    """When was an asylum permit first acquired? A later naturalisation does not undo the protection of that time."""
    return earliest(valid_on, when=one_of(grond, ["8c", "8d"]))


@fact(
    "verblijfsrecht_verkregen",
    nl="Het laatste verblijfsrecht is van {verblijf_laatst_verkregen_op}.",
    en="Last right of residence of {verblijf_laatst_verkregen_op}.",
)
def verblijf_laatst_verkregen_op(valid_on: Expr) -> Aggregate:
    """When was a right of residence last acquired?"""
    return latest(valid_on)


@fact(
    "boete_opgelegd",
    nl="Boetes die in stand kunnen blijven: {boete_houdbaar_totaal} euro.",
    en="Fines that may stand: {boete_houdbaar_totaal} euros.",
)
def boete_houdbaar_totaal(boete_houdbaar_bedrag: Expr) -> Aggregate:
    """What do the fines that may stand under the law known now add up to (euros)?"""
    return total(boete_houdbaar_bedrag)


@fact(
    "boete_gewijzigd",
    nl="Van de boetes is later {boete_vermindering_totaal} euro afgegaan.",
    en="Off the fines: {boete_vermindering_totaal} euros.",
)
def boete_vermindering_totaal(vermindering: Expr) -> Aggregate:
    """What went off the fines afterwards (euros)?"""
    return total(vermindering)


@fact(
    "herziening_verzocht",
    nl="Herziening van de boete verzocht: {boete_herziening_verzocht}.",
    en="Reconsideration asked: {boete_herziening_verzocht}.",
)
def boete_herziening_verzocht(onderwerp: Expr) -> Aggregate:
    """Did the person ask to come back on a final fine?"""
    return any_event(when=onderwerp == "boete")


@fact(
    "boete_opgelegd",
    "WET 26",
    nl="Er is een boete boven het wettelijke maximum opgelegd: {boete_boven_maximum}.",
    en="A fine above the legal maximum was imposed: {boete_boven_maximum}.",
)
def boete_boven_maximum(boete_binnen_maximum: Expr) -> Aggregate:
    """Was any fine imposed that is higher than the law allows?"""
    return any_event(when=~boete_binnen_maximum)
