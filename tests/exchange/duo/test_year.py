"""A year in which every code occurs, played by two processes: both sides agree, also when they are killed.

This is the short version, one newcomer of each kind and a round every twenty days. `doorstroom duo year --kills 50`
plays the whole: 300 newcomers, every day, and 50 kills.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from doorstroom.clock import utc_now
from doorstroom.exchange.duo.codes import OURS
from doorstroom.exchange.duo.errors import ExchangeError
from doorstroom.exchange.duo.year.running import Plan, Year
from tests.exchange.duo.test_codes import CODES

#: More goes wrong than in the whole year, for there are fewer messages for it.
SHORT = Plan(each=1, step=20, duplicates=15, late=15, unknown=10, seed=3)


@pytest.mark.slow
def test_both_sides_agree_and_three_kills_change_nothing(tmp_path: Path) -> None:
    calm = Year(tmp_path / "calm", SHORT, utc_now()).play()
    assert calm.broken == ()
    assert calm.agreement["compared"] == calm.people > 20
    faults = calm.duo["faults"]
    assert faults["duplicate"] > 3 and faults["late"] > 3 and faults["unknown"] > 3
    assert calm.municipality["inbox"]["unknown"] == faults["unknown"]
    assert calm.duo["tried_again"] and calm.municipality["fetched_again"] + calm.municipality["sent_again"]
    assert {code.code for code in CODES.values() if code.state == OURS} <= set(calm.municipality["tasks"])
    year = Year(tmp_path / "killed", Plan(**{**SHORT.__dict__, "kills": 3}), utc_now())
    killed = year.play()
    assert killed.broken == () and killed.kills == 3 >= killed.midway
    assert killed.legal() == calm.legal()
    assert year.duo.starts + year.municipality.starts == 5
    logs = [path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.log")]
    assert len(logs) == 4 and not any(re.search(r"(?<![0-9])[0-9]{9}(?![0-9])", each) for each in logs)


def test_a_side_that_breaks_off_by_itself_is_no_kill_and_ends_the_year(tmp_path: Path) -> None:
    year = Year(tmp_path, Plan(each=1, days=1, outages=False), utc_now())
    Path(tmp_path / "script.yaml").write_text("people: nonsense", encoding="utf-8")
    with pytest.raises(ExchangeError, match=r"the duo of the year does not start: .*ScriptError"):
        year.play()


def test_the_report_says_what_was_retried_and_what_is_not_well(tmp_path: Path) -> None:
    from doorstroom.exchange.duo.year.report import report

    duo = {
        "people": {"a": {"leerroute": "B1"}, "b": {}}, "plans": {"a": 1},
        "notifications": {"delivered": 1, "waiting": 2},
        "codes": {"SS101": 1}, "sent_ids": ["x"], "faults": {"late": 1}, "tried_again": 3, "taken": {201: 2, 403: 1},
        "steps_left": 1,
    }  # fmt: skip
    ours = {
        "people": {"a": {"leerroute": "Z"}}, "plans": {"a": 2}, "inbox": {"failed": 1}, "received_ids": [],
        "unknown": 0, "repeats": 4, "late": 5, "fetched_again": 6, "outbox": {"queued": 1}, "sent_again": 7,
        "refused": [["pip_melden", ["Nee."]]], "accepted": 1, "tasks": {"SS126": 1}, "events": 9,
    }  # fmt: skip
    agreement = {"compared": 1, "not_ours": 0, "differences": [["p", "Leerroute", "B1", "Z"]], "broken_off": "weg"}
    made = report({"duo": duo, "municipality": ours, "agreement": agreement}, kills=2, midway=1, seconds=1)
    text = "\n".join((*made.lines(), *made.broken))
    assert not made.ok
    for said in (
        "3 notifications by DUO, 6 times fetched anew, 7 messages sent anew", "4 under the same number; late: 5",
        "killed 2 times, 1 in the middle of work", "1 steps of the script were not done",
        "2 notifications of DUO are 'waiting'",
        "1 notifications were delivered and are not in the inbox", "in the inbox are 'failed'",
        "in the outbox are 'queued'", "pip_melden: Nee.", "DUO took 2 messages, and 1 were sent",
        "a: leerroute: DUO B1, municipality Z", "b is known to one side only", "DUO has 1 plans, the municipality 2",
        "SS102 did not occur", "not everybody was compared: weg", "compared with DUO: p | Leerroute | B1 | Z",
    ):  # fmt: skip
        assert said in text, said
