"""Right of residence (Vreemdelingenwet 2000 art. 8), registration in the BRP, and reception."""

from datetime import date
from typing import Literal

from doorstroom.kernel.events import EventType

#: Ground of lawful residence, by letter of Vw 2000 art. 8: a regulier bepaalde tijd, b regulier onbepaalde tijd,
#: c asiel bepaalde tijd, d asiel onbepaalde tijd, e gemeenschapsrecht, f/g/h procedureel, l associatierecht EG-Turkije.
Verblijfsgrond = Literal["8a", "8b", "8c", "8d", "8e", "8f", "8g", "8h", "8l", "ontheemde_oekraine"]

#: Beperking (purpose) of a permit regulier. Keyed on the beperking, never on the letter of BES 2.2: it was renumbered.
Beperking = Literal[
    "gezinslid",
    "vermogende_vreemdeling",
    "arbeid_als_zelfstandige",
    "kennismigrant",
    "europese_blauwe_kaart",
    "seizoenarbeid",
    "overplaatsing_binnen_onderneming",
    "arbeid_in_loondienst",
    "grensoverschrijdende_dienstverlening",
    "onderzoek_richtlijn_2016_801",
    "lerend_werken",
    "niet_geprivilegieerd_militair_of_burgerpersoneel",
    "studie",
    "zoeken_en_verrichten_van_arbeid",
    "uitwisseling",
    "medische_behandeling",
    "tijdelijke_humanitaire_gronden",
    "niet_tijdelijke_humanitaire_gronden",
    "afwachten_artikel_17_rwn",
    "religieuze_of_levensbeschouwelijke_organisatie",
    "overig_tijdelijk_vb_3_5_lid_4",
    "overig_niet_tijdelijk",
]

#: With whom a gezinslid stays.
Referent = Literal[
    "nederlander",
    "asielhouder_bepaalde_tijd",
    "asielhouder_onbepaalde_tijd",
    "eu_langdurig_ingezetene_internationale_bescherming",
    "geestelijke_bedienaar",
    "houder_tijdelijk_doel",
    "houder_niet_tijdelijk_doel",
    "unieburger",
]


class VerblijfsrechtVerkregen(
    EventType,
    type="verblijfsrecht_verkregen",
    nl="Verblijfsrecht verkregen",
    en="Right of residence acquired",
    by="IND",
):
    """``valid_on`` is the day on which the right is acquired (for a permit: granted and handed over).

    ``ingangsdatum`` may lie earlier; the duty to integrate is never retroactive (WET 3 lid 3).
    """

    grond: Verblijfsgrond
    beperking: Beperking | None = None
    referent: Referent | None = None
    geestelijke_bedienaar: bool = False
    richtlijn_2004_38: bool = False
    ingangsdatum: date | None = None
    geldig_tot: date | None = None


class VerblijfsrechtBeeindigd(
    EventType,
    type="verblijfsrecht_beeindigd",
    nl="Verblijfsrecht beëindigd",
    en="Right of residence ended",
    by="IND",
):
    """The person no longer has any right of residence from ``valid_on`` (that day included)."""

    reden: Literal["ingetrokken", "verlenging_geweigerd", "verlopen", "genaturaliseerd", "overig"]


class UitsluitingVastgesteld(
    EventType,
    type="uitsluiting_vastgesteld",
    nl="Uitgesloten van de plicht",
    en="Excluded from the duty",
    by="DUO",
):
    """Grounds of WET 3 lid 2 that follow neither from nationality nor from the permit."""

    grond: Literal["langdurig_ingezetene_andere_lidstaat_voldaan", "verdrag_of_besluit_internationale_organisatie"]


class BrpInschrijving(
    EventType,
    type="brp_inschrijving",
    nl="Ingeschreven in de BRP",
    en="Registered in the BRP",
    by="BRP",
):
    """Registered as resident of a municipality; a move is a new instance.

    ``huisvesting``: it is the municipality where the person is (to be) housed (Huisvestingswet 28), not a reception
    centre's; true for everybody who does not live in reception.
    """

    gemeente: str
    huisvesting: bool = True


class BrpUitschrijving(
    EventType,
    type="brp_uitschrijving",
    nl="Uitgeschreven uit de BRP",
    en="No longer in the BRP",
    by="BRP",
):
    """No longer ingezetene from ``valid_on`` (that day included)."""

    reden: Literal["vertrek_buitenland", "onbekend"] = "vertrek_buitenland"


class OpvangBegonnen(
    EventType,
    type="opvang_begonnen",
    nl="Opvang bij COA begonnen",
    en="Reception by COA started",
    by="COA",
):
    """The person lives in reception from ``valid_on``."""


class OpvangBeeindigd(
    EventType,
    type="opvang_beeindigd",
    nl="Opvang bij COA geëindigd",
    en="Reception by COA ended",
    by="COA",
):
    """The person no longer lives in reception from ``valid_on``."""


class GemeenteGekoppeld(
    EventType,
    type="gemeente_gekoppeld",
    nl="Aan gemeente gekoppeld",
    en="Linked to a municipality",
    by="COA",
):
    """COA linked the person to the municipality that is to house him."""

    gemeente: str


class WerkGeestelijkeBedienaar(
    EventType,
    type="werk_geestelijke_bedienaar",
    nl="Werk als geestelijke bedienaar",
    en="Work as a minister of religion",
    by="IND",
):
    """From ``valid_on`` the person does (``werkt``) or no longer does the work of a geestelijke bedienaar."""

    werkt: bool
