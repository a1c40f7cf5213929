"""The benchmark of the work place, made small: what it asks is answered. Nothing here is timed."""

from __future__ import annotations

from pathlib import Path

from benchmarks.measuring import in_own_process
from benchmarks.werkplek_place import OPEN_SMALL


def test_pages_are_opened_and_queries_counted(tmp_path: Path) -> None:
    found = in_own_process("benchmarks.werkplek", "--pages", str(tmp_path), "--small")
    assert found["open"] == OPEN_SMALL and found["rows"] > OPEN_SMALL
    assert 1 <= found["queries"] <= 3
    assert all(len(found[name]) == 6 and found[name][0] > 0 for name in ("list", "case", "plain"))
