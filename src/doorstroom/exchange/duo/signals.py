"""The attention signals that DUO announced and has not built, said today by our own rules, as tasks of a case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from doorstroom.exchange.duo.codes import CODES, OURS
from doorstroom.exchange.duo.store import Store
from doorstroom.exchange.duo.tasks import Kind, add_task, finish, open_tasks
from doorstroom.kernel.history import History
from doorstroom.kernel.system import System

#: Column of the rules -> code of DUO.
SIGNALS = {code.column: code.code for code in CODES.values() if code.state == OURS}
#: Who ends a signal that holds no more.
_RULES = "regels"


@dataclass(frozen=True)
class Signal:
    """That a signal holds for a case."""

    code: str
    case_id: str
    person_id: str


def signals(system: System, history: History, day: dt.date) -> list[Signal]:
    """Every signal that holds on a day, over all cases at once. Unknown is no signal."""
    cases = system.evaluate(history, day, want=SIGNALS).cases
    return [
        Signal(code, row["case_id"], row["person_id"])
        for row in cases.select("case_id", "person_id", *SIGNALS).iter_rows(named=True)
        for column, code in SIGNALS.items()
        if row[column] is True
    ]


def note_signals(store: Store, holding: Iterable[Signal]) -> tuple[int, int]:
    """Make a task of each new signal and end those that hold no more; how many began and ended.

    A signal that comes back after its task was done is a new task.
    """
    now = store.clock()
    present = {(signal.code, signal.case_id): signal for signal in holding}
    before: Mapping[tuple[str, str], str] = {
        (task.code or "", task.key.split(":")[2]): task.key
        for task in open_tasks(store, kind=Kind.CASE)
        if task.key.startswith("signaal:")
    }
    ended = [key for pair, key in before.items() if pair not in present]
    begun = [signal for pair, signal in present.items() if pair not in before]
    if not begun and not ended:
        return 0, 0
    with store.writing() as connection:
        for key in ended:
            finish(connection, now, key, _RULES)
        for signal in begun:
            code = CODES[signal.code]
            key = f"signaal:{signal.code}:{signal.case_id}:{now:%Y-%m-%d}"
            add_task(
                connection, now, Kind.CASE, key, f"{code.trigger} {code.todo}", code=signal.code,
                person_id=signal.person_id,
            )  # fmt: skip
    return len(begun), len(ended)
