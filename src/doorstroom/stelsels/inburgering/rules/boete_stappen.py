"""The steps of a fine procedure one by one: taken since the violation, or still missing (WET 22-27, Awb 5:41-5:53)."""

from polars import Expr

from doorstroom.kernel.columns import family, rule
from doorstroom.kernel.vocabulary import all_of, any_of, known, latest_known, unknown
from doorstroom.stelsels.inburgering.events.handhaving import COLLEGEPROCEDURES, HOORPROCEDURES, PROCEDURES


def _lacking(step_on: Expr, since: Expr) -> Expr:
    """Whether a step was not taken since a day (that day included). No date means that it was not taken."""
    return any_of(unknown(step_on), step_on < since)


@rule(
    "WET 22",
    nl="Stappen naar een boete bij de intake tellen vanaf {boete_intake_vanaf}.",
    en="Steps towards a fine at the intake count from {boete_intake_vanaf}.",
)
def boete_intake_vanaf(boete_intake_laatste_op: Expr, boete_intake_waarschuwing_op: Expr) -> Expr:
    """From which day (inclusive) do steps belong to the present violation at the intake? After an earlier fine its day.

    A missing day did not happen.
    """
    return latest_known(boete_intake_laatste_op, boete_intake_waarschuwing_op)


@rule(
    "WET 23",
    nl="Stappen naar een boete in het traject tellen vanaf {boete_traject_vanaf}.",
    en="Steps towards a fine in the traject count from {boete_traject_vanaf}.",
)
def boete_traject_vanaf(overtreding_laatste_op: Expr) -> Expr:
    """From which day (inclusive) do steps belong to the last violation in the traject?"""
    return overtreding_laatste_op


@family("fase", PROCEDURES)
@rule(
    "Awb 5:53",
    nl="Het voornemen van een boete {fase} is verstuurd: {boete_fase_voornemen_gedaan}.",
    en="The intention of a fine {fase} was sent: {boete_fase_voornemen_gedaan}.",
)
def boete_fase_voornemen_gedaan(boete_fase_voornemen_op: Expr, boete_fase_vanaf: Expr) -> Expr:
    """Was the person told of an intended fine {fase} since the violation?"""
    return ~_lacking(boete_fase_voornemen_op, boete_fase_vanaf)


@family("fase", HOORPROCEDURES)
@rule(
    "Awb 5:53",
    nl="Het voornemen van een boete {fase} ontbreekt: {boete_fase_voornemen_ontbreekt}.",
    en="The intention of a fine {fase} is missing: {boete_fase_voornemen_ontbreekt}.",
)
def boete_fase_voornemen_ontbreekt(boete_fase_hoorplicht: Expr, boete_fase_voornemen_gedaan: Expr) -> Expr:
    """Must the person be told of an intended fine {fase}, and was he not?"""
    return all_of(boete_fase_hoorplicht, ~boete_fase_voornemen_gedaan)


@family("fase", HOORPROCEDURES)
@rule(
    "Awb 5:53",
    nl="De zienswijze op een boete {fase} ontbreekt: {boete_fase_zienswijze_ontbreekt}.",
    en="The view on a fine {fase} is missing: {boete_fase_zienswijze_ontbreekt}.",
)
def boete_fase_zienswijze_ontbreekt(
    boete_fase_hoorplicht: Expr, boete_fase_zienswijze_op: Expr, boete_fase_vanaf: Expr
) -> Expr:
    """Must the person be heard about a fine {fase}, and did he neither give his view nor let the occasion pass?"""
    return all_of(boete_fase_hoorplicht, _lacking(boete_fase_zienswijze_op, boete_fase_vanaf))


@rule(
    "Awb 5:41",
    nl="Het oordeel over de verwijtbaarheid bij de intake ontbreekt: {boete_intake_oordeel_ontbreekt}.",
    en="The judgement of blame at the intake is missing: {boete_intake_oordeel_ontbreekt}.",
)
def boete_intake_oordeel_ontbreekt(boete_intake_verwijtbaar: Expr) -> Expr:
    """Did no official judge blame at the intake of the present college and duty?"""
    return unknown(boete_intake_verwijtbaar)


