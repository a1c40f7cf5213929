"""The right to see unrounded numbers: only with a reason, and never without a line in a log."""

from __future__ import annotations

import datetime as dt
import json
import os
from dataclasses import dataclass
from pathlib import Path

from doorstroom.report.errors import ReportError


@dataclass(frozen=True)
class Unrounded:
    """Who wants unrounded numbers, why, and the file to which that is appended before any number leaves."""

    who: str
    reason: str
    log_file: Path

    def __post_init__(self) -> None:
        if len(self.reason.split()) < 2:
            raise ReportError("unrounded numbers need a reason of at least two words")
        if not self.who.strip():
            raise ReportError("unrounded numbers need the name of who asks for them")

    def log(self, publication: str, peildatum: dt.date, known_at: dt.datetime | None, made_at: dt.datetime) -> None:
        """Append a line (JSON) and see to it that it is on disk. An error here means that no report is made."""
        line = {
            "at": made_at.isoformat(),
            "who": self.who,
            "reason": self.reason,
            "publication": publication,
            "peildatum": peildatum.isoformat(),
            "known_at": known_at and known_at.isoformat(),
        }
        with self.log_file.open("a", encoding="utf-8") as log:
            log.write(json.dumps(line, ensure_ascii=False) + "\n")
            log.flush()
            os.fsync(log.fileno())
