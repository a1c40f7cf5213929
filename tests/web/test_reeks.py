"""Several events at once: each judged with those before it, all of them or none, and twice is once."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID, uuid4

import pytest

from doorstroom.web.zaken import reeks
from doorstroom.web.zaken.dossier import Dossier, open_dossier
from doorstroom.web.zaken.gebeurtenis import Attempt
from doorstroom.web.zaken.models import Zaak
from tests.web.conftest import DAY, WITHOUT_PLAN, Place
from tests.web.test_werkplek_handeling import KM, events
from tests.web.test_werkplek_zaak import record

ASKED = {"soort": "medisch", "onmisbaar": True}


def opened(place: Place, case: str, user: str = KM) -> Dossier:
    return open_dossier(place.users[user], case)


def tried(dossier: Dossier, action: str, day: str = "2024-05-01", pk: UUID | None = None, **load: Any) -> Attempt:
    return Attempt(action, pk or uuid4(), dossier.version, dt.date.fromisoformat(day), load)


def test_each_is_judged_with_those_before_it_in_its_own_case(place: Place) -> None:
    one, other = (opened(place, place.case(WITHOUT_PLAN)) for _ in range(2))
    asked, came = (
        tried(one, "derde_informatie_vragen", "2024-04-29", **ASKED),
        tried(one, "derde_informatie_ontvangen", **ASKED),
    )
    assert [bool(told.sentences) for told in reeks.judge([(one, came)])] == [True]
    series = reeks.judge([(one, asked), (one, came), (other, tried(other, "derde_informatie_ontvangen", **ASKED))])
    assert [bool(told.sentences) for told in series] == [False, False, True]
    assert reeks.record(series) == series[2].sentences and not events(one.zaak.case_id, "derde_informatie_gevraagd")
    assert reeks.record(series[:2]) == () and len(events(one.zaak.case_id, "derde_informatie_ontvangen")) == 1


def test_a_series_is_recorded_in_many_cases_and_shown_at_once(place: Place) -> None:
    cases = [opened(place, place.case(WITHOUT_PLAN)) for _ in range(3)]
    series = [(case, tried(case, "intake_afronden", onderwijsroute_onderzocht=True)) for case in cases]
    assert reeks.record(reeks.judge(series)) == ()
    for case in cases:
        (event,) = events(case.zaak.case_id, "intake_afgerond")
        assert (event.valid_on, event.actor) == (DAY, KM)
        assert Zaak.objects.get(pk=case.zaak.pk).version == case.version + 1
    again = [(opened(place, case.zaak.case_id), attempt) for case, attempt in series]
    judged = reeks.judge(again)
    assert all(told.there for told in judged) and reeks.record(judged) == ()
    assert len(events(cases[0].zaak.case_id, "intake_afgerond")) == 1


def test_a_case_that_changes_in_between_stops_all(place: Place) -> None:
    one, other = (opened(place, place.case(WITHOUT_PLAN)) for _ in range(2))
    judged = reeks.judge([(case, tried(case, "intake_oproepen")) for case in (one, other)])
    record(place, other.zaak.case_id, "derde_informatie_gevraagd", "2024-04-29", ASKED)
    assert reeks.record(judged) == ("De zaak is intussen veranderd.",)
    assert not events(one.zaak.case_id, "intake_opgeroepen")


@pytest.mark.parametrize(
    ("user", "action", "load", "said"),
    [
        (KM, "pip_vaststellen", {"gemeente": "0344", "leerroute": "B1"}, "kan niet voor veel zaken tegelijk"),
        (KM, "niet_verschenen_vastleggen", {"verschoonbaar": False}, "kan niet voor veel zaken tegelijk"),
        (KM, "intake_oproepen", {"actor": "x"}, "hoort niet bij deze handeling"),
        (KM, "aanwezigheid_vastleggen", {"percentage": 80.0}, "hoort niet bij uw rol"),
    ],
)
def test_what_needs_a_person_each_time_is_not_taken_in_a_series(
    user: str, action: str, load: dict[str, Any], said: str, place: Place
) -> None:
    case = opened(place, place.case(WITHOUT_PLAN), user)
    (told,) = reeks.judge([(case, tried(case, action, **load))])
    assert said in told.sentences[0] and said in reeks.record([told])[0]
