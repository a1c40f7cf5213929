"""Information of third parties without which the plan cannot reasonably be made (BES 5.3 lid 2)."""

from polars import Expr

from doorstroom.kernel.columns import fact, family
from doorstroom.kernel.vocabulary import Aggregate, all_of, count, latest
from doorstroom.stelsels.inburgering.events.pip import DERDE_INFORMATIE


@fact(
    "derde_informatie_gevraagd",
    "BES 5.3 lid 2",
    nl="Er is {derde_informatie_gevraagd} keer op tijd om onmisbare informatie van een derde gevraagd.",
    en="Indispensable third-party information was asked in time {derde_informatie_gevraagd} times.",
)
def derde_informatie_gevraagd(valid_on: Expr, onmisbaar: Expr, pip_eerste_uiterlijk_regulier: Expr) -> Aggregate:
    """How many requests for indispensable information were made before the regular term ended?"""
    return count(when=onmisbaar & (valid_on <= pip_eerste_uiterlijk_regulier))


@family("onderwerp", DERDE_INFORMATIE)
@fact(
    "derde_informatie_gevraagd",
    "BES 5.3 lid 2",
    nl="Daarvan gingen er {derde_informatie_onderwerp_gevraagd} over {onderwerp}.",
    en="Of these {derde_informatie_onderwerp_gevraagd} were about {onderwerp}.",
)
def derde_informatie_onderwerp_gevraagd(
    valid_on: Expr, onmisbaar: Expr, soort: Expr, pip_eerste_uiterlijk_regulier: Expr, onderwerp: str
) -> Aggregate:
    """How many requests for indispensable information about {onderwerp} were made before the regular term ended?"""
    return count(when=all_of(onmisbaar, soort == onderwerp, valid_on <= pip_eerste_uiterlijk_regulier))


@fact(
    "derde_informatie_ontvangen",
    "BES 5.3 lid 2",
    nl="Daarop is {derde_informatie_ontvangen} keer onmisbare informatie ontvangen.",
    en="Indispensable information was received in reply {derde_informatie_ontvangen} times.",
)
def derde_informatie_ontvangen(derde_antwoord_telt: Expr) -> Aggregate:
    """How many requests made in time were answered?"""
    return count(when=derde_antwoord_telt)


@fact(
    "derde_informatie_ontvangen",
    "BES 5.3 lid 2",
    nl="De laatste onmisbare informatie kwam op {derde_informatie_ontvangen_op}.",
    en="The last indispensable information came on {derde_informatie_ontvangen_op}.",
)
def derde_informatie_ontvangen_op(valid_on: Expr, derde_antwoord_telt: Expr) -> Aggregate:
    """When did the last answer to a request made in time come in? (date)"""
    return latest(valid_on, when=derde_antwoord_telt)
