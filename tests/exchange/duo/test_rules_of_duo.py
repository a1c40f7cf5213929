"""P-1 to P-10, C-1 and C-2, A-1 to A-7: what DUO refuses of plans, contact persons and offers, over the wire."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from doorstroom.exchange.duo import contacts
from doorstroom.exchange.duo.client import DuoClient
from doorstroom.exchange.duo.messages.aanbod import Aanbod
from doorstroom.exchange.duo.messages.contactpersoon import Contactpersoongegevens
from doorstroom.exchange.duo.messages.pip import Pip
from doorstroom.exchange.duo.messages.uren import UrenParticipatieAlsTaalles
from doorstroom.exchange.duo.outcomes import Consequence, Outcome
from doorstroom.exchange.duo.standin.texts import TEXTS
from tests.exchange.duo.town import ASYLUM, FAMILY, OURS, Town

SCHOOL, TAALSCHAKEL, WITHOUT_MARK = "9000000001", "9000000002", "9000000003"
#: The duty of ASYLUM starts on 1 January 2024 and he settles on the 11th.
GOOD = dt.date(2024, 1, 20)


def refused(outcome: Outcome, *rules: str) -> None:
    assert outcome.consequence is Consequence.REFUSED, outcome
    assert outcome.status == 403
    assert list(outcome.texts) == [TEXTS[rule] for rule in rules]


def plan(town: Town, bsn: str, day: dt.date = GOOD, leerroute: str = "B", **more: Any) -> Outcome:
    return town.call("pip_melden", bsn=bsn, body=Pip(dagtekening=day, leerroute=leerroute, **more))  # type: ignore[arg-type]


@pytest.fixture
def bsn(town: Town) -> str:
    made = town.script(ASYLUM)
    town.day(25)
    return made


def test_a_good_plan_is_received(town: Town, bsn: str) -> None:
    assert plan(town, bsn).status == 201


def test_P_1_a_plan_may_not_be_dated_before_the_duty(town: Town) -> None:
    bsn = town.script(FAMILY)
    town.day(25)
    refused(plan(town, bsn, dt.date(2023, 12, 31)), "P-1", "P-3")
    assert plan(town, bsn, dt.date(2024, 1, 1)).done


def test_P_2_a_changed_plan_may_not_be_dated_before_the_first_or_the_current(town: Town, bsn: str) -> None:
    assert plan(town, bsn).done
    refused(plan(town, bsn, GOOD - dt.timedelta(days=1)), "P-2")
    assert plan(town, bsn, GOOD).done  # on the same day it may
    assert plan(town, bsn, GOOD + dt.timedelta(days=3)).done
    refused(plan(town, bsn, GOOD + dt.timedelta(days=2)), "P-2")  # after the first, before the current


def test_P_2_the_same_day_is_fine_however_many_others_duo_knows(town: Town) -> None:
    for name in ("a", "b", "c", "d"):
        town.script(ASYLUM, name)
    bsn = town.script(ASYLUM, "e")
    town.day(25)
    assert plan(town, bsn).done and plan(town, bsn, leerroute="Z").done


def test_P_3_a_plan_may_not_be_dated_before_the_person_settled_here(town: Town, bsn: str) -> None:
    refused(plan(town, bsn, dt.date(2024, 1, 10)), "P-3")
    assert plan(town, bsn, dt.date(2024, 1, 11)).done


def test_P_4_A2_does_not_go_with_the_onderwijsroute(town: Town, bsn: str) -> None:
    refused(plan(town, bsn, leerroute="O", niveau="A2"), "P-4")


def test_P_5_B1_does_not_go_with_the_Z_route(town: Town, bsn: str) -> None:
    refused(plan(town, bsn, leerroute="Z", niveau="B1"), "P-5")
    assert plan(town, bsn, leerroute="Z", niveau="A2").done


def test_P_6_a_first_plan_may_not_lower_to_A2_and_a_later_one_may(town: Town, bsn: str) -> None:
    refused(plan(town, bsn, niveau="A2"), "P-6")
    assert plan(town, bsn, niveau="B1").done
    assert plan(town, bsn, GOOD + dt.timedelta(days=2), niveau="A2").done


def test_P_6_first_is_counted_over_all_municipalities(town: Town) -> None:
    moved = (
        ASYLUM.replace('settles: "0363"', 'settles: "0344"')
        + """
      - {day: 20, event: pip_vastgesteld, gemeente: "0344", leerroute: B1, niveau: B1}
      - {day: 40, settles: "0363"}
