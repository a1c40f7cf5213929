"""Documents and messages of a case, and looking for a case."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from doorstroom.register.bsn import is_bsn
from doorstroom.web.clock import now
from doorstroom.web.toegang.models import Gebruiker, Organisatie
from doorstroom.web.werkplek import bestanden, zaakbeeld
from doorstroom.web.zaken.dossier import Dossier
from doorstroom.web.zaken.models import Bericht, Bestand, Zaak
from doorstroom.web.zaken.register import access, log_processing, vault
from doorstroom.web.zaken.visibility import visible

#: How many cases a search shows.
_FOUND = 25


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
    may_add = bool(user.organisatie_id) and user.mag("handelen")
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
    log_processing(request.user, dossier.activity, f"document gelezen: {found.pk}", [dossier.zaak.person_id])
    response = HttpResponse(bytes(found.inhoud), content_type=bestanden.KINDS[found.soort].content_type)
    response["Content-Disposition"] = f'attachment; filename="{found.naam.encode("ascii", "replace").decode()}"'
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@require_http_methods(["GET", "POST"])
@login_required
def berichten(request: HttpRequest, system: str, case_id: str) -> HttpResponse:
    """Messages between the newcomer and those who help him, as far as they are to or from this organisation."""
    dossier = zaakbeeld.opened(request, system, case_id, look_back=False)
    user = request.user
    if not user.mag("berichten", own=dossier.own):
        raise PermissionDenied(_("Uw rol heeft geen berichten."))
    code = user.organisatie.code if user.organisatie else "inburgeraar"
    form = MessageForm(request.POST or None)
    form.fields["aan"].choices = _receivers(dossier.zaak, code)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        Bericht.objects.create(
            zaak=dossier.zaak, van=user, aan=given["aan"], tekst=given["tekst"], verzonden_op=now()
        )  # fmt: skip
        log_processing(user, dossier.activity, "bericht verstuurd", [dossier.zaak.person_id])
        messages.success(request, _("Uw bericht is verstuurd."))
        return redirect("werkplek:berichten", system, case_id)
    own = Q(aan=code) | (Q(van__organisatie=user.organisatie) if user.organisatie else Q(van=user))
    found = Bericht.objects.filter(own, zaak=dossier.zaak).select_related("van__organisatie").order_by("-verzonden_op")
    names = dict(Organisatie.objects.values_list("code", "naam"))
    shown = [(one, names.get(one.aan, _("de inburgeraar"))) for one in found]
    found.filter(aan=code, gelezen_op=None).update(gelezen_op=now())
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
    found = _search(user, text) if text else None
    return render(request, "werkplek/zoeken.html", {"zoek": "" if is_bsn(text) else text, "gevonden": found})


def _add(request: HttpRequest, dossier: Dossier, form: FileForm) -> bool:
    try:
        name, kind, content = bestanden.read(form.cleaned_data["bestand"])
    except ValidationError as error:
        form.add_error("bestand", error)
        return False
    Bestand.objects.create(
        zaak=dossier.zaak, naam=name, soort=kind, inhoud=content, toegevoegd_door=request.user,
        toegevoegd_op=now(), voor_inburgeraar=form.cleaned_data["voor_inburgeraar"],
    )  # fmt: skip
    log_processing(request.user, dossier.activity, "document toegevoegd", [dossier.zaak.person_id])
    messages.success(request, _("Het document is toegevoegd."))
    return True


def _receivers(zaak: Zaak, own: str) -> list[tuple[str, object]]:
    """Whom a message may go to: the newcomer, and the organisations that see the case."""
    codes = set(zaak.inzage.values_list("organisatie", flat=True)) - {own}
    found: list[tuple[str, object]] = [] if own == "inburgeraar" else [("inburgeraar", _("de inburgeraar"))]
    return [*found, *Organisatie.objects.filter(code__in=codes).values_list("code", "naam")]


def _search(user: Gebruiker, text: str) -> list[Zaak]:
    cases = visible(user)
    if is_bsn(text) and user.mag("personalia"):
        person = vault().find_bsn(text, access(user, "zaak behandelen"))
        return list(cases.filter(person_id=person.person_id)) if person else []
    return list(cases.filter(case_id__icontains=text).order_by("case_id")[:_FOUND])
