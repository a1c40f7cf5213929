"""Every clock of inburgering in a small case: not begun, on its last day, the day after, met, and met late."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest

from doorstroom.kernel.events import Event
from doorstroom.kernel.history import history_of
from doorstroom.stelsels.inburgering import system

#: What happened: event type, day, payload.
Happened = tuple[str, dt.date, dict[str, Any]]
ONE_DAY = dt.timedelta(days=1)
EXAMS = ("lezen", "luisteren", "schrijven", "spreken", "knm")
RELATIVE = {"grond": "8a", "beperking": "gezinslid", "referent": "nederlander"}


def arrived(right: dict[str, Any]) -> tuple[Happened, ...]:
    """Somebody of 33 who got a right of residence, a house and DUO's notice."""
    return (
        ("geboorte", dt.date(1990, 1, 1), {}),
        ("verblijfsrecht_verkregen", dt.date(2023, 1, 10), right),
        ("brp_inschrijving", dt.date(2023, 2, 1), {"gemeente": "0001"}),
        ("kennisgeving_verzonden", dt.date(2023, 2, 1), {}),
    )


def passed(part: str, day: dt.date) -> Happened:
    level = {} if part == "knm" else {"niveau": "B1"}
    return ("examen_afgelegd", day, {"onderdeel": part, "resultaat": "geslaagd"} | level)


def on(day: dt.date, kind: str, **payload: Any) -> Happened:
    return (kind, day, payload)


ASYLUM, FAMILY = arrived({"grond": "8c"}), arrived(RELATIVE)
PIP = on(dt.date(2023, 3, 1), "pip_vastgesteld", gemeente="0001", leerroute="B1")
END = dt.date(2026, 3, 1)
ILL = on(dt.date(2024, 1, 1), "belemmering", soort="langdurige_ziekte", wie="zelf", tot_en_met=dt.date(2024, 3, 31))
ALMOST_DONE = (
    *[passed(part, dt.date(2024, 9, 2)) for part in EXAMS],
    on(dt.date(2024, 9, 2), "pvt_ondertekend"),
)


@dataclass(frozen=True)
class Small:
    """A small case of a clock: what went before, what starts it, its last day (inclusive), and what meets it.

    ``before`` is its status without what starts it, ``after`` the day after its last day, ``met`` and ``met_late``
    those of being met on the last day and the day after. Other words than usual have their reason beside them.
    """

    before_it: tuple[Happened, ...]
    starts: tuple[Happened, ...]
    due: dt.date
    meets: tuple[str, dict[str, Any]]
    before: str = "not started"
    after: str = "late"
    met: str = "met"
    met_late: str = "met late"


def decision(right: tuple[Happened, ...], due: dt.date, asked: Happened, kind: str, **payload: Any) -> Small:
    return Small(right, (asked,), due, (kind, payload))


def exam(part: str, due: dt.date) -> Small:
    """Registering in time. Once the part is passed there is nothing to register for, so the clock goes."""
    payload = passed(part, due)[2]
    return Small(ASYLUM, (PIP,), due, ("examen_afgelegd", payload), met="not applicable", met_late="not applicable")


