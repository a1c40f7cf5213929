"""The pages of the planner. Nobody signs in, nothing is kept: no cookie, no session, no line in a log.

The answers stand in the query of the address, which the logs of the application leave out; a page is not to be kept by
a browser or by a proxy, and tells no other site where somebody came from.
"""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation

from doorstroom import __version__
from doorstroom.web.clock import now, today
from doorstroom.web.planner.agenda import calendar_of
from doorstroom.web.planner.answers import Answers, Refused
from doorstroom.web.planner.declared import WANTED
from doorstroom.web.planner.forms import fields_of, read_form
from doorstroom.web.planner.frame import address_of, page, pairs_of, render, without
from doorstroom.web.planner.languages import languages
from doorstroom.web.planner.link import read_link
from doorstroom.web.planner.page import money_lines, more_to_answer, page_of_answers, rows_of, what_ifs
from doorstroom.web.planner.passport import WANTED as ON_THE_ROAD
from doorstroom.web.planner.passport import road_of
from doorstroom.web.planner.questions import QUESTIONS
from doorstroom.web.planner.steps import BY_NAME, asked_steps, checked, next_step, open_steps, previous_step
from doorstroom.web.planner.telling import told_road
from doorstroom.web.planner.timeline import timeline_of_answers
from doorstroom.web.planner.why import tree_of

#: Every step at once.
ALL_STEPS = "alles"


def choose_language(request: HttpRequest) -> HttpResponse:
    """To the page in the language that the browser asks for, when there is one."""
    asked = (translation.get_language() or "").partition("-")[0]
    language = asked if asked in languages() else settings.LANGUAGE_CODE
    return HttpResponseRedirect(reverse("planner:start", args=[language]))


@page
def start(request: HttpRequest, taal: str) -> HttpResponse:
    """What the planner is, and the first question."""
    return render(request, taal, "begin", {}, Answers({}))


@page
def question(request: HttpRequest, taal: str, stap: str) -> HttpResponse:
    """One step."""
    step = BY_NAME.get(stap)
    if step is None:
        raise Http404
    query, after = without(request, "na")
    answers = read_link(query, today())
    return _ask(request, taal, answers, [stap], after=after)


@page
def questions(request: HttpRequest, taal: str) -> HttpResponse:
    """All questions that can be asked now, on one page; when there is none left, the timeline."""
    answers = read_link(request.META["QUERY_STRING"], today())
    steps = [step.name for step in open_steps(answers)]
    if not steps:
        return _to("tijdlijn", taal, answers)
    return _ask(request, taal, answers, steps, together=True)


@page
def answer(request: HttpRequest, taal: str) -> HttpResponse:
    """The answers of a page, and the next one."""
    typed = {key: request.GET.get(key, "") for key in request.GET}
    if any(len(request.GET.getlist(key)) > 1 for key in typed) or len(request.META["QUERY_STRING"]) > 4000:
        raise Refused(translation.gettext("Deze link is niet compleet. Begin opnieuw met de vragen."))
    step, after = typed.pop("stap", ""), typed.pop("na", "")
    together = step == ALL_STEPS
    kept = {key: text for key, text in typed.items() if key == "v" or key.startswith("_")}
    answers = read_link("&".join(f"{key.removeprefix('_')}={text}" for key, text in kept.items()), today())
    names = [one.name for one in open_steps(answers)] if together else [step]
    if any(name not in BY_NAME for name in names):
        raise Http404
    keys = [key for name in names for key in BY_NAME[name].keys]
    try:
        given = read_form([BY_NAME[name] for name in names], typed, together=together)
        told = checked(answers.without(*keys).with_(given), today())
    except Refused as refused:
        if refused.key not in keys:
            raise
        return _ask(request, taal, answers, names, together=together, after=after, typed=typed, error=refused)
    if together:
        return _to("vragen", taal, told)
    following = next_step(told, "" if after else step)
    return _to("tijdlijn", taal, told) if following is None else _to("vraag", taal, told, following.name, after)


@page
def timeline(request: HttpRequest, taal: str) -> HttpResponse:
    """The timeline of the answers, and everything that goes with it."""
    answers = read_link(request.META["QUERY_STRING"], today())
    found = page_of_answers(answers, today())
    lines, loan = money_lines(found)
    context = {
        "blad": found,
        "regels": lines,
        "lening": loan,
        "watals": what_ifs(found),
        "weg": told_road(found.road) if found.road is not None else (),
        "antwoorden": rows_of(answers),
        "bewaard": pairs_of(answers),
        "meer": more_to_answer(answers),
        "link": request.build_absolute_uri(address_of("tijdlijn", taal, answers)),
    }
    return render(request, taal, "tijdlijn", context, answers)


@page
def why(request: HttpRequest, taal: str, kolom: str) -> HttpResponse:
    """The whole explanation of one date."""
    answers = read_link(request.META["QUERY_STRING"], today())
    tree = None
    if kolom in WANTED:
        told = timeline_of_answers(answers, today())
        outlooks = [outlook for outlook in (told.now, told.ahead) if outlook is not None]
        tree = next((found for outlook in outlooks if (found := tree_of(outlook, kolom, today()))), None)
    elif kolom in ON_THE_ROAD:
        road = road_of(answers, today())
        tree = tree_of(road.outlook, kolom, today()) if road is not None else None
    if tree is None:
        raise Http404
    return render(request, taal, "waarom", {"boom": tree, "versie": __version__}, answers)


@page
def sheet(request: HttpRequest, taal: str) -> HttpResponse:
    """The dates on one sheet of A4."""
    answers = read_link(request.META["QUERY_STRING"], today())
    found = page_of_answers(answers, today())
    lines, loan = money_lines(found)
    return render(request, taal, "a4", {"blad": found, "regels": lines, "lening": loan}, answers)


@page
def calendar(request: HttpRequest, taal: str) -> HttpResponse:
    """The dates for a calendar."""
    answers = read_link(request.META["QUERY_STRING"], today())
    found = page_of_answers(answers, today())
    items = [shown.item for shown in (*found.items, *found.road_items)]
    response = HttpResponse(calendar_of(items, answers, now()), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="inburgering.ics"'
    return response


def _ask(
    request: HttpRequest, taal: str, answers: Answers, names: list[str], *, together: bool = False, after: str = "",
    typed: dict[str, str] | None = None, error: Refused | None = None,
) -> HttpResponse:  # fmt: skip
    steps = [BY_NAME[name] for name in names]
    own = {key for step in steps for key in step.keys}
    before = previous_step(answers, names[0]) if not together and not after else None
    alone = QUESTIONS[steps[0].keys[0]] if len(steps) == 1 and len(steps[0].keys) == 1 else None
    asked = [step.name for step in asked_steps(answers)]
    context = {
        "nummer": asked.index(names[0]) + 1 if not together and not after and names[0] in asked else 0,
        "totaal": len(asked),
        "stappen": list(fields_of(steps, answers, typed, error)),
        "stap": ALL_STEPS if together else names[0],
        "na": after,
        "fout": error,
        "bewaard": [pair for pair in pairs_of(answers) if pair[0] not in own],
        "terug": address_of("vraag", taal, answers, before.name) if before is not None else "",
        "alleen": alone,
        "weetniet": not together and not (alone is not None and alone.kind == "choice"),
    }
    return render(request, taal, "vragen", context, answers, status=400 if error is not None else 200)


def _to(name: str, taal: str, answers: Answers, step: str = "", after: str = "") -> HttpResponse:
    address = address_of(name, taal, answers, *([step] if step else []))
    return HttpResponseRedirect(address + ("&na=tijdlijn" if after else ""))
