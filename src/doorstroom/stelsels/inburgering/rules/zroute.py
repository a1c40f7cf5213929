"""The Z-route: course hours, participation hours and eindgesprek (WET 9, BES 3.14)."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.dates import add
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import all_of, bounded, choose, first_known, not_below, only_if, words_where


@rule(
    "BES 3.14 lid 9",
    per="zroute_uren_verrekend",
    nl="Deze uren van een andere school tellen mee: {zroute_verrekening_toegestaan}.",
    en="These hours at another school count: {zroute_verrekening_toegestaan}.",
    uncertain="Vanaf wanneer dit lid geldt, is niet bekend; het staat in de tekst van 2-4-2026, niet in die van 2022.",
)
def zroute_verrekening_toegestaan(gevolgd_vanaf: Expr, pip_eerste_datum: Expr, law_date: Expr, law: Law) -> Expr:
    """May the college credit these hours: paragraph in force, and followed in the two years before the first PIP?"""
    years = law.traject.zroute_verrekening_terugkijk.years(on=law_date)
    in_time = all_of(gevolgd_vanaf >= add(pip_eerste_datum, years=-1 * years), gevolgd_vanaf < pip_eerste_datum)
    return choose((years == 0, False), (gevolgd_vanaf >= pip_eerste_datum, False), otherwise=in_time)


@rule(
    "BES 3.14 lid 2 a",
    "BES 3.14 lid 6",
    "BES 5.4",
    nl="Voor de Z-route tellen {uren_zroute_cursus} cursusuren.",
    en="{uren_zroute_cursus} course hours count for the Z-route.",
    uncertain="Na een wissel uit de onderwijsroute tellen alle uren van het taalschakeltraject hier mee.",
)
def uren_zroute_cursus(
    uren_taal_en_knm: Expr, uren_taalschakel: Expr, uren_nt2_intake: Expr, uren_knm_intake: Expr, uren_verrekend: Expr
) -> Expr:
    """How many course hours count for the Z-route: NT2 and KNM, from the intake on, with credits? (hours)

    Hours of another leerroute carry over.
    """
    return uren_taal_en_knm + uren_taalschakel + uren_nt2_intake + uren_knm_intake + uren_verrekend


@rule(
    "BES 3.14 lid 2 a",
    nl="De Z-route vraagt {zroute_cursusuren_vereist} cursusuren.",
    en="The Z-route asks {zroute_cursusuren_vereist} course hours.",
)
def zroute_cursusuren_vereist(zroute_cursusuren_verlaagd: Expr, pip_eerste_datum: Expr, law: Law) -> Expr:
    """How many course hours does the Z-route ask of this person? (hours; the college may have lowered them)"""
    return first_known(zroute_cursusuren_verlaagd, law.traject.zroute_cursusuren.hours(on=pip_eerste_datum))


@rule(
    "BES 3.14 lid 2 b",
    "BES 3.14 lid 3",
    nl="De Z-route vraagt {zroute_participatieuren_vereist} participatie-uren.",
    en="The Z-route asks {zroute_participatieuren_vereist} participation hours.",
)
def zroute_participatieuren_vereist(
    is_asielstatushouder: Expr,
    ontheven_participatie: Expr,
    ontheffing_participatie_uren_maximum: Expr,
    pip_eerste_datum: Expr,
    law: Law,
) -> Expr:
    """How many participation hours does the Z-route ask of this person? (hours; 0 outside the asylum group)

    A partial ontheffing leaves what the person can bear; one that names no hours leaves none.
    """
    asked = law.traject.zroute_participatieuren_asiel.hours(on=pip_eerste_datum)
    return choose(
        (~is_asielstatushouder, law.traject.zroute_participatieuren_gezin_overig.hours(on=pip_eerste_datum)),
        (ontheven_participatie, bounded(first_known(ontheffing_participatie_uren_maximum, 0), maximum=asked)),
        otherwise=asked,
    )


@rule(
    "BES 3.14",
    nl="Er ontbreken {zroute_cursusuren_tekort} cursusuren.",
    en="{zroute_cursusuren_tekort} course hours are missing.",
)
def zroute_cursusuren_tekort(uren_zroute_cursus: Expr, zroute_cursusuren_vereist: Expr) -> Expr:
    """How many course hours of the Z-route are missing? (hours, 0: none)"""
    return not_below(zroute_cursusuren_vereist - uren_zroute_cursus, 0)


@rule(
    "BES 3.14",
    nl="Er ontbreken {zroute_participatieuren_tekort} participatie-uren.",
    en="{zroute_participatieuren_tekort} participation hours are missing.",
)
def zroute_participatieuren_tekort(uren_participatie: Expr, zroute_participatieuren_vereist: Expr) -> Expr:
    """How many participation hours of the Z-route are missing? (hours, 0: none)"""
    return not_below(zroute_participatieuren_vereist - uren_participatie, 0)


@rule(
    "WET 9",
    "BES 3.14",
    nl="De Z-route is afgerond: {zroute_voldaan}.",
    en="The Z-route is completed: {zroute_voldaan}.",
)
def zroute_voldaan(
    zroute_cursusuren_tekort: Expr, zroute_participatieuren_tekort: Expr, zroute_eindgesprek: Expr
) -> Expr:
    """Has the Z-route been completed: course hours, participation hours, and the eindgesprek by the college?"""
    return all_of(zroute_eindgesprek, zroute_cursusuren_tekort <= 0, zroute_participatieuren_tekort <= 0)


@rule(
    "BES 3.14",
    nl="Bij het eerste eindgesprek kunnen alle uren gevolgd zijn: {zroute_uren_vol_bij_eindgesprek}.",
    en="At the first final talk all hours may have been followed: {zroute_uren_vol_bij_eindgesprek}.",
)
def zroute_uren_vol_bij_eindgesprek(
    uren_zroute_cursus: Expr,
    uren_zroute_cursus_na_eindgesprek: Expr,
    zroute_cursusuren_vereist: Expr,
    uren_participatie: Expr,
    uren_participatie_na_eindgesprek: Expr,
    zroute_participatieuren_vereist: Expr,
) -> Expr:
    """Can all hours asked have been followed by the first eindgesprek, those for certain later left out?"""
    return all_of(
        uren_zroute_cursus - uren_zroute_cursus_na_eindgesprek >= zroute_cursusuren_vereist,
        uren_participatie - uren_participatie_na_eindgesprek >= zroute_participatieuren_vereist,
    )


@rule(
    "BES 3.14",
    nl="De Z-route is afgerond op {zroute_voldaan_op}.",
    en="Completed on {zroute_voldaan_op}.",
    uncertain="Worden de uren pas later vol, dan telt een later gesprek, of anders de dag van het laatste uur.",
)
def zroute_voldaan_op(
    zroute_voldaan: Expr,
    zroute_uren_vol_bij_eindgesprek: Expr,
    zroute_eindgesprek_op: Expr,
    zroute_eindgesprek_na_uren_op: Expr,
    zroute_uren_vol_op: Expr,
) -> Expr:
    """On which day was the Z-route completed: the eindgesprek, with all hours followed? (date; unknown: not)"""
    # Without a later talk the hours came last.
    later = first_known(zroute_eindgesprek_na_uren_op, zroute_uren_vol_op)
    day = choose((zroute_uren_vol_bij_eindgesprek, zroute_eindgesprek_op), otherwise=later)
    return only_if(zroute_voldaan, day)


@rule(
    "WET 9",
    "BES 3.14",
    nl="De cursus in de Z-route gaat over: {zroute_vaardigheden}.",
    en="The course of the Z-route covers: {zroute_vaardigheden}.",
)
def zroute_vaardigheden(
    leerroute: Expr,
    zroute_lezen_vervallen: Expr,
    zroute_luisteren_vervallen: Expr,
    zroute_schrijven_vervallen: Expr,
    zroute_spreken_vervallen: Expr,
) -> Expr:
    """Which language skills does the course of the Z-route cover (codes)? Not applicable in another leerroute."""
    skills = words_where(
        (~zroute_lezen_vervallen, "lezen"),
        (~zroute_luisteren_vervallen, "luisteren"),
        (~zroute_schrijven_vervallen, "schrijven"),
        (~zroute_spreken_vervallen, "spreken"),
    )
    return only_if(leerroute == "Z", skills)
