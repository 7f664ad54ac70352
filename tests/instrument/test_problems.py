"""A problem knows the keys of its place: two fields on one line are told apart."""

from __future__ import annotations

from leadready.instrument.definition import Definition, read_definition
from leadready.instrument.problems import Problem, ProblemsFound
from leadready.instrument.strict_yaml import parse_yaml


class _Cut(Definition):
    low: int
    high: int


class _Cuts(Definition):
    cuts: tuple[_Cut, ...]


def _problems(text: str) -> tuple[Problem, ...]:
    try:
        read_definition(_Cuts, parse_yaml(text, "cuts.yaml"))
    except ProblemsFound as found:
        return found.problems
    return ()


def test_two_faults_on_one_line_name_their_own_fields():
    found = _problems("cuts:\n- {low: a, high: b}\n")
    assert {(one.line, one.keys) for one in found} == {(2, ("cuts", 0, "low")), (2, ("cuts", 0, "high"))}


def test_a_missing_field_is_named_where_it_belongs_and_an_unknown_one_where_it_stands():
    found = _problems("cuts:\n- {low: 1, hihg: 2}\n")
    assert {one.code: (one.line, one.keys) for one in found} == {
        "missing-field": (2, ("cuts", 0, "high")),
        "unknown-field": (2, ("cuts", 0, "hihg")),
    }


def test_keys_do_not_make_two_problems_of_one():
    assert Problem("a.yaml", 1, "code", "what", "advice", keys=("a",)) == Problem("a.yaml", 1, "code", "what", "advice")
