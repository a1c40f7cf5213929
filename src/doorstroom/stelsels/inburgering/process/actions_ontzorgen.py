"""Actions on ontzorgen (PW 56a): the right to bijstand, and what the college decides to measure."""

from doorstroom.kernel.process import Action, Guard
from doorstroom.stelsels.inburgering.process.roles import ADMINISTRATIE, KLANTMANAGER

ACTIONS = (
    Action(
        name="bijstand_vastleggen",
        nl="Leg het begin van de bijstand vast",
        en="Record the start of bijstand",
        event="bijstand_ingegaan",
        topic="ontzorgen",
        by=(KLANTMANAGER, ADMINISTRATIE),
        articles=("PW 56a",),
        guards=(
            Guard(
                "heeft_bijstand",
                wanted=False,
                nl="Er is al bijstand, sinds {bijstand_laatste_ingang}.",
                en="There is bijstand already, since {bijstand_laatste_ingang}.",
            ),
        ),
        happened=True,
    ),
    Action(
        name="einde_bijstand_vastleggen",
        nl="Leg het einde van de bijstand vast",
        en="Record the end of bijstand",
        event="bijstand_geeindigd",
        topic="ontzorgen",
        by=(KLANTMANAGER, ADMINISTRATIE),
        articles=("PW 56a",),
        guards=(
            Guard(
                "heeft_bijstand",
                nl="Er is geen bijstand. Leg eerst het begin vast.",
                en="There is no bijstand. First record its start.",
            ),
        ),
        happened=True,
    ),
    Action(
        name="ontzorgen_maatwerk_besluiten",
        nl="Besluit tot maatwerk bij ontzorgen",
        en="Decide on ontzorgen made to measure",
        event="ontzorgen_maatwerk_besloten",
        topic="ontzorgen",
        by=(KLANTMANAGER,),
        articles=("PW 56a",),
        guards=(
            Guard(
                "ontzorgen_doelgroep",
                nl="Ontzorgen is alleen voor wie een asielvergunning en bijstand heeft.",
                en="Ontzorgen is only for those with an asylum permit and bijstand.",
            ),
            Guard(
                "maatwerk_dagen_kloppen",
                when="with",
                nl="Noem de laatste dag bij korter of langer ontzorgen, en geen dag bij 'niet'.",
                en="Name the last day of a shorter or longer period, and no day with 'none'.",
            ),
        ),
        approval=True,
        adverse=True,
        letter="ontzorgen_maatwerk",
        happened=True,
    ),
)
