"""Write a report to files: all formats are made first, then put in place, so a failure leaves no half report."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from doorstroom.report.errors import ReportError
from doorstroom.report.html import as_html
from doorstroom.report.machine import as_csv, as_json
from doorstroom.report.model import Report
from doorstroom.report.pdf import as_pdf
from doorstroom.report.xlsx import as_xlsx

#: What may be asked for, and how the file is called after <publication>_<peildatum>.
FORMATS = {"html": ".html", "pdf": ".pdf", "xlsx": ".xlsx", "csv": ".csv", "csv-nl": "_nl.csv", "json": ".json"}


def check_formats(formats: Sequence[str]) -> list[str]:
    """The formats, each once. Raises ReportError for one that does not exist."""
    for name in formats:
        if name not in FORMATS:
            raise ReportError(f"unknown format '{name}' (one of {', '.join(FORMATS)})")
    if not formats:
        raise ReportError(f"name at least one format (of {', '.join(FORMATS)})")
    return list(dict.fromkeys(formats))


def write(report: Report, folder: Path, formats: Sequence[str]) -> list[Path]:
    """Write the report in these formats in a folder, which is made when needed; the paths in the same order.

    Raises ReportError when there is no room: then the files of before are as they were.
    """
    stem = f"{report.name}_{report.provenance.peildatum}"
    contents = {folder / f"{stem}{FORMATS[name]}": _content(report, name) for name in check_formats(formats)}
    folder.mkdir(parents=True, exist_ok=True)
    parts = {path: path.with_name(f".{path.name}.{os.getpid()}.part") for path in contents}
    try:
        for path, content in contents.items():
            _put(content, parts[path], path)
        for path, part in parts.items():
            os.replace(part, path)
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)
    return list(contents)


def _put(content: bytes, part: Path, path: Path) -> None:
    try:
        part.write_bytes(content)
    except OSError as error:  # it names no file, or one that nobody asked for
        raise ReportError(f"{path}: {error.strerror}; no file was written or replaced") from None


def _content(report: Report, name: str) -> bytes:
    if name == "pdf":
        return as_pdf(report)
    if name == "xlsx":
        return as_xlsx(report)
    if name == "html":
        return as_html(report).encode()
    if name == "json":
        return as_json(report).encode()
    return as_csv(report, "nl" if name == "csv-nl" else "machine").encode()
