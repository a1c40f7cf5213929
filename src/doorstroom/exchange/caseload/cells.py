"""One cell as a value: a date, a number, a choice, a code; or why it cannot be one, and how to mend it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from doorstroom.exchange.caseload.layout import CaseloadColumn
from doorstroom.exchange.caseload.tables import Formula
from doorstroom.exchange.refusal import Refusal

FIRST_DAY = dt.date(1900, 1, 1)
#: Day 0 of the numbers that spreadsheet programs keep dates in, and those of 1927 to 2119.
_SERIAL_0 = dt.date(1899, 12, 30)
_SERIALS = range(10_000, 80_000)

_DASHES = str.maketrans(dict.fromkeys("–—‑−", "-"))
_WEEKDAY = re.compile(r"(ma|di|wo|do|vr|za|zo|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)[., ]+", re.I)
_CLOCK = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ]'?(\d{2}|\d{4})\.?$")
_DAY_MONTH = re.compile(r"(\d{1,2})[-/. ]+([a-z]{3,9})[-/. ]+'?(\d{2}|\d{4})\.?$", re.I)
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$")
_TOGETHER = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})$")
_MONTHS = (
    ("januari", "january"), ("februari", "february"), ("maart", "mrt", "march"), ("april",), ("mei", "may"),
    ("juni", "june"), ("juli", "july"), ("augustus", "august"), ("september", "sept"), ("oktober", "october"),
    ("november",), ("december",),
)  # fmt: skip

_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+$")
_YES = {"ja": True, "j": True, "yes": True, "true": True, "1": True, "nee": False, "n": False, "no": False,
        "false": False, "0": False}  # fmt: skip
#: What spreadsheet programs show, in English and in Dutch, where a formula has no outcome.
_FAULTS = {
    "#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!",
    "#VERW!", "#N/B", "#NAAM?", "#WAARDE!", "#DEEL/0!", "#GETAL!", "#LEEG!", "#OVERLOOP!",
}  # fmt: skip


class BadValue(Refusal):
    """Why a cell cannot be what it should be."""


def value_of(column: CaseloadColumn, cell: Any, latest: dt.date) -> Any:
    """The value of a filled cell. Raises BadValue."""
    if isinstance(cell, Formula):
        raise BadValue(
            "a formula without its outcome; open the file in your spreadsheet program and save it",
            "een formule zonder uitkomst; open het bestand in uw spreadsheetprogramma en sla het op",
        )
    text = " ".join(str(cell).split())
    if text.upper() in _FAULTS:
        raise BadValue(
            "an error of your spreadsheet; mend the formula", "een foutmelding van uw spreadsheet; herstel de formule"
        )
    if column.kind == "date":
        return _date(cell, latest)
    if column.kind == "number":
        return _number(cell)
    if column.kind == "yesno":
        if isinstance(cell, bool):
            return cell
        if text.lower() not in _YES:
            raise BadValue("write ja or nee", "schrijf ja of nee")
        return _YES[text.lower()]
    if column.kind == "choice":
        assert column.choices is not None
        code = _choices(tuple(column.choices.items())).get(_squeezed(text))
        if code is None:
            words = ", ".join(column.choices)
            raise BadValue(f"write one of: {words}", f"schrijf een van: {words}")
        return code
    return _text(column, cell, text)


def _text(column: CaseloadColumn, cell: Any, text: str) -> str:
    if isinstance(cell, (dt.date, dt.time)):  # what looks like a date becomes one while it is typed
        raise BadValue(
            "became a date in your spreadsheet; give the column the format of text and write it again",
            "is in uw spreadsheet een datum geworden; geef de kolom de opmaak tekst en schrijf het opnieuw",
        )
    if isinstance(cell, float) and cell.is_integer():
        text = str(int(cell))
    if len(text) > 64:
        raise BadValue("longer than 64 characters", "langer dan 64 tekens")
    if not text.isprintable():
        raise BadValue("holds characters that cannot be printed", "er staan tekens in die niet af te drukken zijn")
    if column.digits is not None:
        return _code(text, column.digits)
    return text


def _code(text: str, digits: int) -> str:
    """A code with the zeros in front that a spreadsheet program took away."""
    if not (text.isascii() and text.isdigit() and len(text) <= digits):
        raise BadValue(f"write {digits} digits", f"schrijf {digits} cijfers")
    return text.zfill(digits)


@cache
def _choices(words: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    """The code of every word, and of every code itself, however they are spaced and capitalised."""
    return {_squeezed(word): code for word, code in words} | {_squeezed(code): code for _, code in words}


def _squeezed(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


def _date(cell: Any, latest: dt.date) -> dt.date:
    if isinstance(cell, dt.datetime):
        day = cell.date()
    elif isinstance(cell, dt.date):
        day = cell
    else:
        day = _written_date(str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell))
    if not FIRST_DAY <= day <= latest:
        years = f"{FIRST_DAY.year}-{latest.year}"
        raise BadValue(f"lies outside {years}", f"ligt buiten {years}")
    return day


def _written_date(text: str) -> dt.date:
    """A date as people and programs write it; a year of two digits could be of two centuries."""
    text = _CLOCK.sub("", _WEEKDAY.sub("", " ".join(text.translate(_DASHES).split()), count=1))
    if found := (_YEAR_FIRST.match(text) or _TOGETHER.match(text)):
        return _existing(int(found[1]), int(found[2]), int(found[3]))
    if re.fullmatch(r"\d+(\.\d+)?", text) and int(float(text)) in _SERIALS:
        raise _bare_number(int(float(text)))
    parts = _day_month_year(text)
    if parts is None:
        raise BadValue(
            "not a date; write 31-12-2023 or 2023-12-31, or leave it empty when it is not known",
            "geen datum; schrijf 31-12-2023 of 2023-12-31, of laat de cel leeg als hij niet bekend is",
        )
    day, month, year = parts
    if len(year) == 2:
        raise BadValue("write the year with four digits", "schrijf het jaar met vier cijfers")
    return _existing(int(year), month, day)


def _day_month_year(text: str) -> tuple[int, int, str] | None:
    """1-2-2023, 1 feb 2023 and their like; None for what is no date."""
    if found := _DAY_FIRST.match(text):
        return int(found[1]), int(found[2]), found[3]
    if (found := _DAY_MONTH.match(text)) and (month := _month(found[2].lower())):
        return int(found[1]), month, found[3]
    return None


def _month(word: str) -> int:
    """The number of a month by its name or the beginning of it, in Dutch or English; 0 for another word."""
    return next((n for n, names in enumerate(_MONTHS, 1) if any(name.startswith(word) for name in names)), 0)


def _existing(year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        turned = 12 < month <= 31 and 1 <= day <= 12
        hint, tip = ("; the day comes first", "; eerst de dag, dan de maand") if turned else ("", "")
        raise BadValue(f"this date does not exist{hint}", f"deze datum bestaat niet{tip}") from None


def _bare_number(number: int) -> BadValue:
    """What a spreadsheet program shows when a date is not formatted as one; it names the date, and does not guess."""
    day = f"{_SERIAL_0 + dt.timedelta(number):%d-%m-%Y}"
    return BadValue(
        f"a number, not a date (perhaps {day}); give the cell the format of a date in your spreadsheet",
        f"een getal, geen datum (misschien {day}); geef de cel in uw spreadsheet de opmaak datum",
    )


def _number(cell: Any) -> float:
    if isinstance(cell, bool):
        raise BadValue("not a number", "geen getal")
    if isinstance(cell, (int, float)):
        return float(cell)
    text = "".join(str(cell).split())
    if _THOUSANDS.match(text):  # 1.250 is 1250 in Dutch and 1.25 in English
        plain, parts = text.replace(".", ""), text.replace(".", ",")
        raise BadValue(f"can be read in two ways; write {plain} or {parts}", f"schrijf {plain} of {parts}")
    if "," in text:
        text = text.replace(".", "").replace(",", ".")
    try:
        found = float(text)
    except ValueError:
        raise BadValue("not a number", "geen getal") from None
    if found != found or found in (float("inf"), float("-inf")):
        raise BadValue("not a number", "geen getal")
    return found
