"""The numbers that messages are about or from: BSN, V-number and OIN."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from doorstroom.exchange.duo.errors import MessageError
from doorstroom.register.bsn import is_bsn

_OIN = re.compile(r"[0-9]{20}")
_V_NUMBER_LENGTH = 10
LARGEST_V_NUMBER = 9_999_999_999


def checked_bsn(bsn: str) -> str:
    """A BSN that may be sent: nine digits that pass the 11-test, which DUO's files do not ask (M-05).

    Raises MessageError, which does not say the number.
    """
    if not is_bsn(bsn):
        raise MessageError("bsn", "is geen BSN (elfproef)")
    return bsn


def v_number(number: int) -> str:
    """A V-number as people write it. On the wire it is a number, so that its leading zeros are lost.

    >>> v_number(12345678)
    '0012345678'
    """
    if not 0 <= number <= LARGEST_V_NUMBER:
        raise MessageError("vNummer", "is geen V-nummer")
    return f"{number:0{_V_NUMBER_LENGTH}d}"


def is_oin(text: str) -> bool:
    """Whether this is an OIN: twenty digits."""
    return _OIN.fullmatch(text) is not None


def oin_of(certificate: Mapping[str, Any] | None) -> str | None:
    """The OIN in the subject serialNumber of a certificate as ``ssl`` gives it; None without a certificate or OIN."""
    for attributes in (certificate or {}).get("subject", ()):
        for name, value in attributes:
            if name == "serialNumber" and is_oin(value):
                return str(value)
    return None
