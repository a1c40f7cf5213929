"""DUO's attention signals (planned, not live yet) as states of the case, and its checks on reports of PVT and MAP.

SS112 is ``verlenging_aanvraag_in_behandeling``, SS127 ``aanbod_ontbreekt``, SS142 shows in
``niet_vrijstellende_opleiding_beeindigd_op``. SS122 and SS123 (moved) are messages, not states: the exchange has them.
"""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.dates import add
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import all_of, any_of, as_text, known, one_of, unknown

_GEPLAND = "Dit signaal van DUO is aangekondigd en nog niet in gebruik; wanneer het precies komt, is een lezing."


@rule(
    "BES 5.3",
    "DUO-API SS126",
    nl="De tien weken zijn voorbij en er is geen leerroute: {signaal_geen_leerroute}.",
    en="The ten weeks are over and there is no route: {signaal_geen_leerroute}.",
    uncertain=_GEPLAND,
)
def signaal_geen_leerroute(inburgeringsplichtig_wi2021: Expr, pip_te_laat: Expr, heeft_pip: Expr) -> Expr:
    """SS126: are the ten weeks over for somebody who is obliged, without any PIP that stands?"""
    return all_of(inburgeringsplichtig_wi2021, pip_te_laat, ~heeft_pip)


@rule(
    "DUO-API SS132",
    nl="Er is een cursuscontract zonder PIP: {signaal_contract_zonder_pip}.",
    en="There is a course contract without a PIP: {signaal_contract_zonder_pip}.",
    uncertain=_GEPLAND,
)
def signaal_contract_zonder_pip(heeft_cursuscontract: Expr, heeft_pip: Expr) -> Expr:
    """SS132: is there a contract with a school although no PIP stands?"""
    return all_of(heeft_cursuscontract, ~heeft_pip)


@rule(
    "DUO-API SS133",
    nl="Het contract is voor een ander niveau dan het PIP: {signaal_contract_ander_niveau}.",
    en="The contract is for another level than the PIP: {signaal_contract_ander_niveau}.",
    uncertain=_GEPLAND,
)
def signaal_contract_ander_niveau(
    heeft_cursuscontract: Expr, heeft_pip: Expr, leerroute: Expr, cursuscontract_niveau: Expr, niveau: Expr
) -> Expr:
    """SS133: does the level of the contract differ from that of the PIP? In the Z-route SS135 asks it."""
    differs = as_text(cursuscontract_niveau) != as_text(niveau)
    return all_of(heeft_cursuscontract, heeft_pip, leerroute != "Z", differs)


@rule(
    "WET 9",
    "DUO-API SS135",
    nl="Het contract is te hoog voor de Z-route: {signaal_niveau_te_hoog_zroute}.",
    en="The contract is too high for the Z-route: {signaal_niveau_te_hoog_zroute}.",
    uncertain="Gelezen als een contract voor B1 of B2, de niveaus die een PIP in de Z-route niet kan noemen.",
)
def signaal_niveau_te_hoog_zroute(
    heeft_cursuscontract: Expr, heeft_pip: Expr, leerroute: Expr, cursuscontract_niveau: Expr
) -> Expr:
    """SS135: is the contract for B1 or higher although the PIP sets the Z-route?"""
    high = one_of(cursuscontract_niveau, ["B1", "B2"])
    return all_of(heeft_cursuscontract, heeft_pip, leerroute == "Z", high)


@rule(
    "WET 8",
    "DUO-API SS136",
    nl="Er is een contract voor een taalschakeltraject zonder onderwijsroute: {signaal_taalschakel_andere_route}.",
    en="There is a contract for a transition course outside that route: {signaal_taalschakel_andere_route}.",
    uncertain=_GEPLAND,
)
def signaal_taalschakel_andere_route(
    heeft_cursuscontract: Expr, heeft_pip: Expr, leerroute: Expr, cursuscontract_soort: Expr
) -> Expr:
    """SS136: is the contract for a taalschakeltraject although the PIP sets another route?"""
    return all_of(
        heeft_cursuscontract, heeft_pip, cursuscontract_soort == "taalschakeltraject", leerroute != "onderwijs"
    )


