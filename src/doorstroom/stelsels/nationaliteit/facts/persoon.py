"""Birth, statelessness, an earlier nationality and a Dutch partner, as recorded."""

from polars import Expr

from doorstroom.kernel.columns import fact
from doorstroom.kernel.vocabulary import Aggregate, any_event, first, last, latest


@fact("geboorte", nl="Geboren op {geboortedatum}.", en="Born on {geboortedatum}.")
def geboortedatum(valid_on: Expr) -> Aggregate:
    """On which day was the person born?"""
    return first(valid_on)


@fact("geboorte", nl="Geboren in het Koninkrijk: {geboren_in_koninkrijk}.", en="Born here: {geboren_in_koninkrijk}.")
def geboren_in_koninkrijk(in_koninkrijk: Expr) -> Aggregate:
    """Was the person born in the Kingdom? Unknown when it is not recorded."""
    return first(in_koninkrijk)


@fact("staatloosheid_vastgesteld", nl="Staatloos sinds {staatloos_op}.", en="Stateless since {staatloos_op}.")
def staatloos_op(valid_on: Expr) -> Aggregate:
    """Since which day does established statelessness hold? Unknown when none is established."""
    return first(valid_on)


@fact(
    "staatloosheid_vastgesteld",
    nl="Staatloos sinds de geboorte: {staatloos_sinds_geboorte}.",
    en="Stateless since birth: {staatloos_sinds_geboorte}.",
)
def staatloos_sinds_geboorte(sinds_geboorte: Expr) -> Aggregate:
    """Is the person stateless since birth? Unknown when that is not established."""
    return first(sinds_geboorte)


@fact("nederlanderschap_verloren", nl="Was eerder Nederlander: {oud_nederlander}.", en="Was Dutch: {oud_nederlander}.")
def oud_nederlander() -> Aggregate:
    """Does the register hold that the person was Dutch before?"""
    return any_event()


@fact(
    "nederlanderschap_verloren",
    "RWN 6 lid 1 f",
    nl="Nederlanderschap ingetrokken omdat geen afstand werd gedaan: {geen_afstand_verleden}.",
    en="Withdrawn because another nationality was not renounced: {geen_afstand_verleden}.",
)
def geen_afstand_verleden(geen_afstand_gedaan: Expr) -> Aggregate:
    """Was Dutch nationality withdrawn because the person did not renounce another one?"""
    return any_event(when=geen_afstand_gedaan)


@fact("huwelijk_met_nederlander", nl="Getrouwd op {huwelijk_op}.", en="Married on {huwelijk_op}.")
def huwelijk_op(valid_on: Expr) -> Aggregate:
    """On which day did the last marriage to a Dutch partner begin?"""
    return last(valid_on)


@fact("relatie_geeindigd", nl="Huwelijk geëindigd op {huwelijk_einde_op}.", en="Marriage ended on {huwelijk_einde_op}.")
def huwelijk_einde_op(valid_on: Expr, soort: Expr) -> Aggregate:
    """On which day did the last marriage end? Unknown: no end is recorded."""
    return latest(valid_on, when=soort == "huwelijk")


@fact(
    "samenwoning_met_nederlander",
    nl="Samenwonend sinds {samenwoning_op}.",
    en="Living together since {samenwoning_op}.",
)
def samenwoning_op(valid_on: Expr) -> Aggregate:
    """Since which day did the person last live together with a Dutch partner?"""
    return last(valid_on)


@fact(
    "samenwoning_met_nederlander",
    nl="Die samenwoning is in het Koninkrijk: {samenwoning_in_koninkrijk}.",
    en="They live together in the Kingdom: {samenwoning_in_koninkrijk}.",
)
def samenwoning_in_koninkrijk(in_koninkrijk: Expr) -> Aggregate:
    """Do they live together in the Kingdom, as far as recorded last?"""
    return last(in_koninkrijk)


@fact(
    "relatie_geeindigd",
    nl="Samenwoning geëindigd op {samenwoning_einde_op}.",
    en="Living together ended on {samenwoning_einde_op}.",
)
def samenwoning_einde_op(valid_on: Expr, soort: Expr) -> Aggregate:
    """On which day did they last stop living together? Unknown: no end is recorded."""
    return latest(valid_on, when=soort == "samenwoning")
