"""Indicators: every case counts once, unknown is a category, and nothing is rounded."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstroom.kernel.errors import ColumnError
from doorstroom.kernel.figures import Figures, Value, compute
from doorstroom.kernel.indicators import (
    TOTAL,
    UNKNOWN,
    Breakdown,
    Category,
    Count,
    Indicator,
    Mean,
    Measure,
    Median,
    Parts,
    Percentile,
    Share,
    column,
    wanted,
)

KIND = Breakdown(
    "soort",
    "Soort",
    "Kind",
    column("kind"),
    (Category("a", "A", "A"), Category("b", "B", "B"), Category("c", "C", "C")),
)
BAND = Breakdown("duur", "Duur", "Time", column("band"), (Category("kort", "K", "S"), Category("lang", "L", "L")))
DAYS = Breakdown(
    "dagen", "D", "D", column("n"),
    (Category("snel", "S", "F"), Category("traag", "T", "S"), Category("laat", "L", "L")), limits=(70, 140),
)  # fmt: skip
MONTH = Breakdown("maand", "Maand", "Month", column("day"), months=True)
SCHEMA = {
    "obliged": pl.Boolean,
    "plan": pl.Boolean,
    "kind": pl.String,
    "band": pl.String,
    "day": pl.Date,
    "n": pl.Int64,
}


def indicator(measure: Measure, *breakdowns: Breakdown, name: str = "cijfer") -> Indicator:
    return Indicator(name, "Cijfer", "Figure", column("obliged"), measure, "d", "d", "bron", "DUO", breakdowns)


def figures(measure: Measure, rows: list[dict[str, Any]], *breakdowns: Breakdown) -> Figures:
    return compute([indicator(measure, *breakdowns)], pl.DataFrame(rows, schema=SCHEMA))["cijfer"]


def person(**more: Any) -> dict[str, Any]:
    return {"obliged": True, "plan": False, "kind": "a", "band": "kort", "day": None, "n": None, **more}


PEOPLE = [
    person(), person(plan=True), person(kind="b", plan=True), person(kind=None), person(plan=None),
    person(obliged=False), person(obliged=None), person(kind="b", band="lang"), person(kind="b", band=None),
]  # fmt: skip


def test_a_count_leaves_out_who_does_not_belong_and_tells_apart_of_whom_that_is_unknown() -> None:
    found = figures(Count(), PEOPLE)
    assert found.at() == Value(7)
    assert found.undecided == 1


def test_a_share_keeps_the_unknown_in_its_base() -> None:
    assert figures(Share(column("plan")), PEOPLE).at() == Value(2, 7, unknown=1)


def test_a_category_that_is_unknown_is_a_category_and_counts_in_the_total() -> None:
    found = figures(Count(), PEOPLE, KIND)
    assert {code: found.at(soort=code).count for code in found.codes["soort"]} == {"a": 3, "b": 3, "c": 0, UNKNOWN: 1}
    assert found.at().count == 7


def test_unknown_is_only_shown_when_somebody_is_in_it() -> None:
    assert figures(Count(), [person()], KIND).codes["soort"] == ("a", "b", "c")


def test_parts_are_parts_of_their_own_row() -> None:
    found = figures(Parts("duur"), PEOPLE, KIND, BAND)
    assert found.at(soort="b", duur="kort") == Value(1, 3)
    assert found.at(soort="b", duur=UNKNOWN) == Value(1, 3)
    assert found.at(soort="b") == Value(3, 3)
    assert found.at(duur="kort") == Value(5, 7)
    assert found.at(soort="c", duur="kort") == Value(0, 0)


def test_months_have_no_gaps() -> None:
    days = [dt.date(2022, 11, 30), dt.date(2023, 2, 1), dt.date(2023, 2, 28), None]
    found = figures(Count(), [person(day=day) for day in days], MONTH)
    assert found.codes["maand"] == ("2022-11", "2022-12", "2023-01", "2023-02", UNKNOWN)
    assert [found.at(maand=code).count for code in found.codes["maand"]] == [1, 0, 0, 2, 1]


def test_months_of_people_outside_the_population_are_not_shown() -> None:
    found = figures(Count(), [person(day=dt.date(2022, 11, 1)), person(obliged=False, day=dt.date(2023, 3, 1))], MONTH)
    assert found.codes["maand"] == ("2022-11",)


def test_bands_of_a_number_hold_their_upper_limit() -> None:
    rows = [person(n=n) for n in (-5, 70, 71, 140, 141, None)]
    found = figures(Parts("dagen"), rows, DAYS)
    assert [found.at(dagen=code).count for code in found.codes["dagen"]] == [2, 2, 1, 1]
    assert found.codes["dagen"] == ("snel", "traag", "laat", UNKNOWN)
    means = figures(Mean(column("n")), rows, DAYS)
    assert [means.at(dagen=code).statistic for code in means.codes["dagen"]] == [32.5, 105.5, 141.0, None]


def test_bands_need_a_category_for_every_band() -> None:
    with pytest.raises(ColumnError, match="breakdown 'dagen': bands need rising limits and one category more"):
        Breakdown("dagen", "D", "D", column("n"), DAYS.categories, limits=(70,))


def test_nobody_at_all() -> None:
    assert figures(Count(), [], KIND).at() == Value(0)
    assert figures(Share(column("plan")), [], KIND, MONTH).at(soort="a") == Value(0, 0)
    assert figures(Mean(column("n")), [], KIND).at().statistic is None


def test_a_value_that_is_no_category_is_an_error_that_names_the_breakdown() -> None:
    with pytest.raises(ColumnError, match=r"indicator 'cijfer': breakdown 'soort' .* \(a, b, c\)"):
        figures(Count(), [person(kind="x")], KIND)


def test_such_a_value_outside_the_population_does_no_harm() -> None:
    assert figures(Count(), [person(), person(obliged=False, kind="x")], KIND).at().count == 1


@pytest.mark.parametrize(
    ("measure", "outcome"),
    [(Mean(column("n")), 4.0), (Median(column("n")), 3.5), (Percentile(column("n"), 90), 8.0),
     (Percentile(column("n"), 25), 1.0), (Percentile(column("n"), 0.1), 1.0)],
)  # fmt: skip
def test_statistics_are_over_the_known_values(measure: Measure, outcome: float) -> None:
    rows = [person(n=n) for n in (1, 3, 4, 8, None)] + [person(n=100, obliged=False)]
    assert figures(measure, rows, KIND).at(soort="a") == Value(4, None, outcome, 1)


def test_only_the_needed_columns_are_wanted() -> None:
    late = Breakdown("laat", "L", "L", (column("day") < column("peildatum")).cast(pl.String), ())
    assert wanted([indicator(Share(column("plan")), KIND, late)]) == {"obliged", "plan", "kind", "day"}


def test_parts_over_something_that_is_no_breakdown_are_refused() -> None:
    with pytest.raises(ColumnError, match="indicator 'cijfer': parts over 'duur', which is not a breakdown"):
        indicator(Parts("duur"), KIND)
    with pytest.raises(ColumnError, match="two breakdowns have the same name"):
        indicator(Count(), KIND, KIND)
    with pytest.raises(ColumnError, match="has no breakdown 'duur'"):
        figures(Count(), PEOPLE, KIND).at(duur="kort")


rows_of_people = st.lists(
    st.fixed_dictionaries(
        {
            "obliged": st.sampled_from([True, False, None]),
            "plan": st.sampled_from([True, False, None]),
            "kind": st.sampled_from(["a", "b", "c", None]),
            "band": st.sampled_from(["kort", "lang", None]),
            "day": st.one_of(st.none(), st.dates(dt.date(2022, 1, 1), dt.date(2022, 12, 31))),
            "n": st.none(),
        }
    ),
    max_size=40,
)


@given(rows_of_people)
def test_counting_in_one_pass_is_counting_one_by_one(rows: list[dict[str, Any]]) -> None:
    made = compute(
        [
            indicator(Parts("duur"), KIND, BAND, name="delen"),
            indicator(Share(column("plan")), KIND, MONTH, name="aandeel"),
        ],
        pl.DataFrame(rows, schema=SCHEMA),
    )
    members = [row for row in rows if row["obliged"]]

    def among(row: dict[str, Any], name: str, code: str) -> bool:
        own = row[name].strftime("%Y-%m") if isinstance(row[name], dt.date) else row[name]
        return code == TOTAL or (own or UNKNOWN) == code

    for kind in ("a", "b", "c", UNKNOWN, TOTAL):
        of_kind = [row for row in members if among(row, "kind", kind)]
        for band in ("kort", "lang", UNKNOWN, TOTAL):
            counted = sum(among(row, "band", band) for row in of_kind)
            found = made["delen"].at(soort=kind, duur=band)
            assert (found.count, found.base) == (counted, len(of_kind))
        for month in ("2022-01", "2022-07", UNKNOWN, TOTAL):
            there = [row for row in of_kind if among(row, "day", month)]
            plans = [row["plan"] for row in there]
            assert made["aandeel"].at(soort=kind, maand=month) == Value(
                plans.count(True), len(there), unknown=plans.count(None)
            )
    assert made["delen"].undecided == sum(row["obliged"] is None for row in rows)
