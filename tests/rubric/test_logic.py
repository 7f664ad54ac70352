"""Conditions against a second reading of their rules: numbers for truth, whole intervals for certainty."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt
from statistics import stdev
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from leadready.instrument.condition import Condition, Verdict
from leadready.rubric.model import NormScore
from leadready.scoring.executor import score
from leadready.scoring.norms import standing
from leadready.scoring.plan import compile_plan
from leadready.scoring.responses import Absence
from leadready.scoring.verdicts import Circumstances, all_patterns, decide, gates
from tests.rubric.small import instrument, rubric
from tests.scoring.reference import Result, reference

if TYPE_CHECKING:
    from leadready.scoring.responses import Answer

CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)
TRUE, UNKNOWN, FALSE = 1.0, 0.5, 0.0
NUMBERS = ["-1", "0", "25", "40.2", "50", "59.8", "65.2", "75", "84.8", "100", "100.5"]
RAW = ["0", "1", "2", "3", "3.392", "3.608", "4", "4.392", "5", "6"]


def bounds(numbers: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    one = st.sampled_from(numbers)
    return st.one_of(
        st.builds(lambda end: {"at_least": end}, one),
        st.builds(lambda end: {"below": end}, one),
        st.builds(
            lambda ends: {"at_least": min(ends, key=Fraction), "below": max(ends, key=Fraction)}, st.tuples(one, one)
        ),
    )


LEAVES: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.builds(lambda name, said: {name: said}, st.sampled_from(["a", "b", "test"]), bounds(NUMBERS)),
    st.builds(lambda name, said: {name: said | {"on": "raw"}}, st.sampled_from(["a", "b", "test"]), bounds(RAW)),
    st.builds(lambda name, level: {name: {"level": level}}, st.sampled_from(["a", "b"]), st.sampled_from(["low", "high"])),
    st.builds(lambda name, said: {name: {"scored": said}}, st.sampled_from(["a", "b", "test"]), st.sampled_from(["true", "false"])),
    st.builds(lambda option: {"answer": {"size": option}}, st.sampled_from([["small"], ["large"], ["small", "large"]])),
    st.builds(lambda said: {"answered": said}, bounds(["0", "50", "75", "100"])),
    st.builds(lambda said: {"flags": said}, bounds(["0", "1", "2"])),
    st.builds(lambda said: {"spread": {"of": ["a", "b"], **said}}, bounds(["0", "5", "20"])),
    st.sampled_from([{"fact": "backed"}, {"fact": "paid"}]),
)  # fmt: skip
CONDITIONS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(lambda parts: {"all": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda parts: {"any": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda part: {"not": part}, inner),
    ),
    max_leaves=6,
)
ANSWERS = st.fixed_dictionaries({
    **{item: st.sampled_from([1, 2, 3, 4, 5, Absence.MISSING, Absence.NOT_SEEN]) for item in ("a1", "a2", "b1", "b2")},
    **{item: st.sampled_from(["a", "b", Absence.MISSING, Absence.NOT_SEEN]) for item in ("k1", "k2")},
    "size": st.sampled_from(["small", "large", Absence.MISSING, Absence.NOT_SEEN]),
})  # fmt: skip


class SecondReading:
    """Decides a condition as written, from the reference scorer's results."""

    def __init__(self, answers: dict[str, Answer], flags: int, facts: frozenset[str]) -> None:
        self.answers, self.flags, self.facts = answers, flags, facts
        self.results = reference(instrument(), rubric(), answers)
        self.unsure_is_unknown = False

    def holds(self, said: dict[str, Any]) -> float:
        (word, inner), *_none = said.items()
        if word == "all":
            return min(map(self.holds, inner))
        if word == "any":
            return max(map(self.holds, inner))
        if word == "not":
            return 1 - self.holds(inner)
        truth, sure = self._statement(word, inner)
        return truth if sure or not self.unsure_is_unknown else UNKNOWN

    def _statement(self, word: str, said: Any) -> tuple[float, bool]:
        if word == "answer":
            answer = self.answers["size"]
            return (UNKNOWN, False) if isinstance(answer, Absence) else (float(answer in said["size"]), True)
        if word == "fact":
            return float(said in self.facts), True
        if word in {"answered", "flags"}:
            return self._inside(self._share() if word == "answered" else Fraction(self.flags), said), True
        if word == "spread":
            values = [self.results[name].value for name in said["of"]]
            if None in values:
                return UNKNOWN, False
            return self._inside(
                Fraction(stdev(map(float, values))), {key: end for key, end in said.items() if key != "of"}
            ), False
        return self._score(self.results[word], said, "test" if word == "test" else "rating")

    def _share(self) -> Fraction:
        needed = ["size", "change", "a1", "a2", "b1", "k1", "k2"] + ["b2"] * (self.answers["size"] == "large")
        done = [item for item in needed if item in self.answers and not isinstance(self.answers[item], Absence)]
        return Fraction(100 * len(done), len(needed))

    def _score(self, result: Result, said: dict[str, Any], kind: str) -> tuple[float, bool]:
        if "scored" in said:
            return float((result.value is not None) is (said["scored"] == "true")), True
        if result.value is None:
            return UNKNOWN, False
        if "level" in said:
            return float(result.level == said["level"]), result.ends[0] == result.ends[1]
        low, high = (Fraction(0), Fraction(2)) if kind == "test" else (Fraction(1), Fraction(5))
        value, span = (result.raw, (high - low) / 100) if said.get("on") == "raw" else (result.value, Fraction(1))
        ends = {key: end for key, end in said.items() if key != "on"}
        truth = self._inside(value, ends)
        if result.variance is None:
            return truth, False
        half = Fraction("1.96") * Fraction(sqrt(result.variance)) * span
        bottom, top = (low, high) if said.get("on") == "raw" else (Fraction(0), Fraction(100))
        least, most = max(value - half, bottom), min(value + half, top)
        return truth, all((least >= Fraction(end)) == (most >= Fraction(end)) for end in ends.values())

    @staticmethod
    def _inside(value: Fraction, ends: dict[str, str]) -> float:
        above = "at_least" not in ends or value >= Fraction(ends["at_least"])
        return float(above and ("below" not in ends or value < Fraction(ends["below"])))


