"""Conditions, gates and profile rules, decided by hand."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from leadready.instrument.condition import Condition, Verdict
from leadready.scoring.executor import score
from leadready.scoring.plan import compile_plan
from leadready.scoring.responses import Absence
from leadready.scoring.verdicts import Circumstances, all_patterns, decide, gates, patterns
from tests.rubric.small import instrument, rubric

CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)
YES, NO, UNKNOWN = Verdict(True), Verdict(False), Verdict(None, sure=False)
LIKELY, UNLIKELY = Verdict(True, sure=False), Verdict(False, sure=False)


def circumstances(flags: int = 0, facts: tuple[str, ...] = (), rules=None, **answers) -> Circumstances:
    asked, judged = instrument(), rules or rubric()
    profile = score(compile_plan(asked, judged), answers)
    return Circumstances(asked, profile, answers, flags, frozenset(facts))


@pytest.mark.parametrize(
    ("condition", "answers", "expected"),
    [
        # a = 75 with an error of 5: 65.2 to 84.8
        ({"a": {"at_least": "50"}}, {"a1": 4, "a2": 4}, YES),
        ({"a": {"at_least": "70"}}, {"a1": 4, "a2": 4}, LIKELY),
        ({"a": {"at_least": "75"}}, {"a1": 4, "a2": 4}, LIKELY),
        ({"a": {"below": "75"}}, {"a1": 4, "a2": 4}, UNLIKELY),
        ({"a": {"at_least": "65.2"}}, {"a1": 4, "a2": 4}, YES),  # exactly 9.8 away
        ({"a": {"at_least": "65.200001"}}, {"a1": 4, "a2": 4}, LIKELY),
        ({"a": {"below": "84.8"}}, {"a1": 4, "a2": 4}, LIKELY),  # the interval ends on it, and it is not below it
        ({"a": {"below": "84.800001"}}, {"a1": 4, "a2": 4}, YES),
        ({"a": {"at_least": "84.8"}}, {"a1": 4, "a2": 4}, UNLIKELY),
        ({"a": {"at_least": "0"}}, {"a1": 1, "a2": 2}, YES),  # no score lies below 0, whatever the error
        ({"a": {"below": "100.5"}}, {"a1": 5, "a2": 5}, YES),
        ({"a": {"at_least": "1", "on": "raw"}}, {"a1": 1, "a2": 2}, YES),
        ({"a": {"at_least": "20", "below": "80"}}, {"a1": 4, "a2": 4}, LIKELY),
        ({"a": {"below": "50"}}, {"a1": 4, "a2": 4}, NO),
        ({"a": {"at_least": "4", "on": "raw"}}, {"a1": 4, "a2": 4}, LIKELY),
        ({"a": {"at_least": "3.608", "on": "raw"}}, {"a1": 4, "a2": 4}, YES),  # 9.8 points are 0.392 of 1 to 5
        ({"a": {"level": "high"}}, {"a1": 4, "a2": 4}, YES),
        ({"a": {"level": "high"}}, {"a1": 3, "a2": 3}, LIKELY),
        ({"a": {"at_least": "50"}}, {"a1": 4}, UNKNOWN),
        ({"a": {"scored": "false"}}, {"a1": 4}, YES),
        ({"not": {"a": {"at_least": "50"}}}, {"a1": 4, "a2": 4}, NO),
        ({"not": {"a": {"at_least": "50"}}}, {"a1": 4}, UNKNOWN),
        ({"all": [{"a": {"at_least": "50"}}, {"fact": "backed"}]}, {"a1": 4}, NO),
        ({"any": [{"a": {"at_least": "50"}}, {"fact": "backed"}]}, {"a1": 4}, UNKNOWN),
        ({"any": [{"a": {"at_least": "70"}}, {"a": {"at_least": "50"}}]}, {"a1": 4, "a2": 4}, YES),
        ({"all": [{"a": {"at_least": "70"}}, {"a": {"at_least": "50"}}]}, {"a1": 4, "a2": 4}, LIKELY),
        ({"answer": {"size": ["small"]}}, {"size": "small"}, YES),
        ({"answer": {"size": ["small"]}}, {"size": "large"}, NO),
        ({"answer": {"size": ["small"]}}, {"size": Absence.MISSING}, UNKNOWN),
        # The test has no stated precision, so nothing about it is sure. One of two right.
        ({"test": {"below": "2", "on": "raw"}}, {"k1": "a", "k2": "a"}, LIKELY),
        ({"test": {"below": "2", "on": "raw"}}, {"k1": "a", "k2": Absence.MISSING}, LIKELY),
        ({"test": {"scored": "true"}}, {}, NO),
        # 75 and 50: a standard deviation of 17.68
        ({"spread": {"of": ["a", "b"], "below": "17"}}, {"a1": 4, "a2": 4, "b1": 3, "size": "small"}, UNLIKELY),
        ({"spread": {"of": ["a", "b"], "below": "18"}}, {"a1": 4, "a2": 4, "b1": 3, "size": "small"}, LIKELY),
        ({"spread": {"of": ["a", "b"], "below": "18"}}, {"a1": 4, "a2": 4}, UNKNOWN),
        # Of eight items b2 is not for a small place: three of seven.
        ({"answered": {"below": "42.857143"}}, {"size": "small", "a1": 1, "a2": 1}, YES),
        ({"answered": {"below": "42.857142"}}, {"size": "small", "a1": 1, "a2": 1}, NO),
    ],
)  # fmt: skip
def test_a_condition_is_decided_exactly(condition, answers, expected: Verdict):
    assert decide(CONDITION.validate_python(condition), circumstances(**answers)) == expected


def test_flags_and_facts():
    assert decide(CONDITION.validate_python({"flags": {"at_least": "2"}}), circumstances(flags=2)) == YES
    assert decide(CONDITION.validate_python({"fact": "backed"}), circumstances(facts=("backed",))) == YES


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"all": []}, ("all", "all")),
        ({"a": {"above": "5"}}, ("score", "a", "above")),
        ({"a": {"below": "5"}, "b": {"below": "5"}}, ("score",)),
        ({"__import__": {"below": "5"}}, ("score", "__import__", "[key]")),
        ("a < 5", ("score",)),
        ({"answer": {"x": "small"}}, ("answer", "answer", "x")),
    ],
)
def test_anything_else_is_no_condition(wrong, place):
    with pytest.raises(ValidationError) as caught:
        CONDITION.validate_python(wrong)
    assert caught.value.errors()[0]["loc"] == place


def test_gates_keep_profiles_back_and_say_when_they_cannot_know():
    rules = rubric(
        gates=[
            {"id": "g1", "title": "G", "when": {"flags": {"at_least": "2"}}, "outcome": "O", "withholds": ["profiles"]},
            {"id": "g2", "title": "G", "when": {"b": {"below": "40"}}, "outcome": "O"},
        ],
        profiles=[
            {"id": name, "title": "P", "when": {"a": {"at_least": start}}, "says": "S", "response": "R"}
            for name, start in (("p1", "70"), ("p2", "90"), ("p3", "50"), ("p4", "1"))
        ],
    )
    careful = circumstances(rules=rules, a1=4, a2=4)
    assert [result.holds for result in gates(rules, careful)] == [False, None]
    assert [(one.pattern.id, one.confirmed) for one in all_patterns(rules, careful)] == [
        ("p1", False), ("p3", True), ("p4", True),
    ]  # fmt: skip
    assert [one.pattern.id for one in patterns(rules, careful)] == ["p1", "p3"]
    assert patterns(rules, circumstances(flags=2, rules=rules, a1=4, a2=4)) == ()


def _rule(name: str, when: object) -> dict[str, object]:
    return {"id": name, "title": "P", "when": when, "says": "S", "response": "R"}


@pytest.mark.parametrize(
    ("first", "answers", "expected"),
    [
        ({"a": {"at_least": "90"}}, {"a1": 4, "a2": 4}, [("rest", True)]),  # 75 is more than 9.8 away
        ({"a": {"at_least": "80"}}, {"a1": 4, "a2": 4}, [("rest", False)]),
        ({"a": {"at_least": "70"}}, {"a1": 4, "a2": 4}, [("first", False), ("some", False)]),
        ({"a": {"at_least": "10"}}, {"a1": 4, "a2": 4}, [("first", True), ("some", True)]),
        ({"a": {"at_least": "10"}}, {"a1": 4}, [("rest", False)]),  # what cannot be known does not hold
    ],
)
def test_otherwise_looks_at_the_rules_above(first, answers, expected):
    rules = rubric(
        profiles=[_rule("first", first), _rule("some", {"otherwise": "false"}), _rule("rest", {"otherwise": "true"})]
    )
    found = all_patterns(rules, circumstances(rules=rules, **answers))
    assert [(one.pattern.id, one.confirmed) for one in found] == expected


def test_scores_are_shown_and_compared_with_their_like():
    made = rubric(
        composites={
            "both": {"title": "B", "about": "A", "weights": {"a": "0.5", "test": "0.5"}},
            "top": {"title": "T", "about": "A", "weights": {"both": "0.5", "b": "0.5"}},
        },
    )
    assert made.outermost == ("top",)
    assert made.everything_under("top") == ("both", "a", "test", "b")
    assert made.groups == (("a", "b"), ("test",))
