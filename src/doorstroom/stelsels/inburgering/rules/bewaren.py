"""Until when data may be kept (BES 9.9). What must go is deleted by people or by the register, never by a rule."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.dates import last_day_of
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import UNKNOWN, all_of, choose, known, latest_of


@rule(
    "BES 9.9 lid 1",
    nl="Gegevens over de inburgering mogen worden bewaard tot en met {bewaren_tot_en_met}.",
    en="Data about the inburgering may be kept up to and including {bewaren_tot_en_met}.",
    uncertain="Vijf jaar na het einde van de plicht, of na het overlijden als dat de plicht beëindigt.",
)
def bewaren_tot_en_met(plicht_geeindigd_op: Expr, law: Law) -> Expr:
    """Until which day (inclusive) may data be kept: five years after the duty ended? Unknown while the duty runs."""
    return last_day_of(plicht_geeindigd_op, years=law.bewaren.standaard.years(on=plicht_geeindigd_op))


@rule(
    "BES 9.9 lid 2",
    nl="Kerngegevens mogen hoogstens worden bewaard tot en met {bewaren_kern_tot_en_met}.",
    en="Core data may be kept up to and including {bewaren_kern_tot_en_met} at most.",
    uncertain="De vijftig jaar zijn geteld vanaf het einde van de plicht.",
)
def bewaren_kern_tot_en_met(plicht_geeindigd_op: Expr, law: Law) -> Expr:
    """Until which day (inclusive) may core data be kept at most?

    Identity, vrijstelling, ontheffing, day and way of fulfilment, uncollectable loans. Unknown while the duty runs.
    """
    return last_day_of(plicht_geeindigd_op, years=law.bewaren.kern.years(on=plicht_geeindigd_op))


@rule(
    "BES 9.9",
    nl="Gegevens over de lening mogen worden bewaard tot en met {bewaren_lening_tot_en_met}.",
    en="Data about the loan may be kept up to and including {bewaren_lening_tot_en_met}.",
)
def bewaren_lening_tot_en_met(
    lening_afgewikkeld_op: Expr,
    lening_laatst_uitbetaald_op: Expr,
    lening_oninbaar: Expr,
    bewaren_kern_tot_en_met: Expr,
    law: Law,
) -> Expr:
    """Until which day (inclusive) may data about the loan be kept: five years after it was settled?

    An uncollectable loan belongs to the core data. What was paid after a settlement is not settled: unknown.
    """
    open_again = all_of(known(lening_laatst_uitbetaald_op), lening_laatst_uitbetaald_op > lening_afgewikkeld_op)
    after_settling = last_day_of(lening_afgewikkeld_op, years=law.bewaren.lening.years(on=lening_afgewikkeld_op))
    return choose((open_again, UNKNOWN), (lening_oninbaar, bewaren_kern_tot_en_met), otherwise=after_settling)


@rule(
    "BES 9.9 lid 1",
    nl="De bewaartermijn is voorbij: {bewaartermijn_verstreken}.",
    en="The time for keeping data is over: {bewaartermijn_verstreken}.",
)
def bewaartermijn_verstreken(bewaren_tot_en_met: Expr, peildatum: Expr) -> Expr:
    """Must data other than core data and loan data be deleted? Not as long as no end of the duty is on record."""
    return all_of(known(bewaren_tot_en_met), peildatum > bewaren_tot_en_met)


@rule(
    "BES 9.9",
    nl="De persoon mag bij naam bekend blijven tot en met {persoon_bewaren_tot_en_met}.",
    en="The person may remain known by name up to and including {persoon_bewaren_tot_en_met}.",
    uncertain="Dit register bewaart de gegevens van een persoon als geheel. Kerngegevens mogen langer dan hier staat; "
    "bij een lening die open staat of oninbaar is, moet de rest eerder weg dan hier staat. Andere plichten om te "
    "bewaren, zoals een selectielijst onder de Archiefwet, zijn niet meegerekend.",
)
def persoon_bewaren_tot_en_met(
    lening_uitbetaald: Expr, bewaren_tot_en_met: Expr, bewaren_lening_tot_en_met: Expr
) -> Expr:
    """Until which day (inclusive) may the register know who the person is?

    Events stay, so the term of what is no core data decides; with a loan the later of that and the term of the loan.
    Unknown while the duty runs or a loan is not settled.
    """
    with_loan = latest_of(bewaren_tot_en_met, bewaren_lening_tot_en_met)
    return choose((lening_uitbetaald, with_loan), otherwise=bewaren_tot_en_met)


@rule(
    "BES 9.9",
    nl="De persoon moet uit het register worden gewist: {persoon_wissen}.",
    en="The person must be erased from the register: {persoon_wissen}.",
)
def persoon_wissen(persoon_bewaren_tot_en_met: Expr, peildatum: Expr) -> Expr:
    """Must the person be erased? Not as long as the last day is unknown: then people find out first."""
    return all_of(known(persoon_bewaren_tot_en_met), peildatum > persoon_bewaren_tot_en_met)
