"""Languages that newcomers speak, as lists and headers name them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_NAMES: dict[str, Any] = {
    "am": gettext_lazy("Amhaars"), "ar": gettext_lazy("Arabisch"), "ckb": gettext_lazy("Koerdisch (Sorani)"),
    "en": gettext_lazy("Engels"), "es": gettext_lazy("Spaans"), "fa": gettext_lazy("Farsi"),
    "fr": gettext_lazy("Frans"), "ku": gettext_lazy("Koerdisch (Kurmanci)"), "nl": gettext_lazy("Nederlands"),
    "pl": gettext_lazy("Pools"), "prs": gettext_lazy("Dari"), "ps": gettext_lazy("Pasjtoe"),
    "ru": gettext_lazy("Russisch"), "so": gettext_lazy("Somalisch"), "sw": gettext_lazy("Swahili"),
    "ti": gettext_lazy("Tigrinya"), "tr": gettext_lazy("Turks"), "uk": gettext_lazy("Oekraïens"),
    "ur": gettext_lazy("Urdu"), "vi": gettext_lazy("Vietnamees"), "zh": gettext_lazy("Chinees"),
}  # fmt: skip


def language_name(code: str) -> str:
    """The name of a language; the code when there is none, empty when it is not known."""
    return str(_NAMES.get(code, code)) if code else ""


def speaks(code: str) -> str:
    """A word about the language somebody speaks."""
    return _("spreekt %(taal)s") % {"taal": language_name(code)} if code else _("taal niet bekend")
