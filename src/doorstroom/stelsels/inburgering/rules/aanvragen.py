"""Which applications lie open, and what may be applied for (WET 4, 5, 12, 19; Awb 4:13)."""

from polars import Expr

from doorstroom.kernel.columns import family, rule
from doorstroom.kernel.vocabulary import all_of, any_of, known, latest_known, unknown
from doorstroom.stelsels.inburgering.events.ontheffing import ONTHEFFINGSWEGEN
from doorstroom.stelsels.inburgering.events.vrijstelling import VRIJSTELLINGSWEGEN


def _open(asked_on: Expr, decided_on: Expr) -> Expr:
    """Whether an application lies open. The register is authoritative: a decision not recorded was not taken."""
    return all_of(known(asked_on), unknown(decided_on))


@family("weg", VRIJSTELLINGSWEGEN)
@rule(
    "REG 2.3",
    nl="Een aanvraag om vrijstelling wegens {weg} ligt open: {vrijstelling_weg_aanvraag_open}.",
    en="An application for exemption for {weg} is open: {vrijstelling_weg_aanvraag_open}.",
)
def vrijstelling_weg_aanvraag_open(vrijstelling_weg_aangevraagd_op: Expr, vrijstelling_weg_besloten_op: Expr) -> Expr:
    """Was vrijstelling for {weg} asked for, with no decision since?"""
    return _open(vrijstelling_weg_aangevraagd_op, vrijstelling_weg_besloten_op)


@rule(
    "REG 2.3",
    "REG 3.14",
    nl="Een aanvraag om vrijstelling ligt open: {vrijstelling_aanvraag_open}.",
    en="An application for exemption is open: {vrijstelling_aanvraag_open}.",
)
def vrijstelling_aanvraag_open(
    vrijstelling_diploma_aanvraag_open: Expr, vrijstelling_opleiding_aanvraag_open: Expr,
    vrijstelling_avi_aanvraag_open: Expr, gedeeltelijke_vrijstelling_aangevraagd_op: Expr,
    gedeeltelijke_vrijstelling_besloten_op: Expr,
) -> Expr:  # fmt: skip
    """Does an application for vrijstelling lie open, on whichever ground?"""
    return any_of(
        vrijstelling_diploma_aanvraag_open,
        vrijstelling_opleiding_aanvraag_open,
        vrijstelling_avi_aanvraag_open,
        _open(gedeeltelijke_vrijstelling_aangevraagd_op, gedeeltelijke_vrijstelling_besloten_op),
    )


@family("weg", ONTHEFFINGSWEGEN)
@rule(
    "BES 2.7 lid 5",
    "BES 2.8 lid 3",
    nl="Een aanvraag om ontheffing wegens {weg} ligt open: {ontheffing_weg_aanvraag_open}.",
    en="An application for dispensation for {weg} is open: {ontheffing_weg_aanvraag_open}.",
)
def ontheffing_weg_aanvraag_open(ontheffing_weg_aangevraagd_op: Expr, ontheffing_weg_besloten_op: Expr) -> Expr:
    """Was ontheffing for {weg} asked for, with no decision since?"""
    return _open(ontheffing_weg_aangevraagd_op, ontheffing_weg_besloten_op)


@rule(
    "BES 2.7",
    "BES 3.9",
    nl="DUO wacht op een verklaring van de arts: {deskundigenverklaring_verwacht}.",
    en="DUO awaits a statement of the doctor: {deskundigenverklaring_verwacht}.",
)
def deskundigenverklaring_verwacht(
    ontheffing_medisch_aangevraagd_op: Expr, aangepast_examen_aangevraagd_op: Expr, deskundigenverklaring_op: Expr
) -> Expr:
    """Was a medical ontheffing or an adapted exam asked for, and did no statement come since?"""
    asked_on = latest_known(ontheffing_medisch_aangevraagd_op, aangepast_examen_aangevraagd_op)  # one is enough
    none_since = any_of(unknown(deskundigenverklaring_op), deskundigenverklaring_op < asked_on)
    return all_of(known(asked_on), none_since)


