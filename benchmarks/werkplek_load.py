"""Case workers at work: reads the work list, opens cases and asks why, over http, many at a time.

Each opens a connection per page, and waits between two pages, as somebody who reads does. One page in ten is a progress
talk that is recorded: an event in the register, new rows on the list, and a line in the log of processing.
"""

from __future__ import annotations

import http.client
import json
import random
import re
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.measuring import say
from benchmarks.one_case import PEILDATUM
from benchmarks.werkplek_place import PAGES, WHY

#: Seconds between two pages, at least and at most.
READS = (1.0, 5.0)
_TALK = "doe/voortgangsgesprek_vastleggen/"
_HIDDEN = re.compile(r'name="(event_id|version|corrects|csrfmiddlewaretoken)" value="([^"]*)"')


@dataclass
class Worker:
    """One case worker in his browser. ``took``: milliseconds of each answer; ``errors``: what went wrong."""

    port: int
    session: str
    cases: list[str]
    chance: random.Random
    took: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    recorded: int = 0

    def work(self, until: float) -> None:
        """Open pages until it is over."""
        self._csrf = ""
        self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        time.sleep(self.chance.uniform(0, READS[1]))
        for path, records in self._pages():
            if time.monotonic() > until:
                break
            try:
                text = self._open("GET", path)
                if records and text:
                    self._record(path, text)
            except (OSError, http.client.HTTPException) as error:
                self.errors.append(f"{path}: {type(error).__name__}: {error}")
            self._connection.close()  # the server hangs up on who reads for long; a browser would notice that
            time.sleep(self.chance.uniform(*READS))

    def _pages(self) -> Iterator[tuple[str, bool]]:
        while True:
            drawn, case = self.chance.random(), f"/zaak/inburgering/{self.chance.choice(self.cases)}/"
            if drawn < 0.5:
                yield "/werklijst/" + self.chance.choice(PAGES), False
            elif drawn < 0.9:
                why = self.chance.choice(WHY)
                yield case + (f"?waarom={why}" if why else ""), False
            else:
                yield case + _TALK, True

    def _record(self, path: str, page: str) -> None:
        """Send the form, unless the case has no plan yet and the form says that it cannot be."""
        fields = dict(_HIDDEN.findall(page))
        if "Dit kan nu nog niet." in page:
            return
        given = {**fields, "op": f"{PEILDATUM.day}-{PEILDATUM.month}-{PEILDATUM.year}", "wat": "vastleggen"}
        self._open("POST", path, urlencode(given), wanted=302)
        self.recorded += 1

    def _open(self, method: str, path: str, body: str = "", wanted: int = 200) -> str:
        headers = {"Cookie": f"sessionid={self.session}; csrftoken={self._csrf}", "Host": f"127.0.0.1:{self.port}"}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        started = time.perf_counter()
        self._connection.request(method, path, body or None, headers)
        answer = self._connection.getresponse()
        text = answer.read().decode("utf-8")
        self.took.append(1000 * (time.perf_counter() - started))
        self._csrf = _cookie(answer.getheader("Set-Cookie") or "") or self._csrf
        if answer.status != wanted:
            self.errors.append(f"{method} {path}: {answer.status}")
        return text


def _cookie(header: str) -> str:
    found = re.search(r"csrftoken=([^;]+)", header)
    return found[1] if found else ""


def run(port: int, place: dict[str, list[str]], seconds: float) -> dict[str, object]:
    """Everybody at work for so long, each in cases of his own: the answers together."""
    cases = place["cases"]
    sessions = place["sessions"][: len(cases)]
    workers = [Worker(port, session, cases[n :: len(sessions)], random.Random(n)) for n, session in enumerate(sessions)]
    until = time.monotonic() + seconds
    threads = [threading.Thread(target=worker.work, args=(until,)) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {
        "workers": len(workers),
        "seconds": seconds,
        "took": sorted(took for worker in workers for took in worker.took),
        "errors": [error for worker in workers for error in worker.errors],
        "recorded": sum(worker.recorded for worker in workers),
    }


if __name__ == "__main__":
    say(run(int(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text("utf-8")), float(sys.argv[3])))
