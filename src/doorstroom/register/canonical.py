"""One text per event, so that its hash can be computed again anywhere: canonical JSON and the SHA-256 chain."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from typing import Any

import polars as pl
from pydantic import ValidationError
from pydantic_core import to_json

from doorstroom.kernel.errors import EventError
from doorstroom.kernel.events import EventType, EventTypes
from doorstroom.register.errors import EventRefused

#: ``previous_hash`` of the first event of a case.
GENESIS = "0" * 64
_NUMBERS = (pl.Int64, pl.List(pl.Int64), pl.Float64, pl.List(pl.Float64))

#: Between the columns of the text that is hashed; no column can hold it, for none may hold a control character.
SEPARATOR = "\x1f"


def hash_of(content: Iterable[object]) -> str:
    """SHA-256 over the columns ``sequence`` to ``previous_hash``, as text (null is empty), joined by U+001F."""
    return hash_of_texts(["" if value is None else str(value) for value in content])


def hash_of_texts(content: Iterable[str]) -> str:
    """``hash_of`` for columns that are text already."""
    text = SEPARATOR.join(content)
    return hashlib.sha256(text.encode()).hexdigest()


def moment_text(moment: dt.datetime) -> str:
    """A moment in UTC as it stands in the log: ``2023-05-01 12:00:00.000000``."""
    text = moment.isoformat(" ", "microseconds")
    if not text.endswith("+00:00"):
        text = moment.astimezone(dt.UTC).isoformat(" ", "microseconds")
    return text[:26]


class PayloadText:
    """Payloads of one event type, checked and written as canonical JSON."""

    def __init__(self, types: EventTypes, member: type[EventType]) -> None:
        self._types, self._member = types, member
        schema = member.schema_of_payload()
        self._validate = member.__pydantic_validator__.validate_python
        self._order = sorted(schema)
        self._numbers = [n for n, t in schema.items() if t in _NUMBERS]
        self._moments = [n for n, t in schema.items() if t.base_type() is pl.Datetime]

    def __call__(self, payload: dict[str, Any]) -> str:
        """Canonical JSON of ``payload`` with its defaults filled in.

        Raises EventRefused that names the type, the field, the value and the reason.
        """
        member = self._member
        try:
            checked = self._validate(payload)
        except ValidationError as error:
            raise self._refusal(payload, error) from None
        values = checked.__dict__
        if self._moments:
            values = {**values, **{name: self._utc(name, values[name]) for name in self._moments}}
        for name in self._numbers:
            self._fits(name, values[name])
        try:
            return to_json({name: values[name] for name in self._order}).decode()
        except ValueError as error:  # such as half of a character pair
            raise EventRefused(f"event '{member.type}': the payload cannot be written as JSON: {error}") from None

    def _refusal(self, payload: dict[str, Any], error: ValidationError) -> EventRefused:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "payload"
        try:
            self._types.validate_payload(self._member.type, payload)
        except EventError as named:
            return EventRefused(str(named), field=f"payload.{field}", value=first.get("input"))
        return EventRefused(str(error), field=f"payload.{field}")

    def _utc(self, name: str, moment: dt.datetime | None) -> str | None:
        if moment is None:
            return None
        if moment.tzinfo is None:
            raise EventRefused(
                f"event '{self._member.type}': field '{name}' is a moment without a time zone",
                field=f"payload.{name}",
                value=moment,
            )
        return moment.astimezone(dt.UTC).isoformat("T", "microseconds")[:26] + "Z"

    def _fits(self, name: str, value: Any) -> None:
        for number in value if isinstance(value, list) else (value,):
            if number is None or -(2**63) <= number < 2**63:
                continue
            raise EventRefused(
                f"event '{self._member.type}': field '{name}' is not a number that fits in 64 bits (got {number})",
                field=f"payload.{name}",
                value=number,
            )
