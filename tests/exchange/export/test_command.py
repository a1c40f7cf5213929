"""`doorstroom export` as people and programs use it: what it says, how it refuses, and that nothing half is left."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from uuid import UUID

import pytest
import yaml

from doorstroom.clock import utc_now
from doorstroom.register import Mirror, Vault
from tests.commands.conftest import Doorstroom, _empty_folder, doorstroom, process
from tests.commands.test_interrupted import CANCELLED, no_more_than
from tests.exchange.export.samples import BSNS, INBURGERING, PEOPLE, events, fill, fill_vault, hashes, opened

__all__ = ["_empty_folder", "doorstroom"]

RIGHT = ["--with-people", "--actor", "jan", "--organisation", "0228", "--purpose", "overdracht"]
DAY = ["--peildatum", "2024-06-01"]
OIN = ["--oin", "00000001823288444000"]
FORMS = [
    ["events", "--output", "uit"],
    ["person", "p-1", "--output", "uit", *DAY],
    ["processmining", "--output", "uit", *DAY],
    ["cbs", "--cohort", "2022", "--output", "uit", *DAY],
    ["ggm", "--output", "uit", *DAY],
]


@pytest.fixture(autouse=True)
def _register(_empty_folder: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A register, its mirror and its vault where the program looks for them."""
    monkeypatch.delenv("VAULT_URL", raising=False)
    with opened("register/doorstroom.db") as register:
        fill(register)
        Mirror(register, INBURGERING, "register/mirror").sync()
    with Vault.open("register/vault.db", clock=utc_now) as vault:
        fill_vault(vault)


@pytest.mark.parametrize("form", FORMS)
def test_it_says_first_who_may_have_it_and_then_what_was_written(form: list[str], doorstroom: Doorstroom) -> None:
    answer = doorstroom("export", *form)
    assert (answer.status, answer.err) == (0, "")
    first, *files = answer.out.splitlines()
    assert "Alleen voor " in first and files
    assert all(re.fullmatch(r"uit/\S+\.[a-z,]+: \d+", line) for line in files), files
    assert Path("uit/LEESMIJ.md").is_file()


@pytest.mark.parametrize("form", FORMS)
def test_programs_get_the_manifest(form: list[str], doorstroom: Doorstroom) -> None:
    data = doorstroom("export", *form, "--json").data
    assert data == {"folder": "uit", **json.loads(Path("uit/manifest.json").read_text(encoding="utf-8"))}
    assert data["delivery"] == form[0] and data["for_whom"]["en"].startswith("Only for ")


def test_what_was_exported_can_be_loaded(doorstroom: Doorstroom) -> None:
    made = doorstroom("export", "events", "--output", "uit", "--tables", "--json").data
    load = ["load", "uit/events.parquet", "--keep-recorded-at", "--register", "nieuw.db"]
    assert doorstroom(*load, "--json").data["written"] == len(events())
    verified = doorstroom("verify", "--register", "nieuw.db", "--seal", made["seal"], "--json").data
    assert (verified["findings"], verified["seal"]) == ([], made["seal"])
    with opened("nieuw.db") as new, opened("register/doorstroom.db") as old:
        assert hashes(new) == hashes(old)
    assert Path("uit/tables/pip_vastgesteld.csv").is_file()


def test_people_come_along_with_a_right_and_it_is_logged(doorstroom: Doorstroom) -> None:
    doorstroom("export", "events", "--output", "met", "--format", "csv", *RIGHT)
    assert BSNS[0] in Path("met/people.csv").read_text(encoding="utf-8")
    doorstroom("export", "person", "--case", "A-1", "--output", "dossier", *DAY, *RIGHT)
    assert PEOPLE[0].name in Path("dossier/person.html").read_text(encoding="utf-8")
    doorstroom("export", "cbs", "--cohort", "2022", "--output", "cbs", *DAY, *RIGHT)
    assert BSNS[0] in Path("cbs/koppeltabel.csv").read_text(encoding="utf-8")
    with Vault.open("register/vault.db", clock=utc_now) as vault:
        logged = [one.processing_activity for one in vault.processings("p-1")]
        assert logged == ["test", "export: heel register", "inzage (AVG 15, 20)", "export: CBS, koppeltabel"]
        assert len(vault.processings("p-2")) == 2


