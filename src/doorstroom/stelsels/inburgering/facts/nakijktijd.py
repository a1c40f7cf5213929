"""Exams whose result is still awaited, for the measure about slow marking."""

from polars import Expr

from doorstroom.kernel.columns import fact
from doorstroom.kernel.vocabulary import Aggregate, all_of, any_event, latest, one_of


def _wordt_nagekeken(onderdeel: Expr, niveau: Expr, resultaat: Expr) -> Expr:
    """Whether it is a Spreken or Schrijven exam at A2 without a result."""
    return all_of(resultaat == "nog_niet_bekend", one_of(onderdeel, ["spreken", "schrijven"]), niveau == "A2")


@fact(
    "examen_afgelegd",
    "BES 4.5 lid 3",
    nl="De persoon wacht op de uitslag van Spreken A2 of Schrijven A2: {nakijktijd_wacht_op_uitslag}.",
    en="Awaits the result of Spreken A2 or Schrijven A2: {nakijktijd_wacht_op_uitslag}.",
)
def nakijktijd_wacht_op_uitslag(onderdeel: Expr, niveau: Expr, resultaat: Expr) -> Aggregate:
    """Is there a Spreken A2 or Schrijven A2 exam without a result?"""
    return any_event(when=_wordt_nagekeken(onderdeel, niveau, resultaat))


@fact(
    "examen_afgelegd",
    "BES 4.5 lid 3",
    nl="Dat examen was op {nakijktijd_examen_op}.",
    en="That exam was on {nakijktijd_examen_op}.",
)
def nakijktijd_examen_op(onderdeel: Expr, niveau: Expr, resultaat: Expr, valid_on: Expr) -> Aggregate:
    """When was the last of those exams taken?"""
    return latest(valid_on, when=_wordt_nagekeken(onderdeel, niveau, resultaat))
