"""The Model Inburgering of the Gemeentelijk Gegevensmodel: every name of it is mapped, or not with a reason."""

from __future__ import annotations

import csv
import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from doorstroom.exchange.export.events import NoEvents
from doorstroom.exchange.export.ggm import KEYS, Question, export_ggm, file_of
from doorstroom.exchange.export.ggm_table import (
    NONE,
    TABLE,
    ObjectType,
    TableError,
    names,
    problems,
    read_table,
    rows_of_docs,
    source,
)
from doorstroom.exchange.export.pseudonym import Pseudonyms
from doorstroom.kernel.errors import DoorstroomError
from doorstroom.kernel.history import History
from doorstroom.register import MirrorError
from tests.exchange.export.samples import DAY, INBURGERING, MADE, SAID

KEY = Pseudonyms(b"een sleutel van zestien of meer")
OURS = read_table(INBURGERING)
BY_NAME = {one.name: one for one in OURS}
DOCS = Path(__file__).parents[3] / "docs" / "export.md"


def made(history: History, folder: Path, question: Question | None = None, **more: Any) -> dict[str, Any]:
    table = more.pop("table", OURS)
    asked = question or Question(DAY)
    return export_ggm(INBURGERING, history, folder, ["csv", "jsonl"], table, asked, KEY, MADE)


def rows(folder: Path, object_type: str) -> list[dict[str, str]]:
    with (folder / file_of(object_type, "csv")).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_every_object_type_and_attribute_is_mapped_or_not_with_a_reason() -> None:
    assert list(problems(OURS, INBURGERING)) == []
    assert len(names()) == 35 and sum(len(attributes) for attributes in names().values()) == 159
    for name, attributes in names().items():
        one = BY_NAME[name]
        if one.rows == NONE:
            assert one.unmapped.endswith("."), name
            continue
        assert one.attributes.keys() == set(attributes), name
        for attribute, found in one.attributes.items():
            assert found.unmapped.endswith(".") if found.unmapped else found.origin, f"{name}.{attribute}"


def test_the_source_of_the_names_is_named() -> None:
    assert "Gemeente-Delft/Gemeentelijk-Gegevensmodel" in source() and "9197be99" in source()


def test_the_docs_have_the_same_table() -> None:
    text = DOCS.read_text(encoding="utf-8")
    for name, attribute, origin, note in rows_of_docs(OURS):
        assert f"| {name} | {attribute} | {origin} | {note} |" in text


def test_what_maps_is_filled_from_the_register(history: History, tmp_path: Path) -> None:
    made(history, tmp_path / "out")
    (plan,) = rows(tmp_path / "out", "PIP")
    assert (plan["DagtekeningPIP"], plan["DagtekeningInitielePIP"]) == ("2023-03-03", "2023-03-03")
    assert plan["NaamContactPersoon"] == ""
    (status,) = rows(tmp_path / "out", "Asielstatushouder")
    assert status["Is gekoppeld aan"] == "0228"
    duty = {row["DatumStart"]: row for row in rows(tmp_path / "out", "Inburgeringsplicht")}
    assert duty["2022-11-01"]["IndicatorInburgeringsplicht"] == "true"
    assert [row["WordtBehandelsAls"] for _, row in sorted(duty.items())] == ["AsielStatushouder", ""]
    (term,) = rows(tmp_path / "out", "Inburgeringstermijn")
    assert (term["DatumEindeInburgeringstermijn"], term["VooraankondigingBoete"]) == ("2026-03-03", "false")
    (exam,) = rows(tmp_path / "out", "B1-route")
    assert (exam["ExamenDatum"], exam["AantalGratisExamenpogingenTegoed"]) == ("2024-01-10", "1")
    (part,) = rows(tmp_path / "out", "Examenonderdeel")
    assert (part["ExamenOnderdeelSpecificatie"], part["Ontheffing"]) == ("lezen", "false")
    (whole,) = rows(tmp_path / "out", "Examen")
    assert whole["ExamenResultaat"] == "nog niet alle onderdelen klaar"
    (intake,) = rows(tmp_path / "out", "Brede Intake")
    assert (intake["einddatum"], intake["DatumTot(Peildatum)"]) == ("2023-02-20", "2024-06-01")


def test_the_files_can_be_joined_by_our_own_keys(history: History, tmp_path: Path) -> None:
    made(history, tmp_path / "out")
    (plan,), people = rows(tmp_path / "out", "PIP"), rows(tmp_path / "out", "Inburgeraar")
    assert list(plan)[:3] == list(KEYS)
    assert {row["inburgeraar"] for row in people} == {KEY.one("person", "p-1"), KEY.one("person", "p-2")}
    (route,) = rows(tmp_path / "out", "Leerroute")
    assert plan["inburgeringstraject"] == route["inburgeringstraject"] == KEY.one("case", "A-1")


def test_no_free_text_name_or_number_of_the_register_is_in_it(history: History, tmp_path: Path) -> None:
    made(history, tmp_path / "out")
    told = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "out").iterdir())
    for word in (SAID, "K. de Vries", '"A-1"', ",A-1", "p-1"):
        assert word not in told