@rule(
    "BES 2.8",
    "DUO-API SS140",
    nl="DUO wacht op advies van het college over bijzondere omstandigheden: {signaal_advies_gevraagd}.",
    en="DUO awaits the college's advice about special circumstances: {signaal_advies_gevraagd}.",
    uncertain=_GEPLAND,
)
def signaal_advies_gevraagd(
    ontheffing_bijzonder_aangevraagd_op: Expr, advies_college_op: Expr, ontheffing_bijzonder_besloten_op: Expr
) -> Expr:
    """SS140: was ontheffing for special circumstances asked, with neither advice nor decision since?

    A missing date says that it did not happen: the register is authoritative.
    """
    advised = all_of(known(advies_college_op), advies_college_op >= ontheffing_bijzonder_aangevraagd_op)
    decided = all_of(
        known(ontheffing_bijzonder_besloten_op), ontheffing_bijzonder_besloten_op >= ontheffing_bijzonder_aangevraagd_op
    )
    return all_of(known(ontheffing_bijzonder_aangevraagd_op), ~advised, ~decided)


@rule(
    "WET 6",
    "DUO-API SS141",
    nl="Het inburgeringscertificaat kan worden uitgereikt: {signaal_certificaat_klaar}.",
    en="The certificate can be handed over: {signaal_certificaat_klaar}.",
    uncertain=_GEPLAND,
)
def signaal_certificaat_klaar(voldaan: Expr, leerroute: Expr) -> Expr:
    """SS141: is the duty met by the Z-route, so that the college hands over the certificaat in person?"""
    return all_of(voldaan, leerroute == "Z")


# Reports of PVT and MAP -----------------------------------------------------------------------------------------------


def _aanvaard(day: Expr, termijn_start: Expr, zroute_voldaan_op: Expr) -> Expr:
    """Whether DUO accepts the day of a result: not before the termijn, not after the Z-route was completed.

    Without a day there is nothing to report (unknown); without a completed Z-route only the termijn counts.
    """
    in_time = any_of(unknown(zroute_voldaan_op), day <= zroute_voldaan_op)
    return all_of(day >= termijn_start, in_time | unknown(day))


@rule(
    "DUO-API PVT",
    nl="DUO aanvaardt de datum waarop de PVT klaar is: {pvt_datum_aanvaard}.",
    en="DUO accepts the day on which the PVT was done: {pvt_datum_aanvaard}.",
)
def pvt_datum_aanvaard(pvt_voldaan_op: Expr, termijn_start: Expr, zroute_voldaan_op: Expr) -> Expr:
    """Does DUO accept the day on which the PVT was done? Not applicable (unknown) while it is not done."""
    return _aanvaard(pvt_voldaan_op, termijn_start, zroute_voldaan_op)


@rule(
    "DUO-API MAP",
    nl="DUO aanvaardt de datum waarop de MAP klaar is: {map_datum_aanvaard}.",
    en="DUO accepts the day on which the MAP was done: {map_datum_aanvaard}.",
)
def map_datum_aanvaard(map_voldaan_op: Expr, termijn_start: Expr, zroute_voldaan_op: Expr) -> Expr:
    """Does DUO accept the day on which the MAP was done? Not applicable (unknown) while it is not done."""
    return _aanvaard(map_voldaan_op, termijn_start, zroute_voldaan_op)


@rule(
    "DUO-API PVT, MAP",
    nl="Dat PVT of MAP zonder schuld ontbreekt, kan de gemeente melden vanaf {niet_verwijtbaar_melden_vanaf}.",
    en="That the PVT or MAP is missing without blame can be reported from {niet_verwijtbaar_melden_vanaf}.",
)
def niet_verwijtbaar_melden_vanaf(termijn_einde_exclusief: Expr, law: Law) -> Expr:
    """From which day (inclusive) does DUO accept "not blameworthy" for PVT or MAP: two months before the end?"""
    months = law.traject.verwijtbaarheid_melden.months(on=termijn_einde_exclusief)
    return add(termijn_einde_exclusief, months=-1 * months)


@rule(
    "DUO-API PVT, MAP",
    nl="Dat PVT of MAP door eigen schuld ontbreekt, kan de gemeente melden vanaf {verwijtbaar_melden_vanaf}.",
    en="That the PVT or MAP is missing by own fault can be reported from {verwijtbaar_melden_vanaf}.",
)
def verwijtbaar_melden_vanaf(termijn_laatste_dag: Expr) -> Expr:
    """From which day (inclusive) does DUO accept "blameworthy" for PVT or MAP: only after the end of the termijn?"""
    return add(termijn_laatste_dag, days=1)
