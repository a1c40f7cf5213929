"""Whether the person is exempt on the peildatum, in full or for a time, and by when DUO must decide (WET 4)."""

from polars import Expr

from doorstroom.kernel.columns import rule
from doorstroom.kernel.dates import add, days_between
from doorstroom.kernel.law import Law
from doorstroom.kernel.timeline import after, carried
from doorstroom.kernel.vocabulary import (
    UNKNOWN,
    all_of,
    any_of,
    choose,
    earliest_known,
    earliest_of,
    known,
    latest_of,
    not_below,
    one_of,
    only_if,
)

# Full -----------------------------------------------------------------------------------------------------------------


@rule("WET 4", nl="Volledig vrijgesteld: {vrijstelling_volledig}.", en="Fully exempt: {vrijstelling_volledig}.")
def vrijstelling_volledig(
    vrijstelling_toegekend_op: Expr, leerplicht_acht_jaar: Expr, vrijstelling_diploma: Expr
) -> Expr:
    """Is the person fully exempt: by a decision of DUO, by eight years of school or by a diploma?"""
    return any_of(known(vrijstelling_toegekend_op), leerplicht_acht_jaar, vrijstelling_diploma)


@rule(
    "WET 4",
    nl="Volledig vrijgesteld vanaf {vrijstelling_volledig_op}.",
    en="Fully exempt from {vrijstelling_volledig_op}.",
)
def vrijstelling_volledig_op(
    vrijstelling_volledig: Expr, vrijstelling_toegekend_op: Expr, vrijstelling_diploma: Expr,
    diploma_vrijstellend_op: Expr, leerplicht_acht_jaar: Expr, leerplicht_acht_jaar_op: Expr, plicht_start: Expr,
) -> Expr:  # fmt: skip
    """On which first day did a volledige vrijstelling take the duty away? Not before the duty could start."""
    # Every ground is enough by itself, so those that are unknown or do not hold may be left out.
    found = earliest_known(
        vrijstelling_toegekend_op,
        only_if(vrijstelling_diploma, diploma_vrijstellend_op),
        only_if(leerplicht_acht_jaar, leerplicht_acht_jaar_op),
    )
    return only_if(vrijstelling_volledig, latest_of(found, plicht_start))


@rule(
    "DUO-API",
    nl="Code van DUO voor de vrijstelling: {vrijstelling_code}.",
    en="DUO's code for the exemption: {vrijstelling_code}.",
)
def vrijstelling_code(
    vrijstelling_avi_mogelijk: Expr, vrijstelling_grond: Expr, vrijstelling_diploma: Expr,
    vrijstelling_opleiding_aangevraagd_op: Expr,
) -> Expr:  # fmt: skip
    """Under which code does DUO record the ground that was granted, or that could be?

    For an education there are two: INS when it was asked for, OPL when DUO granted it of its own accord.
    """
    granted = known(vrijstelling_grond)
    asked = known(vrijstelling_opleiding_aangevraagd_op)  # no application recorded is an answer
    return choose(
        (all_of(granted, vrijstelling_grond == "avi"), "AVI"),
        (all_of(granted, vrijstelling_grond == "diploma"), "DIP"),
        (all_of(granted, vrijstelling_grond == "opleiding", asked), "INS"),
        (all_of(granted, vrijstelling_grond == "opleiding"), "OPL"),
        (all_of(granted, vrijstelling_grond == "onderdeel"), "GED"),
        (vrijstelling_diploma, "DIP"),
        (vrijstelling_avi_mogelijk, "AVI"),
        otherwise=UNKNOWN,
    )


# For a time -----------------------------------------------------------------------------------------------------------


