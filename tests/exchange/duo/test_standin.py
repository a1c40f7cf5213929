"""F-1 to F-9: the stand-in is true to the wire, decides by the rules, and goes wrong when it is asked to."""

from __future__ import annotations

import datetime as dt
import json
import logging
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa
import urllib3

from doorstroom.clock import utc_now
from doorstroom.exchange.duo.client import DuoClient
from doorstroom.exchange.duo.errors import ScriptError
from doorstroom.exchange.duo.messages.contactpersoon import Contactpersoongegevens
from doorstroom.exchange.duo.messages.pip import Pip
from doorstroom.exchange.duo.messages.resultaten import ResultaatMap, ResultaatPvt, ResultaatZroute
from doorstroom.exchange.duo.messages.uren import UrenParticipatieactiviteiten, UrenParticipatieAlsTaalles
from doorstroom.exchange.duo.outcomes import Consequence
from doorstroom.exchange.duo.resources import RESOURCES
from doorstroom.exchange.duo.settings import Certificate
from doorstroom.exchange.duo.standin.faults import Fault, Faults, read_fault
from doorstroom.exchange.duo.standin.life import read_script
from doorstroom.exchange.duo.standin.recording import Exchange, recorded, replay
from doorstroom.exchange.duo.standin.run import DUO_OIN, Options, StandIn, oin_of_gemeente
from doorstroom.exchange.duo.standin.tables import answered
from doorstroom.exchange.duo.tls import client_context
from doorstroom.stelsels.inburgering import system
from tests.exchange.duo.test_codes import PLAN, steps
from tests.exchange.duo.test_transport import raw
from tests.exchange.duo.town import ASYLUM, FAMILY, OURS, START, Town, open_town

GOOD = dt.date(2024, 1, 20)


def test_F_1_every_path_is_served_and_what_is_not_well_formed_is_refused(town: Town) -> None:
    bsn = town.script(ASYLUM)
    town.day(20)
    given = {"id": "1", "instellingsnummer": "9000000001"}
    for resource in RESOURCES.values():
        path = resource.address(bsn, {name: given[name] for name in resource.parameters})
        answer = raw(town, resource.method, path)
        if resource.sends is None:
            assert answer.status in resource.statuses, resource.name
        else:
            assert answer.status == 400, resource.name  # no body
            assert raw(town, resource.method, path, body=["x"]).status == 400


def test_F_2_the_three_headers_the_certificate_and_the_destination_must_fit(town: Town) -> None:
    other = oin_of_gemeente("0344")
    path = "/v1/personen/999990019/vrijstellingen"
    assert raw(town, "GET", path).status == 404
    assert raw(town, "GET", path, bron=other).status == 403  # not the one in the certificate
    assert raw(town, "GET", path, doel=other).status == 403  # not DUO
    stranger = town.duo.authority.issue("stranger", "00000009777700000001")
    assert raw(town, "GET", path, certificate=stranger, bron="00000009777700000001").status == 403
    nameless = town.duo.authority.issue("nameless", None)
    assert raw(town, "GET", path, certificate=nameless).status == 403
    assert raw(town, "GET", path, berichtId="x").status == 400
    assert raw(town, "GET", "/v1/instellingen", bron=other).status == 400  # the lists know no 403


def test_F_3_state_is_kept_per_person_and_worked_out_by_the_rules(town: Town) -> None:
    asylum, family = town.script(ASYLUM, "a"), town.script(FAMILY, "b")
    town.day(25)
    assert town.call("pip_melden", bsn=asylum, body=Pip(dagtekening=GOOD, leerroute="B")).done
    town.day(30)
    for bsn in (asylum, family):
        case = town.duo.world.case(town.name(bsn)).values
        duty, group = town.call("plicht", bsn=bsn).value, town.call("doelgroep", bsn=bsn).value
        assert (duty.plichtig, duty.begin) == (case["inburgeringsplichtig_wi2021"], case["plicht_start"])
        assert duty.kennisgeving_op == case["kennisgeving_datum"]
        assert (group.indeling == "Asielstatushouder") is case["is_asielstatushouder"]
    assert town.call("termijn", bsn=asylum).value.tot == dt.date(2027, 1, 21)
    assert town.call("termijn", bsn=family).status == 404


