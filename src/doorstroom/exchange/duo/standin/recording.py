"""What was asked of the stand-in and what it answered, line by line, with people as numbers instead of BSNs.

A recording can be played again against another: whoever plays it says which BSN each number stands for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from doorstroom.exchange.duo.masking import masked

_BSN = re.compile(r"(?<![0-9])[0-9]{9}(?![0-9])")
_PERSON = re.compile(r"{persoon ([0-9]+)}")


@dataclass(frozen=True)
class Exchange:
    """One request and its answer. Paths name people as {persoon 1}, {persoon 2}, in order of appearance."""

    method: str
    path: str
    bron: str
    bericht_id: str
    body: str
    status: int
    answer: str


class Recorder:
    """Writes a recording; people get the same number throughout."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._numbers: dict[str, int] = {}

    def write(self, exchange: Exchange) -> None:
        """Add a request and its answer."""
        path = _BSN.sub(lambda found: f"{{persoon {self._number(found.group())}}}", exchange.path)
        hidden = {**asdict(exchange), "path": path, "body": masked(exchange.body), "answer": masked(exchange.answer)}
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(hidden, ensure_ascii=False) + "\n")

    def _number(self, bsn: str) -> int:
        return self._numbers.setdefault(bsn, len(self._numbers) + 1)


def recorded(path: Path) -> Iterator[Exchange]:
    """The lines of a recording."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield Exchange(**json.loads(line))


def replay(
    path: Path, bsns: Mapping[int, str], ask: Callable[[Exchange], tuple[int, str]]
) -> Iterator[tuple[Exchange, int, str]]:
    """Ask everything again with these BSNs; each line with the status and the answer that came now."""
    for line in recorded(path):
        with_bsn = _PERSON.sub(lambda found: bsns[int(found.group(1))], line.path)
        status, answer = ask(Exchange(**{**asdict(line), "path": with_bsn}))
        yield line, status, answer
