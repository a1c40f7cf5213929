"""The person: birth, death, nationality."""

from polars import Expr

from doorstroom.kernel.columns import fact
from doorstroom.kernel.vocabulary import Aggregate, any_event, earliest, first, last


@fact("geboorte", nl="Geboren op {geboortedatum}.", en="Born on {geboortedatum}.")
def geboortedatum(valid_on: Expr) -> Aggregate:
    """What is the date of birth?"""
    return last(valid_on)


@fact("overlijden", nl="Overleden op {overleden_op}.", en="Died on {overleden_op}.")
def overleden_op(valid_on: Expr) -> Aggregate:
    """On which day did the person die? Unknown when no death is recorded."""
    return first(valid_on)


@fact(
    "nationaliteit_vastgesteld",
    nl="Turkse nationaliteit: {turkse_nationaliteit}.",
    en="Turkish national: {turkse_nationaliteit}.",
)
def turkse_nationaliteit(groep: Expr) -> Aggregate:
    """Is the Turkish nationality recorded for the person?"""
    return any_event(when=groep == "turks")


@fact("nationaliteit_vastgesteld", nl="Nederlander sinds {nederlander_sinds}.", en="Dutch since {nederlander_sinds}.")
def nederlander_sinds(valid_on: Expr, groep: Expr) -> Aggregate:
    """Since which day does the person hold Dutch nationality? Unknown when that is not recorded."""
    return earliest(valid_on, when=groep == "nederlands")


@fact(
    "verblijfsrecht_beeindigd",
    nl="Verblijfsrecht vervallen door naturalisatie op {verblijf_vervallen_door_naturalisatie}.",
    en="Right of residence ended by naturalisation on {verblijf_vervallen_door_naturalisatie}.",
)
def verblijf_vervallen_door_naturalisatie(valid_on: Expr, reden: Expr) -> Aggregate:
    """On which day did the right of residence end because the person became Dutch?"""
    return earliest(valid_on, when=reden == "genaturaliseerd")
