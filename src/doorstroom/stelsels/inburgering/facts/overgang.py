"""What decides which act applies: duty on the day before the act of 2021, and the stored personal choice."""

from polars import Expr

from doorstroom.kernel.columns import fact
from doorstroom.kernel.vocabulary import Aggregate, any_event, last


@fact(
    "verblijfsloop",
    "WET 54 lid 1",
    nl="De plicht op 31 december 2021 liep sinds {plicht_op_invoering_sinds}.",
    en="The duty on 31 December 2021 had run since {plicht_op_invoering_sinds}.",
)
def plicht_op_invoering_sinds(loop_plicht_van: Expr, loop_invoering: Expr) -> Aggregate:
    """Since when had the duty run that there was on the day before the act of 2021? Unknown when there was none."""
    return last(loop_plicht_van, when=loop_invoering)


@fact("stelsel_gekozen", "WET 54", nl="Gekozen stelsel: {stelsel_keuze}.", en="Act chosen: {stelsel_keuze}.")
def stelsel_keuze(stelsel: Expr) -> Aggregate:
    """Which act did the person choose last?"""
    return last(stelsel)


@fact("stelsel_gekozen", "WET 54", nl="Gekozen op {stelsel_keuze_op}.", en="Chosen on {stelsel_keuze_op}.")
def stelsel_keuze_op(valid_on: Expr) -> Aggregate:
    """On which day did the person choose last?"""
    return last(valid_on)


@fact(
    "stelsel_gekozen", nl="DUO aanvaardde de keuze: {keuze_aanvaard}.", en="DUO accepted the choice: {keuze_aanvaard}."
)
def keuze_aanvaard(aanvaard: Expr) -> Aggregate:
    """Did DUO accept the last choice as being in time?"""
    return last(aanvaard)


@fact("stelsel_gekozen", nl="Keuze vastgelegd: {heeft_stelsel_keuze}.", en="Choice stored: {heeft_stelsel_keuze}.")
def heeft_stelsel_keuze() -> Aggregate:
    """Is a personal choice of act stored?"""
    return any_event()


@fact(
    "kennisgeving_verzonden",
    "Nota SZW 24-11-2022",
    nl="Kennisgeving onder de Wi2021 gehad: {kennisgeving_wi2021}.",
    en="Was notified under the Wi2021: {kennisgeving_wi2021}.",
)
def kennisgeving_wi2021(stelsel: Expr) -> Aggregate:
    """Did DUO ever notify the person under the act of 2021?"""
    return any_event(when=stelsel == "wi2021")
