"""What a person of the demo register is made for, and the days that decide in which published cell he or she falls."""

from __future__ import annotations

from dataclasses import dataclass, fields

from doorstroom.simulate.demo.calendar import day
from doorstroom.simulate.demo.luck import Flags, Ints

#: What a person is made for. CLOCK: ten weeks begun. CENTRE: in reception without plan; CENTRE_PLAN: with a plan.
#: MOVED_PLAN: plan made in reception, housed since. UNPLACED: neither in reception nor with a clock. LEFT: duty ended.
#: LATE_NOTICE: the named episode. UNKNOWN_BIRTH, NOT_OBLIGED: outside every table.
CLOCK, CENTRE, CENTRE_PLAN, MOVED_PLAN, UNPLACED, LEFT, LATE_NOTICE, UNKNOWN_BIRTH, NOT_OBLIGED = range(9)

#: Published (Staat van Migratie 2024, 7.2.2): notified too late between January 2022 and May 2023, about two thirds of
#: whom should have been notified in 2022.
LATE_FAMILY, LATE_ASYLUM, LATE_OF_2022 = 2_760, 450, 2 / 3
#: Assumed: plans made in reception before 1 December 2022; people in their municipality on 26 January 2023 whom DUO
#: notified in February; people who left the duty before 1 May 2023; people of whom the register lacks something.
PLANS_IN_CENTRES_DECEMBER, NOTIFIED_IN_FEBRUARY = 150, 360
LEFT_ASYLUM, LEFT_FAMILY, UNKNOWN_BIRTHS, CLERGY_FAMILY = 330, 220, 60, 20
NEW_YEAR = day(2023, 1, 1)
#: Outside the named episode the notice follows within thirteen weeks.
NOTICE_WITHIN = 86


@dataclass
class People:
    """Per person, in days: ``NEVER`` where something does not happen. ``known_from``: nothing is recorded earlier.

    ``direct``: did not live in reception. ``notified``: the kennisgeving. ``housed``: registration in the BRP of the
    municipality of housing. ``freed``: first day without duty, of those who left.
    """

    kind: Ints
    group: Ints
    direct: Flags
    permit: Ints
    centre: Ints
    centre_left: Ints
    housed: Ints
    notified: Ints
    clock: Ints
    plan: Ints
    plan_known: Ints
    freed: Ints
    known_from: Ints

    @property
    def size(self) -> int:
        """How many people."""
        return len(self.kind)

    def keep(self, chosen: Flags | Ints) -> People:
        """Some of the people."""
        return People(**{field.name: getattr(self, field.name)[chosen] for field in fields(self)})
