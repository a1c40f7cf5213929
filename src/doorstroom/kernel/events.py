"""Event types and events: the only thing that Doorstroom stores as truth.

An event type is declared as a Pydantic model; its fields are the payload. The class says in which
history frame its events stand, so that a fact can name them:

    class PipVastgesteld(EventType, type="pip_vastgesteld", nl="PIP vastgesteld", en="PIP established"):
        leerroute: Leerroute
"""

from __future__ import annotations

import datetime as dt
import types
import typing
from collections.abc import Sequence
from enum import Enum
from typing import Any, ClassVar, Literal, Union, get_args, get_origin
from uuid import UUID, uuid4

import polars as pl
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from doorstroom.kernel.errors import EventError, PayloadError

if typing.TYPE_CHECKING:
    from doorstroom.kernel.timeline import Timeline

#: Columns that every event carries beside its payload; a payload field may not have one of these names.
ENVELOPE = (
    "event_id",
    "case_id",
    "person_id",
    "type",
    "instance",
    "valid_on",
    "recorded_at",
    "recorded_until",
    "sequence",
    "organisation",
    "actor",
    "replaces",
    "retracted",
    "case_row",
)


class EventType(BaseModel):
    """A kind of event. Subclass it with the keywords ``type``, ``nl`` and ``en``; fields are the payload.

    ``by`` names the organisation that can supply it, for when it is missing.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, use_enum_values=True)

    type: ClassVar[str] = ""
    nl: ClassVar[str] = ""
    en: ClassVar[str] = ""
    by: ClassVar[str] = ""
    _schema: ClassVar[dict[str, pl.DataType]]

    def __init_subclass__(cls, *, type: str = "", nl: str = "", en: str = "", by: str = "", **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)

    @classmethod
    def __pydantic_init_subclass__(
        cls, *, type: str = "", nl: str = "", en: str = "", by: str = "", **kwargs: Any
    ) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        if not type:
            return
        cls.type, cls.nl, cls.en, cls.by = type, nl, en, by
        clash = [name for name in cls.model_fields if name in ENVELOPE]
        if clash:
            raise EventError(f"event type '{type}': payload field '{clash[0]}' is a column of every event")
        cls.schema_of_payload()

    @classmethod
    def schema_of_payload(cls) -> dict[str, pl.DataType]:
        """Polars type of each payload field, in order of declaration."""
        if "_schema" not in cls.__dict__:
            cls._schema = {name: _dtype(cls.type, name, field.annotation) for name, field in cls.model_fields.items()}
        return dict(cls._schema)


def _dtype(event_type: str, name: str, annotation: Any) -> pl.DataType:
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        inner = [a for a in get_args(annotation) if a is not type(None)]
        if len(inner) == 1:
            return _dtype(event_type, name, inner[0])
    if origin is Literal:
        return pl.Enum([str(a) for a in get_args(annotation)])
    if origin is list:
        return pl.List(_dtype(event_type, name, get_args(annotation)[0]))
    if origin is typing.Annotated:
        return _dtype(event_type, name, get_args(annotation)[0])
    if isinstance(annotation, type):
        if issubclass(annotation, Enum):
            return pl.Enum([str(member.value) for member in annotation])
        simple: dict[type, pl.DataType] = {
            bool: pl.Boolean(),
            int: pl.Int64(),
            float: pl.Float64(),
            str: pl.String(),
            dt.date: pl.Date(),
            dt.datetime: pl.Datetime("us", "UTC"),
        }
        if annotation in simple:
            return simple[annotation]
    raise EventError(f"event type '{event_type}': field '{name}' has a type without a column type: {annotation!r}")


class Event(BaseModel):
    """One immutable version of something that happened.

    ``valid_on`` is the day on which it holds in law; ``recorded_at`` (UTC) and ``sequence`` say when the
    register learned it. A correction is a new event with the same ``case_id``, ``type`` and ``instance``
    and the corrected version in ``replaces``; a retraction is such a version with ``retracted`` true.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    event_id: UUID = Field(default_factory=uuid4)
    case_id: str = Field(min_length=1, max_length=64)
    person_id: str = Field(min_length=1, max_length=64)
    type: str
    instance: str = Field(min_length=1, max_length=64)
    valid_on: dt.date
    recorded_at: dt.datetime
    sequence: int | None = None
    organisation: str = Field(min_length=1, max_length=64)
    actor: str = Field(min_length=1, max_length=64)
    payload: dict[str, Any] = Field(default_factory=dict)
    replaces: UUID | None = None
    retracted: bool = False


class EventTypes:
    """The event types of one system, by name, and its timelines, which rules may name but nobody can record."""

    def __init__(self, members: typing.Iterable[type[EventType]], timelines: typing.Iterable[Timeline] = ()) -> None:
        self._members: dict[str, type[EventType]] = {}
        self.timelines: dict[str, Timeline] = {}
        for member in members:
            if member.type in self._members:
                raise EventError(f"event type '{member.type}' is declared twice")
            self._members[member.type] = member
        for timeline in timelines:
            if timeline.type in self._members or timeline.type in self.timelines:
                raise EventError(f"timeline '{timeline.type}' has the name of another entity")
            unknown = [name for name in timeline.types if name not in self._members]
            if unknown:
                raise EventError(f"timeline '{timeline.type}': unknown event type '{unknown[0]}'")
            self.timelines[timeline.type] = timeline

    def __iter__(self) -> typing.Iterator[type[EventType]]:
        return iter(self._members.values())

    def __contains__(self, name: object) -> bool:
        return name in self._members

    def __getitem__(self, name: str) -> type[EventType]:
        try:
            return self._members[name]
        except KeyError:
            near = _nearest(name, self._members)
            raise EventError(f"unknown event type '{name}'" + (f"; did you mean '{near}'?" if near else "")) from None

    def entity(self, name: str) -> type[EventType] | Timeline:
        """What facts and rules per event may name: an event type or a timeline."""
        return self.timelines[name] if name in self.timelines else self[name]

    def validate_payload(self, name: str, payload: dict[str, Any]) -> dict[str, Any]:
        """The payload with defaults filled in and values in their own types.

        Raises PayloadError that names the type, the field, the value and the reason.
        """
        member = self[name]
        try:
            return member.model_validate(payload).model_dump()
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(str(part) for part in first["loc"]) or "payload"
            said = f"event '{name}': field '{field}': {first['msg']} (got {first.get('input')!r})"
            raise PayloadError(said, field) from None


def _nearest(name: str, names: typing.Iterable[str]) -> str | None:
    import difflib

    found = difflib.get_close_matches(name, list(names), n=1)
    return found[0] if found else None


def sequences_of(events: Sequence[Event]) -> list[int]:
    """The sequence of each event; those that have none yet come after all that have one, in the order of the list.

    So an event that is only proposed stands behind what the register holds of the same day.
    """
    after = max((event.sequence for event in events if event.sequence is not None), default=-1) + 1
    return [after + place if event.sequence is None else event.sequence for place, event in enumerate(events)]
