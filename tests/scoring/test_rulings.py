"""What a rubric decides about a private sitting, and how it is said."""

from __future__ import annotations

import re
from typing import Any

import pytest

from leadready.errors import LeadreadyError
from leadready.rubric.uses import require_use
from leadready.scoring.keyed import answer_sentence, best_sentence, result_sentence
from leadready.scoring.responses import Absence
from leadready.scoring.rulings import comparison_sentences, confidence_words
from tests.rubric.small import reading, rubric

GOOD = {"a1": 4, "a2": 4, "size": "small"}  # a = 75 with an error of 5: 65.2 to 84.8


def gate(when: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": "gate", "title": "First this", "when": when, "outcome": "Do this first.", **more}


def pattern(when: dict[str, Any], name: str = "pattern") -> dict[str, Any]:
    return {"id": name, "title": name.title(), "when": when, "says": "This may suggest it.", "response": "Try it."}


def norms(**more: Any) -> dict[str, Any]:
    figures = {"mean": "60", "sd": "12.5", "percentiles": {"40": "10", "60": "50", "72.5": "84"}}
    group = {
        "title": "Pilot", "source": "A made-up study", "collected": "2027-03", "people": "200", "population": "ward staff",
        "mode": "development", "scores": {"a": figures}, **more,
    }  # fmt: skip
    return {"pilot": group}


def lines(rules: Any, result: Any, answers: dict[str, Any]) -> list[tuple[int, str]]:
    return list(reading(rules, answers).rulings.why(result).telling.lines())


def test_gates_of_a_panel_are_neither_decided_nor_shown_and_keep_nothing_back():
    always = {"a": {"at_least": "0"}}
    rules = rubric(
        gates=[gate(always, stage="panel", withholds=["profiles", "norms"])], profiles=[pattern(always)], norms=norms()
    )
    rulings = reading(rules, GOOD).rulings
    assert rulings.gates == ()
    assert rulings.withheld == frozenset()
    assert [one.pattern.id for one in rulings.patterns] == ["pattern"]
    assert len(rulings.comparisons("a")) == 1


def test_nobody_confirms_a_fact_in_a_private_sitting():
    rules = rubric(facts={"backed": "A sponsor has confirmed support."}, gates=[gate({"not": {"fact": "backed"}})])
    (result,) = reading(rules, GOOD).rulings.closed
    assert lines(rules, result, GOOD) == [
        (0, "This must not be so:"),
        (1, "The rule asks that this is confirmed: “A sponsor has confirmed support”: not met."),
    ]


def test_at_most_two_patterns_are_shown_each_confirmed_or_possible():
    rules = rubric(profiles=[pattern({"a": {"at_least": start}}, f"p{start}") for start in ("70", "90", "50", "1")])
    shown = reading(rules, GOOD).rulings.patterns
    assert [(one.pattern.id, one.confirmed) for one in shown] == [("p70", False), ("p50", True)]
    assert [confidence_words(one).partition(":")[0] for one in shown] == ["Possible", "Confirmed"]


def test_why_gives_scores_thresholds_and_answers():
    when = {"all": [{"a": {"at_least": "70"}}, {"answer": {"size": ["small"]}}, {"test": {"below": "2", "on": "raw"}}]}
    rules = rubric(profiles=[pattern(when)])
    answers = {**GOOD, "k1": "a", "k2": "a"}
    (result,) = reading(rules, answers).rulings.patterns
    assert lines(rules, result, answers) == [
        (0, "All of these are needed:"),
        (1, "“T” is 75, and the rule asks for at least 70: met, within the uncertainty."),
        (1, "“How large?” was answered “Small”, and the rule asks for “Small”: met."),
        (1, "“T” is 1 of 2 right, and the rule asks for below 2: met."),  # no stated precision: nothing is said of it
    ]


def test_why_leaves_out_what_made_no_difference():
    when = {
        "any": [{"all": [{"test": {"scored": "true"}}, {"test": {"below": "1", "on": "raw"}}]}, {"a": {"below": "80"}}]
    }
    rules = rubric(gates=[gate(when)])
    (result,) = reading(rules, GOOD).rulings.closed
    assert lines(rules, result, GOOD) == [
        (0, "“T” is 75, and the rule asks for below 80: met, within the uncertainty."),
    ]
    assert len(reading(rules, GOOD).rulings.why(result).lines()) == 5  # the whole of it, for those who want it


@pytest.mark.parametrize(
    ("a1", "a2", "threshold", "shown"),
    [
        (4, 4, "75.4", "75"),  # below the threshold, rounded or not
        (5, 2, "62.6", "62.5"),  # 62.5 would round to 63, which is not below 62.6
        (5, 2, "62.4", "63"),
    ],
)
def test_a_number_is_never_rounded_across_the_threshold(a1: int, a2: int, threshold: str, shown: str):
    rules = rubric(gates=[gate({"any": [{"a": {"below": threshold}}, {"a": {"at_least": threshold}}]})])
    answers = {**GOOD, "a1": a1, "a2": a2}
    (result,) = reading(rules, answers).rulings.closed
    ((_depth, words),) = lines(rules, result, answers)
    assert words.startswith(f"“T” is {shown}, and the rule asks for ")


@pytest.mark.parametrize(
    ("level", "confirmed"),
    [
        ("middle", "Possible"),  # 65.2 to 84.8, and high begins at 80
        ("high", "Possible"),
        ("low", "Confirmed"),  # low ends at 50, out of reach
    ],
)
def test_a_level_out_of_the_interval_is_surely_not_the_level(level: str, confirmed: str):
    cuts = [
        {"id": name, "from": start, "title": name} for name, start in (("low", "0"), ("middle", "50"), ("high", "80"))
    ]
    when = {"a": {"level": level}} if level == "middle" else {"not": {"a": {"level": level}}}
    (result,) = reading(rubric(levels=cuts, profiles=[pattern(when)]), GOOD).rulings.patterns
    assert confidence_words(result).partition(":")[0] == confirmed


def test_the_last_rule_knows_whether_others_fit():
    rules = rubric(profiles=[pattern({"a": {"at_least": "90"}}, "high"), pattern({"otherwise": "true"}, "rest")])
    (result,) = reading(rules, GOOD).rulings.patterns
    assert lines(rules, result, GOOD) == [(0, "The rule asks that no other pattern fits: met.")]


def test_gates_that_cannot_be_decided_are_named_apart():
    rulings = reading(rubric(gates=[gate({"b": {"below": "40"}})]), GOOD).rulings
    assert (rulings.closed, [one.id for one in rulings.undecided]) == ((), ["gate"])


STRAIGHT = {"a1": 3, "a2": 3, "b1": 3, "b2": 3, "size": "large"}  # four alike: a long run, and no spread


def careless(**more: Any) -> Any:
    return rubric(quality={"longest_run": "4"}, profiles=[pattern({"a": {"at_least": "1"}})], norms=norms(), **more)


def test_two_signs_call_for_caution_without_blame():
    rulings = reading(careless(), STRAIGHT).rulings
    assert rulings.caution_sentences() == (
        "Some things in your answers can make scores less telling:",
        "4 answers in a row were the same.",
        "Nearly all answers were the same.",
        "Tiredness, haste or a very even view can lead to this, and so can chance. It says nothing about you.",
    )
    said = " ".join(rulings.caution_sentences()).lower()
    assert not any(word in said for word in ("honest", "lie", "lying", "fake", "cheat", "careless", "invalid"))
    assert len(rulings.patterns) == 1  # nothing is kept back unless a gate says so


def test_a_gate_on_quality_speaks_in_the_caution_and_says_what_it_keeps_back():
    rules = careless(gates=[gate({"flags": {"at_least": "2"}}, withholds=["profiles", "norms"])])
    rulings = reading(rules, STRAIGHT).rulings
    assert rulings.caution_sentences()[-2:] == (
        "Do this first.",
        "So no pattern is read from these scores, and they are not compared with other people's.",
    )
    assert (rulings.closed, rulings.patterns, rulings.comparisons("a")) == ((), (), ())


def test_one_sign_alone_is_common():
    rulings = reading(rubric(quality={"longest_run": "5"}), STRAIGHT).rulings
    assert rulings.quality.flags == ("low-spread",)
    assert rulings.caution_sentences() == ()


def test_a_norm_group_is_named_with_all_that_is_known_of_it():
    (comparison,) = reading(rubric(norms=norms()), GOOD).rulings.comparisons("a")
    assert comparison_sentences(comparison) == (
        "Compared with “Pilot”: 200 people, ward staff, collected 2027-03, who answered for their own development.",
        "T score 62: 50 is the mean of the group and 10 its standard deviation.",  # 50 + 10 (75 - 60) / 12.5
        "Percentile rank 84: about 84 of 100 people in the group scored lower. With the uncertainty of your score, it "
        "could be from 50 to 84.",  # 65.2 and 84.8 in the table
        "Source: A made-up study.",
    )


def test_small_groups_and_groups_under_selection_say_so():
    (comparison,) = reading(rubric(norms=norms(people="199", mode="selection")), GOOD).rulings.comparisons("a")
    said = comparison_sentences(comparison)
    assert said[0].endswith("who answered to be selected, which tends to raise scores.")
    assert said[1] == "This is a local comparison: the group is too small to be a norm."
    (large,) = reading(rubric(norms=norms(people="200")), GOOD).rulings.comparisons("a")
    assert not any("local" in one for one in comparison_sentences(large))


def test_no_comparison_without_a_score_or_figures():
    rulings = reading(rubric(norms=norms()), {"a1": 4}).rulings
    assert rulings.comparisons("a") == ()
    assert rulings.comparisons("b") == ()


NUMBER = re.compile(r"\d")


def test_where_people_see_levels_only_nothing_said_has_a_number():
    when = {"all": [{"a": {"at_least": "70"}}, {"spread": {"of": ["a", "test"], "below": "50"}}]}
    rules = rubric(shows="levels", profiles=[pattern(when)], norms=norms())
    answers = {**GOOD, "k1": "a"}
    made = reading(rules, answers)
    (result,) = made.rulings.patterns
    said = [words for _depth, words in lines(rules, result, answers)]
    assert said[1] == "The rule looks at “T”, which is at High: met, within the uncertainty."
    assert not any(NUMBER.search(words) for words in said)
    assert made.rulings.comparisons("a") == ()
    for score_id in ("a", "b", "test"):
        *items, answered = made.explanation_in_words(score_id)
        assert not any(NUMBER.search(words) for words in items)
        assert answered.split()[1] == "of"


def test_items_with_a_key_are_listed_once_the_sitting_is_over():
    rationale = {"rationale": {"k1": "Because A comes first.", "k2": "B is larger."}}
    scales = {"test": {"title": "T", "about": "A", "items": ["k1", "k2"], "method": "correct", "key": {"k1": "a", "k2": "b"},
                       "missing": "unanswered counts nothing", **rationale}}  # fmt: skip
    rules = rubric(scales=scales)
    answers = {"k1": "b", "k2": Absence.MISSING}
    made = reading(rules, answers)
    one, other = made.keyed_answers("test")
    assert answer_sentence(one) == "You answered “B”, which counts 0 of 1."
    assert best_sentence(one) == "The best answer is “A”. Because A comes first."
    assert (other.is_omitted, answer_sentence(other)) == (True, "You left this out, so it counts nothing.")
    assert result_sentence(made.explanation("test"), rules.scales["test"]) == (
        "0 of 2 right. 1 was left out and counts nothing."
    )
    right = reading(rules, {"k1": "a", "k2": "b"}).keyed_answers("test")
    assert answer_sentence(right[0]) == "You answered “A”, the best answer."
    assert best_sentence(right[0]) == "Because A comes first."
    unfinished = reading(rules, answers, is_complete=False)
    assert unfinished.keyed_answers("test") == ()
    assert not any("“" in words and "best" in words for words in unfinished.explanation_in_words("test"))


def test_a_rubric_is_refused_for_what_it_is_not_made_for():
    quick = rubric(uses=["development"], title="First look")
    other = rubric(id="panel-scoring", uses=["panel"])
    require_use(quick, "development")
    with pytest.raises(LeadreadyError) as caught:
        require_use(quick, "panel", [quick, other])
    assert str(caught.value) == (
        "The rubric “First look” is not made for a selection panel, only for a person's own development. "
        "Take one that is: panel-scoring."
    )
    with pytest.raises(LeadreadyError, match="This assessment has no rubric that is"):
        require_use(quick, "follow-up", [quick, other])
