"""The duty to integrate: what DUO wrote, what was chosen, and how the group changed."""

from typing import Literal

from doorstroom.kernel.events import EventType

Stelsel = Literal["wi2007", "wi2013", "wi2021"]
Doelgroep = Literal["asielstatushouder", "gezins_en_overige_migrant"]


class KennisgevingVerzonden(
    EventType,
    type="kennisgeving_verzonden",
    nl="Kennisgeving inburgeringsplicht",
    en="Notice of the duty to integrate",
    by="DUO",
):
    """DUO's written notice; ``valid_on`` is its date. It informs: it does not create the duty."""

    stelsel: Stelsel = "wi2021"


class StelselGekozen(
    EventType,
    type="stelsel_gekozen",
    nl="Stelsel gekozen",
    en="Act chosen",
    by="DUO",
):
    """The stored personal choice of somebody who was notified under the wrong act.

    ``aanvaard``: whether DUO accepted the choice as being in time; unknown when it is not recorded.
    """

    stelsel: Stelsel
    aanvaard: bool | None = None


class DoelgroepGewijzigd(
    EventType,
    type="doelgroep_gewijzigd",
    nl="Doelgroep gewijzigd",
    en="Target group changed",
    by="DUO",
):
    """DUO treats the person as member of another group from ``valid_on`` (SS124, SS125)."""

    doelgroep: Doelgroep
