"""What the people of a municipality do in the year: take over the BRP, and do the work that the script plans."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID, uuid5

from doorstroom.exchange.duo import decisions, outbox
from doorstroom.exchange.duo.outbox import State
from doorstroom.exchange.duo.side import Side
from doorstroom.exchange.duo.standin.life import Person, Script, Step
from doorstroom.exchange.duo.takeover import case_of, new_case_id
from doorstroom.kernel.events import Event

_NAMESPACE = UUID("3f1f4f0e-0f57-5d0c-8a2e-6f4a5b9d7c11")
_ACTOR = "casusregisseur"
#: What a municipality knows of its inhabitants without DUO.
_BRP = (
    *("geboorte", "nationaliteit_vastgesteld", "verblijfsrecht_verkregen", "verblijfsrecht_beeindigd"),
    *("brp_inschrijving", "brp_uitschrijving", "opvang_begonnen", "opvang_beeindigd", "gemeente_gekoppeld"),
)
_SCHOOLS = {"B1": "9000000001", "Z": "9000000001", "onderwijs": "9000000002"}


class Actor:
    """Does what the script plans, once, up to the present moment. Doing it again changes nothing."""

    def __init__(self, side: Side, script: Script) -> None:
        self._side, self.script = side, script
        self._done: dict[str, int] = {}
        self._person_ids: dict[str, str] = {}

    def act(self) -> int:
        """Record everything that is due; how many events did."""
        written = 0
        for person in self.script.people:
            steps = list(self._due(person))
            if len(steps) == self._done.get(person.name, 0):
                continue
            written += self._record(person, steps)
            self._done[person.name] = len(steps)
        self._complete_offers()
        return written

    def _due(self, person: Person) -> Iterator[Step]:
        """The steps up to now; of somebody who does not live here yet none. The BRP tells the whole past at once."""
        now, ours = self._side.now, self._side.settings.gemeente
        brp = [step for step in person.life if step.verb == "event" and step.what in _BRP and step.at <= now]
        if any(step.payload.get("gemeente") == ours for step in brp):
            yield from sorted([*brp, *(s for s in person.gemeente if s.at <= now)], key=lambda step: step.at)

    def _record(self, person: Person, steps: list[Step]) -> int:
        side = self._side
        person_id = self._person_ids.setdefault(person.name, side.people.by_bsn(person.bsn))
        case_id = case_of(side.register, side.system, person_id) or new_case_id(person_id)
        known = {event.event_id for event in side.register.history_of_case(side.system, case_id)}
        events = [self._event(step, person_id, case_id) for step in steps]
        new = [event for event in events if event.event_id not in known]
        return side.register.append(side.system, new).written if new else 0

    def _event(self, step: Step, person_id: str, case_id: str) -> Event:
        side = self._side
        payload = dict(step.payload)
        if step.what == "pip_vastgesteld":
            payload.setdefault("gemeente", side.settings.gemeente)
        brp = step.what in _BRP
        return Event(
            event_id=uuid5(_NAMESPACE, step.key), case_id=case_id, person_id=person_id, type=step.what,
            instance=step.key, valid_on=step.day, recorded_at=side.now,
            organisation="BRP" if brp else side.settings.gemeente, actor="brp" if brp else _ACTOR, payload=payload,
        )  # fmt: skip

    def _complete_offers(self) -> None:
        """Say of each offer at which school it is, which no event tells."""
        side = self._side
        for concept in outbox.listed(side.store, states=(State.CONCEPT,), resource="aanbod_melden"):
            if "instellingsnummer" in concept.path or concept.person_id is None:
                continue
            route = side.of_person(concept.person_id, ("leerroute",))["leerroute"]
            decisions.confirm(side.store, concept.number, _ACTOR, instellingsnummer=_SCHOOLS[route or "B1"])
