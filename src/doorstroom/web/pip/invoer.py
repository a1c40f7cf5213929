"""What was filled in so far: the draft of the action's form, over what its fields begin with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

from doorstroom.kernel.process import Action
from doorstroom.web.werkplek.formulier import DAY, ActionForm, form_of
from doorstroom.web.zaken import handelen
from doorstroom.web.zaken.dossier import Dossier
from doorstroom.web.zaken.models import Concept


def draft_of(dossier: Dossier, action: Action) -> Concept | None:
    """What the user kept of this action on this case."""
    return Concept.objects.filter(gebruiker=dossier.user, zaak=dossier.zaak, actie=action.name).first()


def so_far(dossier: Dossier, action: Action) -> dict[str, Any]:
    """Every field as text: what was filled in, else what the field begins with."""
    draft = draft_of(dossier, action)
    form = form_of(dossier, action, draft=draft.gegevens if draft else None)
    found = {}
    for name in (DAY, *form.payload_fields):
        field = form.fields[name]
        value = field.prepare_value(form.get_initial_for_field(field, name))
        found[name] = "" if value is None else str(value)
    return found


def whole(dossier: Dossier, action: Action, given: Mapping[str, Any] | None = None) -> ActionForm:
    """The whole form as far as it was filled in, to be tested; ``given``: what is on the screen and not kept yet."""
    data = {"event_id": str(uuid4()), "version": str(dossier.version), **so_far(dossier, action), **(given or {})}
    return form_of(dossier, action, data)


def part(dossier: Dossier, action: Action, names: Iterable[str], data: Mapping[str, Any] | None = None) -> ActionForm:
    """The fields of one step, with what was filled in before, or with what is sent now."""
    form = form_of(dossier, action, data, draft=so_far(dossier, action))
    for name in set(form.fields) - set(names):
        del form.fields[name]
    return form


def sent(form: ActionForm) -> dict[str, Any]:
    """What the fields of one step hold as they were sent; a field that was made empty is empty."""
    widgets = {name: field.widget for name, field in form.fields.items()}
    return {name: widget.value_from_datadict(form.data, {}, name) or "" for name, widget in widgets.items()}


def keep(dossier: Dossier, action: Action, form: ActionForm) -> None:
    """Keep what one step holds with the rest of the draft."""
    draft = draft_of(dossier, action)
    handelen.keep_draft(dossier, action.name, {**(draft.gegevens if draft else {}), **sent(form)})
