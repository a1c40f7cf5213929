"""The published cells of the uitvoeringsbrief of July 2023, and whole numbers that satisfy them all at once.

Counts were published in hundreds and shares in whole percents of the unrounded numbers. So each cell is an interval,
and the unrounded numbers behind the letter are unknown: a seed picks one of the many solutions.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from doorstroom.simulate.demo.luck import Luck

#: A count stays this far inside its interval, so that a reading of a boundary does not move the published figure.
_MARGIN = 6
#: How many plans before 1 December 2022 were recorded only after it.
LATE_PLANS_DECEMBER = 40


@dataclass(frozen=True)
class Published:
    """A cell as printed: ``parts`` are the solved numbers that it is the sum of, in percent ``of`` others."""

    name: str
    table: str
    value: int
    parts: tuple[str, ...]
    of: tuple[str, ...] = ()

    def holds(self, solved: dict[str, int], margin: int = 0) -> bool:
        """Whether these numbers, rounded as the letter rounds them, print this cell."""
        part = sum(solved[name] for name in self.parts)
        if self.of:
            share = 100 * part / sum(solved[name] for name in self.of)
            return self.value - 0.49 <= share <= self.value + 0.49
        return self.value - 50 + margin <= part < self.value + 50 - margin


_A_NONE, _F_NONE = ("asiel_geen_tijd", "asiel_geen_laat"), ("gezin_geen_tijd", "gezin_geen_laat")
_A_PLAN, _F_PLAN = ("asiel_pip_tijd", "asiel_pip_laat"), ("gezin_pip_tijd", "gezin_pip_laat")
_A_PLANS, _F_PLANS = (*_A_PLAN, "opvang_met", "pip_voor_klok"), _F_PLAN
_ASYLUM = (*_A_NONE, *_A_PLANS, "opvang_zonder", "asiel_zonder_klok")
_FAMILY = (*_F_NONE, *_F_PLANS, "gezin_zonder_klok")


def _band(
    table: str, name: str, parts: tuple[str, ...], of: tuple[str, ...], count: int, share: int
) -> list[Published]:
    return [Published(name, table, count, parts), Published(f"{name} %", table, share, parts, of)]


def _bands(table: str, what: str, asylum: tuple[str, str], family: tuple[str, str], cells: str) -> list[Published]:
    """Rows of tables 3 and 4: within and beyond ten weeks, and together; ``cells`` as printed, row by row."""
    numbers = [int(n) for n in cells.split()]
    rows = [("asiel", *asylum), ("gezin", *family)]
    found = []
    for at, (group, soon, late) in enumerate(rows):
        n = numbers[at * 5 : at * 5 + 5]
        found += _band(table, f"{group} {what} 0-10 wk", (soon,), (soon, late), n[0], n[1])
        found += _band(table, f"{group} {what} >10 wk", (late,), (soon, late), n[2], n[3])
        found.append(Published(f"{group} {what} totaal", table, n[4], (soon, late)))
    n, both = numbers[10:], (*asylum, *family)
    found += _band(table, f"samen {what} 0-10 wk", (asylum[0], family[0]), both, n[0], n[1])
    found += _band(table, f"samen {what} >10 wk", (asylum[1], family[1]), both, n[2], n[3])
    found.append(Published(f"samen {what} totaal", table, n[4], both))
    return found


#: Every cell of tables 1 to 4.
PUBLISHED: tuple[Published, ...] = (
    Published("jan opvang zonder PIP", "1", 8_500, ("jan_opvang_zonder",)),
    Published("jan opvang met PIP", "1", 300, ("jan_opvang_met",)),
    Published("jan asiel plichtig", "1", 20_500, ("jan_asiel",)),
    Published("mei opvang zonder PIP", "1", 9_400, ("opvang_zonder",)),
    Published("mei opvang met PIP", "1", 600, ("opvang_met",)),
    Published("mei asiel plichtig", "1", 25_700, _ASYLUM),
    Published("dec asiel plichtig", "2", 18_900, ("dec_asiel",)),
    *_band("2", "dec asiel PIP", ("dec_asiel_pip",), ("dec_asiel",), 3_600, 19),
    *_band("2", "mei asiel PIP", _A_PLANS, _ASYLUM, 9_700, 38),
    Published("dec gezin plichtig", "2", 7_300, ("dec_gezin",)),
    *_band("2", "dec gezin PIP", ("dec_gezin_pip",), ("dec_gezin",), 3_000, 41),
    Published("mei gezin plichtig", "2", 10_500, _FAMILY),
    *_band("2", "mei gezin PIP", _F_PLANS, _FAMILY, 5_900, 56),
    *_bands("3", "geen PIP", _A_NONE, _F_NONE, "2600 46 3100 54 5700  2100 51 2000 49 4100  4700 48 5100 52 9800"),
    *_bands("4", "PIP", _A_PLAN, _F_PLAN, "4600 51 4500 49 9100  2400 41 3500 59 5900  7000 47 8000 53 15000"),
)

#: Table 4 holds as well when the few plans made in reception by people who moved since are counted in.
_ALSO: tuple[Published, ...] = (
    Published("mei asiel PIP totaal, ook elders voor de klok", "4", 9_100, (*_A_PLAN, "pip_voor_klok")),
    Published("mei asiel PIP 0-10 wk, ook elders voor de klok", "4", 4_600, ("asiel_pip_tijd", "pip_voor_klok")),
)

#: What the search starts from; the other numbers follow from the published ones.
_START = {
    "asiel_geen_tijd": 2_600, "asiel_geen_laat": 3_100, "asiel_pip_tijd": 4_590, "asiel_pip_laat": 4_490,
    "gezin_geen_tijd": 2_100, "gezin_geen_laat": 2_000, "gezin_pip_tijd": 2_400, "gezin_pip_laat": 3_500,
    "opvang_zonder": 9_400, "opvang_met": 590, "pip_voor_klok": 40,
    "asiel_zonder_klok": 890, "gezin_zonder_klok": 500,
    "jan_opvang_zonder": 8_500, "jan_opvang_met": 300, "jan_asiel": 20_500,
    "dec_asiel": 18_900, "dec_asiel_pip": 3_600, "dec_gezin": 7_300, "dec_gezin_pip": 3_000,
}  # fmt: skip


def solve(seed: int) -> dict[str, int]:
    """Whole numbers for which every published cell comes out, drawn at random from near the middle of the intervals."""
    stream = Luck(seed, 0).stream("cells")
    names = list(_START)
    start = np.array([_START[name] for name in names])
    cells = [(cell, _MARGIN) for cell in (*PUBLISHED, *_ALSO)]
    for reach in (30, 20, 10, 0):
        for moves in stream.integers(-reach, reach + 1, (2_000, len(names))):
            solved = dict(zip(names, (start + moves).tolist(), strict=True))
            early = {**solved, **{n: solved[n] - LATE_PLANS_DECEMBER for n in ("dec_asiel_pip", "dec_gezin_pip")}}
            if all(cell.holds(solved, margin) for cell, margin in cells) and all(
                cell.holds(early) for cell, _ in cells if "dec" in cell.name
            ):
                return solved
    raise AssertionError("the published cells contradict each other")
