"""The stand-in as a server: which resource is asked, may the caller, is it well formed, and what is the answer."""

from __future__ import annotations

import datetime as dt
import json
import re
import time
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from doorstroom.exchange.duo.errors import MessageError
from doorstroom.exchange.duo.masking import logger
from doorstroom.exchange.duo.messages.notificatie import Foutmelding
from doorstroom.exchange.duo.messages.wire import Message
from doorstroom.exchange.duo.resources import BASE, RESOURCES, Resource
from doorstroom.exchange.duo.scope import in_scope
from doorstroom.exchange.duo.standin.changes import CHANGES, Change
from doorstroom.exchange.duo.standin.faults import Fault, Faults
from doorstroom.exchange.duo.standin.lists import GROUNDS, SCHOOLS
from doorstroom.exchange.duo.standin.recording import Exchange, Recorder
from doorstroom.exchange.duo.standin.tables import answered
from doorstroom.exchange.duo.standin.texts import TEXTS
from doorstroom.exchange.duo.standin.views import VIEWS
from doorstroom.exchange.duo.standin.world import Someone, World
from doorstroom.exchange.duo.wsgi import BROKEN_OFF, Request, Response

_LOG = logger(__name__)
_FORMS = {
    "bsn": re.compile(r"[0-9]{9}"),
    "id": re.compile(r"[1-9][0-9]{0,4}"),
    "instellingsnummer": re.compile(r".{10}"),
}
_PATHS = {
    resource.name: re.compile(
        "^"
        + re.sub(r"{(\w+)}", r"(?P<\1>[^/]*)", re.escape(BASE + resource.path).replace(r"\{", "{").replace(r"\}", "}"))
        + "$"
    )
    for resource in RESOURCES.values()
}
_OTHER = "1.0.0"
_FIRST, _AHEAD = dt.date(1990, 1, 1), dt.timedelta(days=3660)


