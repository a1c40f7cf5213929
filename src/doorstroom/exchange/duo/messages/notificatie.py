"""Notificatie API: DUO says that something happened, and nothing else; the municipality goes and asks."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Self

from pydantic import Field

from doorstroom.exchange.duo.errors import MessageError
from doorstroom.exchange.duo.messages.wire import Message, Wire
from doorstroom.exchange.duo.numbers import LARGEST_V_NUMBER

_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})")


class Foutmelding(Message):
    """One functional fault, in words that are shown as they are."""

    tekst: Annotated[Annotated[str, Field(max_length=200)], Wire("fouttekst")]


class Notificatie(Message):
    """That something happened at DUO. Neither number of the person is required by the file."""

    geregistreerd: Annotated[str, Wire("registratieDatumTijd")]
    code: Annotated[Annotated[str, Field(pattern=r"^[0-9A-Z]{1,6}$")], Wire("gebeurtenisId")]
    bsn: Annotated[str, Field(pattern=r"^[0-9]{9}$")] | None = None
    v_nummer: Annotated[Annotated[int, Field(ge=0, le=LARGEST_V_NUMBER)] | None, Wire("vNummer")] = None

    @classmethod
    def read(cls, data: Any) -> Self:
        found = super().read(data)
        if not _MOMENT.fullmatch(found.geregistreerd) or found.moment is None:
            raise MessageError("registratieDatumTijd", "is geen moment met een tijdzone (RFC 3339)")
        return found

    @property
    def moment(self) -> dt.datetime | None:
        """When DUO registered what happened, in UTC. A leap second is the second before it."""
        try:
            text = re.sub(r":60(?=[.Zz+-])", ":59", self.geregistreerd.upper())
            return dt.datetime.fromisoformat(re.sub(r"(\.[0-9]{6})[0-9]+", r"\1", text)).astimezone(dt.UTC)
        except OverflowError:  # the first or last day that there is, in another zone
            return dt.datetime.min.replace(tzinfo=dt.UTC)
        except ValueError:
            return None
