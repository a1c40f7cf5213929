"""The timeline of a real case: a tab of the case for who guides somebody, and a sheet of paper to take along.

Opening it is logged like every look at a case. What is filled in about learning stands in the address only.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import get_language_info
from django.views.decorators.http import require_GET

from doorstroom.web.clock import today
from doorstroom.web.planner import zaak
from doorstroom.web.planner.languages import CHECKED, languages
from doorstroom.web.planner.page import Page, money_lines, what_ifs
from doorstroom.web.werkplek import zaakbeeld
from doorstroom.web.zaken.dossier import Dossier
from doorstroom.web.zaken.register import log_processing


@require_GET
@login_required
def tijdlijn(request: HttpRequest, system: str, case_id: str) -> HttpResponse:
    """The timeline as the person himself would see it."""
    dossier = zaakbeeld.opened(request, system, case_id)
    zaak.require(dossier)
    form, page = _page(request, dossier)
    given = dict(form.answers())
    context = {
        **zaakbeeld.shell(request, dossier, "tijdlijn"),
        **_told(dossier, page),
        "watals": what_ifs(page),
        "form": form,
        "bladen": [(name, code, _sheet(dossier, {**given, "taal": code})) for code, name in languages().items()],
    }
    return render(request, "planner/zaak.html", context)


@require_GET
@login_required
def blad(request: HttpRequest, system: str, case_id: str) -> HttpResponse:
    """The dates on one sheet of A4, in a language of the planner, as of today. No name stands on it."""
    dossier = zaakbeeld.opened(request, system, case_id, look_back=False)
    zaak.require(dossier)
    log_processing(dossier.user, dossier.activity, "tijdlijn op een blad", [dossier.zaak.person_id])
    asked = request.GET.get("taal", "")
    taal = asked if asked in languages() else settings.LANGUAGE_CODE
    rest = {key: request.GET[key] for key in zaak.LEARNING if key in request.GET}
    with translation.override(taal):
        _form, page = _page(request, dossier)
        context = {
            **_told(dossier, page),
            "taal": taal,
            "richting": "rtl" if get_language_info(taal)["bidi"] else "ltr",
            "talen": [(code, _sheet(dossier, {**rest, "taal": code}), name) for code, name in languages().items()],
            "vandaag": today(),
            "demo": settings.DEMO,
            "nagekeken": taal in CHECKED,
            "terug": reverse("tijdlijn:zaak", args=[system, case_id]) + (f"?{urlencode(rest)}" if rest else ""),
        }
        response = render(request, "planner/zaak_a4.html", context)
    response["Content-Language"] = taal
    response["Cache-Control"] = "no-store"
    return response


def _page(request: HttpRequest, dossier: Dossier) -> tuple[zaak.Learning, Page]:
    timeline = zaak.timeline_of(dossier)
    form = zaak.learning(timeline, request.GET)
    where = [dossier.zaak.system, dossier.zaak.case_id]
    explained: dict[str, str] = {}
    for name, column in zaakbeeld.explainable(dossier):  # of several terms with one last day the first is called so
        explained.setdefault(column, reverse("werkplek:waarom", args=[*where, name]))
    return form, zaak.page_of_case(timeline, form, explained)


def _told(dossier: Dossier, page: Page) -> dict[str, Any]:
    lines, loan = money_lines(page)
    return {"blad": page, "regels": lines, "lening": loan if dossier.user.ziet("lening") else ""}


def _sheet(dossier: Dossier, given: dict[str, Any]) -> str:
    address = reverse("tijdlijn:blad", args=[dossier.zaak.system, dossier.zaak.case_id])
    return f"{address}?{urlencode(given)}"
