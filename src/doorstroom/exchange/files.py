"""Files for people: whole or not there at all, and never over somebody's own file."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from doorstroom.exchange.refusal import Refusal

if TYPE_CHECKING:
    from openpyxl import Workbook


def write_workbook(book: Workbook, path: Path) -> None:
    """Write a workbook in one piece: a ZIP file that cannot be finished complains long after it was given up."""
    made = io.BytesIO()
    book.save(made)
    path.write_bytes(made.getbuffer())


@contextlib.contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """A place to write a new file in; what stands there at the end becomes ``path``, after a failure nothing does.

    Raises Refusal when there is a file of that name, no folder to put it in, or no room for it.
    """
    if path.exists():
        raise Refusal(f"{path}: exists already; nothing was written", f"{path}: bestaat al; er is niets geschreven")
    if not path.parent.is_dir():
        raise Refusal(f"{path}: there is no folder '{path.parent}'", f"{path}: er is geen map '{path.parent}'")
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield part
        os.replace(part, path)
    except OSError as error:  # a full disk names no file, and others a file that nobody asked for
        part.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise Refusal(f"{path}: {reason}; nothing was written", f"{path}: {reason}; er is niets geschreven") from error
    except BaseException:
        part.unlink(missing_ok=True)
        raise
