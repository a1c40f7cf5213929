"""Enforcement: violations, the steps of a fine procedure, fines and what became of them."""

from datetime import date
from typing import Literal

from pydantic import Field

from doorstroom.kernel.events import EventType
from doorstroom.stelsels.inburgering.events.traject import PLICHTDELEN

#: Which procedure a step belongs to: brede intake (WET 22), the traject (WET 23), or the termijn (WET 24, 25).
Procedure = Literal["intake", "traject", "termijn"]
#: What a fine was imposed for; the college fines for intake and traject, the Minister (DUO) for the others.
Boetesoort = Literal["intake", "traject", "pvt", "map", "leerroute"]
BOETES_VAN_COLLEGE = ["intake", "traject"]
BOETES_VAN_DUO = list(PLICHTDELEN)

#: Procedures as columns name them, and as people call a fine in them; the codes of DUO's fines say "termijn".
HOORPROCEDURES = {"traject": ("in het traject", "in the traject"), "duo": ("van DUO", "of DUO")}
PROCEDURES = {"intake": ("bij de intake", "at the intake"), **HOORPROCEDURES}
COLLEGEPROCEDURES = {fase: PROCEDURES[fase] for fase in ("intake", "traject")}


class OvertredingVastgesteld(
    EventType,
    type="overtreding_vastgesteld",
    nl="Overtreding in het traject vastgesteld",
    en="Violation found",
    by="gemeente",
):
    """The college found a violation of WET 23; ``valid_on`` is the day of finding.

    ``verwijtbaarheid`` is the judgement of an official, never filled in for him. When a fine followed,
    a new version adds ``boete_basisbedrag`` (before the degree of blame) and ``boete_onherroepelijk_op``: repetition is
    counted from violation to violation (BES 7.1 lid 3).
    """

    verplichting: Literal["begeleiding", "intensiteit_pvt", "intensiteit_map", "intensiteit_leerroute"]
    verwijtbaarheid: Literal["opzet", "grove_schuld", "normaal", "verminderd", "ontbreekt"] | None = None
    boete_basisbedrag: float | None = Field(default=None, ge=0)
    boete_onherroepelijk_op: date | None = None


class BoeteVoorgenomen(
    EventType,
    type="boete_voorgenomen",
    nl="Voornemen tot boete",
    en="Intention to fine",
    by="gemeente of DUO",
):
    """The person was told of the intention to fine; ``rapport``: a report of the violation came with it (Awb 5:53)."""

    procedure: Procedure
    rapport_van: date | None = None


class BoeteZienswijze(
    EventType,
    type="boete_zienswijze",
    nl="Zienswijze op de boete",
    en="View on the fine",
    by="gemeente of DUO",
):
    """The person gave his view, or let the offered occasion pass (``niet_gebruikt``)."""

    procedure: Procedure
    wijze: Literal["schriftelijk", "mondeling", "telefonisch", "niet_gebruikt"]


class BoeteBeoordeeld(
    EventType,
    type="boete_beoordeeld",
    nl="Boete individueel beoordeeld",
    en="Fine assessed",
    by="gemeente of DUO",
):
    """A named official weighed this case, with reasons (blame itself stands in ``verwijtbaarheid_beoordeeld``).

    ``bijstand_verlaagd``: social assistance was lowered for the same conduct (WET 27). ``keren_uitzondering``: for
    somebody with international protection, that this is the exceptional case of proven and persistent unwillingness.
    ``passend_bedrag``: what the official finds fitting (Awb 5:46), in euros.
    """

    procedure: Procedure
    bijstand_verlaagd: bool | None = None
    keren_uitzondering: bool | None = None
    passend_bedrag: float | None = Field(default=None, ge=0)
    motivering: str = Field(min_length=1)


class BoeteTweedeBeoordeling(
    EventType,
    type="boete_tweede_beoordeling",
    nl="Tweede beoordeling van de boete",
    en="Second look at the fine",
    by="gemeente of DUO",
):
    """Somebody other than who reported the violation looked at the proposed fine (Awb 10:3 lid 4)."""

    procedure: Procedure
    akkoord: bool


class BijzondereOmstandigheidBekend(
    EventType,
    type="bijzondere_omstandigheid_bekend",
    nl="Bijzondere omstandigheid bekend",
    en="Circumstance known",
    by="gemeente of DUO",
):
    """A special circumstance became known, from the person or from the file; it must be weighed (BES 7.1 lid 6)."""

    procedure: Procedure
    bron: Literal["persoon", "dossier", "derde"]


class AanwezigheidVastgesteld(
    EventType,
    type="aanwezigheid_vastgesteld",
    nl="Aanwezigheid vastgesteld",
    en="Attendance established",
    by="cursusinstelling",
):
    """Attendance in the taalschakeltraject up to ``valid_on``, as the institution declares it, in percent."""

    percentage: float = Field(ge=0, le=100)


class VanBoeteAfgezien(
    EventType,
    type="van_boete_afgezien",
    nl="Van boete afgezien",
    en="Decided not to fine",
    by="gemeente of DUO",
):
    """The college or DUO decided, with reasons, to impose no fine."""

    procedure: Procedure
    motivering: str = Field(min_length=1)


class BoeteOpgelegd(
    EventType,
    type="boete_opgelegd",
    nl="Boete opgelegd",
    en="Fine imposed",
    by="gemeente of DUO",
):
    """A fine decision was made known on ``valid_on``. Parts of one decision (PVT, MAP, leerroute) are separate events.

    ``nieuwe_termijn_maanden``: the new inburgeringstermijn that the decision sets (WET 24, 25).
    ``intaketermijn_tot_en_met``: last day of the new term for the brede intake (WET 22 lid 2). A fine that became
    irrevocable gets a new version with ``onherroepelijk_op``.
    """

    soort: Boetesoort
    bedrag: float = Field(ge=0, le=1_250)
    nieuwe_termijn_maanden: int | None = Field(default=None, ge=1, le=24)
    intaketermijn_tot_en_met: date | None = None
    onherroepelijk_op: date | None = None


class BoeteGewijzigd(
    EventType,
    type="boete_gewijzigd",
    nl="Boete verlaagd of vervallen",
    en="Fine lowered or undone",
    by="gemeente of DUO",
):
    """The fine of ``boete_op`` was lowered, withdrawn or annulled; ``vermindering`` went off, in euros."""

    soort: Boetesoort
    boete_op: date
    vermindering: float = Field(gt=0)
    door: Literal["bestuursorgaan", "bezwaar", "rechter"]


class BoeteBezwaarGemaakt(
    EventType,
    type="boete_bezwaar_gemaakt",
    nl="Bezwaar tegen boete",
    en="Objection to a fine",
    by="gemeente of DUO",
):
    """The person objected to the last fine decision."""


class HerzieningVerzocht(
    EventType,
    type="herziening_verzocht",
    nl="Herziening verzocht",
    en="Reconsideration asked",
    by="gemeente of DUO",
):
    """The person asked to come back on a decision that had become final (Awb 4:6)."""

    onderwerp: Literal["boete", "lening"]
