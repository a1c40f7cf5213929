"""Days and numbers as people write them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from doorstroom.stelsels.inburgering import system
from doorstroom.web.werkplek.velden import DayField, NumberField, YesNoField, read_day, write_day


@pytest.mark.parametrize(
    "text",
    ["9-3-2026", "09-03-2026", "9/3/2026", "9.3.2026", "9 3 2026", "2026-03-09", "9 maart 2026", " 9  March 2026 "],
)
def test_a_day_in_many_spellings(text: str) -> None:
    assert read_day(text) == dt.date(2026, 3, 9)


@pytest.mark.parametrize(
    "text", ["", "31-2-2026", "9-13-2026", "9-3-26", "morgen", "9 maarts 2026", "2026", "9-3-2026x"]
)
def test_what_is_no_day(text: str) -> None:
    assert read_day(text) is None


def test_a_leap_day_exists_in_a_leap_year_only() -> None:
    assert read_day("29-2-2024") == dt.date(2024, 2, 29)
    assert read_day("29-2-2023") is None


def test_a_field_for_a_day() -> None:
    field = DayField()
    assert field.clean("1-5-2024") == dt.date(2024, 5, 1)
    assert field.prepare_value(dt.date(2024, 5, 1)) == write_day(dt.date(2024, 5, 1)) == "1-5-2024"
    assert DayField(required=False).clean("") is None
    with pytest.raises(ValidationError, match="Schrijf een dag die bestaat"):
        field.clean("31-2-2024")
    with pytest.raises(ValidationError):
        field.clean("")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12.0),
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("1.250", 1250.0),
        ("1.250,50", 1250.5),
        ("1 250", 1250.0),
        ("-3", -3.0),
    ],
)
def test_a_number_with_a_comma(text: str, number: float) -> None:
    assert NumberField().clean(text) == number


@pytest.mark.parametrize("text", ["twaalf", "1,2,3", "1.25.0", "€ 5", "1e5", "nan", "--1"])
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(ValidationError, match="Schrijf een getal"):
        NumberField().clean(text)


def test_whole_numbers_and_bounds() -> None:
    maanden = system().events["verlenging_verleend"].model_fields["maanden"]
    field = NumberField(whole=True, bounds=maanden.metadata)
    assert field.clean("6") == 6 and isinstance(field.clean("6"), int)
    assert field.prepare_value(12.5) == "12,5" and field.prepare_value(900.0) == "900"
    for text, says in (("2,5", "heel getal"), ("-1", "niet minder zijn dan 0"), ("121", "niet meer zijn dan 120")):
        with pytest.raises(ValidationError, match=says):
            field.clean(text)
    above = system().events["lening_afgelost"].model_fields["bedrag"].metadata
    with pytest.raises(ValidationError, match="moet meer zijn dan 0"):
        NumberField(bounds=above).clean("0")


@pytest.mark.parametrize(("answer", "value"), [("ja", True), ("nee", False), ("onbekend", None)])
def test_yes_no_and_not_known(answer: str, value: Any) -> None:
    field = YesNoField(unknown=True)
    assert field.clean(answer) is value and field.prepare_value(value) == answer


def test_not_known_is_no_answer_where_the_law_asks_one() -> None:
    with pytest.raises(ValidationError):
        YesNoField(unknown=False).clean("onbekend")


def test_municipalities_are_called_as_in_dutch_and_stand_where_people_look() -> None:
    from doorstroom.web.werkplek.gemeenten import municipality_choices, municipality_name

    names = [name for _code, name in municipality_choices()]
    assert municipality_name("0518") == "'s-Gravenhage" and "The Hague" not in names
    place = names.index("'s-Gravenhage")
    assert names[place - 1] < "Gra" < names[place + 1]
