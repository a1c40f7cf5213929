"""What must be done and has no legal date: attention signals, and what is missing or wrong in a case."""

from doorstroom.kernel.process import Task
from doorstroom.stelsels.inburgering.process.clocks import DUO, GEMEENTE, INBURGERAAR

OBLIGED = ("inburgeringsplichtig_wi2021",)


def _task(
    owner: str, topic: str, column: str, nl: str, en: str, *articles: str, applies: tuple[str, ...] = OBLIGED
) -> Task:
    """A task has the name of the column that asks for it; most are for who is obliged now."""
    return Task(name=column, nl=nl, en=en, owner=owner, column=column, articles=articles, topic=topic, applies=applies)


TASKS = (
    # The intake
    _task(
        GEMEENTE, "intake", "intake_te_beginnen",
        "Nodig uit voor de brede intake", "Invite to the intake",
        "WET 14",
    ),
    _task(
        GEMEENTE, "intake", "intake_in_opvang_mogelijk",
        "Houd de brede intake al in de opvang", "Hold the intake in reception",
        "WET 14", "BES 9.1",
    ),
    _task(
        GEMEENTE, "intake", "intake_waarschuwing_nodig",
        "Roep opnieuw op, met een waarschuwing", "Call again, with a warning",
        "WET 14 lid 2",
    ),
    _task(
        GEMEENTE, "intake", "intake_in_afwezigheid_mogelijk",
        "Rond de intake af zonder de inburgeraar", "Complete the intake in absence",
        "WET 14 lid 2",
    ),
    _task(
        GEMEENTE, "intake", "intake_vastlegging_onvolledig",
        "Vul aan wat in de brede intake is vastgesteld", "Complete what the intake found",
        "BES 5.2",
    ),
    _task(
        GEMEENTE, "intake", "leerbaarheidstoets_te_doen",
        "Laat de leerbaarheidstoets afnemen", "Have the learnability test taken",
        "WET 14", "BES 5.2",
    ),
    _task(
        GEMEENTE, "intake", "pip_wacht_op_derde",
        "Vraag na waar de informatie blijft", "Ask where the information is",
        "BES 5.3 lid 2",
    ),
    # The plan
    _task(
        GEMEENTE, "pip", "signaal_geen_leerroute",
        "Stel alsnog het PIP vast", "Establish the PIP after all",
        "BES 5.3", "DUO-API SS126",
    ),
    _task(
        GEMEENTE, "pip", "pip_opnieuw_nodig",
        "Stel het PIP opnieuw vast", "Establish the PIP anew",
        "WET 11 lid 3", "WET 15",
    ),
    _task(
        GEMEENTE, "pip", "pip_door_duo_geweigerd",
        "Herstel het PIP dat DUO niet aanneemt", "Repair the PIP that DUO refuses",
        "DUO-API PIP",
    ),
    _task(
        GEMEENTE, "pip", "pip_vastlegging_onvolledig",
        "Vul het PIP aan", "Complete the PIP",
        "WET 15", "BES 5.3 lid 4",
    ),
    _task(
        GEMEENTE, "pip", "onderwijsroute_onderzoek_ontbreekt",
        "Onderzoek of de onderwijsroute past en leg dat vast", "Examine whether the onderwijsroute fits and record it",
        "WET 8", "ECLI:NL:RVS:2024:5413",
    ),
    _task(
        GEMEENTE, "pip", "pip_heroverwegen_cesuur",
        "Bekijk de Z-route opnieuw: de toets is nu soepeler", "Reconsider the Z-route: the test is more lenient now",
        "Uitvoeringsbrief juli 2023, 1.3.1",
    ),
    _task(
        GEMEENTE, "pip", "wissel_na_opleiding_toegestaan",
        "Bekijk of na de opleiding een andere leerroute past", "See whether another route fits after the education",
        "BES 5.4 lid 2", "DUO-API SS142",
    ),
    # The traject
    _task(
        GEMEENTE, "traject", "aanbod_ontbreekt",
        "Bied een cursus aan", "Offer a course",
        "WET 16", "DUO-API SS127",
    ),
    _task(
        GEMEENTE, "pip", "signaal_contract_zonder_pip",
        "Stel het PIP vast: er is al een cursus", "Establish the PIP: there is a course already",
        "DUO-API SS132",
    ),
    _task(
        GEMEENTE, "traject", "signaal_contract_ander_niveau",
        "Bespreek de cursus: het niveau is anders dan in het PIP",
        "Discuss the course: its level is not that of the PIP",
        "DUO-API SS133",
    ),
    _task(
        GEMEENTE, "traject", "signaal_niveau_te_hoog_zroute",
        "Bespreek de cursus: die is te hoog voor de Z-route", "Discuss the course: it is too high for the Z-route",
        "WET 9", "DUO-API SS135",
    ),
    _task(
        GEMEENTE, "traject", "signaal_taalschakel_andere_route",
        "Bekijk de leerroute: er is een taalschakeltraject", "See the route: there is a transition course",
        "WET 8", "DUO-API SS136",
    ),
    _task(
        GEMEENTE, "traject", "uren_keurmerk_navragen",
        "Vraag na of de school een keurmerk had", "Ask whether the school had the keurmerk",
        "BES 5.3 lid 5",
    ),
    _task(
        GEMEENTE, "traject", "voortgangsgesprek_te_voeren",
        "Plan een voortgangsgesprek", "Plan a progress talk",
        "WET 17 lid 1",
    ),
    _task(
        GEMEENTE, "traject", "pvt_te_ondertekenen",
        "Laat de participatieverklaring tekenen", "Have the participation declaration signed",
        "BES 3.1",
    ),
    _task(
        GEMEENTE, "traject", "map_af_te_ronden",
        "Houd het eindgesprek van de MAP", "Hold the final talk of the MAP",
        "REG 3.1",
    ),
    _task(
        GEMEENTE, "traject", "zroute_af_te_ronden",
        "Houd het eindgesprek van de Z-route", "Hold the final talk of the Z-route",
        "WET 9", "BES 3.14",
    ),
    _task(
        GEMEENTE, "traject", "signaal_certificaat_klaar",
        "Reik het certificaat uit", "Hand over the certificate",
        "WET 6", "DUO-API SS141", applies=(),
    ),
    _task(
        GEMEENTE, "ontzorgen", "ontzorgen_recht",
        "Betaal de vaste lasten uit de bijstand", "Pay the fixed costs out of bijstand",
        "PW 56a", applies=(),
    ),
    # Term, exemption, dispensation
    _task(
        GEMEENTE, "termijn", "termijn_wijkt_af_van_duo",
        "Vraag DUO naar de einddatum: die is anders dan hier", "Ask DUO about the end date: it differs from ours",
        "WET 33",
    ),
    _task(
        GEMEENTE, "vrijstelling_ontheffing", "signaal_advies_gevraagd",
        "Geef DUO advies over bijzondere omstandigheden", "Advise DUO about special circumstances",
        "BES 2.8", "DUO-API SS140",
    ),
    _task(
        INBURGERAAR, "termijn", "verlenging_bewijs_ontbreekt",
        "Stuur DUO het bewijs van wat u hindert", "Send DUO the proof of what hinders you",
        "REG 4.1 lid 3",
    ),
    _task(
        DUO, "termijn", "verlenging_nakijktijd_mogelijk",
        "Verleng de termijn: het nakijken duurt lang", "Extend the term: marking takes long",
        "BES 4.5 lid 3",
    ),
    _task(
        DUO, "vrijstelling_ontheffing", "deskundigenverklaring_verwacht",
        "Vraag de arts om de verklaring", "Ask the doctor for the statement",
        "BES 2.7", "BES 3.9", applies=("plicht_voorwaarden",),
    ),
    # The notice
    _task(
        DUO, "plicht", "kennisgeving_te_versturen",
        "Stuur de kennisgeving", "Send the notice",
        "BES 5.3 lid 1",
    ),
    _task(
        DUO, "plicht", "kennisgeving_onterecht",
        "Herstel de kennisgeving: er is nooit plicht geweest", "Repair the notice: there never was a duty",
        "WET 3", "Uitvoeringsbrief juli 2023, D.1", applies=(),
    ),
    _task(
        DUO, "plicht", "kennisgeving_verkeerde_wet",
        "Herstel de kennisgeving: er geldt een andere wet", "Repair the notice: another act applies",
        "WET 54", applies=(),
    ),
    # Enforcement: what people must still weigh or put right. No task asks to impose a fine.
    _task(
        GEMEENTE, "handhaving", "boete_intake_omstandigheid_ongewogen",
        "Weeg de omstandigheid die bekend werd", "Weigh the circumstance that became known",
        "BES 7.1 lid 6", applies=("boete_intake_overtreding",),
    ),
    _task(
        GEMEENTE, "handhaving", "boete_traject_omstandigheid_ongewogen",
        "Weeg de omstandigheid die bekend werd", "Weigh the circumstance that became known",
        "BES 7.1 lid 6", applies=("boete_traject_overtreding_open",),
    ),
    _task(
        GEMEENTE, "handhaving", "boete_intake_nieuwe_termijn_te_lang",
        "Herstel de termijn in het boetebesluit: die is te lang",
        "Repair the term in the fine decision: it is too long",
        "WET 22 lid 2",
    ),
    _task(
        DUO, "handhaving", "boete_duo_omstandigheid_ongewogen",
        "Weeg de omstandigheid die bekend werd", "Weigh the circumstance that became known",
        "BES 7.2 lid 3", applies=("boete_duo_mogelijk",),
    ),
    _task(
        DUO, "handhaving", "boete_duo_oordeel_ontbreekt",
        "Bekijk of te laat zijn te verwijten is", "See whether being late is to blame",
        "Awb 5:41", applies=("boete_duo_mogelijk",),
    ),
    _task(
        DUO, "handhaving", "boete_terug_te_nemen",
        "Trek de boete in die niet kan blijven", "Withdraw the fine that cannot stand",
        "RVS:2025:3087", applies=(),
    ),
    # Keeping data
    _task(
        GEMEENTE, "persoon", "persoon_wissen",
        "Laat de persoon wissen: de bewaartermijn is voorbij",
        "Have the person erased: the time for keeping data is over",
        "BES 9.9", applies=(),
    ),
)  # fmt: skip
