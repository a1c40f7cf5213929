"""A work place to measure: one municipality with thousands of open cases, on the database that the settings name.

Some cases have events, and are computed from them by the projection; the rest of the work list is copies of the rows
of these. A case with events is what one_case measures, some weeks older or younger, up to the day of the benchmark.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.measuring import say
from benchmarks.one_case import LIFE, PEILDATUM

#: One municipality, and how many case workers it has.
TOWN, WORKERS = "0344", 50
#: Cases with events, and on the list; a small benchmark has less of both.
REAL, OPEN = 250, 5_000
REAL_SMALL, OPEN_SMALL = 6, 12
PAGES = ("", "?van=team", "?van=niemand", "?van=team&lijst=zonder", "?van=team&wanneer=week", "?van=team&blad=20")
#: Every kind of term that a case page is asked about here.
WHY = ("inburgeringstermijn", "pip", "")


def prepare(folder: Path) -> None:
    """Settings as of a demonstration on the day of the benchmark, and empty tables."""
    os.environ["DOORSTROOM_DEMO_DAY"] = PEILDATUM.isoformat()
    from doorstroom.commands.serve import prepare as prepared

    prepared(folder, demo=True)


def build(real: int, open_cases: int) -> dict[str, Any]:
    """Fill the tables; which cases have events, a session key per case worker, and how many cases are open."""
    from doorstroom.register.bsn import demo_bsns
    from doorstroom.register.vault import Access, Person
    from doorstroom.stelsels.inburgering import system
    from doorstroom.web.toegang.models import Gebruiker, Organisatie
    from doorstroom.web.zaken import projection
    from doorstroom.web.zaken.models import Klok, Zaak
    from doorstroom.web.zaken.register import register, vault

    bsns = demo_bsns()
    people = [Person(f"bench-{number}", f"DEMO Meting {number}", bsn=bsns[number]) for number in range(real)]
    vault().load_demo(people, Access("benchmark", "benchmark", "meten", "demoregister vullen"))
    register().load_histories(system(), sorted(lives(real), key=lambda event: event.recorded_at))
    projection.refresh_all()
    ids = list(Zaak.objects.order_by("pk").values_list("case_id", flat=True))
    _copy(open_cases)
    town = Organisatie.objects.create(code=TOWN, soort="gemeente", naam="Gemeente Meting", telefoon="000-0000000")
    users = [
        Gebruiker(username=f"meting{n}", naam=f"DEMO {n}", organisatie=town, rollen=["gemeente.klantmanager"])
        for n in range(WORKERS)
    ]
    for user in users:
        user.set_unusable_password()
    _divide(Gebruiker.objects.bulk_create(users))
    found = Klok.objects.filter(organisatie=TOWN).values("zaak").distinct().count()
    return {"cases": ids, "sessions": [_signed_in(user) for user in users], "open": found, "rows": Klok.objects.count()}


def lives(count: int) -> Iterator[Any]:
    """Events of so many cases, each so much older or younger that all stages of the road occur."""
    from doorstroom.kernel.events import Event

    for number in range(count):
        shift = dt.timedelta(days=number * 1000 // count - 100)
        for kind, day, payload, instance in LIFE:
            on = dt.date.fromisoformat(day) + shift
            recorded = dt.datetime.combine(on, dt.time(9), dt.UTC) + dt.timedelta(days=2, seconds=number)
            if recorded.date() >= PEILDATUM:
                continue
            known = {**payload, **({"gemeente": TOWN} if "gemeente" in payload else {})}
            yield Event(
                case_id=f"METING-{number:04}", person_id=f"bench-{number}", type=kind, instance=instance, valid_on=on,
                recorded_at=recorded, organisation=TOWN, actor="bench", payload=known,
            )  # fmt: skip


def _copy(wanted: int) -> None:
    """Rows of the work list until so many cases stand on it."""
    from doorstroom.web.zaken.models import Inzage, Klok, Zaak

    there = list(Zaak.objects.filter(klokken__organisatie=TOWN).distinct().order_by("pk"))
    rows: dict[Any, dict[int, list[Any]]] = {Klok: {}, Inzage: {}}
    for model, of_case in rows.items():
        for row in model.objects.all():
            of_case.setdefault(row.zaak_id, []).append(row)
    for start in range(len(there), wanted, len(there)):
        sources = there[: wanted - start]
        made = Zaak.objects.bulk_create([_again(one, case_id=f"{one.case_id}-{start}") for one in sources])
        for model, of_case in rows.items():
            pairs = zip(sources, made, strict=True)
            copies = [_again(row, zaak_id=new.pk) for old, new in pairs for row in of_case.get(old.pk, ())]
            model.objects.bulk_create(copies, batch_size=2_000)


def _again(row: Any, **changes: Any) -> Any:
    values = {
        field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key
    }
    return type(row)(**{**values, **changes})


def _divide(users: list[Any]) -> None:
    """Two out of three cases have a case worker, as in the demonstration."""
    from doorstroom.web.zaken.models import Toewijzing, Zaak

    keys = Zaak.objects.order_by("pk").values_list("pk", flat=True)
    given = [
        Toewijzing(zaak_id=key, organisatie=TOWN, gebruiker=users[place % len(users)])
        for place, key in enumerate(keys)
        if place % 3
    ]
    Toewijzing.objects.bulk_create(given, batch_size=2_000)


def _signed_in(user: Any) -> str:
    """Key of a session in which the user is signed in."""
    from django.test import Client

    client = Client()
    client.force_login(user)
    return str(client.session.session_key)


if __name__ == "__main__":
    small = "--small" in sys.argv
    prepare(Path(sys.argv[1]))
    say(build(REAL_SMALL if small else REAL, OPEN_SMALL if small else OPEN))
