"""The duty as it stands on the peildatum, and what DUO wrote about it."""

from polars import Expr

from doorstroom.kernel.columns import fact
from doorstroom.kernel.vocabulary import Aggregate, all_of, any_event, count, last


@fact(
    "verblijfsloop",
    "WET 3",
    "BES 2.1",
    nl="Stand van de plicht: {plicht_stand}.",
    en="Status of the duty: {plicht_stand}.",
)
def plicht_stand(loop_stand: Expr) -> Aggregate:
    """What is the situation on the peildatum for the duty: "plicht", "afwezig", "onderbroken" or "geen"?"""
    return last(loop_stand)


@fact(
    "verblijfsloop",
    "WET 3 lid 1",
    "WET 3 lid 3",
    nl="Inburgeringsplichtig vanaf {plicht_start}.",
    en="Obliged to integrate from {plicht_start}.",
)
def plicht_start(loop_plicht_van: Expr) -> Aggregate:
    """On which first day were the conditions of the present or last period of duty met together?"""
    return last(loop_plicht_van)


@fact(
    "verblijfsloop",
    "BES 2.1 lid 2",
    nl="De plicht loopt op grond van het verblijf: {plicht_loopt_bij_verblijf}.",
    en="The duty runs on the ground of residence: {plicht_loopt_bij_verblijf}.",
)
def plicht_loopt_bij_verblijf(loop_plicht_loopt: Expr) -> Aggregate:
    """Does residence give duty on the peildatum, absence from the BRP of any length included?"""
    return last(loop_plicht_loopt)


@fact(
    "verblijfsloop",
    "BES 2.1 lid 2",
    nl="De laatste onderbreking begon op {laatste_breuk_van}.",
    en="The last break began on {laatste_breuk_van}.",
)
def laatste_breuk_van(loop_breuk_van: Expr) -> Aggregate:
    """On which day did the last break begin?"""
    return last(loop_breuk_van)


@fact(
    "verblijfsloop",
    "BES 2.1 lid 2",
    nl="Die onderbreking is te lang vanaf {laatste_breuk_te_lang_op}.",
    en="That break is too long from {laatste_breuk_te_lang_op}.",
)
def laatste_breuk_te_lang_op(loop_breuk_te_lang_op: Expr) -> Aggregate:
    """On which first day would the last break be longer than is allowed?"""
    return last(loop_breuk_te_lang_op)


@fact(
    "verblijfsloop",
    "WET 3",
    nl="Door het verblijf viel de plicht weg op {verblijf_weggevallen_op}.",
    en="By residence the duty fell away on {verblijf_weggevallen_op}.",
)
def verblijf_weggevallen_op(loop_weggevallen_op: Expr) -> Aggregate:
    """On which first day was there no duty any more because of residence, when that happened last?"""
    return last(loop_weggevallen_op)


@fact(
    "verblijfsloop",
    "DUO-API redenGeenInburgeringsplicht",
    nl="De reden daarvan: {verblijf_weggevallen_reden}.",
    en="Reason: {verblijf_weggevallen_reden}.",
)
def verblijf_weggevallen_reden(loop_weggevallen_reden: Expr) -> Aggregate:
    """For which reason did the duty fall away last?"""
    return last(loop_weggevallen_reden)


@fact(
    "verblijfsloop",
    "WET 3 lid 1",
    "BES 2.1",
    nl="Aantal tijdvakken met inburgeringsplicht: {plicht_tijdvakken}.",
    en="Number of periods of duty: {plicht_tijdvakken}.",
)
def plicht_tijdvakken(loop_stand: Expr, loop_loopt_door: Expr) -> Aggregate:
    """How many separate periods of duty were there, periods joined by a short break counted once?"""
    return count(when=all_of(loop_stand == "plicht", ~loop_loopt_door))


@fact(
    "kennisgeving_verzonden",
    nl="Laatste kennisgeving: {laatste_kennisgeving_op}.",
    en="Last notice: {laatste_kennisgeving_op}.",
)
def laatste_kennisgeving_op(valid_on: Expr) -> Aggregate:
    """On which day did DUO last send a notice of the duty?"""
    return last(valid_on)


@fact(
    "kennisgeving_verzonden",
    nl="Stelsel in de kennisgeving: {kennisgeving_stelsel}.",
    en="Act in the notice: {kennisgeving_stelsel}.",
)
def kennisgeving_stelsel(stelsel: Expr) -> Aggregate:
    """Under which act did DUO last notify the person?"""
    return last(stelsel)


@fact(
    "kennisgeving_verzonden",
    nl="Kennisgeving ontvangen: {heeft_kennisgeving}.",
    en="Notice received: {heeft_kennisgeving}.",
)
def heeft_kennisgeving() -> Aggregate:
    """Did DUO send a notice of the duty?"""
    return any_event()


@fact(
    "doelgroep_gewijzigd",
    "DUO-API SS124, SS125",
    nl="Doelgroep gewijzigd in {doelgroep_gewijzigd_in}.",
    en="Target group changed to {doelgroep_gewijzigd_in}.",
)
def doelgroep_gewijzigd_in(doelgroep: Expr) -> Aggregate:
    """As a member of which group does DUO treat the person since the last change?"""
    return last(doelgroep)
