"""The traject: hours that count, PVT, MAP, eindgesprek of the Z-route, taalschakeltraject."""

from polars import Expr

from doorstroom.kernel.columns import fact, family
from doorstroom.kernel.vocabulary import Aggregate, all_of, any_event, any_of, earliest, last, latest, one_of, total
from doorstroom.stelsels.inburgering.events.traject import PVT_EN_MAP

_NT2 = ["nt2", "alfabetisering"]
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


@fact(
    "pvt_ondertekend",
    "BES 3.1",
    nl="De PVT-verklaring is getekend op {pvt_ondertekend_op}.",
    en="PVT signed: {pvt_ondertekend_op}.",
)
def pvt_ondertekend_op(valid_on: Expr) -> Aggregate:
    """When was the participation declaration first signed? (date; unknown: not)"""
    return earliest(valid_on)


@fact(
    "pvt_ondertekend",
    "BES 3.1",
    nl="De PVT-verklaring is getekend: {pvt_ondertekend}.",
    en="The PVT is signed: {pvt_ondertekend}.",
)
def pvt_ondertekend() -> Aggregate:
    """Has the participation declaration been signed?"""
    return any_event()


@fact(
    "map_afgerond",
    "BES 3.2",
    nl="Het eindgesprek van de MAP was op {map_afgerond_op}.",
    en="Final talk of the MAP: {map_afgerond_op}.",
)
def map_afgerond_op(valid_on: Expr) -> Aggregate:
    """When was the MAP first closed by the eindgesprek? (date; unknown: not)"""
    return earliest(valid_on)


@fact(
    "map_afgerond",
    "BES 3.2",
    nl="Het eindgesprek van de MAP is gehouden: {map_afgerond}.",
    en="The MAP is closed: {map_afgerond}.",
)
def map_afgerond() -> Aggregate:
    """Has the MAP been closed by the eindgesprek with the college?"""
    return any_event()


@fact(
    "zroute_eindgesprek",
    "BES 3.14",
    nl="Het eindgesprek van de Z-route is gehouden: {zroute_eindgesprek}.",
    en="The final talk of the Z-route was held: {zroute_eindgesprek}.",
)
def zroute_eindgesprek(gevoerd_door: Expr) -> Aggregate:
    """Did the college itself, or a body under the Wgr, hold the eindgesprek of the Z-route?"""
    return any_event(when=one_of(gevoerd_door, ["college", "wgr_orgaan"]))


@fact(
    "zroute_eindgesprek",
    "BES 3.14",
    nl="Het eindgesprek van de Z-route was op {zroute_eindgesprek_op}.",
    en="The final talk of the Z-route was on {zroute_eindgesprek_op}.",
)
def zroute_eindgesprek_op(valid_on: Expr, gevoerd_door: Expr) -> Aggregate:
    """When was the last eindgesprek of the Z-route that counts? (date; unknown: none)"""
    return latest(valid_on, when=one_of(gevoerd_door, ["college", "wgr_orgaan"]))


@fact(
    "zroute_uren_verlaagd",
    "BES 3.14",
    nl="Het college verlaagde de cursusuren tot {zroute_cursusuren_verlaagd}.",
    en="The college lowered the course hours to {zroute_cursusuren_verlaagd}.",
)
def zroute_cursusuren_verlaagd(cursusuren: Expr, revalidatietraject: Expr) -> Aggregate:
    """To how many course hours did the college lower the Z-route, because of a revalidatietraject? (hours)"""
    return last(cursusuren, when=revalidatietraject)


@fact(
    "zroute_uren_verrekend",
    "BES 3.14 lid 9",
    nl="Van een andere school tellen {uren_verrekend} uren mee voor de Z-route.",
    en="{uren_verrekend} hours at another school are credited to the Z-route.",
)
def uren_verrekend(uren: Expr, zroute_verrekening_toegestaan: Expr) -> Aggregate:
    """How many hours followed at a niet-vrijstellende school before the PIP are credited? (hours)"""
    return total(uren, when=zroute_verrekening_toegestaan)


@fact(
    "lessen_begonnen",
    "REG 4.1 lid 1 g",
    nl="De eerste les was op {lessen_begonnen_op}.",
    en="First lesson: {lessen_begonnen_op}.",
)
def lessen_begonnen_op(valid_on: Expr) -> Aggregate:
    """When was the first lesson? (date; unknown: none yet)"""
    return earliest(valid_on)


@fact(
    "taalschakeltraject_begonnen",
    "WET 8",
    nl="Het taalschakeltraject begon op {taalschakeltraject_begonnen_op}.",
    en="The transition course began on {taalschakeltraject_begonnen_op}.",
)
def taalschakeltraject_begonnen_op(valid_on: Expr) -> Aggregate:
    """When did the taalschakeltraject really begin? (date; unknown: not yet)"""
    return earliest(valid_on)


@fact(
    "taalschakeltraject_behaald",
    "WET 8",
    nl="Het taalschakeltraject is behaald: {taalschakeltraject_behaald}.",
    en="The transition course was passed: {taalschakeltraject_behaald}.",
)
def taalschakeltraject_behaald() -> Aggregate:
    """Was the taalschakeltraject completed with success?"""
    return any_event()


@fact(
    "taalschakeltraject_behaald",
    "WET 8",
    nl="Het taalschakeltraject is behaald op {taalschakeltraject_behaald_op}.",
    en="The transition course was passed on {taalschakeltraject_behaald_op}.",
)
def taalschakeltraject_behaald_op(valid_on: Expr) -> Aggregate:
    """When was the taalschakeltraject completed with success? (date; unknown: not)"""
    return earliest(valid_on)
