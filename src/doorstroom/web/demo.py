"""A work place full of invented people: two municipalities on 1 May 2023, with an account for every role.

The demo register as it was known on that day, cut down to the people of two municipalities, so that there is work of
every kind and nothing is known of what came later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import polars as pl

from doorstroom.kernel.events import Event
from doorstroom.register.bsn import demo_bsns
from doorstroom.register.vault import Access, Person
from doorstroom.simulate.demo.make import KNOWN_AT, PEILDATUM, DemoRegister, make_demo
from doorstroom.simulate.demo.write import demo_people
from doorstroom.stelsels.inburgering import system
from doorstroom.web.toegang import matrix
from doorstroom.web.toegang.models import Gebruiker, Organisatie
from doorstroom.web.zaken import projection
from doorstroom.web.zaken.models import Plaatsing, Toewijzing, Zaak
from doorstroom.web.zaken.register import register, vault

#: Every account has this password; the screens of a demonstration say so.
PASSWORD = "demonstratie-2023"
PROVIDER = "TAALSCHOOL-DEMO"
Tell = Callable[[str], None]


def build(tell: Tell, seed: int = 2023, demo: DemoRegister | None = None) -> list[Gebruiker]:
    """Fill empty databases; the accounts that were made. ``demo``: a register that was made already."""
    if demo is None:
        tell("mensen en gebeurtenissen verzinnen")
    made = demo or make_demo(seed)
    chosen = _cases(made)
    tell("register vullen")
    register().load_histories(system(), _known(made, set(chosen["case_id"])))
    vault().load_demo(_people(made, set(chosen["person_id"])), _ACCESS)
    tell("organisaties en accounts maken")
    users = _accounts(made, chosen)
    tell("werklijsten maken")
    projection.refresh_all()
    _divide(users, chosen)
    return users


_ACCESS = Access("doorstroom demo", "demo", "demonstratie met verzonnen personen", "demoregister vullen")


def _cases(demo: DemoRegister) -> pl.DataFrame:
    """The people of two municipalities of ordinary size on the day of the demonstration."""
    history = demo.history()
    wanted = ["gemeente", "inburgeringsplichtig_wi2021", "stand"]
    cases = system().evaluate(history, PEILDATUM, known_at=KNOWN_AT, want=wanted).cases
    sizes = (
        cases.filter(pl.col("inburgeringsplichtig_wi2021") & pl.col("gemeente").is_not_null())
        .group_by("gemeente")
        .len()
        .sort((pl.col("len").cast(pl.Int64) - 80).abs(), "gemeente")
    )
    return cases.filter(pl.col("gemeente").is_in(sizes["gemeente"].head(2).implode()))


def _known(demo: DemoRegister, case_ids: set[str]) -> Iterator[Event]:
    for event in demo.events():
        if event.case_id in case_ids and event.recorded_at <= KNOWN_AT:
            yield event


def _people(demo: DemoRegister, person_ids: set[str]) -> list[Person]:
    return [p for p in demo_people(demo, demo_bsns(), Person) if p.person_id in person_ids]


def _accounts(demo: DemoRegister, cases: pl.DataFrame) -> list[Gebruiker]:
    """One account per role, a few more klantmanagers, and a newcomer for every stage."""
    from doorstroom.simulate.demo.lives import municipalities

    codes, names, _ = municipalities()
    towns = sorted(set(cases["gemeente"]))
    organisations = [
        *((code, "gemeente", f"Gemeente {names[list(codes).index(code)]}") for code in towns),
        ("DUO", "duo", "DUO"),
        ("COA", "coa", "COA"),
        ("IND", "ind", "IND"),
        ("DTENV", "dtenv", "DTenV"),
        (PROVIDER, "aanbieder", "DEMO Taalschool"),
        ("PLATFORM", "platform", "Beheer"),
    ]
    users = []
    for code, kind, name in organisations:
        place, _ = Organisatie.objects.get_or_create(
            code=code,
            defaults={"soort": kind, "naam": name, "telefoon": "000-0000000", "adres": "Demostraat 1"},
        )
        town = f"{towns.index(code) + 1}" if kind == "gemeente" else ""
        for role in matrix.ROLES:
            if role.partition(".")[0] != kind:
                continue
            short = role.partition(".")[2]
            numbers = (1, 2, 3) if short == "klantmanager" else (1,)
            for number in numbers:
                name = f"{short}{number if len(numbers) > 1 else ''}.{kind}{town}"
                users.append(_user(name, f"DEMO {short} {number}", place, [role]))
    return [*users, *_newcomers(cases)]


def _newcomers(cases: pl.DataFrame) -> list[Gebruiker]:
    """The first person of every stage; the one with whom most are comes first and is called as his role."""
    first = cases.sort("case_id").group_by("stand").agg(pl.len(), pl.col("person_id").first())
    users: list[Gebruiker] = []
    for stand, _number, person in first.sort("len", "stand", descending=[True, False]).iter_rows():
        label = system().labels.choice("stand", "stand", stand).nl.lower()
        name = f"inburgeraar.{stand}" if users else "inburgeraar"
        users.append(_user(name, f"DEMO inburgeraar: {label}", None, ["inburgeraar.inburgeraar"]))
        Gebruiker.objects.filter(pk=users[-1].pk).update(person_id=person)
    return users


def _user(username: str, name: str, place: Organisatie | None, roles: list[str]) -> Gebruiker:
    user, new = Gebruiker.objects.get_or_create(
        username=username, defaults={"naam": name, "organisatie": place, "rollen": roles}
    )
    if new:
        user.set_password(PASSWORD)
        user.full_clean(exclude=("password",))
        user.save()
    return user


def _divide(users: list[Gebruiker], cases: pl.DataFrame) -> None:
    """Give two out of three cases to a klantmanager, and place every tenth at the language school."""
    school = Organisatie.objects.get(code=PROVIDER)
    managers: dict[str, list[Gebruiker]] = {}
    for user in users:
        if "gemeente.klantmanager" in user.rollen and user.organisatie:
            managers.setdefault(user.organisatie.code, []).append(user)
    placed, given = [], []
    for number, zaak in enumerate(Zaak.objects.order_by("case_id")):
        helpers = managers.get(zaak.gemeente, [])
        if helpers and number % 3:  # one out of three is nobody's
            helper = helpers[(number // 3) % len(helpers)]
            given.append(Toewijzing(zaak=zaak, organisatie=zaak.gemeente, gebruiker=helper))
        if zaak.leerroute and number % 10 == 0:
            Plaatsing.objects.get_or_create(zaak=zaak, aanbieder=school, vanaf=PEILDATUM.replace(day=1, month=3))
            placed.append(zaak.case_id)
    Toewijzing.objects.bulk_create(given)
    projection.refresh(system(), placed)
