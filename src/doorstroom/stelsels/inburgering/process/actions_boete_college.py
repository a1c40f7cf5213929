"""Fines of the college: at the brede intake (WET 22) and in the traject (WET 23), step by step."""

from doorstroom.kernel.process import Action, Guard
from doorstroom.stelsels.inburgering.process import boete_stappen as stap
from doorstroom.stelsels.inburgering.process.gedeeld import HEEFT_PIP, PLICHT
from doorstroom.stelsels.inburgering.process.roles import HANDHAVER, KLANTMANAGER, KWALITEIT

INTAKE_OVERTREDING = Guard(
    "boete_intake_overtreding",
    nl="Er is geen overtreding bij de intake. Daarvoor is nodig: een waarschuwing en daarna wegblijven.",
    en="There is no violation at the intake. That takes a warning, and staying away after it.",
)
OVERTREDING_OPEN = Guard(
    "boete_traject_overtreding_open",
    nl="Er is geen overtreding waarover nog moet worden beslist. Stel die eerst vast.",
    en="There is no violation that is still to be decided on. First establish it.",
)
PROCEDURES = (
    stap.Procedure(
        "intake", "intake", "bij de intake", "at the intake", (HANDHAVER,), (HANDHAVER, KWALITEIT), ("WET 22",),
        (PLICHT, INTAKE_OVERTREDING), ("boete_beoordeeld",),
    ),
    stap.Procedure(
        "traject", "traject", "in het traject", "in the traject", (HANDHAVER,), (HANDHAVER, KWALITEIT), ("WET 23",),
        (PLICHT, OVERTREDING_OPEN), ("overtreding_vastgesteld", "boete_voorgenomen"),
    ),
)  # fmt: skip
INTAKE, TRAJECT = PROCEDURES


def _hoogstens(column: str, nl: str, en: str, *, unknown_passes: bool = False) -> Guard:
    """The amount may be at most what a column gives on the case as it stands."""
    shown = "{" + column + "}"
    return Guard(
        column,
        field="bedrag",
        nl=f"{nl} {shown} euro. Verlaag het bedrag.",
        en=f"{en} {shown} euros. Lower the amount.",
        unknown_passes=unknown_passes,
    )


ACTIONS = (
    Action(
        name="intake_schuld_beoordelen",
        nl="Beoordeel of het wegblijven te verwijten is",
        en="Judge whether staying away is to blame",
        event="verwijtbaarheid_beoordeeld",
        topic="handhaving",
        by=(HANDHAVER,),
        articles=("WET 22", "Awb 5:41"),
        fixed={"onderwerp": "intake"},
        guards=(INTAKE_OVERTREDING,),
        adverse=True,
        happened=True,
    ),
    Action(
        name="overtreding_vaststellen",
        nl="Stel een overtreding in het traject vast",
        en="Establish a violation in the traject",
        event="overtreding_vastgesteld",
        topic="handhaving",
        by=(HANDHAVER, KLANTMANAGER),
        articles=("WET 23", "BES 7.1"),
        asks=("verplichting",),
        guards=(
            PLICHT,
            HEEFT_PIP,
            Guard(
                "overtreding_verplichting_geldt",
                when="with",
                nl="Deze verplichting geldt niet voor deze persoon. Kies een andere.",
                en="This obligation does not apply to this person. Choose another one.",
            ),
        ),
        adverse=True,
        happened=True,
    ),
    Action(
        name="overtreding_schuld_beoordelen",
        nl="Beoordeel hoe verwijtbaar de overtreding is",
        en="Judge the degree of blame of the violation",
        event="overtreding_vastgesteld",
        topic="handhaving",
        by=(HANDHAVER,),
        articles=("BES 7.1 lid 4", "Awb 5:41"),
        asks=("verwijtbaarheid",),
        guards=(
            OVERTREDING_OPEN,
            *TRAJECT.heard(),
            Guard(
                "overtreding_beoordeeld",
                when="with",
                nl="Kies hoe verwijtbaar de overtreding is.",
                en="Choose the degree of blame.",
            ),
        ),
        adverse=True,
        happened=True,
        amends=True,
    ),
    *(stap.voornemen(p) for p in PROCEDURES),
    *(stap.zienswijze(p) for p in PROCEDURES),
    *(stap.beoordeling(p) for p in PROCEDURES),
    *(stap.tweede_beoordeling(p) for p in PROCEDURES),
    stap.besluit(
        INTAKE,
        "intake",
        "bij de intake",
        "at the intake",
        ("intaketermijn_tot_en_met",),
        (
            Guard(
                "boete_intake_toegestaan",
                nl="Deze boete mag niet: er is geen schuld, de bijstand is al verlaagd, of het is geen uitzondering.",
                en="This fine is not allowed: no blame, bijstand was lowered already, or it is no exceptional case.",
            ),
            _hoogstens("boete_intake_bedrag", "Deze boete is nu hooguit", "This fine is now at most"),
            Guard(
                "boete_intaketermijn_gesteld",
                when="with",
                nl="Stel bij de eerste boete ook een nieuwe termijn voor de intake.",
                en="With the first fine also set a new term for the intake.",
            ),
            Guard(
                "boete_intake_nieuwe_termijn_te_lang",
                when="with",
                wanted=False,
                nl="De nieuwe termijn kan tot en met {boete_intake_nieuwe_termijn_maximum}. Kies een eerdere dag.",
                en="The new term runs to {boete_intake_nieuwe_termijn_maximum} at most. Choose an earlier day.",
                unknown_passes=True,
            ),
        ),
    ),
    stap.besluit(
        TRAJECT,
        "traject",
        "in het traject",
        "in the traject",
        (),
        (
            Guard(
                "boete_traject_toegestaan",
                nl="Deze boete mag niet: er is geen schuld, de bijstand is al verlaagd, of het is geen uitzondering.",
                en="This fine is not allowed: no blame, bijstand was lowered already, or it is no exceptional case.",
            ),
            Guard(
                "boete_traject_afgezien_op",
                wanted=None,
                nl="Op {boete_traject_afgezien_op} is van deze boete afgezien.",
                en="On {boete_traject_afgezien_op} it was decided not to fine.",
            ),
            _hoogstens("boete_traject_bedrag", "Deze boete is nu hooguit", "This fine is now at most"),
            _hoogstens(
                "boete_traject_passend_bedrag",
                "De beoordeling vindt passend:",
                "The assessment finds fitting:",
                unknown_passes=True,
            ),
        ),
    ),
    stap.afzien(INTAKE, (INTAKE_OVERTREDING,)),
    stap.afzien(TRAJECT, (OVERTREDING_OPEN,)),
    Action(
        name="overtreding_boete_vastleggen",
        nl="Leg bij de overtreding vast dat de boete vaststaat",
        en="Record with the violation that its fine is final",
        event="overtreding_vastgesteld",
        topic="handhaving",
        by=(HANDHAVER,),
        articles=("BES 7.1 lid 3",),
        asks=("boete_basisbedrag", "boete_onherroepelijk_op"),
        guards=(
            Guard(
                "overtreding_boete_klopt",
                when="with",
                nl="Het basisbedrag is {overtreding_basisbedrag} euro, en de dag ligt na de overtreding.",
                en="The base amount is {overtreding_basisbedrag} euros, and the day lies after the violation.",
            ),
        ),
        adverse=True,
        happened=True,
        amends=True,
    ),
)
