"""A delivery: a folder of files that is there whole or not at all, with on top who may have it.

LEESMIJ.md      what it is and who may have it, in Dutch and English
manifest.json   the same for programs, with the rows and the SHA-256 of every file
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from doorstroom.exchange.export.terms import TERMS, notice
from doorstroom.exchange.refusal import Refusal
from doorstroom.kernel.wording import LANGUAGES

README = "LEESMIJ.md"
MANIFEST = "manifest.json"


@dataclass
class Delivery:
    """One delivery while it is made: ``folder`` to write in, ``rows`` per file that was written in it."""

    kind: str
    path: Path
    folder: Path
    named: bool = False
    rows: dict[str, int] = field(default_factory=dict)
    about: dict[str, Any] = field(default_factory=dict)

    def file(self, name: str, rows: int) -> Path:
        """A place for a file with so many rows; its name may hold one folder."""
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        self.rows[name] = rows
        return path

    def finish(self, made_at: dt.datetime, version: str) -> dict[str, Any]:
        """Write what it is and who may have it; the answer is the manifest."""
        (self.folder / README).write_text(_readme(self), encoding="utf-8")
        terms = TERMS[self.kind]
        files = [
            {"name": name, "rows": rows, "sha256": _sha256(self.folder / name)} for name, rows in self.rows.items()
        ]
        manifest = {
            "delivery": self.kind,
            "title": {"nl": terms.title_nl, "en": terms.title_en},
            "for_whom": {spoken: notice(self.kind, spoken, named=self.named) for spoken in LANGUAGES},
            "holds_names": self.named,
            "made_at": made_at.isoformat(timespec="seconds"),
            "made_by": f"doorstroom {version}",
            **self.about,
            "files": files,
        }
        (self.folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        return manifest


@contextlib.contextmanager
def new_delivery(kind: str, path: Path, *, named: bool = False) -> Iterator[Delivery]:
    """A delivery that becomes the folder ``path`` at the end; after a failure or a cancellation there is nothing.

    Raises Refusal when something is there already, when there is no folder to put it in, or no room for it.
    """
    if path.exists() and not (path.is_dir() and not any(path.iterdir())):
        raise Refusal(f"{path}: exists already; nothing was written", f"{path}: bestaat al; er is niets geschreven")
    whole = path.absolute()
    if not whole.parent.is_dir():
        raise Refusal(
            f"{path}: there is no folder '{whole.parent}'; nothing was written",
            f"{path}: er is geen map '{whole.parent}'; er is niets geschreven",
        )
    part = whole.with_name(f".{whole.name}.{os.getpid()}.part")
    try:
        part.mkdir()
        yield Delivery(kind, path, part, named)
        os.replace(part, whole)
    except (OSError, pl.exceptions.PolarsError) as error:
        reason = reason_of(error)
        raise Refusal(f"{path}: {reason}; nothing was written", f"{path}: {reason}; er is niets geschreven") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def reason_of(error: Exception) -> str:
    """Why a file could not be written; Polars tells it in its own words, and the system's are shorter."""
    told = getattr(error, "strerror", None) or str(error).split("\n")[0]
    return str(told).rpartition("IO error: ")[2].partition(" (os error")[0]


def _readme(made: Delivery) -> str:
    terms = TERMS[made.kind]
    names = "\n".join(f"* `{name}`" for name in made.rows)
    return (
        f"# {terms.title_nl}\n\n**Voor wie: {notice(made.kind, 'nl', named=made.named)}**\n\n"
        f"# {terms.title_en}\n\n**For whom: {notice(made.kind, 'en', named=made.named)}**\n\n"
        f"## Bestanden / files\n\n{names}\n* `{MANIFEST}`\n"
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def summary(manifest: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """What a command says of a delivery, for programs: the manifest and where it lies."""
    return {"folder": str(path), **manifest}
