"""After a notification: go and ask, take over what DUO says, and tell a person what to do."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import sqlalchemy as sa

from doorstroom.exchange.duo import inbox
from doorstroom.exchange.duo.backoff import next_attempt
from doorstroom.exchange.duo.codes import CODES, Code
from doorstroom.exchange.duo.errors import UnknownPerson
from doorstroom.exchange.duo.inbox import Incoming, State
from doorstroom.exchange.duo.incoming import COLUMNS, Setting, reported, unmapped_ground
from doorstroom.exchange.duo.messages.wire import Message, read_list
from doorstroom.exchange.duo.outcomes import Consequence, Outcome
from doorstroom.exchange.duo.resources import RESOURCES
from doorstroom.exchange.duo.schema import answer as answer_table
from doorstroom.exchange.duo.scope import COLUMNS as SCOPE_COLUMNS
from doorstroom.exchange.duo.scope import in_scope
from doorstroom.exchange.duo.side import Side, day_of
from doorstroom.exchange.duo.takeover import case_of, new_case_id, take_over
from doorstroom.exchange.duo.tasks import Kind, add_task
from doorstroom.kernel.errors import EventError
from doorstroom.register.errors import EventRefused

#: What DUO answers about a person it knows; without an answer here it does not know the person under our municipality.
_TOUCHSTONE = "plicht"


def handle(side: Side, message: Incoming) -> Outcome | None:
    """Bring one notification as far as it can come now; the outcome of the call that stopped it, None when none did."""
    code = CODES.get(message.code)
    if code is None:
        _unknown(side, message)
        return None
    answers = message.answers
    if message.state is State.RECEIVED or answers is None:
        answers, stopped = _fetch(side, message, code)
        if stopped is not None:
            _put_off(side, message, stopped)
            return stopped
        with side.store.writing() as connection:
            inbox.note(connection, side.now, message.bericht_id, State.FETCHED, answers=answers)
            for name, body in answers.items():
                keep_answer(connection, side.now, message.person_id or "", name, body)
    try:
        _process(side, message, code, answers)
    except (EventRefused, EventError, OverflowError) as error:  # such as a day at the end of the calendar
        refused = Outcome(Consequence.CONFIGURATION, 200, f"Het antwoord van DUO past niet in het register ({error}).")
        _put_off(side, message, refused)
        return refused
    return None


def _unknown(side: Side, message: Incoming) -> None:
    text = f"DUO meldt een gebeurtenis die wij niet kennen ({message.code}). Kijk bij DUO wat er is gebeurd."
    with side.store.writing() as connection:
        inbox.note(connection, side.now, message.bericht_id, State.UNKNOWN, trouble=text)
        add_task(
            connection, side.now, Kind.CASE, _key(message), text, code=message.code, person_id=message.person_id,
            bericht_id=message.bericht_id,
        )  # fmt: skip


def _key(message: Incoming) -> str:
    """One task per event at DUO, also when it is told twice under two numbers."""
    return f"code:{message.code}:{message.person_id}:{message.registered_at:%Y-%m-%dT%H:%M:%S.%f}"


def _fetch(side: Side, message: Incoming, code: Code) -> tuple[dict[str, Any], Outcome | None]:
    """The answers by resource, as JSON; None where DUO has none. With what stopped it."""
    answers: dict[str, Any] = {}
    if not code.calls:
        return answers, None
    try:
        bsn = side.people.bsn_of(message.person_id or "")
    except UnknownPerson as error:
        return answers, Outcome(Consequence.OUT_OF_SCOPE, None, f"{error}.")
    last: Outcome | None = None
    for name in code.calls:
        outcome = side.client.call(name, bsn=bsn)
        if outcome.done:
            answers[name] = _as_json(outcome.value)
        elif outcome.consequence is Consequence.OUT_OF_SCOPE and name != _TOUCHSTONE:
            answers[name], last = None, outcome
        else:
            return answers, _seen_with_scope(side, message, outcome)
    nothing = all(body is None for body in answers.values())
    return answers, last if nothing else None


def _seen_with_scope(side: Side, message: Incoming, outcome: Outcome) -> Outcome:
    """A 403 without a text about somebody who by our own rules is not ours (any more) is no trouble of the line."""
    if outcome.consequence is not Consequence.CONFIGURATION or outcome.status != 403 or message.person_id is None:
        return outcome
    values = side.of_person(message.person_id, SCOPE_COLUMNS)
    if in_scope(values, side.settings.gemeente, side.today) is not False:
        return outcome
    text = "DUO geeft geen toegang, en volgens onze gegevens valt de persoon niet (meer) onder de gemeente."
    return Outcome(Consequence.OUT_OF_SCOPE, 403, text)


def _put_off(side: Side, message: Incoming, outcome: Outcome) -> None:
    """Later again, or never again without a person."""
    attempts = message.attempts + 1
    later = None
    if outcome.consequence is Consequence.RETRY:
        later = next_attempt(side.now, attempts, message.bericht_id, outcome.retry_after)
    with side.store.writing() as connection:
        if later is not None:
            inbox.note(
                connection, side.now, message.bericht_id, State.RECEIVED, attempts=attempts, next_attempt_at=later,
                trouble=outcome.reason,
            )  # fmt: skip
            return
        detail = " ".join(outcome.texts) or None
        inbox.note(
            connection, side.now, message.bericht_id, State.FAILED, attempts=attempts, next_attempt_at=None,
            trouble=" ".join(filter(None, (outcome.reason, detail))),
        )  # fmt: skip
        of_case = outcome.consequence in (Consequence.OUT_OF_SCOPE, Consequence.REFUSED)
        add_task(
            connection, side.now, Kind.CASE if of_case else Kind.CONNECTION, f"inbox:{message.bericht_id}",
            f"Melding {message.code} van DUO is niet verwerkt. {outcome.reason}", detail=detail, code=message.code,
            person_id=message.person_id, bericht_id=message.bericht_id,
        )  # fmt: skip


def _process(side: Side, message: Incoming, code: Code, answers: dict[str, Any]) -> None:
    """Take over what was answered, in the case of the person, which is opened where there is none."""
    person_id = message.person_id or ""
    case_id = case_of(side.register, side.system, person_id) or new_case_id(person_id)
    values = side.evaluate(case_id, COLUMNS).values
    told_on = day_of(message.registered_at)
    setting = Setting(code.code, told_on, side.settings.gemeente, values, side.settings.gronden)
    read = {name: _as_model(name, body) for name, body in answers.items()}
    take_over(side.register, side.system, case_id, person_id, reported(setting, read), side.now)
    ground = unmapped_ground(setting, read.get("termijn"))
    with side.store.writing() as connection:
        inbox.note(connection, side.now, message.bericht_id, State.PROCESSED, next_attempt_at=None, trouble=None)
        about = {"code": code.code, "person_id": person_id, "bericht_id": message.bericht_id}
        if code.todo:
            add_task(connection, side.now, Kind.CASE, _key(message), f"{code.trigger} {code.todo}", **about)
        if ground is not None:
            text = "DUO verlengde de termijn op een grond die wij niet kennen. Leg de verlenging zelf vast."
            add_task(connection, side.now, Kind.CASE, f"{_key(message)}:grond", text, detail=ground, **about)


def _as_json(value: Any) -> Any:
    if isinstance(value, list):
        return [each.written() for each in value]
    return value.written() if isinstance(value, Message) else value


def _as_model(name: str, body: Any) -> Any:
    resource = RESOURCES[name]
    if body is None or resource.gives is None:
        return None
    return read_list(resource.gives, body) if resource.many else resource.gives.read(body)


def keep_answer(connection: sa.Connection, now: dt.datetime, person_id: str, resource: str, body: Any) -> None:
    """Keep what DUO said last, to be shown beside what we hold."""
    text = None if body is None else json.dumps(body, ensure_ascii=False)
    same = sa.and_(answer_table.c.person_id == person_id, answer_table.c.resource == resource)
    if not connection.execute(sa.update(answer_table).where(same).values(body=text, fetched_at=now)).rowcount:
        row = {"person_id": person_id, "resource": resource, "body": text, "fetched_at": now}
        connection.execute(sa.insert(answer_table).values(**row))
