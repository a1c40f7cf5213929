"""Lists that keep up: with what other programs record in the register, and with the day.

What is done on the screens is projected at once. The exchange with DUO and a load write to the register only.
"""

from __future__ import annotations

import sqlalchemy as sa
from django.conf import settings

from doorstroom.kernel.system import System
from doorstroom.register.schema import event as event_table
from doorstroom.web.clock import today
from doorstroom.web.zaken import projection
from doorstroom.web.zaken.models import Zaak
from doorstroom.web.zaken.register import register, systems

#: Up to where this process has looked, by register and system; from the start when it has not looked yet.
_looked_to: dict[tuple[str, str], int] = {}


def follow() -> int:
    """Project the cases of which the register holds more than the lists do; how many."""
    return sum(_follow(system) for system in systems().values())


def of_today() -> int:
    """Project the cases of which the lists are of another day; how many.

    What ran yesterday may be late today, and a right to see may have ended.
    """
    done = 0
    for system in systems().values():
        fresh = Zaak.objects.filter(system=system.name, peildatum=today()).values_list("case_id", flat=True)
        stale = sorted(set(register().case_ids(system)) - set(fresh))
        projection.refresh(system, stale)
        done += len(stale)
    return done


def _follow(system: System) -> int:
    column, place = event_table.c, (str(settings.REGISTER_URL), system.name)
    query = (
        sa.select(column.case_id, sa.func.max(column.case_version), sa.func.max(column.sequence))
        .where(column.system == system.name, column.sequence > _looked_to.get(place, 0))
        .group_by(column.case_id)
    )
    with register().reading() as connection:
        found = connection.execute(query).all()
    shown = dict(Zaak.objects.filter(system=system.name).values_list("case_id", "version")) if found else {}
    behind = sorted(case_id for case_id, version, _last in found if shown.get(case_id, 0) < version)
    projection.refresh(system, behind)
    if found:
        _looked_to[place] = max(last for _case_id, _version, last in found)
    return len(behind)
