"""What a system declares, put into the forms of the API."""

from __future__ import annotations

import datetime as dt
from typing import Any

from doorstroom.kernel import process
from doorstroom.kernel.clocks import Clock
from doorstroom.kernel.events import EventType
from doorstroom.kernel.labels import Label
from doorstroom.kernel.labels import Labels as SystemLabels
from doorstroom.kernel.law import UNCONFIRMED
from doorstroom.kernel.law import Parameter as LawParameter
from doorstroom.kernel.system import System
from doorstroom.web.api import BASE
from doorstroom.web.api.formulieren import schema_of, schema_of_action
from doorstroom.web.api.vormen_stelsel import (
    Actiedeclaratie,
    ActiedeclaratieMetFormulier,
    Gebeurtenistype,
    GebeurtenistypeMetSchema,
    Klokdeclaratie,
    Labelpaar,
    Labels,
    Parameter,
    Parameterwaarde,
    Stelsel,
    Taakdeclaratie,
    Tweetalig,
    Voorwaarde,
)
from doorstroom.web.zaken.onderwerpen import topics_of_event


def _both(one: Any) -> Tweetalig:
    return Tweetalig(nl=one.nl, en=one.en)


def system(one: System) -> Stelsel:
    """A system and how much it declares."""
    return Stelsel(
        naam=one.name, gebeurtenistypen=len(list(one.events)), acties=len(one.actions), klokken=len(one.clocks),
        taken=len(one.tasks), parameters=len(list(one.parameters)), url=f"{BASE}/stelsels/{one.name}",
    )  # fmt: skip


def event_type(of: System, kind: type[EventType]) -> Gebeurtenistype:
    """An event type."""
    return Gebeurtenistype(**_event_type(of, kind))


def event_type_with_schema(of: System, kind: type[EventType]) -> GebeurtenistypeMetSchema:
    """An event type with its fields."""
    return GebeurtenistypeMetSchema(
        **_event_type(of, kind), velden=schema_of(of, kind.type, tuple(kind.model_fields), "nl")
    )


def _event_type(of: System, kind: type[EventType]) -> dict[str, Any]:
    return {
        "naam": kind.type, "label": _both(kind), "leverancier": kind.by or None,
        "onderwerpen": sorted(topics_of_event(of, kind.type)),
        "url": f"{BASE}/stelsels/{of.name}/gebeurtenistypen/{kind.type}",
    }  # fmt: skip


def action(of: System, one: process.Action) -> Actiedeclaratie:
    """An action."""
    return Actiedeclaratie(**_action(of, one))


def action_with_form(of: System, one: process.Action) -> ActiedeclaratieMetFormulier:
    """An action with its form."""
    return ActiedeclaratieMetFormulier(**_action(of, one), formulier=schema_of_action(of, one, "nl"))


def _action(of: System, one: process.Action) -> dict[str, Any]:
    return {
        "naam": one.name, "label": _both(one), "gebeurtenistype": one.event, "onderwerp": one.topic,
        "rollen": list(one.by), "artikelen": list(one.articles), "akkoord_nodig": one.approval,
        "nadelig": one.adverse, "vult_aan": one.amends, "al_gebeurd": one.happened,
        "niet_door_wie": list(one.not_by), "brief": one.letter,
        "voorwaarden": [
            Voorwaarde(
                kolom=guard.column, zin=_both(guard), wanneer="vooraf" if guard.when == "before" else "met",
                verwacht=None if guard.field else guard.wanted, veld=guard.field, onbekend_mag=guard.unknown_passes,
            )
            for guard in one.guards
        ],
        "url": f"{BASE}/stelsels/{of.name}/acties/{one.name}",
    }  # fmt: skip


def clock(one: Clock) -> Klokdeclaratie:
    """A clock."""
    return Klokdeclaratie(
        naam=one.name, label=_both(one), taak=Tweetalig(nl=one.task_nl, en=one.task_en),
        gevolg=Tweetalig(nl=one.consequence_nl, en=one.consequence_en),
        soort="wet" if one.kind == "law" else "planning", eigenaar=one.owner, onderwerp=one.topic,
        artikelen=list(one.articles), kolommen={"begin": one.start, "uiterlijk": one.due, "gehaald": one.met_on},
    )  # fmt: skip


def task(one: process.Task) -> Taakdeclaratie:
    """A task."""
    return Taakdeclaratie(
        naam=one.name, label=_both(one), eigenaar=one.owner, onderwerp=one.topic, artikelen=list(one.articles),
        kolom=one.column,
    )  # fmt: skip


def parameter(one: LawParameter, day: dt.date | None) -> Parameter:
    """A parameter with all its values, or only the one of a day."""
    values = [
        Parameterwaarde(
            vanaf=dated.start, tot_en_met=dated.end, waarde=dated.value, bron=dated.source,
            zekerheid=dated.confidence, nog_te_bevestigen=dated.confidence in UNCONFIRMED, toelichting=dated.note,
        )
        for dated in one.values
        if day is None or dated.holds(day)
    ]  # fmt: skip
    return Parameter(
        naam=one.name, label=_both(one), eenheid=one.unit, soort="wet" if one.kind == "law" else "praktijk",
        waarden=values,
    )  # fmt: skip


def labels(given: SystemLabels) -> Labels:
    """All names of fields and values."""
    return Labels(
        velden={name: _label(label) for name, label in given.fields.items()},
        keuzes={name: _label(label) for name, label in given.choices.items()},
    )


def _label(label: Label) -> Labelpaar:
    help_text = Tweetalig(nl=label.help_nl, en=label.help_en) if label.help_nl else None
    return Labelpaar(label=_both(label), hulp=help_text)
