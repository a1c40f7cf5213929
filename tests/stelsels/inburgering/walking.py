"""Walk a case through its actions: each is refused with sentences, or recorded."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from doorstroom.kernel.events import Event
from doorstroom.kernel.guards import barred, refusals, refusals_with, standing
from doorstroom.stelsels.inburgering import system


@dataclass
class Walk:
    """A case and what happened in it so far. ``actor``: who acts unless told otherwise."""

    actor: str = "een"
    events: list[Event] = field(default_factory=list)

    def proposed(self, action: str, day: str, actor: str | None, payload: dict[str, Any]) -> Event:
        """The event that an action would record, with what the action fixes or leaves as it was."""
        one = system().actions[action]
        instance, before = f"{len(self.events)}", {}
        if one.amends:
            last = [event for event in self.events if event.type == one.event][-1]
            instance, before = last.instance, last.payload
        return Event(
            case_id="zaak", person_id="persoon", type=one.event, instance=instance,
            valid_on=dt.date.fromisoformat(day), recorded_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC),
            sequence=len(self.events), organisation="0001", actor=actor or self.actor,
            payload={**before, **payload, **one.fixed},
        )  # fmt: skip

    def refused(
        self, action: str, day: str, today: str | None = None, actor: str | None = None, **payload: Any
    ) -> list[str]:
        """Why an action is refused, in Dutch; nothing when it may be done."""
        one, event = system().actions[action], self.proposed(action, day, actor, payload)
        on = dt.date.fromisoformat(today or day)
        return [r.sentence for r in refusals_with(system(), one, self.events, event, on, "nl")]

    def take(self, action: str, day: str, today: str | None = None, actor: str | None = None, **payload: Any) -> None:
        """Do an action that nothing refuses."""
        assert self.refused(action, day, today, actor, **payload) == [], action
        self.events.append(self.proposed(action, day, actor, payload))

    def happened(self, kind: str, day: str, **payload: Any) -> None:
        """Something that came from elsewhere."""
        self.events.append(
            Event(
                case_id="zaak", person_id="persoon", type=kind, instance=f"{len(self.events)}",
                valid_on=dt.date.fromisoformat(day), recorded_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC),
                sequence=len(self.events), organisation="elders", actor="elders", payload=payload,
            )
        )  # fmt: skip

    def offered(self, day: str) -> set[str]:
        """The actions that are suggested on a day and that nothing refuses so far."""
        found = set()
        for name, action in system().actions.items():
            if action.suggested_when:
                on = dt.date.fromisoformat(day)
                case = system().evaluate_case(standing(action, self.events, on), on, want=action.columns())
                if case.values[action.suggested_when] is True and not refusals(system(), action, case, "nl"):
                    found.add(name)
        return found

    def asked(self, day: str) -> set[str]:
        """The tasks that the case asks for on a day."""
        tasks = system().tasks.values()
        want = {name for task in tasks for name in task.columns()}
        case = system().evaluate_case(self.events, dt.date.fromisoformat(day), want=want)
        return {task.name for task in tasks if task.asked(case.values)}

    def value(self, column: str, day: str) -> Any:
        """A column of the case on a day."""
        return system().evaluate_case(self.events, dt.date.fromisoformat(day), want=[column]).values[column]

    def bars(self, action: str, actor: str) -> bool:
        """Whether somebody may not decide on an action."""
        return barred(system().actions[action], self.events, actor)


def newcomer(ground: str = "8c", **right: Any) -> Walk:
    """Somebody of 33 with a permit of January 2023, housed in municipality 0001."""
    walk = Walk()
    walk.take("geboortedatum_vastleggen", "1990-01-01")
    walk.take("verblijfsrecht_vastleggen", "2023-01-10", grond=ground, **right)
    walk.take("inschrijving_vastleggen", "2023-02-01", gemeente="0001")
    return walk


def relative() -> Walk:
    """Somebody who came to live with a Dutch partner."""
    return newcomer("8a", beperking="gezinslid", referent="nederlander")


#: A plan with everything that the law asks of it.
PLAN: dict[str, Any] = {
    "gemeente": "0001",
    "leerroute": "B1",
    "ondersteuning_en_begeleiding": True,
    "intensiteit_pvt": 12,
    "intensiteit_map": 40,
    "voortgangsgesprekken": 2,
    "afspraken_voorschoolse_educatie": False,
}
INTAKE = {
    "onderwijsroute_gewenst": False,
    "gewezen_op_gesprek_alleen": True,
    "bevindingen_schriftelijk": True,
}


def with_plan(walk: Walk, day: str = "2023-03-01", **plan: Any) -> Walk:
    """The same case with an intake, a test and a plan."""
    walk.take("kennisgeving_versturen", "2023-02-01")
    walk.take("intake_oproepen", "2023-02-06")
    outcome = "B1_niet_haalbaar" if plan.get("leerroute") == "Z" else "B1_haalbaar"
    walk.take("leerbaarheidstoets_vastleggen", "2023-02-20", uitkomst=outcome)
    walk.take("intake_afronden", "2023-02-22", **INTAKE)
    walk.take("pip_vaststellen", day, **{**PLAN, **plan})
    return walk
