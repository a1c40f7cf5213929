"""Facts for loans: application, income test, payments and repayment."""

from polars import Expr

from doorstroom.kernel.columns import fact
from doorstroom.kernel.dates import quarter_of, year_of
from doorstroom.kernel.vocabulary import Aggregate, all_of, any_event, known, last, latest, total


@fact(
    "lening_aangevraagd",
    nl="Lening aangevraagd op {lening_aangevraagd_op}.",
    en="Loan asked for on {lening_aangevraagd_op}.",
)
def lening_aangevraagd_op(valid_on: Expr) -> Aggregate:
    """When was a loan last asked for?"""
    return latest(valid_on)


@fact(
    "lening_besloten", nl="Op de lening besloten op {lening_besloten_op}.", en="Loan decided on {lening_besloten_op}."
)
def lening_besloten_op(valid_on: Expr, lening_aangevraagd_op: Expr) -> Aggregate:
    """When was the last application decided?"""
    return latest(valid_on, when=valid_on >= lening_aangevraagd_op)


@fact(
    "lening_inkomen_vastgesteld",
    nl="Inkomen getoetst op {lening_inkomen_op}.",
    en="Income tested on {lening_inkomen_op}.",
)
def lening_inkomen_op(valid_on: Expr) -> Aggregate:
    """When was the income last tested?"""
    return latest(valid_on)


@fact(
    "lening_inkomen_vastgesteld",
    nl="Het inkomen, met dat van een partner, was {lening_inkomen} euro per jaar.",
    en="Joint income: {lening_inkomen} euros.",
)
def lening_inkomen(inkomen: Expr, inkomen_partner: Expr) -> Aggregate:
    """What income of person and partner together (euros a year, t-2) did the last test find?"""
    return last(inkomen + inkomen_partner)


@fact(
    "lening_inkomen_vastgesteld",
    nl="Er is een partner: {lening_heeft_partner}.",
    en="Has a partner: {lening_heeft_partner}.",
)
def lening_heeft_partner(heeft_partner: Expr) -> Aggregate:
    """Did the person have a partner in the last income test?"""
    return last(heeft_partner)


@fact(
    "lening_inkomen_vastgesteld",
    nl="Het belastbaar minimumloon was {lening_minimumloon} euro per jaar.",
    en="Taxable minimum wage {lening_minimumloon} euros.",
)
def lening_minimumloon(belastbaar_minimumloon: Expr) -> Aggregate:
    """What taxable minimum wage (euros a year) did the last income test use?"""
    return last(belastbaar_minimumloon)


@fact(
    "lening_uitbetaald",
    nl="Uit de lening betaald: {lening_uitbetaald_totaal} euro.",
    en="Paid out of the loan: {lening_uitbetaald_totaal} euros.",
)
def lening_uitbetaald_totaal(bedrag: Expr) -> Aggregate:
    """How much of the loan was paid out (euros)?"""
    return total(bedrag)


@fact(
    "lening_uitbetaald",
    nl="Facturen dit kwartaal: {lening_facturen_dit_kwartaal} euro.",
    en="Invoices this quarter: {lening_facturen_dit_kwartaal} euros.",
)
def lening_facturen_dit_kwartaal(bedrag: Expr, doel: Expr, valid_on: Expr, peildatum: Expr) -> Aggregate:
    """What do the invoices paid in the calendar quarter of the peildatum add up to (euros, without exam fees)?"""
    same_year = year_of(valid_on) == year_of(peildatum)
    same_quarter = quarter_of(valid_on) == quarter_of(peildatum)
    return total(bedrag, when=all_of(doel != "examen", same_year, same_quarter))


@fact("lening_afgelost", nl="Afgelost: {lening_afgelost_totaal} euro.", en="Repaid: {lening_afgelost_totaal} euros.")
def lening_afgelost_totaal(bedrag: Expr) -> Aggregate:
    """How much was repaid (euros)?"""
    return total(bedrag)


@fact(
    "lening_terugbetaling_vastgesteld",
    nl="Terugbetaling vastgesteld: {lening_terugbetaling_vastgesteld}.",
    en="Repayment decided: {lening_terugbetaling_vastgesteld}.",
)
def lening_terugbetaling_vastgesteld() -> Aggregate:
    """Did DUO decide that a loan must be repaid?"""
    return any_event()


@fact(
    "lening_terugbetaling_vastgesteld",
    nl="Het besluit over de terugbetaling is van {lening_terugbetaling_vastgesteld_op}.",
    en="Decision of {lening_terugbetaling_vastgesteld_op}.",
)
def lening_terugbetaling_vastgesteld_op(valid_on: Expr) -> Aggregate:
    """When was repayment last decided?"""
    return latest(valid_on)


@fact(
    "lening_terugbetaling_vastgesteld",
    nl="Terug te betalen: {lening_schuld_in_besluit} euro.",
    en="To be repaid: {lening_schuld_in_besluit} euros.",
)
def lening_schuld_in_besluit(bedrag: Expr) -> Aggregate:
    """What debt (euros) stands in the last repayment decision?"""
    return last(bedrag)


# A decision without the date is not final, as far as the register knows: that is what "known" says here.
@fact(
    "lening_terugbetaling_vastgesteld",
    nl="Dat besluit is onherroepelijk: {lening_terugbetaling_onherroepelijk}.",
    en="It is final: {lening_terugbetaling_onherroepelijk}.",
)
def lening_terugbetaling_onherroepelijk(onherroepelijk_op: Expr) -> Aggregate:
    """Did a repayment decision become final?"""
    return any_event(when=known(onherroepelijk_op))


@fact(
    "herziening_verzocht",
    nl="Herziening van de lening verzocht: {lening_herziening_verzocht}.",
    en="Reconsideration asked: {lening_herziening_verzocht}.",
)
def lening_herziening_verzocht(onderwerp: Expr) -> Aggregate:
    """Did the person ask to come back on a final repayment decision?"""
    return any_event(when=onderwerp == "lening")


@fact(
    "lening_uitbetaald",
    "BES 6.2",
    nl="Uit de lening is betaald voor een ander doel: {lening_ander_doel}.",
    en="Paid for another purpose: {lening_ander_doel}.",
)
def lening_ander_doel(lening_doel_toegestaan: Expr) -> Aggregate:
    """Was anything paid out for a purpose that the loan is not for?"""
    return any_event(when=~lening_doel_toegestaan)
