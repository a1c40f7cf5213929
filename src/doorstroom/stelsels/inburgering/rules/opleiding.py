"""Education that extends the termijn but does not exempt, one by one (BES 4.3 lid 2, REG 4.2), since 1 January 2023."""

from polars import Expr

from doorstroom.kernel.columns import family, rule
from doorstroom.kernel.dates import add
from doorstroom.kernel.law import Law
from doorstroom.kernel.timeline import before
from doorstroom.kernel.vocabulary import (
    all_of,
    choose,
    earliest_of,
    known,
    largest_of_group,
    latest_of,
    not_below,
    only_if,
    running_latest,
    running_total,
    smallest_of_group,
)
from doorstroom.stelsels.inburgering.maten import MATEN, lengte

EDUCATION = "niet_vrijstellende_opleiding"


@rule(
    "REG 4.2 lid 4",
    per=EDUCATION,
    nl="De opleiding wordt nog gevolgd: {opleiding_loopt}.",
    en="The education is still followed: {opleiding_loopt}.",
)
def opleiding_loopt(tot_en_met: Expr, loopt_nog: Expr, peildatum: Expr) -> Expr:
    """Is the education followed on the peildatum? Unknown when neither an end nor its running is recorded."""
    # Whether an end is recorded is itself the question here.
    return choose((known(tot_en_met), tot_en_met >= peildatum), otherwise=only_if(loopt_nog, True))


@rule(
    "REG 4.2 lid 5",
    per=EDUCATION,
    nl="De opleiding is in elk geval gevolgd tot {opleiding_minstens_tot}.",
    en="The education was followed in any case until {opleiding_minstens_tot}.",
)
def opleiding_minstens_tot(tot_en_met: Expr, loopt_nog: Expr, valid_on: Expr, peildatum: Expr) -> Expr:
    """Until when (exclusive) was it followed at least? What still runs, up to and including the peildatum."""
    # Whether an end is recorded is itself the question here.
    einde = choose((known(tot_en_met), add(tot_en_met, days=1)), otherwise=only_if(loopt_nog, add(peildatum, days=1)))
    return not_below(einde, valid_on)


@rule(
    "REG 4.2 lid 5",
    per=EDUCATION,
    nl="Deze opleiding hoort bij aansluitende reeks nummer {opleiding_reeks}.",
    en="This education belongs to joined row number {opleiding_reeks}.",
)
def opleiding_reeks(valid_on: Expr, opleiding_minstens_tot: Expr) -> Expr:
    """Number of the row of educations that follow one another directly; a day in between starts a new row."""
    eerder = before(running_latest(opleiding_minstens_tot), initially=valid_on)
    return running_total(choose((valid_on > eerder, 1), otherwise=0))


@rule(
    "BES 4.3 lid 2",
    per=EDUCATION,
    nl="De opleiding is in de lopende termijn gevolgd: {opleiding_in_termijn}.",
    en="The education was followed in the current termijn: {opleiding_in_termijn}.",
    uncertain="Een opleiding die direct aansluit op een opleiding in de termijn, hoort daar hier ook bij.",
)
def opleiding_in_termijn(
    valid_on: Expr,
    opleiding_minstens_tot: Expr,
    opleiding_reeks: Expr,
    lopende_termijn_start: Expr,
    termijn_laatste_dag: Expr,
) -> Expr:
    """Was it, or the row that it belongs to, followed on any day of the current termijn, as that stands?"""
    begin = smallest_of_group(valid_on, opleiding_reeks)
    einde = largest_of_group(opleiding_minstens_tot, opleiding_reeks)
    return all_of(begin <= termijn_laatste_dag, einde > lopende_termijn_start)


@rule(
    "REG 4.2 lid 3",
    per=EDUCATION,
    nl="De opleiding telt vanaf {opleiding_begin}, niet eerder dan het begin van de plicht.",
    en="The education counts from {opleiding_begin}, not before the start of the duty.",
)
def opleiding_begin(valid_on: Expr, plicht_start: Expr) -> Expr:
    """From which day (inclusive) does an education that is no longer followed count?"""
    return latest_of(valid_on, plicht_start)


@rule(
    "REG 4.2 lid 3",
    per=EDUCATION,
    nl="De opleiding telt tot {opleiding_einde}.",
    en="The education counts until {opleiding_einde}.",
)
def opleiding_einde(soort: Expr, tot_en_met: Expr, opleiding_begin: Expr, peildatum: Expr, law: Law) -> Expr:
    """Until when (exclusive) does an education that is no longer followed count; entree for at most two years?"""
    einde = not_below(add(tot_en_met, days=1), opleiding_begin)
    hoogstens = add(opleiding_begin, months=law.verlenging.entree_maximum.months(on=peildatum))
    return choose((soort == "entree", earliest_of(einde, hoogstens)), otherwise=einde)


@family("maat", MATEN)
@rule(
    "REG 4.2 lid 3",
    per=EDUCATION,
    nl="De gevolgde opleiding duurde {opleiding_gevolgd_maat} {maat}.",
    en="The education followed lasted {opleiding_gevolgd_maat} {maat}.",
)
def opleiding_gevolgd_maat(
    opleiding_loopt: Expr, opleiding_in_termijn: Expr, opleiding_begin: Expr, opleiding_einde: Expr, maat: str
) -> Expr:
    """How many {maat} was an education followed that has ended; none while it runs or outside the termijn?"""
    return choose(
        (opleiding_loopt, 0), (~opleiding_in_termijn, 0), otherwise=lengte(maat, opleiding_begin, opleiding_einde)
    )
