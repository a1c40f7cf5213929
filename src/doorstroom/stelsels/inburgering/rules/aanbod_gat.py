"""Ground g of REG 4.1: for asielstatushouders, the time without an offer after the PIP."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.dates import add, days_beyond_months, whole_months_between
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import UNKNOWN, all_of, choose, earliest_known, known, only_if


@rule(
    "REG 4.1 lid 1 g",
    nl="Het aanbod moet uiterlijk op {aanbod_begin_uiterlijk} beginnen.",
    en="The offer must start on {aanbod_begin_uiterlijk} at the latest.",
)
def aanbod_begin_uiterlijk(termijn_pip_datum: Expr, leerroute_eerste: Expr, law: Law) -> Expr:
    """Until which day (inclusive) after the first PIP may the lessons start without ground g?"""
    v, on = law.verlenging, termijn_pip_datum
    maanden = choose(
        (leerroute_eerste == "onderwijs", v.aanbod_wachttijd_onderwijsroute.months(on=on)),
        otherwise=v.aanbod_wachttijd.months(on=on),
    )
    return add(termijn_pip_datum, months=maanden)


@rule(
    "REG 4.1 lid 1 g",
    nl="De lessen begonnen op {aanbod_begonnen_op}.",
    en="The lessons started on {aanbod_begonnen_op}.",
    uncertain="Het begin van de lessen telt, niet de inschrijving (Stimulansz, 16 januari 2024).",
)
def aanbod_begonnen_op(
    leerroute_eerste: Expr, lessen_begonnen_op: Expr, taalschakeltraject_begonnen_op: Expr, aanbod_begint_op: Expr
) -> Expr:
    """On which day did the offer start, or could it have? In the onderwijsroute the taalschakeltraject is the offer.

    Who stays away from lessons that he was offered, was not without an offer.
    """
    # Each of them is a start; one that is not recorded has not happened.
    taalschakel = earliest_known(lessen_begonnen_op, taalschakeltraject_begonnen_op, aanbod_begint_op)
    lessen = earliest_known(lessen_begonnen_op, aanbod_begint_op)
    return choose((leerroute_eerste == "onderwijs", taalschakel), otherwise=lessen)


@rule(
    "REG 4.1 lid 1 g",
    nl="Het aanbod is te laat begonnen of nog niet begonnen: {aanbod_te_laat}.",
    en="The offer started late or has not started yet: {aanbod_te_laat}.",
)
def aanbod_te_laat(aanbod_begonnen_op: Expr, aanbod_begin_uiterlijk: Expr, aanbod_datum: Expr, peildatum: Expr) -> Expr:
    """Had the lessons not started in time, as far as the peildatum shows?

    Unknown after an offer in time that names no first lesson: the lessons may be waiting for the school or the person.
    """
    # The register is authoritative on lessons and offers: not recorded means not started, and not made.
    aanbod_op_tijd = all_of(known(aanbod_datum), aanbod_datum <= aanbod_begin_uiterlijk)
    return choose(
        (known(aanbod_begonnen_op), aanbod_begonnen_op > aanbod_begin_uiterlijk),
        (peildatum <= aanbod_begin_uiterlijk, False),
        (aanbod_op_tijd, UNKNOWN),
        otherwise=True,
    )


@rule(
    "REG 4.1 lid 1 g",
    "WET 16",
    nl="Verlenging omdat het aanbod uitbleef is mogelijk: {verlenging_aanbod_mogelijk}.",
    en="Extension because no offer came is possible: {verlenging_aanbod_mogelijk}.",
)
def verlenging_aanbod_mogelijk(is_asielstatushouder: Expr, aanbod_te_laat: Expr, termijn_soort: Expr) -> Expr:
    """Is ground g open? Only the asylum group is owed an offer; the first PIP belongs to the first termijn."""
    return all_of(aanbod_te_laat, is_asielstatushouder, termijn_soort != "na_boete")


@rule(
    "REG 4.1 lid 3",
    nl="Nodig bewijs voor het uitblijvende aanbod: {verlenging_aanbod_bewijs}.",
    en="Proof needed of the missing offer: {verlenging_aanbod_bewijs}.",
)
def verlenging_aanbod_bewijs(verlenging_aanbod_mogelijk: Expr) -> Expr:
    """Which proof goes with a request on ground g? Not applicable when that ground is not open."""
    return only_if(verlenging_aanbod_mogelijk, "verklaring_van_het_college")


@rule(
    "REG 4.1 lid 2 g",
    nl="Het uitblijven telt vanaf {aanbod_gat_begin}.",
    en="The absence counts from {aanbod_gat_begin}.",
)
def aanbod_gat_begin(
    verlenging_aanbod_mogelijk: Expr,
    leerroute_eerste: Expr,
    aanbod_begin_uiterlijk: Expr,
    lopende_termijn_start: Expr,
) -> Expr:
    """First day of the time without an offer; an empty period at the start of the termijn when there is none.

    In the onderwijsroute the extension is fixed and takes up no period.
    """
    telt = all_of(verlenging_aanbod_mogelijk, leerroute_eerste != "onderwijs")
    return choose((telt, aanbod_begin_uiterlijk), otherwise=lopende_termijn_start)


@rule(
    "REG 4.1 lid 2 g",
    nl="Het uitblijven telt tot {aanbod_gat_einde}, de eerste lesdag.",
    en="The absence counts until {aanbod_gat_einde}, the first day of lessons.",
)
def aanbod_gat_einde(
    verlenging_aanbod_mogelijk: Expr, leerroute_eerste: Expr, aanbod_begonnen_op: Expr, lopende_termijn_start: Expr
) -> Expr:
    """Until when (exclusive) was there no offer; unknown while the lessons have not started."""
    telt = all_of(verlenging_aanbod_mogelijk, leerroute_eerste != "onderwijs")
    return choose((telt, aanbod_begonnen_op), otherwise=lopende_termijn_start)


@rule(
    "REG 4.1 lid 2 g",
    nl="Het uitblijven van het aanbod geeft {verlenging_aanbod_maanden} maanden.",
    en="The absence of an offer gives {verlenging_aanbod_maanden} months.",
)
def verlenging_aanbod_maanden(
    verlenging_aanbod_mogelijk: Expr,
    leerroute_eerste: Expr,
    aanbod_gat_begin: Expr,
    aanbod_gat_einde: Expr,
    termijn_pip_datum: Expr,
    law: Law,
) -> Expr:
    """How many whole months of extension does ground g give: the absence after the wait, or the fixed six months?"""
    vast = law.verlenging.aanbod_onderwijsroute.months(on=termijn_pip_datum)
    return choose(
        (~verlenging_aanbod_mogelijk, 0),
        (leerroute_eerste == "onderwijs", vast),
        otherwise=whole_months_between(aanbod_gat_begin, aanbod_gat_einde),
    )


@rule(
    "REG 4.1 lid 2 g",
    nl="Daarbij geeft het uitblijven van het aanbod {verlenging_aanbod_dagen} dagen.",
    en="To that the absence of an offer gives {verlenging_aanbod_dagen} days.",
)
def verlenging_aanbod_dagen(
    verlenging_aanbod_mogelijk: Expr, leerroute_eerste: Expr, aanbod_gat_begin: Expr, aanbod_gat_einde: Expr
) -> Expr:
    """How many days, beside the months, does ground g give?"""
    return choose(
        (~verlenging_aanbod_mogelijk, 0),
        (leerroute_eerste == "onderwijs", 0),
        otherwise=days_beyond_months(aanbod_gat_begin, aanbod_gat_einde),
    )
