"""Extension for praktijkonderwijs, vso and entree (BES 4.3 lid 2, REG 4.2), since 1 January 2023."""

from polars import Expr

from doorstroom.kernel.columns import family, rule
from doorstroom.kernel.dates import add
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import (
    all_of,
    bounded,
    choose,
    earliest_of,
    known,
    latest_of,
    not_below,
    only_if,
)
from doorstroom.stelsels.inburgering.maten import MATEN, lengte


@rule(
    "REG 4.2 lid 4",
    per="niet_vrijstellende_opleiding",
    nl="De opleiding wordt nog gevolgd: {opleiding_loopt}.",
    en="The education is still followed: {opleiding_loopt}.",
)
def opleiding_loopt(tot_en_met: Expr, loopt_nog: Expr, peildatum: Expr) -> Expr:
    """Is the education followed on the peildatum? Unknown when neither an end nor its running is recorded."""
    # Whether an end is recorded is itself the question here.
    return choose((known(tot_en_met), tot_en_met >= peildatum), otherwise=only_if(loopt_nog, True))


@rule(
    "REG 4.2 lid 3",
    per="niet_vrijstellende_opleiding",
    nl="De opleiding telt vanaf {opleiding_begin}, niet eerder dan het begin van de plicht.",
    en="The education counts from {opleiding_begin}, not before the start of the duty.",
)
def opleiding_begin(valid_on: Expr, plicht_start: Expr) -> Expr:
    """From which day (inclusive) does an education that is no longer followed count?"""
    return latest_of(valid_on, plicht_start)


@rule(
    "REG 4.2 lid 3",
    per="niet_vrijstellende_opleiding",
    nl="De opleiding telt tot {opleiding_einde}.",
    en="The education counts until {opleiding_einde}.",
)
def opleiding_einde(soort: Expr, tot_en_met: Expr, opleiding_begin: Expr, peildatum: Expr, law: Law) -> Expr:
    """Until when (exclusive) does an education that is no longer followed count; entree for at most two years?"""
    einde = not_below(add(tot_en_met, days=1), opleiding_begin)
    hoogstens = add(opleiding_begin, months=law.verlenging.entree_maximum.months(on=peildatum))
    return choose((soort == "entree", earliest_of(einde, hoogstens)), otherwise=einde)


@family("maat", MATEN)
@rule(
    "REG 4.2 lid 3",
    per="niet_vrijstellende_opleiding",
    nl="De gevolgde opleiding duurde {opleiding_gevolgd_maat} {maat}.",
    en="The education followed lasted {opleiding_gevolgd_maat} {maat}.",
)
def opleiding_gevolgd_maat(opleiding_loopt: Expr, opleiding_begin: Expr, opleiding_einde: Expr, maat: str) -> Expr:
    """How many {maat} was an education followed that has ended; none while it runs?"""
    return choose((opleiding_loopt, 0), otherwise=lengte(maat, opleiding_begin, opleiding_einde))


@rule(
    "BES 4.3 lid 2",
    nl="De verlenging wegens een niet-vrijstellende opleiding bestaat op de peildatum: {opleiding_grond_geldt}.",
    en="Extension for an education that does not exempt exists on the peildatum: {opleiding_grond_geldt}.",
)
def opleiding_grond_geldt(peildatum: Expr, law: Law) -> Expr:
    """Does the law know this ground on the peildatum?"""
    return law.verlenging.opleiding_grond.flag(on=peildatum)


@rule(
    "REG 4.2 lid 3",
    "REG 4.2 lid 4",
    nl="Voor praktijkonderwijs of vso kan nu {opleiding_pro_vso_maanden} maanden worden verleend.",
    en="For praktijkonderwijs or vso {opleiding_pro_vso_maanden} months can be granted now.",
    uncertain="Elke volgende verlenging pas vanaf zes maanden voor het einde, als de opleiding dan nog loopt.",
)
def opleiding_pro_vso_maanden(
    pro_vso_loopt: Expr,
    pro_vso_gevolgd_maanden: Expr,
    pro_vso_verleend_maanden: Expr,
    pro_vso_verleend_aantal: Expr,
    verlenging_aanvraag_vroegst: Expr,
    peildatum: Expr,
    law: Law,
) -> Expr:
    """How many months can be granted for praktijkonderwijs or vso beyond what was granted?

    While it is followed: two years, then twice one year more. Afterwards: its length.
    """
    v = law.verlenging
    aan_de_beurt = all_of(
        pro_vso_verleend_aantal <= v.opleiding_aantal_vervolg.number(on=peildatum),
        peildatum >= verlenging_aanvraag_vroegst,
    )
    lopend = choose(
        (pro_vso_verleend_aantal == 0, v.opleiding_eerste.months(on=peildatum)),
        (aan_de_beurt, v.opleiding_vervolg.months(on=peildatum)),
        otherwise=0,
    )
    rest = not_below(pro_vso_gevolgd_maanden - pro_vso_verleend_maanden, 0)
    return choose((pro_vso_loopt, lopend), otherwise=rest)


@rule(
    "REG 4.2 lid 3",
    "REG 4.2 lid 4",
    nl="Voor een entreeopleiding kan nu {opleiding_entree_maanden} maanden worden verleend.",
    en="For an entree education {opleiding_entree_maanden} months can be granted now.",
)
def opleiding_entree_maanden(
    entree_loopt: Expr, entree_gevolgd_maanden: Expr, entree_verleend_maanden: Expr, peildatum: Expr, law: Law
) -> Expr:
    """How many months can be granted for entree beyond what was granted; two years in all?"""
    maximum = law.verlenging.entree_maximum.months(on=peildatum)
    recht = choose((entree_loopt, maximum), otherwise=bounded(entree_gevolgd_maanden, maximum=maximum))
    return not_below(recht - entree_verleend_maanden, 0)


@rule(
    "REG 4.2 lid 5",
    "BES 4.3 lid 2",
    nl="Wegens opleiding kan nu {verlenging_opleiding_maanden} maanden worden verleend.",
    en="For education {verlenging_opleiding_maanden} months can be granted now.",
    uncertain="Praktijkonderwijs of vso en entree zijn opgeteld; de regeling zegt dat bij direct aansluiten.",
)
def verlenging_opleiding_maanden(
    opleiding_grond_geldt: Expr, opleiding_pro_vso_maanden: Expr, opleiding_entree_maanden: Expr
) -> Expr:
    """How many months of extension for education are admissible beyond what was granted?"""
    return choose((opleiding_grond_geldt, opleiding_pro_vso_maanden + opleiding_entree_maanden), otherwise=0)


@rule(
    "REG 4.2 lid 3",
    nl="Daarbij kan wegens opleiding {verlenging_opleiding_dagen} dagen worden verleend.",
    en="To that {verlenging_opleiding_dagen} days can be granted for education.",
)
def verlenging_opleiding_dagen(
    opleiding_grond_geldt: Expr,
    opleiding_gevolgd_dagen_totaal: Expr,
    pro_vso_gevolgd_maanden: Expr,
    entree_gevolgd_maanden: Expr,
    opleiding_verleend_maanden: Expr,
) -> Expr:
    """How many days, beside the months, for an education that has ended and for which less was granted?"""
    meer_dan_verleend = pro_vso_gevolgd_maanden + entree_gevolgd_maanden >= opleiding_verleend_maanden
    return choose((all_of(opleiding_grond_geldt, meer_dan_verleend), opleiding_gevolgd_dagen_totaal), otherwise=0)