def circumstances(answers: dict[str, Answer], flags: int, facts: frozenset[str], rules: Any = None) -> Circumstances:
    asked, judged = instrument(), rules or rubric()
    return Circumstances(asked, score(compile_plan(asked, judged), answers), answers, flags, facts)


def routed(answers: dict[str, Answer]) -> dict[str, Answer]:
    """The second item of b is for large places only."""
    return answers if answers["size"] == "large" else answers | {"b2": Absence.NOT_APPLICABLE}


@settings(max_examples=1000)
@given(said=CONDITIONS, answers=ANSWERS, flags=st.integers(0, 2), facts=st.sets(st.sampled_from(["backed", "paid"])))
def test_conditions_agree_with_a_second_reading(said, answers, flags, facts):
    answers = routed(answers)
    reading = SecondReading(answers, flags, frozenset(facts))
    wanted = {TRUE: True, UNKNOWN: None, FALSE: False}[reading.holds(said)]
    # What is sure holds whatever the measurement error: also if every unsure statement were unknown.
    reading.unsure_is_unknown = True
    sure = reading.holds(said) != UNKNOWN
    assert decide(CONDITION.validate_python(said), circumstances(answers, flags, frozenset(facts))) == Verdict(
        wanted, sure
    )


@settings(max_examples=200)
@given(conditions=st.lists(CONDITIONS, min_size=1, max_size=4), answers=ANSWERS)
def test_gates_and_profile_rules_are_their_conditions(conditions, answers):
    answers = routed(answers)
    rules = rubric(
        facts={"backed": "B", "paid": "P"},
        gates=[{"id": f"g{n}", "title": "G", "when": when, "outcome": "O"} for n, when in enumerate(conditions)],
        profiles=[
            {"id": f"p{n}", "title": "P", "when": when, "says": "S", "response": "R"}
            for n, when in enumerate(conditions)
        ],
    )
    there = circumstances(answers, 0, frozenset(), rules)
    verdicts = [decide(CONDITION.validate_python(when), there) for when in conditions]
    assert [one.holds for one in gates(rules, there)] == [verdict.holds for verdict in verdicts]
    assert [(one.pattern.id, one.confirmed) for one in all_patterns(rules, there)] == [
        (f"p{n}", verdict.sure) for n, verdict in enumerate(verdicts) if verdict.holds
    ]


@given(
    value=st.fractions(0, 100, max_denominator=48),
    mean=st.integers(0, 100),
    sd=st.sampled_from(["0.5", "12", "18.75"]),
    table=st.dictionaries(st.integers(0, 100), st.integers(0, 100), max_size=6),
)
def test_t_scores_and_percentiles_by_their_definitions(value, mean, sd, table):
    starts, ranks = sorted(table), sorted(table.values())
    percentiles = {str(start): str(rank) for start, rank in zip(starts, ranks, strict=True)}
    norm = NormScore.model_validate({"mean": str(mean), "sd": sd, "percentiles": percentiles})
    found = standing(value, norm)
    assert (found.t_score - 50) * Fraction(sd) == 10 * (value - mean)
    below = [rank for start, rank in zip(starts, ranks, strict=True) if start <= value]
    assert found.percentile == (below[-1] if below else None)
