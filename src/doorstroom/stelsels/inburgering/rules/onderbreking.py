"""Breaks of at most a year lengthen the termijn by their length (BES 4.2)."""

from polars import Expr

from doorstroom.kernel.columns import family, rule
from doorstroom.kernel.dates import add, days_between, first_day_after
from doorstroom.kernel.law import Law
from doorstroom.kernel.timeline import before
from doorstroom.kernel.vocabulary import all_of, choose, known, latest_of, one_of, running_total, value
from doorstroom.stelsels.inburgering.maten import MATEN, lengte
from doorstroom.stelsels.inburgering.rules.plicht_tijdvakken import BREUK


@rule(
    "BES 2.1 lid 2",
    per="verblijfsloop",
    nl="Hier eindigde een onderbreking die de plicht niet beëindigde: {loop_breuk_geheeld}.",
    en="A break that did not end the duty ended here: {loop_breuk_geheeld}.",
)
def loop_breuk_geheeld(loop_stand: Expr, loop_stand_ervoor: Expr, loop_loopt_door: Expr) -> Expr:
    """Does the duty go on here after a break of at most a year?"""
    return all_of(loop_stand == "plicht", one_of(loop_stand_ervoor, BREUK), loop_loopt_door)


@rule(
    "BES 4.2",
    per="verblijfsloop",
    nl="Deze onderbreking viel in een begonnen termijn: {loop_breuk_in_termijn}.",
    en="This break fell in a termijn that had begun: {loop_breuk_in_termijn}.",
)
def loop_breuk_in_termijn(
    valid_on: Expr, loop_breuk_geheeld: Expr, loop_plicht_van: Expr, plicht_start: Expr, termijn_start: Expr
) -> Expr:
    """Did a break end here, in the present period of duty and after the termijn had begun?"""
    begun = known(termijn_start)  # without a termijn there is nothing to lengthen
    return all_of(loop_breuk_geheeld, begun, loop_plicht_van == plicht_start, valid_on > termijn_start)


@rule(
    "BES 4.2",
    per="verblijfsloop",
    nl="De onderbreking telt voor de termijn vanaf {loop_breuk_telt_van}.",
    en="The break counts for the termijn from {loop_breuk_telt_van}.",
)
def loop_breuk_telt_van(loop_breuk_van: Expr, termijn_start: Expr) -> Expr:
    """From which day does the last break count: its first day, or the start of the termijn when that is later?"""
    return latest_of(loop_breuk_van, termijn_start)


@rule(
    "BES 4.2",
    per="verblijfsloop",
    nl="Aantal dagen van deze onderbreking: {loop_breuk_dagen_totaal}.",
    en="Days of break: {loop_breuk_dagen_totaal}.",
)
def loop_breuk_dagen_totaal(valid_on: Expr, loop_breuk_in_termijn: Expr, loop_breuk_telt_van: Expr) -> Expr:
    """How many days does the break that ended here hold after the start of the termijn (0: none ended here)?"""
    return choose((loop_breuk_in_termijn, days_between(loop_breuk_telt_van, valid_on)), otherwise=value(0))


@rule(
    "BES 4.2",
    "WET 12",
    nl="Zonder onderbrekingen eindigt de termijn vóór {termijn_zonder_onderbreking_einde}.",
    en="Without breaks the termijn ends before {termijn_zonder_onderbreking_einde}.",
)
def termijn_zonder_onderbreking_einde(
    termijn_start: Expr, verlenging_verleend_maanden: Expr, verlenging_verleend_dagen: Expr, law: Law
) -> Expr:
    """First day after the first termijn with what was granted, breaks left out (date, exclusive)."""
    drie_jaar = law.termijn.duur.years(on=termijn_start) * 12
    return first_day_after(
        termijn_start, months=drie_jaar + verlenging_verleend_maanden, days=verlenging_verleend_dagen
    )


@rule(
    "BES 4.2",
    per="verblijfsloop",
    nl="Deze onderbreking verlengt de termijn: {loop_breuk_verlengt}.",
    en="This break lengthens the termijn: {loop_breuk_verlengt}.",
)
def loop_breuk_verlengt(
    loop_breuk_in_termijn: Expr, loop_breuk_telt_van: Expr, loop_breuk_dagen_totaal: Expr,
    termijn_zonder_onderbreking_einde: Expr,
) -> Expr:  # fmt: skip
    """Did the break begin within the termijn, as lengthened by earlier breaks and by what was granted?"""
    earlier = before(running_total(loop_breuk_dagen_totaal), initially=0)
    within = loop_breuk_telt_van < add(termijn_zonder_onderbreking_einde, days=earlier)
    return all_of(loop_breuk_in_termijn, within)


@family("maat", MATEN)
@rule(
    "BES 4.2",
    per="verblijfsloop",
    nl="Verlenging door deze onderbreking: {loop_breuk_maat} {maat}.",
    en="Extension by this break: {loop_breuk_maat} {maat}.",
)
def loop_breuk_maat(valid_on: Expr, loop_breuk_verlengt: Expr, loop_breuk_telt_van: Expr, maat: str) -> Expr:
    """How many {maat} does this break add?"""
    return choose((loop_breuk_verlengt, lengte(maat, loop_breuk_telt_van, valid_on)), otherwise=value(0))
