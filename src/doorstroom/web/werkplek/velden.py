"""Fields as people in the Netherlands fill them in: dates as 9-3-2026, numbers with a comma, "weet ik niet"."""

from __future__ import annotations

import datetime as dt
import operator
import re
from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy, gettext_noop
from django.utils.translation import gettext as _

from doorstroom.kernel.wording import MONTHS, in_words

_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SPELLED = re.compile(r"(\d{1,2}) ([^\W\d_]+) (\d{4})")
_MONTHS = {name.casefold(): place + 1 for names in MONTHS.values() for place, name in enumerate(names)}
#: A number as people write it: digits, perhaps with a dot before every three, and a comma before decimals.
_GROUPED = re.compile(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?")
_PLAIN = re.compile(r"[+-]?\d+([.,]\d+)?")


def read_day(text: str) -> dt.date | None:
    """The day that a text names: 9-3-2026, 2026-03-09 or 9 maart 2026. None when it names no day."""
    text = " ".join(text.split())
    found = _DAY.fullmatch(text)
    if found:
        day, month, year = (int(part) for part in found.groups())
    elif found := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    elif (found := _SPELLED.fullmatch(text)) and found[2].casefold() in _MONTHS:
        day, month, year = int(found[1]), _MONTHS[found[2].casefold()], int(found[3])
    else:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def write_day(day: dt.date) -> str:
    """A day as it stands in a field."""
    return f"{day.day}-{day.month}-{day.year}"


class DayField(forms.CharField):
    """A day, as Dutch people write it."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"class": "utrecht-textbox--date", "autocomplete": "off"})
        super().__init__(**{"widget": widget, "max_length": 40, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        """A day as text; text that somebody typed as it is."""
        return write_day(value) if isinstance(value, dt.date) else value

    def clean(self, value: Any) -> Any:
        """The day, or None for an empty field. Raises ValidationError."""
        text = super().clean(value)
        if not text:
            return None
        day = read_day(text)
        if day is None:
            raise ValidationError(_("Schrijf een dag die bestaat, zoals 9-3-2026."))
        return day


class NumberField(forms.CharField):
    """A number with a decimal comma; whole numbers only when told so. ``bounds``: what an event type says of it."""

    #: Names of bounds in the metadata of a payload field, whether a value keeps to them, and what is said when not.
    BOUNDS: ClassVar = {
        "ge": (operator.ge, gettext_noop("Dit kan niet minder zijn dan %(grens)s.")),
        "gt": (operator.gt, gettext_noop("Dit moet meer zijn dan %(grens)s.")),
        "le": (operator.le, gettext_noop("Dit kan niet meer zijn dan %(grens)s.")),
        "lt": (operator.lt, gettext_noop("Dit moet minder zijn dan %(grens)s.")),
    }

    def __init__(self, *, whole: bool = False, bounds: Iterable[Any] = (), **kwargs: Any) -> None:
        self.whole, self.bounds = whole, tuple(bounds)
        mode = "numeric" if whole else "decimal"
        attrs = {"class": "utrecht-textbox--short", "inputmode": mode, "autocomplete": "off"}
        super().__init__(**{"widget": forms.TextInput(attrs=attrs), "max_length": 24, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        """A number as Dutch text; text that somebody typed as it is."""
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return f"{value:.10g}".replace(".", ",")
        return value

    def clean(self, value: Any) -> Any:
        """The number, or None for an empty field. Raises ValidationError."""
        text = (super().clean(value) or "").replace(" ", "")
        if not text:
            return None
        if _GROUPED.fullmatch(text):
            text = text.replace(".", "").replace(",", ".")
        elif _PLAIN.fullmatch(text):
            text = text.replace(",", ".")
        else:
            raise ValidationError(_("Schrijf een getal, zoals 12,5."))
        number = float(text)
        if self.whole and not number.is_integer():
            raise ValidationError(_("Schrijf een heel getal."))
        self._keep_to_bounds(number)
        return int(number) if self.whole else number

    def _keep_to_bounds(self, number: float) -> None:
        for bound in self.bounds:
            for name, (holds, sentence) in self.BOUNDS.items():
                limit = getattr(bound, name, None)
                if limit is not None and not holds(number, limit):
                    shown = in_words(limit, "nl" if get_language() == "nl" else "en")
                    raise ValidationError(_(sentence) % {"grens": shown})


class YesNoField(forms.ChoiceField):
    """Yes, no, and where that is an answer: not known."""

    YES, NO, UNKNOWN = "ja", "nee", "onbekend"

    def __init__(self, *, unknown: bool, **kwargs: Any) -> None:
        choices = [(self.YES, gettext_lazy("ja")), (self.NO, gettext_lazy("nee"))]
        if unknown:
            choices.append((self.UNKNOWN, gettext_lazy("weet ik niet")))
        super().__init__(**{"choices": choices, "widget": forms.RadioSelect, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        """A truth value as the answer that it is."""
        return {True: self.YES, False: self.NO, None: self.UNKNOWN}.get(value, value) if value != "" else value

    def clean(self, value: Any) -> Any:
        """True, False or None. Raises ValidationError."""
        return {self.YES: True, self.NO: False}.get(super().clean(value))


class PickField(forms.ChoiceField):
    """One of several values; empty means not known, where that is allowed."""

    def clean(self, value: Any) -> Any:
        """The value, or None."""
        return super().clean(value) or None
