"""Actions about the duty: DUO's notice, who is excluded, which act, and which group."""

from doorstroom.kernel.process import Action, Guard
from doorstroom.stelsels.inburgering.process.roles import BESLISSER, DUO

ACTIONS = (
    Action(
        name="kennisgeving_versturen",
        nl="Stuur de kennisgeving",
        en="Send the notice of the duty",
        event="kennisgeving_verzonden",
        topic="plicht",
        by=(DUO,),
        articles=("WET 3", "BES 5.3 lid 1"),
        guards=(
            Guard(
                "kennisgeving_onterecht",
                when="with",
                wanted=False,
                nl="Deze persoon is nooit inburgeringsplichtig geweest. Stuur geen kennisgeving.",
                en="This person never was obliged. Send no notice.",
            ),
            Guard(
                "kennisgeving_verkeerde_wet",
                when="with",
                wanted=False,
                nl="De kennisgeving noemt niet de wet die geldt. Kies stelsel {regime}.",
                en="The notice does not name the act that applies. Choose {regime}.",
            ),
        ),
        suggested_when="kennisgeving_te_versturen",
        letter="kennisgeving_uitleg",
        happened=True,
    ),
    Action(
        name="uitsluiting_vaststellen",
        nl="Stel vast dat de plicht niet geldt (uitsluiting)",
        en="Establish that the person is excluded from the duty",
        event="uitsluiting_vastgesteld",
        topic="plicht",
        by=(BESLISSER,),
        articles=("WET 3 lid 2",),
        approval=True,
        happened=True,
    ),
    Action(
        name="stelselkeuze_vastleggen",
        nl="Leg de keuze voor een wet vast",
        en="Record the choice of an act",
        event="stelsel_gekozen",
        topic="plicht",
        by=(DUO,),
        articles=("WET 54", "Nota SZW 24-11-2022"),
        guards=(
            Guard(
                "keuze_mogelijk",
                nl="Kiezen kan alleen na een kennisgeving onder de verkeerde wet. Die is er niet.",
                en="A choice exists only after a notice under the wrong act. There is none.",
            ),
        ),
        happened=True,
    ),
    Action(
        name="naar_gezinsmigrant",
        nl="Behandel als gezins- of overige migrant, op eigen verzoek",
        en="Treat as family or other migrant, at own request",
        event="doelgroep_gewijzigd",
        topic="plicht",
        by=(DUO,),
        articles=("WET 13", "WET 19", "DUO-API SS124"),
        fixed={"doelgroep": "gezins_en_overige_migrant"},
        guards=(
            Guard(
                "is_asielstatushouder",
                nl="Deze persoon is geen asielstatushouder. Er is dus niets te wijzigen.",
                en="This person is no asylum status holder, so there is nothing to change.",
            ),
        ),
        approval=True,
        adverse=True,
        letter="doelgroep_gewijzigd",
        happened=True,
    ),
    Action(
        name="naar_asielstatushouder",
        nl="Behandel als asielstatushouder",
        en="Treat as asylum status holder",
        event="doelgroep_gewijzigd",
        topic="plicht",
        by=(DUO,),
        articles=("WET 13", "DUO-API SS125"),
        fixed={"doelgroep": "asielstatushouder"},
        guards=(
            Guard(
                "is_asielstatushouder",
                wanted=False,
                nl="Deze persoon is al asielstatushouder. Er is dus niets te wijzigen.",
                en="This person is an asylum status holder already, so there is nothing to change.",
            ),
        ),
        letter="doelgroep_gewijzigd",
        happened=True,
    ),
)