@pytest.mark.parametrize("form", [FORMS[0], FORMS[1], FORMS[3]])
def test_half_a_right_is_none(form: list[str], doorstroom: Doorstroom) -> None:
    doorstroom("export", *form, "--with-people", "--actor", "jan").refuses(2, "needs --organisation, --purpose")
    doorstroom("export", *form, *RIGHT[:-1], " ").refuses(2, "needs --purpose: who, for whom and what for is logged")
    doorstroom("export", *form, "--actor", "jan").refuses(2, "--actor does nothing here without --with-people")
    doorstroom("export", *form, "--vault", "x.db").refuses(2, "--vault does nothing here without --with-people")
    doorstroom("export", *form, *RIGHT, "--vault", "x.db").refuses(2, "x.db: geen personenkluis; noem hem met --vault")
    assert not Path("uit").exists() and not Path("x.db").exists()


def test_the_vault_is_where_the_environment_says(doorstroom: Doorstroom, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.move("register/vault.db", "kluis.db")
    doorstroom("export", *FORMS[0], *RIGHT).refuses(2, "register/vault.db: geen personenkluis")
    monkeypatch.setenv("VAULT_URL", "kluis.db")
    assert doorstroom("export", *FORMS[0], *RIGHT).status == 0


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["person", "niemand", "--output", "uit"], 3, "nothing is held on person 'niemand'"),
        (["person", "--case", "X-9", "--output", "uit"], 3, "no case 'X-9'"),
        (["person", "--output", "uit"], 2, "name one: the PERSON, or a case with --case"),
        (["person", "p-1", "--case", "A-1", "--output", "uit"], 2, "name one"),
        (["person", "p-1", "--output", "uit", "--peildatum", "1980-01-01"], 2, "before the first event (1990-01-01)"),
        (["processmining", "--output", "uit", "--peildatum", "1980-01-01"], 2, "before the first event (1985-05-05)"),
        (["ggm", "--output", "uit", "--peildatum", "1980-01-01"], 2, "before the first event (1985-05-05)"),
        (["cbs", "--cohort", "2022", "--output", "uit", "--peildatum", "1980-01-01"], 2, "before the first event"),
        (["cbs", "--cohort", "1999", "--output", "uit", *DAY], 3, "nobody is in cohort 1999 on 2024-06-01; the"),
        (["cbs", "--cohort", "twee", "--output", "uit"], 2, "'--cohort'"),
        (["cbs", "--output", "uit"], 2, "Missing option '--cohort'"),
        (["cbs", "--cohort", "2022", "--output", "uit", "--layout", "geen.yaml"], 2, "geen.yaml: bestaat niet"),
        (["ggm", "--output", "uit", "--gemeente", "9999", *DAY], 3, "no case of municipality '9999'"),
        (["ggm", "--output", "uit", "--format", "xml"], 2, "unknown format 'xml' (one of csv, jsonl)"),
        (["events", "--output", "uit", "--format", ","], 2, "name at least one format (of csv, jsonl, parquet)"),
        (["events"], 2, "Missing option '--output'"),
        (["events", "--output", "register"], 2, "register: bestaat al; er is niets geschreven"),
        (["events", "--output", "geen/uit"], 2, "geen/uit: er is geen map"),
        (["events", "--output", "uit", "--register", "geen.db"], 3, "geen.db: no register here"),
        (["processmining", "--output", "uit", "--time", "nu"], 2, "'nu' is no time axis (one of valid, recorded)"),
        (["processmining", "--output", "uit", *DAY, "--known-at", "2020-01-01"], 2, "nothing was known yet"),
        (["processmining", "--output", "uit", *DAY, "--pseudonym-key", "geen"], 2, "geen: No such file"),
        (["processmining", "--output", "uit", "--mirror", "geen"], 2, "there is no mirror in 'geen/inburgering'"),
        (["cloudevents", "--oin", "12"], 2, "'12' is geen OIN: die heeft 20 cijfers"),
        (["cloudevents", *OIN, "--type", "pip"], 2, "unknown event type 'pip'"),
        (["cloudevents", *OIN, "--since", "-1"], 2, "'--since'"),
        (["cloudevents", *OIN, "--output", "register"], 2, "register: bestaat al"),
        (["dictionary", "--output", "d.pdf"], 2, "d.pdf: a dictionary is written as .json, .md or .html"),
        (["alles"], 2, "No such command 'alles'"),
    ],
)
def test_bad_input_is_one_clear_line_and_leaves_nothing(
    arguments: list[str], status: int, says: str, doorstroom: Doorstroom
) -> None:
    doorstroom("export", *arguments).refuses(status, says)
    assert [path.name for path in Path().iterdir()] == ["register"]