def test_F_3_history_tells_periods_that_join(town: Town) -> None:
    bsn = town.script(
        ASYLUM
        + steps(
            "day: 60, event: doelgroep_gewijzigd, doelgroep: gezins_en_overige_migrant",
            "day: 100, event: verblijfsrecht_beeindigd, reden: ingetrokken",
        )
    )
    town.day(120)
    duty = town.call("plicht_historie", bsn=bsn).value
    assert [(each.plichtig, each.tot) for each in duty][-2:] == [(True, dt.date(2024, 4, 10)), (False, None)]
    groups = town.call("doelgroep_historie", bsn=bsn).value
    assert [each.indeling for each in groups][:2] == ["Asielstatushouder", "Gezinsmigrant en overige migrant"]
    assert groups[0].tot == groups[1].begin == dt.date(2024, 3, 1)


def test_F_4_the_clock_is_set_and_a_script_yields_codes_that_are_told_under_duos_own_certificate(town: Town) -> None:
    bsn = town.script(ASYLUM)
    town.day(9)
    assert town.codes() == []
    town.day(10)
    assert town.codes() == ["SS101"]
    town.day(12)
    assert sorted(town.codes()) == ["SS101", "SS139"]
    assert town.duo.world.now == town.clock.now == START + dt.timedelta(days=12)
    told = town.inbox()[-1]
    assert told.registered_at == dt.datetime(2024, 1, 13, 6, 0, 4, tzinfo=dt.UTC) and told.person_id == town.person(bsn)


def test_F_4_what_changes_by_time_alone_is_told_on_its_day(town: Town) -> None:
    town.script(FAMILY.replace("1985-11-01", "1957-06-15"))  # pension age on 15 June 2024
    town.day(20)
    assert "SS128" in town.codes() and "SS110" not in town.codes()
    town.day(165)
    assert "SS110" not in town.codes()
    town.day(166)
    assert town.codes()[-1] == "SS110"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("start: 2024-01-01", "has 'start'"),
        ("start: morgen\npeople: []", "'start' is not a date"),
        ("start: 2024-01-01\npeople:\n  - {count: 1}", "has 'name'"),
        ("start: 2024-01-01\npeople:\n  - {name: a}\n  - {name: a}", "twice"),
        ("start: 2024-01-01\npeople:\n  - name: a\n    life: [{event: geboorte}]", "step 1: 'day'"),
        ("start: 2024-01-01\npeople:\n  - name: a\n    life: [{day: 1}]", "needs one of"),
        ("start: 2024-01-01\npeople:\n  - name: a\n    life: [{day: 1, event: nonsense}]", "unknown event type"),
        ("start: 2024-01-01\npeople:\n  - name: a\n    life: [{day: 1, event: geboorte, x: 1}]", "field 'x'"),
        (
            "start: 2024-01-01\npeople:\n  - name: a\n    life: [{day: 1, says: X, valid_on: ja}]",
            "'valid_on' is neither",
        ),
        ("a: [", "not YAML"),
    ],
)
def test_F_4_a_script_that_is_wrong_is_refused_with_the_place(text: str, says: str) -> None:
    with pytest.raises(ScriptError, match=says):
        read_script(text, system().events)


# F-5 ------------------------------------------------------------------------------------------------------------------


def test_F_5_a_window_of_503_and_a_number_of_times(town: Town) -> None:
    now = town.clock.now
    town.duo.faults.requests.append(Fault("status", 503, since=now, until=now + dt.timedelta(hours=1)))
    assert town.call("instellingen").consequence is Consequence.RETRY
    town.duo.world.set_clock(now + dt.timedelta(hours=1))
    assert town.call("instellingen").done
    town.duo.faults.requests.append(Fault("status", 500, resource="instellingen", times=2))
    assert [town.call("instellingen").status for _ in range(3)] == [500, 500, 200]
    assert town.call("verlengingsgronden").done


