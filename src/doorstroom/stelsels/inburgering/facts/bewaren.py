"""Settlement of the loan, from which the term for keeping its data runs (BES 9.9)."""

from polars import Expr

from doorstroom.kernel.columns import fact
from doorstroom.kernel.vocabulary import Aggregate, any_event, latest


@fact(
    "lening_afgewikkeld",
    "BES 9.9",
    nl="De lening is afgewikkeld op {lening_afgewikkeld_op}.",
    en="The loan was settled on {lening_afgewikkeld_op}.",
)
def lening_afgewikkeld_op(valid_on: Expr) -> Aggregate:
    """When was the loan settled? (date; unknown: not settled)"""
    return latest(valid_on)


@fact(
    "lening_uitbetaald",
    "BES 9.9",
    nl="Uit de lening is het laatst betaald op {lening_laatst_uitbetaald_op}.",
    en="The loan last paid out on {lening_laatst_uitbetaald_op}.",
)
def lening_laatst_uitbetaald_op(valid_on: Expr) -> Aggregate:
    """When did the loan last pay out? (date; unknown: nothing was paid)"""
    return latest(valid_on)


@fact(
    "lening_afgewikkeld",
    "BES 9.9 lid 2",
    nl="De lening is oninbaar gebleken: {lening_oninbaar}.",
    en="The loan proved uncollectable: {lening_oninbaar}.",
)
def lening_oninbaar(wijze: Expr) -> Aggregate:
    """Was the loan judged uncollectable? Then it belongs to the data that may be kept longest."""
    return any_event(when=wijze == "oninbaar")