@pytest.mark.parametrize("form", [FORMS[2], FORMS[3], FORMS[4], [*FORMS[0], "--tables"]])
def test_a_broken_mirror_is_told_with_what_to_do_about_it(form: list[str], doorstroom: Doorstroom) -> None:
    part = next(Path("register/mirror/inburgering/examen_afgelegd").glob("*.parquet"))
    whole = part.read_bytes()
    part.write_bytes(whole[: len(whole) // 2])
    doorstroom("export", *form).refuses(2, "`doorstroom mirror --rebuild`")
    footer = whole[-700:]
    part.write_bytes(b"\0" * (len(whole) - len(footer)) + footer)  # still has columns, and no values
    doorstroom("export", *form).refuses(2, "`doorstroom mirror --rebuild`")
    part.unlink()
    doorstroom("export", *form).refuses(2, "examen_afgelegd", "`doorstroom mirror --rebuild`")
    assert [path.name for path in Path().iterdir()] == ["register"]
    assert doorstroom("mirror", "--rebuild").status == 0 and doorstroom("export", *form).status == 0


@pytest.mark.parametrize("form", [FORMS[2], FORMS[3], FORMS[4]])
def test_a_mirror_alone_is_enough(form: list[str], doorstroom: Doorstroom) -> None:
    shutil.move("register/mirror", "spiegel")
    shutil.rmtree("register")
    assert doorstroom("export", *form, "--mirror", "spiegel").status == 0


def test_an_empty_register_has_nothing_to_export(doorstroom: Doorstroom) -> None:
    opened("leeg.db").close()
    for form in FORMS[2:]:
        doorstroom("export", *form, "--register", "leeg.db", "--mirror", "spiegel").refuses(
            3, "holds no cases to export"
        )
    doorstroom("export", *FORMS[0], "--register", "leeg.db").refuses(3, "no events of 'inburgering' to export")
    assert not Path("uit").exists()


@pytest.mark.parametrize(
    ("form", "size"),
    [
        (FORMS[0], 40_000),  # SQLite needs a file of that size beside the database
        (FORMS[1], 40_000),
        ([*FORMS[2], "--mirror", "register/mirror", "--format", "xes"], 900),
        ([*FORMS[2], "--mirror", "register/mirror", "--format", "csv"], 900),
        ([*FORMS[3], "--mirror", "register/mirror", "--format", "parquet"], 900),
        ([*FORMS[4], "--mirror", "register/mirror"], 100),
    ],
)
def test_a_full_disk_leaves_no_half_delivery(form: list[str], size: int) -> None:
    ended = process(["-m", "doorstroom", "export", *form], measured=False, preexec_fn=no_more_than(size))
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == "doorstroom: uit: File too large; er is niets geschreven\n"
    assert [path.name for path in Path().iterdir()] == ["register"]


@pytest.mark.parametrize("command", [["cloudevents", *OIN], ["dictionary"]])
def test_a_full_disk_leaves_no_half_file(command: list[str]) -> None:
    with opened("register/doorstroom.db") as register:
        born = events()[0]
        copies = [born.model_copy(update={"event_id": UUID(int=n), "case_id": f"K-{n}"}) for n in range(400)]
        register.load_histories(INBURGERING, copies)
    arguments = ["-m", "doorstroom", "export", *command, "--output", "uit.json"]
    ended = process(arguments, measured=False, preexec_fn=no_more_than(40_000))
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.endswith("doorstroom: uit.json: File too large; er is niets geschreven\n")
    assert [path.name for path in Path().iterdir()] == ["register"]


@pytest.mark.parametrize("form", FORMS)
def test_a_cancelled_export_leaves_nothing(form: list[str]) -> None:
    code = CANCELLED.replace("doorstroom.register.{module}", "doorstroom.exchange.export.delivery")
    code = code.format(owner="Delivery", method="finish", after=1)
    ended = process(["-c", code, "export", *form])
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", "doorstroom: cancelled\n")
    assert [path.name for path in Path().iterdir()] == ["register"]


def test_notifications_are_lines_of_json_and_nothing_else(doorstroom: Doorstroom) -> None:
    answer = doorstroom("export", "cloudevents", *OIN, "--since", "19", "--dataref", "https://x.example")
    lines = [json.loads(line) for line in answer.out.splitlines()]
    assert [line["sequence"] for line in lines] == ["0000000020", "0000000021"]
    assert lines[0]["dataref"] == f"https://x.example/{lines[0]['id']}"
    assert answer.err.startswith("Alleen voor afnemers met wie is afgesproken")
    doorstroom("export", "cloudevents", *OIN, "--until", "3", "--output", "uit.jsonl")
    assert len(Path("uit.jsonl").read_text(encoding="utf-8").splitlines()) == 3
    none = doorstroom("export", "cloudevents", *OIN, "--since", "21")
    assert (none.status, none.out) == (0, "")


def test_a_key_makes_the_same_pseudonyms_in_every_form(doorstroom: Doorstroom) -> None:
    Path("key").write_text("een geheim van minstens zestien tekens")
    key = ["--pseudonym-key", "key"]
    out = doorstroom("export", "cloudevents", *OIN, *key, "--until", "1").out
    doorstroom("export", "ggm", "--output", "ggm", *DAY, *key)
    doorstroom("export", "processmining", "--output", "log", *DAY, *key, "--format", "csv")
    subject = json.loads(out)["subject"]
    assert f",{subject}" in Path("ggm/inburgeringstraject.csv").read_text(encoding="utf-8")
    assert f"\n{subject}," in Path("log/events.csv").read_text(encoding="utf-8")


def test_the_dictionary_in_every_form(doorstroom: Doorstroom) -> None:
    assert doorstroom("export", "dictionary").out.startswith("# Gegevenswoordenboek: inburgering")
    data = doorstroom("export", "dictionary", "--json").data
    assert {kind["type"] for kind in data["types"]} >= {"pip_vastgesteld", "examen_afgelegd"}
    for form in ("json", "md", "html"):
        assert doorstroom("export", "dictionary", "--output", f"d.{form}").status == 0
    assert json.loads(Path("d.json").read_text(encoding="utf-8")) == data


def test_another_layout_is_taken(doorstroom: Doorstroom) -> None:
    variable = {"name": "WIE", "from": "pseudonym", "file": "x", "nl": "x", "en": "x", "rule": "x"}
    layout = {"name": "anders", "cohort": "plicht_start", "regime": "wi2021", "first_cohort": 2022, "source": "x",
              "variables": [variable]}  # fmt: skip
    Path("anders.yaml").write_text(yaml.safe_dump(layout), encoding="utf-8")
    made = doorstroom("export", *FORMS[3], "--layout", "anders.yaml", "--json").data
    assert made["layout"] == "anders" and Path("uit/cohort_2022.csv").read_text().startswith("WIE\n")


def test_english_is_asked_for(doorstroom: Doorstroom) -> None:
    assert doorstroom("export", *FORMS[0], "--english").out.startswith(
        "The whole register. Only for who is responsible"
    )
    doorstroom("export", *FORMS[0], "--english").refuses(2, "uit: exists already; nothing was written")


def test_a_mark_in_the_csv_and_other_numbers_are_told(doorstroom: Doorstroom) -> None:
    from tests.register.samples import OTHER_SYSTEM
    from tests.register.samples import event as toy_event

    with opened("anders.db") as register:
        register.append(OTHER_SYSTEM, [toy_event("elders")])
        fill(register)
        odd = events()[0].model_copy(update={"case_id": "=1", "person_id": "p-3", "event_id": toy_event().event_id})
        register.append(INBURGERING, [odd])
    answer = doorstroom("export", "events", "--output", "uit", "--register", "anders.db")
    first, second = answer.err.splitlines()
    assert first.startswith("cellen in de CSV die een formule zouden zijn, kregen een '")
    assert second.startswith("opnieuw geladen krijgen zij andere nummers")
