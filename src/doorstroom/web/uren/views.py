"""Hours and attendance out of a file: first what would be recorded and what is wrong, then all of it or nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from doorstroom.web.uren import bestand, rijen
from doorstroom.web.zaken import reeks

#: How long a preview may be looked at before it is recorded, in seconds.
_LASTS = 60 * 60


class FileForm(forms.Form):
    """The file."""

    bestand = forms.FileField(
        label=gettext_lazy("Bestand"), help_text=gettext_lazy("CSV of XLSX, hooguit 1 MB en 500 regels.")
    )


@require_http_methods(["GET", "POST"])
@login_required
def inlezen(request: HttpRequest) -> HttpResponse:
    """The form; a file that comes in is shown as it would be recorded; what was shown is recorded."""
    if not rijen.may_read(request.user):
        raise PermissionDenied(_("Uw rol leest geen uren in."))
    if request.method == "GET":
        return _form(request, FileForm())
    if "gelezen" in request.POST:
        return _record(request)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form(request, form, 400)
    try:
        read = bestand.read(form.cleaned_data["bestand"], "en" if request.user.taal == "en" else "nl")
    except ValidationError as error:
        form.add_error("bestand", error)
        return _form(request, form, 400)
    return _preview(request, list(read.rows), ignored=read.ignored)


@require_GET
@login_required
def leeg(request: HttpRequest) -> HttpResponse:
    """A file with nothing but the headings."""
    if not rijen.may_read(request.user):
        raise PermissionDenied(_("Uw rol leest geen uren in."))
    heads = ";".join(words[0] for words in bestand.HEADINGS.values())
    response = HttpResponse(f"\ufeff{heads}\r\n", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="uren.csv"'
    return response


def _record(request: HttpRequest) -> HttpResponse:
    """Record what the preview showed, unless a case changed since."""
    try:
        held = signing.loads(request.POST["gelezen"], salt=_salt(request), max_age=_LASTS)
    except signing.BadSignature:
        form = FileForm()
        messages.warning(request, _("Dit overzicht is niet meer geldig. Lees het bestand opnieuw in."))
        return _form(request, form, 409)
    rows = [(line, row) for line, row in held["rows"]]
    judged = rijen.judge(request.user, rows)
    stale = {one.case_id for one in judged.right if not one.there} & {
        case_id for case_id, version in judged.versions.items() if held["versions"].get(case_id) != version
    }
    if judged.wrong or stale:
        return _preview(request, rows, judged=judged, status=409, changed=sorted(stale))
    refused = reeks.record(judged.outcome)
    if refused:
        return _preview(request, rows, status=409, refused=refused)
    done, there = judged.fresh, len(judged.right) - judged.fresh
    text = ngettext("%(n)d regel is vastgelegd.", "%(n)d regels zijn vastgelegd.", done) % {"n": done}
    known = ngettext("%(n)d regel stond er al.", "%(n)d regels stonden er al.", there) % {"n": there}
    messages.success(request, f"{text} {known}" if there else text)
    return redirect("uren:inlezen")


def _preview(
    request: HttpRequest, rows: list[Any], *, judged: rijen.Judged | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    judged = judged or rijen.judge(request.user, rows)
    held = {"rows": [(line, dict(row)) for line, row in rows], "versions": judged.versions}
    context = {
        "fout": judged.wrong,
        "goed": judged.right,
        "nieuw": judged.fresh,
        "gelezen": "" if judged.wrong else signing.dumps(held, salt=_salt(request), compress=True),
        **more,
    }
    return render(request, "uren/overzicht.html", context, status=400 if judged.wrong and status == 200 else status)


def _form(request: HttpRequest, form: FileForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "kolommen": [words[0] for words in bestand.HEADINGS.values()]}
    return render(request, "uren/inlezen.html", context, status=status)


def _salt(request: HttpRequest) -> str:
    """A preview is of who asked for it."""
    return f"uren:{request.user.pk}:{request.user.organisatie_id}"