REPORT = dt.date(2024, 6, 3)
TOLD_TRAJECT = on(REPORT, "boete_voorgenomen", procedure="traject", rapport_van=REPORT)
TOLD_DUO = on(REPORT, "boete_voorgenomen", procedure="termijn", rapport_van=REPORT)
CASES = {
    # Ten weeks from 1 February 2023.
    "pip": Small(
        ASYLUM[:3], ASYLUM[3:], dt.date(2023, 4, 12), ("pip_vastgesteld", {"gemeente": "0001", "leerroute": "B1"})
    ),
    # Three months from the PIP. Before the PIP no offer is owed.
    "aanbod": Small(ASYLUM, (PIP,), dt.date(2023, 6, 1), ("lessen_begonnen", {}), before="not applicable"),
    # Three years, ending on a Sunday: it stays there.
    "inburgeringstermijn": Small((*ASYLUM, *ALMOST_DONE), (PIP,), END, ("map_afgerond", {})),
    # Nobody can keep this one: the last day is past by the time it applies, and fulfilment ends it.
    "zonder_nieuwe_termijn": Small(
        (*ASYLUM, *ALMOST_DONE), (PIP,), END, ("map_afgerond", {}),
        met="not applicable", met_late="not applicable",
    ),
    # A right, not a duty: after the last day there is nothing to ask any more, and a request ends it too.
    "verlenging_vragen": Small(
        (*FAMILY, ILL), (PIP,), END, ("verlenging_aangevraagd", {}),
        after="not applicable", met="not applicable", met_late="not applicable",
    ),
    "verlenging_veilig_vragen": Small(
        (*FAMILY, ILL), (PIP,), dt.date(2026, 1, 4), ("verlenging_aangevraagd", {}),
        met="not applicable", met_late="not applicable",
    ),
    "nieuwe_intaketermijn": Small(
        FAMILY, (on(dt.date(2023, 5, 1), "boete_opgelegd", soort="intake", bedrag=250),), dt.date(2023, 7, 1),
        ("intake_afgerond", {}),
    ),
    # A right: after the last day it is gone, and nobody is late.
    "bezwaar_boete": Small(
        FAMILY, (on(dt.date(2023, 5, 1), "boete_opgelegd", soort="traject", bedrag=25),), dt.date(2023, 6, 12),
        ("boete_bezwaar_gemaakt", {}), after="not applicable", met_late="not applicable",
    ),
    "beslissing_verlenging": decision(
        (*ASYLUM, PIP), dt.date(2025, 12, 15), on(dt.date(2025, 10, 20), "verlenging_aangevraagd"),
        "verlenging_afgewezen",
    ),
    **{
        f"beslissing_vrijstelling_{weg}": decision(
            FAMILY, dt.date(2024, 4, 29), on(dt.date(2024, 3, 4), "vrijstelling_aangevraagd", grond=weg),
            "vrijstelling_besloten", uitkomst="afgewezen", soort=soort, grond=weg,
        )
        for weg, soort in {"diploma": "volledig", "opleiding": "tijdelijk", "avi": "volledig"}.items()
    },
    "beslissing_gedeeltelijke_vrijstelling": decision(
        FAMILY, dt.date(2024, 4, 29), on(dt.date(2024, 3, 4), "vrijstelling_aangevraagd", grond="onderdeel"),
        "vrijstelling_besloten", uitkomst="toegekend", soort="gedeeltelijk", grond="onderdeel", onderdelen=["lezen"],
    ),
    **{
        f"beslissing_ontheffing_{weg}": decision(
            FAMILY, dt.date(2024, 4, 29), on(dt.date(2024, 3, 4), "ontheffing_aangevraagd", grond=grond),
            "ontheffing_besloten", uitkomst="afgewezen", grond=grond,
        )
        for weg, grond in {"medisch": "medisch", "bijzonder": "bijzondere_individuele_omstandigheden"}.items()
    },
    "beslissing_lening": decision(
        FAMILY, dt.date(2024, 4, 29), on(dt.date(2024, 3, 4), "lening_aangevraagd"), "lening_besloten", toegekend=True,
    ),
    # Thirteen weeks from the report; more than twelve, so the ATW would not move it. It is a Monday.
    "beslissing_boete_college": decision(
        FAMILY, dt.date(2024, 9, 2), TOLD_TRAJECT, "van_boete_afgezien", procedure="traject", motivering="een reden",
    ),
    "beslissing_boete_duo": decision(
        FAMILY, dt.date(2024, 9, 2), TOLD_DUO, "van_boete_afgezien", procedure="termijn", motivering="een reden",
    ),
    **{f"inschrijving_{part}": exam(part, dt.date(2025, 11, 23)) for part in EXAMS},
}  # fmt: skip


def status(clock: str, happened: tuple[Happened, ...], peildatum: dt.date) -> str:
    """Where the clock stands on the peildatum after what happened."""
    events = [
        Event(
            case_id="case", person_id="person", type=kind, instance=str(place), valid_on=day, payload=payload,
            recorded_at=dt.datetime(2022, 1, 1, tzinfo=dt.UTC), sequence=place, organisation="test", actor="test",
        )
        for place, (kind, day, payload) in enumerate(happened)
    ]  # fmt: skip
    one = system().clocks[clock]
    evaluation = system().evaluate(history_of(events, system().events), peildatum, want=one.columns())
    found: str = evaluation.cases.select(one.status()).item()
    return found


def test_every_clock_has_a_small_case() -> None:
    assert set(CASES) == set(system().clocks)


@pytest.mark.parametrize("clock", CASES)
def test_not_begun(clock: str) -> None:
    small = CASES[clock]
    assert status(clock, small.before_it, small.due) == small.before


@pytest.mark.parametrize("clock", [name for name in CASES if name != "zonder_nieuwe_termijn"])
def test_runs_on_its_last_day(clock: str) -> None:
    small = CASES[clock]
    assert status(clock, (*small.before_it, *small.starts), small.due) == "runs"


@pytest.mark.parametrize("clock", CASES)
def test_the_day_after_its_last_day(clock: str) -> None:
    small = CASES[clock]
    assert status(clock, (*small.before_it, *small.starts), small.due + ONE_DAY) == small.after


@pytest.mark.parametrize("clock", CASES)
def test_met_on_its_last_day_and_the_day_after(clock: str) -> None:
    small = CASES[clock]
    kind, payload = small.meets
    begun = (*small.before_it, *small.starts)
    outcomes = [status(clock, (*begun, (kind, small.due + late, payload)), small.due + late)
                for late in (dt.timedelta(0), ONE_DAY)]  # fmt: skip
    assert outcomes == [small.met, small.met_late]


def test_no_new_term_follows_only_for_those_whom_the_ruling_protects() -> None:
    begun = (*FAMILY, PIP)
    assert status("zonder_nieuwe_termijn", begun, END + ONE_DAY) == "not applicable"


def test_before_the_ruling_a_new_term_could_still_follow() -> None:
    early = tuple((kind, day - dt.timedelta(days=365), payload) for kind, day, payload in (*ASYLUM, PIP))
    assert status("zonder_nieuwe_termijn", early, dt.date(2025, 3, 3)) == "late"
    assert status("zonder_nieuwe_termijn", early, dt.date(2025, 3, 1)) == "not applicable"


@pytest.mark.parametrize("clock", CASES)
def test_every_clock_has_words_owner_and_articles(clock: str) -> None:
    one = system().clocks[clock]
    texts = (one.nl, one.en, one.task_nl, one.task_en, one.consequence_nl, one.consequence_en)
    assert all(text.strip() for text in texts)
    assert one.nl != one.en and one.task_nl != one.task_en
    assert one.owner in {"gemeente", "DUO", "inburgeraar"}
    assert one.articles or one.kind == "plan"
