"""A side of the year as a process that can be killed at any moment and started again where it was."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from doorstroom.exchange.duo.errors import ExchangeError


class Died(Exception):
    """The process was killed before it answered."""


class SideProcess:
    """One side. ``start`` is the command that it begins with, each time."""

    def __init__(self, side: str, folder: Path, start: dict[str, Any]) -> None:
        self.side, self._folder, self._start = side, folder, start
        self._log = folder.parent / f"{side}.log"
        self.starts = 0
        self._process: subprocess.Popen[str] | None = None

    def run(self) -> SideProcess:
        """Start it, and wait until it listens."""
        self.starts += 1
        with self._log.open("a", encoding="utf-8") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "doorstroom.exchange.duo.year.sides", self.side, str(self._folder)],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, encoding="utf-8",
            )  # fmt: skip
        try:
            self._talk(self._start)
        except Died:
            raise ExchangeError(f"the {self.side} of the year does not start: {self.last_words()}") from None
        return self

    def last_words(self) -> str:
        """The end of what it logged."""
        return " ".join(self._log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-3:])

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._process is not None and self._process.poll() is None

    def ask(self, command: dict[str, Any]) -> Any:
        """Have it do something, and wait for the answer. Raises Died."""
        return self._talk(command)

    def kill_after(self, seconds: float) -> threading.Timer:
        """SIGKILL it in a while, whatever it is doing then."""
        timer = threading.Timer(seconds, self.kill)
        timer.start()
        return timer

    def kill(self) -> None:
        """SIGKILL it now, and wait until it is gone."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def stop(self) -> None:
        """End it, and wait until it is gone."""
        if self._process is None:
            return
        self.kill()
        for stream in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                assert stream is not None
                stream.close()

    def _talk(self, command: dict[str, Any]) -> Any:
        process = self._process
        assert process is not None and process.stdin is not None and process.stdout is not None
        try:
            process.stdin.write(json.dumps(command) + "\n")
            process.stdin.flush()
            line = process.stdout.readline()
        except OSError:
            raise Died(self.side) from None
        if not line.endswith("\n"):
            raise Died(self.side)
        return json.loads(line)
