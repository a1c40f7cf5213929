"""Extension because the B1-route is nearly completed (WET 12 lid 1 b, BES 4.4). What counts is done in the termijn."""

from polars import Expr

from doorstroom.kernel.columns import family, rule
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import UNKNOWN, all_of, choose, count_true
from doorstroom.stelsels.inburgering.events.traject import ONDERDELEN, PVT_EN_MAP


@rule(
    "WET 12 lid 1 b",
    "BES 4.4",
    nl="Genoeg lessen gevolgd voor verlenging omdat de route bijna is afgerond: {bijna_afgerond_genoeg_lessen}.",
    en="Enough lessons for an extension because the route is nearly completed: {bijna_afgerond_genoeg_lessen}.",
    uncertain="Alle lessen gevolgd (asielstatushouders): gelezen als ten minste de uren van het PIP.",
)
def bijna_afgerond_genoeg_lessen(
    is_asielstatushouder: Expr,
    uren_taal_en_knm_in_termijn: Expr,
    uren_taalschakel: Expr,
    uren_leerroute: Expr,
    peildatum: Expr,
    law: Law,
) -> Expr:
    """Were all lessons followed (asylum group), or at least 450 hours of language and KNM (the others)?

    Part of the hours of an earlier taalschakeltraject is language; where that part decides, the answer is unknown.
    """
    followed = uren_taal_en_knm_in_termijn
    needed = choose(
        (is_asielstatushouder, uren_leerroute), otherwise=law.verlenging.bijna_afgerond_uren.hours(on=peildatum)
    )
    return choose((followed >= needed, True), (followed + uren_taalschakel < needed, False), otherwise=UNKNOWN)


@family("deel", ONDERDELEN)
@rule(
    "BES 4.4 lid 2",
    nl="Het onderdeel {deel} is in de termijn behaald: {deel_behaald_in_termijn}.",
    en="The part {deel} was passed in the termijn: {deel_behaald_in_termijn}.",
)
def deel_behaald_in_termijn(deel_behaald: Expr, deel_behaald_op: Expr, termijn_laatste_dag: Expr) -> Expr:
    """Was {deel} passed on or before the last day of the termijn?"""
    return all_of(deel_behaald, deel_behaald_op <= termijn_laatste_dag)


@family("deel", PVT_EN_MAP)
@rule(
    "BES 4.4 lid 2",
    nl="In de termijn is {deel} afgerond: {deel_voldaan_in_termijn}.",
    en="In the termijn {deel} was done: {deel_voldaan_in_termijn}.",
)
def deel_voldaan_in_termijn(deel_voldaan: Expr, deel_voldaan_op: Expr, termijn_laatste_dag: Expr) -> Expr:
    """Was {deel} done on or before the last day of the termijn?"""
    return all_of(deel_voldaan, deel_voldaan_op <= termijn_laatste_dag)


@rule(
    "BES 4.4 lid 2 c",
    nl="In de termijn zijn {taalonderdelen_behaald_in_termijn} taalonderdelen behaald.",
    en="Language parts passed in the termijn: {taalonderdelen_behaald_in_termijn}.",
    uncertain="Een onderdeel met vrijstelling of ontheffing telt hier niet als behaald.",
)
def taalonderdelen_behaald_in_termijn(
    lezen_behaald_in_termijn: Expr,
    luisteren_behaald_in_termijn: Expr,
    schrijven_behaald_in_termijn: Expr,
    spreken_behaald_in_termijn: Expr,
) -> Expr:
    """How many of the four language parts were passed on or before the last day of the termijn? (0-4)"""
    return count_true(
        lezen_behaald_in_termijn, luisteren_behaald_in_termijn, schrijven_behaald_in_termijn, spreken_behaald_in_termijn
    )


@rule(
    "WET 12 lid 1 b",
    "BES 4.4",
    nl="Verlenging omdat de route bijna is afgerond is mogelijk: {verlenging_bijna_afgerond_mogelijk}.",
    en="Extension because the route is nearly completed is possible: {verlenging_bijna_afgerond_mogelijk}.",
    uncertain="Alleen op de eerste termijn van drie jaar, één keer, en met wat op de laatste dag daarvan is gedaan.",
)
def verlenging_bijna_afgerond_mogelijk(
    termijn_soort: Expr,
    bijna_afgerond_verleend_aantal: Expr,
    leerroute: Expr,
    bijna_afgerond_genoeg_lessen: Expr,
    taalonderdelen_behaald_in_termijn: Expr,
    knm_behaald_in_termijn: Expr,
    pvt_voldaan_in_termijn: Expr,
    map_voldaan_in_termijn: Expr,
    peildatum: Expr,
    law: Law,
) -> Expr:
    """Are all conditions met: B1-route, lessons, two language parts and KNM passed, PVT and MAP done?"""
    minimum = law.verlenging.bijna_afgerond_taalonderdelen.number(on=peildatum)
    return all_of(
        termijn_soort != "na_boete",
        bijna_afgerond_verleend_aantal == 0,
        leerroute == "B1",
        bijna_afgerond_genoeg_lessen,
        taalonderdelen_behaald_in_termijn >= minimum,
        knm_behaald_in_termijn,
        pvt_voldaan_in_termijn,
        map_voldaan_in_termijn,
    )


@rule(
    "BES 4.4",
    nl="Dat geeft {verlenging_bijna_afgerond_maanden} maanden.",
    en="That gives {verlenging_bijna_afgerond_maanden} months.",
)
def verlenging_bijna_afgerond_maanden(verlenging_bijna_afgerond_mogelijk: Expr, peildatum: Expr, law: Law) -> Expr:
    """How many months does the nearly completed route give?"""
    return choose((verlenging_bijna_afgerond_mogelijk, law.verlenging.bijna_afgerond.months(on=peildatum)), otherwise=0)
