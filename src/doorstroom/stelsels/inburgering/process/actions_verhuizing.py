"""Actions when somebody moves. The hand-over of the file between municipalities is a record of its own, no event."""

from doorstroom.kernel.process import Action, Guard
from doorstroom.stelsels.inburgering.process.roles import ADMINISTRATIE, DUO

ACTIONS = (
    Action(
        name="verhuizing_vastleggen",
        nl="Leg de verhuizing naar een andere gemeente vast",
        en="Record the move to another municipality",
        event="brp_inschrijving",
        topic="verhuizing",
        by=(ADMINISTRATIE, DUO),
        articles=("BES 5.3 lid 3", "WET 35 lid 4"),
        guards=(
            Guard(
                "eerder_gehuisvest",
                nl="Er is nog geen inschrijving in de BRP. Leg eerst die vast.",
                en="There is no registration in the BRP yet. First record that one.",
            ),
            Guard(
                "brp_verhuist",
                when="with",
                nl="Dit is de gemeente waar deze persoon al woont. Kies een andere gemeente.",
                en="This is the municipality where the person lives already. Choose another one.",
            ),
        ),
        letter="overdracht",
        happened=True,
    ),
)
