"""The house keeps its shape: which way imports point, where time may be read, which words rule authors may use.

Every check is first shown to find what it looks for, in a snippet that breaks the rule.
"""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "doorstroom"

#: Folder -> the folders of doorstroom that it may import, beside itself. A system (stelsels/<name>) may import the
#: kernel and itself. What is not named here belongs to the view layer: it may import all, and nothing below imports it.
BELOW_THE_VIEW = {
    "kernel": set[str](),
    "stelsels": {"kernel"},
    "register": {"kernel", "stelsels"},
    "report": {"kernel", "stelsels"},
    "simulate": {"kernel", "stelsels"},
}
#: Within the view layer: the outside world (exchange) and the screens (web) know no command line.
VIEW = {"exchange": {"commands", "cli", "web"}, "web": {"commands", "cli"}}

WITHOUT_DJANGO = {"kernel", "stelsels"}

CLOCK_READINGS = {
    "datetime.date.today",
    "datetime.datetime.today",
    "datetime.datetime.now",
    "datetime.datetime.utcnow",
    "sqlalchemy.func.current_date",
    "sqlalchemy.func.current_timestamp",
    "sqlalchemy.func.now",
    "time.gmtime",
    "time.localtime",
    "time.time",
    "time.time_ns",
}

#: What Polars offers and rule authors may not use, because it turns unknown into an answer.
GUESSING_METHODS = {
    "backward_fill",
    "eq_missing",
    "fill_null",
    "forward_fill",
    "max_horizontal",
    "min_horizontal",
    "ne_missing",
    "otherwise",
}
GUESSING_FUNCTIONS = {"polars.coalesce", "polars.max_horizontal", "polars.min_horizontal", "polars.when"}


# The checkers ---------------------------------------------------------------------------------------------------------


