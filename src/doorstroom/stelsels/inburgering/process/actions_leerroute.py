"""Actions that change the plan: its content, the learning route, the level; and the judgements that they rest on."""

from doorstroom.kernel.process import Action, Guard
from doorstroom.stelsels.inburgering.process.actions_pip import CONTENT
from doorstroom.stelsels.inburgering.process.gedeeld import (
    GEMOTIVEERD,
    HEEFT_PIP,
    PIP_DUO,
    PIP_LATER,
    PIP_WET,
    PLICHT,
    leerroute,
)
from doorstroom.stelsels.inburgering.process.roles import KLANTMANAGER

#: What the form of a plan asks that keeps the leerroute: nothing is chosen anew.
_ZELFDE = tuple(name for name in CONTENT if name != "afwijking_van_toets")
ZELFDE_ROUTE = Guard(
    "pip_nieuwe_leerroute",
    when="with",
    wanted=False,
    nl="Dit is een andere leerroute dan nu. Kies: wissel van leerroute.",
    en="This is another route than the present one. Choose: change the route.",
)
ANDERE_ROUTE = Guard(
    "pip_nieuwe_leerroute",
    when="with",
    nl="Dit is de leerroute die er al is. Kies een andere, of kies: wijzig het PIP.",
    en="This is the route that there is. Choose another one, or choose: change the PIP.",
)
WISSEL = Guard(
    "pip_leerroute_toegestaan",
    when="with",
    nl="Wisselen naar deze leerroute mag niet meer. Dat kon tot en met {wissel_uiterlijk}.",
    en="Changing to this route is no longer admissible. It was up to and including {wissel_uiterlijk}.",
)
WISSEL_OPEN = Guard(
    "wissel_mogelijk",
    nl="Wisselen kon tot en met {wissel_uiterlijk}. Beoordeel eerst of dit een bijzonder geval is.",
    en="Changing was possible up to and including {wissel_uiterlijk}. First assess whether this is a special case.",
)
AFSCHALEN = (
    leerroute(
        "B1",
        "Afschalen naar A2 kan alleen in de B1-route.",
        "Lowering the level to A2 is possible only in the B1-route.",
    ),
    Guard(
        "afschalen_ontbrekende_uren",
        wanted=0,
        nl="Lesuren NT2 die nog ontbreken: {afschalen_ontbrekende_uren}. Leg ze vast als ze al zijn gevolgd.",
        en="Hours of Dutch still missing: {afschalen_ontbrekende_uren}. Record them if they were followed.",
    ),
    Guard(
        "afschalen_ontbreekt_inspanning",
        wanted=False,
        nl="Leg eerst het oordeel vast dat er genoeg inspanning is geleverd.",
        en="First record the judgement that there was enough effort.",
    ),
    Guard(
        "afschalen_ontbreekt_haalbaarheid",
        wanted=False,
        nl="Leg eerst het oordeel vast dat B1 niet haalbaar is binnen de termijn.",
        en="First record the judgement that B1 is out of reach in the termijn.",
    ),
)


def _oordeel(
    name: str, nl: str, en: str, onderwerp: str, guards: tuple[Guard, ...], articles: tuple[str, ...]
) -> Action:
    """A judgement that the law leaves to an official, with reasons."""
    return Action(
        name=name,
        nl=nl,
        en=en,
        event="verwijtbaarheid_beoordeeld",
        topic="pip",
        by=(KLANTMANAGER,),
        articles=articles,
        fixed={"onderwerp": onderwerp},
        guards=(HEEFT_PIP, *guards),
        happened=True,
    )


ACTIONS = (
    Action(
        name="pip_wijzigen",
        nl="Wijzig het PIP",
        en="Change the PIP",
        event="pip_vastgesteld",
        topic="pip",
        by=(KLANTMANAGER,),
        articles=("WET 15", "WET 17", "DUO-API PIP"),
        fixed={"reden": "wijziging"},
        asks=_ZELFDE,
        guards=(PLICHT, HEEFT_PIP, *PIP_DUO, *PIP_LATER, *PIP_WET, ZELFDE_ROUTE),
        approval=True,
        letter="pip_beschikking",
        happened=True,
        continues=True,
    ),
    Action(
        name="leerroute_wisselen",
        nl="Wissel van leerroute",
        en="Change the learning route",
        event="pip_vastgesteld",
        topic="pip",
        by=(KLANTMANAGER,),
        articles=("WET 17 lid 2", "BES 5.4", "DUO-API PIP"),
        fixed={"reden": "wijziging"},
        asks=(*CONTENT, "bijzonder_geval"),
        guards=(PLICHT, HEEFT_PIP, WISSEL_OPEN, ANDERE_ROUTE, WISSEL, *PIP_DUO, *PIP_LATER, *PIP_WET, GEMOTIVEERD),
        approval=True,
        adverse=True,
        letter="leerroute_wissel",
        happened=True,
        continues=True,
    ),
    Action(
        name="afschalen",
        nl="Schaal af naar A2",
        en="Lower the level to A2",
        event="pip_vastgesteld",
        topic="pip",
        by=(KLANTMANAGER,),
        articles=("WET 17 lid 3", "BES 5.5"),
        fixed={"reden": "wijziging", "leerroute": "B1"},
        asks=tuple(name for name in _ZELFDE if name != "leerroute"),
        guards=(
            PLICHT,
            HEEFT_PIP,
            *AFSCHALEN,
            Guard(
                "pip_noemt_a2",
                when="with",
                nl="Kies niveau A2 voor alle of voor sommige taalonderdelen.",
                en="Choose level A2 for all or some language parts.",
            ),
            *PIP_DUO,
            *PIP_LATER,
            *PIP_WET,
        ),
        approval=True,
        letter="afschalen",
        happened=True,
        continues=True,
    ),
    Action(
        name="pip_na_vrijstelling",
        nl="Pas het PIP aan na een tijdelijke vrijstelling",
        en="Adapt the PIP after a temporary exemption",
        event="pip_vastgesteld",
        topic="pip",
        by=(KLANTMANAGER,),
        articles=("WET 4", "WET 15", "DUO-API SS130"),
        fixed={"reden": "na_vrijstelling"},
        asks=CONTENT,
        guards=(
            PLICHT,
            HEEFT_PIP,
            Guard(
                "pip_vrijstelling_geeindigd",
                nl="Sinds het eerste PIP is er geen tijdelijke vrijstelling geëindigd. Kies: wijzig het PIP.",
                en="Since the first PIP no temporary exemption ended. Choose: change the PIP.",
            ),
            *PIP_DUO,
            *PIP_LATER,
            *PIP_WET,
            WISSEL,
            GEMOTIVEERD,
        ),
        approval=True,
        letter="pip_beschikking",
        happened=True,
    ),
    _oordeel(
        "inspanning_beoordelen",
        "Beoordeel of er genoeg inspanning is",
        "Judge whether there was enough effort",
        "inspanning",
        (AFSCHALEN[0],),
        ("BES 5.5",),
    ),
    _oordeel(
        "haalbaarheid_b1_beoordelen",
        "Beoordeel of B1 haalbaar is binnen de termijn",
        "Judge whether B1 can be reached in the termijn",
        "b1_haalbaar_binnen_termijn",
        (AFSCHALEN[0],),
        ("BES 5.5",),
    ),
    _oordeel(
        "bijzonder_geval_beoordelen",
        "Beoordeel of dit een bijzonder geval is",
        "Judge whether this is a special case",
        "bijzonder_geval_wissel",
        (),
        ("BES 5.4 lid 3",),
    ),
)
