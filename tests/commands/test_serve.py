"""`doorstroom serve`, and the demonstration that ends by serving."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.commands.conftest import SOURCE, Doorstroom

#: The demo without its report and worked cases, which other tests show.
SHORT_DEMO = """
from doorstroom import cli, demonstration
demonstration.Demonstration._report = demonstration.Demonstration._cases = lambda *_: True
raise SystemExit(cli.run(__import__("sys").argv[1:]))
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def page(port: int, path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
        return str(answer.read().decode())


@pytest.mark.parametrize("command", [("serve", "--demo"), ("demo",)])
def test_a_port_that_is_taken_is_refused_before_any_work(command: tuple[str, ...], doorstroom: Doorstroom) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        doorstroom(*command, "--port", port).refuses(2, f"cannot answer on 127.0.0.1:{port}", "--port")
    assert list(Path().iterdir()) == []


@pytest.mark.slow
def test_a_demo_ends_by_serving_the_work_place_until_it_is_stopped() -> None:
    port = free_port()
    demo = subprocess.Popen(
        [sys.executable, "-c", SHORT_DEMO, "demo", "--scale", "0.003", "--folder", "uit", "--port", str(port)],
        env={**os.environ, "PYTHONPATH": str(SOURCE)}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    try:
        said = ""
        assert demo.stdout is not None
        for line in demo.stdout:
            said += line
            if "Ctrl-C" in line:
                break
        assert "klantmanager1.gemeente1" in said and "demonstratie-2023" in said, said
        for _ in range(100):
            try:
                text = page(port, "/inloggen/")
                break
            except OSError:
                time.sleep(0.2)
        assert "Inloggen" in text and "verzonnen" in text
    finally:
        demo.send_signal(signal.SIGTERM)
        demo.communicate(timeout=30)
    assert demo.returncode == 0