def imported(tree: ast.AST, module: str, is_package: bool = False) -> Iterator[tuple[int, str]]:
    """(line, full name) of everything imported, at the top or inside functions, also by import_module("name").

    ``from a import b`` counts as a.b, since b may be a module.
    """
    package = module.split(".") if is_package else module.split(".")[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else []
            origin = ".".join([*start, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{origin}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in ("import_module", "__import__") and isinstance(node.args[0].value, str):
                yield node.lineno, node.args[0].value


def forbidden_imports(text: str, module: str, is_package: bool = False) -> list[str]:
    """Imports in the source of ``module`` that point up, sideways between systems, or from the law to Django."""
    own = module.split(".")
    layer = own[1] if len(own) > 1 else ""
    found = []
    for line, name in imported(ast.parse(text), module, is_package):
        parts = name.split(".")
        if parts[0] == "django" and layer in WITHOUT_DJANGO:
            found.append(f"{module}:{line}: {layer} imports no Django")
        if parts[0] != "doorstroom" or not layer or len(parts) < 2 or parts[1].startswith("__"):
            continue
        other = parts[1]
        if layer in BELOW_THE_VIEW:
            barred = other not in {layer, *BELOW_THE_VIEW[layer]}
        else:
            barred = other in VIEW.get(layer, ())
        if barred:
            found.append(f"{module}:{line}: {layer} imports no {other}")
        elif layer == other == "stelsels" and _system(own, is_package) and parts[2:3] != [_system(own, is_package)]:
            found.append(f"{module}:{line}: a system imports no other system ({name})")
    return found


def _system(module: list[str], is_package: bool) -> str | None:
    """The system that a module belongs to: the folder under stelsels. None for a file between the systems."""
    return module[2] if len(module) > 3 or (len(module) == 3 and is_package) else None


def used_names(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, full name) of every name and attribute chain, with import aliases written out."""
    aliases: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            aliases.update(
                {a.asname or a.name.split(".")[0]: a.name if a.asname else a.name.split(".")[0] for a in node.names}
            )
        elif isinstance(node, ast.ImportFrom) and not node.level:
            for alias in node.names:
                aliases[alias.asname or alias.name] = f"{node.module}.{alias.name}"
                yield node.lineno, f"{node.module}.{alias.name}"
    for node in ast.walk(tree):
        chain: list[str] = []
        part: ast.AST = node
        while isinstance(part, ast.Attribute):
            chain.append(part.attr)
            part = part.value
        if isinstance(part, ast.Name) and part.id in aliases:
            yield node.lineno, ".".join([aliases[part.id], *reversed(chain)])


def clock_readings(text: str) -> list[str]:
    """Places that read the clock of the machine, also when only handed on (``default_factory=datetime.now``)."""
    return [f"{line}: {name}" for line, name in used_names(ast.parse(text)) if name in CLOCK_READINGS]


def guesses(text: str) -> list[str]:
    """Places that use a conditional or filler of Polars that does not keep unknown unknown."""
    tree = ast.parse(text)
    found = {f"{line}: {name}" for line, name in used_names(tree) if name in GUESSING_FUNCTIONS}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in GUESSING_METHODS:
            found.add(f"{node.lineno}: .{node.attr}")
    return sorted(found)


MACHINE_PATH = re.compile(rb"(?<![\w.~-])/(?:work/(?:main|shared|\.)|root/|home/\w|opt/(?:pypi|wheels)|tmp/bash_jobs)")


def machine_paths(content: bytes) -> list[str]:
    """Paths that exist on one machine only."""
    return [match.group().decode() for match in MACHINE_PATH.finditer(content)]


# The checkers can fail ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("module", "text", "says"),
    [
        ("doorstroom.kernel.law", "import doorstroom.stelsels.inburgering", "kernel imports no stelsels"),
        ("doorstroom.kernel.law", "from doorstroom import register", "kernel imports no register"),
        ("doorstroom.kernel.law", "from ..report import tables", "kernel imports no report"),
        ("doorstroom.kernel.law", "def f():\n    from doorstroom.cli import app", "kernel imports no cli"),
        ("doorstroom.kernel.law", "import_module('doorstroom.web')", "kernel imports no web"),
        ("doorstroom.kernel.law", "from django.db import models", "kernel imports no Django"),
        ("doorstroom.stelsels.asiel.facts", "import doorstroom.register.log", "stelsels imports no register"),
        ("doorstroom.stelsels.asiel.facts", "from doorstroom.stelsels import opvang", "a system imports no other"),
        (
            "doorstroom.stelsels.asiel.facts",
            "from doorstroom.stelsels.opvang.facts import x",
            "a system imports no other",
        ),
        ("doorstroom.stelsels.asiel.facts", "from .. import opvang", "a system imports no other"),
        ("doorstroom.stelsels.asiel.rules.term", "import django", "stelsels imports no Django"),
        ("doorstroom.register.log", "from doorstroom.report import rounding", "register imports no report"),
        ("doorstroom.report.tables", "from doorstroom.register.log import Log", "report imports no register"),
        ("doorstroom.simulate.engine", "from doorstroom.report import rounding", "simulate imports no report"),
        ("doorstroom.simulate.engine", "from doorstroom.terminal import x", "simulate imports no terminal"),
        ("doorstroom.exchange.duo", "from doorstroom.commands import check", "exchange imports no commands"),
    ],
)
def test_an_arrow_that_points_up_is_found(module: str, text: str, says: str) -> None:
    assert any(says in line for line in forbidden_imports(text, module))


def test_a_package_that_imports_another_system_is_found() -> None:
    text = "from doorstroom.stelsels.opvang import SYSTEM"
    assert forbidden_imports(text, "doorstroom.stelsels.asiel", is_package=True)


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("doorstroom.kernel.law", "import datetime\nfrom doorstroom.kernel.errors import ParameterError"),
        ("doorstroom.kernel.law", "from . import errors"),
        ("doorstroom.report.tables", "from doorstroom import __version__"),
        ("doorstroom.stelsels.asiel.facts", "from doorstroom.stelsels.asiel.events import Aanvraag"),
        ("doorstroom.stelsels.asiel.facts", "from .events import Aanvraag"),
        ("doorstroom.stelsels.keten", "from doorstroom.stelsels import asiel, opvang"),
        ("doorstroom.report.tables", "import doorstroom.stelsels.inburgering.indicators"),
        ("doorstroom.commands.due", "from doorstroom.register import log\nfrom doorstroom.report import tables"),
    ],
)
def test_an_arrow_that_points_down_is_fine(module: str, text: str) -> None:
    assert forbidden_imports(text, module) == []


@pytest.mark.parametrize(
    "text",
    [
        "from datetime import date\nx = date.today()",
        "import datetime as dt\nx = dt.date.today()",
        "import datetime\nx = datetime.datetime.now(datetime.UTC)",
        "from datetime import datetime as moment\nx = Field(default_factory=moment.now)",
        "import time\nx = time.time()",
        "from time import time as seconds",
        "from sqlalchemy import func\nx = Column(server_default=func.now())",
    ],
)
def test_reading_the_clock_is_found(text: str) -> None:
    assert clock_readings(text)


def test_taking_a_clock_as_a_parameter_is_fine() -> None:
    assert (
        clock_readings("import time\ndef f(clock, now):\n    time.perf_counter()\n    return clock.now(), now()") == []
    )


@pytest.mark.parametrize(
    "text",
    [
        "import polars as pl\nx = pl.when(a).then(b)",
        "import polars as pl\nx = kernel(a).then(b).otherwise(c)",
        "import polars\nx = polars.coalesce(a, b)",
        "from polars import when",
        "x = column.fill_null(0)",
        "import polars as pl\nx = pl.min_horizontal(a, b)",
        "from polars import max_horizontal as latest",
        "x = a.eq_missing(b)",
    ],
)
def test_a_guess_is_found(text: str) -> None:
    assert guesses(text)


def test_the_vocabulary_of_the_kernel_is_fine() -> None:
    text = "from doorstroom.kernel.vocabulary import choose\nx = choose((a, b), otherwise=c)\ny = self.when(a)"
    assert guesses(text) == []


def test_a_machine_path_is_found() -> None:
    for path in ("/work" + "/main/src", "see /root" + "/x", "/opt" + "/pypi/simple", "cd /home" + "/jan"):
        assert machine_paths(path.encode()), path
    for fine in ("https://example.org/work" + "/main/x", "../shared/tools", "legal/work"):
        assert machine_paths(fine.encode()) == [], fine


# The house ------------------------------------------------------------------------------------------------------------


def modules(*layers: str) -> list[Path]:
    """The Python files of these folders of doorstroom, of all of them when none is named."""
    found = [path for path in SOURCE.rglob("*.py") if not layers or path.relative_to(SOURCE).parts[0] in layers]
    return sorted(found)


def findings(check: object, *layers: str) -> list[str]:
    assert callable(check)
    return [
        f"{path.relative_to(ROOT)}:{line}"
        for path in modules(*layers)
        for line in check(path.read_text(encoding="utf-8"))
    ]


def test_imports_point_down() -> None:
    found = []
    for path in modules():
        parts = ["doorstroom", *path.relative_to(SOURCE).with_suffix("").parts]
        is_package = parts[-1] == "__init__"
        module = ".".join(parts[:-1] if is_package else parts)
        found += forbidden_imports(path.read_text(encoding="utf-8"), module, is_package)
    assert found == []


def test_nothing_below_the_view_reads_the_clock() -> None:
    assert findings(clock_readings, *BELOW_THE_VIEW) == []


def test_rule_authors_keep_unknown_unknown() -> None:
    assert findings(guesses, "stelsels") == []


def test_all_layers_are_there_to_be_checked() -> None:
    assert modules("kernel") and modules("stelsels") and len(modules()) > 10


def project_files() -> list[Path]:
    """The files that git tracks or would add; everything but hidden and generated folders where there is no git."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0 and listed.stdout:
        files = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    else:
        files = [path for path in ROOT.rglob("*") if not any(p.startswith(".") for p in path.relative_to(ROOT).parts)]
    return [path for path in files if path.is_file()]


def test_no_file_names_a_path_of_one_machine() -> None:
    found = {str(path.relative_to(ROOT)): machine_paths(path.read_bytes()) for path in project_files()}
    assert {name: paths for name, paths in found.items() if paths} == {}


def test_types_stay_strict_below_the_view() -> None:
    mypy = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]
    assert mypy["strict"] is True
    loosened = {name for override in mypy["overrides"] for name in override["module"] if name.startswith("doorstroom")}
    assert {name for name in loosened if name.split(".")[1:2] != ["web"]} == set()


# The lock files -------------------------------------------------------------------------------------------------------

PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^\s;\\]+)(?: *; *([^\\]+))?", re.MULTILINE)


def pins(name: str) -> set[tuple[str, str, str]]:
    """(package, version, marker) of each requirement of a lock file."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    return {(package, version, marker.strip()) for package, version, marker in PIN.findall(text)}


@pytest.mark.parametrize("name", ["run", "dev", "bench"])
def test_a_lock_file_holds_hashes_and_no_addresses(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert "http" not in text and "index-url" not in text and "file:" not in text
    blocks = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert len(blocks) == len(pins(name)) > 20
    assert [block for block in blocks if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("name", ["dev", "bench"])
def test_the_other_locks_only_add_to_the_first(name: str) -> None:
    assert pins("run") - pins(name) == set()


def test_the_locks_hold_every_declared_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {"run": project["dependencies"], **project["optional-dependencies"]}
    for name, requirements in declared.items():
        wanted = {re.split(r"[\[<>=!~ ]", requirement)[0].lower().replace("_", "-") for requirement in requirements}
        assert wanted - {package for package, _, _ in pins(name)} == set(), name
