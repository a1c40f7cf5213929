"""Whether the letters of a system are declared well: every name that they use exists, and every doubt is told."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import TemplateSyntaxError

from doorstroom.kernel.law import UNCONFIRMED
from doorstroom.kernel.system import System
from doorstroom.web.brieven.gegevens import FUNCTIONS, needs_of
from doorstroom.web.brieven.sjabloon import COMPANION, Letter, Letters
from doorstroom.web.brieven.uitdrukking import condition_needs
from doorstroom.web.brieven.uitleg import DUTCH, NO_TRANSLATION, NOT_TRANSLATED, OPENING, placeholders

#: What is known of the letter itself, and of the person.
BRIEF = {"dag", "zaak", "afzender", "afzender_code", "afzender_soort", "telefoon", "adres", "contact",
         "bezwaar_tot_en_met", "rechtsmiddel"}  # fmt: skip
PERSON = {"naam", "geboren"}
ROW = {"valid_on", "type"}


def faults(system: System, letters: Letters) -> list[str]:
    """What is wrong with the letters, a line for each fault."""
    found = []
    for letter in letters.by_name.values():
        try:
            found += [f"{letter.name}: {fault}" for fault in _of_letter(system, letters, letter)]
        except TemplateSyntaxError as error:
            found.append(f"{letter.name}: {error.message}")
    return [*found, *_of_sentences(letters), *_of_doubts(system, letters)]


def _of_letter(system: System, letters: Letters, letter: Letter) -> Iterator[str]:
    needed = needs_of(letter)
    columns = system.graph.columns
    for name in sorted({*needed.columns, *letter.why, *letter.optional, *letter.also}):
        if name not in columns:
            yield f"there is no column '{name}'"
    for name in sorted(set(letter.optional) - needed.columns - set(letter.why)):
        yield f"'{name}' is declared optional and not used"
    for kind in letter.events:
        if kind not in system.events:
            yield f"there is no event '{kind}'"
    fields = {field for kind in letter.events for field in system.events[kind].model_fields}
    fields |= {name for name, column in columns.items() if column.per in letter.events}
    asked = {ask.name for ask in letter.asks}
    allowed = {"besluit": ROW | fields, "gevraagd": asked, "brief": BRIEF, "persoon": PERSON}
    for part, name in sorted(needed.parts):
        if name not in allowed[part]:
            yield f"'{part}.{name}' does not exist"
    for name in sorted(asked - {name for part, name in needed.parts if part == "gevraagd"} - {"ontvanger"}):
        yield f"'{name}' is asked and not used"
    if letter.kind == "besluit" and not letter.remedies:
        yield "a decision says what can be done against it"
    for line in letter.companion:
        dutch = letters.sentences[DUTCH]["sentences"]
        if line.say not in dutch:
            yield f"{COMPANION}: there is no sentence '{line.say}'"
            continue
        wanted = placeholders(dutch[line.say])
        for name in sorted(set(line.given) - wanted):
            yield f"{COMPANION}: '{line.say}' has no place for '{name}'"
        for name in sorted(wanted - set(line.given)):
            if name not in columns:
                yield f"{COMPANION}: '{line.say}' needs '{name}'"


def _of_sentences(letters: Letters) -> Iterator[str]:
    used = {line.say for letter in letters.by_name.values() for line in letter.companion}
    used |= {*OPENING, NOT_TRANSLATED, NO_TRANSLATION}
    dutch = letters.sentences[DUTCH]["sentences"]
    for name in sorted(set(dutch) - used):
        yield f"{COMPANION}: sentence '{name}' is not used"
    for code, file in letters.sentences.items():
        for name, sentence in file["sentences"].items():
            if name not in dutch:
                yield f"{COMPANION}/{code}: '{name}' stands for no Dutch sentence"
            elif placeholders(sentence) != placeholders(dutch[name]):
                yield f"{COMPANION}/{code}: '{name}' has other values than the Dutch sentence"


def _of_doubts(system: System, letters: Letters) -> Iterator[str]:
    for name, doubt in letters.doubts.items():
        if name not in system.graph.columns:
            yield f"doubts: there is no column '{name}'"
        asked = {column for each in doubt.conditions for column in condition_needs(each, FUNCTIONS).columns}
        for column in sorted({*asked, *doubt.also} - set(system.graph.columns)):
            yield f"doubts: '{name}' asks for '{column}', which does not exist"
    for column in sorted(uncertain_under(system, letters) - set(letters.doubts)):
        yield f"doubts: nothing is said about '{column}', on which letters rest"


def uncertain_under(system: System, letters: Letters) -> set[str]:
    """The columns that letters rest on and of which the reading of the law is not certain."""
    shown = {name for letter in letters.by_name.values() for name in {*needs_of(letter).columns, *letter.why}}
    below = system.graph.ancestors(shown & set(system.graph.columns))
    return {name for name in below if system.graph[name].uncertain}


def unconfirmed(system: System, letters: Letters) -> set[str]:
    """The law values with a source that is still to be confirmed, of which letters name the value outright."""
    import re

    folder = system.folder / "letters"
    texts = [path.read_text(encoding="utf-8") for path in folder.rglob("*.yaml")]
    named = {name for text in texts for name in re.findall(r"wet\('([\w.]+)'\)", text)}
    return {name for name in named if any(dated.confidence in UNCONFIRMED for dated in system.parameters[name].values)}
