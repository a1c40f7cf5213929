"""Fines walked step by step: refused as long as a step before is missing, and only as high as the law allows."""

from __future__ import annotations

from typing import Any

import pytest
from tests.stelsels.inburgering.walking import Walk, newcomer, relative, with_plan

DECISION, SECOND = "boete_traject_opleggen", "boete_traject_tweede_beoordeling"
#: The steps of a fine in the traject, in order: action, day, what is filled in.
TRAJECT: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("boete_traject_voornemen", "2023-06-05", {"rapport_van": "2023-06-02"}),
    ("boete_traject_zienswijze", "2023-06-20", {"wijze": "schriftelijk"}),
    ("overtreding_schuld_beoordelen", "2023-06-01", {"verwijtbaarheid": "normaal"}),
    ("boete_traject_beoordelen", "2023-06-22", {"bijstand_verlaagd": False, "motivering": "geen reden gebleken"}),
    (SECOND, "2023-06-23", {"akkoord": True}),
)
CODES = ["voornemen bekendgemaakt", "zienswijze", "oordeel over verwijtbaarheid",
         "individuele beoordeling, samenloop met bijstand onderzocht", "tweede beoordelaar"]  # fmt: skip
#: What the next step says while the one before it is missing.
WAITS = (
    "Er is nog geen voornemen waarop kan worden gereageerd.",
    "De zienswijze ontbreekt. Laat de inburgeraar eerst reageren.",
    "Beoordeel eerst of de overtreding te verwijten is.",
    "De individuele beoordeling ontbreekt. Die gaat voor.",
)


def violation() -> Walk:
    walk = with_plan(relative())
    walk.take("overtreding_vaststellen", "2023-06-01", verplichting="intensiteit_map")
    return walk


def go_on(walk: Walk, steps: int) -> Walk:
    """Take so many steps; the second look is somebody else's."""
    for action, day, payload in TRAJECT[:steps]:
        walk.take(action, day, today="2023-06-23", actor="twee" if action == SECOND else None, **payload)
    return walk


@pytest.mark.parametrize("steps", range(5))
def test_a_fine_is_refused_at_each_missing_step(steps: int) -> None:
    walk = go_on(violation(), steps)
    said = walk.refused(DECISION, "2023-06-26", bedrag=25)
    assert said[0] == f"Voor een boete ontbreekt nog: {', '.join(CODES[steps:])}."
    assert walk.offered("2023-06-26") & {"boete_traject_voornemen", "boete_traject_beoordelen", DECISION} == set()


@pytest.mark.parametrize("steps", range(4))
def test_each_step_waits_for_the_one_before(steps: int) -> None:
    walk = go_on(violation(), steps)
    action, day, payload = TRAJECT[steps + 1]
    assert WAITS[steps] in walk.refused(action, day, today="2023-06-23", actor="twee", **payload)


def test_a_complete_fine_is_allowed_up_to_its_amount() -> None:
    walk = go_on(violation(), 5)
    assert walk.refused(DECISION, "2023-06-26", bedrag=25) == []
    assert walk.refused(DECISION, "2023-06-26", bedrag=25.01) == [
        "Deze boete is nu hooguit 25 euro. Verlaag het bedrag."
    ]
    assert "Dit bedrag is hoger dan de wet toelaat. Dat is hooguit 800 euro." in walk.refused(
        DECISION, "2023-06-26", bedrag=801
    )
    assert walk.bars(DECISION, "een") and not walk.bars(DECISION, "drie")
    walk.take(DECISION, "2023-06-26", bedrag=25)
    assert walk.refused(DECISION, "2023-06-27", bedrag=25)[0] == (
        "Er is geen overtreding waarover nog moet worden beslist. Stel die eerst vast."
    )
    assert walk.refused("bezwaar_maken", "2023-07-01") == []


def test_the_second_look_is_another_persons() -> None:
    walk = go_on(violation(), 4)
    assert walk.refused(SECOND, "2023-06-23", akkoord=True) == [
        "Dit moet iemand anders doen: u zette zelf een eerdere stap in deze zaak."
    ]
    walk.take(SECOND, "2023-06-23", actor="twee", akkoord=True)


