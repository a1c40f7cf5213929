"""Pages of letters: the list of a case, making one after a look at it, and reading one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from doorstroom.kernel.events import Event
from doorstroom.web.brieven.formulier import LetterForm
from doorstroom.web.brieven.gegevens import LetterRefused
from doorstroom.web.brieven.invullen import why_not
from doorstroom.web.brieven.lijst import made_letters, offers, readable
from doorstroom.web.brieven.maken import make_letter, preview
from doorstroom.web.brieven.sjabloon import Letter, LetterError, letters_of
from doorstroom.web.clock import HERE
from doorstroom.web.werkplek import zaakbeeld
from doorstroom.web.zaken.dossier import Dossier
from doorstroom.web.zaken.models import Brief
from doorstroom.web.zaken.register import log_processing


@require_GET
@login_required
def brieven(request: HttpRequest, system: str, case_id: str) -> HttpResponse:
    """The letters of a case, and those that the user may make."""
    dossier = zaakbeeld.opened(request, system, case_id, look_back=False)
    context = {**zaakbeeld.shell(request, dossier, "brieven"), "brieven": made_letters(dossier)}
    return render(request, "brieven/brieven.html", {**context, "aanbod": offers(dossier)})


@require_http_methods(["GET", "POST"])
@login_required
def maak(request: HttpRequest, system: str, case_id: str, naam: str) -> HttpResponse:
    """The form of a letter; a POST shows it as an example, or makes it."""
    dossier = zaakbeeld.opened(request, system, case_id, look_back=False)
    letter = _letter(dossier, naam)
    if request.method == "GET":
        form = LetterForm(letter=letter, dossier=dossier, initial={"gebeurtenis": request.GET.get("gebeurtenis")})
        return _page(request, dossier, letter, form)
    form = LetterForm(request.POST, letter=letter, dossier=dossier)
    example = request.POST.get("wat") in ("voorbeeld", "uitleg")
    if example:  # an example may have gaps
        for name in form.asked:
            form.fields[name].required = False
    if not form.is_valid():
        return _page(request, dossier, letter, form, status=400)
    given = {"event": _event(dossier, form), "signed_by": form.cleaned_data["ondertekenaar"], "filled": form.filled()}
    try:
        if example:
            document = preview(dossier, naam, companion=request.POST["wat"] == "uitleg", **given)
            return _document(document, "voorbeeld", shown=True)
        brief = make_letter(
            dossier, naam, brief_id=form.cleaned_data["brief_id"], replaces=form.cleaned_data["vervangt"], **given
        )
    except LetterRefused as refused:
        return _page(request, dossier, letter, form, refused=refused.sentences, status=409)
    messages.success(request, _("De brief is gemaakt: %(onderwerp)s.") % {"onderwerp": brief.onderwerp})
    return redirect("brieven:brieven", system, case_id)


@require_GET
@login_required
def brief(request: HttpRequest, system: str, case_id: str, pk: UUID, deel: str) -> HttpResponse:
    """A letter or the sheet beside it, to keep. That somebody reads it is logged."""
    dossier = zaakbeeld.opened(request, system, case_id, look_back=False)
    found = Brief.objects.filter(pk=pk, zaak=dossier.zaak).select_related("gemaakt_door").first()
    if found is None or not readable(dossier, found):
        raise Http404
    document = found.pdf if deel == "brief" else found.uitleg_pdf
    if document is None:
        raise Http404
    log_processing(dossier.user, dossier.activity, f"{deel} gelezen: {found.naam}", [dossier.zaak.person_id])
    day = found.gemaakt_op.astimezone(HERE).date()
    return _document(bytes(document), f"{deel}-{found.naam}-{day}", shown=False)


def _letter(dossier: Dossier, naam: str) -> Letter:
    try:
        letter = letters_of(dossier.system)[naam]
    except LetterError:
        raise Http404 from None
    reason = why_not(dossier, letter)
    if reason:
        raise PermissionDenied(reason)
    return letter


def _event(dossier: Dossier, form: LetterForm) -> Event | None:
    """The event that the form names. Raises Http404 for one of another case."""
    wanted = form.cleaned_data.get("gebeurtenis")
    if wanted is None:
        return None
    found = next((event for event in dossier.events if event.event_id == wanted), None)
    if found is None:
        raise Http404
    return found


def _page(
    request: HttpRequest, dossier: Dossier, letter: Letter, form: LetterForm, *, refused: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    context: dict[str, Any] = {**zaakbeeld.shell(request, dossier, "brieven"), "brief": letter, "form": form}
    return render(request, "brieven/maak.html", {**context, "geweigerd": refused}, status=status)


def _document(content: bytes, name: str, *, shown: bool) -> HttpResponse:
    """A PDF. Its file name holds no name of anybody: it ends up in folders and logs of others."""
    response = HttpResponse(content, content_type="application/pdf")
    kind = "inline" if shown else "attachment"
    response["Content-Disposition"] = f'{kind}; filename="{name}.pdf"'
    response["Cache-Control"] = "no-store"
    return response
