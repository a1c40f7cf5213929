"""The road to a passport: worked cases, declarations that people can read, and the same outcome in both ways."""

from __future__ import annotations

import re

import pytest
from tests.stelsels.inburgering.test_declarations import faults_of_sentence

from doorstroom.kernel.cases import Case, check, read_cases
from doorstroom.kernel.columns import GIVEN, Column
from doorstroom.kernel.explain import Explainer, same
from doorstroom.stelsels.nationaliteit import system

SYSTEM = system()
CASES = read_cases([SYSTEM.folder / "cases"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_worked_case(case: Case) -> None:
    (verdict,) = check([case], SYSTEM)
    assert verdict.passed, (case.title, verdict.error, verdict.differences)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_one_case_alone_gives_every_column_the_same(case: Case) -> None:
    (verdict,) = check([case], SYSTEM)
    assert verdict.evaluation is not None
    together = verdict.evaluation.cases.to_dicts()[0]
    alone = SYSTEM.evaluate_case(case.events, case.peildatum).values
    names = [name for name in together if name in SYSTEM.graph.columns]
    assert [name for name in names if not same(alone.get(name), together[name])] == []


def may_name(column: Column) -> set[str]:
    given = {name for name in column.inputs if name in GIVEN and name != "law"}
    graph = SYSTEM.graph
    return {column.name, *graph.column_inputs(column.name), *graph.event_inputs(column.name), *given}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_column_has_a_sentence_that_shows_its_value(language: str) -> None:
    faults = [
        f"{column.name}: the {language} sentence {fault}"
        for column in SYSTEM.columns
        for fault in faults_of_sentence(column, language, may_name(column))
    ]
    assert faults == []
    assert [column.name for column in SYSTEM.columns if column.nl == column.en] == []


def test_every_rule_has_an_article_every_plan_a_source_and_every_event_a_supplier() -> None:
    assert [column.name for column in SYSTEM.columns if column.kind == "rule" and not column.articles] == []
    assert [column.name for column in SYSTEM.columns if column.kind == "plan" and not column.source] == []
    assert [event.type for event in SYSTEM.events if not (event.nl and event.en and event.by)] == []


def test_every_parameter_is_read_by_a_rule_and_every_doubtful_value_says_why() -> None:
    used = {lookup.parameter for lookups in SYSTEM.plan().lookups.values() for lookup in lookups}
    assert {parameter.name for parameter in SYSTEM.parameters} - used == set()
    doubtful = [(p.name, dated) for p in SYSTEM.parameters for dated in p.values if dated.confidence in ("I", "G", "-")]
    assert [name for name, dated in doubtful if not dated.note] == []


def test_every_column_of_the_law_is_in_a_worked_case() -> None:
    """Either expected itself, or below one that is."""
    expected = {name for case in CASES for name in case.expect}
    reached = SYSTEM.graph.ancestors(expected)
    assert {column.name for column in SYSTEM.columns if column.kind != "fact"} - reached == set()


def test_the_readme_names_only_what_exists() -> None:
    named = re.findall(r"`([a-z0-9_]+)`", (SYSTEM.folder / "README.md").read_text(encoding="utf-8"))
    assert [name for name in named if name not in SYSTEM.graph.columns] == []


def test_an_explanation_names_article_value_and_doubt() -> None:
    case = next(case for case in CASES if case.id == "NAT-V-001")
    evaluation = SYSTEM.evaluate_case(case.events, case.peildatum, want=["naturalisatie_vanaf"])
    told = list(Explainer(SYSTEM, evaluation).explain("naturalisatie_vanaf").walk())
    assert any("RWN 8 lid 1 c" in one.articles for one in told)
    assert any(used.value == 5 and used.source == "RWN 8 lid 1 c" for one in told for used in one.parameters)
    assert "geen wet" in told[0].to_confirm
