"""Hours declared: which count for what, and on which day they were full (BES 3.1, 3.2, 3.14, 5.3 lid 5, 5.5)."""

from polars import Expr

from doorstroom.kernel.columns import fact, family
from doorstroom.kernel.vocabulary import Aggregate, all_of, any_event, any_of, earliest, known, one_of, total, unknown
from doorstroom.stelsels.inburgering.events.traject import PVT_EN_MAP

_NT2 = ["nt2", "alfabetisering"]
_LESSEN = [*_NT2, "knm", "taalschakel"]
_PARTICIPATIE = ["participatie", "map", "pvt"]


@fact(
    "uren_gevolgd",
    "BES 5.3 lid 5",
    nl="Sinds het PIP zijn {uren_nt2} uren NT2 gevolgd.",
    en="{uren_nt2} hours of Dutch were followed since the PIP.",
)
def uren_nt2(uren: Expr, soort: Expr, keurmerk: Expr, uren_na_pip: Expr) -> Aggregate:
    """How many NT2 hours, literacy included, were followed after the first PIP at a school that counts? (hours)"""
    return total(uren, when=all_of(one_of(soort, _NT2), uren_na_pip, keurmerk))


@fact(
    "uren_gevolgd",
    "BES 5.3 lid 5",
    nl="Sinds het PIP zijn {uren_knm} uren KNM gevolgd.",
    en="{uren_knm} hours of KNM were followed since the PIP.",
)
def uren_knm(uren: Expr, soort: Expr, keurmerk: Expr, uren_na_pip: Expr) -> Aggregate:
    """How many KNM hours were followed after the first PIP at a school that counts? (hours)"""
    return total(uren, when=all_of(soort == "knm", uren_na_pip, keurmerk))


@fact(
    "uren_gevolgd",
    "BES 4.4 lid 3",
    nl="In de termijn zijn {uren_taal_en_knm_in_termijn} uren taal en KNM gevolgd.",
    en="{uren_taal_en_knm_in_termijn} hours of language and KNM were followed in the termijn.",
    uncertain="Ook voor deze 450 uur tellen hier alleen uren bij een school met keurmerk.",
)
def uren_taal_en_knm_in_termijn(
    uren: Expr, soort: Expr, keurmerk: Expr, uren_na_pip: Expr, valid_on: Expr, termijn_laatste_dag: Expr
) -> Aggregate:
    """How many hours of NT2 and KNM were followed after the first PIP, up to the last day of the termijn? (hours)"""
    in_termijn = all_of(uren_na_pip, valid_on <= termijn_laatste_dag)
    return total(uren, when=all_of(one_of(soort, [*_NT2, "knm"]), in_termijn, keurmerk))


@fact(
    "uren_gevolgd",
    nl="Sinds het PIP zijn {uren_taalschakel} uren taalschakeltraject gevolgd.",
    en="{uren_taalschakel} hours of transition course were followed since the PIP.",
)
def uren_taalschakel(uren: Expr, soort: Expr, keurmerk: Expr, uren_na_pip: Expr) -> Aggregate:
    """How many hours of the taalschakeltraject were followed after the first PIP? (hours)"""
    return total(uren, when=all_of(soort == "taalschakel", uren_na_pip, keurmerk))


@fact(
    "uren_gevolgd",
    "BES 5.5 lid 2",
    nl="Tijdens de brede intake zijn {uren_nt2_intake} uren NT2 gevolgd.",
    en="{uren_nt2_intake} hours of Dutch were followed during the intake.",
)
def uren_nt2_intake(uren: Expr, soort: Expr, keurmerk: Expr, uren_in_intake: Expr) -> Aggregate:
    """How many NT2 hours, literacy included, were followed between the start of the intake and the PIP? (hours)"""
    return total(uren, when=all_of(one_of(soort, _NT2), uren_in_intake, keurmerk))


@fact(
    "uren_gevolgd",
    "BES 3.14 lid 6",
    nl="Tijdens de brede intake zijn {uren_knm_intake} uren KNM gevolgd.",
    en="{uren_knm_intake} hours of KNM were followed during the intake.",
)
def uren_knm_intake(uren: Expr, soort: Expr, keurmerk: Expr, uren_in_intake: Expr) -> Aggregate:
    """How many KNM hours were followed between the start of the intake and the PIP? (hours)"""
    return total(uren, when=all_of(soort == "knm", uren_in_intake, keurmerk))


@fact(
    "uren_gevolgd",
    "BES 3.14 lid 2 b",
    "BES 3.14 lid 6",
    nl="Er tellen {uren_participatie} participatie-uren mee, MAP en PVT inbegrepen.",
    en="{uren_participatie} participation hours count, MAP and PVT included.",
)
def uren_participatie(uren: Expr, soort: Expr, uren_na_pip: Expr, uren_in_intake: Expr) -> Aggregate:
    """How many participation hours count for the Z-route: participation, MAP and PVT, from the intake on? (hours)"""
    return total(uren, when=all_of(one_of(soort, _PARTICIPATIE), any_of(uren_na_pip, uren_in_intake)))


@fact("uren_gevolgd", "BES 3.1 lid 3", nl="Er zijn {uren_pvt} uren PVT gevolgd.", en="{uren_pvt} hours of PVT.")
def uren_pvt(uren: Expr, soort: Expr, uren_na_pip: Expr, uren_in_intake: Expr) -> Aggregate:
    """How many hours of the PVT were followed, from the intake on? (hours)"""
    return total(uren, when=all_of(soort == "pvt", any_of(uren_na_pip, uren_in_intake)))