def test_the_report_goes_with_the_intention() -> None:
    walk = violation()
    said = ["Het rapport ontbreekt. Noem de dag van het rapport, niet later dan het voornemen."]
    assert walk.refused("boete_traject_voornemen", "2023-06-05") == said
    assert walk.refused("boete_traject_voornemen", "2023-06-05", rapport_van="2023-06-06") == said


def test_what_becomes_known_is_weighed_before_the_decision() -> None:
    walk = go_on(violation(), 4)
    walk.take("omstandigheid_vastleggen", "2023-06-23", procedure="traject", bron="persoon")
    assert "boete_traject_omstandigheid_ongewogen" in walk.asked("2023-06-23")
    said = walk.refused(SECOND, "2023-06-23", actor="twee", akkoord=True)
    assert said == ["Er is een omstandigheid bekend die nog niet is gewogen. Beoordeel de boete opnieuw."]
    walk.take("boete_traject_beoordelen", "2023-06-24", bijstand_verlaagd=False, motivering="gewogen")
    walk.take(SECOND, "2023-06-24", actor="twee", akkoord=True)


def test_no_blame_or_lowered_bijstand_allows_no_fine() -> None:
    for change in ({"verwijtbaarheid": "ontbreekt"}, {"bijstand_verlaagd": True}):
        walk = violation()
        for action, day, payload in TRAJECT:
            filled = {name: change.get(name, value) for name, value in payload.items()}  # type: ignore[call-overload]
            walk.take(action, day, today="2023-06-23", actor="twee" if action == SECOND else None, **filled)
        said = walk.refused(DECISION, "2023-06-26", bedrag=25)
        assert said[0].startswith("Deze boete mag niet: er is geen schuld")
        walk.take("boete_traject_afzien", "2023-06-26", motivering="geen schuld")
        assert any(
            s.startswith("Op 26 juni 2023 is van deze boete afgezien")
            for s in walk.refused(DECISION, "2023-06-27", bedrag=0)
        )


def test_the_college_needs_the_keren_test_for_protected_people() -> None:
    walk = with_plan(newcomer(), uren_leerroute=600)
    walk.take("overtreding_vaststellen", "2025-06-01", verplichting="intensiteit_map")
    walk.take("boete_traject_voornemen", "2025-06-05", rapport_van="2025-06-02")
    walk.take("boete_traject_zienswijze", "2025-06-20", wijze="mondeling")
    walk.take("overtreding_schuld_beoordelen", "2025-06-01", today="2025-06-20", verwijtbaarheid="opzet")
    filled = {"bijstand_verlaagd": False, "motivering": "een reden"}
    assert walk.refused("boete_traject_beoordelen", "2025-06-23", **filled) == [
        "De Keren-toets ontbreekt. Vul in of dit een uitzonderlijk geval van aangetoonde onwil is."
    ]
    walk.take("boete_traject_beoordelen", "2025-06-23", keren_uitzondering=False, **filled)
    walk.take(SECOND, "2025-06-24", actor="twee", akkoord=True)
    assert walk.refused(DECISION, "2025-06-25", bedrag=50)[0].startswith("Deze boete mag niet")


