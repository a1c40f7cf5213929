"""The page with the steps of a fine."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from doorstroom.web.handhaving.beeld import offered, procedures
from doorstroom.web.werkplek import zaakbeeld


@require_GET
@login_required
def stappen(request: HttpRequest, system: str, case_id: str) -> HttpResponse:
    """Every fine procedure of the case, step by step, as it stands today."""
    dossier = zaakbeeld.opened(request, system, case_id, look_back=False)
    if not offered(dossier):
        raise Http404
    context = {**zaakbeeld.shell(request, dossier, "boetestappen"), "procedures": procedures(dossier)}
    return render(request, "handhaving/stappen.html", context)
