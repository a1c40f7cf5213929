"""Actions and proposals as the API tells them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from doorstroom.kernel.guards import Refusal
from doorstroom.kernel.process import Action, Guard
from doorstroom.web.api import BASE
from doorstroom.web.api.beeld_zaak import changes, url_of
from doorstroom.web.api.formulieren import schema_of_action
from doorstroom.web.api.problemen import refusal_of
from doorstroom.web.api.vormen import Weigering, Wijziging
from doorstroom.web.api.vormen_actie import Aanvulbaar, Actie, ActieMetFormulier, Voorstel, VoorstelMetStand
from doorstroom.web.api.vormen_zaak import Gegeven
from doorstroom.web.api.wie import program
from doorstroom.web.werkplek import tijdlijn
from doorstroom.web.werkplek.woorden import action_name
from doorstroom.web.zaken import handelen, models
from doorstroom.web.zaken.dossier import Choice, Dossier
from doorstroom.web.zaken.gebeurtenis import current, of_matter
from doorstroom.web.zaken.register import systems

#: An adverse decision is made by a person: a program may propose it where somebody must agree, and else not take it.
PEOPLE_DECIDE = Guard(
    "",
    nl="Een programma neemt geen besluit dat iemand kan schaden. Dat doet een mens.",
    en="A program takes no decision that may harm somebody. A person does.",
)


def barred_for_program(request: HttpRequest, dossier: Dossier, action: Action) -> Refusal | None:
    """Why a program may not take an action that a person may; None when it may."""
    if not program(request) or not action.adverse or action.approval:
        return None
    return Refusal(PEOPLE_DECIDE, PEOPLE_DECIDE.nl if dossier.language == "nl" else PEOPLE_DECIDE.en)


def actions(request: HttpRequest, dossier: Dossier) -> list[Actie]:
    """The actions of the user's roles, next steps first."""
    return [Actie(**_action(request, dossier, choice)) for choice in dossier.choices()]


def one_action(request: HttpRequest, dossier: Dossier, name: str) -> ActieMetFormulier | None:
    """One action with its form; None when it is none of the user's."""
    choice = next((one for one in dossier.choices() if one.action.name == name), None)
    if choice is None:
        return None
    action = choice.action
    there = [event for event in current(dossier).values() if not event.retracted and of_matter(action, event)]
    return ActieMetFormulier(
        **_action(request, dossier, choice),
        formulier=schema_of_action(dossier.system, action, dossier.language),
        geldig_op_gevraagd=not action.amends,
        aan_te_vullen=[
            Aanvulbaar(id=e.event_id, geldig_op=e.valid_on, gegevens=e.model_dump(mode="json")["payload"])
            for e in sorted(there, key=lambda event: event.valid_on, reverse=True)
        ]
        if action.amends
        else [],
    )


def _action(request: HttpRequest, dossier: Dossier, choice: Choice) -> dict[str, Any]:
    action, barred = choice.action, barred_for_program(request, dossier, choice.action)
    refusals = [*choice.refusals, *([barred] if barred else [])]
    return {
        "naam": action.name,
        "label": action_name(action, dossier.language),
        "onderwerp": action.topic,
        "gebeurtenistype": action.event,
        "artikelen": list(action.articles),
        "voorgesteld": choice.suggested,
        "akkoord_nodig": action.approval,
        "nadelig": action.adverse,
        "vult_aan": action.amends,
        "kan_nu": not refusals,
        "weigeringen": [Weigering.model_validate(refusal_of(one)) for one in refusals],
        "url": url_of(dossier.zaak, "acties", action.name),
    }


def proposal(found: models.Voorstel, language: str) -> Voorstel:
    """A proposal in a list."""
    return Voorstel(**_proposal(found, language))


def _proposal(found: models.Voorstel, language: str) -> dict[str, Any]:
    action = systems()[found.zaak.system].actions.get(found.actie)
    return {
        "id": found.pk,
        "stelsel": found.zaak.system,
        "zaaknummer": found.zaak.case_id,
        "actie": found.actie,
        "label": action_name(action, "en" if language == "en" else "nl") if action else found.actie,
        "geldig_op": found.valid_on,
        "gegevens": found.payload,
        "vervangt": found.vervangt,
        "trekt_in": found.trekt_in,
        "zaakversie": found.version,
        "voorgesteld_door": str(found.voorgesteld_door),
        "voorgesteld_op": found.voorgesteld_op,
        "stand": found.stand,
        "beslist_door": str(found.beslist_door) if found.beslist_door else None,
        "beslist_op": found.beslist_op,
        "reden": found.reden,
        "url": f"{BASE}/voorstellen/{found.pk}",
    }


def version_of(dossier: Dossier, found: models.Voorstel) -> str:
    """What the ETag of a proposal says: its state, and the version of the case that it would be agreed on."""
    return f"{found.stand}-{dossier.version}"


def proposal_now(request: HttpRequest, dossier: Dossier, found: models.Voorstel) -> VoorstelMetStand:
    """A proposal with what stands in its way now."""
    user, is_open = dossier.user, found.stand == models.Voorstel.OPEN
    action = dossier.system.actions[found.actie]
    payload = {} if found.trekt_in else dossier.system.events.validate_payload(action.event, found.payload)
    own = found.voorgesteld_door_id == user.pk
    told = tijdlijn.details(dossier, action.event, payload)
    meanwhile = changes(dossier, dossier.events[found.version :]) if is_open else []
    return VoorstelMetStand(
        **_proposal(found, dossier.language),
        in_woorden=[Gegeven(naam=name, waarde=value) for name, value in told],
        mag_beslissen=is_open and user.mag("akkoord") and not own and not program(request),
        bezwaren=list(handelen.objections(dossier, found)) if is_open else [],
        intussen=[Wijziging.model_validate(one) for one in meanwhile],
    )


def no_agreement() -> str:
    """Why a program gives no agreement."""
    return _("Een programma geeft geen akkoord en wijst niets af: dat doet een mens.")
