"""Put a demo register where a real one stands: the event log, the person vault and the columnar mirror.

The simulation knows no register; it is handed what it writes to.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from doorstroom.kernel.errors import DoorstroomError
from doorstroom.kernel.events import Event
from doorstroom.simulate.demo.luck import Luck
from doorstroom.simulate.demo.make import DemoRegister, Progress


class Log(Protocol):
    """The event log (``register.Register``)."""

    def load_histories(
        self, system: Any, events: Iterable[Event], progress: Callable[[int], None] | None = None
    ) -> object: ...


class PersonVault(Protocol):
    """The person vault (``register.vault.Vault``); it refuses who has no BSN of the demo range."""

    def load_demo(self, people: Iterable[Any], access: Any) -> int: ...


class ColumnarMirror(Protocol):
    """The mirror of a log (``register.Mirror``)."""

    def sync(self, progress: Callable[[int], None] | None = None) -> object: ...


@dataclass(frozen=True)
class Written:
    """What was written."""

    cases: int
    events: int
    people: int


def demo_people(demo: DemoRegister, bsns: Sequence[str], person: Callable[..., Any]) -> Iterator[Any]:
    """Records for the vault: ``person`` makes one, ``bsns`` are the numbers to give out (``register.bsn.demo_bsns()``).

    Raises DoorstroomError when there are not enough numbers.
    """
    if len(bsns) < demo.people.height:
        raise DoorstroomError(f"{demo.people.height} demo people need as many BSNs; there are {len(bsns)}")
    order = Luck(demo.seed, len(bsns)).stream("bsn").permutation(len(bsns))
    for place, row in zip(order, demo.people.iter_rows(named=True), strict=False):
        birth: dt.date | None = row["birth_date"]
        yield person(
            person_id=row["person_id"],
            name=row["name"],
            bsn=bsns[place],
            address=row["address"],
            birth_date=birth,
            language=row["language"],
        )


def write_demo(
    demo: DemoRegister,
    system: Any,
    *,
    log: Log | None = None,
    mirror: ColumnarMirror | None = None,
    vault: PersonVault | None = None,
    people: Iterable[Any] = (),
    access: Any = None,
    progress: Progress | None = None,
) -> Written:
    """Write what is given a place: events to ``log``, from there to ``mirror``, ``people`` to ``vault``.

    ``people``: of ``demo_people``. ``access``: on whose behalf the vault is opened. Loading twice changes nothing in
    the log: the events keep their ids.
    """
    tell = progress or (lambda done, what: None)
    events = found = 0
    if log is not None:
        log.load_histories(system, demo.events(), lambda done: tell(0.8 * done / demo.size, "event log"))
        events = demo.size
    if mirror is not None:
        tell(0.8, "mirror")
        mirror.sync()
    if vault is not None:
        tell(0.9, "person vault")
        found = vault.load_demo(people, access)
    tell(1.0, "done")
    return Written(demo.cases.height, events, found)
