"""Opening a case for the API, and telling what stands in it. Who sees what the services and the matrix say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _

from doorstroom.kernel.clocks import Clock
from doorstroom.kernel.events import Event
from doorstroom.kernel.missing import Missing
from doorstroom.kernel.wording import sentence_of
from doorstroom.web.api import BASE
from doorstroom.web.api.problemen import Problem
from doorstroom.web.api.vormen import Ontbreekt, Terugblik, Verwijzing, Wijziging
from doorstroom.web.api.vormen_zaak import Behandelaar, Klok, Klokstand, Relatie, Taak, Termijnen, Zaak, ZaakKort
from doorstroom.web.clock import now, today
from doorstroom.web.werkplek import tijdlijn, zaakbeeld
from doorstroom.web.zaken import models
from doorstroom.web.zaken.dossier import Dossier, NotVisible, open_dossier

STATES: dict[str, Klokstand] = {
    "runs": "loopt", "late": "te-laat", "met": "gehaald", "met late": "te-laat-gehaald",
    "not started": "niet-begonnen", "unknown": "onbekend",
}  # fmt: skip
_FIRST, _DAYS_AHEAD = dt.date(1990, 1, 1), 3660


def opened(request: HttpRequest, stelsel: str, zaaknummer: str, back: Terugblik | None = None) -> Dossier:
    """The case that an address names, opened for who asks: logged.

    Raises PermissionDenied where a role opens no cases, and Problem for what is not his to see.
    """
    user = request.user
    if not user.mag("zaak", own=not user.organisatie_id):
        raise PermissionDenied(_("Uw rol opent geen zaken."))
    day, known_at, law_date = _looked_back(back)
    try:
        dossier = open_dossier(user, zaaknummer, system=stelsel, day=day, known_at=known_at, law_date=law_date)
    except NotVisible:
        raise not_found() from None
    request.zaak = dossier.zaak  # whom an answer that is kept is about
    return dossier


def not_found() -> Problem:
    """There is no such thing, or it is not his to see: the same answer."""
    return Problem("niet-gevonden", _("Dit bestaat niet, of het is niet van u om te zien."))


def _looked_back(back: Terugblik | None) -> tuple[dt.date | None, dt.datetime | None, dt.date | None]:
    if back is None:
        return None, None, None
    must_be_near({"peildatum": back.peildatum, "wetsdatum": back.wetsdatum}, back.bekend_op)
    return back.peildatum, back.bekend_op, back.wetsdatum


def must_be_near(days: Mapping[str, dt.date | None], known_at: dt.datetime | None) -> None:
    """Raises Problem for a day or a moment of which nothing can be known here."""
    wrong = []
    latest = today() + dt.timedelta(days=_DAYS_AHEAD)
    for name, day in days.items():
        if day is not None and not _FIRST <= day <= latest:
            wrong.append((name, _("Kies een dag tussen 1990 en over tien jaar.")))
    if known_at is not None and not (known_at.year >= _FIRST.year and known_at <= now()):
        wrong.append(("bekendOp", _("Kies een moment tussen 1990 en nu.")))
    if wrong:
        told = [{"plaats": "query", "veld": name, "melding": text, "code": "bereik"} for name, text in wrong]
        raise Problem("ongeldig-verzoek", _("Zo ver kan er niet gekeken worden."), fouten=told)


def url_of(zaak: models.Zaak, *more: object) -> str:
    """The address of a case, or of something in it."""
    from urllib.parse import quote

    return "/".join([BASE, "zaken", zaak.system, quote(zaak.case_id, safe=""), *(quote(str(m), safe="") for m in more)])


def short(zaak: models.Zaak) -> ZaakKort:
    """A case in a list."""
    return ZaakKort(**_shared(zaak))


def _shared(zaak: models.Zaak) -> dict[str, Any]:
    return {
        "stelsel": zaak.system, "zaaknummer": zaak.case_id, "initialen": zaak.initialen, "gemeente": zaak.gemeente,
        "stand": zaak.stand, "doelgroep": zaak.doelgroep, "leerroute": zaak.leerroute, "url": url_of(zaak),
    }  # fmt: skip


def card(dossier: Dossier) -> Zaak:
    """The case at a glance, without a name: who it is has an address of its own."""
    zaak, user, system = dossier.zaak, dossier.user, dossier.system
    values, language = dossier.case.values, dossier.language
    stand = {"stand": system.labels.worded("stand", "stand", values["stand"], language)}
    own = {name: values.get(name) or "" for name in ("gemeente", "stand", "doelgroep", "leerroute")}
    relations = zaak.inzage.filter(organisatie=user.organisatie.code) if user.organisatie else ()
    return Zaak(
        **{**_shared(zaak), **own},
        versie=dossier.version,
        peildatum=dossier.day,
        bekend_op=dossier.known_at,
        wetsdatum=dossier.law_date,
        stand_zin=sentence_of(system.graph["stand"], {**values, **stand}, language),
        taal=zaak.taal,
        behandelaar=handler(dossier),
        relaties=[Relatie(reden=one.reden, tot_en_met=one.tot_en_met) for one in relations],
        onderwerpen=[
            Verwijzing(code=name, naam=str(label)) for name, label in zaakbeeld.TOPICS.items() if user.ziet(name)
        ],
        te_doen=len(dossier.items()) + len(dossier.tasks()),
    )


def handler(dossier: Dossier) -> Behandelaar | None:
    """Who handles the case for the user's organisation."""
    organisation = dossier.user.organisatie
    found = dossier.zaak.behandelaar_van(organisation.code if organisation else dossier.zaak.gemeente)
    return Behandelaar(gebruikersnaam=found.username if organisation else "", naam=str(found)) if found else None


