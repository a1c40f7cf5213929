"""Event logs as XML after the XES standard (IEEE 1849): the elements, made as text by Polars.

A log holds, in this order: the extensions that its keys come from, what every trace and every event is sure to have
(``global``), what tells activities apart (``classifier``), what is said of the log itself, and the traces.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

import polars as pl

VERSION = "1849.2016"
#: Prefix of a key -> name and address of the extension that says what it means.
EXTENSIONS: Mapping[str, tuple[str, str]] = {
    "concept": ("Concept", "http://www.xes-standard.org/concept.xesext"),
    "time": ("Time", "http://www.xes-standard.org/time.xesext"),
    "lifecycle": ("Lifecycle", "http://www.xes-standard.org/lifecycle.xesext"),
    "org": ("Organizational", "http://www.xes-standard.org/org.xesext"),
}
_ALWAYS = {
    "trace": (("string", "concept:name", "onbekend"),),
    "event": (
        ("string", "concept:name", "onbekend"),
        ("string", "lifecycle:transition", "complete"),
        ("date", "time:timestamp", "1900-01-01T00:00:00.000Z"),
    ),
}
#: What XML cannot hold at all, not even with an escape.
_NO_XML = "[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x{FFFE}\\x{FFFF}]"
_ESCAPES = (
    *(("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")),
    *(("\n", "&#10;"), ("\t", "&#9;"), ("\r", "&#13;")),
)
MOMENT = "%Y-%m-%dT%H:%M:%S%.3fZ"


def attribute(key: str, column: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """A column as an attribute with this key, of the kind that fits its type; nothing where it is null."""
    kind, text = _kind(column, dtype)
    said = pl.lit(f'<{kind} key="{key}" value="') + text + pl.lit('"/>')
    return pl.when(column.is_null()).then(pl.lit("")).otherwise(said)


def _kind(column: pl.Expr, dtype: pl.DataType) -> tuple[str, pl.Expr]:
    """The element for a type, and a column of it as the text of its value."""
    if dtype == pl.Boolean:
        return "boolean", column.cast(pl.String)
    if dtype.is_integer():
        return "int", column.cast(pl.String)
    if dtype.is_float():
        return "float", column.cast(pl.String)
    if dtype == pl.Date:
        return "date", column.cast(pl.Datetime("us")).dt.strftime(MOMENT)
    if dtype.base_type() is pl.Datetime:
        return "date", column.dt.strftime(MOMENT)
    if isinstance(dtype, pl.List):
        return "string", _escaped(column.cast(pl.List(pl.String)).list.join("; "))
    return "string", _escaped(column.cast(pl.String))


def _escaped(text: pl.Expr) -> pl.Expr:
    text = text.str.replace_all(_NO_XML, "\ufffd")
    for letter, said in _ESCAPES:
        text = text.str.replace_all(letter, said, literal=True)
    return text


def event(attributes: Iterable[pl.Expr]) -> pl.Expr:
    """The attributes of an event as its element."""
    return pl.concat_str([pl.lit("<event>"), *attributes, pl.lit("</event>\n")])


def trace(attributes: Iterable[pl.Expr], events: pl.Expr) -> pl.Expr:
    """The attributes and events of a case as its element."""
    return pl.concat_str([pl.lit("<trace>"), *attributes, pl.lit("\n"), events, pl.lit("</trace>\n")])


def head(name: str, notice: str, about: Mapping[str, str | dt.date | dt.datetime | None]) -> str:
    """Everything before the first trace. ``notice`` stands on top, for who opens the file, and in the log itself."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<!-- {escape(notice).replace('--', '- -')} -->",
        f'<log xes.version="{VERSION}" xes.features="">',
    ]
    lines += [
        f'<extension name="{called}" prefix="{prefix}" uri="{uri}"/>' for prefix, (called, uri) in EXTENSIONS.items()
    ]
    for scope, known in _ALWAYS.items():
        inside = "".join(f'<{kind} key="{key}" value="{value}"/>' for kind, key, value in known)
        lines.append(f'<global scope="{scope}">{inside}</global>')
    lines.append('<classifier name="Activity" scope="event" keys="concept:name"/>')
    lines.append('<classifier name="ActivityAndTransition" scope="event" keys="concept:name lifecycle:transition"/>')
    said = {"concept:name": name, "lifecycle:model": "standard", "notice": notice, **about}
    lines += [_of_log(key, value) for key, value in said.items() if value is not None]
    return "\n".join(lines) + "\n"


def _of_log(key: str, value: str | dt.date | dt.datetime) -> str:
    if isinstance(value, dt.datetime):
        text = value.astimezone(dt.UTC).isoformat(timespec="milliseconds")
        return f'<date key="{key}" value="{text.replace("+00:00", "Z")}"/>'
    if isinstance(value, dt.date):
        return f'<date key="{key}" value="{value}T00:00:00.000Z"/>'
    return f'<string key="{key}" value="{escape(value, {chr(34): "&quot;"})}"/>'


TAIL = "</log>\n"
