"""Transfers: what was offered to whom, and offering, accepting, refusing or taking back a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from doorstroom.web.werkplek import zaakbeeld
from doorstroom.web.werkplek.formulier import new_id
from doorstroom.web.werkplek.gemeenten import municipality_name
from doorstroom.web.zaken import overdragen
from doorstroom.web.zaken.dossier import Dossier
from doorstroom.web.zaken.models import Overdracht

STATES = {
    Overdracht.AANGEBODEN: (gettext_lazy("wacht op antwoord"), "soon"),
    Overdracht.AANVAARD: (gettext_lazy("aanvaard"), "ok"),
    Overdracht.GEWEIGERD: (gettext_lazy("geweigerd"), "late"),
    Overdracht.INGETROKKEN: (gettext_lazy("ingetrokken"), "unknown"),
}


@dataclass(frozen=True)
class Line:
    """A transfer as people read it. ``ours``: the user's municipality offered it."""

    overdracht: Overdracht
    giver: str
    receiver: str
    state: Any
    mark: str
    ours: bool

    @property
    def open(self) -> bool:
        """Whether nobody has answered yet."""
        return self.overdracht.stand == Overdracht.AANGEBODEN


class OfferForm(forms.Form):
    """To which municipality, and what it should know."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    naar = forms.ChoiceField(label=gettext_lazy("Aan welke gemeente?"))
    toelichting = forms.CharField(
        label=gettext_lazy("Wat moet de andere gemeente weten?"), required=False, max_length=overdragen.LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip


class ReasonForm(forms.Form):
    """Why a case is not taken over, or why an offer is taken back."""

    reden = forms.CharField(
        label=gettext_lazy("Reden"), required=False, max_length=overdragen.LONGEST,
        help_text=gettext_lazy("Nodig als u de zaak niet overneemt."), widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


@require_GET
@login_required
def lijst(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, of others and of one's own municipality, and what was answered last."""
    overdragen.must_transfer(request.user)
    lines = [_line(one, request.user) for one in overdragen.of_organisation(request.user)[:200]]
    parts = [
        (_("Aan ons aangeboden"), [one for one in lines if one.open and not one.ours]),
        (_("Door ons aangeboden"), [one for one in lines if one.open and one.ours]),
        (_("Afgerond"), [one for one in lines if not one.open]),
    ]
    return render(request, "overdracht/lijst.html", {"delen": parts})


@require_http_methods(["GET", "POST"])
@login_required
def zaak(request: HttpRequest, system: str, case_id: str) -> HttpResponse:
    """The transfers of a case; a POST offers it, or answers or takes back the offer that it names."""
    dossier = zaakbeeld.opened(request, system, case_id, look_back=False)
    overdragen.must_transfer(dossier.user)
    there = list(overdragen.of_organisation(dossier.user).filter(zaak=dossier.zaak))
    receivers = [(place.code, place.naam) for place in overdragen.receivers(dossier)]
    offering = request.method == "POST" and request.POST.get("wat") == "aanbieden"
    answering = request.method == "POST" and not offering
    offer = OfferForm(request.POST if offering else None, initial={"id": uuid4()})
    offer.fields["naar"].choices = receivers
    reason = ReasonForm(request.POST if answering else None)
    done = (offering and _offer(request, dossier, offer, there)) or (
        answering and _answer(request, dossier, reason, there)
    )
    if done:
        return redirect("overdracht:zaak", system, case_id)
    lines = [_line(one, dossier.user) for one in there]
    context = {
        **zaakbeeld.shell(request, dossier, "overdracht"),
        "regels": lines,
        "ontvangers": receivers,
        "aanbod": offer,
        "antwoord": reason,
        "fouten": [told for form in (offer, reason) for texts in form.errors.values() for told in texts],
        "wacht": any(line.open and line.ours for line in lines),
    }
    return render(request, "overdracht/zaak.html", context, status=400 if request.method == "POST" else 200)


def _offer(request: HttpRequest, dossier: Dossier, form: OfferForm, there: list[Overdracht]) -> bool:
    """Whether the case is offered now. The same form twice offers once."""
    if not form.is_valid():
        return False
    given = form.cleaned_data
    if all(one.pk != given["id"] for one in there):
        try:
            overdragen.offer(dossier, given["naar"], given["toelichting"], pk=given["id"])
        except ValidationError as error:
            form.add_error(None, error)
            return False
    name = municipality_name(given["naar"])
    messages.success(request, _("De zaak is aangeboden aan %(gemeente)s.") % {"gemeente": name})
    return True


def _answer(request: HttpRequest, dossier: Dossier, form: ReasonForm, there: list[Overdracht]) -> bool:
    """Whether an offer was answered or taken back."""
    named = new_id(request.POST.get("overdracht", ""))
    offered = next((one for one in there if one.pk == named), None)
    what = request.POST.get("wat")
    if offered is None or what not in ("aanvaarden", "weigeren", "intrekken"):
        raise Http404
    if not form.is_valid():
        return False
    reason = form.cleaned_data["reden"]
    try:
        if what == "intrekken":
            overdragen.withdraw(dossier, offered, reason)
        else:
            overdragen.answer(dossier, offered, accepted=what == "aanvaarden", reason=reason)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    except overdragen.NoLongerOpen:
        messages.warning(request, _("Over dit aanbod is al beslist."))
        return True
    told = {
        "aanvaarden": _("U hebt de zaak overgenomen."),
        "weigeren": _("U hebt de zaak niet overgenomen."),
        "intrekken": _("Het aanbod is ingetrokken."),
    }
    messages.success(request, told[what])
    return True


def _line(one: Overdracht, user: Any) -> Line:
    state, mark = STATES[one.stand]
    ours = bool(user.organisatie) and one.van == user.organisatie.code
    return Line(one, municipality_name(one.van), municipality_name(one.naar), state, mark, ours)
