"""What DUO must be told because of events of ours: messages made of what the rules say of the case now.

Each message says the whole of its resource. Which message an event leads to stands in ``mapping.OUTGOING``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from doorstroom.exchange.duo import mapping, verwijtbaarheid
from doorstroom.exchange.duo.messages.aanbod import Aanbod
from doorstroom.exchange.duo.messages.pip import Pip
from doorstroom.exchange.duo.messages.resultaten import ResultaatMap, ResultaatPvt, ResultaatZroute
from doorstroom.exchange.duo.messages.uren import (
    UrenParticipatieactiviteiten,
    UrenParticipatieAlsTaalles,
    UrenTaallesEnKnmIntake,
)
from doorstroom.exchange.duo.messages.wire import Message
from doorstroom.exchange.duo.outbox import Draft
from doorstroom.exchange.duo.people import ACTOR
from doorstroom.kernel.events import Event
from doorstroom.kernel.plain.case import CaseEvaluation, Row

#: What must be computed of a case to make its messages.
COLUMNS = (
    *("pip_uren_niet_naar_duo", "pip_van_kracht", "alfabetisering", "is_asielstatushouder", "leerroute"),
    *("pvt_ondertekend_op", "map_afgerond_op", "zroute_voldaan_op"),
    *("uren_taal_en_knm", "uren_taalschakel", "uren_participatie", "uren_nt2_intake", "uren_knm_intake"),
    *verwijtbaarheid.COLUMNS,
)
_MOST_HOURS = 9999
#: Who loads a caseload into a register that is connected must not tell DUO its own history.
_OLD = dt.timedelta(days=60)
_OLD_NEWS = "Dit is van meer dan twee maanden geleden. Bevestig dat DUO het nog niet weet."


@dataclass(frozen=True)
class Present:
    """A case as it stands: who we are, what the rules say, and what day it is."""

    gemeente: str
    case: CaseEvaluation
    today: dt.date

    def row(self, event: Event) -> Row | None:
        """The event as it holds, with the columns computed for it; None when it was replaced or retracted."""
        rows = self.case.rows.get(event.type, ())
        return next((row for row in rows if row["event_id"] == str(event.event_id)), None)

    def rows(self, kind: str) -> Sequence[Row]:
        """Every event of a type that holds."""
        return self.case.rows.get(kind, ())


def is_ours(event: Event) -> bool:
    """Whether DUO may have to hear of an event: one of the table, and not taken over from DUO itself."""
    return event.actor != ACTOR and any(told.event == event.type for told in mapping.OUTGOING)


def drafts(event: Event, present: Present) -> list[Draft]:
    """The messages that an event leads to, with the case as it stands now."""
    judged = event.type == "verwijtbaarheid_beoordeeld"
    not_before = _when_blame_may_be_told(event, present) if judged else None
    # A total of hours is no news of one day, and a judgement may be told long after.
    old = event.type != "uren_gevolgd" and not judged and present.today - event.valid_on > _OLD
    doubt = _OLD_NEWS if old else ""
    return [
        Draft(name, f"{event.event_id}:{name}", event.person_id, body, not_before=not_before, doubt=doubt)
        for name, body in _MAKERS[event.type](event, present)
    ]


_Made = Iterator[tuple[str, Message | None]]


def _pip(event: Event, present: Present) -> _Made:
    row = present.row(event)
    if row is None:
        if event.retracted:
            yield "pip_vervalt", None
        return
    if row["gemeente"] != present.gemeente:
        return
    if row["vernietigd_op"] is not None:
        yield "pip_vervalt", None
        return
    hours = row["uren_leerroute"]
    # DUO takes hours only in the B1-route of the asylum group, and at least one.
    tells_hours = hours is not None and hours >= 1 and row["pip_uren_niet_naar_duo"] is False
    yield (
        "pip_melden",
        Pip(
            dagtekening=row["valid_on"],
            leerroute=mapping.duo_word(mapping.LEERROUTE, row["leerroute"]),  # type: ignore[arg-type]
            niveau=row["niveau"] if row["niveau"] in ("A2", "B1") else None,  # DUO knows no B2 in a plan
            intensiteit=min(int(hours), _MOST_HOURS) if tells_hours else None,
            alfabetisering=_alfabetisering(row["alfabetisering"]),
        ),
    )


def _alfabetisering(ours: str | None) -> Literal["A", "AA", "NVT"]:
    return mapping.duo_word(mapping.ALFABETISERING, ours or "nvt")  # type: ignore[return-value]


def _toets(event: Event, present: Present) -> _Made:
    if present.row(event) is not None:
        yield "examennummer_vervalt", None


def _aanbod(event: Event, present: Present) -> _Made:
    row = present.row(event)
    if row is not None:
        yield "aanbod_melden", Aanbod(
            aangeboden_op=row["valid_on"], begint_op=row["begint_op"], tot=None,
            alfabetisering=_alfabetisering(present.case.values["alfabetisering"]),
        )  # fmt: skip


def _pvt(event: Event, present: Present) -> _Made:
    day = present.case.values["pvt_ondertekend_op"]
    yield "pvt_melden", ResultaatPvt(ondertekend_op=day, verwijtbaar=_blame("pvt", day, present))


def _map(event: Event, present: Present) -> _Made:
    day = present.case.values["map_afgerond_op"]
    yield "map_melden", ResultaatMap(eindgesprek_op=day, verwijtbaar=_blame("map", day, present))


def _judged(part: str, present: Present) -> Literal["Ja", "Nee"] | None:
    """What an official judged last about PVT or MAP."""
    judged = [row["oordeel"] for row in present.rows("verwijtbaarheid_beoordeeld") if row["onderwerp"] == part]
    return None if not judged else "Ja" if judged[-1] else "Nee"


def _blame(part: str, day: dt.date | None, present: Present) -> Literal["Ja", "Nee"] | None:
    """The same, as far as DUO may be told it beside this day."""
    word = _judged(part, present)
    faults = verwijtbaarheid.faults_of_blame(day, word, present.today, present.case.values)
    return None if faults else word


_DAYS = {"pvt": "pvt_ondertekend_op", "map": "map_afgerond_op"}


def _oordeel(event: Event, present: Present) -> _Made:
    """Beside a day before the end of the term DUO may not hear whose fault it was; otherwise it does, maybe later."""
    part = str((present.row(event) or {}).get("onderwerp"))
    if part not in _DAYS:
        return
    day, word = present.case.values[_DAYS[part]], _judged(part, present)
    if "R-9" in verwijtbaarheid.faults_of_blame(day, word, present.today, present.case.values):
        return
    if part == "pvt":
        yield "pvt_melden", ResultaatPvt(ondertekend_op=day, verwijtbaar=word)
    else:
        yield "map_melden", ResultaatMap(eindgesprek_op=day, verwijtbaar=word)


def _when_blame_may_be_told(event: Event, present: Present) -> dt.date | None:
    """The first day on which DUO takes this judgement; None when that is now, or not known."""
    values, part = present.case.values, str(event.payload.get("onderwerp"))
    if part not in _DAYS:
        return None
    word = _judged(part, present)
    faults = verwijtbaarheid.faults_of_blame(values[_DAYS[part]], word, present.today, values)
    if "R-11" in faults:
        return values["verwijtbaar_melden_vanaf"]  # type: ignore[no-any-return]
    return values["niet_verwijtbaar_melden_vanaf"] if "R-10" in faults else None


def _zroute(event: Event, present: Present) -> _Made:
    day = present.case.values["zroute_voldaan_op"]
    if day is not None or event.retracted:
        yield "zroute_melden", ResultaatZroute(afgerond_op=day)


def _uren(event: Event, present: Present) -> _Made:
    values = present.case.values
    kind = (present.row(event) or {}).get("soort")
    lessons = kind in ("nt2", "knm", "alfabetisering", "taalschakel", None)
    intake = _whole(values["uren_nt2_intake"], values["uren_knm_intake"])
    if lessons and (row := present.row(event)) is not None and row["tijdens_intake"]:
        yield "uren_intake_melden", UrenTaallesEnKnmIntake(uren=intake)
    elif lessons:
        total = _whole(values["uren_taal_en_knm"], values["uren_taalschakel"])
        yield "uren_taalles_melden", UrenParticipatieAlsTaalles(uren=total)
    elif values["is_asielstatushouder"] and values["leerroute"] == "Z":
        yield "uren_participatie_melden", UrenParticipatieactiviteiten(uren=_whole(values["uren_participatie"]))
    if values["zroute_voldaan_op"] is not None:
        yield from _zroute(event, present)


def _whole(*hours: float | None) -> int:
    """Whole hours, as DUO takes them: what is not full is not told yet."""
    return min(int(sum(each or 0 for each in hours)), _MOST_HOURS)


_MAKERS: dict[str, Callable[[Event, Present], _Made]] = {
    "pip_vastgesteld": _pip,
    "leerbaarheidstoets_ontheven": _toets,
    "aanbod_gedaan": _aanbod,
    "pvt_ondertekend": _pvt,
    "map_afgerond": _map,
    "verwijtbaarheid_beoordeeld": _oordeel,
    "zroute_eindgesprek": _zroute,
    "uren_gevolgd": _uren,
}
