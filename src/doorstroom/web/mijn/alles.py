"""Everything that is known of him, in one file to keep: to read, and for programs (AVG 15 and 20).

Nobody else stands in it: staff are told as their organisation. What he wrote and what was written to him go along, and
so do his letters and files.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string

from doorstroom.kernel.events import Event
from doorstroom.web.clock import now
from doorstroom.web.mijn import berichten, nu, stappen
from doorstroom.web.mijn.blik import Blik
from doorstroom.web.toegang.models import Organisatie
from doorstroom.web.werkplek import bestanden
from doorstroom.web.werkplek.woorden import event_name, field_name, value_in_words
from doorstroom.web.zaken.register import log_processing

#: Columns that say something of him and that he reads on his page; the rest can be worked out from the events.
SCHEMA = "doorstroom-mijn-1"


def download(blik: Blik) -> HttpResponse:
    """The zip to keep; that he took it along is noted."""
    log_processing(blik.user, blik.dossier.activity, "alles gedownload", [blik.dossier.zaak.person_id])
    response = HttpResponse(archive(blik), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="mijn-inburgering-{blik.dossier.day}.zip"'
    response["Cache-Control"] = "no-store"
    return response


def archive(blik: Blik) -> bytes:
    """The zip: a page to read, the same as JSON, letters and files."""
    content = gathered(blik)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(
            "mijn-gegevens.html", render_to_string("mijn/alles_bestand.html", {"alles": content, "blik": blik})
        )
        packed.writestr("mijn-gegevens.json", json.dumps(content, ensure_ascii=False, indent=2, default=_written))
        for brief in blik.dossier.zaak.brieven.order_by("gemaakt_op"):
            if not _to_another(blik, brief.naam):
                name = f"brieven/{brief.gemaakt_op:%Y-%m-%d}-{brief.naam}-{str(brief.pk)[:8]}"
                packed.writestr(f"{name}.pdf", bytes(brief.pdf))
                if brief.uitleg_pdf is not None:
                    packed.writestr(f"{name}-uitleg-{brief.uitleg_taal}.pdf", bytes(brief.uitleg_pdf))
        for file in bestanden.seen(blik.user, blik.dossier.zaak):
            packed.writestr(f"bestanden/{str(file.pk)[:8]}-{file.naam}", bytes(file.inhoud))
    return written.getvalue()


def gathered(blik: Blik) -> dict[str, Any]:
    """Everything as one tree of names and values."""
    zaak, names = blik.dossier.zaak, dict(Organisatie.objects.values_list("code", "naam"))
    person = blik.dossier.person
    stand = stappen.sentence(blik)
    return {
        "schema": SCHEMA,
        "gemaakt_op": now(),
        "zaak": zaak.case_id,
        "persoon": {k: v for k, v in asdict(person).items() if v is not None} if person is not None else {},
        "stand": stand.plain if stand is not None else "",
        "datums": [
            {
                "naam": thing.title.plain, "uiterlijk": thing.due, "advies": thing.plan,
                "waarom": [one.plain for one in thing.reasons],
            }
            for thing in [*nu.of_the_newcomer(blik), *nu.of_others(blik)]
        ],
        "gebeurtenissen": [_event(blik, event, names) for event in blik.dossier.events if blik.sees_event(event.type)],
        "berichten": [asdict(message) for message in berichten.messages(blik)],
        "brieven": [
            {"onderwerp": one.onderwerp, "gemaakt_op": one.gemaakt_op, "bezwaar_tot_en_met": one.bezwaar_tot_en_met}
            for one in zaak.brieven.order_by("gemaakt_op").defer("pdf", "uitleg_pdf")
            if not _to_another(blik, one.naam)
        ],
        "wie_keek": [
            {
                "wanneer": line.processed_at, "organisatie": names.get(line.organisation, line.organisation),
                "wat": line.operation, "waarvoor": line.purpose,
            }
            for line in blik.dossier.processings()
        ],
    }  # fmt: skip


def _event(blik: Blik, event: Event, names: Mapping[str, str]) -> dict[str, Any]:
    """An event without who recorded it: that is somebody else; with it when he did so himself."""
    system, language = blik.dossier.system, blik.dossier.language
    known = system.events[event.type].model_fields
    return {
        "soort": event.type,
        "naam": event_name(system, event.type, language),
        "dag": event.valid_on,
        "vastgelegd_op": event.recorded_at,
        "organisatie": names.get(event.organisation, event.organisation),
        "ingetrokken": event.retracted,
        "verbetert_eerdere": event.replaces is not None,
        "gegevens": event.model_dump(mode="json")["payload"],
        "in_woorden": {
            field_name(system, event.type, name, language): value_in_words(system, event.type, name, value, language)
            for name, value in event.payload.items()
            if name in known and value is not None and value != []
        },
    }


def _to_another(blik: Blik, name: str) -> bool:
    from doorstroom.web.brieven.sjabloon import letters_of

    letter = letters_of(blik.dossier.system).by_name.get(name)
    return letter is not None and letter.to_another


def _written(value: Any) -> str:
    """A day or a moment as programs read it."""
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    return str(value)
