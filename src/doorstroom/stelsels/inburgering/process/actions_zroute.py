"""Actions of the Z-route: hours lowered or credited, and the eindgesprek."""

from doorstroom.kernel.process import Action, Guard
from doorstroom.stelsels.inburgering.process.actions_traject import IN_ZROUTE
from doorstroom.stelsels.inburgering.process.gedeeld import EIGEN_PIP, HEEFT_PIP
from doorstroom.stelsels.inburgering.process.roles import KLANTMANAGER

ACTIONS = (
    Action(
        name="zroute_uren_verlagen",
        nl="Verlaag de cursusuren van de Z-route",
        en="Lower the course hours of the Z-route",
        event="zroute_uren_verlaagd",
        topic="traject",
        by=(KLANTMANAGER,),
        articles=("BES 3.14",),
        guards=(
            IN_ZROUTE,
            Guard(
                "zroute_verlaging_toegestaan",
                when="with",
                nl="Nodig zijn een revalidatietraject, en minder uren of een vaardigheid die vervalt.",
                en="This takes a revalidatietraject, and fewer hours or a skill that is left out.",
            ),
        ),
        letter="zroute_uren",
        happened=True,
    ),
    Action(
        name="zroute_uren_verrekenen",
        nl="Tel uren van een andere school mee in de Z-route",
        en="Credit hours at another school to the Z-route",
        event="zroute_uren_verrekend",
        topic="traject",
        by=(KLANTMANAGER,),
        articles=("BES 3.14 lid 9",),
        guards=(
            IN_ZROUTE,
            Guard(
                "zroute_verrekening_toegestaan",
                when="with",
                nl="Alleen uren uit de twee jaar voor het eerste PIP tellen mee, en pas sinds dit in de wet staat.",
                en="Only hours of the two years before the first PIP count, and only since the law says so.",
            ),
        ),
        letter="zroute_uren",
        happened=True,
    ),
    Action(
        name="zroute_eindgesprek_vastleggen",
        nl="Leg het eindgesprek van de Z-route vast",
        en="Record the final talk of the Z-route",
        event="zroute_eindgesprek",
        topic="traject",
        by=(KLANTMANAGER,),
        articles=("WET 9", "BES 3.14"),
        guards=(
            HEEFT_PIP,
            IN_ZROUTE,
            EIGEN_PIP,
            Guard(
                "zroute_gesprek_bevoegd",
                when="with",
                nl="Alleen het college zelf of een Wgr-orgaan mag dit gesprek voeren. Een ander gesprek telt niet.",
                en="Only the college itself or a body under the Wgr may hold this talk. Another one does not count.",
            ),
        ),
        suggested_when="zroute_af_te_ronden",
        happened=True,
    ),
)