def test_a_fine_at_the_intake_sets_a_term_of_two_months_at_most() -> None:
    walk = relative()
    walk.take("intake_oproepen", "2023-02-06")
    walk.take("niet_verschenen_vastleggen", "2023-02-13", verschoonbaar=False)
    walk.take("intake_oproepen_met_waarschuwing", "2023-02-14")
    assert walk.refused("intake_schuld_beoordelen", "2023-02-20", oordeel=True, motivering="x") != []
    walk.take("niet_verschenen_vastleggen", "2023-02-21", verschoonbaar=False)
    fine = {"bedrag": 250, "intaketermijn_tot_en_met": "2023-05-06"}
    assert walk.refused("boete_intake_opleggen", "2023-03-06", **fine)[0] == (
        "Voor een boete ontbreekt nog: oordeel over verwijtbaarheid, individuele beoordeling, "
        "samenloop met bijstand onderzocht."
    )
    walk.take("intake_schuld_beoordelen", "2023-02-27", oordeel=True, motivering="zonder bericht weggebleven")
    assert walk.refused("boete_intake_beoordelen", "2023-02-28", motivering="een reden") == [
        "Onderzoek of de bijstand al is verlaagd voor hetzelfde gedrag, en vul dat in."
    ]
    walk.take("boete_intake_beoordelen", "2023-02-28", bijstand_verlaagd=False, motivering="een reden")
    assert walk.refused("boete_intake_opleggen", "2023-03-06", bedrag=250) == [
        "Stel bij de eerste boete ook een nieuwe termijn voor de intake."
    ]
    late = {**fine, "intaketermijn_tot_en_met": "2023-05-07"}
    assert walk.refused("boete_intake_opleggen", "2023-03-06", **late) == [
        "De nieuwe termijn kan tot en met 6 mei 2023. Kies een eerdere dag."
    ]
    walk.take("boete_intake_opleggen", "2023-03-06", **fine)


def late(walk: Walk) -> Walk:
    """The term ended on 1 March 2026 with nothing done; a report, a view, an assessment and a second look."""
    walk.take("boete_duo_voornemen", "2026-03-02", rapport_van="2026-03-02")
    walk.take("boete_duo_zienswijze", "2026-03-16", wijze="telefonisch")
    for part in ("leerroute", "pvt", "map"):
        walk.take(f"{part}_schuld_beoordelen", "2026-03-17", oordeel=True, motivering="niets gedaan")
    walk.take("boete_duo_beoordelen", "2026-03-18", motivering="geen omstandigheden")
    walk.take("boete_duo_tweede_beoordeling", "2026-03-19", actor="twee", akkoord=True)
    return walk


def test_duo_fines_leerroute_pvt_and_map_in_one_decision() -> None:
    walk = with_plan(relative())
    assert walk.refused("boete_duo_voornemen", "2026-03-01", rapport_van="2026-03-01")[0] == (
        "De termijn is niet voorbij, of er is geen plicht. Een boete is nu niet aan de orde."
    )
    late(walk)
    day, term = "2026-03-23", {"nieuwe_termijn_maanden": 24}
    assert walk.refused("boete_leerroute_opleggen", day, bedrag=1000, nieuwe_termijn_maanden=6) == [
        "De nieuwe termijn is hier 24 maanden. Vul dat in."
    ]
    assert walk.refused("boete_pvt_opleggen", day, bedrag=341, **term)[0] == (
        "Deze boete is hooguit 340 euro. Verlaag het bedrag."
    )
    walk.take("boete_leerroute_opleggen", day, bedrag=1000, **term)
    walk.take("boete_pvt_opleggen", day, bedrag=340, **term)
    walk.take("boete_map_opleggen", day, bedrag=340, **term)
    assert walk.refused("boete_map_opleggen", "2026-03-24", bedrag=340, **term) != []
    assert str(walk.value("termijn_laatste_dag", "2026-03-24")) == "2028-03-23"


def test_duo_fines_nobody_with_international_protection() -> None:
    walk = with_plan(newcomer(), uren_leerroute=600)
    said = walk.refused("boete_duo_voornemen", "2026-03-02", rapport_van="2026-03-02")
    assert said[0] == "Deze persoon heeft internationale bescherming. DUO mag dan geen boete opleggen (arrest Keren)."
    assert "Er is nog geen voornemen waarop kan worden gereageerd." in walk.refused(
        "boete_duo_zienswijze", "2026-03-03", wijze="schriftelijk"
    )
    assert walk.refused("boete_leerroute_opleggen", "2026-03-23", bedrag=0, nieuwe_termijn_maanden=24)[0] == said[0]
    assert walk.refused("boete_duo_afzien", "2026-03-03", motivering="internationale bescherming") == []