@fact("uren_gevolgd", "REG 3.1", nl="Er zijn {uren_map} uren MAP gevolgd.", en="{uren_map} hours of MAP.")
def uren_map(uren: Expr, soort: Expr, uren_na_pip: Expr, uren_in_intake: Expr) -> Aggregate:
    """How many hours of the MAP were followed, from the intake on? (hours)"""
    return total(uren, when=all_of(soort == "map", any_of(uren_na_pip, uren_in_intake)))


@family("deel", PVT_EN_MAP)
@fact(
    "uren_gevolgd",
    nl="Uren van {deel} zijn geregistreerd: {uren_deel_bekend}.",
    en="Hours of {deel} are on record: {uren_deel_bekend}.",
)
def uren_deel_bekend(soort: Expr, deel: str) -> Aggregate:
    """Are hours of {deel} on record at all?"""
    return any_event(when=soort == deel)


@family("deel", PVT_EN_MAP)
@fact(
    "uren_gevolgd",
    nl="De uren van {deel} waren vol op {deel_uren_vol_op}.",
    en="The hours of {deel} were full on {deel_uren_vol_op}.",
)
def deel_uren_vol_op(valid_on: Expr, uren_deel_vol: Expr) -> Aggregate:
    """On which day were the hours of {deel} full? (date; unknown: not, or none on record)"""
    return earliest(valid_on, when=uren_deel_vol)


@fact(
    "uren_gevolgd",
    "BES 3.14",
    nl="De uren van de Z-route waren vol op {zroute_uren_vol_op}.",
    en="The hours of the Z-route were full on {zroute_uren_vol_op}.",
)
def zroute_uren_vol_op(valid_on: Expr, uren_zroute_vol: Expr) -> Aggregate:
    """On which day were course and participation hours of the Z-route both full? (date; unknown: not)"""
    return earliest(valid_on, when=uren_zroute_vol)


def _zeker_na(vanaf: Expr, day: Expr) -> Expr:
    """Whether hours were for certain followed after a day. Without a first day on record they may lie before it."""
    return known(vanaf) & (vanaf > day)


@fact(
    "uren_gevolgd",
    "BES 3.1",
    nl="Na de ondertekening zijn zeker nog {uren_pvt_na_ondertekening} uren PVT gevolgd.",
    en="{uren_pvt_na_ondertekening} hours of the PVT were for certain followed after the signing.",
)
def uren_pvt_na_ondertekening(uren: Expr, soort: Expr, vanaf: Expr, pvt_ondertekend_op: Expr) -> Aggregate:
    """How many hours of the PVT were for certain followed after the day of signing? (hours)"""
    return total(uren, when=all_of(soort == "pvt", _zeker_na(vanaf, pvt_ondertekend_op)))


@fact(
    "uren_gevolgd",
    "BES 3.2",
    nl="Na het eindgesprek zijn zeker nog {uren_map_na_eindgesprek} uren MAP gevolgd.",
    en="{uren_map_na_eindgesprek} hours of the MAP were for certain followed after the final talk.",
)
def uren_map_na_eindgesprek(uren: Expr, soort: Expr, vanaf: Expr, map_afgerond_op: Expr) -> Aggregate:
    """How many hours of the MAP were for certain followed after the day of the eindgesprek? (hours)"""
    return total(uren, when=all_of(soort == "map", _zeker_na(vanaf, map_afgerond_op)))


@fact(
    "uren_gevolgd",
    "BES 3.14",
    nl="Na het eindgesprek zijn zeker nog {uren_zroute_cursus_na_eindgesprek} cursusuren gevolgd.",
    en="{uren_zroute_cursus_na_eindgesprek} course hours were for certain followed after the final talk.",
)
def uren_zroute_cursus_na_eindgesprek(
    uren: Expr, soort: Expr, keurmerk: Expr, vanaf: Expr, zroute_eindgesprek_op: Expr
) -> Aggregate:
    """How many course hours that count were for certain followed after the first eindgesprek? (hours)"""
    return total(uren, when=all_of(one_of(soort, _LESSEN), _zeker_na(vanaf, zroute_eindgesprek_op), keurmerk))


@fact(
    "uren_gevolgd",
    "BES 3.14",
    nl="Na het eindgesprek zijn zeker nog {uren_participatie_na_eindgesprek} participatie-uren gevolgd.",
    en="{uren_participatie_na_eindgesprek} participation hours were for certain followed after the final talk.",
)
def uren_participatie_na_eindgesprek(uren: Expr, soort: Expr, vanaf: Expr, zroute_eindgesprek_op: Expr) -> Aggregate:
    """How many participation hours were for certain followed after the first eindgesprek? (hours)"""
    return total(uren, when=all_of(one_of(soort, _PARTICIPATIE), _zeker_na(vanaf, zroute_eindgesprek_op)))


@fact(
    "uren_gevolgd",
    "BES 5.3 lid 5",
    nl="Bij een school zonder keurmerk zijn {uren_zonder_keurmerk} uren gevolgd; die tellen niet.",
    en="{uren_zonder_keurmerk} hours were followed at a school without the quality mark; they do not count.",
)
def uren_zonder_keurmerk(uren: Expr, uren_uitkomst: Expr) -> Aggregate:
    """How many hours do not count because the school had no keurmerk at that time? (hours)"""
    return total(uren, when=uren_uitkomst == "geen_keurmerk")


@fact(
    "uren_gevolgd",
    nl="Van {uren_keurmerk_onbekend} uren is niet bekend of de school een keurmerk had.",
    en="Of {uren_keurmerk_onbekend} hours it is not known whether the school had the quality mark.",
)
def uren_keurmerk_onbekend(uren: Expr, soort: Expr, keurmerk: Expr) -> Aggregate:
    """Of how many lesson hours is it not on record whether the school had the keurmerk? (hours)"""
    return total(uren, when=one_of(soort, _LESSEN) & unknown(keurmerk))
