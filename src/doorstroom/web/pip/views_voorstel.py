"""A plan that waits for a second person: the page of any proposal, with the letter that would follow."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from doorstroom.kernel.errors import EventError
from doorstroom.web.brieven.gegevens import LetterRefused
from doorstroom.web.pip.stappen import ACTIONS
from doorstroom.web.pip.voorbeeld import as_response, example, letter_of
from doorstroom.web.werkplek import views_voorstel, zaakbeeld
from doorstroom.web.werkplek.voorstellen import of_organisation
from doorstroom.web.zaken.gebeurtenis import event_of_proposal


@require_http_methods(["GET", "POST"])
@login_required
def voorstel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The proposal of a plan, to be answered as any other."""
    response: HttpResponse = views_voorstel.voorstel(request, pk, template="pip/voorstel.html")
    return response


@require_GET
@login_required
def brief(request: HttpRequest, pk: UUID, deel: str) -> HttpResponse:
    """The letter as it would follow from a proposal, or the explanation beside it: an example, kept nowhere."""
    user = request.user
    if not user.organisatie_id or not user.mag("handelen"):
        raise PermissionDenied(_("Uw rol doet geen voorstellen."))
    found = of_organisation(user).select_related("zaak").filter(pk=pk, actie__in=ACTIONS, trekt_in=False).first()
    if found is None or deel not in ("brief", "uitleg"):
        raise Http404
    dossier = zaakbeeld.opened(request, found.zaak.system, found.zaak.case_id, look_back=False)
    letter = letter_of(dossier, dossier.system.actions[found.actie])
    if letter is None:
        raise Http404
    try:
        document = example(dossier, letter, event_of_proposal(dossier, found), companion=deel == "uitleg")
    except (LetterRefused, EventError) as refused:
        for sentence in getattr(refused, "sentences", (str(refused),)):
            messages.error(request, sentence)
        return redirect("pip:voorstel", pk)
    return as_response(document, deel)
