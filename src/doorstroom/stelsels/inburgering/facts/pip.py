"""The PIP: which plans there are, which of them stand, and what they say."""

from polars import Expr

from doorstroom.kernel.columns import fact, family
from doorstroom.kernel.vocabulary import Aggregate, any_event, count, earliest, first, known, last, latest, unknown
from doorstroom.stelsels.inburgering.events.traject import TAALONDERDELEN


@fact(
    "kennisgeving_verzonden",
    "BES 5.3 lid 1",
    nl="DUO schreef op {kennisgeving_datum} dat de Wi2021 geldt.",
    en="DUO wrote on {kennisgeving_datum} that the Wi2021 applies.",
)
def kennisgeving_datum(
    valid_on: Expr, stelsel: Expr, plicht_start: Expr, eerste_verblijfsrecht_op: Expr, zestien_op: Expr
) -> Aggregate:
    """What is the date of DUO's first notice under the Wi2021 of the present duty? (date)

    A notice during a stay without duty was sent by mistake. One from before any right on record is only early, and so
    is one to a child that lacked nothing but the age of 16.
    """
    of_duty = unknown(plicht_start) | (valid_on >= plicht_start)
    early = unknown(eerste_verblijfsrecht_op) | (valid_on < eerste_verblijfsrecht_op)
    too_young = (plicht_start == zestien_op) & (valid_on < zestien_op)
    return earliest(valid_on, when=(stelsel == "wi2021") & (of_duty | early | too_young))


@fact(
    "pip_vastgesteld",
    "WET 15",
    "WET 11 lid 3",
    nl="Het eerste PIP is van {pip_eerste_datum}.",
    en="The first PIP is dated {pip_eerste_datum}.",
)
def pip_eerste_datum(valid_on: Expr, pip_in_huidige_plicht: Expr) -> Aggregate:
    """What is the dagtekening of the first PIP of the present duty, also when it was undone later? (date)"""
    return earliest(valid_on, when=pip_in_huidige_plicht)


@fact("pip_vastgesteld", nl="Aantal vastgestelde PIP's: {pip_aantal}.", en="Number of PIPs: {pip_aantal}.")
def pip_aantal(pip_in_huidige_plicht: Expr) -> Aggregate:
    """How many PIPs were established in the present duty, undone ones included?"""
    return count(when=pip_in_huidige_plicht)


@fact(
    "pip_vastgesteld",
    "Awb 8:72",
    nl="Aantal PIP's dat de rechter vernietigde: {pip_vernietigd_aantal}.",
    en="Number of PIPs that a court annulled: {pip_vernietigd_aantal}.",
)
def pip_vernietigd_aantal(vernietigd_op: Expr, vernietiging: Expr, peildatum: Expr) -> Aggregate:
    """How many PIPs were annulled up to the peildatum? A PIP without such a date was not."""
    return count(when=known(vernietigd_op) & (vernietigd_op <= peildatum) & (vernietiging == "vernietigd"))


@fact(
    "pip_vastgesteld",
    "Awb 7:11",
    nl="Aantal herroepen PIP's: {pip_herroepen_aantal}.",
    en="Number of PIPs revoked: {pip_herroepen_aantal}.",
)
def pip_herroepen_aantal(vernietigd_op: Expr, vernietiging: Expr, peildatum: Expr) -> Aggregate:
    """How many PIPs were revoked (a primary decision undone) up to the peildatum? One without such a date was not."""
    return count(when=known(vernietigd_op) & (vernietigd_op <= peildatum) & (vernietiging == "herroepen"))


@fact("pip_vastgesteld", "WET 15", nl="Er is een PIP van kracht: {heeft_pip}.", en="A PIP stands: {heeft_pip}.")
def heeft_pip(pip_van_kracht: Expr) -> Aggregate:
    """Is there a PIP that stands on the peildatum?"""
    return any_event(when=pip_van_kracht)


@fact(
    "pip_vastgesteld",
    "WET 15",
    nl="Het geldende PIP is van {pip_laatste_datum}.",
    en="The PIP that stands is dated {pip_laatste_datum}.",
)
def pip_laatste_datum(valid_on: Expr, pip_van_kracht: Expr) -> Aggregate:
    """What is the dagtekening of the PIP that stands? (date)"""
    return latest(valid_on, when=pip_van_kracht)


@fact(
    "pip_vastgesteld", nl="Het geldende PIP is van gemeente {pip_gemeente}.", en="PIP of municipality {pip_gemeente}."
)
def pip_gemeente(gemeente: Expr, pip_van_kracht: Expr) -> Aggregate:
    """Which municipality established the PIP that stands?"""
    return last(gemeente, when=pip_van_kracht)


@fact("pip_vastgesteld", "WET 15", nl="De leerroute is {leerroute}.", en="The route is {leerroute}.")
def leerroute(leerroute: Expr, pip_van_kracht: Expr) -> Aggregate:
    """Which leerroute does the PIP that stands name (B1, onderwijs, Z)?"""
    return last(leerroute, when=pip_van_kracht)


@fact(
    "pip_vastgesteld",
    nl="De leerroute in het eerste PIP was {leerroute_eerste}.",
    en="The route in the first PIP was {leerroute_eerste}.",
)
def leerroute_eerste(leerroute: Expr, pip_in_huidige_plicht: Expr) -> Aggregate:
    """Which leerroute did the first PIP of the present duty name?"""
    return first(leerroute, when=pip_in_huidige_plicht)


@fact(
    "pip_vastgesteld",
    "WET 17 lid 2",
    nl="De huidige leerroute geldt sinds {leerroute_sinds}.",
    en="The present route holds since {leerroute_sinds}.",
)
def leerroute_sinds(valid_on: Expr, pip_nieuwe_leerroute: Expr) -> Aggregate:
    """On which day did a PIP that stands last set another leerroute than the one before it? (date)"""
    return latest(valid_on, when=pip_nieuwe_leerroute)


