"""`doorstroom bench`: how fast, beside others, with equal results."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from doorstroom.commands import PROJECT
from doorstroom.kernel.errors import DoorstroomError

ORDER = 91

#: Module in ``benchmarks/`` and what it measures.
BENCHMARKS = {
    "reference_rules": "four rules on a million persons, beside openfisca-core",
    "register_columns": "all columns of the Wi2021 for a register",
    "one_case": "all clocks of one case, explained",
    "werkplek": "the work list, the page of a case, and fifty case workers at once",
    "publication_tables": "tables 1 to 4 over fifty million events, beside DuckDB",
}
#: What they use that a plain installation does not have, by module.
NEEDED = {"reference_rules": "openfisca_core", "publication_tables": "duckdb"}


def register(app: typer.Typer) -> None:
    """Add the command `bench`."""

    @app.command("bench", rich_help_panel=PROJECT)
    def bench(
        names: Annotated[
            list[str] | None, typer.Argument(help=f"Which ones: {', '.join(BENCHMARKS)}. Without any: all.")
        ] = None,
        small: Annotated[bool, typer.Option("--small", help="Few rows, to see that it works; no targets.")] = False,
        as_json: Annotated[bool, typer.Option("--json", help="Figures as JSON, for programs.")] = False,
        write: Annotated[bool, typer.Option("--write", help="Also update benchmarks/RESULTS.md.")] = False,
    ) -> None:
        """Measure how fast this checkout is, side by side with others that give the same results.

        Each benchmark runs in processes of its own, on invented data in a temporary folder that is removed again: up to
        6 GB of memory and 3 GB of disk, some minutes in all. A figure on a busy machine says little; look at the load
        that it prints. `pip install '.[bench]'` installs what they are compared with.

        **Examples**

        * `./doorstroom bench --small` tries all of them in a minute or two
        * `./doorstroom bench register_columns` measures one in full
        * `./doorstroom bench --write` measures all and writes benchmarks/RESULTS.md
        """
        root = checkout()
        chosen = names or list(BENCHMARKS)
        for name in chosen:
            if name not in BENCHMARKS:
                raise DoorstroomError(f"unknown benchmark '{name}' (one of {', '.join(BENCHMARKS)})")
        if write and small:
            raise DoorstroomError("--write keeps figures of full runs only; leave out --small")
        found: dict[str, list[dict[str, Any]]] = {}
        for name in chosen:
            if not as_json:
                typer.echo(f"{name}: {BENCHMARKS[name]}")
            found[name] = measure(root, name, small)
            if not as_json:
                for figure in found[name]:
                    typer.echo(f"  {line(figure)}")
        if write:
            from datetime import UTC, datetime

            place = root / "benchmarks" / "RESULTS.md"
            place.write_text(results(root, place, found, datetime.now(UTC).date().isoformat()), "utf-8")
            if not as_json:
                typer.echo(f"written: {place.relative_to(root)}")
        if as_json:
            import json

            typer.echo(json.dumps({"machine": machine(root), "figures": found}, ensure_ascii=False, indent=2))


def checkout() -> Path:
    """The folder of the checkout that this code runs from."""
    root = Path(__file__).resolve().parents[3]
    if not (root / "benchmarks" / "measuring.py").is_file():
        raise DoorstroomError(
            "the benchmarks are not part of an installed doorstroom; run ./doorstroom bench in a checkout"
        )
    return root


def measure(root: Path, name: str, small: bool) -> list[dict[str, Any]]:
    """The figures of one benchmark, measured in a process of its own."""
    import importlib.util

    needed = NEEDED.get(name)
    if needed is not None and importlib.util.find_spec(needed) is None:
        raise DoorstroomError(f"benchmark '{name}' needs {needed.replace('_', '-')}: pip install '.[bench]'")
    found: list[dict[str, Any]] = _run(root, f"benchmarks.{name}", *(["--small"] if small else []))
    return found


def machine(root: Path) -> dict[str, str]:
    """Processor, cores, memory and versions, as the benchmarks see them."""
    found: dict[str, str] = _run(root, "benchmarks.measuring")
    return found


def _run(root: Path, module: str, *arguments: str) -> Any:
    import json
    import os
    import subprocess
    import sys

    path = os.pathsep.join(filter(None, [str(root / "src"), os.environ.get("PYTHONPATH")]))
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=root,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise DoorstroomError(f"{module} ended with status {done.returncode}: {last}")
    return json.loads(done.stdout.splitlines()[-1])


def line(figure: dict[str, Any]) -> str:
    """A figure in words: what, value, target, and whether it was reached."""
    told = f"{figure['what']}: {shown(figure['value'])} {figure['unit']}"
    verdict = judged(figure)
    note = f" [{figure['note']}]" if figure["note"] else ""
    return told + (f" (target {target(figure)}: {verdict})" if verdict else "") + note


def shown(value: float) -> str:
    """Three significant digits, or whole numbers from a hundred on."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def target(figure: dict[str, Any]) -> str:
    """The target in words; empty without one."""
    if figure["at_most"] is not None:
        return f"at most {figure['at_most']:g} {figure['unit']}"
    return f"at least {figure['at_least']:g} {figure['unit']}" if figure["at_least"] is not None else ""


def judged(figure: dict[str, Any]) -> str:
    """Whether the target was reached, in words; empty without a target."""
    if figure["at_most"] is not None:
        return "reached" if figure["value"] <= figure["at_most"] else "not reached"
    if figure["at_least"] is not None:
        return "reached" if figure["value"] >= figure["at_least"] else "not reached"
    return ""


HEAD = """# What was measured

Written by `./doorstroom bench --write`. Each figure is the best of several runs in processes of their own; the load is
how many processes wanted a core just before, so on two cores anything above a few tenths means that others worked too.
What each benchmark does and compares stands at the top of its module. Times hold for the machine named above them.
"""


def results(root: Path, place: Path, found: dict[str, list[dict[str, Any]]], day: str) -> str:
    """RESULTS.md with these benchmarks put in the place of their older figures."""
    sections = _sections(place.read_text("utf-8")) if place.is_file() else {}
    seen = machine(root)
    where = ", ".join(
        f"{label} {seen[label]}" if label not in ("processor", "system") else seen[label]
        for label in seen
        if seen[label] != "not installed"
    )
    for name, figures in found.items():
        rows = [
            f"| {f['what']} | {shown(f['value'])} {f['unit']} | {target(f)} | {judged(f)} | {f['note']} |"
            for f in figures
        ]
        sections[name] = "\n".join(
            [
                f"## {name}: {BENCHMARKS[name]}",
                "",
                f"{day}. {where}.",
                "",
                "| what | value | target | | how |",
                "|---|---|---|---|---|",
                *rows,
            ]
        )
    ordered = [sections[name] for name in BENCHMARKS if name in sections]
    return HEAD + "\n" + "\n\n".join(ordered) + "\n"


def _sections(text: str) -> dict[str, str]:
    found = {}
    for part in text.split("\n## ")[1:]:
        found[part.partition(":")[0]] = "## " + part.strip()
    return found
