"""Worked cases for every letter (``cases.yaml``), and how a test makes the letter of one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from doorstroom.register.bsn import demo_bsns
from doorstroom.register.vault import Person
from tests.web.conftest import ACCESS, DAY, Place

Life = list[tuple[str, str, dict[str, Any]]]
ADDRESS = "Demostraat 5, 1000 AA Voorbeeldstad"
OFFICE = "Raadhuisplein 1, 1000 AA Voorbeeldstad"


@dataclass(frozen=True)
class Worked:
    """A letter made of a life on a day. ``shows``: columns of which the letter tells the value in words."""

    letter: str
    life: Life
    by: str
    filled: Mapping[str, Any] = field(default_factory=dict)
    day: dt.date = DAY
    shows: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    hides: tuple[str, ...] = ()
    label: str = ""

    def __str__(self) -> str:
        return f"{self.letter}-{self.label}" if self.label else self.letter


def _life(events: Iterable[list[Any]]) -> Life:
    return [(kind, str(day), dict(*payload)) for kind, day, *payload in events]


def _cases() -> dict[str, Worked]:
    content = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text(encoding="utf-8"))
    lives: dict[str, Life] = {}
    for name, body in content["lives"].items():
        lives[name] = [*lives.get(body.get("from", ""), []), *_life(body["events"])]
    found = {}
    for body in content["cases"]:
        life = [*lives[body.pop("life")], *_life(body.pop("events", []))]
        tuples = {name: tuple(map(str, body.pop(name, ()))) for name in ("shows", "says", "hides")}
        worked = Worked(life=life, **tuples, **body)
        found[str(worked)] = worked
    return found


CASES = _cases()
#: The plan of a newcomer, made today: most tests of making and reading use it.
PLAN = CASES["pip_beschikking"]


def changed(name: str, *, without: str = "", then: Life | None = None, **more: Any) -> Worked:
    """A worked case without the events of a type, with others after it, or with other fields."""
    life = more.pop("life", CASES[name].life)
    kept = [event for event in life if event[0] != without]
    return replace(CASES[name], life=[*kept, *(then or [])], **more)


@dataclass
class Office:
    """Where letters are made: organisations with an address, people who live somewhere."""

    place: Place
    settings: Any

    def on(self, day: dt.date) -> None:
        """It is three o'clock on a day."""
        from doorstroom.clock import utc_now

        self.settings.DEMO_DAY = day
        self.settings.SERVER_STARTED = utc_now() - dt.timedelta(hours=6)

    def case(
        self, life: Life, *, language: str = "ar", name: str = "DEMO Proef Persoon", address: str = ADDRESS
    ) -> str:
        """A case of these events; its id."""
        from doorstroom.web.zaken.register import vault

        case_id = self.place.case(life)
        person, number = self.place.person_of(case_id), int(case_id[-4:])
        own = Person(person, name, bsn=demo_bsns()[number], language=language, address=address)
        vault().load_demo([own], ACCESS)
        return case_id

    def user(self, name: str) -> Any:
        """An account as it stands in the database now."""
        from doorstroom.web.toegang.models import Gebruiker

        return Gebruiker.objects.get(username=name)

    def dossier(self, case_id: str, by: str) -> Any:
        """The case opened by a user."""
        from doorstroom.web.zaken.dossier import open_dossier

        return open_dossier(self.user(by), case_id)

    def context(self, worked: Worked, *, filled: Mapping[str, Any] | None = None, **person: Any) -> Any:
        """What the letter of a worked case says."""
        from doorstroom.web.brieven.maken import letter_context

        self.on(worked.day)
        dossier = self.dossier(self.case(worked.life, **person), worked.by)
        given = worked.filled if filled is None else filled
        return letter_context(dossier, worked.letter, signed_by=dossier.user, filled=given)


def make(office: Office, case_id: str, worked: Worked = PLAN, **more: Any) -> Any:
    from doorstroom.web.brieven.maken import make_letter

    dossier = office.dossier(case_id, worked.by)
    given = {"signed_by": dossier.user, "filled": worked.filled, **more}
    return make_letter(dossier, worked.letter, **given)


def url(case_id: str, rest: str = "") -> str:
    return f"/zaak/inburgering/{case_id}/brieven/{rest}"


def all_text(context: Any) -> str:
    """Every word of a letter, in a line each: subject, pieces, doubts and the explanation at the end."""
    content = context.content
    lines = [content.subject.unescape()]
    for piece in content.pieces:
        lines += [line.striptags() for line in piece.lines]
        lines += [f"{label.striptags()}: {value.striptags()}" for label, value in piece.pairs]
    lines += [*content.doubts, *(reason.sentence for reason in content.reasons), *content.articles]
    return "\n".join(lines).replace("\N{NO-BREAK SPACE}", " ")
