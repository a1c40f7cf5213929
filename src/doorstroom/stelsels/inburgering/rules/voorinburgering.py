"""Voorinburgering by the COA: voluntary, without delay for anything else. How long it takes is practice, not law."""

from polars import Expr

from doorstroom.kernel.columns import plan
from doorstroom.kernel.dates import add
from doorstroom.kernel.law import Law
from doorstroom.kernel.vocabulary import all_of, known, only_if


@plan(
    "Staat van Migratie 2024, parameter intake.voorinburgering_duur",
    nl="De voorinburgering is rond {voorinburgering_klaar_rond} klaar.",
    en="The introduction course in reception is done around {voorinburgering_klaar_rond}.",
    uncertain="Ongeveer veertien weken na de vergunning; meedoen is vrijwillig.",
)
def voorinburgering_klaar_rond(
    asielvergunning_artikel_28: Expr, opvang_begonnen_op: Expr, plicht_start: Expr, law: Law
) -> Expr:
    """Around which day is the introduction course of somebody in reception done, counted from the permit?"""
    in_reception = all_of(asielvergunning_artikel_28, known(opvang_begonnen_op))  # not recorded: never there
    return only_if(in_reception, add(plicht_start, weeks=law.intake.voorinburgering_duur.weeks(on=plicht_start)))
