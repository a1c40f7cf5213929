"""Proof of integration, public order, and the procedure: request, payment, decision, ceremony."""

from datetime import date
from typing import Literal

from pydantic import Field

from doorstroom.kernel.events import EventType

#: What somebody can show for the naturalisatietoets, whether it counts or not.
Bewijs = Literal[
    "inburgeringsdiploma_wi2021",
    "inburgeringscertificaat_z_route",
    "inburgeringsdiploma_wi2013",
    "inburgeringsdiploma_wi2007",
    "staatsexamen_nt2",
    "nederlandstalig_diploma",
    "acht_jaar_leerplicht_in_nederland",
    "examens_a2_en_knm",
    "ontheffing_inspanningen",
    "ontheffing_medisch",
    "aantoonbaar_voldoende_ingeburgerd",
]


class InburgeringAangetoond(
    EventType,
    type="inburgering_aangetoond",
    nl="Bewijs van inburgering",
    en="Proof of integration",
    by="DUO",
):
    """A document about integration; ``valid_on`` is its date."""

    soort: Bewijs


class StrafrechtelijkeAfdoening(
    EventType,
    type="strafrechtelijke_afdoening",
    nl="Strafrechtelijke afdoening",
    en="Criminal sanction",
    by="Justitie",
):
    """A sanction for a misdrijf that became final on ``valid_on``. ``uitgevoerd_op``: released, served or paid in full.

    ``bedrag``: of a fine, in euros.
    """

    soort: Literal["gevangenisstraf_of_maatregel", "taakstraf", "geldboete"]
    bedrag: float | None = Field(default=None, ge=0)
    uitgevoerd_op: date | None = None


class NaturalisatieverzoekIngediend(
    EventType,
    type="naturalisatieverzoek_ingediend",
    nl="Naturalisatieverzoek ingediend",
    en="Request for naturalisation filed",
    by="gemeente",
):
    """Filed in person with the municipality on ``valid_on``."""


class NaturalisatiegeldBetaald(
    EventType,
    type="naturalisatiegeld_betaald",
    nl="Naturalisatiegeld betaald",
    en="Naturalisation fee paid",
    by="gemeente",
):
    """The fee was paid, or what was missing in the request came in, on ``valid_on``: the year for deciding starts."""


class BeslissingAangehouden(
    EventType,
    type="beslissing_aangehouden",
    nl="Beslissing aangehouden",
    en="Decision held",
    by="IND",
):
    """The decision is held for six months."""


class NaturalisatieBesloten(
    EventType,
    type="naturalisatie_besloten",
    nl="Op het naturalisatieverzoek besloten",
    en="Naturalisation decided",
    by="IND",
):
    """Decided on ``valid_on``: a Koninklijk Besluit, or a refusal."""

    verleend: bool


class CeremonieUitgenodigd(
    EventType,
    type="ceremonie_uitgenodigd",
    nl="Uitgenodigd voor de naturalisatieceremonie",
    en="Invited to the ceremony",
    by="gemeente",
):
    """Invited to the ceremony on which the decision is handed over."""


class BesluitUitgereikt(
    EventType,
    type="besluit_uitgereikt",
    nl="Besluit uitgereikt",
    en="Decision handed over",
    by="gemeente",
):
    """The decision was handed over; the person is Dutch, back to the date of the decision."""


class OptieverklaringAfgelegd(
    EventType,
    type="optieverklaring_afgelegd",
    nl="Optieverklaring afgelegd",
    en="Declaration of option made",
    by="gemeente",
):
    """The declaration was made to the municipality, on a ground of RWN 6 lid 1 by letter."""

    grond: Literal["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q"]


class OptieVerlengd(
    EventType,
    type="optie_verlengd",
    nl="Beslistermijn optie verlengd",
    en="Term for the option extended",
    by="gemeente",
):
    """The term for deciding on the option was extended, once."""
