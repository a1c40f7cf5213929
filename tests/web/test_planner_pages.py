"""The pages of the planner: nothing kept or told to others, refusals with a sentence, small, in two languages."""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import translation

from doorstroom.web.planner.page import page_of
from doorstroom.web.planner.study import Study
from doorstroom.web.planner.timeline import timeline_of_events
from doorstroom.web.planner.worlds import worlds_of
from tests.web.conftest import WITH_PLAN, Place
from tests.web.planner_samples import ASYLUM, FAMILY_Z, OLD_ACT, TODAY, WAITING, answers, query

SAMPLES = {"asylum": ASYLUM, "family": FAMILY_Z, "waiting": WAITING, "old": OLD_ACT, "nothing": {}}
PAGES = ("tijdlijn", "a4", "agenda", "vragen")


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is 26 November 2026, wherever the test runs."""
    from django.conf import settings

    from doorstroom.clock import utc_now

    monkeypatch.setattr(settings, "DEMO_DAY", TODAY)
    monkeypatch.setattr(settings, "SERVER_STARTED", utc_now())


@pytest.fixture
def get() -> Callable[..., Any]:
    """A page by name, in Dutch unless told otherwise. Without a database: any query to one fails the test."""

    def fetch(name: str, *more: str, q: str = "", taal: str = "nl", **headers: str) -> Any:
        return Client().get(reverse(f"planner:{name}", args=[taal, *more]) + (f"?{q}" if q else ""), headers=headers)

    return fetch


def text_of(response: Any) -> str:
    """What a page says, without its marks."""
    words = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", words)


# Nothing is kept ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*PAGES, "start"])
@pytest.mark.parametrize("sample", SAMPLES)
def test_a_page_sets_no_cookie_and_asks_no_database(get: Any, name: str, sample: str) -> None:
    response = get(name, q="" if name == "start" else query(SAMPLES[sample]))
    assert response.status_code in (200, 302)
    assert not response.cookies and "Set-Cookie" not in response.headers


def test_a_page_is_not_to_be_kept_and_does_not_leak(get: Any) -> None:
    headers = get("tijdlijn", q=query(ASYLUM)).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert headers["Content-Language"] == "nl"


def test_a_refused_page_has_the_same_headers(get: Any) -> None:
    response = get("tijdlijn", q="v=1&naam=x")
    assert (response.status_code, response.headers["Referrer-Policy"]) == (400, "no-referrer")
    assert response.headers["Cache-Control"] == "no-store"


def test_there_is_no_script_no_inline_style_and_nothing_from_elsewhere(get: Any) -> None:
    for name in ("start", "vragen", "tijdlijn", "a4"):
        html = get(name, q="" if name == "start" else query(WAITING, brief=None)).content.decode()
        assert "<script" not in html and "style=" not in html and not re.search(r"\son\w+=", html), name
        addresses = re.findall(r'(?:href|src|action)="([^"]*)"', html)
        assert [each for each in addresses if not each.startswith(("/", "#", "../"))] == [], name


@pytest.mark.parametrize("q", [query(ASYLUM), "v=1&verblijf=geheim", query(ASYLUM, uren="9999999")])
def test_no_log_holds_an_answer(get: Any, q: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        get("tijdlijn", q=q)
        get("agenda", q=q)
        get("verder", q=q + "&stap=plan")
    told = " ".join(record.getMessage() for record in caplog.records)
    assert not any(secret in told for secret in ("asiel", "geheim", "2024-01-10", "9999999", "?"))


def test_a_defect_logs_no_answer_either(get: Any, monkeypatch: Any, caplog: pytest.LogCaptureFixture) -> None:
    def broken(*args: object) -> None:
        raise RuntimeError("an answer in the message: asiel 2024-01-10 999")

    monkeypatch.setattr("doorstroom.web.planner.views.page_of_answers", broken)
    response = get("tijdlijn", q=query(ASYLUM))
    assert response.status_code == 500 and "Er ging iets mis" in text_of(response)
    assert "RuntimeError in broken" in caplog.text
    assert not any(secret in caplog.text for secret in ("2024-01-10", "asiel", "999"))


def test_the_application_has_no_models() -> None:
    from django.apps import apps

    assert list(apps.get_app_config("planner").get_models()) == []


def test_who_is_signed_in_leaves_nothing_behind_either(place: Place, signed_in: Callable[[str], Client]) -> None:
    from doorstroom.web.zaken.register import vault

    case_id = place.case(WITH_PLAN)
    client = signed_in("klantmanager.gemeente")
    client.get("/werklijst/")
    before, looked = dict(client.session), vault().processings(place.person_of(case_id))
    link = query(ASYLUM, plan_datum="2024-02-01", les="nee", les_sinds=None)
    for name in PAGES:
        assert client.get(reverse(f"planner:{name}", args=["nl"]) + f"?{link}").status_code in (200, 302)
    kept = dict(client.session)
    assert kept.keys() == before.keys() and "asiel" not in str(kept) and "2024-02-01" not in str(kept)
    assert vault().processings(place.person_of(case_id)) == looked


def test_the_server_writes_no_line_per_request() -> None:
    from doorstroom.web.serving import Served

    assert Served("127.0.0.1", 8000, 1).cfg.accesslog is None


def test_only_reading_is_allowed() -> None:
    for name in ("start", "vragen", "verder", "tijdlijn", "a4", "agenda"):
        assert Client().post(reverse(f"planner:{name}", args=["nl"])).status_code == 405
        assert Client().head(reverse(f"planner:{name}", args=["nl"])).status_code in (200, 302, 404), name


# Refusals -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("q", "says"),
    [
        ("v=1&naam=Jan", "niet kent"),
        ("v=1&verblijf=%3Cscript%3Ealert(1)%3C%2Fscript%3E", "niet in de lijst"),
        ("v=3", "andere versie"),
        ("v=1&" + "x" * 3000, "te lang"),
        ("v=1&plan_datum=2024-02-31", "bestaat niet"),
        ("v=1&verblijf=asiel&sinds=2030-01-01", "toekomst"),
    ],
)
@pytest.mark.parametrize("name", ["tijdlijn", "a4", "agenda", "vragen"])
def test_a_forged_link_is_refused_with_a_sentence(get: Any, name: str, q: str, says: str) -> None:
    response = get(name, q=q)
    assert response.status_code == 400 and says in text_of(response)
    assert "<script" not in response.content.decode() and "Jan" not in response.content.decode()


@pytest.mark.parametrize(
    "path", ["/planner/xx/", "/planner/nl/vraag/niets/", "/planner/nl/waarom/niets/", "/planner/nl/x/"]
)
def test_what_is_not_there_is_not_found(path: str, db: None) -> None:
    assert Client().get(path).status_code == 404


def test_no_column_beside_those_of_the_timeline_is_explained(get: Any, db: None) -> None:
    assert get("waarom", "termijn_laatste_dag", q=query(ASYLUM)).status_code == 200
    assert get("waarom", "boete_leerroute_maximum", q=query(ASYLUM)).status_code == 404


# Questions ------------------------------------------------------------------------------------------------------------


def follow(start: str, given: list[dict[str, str]]) -> Iterator[Any]:
    """Fill in page after page as a browser does: hidden fields along, then what somebody typed."""
    client, response = Client(), Client().get(start)
    for typed in given:
        html = response.content.decode()
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', html))
        response = client.get(reverse("planner:verder", args=["nl"]), {**hidden, **typed}, follow=True)
        yield response


def test_one_question_per_page_leads_to_the_timeline() -> None:
    given = [
        {"verblijf": "asiel"}, {"sinds-d": "10", "sinds-m": "5", "sinds-j": "2026"}, {"leeftijd": "18tot60"},
        {"plan": "nee"}, {"brief-m": "10", "brief-j": "2026"}, {"woont": "azc"}, {"route": "onb"}, {"weetniet": "1"},
        {"paspoort": "nee"},
    ]  # fmt: skip
    pages = list(follow("/planner/nl/vraag/vergunning/", given))
    assert [page.status_code for page in pages] == [200] * len(given)
    assert "Wanneer kreeg u deze vergunning?" in text_of(pages[0])
    last = pages[-1].redirect_chain[-1][0]
    assert last.startswith("/planner/nl/tijdlijn/?v=1&verblijf=asiel&sinds=2026-05-10&leeftijd=18tot60&plan=nee")
    assert "brief=2026-10&woont=azc&route=onb&week=onb&klaar=onb&paspoort=nee" in last
    assert "Uw tijdlijn" in text_of(pages[-1])


def test_all_questions_on_one_page_takes_a_few_pages() -> None:
    given = [
        {"verblijf": "gezin", "sinds-m": "3", "sinds-j": "2025", "plan": "ja", "route": "Z", "leeftijd": "18tot60"},
        {"plan_datum-d": "1", "plan_datum-m": "6", "plan_datum-j": "2025", "uren": "100", "extra": "0"},
    ]
    pages = list(follow("/planner/nl/vragen/", given))
    assert "Welke datum staat op uw eerste PIP?" in text_of(pages[0])
    last = pages[-1].redirect_chain[-1][0]
    assert last.startswith("/planner/nl/tijdlijn/") and "uren=100" in last and "pvt=onb" in last


@pytest.mark.parametrize(
    ("step", "typed", "says"),
    [
        ("vergunning", {}, "Kies een antwoord"),
        ("sinds", {}, "Vul een datum in"),
        ("sinds", {"sinds-d": "31", "sinds-m": "2", "sinds-j": "2024"}, "bestaat niet"),
        ("sinds", {"sinds-j": "24"}, "vier cijfers"),
        ("sinds", {"sinds-m": "2"}, "ook het jaar"),
        ("sinds", {"sinds-d": "a", "sinds-j": "2024"}, "met cijfers"),
        ("sinds", {"sinds-d": "٣", "sinds-m": "2", "sinds-j": "2024"}, "met cijfers"),
        ("sinds", {"sinds-d": "27", "sinds-m": "11", "sinds-j": "2026"}, "toekomst"),
        ("vergunning", {"verblijf": "<script>alert(1)</script>"}, "niet in de lijst"),
    ],
)
def test_a_wrong_answer_is_asked_again_with_what_is_wrong(
    get: Any, step: str, typed: dict[str, str], says: str
) -> None:
    given = {"v": "1", "stap": step, **typed} | ({"_verblijf": "asiel"} if step != "vergunning" else {})
    response = Client().get(reverse("planner:verder", args=["nl"]), given)
    html = response.content.decode()
    assert response.status_code == 400 and says in text_of(response) and html.count("<h1>") == 1
    assert 'role="alert"' in html and "<title>Fout: " in html and "<script" not in html


def test_what_was_typed_stays(get: Any) -> None:
    typed = {"v": "1", "_verblijf": "asiel", "stap": "sinds", "sinds-d": "31", "sinds-m": "2", "sinds-j": "2024"}
    html = Client().get(reverse("planner:verder", args=["nl"]), typed).content.decode()
    assert 'value="31"' in html and 'value="2024"' in html and '<option value="2" selected>februari' in html


def test_changing_one_answer_returns_to_the_timeline() -> None:
    pages = list(follow("/planner/nl/vraag/niveau/?" + query(ASYLUM) + "&na=tijdlijn", [{"niveau": "A2"}]))
    last = pages[-1].redirect_chain[-1][0]
    assert last.startswith("/planner/nl/tijdlijn/") and "niveau=A2" in last
    # An answer that brings a new question along asks that first, and then returns.
    pages = list(follow("/planner/nl/vraag/hinder/?" + query(ASYLUM) + "&na=tijdlijn", [{"hinder": "ziek"}, {}]))
    assert "Wanneer was dat?" in text_of(pages[0])
    assert pages[-1].redirect_chain[-1][0].startswith("/planner/nl/tijdlijn/")


# What the timeline says -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("taal", ["nl", "en"])
@pytest.mark.parametrize("sample", SAMPLES)
def test_a_page_is_small(get: Any, taal: str, sample: str) -> None:
    """With the styles that it loads under 60 kB, before compression: at a bad connection that is a few seconds."""
    html = get("tijdlijn", q=query(SAMPLES[sample]), taal=taal).content
    from django.contrib.staticfiles import finders

    styles = re.findall(rb'<link rel="stylesheet" href="/static/([^"]+)">', html)
    weight = sum(len(open(finders.find(name.decode()), "rb").read()) for name in styles)  # noqa: SIM115
    assert len(styles) == 3 and len(html) + weight < 60_000


def test_the_kinds_of_dates_differ_in_word_sign_and_form(get: Any) -> None:
    html = get("tijdlijn", q=query(ASYLUM)).content.decode()
    for kind, sign, word in (("wet", "■", "Wet"), ("veilig", "◆", "Veilige datum"), ("schatting", "○", "Schatting")):
        assert f'pl-item--{kind}"' in html
        assert f'<span class="pl-kind pl-kind--{kind}"><span aria-hidden="true">{sign}</span> {word}</span>' in html


def test_every_item_has_why_with_an_article_or_a_source(get: Any) -> None:
    html = get("tijdlijn", q=query(ASYLUM, paspoort="ja", onderbroken="nee")).content.decode()
    items = re.findall(r'<li class="pl-item.*?</details></li>', html, re.DOTALL)
    assert len(items) > 10
    for item in items:
        why = item[item.index("<details") :]
        assert "pl-law" in why or "Bron:" in why or "Geteld vanaf" in why, item


def test_the_text_never_speaks_of_a_chance_of_a_person(get: Any) -> None:
    for sample in SAMPLES.values():
        told = text_of(get("tijdlijn", q=query(sample))).lower()
        assert "%" not in told and "kans van" not in told and "waarschijnlijk" not in told


def test_a_fine_is_never_told_without_rights_and_help(get: Any) -> None:
    told = text_of(get("tijdlijn", q=query(FAMILY_Z)))
    assert "boete geven, samen hoogstens € 1.680" in told
    assert "bezwaar maken" in told and "Juridisch Loket" in told and "eerst vertellen" in told
    asylum = text_of(get("tijdlijn", q=query(ASYLUM)))
    assert "DUO u nu geen boete" in asylum and "geen nieuwe tijd" in asylum


def test_a_last_day_that_is_a_range_is_told_as_one(get: Any) -> None:
    waiting = text_of(get("tijdlijn", q=query(WAITING)))
    assert "Uw laatste dag is tussen 26 november 2029 en 24 december 2029." in waiting
    unsure = text_of(get("tijdlijn", q=query(ASYLUM, extra="onb")))
    assert "Uw laatste dag is op zijn vroegst 1 juli 2027." in unsure and "Uw laatste dag is 1 juli" not in unsure


def test_a_second_chance_in_a_range_that_began_is_not_told_as_a_day_that_is_past(get: Any) -> None:
    told = text_of(get("tijdlijn", q=query(ASYLUM, plan_datum="2024", les="nee", les_sinds=None)))
    assert "Meld u zo vroeg mogelijk aan" in told and "Meld u uiterlijk op deze dag aan" not in told


def test_a_fine_of_unknown_height_is_told_with_rights_too(get: Any) -> None:
    told = text_of(get("tijdlijn", q=query(FAMILY_Z, hinder="ziek", hinder_van="2026-01")))
    assert "Hoe hoog die kan zijn, weten wij niet." in told and "Juridisch Loket" in told and "januari 2026" in told


def test_who_pays(get: Any) -> None:
    asylum = text_of(get("tijdlijn", q=query(ASYLUM)))
    assert "Lessen Betaalt: Uw gemeente U betaalt niets." in asylum and "U hebt nog 2 gratis pogingen." in asylum
    family = text_of(get("tijdlijn", q=query(FAMILY_Z)))
    assert "Lessen Betaalt: U Vraag de prijs aan een school." in family and "U kunt tot € 10.000 lenen" in family
    unsure = text_of(get("tijdlijn", q=query(FAMILY_Z, inkomen="ja")))
    assert "U kunt hoogstens € 10.000 lenen bij DUO. Uw inkomen telt mee." in unsure


def test_more_time_and_a_circumstance(get: Any) -> None:
    ill = query(ASYLUM, hinder="ziek", hinder_van="2026-01-10", hinder_tot="2026-06-09")
    told = text_of(get("tijdlijn", q=ill))
    assert "kan DUO de termijn langer maken. De laatste dag is dan 1 december 2027." in told
    assert "Krijgt u 6 maanden extra? Dan is uw laatste dag 1 januari 2028." in told


def test_the_road_to_a_passport(get: Any) -> None:
    told = text_of(
        get(
            "tijdlijn",
            q=query(
                FAMILY_Z, paspoort="ja", onderbroken="nee", geldig_vanaf="2025-03-01", partner="nee", staatloos="nee"
            ),
        )
    )
    assert "1 maart 2030" in told and "U kunt vragen om Nederlander te worden" in told
    assert "certificaat van de Z-route is niet genoeg" in told and "Dat is nog geen wet." in told
    temporary = text_of(get("tijdlijn", q="v=1&verblijf=tijdelijk&paspoort=ja&onderbroken=nee"))
    # Study is a temporary purpose for naturalisation and work is not; nobody asked which it is.
    assert "Bent u hier voor studie? Dan kan het nog niet." in temporary and "Misschien geldt dit niet" in temporary


@pytest.mark.parametrize("taal", ["nl", "en"])
def test_the_same_page_in_the_other_language(get: Any, taal: str) -> None:
    other = "en" if taal == "nl" else "nl"
    html = get("tijdlijn", q=query(ASYLUM), taal=taal).content.decode()
    assert f'<html lang="{taal}" dir="ltr"' in html
    assert f'href="/planner/{other}/tijdlijn/?{query(ASYLUM).replace("&", "&amp;")}" lang="{other}"' in html


def test_english_leaves_no_dutch_but_names_of_things(get: Any) -> None:
    for sample in SAMPLES.values():
        html = get("tijdlijn", q=query(sample), taal="en").content.decode()
        told = re.sub(r"<[^>]+>", " ", re.sub(r'<span lang="nl">.*?</span>', "", html))
        assert not re.search(r"\b(uw|een|niet|moet|kunt|wordt|vraag)\b", told), re.findall(
            r".{40}\b(?:uw|een|niet|moet|kunt|wordt|vraag)\b.{20}", told
        )


def test_the_planner_opens_in_the_language_that_a_browser_asks_for() -> None:
    assert Client().get("/planner/", headers={"accept-language": "en"}).headers["Location"] == "/planner/en/"
    assert Client().get("/planner/", headers={"accept-language": "fr"}).headers["Location"] == "/planner/nl/"


def test_the_calendar_is_a_file_with_words_in_the_language(get: Any) -> None:
    response = get("agenda", q=query(ASYLUM), taal="en")
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "inburgering.ics" in response.headers["Content-Disposition"]
    assert "[LAW] Last day of your term" in response.content.decode()


def test_the_part_for_a_real_case_needs_no_address_of_the_planner() -> None:
    life = worlds_of(answers(ASYLUM), TODAY)[0].events(TODAY)
    with translation.override("nl"):
        html = render_to_string("planner/blad.html", {"blad": page_of(timeline_of_events(life, TODAY), Study())})
    assert "1 juli 2027" in html and "pl-item--wet" in html and "formaction" not in html


@pytest.mark.parametrize(("today", "warned"), [(dt.date(2027, 1, 24), False), (dt.date(2027, 1, 25), True)])
def test_a_queue_that_was_not_looked_up_for_180_days_gives_a_warning(
    get: Any, monkeypatch: Any, today: dt.date, warned: bool
) -> None:
    from django.conf import settings

    monkeypatch.setattr(settings, "DEMO_DAY", today)
    told = text_of(get("tijdlijn", q=query(ASYLUM, plan_datum="2025-07-01", les="nee", les_sinds=None)))
    assert ("is lang niet nagekeken" in told) is warned
