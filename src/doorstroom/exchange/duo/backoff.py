"""When to try again: soon, then ever later, and in the end not any more."""

from __future__ import annotations

import datetime as dt
import zlib

_MINUTES = (1, 5, 15, 60, 240)
#: Five tries in the first five hours and then six a day: with these DUO may be away for a long weekend.
MOST_ATTEMPTS = 24
_LONGEST = dt.timedelta(hours=12)


def next_attempt(now: dt.datetime, attempts: int, key: str, asked: int | None = None) -> dt.datetime | None:
    """The moment of the next try after ``attempts`` tries without an answer; None when it is enough.

    ``key`` spreads messages over a quarter of the wait, the same way each time, so that they do not all come back in
    one second. ``asked``: seconds that DUO asked us to wait (Retry-After), heeded within reason.
    """
    if attempts >= MOST_ATTEMPTS:
        return None
    wait = dt.timedelta(minutes=_MINUTES[min(max(attempts, 1), len(_MINUTES)) - 1])
    wait += wait * (zlib.crc32(key.encode()) % 256) / 1024
    if asked is not None:
        wait = min(max(wait, dt.timedelta(seconds=asked)), _LONGEST)
    return now + wait
