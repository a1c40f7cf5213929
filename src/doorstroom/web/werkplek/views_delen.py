"""Documents and messages of a case, and looking for a case."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from doorstroom.register.bsn import is_bsn
from doorstroom.web.toegang.models import Organisatie
from doorstroom.web.werkplek import bestanden, zaakbeeld
from doorstroom.web.zaken import berichten as post
from doorstroom.web.zaken.dossier import Dossier
from doorstroom.web.zaken.zoeken import search


class FileForm(forms.Form):
    """A file to add."""

    bestand = forms.FileField(
        label=gettext_lazy("Bestand"), help_text=gettext_lazy("PDF, PNG, JPG, ODT of DOCX, hooguit 10 MB.")
    )
    voor_inburgeraar = forms.BooleanField(label=gettext_lazy("De inburgeraar mag het zien"), required=False)


class MessageForm(forms.Form):
    """A message to somebody who has to do with the case."""

    aan = forms.ChoiceField(label=gettext_lazy("Aan"))
    tekst = forms.CharField(label=gettext_lazy("Bericht"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))


@require_http_methods(["GET", "POST"])
@login_required
def documenten(request: HttpRequest, system: str, case_id: str) -> HttpResponse:
    """The files of a case that the organisation may see; a POST adds one."""
    dossier = zaakbeeld.opened(request, system, case_id, look_back=False)
    user = request.user
    may_add = bestanden.may_add(user)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        if not may_add:
            raise PermissionDenied(_("Uw rol voegt geen documenten toe."))
        if form.is_valid() and _add(request, dossier, form):
            return redirect("werkplek:documenten", system, case_id)
    found = bestanden.seen(user, dossier.zaak).select_related("toegevoegd_door").defer("inhoud")
    context = {**zaakbeeld.shell(request, dossier, "documenten"), "form": form, "mag_toevoegen": may_add}
    context["bestanden"] = found.order_by("-toegevoegd_op")
    return render(request, "werkplek/documenten.html", context, status=400 if form.errors else 200)


@require_GET
@login_required
def bestand(request: HttpRequest, system: str, case_id: str, pk: UUID) -> HttpResponse:
    """A file itself, to keep; never shown as a page of this site."""
    dossier = zaakbeeld.opened(request, system, case_id, look_back=False)
    found = bestanden.seen(request.user, dossier.zaak).filter(pk=pk).first()
    if found is None:
        raise Http404
    bestanden.log_read(dossier, found)
    response = HttpResponse(bytes(found.inhoud), content_type=bestanden.KINDS[found.soort].content_type)
    response["Content-Disposition"] = f'attachment; filename="{found.naam.encode("ascii", "replace").decode()}"'
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@require_http_methods(["GET", "POST"])
@login_required
def berichten(request: HttpRequest, system: str, case_id: str) -> HttpResponse:
    """Messages between the newcomer and those who help him, as far as they are to or from this organisation."""
    dossier = zaakbeeld.opened(request, system, case_id, look_back=False)
    post.must_have(dossier)
    form = MessageForm(request.POST or None)
    form.fields["aan"].choices = post.receivers(dossier)
    if request.method == "POST" and form.is_valid():
        post.send(dossier, form.cleaned_data["aan"], form.cleaned_data["tekst"])
        messages.success(request, _("Uw bericht is verstuurd."))
        return redirect("werkplek:berichten", system, case_id)
    found = post.of_case(dossier)
    names = dict(Organisatie.objects.values_list("code", "naam"))
    shown = [(one, names.get(one.aan, _("de inburgeraar"))) for one in found]
    post.mark_read(dossier, found)
    context = {**zaakbeeld.shell(request, dossier, "berichten"), "form": form, "berichten": shown}
    return render(request, "werkplek/berichten.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@login_required
def zoeken(request: HttpRequest) -> HttpResponse:
    """Look for a case by its number, or by BSN. A POST, so that no BSN comes to stand in an address."""
    user = request.user
    if not user.organisatie_id or not user.mag("zaak"):
        raise PermissionDenied(_("Uw rol opent geen zaken."))
    text = request.POST.get("zoek", "").strip()[:64]
    found = search(user, text) if text else None
    return render(request, "werkplek/zoeken.html", {"zoek": "" if is_bsn(text) else text, "gevonden": found})


def _add(request: HttpRequest, dossier: Dossier, form: FileForm) -> bool:
    try:
        bestanden.add(dossier, form.cleaned_data["bestand"], for_newcomer=form.cleaned_data["voor_inburgeraar"])
    except ValidationError as error:
        form.add_error("bestand", error)
        return False
    messages.success(request, _("Het document is toegevoegd."))
    return True
