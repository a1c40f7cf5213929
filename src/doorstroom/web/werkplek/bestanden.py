"""Files of a case: which kinds, how large, and who sees them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath
from uuid import UUID, uuid4

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from doorstroom.web.clock import now
from doorstroom.web.toegang.models import Gebruiker
from doorstroom.web.zaken.dossier import Dossier
from doorstroom.web.zaken.models import Bestand, Overdracht, Zaak
from doorstroom.web.zaken.register import log_processing


@dataclass(frozen=True)
class Kind:
    """A kind of file: how its content begins, and as what it is sent."""

    starts: bytes
    content_type: str


_ZIP = b"PK\x03\x04"
KINDS = {
    "pdf": Kind(b"%PDF-", "application/pdf"),
    "png": Kind(b"\x89PNG\r\n\x1a\n", "image/png"),
    "jpg": Kind(b"\xff\xd8\xff", "image/jpeg"),
    "jpeg": Kind(b"\xff\xd8\xff", "image/jpeg"),
    "odt": Kind(_ZIP, "application/vnd.oasis.opendocument.text"),
    "docx": Kind(_ZIP, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}
#: Beside the file itself a form holds little.
_MARGIN = 100 * 1024
_ODD = re.compile(r"[^\w .()-]+")


class Quota(FileUploadHandler):
    """Refuses what is too large before it is read."""

    def handle_raw_input(self, input_data: object, META: object, content_length: int, boundary: bytes,
                         encoding: str | None = None) -> None:  # fmt: skip
        """Look at the size that the browser tells. Raises RequestDataTooBig."""
        if content_length > settings.LARGEST_UPLOAD + _MARGIN:
            raise RequestDataTooBig("upload")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand on to the next handler, unless more comes in than was told."""
        if start + len(raw_data) > settings.LARGEST_UPLOAD + _MARGIN:
            raise RequestDataTooBig("upload")
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler keeps it."""


def read(file: UploadedFile) -> tuple[str, str, bytes]:
    """Name, kind and content of a file that came in. Raises ValidationError with a sentence."""
    name = _ODD.sub("_", PurePath((file.name or "").replace("\\", "/")).name).strip(" .")[-120:]
    ending = name.rpartition(".")[2].casefold()
    if ending not in KINDS or "." not in name:
        raise ValidationError(_("Kies een bestand van deze soort: PDF, PNG, JPG, ODT of DOCX."))
    if not file.size:
        raise ValidationError(_("Dit bestand is leeg."))
    if file.size > settings.LARGEST_UPLOAD:
        raise ValidationError(_("Dit bestand is te groot. Het mag hooguit 10 MB zijn."))
    content = file.read()
    if not content.startswith(KINDS[ending].starts):
        raise ValidationError(_("De inhoud past niet bij de naam van het bestand. Bewaar het opnieuw als PDF."))
    return name, ending, content


def seen(user: Gebruiker, zaak: Zaak) -> QuerySet[Bestand]:
    """The files of a case that a user may see: of his own organisation, and of one that handed the case over to it."""
    if user.organisatie is None:
        return Bestand.objects.filter(zaak=zaak, voor_inburgeraar=True)
    handed = Overdracht.objects.filter(zaak=zaak, naar=user.organisatie.code, stand=Overdracht.AANVAARD)
    codes = [user.organisatie.code, *handed.values_list("van", flat=True)]
    return Bestand.objects.filter(zaak=zaak, toegevoegd_door__organisatie__code__in=codes)


def may_add(user: Gebruiker) -> bool:
    """Whether somebody may add files to the cases that he sees."""
    return bool(user.organisatie_id) and user.mag("handelen")


def add(dossier: Dossier, file: UploadedFile, *, for_newcomer: bool, pk: UUID | None = None) -> Bestand:
    """Keep a file with a case: logged. Raises PermissionDenied, ValidationError."""
    if not may_add(dossier.user):
        raise PermissionDenied(_("Uw rol voegt geen documenten toe."))
    name, kind, content = read(file)
    made = Bestand.objects.create(
        pk=pk or uuid4(), zaak=dossier.zaak, naam=name, soort=kind, inhoud=content, toegevoegd_door=dossier.user,
        toegevoegd_op=now(), voor_inburgeraar=for_newcomer,
    )  # fmt: skip
    log_processing(dossier.user, dossier.activity, "document toegevoegd", [dossier.zaak.person_id])
    return made


def log_read(dossier: Dossier, file: Bestand) -> None:
    """Note that the content of a file was read."""
    log_processing(dossier.user, dossier.activity, f"document gelezen: {file.pk}", [dossier.zaak.person_id])
