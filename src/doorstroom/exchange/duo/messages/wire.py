"""How the JSON of DUO and our models relate: names of members, and the places where a value means something else.

A model holds what we mean, always: ``tot`` is the first day after a period. What DUO means stands in the ``Wire`` of
the field, and the conversion is made here, once, for reading and for writing. In DUO's files some end dates are the
last day (the duty, the target group, a temporary exemption) and others the first day after (the term, hours, a course).
"""

from __future__ import annotations

import datetime as dt
import re
import typing
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from doorstroom.exchange.duo.errors import MessageError

_DAY = dt.timedelta(days=1)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SCORE = re.compile(r"[0-9]{1,3},[0-9]{2}")


@dataclass(frozen=True)
class Wire:
    """How a field stands in DUO's JSON.

    ``ends``: DUO gives the last day of a period ("last_day") or the first day after it ("first_day_after"); our field
    is always the first day after. ``comma``: a score as text with a comma.
    """

    name: str
    ends: Literal["", "last_day", "first_day_after"] = ""
    comma: bool = False


class Message(BaseModel):
    """A body of DUO's interface. Members that DUO adds later are left aside; a member that is null is refused."""

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")

    @classmethod
    def read(cls, data: Any) -> Self:
        """The message in a JSON object. Raises MessageError with the member that is wrong."""
        if not isinstance(data, dict):
            raise MessageError(cls.__name__, "is geen JSON-object")
        ours: dict[str, Any] = {}
        for field in _fields(cls):
            if field.wire.name not in data:
                if field.is_optional:
                    ours[field.name] = None
                continue
            value = data[field.wire.name]
            if value is None:
                raise MessageError(field.wire.name, "is null; een onbekende waarde wordt weggelaten")
            ours[field.name] = field.incoming(value)
        try:
            return cls.model_validate(ours)
        except ValidationError as error:
            raise _wrong(cls, error) from None

    @classmethod
    def members(cls) -> tuple[str, ...]:
        """The names of all members as DUO spells them."""
        return tuple(field.wire.name for field in _fields(cls))

    def written(self) -> dict[str, Any]:
        """The message as a JSON object; what is unknown is left out."""
        found = {}
        for field in _fields(type(self)):
            value = getattr(self, field.name)
            if value is not None:
                found[field.wire.name] = field.outgoing(value)
        return found


@dataclass(frozen=True)
class _Field:
    name: str
    wire: Wire
    is_date: bool
    #: May be absent on the wire. Models that replace what DUO holds have no default for it: there None is said.
    is_optional: bool
    model: type[Message] | None

    def incoming(self, value: Any) -> Any:
        if self.model is not None:
            return self.model.read(value)
        if self.is_date:
            day = _day(self.wire.name, value)
            if self.wire.ends != "last_day":
                return day
            # The last day of the calendar means that there is no end: the day after it does not exist.
            return None if day == dt.date.max else day + _DAY
        if self.wire.comma:
            if not isinstance(value, str) or not _SCORE.fullmatch(value):
                raise MessageError(self.wire.name, "is geen score met een komma en twee decimalen")
            return Decimal(value.replace(",", "."))
        return value

    def outgoing(self, value: Any) -> Any:
        if isinstance(value, Message):
            return value.written()
        if isinstance(value, dt.date):
            return (value - _DAY if self.wire.ends == "last_day" else value).isoformat()
        if self.wire.comma:
            return f"{value:.2f}".replace(".", ",")
        return value


@cache
def _fields(model: type[Message]) -> tuple[_Field, ...]:
    """The fields of a model with how they stand in JSON. A field without a Wire has our name there."""
    found = []
    hints = typing.get_type_hints(model, include_extras=True)
    for name in model.model_fields:
        types, wires = _parts(hints[name])
        nested = next((kind for kind in types if isinstance(kind, type) and issubclass(kind, Message)), None)
        wire = wires[0] if wires else Wire(name)
        found.append(_Field(name, wire, dt.date in types, type(None) in types, nested))
    return tuple(found)


def _parts(hint: Any) -> tuple[list[Any], list[Wire]]:
    """The types that a hint consists of, and the wires in it."""
    if typing.get_origin(hint) is typing.Annotated:
        types, wires = _parts(typing.get_args(hint)[0])
        return types, [*wires, *(each for each in hint.__metadata__ if isinstance(each, Wire))]
    inner = typing.get_args(hint)
    if not inner or typing.get_origin(hint) is Literal:
        return [hint], []
    parts = [_parts(each) for each in inner]
    return [kind for types, _ in parts for kind in types], [wire for _, wires in parts for wire in wires]


def _day(name: str, value: Any) -> dt.date:
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            pass
    raise MessageError(name, "is geen datum die bestaat (JJJJ-MM-DD)")


def _wrong(model: type[Message], error: ValidationError) -> MessageError:
    first = error.errors(include_input=False, include_url=False)[0]
    name = str(first["loc"][0]) if first["loc"] else model.__name__
    wire = next((field.wire.name for field in _fields(model) if field.name == name), name)
    return MessageError(wire, "ontbreekt" if first["type"] == "missing" else first["msg"])


def read_list(model: type[Message], data: Any) -> list[Any]:
    """The messages in a JSON array. Raises MessageError."""
    if not isinstance(data, list):
        raise MessageError(model.__name__, "is geen JSON-lijst")
    return [model.read(each) for each in data]
