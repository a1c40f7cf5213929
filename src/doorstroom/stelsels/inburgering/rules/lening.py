"""Loans: who may borrow, how much, until when, and how the loan is repaid (WET 19-21, BES 6, REG 6)."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.dates import add, last_day_of
from doorstroom.kernel.law import Law
from doorstroom.kernel.termijnenwet import term
from doorstroom.kernel.vocabulary import (
    UNKNOWN,
    all_of,
    any_of,
    choose,
    earliest_known,
    earliest_of,
    known,
    not_below,
    only_if,
    unknown,
)


@rule(
    "WET 19",
    "WET 13 lid 1",
    nl="Recht op een lening: {lening_recht}.",
    en="Entitled to a loan: {lening_recht}.",
)
def lening_recht(
    inburgeringsplichtig_wi2021: Expr, doelgroep: Expr, lening_aanspraak_laatste_dag: Expr, peildatum: Expr
) -> Expr:
    """May the person borrow? Only the family and other migrants, and not after the claim ended.

    Before there is a term the end of the claim is not known, and it cannot have passed.
    """
    ended = all_of(known(lening_aanspraak_laatste_dag), peildatum > lening_aanspraak_laatste_dag)
    return all_of(inburgeringsplichtig_wi2021, doelgroep == "gezins_en_overige_migrant", ~ended)


@rule(
    "BES 6.2a",
    nl="Recht op een lening zonder inburgeringsplicht: {lening_recht_zonder_plicht}.",
    en="Entitled to a loan without being obliged: {lening_recht_zonder_plicht}.",
    uncertain="De begindatum van deze regeling is afgeleid.",
)
def lening_recht_zonder_plicht(
    inburgeringsplichtig_wi2021: Expr, verblijf_grond: Expr, peildatum: Expr, law: Law
) -> Expr:
    """May somebody borrow who is not obliged, with a right of residence under EU law (Vw 2000 art. 8 e)?"""
    exists = law.lening.zonder_plicht.flag(on=peildatum)
    return all_of(exists, ~inburgeringsplichtig_wi2021, verblijf_grond == "8e")


@rule(
    "BES 6.2",
    nl="Een lening is nooit hoger dan {lening_bovengrens} euro.",
    en="A loan is never larger than {lening_bovengrens} euros.",
)
def lening_bovengrens(lening_recht: Expr, lening_recht_zonder_plicht: Expr, peildatum: Expr, law: Law) -> Expr:
    """What is the most (euros) that anybody may borrow, whatever the income; 0 for who may not borrow?"""
    may_borrow = any_of(lening_recht, lening_recht_zonder_plicht)
    return choose((~may_borrow, 0), otherwise=law.lening.maximum.euros(on=peildatum))


@rule(
    "REG 6.8 lid 4",
    nl="De draagkracht per jaar is {lening_draagkracht} euro.",
    en="The capacity per year is {lening_draagkracht} euros.",
)
def lening_draagkracht(
    lening_inkomen: Expr, lening_heeft_partner: Expr, lening_minimumloon: Expr, lening_inkomen_op: Expr, law: Law
) -> Expr:
    """What yearly capacity (euros) follows from the income above the exempt amount? Unknown before an income test."""
    on, lening = lening_inkomen_op, law.lening
    share = choose(
        (lening_heeft_partner, lening.vrije_voet_partner.percent(on=on)),
        otherwise=lening.vrije_voet_alleenstaand.percent(on=on),
    )
    above = not_below(lening_inkomen - lening_minimumloon * share / 100, 0)
    return above * lening.draagkracht.percent(on=on) / 100


@rule(
    "BES 6.2",
    "REG 6.1",
    nl="De lening kan hoogstens {lening_maximum} euro zijn.",
    en="The loan can be at most {lening_maximum} euros.",
)
def lening_maximum(lening_bovengrens: Expr, lening_draagkracht: Expr, peildatum: Expr, law: Law) -> Expr:
    """How much (euros) may this person borrow: the maximum less twice the yearly capacity, nil below 180?"""
    years = law.lening.draagkracht_jaren.number(on=peildatum)
    left = lening_bovengrens - lening_draagkracht * years
    too_small = left < law.lening.ondergrens.euros(on=peildatum)
    return choose((lening_bovengrens == 0, 0), (too_small, 0), otherwise=left)


@rule(
    "BES 6.2",
    nl="Van de lening is nog {lening_restant} euro over.",
    en="Of the loan {lening_restant} euros are left.",
)
def lening_restant(lening_maximum: Expr, lening_uitbetaald_totaal: Expr) -> Expr:
    """How much (euros) may still be paid out of the loan?"""
    return not_below(lening_maximum - lening_uitbetaald_totaal, 0)


@rule(
    "REG 6.2 lid 4",
    nl="Dit kwartaal kan nog {lening_kwartaal_ruimte} euro aan facturen worden betaald.",
    en="This quarter invoices of {lening_kwartaal_ruimte} euros can still be paid.",
    uncertain="Het kwartaal is gelezen als kalenderkwartaal; examengeld telt niet mee.",
)
def lening_kwartaal_ruimte(lening_restant: Expr, lening_facturen_dit_kwartaal: Expr, peildatum: Expr, law: Law) -> Expr:
    """How much (euros) may still be paid on invoices in the quarter of the peildatum?"""
    room = not_below(law.lening.kwartaalmaximum.euros(on=peildatum) - lening_facturen_dit_kwartaal, 0)
    return earliest_of(room, lening_restant)


@rule(
    "WET 20 lid 2",
    "BES 6.3",
    nl="De aanspraak op de lening loopt tot en met {lening_aanspraak_laatste_dag}.",
    en="The claim to the loan runs up to and including {lening_aanspraak_laatste_dag}.",
    uncertain="Geteld vanaf de (verlengde) termijn; na een nieuwe termijn wegens een boete is het einde onbekend.",
)
def lening_aanspraak_laatste_dag(
    termijn_soort: Expr, termijn_laatste_dag: Expr, plicht_geeindigd_op: Expr, law: Law
) -> Expr:
    """Last day (inclusive) of the claim: six years after the (extended) term, or the last day of the duty.

    While the duty runs it has no end, so only the first of the two that is known counts.
    """
    years = law.lening.aanspraak_na_termijn.years(on=termijn_laatste_dag)
    after_term = choose((termijn_soort == "na_boete", UNKNOWN), otherwise=add(termijn_laatste_dag, years=years))
    return earliest_known(after_term, add(plicht_geeindigd_op, days=-1))


@rule(
    "WET 21 lid 3",
    nl="De aanloopfase begint op {lening_aanloop_start}.",
    en="The run-up starts on {lening_aanloop_start}.",
)
def lening_aanloop_start(voldaan: Expr, voldaan_op: Expr, lening_aanspraak_laatste_dag: Expr, peildatum: Expr) -> Expr:
    """First day of the run-up: the day after fulfilment or after the end of the claim; none before that happened."""
    after_claim = add(lening_aanspraak_laatste_dag, days=1)
    claim_ended = all_of(known(lening_aanspraak_laatste_dag), peildatum > lening_aanspraak_laatste_dag)
    return choose((voldaan, add(voldaan_op, days=1)), (claim_ended, after_claim), otherwise=UNKNOWN)


@rule(
    "WET 21 lid 3",
    nl="De terugbetaling begint op {lening_terugbetaling_start}.",
    en="Repayment starts on {lening_terugbetaling_start}.",
    uncertain="Op de dag af geteld; DUO kan vanaf de eerste van een maand rekenen.",
)
def lening_terugbetaling_start(lening_aanloop_start: Expr, law: Law) -> Expr:
    """First day of repayment: after a run-up of six months."""
    return add(lening_aanloop_start, months=law.lening.aanloopfase.months(on=lening_aanloop_start))


@rule(
    "BES 6.7",
    nl="De terugbetaling duurt uiterlijk tot en met {lening_terugbetaling_laatste_dag}; wat dan rest, vervalt.",
    en="Repayment lasts at most up to and including {lening_terugbetaling_laatste_dag}; what is left then, lapses.",
)
def lening_terugbetaling_laatste_dag(lening_terugbetaling_start: Expr, law: Law) -> Expr:
    """Last day (inclusive) on which may be asked to repay."""
    years = law.lening.aflossing.years(on=lening_terugbetaling_start)
    return last_day_of(lening_terugbetaling_start, years=years)


@rule(
    "REG 6.5",
    nl="Het maandbedrag is minstens {lening_maandbedrag_minimum} euro.",
    en="The monthly amount is at least {lening_maandbedrag_minimum} euros.",
)
def lening_maandbedrag_minimum(lening_terugbetaling_start: Expr, law: Law) -> Expr:
    """What is the smallest monthly amount (euros), unless an income test lowers it? None before repayment is dated."""
    return law.lening.maandbedrag_minimum.euros(on=lening_terugbetaling_start)


@rule(
    "BES 6.6",
    nl="De rente ligt vast tot {lening_rente_herzien_op}.",
    en="The interest is fixed until {lening_rente_herzien_op}.",
)
def lening_rente_herzien_op(lening_terugbetaling_start: Expr, law: Law) -> Expr:
    """First day on which the interest is set anew: after the first five years of repayment."""
    return add(lening_terugbetaling_start, years=law.lening.rentevast.years(on=lening_terugbetaling_start))


@rule(
    "BES 6.6",
    "REG 6.3",
    "REG 6.4",
    nl="De rente is {lening_rente_percent} % per jaar.",
    en="The interest is {lening_rente_percent} % a year.",
    uncertain="Welk jaar de vaste rente bepaalt, is een lezing: het jaar waarin de aanloopfase begint.",
)
def lening_rente_percent(lening_aanloop_start: Expr, lening_rente_herzien_op: Expr, peildatum: Expr, law: Law) -> Expr:
    """What interest (percent a year) holds on the peildatum: of the year, or fixed since the run-up started?"""
    on = choose(
        (unknown(lening_aanloop_start), peildatum),
        (peildatum < lening_rente_herzien_op, lening_aanloop_start),
        otherwise=lening_rente_herzien_op,
    )
    return law.lening.rente.percent(on=on)


@rule(
    "WET 21",
    nl="Er staat {lening_hoofdsom_open} euro open, rente niet meegerekend.",
    en="{lening_hoofdsom_open} euros are open, interest not included.",
)
def lening_hoofdsom_open(lening_uitbetaald_totaal: Expr, lening_afgelost_totaal: Expr) -> Expr:
    """What part of the principal (euros) was not repaid?"""
    return lening_uitbetaald_totaal - lening_afgelost_totaal


@rule(
    "REG transponeringstabel",
    nl="Kwijtschelding is mogelijk: {lening_kwijtschelding_mogelijk}.",
    en="Remission is possible: {lening_kwijtschelding_mogelijk}.",
)
def lening_kwijtschelding_mogelijk(regime: Expr, peildatum: Expr, law: Law) -> Expr:
    """Does the Wi2021 know a remission of the loan? Not asked of the older act here."""
    return only_if(regime == "wi2021", law.lening.kwijtschelding.flag(on=peildatum))


@rule(
    "BES 6.5",
    "ATW 1",
    nl="DUO moet uiterlijk {lening_beslissen_uiterlijk} op de aanvraag beslissen.",
    en="DUO must decide on the application by {lening_beslissen_uiterlijk}.",
)
def lening_beslissen_uiterlijk(lening_aangevraagd_op: Expr, law: Law) -> Expr:
    """Last day (inclusive) for DUO to decide on the loan application."""
    return term(lening_aangevraagd_op, weeks=law.lening.beslistermijn.weeks(on=lening_aangevraagd_op))


@rule(
    "BES 6.2",
    per="lening_uitbetaald",
    nl="Voor dit doel mag de lening worden gebruikt: {lening_doel_toegestaan}.",
    en="The loan may be used for this purpose: {lening_doel_toegestaan}.",
)
def lening_doel_toegestaan(doel: Expr, alfabetisering: Expr, leerroute: Expr) -> Expr:
    """May the loan be spent on this: literacy only when the PIP holds it, taalschakeltraject in that route only?"""
    return choose(
        (doel == "alfabetisering", alfabetisering != "nvt"),
        (doel == "taalschakeltraject", leerroute == "onderwijs"),
        otherwise=True,
    )
