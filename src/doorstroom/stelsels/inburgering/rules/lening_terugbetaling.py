"""Loans: until when one may borrow, the run-up, repayment and interest (WET 20, 21, BES 6, REG 6)."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.dates import add, first_day_after, last_day_of, whole_months_between
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import UNKNOWN, all_of, bounded, choose, earliest_known, known, only_if, unknown

#: Interest is counted in months of 30 days and years of 360 (BES 6.6).
MONTHS_IN_YEAR = 12


@rule(
    "WET 11",
    "WET 12",
    nl="De eerste termijn, met verlenging, eindigde vóór {eerste_termijn_einde}.",
    en="The first termijn, extensions included, ended before {eerste_termijn_einde}.",
)
def eerste_termijn_einde(
    termijn_soort: Expr,
    termijn_einde_exclusief: Expr,
    termijn_start: Expr,
    eerste_termijn_verleend_maanden: Expr,
    eerste_termijn_verleend_dagen: Expr,
    onderbreking_maanden: Expr,
    onderbreking_dagen: Expr,
    tijdelijk_vrijgesteld_dagen: Expr,
    law: Law,
) -> Expr:
    """First day after the first termijn with its extensions (date, exclusive), also when a fine set a new one since."""
    months = law.termijn.duur.years(on=termijn_start) * 12 + eerste_termijn_verleend_maanden + onderbreking_maanden
    days = eerste_termijn_verleend_dagen + onderbreking_dagen + tijdelijk_vrijgesteld_dagen
    after_fine = first_day_after(termijn_start, months=months, days=days)
    return choose((termijn_soort == "na_boete", after_fine), otherwise=termijn_einde_exclusief)


@rule(
    "WET 20 lid 2",
    "BES 6.3",
    nl="De aanspraak op de lening loopt tot en met {lening_aanspraak_laatste_dag}.",
    en="The claim to the loan runs up to and including {lening_aanspraak_laatste_dag}.",
    uncertain="De zes jaar zijn geteld vanaf de eerste (verlengde) termijn, ook na een nieuwe termijn door een boete.",
)
def lening_aanspraak_laatste_dag(eerste_termijn_einde: Expr, plicht_geeindigd_op: Expr, law: Law) -> Expr:
    """Last day (inclusive) of the claim: six years after the (extended) term, or the last day of the duty.

    While the duty runs it has no end, so only the first of the two that is known counts.
    """
    last_day = add(eerste_termijn_einde, days=-1)
    after_term = add(last_day, years=law.lening.aanspraak_na_termijn.years(on=last_day))
    return earliest_known(after_term, add(plicht_geeindigd_op, days=-1))


@rule(
    "WET 21 lid 3",
    nl="De aanloopfase begint op {lening_aanloop_start}.",
    en="The run-up starts on {lening_aanloop_start}.",
)
def lening_aanloop_start(voldaan: Expr, voldaan_op: Expr, lening_aanspraak_laatste_dag: Expr, peildatum: Expr) -> Expr:
    """First day of the run-up: the day after fulfilment or after the end of the claim; none before that happened.

    Who fulfils his duty after the claim ended is in the run-up already.
    """
    after_claim = add(lening_aanspraak_laatste_dag, days=1)
    claim_ended = all_of(known(lening_aanspraak_laatste_dag), peildatum > lening_aanspraak_laatste_dag)
    sooner = all_of(claim_ended, after_claim < voldaan_op)
    return choose((all_of(voldaan, ~sooner), add(voldaan_op, days=1)), (claim_ended, after_claim), otherwise=UNKNOWN)


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
    "BES 6.6",
    nl="Over een maand komt er nu {lening_rente_per_maand} euro rente bij.",
    en="A month now adds {lening_rente_per_maand} euros of interest.",
    uncertain="Over de hoofdsom die openstaat, zonder de rente die er al bij kwam.",
)
def lening_rente_per_maand(lening_hoofdsom_open: Expr, lening_rente_percent: Expr) -> Expr:
    """What interest (euros) does one month add to the open principal? A month is 30 of 360 days, so a twelfth."""
    return lening_hoofdsom_open * lening_rente_percent / 100 / MONTHS_IN_YEAR


@rule(
    "WET 21 lid 3",
    "BES 6.6",
    nl="Van de aanloopfase zijn {lening_aanloop_maanden} hele maanden voorbij.",
    en="Of the run-up {lening_aanloop_maanden} whole months have passed.",
)
def lening_aanloop_maanden(lening_aanloop_start: Expr, peildatum: Expr, law: Law) -> Expr:
    """How many whole months of the run-up have passed on the peildatum? At most its length."""
    most = law.lening.aanloopfase.months(on=lening_aanloop_start)
    return bounded(whole_months_between(lening_aanloop_start, add(peildatum, days=1)), maximum=most)


@rule(
    "BES 6.6",
    "REG 6.4",
    nl="Met de rente van de aanloopfase is de schuld nu {lening_schuld_met_aanlooprente} euro.",
    en="With the interest of the run-up the debt is now {lening_schuld_met_aanlooprente} euros.",
    uncertain="Alleen rente over hele maanden van de aanloopfase; hoe eerdere rente erbij komt, is niet gelezen.",
)
def lening_schuld_met_aanlooprente(
    lening_hoofdsom_open: Expr, lening_aanloop_start: Expr, lening_aanloop_maanden: Expr, law: Law
) -> Expr:
    """What is the open principal (euros) with the interest of the run-up so far, compounded monthly?"""
    monthly = law.lening.rente.percent(on=lening_aanloop_start) / 100 / MONTHS_IN_YEAR
    grown = lening_hoofdsom_open * (1 + monthly) ** lening_aanloop_maanden
    return only_if(lening_aanloop_maanden >= 0, grown)
