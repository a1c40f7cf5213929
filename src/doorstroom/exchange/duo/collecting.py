"""Which events of the register must DUO hear of? Followed by their sequence, so that none is missed or told twice.

The register knows nothing of the exchange: whoever appends an event, on a screen or from a file, DUO hears of it.
"""

from __future__ import annotations

import sqlalchemy as sa

from doorstroom.exchange.duo import outbox
from doorstroom.exchange.duo.mapping import OUTGOING
from doorstroom.exchange.duo.outgoing import COLUMNS, Present, drafts, is_ours
from doorstroom.exchange.duo.side import Side
from doorstroom.exchange.duo.store import set_mark
from doorstroom.register.schema import event as event_table

MARK = "register"


def collect(side: Side) -> int:
    """Queue a message for every event since the last time; how many messages came of it.

    The first time it only notes where the register is: what is older was told in another way. ``from_start`` of the
    command sets the mark to 0 instead.
    """
    seen = side.store.mark(MARK)
    column = event_table.c
    with side.register.reading() as connection:
        until = connection.execute(sa.select(sa.func.max(column.sequence))).scalar() or 0
        if seen is None:
            case_ids = []
        else:
            query = (
                sa.select(column.case_id, sa.func.min(column.sequence).label("first"))
                .where(column.system == side.system.name, column.sequence > seen, column.sequence <= until)
                .where(column.type.in_({told.event for told in OUTGOING}))
                .group_by(column.case_id)
                .order_by(sa.text("first"))
            )
            case_ids = [row.case_id for row in connection.execute(query)]
    found = [draft for case_id in case_ids for draft in _drafts(side, case_id, seen or 0, until)]
    if until == seen:
        return 0
    with side.store.writing() as connection:
        made = [outbox.queue(connection, side.now, draft) for draft in found]
        set_mark(connection, MARK, until)
    return sum(1 for each in made if each is not None)


def _drafts(side: Side, case_id: str, seen: int, until: int) -> list[outbox.Draft]:
    events = side.register.history_of_case(side.system, case_id)
    new = [event for event in events if is_ours(event) and seen < (event.sequence or 0) <= until]
    if not new:
        return []
    case = side.system.evaluate_case(events, side.today, want=COLUMNS)
    present = Present(side.settings.gemeente, case, side.today)
    return [draft for event in new for draft in drafts(event, present)]