def test_csv_and_json_say_the_same(history: History, tmp_path: Path) -> None:
    found = made(history, tmp_path / "out")
    for name, count in found["object_types"].items():
        if count:
            lines = (tmp_path / "out" / file_of(name, "jsonl")).read_text(encoding="utf-8").splitlines()
            assert len(lines) == count == len(rows(tmp_path / "out", name))
            assert list(json.loads(lines[0])) == list(rows(tmp_path / "out", name)[0])


def test_what_has_no_rows_has_no_file_and_what_does_not_map_is_in_the_manifest(
    history: History, tmp_path: Path
) -> None:
    found = made(history, tmp_path / "out")
    assert found["object_types"]["Z-route"] == 0 and not (tmp_path / "out" / "z-route.csv").exists()
    assert found["not_mapped"]["Vreemdeling"].startswith("Het V-nummer en de referent staan niet")


def test_a_municipality_gets_its_own_people_only(history: History, tmp_path: Path) -> None:
    made(history, tmp_path / "out", Question(DAY, gemeente="0363"))
    assert [row["inburgeraar"] for row in rows(tmp_path / "out", "Inburgeraar")] == [KEY.one("person", "p-2")]
    assert not (tmp_path / "out" / "pip.csv").exists()
    with pytest.raises(NoEvents, match="no case of municipality '9999' on 2024-06-01"):
        made(history, tmp_path / "none", Question(DAY, gemeente="9999"))


def test_it_is_seen_as_known_then(history: History, tmp_path: Path) -> None:
    made(history, tmp_path / "out", Question(dt.date(2023, 6, 1), dt.datetime(2023, 6, 1, tzinfo=dt.UTC)))
    assert rows(tmp_path / "out", "PIP")[0]["DagtekeningPIP"] == "2023-03-01"


def test_cases_are_taken_some_at_a_time_with_the_same_outcome(
    history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(history, tmp_path / "once")
    monkeypatch.setattr("doorstroom.exchange.export.reading.snapshots.__defaults__", (1,))
    made(history, tmp_path / "twice")
    for path in (tmp_path / "once").glob("*.csv"):
        assert path.read_bytes() == (tmp_path / "twice" / path.name).read_bytes()


def changed(name: str, attribute: str | None, change: dict[str, Any]) -> list[dict[str, Any]]:
    """Our table with an object type or an attribute of it changed."""
    table: list[dict[str, Any]] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    one = next(one for one in table if one["class"] == name)
    if attribute is None:
        one.update(change)
    else:
        one["attributes"][attribute] = change
    return table


@pytest.mark.parametrize(
    ("name", "attribute", "change", "says"),
    [
        ("PIP", None, {"class": "Plan"}, "object type 'P"),
        ("PIP", None, {"rows": "pip_gemaakt"}, "there is no event type 'pip_gemaakt'"),
        ("PIP", "Kleur", {"event": "valid_on"}, "attribute 'Kleur' is not in the model"),
        ("PIP", "DagtekeningPIP", {"event": "dag"}, "'pip_vastgesteld' has no field 'dag'"),
        ("PIP", "DagtekeningPIP", {"case": "pip_dag"}, "there is no column 'pip_dag'"),
        ("PIP", "DagtekeningPIP", {"case": "a", "event": "b"}, "needs one of not, event, case"),
        ("PIP", "DagtekeningPIP", {"case": "ontheven_*"}, "'by' and a star in 'case' go together"),
        ("PIP", "DagtekeningPIP", {}, "needs one of not, event, case"),
        ("Werk", None, {"not": ""}, "with a reason in 'not'"),
    ],
)
def test_a_table_that_does_not_fit_is_refused(
    name: str, attribute: str | None, change: dict[str, Any], says: str, tmp_path: Path
) -> None:
    path = tmp_path / "anders.yaml"
    path.write_text(yaml.safe_dump(changed(name, attribute, change), allow_unicode=True), encoding="utf-8")
    with pytest.raises(TableError, match=rf"anders\.yaml: .*{says}"):
        read_table(INBURGERING, path)


def test_an_attribute_that_is_forgotten_is_found() -> None:
    table = changed("PIP", None, {})
    del next(one for one in table if one["class"] == "PIP")["attributes"]["DagtekeningPIP"]
    found = list(problems([ObjectType.model_validate(one) for one in table], INBURGERING))
    assert found == ["'PIP': attribute 'DagtekeningPIP' is missing"]


def test_a_moment_before_anything_was_known_is_refused(history: History, tmp_path: Path) -> None:
    with pytest.raises(DoorstroomError, match="nothing was known yet"):
        made(history, tmp_path / "out", Question(DAY, dt.datetime(2020, 1, 1, tzinfo=dt.UTC)))


def test_a_broken_mirror_is_told_and_nothing_is_left(history: History, tmp_path: Path) -> None:
    for part in (tmp_path / "mirror" / "inburgering" / "opvang_begonnen").glob("*.parquet"):
        part.write_bytes(part.read_bytes()[:-50])
    with pytest.raises(MirrorError, match="the mirror cannot be read"):
        made(history, tmp_path / "out")
    assert not [path for path in tmp_path.iterdir() if "out" in path.name]