@rule(
    "WET 4 lid 1 c",
    nl="Leer- of kwalificatieplicht tot {leerplicht_einde_op}.",
    en="School obligation until {leerplicht_einde_op}.",
)
def leerplicht_einde_op(achttien_op: Expr, leerplicht_geeindigd_op: Expr, leerplicht_volgens_register: Expr) -> Expr:
    """What is the first day without leerplicht or kwalificatieplicht: the 18th birthday, or a day recorded before?"""
    recorded = all_of(known(leerplicht_volgens_register), ~leerplicht_volgens_register)
    # When no other day is recorded, the birthday holds; so an unknown one may be left out.
    return choose((recorded, earliest_known(achttien_op, leerplicht_geeindigd_op)), otherwise=achttien_op)


@rule(
    "WET 4 lid 1 c",
    nl="Leerplichtig of kwalificatieplichtig: {leerplichtig}.",
    en="Obliged to go to school: {leerplichtig}.",
    uncertain="Wie jonger is dan 18 geldt als leer- of kwalificatieplichtig, zolang niets anders is vastgesteld.",
)
def leerplichtig(leerplicht_einde_op: Expr, peildatum: Expr) -> Expr:
    """Is the person leerplichtig or kwalificatieplichtig on the peildatum?"""
    return peildatum < leerplicht_einde_op


@rule(
    "WET 4 lid 1 d",
    "REG 2.2",
    per="vrijstellingsloop",
    nl="Volgt een vrijstellende opleiding: {loop_opleiding}.",
    en="In an education that exempts: {loop_opleiding}.",
)
def loop_opleiding(of_type: Expr) -> Expr:
    """Is the person enrolled in an education that exempts? Only enrolment counts."""
    told = one_of(of_type, ["vrijstellende_opleiding_begonnen", "vrijstellende_opleiding_beeindigd"])
    return carried(of_type == "vrijstellende_opleiding_begonnen", when=told, initially=False)


@rule(
    "WET 4 lid 1 d",
    "REG 2.2",
    per="vrijstellingsloop",
    nl="Tijdelijk vrijgesteld bij besluit: {loop_tijdelijk_besluit}.",
    en="Exempt for a time by decision: {loop_tijdelijk_besluit}.",
)
def loop_tijdelijk_besluit(of_type: Expr, uitkomst: Expr, soort: Expr, grond: Expr) -> Expr:
    """Was a tijdelijke vrijstelling granted and not ended since, by DUO or by leaving the education?

    For a leerplichtige the law itself exempts, and only as long as that lasts, so a decision on it adds nothing.
    """
    granted = all_of(
        of_type == "vrijstelling_besloten", soort == "tijdelijk", uitkomst == "toegekend", grond != "leerplichtig"
    )
    ended = one_of(of_type, ["vrijstelling_beeindigd", "vrijstellende_opleiding_beeindigd"])
    return carried(granted, when=any_of(granted, ended), initially=False)


@rule(
    "WET 4 lid 1 d",
    per="vrijstellingsloop",
    nl="Dat besluit geldt tot en met {loop_tijdelijk_tot_en_met}.",
    en="That decision holds until {loop_tijdelijk_tot_en_met}.",
)
def loop_tijdelijk_tot_en_met(of_type: Expr, uitkomst: Expr, soort: Expr, tot_en_met: Expr) -> Expr:
    """What is the last day of the tijdelijke vrijstelling granted last? Unknown when the decision fixes none."""
    granted = all_of(of_type == "vrijstelling_besloten", soort == "tijdelijk", uitkomst == "toegekend")
    return carried(tot_en_met, when=granted)


