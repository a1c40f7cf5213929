"""Messages between the newcomer and those who help him. One form sends one message, however often it is posted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from doorstroom.web.clock import now
from doorstroom.web.mijn.blik import KIND, Blik
from doorstroom.web.toegang.models import Organisatie
from doorstroom.web.zaken import berichten as post
from doorstroom.web.zaken.models import Bericht, Zaak
from doorstroom.web.zaken.register import log_processing

_SALT = "mijn.bericht"
#: How long a form may stand open.
_OPEN = dt.timedelta(hours=12)
LONGEST = 4000

#: Why he cannot come, to choose from: told to the municipality in Dutch, whatever language the page is in.
REASONS = {
    "ziek": gettext_lazy("Ik ben ziek"),
    "werk": gettext_lazy("Ik moet werken"),
    "kind": gettext_lazy("Ik moet voor mijn kind zorgen"),
    "les": gettext_lazy("Ik heb les of een examen"),
    "vervoer": gettext_lazy("Ik kan er niet naartoe reizen"),
    "anders": gettext_lazy("Iets anders"),
}


@dataclass(frozen=True)
class Message:
    """A message as the page shows it. ``mine``: he wrote it himself."""

    sender: str
    receiver: str
    text: str
    sent_at: dt.datetime
    mine: bool
    unread: bool


class OnceForm(forms.Form):
    """A form that does something once: when it was shown goes along, signed."""

    getoond = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        """Turn it into a moment. Raises ValidationError, about the form as a whole, when that cannot be believed."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        shown = self._shown(given.get("getoond", ""))
        if shown is None or now() - shown > _OPEN:
            raise forms.ValidationError(_("Dit formulier is verlopen. Kijk het na en verstuur het opnieuw."))
        return {**given, "getoond": shown}

    @staticmethod
    def _shown(told: str) -> dt.datetime | None:
        try:
            return dt.datetime.fromisoformat(signing.loads(told, salt=_SALT))
        except (signing.BadSignature, ValueError, TypeError):
            return None


class MessageForm(OnceForm):
    """A message to the municipality, or to another helper."""

    aan = forms.ChoiceField(label=gettext_lazy("Aan wie?"), widget=forms.RadioSelect)
    tekst = forms.CharField(
        label=gettext_lazy("Uw bericht"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        help_text=gettext_lazy("U mag in uw eigen taal schrijven. Een antwoord kan dan langer duren."),
    )  # fmt: skip


class AbsenceForm(OnceForm):
    """That he cannot come, and why."""

    reden = forms.ChoiceField(
        label=gettext_lazy("Waarom kunt u niet komen?"), choices=list(REASONS.items()), widget=forms.RadioSelect
    )
    tekst = forms.CharField(
        label=gettext_lazy("Wilt u meer vertellen?"), max_length=LONGEST - 500, required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=gettext_lazy("Bijvoorbeeld: wanneer kunt u wel?"),
    )  # fmt: skip


def shown_now() -> str:
    """The moment that a form is shown, signed."""
    return signing.dumps(now().isoformat(), salt=_SALT)


def receivers(blik: Blik) -> list[Organisatie]:
    """Who he may write to, his municipality first."""
    return post.helpers(blik.dossier)


def messages(blik: Blik) -> list[Message]:
    """His messages, the last one first. Those of staff are told as of their organisation."""
    names = dict(Organisatie.objects.values_list("code", "naam"))
    return [
        Message(
            _("U") if one.van_id == blik.user.pk else str(one.van.organisatie or ""),
            names.get(one.aan, _("U")),
            one.tekst, one.verzonden_op, one.van_id == blik.user.pk,
            one.aan == KIND and one.gelezen_op is None,
        )
        for one in _own(blik).select_related("van__organisatie").order_by("-verzonden_op", "-pk")
    ]  # fmt: skip


def unread(blik: Blik) -> int:
    """How many messages he has not read."""
    return Bericht.objects.filter(zaak=blik.dossier.zaak, aan=KIND, gelezen_op=None).count()


def mark_read(blik: Blik) -> None:
    """He saw what was written to him."""
    Bericht.objects.filter(zaak=blik.dossier.zaak, aan=KIND, gelezen_op=None).update(gelezen_op=now())


def send(blik: Blik, to: str, text: str, shown: dt.datetime) -> bool:
    """Send a message, unless this form sent it already; whether it was sent now."""
    zaak = blik.dossier.zaak
    with transaction.atomic():
        Zaak.objects.select_for_update().get(pk=zaak.pk)  # two clicks at once wait for each other here
        there = Bericht.objects.filter(zaak=zaak, van=blik.user, aan=to, tekst=text, verzonden_op__gte=shown)
        if there.exists():
            return False
        Bericht.objects.create(zaak=zaak, van=blik.user, aan=to, tekst=text, verzonden_op=now())
    log_processing(blik.user, blik.dossier.activity, "bericht verstuurd", [zaak.person_id])
    return True


def absence(given: dict[str, Any]) -> str:
    """What the municipality reads about somebody who cannot come: Dutch, with his own words as he wrote them."""
    with translation.override("nl"):
        lines = [str(_("Ik kan niet komen.")), f"{REASONS[given['reden']]}."]
    return "\n\n".join([*lines, *([given["tekst"].strip()] if given["tekst"].strip() else [])])


def _own(blik: Blik) -> Any:
    return Bericht.objects.filter(Q(aan=KIND) | Q(van=blik.user), zaak=blik.dossier.zaak)