def test_F_5_silence_after_the_work_and_half_an_answer(town: Town) -> None:
    bsn = town.script(ASYLUM)
    town.day(20)
    town.duo.faults.requests.append(Fault("silence", resource="pip_melden", times=1))
    number = uuid4()
    plan = Pip(dagtekening=GOOD, leerroute="B")
    assert town.call("pip_melden", bsn=bsn, body=plan, bericht_id=number).status is None
    assert town.call("pip", bsn=bsn).done  # it was done
    assert town.call("pip_melden", bsn=bsn, body=plan, bericht_id=number).status == 201
    assert (
        town.call("pip_melden", bsn=bsn, body=plan.model_copy(update={"leerroute": "O"}), bericht_id=number).status
        == 400
    )
    town.duo.faults.requests.append(Fault("malformed", resource="pip", times=1))
    assert "niet te lezen" in town.call("pip", bsn=bsn).reason


def test_F_5_a_message_that_broke_off_before_its_answer_was_kept_is_done_again_and_not_refused_by_itself(
    town: Town,
) -> None:
    """As after a kill between what the message changed and its answer: its own event is no reason to refuse it."""
    bsn = town.script(ASYLUM)
    town.day(25)
    told = [
        ("pip_melden", Pip(dagtekening=GOOD, leerroute="Z")),
        ("uren_taalles_melden", UrenParticipatieAlsTaalles(uren=800)),
        ("uren_participatie_melden", UrenParticipatieactiviteiten(uren=800)),
        ("pvt_melden", ResultaatPvt(ondertekend_op=dt.date(2024, 2, 1), verwijtbaar=None)),
        ("zroute_melden", ResultaatZroute(afgerond_op=dt.date(2024, 2, 28))),
        (
            "map_melden",
            ResultaatMap(eindgesprek_op=dt.date(2024, 2, 20), verwijtbaar=None),
        ),  # with this the duty is met
    ]
    for day, (name, body) in enumerate(told, 60):
        town.day(day, sync=False)
        number = uuid4()
        for _ in range(2):
            outcome = town.call(name, bsn=bsn, body=body, bericht_id=number)
            assert outcome.done, (name, outcome)
            with town.duo.world.writing() as connection:
                connection.execute(sa.delete(answered))
    events = [event.type for event in town.duo.world.events(town.name(bsn))]
    assert {kind: events.count(kind) for kind in ("pip_vastgesteld", "pvt_ondertekend", "map_afgerond")} == {
        "pip_vastgesteld": 1, "pvt_ondertekend": 1, "map_afgerond": 1,
    }  # fmt: skip
    assert town.duo.world.case(town.name(bsn)).values["voldaan"] is True


def test_F_5_a_403_with_several_texts(town: Town) -> None:
    town.duo.faults.requests.append(Fault("status", 403, texts=("Een.", "Twee."), times=1))
    assert town.call("instellingen").texts == ("Een.", "Twee.")


def test_F_5_notifications_come_twice_late_out_of_order_or_with_an_unknown_code(tmp_path: Path) -> None:
    with open_town(tmp_path) as town:
        for name in ("duplicates", "late", "unknown"):
            setattr(town.duo.faults, name, 100)
        town.script(ASYLUM)
        for day in range(10, 30):
            town.day(day)
        assert (
            sum(message.repeats for message in town.inbox()) + len(town.inbox()) == 6
        )  # 2 codes, twice, and 2 unknown
        assert any(message.late for message in town.inbox())
        assert {message.state for message in town.inbox()} == {"processed", "unknown"}


def test_F_5_out_of_order_is_handled_all_the_same(town: Town) -> None:
    town.duo.faults.disorder = 50
    parts = ("lezen", "luisteren", "schrijven", "spreken", "knm")
    bsn = town.script(
        ASYLUM
        + steps(
            *(
                f"day: {day}, event: examen_afgelegd, onderdeel: {part}, resultaat: geslaagd"
                for day, part in enumerate(parts, 30)
            )
        )
    )
    for day in (10, 12, *range(28, 40)):
        town.day(day)
        town.day(day, hour=13)
    order = [message.registered_at for message in sorted(town.inbox(), key=lambda m: m.received_at)]
    assert order != sorted(order) and {message.state for message in town.inbox()} == {"processed"}
    assert {event.payload["onderdeel"] for event in town.events(bsn, "examen_afgelegd")} == set(parts)
    assert len(town.events(bsn, "examen_afgelegd")) == len(parts)


