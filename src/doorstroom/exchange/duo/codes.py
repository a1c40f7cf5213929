"""Every code that DUO sends, in one table: what happened, what is asked after it, and what a person must do.

The calls are the union of DUO's page of events and its workbook (v1.0, 5 November 2024). What the answers become in the
register stands in ``mapping``. A code that is not here is stored and shown as unknown, never refused: the pattern of
codes was widened once already.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

LIVE: Literal["in gebruik"] = "in gebruik"
#: Announced by DUO (SDI008) and not sent yet.
PLANNED: Literal["gepland"] = "gepland"
#: Announced and not sent yet as well, but our own rules say it today.
OURS: Literal["eigen regels"] = "eigen regels"
State = Literal["in gebruik", "gepland", "eigen regels"]


@dataclass(frozen=True)
class Code:
    """One code: ``calls`` are resources to ask, ``todo`` is for a person (empty: nothing, the file takes it over).

    ``event``: what the register gets from the code itself, beside what the answers say. ``column``: for a signal of our
    own, the column that is true while it holds.
    """

    code: str
    trigger: str
    calls: tuple[str, ...]
    todo: str
    state: State = LIVE
    event: str = ""
    column: str = ""


def _table(state: State, rows: Iterable[tuple[str, ...]]) -> dict[str, Code]:
    found = {}
    for code, trigger, calls, todo, *more in rows:
        event, column = (*more, "", "")[:2]
        found[code] = Code(code, trigger, tuple(calls.split()), todo, state, event, column)
    return found


CODES: dict[str, Code] = {
    **_table(LIVE, (
        ("SS101", "De persoon is inburgeringsplichtig.", "plicht doelgroep examens",
         "Open de zaak, wijs een klantmanager toe en nodig uit voor de brede intake."),
        ("SS128", "Inburgeringsplichtig, en binnen zes maanden AOW-leeftijd.", "plicht examens",
         "Open de zaak en let op: de AOW-leeftijd nadert."),
        ("SS139", "Inburgeringsplichtig, en de tien weken zijn begonnen.", "plicht examens",
         "Stel het PIP vast binnen tien weken. Kwam de persoon uit de opvang, leg dan de inschrijving vast."),
        ("SS129", "Tijdelijke vrijstelling ingetrokken; nog geen PIP.", "plicht examens vrijstellingen",
         "Heropen de zaak en begin met het PIP."),
        ("SS120", "Gevestigd in de gemeente, zonder PIP.", "plicht examens",
         "Open de zaak en leg de inschrijving in de BRP vast."),
        ("SS121", "Gevestigd in de gemeente, met het PIP van een vorige gemeente.", "plicht termijn examens pip",
         "Neem de zaak over van de vorige gemeente en stel een eigen PIP vast."),
        ("SS124", "Doelgroep gewijzigd: van asiel naar gezin en overig.", "plicht doelgroep",
         "Loop aanbod en kosten na: de doelgroep is nu gezins- en overige migrant."),
        ("SS125", "Doelgroep gewijzigd: van gezin en overig naar asiel.", "plicht doelgroep",
         "Loop aanbod, begeleiding en kosten na: de doelgroep is nu asielstatushouder."),
        ("SS109", "Tijdelijke vrijstelling verleend.", "plicht vrijstellingen",
         "De plicht rust; termijnen lopen zolang niet."),
        ("SS110", "De plicht is vervallen.", "plicht", "Maak het dossier compleet en sluit de zaak."),
        ("SS111", "De persoon is overleden.", "plicht",
         "Stop alle brieven en afspraken en sluit de zaak in stilte."),
        ("SS106", "Voldaan: diploma.", "plicht", "Sluit de zaak met het resultaat en feliciteer."),
        ("SS107", "Voldaan: gehele vrijstelling.", "plicht vrijstellingen", "Sluit de zaak met het resultaat."),
        ("SS108", "Voldaan: gehele ontheffing.", "plicht ontheffingen", "Sluit de zaak met het resultaat."),
        ("SS137", "Aangemeld voor de leerbaarheidstoets.", "examennummer",
         "Plan de leerbaarheidstoets met het examennummer."),
        ("SS131", "De uitslag van de leerbaarheidstoets is bekend.", "toetsresultaten",
         "Betrek de uitslag bij de keuze van de leerroute."),
        ("SS102", "De inburgeringstermijn is begonnen.", "termijn", ""),
        ("SS103", "Termijn ambtshalve verlengd.", "termijn", "Vertel de persoon de nieuwe einddatum."),
        ("SS104", "Termijn op verzoek verlengd.", "termijn", "Vertel de persoon de nieuwe einddatum."),
        ("SS113", "Verzoek om verlenging afgewezen.", "termijn", "Bespreek de afwijzing met de persoon.",
         "verlenging_afgewezen"),
        ("SS114", "Gehele vrijstelling afgewezen.", "vrijstellingen", ""),
        ("SS115", "Tijdelijke vrijstelling afgewezen.", "vrijstellingen", ""),
        ("SS116", "Gedeeltelijke vrijstelling afgewezen.", "vrijstellingen", ""),
        ("SS117", "Gedeeltelijke vrijstelling verleend.", "vrijstellingen examens",
         "Pas het plan aan: van een onderdeel is vrijstelling verleend."),
        ("SS118", "Ontheffing afgewezen.", "ontheffingen", "Bespreek de afwijzing met de persoon."),
        ("SS119", "Gedeeltelijke ontheffing verleend.", "ontheffingen examens",
         "Pas het plan aan: van een deel is ontheffing verleend."),
        ("SS130", "Tijdelijke vrijstelling ingetrokken; er is een PIP.", "plicht termijn pip examens vrijstellingen",
         "Hervat het traject; de termijn loopt weer."),
        ("SS199", "Een examenresultaat is bekend.", "examens", ""),
    )),
    **_table(PLANNED, (
        ("SS112", "Verlenging aangevraagd.", "", "Houd rekening met een verlenging.", "verlenging_aangevraagd"),
        ("SS122", "Vertrokken naar een andere gemeente.", "", "Maak het dossier compleet voor de nieuwe gemeente."),
        ("SS123", "Vertrokken uit Nederland.", "", "Maak het dossier compleet."),
        ("SS140", "DUO vraagt advies over bijzondere individuele omstandigheden.", "", "Geef het gevraagde advies."),
        ("SS141", "De tekst van het certificaat van de Z-route is klaar.", "", "Reik het certificaat uit."),
        ("SS142", "Gestopt met een niet-vrijstellende opleiding.", "", "Bespreek hoe het traject verder gaat."),
    )),
    **_table(OURS, (
        ("SS126", "De tien weken zijn voorbij en er is geen leerroute.", "", "Stel het PIP alsnog vast.", "",
         "signaal_geen_leerroute"),
        ("SS127", "Er is nog geen aanbod.", "", "Doe een aanbod dat bij de leerroute past.", "", "aanbod_ontbreekt"),
        ("SS132", "Er is een cursuscontract, maar geen PIP.", "", "Stel het PIP vast of bespreek het contract.", "",
         "signaal_contract_zonder_pip"),
        ("SS133", "Het contract is voor een ander niveau dan de leerroute.", "", "Bespreek contract en leerroute.", "",
         "signaal_contract_ander_niveau"),
        ("SS135", "Het niveau van het contract is te hoog voor de Z-route.", "", "Bespreek contract en leerroute.", "",
         "signaal_niveau_te_hoog_zroute"),
        ("SS136", "Er is een contract voor een taalschakeltraject zonder onderwijsroute.", "",
         "Bespreek contract en leerroute.", "", "signaal_taalschakel_andere_route"),
    )),
}  # fmt: skip

#: After these the end of the term that DUO gives is later by what it granted.
EXTENDED = {"SS103": True, "SS104": False}
#: The duty is resumed after a temporary exemption.
RESUMED = ("SS129", "SS130")
