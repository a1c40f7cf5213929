"""From rows of a file to events: each row through the form of its action and the rules, or told with what is wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils.translation import gettext as _

from doorstroom.web.clock import today
from doorstroom.web.toegang.models import Gebruiker
from doorstroom.web.uren.bestand import HEADINGS
from doorstroom.web.werkplek.formulier import form_of
from doorstroom.web.werkplek.tijdlijn import details
from doorstroom.web.werkplek.woorden import action_name
from doorstroom.web.zaken import reeks
from doorstroom.web.zaken.dossier import Dossier, open_dossier
from doorstroom.web.zaken.gebeurtenis import Attempt
from doorstroom.web.zaken.models import Zaak
from doorstroom.web.zaken.visibility import visible

#: The actions that a row may take, by the column that makes it one of them, and the columns that each reads.
ACTIONS = {"uren": "uren_vastleggen", "percentage": "aanwezigheid_vastleggen"}
COLUMNS = {"uren": ("op", "soort", "vanaf", "uren", "keurmerk"), "percentage": ("op", "percentage")}
_SYSTEM, _LONGEST = "inburgering", 64

Row = tuple[int, Mapping[str, str]]


@dataclass(frozen=True)
class Wrong:
    """What is wrong with a row: in which field, with which value, and why."""

    line: int
    field: str
    value: str
    reason: str


@dataclass(frozen=True)
class Right:
    """What a row would record. ``there``: it is on record already."""

    line: int
    case_id: str
    what: str
    day: dt.date
    details: tuple[tuple[str, str], ...]
    there: bool


@dataclass
class Judged:
    """A whole file: what is wrong, what would be recorded, and the version of each case that was looked at."""

    wrong: list[Wrong] = field(default_factory=list)
    right: list[Right] = field(default_factory=list)
    versions: dict[str, int] = field(default_factory=dict)
    outcome: list[reeks.Judged] = field(default_factory=list)

    @property
    def fresh(self) -> int:
        """How many rows are not on record yet."""
        return sum(not one.there for one in self.right)


def may_read(user: Gebruiker) -> bool:
    """Whether somebody reads hours from files: who records at a course provider."""
    return bool(user.organisatie_id) and user.soort == "aanbieder" and user.mag("handelen") and user.mag("zaak")


def judge(user: Gebruiker, rows: Sequence[Row]) -> Judged:
    """Every row of a file looked at, without doing anything. Opening the cases is logged."""
    told = Judged()
    cases = _cases(user, rows)
    tried: list[tuple[int, str, Dossier, Attempt]] = []
    seen: set[str] = set()
    for line, row in rows:
        mark, case_id = row.get("kenmerk", ""), row.get("zaaknummer", "")
        dossier = cases.get(case_id)
        wrong = _wrong_key(line, mark, seen) + _wrong_case(line, case_id, dossier)
        kinds = [name for name in ACTIONS if row.get(name)]
        if not kinds:
            names = " / ".join(HEADINGS[name][0] for name in ACTIONS)
            wrong.append(Wrong(line, names, "", _("Vul de uren in, of de aanwezigheid.")))
        seen.add(mark)
        told.wrong += wrong
        if dossier is None or wrong:
            continue
        for name in kinds:
            attempt, faults = _attempt(dossier, line, row, name, mark)
            told.wrong += faults
            if attempt is not None:
                tried.append((line, name, dossier, attempt))
    told.outcome = reeks.judge([(dossier, attempt) for _line, _name, dossier, attempt in tried])
    for (line, name, dossier, _tried), one in zip(tried, told.outcome, strict=True):
        _tell(told, line, name, dossier, one)
    told.wrong.sort(key=lambda one: one.line)
    told.versions = {case_id: dossier.version for case_id, dossier in cases.items()}
    return told


def _tell(told: Judged, line: int, name: str, dossier: Dossier, one: reeks.Judged) -> None:
    action = dossier.system.actions[ACTIONS[name]]
    what = action_name(action, dossier.language)
    told.wrong += [Wrong(line, what, "", sentence) for sentence in one.sentences]
    if one.event is not None and not one.sentences:
        shown = details(dossier, action.event, dict(one.event.payload))
        told.right.append(Right(line, dossier.zaak.case_id, what, one.event.valid_on, shown, one.there))


def _cases(user: Gebruiker, rows: Sequence[Row]) -> dict[str, Dossier]:
    """The cases that the rows name, as far as they are coupled to the user's school; each opened once."""
    wanted = {row.get("zaaknummer", "") for _line, row in rows}
    found = visible(user).filter(system=_SYSTEM, case_id__in=wanted).order_by("case_id")
    return {zaak.case_id: _opened(user, zaak) for zaak in found}


def _opened(user: Gebruiker, zaak: Zaak) -> Dossier:
    return open_dossier(user, zaak.case_id, system=zaak.system)


def _wrong_key(line: int, mark: str, seen: set[str]) -> list[Wrong]:
    head = HEADINGS["kenmerk"][0]
    if not mark or len(mark) > _LONGEST or not mark.isprintable():
        return [Wrong(line, head, mark[:_LONGEST], _("Geef elke regel een eigen kenmerk, van hooguit 64 tekens."))]
    if mark in seen:
        return [Wrong(line, head, mark, _("Dit kenmerk staat al eerder in dit bestand."))]
    return []


def _wrong_case(line: int, case_id: str, dossier: Dossier | None) -> list[Wrong]:
    if dossier is not None:
        return []
    reason = _("Deze zaak is er niet, of hoort niet bij uw school.")
    return [Wrong(line, HEADINGS["zaaknummer"][0], case_id[:_LONGEST], reason)]


def _attempt(
    dossier: Dossier, line: int, row: Mapping[str, str], name: str, mark: str
) -> tuple[Attempt | None, list[Wrong]]:
    """What a row wants to record, read by the form of its action; or what the form says is wrong."""
    action = dossier.system.actions[ACTIONS[name]]
    code = dossier.user.organisatie.code
    event_id = uuid5(NAMESPACE_URL, f"doorstroom:uren:{code}:{dossier.zaak.case_id}:{action.name}:{mark}")
    data = {"event_id": str(event_id), "version": str(dossier.version)}
    for key, blank in form_of(dossier, action).fields.items():
        given = row.get(key, "") if key in COLUMNS[name] else ""
        data.setdefault(key, _as_sent(blank, given, guess=key not in ("op", "soort")))
    if name == "percentage":
        data["percentage"] = data["percentage"].removesuffix("%").strip()
    form = form_of(dossier, action, data)
    wrong = []
    for key, reasons in form.errors.items():
        head = HEADINGS[key][0] if key in HEADINGS else str(form.fields[key].label)
        wrong += [Wrong(line, head, row.get(key, "")[:_LONGEST], str(reason)) for reason in reasons]
    if name == "percentage" and not wrong and 0 < form.cleaned_data["percentage"] <= 1:
        reason = _("Schrijf het hele percentage, zoals 85. Een deel van 1 kan een fout van uw rekenblad zijn.")
        wrong.append(Wrong(line, HEADINGS["percentage"][0], row["percentage"], reason))
    return (None, wrong) if wrong else (form.attempt(today()), [])


def _as_sent(blank: Any, text: str, *, guess: bool) -> str:
    """A cell as a form sends it: the code of a choice that stands in words; left empty what the field begins with."""
    if not text:
        value = blank.prepare_value(blank.initial) if guess else ""
        return "" if value is None else str(value)
    for code, label in getattr(blank, "choices", ()):
        if text.casefold() in (str(code).casefold(), str(label).casefold()):
            return str(code)
    return text
