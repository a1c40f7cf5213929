"""Actions on vrijstelling: proof, education, applications, and DUO's decisions."""

from doorstroom.kernel.process import Action, Guard
from doorstroom.stelsels.inburgering.process.gedeeld import VOORWAARDEN, periode
from doorstroom.stelsels.inburgering.process.roles import ADMINISTRATIE, BESLISSER, DUO, INBURGERAAR, KLANTMANAGER

TOPIC = "vrijstelling_ontheffing"
GROND_PAST = Guard(
    "vrijstelling_grond_past",
    when="with",
    nl="Deze grond past niet bij dit soort vrijstelling. Kies een andere grond.",
    en="This ground does not fit this kind of exemption. Choose another ground.",
)
GEGROND = Guard(
    "vrijstelling_gegrond",
    when="with",
    nl="Wat vastligt, geeft geen grond voor deze vrijstelling. Leg eerst diploma, opleiding, werk of gesprek vast.",
    en="What is on record gives no ground for this. First record the diploma, education, work or talk.",
    unknown_passes=True,
)


def _besluit(
    name: str, nl: str, en: str, soort: str, asks: tuple[str, ...], guards: tuple[Guard, ...], **fixed: str
) -> Action:
    """A vrijstelling that DUO grants, on request or of its own accord."""
    return Action(
        name=name,
        nl=nl,
        en=en,
        event="vrijstelling_besloten",
        topic=TOPIC,
        by=(BESLISSER,),
        articles=("WET 4", "WET 7 lid 3", "REG 2.3", "REG 3.14"),
        fixed={"uitkomst": "toegekend", "soort": soort, **fixed},
        asks=asks,
        guards=(VOORWAARDEN, GROND_PAST, *guards),
        approval=True,
        letter="vrijstelling_besluit",
        happened=True,
    )


