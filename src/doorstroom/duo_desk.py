"""The subcommands of `doorstroom duo` with which people look at messages, tasks and contact persons, and decide."""

from __future__ import annotations

from typing import Annotated
from uuid import uuid4

import typer

from doorstroom.kernel.errors import DoorstroomError

Address = Annotated[str | None, typer.Option("--register", help="Address of the register.")]
Json = Annotated[bool, typer.Option("--json", help="As JSON, for programs.")]
Who = Annotated[str, typer.Option("--by", help="Who decides this.")]


def add_desk(duo: typer.Typer) -> None:
    """Add the subcommands."""
    for add in (_inbox, _outbox, _tasks, _contacts):
        add(duo)


def _inbox(duo: typer.Typer) -> None:
    @duo.command("inbox")
    def inbox(
        address: Address = None,
        state: Annotated[str | None, typer.Option(help="Only of this state.")] = None,
        retry: Annotated[str | None, typer.Option(help="Put a failed one back: its number, or 'all'.")] = None,
        by: Who = "",
        as_json: Json = False,
    ) -> None:
        """What DUO told us, and how far each was handled."""
        from doorstroom.duo_line import open_store
        from doorstroom.duo_shown import data_of, show_inbox
        from doorstroom.exchange.duo import inbox
        from doorstroom.terminal import say_json

        with open_store(address) as store:
            if retry is not None:
                failed = [m.bericht_id for m in inbox.listed(store, state=inbox.State.FAILED)]
                chosen = failed if retry == "all" else [retry]
                again = sum(inbox.retry(store, each, _named(by)) for each in chosen)
                typer.echo(f"{again} meldingen teruggezet")
                return
            found = inbox.listed(store, state=None if state is None else inbox.State(state))
        say_json(data_of(found)) if as_json else show_inbox(found)


def _outbox(duo: typer.Typer) -> None:
    @duo.command("outbox")
    def outbox(
        address: Address = None,
        confirm: Annotated[int | None, typer.Option(help="Let this concept go.")] = None,
        put: Annotated[list[str] | None, typer.Option("--put", help="What it lacks: instellingsnummer=...")] = None,
        withdraw: Annotated[int | None, typer.Option(help="Take this message back.")] = None,
        why: Annotated[str, typer.Option(help="Why it is taken back.")] = "",
        retry: Annotated[int | None, typer.Option(help="Send this refused or failed message again.")] = None,
        by: Who = "",
        as_json: Json = False,
    ) -> None:
        """What goes to DUO, how far it came and what DUO said; concepts wait for a person."""
        from doorstroom.duo_line import open_store
        from doorstroom.duo_shown import data_of, show_outbox
        from doorstroom.exchange.duo import decisions, outbox
        from doorstroom.terminal import say_json

        with open_store(address) as store:
            if confirm is not None:
                given = dict(each.partition("=")[::2] for each in put or ())
                found = [decisions.confirm(store, confirm, _named(by), **given)]
            elif withdraw is not None:
                found = [decisions.withdraw(store, withdraw, _named(by), why or "Teruggenomen.")]
            elif retry is not None:
                found = [decisions.retry(store, retry, _named(by))]
            else:
                found = outbox.listed(store)
        say_json(data_of(found)) if as_json else show_outbox(found)


def _named(by: str) -> str:
    if not by.strip():
        raise DoorstroomError("--by is missing: who decides this?")
    return by


def _tasks(duo: typer.Typer) -> None:
    @duo.command("tasks")
    def tasks(
        address: Address = None,
        done: Annotated[int | None, typer.Option(help="This one was done.")] = None,
        by: Who = "",
        as_json: Json = False,
    ) -> None:
        """What people must do because of DUO: cases, the connection, what waits for a confirmation."""
        from doorstroom.duo_line import open_store
        from doorstroom.duo_shown import data_of, show_tasks
        from doorstroom.exchange.duo.tasks import done_by_hand, open_tasks
        from doorstroom.terminal import say_json

        with open_store(address) as store:
            if done is not None and not done_by_hand(store, done, _named(by)):
                raise DoorstroomError(f"there is no open task {done}")
            found = open_tasks(store)
        say_json(data_of(found)) if as_json else show_tasks(found)


def _contacts(duo: typer.Typer) -> None:
    @duo.command("contacts")
    def contacts(
        address: Address = None,
        add: Annotated[str | None, typer.Option(help="Name of a new contact person.")] = None,
        email: Annotated[str, typer.Option(help="Of the new one.")] = "",
        phone: Annotated[str, typer.Option(help="Of the new one.")] = "",
        link: Annotated[str | None, typer.Option(help="Person of whom --contact becomes the contact person.")] = None,
        unlink: Annotated[str | None, typer.Option(help="Person who no longer has one.")] = None,
        remove: Annotated[bool, typer.Option("--remove", help="Remove --contact, with every link to it.")] = False,
        contact: Annotated[int | None, typer.Option(help="Number of a contact person.")] = None,
        by: Who = "",
        as_json: Json = False,
    ) -> None:
        """Whom the chain can call about a newcomer, as DUO knows it; changes go along with the next `sync`."""
        from pydantic import ValidationError

        from doorstroom.duo_line import open_store
        from doorstroom.duo_shown import show_contacts
        from doorstroom.exchange.duo import contacts
        from doorstroom.exchange.duo.messages.contactpersoon import Contactpersoongegevens
        from doorstroom.terminal import say_json

        source = f"contact:{uuid4()}"
        if contact is None and (link is not None or remove):
            raise DoorstroomError("--contact is missing: which contact person?")
        with open_store(address) as store:
            if add is not None:
                try:
                    details = Contactpersoongegevens(naam=add, email=email, telefoonnummer=phone)
                except ValidationError as error:
                    wrong = error.errors(include_input=False)[0]["loc"][0]
                    raise DoorstroomError(f"DUO would refuse this contact person: '{wrong}'") from None
                contacts.add(store, details, source, _named(by))
            elif link is not None and contact is not None:
                contacts.link(store, link, contact, source, _named(by))
            elif unlink is not None:
                contacts.unlink(store, unlink, source, _named(by))
            elif remove and contact is not None:
                contacts.remove(store, contact, source, _named(by))
            found, of_people = contacts.contacts(store), contacts.contacts_of(store)
        say_json({"contacts": found, "people": of_people}) if as_json else show_contacts(found, of_people)
