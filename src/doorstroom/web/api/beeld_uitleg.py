"""Explanations and events as the API tells them: the trees and histories of the screens, with the values themselves."""

from __future__ import annotations

import datetime as dt
from typing import Any

from doorstroom import __version__
from doorstroom.kernel.events import Event
from doorstroom.web.api.beeld_zaak import url_of
from doorstroom.web.api.vormen_zaak import Gebeurtenis, Gebruikt, Gegeven, Uitleg, Verklaring, Versie, Wetswaarde
from doorstroom.web.werkplek import tijdlijn, waarom, zaakbeeld
from doorstroom.web.zaken.dossier import Dossier


def explanation(dossier: Dossier, name: str) -> Verklaring | None:
    """Why a term, a task or a refusal is as it is; None when there is no such thing for the user."""
    tree = zaakbeeld.why(dossier, name)
    if tree is None:
        return None
    return Verklaring(
        naam=name, peildatum=dossier.day, bekend_op=dossier.known_at, wetsdatum=dossier.law_date,
        regelversie=__version__, uitleg=_node(tree),
    )  # fmt: skip


def _node(node: waarom.Node) -> Uitleg:
    return Uitleg(
        kolom=node.name,
        zin=node.sentence,
        waarde=_plain(node.raw),
        in_woorden=node.value,
        onbekend=node.unknown,
        verborgen=node.hidden,
        planning=node.plan,
        artikelen=list(node.articles),
        nog_te_bevestigen=node.to_confirm,
        eerder_uitgelegd=node.again,
        wetswaarden=[
            Wetswaarde(
                parameter=one.name, label=one.label, waarde=_plain(one.raw), in_woorden=one.amount, op=one.on,
                bron=one.source, nog_te_bevestigen=one.to_confirm,
            )
            for one in node.law
        ],
        gebeurtenissen=[
            Gebruikt(
                type=one.type or None, gebeurtenis_id=one.event_id, label=one.label, geldig_op=one.valid_on,
                organisatie=one.organisation, verborgen=one.hidden, onder=[_node(below) for below in one.below],
            )
            for one in node.events
        ],
        onder=[_node(below) for below in node.below],
        ook_bekeken=[_node(below) for below in node.checked],
    )  # fmt: skip


def history(dossier: Dossier) -> list[Gebeurtenis]:
    """The events that the user may see, newest first, each with its earlier versions."""
    events = {event.event_id: event for event in dossier.events}
    return [
        Gebeurtenis(
            type=entry.type,
            label=entry.label,
            onderwerpen=sorted(topic for topic in entry.topics if dossier.user.ziet(topic)),
            nu=_version(entry.now, events[entry.now.event_id]),
            eerder=[_version(one, events[one.event_id]) for one in entry.earlier],
            te_verbeteren_met=entry.corrected_by or None,
            url=url_of(dossier.zaak, "gebeurtenissen", entry.now.event_id),
        )
        for entry in tijdlijn.history(dossier)
    ]


def one_event(dossier: Dossier, event_id: object) -> Gebeurtenis | None:
    """The event of which this is the last or an earlier version; None when the user sees none."""
    for entry in history(dossier):
        if str(event_id) in {str(entry.nu.id), *(str(one.id) for one in entry.eerder)}:
            return entry
    return None


def _version(version: tijdlijn.Version, event: Event) -> Versie:
    return Versie(
        id=version.event_id, geldig_op=version.valid_on, vastgelegd_op=version.recorded_at,
        organisatie=version.organisation, door=list(version.people),
        gegevens=event.model_dump(mode="json")["payload"],
        in_woorden=[Gegeven(naam=name, waarde=value) for name, value in version.details],
        ingetrokken=version.retracted, vervangt=event.replaces,
    )  # fmt: skip


def _plain(value: Any) -> Any:
    """A value as JSON knows it."""
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
