"""Contactpersoon API: whom the chain can call about somebody. There is no GET: what was sent is kept with us."""

from __future__ import annotations

import unicodedata
from typing import Annotated

from pydantic import Field

from doorstroom.exchange.duo.errors import MessageError
from doorstroom.exchange.duo.messages.wire import Message, Wire

_OTHER_SIGNS = "'‘."


class Contactpersoongegevens(Message):
    """Name, mail address and telephone of a contact person."""

    naam: Annotated[str, Field(max_length=100)]
    email: Annotated[str, Field(min_length=4, max_length=241)]
    telefoonnummer: Annotated[
        str,
        Field(
            min_length=3,
            max_length=22,
            pattern=r"^(\+|[0-9])((\s|\s?(-|\(0\))\s?)?[0-9]){2,15}([,][1-9][0-9]{1,8})?$",
        ),
    ]


class Contactpersoon(Message):
    """A contact person with the number that DUO gave."""

    id: Annotated[int, Field(ge=1, le=99999)] | None = None
    gegevens: Annotated[Contactpersoongegevens, Wire("contactpersoongegevens")]


def checked_name(gegevens: Contactpersoongegevens) -> Contactpersoongegevens:
    r"""The same, with a name that DUO means to accept: letters, white space, ' ‘ . and dashes.

    DUO's pattern ``[\s'‘.\p{L}\p{Pd}]{0,100}`` is not anchored, so read to the letter it allows anything; here it
    holds for the whole name. Raises MessageError.
    """
    for sign in gegevens.naam:
        kind = unicodedata.category(sign)
        if not (kind.startswith("L") or kind == "Pd" or sign.isspace() or sign in _OTHER_SIGNS):
            raise MessageError("naam", f"het teken '{sign}' mag niet in een naam staan")
    return gegevens
