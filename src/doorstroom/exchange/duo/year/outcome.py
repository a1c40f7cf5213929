"""What the year came to, on either side: what is legally so of every person, and what happened to every message.

No BSN and no moment of arrival stands in it, so that a year with outages and kills can be laid beside one without.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from doorstroom.exchange.duo import inbox, outbox
from doorstroom.exchange.duo.agreement import COLUMNS
from doorstroom.exchange.duo.codes import CODES
from doorstroom.exchange.duo.schema import task
from doorstroom.exchange.duo.side import Side
from doorstroom.exchange.duo.standin import tables
from doorstroom.exchange.duo.standin.run import StandIn
from doorstroom.exchange.duo.standin.world import COLUMNS as DUO_COLUMNS
from doorstroom.exchange.duo.takeover import case_of
from doorstroom.kernel.plain.case import CaseEvaluation

#: What is legally so, as far as both sides work it out.
LEGAL = (
    *("inburgeringsplichtig_wi2021", "plicht_start", "plicht_geeindigd_op", "plicht_eind_reden", "doelgroep"),
    *("lopende_termijn_start", "termijn_einde_exclusief", "pip_laatste_datum", "pip_gemeente", "leerroute"),
    *("pvt_ondertekend_op", "map_afgerond_op", "zroute_voldaan_op"),
)
#: Events that both sides must hold alike: type -> what of them counts.
_EVENTS: dict[str, tuple[str, ...]] = {
    "examen_afgelegd": ("onderdeel", "niveau", "resultaat"),
    "vrijstelling_besloten": ("uitkomst", "soort", "grond"),
    "ontheffing_besloten": ("uitkomst", "grond", "omvang"),
    "leerbaarheidstoets_afgenomen": ("uitkomst",),
    "pip_vastgesteld": ("gemeente", "leerroute", "niveau"),
}


def _legal(case: CaseEvaluation) -> dict[str, Any]:
    found: dict[str, Any] = {name: str(case.values[name]) for name in LEGAL}
    values = case.values
    # DUO knows lessons in one total, whatever they were.
    lessons = (values["uren_taal_en_knm"] or 0) + (values["uren_taalschakel"] or 0)
    found["uren"] = [int(lessons), int(values["uren_participatie"] or 0)]
    for kind, fields in _EVENTS.items():
        rows = case.rows.get(kind, ())
        found[kind] = sorted({str([row["valid_on"], *(row[field] for field in fields)]) for row in rows})
    return found


def outcome_of_duo(standin: StandIn) -> dict[str, Any]:
    """Everybody as DUO has him, and every message that DUO sent and took."""
    world = standin.world
    names = tuple(dict.fromkeys((*LEGAL, *DUO_COLUMNS)))
    people = {
        one.name: _legal(world.system.evaluate_case(world.events(one.name), world.today, want=names))
        for one in world.everybody()
        if world.events(one.name)
    }
    with world.reading() as connection:
        told = connection.execute(sa.select(tables.notification)).all()
        taken = connection.execute(sa.select(tables.answered.c.status, tables.answered.c.asked)).all()
        left = connection.execute(sa.select(sa.func.count()).where(tables.step.c.done == 0)).scalar_one()
    return {
        "people": people,
        "plans": {one.name: _plans(world.events(one.name)) for one in world.everybody()},
        "notifications": dict(Counter(row.state for row in told if row.gemeente == "0363")),
        "codes": dict(Counter(row.code for row in told if row.gemeente == "0363" and row.state == "delivered")),
        "sent_ids": sorted({row.bericht_id for row in told if row.gemeente == "0363" and row.state == "delivered"}),
        "faults": dict(Counter(row.fault for row in told if row.fault and row.gemeente == "0363")),
        "tried_again": sum(1 for row in told if row.attempts > 1),
        "taken": dict(Counter(row.status for row in taken)),
        "steps_left": left,
    }


def _plans(events: Iterable[Any]) -> int:
    return sum(1 for event in events if event.type == "pip_vastgesteld" and not event.retracted)


def outcome_of_municipality(side: Side, names: Mapping[str, str]) -> dict[str, Any]:
    """Everybody as the municipality has him, and every message that came and went."""
    received, sent = inbox.listed(side.store), outbox.listed(side.store)
    columns = tuple(dict.fromkeys((*LEGAL, *COLUMNS)))
    people, plans = {}, {}
    for person_id, name in names.items():
        case_id = case_of(side.register, side.system, person_id)
        if case_id is None:
            continue
        people[name] = _legal(side.evaluate(case_id, columns))
        plans[name] = _plans(side.register.history_of_case(side.system, case_id))
    with side.store.reading() as connection:
        tasks = connection.execute(sa.select(task.c.code, task.c.kind, task.c.done_at)).all()
    return {
        "people": people,
        "plans": plans,
        "inbox": dict(Counter(message.state for message in received)),
        "received_ids": sorted(message.bericht_id for message in received),
        "unknown": sum(1 for message in received if message.code not in CODES),
        "repeats": sum(message.repeats for message in received),
        "late": sum(1 for message in received if message.late),
        "fetched_again": sum(1 for message in received if message.attempts),
        "outbox": dict(Counter(message.state for message in sent)),
        "sent_again": sum(1 for message in sent if message.attempts > 1 and message.state != outbox.State.SENT),
        "refused": [[m.resource, list(m.texts) or [m.trouble]] for m in sent if m.state in ("refused", "failed")],
        "accepted": sum(1 for m in sent if m.sent_at is not None),
        "tasks": dict(Counter(row.code or row.kind for row in tasks)),
        "events": side.register.count(),
    }
