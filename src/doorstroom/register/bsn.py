"""The citizen service number (BSN): its check digit, and the range from which demo people must come."""

from __future__ import annotations

import numpy as np

#: Numbers that are never issued to a person; the only ones that demo data may hold.
DEMO_BSN_RANGE = range(999_000_000, 1_000_000_000)

_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def is_bsn(text: str) -> bool:
    """Whether ``text`` is nine digits that pass the 11-test.

    >>> is_bsn("999990019"), is_bsn("999990018"), is_bsn("000000000")
    (True, False, False)
    """
    if len(text) != 9 or not (text.isascii() and text.isdigit()) or int(text) == 0:
        return False
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, text, strict=True)) % 11 == 0


def demo_bsns() -> list[str]:
    """Every number of the demo range that passes the 11-test, in order (about 90 thousand)."""
    numbers = np.arange(DEMO_BSN_RANGE.start, DEMO_BSN_RANGE.stop)
    digits = (numbers // 10**place % 10 for place in range(8, -1, -1))
    check = sum(weight * digit for weight, digit in zip(_WEIGHTS, digits, strict=True))
    return [str(number) for number in numbers[check % 11 == 0].tolist()]
