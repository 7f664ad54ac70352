"""A problem knows the keys of its place: two fields on one line are told apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from leadready.assessment.schemas import FORMATS
from leadready.instrument.definition import Definition, field_names, read_definition
from leadready.instrument.problems import Problem, ProblemsFound
from leadready.instrument.strict_yaml import parse_yaml
from leadready.rubric.model import Rubric

if TYPE_CHECKING:
    from collections.abc import Iterator


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


def _patterns(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            yield schema["pattern"]
        yield from schema.get("patternProperties", {})
        for part in schema.values():
            yield from _patterns(part)
    if isinstance(schema, list):
        for part in schema:
            yield from _patterns(part)


@pytest.mark.parametrize("name", ["instrument", "rubric", "actions", "example"])
def test_every_form_of_a_text_that_authors_write_is_put_into_words(name: str):
    model = FORMATS[name]
    unsaid = {one for one in _patterns(model.model_json_schema()) if one not in model.forms}
    assert {one for one in unsaid if not re.fullmatch(one, "0.5")} == set()  # decimals are spoken of as numbers


class _Names(Definition):
    names: tuple[str, ...]


def test_places_in_lists_are_counted_as_people_count():
    with pytest.raises(ProblemsFound, match="“names, entry 2” has a wrong value: it must be text"):
        read_definition(_Names, parse_yaml("names: [a, {b: c}]\n", "names.yaml"))


def test_half_a_decimal_is_told_to_take_a_point():
    with pytest.raises(ProblemsFound, match=r"“75” is not known here. If it is a part of a number, write .* 0\.75"):
        read_definition(_Cuts, parse_yaml("cuts:\n- {low: 1, high: 0,75}\n", "cuts.yaml"))


@pytest.mark.parametrize(
    ("loc", "known"),
    [
        (("gates", 0, "when", "score", "a"), ["at_least", "below", "on", "level", "scored"]),
        (
            ("gates", 0, "when", "all", "all", 0, "not", "not", "score", "a"),
            ["at_least", "below", "on", "level", "scored"],
        ),
        (("gates", 0, "when", "spread", "spread"), ["at_least", "below", "of"]),
        (("gates", 0, "when", "fact"), ["fact"]),
    ],
)
def test_fields_of_conditions_are_known_by_their_word(loc: tuple[str | int, ...], known: list[str]):
    assert field_names(Rubric, loc) == known
