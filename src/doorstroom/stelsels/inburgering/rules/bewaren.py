"""Until when data may be kept (BES 9.9). What must go is deleted by people or by the register, never by a rule."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.dates import last_day_of
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import all_of, choose, known


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
    lening_afgewikkeld_op: Expr, lening_oninbaar: Expr, bewaren_kern_tot_en_met: Expr, law: Law
) -> Expr:
    """Until which day (inclusive) may data about the loan be kept: five years after it was settled?

    An uncollectable loan belongs to the core data.
    """
    after_settling = last_day_of(lening_afgewikkeld_op, years=law.bewaren.lening.years(on=lening_afgewikkeld_op))
    return choose((lening_oninbaar, bewaren_kern_tot_en_met), otherwise=after_settling)


@rule(
    "BES 9.9 lid 1",
    nl="De bewaartermijn is voorbij: {bewaartermijn_verstreken}.",
    en="The time for keeping data is over: {bewaartermijn_verstreken}.",
)
def bewaartermijn_verstreken(bewaren_tot_en_met: Expr, peildatum: Expr) -> Expr:
    """Must data other than core data and loan data be deleted? Not as long as no end of the duty is on record."""
    return all_of(known(bewaren_tot_en_met), peildatum > bewaren_tot_en_met)
