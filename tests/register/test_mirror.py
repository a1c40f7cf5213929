"""The mirror says what the log says, follows it in small steps."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from tests.register.mirror_samples import assert_same_history, everything, fill, from_log
from tests.register.samples import SYSTEM, Clock, PipVastgesteld, Proefstelsel, event, pip

from doorstroom.clock import utc_now
from doorstroom.kernel.events import EventTypes
from doorstroom.kernel.history import HISTORY_SCHEMA
from doorstroom.register import Mirror, MirrorError, Register, check_mirror, read_history, write_history
from doorstroom.register.mirror_parts import read_manifest


def test_the_mirror_equals_the_log(register: Register, mirror: Mirror) -> None:
    fill(register)
    done: list[int] = []
    synced = mirror.sync(done.append)
    assert (synced.events, synced.watermark, synced.rebuilt, done) == (8, 8, True, [8])
    assert_same_history(mirror.history(), from_log(register, "c1", "c2"))
    assert check_mirror(mirror).ok
    payload = SYSTEM.events["verhuisd"].schema_of_payload()
    frame = mirror.history().frames["verhuisd"].lazy()
    assert frame.collect_schema() == pl.Schema({**HISTORY_SCHEMA, **payload})


def test_nothing_new_is_no_work(register: Register, mirror: Mirror) -> None:
    fill(register)
    mirror.sync()
    before = read_manifest(mirror.folder)
    assert mirror.sync().events == 0
    assert read_manifest(mirror.folder) == before


def test_following_in_steps_gives_the_same_as_all_at_once(register: Register, mirror: Mirror, clock: Clock) -> None:
    last = pip("c0")
    register.append(SYSTEM, [last])
    for step in range(25):
        mirror.sync()
        clock.forward(days=1)
        newer = pip("c0", replaces=last, payload={"uren": step})
        register.append(SYSTEM, [event(f"c{step % 7}", "verhuisd", f"v{step}", payload={"gemeente": "Ede"}), newer])
        last = newer
    assert mirror.sync().rebuilt is False
    cases = ["c0", *(f"c{number}" for number in range(1, 7))]
    assert_same_history(mirror.history(), from_log(register, *cases))
    assert check_mirror(mirror).ok
    manifest = read_manifest(mirror.folder)
    assert manifest is not None
    assert len(manifest.parts["verhuisd"]) <= 6  # small parts are taken together
    on_disk = {str(path.relative_to(mirror.folder)) for path in mirror.folder.glob("*/part-*")}
    assert on_disk == manifest.files() | set(manifest.previous)
    stepwise = everything(mirror.history())
    mirror.rebuild()
    again = everything(mirror.history())
    for name, frame in stepwise.items():
        assert_frame_equal(frame, again[name])


def test_rows_stand_in_order_of_case_day_and_sequence(register: Register, mirror: Mirror) -> None:
    sent = [event(f"c{n % 5}", instance=str(n), valid_on=dt.date(2024, 1, 28 - n % 28)) for n in range(60)]
    register.append(SYSTEM, sent)
    mirror.sync()
    frame = mirror.history().frames["gestart"].lazy().collect()
    assert_frame_equal(frame, frame.sort("case_row", "valid_on", "sequence"))
    assert mirror.history().cases["case_id"].to_list() == ["c0", "c1", "c2", "c3", "c4"]


def test_check_names_what_differs(register: Register, mirror: Mirror) -> None:
    fill(register)
    mirror.sync()
    register.append(SYSTEM, [event("c1", instance="late")])
    manifest = read_manifest(mirror.folder)
    assert manifest is not None
    part = mirror.folder / manifest.parts["pip_vastgesteld"][0].file
    frame = pl.read_parquet(part, memory_map=False)
    frame.with_columns(uren=pl.when(pl.col("sequence") == 5).then(99).otherwise("uren")).write_parquet(part)
    lost = mirror.folder / manifest.parts["gestart"][0].file
    pl.read_parquet(lost, memory_map=False).clear().write_parquet(lost)
    found = check_mirror(mirror)
    assert (found.events, found.behind) == (8, 1)
    assert [(d.sequence, d.message) for d in found.differences] == [
        (3, "event 3 of 'gestart' is in the log and not in the mirror"),
        (5, "event 5 of 'pip_vastgesteld' differs between log and mirror"),
    ]


def test_check_names_a_part_that_cannot_be_read(register: Register, mirror: Mirror) -> None:
    fill(register)
    mirror.sync()
    manifest = read_manifest(mirror.folder)
    assert manifest is not None
    part = manifest.parts["gestart"][0].file
    (mirror.folder / part).write_bytes(b"")
    assert any(f"part '{part}' cannot be read" in d.message for d in check_mirror(mirror).differences)
    mirror.rebuild()
    assert check_mirror(mirror).ok


@pytest.mark.parametrize("file", ["a part", "cases.parquet"])
@pytest.mark.parametrize("content", [None, b"", b"PAR1 cut off"])
def test_a_mirror_with_a_broken_file_is_refused_and_can_be_made_again(
    register: Register, mirror: Mirror, file: str, content: bytes | None
) -> None:
    fill(register)
    mirror.sync()
    manifest = read_manifest(mirror.folder)
    assert manifest is not None
    broken = manifest.parts["gestart"][0].file if file == "a part" else file
    (mirror.folder / broken).unlink()
    if content is not None:
        (mirror.folder / broken).write_bytes(content)
    with pytest.raises(
        MirrorError, match=f"'{broken}' cannot be read .*`doorstroom mirror --rebuild` makes the mirror"
    ):
        mirror.history()
    mirror.rebuild()
    assert mirror.history().cases.height > 0


@pytest.mark.parametrize("text", ["", "[]", "5", '{"format": 1}', '{"format": 1, "parts": {"gestart": [{}]}}'])
def test_a_manifest_of_another_shape_is_refused_and_can_be_made_again(
    register: Register, mirror: Mirror, text: str
) -> None:
    fill(register)
    mirror.sync()
    (mirror.folder / "manifest.json").write_text(text)
    with pytest.raises(MirrorError, match="its manifest cannot be read"):
        mirror.sync()
    mirror.rebuild()
    assert check_mirror(mirror).ok


def test_a_mirror_that_may_not_be_written_is_named(register: Register, tmp_path: Path) -> None:
    (tmp_path / "bestand").touch()
    with pytest.raises(MirrorError, match=r"bestand/proef' cannot be written .*MIRROR_FOLDER puts it in another place"):
        Mirror(register, SYSTEM, tmp_path / "bestand").sync()


def test_other_event_types_make_the_mirror_again(register: Register, tmp_path: Path) -> None:
    register.append(SYSTEM, [pip()])
    Mirror(register, SYSTEM, tmp_path).sync()

    class Ruimer(PipVastgesteld, type="pip_vastgesteld", nl="PIP", en="PIP"):
        opmerking: str | None = None

    changed = Mirror(register, Proefstelsel("proef", EventTypes([Ruimer])), tmp_path)
    with pytest.raises(MirrorError, match="made for other event types; sync it first"):
        changed.history()
    assert changed.sync().rebuilt
    assert changed.history().frames["pip_vastgesteld"].lazy().collect()["opmerking"].to_list() == [None]


def test_the_mirror_of_another_log_is_refused(register: Register, mirror: Mirror, tmp_path: Path) -> None:
    register.append(SYSTEM, [pip()])
    mirror.sync()
    with Register.open(tmp_path / "other.db", clock=utc_now) as other:
        other.append(SYSTEM, [pip(), pip("c2")])
        stranger = Mirror(other, SYSTEM, tmp_path / "mirror")
        with pytest.raises(MirrorError, match=r"follows another log than .*: event 1 differs"):
            stranger.sync()


def test_a_missing_mirror_is_named(mirror: Mirror) -> None:
    with pytest.raises(MirrorError, match=r"there is no mirror in '.*proef'"):
        mirror.history()
    with pytest.raises(MirrorError, match="there is no mirror of a log"):
        check_mirror(mirror)


def test_systems_have_mirrors_apart(register: Register, tmp_path: Path) -> None:
    other = Proefstelsel("ander", SYSTEM.events)
    register.append(SYSTEM, [event("c1")])
    register.append(other, [event("d1"), event("c1")])
    for system, cases in ((SYSTEM, ["c1"]), (other, ["d1", "c1"])):
        mirror = Mirror(register, system, tmp_path)
        mirror.sync()
        assert mirror.history().cases["case_id"].to_list() == cases


def test_histories_made_in_bulk_need_no_log(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {"case_row": [1, 0], "valid_on": [dt.date(2024, 1, 1)] * 2, "sequence": [2, 1]},
        schema_overrides={"case_row": pl.UInt32},
    ).with_columns(
        recorded_at=pl.lit(dt.datetime(2024, 1, 1, tzinfo=dt.UTC)).cast(HISTORY_SCHEMA["recorded_at"]),
        recorded_until=pl.lit(None, HISTORY_SCHEMA["recorded_until"]),
        retracted=False,
    )
    cases = pl.DataFrame({"case_id": ["a", "b"], "person_id": ["pa", "pb"]})
    write_history(tmp_path, SYSTEM, {"gestart": [frame, frame]}, cases)
    history = read_history(tmp_path, SYSTEM)
    assert_frame_equal(history.cases, cases)
    assert history.as_of(dt.date(2024, 1, 1)).frames["gestart"]["case_row"].to_list() == [0, 0, 1, 1]
    with pytest.raises(MirrorError, match="history frame 'gestart' lacks column 'sequence'"):
        write_history(tmp_path, SYSTEM, {"gestart": frame.drop("sequence")}, cases)
    with pytest.raises(MirrorError, match="column 'case_row' is Int64, not UInt32"):
        write_history(tmp_path, SYSTEM, {"gestart": frame.cast({"case_row": pl.Int64})}, cases)
