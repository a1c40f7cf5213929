"""Lawful stay (toelating: Vw 2000 art. 8 a to e and l) and where the person really lives (hoofdverblijf)."""

from datetime import date
from typing import Literal

from doorstroom.kernel.events import EventType
from doorstroom.kernel.timeline import Timeline

#: Letter of Vw 2000 art. 8, or the status of EU-langdurig ingezetene.
Grond = Literal["8a", "8b", "8c", "8d", "8e", "8l", "eu_langdurig_ingezetene"]


class ToelatingVerkregen(
    EventType,
    type="toelating_verkregen",
    nl="Toelating verkregen",
    en="Lawful stay acquired",
    by="IND",
):
    """The permit is valid from ``valid_on``: of an asylum permit that is the day of the application (Vw 44 lid 2).

    ``tijdelijk_doel``: for a purpose that is temporary by its nature, such as study, or as family of somebody who stays
    for one himself or holds an asylum permit for a fixed time (so the list of temporary purposes of the IND).
    """

    grond: Grond
    tijdelijk_doel: bool = False


class ToelatingGeeindigd(
    EventType,
    type="toelating_geeindigd",
    nl="Toelating geëindigd",
    en="Lawful stay ended",
    by="IND",
):
    """There is no permit from ``valid_on`` (that day included)."""


class VerblijfBuitenKoninkrijk(
    EventType,
    type="verblijf_buiten_koninkrijk",
    nl="Verblijf buiten het Koninkrijk",
    en="Stay outside the Kingdom",
    by="BRP",
):
    """Outside the Kingdom from ``valid_on`` up to and including ``tot_en_met`` (none: still).

    ``buiten_macht``: whether the person could not come back for reasons beyond his control.
    """

    tot_en_met: date | None = None
    buiten_macht: bool = False


TOELATINGSLOOP = Timeline(
    "toelatingsloop",
    nl="Verloop van de toelating",
    en="Course of lawful stay",
    types=(ToelatingGeeindigd, ToelatingVerkregen),
    fields={"grond": "toelating_verkregen.grond", "tijdelijk_doel": "toelating_verkregen.tijdelijk_doel"},
)
