"""Actions on the plan (PIP): establish it, after a move, anew, or undone by others."""

from doorstroom.kernel.process import Action, Guard
from doorstroom.stelsels.inburgering.process.gedeeld import (
    GEMEENTE_BEKEND,
    HEEFT_PIP,
    INTAKE_AFGEROND,
    PIP_DUO,
    PIP_LATER,
    PIP_WET,
    PLICHT,
)
from doorstroom.stelsels.inburgering.process.roles import KLANTMANAGER, KWALITEIT

#: What the form of a plan asks.
CONTENT = (
    "gemeente", "leerroute", "niveau", "niveau_lezen", "niveau_luisteren", "niveau_schrijven", "niveau_spreken",
    "alfabetisering", "uren_leerroute", "knm_examen_in_zroute", "ondersteuning_en_begeleiding", "intensiteit_pvt",
    "intensiteit_map", "voortgangsgesprekken", "afspraken_voorschoolse_educatie", "besluiten_participatiewet",
)  # fmt: skip
TOETS = Guard(
    "pip_leerbaarheidstoets_ontbreekt",
    wanted=False,
    nl="De leerbaarheidstoets ontbreekt. Laat de toets afnemen of leg de ontheffing vast.",
    en="The learnability test is missing. Have it taken or record the exemption.",
)

ACTIONS = (
    Action(
        name="pip_vaststellen",
        nl="Stel het PIP vast",
        en="Establish the PIP",
        event="pip_vastgesteld",
        topic="pip",
        by=(KLANTMANAGER,),
        articles=("WET 15", "BES 5.3", "DUO-API PIP"),
        fixed={"reden": "eerste"},
        asks=CONTENT,
        guards=(
            PLICHT,
            GEMEENTE_BEKEND,
            INTAKE_AFGEROND,
            TOETS,
            Guard(
                "pip_aantal",
                wanted=0,
                nl="Er is al een PIP vastgesteld. Kies: wijzig het PIP, of: stel na een verhuizing een PIP vast.",
                en="A PIP was established already. Choose: change the PIP, or: establish a PIP after a move.",
            ),
            *PIP_DUO,
            *PIP_WET,
        ),
        suggested_when="pip_eerste_te_maken",
        approval=True,
        letter="pip_beschikking",
        happened=True,
    ),
    Action(
        name="pip_na_verhuizing",
        nl="Stel na een verhuizing een PIP vast",
        en="Establish a PIP after a move",
        event="pip_vastgesteld",
        topic="pip",
        by=(KLANTMANAGER,),
        articles=("BES 5.3 lid 3", "DUO-API PIP"),
        fixed={"reden": "verhuizing"},
        asks=CONTENT,
        guards=(
            PLICHT,
            GEMEENTE_BEKEND,
            Guard(
                "pip_klok_soort",
                wanted="verhuizing",
                nl="Er is geen PIP van een andere gemeente. Kies: stel het PIP vast.",
                en="There is no PIP of another municipality. Choose: establish the PIP.",
            ),
            INTAKE_AFGEROND,
            Guard(
                "pip_huidige_gemeente_datum",
                wanted=None,
                nl="De nieuwe gemeente heeft al een PIP, van {pip_huidige_gemeente_datum}. Kies: wijzig het PIP.",
                en="The new municipality has a PIP, of {pip_huidige_gemeente_datum}. Choose: change the PIP.",
            ),
            *PIP_DUO,
            *PIP_LATER,
            *PIP_WET,
            Guard(
                "pip_leerroute_toegestaan",
                when="with",
                nl="Neem na een verhuizing eerst dezelfde leerroute over. Wisselen kan daarna.",
                en="After a move first take over the same route. It can be changed later.",
            ),
        ),
        suggested_when="pip_verhuizing_te_maken",
        approval=True,
        letter="pip_beschikking",
        happened=True,
    ),
    Action(
        name="pip_opnieuw_vaststellen",
        nl="Stel het PIP opnieuw vast",
        en="Establish the PIP anew",
        event="pip_vastgesteld",
        topic="pip",
        by=(KLANTMANAGER,),
        articles=("WET 11 lid 3", "WET 15"),
        fixed={"reden": "wijziging"},
        asks=CONTENT,
        guards=(
            PLICHT,
            GEMEENTE_BEKEND,
            Guard(
                "pip_opnieuw_nodig",
                nl="Opnieuw vaststellen kan alleen als het eerdere PIP is vernietigd, herroepen of ingetrokken.",
                en="This is possible only when the earlier PIP was annulled, revoked or withdrawn.",
            ),
            *PIP_DUO,
            *PIP_LATER,
            *PIP_WET,
        ),
        suggested_when="pip_opnieuw_nodig",
        approval=True,
        letter="pip_beschikking",
        happened=True,
    ),
    Action(
        name="pip_ongedaan_vastleggen",
        nl="Leg vast dat het PIP is vernietigd, herroepen of ingetrokken",
        en="Record that the PIP was annulled, revoked or withdrawn",
        event="pip_vastgesteld",
        topic="pip",
        by=(KWALITEIT,),
        articles=("WET 11 lid 3", "Awb 7:11", "Awb 8:72"),
        asks=("vernietigd_op", "vernietiging"),
        guards=(
            HEEFT_PIP,
            Guard(
                "pip_vernietiging_compleet",
                when="with",
                nl="Noem de dag en de manier. De dag ligt niet voor het PIP en niet in de toekomst.",
                en="Name the day and the way. The day is not before the PIP and not in the future.",
            ),
        ),
        approval=True,
        adverse=True,
        happened=True,
        amends=True,
    ),
)