"""
    )
    bsn = town.script(moved)
    town.day(60)
    assert plan(town, bsn, dt.date(2024, 2, 20), niveau="A2").done


@pytest.mark.parametrize(("leerroute", "filled"), [("B", "B1"), ("O", "B1"), ("Z", None)])
def test_P_7_duo_fills_B1_in_where_no_level_is_named(town: Town, bsn: str, leerroute: str, filled: str | None) -> None:
    assert plan(town, bsn, leerroute=leerroute).done
    assert town.call("pip", bsn=bsn).value.pip.niveau == filled


def test_P_8_hours_only_in_the_B1_route_of_the_asylum_group(town: Town, bsn: str) -> None:
    refused(plan(town, bsn, leerroute="Z", intensiteit=600), "P-8")
    family = town.script(FAMILY, "gezin")
    town.day(26)
    refused(plan(town, family, intensiteit=600), "P-8")
    assert plan(town, family).done
    assert plan(town, bsn, intensiteit=600).done


def test_several_rules_give_several_texts(town: Town, bsn: str) -> None:
    refused(plan(town, bsn, dt.date(2024, 1, 10), leerroute="O", niveau="A2", intensiteit=1), "P-3", "P-4", "P-8")


def test_P_9_a_plan_goes_only_while_no_term_was_set(town: Town, bsn: str) -> None:
    assert plan(town, bsn).done
    assert town.call("pip_vervalt", bsn=bsn).status == 200
    assert town.call("pip", bsn=bsn).status == 404
    assert plan(town, bsn).done
    town.day(27)  # DUO sets the term the day after
    refused(town.call("pip_vervalt", bsn=bsn), "P-9")


def test_P_10_a_plan_goes_only_while_no_hours_are_registered(town: Town, bsn: str) -> None:
    assert plan(town, bsn).done
    assert town.call("uren_taalles_melden", bsn=bsn, body=UrenParticipatieAlsTaalles(uren=3)).done
    refused(town.call("pip_vervalt", bsn=bsn), "P-10")


def test_a_plan_that_is_not_there_or_not_ours_does_not_go(town: Town, bsn: str) -> None:
    assert town.call("pip_vervalt", bsn=bsn).status == 404


# Contact persons ------------------------------------------------------------------------------------------------------


def person(name: str) -> Contactpersoongegevens:
    return Contactpersoongegevens(naam=name, email="demo@example.org", telefoonnummer="020 1234567")


def test_C_1_linking_replaces_an_earlier_link_at_duo_and_in_our_mirror(town: Town, bsn: str) -> None:
    store = town.side.store
    contacts.add(store, person("An Demo"), "contact:1", "k.manager")
    contacts.add(store, person("Bo Demo"), "contact:2", "k.manager")
    town.sync()
    first, second = (row["contact_id"] for row in contacts.contacts(store))
    for number, contact_id in enumerate((first, second)):
        contacts.link(store, town.person(bsn), contact_id, f"link:{number}", "k.manager")
        town.sync()
        assert contacts.contacts_of(store) == {town.person(bsn): contact_id}
    assert town.call("contactpersoon_ontkoppelen", bsn=bsn, id=str(first)).status == 404
    contacts.unlink(store, town.person(bsn), "unlink:1", "k.manager")
    town.sync()
    assert contacts.contacts_of(store) == {}
    assert town.call("contactpersoon_ontkoppelen", bsn=bsn, id=str(second)).status == 404


def test_C_2_deleting_removes_the_links_that_are_left(town: Town, bsn: str) -> None:
    store = town.side.store
    contacts.add(store, person("An Demo"), "contact:1", "k.manager")
    town.sync()
    (row,) = contacts.contacts(store)
    contacts.link(store, town.person(bsn), row["contact_id"], "link:1", "k.manager")
    town.sync()
    contacts.remove(store, row["contact_id"], "remove:1", "k.manager")
    town.sync()
    assert contacts.contacts(store) == [] and contacts.contacts_of(store) == {}
    outcome = town.call("contactpersoon_ontkoppelen", bsn=bsn, id=str(row["contact_id"]))
    assert outcome.status == 404


def test_another_municipality_does_not_touch_our_contact_persons(town: Town) -> None:
    made = town.call("contactpersoon_maken", body=person("An Demo"))
    assert made.status == 201 and 1 <= made.value.id <= 99999
    theirs = DuoClient(town.duo.settings_for("0344"))
    number = str(made.value.id)
    assert theirs.call("contactpersoon_wijzigen", body=person("Wie Demo"), id=number).status == 404
    assert theirs.call("contactpersoon_vervalt", id=number).status == 404
    assert town.call("contactpersoon_wijzigen", body=person("An Anders"), id=number).status == 200
    theirs.close()


def test_a_name_that_duo_does_not_take_gets_a_text(town: Town) -> None:
    refused(town.call("contactpersoon_maken", body=person("R2D2")), "C-naam")


# Offers ---------------------------------------------------------------------------------------------------------------


def offer(
    town: Town, bsn: str, school: str = SCHOOL, on: dt.date | None = None, begint: dt.date | None = None,
    tot: dt.date | None = None,
) -> Outcome:  # fmt: skip
    body = Aanbod(aangeboden_op=on or dt.date(2024, 2, 1), begint_op=begint, tot=tot, alfabetisering="NVT")
    return town.call("aanbod_melden", bsn=bsn, body=body, instellingsnummer=school)


def test_A_1_only_the_asylum_group_gets_an_offer(town: Town) -> None:
    bsn = town.script(FAMILY)
    town.day(25)
    assert plan(town, bsn).done
    refused(offer(town, bsn), "A-1")


def test_A_2_an_offer_needs_a_plan(town: Town, bsn: str) -> None:
    refused(offer(town, bsn), "A-2")
    assert plan(town, bsn).done
    assert offer(town, bsn).status == 201


def test_A_3_a_school_needs_a_mark_that_counts_for_the_route(town: Town, bsn: str) -> None:
    assert plan(town, bsn).done
    refused(offer(town, bsn, WITHOUT_MARK), "A-3")
    refused(offer(town, bsn, "0000000000"), "A-3")
    refused(offer(town, bsn, TAALSCHAKEL), "A-3")
    assert plan(town, bsn, GOOD + dt.timedelta(days=1), leerroute="O").done
    assert offer(town, bsn, TAALSCHAKEL).done
    assert offer(town, bsn, SCHOOL).done


def test_A_4_no_date_may_lie_before_the_current_plan(town: Town, bsn: str) -> None:
    assert plan(town, bsn).done
    refused(offer(town, bsn, on=GOOD - dt.timedelta(days=1)), "A-4")
    assert offer(town, bsn, on=GOOD).done
    assert plan(town, bsn, GOOD + dt.timedelta(days=4)).done
    refused(offer(town, bsn, on=GOOD + dt.timedelta(days=3)), "A-4")


def test_A_5_a_course_begins_after_the_offer_and_before_its_end(town: Town, bsn: str) -> None:
    assert plan(town, bsn).done
    day = dt.date(2024, 2, 1)
    refused(offer(town, bsn, on=day, begint=day - dt.timedelta(days=1)), "A-5")
    refused(offer(town, bsn, on=day, begint=day, tot=day), "A-5")
    assert offer(town, bsn, on=day, begint=day, tot=day + dt.timedelta(days=1)).done


def test_A_6_a_course_lies_inside_the_term(town: Town, bsn: str) -> None:
    assert plan(town, bsn).done  # so the term runs from 21 January 2024 to 21 January 2027, exclusive
    refused(offer(town, bsn, on=GOOD, begint=GOOD), "A-6")
    begint = dt.date(2024, 2, 1)
    assert offer(town, bsn, begint=begint, tot=dt.date(2027, 1, 21)).done
    refused(offer(town, bsn, begint=begint, tot=dt.date(2027, 1, 22)), "A-6")


def test_A_7_a_new_offer_at_the_same_school_overwrites(town: Town, bsn: str) -> None:
    assert plan(town, bsn).done
    assert offer(town, bsn, on=dt.date(2024, 2, 1)).done
    assert offer(town, bsn, on=dt.date(2024, 2, 5)).done
    assert town.call("aanbod_vervalt", bsn=bsn, instellingsnummer=SCHOOL).status == 204
    assert town.call("aanbod_vervalt", bsn=bsn, instellingsnummer=SCHOOL).status == 404


def test_the_rules_of_inburgering_say_the_same_of_an_offer(town: Town, bsn: str) -> None:
    assert plan(town, bsn).done and offer(town, bsn).done
    rows = town.duo.world.case(town.name(bsn), dt.date(2024, 2, 1)).rows["aanbod_gedaan"]
    assert [row["aanbod_duo_aanvaard"] for row in rows] == [True]
    assert town.duo.world.case(town.name(bsn)).rows["pip_vastgesteld"][0]["pip_duo_aanvaard"] is True
    assert town.side.settings.gemeente == OURS
