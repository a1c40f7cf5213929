"""Every page of the work place passes axe (WCAG 2.0 to 2.2, A and AA), in both directions, and fits on a phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from doorstroom.web.zaken.models import Voorstel, Zaak
from tests.browser.axe import everywhere, violations
from tests.web.conftest import WITH_PLAN, WITHOUT_PLAN, Place
from tests.web.test_werkplek_handeling import INTAKE_DONE, PIP, send
from tests.web.test_werkplek_zaak import SignIn, address, record

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
KM, KWALITEIT, LEIDER = "klantmanager.gemeente", "kwaliteitsmedewerker.gemeente", "teamleider.gemeente"
#: What is looked at: who opens it and where. Places between braces are filled in from ``world``.
PAGES = {
    "inloggen": ("", "/inloggen/"),
    "niet gevonden": ("", "/bestaat/niet/"),
    "werklijst": (KM, "/werklijst/?van=team"),
    "zonder datum": (KM, "/werklijst/?van=team&lijst=zonder"),
    "planning": (KM, "/werklijst/?van=team&lijst=planning"),
    "lege werklijst": (KM, "/werklijst/?route=Z"),
    "voorstellen": (KWALITEIT, "/voorstellen/"),
    "voorstel": (KWALITEIT, "/voorstellen/{voorstel}/"),
    "eigen voorstel": (KM, "/voorstellen/{voorstel}/"),
    "zoeken": (KM, "/zoeken/"),
    "zaak": (KM, "/zaak/inburgering/{intake}/"),
    "zaak van DUO": ("medewerker.duo", "/zaak/inburgering/{plan}/?waarom=pip"),
    "terugkijken": (KM, "/zaak/inburgering/{plan}/?peildatum=1-2-2023&bekend=1-2-2023"),
    "waarom": (KM, "/zaak/inburgering/{plan}/waarom/inburgeringstermijn/"),
    "onderwerp": (KM, "/zaak/inburgering/{plan}/onderwerp/traject/"),
    "geschiedenis": (KM, "/zaak/inburgering/{intake}/geschiedenis/"),
    "handeling": (KM, "/zaak/inburgering/{intake}/doe/intake_afronden/"),
    "handeling die niet kan": (KM, "/zaak/inburgering/{intake}/doe/pip_vaststellen/"),
    "nadelige handeling": (KM, "/zaak/inburgering/{intake}/doe/niet_verschenen_vastleggen/"),
    "verbeteren": (KM, "/zaak/inburgering/{intake}/gebeurtenis/{gebeurtenis}/verbeteren/"),
    "intrekken": (KM, "/zaak/inburgering/{intake}/gebeurtenis/{gebeurtenis}/intrekken/"),
    "documenten": (KM, "/zaak/inburgering/{intake}/documenten/"),
    "berichten": (KM, "/zaak/inburgering/{intake}/berichten/"),
    "tijdlijn zonder plan": (KM, "/zaak/inburgering/{intake}/tijdlijn/?week=99"),
    "tijdlijn op een blad": (KM, "/zaak/inburgering/{plan}/tijdlijn/a4/?taal=ar"),
    "brieven": (KM, "/zaak/inburgering/{intake}/brieven/"),
    "brief maken": (KM, "/zaak/inburgering/{intake}/brieven/uitnodiging_intake/"),
    "tijdlijn": (KM, "/zaak/inburgering/{plan}/tijdlijn/"),
    "wie keek mee": (LEIDER, "/zaak/inburgering/{intake}/wie-keek-mee/"),
    "beveiliging": (KM, "/beveiliging/"),
    "wachtwoord": (KM, "/inloggen/password/change/"),
    "mag niet": (KM, "/zaak/inburgering/{intake}/doe/verlenging_toekennen/"),
    "herstelcodes": (KM, "/inloggen/2fa/recovery-codes/"),
}
#: The pages that say that something may not be seen, and with which status.
REFUSED = {"niet gevonden": 404, "mag niet": 403}


@pytest.fixture
def world(place: Place, signed_in: SignIn) -> dict[str, str | UUID]:
    """Cases in which there is something of everything to see."""
    intake, plan, proposed = place.case(WITHOUT_PLAN), place.case(WITH_PLAN), place.case(INTAKE_DONE)
    first = record(place, intake, "intake_opgeroepen", "2024-04-08", {})
    last = record(
        place, intake, "intake_opgeroepen", "2024-04-09", {}, instance=first.instance, replaces=first.event_id
    )
    client = signed_in(KM)
    send(client, address(proposed, "doe/pip_vaststellen/"), PIP)
    client.post(address(intake, "documenten/"), {"bestand": SimpleUploadedFile("plan.pdf", b"%PDF-1.7")})
    client.post(address(intake, "berichten/"), {"aan": "DUO", "tekst": "Is de brief weg?"})
    client.post(address(intake, "doe/intake_afronden/"), {"wat": "concept", "op": "half april"})
    return {"intake": intake, "plan": plan, "voorstel": Voorstel.objects.get().pk, "gebeurtenis": last.event_id}


def test_every_page_passes_in_both_directions_and_fits(
    open_page: Callable[..., Any], world: dict[str, Any], place: Place
) -> None:
    pages: dict[str, Any] = {}
    found: dict[str, list[str]] = {}
    for name, (who, path) in PAGES.items():
        if who not in pages:
            pages[who] = open_page(who)
        answer = pages[who].goto(path.format(**world))
        told = list(everywhere(pages[who]))
        if answer.status != REFUSED.get(name, 200):
            told.append(f"status {answer.status}")
        if told:
            found[name] = told
    assert not found, "\n".join(f"{name}: {one}" for name, told in found.items() for one in told)


def test_pages_of_a_form_that_was_sent_pass_too(open_page: Callable[..., Any], world: dict[str, Any]) -> None:
    page = open_page(KM)
    page.goto(f"/zaak/inburgering/{world['intake']}/doe/intake_afronden/")
    page.get_by_label("Afgerond op").fill("gisteren")
    page.get_by_role("button", name="Leg vast").click()
    page.locator("#fouten").wait_for()
    assert violations(page) == []
    page.get_by_label("Afgerond op").fill("1-1-2030")
    page.get_by_role("button", name="Leg vast").click()
    page.get_by_text("ligt in de toekomst").first.wait_for()
    assert violations(page) == []
    page.goto("/werklijst/?van=team&soort=pip")
    page.get_by_label("Kies alle zaken op deze bladzijde").check()
    page.get_by_role("button", name="Wijs de gekozen zaken toe").click()
    assert violations(page) == []
    page.go_back()
    page.get_by_role("button", name="Doe iets in de gekozen zaken").click()
    assert violations(page) == []
    page.get_by_role("button", name="Ga verder").click()
    assert violations(page) == []
    page.get_by_role("button", name="Leg vast in elke zaak").click()
    page.get_by_text("kon het niet").first.wait_for()
    assert violations(page) == []


def test_setting_up_the_second_step_passes(open_page: Callable[..., Any], place: Place) -> None:
    from tests.web.conftest import PASSWORD

    page = open_page()
    page.goto("/inloggen/")
    page.get_by_label("Gebruikersnaam").fill(KM)
    page.get_by_label("Wachtwoord").fill("verkeerd")
    page.get_by_role("main").get_by_role("button", name="Inloggen").click()
    page.get_by_role("alert").wait_for()
    assert violations(page) == []
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Inloggen").click()
    page.get_by_text("Typ hieronder de zes cijfers").wait_for()
    assert violations(page) == []
    page.locator("#id_code").fill("000000")
    page.get_by_role("button", name="Zet de tweede stap aan").click()
    page.get_by_text("Deze code klopt niet.").first.wait_for()
    assert violations(page) == []


def test_no_zaak_is_opened_without_a_line_in_the_log(world: dict[str, Any]) -> None:
    from doorstroom.web.zaken.register import vault

    zaak = Zaak.objects.get(case_id=world["intake"])
    assert any(line.operation == "zaak geopend" for line in vault().processings(zaak.person_id))
