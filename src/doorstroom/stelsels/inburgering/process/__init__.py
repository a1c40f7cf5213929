"""What people do with a case of inburgering: clocks that run, actions that may be taken, tasks without a date."""

from doorstroom.stelsels.inburgering.process import (
    actions_boete_college,
    actions_boete_duo,
    actions_examens,
    actions_handhaving,
    actions_intake,
    actions_leerroute,
    actions_lening,
    actions_ontheffing,
    actions_ontzorgen,
    actions_persoon_verblijf,
    actions_pip,
    actions_plicht,
    actions_termijn,
    actions_traject,
    actions_verhuizing,
    actions_vrijstelling,
    actions_zroute,
)
from doorstroom.stelsels.inburgering.process.clocks import CLOCKS
from doorstroom.stelsels.inburgering.process.letters import LETTERS
from doorstroom.stelsels.inburgering.process.roles import ROLES
from doorstroom.stelsels.inburgering.process.tasks import TASKS

#: Every action, in the order in which a case may come across them.
ACTIONS = (
    *actions_persoon_verblijf.ACTIONS,
    *actions_plicht.ACTIONS,
    *actions_intake.ACTIONS,
    *actions_pip.ACTIONS,
    *actions_leerroute.ACTIONS,
    *actions_traject.ACTIONS,
    *actions_zroute.ACTIONS,
    *actions_examens.ACTIONS,
    *actions_termijn.ACTIONS,
    *actions_vrijstelling.ACTIONS,
    *actions_ontheffing.ACTIONS,
    *actions_boete_college.ACTIONS,
    *actions_boete_duo.ACTIONS,
    *actions_handhaving.ACTIONS,
    *actions_lening.ACTIONS,
    *actions_ontzorgen.ACTIONS,
    *actions_verhuizing.ACTIONS,
)

__all__ = ["ACTIONS", "CLOCKS", "LETTERS", "ROLES", "TASKS"]
