"""The register and the person vault, opened once per process, and the log of processing."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache

from django.conf import settings

from doorstroom.kernel.system import System
from doorstroom.register.log import Register
from doorstroom.register.vault import Access, Vault
from doorstroom.stelsels.inburgering import system as inburgering
from doorstroom.web.clock import now
from doorstroom.web.toegang.models import Gebruiker


@cache
def register() -> Register:
    """The event log."""
    settings.DATA.mkdir(parents=True, exist_ok=True)
    return Register.open(settings.REGISTER_URL, clock=now)


@cache
def vault() -> Vault:
    """Who the people are."""
    settings.DATA.mkdir(parents=True, exist_ok=True)
    return Vault.open(settings.VAULT_URL, clock=now)


def forget_connections() -> None:
    """Open them anew: neither a process that was split off nor the next test may use what is open here."""
    for opened in (register, vault):
        opened.cache_clear()


os.register_at_fork(after_in_child=forget_connections)


def systems() -> dict[str, System]:
    """The systems of the chain that cases may be of, by name."""
    return {made.name: made for made in (inburgering(),)}


#: Why data are processed, by activity (verwerkingsactiviteit): the doelbinding that the log names.
PURPOSES = {
    "werklijst": "uitvoering Wet inburgering 2021: termijnen bewaken",
    "zaak behandelen": "uitvoering Wet inburgering 2021: een zaak behandelen",
    "besluit nemen": "uitvoering Wet inburgering 2021: een besluit nemen",
    "eigen gegevens": "inzage door de betrokkene (AVG 15)",
    "beheer": "beheer van het systeem",
    "inloggen": "beveiliging van de toegang (AVG 32)",
    "logboek": "toezicht op het gebruik van gegevens (AVG 5 lid 2 en 32)",
    "bewaartermijn": "gegevens niet langer bewaren dan nodig (BES 9.9)",
}


def access(user: Gebruiker, activity: str) -> Access:
    """On whose behalf data are processed, and why."""
    organisation = user.organisatie.code if user.organisatie else "inburgeraar"
    return Access(user.username, organisation, PURPOSES[activity], activity)


def log_processing(user: Gebruiker, activity: str, operation: str, person_ids: Iterable[str]) -> None:
    """Note in the log of processing that somebody read or changed data of people."""
    vault().note(operation, person_ids, access(user, activity))
