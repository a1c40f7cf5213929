"""What the stand-in does with each message of a municipality: refuse it by the rules, or write it down.

A list is a refusal, by the names of DUO's rules. Everything is written under the ``berichtId``, so that a request that
was broken off halfway is simply done again.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from doorstroom.exchange.duo.errors import MessageError
from doorstroom.exchange.duo.messages.aanbod import Aanbod
from doorstroom.exchange.duo.messages.contactpersoon import Contactpersoon, Contactpersoongegevens, checked_name
from doorstroom.exchange.duo.messages.pip import Pip
from doorstroom.exchange.duo.messages.resultaten import ResultaatMap, ResultaatPvt, ResultaatZroute
from doorstroom.exchange.duo.messages.wire import Message
from doorstroom.exchange.duo.resources import Resource
from doorstroom.exchange.duo.standin import checks
from doorstroom.exchange.duo.standin.lists import SCHOOLS
from doorstroom.exchange.duo.standin.playing import term_follows
from doorstroom.exchange.duo.standin.tables import contact, contact_of, offer, zroute
from doorstroom.exchange.duo.standin.tables import person as people
from doorstroom.exchange.duo.standin.views_traject import HOURS
from doorstroom.exchange.duo.standin.world import Someone, World
from doorstroom.exchange.duo.wsgi import Response


@dataclass(frozen=True)
class Change:
    """A message that may be done: who sends it about whom, and under which number."""

    world: World
    resource: Resource
    person: Someone | None
    gemeente: str
    body: Message | None
    path: dict[str, str]
    bericht_id: str

    @property
    def one(self) -> Someone:
        """The person; only asked for where the path names one."""
        assert self.person is not None
        return self.person

    def record(self, kind: str, day: dt.date, payload: dict[str, Any] | None, instance: str) -> bool:
        """Record an event because of this message."""
        return self.world.record(
            self.one.name, kind, day, payload, key=self._key(kind), instance=instance, by=self.gemeente
        )

    def begun(self, kind: str) -> bool:
        """Whether it was received already and broken off before the answer: its own event must not refuse it."""
        return self.world.holds(self.one.name, self._key(kind))

    def _key(self, kind: str) -> str:
        return f"{self.bericht_id}:{kind}"

    @property
    def done(self) -> Response:
        """The answer that it is done."""
        return Response(self.resource.success)


Result = Response | list[str]


def _pip_melden(change: Change) -> Result:
    assert isinstance(change.body, Pip)
    if not change.begun("pip_vastgesteld"):
        refused = checks.of_pip(change.world, change.one.name, change.gemeente, change.body)
        if refused:
            return refused
    payload = checks.pip_payload(change.world, change.one.name, change.gemeente, change.body)
    change.record("pip_vastgesteld", change.body.dagtekening, payload, f"pip-{change.bericht_id}")
    term_follows(change.world, change.one.bsn, change.bericht_id)  # DUO sets the term later, and says so by SS102
    return change.done


def _pip_vervalt(change: Change) -> Result:
    rows = [r for r in change.world.case(change.one.name).rows.get("pip_vastgesteld", ()) if r["pip_van_kracht"]]
    if not rows:
        return Response(404)
    refused = checks.of_pip_removal(change.world, change.one.name, change.gemeente)
    if refused:
        return refused
    change.record("pip_vastgesteld", rows[-1]["valid_on"], None, rows[-1]["instance"])
    return change.done


def _examennummer_vervalt(change: Change) -> Result:
    if change.one.examennummer is None:
        return Response(404)
    with change.world.writing() as connection:
        connection.execute(sa.update(people).where(people.c.bsn == change.one.bsn).values(examennummer=None))
    return change.done


def _contactpersoon(change: Change) -> Contactpersoongegevens | None:
    assert isinstance(change.body, Contactpersoongegevens)
    try:
        return checked_name(change.body)
    except MessageError:
        return None


def _contactpersoon_maken(change: Change) -> Result:
    details = _contactpersoon(change)
    if details is None:
        return ["C-naam"]
    with change.world.writing() as connection:
        same = sa.select(contact.c.id).where(contact.c.bericht_id == change.bericht_id)
        number = connection.execute(same).scalar()
        if number is None:
            row = {"gemeente": change.gemeente, "content": json.dumps(details.written())}
            made = connection.execute(sa.insert(contact).values(**row, bericht_id=change.bericht_id))
            number = made.inserted_primary_key[0]
    return Response(change.resource.success, Contactpersoon(id=number, gegevens=details).written())


def _contactpersoon_wijzigen(change: Change) -> Result:
    details = _contactpersoon(change)
    if details is None:
        return ["C-naam"]
    with change.world.writing() as connection:
        query = sa.update(contact).where(_own(change)).values(content=json.dumps(details.written()))
        return change.done if connection.execute(query).rowcount else Response(404)


def _contactpersoon_vervalt(change: Change) -> Result:
    with change.world.writing() as connection:
        if not connection.execute(sa.delete(contact).where(_own(change))).rowcount:
            return Response(404)
        connection.execute(sa.delete(contact_of).where(contact_of.c.id == int(change.path["id"])))  # C-2
    return change.done


def _contactpersoon_koppelen(change: Change) -> Result:
    with change.world.writing() as connection:
        if connection.execute(sa.select(contact.c.id).where(_own(change))).first() is None:
            return Response(404)
        connection.execute(sa.delete(contact_of).where(contact_of.c.bsn == change.one.bsn))  # C-1
        connection.execute(sa.insert(contact_of).values(bsn=change.one.bsn, id=int(change.path["id"])))
    return change.done


def _contactpersoon_ontkoppelen(change: Change) -> Result:
    same = sa.and_(contact_of.c.bsn == change.one.bsn, contact_of.c.id == int(change.path["id"]))
    with change.world.writing() as connection:
        return change.done if connection.execute(sa.delete(contact_of).where(same)).rowcount else Response(404)


def _own(change: Change) -> sa.ColumnElement[bool]:
    return sa.and_(contact.c.id == int(change.path["id"]), contact.c.gemeente == change.gemeente)


def _aanbod_melden(change: Change) -> Result:
    assert isinstance(change.body, Aanbod)
    school = SCHOOLS.get(change.path["instellingsnummer"])
    refused = checks.of_offer(change.world, change.one.name, change.body, school)
    if refused:
        return refused
    day = change.body.aangeboden_op or change.world.today
    payload = {"keurmerk": True, "begint_op": change.body.begint_op}
    change.record("aanbod_gedaan", day, payload, f"aanbod-{change.path['instellingsnummer']}")
    with change.world.writing() as connection:  # one current offer per school: a new one overwrites
        connection.execute(sa.delete(offer).where(_offer(change)))
        row = {"bsn": change.one.bsn, "instellingsnummer": change.path["instellingsnummer"]}
        content = json.dumps(change.body.written())
        connection.execute(sa.insert(offer).values(**row, gemeente=change.gemeente, content=content))
    return change.done


def _offer(change: Change) -> sa.ColumnElement[bool]:
    return sa.and_(offer.c.bsn == change.one.bsn, offer.c.instellingsnummer == change.path["instellingsnummer"])


def _aanbod_vervalt(change: Change) -> Result:
    with change.world.writing() as connection:
        if not connection.execute(sa.delete(offer).where(_offer(change))).rowcount:
            return Response(404)
    change.record("aanbod_gedaan", change.world.today, None, f"aanbod-{change.path['instellingsnummer']}")
    return change.done


def _zroute_day(change: Change) -> dt.date | None:
    with change.world.reading() as connection:
        query = sa.select(zroute.c.day).where(zroute.c.bsn == change.one.bsn)
        found: dt.date | None = connection.execute(query).scalar()
        return found


def _result(change: Change, part: str, kind: str, day: dt.date | None, verwijtbaar: str | None) -> Result:
    """PVT or MAP: the body is all there is, so what it leaves out is withdrawn (R-12)."""
    if not change.begun(kind):
        refused = checks.of_result(
            change.world, change.one.name, change.gemeente, kind, day, verwijtbaar, _zroute_day(change)
        )
        if refused:
            return refused
    change.record(kind, day or change.world.today, None if day is None else {}, f"duo-{part}")
    judged = None
    if verwijtbaar is not None:
        judged = {"onderwerp": part, "oordeel": verwijtbaar == "Ja", "motivering": "gemeld door de gemeente"}
    change.record("verwijtbaarheid_beoordeeld", change.world.today, judged, f"duo-{part}")
    return change.done


def _pvt_melden(change: Change) -> Result:
    assert isinstance(change.body, ResultaatPvt)
    return _result(change, "pvt", "pvt_ondertekend", change.body.ondertekend_op, change.body.verwijtbaar)


def _map_melden(change: Change) -> Result:
    assert isinstance(change.body, ResultaatMap)
    return _result(change, "map", "map_afgerond", change.body.eindgesprek_op, change.body.verwijtbaar)


def _zroute_melden(change: Change) -> Result:
    assert isinstance(change.body, ResultaatZroute)
    day = change.body.afgerond_op
    refused = checks.of_zroute(change.world, change.one.name, change.gemeente, day)
    if refused:
        return refused
    change.record("zroute_eindgesprek", day or change.world.today, None if day is None else {}, "duo-zroute")
    with change.world.writing() as connection:
        connection.execute(sa.delete(zroute).where(zroute.c.bsn == change.one.bsn))
        if day is not None:
            connection.execute(sa.insert(zroute).values(bsn=change.one.bsn, gemeente=change.gemeente, day=day))
    return change.done


def _uren(change: Change) -> Result:
    """A running total: each report is a new version of the one before."""
    hours = getattr(change.body, "uren")  # noqa: B009
    name = change.resource.name
    payload = {**HOURS[name], "uren": float(hours)}
    change.record("uren_gevolgd", change.world.today, payload, f"{name}:{change.gemeente}")
    return change.done


CHANGES: dict[str, Callable[[Change], Result]] = {
    "examennummer_vervalt": _examennummer_vervalt,
    "pip_melden": _pip_melden,
    "pip_vervalt": _pip_vervalt,
    "contactpersoon_maken": _contactpersoon_maken,
    "contactpersoon_wijzigen": _contactpersoon_wijzigen,
    "contactpersoon_vervalt": _contactpersoon_vervalt,
    "contactpersoon_koppelen": _contactpersoon_koppelen,
    "contactpersoon_ontkoppelen": _contactpersoon_ontkoppelen,
    "aanbod_melden": _aanbod_melden,
    "aanbod_vervalt": _aanbod_vervalt,
    "map_melden": _map_melden,
    "pvt_melden": _pvt_melden,
    "zroute_melden": _zroute_melden,
    "uren_intake_melden": _uren,
    "uren_participatie_melden": _uren,
    "uren_taalles_melden": _uren,
}
