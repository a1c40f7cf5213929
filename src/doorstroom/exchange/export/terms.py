"""Who may have what leaves the register: one sentence per form, said on top of every delivery and in the docs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from doorstroom.kernel.wording import Language


@dataclass(frozen=True)
class Terms:
    """What a form is, and who may have it."""

    title_nl: str
    title_en: str
    who_nl: str
    who_en: str

    def title(self, language: Language) -> str:
        """What it is."""
        return self.title_nl if language == "nl" else self.title_en

    def who(self, language: Language) -> str:
        """Who may have it."""
        return self.who_nl if language == "nl" else self.who_en


#: Said of every form that carries no names: it is still about people.
PSEUDONYMOUS: Mapping[Language, str] = {
    "nl": "Er staan geen namen in, maar het zijn persoonsgegevens (AVG, artikel 4, onder 1 en 5). Afgeronde cijfers "
    "die naar buiten mogen, maakt `doorstroom report`.",
    "en": "There are no names in it, but these are personal data (GDPR, article 4(1) and (5)). Rounded figures that "
    "may be published are made by `doorstroom report`.",
}

TERMS: Mapping[str, Terms] = {
    "events": Terms(
        "Het hele register",
        "The whole register",
        "Alleen voor wie voor dit register verantwoordelijk is en wie het in zijn opdracht verwerkt: om het over te "
        "zetten, veilig te stellen of na te rekenen.",
        "Only for who is responsible for this register and who processes it on his behalf: to move it, to keep it safe "
        "or to check it.",
    ),
    "person": Terms(
        "Alles over één persoon",
        "Everything about one person",
        "Alleen voor de persoon zelf of wie hem vertegenwoordigt, nadat is vastgesteld wie het is (AVG, artikel 12, 15 "
        "en 20).",
        "Only for the person himself or who represents him, after it was established who that is (GDPR, articles 12, "
        "15 and 20).",
    ),
    "processmining": Terms(
        "Gebeurtenissen voor process mining",
        "Events for process mining",
        "Alleen voor onderzoek naar het proces door of voor de eigen organisatie, met een vastgelegd doel. Wie weinig "
        "voorkomende gebeurtenissen kent, kan mensen herkennen.",
        "Only for research into the process by or for the own organisation, for a purpose on record. Who knows of rare "
        "events can recognise people.",
    ),
    "cbs": Terms(
        "Integratiebestand van een cohort",
        "Integration file of a cohort",
        "Alleen voor het Centraal Bureau voor de Statistiek, voor de Statistiek Wet inburgering.",
        "Only for Statistics Netherlands (CBS), for the Statistiek Wet inburgering.",
    ),
    "ggm": Terms(
        "Gegevens volgens het Gemeentelijk Gegevensmodel",
        "Data in the form of the municipal data model (GGM)",
        "Alleen voor het eigen datawarehouse van de gemeente die voor deze mensen verantwoordelijk is.",
        "Only for the data warehouse of the municipality that is responsible for these people.",
    ),
    "cloudevents": Terms(
        "Berichten over gebeurtenissen (NL GOV CloudEvents)",
        "Notifications of events (NL GOV CloudEvents)",
        "Alleen voor afnemers met wie is afgesproken wat zij ontvangen. Een bericht zegt dat er iets is vastgelegd, "
        "niet wat; dat vraagt de afnemer op met zijn eigen rechten.",
        "Only for subscribers with whom it was agreed what they receive. A notification tells that something was "
        "recorded, not what; the subscriber asks for that with his own rights.",
    ),
}


def notice(kind: str, language: Language, *, named: bool = False) -> str:
    """Who may have a delivery, in one or two sentences; ``named`` when names of people are in it."""
    said = TERMS[kind].who(language)
    return said if named or kind == "person" else f"{said} {PSEUDONYMOUS[language]}"
