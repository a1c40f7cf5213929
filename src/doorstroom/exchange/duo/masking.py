"""Keep BSNs and V-numbers out of everything that is read by others: log lines, errors, recordings.

DUO has the BSN in its paths (M-07; ADR /core/transport/no-sensitive-uris allows that on a closed network only). So
every line that could hold such a path goes through ``masked``, also the lines of libraries.
"""

from __future__ import annotations

import logging
import re

#: Nine digits are a BSN and ten a V-number; longer runs (an OIN, a moment) are neither.
_NUMBER = re.compile(r"(?<![0-9])[0-9]{9,10}(?![0-9])")
MASK = "*********"

#: Loggers of libraries that write whole paths.
_LIBRARIES = ("urllib3.connectionpool", "urllib3.connection", "urllib3.util.retry", "urllib3.response")


def masked(text: str) -> str:
    """The text with every BSN and V-number hidden.

    >>> masked("GET /v1/personen/999990019/PIP from 00000001003214345000")
    'GET /v1/personen/*********/PIP from 00000001003214345000'
    """
    return _NUMBER.sub(MASK, text)


class Masking(logging.Filter):
    """Hides the numbers of people in a log record, in its arguments and in the error that it carries."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = masked(record.getMessage()), None
        if record.exc_info:  # a traceback shows the lines of the error: keep what kind it was
            kind = record.exc_info[0]
            record.msg += f" ({kind.__name__ if kind else 'error'})"
            record.exc_info = record.exc_text = None
        return True


def logger(name: str) -> logging.Logger:
    """The logger of a module of the exchange; nothing that it writes holds a number of a person."""
    return _guarded(name)


def guard_libraries() -> None:
    """Hide numbers in what the HTTP library logs; called before the first request."""
    for name in _LIBRARIES:
        _guarded(name)


def _guarded(name: str) -> logging.Logger:
    found = logging.getLogger(name)
    if not any(isinstance(each, Masking) for each in found.filters):
        found.addFilter(Masking())
    return found
