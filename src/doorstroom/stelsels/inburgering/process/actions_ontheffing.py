"""Actions on ontheffing and adapted exams: applications, the doctor, the college's advice, and DUO's decisions."""

from doorstroom.kernel.process import Action, Guard
from doorstroom.stelsels.inburgering.process.gedeeld import VOORWAARDEN
from doorstroom.stelsels.inburgering.process.roles import BESLISSER, DUO, INBURGERAAR, KLANTMANAGER

TOPIC = "vrijstelling_ontheffing"
VERKLARING = Guard(
    "heeft_deskundigenverklaring",
    nl="De verklaring van de arts ontbreekt. Leg haar eerst vast.",
    en="The statement of the doctor is missing. First record it.",
)
VERKLARING_IS_ER = Guard(
    "deskundigenverklaring_verwacht",
    wanted=False,
    nl="De verklaring van de arts over deze aanvraag ontbreekt. Leg haar eerst vast.",
    en="The statement of the doctor about this application is missing. First record it.",
)
ADVIES_IS_ER = Guard(
    "advies_op_aanvraag",
    nl="Het advies van het college over deze aanvraag ontbreekt. Vraag het eerst.",
    en="The advice of the college about this application is missing. Ask for it first.",
)
OMVANG = Guard(
    "ontheffing_omvang_past",
    when="with",
    nl="Kies bij een gedeeltelijke ontheffing een onderdeel of de participatie, en bij een volledige niets.",
    en="Choose a part or participation for a partial dispensation, and nothing for a full one.",
)


def _besluit(
    name: str, nl: str, en: str, fixed: dict[str, str], asks: tuple[str, ...], guards: tuple[Guard, ...], article: str
) -> Action:
    """An ontheffing that DUO grants, on request or of its own accord."""
    return Action(
        name=name,
        nl=nl,
        en=en,
        event="ontheffing_besloten",
        topic=TOPIC,
        by=(BESLISSER,),
        articles=("WET 5", article),
        fixed={"uitkomst": "toegekend", **fixed},
        asks=asks,
        guards=(VOORWAARDEN, *guards, OMVANG),
        approval=True,
        letter="ontheffing_besluit",
        happened=True,
    )


def _afwijzing(weg: str, nl: str, en: str, grond: str, needs: Guard, article: str) -> Action:
    """A refusal, on the ground that was asked for and with the advice that the law asks."""
    return Action(
        name=f"ontheffing_{weg}_afwijzen",
        nl=f"Wijs de ontheffing wegens {nl} af",
        en=f"Refuse the dispensation for {en}",
        event="ontheffing_besloten",
        topic=TOPIC,
        by=(BESLISSER,),
        articles=("WET 5", article, "DUO-API SS118"),
        fixed={"uitkomst": "afgewezen", "grond": grond},
        asks=("omvang",),
        guards=(
            Guard(
                f"ontheffing_{weg}_aanvraag_open",
                nl=f"Er ligt geen aanvraag om ontheffing wegens {nl}. Er is dus niets af te wijzen.",
                en=f"There is no application for dispensation for {en}, so there is nothing to refuse.",
            ),
            needs,
        ),
        approval=True,
        adverse=True,
        letter="ontheffing_besluit",
        happened=True,
    )


