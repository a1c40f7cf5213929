"""The course of residence: everything that decides whether and since when somebody is obliged, in one order.

On one day, an ended right stands before a newly acquired one and leaving the BRP before a new registration: whoever
gets a new permit on the day on which the old one ended has no gap.
"""

from doorstroom.kernel.timeline import Timeline
from doorstroom.stelsels.inburgering.events.persoon import NationaliteitVastgesteld
from doorstroom.stelsels.inburgering.events.verblijf import (
    BrpInschrijving,
    BrpUitschrijving,
    UitsluitingVastgesteld,
    VerblijfsrechtBeeindigd,
    VerblijfsrechtVerkregen,
    WerkGeestelijkeBedienaar,
)

VERBLIJFSLOOP = Timeline(
    "verblijfsloop",
    nl="Verloop van het verblijf",
    en="Course of residence",
    types=(
        NationaliteitVastgesteld,
        UitsluitingVastgesteld,
        VerblijfsrechtBeeindigd,
        VerblijfsrechtVerkregen,
        WerkGeestelijkeBedienaar,
        BrpUitschrijving,
        BrpInschrijving,
    ),
    fields={
        "groep": "nationaliteit_vastgesteld.groep",
        "grond": "verblijfsrecht_verkregen.grond",
        "beperking": "verblijfsrecht_verkregen.beperking",
        "referent": "verblijfsrecht_verkregen.referent",
        "als_bedienaar": "verblijfsrecht_verkregen.geestelijke_bedienaar",
        "richtlijn_2004_38": "verblijfsrecht_verkregen.richtlijn_2004_38",
        "werkt": "werk_geestelijke_bedienaar.werkt",
    },
    # Who never left the BRP is ingezetene all along, wherever he is registered.
    only_with={"brp_inschrijving": "brp_uitschrijving"},
)

BRPLOOP = Timeline(
    "brploop",
    nl="Verloop van de inschrijving in de BRP",
    en="Course of registration in the BRP",
    types=(BrpUitschrijving, BrpInschrijving),
    fields={"huisvesting": "brp_inschrijving.huisvesting"},
)
