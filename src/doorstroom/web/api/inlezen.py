"""Reading JSON strictly (I-JSON, RFC 7493): what one reader takes for this and another for that is refused."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.parser import Parser

from doorstroom.web.api.problemen import Problem

_LARGEST = 2**53 - 1
_DEEPEST = 20


class Unclear(ValueError):
    """The text is JSON that not everybody reads alike; the message says where."""


class Strict(Parser):
    """The parser of every request body."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body as Python values. Raises Problem."""
        return strict(request.body)


def strict(text: bytes) -> Any:
    """JSON in UTF-8 as Python values. Raises Problem with what is wrong."""
    try:
        found = json.loads(text.decode("utf-8"), object_pairs_hook=_object, parse_constant=_constant)
        _look(found, 0)
    except (ValueError, RecursionError) as error:
        # What the decoder says names places, never what stood there; a body may hold personal data.
        reason = str(error) if isinstance(error, Unclear) else ""
        raise Problem("ongeldig-verzoek", reason or _("Dit is geen JSON in UTF-8."), fouten=[]) from None
    return found


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Unclear(_("Een veld staat er twee keer in."))
    return found


def _constant(name: str) -> None:
    raise Unclear(_("NaN en Infinity zijn geen getallen."))


def _look(value: Any, depth: int) -> None:
    """Refuse what no database or other program can hold: null characters, half characters, numbers that round off."""
    if depth > _DEEPEST:
        raise Unclear(_("Dit is te diep genest."))
    if isinstance(value, str):
        if "\x00" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
            raise Unclear(_("Een tekst bevat een teken dat niet bewaard kan worden."))
    elif isinstance(value, float):
        if value in (float("inf"), float("-inf")):
            raise Unclear(_("Een getal is te groot."))
    elif isinstance(value, int):
        if abs(value) > _LARGEST:
            raise Unclear(_("Een getal is te groot."))
    elif isinstance(value, list):
        for member in value:
            _look(member, depth + 1)
    elif isinstance(value, dict):
        for name, member in value.items():
            _look(name, depth + 1)
            _look(member, depth + 1)
