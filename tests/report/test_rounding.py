"""Rounding: the profiles of the publications, halves up, and nothing that tells what is hidden."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstroom.report.rounding import (
    AS_IS,
    DUO,
    PROFILES,
    SVM,
    RoundingError,
    Shown,
    count,
    half_up,
    interval,
    profile,
    share,
    statistic,
)

numbers = st.integers(0, 200_000)
profiles = st.sampled_from(list(PROFILES.values()))


@pytest.mark.parametrize(
    ("number", "shown"),
    [(0, Shown(0)), (1, Shown(None, 5)), (4, Shown(None, 5)), (5, Shown(10)), (10, Shown(10)), (14, Shown(10)),
     (15, Shown(20)), (24, Shown(20)), (25, Shown(30)), (18_807, Shown(18_810))],
)  # fmt: skip
def test_tens_as_in_staat_van_migratie(number: int, shown: Shown) -> None:
    assert count(number, SVM) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [(0, Shown(0)), (1, Shown(None, 50)), (49, Shown(None, 50)), (50, Shown(100)), (149, Shown(100)),
     (150, Shown(200)), (9_449, Shown(9_400)), (9_450, Shown(9_500)), (-150, Shown(-200)), (-20, Shown(None, 50))],
)  # fmt: skip
def test_hundreds_as_duo_prints_them(number: int, shown: Shown) -> None:
    assert count(number, DUO) == shown


def test_halves_of_per_cents_round_up_also_where_a_binary_fraction_would_not() -> None:
    assert share(125, 1000, DUO) == Shown(13)
    assert share(1_005, 100_000, AS_IS) == Shown(1.0)
    assert share(235, 1_000, SVM) == Shown(24)
    assert half_up(Fraction(5, 2)) == 3
    assert half_up(-2.5) == -3


@given(numbers, profiles)
def test_a_count_lies_in_the_interval_of_what_is_printed_for_it(number: int, by: object) -> None:
    low, high = interval(count(number, by), by)  # type: ignore[arg-type]
    assert low <= number <= high


@given(numbers, profiles)
def test_the_interval_is_exact(number: int, by: object) -> None:
    shown = count(number, by)  # type: ignore[arg-type]
    low, high = interval(shown, by)  # type: ignore[arg-type]
    assert count(low, by) == count(high, by) == shown  # type: ignore[arg-type]
    assert count(high + 1, by) != shown  # type: ignore[arg-type]
    assert low == 0 or count(low - 1, by) != shown  # type: ignore[arg-type]


@given(numbers, numbers, profiles)
def test_rounding_keeps_the_order(one: int, other: int, by: object) -> None:
    small, large = (count(n, by).value or 0 for n in sorted((one, other)))  # type: ignore[arg-type]
    assert small <= large


@given(numbers, profiles)
def test_rounding_twice_is_rounding_once(number: int, by: object) -> None:
    shown = count(number, by).value  # type: ignore[arg-type]
    if shown is not None:
        assert count(int(shown), by).value == shown  # type: ignore[arg-type]


@given(st.integers(1, 200_000), st.data(), st.sampled_from([SVM, DUO]))
def test_a_percentage_never_tells_which_hidden_count_it_is_made_of(base: int, data: st.DataObject, by: object) -> None:
    part = data.draw(st.integers(0, base))
    shown = share(part, base, by)  # type: ignore[arg-type]
    if shown.value is None or count(part, by).value is not None:  # type: ignore[arg-type]
        return
    # The count is hidden: every hidden count must be possible under the percentage printed, or nearly all of them.
    others = [n for n in range(1, by.hidden_below) if share(n, base, by) == shown]  # type: ignore[attr-defined, arg-type]
    assert len(others) >= by.hidden_below // 2 - 1  # type: ignore[attr-defined]


@given(st.integers(1, 200_000), st.data())
def test_a_percentage_comes_from_the_unrounded_numbers(base: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, base))
    shown = share(part, base, AS_IS).value
    assert shown is not None
    assert abs(Fraction(100 * part, base) - Fraction(str(shown))) <= Fraction(1, 20)


def test_there_is_no_percentage_of_nobody() -> None:
    assert share(0, 0, SVM) == Shown(None)


def test_a_statistic_over_a_hidden_number_of_people_is_kept_back() -> None:
    assert statistic(71.5, 40, SVM) == Shown(72)
    assert statistic(71.5, 4, SVM) == Shown(None)
    assert statistic(None, 0, SVM) == Shown(None)
    assert statistic(71.46, 400, SVM, Fraction(1, 10)) == Shown(71.5)


def test_every_cell_of_the_letter_can_come_from_halves_up() -> None:
    # 9.100 plans = 9.700 - 600, and 46 + 54 = 100: the intervals of printed parts and totals must meet.
    low_parts, high_parts = (sum(x) for x in zip(interval(Shown(4_600), DUO), interval(Shown(4_500), DUO), strict=True))
    low, high = interval(Shown(9_100), DUO)
    assert low_parts <= high and low <= high_parts


def test_an_unknown_profile_names_the_profiles() -> None:
    with pytest.raises(RoundingError, match=r"unknown rounding profile 'CBS' \(one of SVM, DUO, AS_IS\)"):
        profile("CBS")


def test_what_cannot_be_rounded_is_refused() -> None:
    with pytest.raises(RoundingError, match="not a number"):
        half_up(float("nan"))
    with pytest.raises(RoundingError, match="more than zero"):
        half_up(1, 0)
    with pytest.raises(RoundingError, match="kept back"):
        interval(Shown(None), SVM)
    with pytest.raises(RoundingError, match="difference"):
        interval(Shown(-10), SVM)
