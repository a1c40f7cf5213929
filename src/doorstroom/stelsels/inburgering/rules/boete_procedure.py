"""The procedure of a fine: which steps are still missing (``boete_stappen`` looks at each)."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import all_of, any_of, choose, known, only_if, unknown, words_where

#: Steps by the code that people see (an underscore becomes a space).
WARNING = "schriftelijke_waarschuwing"
INTENTION = "voornemen_bekendgemaakt"
VIEW = "zienswijze"
BLAME = "oordeel_over_verwijtbaarheid"
ASSESSMENT = "individuele_beoordeling"
OVERLAP = "samenloop_met_bijstand_onderzocht"
CIRCUMSTANCES = "bekende_omstandigheden_gewogen"
SECOND = "tweede_beoordelaar"
KEREN = "keren_uitzonderingstoets"
EXTENSION = "beslissing_op_aanvraag_verlenging"
RESULT = "uitslag_van_examen"


@rule(
    "Awb 5:53",
    nl="Een boete in het traject vraagt de zwaardere procedure (rapport, zienswijze): {boete_traject_hoorplicht}.",
    en="A fine in the traject needs the heavier procedure (report, view): {boete_traject_hoorplicht}.",
    uncertain="Bepalend is hier de hoogste boete die de wet toelaat, niet de boete in dit geval.",
)
def boete_traject_hoorplicht(peildatum: Expr, law: Law) -> Expr:
    """Can more than 340 euros be imposed for a violation in the traject, so that Awb 5:53 applies?"""
    return law.boete.traject_maximum.euros(on=peildatum) > law.boete.hoorplicht_boven.euros(on=peildatum)


@rule(
    "Awb 5:53",
    nl="Deze boete van DUO vraagt de zwaardere procedure (rapport, zienswijze): {boete_duo_hoorplicht}.",
    en="This fine of DUO needs the heavier procedure (report, view): {boete_duo_hoorplicht}.",
)
def boete_duo_hoorplicht(boete_leerroute_mogelijk: Expr, peildatum: Expr, law: Law) -> Expr:
    """Can more than 340 euros be imposed? For the leerroute yes; PVT and MAP are 340 each, which is not more."""
    above = law.boete.leerroute_maximum.euros(on=peildatum) > law.boete.hoorplicht_boven.euros(on=peildatum)
    return all_of(boete_leerroute_mogelijk, above)


@rule(
    "WET 22",
    "WET 27",
    "BES 7.1 lid 6",
    nl="Voor een boete bij de intake ontbreekt nog: {boete_intake_ontbreekt}.",
    en="For a fine at the intake is still missing: {boete_intake_ontbreekt}.",
)
def boete_intake_ontbreekt(
    boete_intake_overtreding: Expr,
    boete_intake_gewaarschuwd: Expr,
    boete_intake_oordeel_ontbreekt: Expr,
    boete_intake_beoordeling_ontbreekt: Expr,
    boete_intake_samenloop_ontbreekt: Expr,
    boete_intake_omstandigheid_ongewogen: Expr,
    boete_intake_keren_ontbreekt: Expr,
) -> Expr:
    """Which steps are missing for a fine at the intake (codes; "" none; unknown without a violation)?"""
    steps = words_where(
        (~boete_intake_gewaarschuwd, WARNING),
        (boete_intake_oordeel_ontbreekt, BLAME),
        (boete_intake_beoordeling_ontbreekt, ASSESSMENT),
        (boete_intake_samenloop_ontbreekt, OVERLAP),
        (boete_intake_omstandigheid_ongewogen, CIRCUMSTANCES),
        (boete_intake_keren_ontbreekt, KEREN),
    )
    return only_if(boete_intake_overtreding, steps)


@rule(
    "WET 23",
    "WET 27",
    "BES 7.1 lid 6",
    "Awb 5:53",
    "Awb 10:3 lid 4",
    nl="Voor een boete in het traject ontbreekt nog: {boete_traject_ontbreekt}.",
    en="For a fine in the traject is still missing: {boete_traject_ontbreekt}.",
)
def boete_traject_ontbreekt(
    boete_traject_overtreding_open: Expr,
    boete_traject_voornemen_ontbreekt: Expr,
    boete_traject_zienswijze_ontbreekt: Expr,
    boete_traject_oordeel_ontbreekt: Expr,
    boete_traject_beoordeling_ontbreekt: Expr,
    boete_traject_samenloop_ontbreekt: Expr,
    boete_traject_omstandigheid_ongewogen: Expr,
    boete_traject_tweede_ontbreekt: Expr,
    boete_traject_keren_ontbreekt: Expr,
) -> Expr:
    """Which steps are missing for a fine on the last violation (codes; "" none; unknown without a violation)?"""
    steps = words_where(
        (boete_traject_voornemen_ontbreekt, INTENTION),
        (boete_traject_zienswijze_ontbreekt, VIEW),
        (boete_traject_oordeel_ontbreekt, BLAME),
        (boete_traject_beoordeling_ontbreekt, ASSESSMENT),
        (boete_traject_samenloop_ontbreekt, OVERLAP),
        (boete_traject_omstandigheid_ongewogen, CIRCUMSTANCES),
        (boete_traject_tweede_ontbreekt, SECOND),
        (boete_traject_keren_ontbreekt, KEREN),
    )
    return only_if(boete_traject_overtreding_open, steps)


@rule(
    "WET 12",
    "BES 4.5",
    nl="Er ligt een aanvraag voor verlenging waarop niet is beslist: {boete_verlenging_aanvraag_open}.",
    en="A request for extension is undecided: {boete_verlenging_aanvraag_open}.",
)
def boete_verlenging_aanvraag_open(
    verlenging_aangevraagd_op: Expr, verlenging_toegewezen_op: Expr, verlenging_afgewezen_op: Expr
) -> Expr:
    """Was an extension asked for that was neither granted nor refused? No date: it did not happen."""
    return all_of(known(verlenging_aangevraagd_op), unknown(verlenging_toegewezen_op), unknown(verlenging_afgewezen_op))


def _blame_missing(possible: Expr, judged: Expr) -> Expr:
    return all_of(possible, unknown(judged))


@rule(
    "WET 24",
    "WET 25",
    "BES 7.2 lid 3",
    "Awb 5:53",
    "Awb 10:3 lid 4",
    nl="Voor een boete van DUO ontbreekt nog: {boete_duo_ontbreekt}.",
    en="For a fine of DUO is still missing: {boete_duo_ontbreekt}.",
)
def boete_duo_ontbreekt(
    boete_duo_mogelijk: Expr,
    boete_verlenging_aanvraag_open: Expr,
    boete_leerroute_mogelijk: Expr,
    examen_uitslag_ontbreekt: Expr,
    boete_duo_voornemen_ontbreekt: Expr,
    boete_duo_zienswijze_ontbreekt: Expr,
    boete_duo_oordeel_ontbreekt: Expr,
    boete_duo_beoordeling_ontbreekt: Expr,
    boete_duo_omstandigheid_ongewogen: Expr,
    boete_duo_tweede_ontbreekt: Expr,
) -> Expr:
    """Which steps are missing for a fine of DUO (codes; "" none; unknown where no fine is possible)?"""
    steps = words_where(
        (boete_verlenging_aanvraag_open, EXTENSION),
        (all_of(boete_leerroute_mogelijk, examen_uitslag_ontbreekt), RESULT),
        (boete_duo_voornemen_ontbreekt, INTENTION),
        (boete_duo_zienswijze_ontbreekt, VIEW),
        (boete_duo_oordeel_ontbreekt, BLAME),
        (boete_duo_beoordeling_ontbreekt, ASSESSMENT),
        (boete_duo_omstandigheid_ongewogen, CIRCUMSTANCES),
        (boete_duo_tweede_ontbreekt, SECOND),
    )
    return only_if(boete_duo_mogelijk, steps)


@rule(
    "WET 24",
    "WET 25",
    nl="Een boete van DUO is niet uitgesloten: {boete_duo_mogelijk}.",
    en="A fine of DUO is not ruled out: {boete_duo_mogelijk}.",
)
def boete_duo_mogelijk(boete_leerroute_mogelijk: Expr, boete_pvt_mogelijk: Expr, boete_map_mogelijk: Expr) -> Expr:
    """Is a fine for the leerroute, the PVT or the MAP not ruled out?"""
    return any_of(boete_leerroute_mogelijk, boete_pvt_mogelijk, boete_map_mogelijk)


@rule(
    "Awb 5:41",
    nl="Het oordeel over de verwijtbaarheid ontbreekt nog: {boete_duo_oordeel_ontbreekt}.",
    en="The judgement of blame is still missing: {boete_duo_oordeel_ontbreekt}.",
)
def boete_duo_oordeel_ontbreekt(
    boete_leerroute_mogelijk: Expr,
    boete_leerroute_verwijtbaar: Expr,
    boete_pvt_mogelijk: Expr,
    boete_pvt_verwijtbaar: Expr,
    boete_map_mogelijk: Expr,
    boete_map_verwijtbaar: Expr,
) -> Expr:
    """Is there a fine that is not ruled out and for which no official judged blame after the term?"""
    return any_of(
        _blame_missing(boete_leerroute_mogelijk, boete_leerroute_verwijtbaar),
        _blame_missing(boete_pvt_mogelijk, boete_pvt_verwijtbaar),
        _blame_missing(boete_map_mogelijk, boete_map_verwijtbaar),
    )


@rule(
    "WET 22-27",
    "Awb 5:53",
    nl="Voor een boete ontbreekt nog: {boete_ontbrekende_stappen}.",
    en="For a fine is still missing: {boete_ontbrekende_stappen}.",
)
def boete_ontbrekende_stappen(
    boete_duo_mogelijk: Expr,
    boete_duo_ontbreekt: Expr,
    boete_traject_overtreding_open: Expr,
    boete_traject_ontbreekt: Expr,
    boete_intake_overtreding: Expr,
    boete_intake_ontbreekt: Expr,
) -> Expr:
    """Which steps are missing in the procedure at hand: DUO's, else the traject's, else the intake's ("" none)?"""
    return choose(
        (boete_duo_mogelijk, boete_duo_ontbreekt),
        (boete_traject_overtreding_open, boete_traject_ontbreekt),
        (boete_intake_overtreding, boete_intake_ontbreekt),
        otherwise="",
    )
