"""Extension for praktijkonderwijs, vso and entree (BES 4.3 lid 2, REG 4.2): how much more can be granted."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import all_of, any_of, bounded, choose, not_below


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


def _dagen_over(gevolgd_maanden: Expr, verleend_maanden: Expr, dagen: Expr) -> Expr:
    """Days left beside the months left: none when more months were granted than followed."""
    return choose(
        (gevolgd_maanden < verleend_maanden, 0),
        (gevolgd_maanden == verleend_maanden, not_below(dagen, 0)),
        otherwise=dagen,
    )


@rule(
    "REG 4.2 lid 3",
    nl="Daarbij kan voor praktijkonderwijs of vso {opleiding_pro_vso_dagen} dagen worden verleend.",
    en="To that {opleiding_pro_vso_dagen} days can be granted for praktijkonderwijs or vso.",
)
def opleiding_pro_vso_dagen(
    pro_vso_loopt: Expr,
    pro_vso_gevolgd_maanden: Expr,
    pro_vso_gevolgd_dagen: Expr,
    pro_vso_verleend_maanden: Expr,
    pro_vso_verleend_dagen: Expr,
) -> Expr:
    """How many days, beside the months, for praktijkonderwijs or vso that has ended (negative: days were granted)?"""
    over = pro_vso_gevolgd_dagen - pro_vso_verleend_dagen
    return choose((pro_vso_loopt, 0), otherwise=_dagen_over(pro_vso_gevolgd_maanden, pro_vso_verleend_maanden, over))


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
    "REG 4.2 lid 3",
    "REG 4.2 lid 4",
    nl="Daarbij kan voor een entreeopleiding {opleiding_entree_dagen} dagen worden verleend.",
    en="To that {opleiding_entree_dagen} days can be granted for an entree education.",
)
def opleiding_entree_dagen(
    entree_loopt: Expr,
    entree_gevolgd_maanden: Expr,
    entree_gevolgd_dagen: Expr,
    entree_verleend_maanden: Expr,
    entree_verleend_dagen: Expr,
    peildatum: Expr,
    law: Law,
) -> Expr:
    """How many days, beside the months, for entree (negative: days were granted)? None beyond the two years."""
    maximum = law.verlenging.entree_maximum.months(on=peildatum)
    vol = any_of(entree_loopt, entree_gevolgd_maanden >= maximum)
    over = choose((vol, -entree_verleend_dagen), otherwise=entree_gevolgd_dagen - entree_verleend_dagen)
    gevolgd = choose((vol, maximum), otherwise=entree_gevolgd_maanden)
    return _dagen_over(gevolgd, entree_verleend_maanden, over)


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
    "REG 4.2 lid 5",
    nl="Daarbij kan wegens opleiding {verlenging_opleiding_dagen} dagen worden verleend.",
    en="To that {verlenging_opleiding_dagen} days can be granted for education.",
)
def verlenging_opleiding_dagen(
    opleiding_grond_geldt: Expr, opleiding_pro_vso_dagen: Expr, opleiding_entree_dagen: Expr
) -> Expr:
    """How many days, beside the months, of extension for education are admissible beyond what was granted?"""
    return choose((opleiding_grond_geldt, opleiding_pro_vso_dagen + opleiding_entree_dagen), otherwise=0)
