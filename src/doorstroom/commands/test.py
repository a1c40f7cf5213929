"""`doorstroom test`: everything that must hold before a change goes in."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Annotated

import typer

from doorstroom.commands import CHECKS_FAILED, PROJECT
from doorstroom.kernel.errors import DoorstroomError

ORDER = 90

CLOSING = re.compile(r"(passed|failed|errors?|skipped|deselected|no tests ran)\b.* in [0-9.]+s")


def register(app: typer.Typer) -> None:
    """Add the command `test`."""

    @app.command(
        "test",
        rich_help_panel=PROJECT,
        context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    )
    def test(
        context: typer.Context,
        fast: Annotated[bool, typer.Option("--fast", help="Leave out style and types; only run the tests.")] = False,
    ) -> None:
        """Check this checkout: style (ruff), types (mypy) and tests (pytest, two at a time) with their coverage.

        All checks run, also after one has failed. The last line is the closing line of pytest. Other arguments go to
        pytest. Exit status 1 when any check fails.

        **Examples**

        * `./doorstroom test` runs all of it
        * `./doorstroom test --fast -k feestdagen` runs only the tests with that word in their name
        * `./doorstroom test --fast -n 0 tests/kernel` runs one folder in one process
        """
        if not check(checkout(), fast, context.args):
            raise typer.Exit(CHECKS_FAILED)


def checkout() -> Path:
    """The folder of the checkout that this code runs from."""
    root = Path(__file__).resolve().parents[3]
    if not (root / "pyproject.toml").is_file() or not (root / "tests").is_dir():
        raise DoorstroomError("the tests are not part of an installed doorstroom; run ./doorstroom test in a checkout")
    return root


def check(root: Path, fast: bool, arguments: list[str]) -> bool:
    """Run all checks on the checkout, show what they print, and say whether all of them passed."""
    import importlib.util
    import tempfile

    for tool in ("pytest", "xdist", "coverage", *(() if fast else ("ruff", "mypy"))):
        if importlib.util.find_spec(tool) is None:
            raise DoorstroomError(f"{tool} is not installed; ./doorstroom test installs what the tests need")
    failed = []
    if not fast:
        for name, command in (
            ("ruff check", ["ruff", "check", "."]),
            ("ruff format", ["ruff", "format", "--check", "."]),
            ("mypy", ["mypy"]),
        ):
            if _run(name, command, root)[0]:
                failed.append(name)
    with tempfile.TemporaryDirectory(prefix="doorstroom-coverage-") as folder:
        data = {"COVERAGE_FILE": f"{folder}/coverage"}
        status, lines = _run("pytest", ["coverage", "run", "-m", "pytest", "-n", "2", *arguments], root, data)
        if status:
            failed.append("pytest")
        if _run("coverage", ["coverage", "combine", "--quiet"], root, data)[0] == 0:
            _run("coverage", ["coverage", "report"], root, data, header=False)
    typer.echo(f"\nFailed: {', '.join(failed)}" if failed else "\nAll checks passed.")
    typer.echo(next((line for line in reversed(lines) if CLOSING.search(line)), "pytest did not close"))
    return not failed


def _run(
    name: str, command: list[str], root: Path, environment: dict[str, str] | None = None, header: bool = True
) -> tuple[int, list[str]]:
    """Run a module of this Python in the checkout and show its output; its exit status and lines."""
    import os
    import subprocess
    import sys

    if header:
        typer.echo(f"\n== {name}")
    started = time.monotonic()
    path = os.pathsep.join(filter(None, [str(root / "src"), os.environ.get("PYTHONPATH")]))
    lines = []
    with subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=root,
        env={**os.environ, "PYTHONPATH": path, **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line.rstrip("\n"))
            typer.echo(lines[-1])
    if header:
        typer.echo(f"-- {name}: {'failed' if process.returncode else 'fine'} in {time.monotonic() - started:.0f} s")
    return process.returncode, lines
