"""Fines of the Minister (DUO) after the termijn: leerroute, PVT and MAP in one decision (WET 24, 25), step by step."""

from doorstroom.kernel.process import Action, Guard
from doorstroom.stelsels.inburgering.process import boete_stappen as stap
from doorstroom.stelsels.inburgering.process.gedeeld import HEEFT_PIP
from doorstroom.stelsels.inburgering.process.roles import BESLISSER, DUO, KLANTMANAGER

OVERSCHREDEN = Guard(
    "boete_termijn_overschreden",
    nl="De termijn is niet voorbij, of er is geen plicht. Een boete is nu niet aan de orde.",
    en="The term is not over, or there is no duty. A fine does not come up now.",
)
GRONDEN = (
    Guard(
        "boete_duo_keren_verboden",
        wanted=False,
        nl="Deze persoon heeft internationale bescherming. DUO mag dan geen boete opleggen (arrest Keren).",
        en="This person has international protection. DUO may then impose no fine (Keren judgment).",
    ),
    OVERSCHREDEN,
    Guard(
        "boete_verlenging_aanvraag_open",
        wanted=False,
        nl="Er ligt nog een aanvraag om verlenging. Beslis daar eerst op.",
        en="A request for extension is still open. Decide on it first.",
    ),
    Guard(
        "boete_duo_mogelijk",
        nl="Een boete is uitgesloten. Alles was op tijd, verlenging gaat voor, of de vergunning is weg.",
        en="A fine is ruled out. All was in time, an extension comes first, or the permit is gone.",
    ),
)
PROCEDURE = stap.Procedure("duo", "termijn", "van DUO", "of DUO", (DUO,), (BESLISSER,), ("WET 24", "WET 25"), GRONDEN)
#: What is fined, the column with its maximum, and how people call it.
DELEN = {
    "leerroute": ("boete_leerroute_maximum", "voor de leerroute", "for the leerroute"),
    "pvt": ("boete_pvt_bedrag", "voor het PVT", "for the PVT"),
    "map": ("boete_map_bedrag", "voor de MAP", "for the MAP"),
}


def _besluit(deel: str) -> Action:
    """The part of the decision that is about one thing; the new term is the same in every part."""
    column, nl, en = DELEN[deel]
    return stap.besluit(
        PROCEDURE,
        deel,
        nl,
        en,
        ("nieuwe_termijn_maanden",),
        (
            Guard(
                f"boete_{deel}_toegestaan",
                nl="Deze boete mag niet: het is op tijd klaar, of te laat zijn is niet te verwijten.",
                en="This fine is not allowed: it was in time, or being late is not to blame.",
            ),
            Guard(
                "boete_duo_afgezien_op",
                wanted=None,
                nl="Op {boete_duo_afgezien_op} is van deze boete afgezien.",
                en="On {boete_duo_afgezien_op} it was decided not to fine.",
            ),
            Guard(
                column,
                field="bedrag",
                nl="Deze boete is hooguit {" + column + "} euro. Verlaag het bedrag.",
                en="This fine is at most {" + column + "} euros. Lower the amount.",
            ),
            Guard(
                "boete_duo_passend_bedrag",
                field="bedrag",
                nl="De beoordeling vindt voor alles samen {boete_duo_passend_bedrag} euro passend. Verlaag het.",
                en="The assessment finds {boete_duo_passend_bedrag} euros fitting for all parts. Lower the amount.",
                unknown_passes=True,
            ),
            Guard(
                "nieuwe_termijn_maanden_bij_boete",
                field="nieuwe_termijn_maanden",
                relation="equal",
                nl="De nieuwe termijn is hier {nieuwe_termijn_maanden_bij_boete} maanden. Vul dat in.",
                en="The new term is {nieuwe_termijn_maanden_bij_boete} months here. Fill that in.",
            ),
            Guard(
                "boete_houdbaar",
                when="with",
                nl="Deze boete kan niet in stand blijven. Zie ervan af.",
                en="This fine cannot stand. Refrain from it.",
            ),
        ),
    )


def _schuld(deel: str, nl: str, en: str) -> Action:
    """Whether missing PVT or MAP is to blame, as the municipality reports it to DUO."""
    return Action(
        name=f"{deel}_schuld_beoordelen",
        nl=f"Beoordeel of het missen van {nl} te verwijten is",
        en=f"Judge whether missing {en} is to blame",
        event="verwijtbaarheid_beoordeeld",
        topic="handhaving",
        by=(KLANTMANAGER, DUO),
        articles=("WET 24", "Awb 5:41", "DUO-API PVT, MAP"),
        fixed={"onderwerp": deel},
        guards=(
            HEEFT_PIP,
            Guard(
                f"{deel}_te_laat",
                nl="Dit onderdeel is op tijd klaar of niet verplicht. Een oordeel is niet nodig.",
                en="This part was done in time or is not compulsory. No judgement is needed.",
            ),
            Guard(
                "verwijtbaarheid_te_melden",
                when="with",
                nl="'Niet te verwijten' kan vanaf {niet_verwijtbaar_melden_vanaf}. "
                "'Te verwijten' kan vanaf {verwijtbaar_melden_vanaf}.",
                en="No blame from {niet_verwijtbaar_melden_vanaf} on, blame from {verwijtbaar_melden_vanaf} on.",
            ),
        ),
        adverse=True,
        happened=True,
    )


ACTIONS = (
    stap.voornemen(PROCEDURE),
    stap.zienswijze(PROCEDURE),
    Action(
        name="leerroute_schuld_beoordelen",
        nl="Beoordeel of te laat zijn met de leerroute te verwijten is",
        en="Judge whether being late with the leerroute is to blame",
        event="verwijtbaarheid_beoordeeld",
        topic="handhaving",
        by=(DUO,),
        articles=("WET 25", "Awb 5:41"),
        fixed={"onderwerp": "leerroute"},
        guards=(OVERSCHREDEN, *PROCEDURE.heard()),
        adverse=True,
        happened=True,
    ),
    _schuld("pvt", "het PVT", "the PVT"),
    _schuld("map", "de MAP", "the MAP"),
    stap.beoordeling(PROCEDURE),
    stap.tweede_beoordeling(PROCEDURE),
    *(_besluit(deel) for deel in DELEN),
    stap.afzien(PROCEDURE, (OVERSCHREDEN,)),
)
