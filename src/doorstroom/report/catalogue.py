"""Which publications there are, and of which system of the chain."""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
from difflib import get_close_matches

from doorstroom import stelsels
from doorstroom.kernel.publications import Publication
from doorstroom.kernel.system import System
from doorstroom.report.errors import ReportError


def publications() -> dict[str, tuple[str, Publication]]:
    """Every publication by name, with the package of its system."""
    found: dict[str, tuple[str, Publication]] = {}
    for info in pkgutil.iter_modules(stelsels.__path__, f"{stelsels.__name__}."):
        if info.ispkg and importlib.util.find_spec(f"{info.name}.indicators"):
            for publication in importlib.import_module(f"{info.name}.indicators").PUBLICATIONS:
                if publication.name in found:
                    raise ReportError(f"two publications are named '{publication.name}'")
                found[publication.name] = (info.name, publication)
    return found


def publication(name: str) -> tuple[System, Publication]:
    """A publication by name and its system. Raises ReportError with the names that exist."""
    known = publications()
    if name not in known:
        near = get_close_matches(name, list(known), n=1)
        hint = f"did you mean '{near[0]}'?" if near else f"there are: {', '.join(sorted(known))}"
        raise ReportError(f"unknown publication '{name}'; {hint}")
    package, found = known[name]
    system: System = importlib.import_module(package).system()
    return system, found
