"""Words that look at the instance before or after: never across the border of a case."""

import polars as pl
import pytest
from polars import Expr

from doorstroom.kernel.vocabulary import following, place_in_case, previous

FRAME = pl.DataFrame({"case_row": [0, 0, 0, 2, 3, 3], "of": ["a", None, "c", "d", "e", "f"]})


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        (previous(pl.col("of")), [None, "a", None, None, None, "e"]),
        (previous(pl.col("of"), 2), [None, None, "a", None, None, None]),
        (following(pl.col("of")), [None, "c", None, None, "f", None]),
        (following(pl.col("of"), 2), ["c", None, None, None, None, None]),
        (place_in_case(pl.col("of")), [1, 2, 3, 1, 1, 2]),
    ],
)
def test_neighbours_stay_within_the_case(word: Expr, expected: list[object]) -> None:
    assert FRAME.select(word.alias("found"))["found"].to_list() == expected


def test_no_instances() -> None:
    empty = FRAME.clear()
    assert empty.select(place_in_case(pl.col("of")).alias("place"))["place"].to_list() == []
