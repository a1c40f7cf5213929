"""Hours declared, one by one: whether they count, and whether with them the hours of a part are full."""

from polars import Expr

from doorstroom.kernel.columns import family, rule
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import all_of, any_of, choose, one_of, running_total, unknown
from doorstroom.stelsels.inburgering.events.traject import PVT_EN_MAP

HOURS = "uren_gevolgd"
_LESSEN = ["nt2", "alfabetisering", "knm", "taalschakel"]


@rule(
    "BES 5.3 lid 5",
    per=HOURS,
    nl="Deze uren zijn na het eerste PIP gevolgd: {uren_na_pip}.",
    en="These hours were followed after the first PIP: {uren_na_pip}.",
)
def uren_na_pip(valid_on: Expr, tijdens_intake: Expr, pip_eerste_datum: Expr) -> Expr:
    """Were these hours followed after the first PIP, and not declared for the intake? Without a PIP: no."""
    after = choose((unknown(pip_eerste_datum), False), otherwise=valid_on > pip_eerste_datum)
    return after & ~tijdens_intake


@rule(
    "BES 5.3 lid 5",
    per=HOURS,
    nl="Deze uren zijn tijdens de brede intake gevolgd: {uren_in_intake}.",
    en="These hours were followed during the intake: {uren_in_intake}.",
)
def uren_in_intake(tijdens_intake: Expr) -> Expr:
    """Were these hours followed between the start of the brede intake and the PIP, so that they count by exception?"""
    return tijdens_intake & True


@rule(
    "BES 5.3 lid 5",
    "BES 3.14",
    "REG bijlage 6a",
    per=HOURS,
    nl="Zo tellen deze uren: {uren_uitkomst}.",
    en="Whether these hours count: {uren_uitkomst}.",
)
def uren_uitkomst(soort: Expr, keurmerk: Expr, uren_na_pip: Expr, uren_in_intake: Expr) -> Expr:
    """Do these hours count, and if not, why? Lessons only at a school that had the keurmerk at that time.

    Hours of the intake count for the Z-route, for afschalen, for PVT and MAP, and for nothing else.
    """
    return choose(
        (~any_of(uren_na_pip, uren_in_intake), "voor_het_pip"),
        (all_of(one_of(soort, _LESSEN), ~keurmerk), "geen_keurmerk"),
        (uren_in_intake, "telt_als_uren_van_de_intake"),
        otherwise="telt",
    )


@family("deel", PVT_EN_MAP)
@rule(
    "BES 3.1 lid 3",
    "REG 3.1",
    per=HOURS,
    nl="Met deze uren zijn de uren van {deel} vol: {uren_deel_vol}.",
    en="With these the hours of {deel} are full: {uren_deel_vol}.",
)
def uren_deel_vol(
    soort: Expr, uren: Expr, uren_na_pip: Expr, uren_in_intake: Expr, valid_on: Expr, law: Law, deel: str
) -> Expr:
    """With these hours and all earlier ones, have the hours of {deel} reached the minimum?"""
    tellen = all_of(soort == deel, any_of(uren_na_pip, uren_in_intake))
    tot_hier = running_total(choose((tellen, uren), otherwise=0.0))
    minimum = law.traject.pvt_uren if deel == "pvt" else law.traject.map_uren
    return tot_hier >= minimum.hours(on=valid_on)


@rule(
    "BES 3.14 lid 2 a",
    per=HOURS,
    nl="Tot en met deze uren zijn {uren_zroute_cursus_tot_hier} cursusuren gevolgd.",
    en="Up to and including these {uren_zroute_cursus_tot_hier} course hours were followed.",
)
def uren_zroute_cursus_tot_hier(
    soort: Expr, uren: Expr, keurmerk: Expr, uren_na_pip: Expr, uren_in_intake: Expr
) -> Expr:
    """How many course hours of the Z-route were followed with these and all earlier ones? (hours, credits left out)"""
    in_intake = all_of(uren_in_intake, soort != "taalschakel")
    tellen = all_of(one_of(soort, _LESSEN), any_of(uren_na_pip, in_intake), keurmerk)
    return running_total(choose((tellen, uren), otherwise=0.0))


@rule(
    "BES 3.14 lid 2 b",
    per=HOURS,
    nl="Tot en met deze uren zijn {uren_participatie_tot_hier} participatie-uren gevolgd.",
    en="Up to and including these {uren_participatie_tot_hier} participation hours were followed.",
)
def uren_participatie_tot_hier(soort: Expr, uren: Expr, uren_na_pip: Expr, uren_in_intake: Expr) -> Expr:
    """How many participation hours, MAP and PVT included, were followed with these and all earlier ones? (hours)"""
    tellen = all_of(~one_of(soort, _LESSEN), any_of(uren_na_pip, uren_in_intake))
    return running_total(choose((tellen, uren), otherwise=0.0))


@rule(
    "WET 9",
    "BES 3.14",
    per=HOURS,
    nl="Met deze uren zijn de uren van de Z-route vol: {uren_zroute_vol}.",
    en="With these the hours of the Z-route are full: {uren_zroute_vol}.",
)
def uren_zroute_vol(
    uren_zroute_cursus_tot_hier: Expr,
    uren_participatie_tot_hier: Expr,
    uren_verrekend: Expr,
    zroute_cursusuren_vereist: Expr,
    zroute_participatieuren_vereist: Expr,
) -> Expr:
    """With these hours, all earlier ones and credits, are course and participation hours of the Z-route both full?"""
    return all_of(
        uren_zroute_cursus_tot_hier + uren_verrekend >= zroute_cursusuren_vereist,
        uren_participatie_tot_hier >= zroute_participatieuren_vereist,
    )
