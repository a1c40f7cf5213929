"""Why DUO refuses a message: one sentence per rule of its list, in Dutch. DUO's own words are not published."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "P-1": "De dagtekening van het PIP ligt voor het begin van de inburgeringsplicht.",
    "P-2": "De dagtekening van een gewijzigd PIP ligt voor die van het eerste of het actuele PIP.",
    "P-3": "De dagtekening van het PIP ligt voor de vestiging in de gemeente.",
    "P-4": "Niveau A2 is niet toegestaan bij de onderwijsroute.",
    "P-5": "Niveau B1 is niet toegestaan bij de Z-route.",
    "P-6": "Niveau A2 is bij de B1-route niet toegestaan in een eerste PIP.",
    "P-8": "De geschatte intensiteit is alleen toegestaan bij de B1-route van een asielstatushouder.",
    "P-9": "Het PIP kan niet meer worden verwijderd: de inburgeringstermijn is vastgesteld.",
    "P-10": "Het PIP kan niet worden verwijderd: er zijn cursusuren geregistreerd.",
    "P-eigen": "Het actuele PIP is niet van uw gemeente.",
    "C-naam": "De naam bevat tekens die niet zijn toegestaan.",
    "A-1": "Een inburgeringsaanbod is alleen mogelijk voor een asielstatushouder.",
    "A-2": "Voor deze persoon is geen PIP bekend.",
    "A-3": "De instelling is niet bekend of heeft geen keurmerk voor deze leerroute.",
    "A-4": "Een datum van het aanbod ligt voor de dagtekening van het actuele PIP.",
    "A-5": "De opleiding begint voor de datum van het aanbod of na het einde ervan.",
    "A-6": "De opleiding valt niet binnen de inburgeringstermijn.",
    "R-1": "De datum is door een andere gemeente aangeleverd en kan niet worden gewijzigd.",
    "R-2": "Het actuele PIP is niet van uw gemeente.",
    "R-3": "Aan de inburgeringsplicht is al voldaan met de Z-route.",
    "R-4": "De datum ligt voor het begin van de inburgeringstermijn.",
    "R-5": "De datum ligt na de afronding van de Z-route.",
    "R-6": "De datum ligt in de toekomst.",
    "R-7": "De datum kan niet worden verwijderd: de afronding van de Z-route is geregistreerd.",
    "R-8": "De inburgeringstermijn is overschreden; geef aan of dat verwijtbaar is.",
    "R-9": "Verwijtbaarheid kan niet worden opgegeven bij een datum voor het einde van de termijn.",
    "R-10": "Niet verwijtbaar kan pas in de laatste twee maanden van de termijn worden opgegeven.",
    "R-11": "Verwijtbaar kan pas na afloop van de termijn worden opgegeven.",
}