@rule(
    "WET 4 lid 1",
    nl="Tijdelijk vrijgesteld: {vrijstelling_tijdelijk}.",
    en="Exempt for a time: {vrijstelling_tijdelijk}.",
)
def vrijstelling_tijdelijk(
    leerplichtig: Expr, heeft_vrijstellingsloop: Expr, volgt_vrijstellende_opleiding: Expr,
    vrijstelling_tijdelijk_besluit: Expr, vrijstelling_tijdelijk_tot_en_met: Expr, peildatum: Expr,
) -> Expr:  # fmt: skip
    """Is the person exempt for a time: as leerplichtige, while in an education that exempts, or by decision?"""
    no_last_day = ~known(vrijstelling_tijdelijk_tot_en_met)  # the decision then holds until DUO ends it
    by_decision = all_of(
        vrijstelling_tijdelijk_besluit, any_of(no_last_day, peildatum <= vrijstelling_tijdelijk_tot_en_met)
    )
    recorded = choose((heeft_vrijstellingsloop, any_of(volgt_vrijstellende_opleiding, by_decision)), otherwise=False)
    return any_of(leerplichtig, recorded)


@rule(
    "WET 4 lid 1",
    per="vrijstellingsloop",
    nl="Vrijgesteld tot {loop_vrijgesteld_tot}.",
    en="Exempt until {loop_vrijgesteld_tot}.",
)
def loop_vrijgesteld_tot(
    valid_on: Expr, loop_opleiding: Expr, loop_tijdelijk_besluit: Expr, loop_tijdelijk_tot_en_met: Expr, peildatum: Expr
) -> Expr:
    """Until when (exclusive, the peildatum included at most) is the person exempt in this situation?"""
    until = after(valid_on, finally_=add(peildatum, days=1))
    no_last_day = ~known(loop_tijdelijk_tot_en_met)
    by_decision = choose((no_last_day, until), otherwise=earliest_of(until, add(loop_tijdelijk_tot_en_met, days=1)))
    return choose((loop_opleiding, until), (loop_tijdelijk_besluit, by_decision), otherwise=valid_on)


@rule(
    "WET 4 lid 1",
    "WET 11",
    per="vrijstellingsloop",
    nl="Vrijgestelde dagen in de termijn: {loop_vrijgestelde_dagen}.",
    en="Exempt days in the termijn: {loop_vrijgestelde_dagen}.",
)
def loop_vrijgestelde_dagen(
    valid_on: Expr, loop_vrijgesteld_tot: Expr, termijn_start: Expr, leerplicht_einde_op: Expr
) -> Expr:
    """How many days after the start of the termijn, and after the school age, was the person exempt here?"""
    start = latest_of(valid_on, termijn_start, leerplicht_einde_op)
    return not_below(days_between(start, loop_vrijgesteld_tot), 0)


@rule(
    "WET 4 lid 1",
    "WET 11",
    nl="Aantal dagen tijdelijk vrijgesteld na het begin van de termijn: {tijdelijk_vrijgesteld_dagen}.",
    en="Number of days exempt for a time after the start of the termijn: {tijdelijk_vrijgesteld_dagen}.",
    uncertain="De wet regelt de termijn na een tijdelijke vrijstelling niet; de dagen tellen hier niet mee.",
)
def tijdelijk_vrijgesteld_dagen(
    termijn_start: Expr, leerplicht_einde_op: Expr, vrijgestelde_dagen: Expr, peildatum: Expr
) -> Expr:
    """On how many days after the start of the termijn was the person exempt for a time, up to the peildatum?"""
    at_school = days_between(termijn_start, earliest_of(leerplicht_einde_op, add(peildatum, days=1)))
    return not_below(at_school, 0) + vrijgestelde_dagen


@rule(
    "WET 54 lid 3",
    per="vrijstellingsloop",
    nl="Opleiding op 31 december 2021: {loop_opleiding_op_invoering}.",
    en="Education on 31 December 2021: {loop_opleiding_op_invoering}.",
)
def loop_opleiding_op_invoering(valid_on: Expr, loop_opleiding: Expr, peildatum: Expr, law: Law) -> Expr:
    """Was the person in an education that exempts on the last day of the earlier act?"""
    until = after(valid_on, finally_=add(peildatum, days=1))
    return all_of(
        loop_opleiding,
        ~law.overgang.wi2021_in_werking.flag(on=valid_on),
        law.overgang.wi2021_in_werking.flag(on=until),
    )
