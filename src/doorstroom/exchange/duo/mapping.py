"""What DUO says and what the register holds, in one table each way. The translations themselves stand beside it.

``incoming`` reads answers into events, ``outgoing`` makes messages of events. docs/duo.md prints these tables.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Answered:
    """An answer of DUO, the events that it becomes, and how."""

    resource: str
    events: tuple[str, ...]
    how: str


@dataclass(frozen=True)
class Told:
    """An event of ours, the message that it becomes, when, and what shows that DUO has it."""

    event: str
    resource: str
    how: str
    shown_by: str


INCOMING: tuple[Answered, ...] = (
    Answered("plicht", ("kennisgeving_verzonden", "overlijden"),
             "De datum van de kennisgeving; bij reden Overlijden de dag na de laatste dag met plicht. Het overige "
             "blijft als antwoord van DUO staan: de regels bepalen de plicht zelf."),
    Answered("doelgroep", ("doelgroep_gewijzigd",), "Alleen als DUO een andere groep noemt dan de regels."),
    Answered("termijn", ("termijn_gemeld", "verlenging_verleend"),
             "Begin en einde; na SS103 en SS104 is wat DUO's einde later ligt dan het onze, de verlenging."),
    Answered("vrijstellingen", ("vrijstelling_besloten", "vrijstelling_beeindigd"),
             "Elk besluit, ook een afwijzing; na SS129 en SS130 eindigt de tijdelijke vrijstelling."),
    Answered("ontheffingen", ("ontheffing_besloten",), "Elk besluit, ook een afwijzing."),
    Answered("pip", ("pip_vastgesteld",), "Alleen van een andere gemeente; het eigen PIP bevestigt ons bericht."),
    Answered("examens", ("examen_afgelegd",), "Elke poging."),
    Answered("toetsresultaten", ("leerbaarheidstoets_afgenomen",), "Elke uitslag, op de dag van registratie door DUO."),
    Answered("examennummer", (), "Blijft als antwoord van DUO staan, voor het plannen van de toets."),
)  # fmt: skip

OUTGOING: tuple[Told, ...] = (
    Told("pip_vastgesteld", "pip_melden", "Een eigen PIP dat staat, eerste en gewijzigde gelijk.", "pip"),
    Told("pip_vastgesteld", "pip_vervalt", "Een eigen PIP dat is ingetrokken of vernietigd; na bevestiging.", ""),
    Told("leerbaarheidstoets_ontheven", "examennummer_vervalt", "De toets wordt overgeslagen; na bevestiging.", ""),
    Told("aanbod_gedaan", "aanbod_melden", "Een aanbod; een mens vult het instellingsnummer aan.", ""),
    Told("pvt_ondertekend", "pvt_melden", "De dag van ondertekening.", "pvt"),
    Told("map_afgerond", "map_melden", "De dag van het eindgesprek.", "map"),
    Told("verwijtbaarheid_beoordeeld", "pvt_melden", "Het oordeel over PVT, zodra DUO het mag krijgen.", ""),
    Told("verwijtbaarheid_beoordeeld", "map_melden", "Het oordeel over MAP, zodra DUO het mag krijgen.", ""),
    Told("zroute_eindgesprek", "zroute_melden", "De dag waarop de Z-route is afgerond.", ""),
    Told("uren_gevolgd", "uren_intake_melden", "Het totaal van taal en KNM in de intake.", "uren"),
    Told("uren_gevolgd", "uren_taalles_melden", "Het totaal van taal, KNM en taalschakel sinds het PIP.", "uren"),
    Told("uren_gevolgd", "uren_participatie_melden", "Het totaal van participatie; asielgroep in de Z-route.", "uren"),
)

#: What DUO's codes are in the words of the register. An unknown one is an error of its test.
LEERROUTE = {"B": "B1", "O": "onderwijs", "Z": "Z"}
ALFABETISERING = {"A": "analfabeet", "AA": "anders_gealfabetiseerd", "NVT": "nvt"}
DOELGROEP = {
    "Asielstatushouder": "asielstatushouder",
    "Gezinsmigrant en overige migrant": "gezins_en_overige_migrant",
}
ONDERDEEL = {"LE": "lezen", "LU": "luisteren", "SC": "schrijven", "SP": "spreken", "KNM": "knm"}
OORDEEL = {"Toekenning": "toegekend", "Afwijzing": "afgewezen"}
VRIJSTELLINGSGROND = {
    "AVI": "avi",
    "DIP": "diploma",
    "DOC": "diploma",
    "INB": "diploma",
    "GED": "onderdeel",
    "INS": "opleiding",
    "OPL": "opleiding",
}
ONTHEFFINGSGROND = {"MED": "medisch", "BIO": "bijzondere_individuele_omstandigheden"}
EXAMENRESULTAAT = {"Geslaagd": "geslaagd", "Gezakt": "gezakt", "Geen": "geen"}
GEEN_RESULTAAT = {
    "Verwijtbaar": "verwijtbaar",
    "Nietverwijtbaar": "niet_verwijtbaar",
    "Afgemeld": "afgemeld",
    "Absent": "absent",
}
TOETSUITSLAG = {
    "B1-route haalbaar": "B1_haalbaar",
    "B1-route niet haalbaar": "B1_niet_haalbaar",
    "Onbekend": "onbekend",
}


def duo_word(table: dict[str, str], ours: str) -> str:
    """The first of DUO's words for one of ours."""
    return next(word for word, meaning in table.items() if meaning == ours)
