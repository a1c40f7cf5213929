"""The planner in a real browser: by keyboard alone, without script, on paper, in both directions, with axe."""

from __future__ import annotations

import datetime as dt
import io
import threading
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page
from pypdf import PdfReader

from tests.browser.conftest import Chromium
from tests.web.planner_samples import ASYLUM, FAMILY_Z, OLD_ACT, TODAY, WAITING, query

pytestmark = pytest.mark.slow

ROAD = {"paspoort": "ja", "geldig_vanaf": "2022-08-01", "onderbroken": "nee", "partner": "nee", "staatloos": "nee"}
FULL = {**ASYLUM, **ROAD}
#: Everybody for whom the pages differ; the last two are the longest.
SAMPLES = {
    "asylum": query(FULL),
    "family": query({**FAMILY_Z, "hinder": "ziek", "hinder_van": "2026-01"}),
    "waiting": query(WAITING),
    "old": query(OLD_ACT),
    "nothing": "v=1",
    "unsure": query({**FULL, "plan_datum": "2024", "les_sinds": "onb", "les": "onb", "extra": "onb", "niveau": "onb"}),
    "unknown": query({**dict.fromkeys(ASYLUM, "onb"), "plan": "ja", "week": "10", "klaar": "lang", "paspoort": "ja"}),
}
LONGEST = (("unknown", "uk"), ("unknown", "ar"))
PAGES = {
    "begin": "",
    "vraag": "vraag/vergunning/",
    "datum": "vraag/sinds/?v=1&verblijf=asiel",
    "examens": "vraag/examens/?" + query(ASYLUM),
    "fout": "verder/?v=1&_verblijf=asiel&stap=sinds&sinds-d=31&sinds-m=2&sinds-j=2024",
    "vragen": "vragen/",
    "tijdlijn": "tijdlijn/?" + SAMPLES["asylum"],
    "wachten": "tijdlijn/?" + SAMPLES["waiting"],
    "onbekend": "tijdlijn/?" + SAMPLES["unsure"],
    "waarom": "waarom/termijn_laatste_dag/?" + query(ASYLUM),
    "a4": "a4/?" + SAMPLES["asylum"],
    "geweigerd": "tijdlijn/?v=9",
}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The application on this machine, on 26 November 2026; it needs no database."""
    from django.conf import settings
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    from doorstroom.clock import utc_now

    class Quiet(WSGIRequestHandler):
        def log_message(self, *args: object) -> None:
            """Say nothing."""

    before = settings.DEMO_DAY, settings.SERVER_STARTED
    settings.DEMO_DAY, settings.SERVER_STARTED = TODAY, utc_now()
    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(get_wsgi_application())
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/planner/"
    server.shutdown()
    server.server_close()
    settings.DEMO_DAY, settings.SERVER_STARTED = before


@pytest.fixture
def context(chromium: Chromium) -> Iterator[BrowserContext]:
    """A browser without script on a phone, which keeps what the pages asked of others and complained about."""
    opened = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    yield opened
    assert opened.cookies() == []
    opened.close()


def tab_to(page: Page, selector: str, at_most: int = 120) -> None:
    """Press Tab until the element has the focus."""
    for _press in range(at_most):
        page.keyboard.press("Tab")
        if page.locator(f"{selector}:focus").count():
            return
    raise AssertionError(f"no way by keyboard to {selector}")


def radio(page: Page, name: str, place: int) -> None:
    """Choose the answer at a place, by keyboard."""
    tab_to(page, f'input[name="{name}"]')
    page.keyboard.press("Space")
    for _step in range(place):
        page.keyboard.press("ArrowDown")
    go_on(page)


def press(page: Page, selector: str) -> None:
    """Go to a link or button by keyboard, press it, and wait for the next page."""
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def go_on(page: Page) -> None:
    press(page, "button.pl-button--main")


def date(page: Page, day: str, month: str, year: str) -> None:
    tab_to(page, 'input[name$="-d"]')
    page.keyboard.type(day)
    page.keyboard.press("Tab")
    page.keyboard.type(month)
    page.keyboard.press("Tab")
    page.keyboard.type(year)
    go_on(page)


def test_the_whole_way_by_keyboard_in_dutch_without_script(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "nl/")
    page.keyboard.press("Tab")
    assert page.locator(".pl-skip:focus").count() == 1  # the first stop is the way to the content
    press(page, "a.pl-button--main")
    radio(page, "verblijf", 0)
    assert page.locator("h1").inner_text() == "Wanneer kreeg u deze vergunning?"
    date(page, "31", "f", "2024")
    assert "Deze datum bestaat niet" in page.locator("[role=alert]").inner_text()
    page.goto(address + "nl/vraag/sinds/?v=1&verblijf=asiel")
    date(page, "10", "ja", "2024")
    radio(page, "leeftijd", 1)
    radio(page, "plan", 0)
    date(page, "1", "jul", "2024")
    radio(page, "route", 0)
    radio(page, "niveau", 0)
    radio(page, "les", 1)
    go_on(page)  # exams: left empty, so unknown
    go_on(page)  # PVT and MAP
    tab_to(page, 'input[name="uren"]')
    page.keyboard.type("400")
    go_on(page)
    press(page, 'button[name="weetniet"]')
    radio(page, "hinder", 0)
    tab_to(page, 'input[name="week"]')
    page.keyboard.type("12")
    radio(page, "klaar", 2)
    radio(page, "paspoort", 1)
    assert urlsplit(page.url).path.endswith("/nl/tijdlijn/")
    assert page.locator(".pl-big").inner_text() == "op zijn vroegst 1 juli 2027"
    tab_to(page, ".pl-why summary")
    page.keyboard.press("Enter")
    assert page.locator("details.pl-why[open]").count() == 1
    press(page, 'button[formaction^="../waarom/"]')
    assert page.locator("h1").inner_text() == "Waarom?" and page.locator(".pl-tree").count() == 1


def test_the_form_on_one_page_in_english(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "en/vragen/")
    page.check('input[name="verblijf"][value="gezin"]')
    page.fill('input[name="sinds-j"]', "2025")
    page.select_option('select[name="sinds-m"]', "3")
    page.check('input[name="plan"][value="ja"]')
    page.check('input[name="route"][value="Z"]')
    page.check('input[name="leeftijd"][value="18tot60"]')
    page.click("button.pl-button--main")
    assert page.locator("h1").inner_text() == "Questions about your integration"
    page.fill('input[name="plan_datum-d"]', "1")
    page.select_option('select[name="plan_datum-m"]', "6")
    page.fill('input[name="plan_datum-j"]', "2025")
    page.fill('input[name="uren"]', "100")
    page.click("button.pl-button--main")
    while urlsplit(page.url).path.endswith("/vragen/"):
        page.click("button.pl-button--main")
    assert page.locator("h1").inner_text() == "Your timeline"
    assert "1 June 2028" in page.locator(".pl-big").inner_text()


def test_change_an_answer_print_calendar_and_the_link(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "nl/tijdlijn/?" + query(ASYLUM))
    link = page.input_value("#link")
    page.click("text=Bekijk of verander uw antwoorden")
    page.click('button[formaction="../vraag/plan_datum/"]')
    assert page.input_value('input[name="plan_datum-j"]') == "2024"
    page.fill('input[name="plan_datum-d"]', "2")
    page.click("button.pl-button--main")
    assert page.locator(".pl-big").inner_text() == "2 juli 2027"
    page.goto(link)
    assert page.locator(".pl-big").inner_text() == "1 juli 2027"
    with page.expect_download() as download:
        page.click('button[formaction="../inburgering.ics"]')
    assert download.value.suggested_filename == "inburgering.ics"
    page.click('button[formaction="../a4/"]')
    assert page.locator("h1").inner_text() == "Mijn inburgering"
    page.click("text=English")
    assert page.locator("h1").inner_text() == "My integration"


def test_the_sheet_is_one_page_of_a4(chromium: Chromium, address: str) -> None:
    """For everybody in Dutch, but the longest in two scripts that take more room."""
    page = chromium.new_page()
    for sample, taal in [*((sample, "nl") for sample in SAMPLES if sample != "unknown"), *LONGEST]:
        page.goto(f"{address}{taal}/a4/?{SAMPLES[sample]}")
        paper = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
        assert len(paper.pages) == 1, (sample, taal)
        told = paper.pages[0].extract_text()
        assert "2026" in told and "Uw antwoorden" not in told, (sample, taal)
    page.close()


#: Every page from left to right and from right to left; some in the other scripts.
WALKED = [(name, taal) for name in PAGES for taal in ("nl", "ar")]
WALKED += [("tijdlijn", "en"), ("examens", "uk"), ("a4", "ti")]


@pytest.mark.parametrize(("name", "taal"), WALKED)
def test_axe_finds_nothing_nothing_runs_off_and_nothing_is_asked_of_others(
    chromium: Chromium, address: str, name: str, taal: str
) -> None:
    page = chromium.new_page(viewport={"width": 390, "height": 800})
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{address}{taal}/{PAGES[name]}")
    assert page.evaluate("document.documentElement.dir") == ("rtl" if taal == "ar" else "ltr")
    page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    # Colours are the same in every language, and looking at them is by far the slowest.
    options = {"runOnly": {"type": "tag", "values": tags}, "rules": {"color-contrast": {"enabled": taal == "nl"}},
               "resultTypes": ["violations"]}  # fmt: skip
    found: Any = Axe().run(page, options=options).response
    assert [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found["violations"]] == []
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert {urlsplit(each).hostname for each in asked} == {"127.0.0.1"}
    assert [text for text in complaints if "400" not in text] == []
    assert page.context.cookies() == []
    assert page.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length") == 0
    page.close()


def test_every_target_is_large_enough_to_touch(chromium: Chromium, address: str) -> None:
    """WCAG 2.2, 2.5.8: at least 24 by 24 pixels, links inside a sentence left aside."""
    page = chromium.new_page(viewport={"width": 390, "height": 800})
    for name in ("vraag", "datum", "examens", "tijdlijn"):
        page.goto(f"{address}nl/{PAGES[name]}")
        page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
        small = page.evaluate(
            """() => [...document.querySelectorAll('main button, main select, main summary, main .pl-option')]
                .map((one) => [one.textContent.trim().slice(0, 40), one.getBoundingClientRect()])
                .filter(([, box]) => box.width > 0 && (box.height < 24 || box.width < 24)).map(([text]) => text)"""
        )
        assert small == [], name
    page.close()


def test_the_four_kinds_differ_without_colour(chromium: Chromium, address: str) -> None:
    page = chromium.new_page()
    page.goto(f"{address}nl/{PAGES['tijdlijn']}")
    forms = page.evaluate(
        """() => Object.fromEntries(['feit', 'wet', 'veilig', 'schatting'].map((kind) => {
            const style = getComputedStyle(document.querySelector('.pl-kind--' + kind));
            return [kind, [style.borderStyle, style.borderWidth, style.fontStyle, style.fontWeight].join(' ')];
        }))"""
    )
    page.close()
    assert len(set(forms.values())) == 4 and dt.date(2026, 11, 26) == TODAY
