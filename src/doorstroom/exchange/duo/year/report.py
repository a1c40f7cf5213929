"""What is said of a played year: do both sides agree, was nothing lost or done twice, and what was tried again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from doorstroom.exchange.duo.codes import CODES, LIVE, OURS, PLANNED


@dataclass(frozen=True)
class Report:
    """The outcome of a year. ``broken``: everything that is not as it must be; empty when all is well."""

    people: int
    kills: int
    #: How many of them were in the middle of work.
    midway: int
    seconds: float
    broken: tuple[str, ...]
    agreement: Mapping[str, Any]
    duo: Mapping[str, Any]
    municipality: Mapping[str, Any]

    @property
    def ok(self) -> bool:
        """Whether all is well."""
        return not self.broken

    def legal(self) -> dict[str, Any]:
        """What is legally so of every person: to be laid beside another year."""
        return dict(self.municipality["people"])

    def lines(self) -> Iterator[str]:
        """In words."""
        duo, ours = self.duo, self.municipality
        yield f"{self.people} newcomers, {sum(duo['notifications'].values())} notifications, " + (
            f"{sum(ours['outbox'].values())} messages to DUO, {ours['events']} events; {self.seconds:.0f} s"
        )
        yield f"spoiled on purpose: {_counted(duo['faults'])}; " + (
            f"killed {self.kills} times, {self.midway} in the middle of work"
        )
        yield (
            f"tried again: {duo['tried_again']} notifications by DUO, {ours['fetched_again']} times fetched anew, "
            + (f"{ours['sent_again']} messages sent anew")
        )
        yield f"taken in once though told again: {ours['repeats']} under the same number; late: {ours['late']}"
        yield f"inbox: {_counted(ours['inbox'])}; outbox: {_counted(ours['outbox'])}"
        yield f"codes: {_counted(duo['codes'])}"
        own = {code: number for code, number in ours["tasks"].items() if code in CODES and CODES[code].state == OURS}
        yield f"signals of our own rules: {_counted(own)}"
        yield f"compared with DUO: {self.agreement['compared']} people, {len(self.agreement['differences'])} " + (
            f"differences; {self.agreement['not_ours']} are no longer ours"
        )
        yield "all is well" if self.ok else f"NOT WELL: {len(self.broken)} findings"
        yield from (f"  {finding}" for finding in self.broken[:40])


def _counted(numbers: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {number}" for name, number in sorted(numbers.items())) or "none"


def report(made: Mapping[str, Any], *, kills: int, midway: int, seconds: float) -> Report:
    """Lay both sides beside each other."""
    duo, ours, agreement = made["duo"], made["municipality"], made["agreement"]
    found = [*_lost(duo, ours), *_unlike(duo, ours), *_codes(duo, ours)]
    if agreement["broken_off"]:
        found.append(f"not everybody was compared: {agreement['broken_off']}")
    found += [f"compared with DUO: {' | '.join(map(str, each))}" for each in agreement["differences"]]
    return Report(len(ours["people"]), kills, midway, seconds, tuple(found), agreement, duo, ours)


def _lost(duo: Mapping[str, Any], ours: Mapping[str, Any]) -> Iterable[str]:
    """Nothing may be lost, left lying, or done twice."""
    if duo["steps_left"]:
        yield f"{duo['steps_left']} steps of the script were not done"
    for state, number in duo["notifications"].items():
        if state != "delivered":
            yield f"{number} notifications of DUO are '{state}'"
    lost = set(duo["sent_ids"]) - set(ours["received_ids"])
    if lost:
        yield f"{len(lost)} notifications were delivered and are not in the inbox"
    for state, number in ours["inbox"].items():
        if state not in ("processed", "unknown"):
            yield f"{number} notifications in the inbox are '{state}'"
    for state, number in ours["outbox"].items():
        if state not in ("sent", "confirmed", "withdrawn"):
            yield f"{number} messages in the outbox are '{state}'"
    yield from (f"{resource}: {' '.join(map(str, texts))}" for resource, texts in ours["refused"])
    taken = sum(number for status, number in duo["taken"].items() if int(status) < 300)
    if taken != ours["accepted"]:
        yield f"DUO took {taken} messages, and {ours['accepted']} were sent"


def _unlike(duo: Mapping[str, Any], ours: Mapping[str, Any]) -> Iterable[str]:
    """Both sides must say the same of everybody."""
    for name in sorted(set(duo["people"]) | set(ours["people"])):
        here, there = ours["people"].get(name), duo["people"].get(name)
        if here is None or there is None:
            yield f"{name} is known to one side only"
            continue
        yield from (
            f"{name}: {what}: DUO {there[what]}, municipality {here[what]}"
            for what in there
            if there[what] != here[what]
        )
        if duo["plans"].get(name) != ours["plans"].get(name):
            yield f"{name}: DUO has {duo['plans'].get(name)} plans, the municipality {ours['plans'].get(name)}"


def _codes(duo: Mapping[str, Any], ours: Mapping[str, Any]) -> Iterable[str]:
    """Every code must occur."""
    sent = {code.code for code in CODES.values() if code.state in (LIVE, PLANNED)}
    yield from (f"{code} did not occur" for code in sorted(sent - set(duo["codes"])))
    own = {code.code for code in CODES.values() if code.state == OURS}
    yield from (f"{code} did not occur" for code in sorted(own - set(ours["tasks"])))