ACTIONS = (
    Action(
        name="diploma_overleggen",
        nl="Lever een diploma in",
        en="Produce a diploma",
        event="diploma_overgelegd",
        topic=TOPIC,
        by=(INBURGERAAR, KLANTMANAGER, DUO),
        articles=("WET 4 lid 1 b", "REG 2.1"),
        asks=("soort", "land", "leerweg"),
        happened=True,
    ),
    Action(
        name="diploma_beoordelen",
        nl="Beoordeel het Nederlands in het diploma",
        en="Judge the Dutch in the diploma",
        event="diploma_overgelegd",
        topic=TOPIC,
        by=(DUO,),
        articles=("WET 4 lid 1 b", "REG 2.1"),
        asks=("voldoende_voor_nederlands", "alle_taalonderdelen_b1"),
        happened=True,
        amends=True,
    ),
    Action(
        name="taalbewijs_overleggen",
        nl="Lever een bewijs van uw taalniveau in",
        en="Produce proof of the language level",
        event="taalbewijs_overgelegd",
        topic=TOPIC,
        by=(INBURGERAAR, KLANTMANAGER, DUO),
        articles=("WET 7 lid 3", "REG 3.12-3.15"),
        happened=True,
    ),
    Action(
        name="werk_aantonen",
        nl="Leg aangetoond werk vast",
        en="Record work that was shown",
        event="werkperiode_aangetoond",
        topic=TOPIC,
        by=(DUO,),
        articles=("WET 4", "BES 2.3"),
        guards=(periode("werk_dagen_kloppen"),),
        happened=True,
    ),
    Action(
        name="avi_gesprek_vastleggen",
        nl="Leg het gesprek over voldoende ingeburgerd zijn vast",
        en="Record the talk about being integrated",
        event="avi_gesprek_gevoerd",
        topic=TOPIC,
        by=(DUO,),
        articles=("WET 4", "BES 2.3"),
        happened=True,
    ),
    Action(
        name="leerplicht_vastleggen",
        nl="Leg vast of iemand leerplichtig is",
        en="Record whether somebody must go to school",
        event="leerplicht_vastgesteld",
        topic=TOPIC,
        by=(ADMINISTRATIE, DUO),
        articles=("WET 4 lid 1 c",),
        happened=True,
    ),
    Action(
        name="vrijstellende_opleiding_vastleggen",
        nl="Leg een opleiding vast die vrijstelt",
        en="Record an education that exempts",
        event="vrijstellende_opleiding_begonnen",
        topic=TOPIC,
        by=(DUO,),
        articles=("WET 4 lid 1 d", "REG 2.2"),
        happened=True,
    ),
    Action(
        name="einde_vrijstellende_opleiding_vastleggen",
        nl="Leg vast dat de opleiding die vrijstelt is geëindigd",
        en="Record that the education that exempts ended",
        event="vrijstellende_opleiding_beeindigd",
        topic=TOPIC,
        by=(DUO,),
        articles=("WET 4 lid 1 d", "REG 2.2"),
        guards=(
            Guard(
                "volgt_vrijstellende_opleiding",
                nl="Er staat geen opleiding die vrijstelt. Leg eerst het begin vast.",
                en="No education that exempts is on record. First record its start.",
            ),
        ),
        happened=True,
    ),
    Action(
        name="vrijstelling_aanvragen",
        nl="Vraag vrijstelling aan",
        en="Apply for exemption",
        event="vrijstelling_aangevraagd",
        topic=TOPIC,
        by=(INBURGERAAR, DUO),
        articles=("WET 4", "REG 2.3", "REG 3.14"),
        guards=(
            VOORWAARDEN,
            Guard(
                "vrijstelling_op_aanvraag",
                when="with",
                nl="Voor deze grond is geen aanvraag nodig. Kies diploma, opleiding, AVI of een onderdeel.",
                en="No application is needed for this ground. Choose diploma, education, AVI or a part.",
            ),
        ),
        happened=True,
    ),
    _besluit(
        "vrijstelling_volledig_toekennen",
        "Geef volledige vrijstelling",
        "Grant full exemption",
        "volledig",
        ("grond",),
        (GEGROND,),
    ),
    _besluit(
        "vrijstelling_tijdelijk_toekennen",
        "Geef tijdelijke vrijstelling",
        "Grant temporary exemption",
        "tijdelijk",
        ("grond", "tot_en_met"),
        (GEGROND, periode("vrijstelling_dagen_kloppen")),
    ),
    _besluit(
        "vrijstelling_onderdeel_toekennen",
        "Geef vrijstelling voor een onderdeel",
        "Grant exemption from a part",
        "gedeeltelijk",
        ("onderdelen", "niveau"),
        (
            Guard(
                "vrijstelling_onderdelen_bewezen",
                when="with",
                nl="Kies een onderdeel, en leg eerst voor elk taalonderdeel het bewijs vast.",
                en="Choose a part, and first record the proof of each language part.",
                unknown_passes=True,
            ),
        ),
        grond="onderdeel",
    ),
    Action(
        name="vrijstelling_afwijzen",
        nl="Wijs de vrijstelling af",
        en="Refuse the exemption",
        event="vrijstelling_besloten",
        topic=TOPIC,
        by=(BESLISSER,),
        articles=("WET 4", "REG 2.3", "DUO-API SS114, SS115, SS116"),
        fixed={"uitkomst": "afgewezen"},
        asks=("soort", "grond", "onderdelen"),
        guards=(
            Guard(
                "vrijstelling_aanvraag_open",
                nl="Er ligt geen aanvraag om vrijstelling. Er is dus niets af te wijzen.",
                en="There is no application for exemption, so there is nothing to refuse.",
            ),
            GROND_PAST,
        ),
        approval=True,
        adverse=True,
        letter="vrijstelling_besluit",
        happened=True,
    ),
    Action(
        name="vrijstelling_beeindigen",
        nl="Beëindig de tijdelijke vrijstelling",
        en="End the temporary exemption",
        event="vrijstelling_beeindigd",
        topic=TOPIC,
        by=(BESLISSER,),
        articles=("WET 4", "DUO-API SS129, SS130"),
        guards=(
            Guard(
                "vrijstelling_tijdelijk",
                nl="Er geldt geen tijdelijke vrijstelling. Er is dus niets te beëindigen.",
                en="No temporary exemption holds, so there is nothing to end.",
            ),
        ),
        approval=True,
        adverse=True,
        letter="vrijstelling_beeindigd",
        happened=True,
    ),
)
