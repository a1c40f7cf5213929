"""The page on which the register is checked."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from doorstroom.register.verify import Seal
from doorstroom.web.beheer import controle as check
from doorstroom.web.beheer.bladen import needs, show
from doorstroom.web.beheer.models import Controle
from doorstroom.web.clock import now

_SHOWN = 10


class CheckForm(forms.Form):
    """What to compare with."""

    zegel = forms.CharField(
        label=gettext_lazy("Zegel van een eerdere controle"), required=False, max_length=90,
        help_text=gettext_lazy(
            "Bewaar zegels buiten dit systeem. Een eerder zegel laat zien of daarna iets is veranderd."
        ),
    )  # fmt: skip

    def clean_zegel(self) -> Seal | None:
        """The seal. Raises ValidationError."""
        return check.read_seal(self.cleaned_data["zegel"])


@require_http_methods(["GET", "POST"])
@needs("controle")
def controle(request: HttpRequest) -> HttpResponse:
    """The last checks; a POST begins one."""
    form = CheckForm(request.POST or None)
    if request.method == "POST":
        form = CheckForm(request.POST)
        if form.is_valid() and _asked(request, form):
            return redirect("beheer:controle")
    moment = now()
    shown = [(one, one.stand(moment)) for one in Controle.objects.select_related("gevraagd_door")[:_SHOWN]]
    context = {"form": form, "controles": shown, "loopt": any(state == "loopt" for _one, state in shown)}
    return show(request, "controle", "beheer:controle", context, status=400 if form.errors else 200)


def _asked(request: HttpRequest, form: CheckForm) -> bool:
    try:
        check.ask(request.user, form.cleaned_data["zegel"])
    except check.Busy:
        form.add_error(None, ValidationError(_("Er loopt al een controle. Wacht tot die klaar is.")))
        return False
    messages.success(request, _("De controle is begonnen. U kunt deze bladzijde verlaten."))
    return True
