"""The data dictionary knows every event type, every field and every value, in words of both languages."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest

from doorstroom.exchange.export.dictionary import ENVELOPE, as_json, as_text, dictionary
from doorstroom.exchange.export.log_rows import COLUMNS
from doorstroom.kernel.history import HISTORY_SCHEMA
from tests.exchange.export.samples import INBURGERING, TOY

MADE = dictionary(INBURGERING)


def field_of(kind: str, name: str) -> dict[str, object]:
    types = {one["type"]: one for one in MADE["types"]}
    found: dict[str, object] = {one["name"]: one for one in types[kind]["fields"]}[name]
    return found


def test_every_event_type_and_every_field_is_in_it() -> None:
    assert {one["type"] for one in MADE["types"]} == {kind.type for kind in INBURGERING.events}
    for kind in INBURGERING.events:
        declared = next(one for one in MADE["types"] if one["type"] == kind.type)
        assert [field["name"] for field in declared["fields"]] == list(kind.schema_of_payload())
        assert declared["nl"] and declared["en"] and declared["description"]


def test_every_column_of_the_files_is_in_it() -> None:
    assert set(COLUMNS) <= ENVELOPE.keys()
    assert {name for name in HISTORY_SCHEMA if name != "case_row"} <= ENVELOPE.keys()


def test_a_field_says_what_may_stand_in_it() -> None:
    hours = field_of("uren_gevolgd", "uren")
    assert (
        hours["kind"] == "number" and hours["required"] is True and (hours["at_least"], hours["at_most"]) == (0, 10_000)
    )
    route = field_of("pip_vastgesteld", "leerroute")
    assert [choice["value"] for choice in route["choices"]] == ["B1", "onderwijs", "Z"]  # type: ignore[attr-defined]
    parts = field_of("ontheffing_besloten", "onderdelen")
    assert (parts["kind"], parts["default"], parts["required"]) == ("list of choice", [], False)
    assert field_of("verlenging_verleend", "maanden")["kind"] == "whole number"
    assert field_of("termijn_gemeld", "startdatum")["kind"] == "day"


def test_labels_are_used_where_a_system_has_them_and_names_where_not() -> None:
    assert field_of("pip_vastgesteld", "leerroute")["nl"] == INBURGERING.labels.field("pip_vastgesteld", "leerroute").nl
    moved = next(one for one in dictionary(TOY)["types"] if one["type"] == "verhuisd")
    assert [(field["name"], field["nl"], field["kind"]) for field in moved["fields"]] == [
        ("gemeente", "gemeente", "text"), ("redenen", "redenen", "list of choice"), ("dagen", "dagen", "list of day"),
    ]  # fmt: skip


def test_the_json_is_json() -> None:
    assert json.loads(as_json(MADE))["types"] == json.loads(json.dumps(MADE["types"], default=str))


@pytest.mark.parametrize("form", ["md", "html"])
def test_every_type_and_value_can_be_read(form: str) -> None:
    text = as_text(MADE, form)
    for one in MADE["types"]:
        assert one["type"] in text
        for field in one["fields"]:
            assert field["name"] in text
    assert "niet_verwijtbaar" in text


def test_a_row_of_the_markdown_has_as_many_cells_as_its_heading() -> None:
    cells = 0
    for line in as_text(MADE, "md").splitlines():
        if not line.startswith("|"):
            cells = 0
            continue
        here = len(re.findall(r"(?<!\\)\|", line))
        assert cells in (0, here), line
        cells = here


class Nested(HTMLParser):
    """Refuses a page of which the elements do not close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in ("meta", "br", "!doctype"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_whole() -> None:
    page = Nested()
    page.feed(as_text(MADE, "html"))
    assert page.open == []
