"""Letters and files of a newcomer: which there are, and getting them. The Dutch letter counts, the sheet explains."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse

from doorstroom.web.brieven.sjabloon import letters_of
from doorstroom.web.mijn.blik import Blik
from doorstroom.web.mijn.kijken import not_his
from doorstroom.web.werkplek.bestanden import KINDS, seen
from doorstroom.web.zaken.models import Bestand, Brief
from doorstroom.web.zaken.register import log_processing


@dataclass(frozen=True)
class Letter:
    """A letter in the list. ``decision``: it holds a besluit; ``sheet``: language of its explanation, if any."""

    pk: UUID
    subject: str
    sender: str
    made_at: dt.datetime
    decision: bool
    sheet: str
    object_until: dt.date | None


def letters(blik: Blik) -> list[Letter]:
    """The letters, the last one first."""
    found = _seen(blik).defer("pdf", "uitleg_pdf").select_related("gemaakt_door__organisatie").order_by("-gemaakt_op")
    declared = letters_of(blik.dossier.system).by_name
    return [
        Letter(
            brief.pk, brief.onderwerp, str(brief.gemaakt_door.organisatie or ""), brief.gemaakt_op,
            brief.naam in declared and declared[brief.naam].kind == "besluit",
            brief.uitleg_taal, brief.bezwaar_tot_en_met,
        )
        for brief in found
    ]  # fmt: skip


def files(blik: Blik) -> list[Bestand]:
    """The files that somebody added for the newcomer to see."""
    return list(_files(blik).defer("inhoud").select_related("toegevoegd_door__organisatie").order_by("-toegevoegd_op"))


def letter(blik: Blik, pk: UUID, *, sheet: bool = False) -> HttpResponse:
    """A letter, or the sheet beside it, to keep. Raises Http404 for what is not his."""
    brief = _seen(blik).filter(pk=pk).first()
    content = None if brief is None else brief.uitleg_pdf if sheet else brief.pdf
    if brief is None or content is None:
        raise not_his(blik.user, f"letter {pk}")
    _note(blik, f"{'uitleg bij brief' if sheet else 'brief'} gelezen: {brief.naam}")
    name = f"{'uitleg' if sheet else 'brief'}-{brief.gemaakt_op:%Y-%m-%d}-{brief.naam}.pdf"
    return attachment(bytes(content), name, "application/pdf")


def file(blik: Blik, pk: UUID) -> HttpResponse:
    """A file, to keep. Raises Http404 for what is not his."""
    found = _files(blik).filter(pk=pk).first()
    if found is None:
        raise not_his(blik.user, f"file {pk}")
    _note(blik, f"document gelezen: {found.pk}")
    return attachment(bytes(found.inhoud), found.naam, KINDS[found.soort].content_type)


def attachment(content: bytes, name: str, content_type: str) -> HttpResponse:
    """Something to keep, never shown as a page of this site and kept by no cache."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name.encode("ascii", "replace").decode()}"'
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "no-store"
    return response


def _seen(blik: Blik) -> Brief:
    """His letters on topics that may be seen; a letter to somebody else is not his."""
    letters = letters_of(blik.dossier.system).by_name
    shown = [name for name, one in letters.items() if not one.to_another and blik.sees(one.topic)]
    return blik.dossier.zaak.brieven.filter(naam__in=shown)


def _files(blik: Blik) -> Bestand:
    if blik.own:
        return seen(blik.user, blik.dossier.zaak)
    return seen(blik.user, blik.dossier.zaak).filter(voor_inburgeraar=True)


def _note(blik: Blik, operation: str) -> None:
    log_processing(blik.user, blik.dossier.activity, operation, [blik.dossier.zaak.person_id])
