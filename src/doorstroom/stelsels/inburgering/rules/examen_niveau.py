"""Which level the PIP names and which level is enough, for each language part (WET 7, 17; BES 5.5)."""

from polars import Expr

from doorstroom.kernel.columns import family, rule
from doorstroom.kernel.vocabulary import any_of, choose, first_known, known
from doorstroom.stelsels.inburgering.events.traject import TAALONDERDELEN


@family("deel", TAALONDERDELEN)
@rule(
    "WET 7",
    nl="Het PIP noemt voor {deel} niveau {pip_niveau_deel}.",
    en="The PIP names level {pip_niveau_deel} for {deel}.",
)
def pip_niveau_deel(pip_niveau_alleen_deel: Expr, niveau: Expr) -> Expr:
    """Which level does the PIP name for {deel}, of its own or for all parts?"""
    return first_known(pip_niveau_alleen_deel, niveau)


@family("deel", TAALONDERDELEN)
@rule(
    "WET 17 lid 3",
    "BES 5.5",
    nl="Voor {deel} volstaat A2: {a2_volstaat_deel}.",
    en="A2 is enough for {deel}: {a2_volstaat_deel}.",
)
def a2_volstaat_deel(heeft_pip: Expr, leerroute: Expr, afgeschaald: Expr, pip_niveau_deel: Expr) -> Expr:
    """Is A2 enough for {deel}: in the Z-route, or lowered to it in the B1-route? Without a PIP it is not."""
    lowered = afgeschaald & known(pip_niveau_deel) & (pip_niveau_deel == "A2")
    return choose((~heeft_pip, False), otherwise=any_of(leerroute == "Z", lowered))