ACTIONS = (
    Action(
        name="ontheffing_aanvragen",
        nl="Vraag ontheffing aan",
        en="Apply for dispensation",
        event="ontheffing_aangevraagd",
        topic=TOPIC,
        by=(INBURGERAAR, DUO),
        articles=("WET 5", "BES 2.7", "BES 2.8"),
        guards=(VOORWAARDEN,),
        happened=True,
    ),
    Action(
        name="aangepast_examen_aanvragen",
        nl="Vraag een aangepast examen aan",
        en="Apply for an adapted exam",
        event="aangepast_examen_aangevraagd",
        topic=TOPIC,
        by=(INBURGERAAR, DUO),
        articles=("BES 3.9", "REG 3.6"),
        guards=(VOORWAARDEN,),
        happened=True,
    ),
    Action(
        name="deskundigenverklaring_vastleggen",
        nl="Leg de verklaring van de arts vast",
        en="Record the statement of the doctor",
        event="deskundigenverklaring_ontvangen",
        topic=TOPIC,
        by=(DUO,),
        articles=("BES 2.7", "BES 3.9"),
        guards=(
            Guard(
                "deskundigenverklaring_verwacht",
                nl="Er ligt geen aanvraag waarvoor de arts een verklaring schrijft. Leg de aanvraag eerst vast.",
                en="There is no application that the doctor writes a statement for. First record the application.",
            ),
        ),
        suggested_when="deskundigenverklaring_verwacht",
        happened=True,
    ),
    Action(
        name="advies_geven",
        nl="Geef DUO advies over bijzondere omstandigheden",
        en="Advise DUO about special circumstances",
        event="advies_college_ontvangen",
        topic=TOPIC,
        by=(KLANTMANAGER, DUO),
        articles=("BES 2.8", "DUO-API SS140"),
        guards=(
            Guard(
                "signaal_advies_gevraagd",
                nl="DUO wacht niet op advies. Er ligt geen aanvraag, of het advies is er al.",
                en="DUO awaits no advice. There is no application, or the advice is there.",
            ),
        ),
        suggested_when="signaal_advies_gevraagd",
        happened=True,
    ),
    _besluit(
        "ontheffing_medisch_toekennen",
        "Geef volledige ontheffing om medische redenen",
        "Grant full dispensation on medical grounds",
        {"grond": "medisch", "omvang": "volledig"},
        (),
        (
            VERKLARING,
            Guard(
                "ontheffing_volledig_medisch_toegestaan",
                nl="De arts zegt niet dat de hele plicht onhaalbaar is. Kijk of een gedeeltelijke ontheffing past.",
                en="The doctor does not say that the whole duty is out of reach. See whether a partial one fits.",
            ),
        ),
        "BES 2.7",
    ),
    _besluit(
        "ontheffing_gedeeltelijk_toekennen",
        "Geef gedeeltelijke ontheffing om medische redenen",
        "Grant partial dispensation on medical grounds",
        {"grond": "medisch", "omvang": "gedeeltelijk"},
        ("onderdelen", "participatie", "participatie_uren_maximum"),
        (
            VERKLARING,
            Guard(
                "ontheffing_aantal_past",
                when="with",
                nl="Kies hooguit {ontheffing_taalonderdelen_maximum} taalonderdelen. Participatie is er in de Z-route.",
                en="Choose at most {ontheffing_taalonderdelen_maximum} language parts. Participation: Z-route.",
            ),
            Guard(
                "ontheffing_onderdelen_geadviseerd",
                when="with",
                nl="Kies alleen wat de arts onhaalbaar noemt.",
                en="Choose only what the doctor calls out of reach.",
            ),
        ),
        "BES 2.7 lid 3",
    ),
    _besluit(
        "ontheffing_bijzonder_toekennen",
        "Geef ontheffing wegens bijzondere omstandigheden",
        "Grant dispensation for special circumstances",
        {"grond": "bijzondere_individuele_omstandigheden", "omvang": "volledig"},
        (),
        (
            Guard(
                "heeft_advies_college",
                nl="Het advies van het college ontbreekt. Vraag het eerst.",
                en="The advice of the college is missing. Ask for it first.",
            ),
            Guard(
                "ontheffing_bijzonder_toegestaan",
                nl="Volgens het advies is niet aan alle vier de voorwaarden voldaan.",
                en="By the advice not all four conditions are met.",
            ),
        ),
        "BES 2.8",
    ),
    _afwijzing("medisch", "medische redenen", "medical reasons", "medisch", VERKLARING_IS_ER, "BES 2.7"),
    _afwijzing(
        "bijzonder",
        "bijzondere omstandigheden",
        "special circumstances",
        "bijzondere_individuele_omstandigheden",
        ADVIES_IS_ER,
        "BES 2.8",
    ),
)