@fact(
    "pip_vastgesteld",
    "BES 5.5",
    nl="Het eerste geldende PIP met A2 in de B1-route is van {afgeschaald_sinds}.",
    en="The first standing PIP with A2 in the B1-route is of {afgeschaald_sinds}.",
)
def afgeschaald_sinds(valid_on: Expr, leerroute: Expr, pip_noemt_a2: Expr, pip_van_kracht: Expr) -> Aggregate:
    """When did a standing PIP first name A2 within the B1-route? (date)"""
    return earliest(valid_on, when=(leerroute == "B1") & pip_noemt_a2 & pip_van_kracht)


@fact("pip_vastgesteld", nl="Het PIP noemt niveau {pip_niveau}.", en="The PIP names level {pip_niveau}.")
def pip_niveau(niveau: Expr, pip_van_kracht: Expr) -> Aggregate:
    """Which level for all language parts does the PIP that stands name? Unknown when it names none."""
    return last(niveau, when=pip_van_kracht)


@family("deel", TAALONDERDELEN)
@fact(
    "pip_vastgesteld",
    nl="Niveau {deel} in het PIP: {pip_niveau_alleen_deel}.",
    en="Level of {deel} in the PIP: {pip_niveau_alleen_deel}.",
)
def pip_niveau_alleen_deel(niveau_deel: Expr, pip_van_kracht: Expr) -> Aggregate:
    """Which level of its own does the PIP name for {deel}? Unknown when it names none."""
    return last(niveau_deel, when=pip_van_kracht)


@fact("pip_vastgesteld", nl="Alfabetisering volgens het PIP: {alfabetisering}.", en="Literacy: {alfabetisering}.")
def alfabetisering(alfabetisering: Expr, pip_van_kracht: Expr) -> Aggregate:
    """What does the PIP that stands say about literacy (analfabeet, anders_gealfabetiseerd, nvt)?"""
    return last(alfabetisering, when=pip_van_kracht)


@fact(
    "pip_vastgesteld",
    "WET 15",
    nl="Het PIP noemt {uren_leerroute} uren voor de leerroute.",
    en="The PIP names {uren_leerroute} hours for the route.",
)
def uren_leerroute(uren_leerroute: Expr, pip_van_kracht: Expr) -> Aggregate:
    """How many hours for the leerroute does the PIP that stands name? (hours; asylum group only)"""
    return last(uren_leerroute, when=pip_van_kracht)


@fact(
    "pip_vastgesteld",
    "BES 3.14 lid 7",
    nl="Het KNM-examen staat in het PIP van de Z-route: {pip_knm_examen_in_zroute}.",
    en="The KNM exam is in the plan of the Z-route: {pip_knm_examen_in_zroute}.",
)
def pip_knm_examen_in_zroute(knm_examen_in_zroute: Expr, pip_van_kracht: Expr) -> Aggregate:
    """Does the PIP that stands say that the person takes the KNM exam in the Z-route?"""
    return last(knm_examen_in_zroute, when=pip_van_kracht)


@fact(
    "pip_vastgesteld",
    "BES 5.3 lid 3",
    nl="Het laatste PIP van een andere gemeente is van {pip_andere_gemeente_laatste}.",
    en="The last PIP of another municipality is dated {pip_andere_gemeente_laatste}.",
)
def pip_andere_gemeente_laatste(valid_on: Expr, pip_van_andere_gemeente: Expr) -> Aggregate:
    """What is the dagtekening of the last PIP of another municipality than the present one? (date; unknown: none)"""
    return latest(valid_on, when=pip_van_andere_gemeente)


@fact(
    "pip_vastgesteld",
    "BES 5.3 lid 3",
    nl="De huidige gemeente stelde haar eerste PIP vast op {pip_huidige_gemeente_datum}.",
    en="The present municipality established its first PIP on {pip_huidige_gemeente_datum}.",
)
def pip_huidige_gemeente_datum(valid_on: Expr, pip_van_huidige_gemeente: Expr) -> Aggregate:
    """When did the present municipality first establish a PIP after that of an earlier municipality? (date)"""
    return earliest(valid_on, when=pip_van_huidige_gemeente)


@fact(
    "pip_vastgesteld",
    nl="DUO zou het laatste PIP aanvaarden: {pip_aanvaard}.",
    en="DUO would accept the last PIP: {pip_aanvaard}.",
)
def pip_aanvaard(pip_duo_aanvaard: Expr) -> Aggregate:
    """Does the last PIP pass the checks that DUO makes on receipt?"""
    return last(pip_duo_aanvaard)


@fact(
    "pip_vastgesteld",
    nl="Van de PIP's zou DUO er {pip_geweigerd_aantal} weigeren.",
    en="DUO would refuse {pip_geweigerd_aantal} of the PIPs.",
)
def pip_geweigerd_aantal(pip_duo_aanvaard: Expr) -> Aggregate:
    """How many PIPs do not pass the checks that DUO makes on receipt?"""
    return count(when=~pip_duo_aanvaard)


@fact(
    "pip_vastgesteld",
    "BES 5.4",
    nl="De laatste PIP-wijziging houdt zich aan de regels voor een andere leerroute: {pip_wissel_toegestaan}.",
    en="The last PIP keeps the rules for another route: {pip_wissel_toegestaan}.",
)
def pip_wissel_toegestaan(pip_leerroute_toegestaan: Expr) -> Aggregate:
    """Was the leerroute of the last PIP admissible, given the one before it and the day?"""
    return last(pip_leerroute_toegestaan)
