"""Erasing after the time for keeping data: what the dry run says, four eyes, and that figures and hash chains stay."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any
from uuid import uuid4

import pytest
from allauth.socialaccount.models import SocialAccount
from typer.testing import CliRunner

from doorstroom.cli import app
from doorstroom.commands import retention
from doorstroom.register.verify import seal, verify
from doorstroom.web.api.models import Herhaling
from doorstroom.web.beheer import wissen
from doorstroom.web.beheer.models import Gewiste, Wisronde
from doorstroom.web.toegang import matrix
from doorstroom.web.toegang.models import Gebruiker
from doorstroom.web.zaken import projection
from doorstroom.web.zaken.models import Bericht, Bestand, Brief, Klok, Zaak
from doorstroom.web.zaken.register import register, systems, vault
from tests.web.conftest import ACCESS, OTHER_TOWN, WITH_PLAN, WITHOUT_PLAN, Place
from tests.web.test_werkplek_zaak import SignIn, address

FIRST, SECOND, PLATFORM, PAGE = "beheerder.gemeente", "tweede.beheerder", "beheerder.platform", "/beheer/bewaren/"
NAME = "DEMO Vergeten Persoon"
DIED = [*WITH_PLAN, ("overlijden", "2024-05-10", {})]  # kept up to and including 9 May 2029
LATER = dt.date(2029, 5, 10)


@pytest.fixture
def over(place: Place, settings: Any) -> str:
    """A case of somebody whose time is over today, with a letter, a file, a message, an account; and a second admin."""
    settings.DEMO_DAY = LATER
    case = place.case(DIED, NAME)
    zaak, staff = Zaak.objects.get(case_id=case), place.users["klantmanager.gemeente"]
    moment = dt.datetime(2024, 5, 2, tzinfo=dt.UTC)
    Brief.objects.create(zaak=zaak, naam="x", onderwerp=NAME, gemaakt_door=staff, gemaakt_op=moment, pdf=b"%PDF")
    Bestand.objects.create(zaak=zaak, naam=f"{NAME}.pdf", soort="pdf", inhoud=b"%PDF", toegevoegd_door=staff,
                           toegevoegd_op=moment)  # fmt: skip
    Bericht.objects.create(zaak=zaak, van=place.users["inburgeraar"], aan="0344", tekst=NAME, verzonden_op=moment)
    newcomer = place.users["inburgeraar"]
    Gebruiker.objects.filter(pk=newcomer.pk).update(person_id=zaak.person_id, naam=NAME)
    SocialAccount.objects.create(user=newcomer, provider="x", uid="y")
    second = Gebruiker(
        username=SECOND, naam="DEMO tweede", organisatie=staff.organisatie, rollen=["gemeente.beheerder"]
    )
    second.save()
    place.users[SECOND] = second
    return case


def propose(client: Any, place: Place, *cases: str) -> Any:
    """Propose to erase the people of these cases; the run, or None when it was refused."""
    number = uuid4()
    client.post(PAGE, {"id": number, "persoon": [place.person_of(case) for case in cases]})
    return Wisronde.objects.filter(pk=number).first()


def page_of(run: Wisronde) -> str:
    return f"{PAGE}{run.pk}/"


def figures(settings: Any) -> Any:
    """The tables of the publication, with the numbers that were not rounded away."""
    ran = CliRunner().invoke(
        app, ["report", "uitvoeringsbrief", "--peildatum", "2024-05-01", "--register", settings.REGISTER_URL, "--json",
              "--made-at", "2029-05-10T00:00:00", "--commit", "x"],
    )  # fmt: skip
    assert ran.exit_code == 0, ran.output
    return json.loads(ran.stdout)


def every_text_of_the_screens() -> str:
    """All that the database of the screens holds, as one text."""
    from django.apps import apps

    return "\n".join(str(list(model.objects.values())) for model in apps.get_models())


def test_only_who_has_the_right_of_the_matrix(signed_in: SignIn, place: Place) -> None:
    for name, user in place.users.items():
        status = signed_in(name).get(PAGE).status_code
        assert status == (200 if matrix.ROLES[user.rollen[0]]["bewaren"] == "ja" else 403), name


def test_a_dry_run_tells_whom_and_what_and_changes_nothing(signed_in: SignIn, place: Place, over: str) -> None:
    place.case(WITHOUT_PLAN)  # whose duty runs
    before = every_text_of_the_screens()
    page = signed_in(FIRST).get(PAGE).content.decode()
    assert "1 persoon van wie de termijn voorbij is" in page and over in page and "9 mei 2029" in page
    assert "<strong>5</strong>" in page and "BES 9.9" in page and "ZAAK-0002" not in page and NAME not in page
    (found,) = wissen.candidates(None, LATER)
    assert (found.cases, found.last_day, found.letters, found.files, found.messages) == (
        (over,), dt.date(2029, 5, 9), 1, 1, 1,
    )  # fmt: skip
    after = every_text_of_the_screens()
    assert before.count(NAME) == after.count(NAME) == 4
    assert vault().read([place.person_of(over)], ACCESS)
    told = [line.operation for line in vault().processings(place.person_of(over))]
    assert "bewaartermijn nagegaan" in told


def test_on_the_last_day_nobody_goes(place: Place, over: str) -> None:
    assert wissen.candidates(None, dt.date(2029, 5, 9)) == []


def test_two_people_erase_and_figures_log_and_chains_stay(
    signed_in: SignIn, place: Place, over: str, settings: Any
) -> None:
    other = place.case(WITHOUT_PLAN, "DEMO Blijvende Ander")
    log, figures_before, sealed = register(), figures(settings), seal(register())
    checked = verify(log, sealed)
    person_id = place.person_of(over)
    run = propose(signed_in(FIRST), place, over)
    answer = signed_in(SECOND).post(page_of(run), {"wat": "wis"}, follow=True)
    assert "1 persoon is gewist." in answer.content.decode()
    # the person can no longer be named
    assert vault().read([person_id], ACCESS) == {}
    assert NAME not in every_text_of_the_screens() and "V.P." not in every_text_of_the_screens()
    assert not (Brief.objects.exists() or Bestand.objects.exists() or Bericht.objects.exists())
    assert not SocialAccount.objects.exists()
    newcomer = Gebruiker.objects.get(pk=place.users["inburgeraar"].pk)
    assert (newcomer.naam, newcomer.person_id, newcomer.is_active) == ("", "", False)
    page = signed_in("klantmanager.gemeente").get(address(over)).content.decode()
    assert NAME not in page and "Laat de persoon wissen" not in page
    # and everything else is as it was
    assert figures(settings) == figures_before
    assert verify(log, sealed) == checked and checked.ok and seal(log) == sealed
    assert vault().read([place.person_of(other)], ACCESS)
    # and it is on record who did it, and why
    told = [(line.actor, line.operation, line.processing_activity) for line in vault().processings(person_id)]
    assert (FIRST, "voorgesteld om te wissen", "bewaartermijn") in told
    assert (SECOND, "erase", "bewaartermijn") in told


def test_answers_that_the_api_keeps_go_along(signed_in: SignIn, place: Place, over: str, program: Any) -> None:
    other = place.case(WITHOUT_PLAN)
    api = program("klantmanager.gemeente")
    for case in (over, other):
        api.post(f"/zaken/inburgering/{case}/berichten", {"aan": "DUO", "tekst": f"{NAME} belde."}).ok(201)
    assert NAME in str(list(Herhaling.objects.values_list("antwoord")))
    run = propose(signed_in(FIRST), place, over)
    signed_in(SECOND).post(page_of(run), {"wat": "wis"})
    assert [one.zaak.case_id for one in Herhaling.objects.all() if one.zaak is not None] == [other]
    assert Herhaling.objects.count() == 1


def test_who_was_erased_is_on_no_list_again(signed_in: SignIn, place: Place, over: str) -> None:
    run = propose(signed_in(FIRST), place, over)
    assert wissen.candidates(None, LATER) == []  # proposed already
    signed_in(SECOND).post(page_of(run), {"wat": "wis"})
    projection.refresh(systems()["inburgering"], [over])
    assert wissen.candidates(None, LATER) == [] and not Klok.objects.filter(naam=projection.ERASE).exists()


def test_nobody_carries_out_what_he_proposed(signed_in: SignIn, place: Place, over: str) -> None:
    client = signed_in(FIRST)
    run = propose(client, place, over)
    page = client.get(page_of(run)).content.decode()
    assert "Iemand anders kijkt dit voorstel na" in page and 'value="wis"' not in page
    assert client.post(page_of(run), {"wat": "wis"}).status_code == 403
    assert vault().read([place.person_of(over)], ACCESS)
    assert client.post(page_of(run), {"wat": "niet", "reden": "toch niet"}).status_code == 302
    run.refresh_from_db()
    assert run.stand == Wisronde.INGETROKKEN and wissen.candidates(None, LATER)


def test_a_run_is_refused_with_a_reason(signed_in: SignIn, place: Place, over: str) -> None:
    run, second = propose(signed_in(FIRST), place, over), signed_in(SECOND)
    assert second.post(page_of(run), {"wat": "niet"}).status_code == 400
    second.post(page_of(run), {"wat": "niet", "reden": "Er loopt nog een bezwaar."})
    run.refresh_from_db()
    assert (run.stand, run.reden, run.beslist_door.username) == ("afgewezen", "Er loopt nog een bezwaar.", SECOND)
    page = second.post(page_of(run), {"wat": "wis"}, follow=True).content.decode()
    assert "Iemand anders was u voor." in page and vault().read([place.person_of(over)], ACCESS)


def test_what_was_recorded_meanwhile_counts(signed_in: SignIn, place: Place, over: str) -> None:
    from tests.web.test_werkplek_zaak import record

    run = propose(signed_in(FIRST), place, over)
    paid = {"bedrag": 1000.0, "doel": "cursus"}  # a loan turns out to have been paid, and is not settled
    record(place, over, "lening_uitbetaald", "2023-06-01", paid, organisation="DUO")
    page = signed_in(SECOND).post(page_of(run), {"wat": "wis"}, follow=True).content.decode()
    assert "0 mensen zijn gewist." in page and "gebleven: de termijn is niet meer voorbij" in page
    assert vault().read([place.person_of(over)], ACCESS) and Brief.objects.exists()
    assert Gewiste.objects.get().uitkomst == Gewiste.GEBLEVEN


def test_a_run_that_was_cut_off_goes_on(
    signed_in: SignIn, place: Place, over: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = place.case(DIED, "DEMO Nog Iemand")
    run = propose(signed_in(FIRST), place, over, again)
    erase, done = wissen._erase, []

    def broken(user: Gebruiker, person_id: str) -> None:
        if done:
            raise OSError("the power is out")
        done.append(person_id)
        erase(user, person_id)

    monkeypatch.setattr(wissen, "_erase", broken)
    second = signed_in(SECOND)
    second.raise_request_exception = False
    assert second.post(page_of(run), {"wat": "wis"}).status_code == 500
    assert second.post(page_of(run), {"wat": "niet", "reden": "stop"}, follow=True).status_code == 200
    assert Wisronde.objects.get().stand == Wisronde.LOOPT  # half done: it can only go on
    assert signed_in(FIRST).post(page_of(run), {"wat": "wis"}).status_code == 403
    monkeypatch.setattr(wissen, "_erase", erase)
    assert "Ga door met wissen" in second.get(page_of(run)).content.decode()
    second.post(page_of(run), {"wat": "wis"})
    assert Wisronde.objects.get().stand == Wisronde.UITGEVOERD
    assert vault().read([place.person_of(over), place.person_of(again)], ACCESS) == {}


def test_everybody_proposes_for_his_own_municipality(signed_in: SignIn, place: Place, over: str) -> None:
    elsewhere = [
        (kind, day, {**payload, "gemeente": OTHER_TOWN} if "gemeente" in payload else payload)
        for kind, day, payload in DIED
    ]
    other = place.case(elsewhere)
    assert over in signed_in(FIRST).get(PAGE).content.decode()
    page = signed_in("beheerder.gemeente.twee").get(PAGE).content.decode()
    assert other in page and over not in page
    both = signed_in(PLATFORM).get(PAGE).content.decode()
    assert other in both and over in both
    assert propose(signed_in(FIRST), place, other) is None
    run = propose(signed_in(FIRST), place, over)
    assert signed_in("beheerder.gemeente.twee").get(page_of(run)).status_code == 404


def test_who_has_another_case_that_is_not_over_stays_and_is_in_nobodys_way(
    place: Place, over: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wissen, "MOST", 1)
    again, running = place.case(DIED), place.case(WITHOUT_PLAN)
    Zaak.objects.filter(case_id=running).update(person_id=place.person_of(over))
    assert [one.cases for one in wissen.candidates(None, LATER)] == [(again,)]
    Zaak.objects.filter(case_id=running).update(system="elders")  # a system that says nothing of erasing
    assert wissen.candidate(place.person_of(over), LATER) is None


@pytest.mark.parametrize("given", [{}, {"persoon": "niemand"}, {"id": "x"}])
def test_a_proposal_that_is_refused(given: dict[str, str], signed_in: SignIn, place: Place, over: str) -> None:
    answer = signed_in(FIRST).post(PAGE, {"id": str(uuid4()), **given})
    assert answer.status_code == 400 and 'role="alert"' in answer.content.decode()
    assert not Wisronde.objects.exists()


def test_the_same_proposal_twice_is_one(signed_in: SignIn, place: Place, over: str) -> None:
    client, given = signed_in(FIRST), {"id": str(uuid4()), "persoon": place.person_of(over)}
    assert client.post(PAGE, given).headers["Location"] == client.post(PAGE, given).headers["Location"]
    assert Wisronde.objects.count() == 1


def test_the_command_says_the_same(place: Place, over: str, capsys: pytest.CaptureFixture[str]) -> None:
    found, terms = wissen.candidates(None, LATER), wissen.terms(LATER)
    retention.show(found, terms, LATER, as_json=False)
    told = capsys.readouterr().out
    assert "bewaren.standaard: 5 year (BES 9.9)" in told
    assert f"{over}: kept until 2029-05-09, 1 letters, 1 files" in told
    assert "1 people would be erased on 2029-05-10; nothing was changed" in told
    retention.show(found, terms, LATER, as_json=True)
    made = json.loads(capsys.readouterr().out)
    assert made["people"][0]["cases"] == [over] and made["terms"]["bewaren.kern"]["value"] == 50
