"""Actions around fines of everybody: circumstances, objection, reconsideration, changes, finality."""

from doorstroom.kernel.process import Action, Guard
from doorstroom.stelsels.inburgering.process.roles import (
    BESLISSER,
    DUO,
    HANDHAVER,
    INBURGERAAR,
    KLANTMANAGER,
    KWALITEIT,
)

TOPIC = "handhaving"
HEEFT_BOETE = Guard(
    "heeft_boete",
    nl="Er is geen boete opgelegd.",
    en="No fine was imposed.",
)
NA_DE_BOETE = Guard(
    "boete_wijziging_na_boete",
    when="with",
    nl="De dag van de boete ligt na de wijziging. Kies de dag van het boetebesluit.",
    en="The day of the fine lies after the change. Choose the day of the fine decision.",
)
NIET_MEER_DAN_BOETE = Guard(
    "boete_vermindering_past",
    when="with",
    nl="Er kan niet meer af dan er aan boetes is opgelegd: {boete_opgelegd_totaal} euro.",
    en="No more can go off than was imposed: {boete_opgelegd_totaal} euros.",
)

ACTIONS = (
    Action(
        name="omstandigheid_vastleggen",
        nl="Leg een bijzondere omstandigheid vast",
        en="Record a special circumstance",
        event="bijzondere_omstandigheid_bekend",
        topic=TOPIC,
        by=(KLANTMANAGER, HANDHAVER, DUO),
        articles=("BES 7.1 lid 6", "BES 7.2 lid 3"),
        happened=True,
    ),
    Action(
        name="bezwaar_maken",
        nl="Maak bezwaar tegen de boete",
        en="Object to the fine",
        event="boete_bezwaar_gemaakt",
        topic=TOPIC,
        by=(INBURGERAAR, HANDHAVER, DUO),
        articles=("Awb 6:7", "Awb 6:11", "Awb 7:1"),
        guards=(HEEFT_BOETE,),
        letter="bezwaar_ontvangen",
        happened=True,
    ),
    Action(
        name="herziening_vragen",
        nl="Vraag om terug te komen op een besluit",
        en="Ask for reconsideration",
        event="herziening_verzocht",
        topic=TOPIC,
        by=(INBURGERAAR, HANDHAVER, DUO),
        articles=("Awb 4:6", "RvS 18-2-2026"),
        guards=(
            Guard(
                "herziening_aan_de_orde",
                nl="Er is geen boete of besluit over terugbetaling om op terug te komen.",
                en="There is no fine or decision about repayment to come back on.",
            ),
            Guard(
                "herziening_mogelijk",
                when="with",
                nl="Over dit onderwerp is er geen besluit. Kies het andere.",
                en="There is no decision about this subject. Choose the other one.",
            ),
        ),
        happened=True,
    ),
    Action(
        name="boete_college_wijzigen",
        nl="Verlaag een boete van de gemeente of trek die in",
        en="Lower or withdraw a fine of the municipality",
        event="boete_gewijzigd",
        topic=TOPIC,
        by=(HANDHAVER, KWALITEIT),
        articles=("Awb 7:11", "Awb 8:72a"),
        guards=(
            HEEFT_BOETE,
            Guard(
                "boete_wijziging_van_college",
                when="with",
                nl="Dit is een boete van DUO. De gemeente kan die niet wijzigen.",
                en="This is a fine of DUO. The municipality cannot change it.",
            ),
            NA_DE_BOETE,
            NIET_MEER_DAN_BOETE,
        ),
        letter="boete_gewijzigd",
        happened=True,
    ),
    Action(
        name="boete_duo_wijzigen",
        nl="Verlaag een boete van DUO of trek die in",
        en="Lower or withdraw a fine of DUO",
        event="boete_gewijzigd",
        topic=TOPIC,
        by=(BESLISSER,),
        articles=("Awb 7:11", "RVS:2025:3087"),
        guards=(
            HEEFT_BOETE,
            Guard(
                "boete_wijziging_van_college",
                when="with",
                wanted=False,
                nl="Dit is een boete van de gemeente. DUO kan die niet wijzigen.",
                en="This is a fine of the municipality. DUO cannot change it.",
            ),
            NA_DE_BOETE,
            NIET_MEER_DAN_BOETE,
        ),
        suggested_when="boete_terug_te_nemen",
        letter="boete_gewijzigd",
        happened=True,
    ),
    Action(
        name="boete_onherroepelijk_vastleggen",
        nl="Leg vast dat de boete vaststaat",
        en="Record that the fine is final",
        event="boete_opgelegd",
        topic=TOPIC,
        by=(HANDHAVER, DUO),
        articles=("Awb 6:7",),
        asks=("onherroepelijk_op",),
        guards=(
            HEEFT_BOETE,
            Guard(
                "boete_onherroepelijk_klopt",
                when="with",
                nl="Noem de dag waarop de boete vaststond: na het besluit, en niet in de toekomst.",
                en="Name the day on which the fine became final: after the decision, not in the future.",
            ),
        ),
        adverse=True,
        happened=True,
        amends=True,
    ),
)
