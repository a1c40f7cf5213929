"""What every declaration of inburgering must have: sentences people can read, articles, suppliers, and a use."""

import re
from collections.abc import Iterator

import pytest

from doorstroom.kernel.columns import GIVEN, Column
from doorstroom.kernel.events import EventType
from doorstroom.kernel.wording import placeholders
from doorstroom.stelsels.inburgering import system

COLUMNS = system().columns
#: Words of officials for which B1 Dutch has others (als, om, dus, volgens, over, wat, meteen, door, ...).
OFFICIALESE = (
    "aangaande", "aldaar", "alsmede", "betreffende", "conform", "dan wel", "derhalve", "desbetreffende", "dient te",
    "geschieden", "hetgeen", "indien", "ingevolge", "inzake", "jegens", "krachtens", "middels", "mits", "nopens",
    "omtrent", "onverwijld", "teneinde", "ter zake", "terzake", "uit hoofde van", "voornoemd", "vooralsnog", "zulks",
)  # fmt: skip
LONGEST_SENTENCE = 20
#: Parameters that no rule reads, and why they stand here all the same.
INFORMATIVE = {
    "bekostiging.aandeel_asiel": "about the housing task of a whole municipality, not about a person",
    "keurmerk.docenten_gecertificeerd": "a norm for schools, not for the person",
    "keurmerk.tijdelijke_uitzonderingen": "a norm for schools, not for the person",
    "keurmerk.groepsgrootte": "a norm for schools; its number was not found",
    "keurmerk.overname_cursisten": "a norm for schools, not for the person",
    "keurmerk.vog_leeftijd": "a norm for schools, not for the person",
    "oude_wet.inspanningen_pogingen": "the Wi2013's own rules belong to its own system; kept to compare",
}


def faults_of_sentence(column: Column, language: str, may_name: set[str]) -> Iterator[str]:
    """What is wrong with a sentence of a column, in words."""
    sentence = column.nl if language == "nl" else column.en
    if not sentence.strip():
        yield "is empty"
        return
    if not sentence.endswith("."):
        yield "does not end with a full stop"
    if re.search(r"[{}]", re.sub(r"\{\w+\}", "", sentence)):
        yield "has a brace that is no placeholder"
    named = placeholders(sentence)
    if column.name not in named:
        yield "does not show the value of its column"
    for other in sorted(named - may_name):
        yield f"names '{other}', which is neither the column nor an input of it"
    if language == "nl":
        yield from _not_b1(sentence)


def _not_b1(sentence: str) -> Iterator[str]:
    for word in OFFICIALESE:
        if re.search(rf"\b{word}\b", sentence.lower()):
            yield f"uses the word '{word}'"
    longest = max(len(part.split()) for part in re.split(r"[.:;]\s", sentence))
    if longest > LONGEST_SENTENCE:
        yield f"has a sentence of {longest} words"


def may_name(column: Column) -> set[str]:
    """The names that a sentence of the column may put between braces."""
    graph = system().graph
    given = {name for name in column.inputs if name in GIVEN and name != "law"}
    return {column.name, *graph.column_inputs(column.name), *graph.event_inputs(column.name), *given}


def declared(**changed: str) -> Column:
    """A small column to try the checks on."""
    texts = {"nl": "Te laat: {late}.", "en": "Late: {late}."} | changed
    return Column("late", "rule", lambda due: due, ("due",), ("WET 1",), texts["nl"], texts["en"], "Is it late?")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_column_has_a_sentence_that_shows_its_value(language: str) -> None:
    faults = [
        f"{column.kind} {column.name}: the {language} sentence {fault}"
        for column in COLUMNS
        for fault in faults_of_sentence(column, language, may_name(column))
    ]
    assert faults == []


def test_the_sentences_differ_between_the_languages() -> None:
    assert [column.name for column in COLUMNS if column.nl == column.en] == []


@pytest.mark.parametrize(
    ("nl", "fault"),
    [
        ("", "is empty"),
        ("Te laat: {late}", "does not end with a full stop"),
        ("Te laat: {late.", "has a brace that is no placeholder"),
        ("Te laat, of niet.", "does not show the value of its column"),
        ("Te laat: {late} voor {other}.", "names 'other', which is neither the column nor an input of it"),
        ("Indien te laat: {late}.", "uses the word 'indien'"),
        ("Te " * 20 + "laat: {late}.", "has a sentence of 21 words"),
    ],
)
def test_a_bad_sentence_is_found(nl: str, fault: str) -> None:
    assert fault in list(faults_of_sentence(declared(nl=nl), "nl", {"late", "due"}))


def test_a_good_sentence_has_no_fault() -> None:
    assert list(faults_of_sentence(declared(), "nl", {"late", "due"})) == []


def test_every_rule_has_an_article_and_every_plan_a_source() -> None:
    assert [column.name for column in COLUMNS if column.kind == "rule" and not column.articles] == []
    assert [column.name for column in COLUMNS if column.kind == "plan" and not column.source] == []


def without(event: type[EventType]) -> list[str]:
    """Which of the words that people see an event type lacks."""
    return [name for name in ("nl", "en", "by") if not getattr(event, name).strip()]


def test_every_event_type_has_a_name_in_both_languages_and_a_supplier() -> None:
    assert {event.type: without(event) for event in system().events if without(event)} == {}


def test_an_event_type_without_supplier_is_found() -> None:
    class Nameless(EventType, type="nameless", nl="Naamloos", en="Nameless"):
        """Supplied by nobody."""

    assert without(Nameless) == ["by"]


def test_every_parameter_is_used_or_stands_here_for_information() -> None:
    used = {lookup.parameter for lookups in system().plan().lookups.values() for lookup in lookups}
    unused = {parameter.name for parameter in system().parameters} - used
    assert unused == set(INFORMATIVE)


def test_every_parameter_has_words_and_every_value_a_source() -> None:
    for parameter in system().parameters:
        assert parameter.nl.strip() and parameter.en.strip() and parameter.nl != parameter.en, parameter.name
        assert all(dated.source.strip() for dated in parameter.values), parameter.name


def test_a_value_that_is_not_confirmed_says_why() -> None:
    """Inferred values carry a note; so does a value that is unknown."""
    silent = {
        parameter.name
        for parameter in system().parameters
        for dated in parameter.values
        if (dated.value is None or dated.confidence == "-") and not dated.note
    }
    assert silent == set()


def test_the_readme_names_only_what_exists() -> None:
    whole = system()
    files = {str(path.relative_to(whole.folder).with_suffix("")) for path in whole.folder.glob("*/*.py")}
    fields = {name for event in whole.events for name in event.model_fields}
    known = {column.name for column in COLUMNS} | {parameter.name for parameter in whole.parameters}
    known |= set(whole.clocks) | {event.type for event in whole.events} | files | fields | set(whole.events.timelines)
    known |= {f"{event.type}.{name}" for event in whole.events for name in event.model_fields}
    known |= {name.partition(".")[2] for name in known if "." in name} | {"alle", "by", "kernel/termijnenwet"}
    named = re.findall(r"`([a-z0-9_./]*\w)`", (whole.folder / "README.md").read_text(encoding="utf-8"))
    folders = {"caseload.yaml", "labels.yaml"} | {path.name for path in whole.folder.iterdir() if path.is_dir()}
    full = [name for name in named if not name.startswith("_")]
    assert [name for name in full if name not in known | folders] == []