def test_F_5_what_goes_wrong_follows_from_the_seed(town: Town) -> None:
    faults = Faults(duplicates=5, late=5, unknown=2, seed=7)
    drawn = [faults.of_notification(f"x{number}") for number in range(5000)]
    assert drawn == [faults.of_notification(f"x{number}") for number in range(5000)]
    for name, share in (("duplicates", 5), ("late", 5), ("unknown", 2)):
        found = sum(name in each for each in drawn) / 50
        assert abs(found - share) < 1, name
    with pytest.raises(ScriptError, match="a fault needs 'do'"):
        read_fault({"do": "explode"})


def test_F_6_a_plan_is_received_at_once_and_the_term_follows(town: Town) -> None:
    bsn = town.script(ASYLUM)
    town.day(20)
    assert town.call("pip_melden", bsn=bsn, body=Pip(dagtekening=GOOD, leerroute="B")).status == 201
    assert town.call("termijn", bsn=bsn).status == 404 and "SS102" not in town.codes()
    town.day(21)
    assert town.codes()[-1] == "SS102"
    assert town.call("termijn", bsn=bsn).value.begin == dt.date(2024, 1, 21)
    assert len(town.events(bsn, "termijn_gemeld")) == 1


def test_F_6_a_plan_that_was_taken_back_leads_to_no_term(town: Town) -> None:
    bsn = town.script(ASYLUM)
    town.day(20)
    assert town.call("pip_melden", bsn=bsn, body=Pip(dagtekening=GOOD, leerroute="B")).done
    assert town.call("pip_vervalt", bsn=bsn).done
    town.day(25)
    assert "SS102" not in town.codes()


def test_F_7_a_recording_hides_people_and_can_be_played_again(tmp_path: Path) -> None:
    with open_town(tmp_path / "first", Options(record=True)) as town:
        bsn = town.script(ASYLUM)
        town.day(20)
        town.call("pip_melden", bsn=bsn, body=Pip(dagtekening=GOOD, leerroute="O", niveau="A2"))
        town.call("pip_melden", bsn=bsn, body=Pip(dagtekening=GOOD, leerroute="B"))
        town.call("pip", bsn=bsn)
        path = town.duo.folder / "recording.jsonl"
    assert bsn not in path.read_text(encoding="utf-8")
    lines = list(recorded(path))
    assert [line.status for line in lines][-3:] == [403, 201, 200]
    assert all("/v1/personen/{persoon 1}/" in line.path for line in lines)
    with open_town(tmp_path / "second") as town:
        other = town.script(ASYLUM)
        town.day(20, sync=False)

        def ask(line: Exchange) -> tuple[int, str]:
            found = raw(town, line.method, line.path, body=json.loads(line.body) if line.body else None)
            return found.status, found.data.decode()

        played = list(replay(path, {1: other}, ask))
    assert [(line.status, line.answer) for line, _, _ in played] == [(status, answer) for _, status, answer in played]


def control(town: Town, method: str, path: str, content: Any = None, certificate: Certificate | None = None) -> Any:
    context = client_context(certificate or town.duo.control_certificate)
    body = content.encode() if isinstance(content, str) else json.dumps(content).encode()
    with urllib3.HTTPSConnectionPool("127.0.0.1", town.duo.server.port, ssl_context=context, retries=False) as pool:
        return pool.request(method, f"/standin/{path}", body=body)


def test_F_7_the_control_sets_clock_script_faults_and_resets(town: Town) -> None:
    script = f"start: 2024-01-01\npeople:\n  - name: x\n    life:\n{ASYLUM}"
    assert control(town, "POST", "script", script).json() == {"people": 1}
    assert control(town, "PUT", "clock", {"now": "2024-01-20T08:00:00+00:00"}).status == 200
    state = control(town, "GET", "state").json()
    assert [each["code"] for each in state["notifications"]] == ["SS101", "SS139"] and state["steps_waiting"] == 0
    assert state["people"] == [{"name": "x-001", "plicht": "SS101", "pip": f"SS139:{OURS}"}]
    assert control(town, "POST", "faults", {"do": "status", "status": 503}).status == 200
    assert town.call("instellingen").status == 503
    assert control(town, "DELETE", "faults").status == 200
    assert town.call("instellingen").done
    assert control(town, "POST", "faults", {"late": 5, "seed": 3}).status == 200
    assert control(town, "DELETE", "people").status == 200
    assert control(town, "GET", "state").json()["people"] == []


