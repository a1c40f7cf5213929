"""What the register says about the inburgeringstermijn: its first PIP, what DUO reported, the older act."""

from polars import Expr

from doorstroom.kernel.columns import fact
from doorstroom.kernel.vocabulary import Aggregate, all_of, any_event, any_of, earliest, first, known, last


@fact(
    "pip_vastgesteld",
    "WET 11 lid 1",
    "WET 11 lid 3",
    nl="De termijn hangt aan het PIP van {termijn_pip_datum}, het eerste in dit tijdvak van de plicht.",
    en="The termijn follows the PIP of {termijn_pip_datum}, the first in this period of duty.",
)
def termijn_pip_datum(valid_on: Expr, plicht_tijdvakken: Expr, plicht_start: Expr) -> Aggregate:
    """What is the dagtekening of the first PIP of the present duty? After a duty that ended, a new termijn starts.

    Undone PIPs count. Only a second period of duty that is certain makes an earlier PIP fall away.
    """
    nieuwe_plicht = all_of(known(plicht_tijdvakken), known(plicht_start), plicht_tijdvakken > 1)
    return earliest(valid_on, when=any_of(~nieuwe_plicht, valid_on >= plicht_start))


@fact(
    "termijn_gemeld",
    nl="DUO hervatte de termijn na vrijstelling: {termijn_hervat}.",
    en="DUO resumed the termijn after an exemption: {termijn_hervat}.",
)
def termijn_hervat(na_vrijstelling: Expr) -> Aggregate:
    """Did DUO report new dates of the termijn after a tijdelijke vrijstelling?"""
    return any_event(when=na_vrijstelling)


@fact("termijn_gemeld", nl="DUO meldde dat op {termijn_hervat_op}.", en="DUO reported so on {termijn_hervat_op}.")
def termijn_hervat_op(na_vrijstelling: Expr, valid_on: Expr) -> Aggregate:
    """On which day did the last such dates take effect?"""
    return last(valid_on, when=na_vrijstelling)


@fact(
    "termijn_gemeld",
    nl="Na de vrijstelling eindigt de termijn volgens DUO vóór {termijn_hervat_einde}.",
    en="After the vrijstelling the termijn ends, by DUO, before {termijn_hervat_einde}.",
)
def termijn_hervat_einde(na_vrijstelling: Expr, einddatum_exclusief: Expr) -> Aggregate:
    """When does the termijn end by those dates (first day after it)?"""
    return last(einddatum_exclusief, when=na_vrijstelling)


@fact(
    "termijn_gemeld",
    nl="DUO meldde {termijn_duo_einde_exclusief} als einddatum (die dag telt niet meer mee).",
    en="DUO reported {termijn_duo_einde_exclusief} as end date (exclusive).",
)
def termijn_duo_einde_exclusief(einddatum_exclusief: Expr) -> Aggregate:
    """What end of the termijn did DUO report last (first day after it)?"""
    return last(einddatum_exclusief)


@fact(
    "termijn_oude_wet_begonnen",
    nl="Termijn onder de Wi2013: {termijn_oude_wet}.",
    en="Termijn under the Wi2013: {termijn_oude_wet}.",
)
def termijn_oude_wet() -> Aggregate:
    """Is a termijn under the Wi2013 recorded, which needs no PIP?"""
    return any_event()


@fact(
    "termijn_oude_wet_begonnen",
    "Wi2013 7b lid 2",
    nl="De termijn onder de Wi2013 begon op {termijn_oude_wet_begonnen_op}.",
    en="The termijn under the Wi2013 started on {termijn_oude_wet_begonnen_op}.",
)
def termijn_oude_wet_begonnen_op(valid_on: Expr) -> Aggregate:
    """On which day did the termijn under the Wi2013 start?"""
    return first(valid_on)


@fact(
    "verblijfsloop",
    "BES 4.2",
    nl="In een nieuwe of hervatte termijn eindigde een onderbreking: {onderbreking_in_latere_termijn}.",
    en="In a new or resumed termijn a break ended: {onderbreking_in_latere_termijn}.",
)
def onderbreking_in_latere_termijn(
    valid_on: Expr, loop_breuk_geheeld: Expr, verlenging_telt_vanaf: Expr, termijn_soort: Expr
) -> Aggregate:
    """Did a break end within a termijn that is not the first, so that the totals of the first do not hold for it?"""
    return any_event(when=all_of(loop_breuk_geheeld, termijn_soort != "eerste", valid_on > verlenging_telt_vanaf))


@fact(
    "vrijstellingsloop",
    "WET 4",
    nl="In een nieuwe of hervatte termijn viel een tijdelijke vrijstelling: {vrijstelling_in_latere_termijn}.",
    en="In a new or resumed termijn fell a tijdelijke vrijstelling: {vrijstelling_in_latere_termijn}.",
)
def vrijstelling_in_latere_termijn(
    valid_on: Expr, loop_vrijgesteld_tot: Expr, verlenging_telt_vanaf: Expr, termijn_soort: Expr
) -> Aggregate:
    """Was the person exempt for a time within a termijn that is not the first?"""
    exempt = all_of(loop_vrijgesteld_tot > valid_on, loop_vrijgesteld_tot > verlenging_telt_vanaf)
    return any_event(when=all_of(termijn_soort != "eerste", exempt))
