"""Pages of keeping and erasing: the terms, whom a run would erase, and a run that waits for a second person."""

from __future__ import annotations

from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from doorstroom.web.beheer import wissen
from doorstroom.web.beheer.bladen import needs, show
from doorstroom.web.beheer.models import Wisronde
from doorstroom.web.clock import today

_PAGE = "beheer:bewaren"
_SHOWN = 25


class Refusal(forms.Form):
    """Why not."""

    reden = forms.CharField(label=gettext_lazy("Waarom niet"), max_length=400)


@require_http_methods(["GET", "POST"])
@needs("bewaren")
def bewaren(request: HttpRequest) -> HttpResponse:
    """The terms and whom a run of today would erase; a POST proposes the run."""
    user, day, wrong = request.user, today(), []
    if request.method == "POST":
        try:
            made = wissen.propose(user, request.POST.getlist("persoon"), day, pk=_number(request.POST.get("id", "")))
        except ValidationError as error:
            wrong = error.messages
        else:
            messages.success(request, _("Het voorstel wacht op iemand anders."))
            return redirect("beheer:wisronde", made.pk)
    found = wissen.candidates(user, day)
    context = {
        "termijnen": wissen.terms(day), "mensen": found, "meest": wissen.MOST, "nummer": uuid4(), "fouten": wrong,
        "rondes": wissen.open_runs(user)[:_SHOWN],
    }  # fmt: skip
    return show(request, "bewaren", _PAGE, context, status=400 if wrong else 200)


@require_http_methods(["GET", "POST"])
@needs("bewaren")
def ronde(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A run: who is in it, and carrying it out, refusing or withdrawing it."""
    run = wissen.open_runs(request.user).filter(pk=pk).first()
    if run is None:
        raise Http404
    form = Refusal()
    if request.method == "POST":
        what = request.POST.get("wat", "")
        if what not in ("wis", "niet"):
            raise Http404
        form = Refusal(request.POST) if what == "niet" else form
        if what == "wis" or form.is_valid():
            _answer(request, run, what)
            return redirect("beheer:wisronde", pk)
    mine = run.voorgesteld_door_id == request.user.pk
    context = {"ronde": run, "mensen": run.mensen.order_by("tot_en_met", "person_id"), "form": form, "eigen": mine}
    return show(request, "wisronde", _PAGE, context, status=400 if form.errors else 200)


def _answer(request: HttpRequest, run: Wisronde, what: str) -> None:
    try:
        if what == "wis":
            done = wissen.carry_out(request.user, run, today())
            told = ngettext("%(n)d persoon is gewist.", "%(n)d mensen zijn gewist.", done) % {"n": done}
            messages.success(request, told)
        else:
            wissen.refuse(request.user, run, request.POST["reden"])
            messages.success(request, _("Dit voorstel gaat niet door. Er is niemand gewist."))
    except wissen.NoLongerOpen:
        messages.error(request, _("Iemand anders was u voor. Kijk hoe het er nu voor staat."))


def _number(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise ValidationError(_("Het formulier klopt niet. Laad de bladzijde opnieuw.")) from None
