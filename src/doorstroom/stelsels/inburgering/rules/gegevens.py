"""Whether what somebody wants to record can be so at all: days in order, a level where there is one, a reason given."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.timeline import before, carried
from doorstroom.kernel.vocabulary import all_of, any_of, choose, contains, known, one_of, unknown


def _in_order(first: Expr, last: Expr) -> Expr:
    """Whether a last day does not lie before the first. No last day is in order."""
    return any_of(unknown(last), last >= first)


def _period(first: Expr, last: Expr, still: Expr) -> Expr:
    """Whether a period ends not before it begins, and does not both end and go on."""
    return _in_order(first, last) & ~(still & known(last))


@rule(
    "Vw 2000 art. 8",
    per="verblijfsrecht_verkregen",
    nl="De dagen van dit verblijfsrecht kloppen: {verblijfsrecht_dagen_kloppen}.",
    en="The days of this right of residence are in order: {verblijfsrecht_dagen_kloppen}.",
)
def verblijfsrecht_dagen_kloppen(valid_on: Expr, geldig_tot: Expr) -> Expr:
    """Does this right not end before it was acquired?"""
    return _in_order(valid_on, geldig_tot)


@rule(
    "REG 4.1",
    per="belemmering",
    nl="De dagen van deze omstandigheid kloppen: {belemmering_dagen_kloppen}.",
    en="The days of this circumstance are in order: {belemmering_dagen_kloppen}.",
)
def belemmering_dagen_kloppen(valid_on: Expr, tot_en_met: Expr, loopt_nog: Expr) -> Expr:
    """Does this circumstance end not before it began, and either end or go on?"""
    return _period(valid_on, tot_en_met, loopt_nog)


@rule(
    "REG 4.2",
    per="niet_vrijstellende_opleiding",
    nl="De dagen van deze opleiding kloppen: {opleiding_dagen_kloppen}.",
    en="The days of this education are in order: {opleiding_dagen_kloppen}.",
)
def opleiding_dagen_kloppen(valid_on: Expr, tot_en_met: Expr, loopt_nog: Expr) -> Expr:
    """Does this education end not before it began, and either end or go on?"""
    return _period(valid_on, tot_en_met, loopt_nog)


@rule(
    "BES 2.3",
    per="werkperiode_aangetoond",
    nl="De dagen van dit werk kloppen: {werk_dagen_kloppen}.",
    en="The days of this work are in order: {werk_dagen_kloppen}.",
)
def werk_dagen_kloppen(valid_on: Expr, tot_en_met: Expr) -> Expr:
    """Does this work end not before it began?"""
    return _in_order(valid_on, tot_en_met)


@rule(
    "WET 4 lid 1 d",
    per="vrijstelling_besloten",
    nl="De laatste dag van deze vrijstelling klopt: {vrijstelling_dagen_kloppen}.",
    en="The last day of this exemption is in order: {vrijstelling_dagen_kloppen}.",
)
def vrijstelling_dagen_kloppen(valid_on: Expr, tot_en_met: Expr) -> Expr:
    """Does this vrijstelling end not before it was granted?"""
    return _in_order(valid_on, tot_en_met)


@rule(
    "BES 5.3 lid 5",
    per="uren_gevolgd",
    nl="De dagen van deze uren kloppen: {uren_dagen_kloppen}.",
    en="The days of these hours are in order: {uren_dagen_kloppen}.",
)
def uren_dagen_kloppen(valid_on: Expr, vanaf: Expr) -> Expr:
    """Does the period of these hours begin not after its last day? Without a first day it does."""
    return any_of(unknown(vanaf), vanaf <= valid_on)


@rule(
    "WET 11",
    per="termijn_gemeld",
    nl="Begin en einde van deze termijn kloppen: {termijn_dagen_kloppen}.",
    en="Start and end of this termijn are in order: {termijn_dagen_kloppen}.",
)
def termijn_dagen_kloppen(startdatum: Expr, einddatum_exclusief: Expr) -> Expr:
    """Does the reported termijn end after it starts?"""
    return startdatum < einddatum_exclusief


@rule(
    "PW 56a",
    per="ontzorgen_maatwerk_besloten",
    nl="De laatste dag van het maatwerk klopt: {maatwerk_dagen_kloppen}.",
    en="The last day of ontzorgen made to measure is in order: {maatwerk_dagen_kloppen}.",
)
def maatwerk_dagen_kloppen(soort: Expr, tot_en_met: Expr) -> Expr:
    """Does a shorter or longer ontzorgen name its last day, and none at all no day?"""
    return choose((soort == "niet", unknown(tot_en_met)), otherwise=known(tot_en_met))


@rule(
    "WET 14 lid 2",
    per="intake_niet_verschenen",
    nl="Het wegblijven is van na een oproep: {niet_verschenen_na_oproep}.",
    en="Staying away came after a call: {niet_verschenen_na_oproep}.",
)
def niet_verschenen_na_oproep(valid_on: Expr, intake_eerste_oproep_op: Expr) -> Expr:
    """Did the person stay away on or after the day of the first call? Without a call on record: no."""
    return known(intake_eerste_oproep_op) & (valid_on >= intake_eerste_oproep_op)


@rule(
    "WET 7",
    "BES 3.3",
    "BES 3.4",
    per="examen_afgelegd",
    nl="Bij dit examen past het niveau: {examen_niveau_past}.",
    en="The level fits this exam: {examen_niveau_past}.",
)
def examen_niveau_past(onderdeel: Expr, niveau: Expr) -> Expr:
    """Does an exam of a language part name its level, and KNM none?"""
    return choose((onderdeel == "knm", unknown(niveau)), otherwise=known(niveau))


@rule(
    "DUO-API examens",
    per="examen_afgelegd",
    nl="Bij dit examen past de reden: {examen_reden_past}.",
    en="The reason fits this exam: {examen_reden_past}.",
)
def examen_reden_past(resultaat: Expr, reden_geen: Expr) -> Expr:
    """Is there a reason exactly when there is no result?"""
    return choose((resultaat == "geen", known(reden_geen)), otherwise=unknown(reden_geen))


@rule(
    "DUO-API examens",
    per="examen_afgelegd",
    nl="De uitslag van dit examen is bekend: {examen_uitslag_bekend}.",
    en="The result of this exam is known: {examen_uitslag_bekend}.",
)
def examen_uitslag_bekend(resultaat: Expr) -> Expr:
    """Is it no longer awaited what came of this exam?"""
    return resultaat != "nog_niet_bekend"


@rule(
    "WET 9",
    "BES 3.14",
    per="zroute_eindgesprek",
    nl="Wie dit eindgesprek voerde, mocht dat: {zroute_gesprek_bevoegd}.",
    en="Who held this final talk was allowed to: {zroute_gesprek_bevoegd}.",
)
def zroute_gesprek_bevoegd(gevoerd_door: Expr) -> Expr:
    """Did the college itself, or a body under the Wgr, hold this eindgesprek?"""
    return one_of(gevoerd_door, ["college", "wgr_orgaan"])


@rule(
    "BES 3.14",
    per="zroute_uren_verlaagd",
    nl="Deze verlaging van de Z-route is toegestaan: {zroute_verlaging_toegestaan}.",
    en="This lowering of the Z-route is admissible: {zroute_verlaging_toegestaan}.",
)
def zroute_verlaging_toegestaan(revalidatietraject: Expr, cursusuren: Expr, vervallen_vaardigheden: Expr) -> Expr:
    """Is there a revalidatietraject, and does the decision lower the hours or leave out a skill?"""
    skills = [contains(vervallen_vaardigheden, skill) for skill in ("lezen", "luisteren", "schrijven", "spreken")]
    return all_of(revalidatietraject, any_of(known(cursusuren), *skills))


@rule(
    "BES 5.3 lid 3",
    nl="Er is een gemeente waar deze persoon woont of woonde: {eerder_gehuisvest}.",
    en="There is a municipality where the person lives or lived: {eerder_gehuisvest}.",
)
def eerder_gehuisvest(brp_gemeente: Expr) -> Expr:
    """Is a municipality of housing on record already?"""
    return known(brp_gemeente)


@rule(
    "BES 5.3 lid 3",
    per="brp_inschrijving",
    nl="Deze inschrijving is in een andere gemeente dan de vorige: {brp_verhuist}.",
    en="This registration is in another municipality than the one before: {brp_verhuist}.",
)
def brp_verhuist(gemeente: Expr, huisvesting: Expr) -> Expr:
    """Is the person now housed in another municipality than by the registration before? Yes when there is none."""
    earlier = before(carried(gemeente, when=huisvesting))
    return choose((unknown(earlier), True), otherwise=gemeente != earlier)
