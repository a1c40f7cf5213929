"""Who processed his data, when and what for: the log of processing in plain words.

Of staff the organisation and the kind of work are told, not the name: that is what somebody needs to know whether it
was right, and who wants to know more asks that organisation. His own looks are told as his.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from doorstroom.register.vault import Processing
from doorstroom.web.clock import HERE
from doorstroom.web.mijn.blik import KIND, Blik
from doorstroom.web.toegang.models import Organisatie

#: The first words of an operation, and what it means. The first that fits counts.
_OPERATIONS: tuple[tuple[str, Any], ...] = (
    ("zaak geopend", gettext_lazy("keek in uw gegevens")),
    ("bladzijde van de inburgeraar", gettext_lazy("keek naar uw bladzijde")),
    ("read", gettext_lazy("zocht uw naam en gegevens op")),
    ("search", gettext_lazy("zocht u op")),
    ("write", gettext_lazy("schreef uw naam en gegevens op")),
    ("erase", gettext_lazy("wiste uw naam en gegevens")),
    ("vastgelegd", gettext_lazy("schreef iets op in uw zaak")),
    ("voorstel", gettext_lazy("deed een voorstel in uw zaak")),
    ("akkoord", gettext_lazy("keek een voorstel na")),
    ("voorbeeld van brief", gettext_lazy("bekeek een brief voor u")),
    ("brief gemaakt", gettext_lazy("maakte een brief voor u")),
    ("brief", gettext_lazy("las een brief aan u")),
    ("uitleg bij brief", gettext_lazy("las de uitleg bij een brief")),
    ("document toegevoegd", gettext_lazy("bewaarde een bestand in uw zaak")),
    ("document", gettext_lazy("las een bestand in uw zaak")),
    ("bericht", gettext_lazy("stuurde een bericht")),
    ("alles gedownload", gettext_lazy("haalde alle gegevens op")),
)
#: What the processing was for, by the activity in the log.
_WHY: dict[str, Any] = {
    "werklijst": gettext_lazy("om op tijd te zijn"),
    "zaak behandelen": gettext_lazy("om u te helpen met inburgeren"),
    "besluit nemen": gettext_lazy("om een besluit te nemen"),
    "eigen gegevens": gettext_lazy("u bekeek uw eigen gegevens"),
    "beheer": gettext_lazy("voor het beheer van dit systeem"),
    "bewaartermijn": gettext_lazy("om gegevens niet te lang te bewaren"),
}


@dataclass(frozen=True)
class Look:
    """What somebody did with his data on a day, and how often. ``told``: the operation as it stands in the log."""

    day: dt.date
    who: str
    what: str
    why: str
    times: int
    mine: bool
    told: str = ""


def looks(blik: Blik, most: int) -> list[Look]:
    """The last processings, the newest first; the same by the same on one day is told once."""
    names = {KIND: _("U"), **dict(Organisatie.objects.values_list("code", "naam"))}
    lines = sorted(blik.dossier.processings(), key=lambda line: line.processed_at, reverse=True)
    found = []
    for _key, same in groupby(_by_day(lines), key=lambda pair: pair[0]):
        together = list(same)
        line = together[0][1]
        what = next((words for start, words in _OPERATIONS if line.operation.startswith(start)), None)
        found.append(
            Look(
                line.processed_at.astimezone(HERE).date(),
                names.get(line.organisation, _("dit systeem")),
                str(what) if what else _("gebruikte uw gegevens"),
                str(_WHY.get(line.processing_activity, "")),
                len(together),
                line.organisation == KIND,
                "" if what else line.operation,
            )
        )
        if len(found) == most:
            break
    return found


def _by_day(lines: list[Processing]) -> Iterator[tuple[tuple[Any, ...], Processing]]:
    """Lines of a day beside each other where they are alike, days in order."""
    keyed = [((line.processed_at.astimezone(HERE).date(), line.organisation, line.operation.partition(":")[0],
               line.processing_activity), line) for line in lines]  # fmt: skip
    first: dict[tuple[Any, ...], int] = {}
    for place, (key, _line) in enumerate(keyed):
        first.setdefault(key, place)
    yield from sorted(keyed, key=lambda pair: first[pair[0]])
