"""Letters: every value is that of its column, what is unknown refuses, and nothing is promised or presented as sure."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from doorstroom.stelsels.inburgering import system
from doorstroom.stelsels.inburgering.process.letters import LETTERS
from doorstroom.web.brieven import controle
from doorstroom.web.brieven.sjabloon import letters_of
from tests.web.brieven.cases import CASES, OFFICE, Office, Worked, all_text, changed

SENDERS = {"gemeente": {"gemeente"}, "DUO": {"DUO"}, "gemeente of DUO": {"gemeente", "DUO"}}


# What is declared -----------------------------------------------------------------------------------------------------


def test_every_name_that_a_letter_uses_exists_and_every_doubt_is_told() -> None:
    assert controle.faults(system(), letters_of(system())) == []


def test_letters_and_actions_agree() -> None:
    letters = letters_of(system()).by_name
    assert set(letters) - set(LETTERS) == {"herinnering_termijn"}  # it goes with no action
    for name, declared in LETTERS.items():
        letter = letters[name]
        assert (letter.subject, letter.kind == "besluit") == (declared.nl, declared.decision), name
        assert set(letter.sender) == SENDERS[declared.sender], name
    for action in system().actions.values():
        if action.letter:
            assert action.event in letters[action.letter].events, action.name
            assert letters[action.letter].topic == action.topic, action.name


def test_every_letter_has_a_worked_case() -> None:
    assert {worked.letter for worked in CASES.values()} == set(letters_of(system()).by_name)


def test_the_only_unconfirmed_value_that_letters_name_is_the_term_for_an_objection() -> None:
    assert controle.unconfirmed(system(), letters_of(system())) == {"boete.bezwaartermijn"}


# What a letter says ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("worked", CASES.values(), ids=str)
def test_a_letter_tells_the_values_of_its_columns(worked: Worked, office: Office) -> None:
    from doorstroom.kernel.wording import in_words
    from doorstroom.web.brieven.uitdrukking import euro

    context = office.context(worked)
    told = all_text(context)
    for name in worked.shows:
        value = context.facts.case.values[name]
        assert value is not None, name
        money = isinstance(value, (int, float)) and euro(value).replace("\N{NO-BREAK SPACE}", " ") in told
        assert in_words(value, "nl") in told or money, (name, value)
    for words in worked.says:
        assert words in told, words
    for words in worked.hides:
        assert words not in told, words
    assert "None" not in told and "onbekend" not in told and "{" not in told


@pytest.mark.parametrize("name", letters_of(system()).by_name)
def test_no_day_amount_or_term_is_typed_in_a_letter(name: str) -> None:
    letter = letters_of(system())[name]
    texts = [str(block.content) for block in letter.body]
    typed = [re.sub(r"\{\{.*?\}\}", "", text) for text in texts]
    assert not [text for text in typed if re.search(r"€|\d{4}|\b\d+ (?:weken|maanden|uur|jaar|euro)\b", text)
                and "Wet inburgering 2021" not in text]  # fmt: skip


@pytest.mark.parametrize("worked", CASES.values(), ids=str)
def test_whoever_reads_of_a_fine_reads_of_rights_help_and_term(worked: Worked, office: Office) -> None:
    context = office.context(worked)
    told = all_text(context)
    if re.search(r"boete", told, re.IGNORECASE):
        assert "bezwaar" in told or "naar de rechter" in told
        assert "Juridisch Loket" in told and "0800-8020" in told and "tolk" in told
        assert re.search(r"\d weken|tot en met \d", told) or "hoeveel tijd" in told
        assert re.search(r"rechten|bezwaar maken tot en met|beroep gaan tot en met|uitspraak", told)
    sheet = "\n".join(row.dutch for row in context.sheet.rows) if context.sheet else ""
    if "boete" in sheet:
        assert "bezwaar" in sheet or "naar de rechter" in sheet
        assert "Juridisch Loket" in sheet and "tolk" in sheet


def test_a_decision_says_what_can_be_done_against_it(office: Office) -> None:
    told = all_text(office.context(CASES["pip_beschikking"]))
    for words in ("U kunt bezwaar maken tot en met 12 juni 2024", "uw naam en uw adres", "uw handtekening", OFFICE):
        assert words in told, words
    for words in ("voorlopige voorziening", "Bezwaar maken is gratis", "000-0000000", "om een tolk vragen"):
        assert words in told, words


@pytest.mark.parametrize(
    ("day", "until"),
    [
        ("2024-05-01", "2024-06-12"),  # six weeks after a Wednesday
        ("2024-02-19", "2024-04-02"),  # Easter Monday, 1 April
        ("2024-02-16", "2024-04-02"),  # Good Friday, then the Easter weekend
        ("2024-03-23", "2024-05-06"),  # a Saturday, then Liberation Day on a Sunday
        ("2024-03-28", "2024-05-13"),  # Ascension Day, the Friday after it is a free day too, the weekend
        ("2024-11-14", "2024-12-30"),  # Boxing Day, the Friday after it equated with one, the weekend
        ("2024-12-13", "2025-01-24"),
        ("2025-04-22", "2025-06-03"),
        ("2025-04-28", "2025-06-10"),  # Whit Monday, 9 June
    ],
)
def test_the_last_day_to_object_is_six_weeks_on_and_never_a_free_day(day: str, until: str) -> None:
    from doorstroom.web.brieven.bezwaar import last_day

    remedy = letters_of(system())["pip_beschikking"].remedies[0]
    assert last_day(system(), remedy, dt.date.fromisoformat(day)) == dt.date.fromisoformat(until)


def test_the_term_to_object_runs_from_the_letter_when_the_decision_is_older(office: Office) -> None:
    worked = changed("pip_beschikking", without="pip_vastgesteld", then=[
        ("pip_vastgesteld", "2024-04-15", CASES["pip_beschikking"].life[-1][2])])  # fmt: skip
    context = office.context(worked)
    assert context.objection_until == dt.date(2024, 6, 12)
    told = all_text(context)
    assert "Het is van 15 april 2024" in told and "onze brief van 1 mei 2024" in told


def test_the_letter_of_a_fine_and_the_register_tell_the_same_last_day(office: Office) -> None:
    context = office.context(CASES["boete_besluit-traject"])
    rows, day = dict(context.facts.case.rows), context.facts.day
    assert system().evaluate_rows("x", rows, day, want=["bezwaar_uiterlijk"]).values["bezwaar_uiterlijk"] == dt.date(
        2024, 6, 12
    )
    assert context.objection_until == dt.date(2024, 6, 12)
