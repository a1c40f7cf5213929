"""What of the plans says which municipality may see a person (access rule of DUO)."""

from polars import Expr

from doorstroom.kernel.columns import fact
from doorstroom.kernel.vocabulary import Aggregate, last


@fact(
    "pip_vastgesteld",
    "DUO-API toegang",
    nl="Het PIP dat voor het huidige stond, was van gemeente {vorige_pip_gemeente}.",
    en="The PIP that stood before the present one was of municipality {vorige_pip_gemeente}.",
)
def vorige_pip_gemeente(pip_gemeente_ervoor: Expr, pip_van_kracht: Expr) -> Aggregate:
    """Which municipality established the PIP that stood before the present one? (unknown: there was none)"""
    return last(pip_gemeente_ervoor, when=pip_van_kracht)
