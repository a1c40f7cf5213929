"""Everything about one person as one page to read: plain words, no script, nothing from elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from doorstroom.exchange.export.dictionary import TEMPLATES
from doorstroom.kernel.wording import Language, in_words

WORDS: Mapping[Language, Mapping[str, str]] = {
    "nl": {
        "title": "Uw gegevens",
        "intro": "Hier staat alles wat in dit register over u is vastgelegd, wat de wet daarvan maakt, en wie er naar "
        "heeft gekeken. Klopt er iets niet, of wilt u dat iets wordt gewist of overgedragen? Vraag het de organisatie "
        "die het u gaf (AVG, artikel 15 tot en met 20).",
        "as_of": "Bekeken op", "known_at": "Zoals bekend op", "all": "alles wat bekend is", "made_at": "Gemaakt op",
        "who": "Wie u bent",
        "not_opened": "Naam, BSN en adres staan apart, in de personenkluis. Die is voor dit overzicht niet geopend, en "
        "het logboek van wie uw gegevens heeft verwerkt staat er ook. Vraag om een overzicht met die gegevens.",
        "not_there": "In de personenkluis staat niets (meer) over u.",
        "name": "Naam", "bsn": "BSN", "address": "Adres", "birth_date": "Geboren op", "phone": "Telefoon",
        "language": "Taal", "person_id": "Uw nummer in dit register",
        "case": "Zaak", "no_cases": "Er zijn geen zaken van u.",
        "clocks": "Termijnen", "clock": "Termijn", "status": "Stand", "start": "Begonnen op", "due": "Uiterlijk",
        "met_on": "Gedaan op", "owner": "Door", "why": "Waarom", "consequence": "Gevolg", "plan": "planning, geen wet",
        "missing": "Wat nog niet bekend is", "rests_on": "Dit berust op", "law": "Regel", "events": "Wat is vastgelegd",
        "event": "Gebeurtenis", "valid_on": "Geldt vanaf", "recorded_at": "Vastgelegd op", "by": "Door wie",
        "content": "Inhoud", "corrected": "later verbeterd of ingetrokken op", "retraction": "ingetrokken",
        "correction": "verbetering", "processing": "Wie uw gegevens heeft verwerkt", "moment": "Wanneer",
        "purpose": "Waarvoor", "operation": "Wat", "nobody": "Niemand.",
        "letters": "Brieven", "letters_text": "Brieven en bijlagen staan niet in dit register. Zij worden bewaard door "
        "de organisatie die ze stuurde; vraag ze daar op.",
        "taken_along": "Om mee te nemen", "taken_text": "In dezelfde map staan dezelfde gegevens voor programma's: "
        "person.json, en de gebeurtenissen als CSV, JSON Lines of Parquet, met een woordenboek.",
        "again": "zie hierboven",
    },
    "en": {
        "title": "Your data",
        "intro": "This is everything that this register holds on you, what the law makes of it, and who looked at it. "
        "Is something wrong, or do you want something to be erased or handed over? Ask the organisation that gave you "
        "this (GDPR, articles 15 to 20).",
        "as_of": "Seen on", "known_at": "As known on", "all": "everything that is known", "made_at": "Made on",
        "who": "Who you are",
        "not_opened": "Name, BSN and address stand apart, in the person vault. It was not opened for this overview, "
        "and the log of who processed your data is there too. Ask for an overview with these data.",
        "not_there": "The person vault holds nothing on you (any more).",
        "name": "Name", "bsn": "BSN", "address": "Address", "birth_date": "Born on", "phone": "Phone",
        "language": "Language", "person_id": "Your number in this register",
        "case": "Case", "no_cases": "There are no cases of you.",
        "clocks": "Terms", "clock": "Term", "status": "Status", "start": "Began on", "due": "Last day",
        "met_on": "Done on", "owner": "By", "why": "Why", "consequence": "Consequence", "plan": "planning, not law",
        "missing": "What is not known yet", "rests_on": "This rests on", "law": "Rule", "events": "What was recorded",
        "event": "Event", "valid_on": "Holds from", "recorded_at": "Recorded on", "by": "By whom",
        "content": "Content", "corrected": "corrected or taken back later, on", "retraction": "taken back",
        "correction": "correction", "processing": "Who processed your data", "moment": "When",
        "purpose": "What for", "operation": "What", "nobody": "Nobody.",
        "letters": "Letters", "letters_text": "Letters and their annexes are not in this register. They are kept by "
        "the organisation that sent them; ask for them there.",
        "taken_along": "To take along", "taken_text": "The same folder has the same data for programs: person.json, "
        "and the events as CSV, JSON Lines or Parquet, with a dictionary.",
        "again": "see above",
    },
}  # fmt: skip
STATUS: Mapping[Language, Mapping[str, str]] = {
    "nl": {
        "runs": "loopt", "met": "gedaan", "late": "te laat", "met late": "te laat gedaan",
        "not started": "nog niet begonnen", "not applicable": "niet van toepassing", "unknown": "nog niet te zeggen",
    },
    "en": {
        "runs": "runs", "met": "done", "late": "late", "met late": "done late", "not started": "not started yet",
        "not applicable": "does not apply", "unknown": "cannot be told yet",
    },
}  # fmt: skip
OPERATIONS: Mapping[Language, Mapping[str, str]] = {
    "nl": {"read": "gelezen", "write": "vastgelegd", "search": "opgezocht", "erase": "gewist"},
    "en": {"read": "read", "write": "recorded", "search": "looked up", "erase": "erased"},
}
_PERSON = ("name", "bsn", "birth_date", "address", "phone", "language")


def as_html(data: Mapping[str, Any], language: Language) -> str:
    """The page as text, from the data of ``person.json``."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    environment.filters["day"] = lambda text: _day(text, language)
    environment.filters["moment"] = lambda text: _moment(text, language)
    return environment.get_template("person.html.j2").render(
        data=data,
        language=language,
        words=WORDS[language],
        status=STATUS[language],
        operations=OPERATIONS[language],
        person=_person(data["person"], language),
        style=Markup((TEMPLATES / "export.css").read_text(encoding="utf-8")),
    )


def _person(person: Mapping[str, Any] | None, language: Language) -> list[tuple[str, str]]:
    if person is None:
        return []
    told = {name: person[name] for name in _PERSON if person[name]}
    if "birth_date" in told:
        told["birth_date"] = _day(told["birth_date"], language)
    return [(WORDS[language][name], str(value)) for name, value in told.items()]


def _day(text: str | None, language: Language) -> str:
    return "" if text is None else in_words(dt.date.fromisoformat(text), language)


def _moment(text: str | None, language: Language) -> str:
    return "" if text is None else in_words(dt.datetime.fromisoformat(text), language) + " UTC"
