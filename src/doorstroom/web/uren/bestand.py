"""A file of a course provider: which kinds, how large, and its cells as people would type them in a form."""

from __future__ import annotations

import datetime as dt
import io
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from doorstroom.exchange.caseload.layout import CaseloadError
from doorstroom.exchange.caseload.tables import HEADING_ROWS, Formula, read_table
from doorstroom.kernel.wording import Language
from doorstroom.web.werkplek.velden import write_day

#: The largest file, what a workbook may become when it is unpacked (in bytes), and how many rows are read at once.
LARGEST, UNPACKED, MOST = 1024 * 1024, 16 * 1024 * 1024, 500
#: Our columns, and what people call them. The first word is how we write it.
HEADINGS: dict[str, tuple[str, ...]] = {
    "kenmerk": ("Kenmerk", "Uw kenmerk"),
    "zaaknummer": ("Zaaknummer", "Zaak"),
    "soort": ("Soort uren", "Soort"),
    "vanaf": ("Vanaf", "Eerste dag"),
    "op": ("Tot en met", "t/m", "Laatste dag"),
    "uren": ("Uren", "Aantal uren"),
    "keurmerk": ("Keurmerk",),
    "percentage": ("Aanwezigheid (%)", "Aanwezigheid", "Percentage"),
}
_NAMES = {word.casefold(): name for name, words in HEADINGS.items() for word in words}
#: Columns without which no row can be read.
_NEEDED = ("kenmerk", "zaaknummer", "op")


@dataclass(frozen=True)
class Read:
    """The rows as text by our column name, each with its line in the file; and the headings that were not read."""

    rows: tuple[tuple[int, dict[str, str]], ...]
    ignored: tuple[str, ...]


def read(file: UploadedFile, language: Language) -> Read:
    """The rows of a file that came in. Raises ValidationError with a sentence."""
    name = PurePath((file.name or "").replace("\\", "/")).name
    ending = name.rpartition(".")[2].casefold()
    if ending not in ("csv", "xlsx"):
        raise ValidationError(_("Kies een bestand van deze soort: CSV of XLSX."))
    if not file.size or file.size > LARGEST:
        raise ValidationError(_("Het bestand is leeg of te groot. Het mag hooguit 1 MB zijn."))
    content = file.read()
    if ending == "xlsx" and not _unpacks_well(content):
        raise ValidationError(_("Dit bestand is niet te lezen, of uitgepakt veel te groot. Bewaar het als CSV."))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"bestand.{ending}"
        path.write_bytes(content)
        try:
            table = read_table(path, _known)
        except CaseloadError as error:
            raise ValidationError(error.told(language).replace(f"{path}: ", "")) from None
    return _rows(table.rows)


def _unpacks_well(content: bytes) -> bool:
    """Whether a workbook unpacks to a size that can be read: a small file can be made to become endless."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return sum(part.file_size for part in parts.infolist()) <= UNPACKED
    except zipfile.BadZipFile:
        return False


def _known(cells: list[Any]) -> int:
    named = {_NAMES.get(_text(cell).casefold()) for cell in cells} - {None}
    return len(named) if "zaaknummer" in named else 0


def _rows(rows: list[tuple[int, list[Any]]]) -> Read:
    place = next((place for place, (_line, cells) in enumerate(rows[:HEADING_ROWS]) if _known(cells)), None)
    if place is None:
        wanted = ", ".join(words[0] for words in HEADINGS.values())
        raise ValidationError(
            _("De koppen ontbreken. Zet bovenaan deze kolommen: %(kolommen)s.") % {"kolommen": wanted}
        )
    heads = [_text(cell) for cell in rows[place][1]]
    names = [_NAMES.get(head.casefold()) for head in heads]
    twice = next((heads[at] for at, name in enumerate(names) if name and name in names[:at]), None)
    if twice is not None:
        raise ValidationError(_("Deze kolom staat er twee keer: %(kolom)s.") % {"kolom": twice})
    lacking = [HEADINGS[name][0] for name in _NEEDED if name not in names]
    if not {"uren", "percentage"} & set(names):
        lacking.append(" / ".join(HEADINGS[name][0] for name in ("uren", "percentage")))
    if lacking:
        raise ValidationError(_("Deze kolom ontbreekt: %(kolom)s.") % {"kolom": ", ".join(lacking)})
    body = rows[place + 1 :]
    if not body or len(body) > MOST:
        raise ValidationError(
            _("Er staan geen regels in, of meer dan %(meest)d. Deel het bestand op.") % {"meest": MOST}
        )
    found = [
        (line, {name: _text(cell) for name, cell in zip(names, cells, strict=False) if name}) for line, cells in body
    ]
    return Read(tuple(found), tuple(head for head, name in zip(heads, names, strict=True) if head and not name))


def _text(cell: Any) -> str:
    """A cell as somebody would type it in a form."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, (dt.date, dt.datetime)):
        return write_day(cell)
    if isinstance(cell, float):
        return f"{cell:.10g}".replace(".", ",")
    if isinstance(cell, Formula):
        return str(cell)  # no field takes it, so the row says what is wrong
    return " ".join(str(cell).split())
