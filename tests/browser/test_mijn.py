"""A newcomer on a phone: from signing in to what to do, why, and how to object; every page of his passes axe."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from doorstroom.stelsels.inburgering import system
from doorstroom.web.zaken.models import Toewijzing, Zaak
from doorstroom.web.zaken.register import register
from tests.browser.axe import too_wide, violations
from tests.browser.conftest import PHONE
from tests.web.brieven.cases import Office
from tests.web.conftest import DAY, TOWN, WITHOUT_PLAN, Place
from tests.web.mijn_proef import DO, FINED, OWN, TELL, demonstration
from tests.web.test_mijn_wie import file_of, letter_of

__all__ = ["demonstration"]
pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
Open = Callable[..., Any]
KM = "klantmanager.gemeente"
#: The last day to object to a fine of 1 May 2024, as the newcomer reads it.
LAST = "12 يونيو 2024"
#: A phone that can read Dutch and Arabic aloud.
VOICES = """Object.defineProperty(window, 'speechSynthesis', {value: {
  said: [], speaking: false, getVoices: () => [{lang: 'nl-NL'}, {lang: 'ar-EG'}], addEventListener: () => {},
  cancel() { this.speaking = false }, speak(one) { this.said.push(one.text); this.speaking = true }}});
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } };"""


@pytest.fixture
def fined(place: Place, settings: Any, demonstration: Any) -> str:
    """Somebody with a plan, a letter, a file, a klantmanager, and a fine of today; nobody else can sign in."""
    Office(place, settings).on(DAY)
    case = place.case(FINED)
    letter_of(place, case)
    file_of(place, case)
    zaak = Zaak.objects.get(case_id=case)
    Toewijzing.objects.create(zaak=zaak, organisatie=TOWN, gebruiker=place.users[KM])
    user = place.users["inburgeraar"]
    user.person_id, user.taal = place.person_of(case), ""
    user.save()
    return case


def sign_in(page: Any, language: str) -> None:
    """From the first page, by choosing a language and a person."""
    page.goto("/")
    page.locator(f".mijn-keuze__taal[value={language}]").click()
    page.locator(".mijn .utrecht-button--primary-action").click()
    page.locator("button[name=person_id]").click()
    page.wait_for_url("**/mijn/")


def test_in_arabic_from_signing_in_to_an_objection_without_script(open_page: Open, fined: str) -> None:
    page = open_page(viewport=PHONE, script=False)
    sign_in(page, "ar")
    assert page.locator("html").get_attribute("lang") == "ar" and page.locator("html").get_attribute("dir") == "rtl"
    now = page.get_by_role("region", name="ماذا يجب أن أعمل الآن؟")
    fine = now.locator("li.mijn-ding").filter(has_text=LAST)
    assert "هل أنت غير موافق على الغرامة؟ قدّم اعتراضًا." in fine.inner_text()

    fine.get_by_role("link", name="لماذا؟").click()
    why = page.locator("main").inner_text()
    assert LAST in why and "تاريخ الغرامة هو 1 مايو 2024" in why and "الاعتراض مجاني." in why
    page.locator(".ds-brand").click()
    fine.get_by_role("link", name="أنا غير موافق").click()
    decision = page.locator("li").filter(has=page.get_by_role("heading", name="غرامة", exact=True))
    assert LAST in decision.inner_text()
    assert page.locator(".mijn-bel").first.evaluate("(one) => getComputedStyle(one).direction") == "ltr"
    decision.get_by_role("link", name="اعترض هنا").click()
    page.locator("textarea").fill("كنت مريضًا في ذلك اليوم.")
    page.get_by_role("button", name="أرسل").click()
    page.get_by_role("status").first.wait_for()
    (event,) = [e for e in register().history_of_case(system(), fined) if e.type == "boete_bezwaar_gemaakt"]
    assert (event.organisation, event.actor) == ("inburgeraar", "inburgeraar")
    assert page.complaints == []


def test_arabic_runs_from_right_to_left_and_fits_on_a_small_phone(open_page: Open, fined: str) -> None:
    page = open_page(viewport={"width": 320, "height": 640})
    sign_in(page, "ar")
    box = "(one) => { const b = one.getBoundingClientRect(); return [b.left, b.right] }"
    left, right = page.locator("h1").evaluate(box)
    assert 320 - right < left  # the title stands at the right
    mark = page.locator(".mijn-stap").first.evaluate("(one) => getComputedStyle(one, '::before').right")
    assert mark == "0px"  # and the marks of the steps too
    for path in (*TELL, *OWN, *DO, "vragen/belemmering_melden/"):
        page.goto(f"/mijn/{path}")
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        assert not too_wide(page), path
    arrow = page.locator("select").first.evaluate("(one) => getComputedStyle(one).backgroundPosition")
    assert arrow.startswith("0%")


def test_every_page_passes_axe_with_and_without_script(open_page: Open, fined: str, place: Place) -> None:
    every = [*TELL, *OWN, *DO, "vragen/belemmering_melden/", "vragen/einde_belemmering_melden/", "bestaat-niet/"]
    # All that script adds is a button to listen with, the same on every page.
    some = ["", "oneens/", "alles/", "vragen/belemmering_melden/"]
    found: dict[str, list[str]] = {}
    for language in ("nl", "ar"):
        for script in (True, False):
            page = open_page(viewport=PHONE)
            if script:
                page.add_init_script(VOICES)
            else:  # axe is a script itself, so only those of the page are kept away
                page.route("**/*.js", lambda route: route.fulfill(body=""))
            colours = script and language == "nl"  # they are the same everywhere, and slow to look at
            page.goto("/")
            look = {f"begin {language}": violations(page, colours=colours)}
            sign_in(page, language)
            for path in every if script else some:
                page.goto(f"/mijn/{path}")
                page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true })")
                assert page.locator(".mijn-lees").is_visible() == script or path == "bestaat-niet/"
                look[path] = violations(page, colours=colours)
                look[path] += ["te breed"] if too_wide(page) else []
            page.goto("/mijn/berichten/")
            page.locator(".mijn-talen > summary").click()  # the languages lie over the page
            look["talen"] = violations(page, colours=colours)
            page.locator(".mijn-talen > summary").click()
            page.locator("main .utrecht-button--primary-action").click()
            page.locator("#fouten").wait_for()
            look["met een fout"] = violations(page, colours=colours)
            found |= {f"{language} {script} {path}": told for path, told in look.items() if told}
            assert page.complaints == [] or all("404" in told or "400" in told for told in page.complaints)
    assert found == {}


def test_the_way_in_and_the_page_as_staff_see_it_pass_axe(
    open_page: Open, fined: str, place: Place, settings: Any
) -> None:
    page = open_page(viewport=PHONE)
    page.goto("/")
    page.locator(".mijn .utrecht-button--primary-action").click()
    assert violations(page) == [] and not too_wide(page)
    page.locator("button[name=stop]").click()
    page.get_by_role("heading", name="Inloggen is gestopt").wait_for()
    assert violations(page) == []
    settings.SECOND_FACTOR_REQUIRED = False
    staff = open_page(KM)
    staff.goto(f"/zaak/inburgering/{fined}/")
    staff.get_by_role("link", name="Zo ziet de inburgeraar het").click()
    assert violations(staff) == []
    staff.locator(".mijn-talen > summary").click()
    staff.get_by_role("link", name="العربية").click()
    assert staff.locator("html").get_attribute("dir") == "rtl" and violations(staff) == []


def test_it_reads_the_page_aloud_in_its_language(open_page: Open, fined: str) -> None:
    page = open_page(viewport=PHONE)
    page.add_init_script(VOICES)
    sign_in(page, "ar")
    button = page.locator(".mijn-lees")
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    said = page.evaluate("speechSynthesis.said")
    assert "ماذا يجب أن أعمل الآن؟" in said
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    page.goto("/mijn/brieven/")
    button.click()
    said = page.evaluate("speechSynthesis.said.join(' ')")
    assert "رسائلي" in said and "Uw plan" not in said  # the subject of a letter is Dutch


def test_who_waits_for_a_plan_sees_what_the_municipality_does(
    open_page: Open, place: Place, settings: Any, demonstration: Any
) -> None:
    Office(place, settings).on(DAY)
    user = place.users["inburgeraar"]
    user.person_id = place.person_of(place.case(WITHOUT_PLAN))
    user.save()
    page = open_page(viewport=PHONE)
    sign_in(page, "nl")
    page.get_by_role("link", name="Waarom? Uw plan (PIP)").click()
    assert "Het plan moet klaar zijn op 10 juni 2024 of eerder." in page.locator("main").inner_text()