def terms(dossier: Dossier) -> Termijnen:
    """The terms that run, are late, cannot be told or were met, and the tasks, of the topics that the user sees."""
    items = {item.clock.name: item for item in dossier.items()}
    clocks = []
    for clock in dossier.system.clocks.values():
        status = clock.status_of(dossier.case.values)
        item = items.get(clock.name)
        if item is not None:
            reason = item.reason if status != "unknown" else ""
            clocks.append(_clock(dossier, clock, status, item.due, item.days_left, reason, item.missing))
        elif status in ("met", "met late") and clock.kind == "law" and dossier.user.ziet(clock.topic):
            reason = sentence_of(dossier.system.graph[clock.met_on], dossier.case.values, dossier.language)
            clocks.append(_clock(dossier, clock, status, dossier.case.values[clock.due], None, reason, ()))
    clocks.sort(key=lambda one: (one.uiterlijk is None, one.uiterlijk, one.naam))
    nl = dossier.language == "nl"
    tasks = [
        Taak(
            naam=task.name, label=task.nl if nl else task.en, onderwerp=task.topic, eigenaar=task.owner,
            reden=sentence_of(dossier.system.graph[task.column], dossier.case.values, dossier.language),
            artikelen=list(task.articles), uitleg=url_of(dossier.zaak, "verklaringen", task.name),
        )
        for task in dossier.tasks()
    ]  # fmt: skip
    return Termijnen(klokken=clocks, taken=tasks)


def _clock(
    dossier: Dossier, clock: Clock, status: str, due: dt.date | None, days: int | None, reason: str,
    missing: Iterable[Missing],
) -> Klok:  # fmt: skip
    nl = dossier.language == "nl"
    return Klok(
        naam=clock.name,
        label=clock.nl if nl else clock.en,
        taak=clock.task_nl if nl else clock.task_en,
        soort="wet" if clock.kind == "law" else "planning",
        onderwerp=clock.topic,
        eigenaar=clock.owner,
        stand=STATES[status],
        begin=dossier.case.values[clock.start],
        uiterlijk=due,
        dagen=days,
        reden=reason,
        gevolg=clock.consequence_nl if nl else clock.consequence_en,
        artikelen=list(clock.articles),
        ontbreekt=[lacking(one) for one in missing],
        uitleg=url_of(dossier.zaak, "verklaringen", clock.name),
    )


def lacking(one: Missing) -> Ontbreekt:
    """A fact that is not known."""
    return Ontbreekt(kolom=one.column, gebeurtenistype=one.event_type, naam=one.label, leverancier=one.supplier or None)


def changes(dossier: Dossier, events: Iterable[Event]) -> list[dict[str, Any]]:
    """What others recorded meanwhile, as far as the user may see it."""
    seen = [event for event in events if dossier.sees(event.type)]
    told = []
    for event, (name, version) in zip(seen, tijdlijn.lines(dossier, seen), strict=True):
        change = Wijziging(
            type=event.type, naam=name, geldig_op=event.valid_on, vastgelegd_op=event.recorded_at,
            organisatie=version.organisation,
        )  # fmt: skip
        told.append(change.model_dump(mode="json", by_alias=True))
    return told
