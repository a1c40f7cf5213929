"""Tables as files: CSV that no spreadsheet program runs as a formula, JSON Lines and Parquet."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import IO

import polars as pl

from doorstroom.kernel.errors import DoorstroomError

FORMATS = ("csv", "jsonl", "parquet")
_RUNS_AS_FORMULA = r"^[=+\-@\t\r]"
_BETWEEN = "; "


def harmless(column: str) -> pl.Expr:
    """Text that a spreadsheet program would run as a formula, marked as text with an apostrophe in front of it."""
    text = pl.col(column)
    return pl.when(text.str.contains(_RUNS_AS_FORMULA)).then("'" + text).otherwise(text).alias(column)


def marked(frame: pl.DataFrame) -> int:
    """How many cells ``harmless`` changes: in a CSV file they do not stand as they are."""
    texts = [name for name, dtype in frame.schema.items() if dtype == pl.String]
    if not texts:
        return 0
    return int(frame.select(pl.col(texts).str.contains(_RUNS_AS_FORMULA).sum()).sum_horizontal().item() or 0)


def flat(schema: pl.Schema) -> list[pl.Expr]:
    """The columns of a frame as one cell each: lists joined by a semicolon, moments in UTC, texts made harmless."""
    return [_cell(name, dtype) for name, dtype in schema.items()]


def _cell(name: str, dtype: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if isinstance(dtype, pl.List):
        return column.cast(pl.List(pl.String)).list.join(_BETWEEN).alias(name)
    if dtype == pl.String:
        return harmless(name)
    if dtype.base_type() is pl.Datetime:
        return column.dt.strftime("%Y-%m-%dT%H:%M:%S%.6fZ").alias(name)
    return column


def write_csv(frame: pl.DataFrame, to: IO[bytes] | Path, *, header: bool = True) -> None:
    """A frame as CSV: comma, point, UTF-8."""
    frame.select(flat(frame.schema)).write_csv(to, include_header=header)


def write_table(frame: pl.DataFrame, path: Path) -> None:
    """A whole frame as a file, by the ending of its name: .csv, .jsonl or .parquet."""
    if path.suffix == ".csv":
        write_csv(frame, path)
    elif path.suffix == ".jsonl":
        frame.write_ndjson(path)
    else:
        write_parquet(frame, path)


def write_parquet(frame: pl.DataFrame, path: Path) -> None:
    """A frame of ordinary size as Parquet, in one piece: when there is no room the system says so; Polars may not."""
    made = io.BytesIO()
    frame.write_parquet(made, compression="zstd")
    path.write_bytes(made.getbuffer())


def check_formats(formats: Iterable[str], known: Iterable[str] = FORMATS) -> list[str]:
    """The formats that were asked for, each once. Raises DoorstroomError for one that does not exist, or none."""
    there, asked = list(known), list(dict.fromkeys(formats))
    for name in asked:
        if name not in there:
            raise DoorstroomError(f"unknown format '{name}' (one of {', '.join(there)})")
    if not asked:
        raise DoorstroomError(f"name at least one format (of {', '.join(there)})")
    return asked
