"""Looking for a case by its number or by BSN, among those that somebody may see."""

from __future__ import annotations

from doorstroom.register.bsn import is_bsn
from doorstroom.web.toegang.models import Gebruiker
from doorstroom.web.zaken.models import Zaak
from doorstroom.web.zaken.register import access, vault
from doorstroom.web.zaken.visibility import visible

#: How many cases a search shows.
FOUND = 25


def search(user: Gebruiker, text: str) -> list[Zaak]:
    """The cases that a text may mean. A BSN is looked up for whom the matrix lets see personal data: logged."""
    if is_bsn(text) and user.mag("personalia"):
        return of_bsn(user, text)
    return list(visible(user).filter(case_id__icontains=text).order_by("case_id")[:FOUND])


def of_bsn(user: Gebruiker, bsn: str) -> list[Zaak]:
    """The cases of the person with this BSN that the user may see; that he looked is logged."""
    person = vault().find_bsn(bsn, access(user, "zaak behandelen"))
    return list(visible(user).filter(person_id=person.person_id).order_by("case_id")) if person else []
