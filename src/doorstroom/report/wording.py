"""How numbers, dates and the fixed words of a report read in Dutch and in English."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final, Literal
from zoneinfo import ZoneInfo

from doorstroom.kernel.indicators import TOTAL, UNKNOWN, Breakdown
from doorstroom.report.rounding import Shown

Language = Literal["nl", "en"]
#: Mark of a number that is kept back because it would tell a hidden one.
KEPT_BACK: Final = "–"
#: Moments are stored in UTC and shown in the time of the Netherlands.
AMSTERDAM: Final = ZoneInfo("Europe/Amsterdam")

_MONTHS = {
    "nl": (
        "januari", "februari", "maart", "april", "mei", "juni",
        "juli", "augustus", "september", "oktober", "november", "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Words:
    """The words of one language."""

    language: Language

    def pick(self, of: object, what: str = "") -> str:
        """The text of a declared object in this language: its ``nl`` or ``en``, or ``definition_nl`` and so on."""
        text: str = getattr(of, f"{what}_{self.language}" if what else self.language)
        return text

    def __getitem__(self, key: str) -> str:
        return _TEXTS[key][0 if self.language == "nl" else 1]

    def number(self, number: float, decimals: int | None = None) -> str:
        """1234.5 as 1.234,5 (nl) or 1,234.5 (en)."""
        if decimals is None:
            text = f"{number:,}" if isinstance(number, int) else f"{number:,.1f}"
        else:
            text = f"{number:,.{decimals}f}"
        if self.language == "nl":
            text = text.translate(str.maketrans(",.", ".,"))
        return text.replace("-", "−")

    def shown(self, shown: Shown, *, percent: bool = False) -> str:
        """A rounded number as it is printed."""
        if shown.value is None:
            return KEPT_BACK if shown.below is None else f"<{self.number(shown.below)}"
        return self.number(shown.value) + ("%" if percent else "")

    def day(self, day: dt.date) -> str:
        """1 mei 2023, 1 May 2023."""
        return f"{day.day} {_MONTHS[self.language][day.month - 1]} {day.year}"

    def month(self, code: str) -> str:
        """The month with the code 2023-01, as januari 2023 or January 2023."""
        return f"{_MONTHS[self.language][int(code[5:]) - 1]} {code[:4]}"

    def moment(self, moment: dt.datetime) -> str:
        """A moment in the time of the Netherlands: 1 mei 2023, 14:30 uur. The very end of a day (UTC): that day."""
        if moment.astimezone(dt.UTC).time() == dt.time.max:
            return f"{self.day(moment.astimezone(dt.UTC).date())} ({self['whole_day']})"
        local = moment.astimezone(AMSTERDAM)
        clock = f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"
        return f"{self.day(local.date())}, {clock}{' uur' if self.language == 'nl' else ''}"

    def category(self, breakdown: Breakdown, code: str) -> str:
        """The label of a category of a breakdown."""
        if code == TOTAL:
            return self.pick(breakdown, "total")
        if code == UNKNOWN:
            return self["unknown"]
        if breakdown.months:
            return self.month(code)
        return next(self.pick(category) for category in breakdown.categories if category.code == code)


_TEXTS: Final[dict[str, tuple[str, str]]] = {
    "about": ("Over deze cijfers", "About these figures"),
    "adrift": ("wijkt af door afronding", "differs because of rounding"),
    "adrift_long": (
        "Wijkt af door afronding: de afgeronde delen tellen niet op tot het afgeronde totaal. Het totaal is berekend "
        "met de niet-afgeronde aantallen.",
        "Differs because of rounding: the rounded parts do not add up to the rounded total. The total is computed from "
        "the unrounded numbers.",
    ),
    "after_known_at": (
        "De peildatum ligt na het moment waarop het register is bekeken. Deze cijfers kunnen dus nog veranderen.",
        "The reference date lies after the moment at which the register was read, so these figures may still change.",
    ),
    "aandeel": ("aandeel", "share"),
    "aantal": ("aantal", "number"),
    "all_known": ("alles wat in het register staat", "everything in the register"),
    "before": ("Eerst bekend", "Known first"),
    "after": ("Later bekend", "Known later"),
    "cases": ("Dossiers in het register", "Cases in the register"),
    "changed": ("{n} cijfers zijn anders geworden.", "{n} figures changed."),
    "changes": ("Cijfers die anders zijn geworden", "Figures that changed"),
    "change": ("Verschil", "Difference"),
    "change_note": (
        "Het verschil is berekend met de niet-afgeronde aantallen en daarna afgerond.",
        "The difference is computed from the unrounded numbers and then rounded.",
    ),
    "chart_data": ("De cijfers van deze grafiek staan in", "The figures of this chart are in"),
    "code_version": ("Versie van de software", "Version of the software"),
    "column": ("Kolom", "Column"),
    "comparison": ("Wat veranderde er met terugwerkende kracht?", "What changed with retroactive effect?"),
    "comparison_intro": (
        "Dezelfde peildata, twee keer bekeken: met wat het register wist op {before}, en met wat het wist op {after}. "
        "Alleen cijfers die anders zijn geworden staan in de tabel.",
        "The same reference dates, looked at twice: with what the register knew at {before}, and with what it knew at "
        "{after}. Only figures that changed are in the table.",
    ),
    "comparison_none": (
        "Er is geen enkel cijfer veranderd tussen die twee momenten.",
        "Not one figure changed between these two moments.",
    ),
    "contents": ("Inhoud", "Contents"),
    "date_rule": ("Datum die telt", "Date that counts"),
    "definition": ("Definitie", "Definition"),
    "definitions": ("Wat tellen we precies?", "What exactly do we count?"),
    "document": ("Document", "Document"),
    "events_read": (
        "Gebeurtenissen die op de peildatum golden en zijn gelezen",
        "Events in force on the date and read",
    ),
    "events_stored": ("Gebeurtenissen in het register (alle versies)", "Events in the register (all versions)"),
    "figure": ("Figuur", "Figure"),
    "indicator": ("Cijfer", "Figure"),
    "kept_back": (
        "Een streepje (–) is een cijfer dat we niet tonen, of dat er niet is. Het zou een klein aantal verraden.",
        "A dash (–) is a figure that we do not show or that does not exist. It would give a small number away.",
    ),
    "known_at": ("Bekend op", "Known at"),
    "latest": ("laatste registratie", "last registration"),
    "made_at": ("Gemaakt op", "Made on"),
    "no": ("nee", "no"),
    "no_rows": ("Er is nog niemand om in deze tabel te tellen.", "There is nobody to count in this table yet."),
    "outside": ("buiten de afronding", "outside the rounding"),
    "parts_total": ("Het totaal telt ook onbekend mee.", "The total includes unknown."),
    "peildatum": ("Peildatum", "Reference date"),
    "percent_point": ("procentpunt", "percentage points"),
    "prose_numbers": ("De getallen in de tekst", "The numbers in the text"),
    "published": ("gepubliceerd", "published"),
    "published_long": (
        "Onder elk cijfer staat wat er echt is gepubliceerd, als dat er is. Daarbij staat of ons cijfer binnen de "
        "afronding van die publicatie valt.",
        "Under each figure stands what was really published, where there is such a figure, and whether ours lies "
        "within "
        "the rounding of that publication.",
    ),
    "published_none": (
        "Bij deze peildatum hebben wij geen gepubliceerde cijfers.",
        "For this reference date we have no published figures.",
    ),
    "register": ("Register", "Register"),
    "rounding": ("Afronding", "Rounding"),
    "row": ("Rij", "Row"),
    "score": (
        "{inside} van de {all} gepubliceerde cijfers vallen binnen de afronding.",
        "{inside} of the {all} published figures lie within the rounding.",
    ),
    "source": ("Bron van de definitie", "Source of the definition"),
    "statistic": ("waarde", "value"),
    "table": ("Tabel", "Table"),
    "uncertain": ("Nog te bevestigen", "To be confirmed"),
    "undecided": (
        "van {n} personen is niet bekend of zij meetellen.",
        "of {n} persons it is not known whether they count.",
    ),
    "unit": ("Eenheid", "Unit"),
    "unknown": ("Onbekend", "Unknown"),
    "unknown_share": (
        "van {n} personen die meetellen is niet bekend of dit voor hen geldt.",
        "of {n} persons who count it is not known whether this holds for them.",
    ),
    "invented": (
        "VERZONNEN MENSEN. Dit rapport telt {n} zaken uit een demoregister. Dat register is zo gemaakt, dat de "
        "gepubliceerde cijfers eruit komen; het bewijst die cijfers dus niet.",
        "INVENTED PEOPLE. This report counts {n} cases of a demo register. That register was made so that the "
        "published figures come out of it; it is therefore no proof of those figures.",
    ),
    "unrounded": (
        "NIET AFGEROND. Dit rapport mag niet openbaar worden. Reden: {reason}",
        "NOT ROUNDED. This report may not be made public. Reason: {reason}",
    ),
    "whole_day": ("de hele dag", "the whole day"),
    "within": ("binnen de afronding", "within the rounding"),
    "yes": ("ja", "yes"),
}
