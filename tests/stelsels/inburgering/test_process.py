"""What every action, task, letter, role and label of inburgering must have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from tests.stelsels.inburgering.test_declarations import LONGEST_SENTENCE, OFFICIALESE

from doorstroom.kernel.process import Action, Guard
from doorstroom.kernel.wording import placeholders
from doorstroom.stelsels.inburgering import system
from doorstroom.stelsels.inburgering.process import LETTERS, ROLES
from doorstroom.stelsels.inburgering.process.roles import INBURGERAAR
from doorstroom.stelsels.inburgering.rules.stand import STANDEN

ACTIONS = tuple(system().actions.values())
TASKS = tuple(system().tasks.values())
GUARDS = [(action, guard) for action in ACTIONS for guard in action.guards]
TOPICS = {
    "persoon", "verblijf", "plicht", "intake", "pip", "traject", "examens", "termijn", "vrijstelling_ontheffing",
    "handhaving", "lening", "ontzorgen", "verhuizing",
}  # fmt: skip
#: What the newcomer himself may do.
OWN = {
    "verlenging_aangevraagd", "vrijstelling_aangevraagd", "ontheffing_aangevraagd", "aangepast_examen_aangevraagd",
    "lening_aangevraagd", "diploma_overgelegd", "taalbewijs_overgelegd", "belemmering", "niet_vrijstellende_opleiding",
    "boete_zienswijze", "boete_bezwaar_gemaakt", "herziening_verzocht",
}  # fmt: skip


def not_b1(sentence: str) -> Iterator[str]:
    """Why a Dutch sentence is not plain."""
    for word in OFFICIALESE:
        if re.search(rf"\b{word}\b", sentence.lower()):
            yield f"uses the word '{word}'"
    if max(len(part.split()) for part in re.split(r"[.:;?]\s", sentence)) > LONGEST_SENTENCE:
        yield "has a long sentence"


def test_everything_that_can_happen_has_an_action() -> None:
    assert {event.type for event in system().events} - {action.event for action in ACTIONS} == set()


def test_actions_have_names_articles_topics_and_roles_of_the_declared_sets() -> None:
    for action in ACTIONS:
        assert action.nl and action.en and action.nl != action.en, action.name
        assert action.articles and action.by, action.name
        assert action.topic in TOPICS, action.name
        assert set(action.by) <= set(ROLES), action.name
        assert list(not_b1(action.nl)) == [], action.name


def test_no_two_actions_have_the_same_words() -> None:
    for language in ("nl", "en"):
        twice = [text for text, times in Counter(getattr(action, language) for action in ACTIONS).items() if times > 1]
        assert twice == []


def test_every_role_acts_and_has_words() -> None:
    assert {role for action in ACTIONS for role in action.by} | {
        name for name, role in ROLES.items() if role.approves
    } == set(ROLES)
    for name, role in ROLES.items():
        assert role.nl and role.en and name.partition(".")[0] == role.organisation, name


def test_what_must_be_approved_can_be_approved_in_its_organisation() -> None:
    can = {role.organisation for role in ROLES.values() if role.approves}
    assert [a.name for a in ACTIONS if a.approval and not {by.partition(".")[0] for by in a.by} <= can] == []


def test_the_newcomer_does_his_own_things_only() -> None:
    assert {action.event for action in ACTIONS if INBURGERAAR in action.by} == OWN
    assert [action.name for action in ACTIONS if INBURGERAAR in action.by and (action.adverse or action.approval)] == []


def test_letters_are_of_the_declared_set_and_all_used() -> None:
    named = {action.letter for action in ACTIONS if action.letter}
    assert named == set(LETTERS)
    for name, letter in LETTERS.items():
        assert letter.nl and letter.en and letter.nl != letter.en and letter.sender, name


def test_adverse_actions_have_approval_or_a_guard_and_are_never_suggested() -> None:
    adverse = [action for action in ACTIONS if action.adverse]
    assert [action.name for action in adverse if not action.approval and not action.guards] == []
    assert [action.name for action in adverse if action.suggested_when] == []
    decided = {"boete_opgelegd", "verlenging_afgewezen", "verlenging_verleend", "vrijstelling_besloten",
               "ontheffing_besloten", "lening_besloten", "pip_vastgesteld"}  # fmt: skip
    alone = {action.name for action in ACTIONS if action.event in decided and not action.approval}
    assert alone == {"boete_onherroepelijk_vastleggen"}, "a decision needs the agreement of somebody else"


def faults_of_guard(action: Action, guard: Guard) -> Iterator[str]:
    """What is wrong with the sentences of a guard, in words."""
    fields = set(system().events[action.event].model_fields)
    if placeholders(guard.nl) != placeholders(guard.en):
        yield "shows other values in Dutch than in English"
    for sentence in (guard.nl, guard.en):
        if not sentence.strip().endswith("."):
            yield "has no sentence, or one without a full stop"
        for name in sorted(placeholders(sentence) - fields):
            column = system().graph.columns.get(name)
            if column is None:
                yield f"names '{name}', which does not exist"
            elif column.per and (column.per != action.event or guard.when != "with"):
                yield f"names '{name}', which is computed per '{column.per}' event"
    if guard.nl == guard.en:
        yield "is the same in both languages"
    yield from not_b1(guard.nl)


def test_every_guard_has_plain_sentences_in_both_languages() -> None:
    found = [f"{a.name}, {g.column}: {fault}" for a, g in GUARDS for fault in faults_of_guard(a, g)]
    assert found == []


@pytest.mark.parametrize(
    ("guard", "fault"),
    [
        (Guard("heeft_pip", nl="", en=""), "has no sentence, or one without a full stop"),
        (Guard("heeft_pip", nl="Het PIP van {pip_op}.", en="PIP {pip_op}."), "names 'pip_op', which does not exist"),
        (Guard("heeft_pip", nl="Het is {pip_duo_aanvaard}.", en="It is {pip_duo_aanvaard}."),
         "names 'pip_duo_aanvaard', which is computed per 'pip_vastgesteld' event"),
        (Guard("heeft_pip", nl="Op {pip_laatste_datum}.", en="Then."), "shows other values in Dutch than in English"),
        (Guard("heeft_pip", nl="Indien er een PIP is.", en="If there is one."), "uses the word 'indien'"),
    ],
)  # fmt: skip
def test_a_bad_guard_is_found(guard: Guard, fault: str) -> None:
    assert fault in list(faults_of_guard(system().actions["pip_vaststellen"], guard))


def test_law_not_planning_refuses() -> None:
    assert [guard.column for _, guard in GUARDS if system().graph[guard.column].kind == "plan"] == []
    assert [a.name for a in ACTIONS if a.suggested_when and system().graph[a.suggested_when].kind == "plan"] == []


def test_a_form_asks_what_the_event_needs() -> None:
    """What is required is asked or fixed, and nothing is both."""
    for action in ACTIONS:
        fields = system().events[action.event].model_fields
        asked = set(fields) if action.asks is None else set(action.asks)
        required = {name for name, field in fields.items() if field.is_required()}
        assert action.amends or required <= asked | set(action.fixed), action.name
        assert action.asks is None or not asked & set(action.fixed), action.name


def test_tasks_have_words_owners_topics_and_columns_that_are_true_or_false() -> None:
    schema = system().plan().schema
    for task in TASKS:
        assert task.nl and task.en and task.nl != task.en and task.articles, task.name
        assert task.owner in {"gemeente", "DUO", "inburgeraar"} and task.topic in TOPICS, task.name
        assert [str(schema[name]) for name in task.columns()] == ["Boolean"] * len(task.columns()), task.name
        assert list(not_b1(task.nl)) == [], task.name
    assert set(system().tasks) & set(system().clocks) == set()
    assert not any("boete op" in task.nl.lower() or "leg een boete" in task.nl.lower() for task in TASKS)


def test_every_attention_signal_of_duo_is_a_task() -> None:
    signals = {name for name in system().graph.columns if name.startswith("signaal_")}
    assert signals - {task.column for task in TASKS} == set()


def test_every_field_and_code_has_a_label_and_no_label_is_left_over() -> None:
    labels, events = system().labels, system().events
    assert labels.missing(events) == []
    fields = {name for event in events for name in (*event.schema_of_payload(), "valid_on")}
    precise = {f"{event.type}.{name}" for event in events for name in (*event.schema_of_payload(), "valid_on")}
    assert set(labels.fields) - fields - precise == set()
    codes = {code for event in events for dtype in event.schema_of_payload().values() for code in coded(dtype)}
    leaves = {name for name in labels.choices if not name.startswith("stand.")}
    assert {name.rpartition(".")[2] for name in leaves} - codes == set()


def coded(dtype: object) -> list[str]:
    """The codes of a column type."""
    inner = getattr(dtype, "inner", dtype)
    return [str(code) for code in getattr(inner, "categories", ())]


def test_labels_have_both_languages() -> None:
    labels = system().labels
    for name, label in (*labels.fields.items(), *labels.choices.items()):
        assert label.nl.strip() and label.en.strip(), name
        assert bool(label.help_nl) == bool(label.help_en), name
        assert not label.help_nl or list(not_b1(label.help_nl)) == [], name


def test_every_stand_has_a_label_and_a_case() -> None:
    labels = system().labels.choices
    assert {name.removeprefix("stand.") for name in labels if name.startswith("stand.")} == set(STANDEN)
    text = (system().folder / "cases" / "stand.yaml").read_text(encoding="utf-8")
    assert {code for code in STANDEN if not re.search(rf"stand: {code}\b", text)} == set()