class DuoServer:
    """Answers as DUO does. ``oins``: the municipality of each OIN; ``suppliers``: OINs that may send for them."""

    def __init__(
        self,
        world: World,
        oin: str,
        oins: Mapping[str, str],
        *,
        suppliers: Mapping[str, tuple[str, ...]] | None = None,
        faults: Faults | None = None,
        recorder: Recorder | None = None,
        scope_status: int = 404,
    ) -> None:
        self.world, self.oin, self.oins = world, oin, dict(oins)
        self.suppliers, self.faults = dict(suppliers or {}), faults or Faults()
        self.recorder, self.scope_status = recorder, scope_status

    def answer(self, request: Request) -> Response:
        """The answer to one request, with the version of its interface."""
        found = _resource(request)
        with self.world.lock:
            if isinstance(found, Response):
                response = found
                version = _OTHER
            else:
                resource, path = found
                response = self._spoiled(resource, path, request)
                version = resource.api.version
        made = Response(response.status, response.content, {"API-Version": version, **response.headers}, response.raw)
        _LOG.info("%s %s: %s", request.method, request.path, made.status)
        if self.recorder is not None:
            self.recorder.write(
                Exchange(
                    request.method, request.path, request.headers.get("bron", ""),
                    request.headers.get("berichtid", ""), request.body.decode("utf-8", "replace"), made.status,
                    made.body().decode("utf-8", "replace"),
                )
            )  # fmt: skip
        return made

    def _spoiled(self, resource: Resource, path: dict[str, str], request: Request) -> Response:
        """The answer, after whatever must go wrong with it."""
        fault = self.faults.of_request(resource.name, self.world.now)
        if fault is None:
            return self._answer(resource, path, request)
        if fault.do == "slow":
            time.sleep(fault.seconds)
            return self._answer(resource, path, request)
        if fault.do == "status":
            return _fault_status(fault)
        response = self._answer(resource, path, request)
        if fault.do == "malformed":
            return Response(response.status, raw=b'{"half": ')
        return Response(response.status, raw=BROKEN_OFF)

    def _answer(self, resource: Resource, path: dict[str, str], request: Request) -> Response:
        try:
            sender = request.sender()
            for name, value in path.items():
                if not _FORMS[name].fullmatch(value):
                    raise MessageError(name, "heeft niet de goede vorm")
            body = resource.sends.read(request.json()) if resource.sends is not None else None
        except MessageError as error:
            _LOG.info("not well formed: %s", error)
            return Response(400)
        gemeente = self.oins.get(sender.bron)
        allowed = request.oin == sender.bron or sender.bron in self.suppliers.get(request.oin or "", ())
        if gemeente is None or not allowed or sender.doel != self.oin:
            return _no_right(resource)
        key = (sender.bron, str(sender.bericht_id))
        if resource.method == "GET":
            return self._look(resource, path, gemeente)
        asked = f"{request.method} {request.path} {request.body.decode('utf-8', 'replace')}"
        return self._change(resource, path, gemeente, body, key, asked)

    def _look(self, resource: Resource, path: dict[str, str], gemeente: str) -> Response:
        if resource.name == "instellingen":
            return Response(200, [school.written() for school in SCHOOLS.values()])
        if resource.name == "verlengingsgronden":
            return Response(200, [ground.written() for ground in GROUNDS])
        one = self._person(path["bsn"], gemeente)
        if one is None:
            return self._out_of_scope(resource)
        shown = VIEWS[resource.name](self.world, one)
        if shown is None:
            return Response(404)
        return Response(200, [each.written() for each in shown] if isinstance(shown, list) else shown.written())

    def _person(self, bsn: str, gemeente: str) -> Someone | None:
        """The person, when DUO knows him and the municipality may ask about him (M-08)."""
        one = self.world.by_bsn(bsn)
        if one is None or not self.world.events(one.name):
            return None
        values = self.world.case(one.name).values
        return one if in_scope(values, gemeente, self.world.today) else None

    def _out_of_scope(self, resource: Resource) -> Response:
        return Response(404) if self.scope_status == 404 else _refused(resource, ["bereik"])

    def _change(
        self, resource: Resource, path: dict[str, str], gemeente: str, body: Message | None, key: tuple[str, str],
        asked: str,
    ) -> Response:  # fmt: skip
        """Do what a message asks, once: the same message again gets the same answer."""
        same = sa.and_(answered.c.bron == key[0], answered.c.bericht_id == key[1])
        with self.world.reading() as connection:
            known = connection.execute(sa.select(answered).where(same)).one_or_none()
        if known is not None:
            # A number that was used for something else is a mistake of the sender.
            return Response(known.status, json.loads(known.content)) if known.asked == asked else Response(400)
        one = None
        if resource.of_person:
            one = self._person(path["bsn"], gemeente)
            if one is None:
                return self._out_of_scope(resource)
        change = Change(self.world, resource, one, gemeente, body, path, key[1])
        response = ["datum"] if _impossible(body, self.world) else CHANGES[resource.name](change)
        if isinstance(response, list):
            response = _refused(resource, response)
        with self.world.writing() as connection:
            connection.execute(
                sa.insert(answered).values(
                    bron=key[0], bericht_id=key[1], asked=asked, status=response.status,
                    content=json.dumps(response.content),
                )
            )  # fmt: skip
        return response


def _resource(request: Request) -> tuple[Resource, dict[str, str]] | Response:
    """The resource that a request is for, and what its path names; 404 and 405 as HTTP has them."""
    others = []
    for name, form in _PATHS.items():
        found = form.match(request.path)
        if found is None:
            continue
        if RESOURCES[name].method == request.method:
            return RESOURCES[name], found.groupdict()
        others.append(RESOURCES[name].method)
    return Response(405, headers={"Allow": ", ".join(sorted(others))}) if others else Response(404)


def _impossible(body: Message | None, world: World) -> bool:
    """Whether a day lies so far away that no law can be worked out for it."""
    days = [value for value in dict(body or ()).values() if isinstance(value, dt.date)]
    return any(not _FIRST <= day <= world.today + _AHEAD for day in days)


def _no_right(resource: Resource) -> Response:
    """Where the files name no 403, for the lists, there is nothing but 400 to say it with."""
    return _refused(resource, ["recht"]) if 403 in resource.faults else Response(400)


def _refused(resource: Resource, rules: list[str]) -> Response:
    """A 403, with the texts where the files document them: since early 2026 rights and rules share it."""
    texts = [Foutmelding(tekst=TEXTS[rule]).written() for rule in rules]
    return Response(403, None if resource.refusals is None else texts[: resource.refusals])


def _fault_status(fault: Fault) -> Response:
    content: Any = [Foutmelding(tekst=text).written() for text in fault.texts] or None
    return Response(fault.status, content)