@rule(
    "BES 2.8",
    nl="Het college gaf advies over deze aanvraag: {advies_op_aanvraag}.",
    en="The college advised about this application: {advies_op_aanvraag}.",
)
def advies_op_aanvraag(advies_college_op: Expr, ontheffing_bijzonder_aangevraagd_op: Expr) -> Expr:
    """Did the college advise on or after the last application for special circumstances?"""
    return all_of(known(advies_college_op), advies_college_op >= ontheffing_bijzonder_aangevraagd_op)


@rule(
    "BES 4.5 lid 2",
    nl="Ambtshalve verlengen in een bijzonder geval kan al: {verlenging_ambtshalve_open}.",
    en="Extending ex officio in a special case is possible by now: {verlenging_ambtshalve_open}.",
)
def verlenging_ambtshalve_open(verlenging_ambtshalve_vroegst: Expr, peildatum: Expr) -> Expr:
    """Has the first day come on which DUO may extend ex officio in a special individual case?"""
    return peildatum >= verlenging_ambtshalve_vroegst


@rule(
    "WET 19",
    "BES 6.2a",
    nl="Deze persoon kan een lening vragen: {lening_aanvraag_mogelijk}.",
    en="This person may ask for a loan: {lening_aanvraag_mogelijk}.",
)
def lening_aanvraag_mogelijk(lening_recht: Expr, lening_recht_zonder_plicht: Expr) -> Expr:
    """May the person borrow, with or without a duty?"""
    return any_of(lening_recht, lening_recht_zonder_plicht)


@rule(
    "BES 6.5",
    nl="Een aanvraag om een lening ligt open: {lening_aanvraag_open}.",
    en="An application for a loan is open: {lening_aanvraag_open}.",
)
def lening_aanvraag_open(lening_aangevraagd_op: Expr, lening_besloten_op: Expr) -> Expr:
    """Was a loan asked for, with no decision since?"""
    return _open(lening_aangevraagd_op, lening_besloten_op)


@rule(
    "WET 21 lid 3",
    nl="De aanloopfase van de lening is begonnen: {lening_aanloop_begonnen}.",
    en="The run-up of the loan has begun: {lening_aanloop_begonnen}.",
)
def lening_aanloop_begonnen(lening_aanloop_start: Expr, peildatum: Expr) -> Expr:
    """Has the run-up to repayment begun? No day means that neither fulfilment nor the end of the claim has come."""
    return all_of(known(lening_aanloop_start), peildatum >= lening_aanloop_start)


@rule("Awb 6:4", nl="Er is een boete opgelegd: {heeft_boete}.", en="A fine was imposed: {heeft_boete}.")
def heeft_boete(boete_laatste_op: Expr) -> Expr:
    """Was a fine of any kind imposed?"""
    return known(boete_laatste_op)


@rule(
    "WET 21",
    nl="Uit de lening is iets betaald: {lening_uitbetaald}.",
    en="Something was paid out of the loan: {lening_uitbetaald}.",
)
def lening_uitbetaald(lening_uitbetaald_totaal: Expr) -> Expr:
    """Was anything paid out of the loan?"""
    return lening_uitbetaald_totaal > 0


@rule(
    "BES 5.3 lid 2",
    nl="Er loopt een vraag aan een ander: {derde_vraag_open}.",
    en="A question to a third party is open: {derde_vraag_open}.",
)
def derde_vraag_open(derde_vragen: Expr, derde_antwoorden: Expr) -> Expr:
    """Was more asked of third parties than came in?"""
    return derde_vragen > derde_antwoorden


@rule(
    "Awb 4:6",
    nl="Er is een besluit waar iemand op terug kan laten komen: {herziening_aan_de_orde}.",
    en="There is a decision that can be come back on: {herziening_aan_de_orde}.",
)
def herziening_aan_de_orde(heeft_boete: Expr, lening_terugbetaling_vastgesteld: Expr) -> Expr:
    """Is there a fine, or a decision about repaying the loan?"""
    return any_of(heeft_boete, lening_terugbetaling_vastgesteld)


@rule(
    "BES 4.5 lid 1",
    nl="Verlenging vragen kan al: {verlenging_al_te_vragen}.",
    en="An extension can be requested by now: {verlenging_al_te_vragen}.",
)
def verlenging_al_te_vragen(verlenging_aanvraag_vroegst: Expr, peildatum: Expr) -> Expr:
    """Has the first day come on which an extension may be requested? A request after the termijn is not barred."""
    return peildatum >= verlenging_aanvraag_vroegst
