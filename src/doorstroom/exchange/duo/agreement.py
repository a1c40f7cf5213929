"""Do DUO and the register agree about a person? What DUO can be asked, beside what our rules and events say."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from doorstroom.exchange.duo import mapping
from doorstroom.exchange.duo.errors import UnknownPerson
from doorstroom.exchange.duo.incoming import COLUMNS as COMPARED
from doorstroom.exchange.duo.incoming import Setting, reported
from doorstroom.exchange.duo.outcomes import Consequence, Outcome
from doorstroom.exchange.duo.outgoing import COLUMNS as TOLD
from doorstroom.exchange.duo.side import Side
from doorstroom.exchange.duo.takeover import case_of, news
from doorstroom.kernel.wording import in_words

#: Asked of every person, in this order; the first says whether DUO knows the person under our municipality.
ASKED = (
    *("plicht", "doelgroep", "termijn", "pip", "pvt", "map", "uren", "examens", "vrijstellingen", "ontheffingen"),
    "toetsresultaten",
)
COLUMNS = tuple(
    dict.fromkeys(
        (
            *("inburgeringsplichtig_wi2021", "plicht_start", "plicht_geeindigd_op", "plicht_eind_reden"),
            *("lopende_termijn_start", "pip_laatste_datum", "pip_gemeente", "doelgroep"),
            *COMPARED,
            *TOLD,
        )
    )
)


@dataclass(frozen=True)
class Difference:
    """One thing that DUO and we say otherwise, in words."""

    person_id: str
    what: str
    duo: str
    ours: str


@dataclass(frozen=True)
class Agreement:
    """What came of comparing: who was compared, who is not (any more) ours at DUO, and every difference.

    ``broken_off``: why not everybody could be compared; empty when everybody was.
    """

    compared: tuple[str, ...]
    not_ours: tuple[str, ...]
    differences: tuple[Difference, ...]
    broken_off: str = ""


def compare(side: Side, person_ids: Iterable[str]) -> Agreement:
    """Compare people one by one, until DUO does not answer."""
    compared: list[str] = []
    not_ours: list[str] = []
    differences: list[Difference] = []
    for person_id in person_ids:
        answers, stopped = _ask(side, person_id)
        if stopped is not None and stopped.consequence is Consequence.OUT_OF_SCOPE:
            not_ours.append(person_id)
            continue
        if stopped is not None:
            return Agreement(tuple(compared), tuple(not_ours), tuple(differences), stopped.reason)
        compared.append(person_id)
        differences += _differences(side, person_id, answers)
    return Agreement(tuple(compared), tuple(not_ours), tuple(differences))


def _ask(side: Side, person_id: str) -> tuple[dict[str, Any], Outcome | None]:
    try:
        bsn = side.people.bsn_of(person_id)
    except UnknownPerson as error:
        return {}, Outcome(Consequence.OUT_OF_SCOPE, None, str(error))
    answers: dict[str, Any] = {}
    for name in ASKED:
        outcome = side.client.call(name, bsn=bsn)
        nothing = outcome.consequence is Consequence.OUT_OF_SCOPE and name != ASKED[0]
        if not (outcome.done or nothing):
            return answers, outcome
        answers[name] = outcome.value
    return answers, None


def _differences(side: Side, person_id: str, answers: dict[str, Any]) -> list[Difference]:
    case_id = case_of(side.register, side.system, person_id) or ""
    case = side.evaluate(case_id, COLUMNS)
    found = [
        Difference(person_id, what, in_words(duo, "nl"), in_words(ours, "nl"))
        for what, duo, ours in _pairs(answers, case.values, side.settings.gemeente)
        if duo != ours
    ]
    setting = Setting("", side.today, side.settings.gemeente, case.values, side.settings.gronden)
    events = side.register.history_of_case(side.system, case_id)
    reports = [each for each in reported(setting, answers) if each.type not in _SAID_BY_COLUMNS]
    for event in news(side.system, events, case_id, person_id, reports, side.now):
        kind = side.system.events[event.type].nl
        day = in_words(event.valid_on, "nl")
        found.append(Difference(person_id, kind, f"{day}: {event.payload}", "niet in het register"))
    return found


#: Reports that carry the day of reporting; what they say is compared as columns.
_SAID_BY_COLUMNS = ("termijn_gemeld", "verlenging_verleend")


def _pairs(answers: dict[str, Any], ours: Any, gemeente: str) -> list[tuple[str, Any, Any]]:
    """What DUO says beside what we say, with what it is about."""
    duty = answers["plicht"]
    found = [
        ("Inburgeringsplichtig", duty.plichtig, ours["inburgeringsplichtig_wi2021"]),
        ("Begin van de plicht", duty.begin, ours["plicht_start"]),
        ("Einde van de plicht", duty.tot, ours["plicht_geeindigd_op"]),
        ("Reden dat er geen plicht is", duty.reden, None if duty.plichtig else ours["plicht_eind_reden"]),
    ]
    group, term, plan = answers["doelgroep"], answers["termijn"], answers["pip"]
    if group is not None and group.indeling is not None:
        found.append(("Doelgroep", mapping.DOELGROEP[group.indeling], ours["doelgroep"]))
    if term is not None:
        found.append(("Begin van de termijn", term.begin, ours["lopende_termijn_start"]))
        found.append(("Einde van de termijn (exclusief)", term.tot, ours["termijn_einde_exclusief"]))
    found.append(("Gemeente van het PIP", plan and plan.gemeente, ours["pip_gemeente"]))
    found.append(("Dagtekening van het PIP", plan and plan.pip.dagtekening, ours["pip_laatste_datum"]))
    found.append(("Leerroute", plan and mapping.LEERROUTE[plan.pip.leerroute], ours["leerroute"]))
    signed, talked = answers["pvt"], answers["map"]
    found.append(("PVT ondertekend", signed and signed.ondertekend_op, ours["pvt_ondertekend_op"]))
    found.append(("MAP afgerond", talked and talked.eindgesprek_op, ours["map_afgerond_op"]))
    mine = next((each for each in answers["uren"] or () if each.gemeente == gemeente), None)
    for part, hours in _HOURS.items():
        told = getattr(mine, part, None) if mine is not None else None
        if told is not None:
            found.append((f"Uren {part}", told.uren, hours(ours)))
    return found


_HOURS: dict[str, Callable[[Any], int]] = {
    "taalles": lambda ours: int((ours["uren_taal_en_knm"] or 0) + (ours["uren_taalschakel"] or 0)),
    "intake": lambda ours: int((ours["uren_nt2_intake"] or 0) + (ours["uren_knm_intake"] or 0)),
    "participatie": lambda ours: int(ours["uren_participatie"] or 0),
}
