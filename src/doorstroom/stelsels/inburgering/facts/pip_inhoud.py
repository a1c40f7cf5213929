"""What the PIP that stands says beside the leerroute, and the progress talks since (WET 15, WET 17 lid 1)."""

from polars import Expr

from doorstroom.kernel.columns import fact
from doorstroom.kernel.vocabulary import Aggregate, any_event, count, last


@fact(
    "pip_vastgesteld",
    "WET 15",
    nl="Het PIP noemt ondersteuning en begeleiding: {pip_ondersteuning}.",
    en="The PIP names support and guidance: {pip_ondersteuning}.",
)
def pip_ondersteuning(ondersteuning_en_begeleiding: Expr, pip_van_kracht: Expr) -> Aggregate:
    """Does the PIP that stands name support and guidance? Unknown when that was not recorded."""
    return last(ondersteuning_en_begeleiding, when=pip_van_kracht)


@fact(
    "pip_vastgesteld",
    "WET 15",
    nl="Het PIP noemt {pip_uren_pvt} uur PVT.",
    en="The PIP names {pip_uren_pvt} hours of the PVT.",
)
def pip_uren_pvt(intensiteit_pvt: Expr, pip_van_kracht: Expr) -> Aggregate:
    """Which intensity (hours) of the PVT does the PIP that stands name? Unknown when that was not recorded."""
    return last(intensiteit_pvt, when=pip_van_kracht)


@fact(
    "pip_vastgesteld",
    "WET 15",
    nl="Het PIP noemt {pip_uren_map} uur MAP.",
    en="The PIP names {pip_uren_map} hours of the MAP.",
)
def pip_uren_map(intensiteit_map: Expr, pip_van_kracht: Expr) -> Aggregate:
    """Which intensity (hours) of the MAP does the PIP that stands name? Unknown when that was not recorded."""
    return last(intensiteit_map, when=pip_van_kracht)


@fact(
    "pip_vastgesteld",
    "BES 5.3 lid 4",
    nl="Aantal voortgangsgesprekken volgens het PIP: {voortgangsgesprekken_afgesproken}.",
    en="Number of progress talks by the PIP: {voortgangsgesprekken_afgesproken}.",
)
def voortgangsgesprekken_afgesproken(voortgangsgesprekken: Expr, pip_van_kracht: Expr) -> Aggregate:
    """How many progress talks does the PIP that stands set? The law names no number. Unknown: not recorded."""
    return last(voortgangsgesprekken, when=pip_van_kracht)


@fact(
    "pip_vastgesteld",
    "BES 5.3 lid 4",
    nl="Het PIP zegt of er afspraken zijn over voorschoolse educatie: {pip_voorschoolse_educatie}.",
    en="Agreements about preschool education in the PIP: {pip_voorschoolse_educatie}.",
)
def pip_voorschoolse_educatie(afspraken_voorschoolse_educatie: Expr, pip_van_kracht: Expr) -> Aggregate:
    """Does the PIP that stands hold agreements about voor- or vroegschoolse educatie? Unknown: not recorded."""
    return last(afspraken_voorschoolse_educatie, when=pip_van_kracht)


@fact(
    "pip_vastgesteld",
    "WET 15",
    nl="Bij het PIP horen besluiten op grond van de Participatiewet: {pip_besluiten_participatiewet}.",
    en="Decisions under the Participatiewet are attached to the PIP: {pip_besluiten_participatiewet}.",
)
def pip_besluiten_participatiewet(besluiten_participatiewet: Expr, pip_van_kracht: Expr) -> Aggregate:
    """Are decisions under the Participatiewet attached to the PIP that stands? Unknown: not recorded."""
    return last(besluiten_participatiewet, when=pip_van_kracht)


@fact(
    "voortgangsgesprek_gevoerd",
    "WET 17 lid 1",
    nl="Aantal voortgangsgesprekken sinds het geldende PIP: {voortgangsgesprekken_gevoerd}.",
    en="Number of progress talks since the PIP that stands: {voortgangsgesprekken_gevoerd}.",
)
def voortgangsgesprekken_gevoerd(valid_on: Expr, pip_laatste_datum: Expr) -> Aggregate:
    """How many progress talks were held since the PIP that stands? The day of the PIP itself does not count."""
    return count(when=valid_on > pip_laatste_datum)


@fact(
    "uren_gevolgd",
    "DUO-API PIP",
    nl="Er zijn uren geregistreerd: {uren_geregistreerd}.",
    en="Hours are registered: {uren_geregistreerd}.",
)
def uren_geregistreerd(uren: Expr) -> Aggregate:
    """Are any hours registered, whatever they were for?"""
    return any_event(when=uren > 0)


@fact(
    "termijn_gemeld",
    "DUO-API SS102",
    nl="DUO heeft de termijn vastgesteld: {termijn_door_duo_vastgesteld}.",
    en="DUO has set the termijn: {termijn_door_duo_vastgesteld}.",
)
def termijn_door_duo_vastgesteld() -> Aggregate:
    """Did DUO report the dates of a termijn?"""
    return any_event()
