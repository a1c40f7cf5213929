"""How messages, tasks and codes of the exchange with DUO look in a terminal, and as plain data for programs."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from doorstroom.terminal import console, plain

if TYPE_CHECKING:
    from doorstroom.exchange.duo.agreement import Agreement
    from doorstroom.exchange.duo.inbox import Incoming
    from doorstroom.exchange.duo.outbox import Outgoing
    from doorstroom.exchange.duo.store import Store
    from doorstroom.exchange.duo.tasks import Task
    from doorstroom.exchange.duo.worker import Round


def data_of(rows: Iterable[Any]) -> list[dict[str, Any]]:
    """Messages or tasks as JSON has them."""
    return [{name: _plain(value) for name, value in dataclasses.asdict(row).items()} for row in rows]


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, UUID) else plain(value)


def show_inbox(messages: Sequence[Incoming]) -> None:
    """What DUO told us."""
    rows = (
        (m.code, m.state, _moment(m.registered_at), m.person_id or m.v_number or "-", m.trouble or "", m.bericht_id)
        for m in messages
    )
    _table("Meldingen van DUO", ("code", "stand", "bij DUO", "persoon", "wat eraan in de weg staat", "bericht"), rows)


def show_outbox(messages: Sequence[Outgoing]) -> None:
    """What goes to DUO."""
    rows = (
        (str(m.number), m.resource, m.state, _moment(m.created_at), m.person_id or "-",
         " ".join((m.trouble or "", *m.texts)).strip())
        for m in messages
    )  # fmt: skip
    _table("Berichten aan DUO", ("nr", "bericht", "stand", "gemaakt", "persoon", "wat DUO ervan zegt"), rows)


def show_tasks(tasks: Sequence[Task]) -> None:
    """What a person must do."""
    rows = (
        (str(t.number), t.kind, t.code or "-", t.person_id or "-", " ".join(filter(None, (t.text, t.detail))))
        for t in tasks
    )
    _table("Te doen door DUO", ("nr", "soort", "code", "persoon", "wat"), rows)


def show_contacts(contacts: Sequence[dict[str, Any]], of_people: dict[str, int]) -> None:
    """The contact persons, and of how many people each is."""
    numbers = list(of_people.values())
    rows = (
        (str(c["contact_id"]), c["naam"], c["email"], c["telefoonnummer"], str(numbers.count(c["contact_id"])))
        for c in contacts
    )
    _table("Contactpersonen bij DUO", ("nr", "naam", "e-mail", "telefoon", "personen"), rows)


def show_codes() -> None:
    """The whole table of codes."""
    from doorstroom.exchange.duo.codes import CODES

    rows = (
        (code.code, code.trigger, ", ".join(code.calls) or "-", code.todo or "-", code.state)
        for code in sorted(CODES.values(), key=lambda code: code.code)
    )
    _table("Codes van DUO", ("code", "wat er gebeurde", "wat wij vragen", "wat een mens doet", "stand"), rows)


def show_mapping() -> None:
    """Both directions of the mapping."""
    from doorstroom.exchange.duo.mapping import INCOMING, OUTGOING

    incoming = ((row.resource, ", ".join(row.events) or "-", row.how) for row in INCOMING)
    _table("Antwoord van DUO wordt gebeurtenis", ("antwoord", "gebeurtenis", "hoe"), incoming)
    outgoing = ((row.event, row.resource, row.how, row.shown_by or "ontvangst") for row in OUTGOING)
    _table("Gebeurtenis wordt bericht aan DUO", ("gebeurtenis", "bericht", "wat", "bevestigd door"), outgoing)


def show_lists(store: Store) -> None:
    """The schools and grounds of extension as DUO last told them."""
    from doorstroom.exchange.duo.reference import listed

    schools = (
        (s.instellingsnummer, s.naam, s.plaats, "ja" if s.bow_keurmerk else "nee", "ja" if s.tst_keurmerk else "nee")
        for s in listed(store, "instellingen")
    )
    _table("Instellingen", ("nummer", "naam", "plaats", "Blik op Werk", "taalschakel"), schools)
    grounds = ((ground.code, ground.omschrijving) for ground in listed(store, "verlengingsgronden"))
    _table("Verlengingsgronden", ("code", "omschrijving"), grounds)


def round_in_words(done: Round) -> str:
    """What one round did, in a sentence."""
    parts = [f"{done.notifications} meldingen", f"{done.queued} nieuwe berichten", f"{done.sent} verstuurd"]
    parts += [f"{number} keer {name}" for name, number in sorted(done.outcomes.items()) if name != "klaar"]
    return "; ".join(filter(None, (", ".join(parts), done.broken_off)))


def show_agreement(found: Agreement) -> None:
    """Where DUO and the register differ."""
    rows = ((each.person_id, each.what, each.duo, each.ours) for each in found.differences)
    _table(
        f"{len(found.compared)} personen vergeleken, {len(found.not_ours)} niet (meer) van deze gemeente",
        ("persoon", "wat", "DUO", "wij"),
        rows,
    )


def _moment(moment: dt.datetime) -> str:
    return f"{moment:%d-%m-%Y %H:%M}"


def _table(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from rich.markup import escape
    from rich.table import Table

    made = Table(title=title, title_justify="left", header_style="bold")
    for head in heads:
        made.add_column(head, overflow="fold")
    for row in rows:
        made.add_row(*(escape(str(cell)) for cell in row))
    console().print(made)