@rule(
    "Awb 5:41",
    nl="Het oordeel over de verwijtbaarheid van de overtreding ontbreekt: {boete_traject_oordeel_ontbreekt}.",
    en="The judgement of blame for the violation is missing: {boete_traject_oordeel_ontbreekt}.",
)
def boete_traject_oordeel_ontbreekt(boete_traject_verwijtbaar: Expr) -> Expr:
    """Did no official judge blame for the last violation in the traject?"""
    return unknown(boete_traject_verwijtbaar)


@family("fase", PROCEDURES)
@rule(
    "BES 7.1 lid 6",
    "BES 7.2 lid 3",
    nl="De individuele beoordeling van een boete {fase} ontbreekt: {boete_fase_beoordeling_ontbreekt}.",
    en="The individual assessment of a fine {fase} is missing: {boete_fase_beoordeling_ontbreekt}.",
)
def boete_fase_beoordeling_ontbreekt(boete_fase_beoordeeld_op: Expr, boete_fase_vanaf: Expr) -> Expr:
    """Was a fine {fase} not assessed individually since the violation?"""
    return _lacking(boete_fase_beoordeeld_op, boete_fase_vanaf)


@family("fase", PROCEDURES)
@rule(
    "BES 7.1 lid 6",
    "BES 7.2 lid 3",
    nl="Een bekende omstandigheid is voor de boete {fase} nog niet gewogen: {boete_fase_omstandigheid_ongewogen}.",
    en="A known circumstance was not weighed yet for the fine {fase}: {boete_fase_omstandigheid_ongewogen}.",
)
def boete_fase_omstandigheid_ongewogen(boete_fase_omstandigheid_op: Expr, boete_fase_beoordeeld_op: Expr) -> Expr:
    """Did a special circumstance become known that no assessment on or after that day weighed?"""
    weighed_before = any_of(unknown(boete_fase_beoordeeld_op), boete_fase_beoordeeld_op < boete_fase_omstandigheid_op)
    return all_of(known(boete_fase_omstandigheid_op), weighed_before)


@family("fase", COLLEGEPROCEDURES)
@rule(
    "WET 27",
    nl="Of de bijstand al is verlaagd, is nog niet onderzocht: {boete_fase_samenloop_ontbreekt}.",
    en="Whether bijstand was lowered was not examined yet: {boete_fase_samenloop_ontbreekt}.",
)
def boete_fase_samenloop_ontbreekt(boete_fase_bijstand_verlaagd: Expr) -> Expr:
    """Did no assessment say whether bijstand was lowered for the same conduct?"""
    return unknown(boete_fase_bijstand_verlaagd)


@family("fase", COLLEGEPROCEDURES)
@rule(
    "EU:C:2025:52",
    nl="De Keren-toets ontbreekt: {boete_fase_keren_ontbreekt}.",
    en="The Keren test is missing: {boete_fase_keren_ontbreekt}.",
    uncertain="Over boetes van het college aan asielstatushouders is geen uitspraak bekend.",
)
def boete_fase_keren_ontbreekt(boete_fase_keren_in_orde: Expr) -> Expr:
    """Is it not known whether international protection stands in the way of a fine {fase}?"""
    return unknown(boete_fase_keren_in_orde)


@family("fase", HOORPROCEDURES)
@rule(
    "Awb 10:3 lid 4",
    nl="De tweede beoordeling van een boete {fase} ontbreekt: {boete_fase_tweede_ontbreekt}.",
    en="The second look at a fine {fase} is missing: {boete_fase_tweede_ontbreekt}.",
)
def boete_fase_tweede_ontbreekt(
    boete_fase_hoorplicht: Expr, boete_fase_tweede_op: Expr, boete_fase_vanaf: Expr
) -> Expr:
    """Must a second official agree to a fine {fase}, and did none since the violation?"""
    return all_of(boete_fase_hoorplicht, _lacking(boete_fase_tweede_op, boete_fase_vanaf))
