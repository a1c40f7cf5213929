"""Actions of the exams."""

from doorstroom.kernel.process import Action, Guard
from doorstroom.stelsels.inburgering.process.roles import ADMINISTRATIE, DUO

UITSLAG = (
    Guard(
        "examen_niveau_past",
        when="with",
        nl="Kies bij een taalonderdeel het niveau. KNM heeft geen niveau.",
        en="Choose the level of a language part. KNM has no level.",
    ),
    Guard(
        "examen_reden_past",
        when="with",
        nl="Kies een reden als er geen resultaat is, en alleen dan.",
        en="Choose a reason when there is no result, and only then.",
    ),
)

ACTIONS = (
    Action(
        name="examen_vastleggen",
        nl="Leg een examen vast",
        en="Record an exam",
        event="examen_afgelegd",
        topic="examens",
        by=(DUO, ADMINISTRATIE),
        articles=("WET 7", "BES 9.6"),
        guards=UITSLAG,
        happened=True,
    ),
    Action(
        name="examenuitslag_vastleggen",
        nl="Leg de uitslag van een examen vast",
        en="Record the result of an exam",
        event="examen_afgelegd",
        topic="examens",
        by=(DUO, ADMINISTRATIE),
        articles=("WET 7", "BES 9.6", "DUO-API SS199"),
        asks=("resultaat", "reden_geen"),
        guards=(
            Guard(
                "examen_uitslag_bekend",
                when="with",
                nl="Kies wat de uitslag is: geslaagd, gezakt of geen resultaat.",
                en="Choose what the result is: passed, failed or no result.",
            ),
            *UITSLAG,
        ),
        happened=True,
        amends=True,
    ),
)
