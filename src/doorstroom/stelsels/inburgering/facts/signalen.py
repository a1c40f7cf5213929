"""Contracts with schools, and applications that wait for the college's advice: what DUO's attention signals rest on."""

from polars import Expr

from doorstroom.kernel.columns import fact
from doorstroom.kernel.vocabulary import Aggregate, any_event, last


@fact(
    "cursuscontract_gemeld",
    "DUO-API SS132",
    nl="Er is een cursuscontract: {heeft_cursuscontract}.",
    en="There is a course contract: {heeft_cursuscontract}.",
)
def heeft_cursuscontract() -> Aggregate:
    """Did DUO report a contract with a school?"""
    return any_event()


@fact(
    "cursuscontract_gemeld",
    "DUO-API SS136",
    nl="Het laatste contract is voor een {cursuscontract_soort}.",
    en="The last contract is for: {cursuscontract_soort}.",
)
def cursuscontract_soort(soort: Expr) -> Aggregate:
    """For what is the last contract (cursus, taalschakeltraject)?"""
    return last(soort)


@fact(
    "cursuscontract_gemeld",
    "DUO-API SS133",
    nl="Het laatste contract is voor niveau {cursuscontract_niveau}.",
    en="The last contract is for level {cursuscontract_niveau}.",
)
def cursuscontract_niveau(niveau: Expr) -> Aggregate:
    """For which level is the last contract? Unknown when it names none."""
    return last(niveau)


@fact(
    "advies_college_ontvangen",
    "BES 2.8",
    nl="Het laatste advies van het college kwam op {advies_college_op}.",
    en="The last advice of the college came on {advies_college_op}.",
)
def advies_college_op(valid_on: Expr) -> Aggregate:
    """When did the college last advise about bijzondere individuele omstandigheden?"""
    return last(valid_on)
