"""Synthetic histories are as the register and the law want them: typed, in order, and never about anybody."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from pathlib import Path

import polars as pl
import pytest

from doorstroom.kernel.errors import DoorstroomError
from doorstroom.kernel.history import HISTORY_SCHEMA, history_of
from doorstroom.register.bsn import DEMO_BSN_RANGE, demo_bsns, is_bsn
from doorstroom.register.errors import VaultError
from doorstroom.register.log import Register
from doorstroom.register.mirror import Mirror, read_history
from doorstroom.register.vault import Access, Person, Vault
from doorstroom.simulate.demo import KNOWN_AT, DemoRegister, demo_people, make_demo, write_demo
from doorstroom.stelsels.inburgering import system

NOW = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
ACCESS = Access("demo", "DEMO", "tonen wat het register doet", "demo")


def test_the_same_seed_gives_the_same_register(small: DemoRegister) -> None:
    again = make_demo(7, 0.03)
    assert again.cases.equals(small.cases) and again.people.equals(small.people)
    assert all(again.frames[name].equals(frame) for name, frame in small.frames.items())
    other = make_demo(8, 0.03)
    assert not other.frames["pip_vastgesteld"].equals(small.frames["pip_vastgesteld"])


@pytest.mark.parametrize("scale", [0.0, -1.0, 1.5])
def test_a_scale_outside_its_range_is_refused(scale: float) -> None:
    with pytest.raises(DoorstroomError, match="scale of the demo register"):
        make_demo(1, scale)


def test_frames_have_the_columns_of_a_history(small: DemoRegister) -> None:
    for name, frame in small.frames.items():
        assert dict(frame.schema) == {**HISTORY_SCHEMA, **system().events[name].schema_of_payload()}


def test_every_payload_fits_its_event_type(small: DemoRegister) -> None:
    for event in small.events():
        if not event.retracted:
            system().events.validate_payload(event.type, event.payload)


def test_versions_follow_each_other(small: DemoRegister) -> None:
    last: dict[tuple[str, str, str], tuple[object, dt.datetime]] = {}
    case_last: dict[str, tuple[int, dt.datetime]] = {}
    ids = Counter()
    for event in small.events():
        ids[event.event_id] += 1
        key = (event.case_id, event.type, event.instance)
        before = last.get(key)
        assert event.replaces == (before[0] if before else None)
        assert before is not None or not event.retracted
        assert event.sequence is not None
        assert case_last.get(event.case_id, (0, event.recorded_at)) <= (event.sequence, event.recorded_at)
        if event.case_id in case_last:
            assert event.recorded_at >= case_last[event.case_id][1]
        last[key] = (event.event_id, event.recorded_at)
        case_last[event.case_id] = (event.sequence, event.recorded_at)
    assert max(ids.values()) == 1
    assert len(ids) == small.size


def test_the_stream_of_events_is_the_history_of_the_frames(small: DemoRegister) -> None:
    rows = small.cases.head(60).with_row_index("case_row")["case_row"].implode()
    first = [e for e in small.events() if int(e.case_id[5:]) <= 60]
    by_events = history_of(first, system().events)
    for name, frame in by_events.frames.items():
        made = small.frames[name].filter(pl.col("case_row").is_in(rows)).drop("case_row").sort("sequence")
        assert isinstance(frame, pl.DataFrame)
        assert frame.drop("case_row").sort("sequence").equals(made), name


def test_what_happens_is_in_the_order_of_the_law(full: DemoRegister) -> None:
    def first(name: str, column: str = "valid_on") -> pl.DataFrame:
        frame = full.frames[name].filter(pl.col("recorded_until").is_null() & ~pl.col("retracted"))
        return frame.group_by("case_row").agg(pl.col(column).min().alias(name))

    names = (
        "verblijfsrecht_verkregen",
        "kennisgeving_verzonden",
        "pip_vastgesteld",
        "aanbod_gedaan",
        "lessen_begonnen",
    )
    wide = first(names[0])
    for name in (*names[1:], "examen_afgelegd", "intake_afgerond", "intake_opgeroepen", "boete_opgelegd"):
        wide = wide.join(first(name), on="case_row", how="left")
    for before, after in (
        ("verblijfsrecht_verkregen", "kennisgeving_verzonden"),
        ("verblijfsrecht_verkregen", "intake_opgeroepen"),
        ("intake_opgeroepen", "intake_afgerond"),
        ("intake_afgerond", "pip_vastgesteld"),
        ("pip_vastgesteld", "aanbod_gedaan"),
        ("pip_vastgesteld", "lessen_begonnen"),
        ("lessen_begonnen", "examen_afgelegd"),
    ):
        wrong = wide.filter(pl.col(before) > pl.col(after))
        assert wrong.height <= full.cases.height * 0.002, (before, after, wrong.head(3))
    assert wide.filter(pl.col("verblijfsrecht_verkregen") < dt.date(2022, 1, 1)).is_empty()
    assert wide.filter(pl.col("pip_vastgesteld") < pl.col("verblijfsrecht_verkregen")).is_empty()


def test_nothing_is_recorded_before_it_could_be_known_or_after_the_register_ends(full: DemoRegister) -> None:
    for name, frame in full.frames.items():
        assert frame.filter(pl.col("recorded_at") > dt.datetime(2026, 2, 1, tzinfo=dt.UTC)).is_empty(), name
        early = frame.filter(pl.col("recorded_at").dt.date() < pl.col("valid_on")).height
        assert early == 0, (name, early)


def test_the_asylum_group_is_never_fined(full: DemoRegister) -> None:
    asylum = full.frames["verblijfsrecht_verkregen"].filter(
        (pl.col("grond") == "8c") | (pl.col("referent") == "asielhouder_bepaalde_tijd")
    )
    assert asylum.height > 20_000
    fined = full.frames["boete_opgelegd"].join(asylum, on="case_row", how="semi")
    assert fined.is_empty()
    assert full.frames["boete_opgelegd"].height > 100


def test_there_are_corrections_retractions_and_late_recordings(full: DemoRegister) -> None:
    plans = full.frames["pip_vastgesteld"]
    after = plans.filter((pl.col("recorded_at") > KNOWN_AT) & (pl.col("valid_on") < KNOWN_AT.date()))
    assert after.filter("retracted").height > 40
    assert after.filter(~pl.col("retracted")).height > 600
    homes = full.frames["brp_inschrijving"]
    assert homes.filter(pl.col("recorded_until").is_not_null() & (pl.col("recorded_until") > KNOWN_AT)).height > 400
    assert len(full.episodes["te_late_kennisgeving"]) == 2_760 + 450
    assert len(full.episodes["cesuur_leerbaarheidstoets"]) == 400


def test_some_histories_are_incomplete_and_stay_undecided(full: DemoRegister) -> None:
    cases = (
        system()
        .evaluate(full.history(), KNOWN_AT.date(), known_at=KNOWN_AT, want=["inburgeringsplichtig_wi2021"])
        .cases
    )
    unknown = cases.filter(pl.col("inburgeringsplichtig_wi2021").is_null())["case_id"].to_list()
    assert set(unknown) == set(full.episodes["geboortedatum_onbekend"])


def test_names_carry_a_mark_and_nationality_is_no_country(small: DemoRegister) -> None:
    assert small.people["name"].str.starts_with("DEMO ").all()
    assert small.people["address"].str.starts_with("Demostraat ").all()
    groups = set(small.frames["nationaliteit_vastgesteld"]["groep"].cast(pl.String).unique())
    assert groups <= {"overig", "turks", "nederlands"}


def test_family_of_the_asylum_group_lives_with_whom_it_joined(full: DemoRegister) -> None:
    joined = full.people.filter(pl.col("family_of").is_not_null())
    both = joined.join(full.people, left_on="family_of", right_on="person_id", suffix="_host")
    assert both.height == joined.height > 3_000
    assert both.filter(pl.col("address") != pl.col("address_host")).is_empty()


def test_demo_people_have_demo_numbers_and_the_vault_takes_no_others(small: DemoRegister, tmp_path: Path) -> None:
    people = list(demo_people(small, demo_bsns(), Person))
    assert len({person.bsn for person in people}) == small.cases.height
    assert all(is_bsn(person.bsn) and int(person.bsn) in DEMO_BSN_RANGE for person in people)
    with Vault.open(tmp_path / "vault.db", clock=lambda: NOW) as vault:
        written = write_demo(small, system(), vault=vault, people=people, access=ACCESS)
        assert written.people == small.cases.height
        with pytest.raises(VaultError, match="not a demo person"):
            write_demo(small, system(), vault=vault, people=[Person("x", "Y", bsn="123456782")], access=ACCESS)
    with pytest.raises(DoorstroomError, match="need as many BSNs"):
        list(demo_people(small, demo_bsns()[:5], Person))


def test_a_register_written_and_mirrored_holds_the_same_histories(small: DemoRegister, tmp_path: Path) -> None:
    said: list[str] = []
    with Register.open(tmp_path / "register.db", clock=lambda: NOW) as register:
        mirror = Mirror(register, system(), tmp_path / "mirror")
        write_demo(small, system(), log=register, mirror=mirror, progress=lambda done, what: said.append(what))
        write_demo(small, system(), log=register)  # a second time changes nothing
    history = read_history(tmp_path / "mirror", system())
    assert history.cases["case_id"].to_list() == small.cases["case_id"].to_list()
    for name, frame in small.frames.items():
        kept = history.frames[name].lazy().collect().sort("sequence")
        assert kept.select(frame.columns).equals(frame.sort("sequence").with_columns(kept["sequence"])), name
    assert [what for what, _ in itertools.groupby(said)] == ["event log", "mirror", "done"]
