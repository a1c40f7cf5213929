"""The published figures that come with the program are those that were published."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from doorstroom.report.errors import PublishedError
from doorstroom.report.published import published_figures

SHARED = Path(__file__).parents[3] / "shared" / "data" / "published"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the register of published figures is not here")

INDICATORS = {
    "In opvang zonder PIP": ("opvang_zonder_pip", "aantal"),
    "In opvang met PIP": ("opvang_met_pip", "aantal"),
    "Totaal asielstatushouders inburgeringsplichtig": ("asielstatushouders_plichtig", "aantal"),
    "Totaal plichtig": ("plichtig", "aantal"),
    "Aantal vastgestelde PIP’s": ("pip_vastgesteld", "aantal"),
    "Aandeel vastgestelde PIP’s": ("pip_vastgesteld", "aandeel"),
}
DAYS = {
    "26 januari 2023": dt.date(2023, 1, 26),
    "1 december 2022": dt.date(2022, 12, 1),
    "1 mei 2023": dt.date(2023, 5, 1),
}
STATEMENTS = {
    "ub2023.s0270.1": ("nog_niet_gehuisvest", {}, "aantal", "2023-05-01"),
    "ub2023.s0492.1": ("pip_voor_klok", {}, "aantal", "2023-05-01"),
    "ub2023.s0503.1": ("pip_per_startmaand", {"startmaand": "2023-01"}, "aandeel", "2023-05-01"),
    "ub2023.s0507.1": ("pip_per_startmaand", {"startmaand": "2022-03"}, "aandeel", "2023-05-01"),
    "ub2023.s0521.1": ("aanbod_geregistreerd", {}, "aandeel", "2023-05-01"),
    "ub2023.s0521.2": ("aanbod_geregistreerd", {}, "aantal", "2023-05-01"),
    "svm2024.s3215.1": ("late_kennisgeving", {"doelgroep": "gezins_en_overige_migrant"}, "aantal", "2024-05-01"),
    "svm2024.s3215.2": ("late_kennisgeving", {"doelgroep": "asielstatushouder"}, "aantal", "2024-05-01"),
}


def rows(name: str) -> dict[str, Any]:
    lines = (SHARED / name).read_text(encoding="utf-8").splitlines()
    return {row["id"]: row for row in map(json.loads, lines)}


def key_of(table: str, dims: dict[str, str]) -> tuple[str, dict[str, str], str]:
    if table in ("ub2023.tab1", "ub2023.tab2"):
        indicator, measure = INDICATORS[dims["measure"]]
    else:
        indicator = "nog_geen_pip" if table == "ub2023.tab3" else "pip_duur"
        measure = dims["measure"]
    categories = {}
    group = dims["target_group"]
    if table != "ub2023.tab1" and not group.startswith("Totaal"):
        categories["doelgroep"] = "asielstatushouder" if group.startswith("Asiel") else "gezins_en_overige_migrant"
    band = dims.get("duration_band")
    if band not in (None, "Totaal"):
        categories["duur"] = "tot_en_met_10_weken" if band == "0-10 wk" else "meer_dan_10_weken"
    return indicator, categories, measure


@needs_shared
def test_every_cell_of_tables_1_to_4_is_here_and_right() -> None:
    ours, published = published_figures(), rows("figures.jsonl")
    seen = 0
    for table in ("ub2023.tab1", "ub2023.tab2", "ub2023.tab3", "ub2023.tab4"):
        for cell in published[table]["cells"]:
            indicator, categories, measure = key_of(table, cell["dims"])
            found = ours.find(indicator, DAYS[cell["dims"]["peildatum"]], categories, measure)
            assert found is not None, cell["dims"]
            assert found.value == cell["value"], cell["dims"]
            assert found.half_width == (0.5 if measure == "aandeel" else 50)
            assert found.place == published[table]["label"].lower()
            seen += 1
    assert seen + len(STATEMENTS) == len(ours)


@needs_shared
def test_every_number_of_the_prose_is_here_and_right() -> None:
    ours, published = published_figures(), rows("statements.jsonl")
    for statement, (indicator, categories, measure, day) in STATEMENTS.items():
        found = ours.find(indicator, dt.date.fromisoformat(day), categories, measure)
        assert found is not None, statement
        assert found.value == published[statement]["value"], statement


def test_the_file_is_read_without_anything_else() -> None:
    ours = published_figures()
    assert len(ours) == 56
    found = ours.find("opvang_met_pip", dt.date(2023, 5, 1), {}, "aantal")
    assert found is not None
    assert (found.value, found.document_nl, found.place) == (600, "Uitvoeringsbrief inburgering, juli 2023", "tabel 1")
    assert found.holds(550) and found.holds(650) and not found.holds(651) and not found.holds(549)
    assert ours.find("opvang_met_pip", dt.date(2023, 5, 2), {}, "aantal") is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("documents: [", "cijfers.yaml: not readable as YAML"),
        ("documents: {}", "cijfers.yaml: not a file of published figures: KeyError"),
        (
            "documents: {x: {nl: X, en: X}}\nplaces:\n- {place: p, document: x, step: 10, figures: [{indicator: a, "
            "peildatum: later, aantal: 1}]}",
            "peildatum 'later' of 'a'",
        ),
        (
            "documents: {x: {nl: X, en: X}}\nplaces:\n- {place: p, document: x, step: 10, figures: [{indicator: a, "
            "peildatum: 2023-05-01, aantal: 1}, {indicator: a, peildatum: 2023-05-01, aantal: 2}]}",
            r"'a' on 2023-05-01 was published as 1 \(p\) and as 2 \(p\)",
        ),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "cijfers.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(PublishedError, match=message):
        published_figures(tmp_path)
