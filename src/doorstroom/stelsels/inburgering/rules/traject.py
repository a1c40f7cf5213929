"""Hours, PVT, MAP, the leerroute and voldaan (WET 6-9, BES 3.1, 3.2, 3.14)."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import (
    UNKNOWN,
    all_of,
    any_of,
    choose,
    earliest_known,
    latest_known,
    latest_of,
    only_if,
)


@rule(
    "REG bijlage 6a",
    "BES 4.4 lid 3",
    nl="Voor taal en KNM samen tellen {uren_taal_en_knm} uren sinds het PIP.",
    en="{uren_taal_en_knm} hours of Dutch and KNM count since the PIP.",
)
def uren_taal_en_knm(uren_nt2: Expr, uren_knm: Expr) -> Expr:
    """How many hours of NT2 and KNM together count since the first PIP, intake hours left aside? (hours)"""
    return uren_nt2 + uren_knm


@rule(
    "BES 5.5 lid 2",
    nl="Met de intake erbij tellen {uren_nt2_met_intake} uren NT2.",
    en="With the intake {uren_nt2_met_intake} hours of Dutch count.",
)
def uren_nt2_met_intake(uren_nt2: Expr, uren_nt2_intake: Expr) -> Expr:
    """How many NT2 hours count where the rules also credit the intake, as for afschalen? (hours)"""
    return uren_nt2 + uren_nt2_intake


@rule(
    "BES 3.1",
    nl="Het PVT is afgerond: {pvt_voldaan}.",
    en="The PVT is done: {pvt_voldaan}.",
    uncertain="Zonder geregistreerde uren geldt de ondertekening hier als bewijs; DUO kent alleen die datum.",
)
def pvt_voldaan(
    pvt_ondertekend: Expr, uren_pvt_bekend: Expr, uren_pvt: Expr, pvt_ondertekend_op: Expr, law: Law
) -> Expr:
    """Is the PVT done: signed, and where hours are on record at least the minimum?"""
    enough = choose((~uren_pvt_bekend, True), otherwise=uren_pvt >= law.traject.pvt_uren.hours(on=pvt_ondertekend_op))
    return pvt_ondertekend & enough


@rule(
    "BES 3.1",
    nl="Het PVT is afgerond op {pvt_voldaan_op}.",
    en="The PVT was done on {pvt_voldaan_op}.",
    uncertain="Uren zonder eerste dag gelden als gevolgd voor de ondertekening; zeker latere uren maken de dag later.",
)
def pvt_voldaan_op(
    pvt_voldaan: Expr,
    pvt_ondertekend_op: Expr,
    uren_pvt_bekend: Expr,
    uren_pvt: Expr,
    uren_pvt_na_ondertekening: Expr,
    pvt_uren_vol_op: Expr,
    law: Law,
) -> Expr:
    """On which day was the PVT done: signed, and the hours full? (date; unknown: not done)"""
    minimum = law.traject.pvt_uren.hours(on=pvt_ondertekend_op)
    later = all_of(uren_pvt_bekend, uren_pvt - uren_pvt_na_ondertekening < minimum)
    return only_if(pvt_voldaan, choose((later, pvt_uren_vol_op), otherwise=pvt_ondertekend_op))


@rule("WET 6", "WET 8 lid 3", nl="De MAP is verplicht: {map_verplicht}.", en="The MAP is compulsory: {map_verplicht}.")
def map_verplicht(leerroute: Expr, pip_laatste_datum: Expr, law: Law) -> Expr:
    """Must the person do the MAP? Not in the onderwijsroute."""
    in_onderwijsroute = law.traject.map_in_onderwijsroute.flag(on=pip_laatste_datum)
    return choose((leerroute == "onderwijs", in_onderwijsroute), otherwise=True)


@rule(
    "BES 3.2",
    "REG 3.1",
    nl="De MAP is afgerond: {map_voldaan}.",
    en="The MAP is done: {map_voldaan}.",
    uncertain="Zonder geregistreerde uren geldt het eindgesprek hier als bewijs; DUO kent alleen die datum.",
)
def map_voldaan(map_afgerond: Expr, uren_map_bekend: Expr, uren_map: Expr, map_afgerond_op: Expr, law: Law) -> Expr:
    """Is the MAP done: closed by the eindgesprek, and where hours are on record at least the minimum?"""
    enough = choose((~uren_map_bekend, True), otherwise=uren_map >= law.traject.map_uren.hours(on=map_afgerond_op))
    return map_afgerond & enough


@rule(
    "BES 3.2",
    nl="De MAP is afgerond op {map_voldaan_op}.",
    en="The MAP was done on {map_voldaan_op}.",
    uncertain="Uren zonder eerste dag gelden als gevolgd voor het eindgesprek; zeker latere uren maken de dag later.",
)
def map_voldaan_op(
    map_voldaan: Expr,
    map_afgerond_op: Expr,
    uren_map_bekend: Expr,
    uren_map: Expr,
    uren_map_na_eindgesprek: Expr,
    map_uren_vol_op: Expr,
    law: Law,
) -> Expr:
    """On which day was the MAP done: closed by the eindgesprek, and the hours full? (date; unknown: not done)"""
    minimum = law.traject.map_uren.hours(on=map_afgerond_op)
    later = all_of(uren_map_bekend, uren_map - uren_map_na_eindgesprek < minimum)
    return only_if(map_voldaan, choose((later, map_uren_vol_op), otherwise=map_afgerond_op))


@rule(
    "WET 7",
    nl="Alle vijf examenonderdelen zijn klaar: {inburgeringsexamen_klaar}.",
    en="All five exam parts are done: {inburgeringsexamen_klaar}.",
)
def inburgeringsexamen_klaar(
    lezen_klaar: Expr, luisteren_klaar: Expr, schrijven_klaar: Expr, spreken_klaar: Expr, knm_klaar: Expr
) -> Expr:
    """Are the four language parts and KNM done: passed at the level that counts, vrijgesteld or ontheven?"""
    return all_of(lezen_klaar, luisteren_klaar, schrijven_klaar, spreken_klaar, knm_klaar)


@rule(
    "WET 7",
    nl="Het laatste examenonderdeel is behaald op {inburgeringsexamen_klaar_op}.",
    en="The last exam part was passed on {inburgeringsexamen_klaar_op}.",
    uncertain="Een onderdeel met vrijstelling of ontheffing heeft hier geen eigen datum.",
)
def inburgeringsexamen_klaar_op(
    inburgeringsexamen_klaar: Expr,
    lezen_behaald_op: Expr,
    luisteren_behaald_op: Expr,
    schrijven_behaald_op: Expr,
    spreken_behaald_op: Expr,
    knm_behaald_op: Expr,
    afgeschaald_op: Expr,
) -> Expr:
    """On which day was the last part done? (date of the last exam, or of the PIP that made A2 enough)

    Parts that were not passed are done by vrijstelling or ontheffing, so their unknown dates may be left out.
    """
    last_one = latest_known(
        lezen_behaald_op, luisteren_behaald_op, schrijven_behaald_op, spreken_behaald_op, knm_behaald_op, afgeschaald_op
    )
    return only_if(inburgeringsexamen_klaar, last_one)


@rule(
    "WET 7",
    "WET 8",
    "WET 9",
    nl="De leerroute is afgerond: {leerroute_voldaan}.",
    en="The route is completed: {leerroute_voldaan}.",
    uncertain="Of een taalschakeltraject KNM omvat, verschilt per instelling; hier volstaat het behaalde traject.",
)
def leerroute_voldaan(
    heeft_pip: Expr,
    leerroute: Expr,
    inburgeringsexamen_klaar: Expr,
    taalschakeltraject_behaald: Expr,
    zroute_voldaan: Expr,
) -> Expr:
    """Has the leerroute been completed: exam, taalschakeltraject (or that exam), or Z-route? Not without a PIP."""
    return choose(
        (~heeft_pip, False),
        (leerroute == "B1", inburgeringsexamen_klaar),
        (leerroute == "onderwijs", any_of(taalschakeltraject_behaald, inburgeringsexamen_klaar)),
        otherwise=zroute_voldaan,
    )


@rule("WET 6", nl="De leerroute is afgerond op {leerroute_voldaan_op}.", en="Completed on {leerroute_voldaan_op}.")
def leerroute_voldaan_op(
    leerroute_voldaan: Expr,
    leerroute: Expr,
    inburgeringsexamen_klaar_op: Expr,
    taalschakeltraject_behaald_op: Expr,
    zroute_voldaan_op: Expr,
) -> Expr:
    """On which day was the leerroute completed? (date; unknown: not)

    In the onderwijsroute one of two ways is enough, so the one that is unknown may be left out.
    """
    day = choose(
        (leerroute == "B1", inburgeringsexamen_klaar_op),
        (leerroute == "onderwijs", earliest_known(taalschakeltraject_behaald_op, inburgeringsexamen_klaar_op)),
        otherwise=zroute_voldaan_op,
    )
    return only_if(leerroute_voldaan, day)


@rule("WET 6", nl="De persoon heeft aan alle onderdelen voldaan: {voldaan}.", en="Everything is done: {voldaan}.")
def voldaan(leerroute_voldaan: Expr, pvt_voldaan: Expr, map_voldaan: Expr, map_verplicht: Expr) -> Expr:
    """Has the person met the duty: leerroute, PVT and, except in the onderwijsroute, MAP? Late is also met."""
    return all_of(leerroute_voldaan, pvt_voldaan, any_of(map_voldaan, ~map_verplicht))


@rule("WET 6", nl="Aan alle onderdelen is voldaan op {voldaan_op}.", en="Everything was done on {voldaan_op}.")
def voldaan_op(
    voldaan: Expr, leerroute_voldaan_op: Expr, pvt_voldaan_op: Expr, map_voldaan_op: Expr, map_verplicht: Expr
) -> Expr:
    """On which day was the last part done? (date; unknown: the duty is not met)"""
    without_map = latest_of(leerroute_voldaan_op, pvt_voldaan_op)
    with_map = latest_of(leerroute_voldaan_op, pvt_voldaan_op, map_voldaan_op)
    return only_if(voldaan, choose((map_verplicht, with_map), otherwise=without_map))


@rule("WET 6", nl="De persoon krijgt een {inburgeringsdocument}.", en="The person gets: {inburgeringsdocument}.")
def inburgeringsdocument(voldaan: Expr, leerroute: Expr) -> Expr:
    """Which document does the person get: diploma, or in the Z-route a certificate? Not applicable until voldaan."""
    document = choose((leerroute == "Z", "inburgeringscertificaat"), otherwise="inburgeringsdiploma")
    return choose((~voldaan, UNKNOWN), otherwise=document)


@rule(
    "BES 5.5",
    nl="Het PIP dat het niveau verlaagde is van {afgeschaald_op}.",
    en="The PIP that lowered the level is of {afgeschaald_op}.",
)
def afgeschaald_op(afgeschaald: Expr, afgeschaald_sinds: Expr) -> Expr:
    """Since which PIP is A2 enough for all or some parts? (date; unknown: not lowered)"""
    return only_if(afgeschaald, afgeschaald_sinds)
