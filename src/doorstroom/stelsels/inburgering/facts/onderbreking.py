"""How much the breaks of at most a year lengthen the termijn."""

from polars import Expr

from doorstroom.kernel.columns import fact, family
from doorstroom.kernel.vocabulary import Aggregate, total
from doorstroom.stelsels.inburgering.maten import MATEN


@family("maat", MATEN)
@fact(
    "verblijfsloop",
    "BES 2.1 lid 2",
    "BES 4.2",
    nl="Onderbrekingen van hooguit een jaar verlengen de termijn met {onderbreking_maat} {maat}.",
    en="Breaks of at most a year lengthen the termijn by {onderbreking_maat} {maat}.",
)
def onderbreking_maat(loop_breuk_maat: Expr) -> Aggregate:
    """How many {maat} do the breaks in the termijn last, each counted by itself?"""
    return total(loop_breuk_maat)