@pytest.mark.parametrize(
    ("method", "path", "content"),
    [
        ("PUT", "clock", {"now": "2024-01-20T08:00:00"}),
        ("PUT", "clock", {}),
        ("PUT", "clock", "x"),
        ("POST", "script", "a: ["),
        ("POST", "faults", {"do": "x"}),
    ],
)
def test_F_7_the_control_says_what_is_wrong(town: Town, method: str, path: str, content: object) -> None:
    answer = control(town, method, path, content)
    assert answer.status == 400 and answer.json()["error"]


def test_F_7_nobody_else_controls_it(town: Town) -> None:
    assert control(town, "GET", "state", certificate=town.side.settings.certificate).status == 403
    assert control(town, "GET", "nonsense").status == 404


def test_F_7_it_holds_invented_people_only(town: Town) -> None:
    with pytest.raises(ValueError, match="invented people only"), town.duo.world.writing() as connection:
        town.duo.world.add_person(connection, "111222333", "x")


def test_F_8_it_can_be_used_in_the_same_process_without_a_line(tmp_path: Path) -> None:
    """As a node of a simulation: the same world, moved by the same clock, asked for the same columns."""
    standin = StandIn(tmp_path, utc_now(), START)
    script = f"start: 2024-01-01\npeople:\n  - name: x\n    life:\n{ASYLUM}{PLAN}"
    standin.control.do("POST", "script", script)
    standin.player.advance(START + dt.timedelta(days=30))
    assert standin.world.case("x-001").values["termijn_einde_exclusief"] == dt.date(2027, 1, 22)
    state = standin.control.state()
    assert [each["code"] for each in state["notifications"]] == ["SS101", "SS139", "SS102"]
    standin.stop()  # it never listened


def test_it_goes_on_where_it_was_after_a_restart(tmp_path: Path) -> None:
    with open_town(tmp_path) as town:
        bsn = town.script(ASYLUM)
        town.day(20)
        number = uuid4()
        details = Contactpersoongegevens(naam="An Demo", email="demo@example.org", telefoonnummer="020 1234567")
        first = town.call("contactpersoon_maken", body=details, bericht_id=number)
        control(town, "POST", "faults", {"do": "status", "status": 503, "resource": "pip"})
    with open_town(tmp_path) as town:
        assert town.duo.world.now == START + dt.timedelta(days=20)
        assert town.call("plicht", bsn=bsn).done and town.call("pip", bsn=bsn).status == 503
        again = town.call("contactpersoon_maken", body=details, bericht_id=number)
        assert again.value == first.value
        assert {line["state"] for line in town.duo.control.state()["notifications"]} == {"delivered"}


def test_a_slow_caller_holds_up_nobody(town: Town) -> None:
    import socket

    with socket.create_connection(("127.0.0.1", town.duo.server.port)):  # and says nothing
        assert town.call("instellingen").done


def test_who_is_called_and_is_away_is_called_again(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    with open_town(tmp_path) as town:
        town.script(ASYLUM)
        town.endpoint._closed = lambda: True
        town.day(20)
        waiting = town.duo.control.state()["notifications"]
        assert {line["state"] for line in waiting} == {"waiting"} and town.codes() == []
        town.endpoint._closed = lambda: False
        town.clock.now += dt.timedelta(minutes=2)
        town.duo.player.advance(town.clock.now)
        assert sorted(town.codes()) == ["SS101", "SS139"]
        assert {line["attempts"] for line in town.duo.control.state()["notifications"]} == {2}


def test_another_municipality_is_served_as_well(town: Town) -> None:
    bsn = town.script(ASYLUM.replace('"0363"', '"0344"'))
    town.day(20)
    theirs = DuoClient(town.duo.settings_for("0344"))
    assert theirs.call("plicht", bsn=bsn).done
    assert town.call("plicht", bsn=bsn).consequence is Consequence.OUT_OF_SCOPE
    assert town.side.settings.duo_oin == DUO_OIN and town.codes() == []
    theirs.close()
