"""What goes with a fine decision: objection, term to decide, lapse of the power, fitting amount (Awb)."""

from polars import Expr

from doorstroom.kernel.columns import family, rule
from doorstroom.kernel.dates import add
from doorstroom.kernel.law import Law
from doorstroom.kernel.termijnenwet import term
from doorstroom.kernel.vocabulary import all_of, choose, earliest_known, known
from doorstroom.stelsels.inburgering.events.handhaving import HOORPROCEDURES


def open_amount(possible: Expr, allowed: Expr, amount: Expr) -> Expr:
    """The amount while people may still decide on it; 0 without ground for a fine, or once it is known not allowed.

    While people must still judge it is what they may decide about, so "known" is asked here.
    """
    return choose((~possible, 0), (all_of(known(allowed), ~allowed), 0), otherwise=amount)


@rule(
    "Awb 6:7",
    "Awb 6:8",
    "ATW 1",
    nl="Bezwaar tegen de laatste boete kan tot en met {bezwaar_uiterlijk}.",
    en="An objection to the last fine is possible up to and including {bezwaar_uiterlijk}.",
)
def bezwaar_uiterlijk(boete_laatste_op: Expr, law: Law) -> Expr:
    """Last day (inclusive) to object to the last fine decision."""
    return term(boete_laatste_op, weeks=law.boete.bezwaartermijn.weeks(on=boete_laatste_op))


@rule("Awb 6:7", nl="Bezwaar kan nog: {bezwaar_kan_nog}.", en="An objection is still possible: {bezwaar_kan_nog}.")
def bezwaar_kan_nog(bezwaar_uiterlijk: Expr, peildatum: Expr) -> Expr:
    """Has the last day to object to the last fine decision not passed?"""
    return peildatum <= bezwaar_uiterlijk


@family("fase", HOORPROCEDURES)
@rule(
    "Awb 5:51",
    nl="Over een boete {fase} hoort uiterlijk {boete_fase_beslissen_uiterlijk} te zijn beslist.",
    en="A fine {fase} should be decided by {boete_fase_beslissen_uiterlijk}.",
    uncertain="Algemene kennis van de Awb; een termijn van orde.",
)
def boete_fase_beslissen_uiterlijk(boete_fase_rapport_op: Expr, law: Law) -> Expr:
    """Last day (inclusive) to decide on a fine {fase} after the report."""
    return term(boete_fase_rapport_op, weeks=law.boete.beslistermijn_rapport.weeks(on=boete_fase_rapport_op))


@rule(
    "Awb 5:45 lid 1",
    nl="De bevoegdheid tot een boete voor de leerroute vervalt na {boete_leerroute_vervalt_na}.",
    en="The power to fine for the leerroute lapses after {boete_leerroute_vervalt_na}.",
    uncertain="Algemene kennis van de Awb.",
)
def boete_leerroute_vervalt_na(boete_duo_vanaf: Expr, law: Law) -> Expr:
    """Last day (inclusive) of the power to fine for the leerroute: five years, as it may exceed 340 euros.

    The day of the violation itself does not count; a term in years is not moved by weekends (ATW 4).
    """
    return add(boete_duo_vanaf, years=law.boete.vervaltermijn_hoog.years(on=boete_duo_vanaf))


@rule(
    "Awb 5:45 lid 2",
    nl="De bevoegdheid tot een boete voor PVT of MAP vervalt na {boete_pvt_map_vervalt_na}.",
    en="The power to fine for PVT or MAP lapses after {boete_pvt_map_vervalt_na}.",
    uncertain="Algemene kennis van de Awb.",
)
def boete_pvt_map_vervalt_na(boete_duo_vanaf: Expr, law: Law) -> Expr:
    """Last day (inclusive) of the power to fine for PVT or MAP: three years, since 340 euros is not more than 340.

    The day of the violation itself does not count; a term in years is not moved by weekends (ATW 4).
    """
    return add(boete_duo_vanaf, years=law.boete.vervaltermijn_laag.years(on=boete_duo_vanaf))


@family("fase", HOORPROCEDURES)
@rule(
    "Awb 5:51",
    nl="Over een boete {fase} is beslist op {boete_fase_besloten_op}.",
    en="A fine {fase} was decided on {boete_fase_besloten_op}.",
)
def boete_fase_besloten_op(boete_fase_na_rapport_op: Expr, boete_fase_afgezien_op: Expr) -> Expr:
    """When was it decided after the report: a fine or none, whichever came first; a missing one did not happen."""
    return earliest_known(boete_fase_na_rapport_op, boete_fase_afgezien_op)


@rule(
    "Awb 5:46 lid 3",
    nl="Het bedrag dat de ambtenaar passend vindt, is niet te hoog: {boete_passend_binnen_maximum}.",
    en="The amount that the official finds fitting is not too high: {boete_passend_binnen_maximum}.",
)
def boete_passend_binnen_maximum(boete_duo_passend_bedrag: Expr, boete_duo_totaal: Expr) -> Expr:
    """Is the amount that the official finds fitting for DUO's fines at most what is possible? Unknown without one."""
    return boete_duo_passend_bedrag <= boete_duo_totaal


@rule(
    "Awb 5:46 lid 3",
    nl="Het bedrag dat de ambtenaar passend vindt, is niet te hoog: {boete_traject_passend_binnen_maximum}.",
    en="The amount that the official finds fitting is not too high: {boete_traject_passend_binnen_maximum}.",
)
def boete_traject_passend_binnen_maximum(boete_traject_passend_bedrag: Expr, boete_traject_bedrag: Expr) -> Expr:
    """Is the amount that the official finds fitting for the violation at most what is possible? Unknown without one."""
    return boete_traject_passend_bedrag <= boete_traject_bedrag
