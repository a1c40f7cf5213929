"""Send what is queued, in order, and write down what DUO said of it."""

from __future__ import annotations

from doorstroom.exchange.duo import contacts, outbox
from doorstroom.exchange.duo.backoff import next_attempt
from doorstroom.exchange.duo.errors import UnknownPerson
from doorstroom.exchange.duo.outbox import Outgoing, State
from doorstroom.exchange.duo.outcomes import Consequence, Outcome
from doorstroom.exchange.duo.scope import COLUMNS as SCOPE_COLUMNS
from doorstroom.exchange.duo.scope import in_scope
from doorstroom.exchange.duo.side import Side
from doorstroom.exchange.duo.tasks import Kind, add_task


def send(side: Side, message: Outgoing) -> Outcome | None:
    """One attempt at one message. None when it was not made: a person must look first."""
    if message.person_id is not None and message.decided_by is None and _out_of_scope(side, message.person_id):
        _hold(side, message)
        return None
    try:
        bsn = side.people.bsn_of(message.person_id) if message.call.of_person and message.person_id else None
    except UnknownPerson as error:
        _failed(side, message, Outcome(Consequence.OUT_OF_SCOPE, None, f"Niet verstuurd: {error}."))
        return None
    with side.store.writing() as connection:  # first written down, so that after a crash we know that it may have gone
        outbox.note(connection, side.now, message.number, State.QUEUED, attempts=message.attempts + 1)
    outcome = side.client.call(
        message.resource, bsn=bsn, body=message.message(), bericht_id=message.bericht_id, **message.path
    )
    _write_down(side, message, outcome)
    return outcome


def _out_of_scope(side: Side, person_id: str) -> bool:
    values = side.of_person(person_id, SCOPE_COLUMNS)
    return in_scope(values, side.settings.gemeente, side.today) is False


def _hold(side: Side, message: Outgoing) -> None:
    text = (
        "Bericht aan DUO niet verstuurd: volgens onze gegevens valt de persoon niet (meer) onder de gemeente. "
        "Bevestig dat het toch moet, of neem het terug."
    )
    with side.store.writing() as connection:
        outbox.note(connection, side.now, message.number, State.CONCEPT, trouble=text)
        add_task(
            connection, side.now, Kind.CONFIRM, f"outbox:{message.number}:concept", text, person_id=message.person_id,
            bericht_id=str(message.bericht_id),
        )  # fmt: skip


def _write_down(side: Side, message: Outgoing, outcome: Outcome) -> None:
    # What is deleted and gone already was deleted by an earlier attempt on which nothing came back.
    gone = message.call.method == "DELETE" and outcome.status == 404 and message.attempts > 0
    if outcome.done or gone:
        with side.store.writing() as connection:
            outbox.note(
                connection, side.now, message.number, State.SENT, sent_at=side.now, next_attempt_at=None, trouble=None
            )
            contacts.follow(connection, message, outcome.value)
        return
    attempts = message.attempts + 1
    later = None
    if outcome.consequence is Consequence.RETRY:
        later = next_attempt(side.now, attempts, str(message.bericht_id), outcome.retry_after)
    if later is not None:
        with side.store.writing() as connection:
            outbox.note(
                connection, side.now, message.number, State.QUEUED, next_attempt_at=later, trouble=outcome.reason
            )
        return
    _failed(side, message, outcome)


def _failed(side: Side, message: Outgoing, outcome: Outcome) -> None:
    """A dead letter: DUO's words as they are, and a task for who can do something about it."""
    state = State.REFUSED if outcome.consequence is Consequence.REFUSED else State.FAILED
    of_case = outcome.consequence in (Consequence.REFUSED, Consequence.OUT_OF_SCOPE)
    with side.store.writing() as connection:
        outbox.note(
            connection, side.now, message.number, state, next_attempt_at=None, trouble=outcome.reason,
            texts=outcome.texts,
        )  # fmt: skip
        add_task(
            connection, side.now, Kind.CASE if of_case else Kind.CONNECTION,
            f"outbox:{message.number}:{message.bericht_id}",
            f"Bericht {message.call.api.file} aan DUO is niet aangenomen. {outcome.reason}",
            detail="\n".join(outcome.texts) or None, person_id=message.person_id, bericht_id=str(message.bericht_id),
        )  # fmt: skip
