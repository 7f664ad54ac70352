"""Example respondents: answers with the scores that they must give, worked by hand in the file.

An example may also say which gates hold and which profile rules are shown; then these are worked out too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import StringConstraints

from leadready.assessment.checks.naming import unknown
from leadready.instrument.definition import FORMS, Definition, Forms, Id, Text, read_definition
from leadready.instrument.model import LONGEST_ANSWER
from leadready.instrument.problems import Problem, ProblemsFound, near_miss
from leadready.instrument.routing import Routing
from leadready.instrument.strict_yaml import YamlDocument, parse_yaml, read_yaml
from leadready.language import _
from leadready.scoring.display import exact, half_up
from leadready.scoring.executor import score
from leadready.scoring.plan import compile_plan
from leadready.scoring.quality import quality
from leadready.scoring.responses import Absence, answers_allowed, counted
from leadready.scoring.verdicts import Circumstances, gates, patterns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from leadready.assessment.model import Assessment
    from leadready.instrument.strict_yaml import Keys
    from leadready.rubric.model import Rubric
    from leadready.scoring.responses import Answer
    from leadready.scoring.score import Score, ScoreProfile

EXAMPLES = "examples"
_NONE = "none"
_ANSWERED = r"^[0-9]{1,4} of [0-9]{1,4}$"
_NUMBER = r"[0-9]{1,9}(\.[0-9]{1,9})?|[0-9]{1,15}/[1-9][0-9]{0,14}"
_SCORE, _RAW = rf"^(none|{_NUMBER})$", rf"^-?({_NUMBER})$"
_FORMS: Forms = {
    **FORMS,
    _SCORE: lambda: _("it must be a number such as 62.5, a fraction such as 275/6, or the word none"),
    _RAW: lambda: _("it must be a number such as 2.5, or a fraction such as 7/3"),
    _ANSWERED: lambda: _("it must be two numbers, such as “4 of 5”"),
}


class Expected(Definition):
    """What one score must be. `score` is an exact decimal, a fraction such as 275/6, or `none`."""

    score: Annotated[str, StringConstraints(pattern=_SCORE)]
    answered: Annotated[str, StringConstraints(pattern=_ANSWERED)]
    level: Id | None = None
    raw: Annotated[str, StringConstraints(pattern=_RAW)] | None = None

    def __str__(self) -> str:
        raw = self.raw and _("raw {n}").format(n=_shown(self.raw))
        more = ", ".join(part for part in (self.answered, self.level or _("no level"), raw) if part)
        return f"{_shown(self.score)} ({more})"


class Example(Definition):
    """One example respondent.

    Attributes:
        facts: What somebody has confirmed.
        gates: The gates that hold, in the rubric's order; nothing means that the example does not say.
        profiles: The profile rules that are shown, in order; nothing means that the example does not say.
    """

    forms: ClassVar[Forms] = _FORMS
    format: Literal["leadready/example/1"]
    id: Id
    title: Text
    rubric: Id
    responses: dict[Id, Annotated[str, StringConstraints(max_length=LONGEST_ANSWER)] | None]
    working: Annotated[str, StringConstraints(max_length=20_000)]
    expected: dict[Id, Expected]
    facts: tuple[Id, ...] = ()
    gates: tuple[Id, ...] | None = None
    profiles: dict[Id, Literal["confirmed", "possible"]] | None = None

    @property
    def answers(self) -> dict[str, Answer]:
        """The answers as the engine takes them."""
        return {item_id: _answer(said) for item_id, said in self.responses.items()}

    def differences(self, profile: ScoreProfile) -> tuple[str, ...]:
        """Say which scores of a profile are not as expected, and how; empty when all are."""
        return tuple(self.differing(profile).values())

    def differing(self, profile: ScoreProfile) -> dict[str, str]:
        """Say by score what is not as expected."""
        found: dict[str, str] = {}
        for score_id in profile.plan.ids:
            wanted = self.expected.get(score_id)
            actual = _as_expected(profile[score_id], profile.level(score_id), raw=bool(wanted and wanted.raw))
            if wanted is None:
                found[score_id] = _("for “{score}” it says nothing, and worked out it is {actual}").format(
                    score=score_id, actual=actual
                )
            elif not _same(wanted, actual):
                words = _("for “{score}” it says {wanted}, and worked out it is {actual}")
                found[score_id] = words.format(score=score_id, wanted=wanted, actual=actual)
        return found

    def differing_rules(self, rubric: Rubric, circumstances: Circumstances) -> dict[str, str]:
        """Say under `gates` and `profiles` what is not as expected; nothing where the example does not say."""
        holding = tuple(result.gate.id for result in gates(rubric, circumstances) if result.holds)
        shown = tuple(
            (result.pattern.id, "confirmed" if result.confirmed else "possible")
            for result in patterns(rubric, circumstances)
        )
        found: dict[str, str] = {}
        words = _("it says {wanted}, and worked out it is {actual}")
        if self.gates not in {None, holding}:
            found["gates"] = words.format(wanted=_listed(self.gates or ()), actual=_listed(holding))
        if self.profiles is not None and tuple(self.profiles.items()) != shown:
            wanted = _listed(f"{name} ({how})" for name, how in self.profiles.items())
            actual = _listed(f"{name} ({how})" for name, how in shown)
            found["profiles"] = words.format(wanted=wanted, actual=actual)
        return found


@dataclass(frozen=True, slots=True)
class Examples:
    """The examples of a package: those that can be used, each with its file, and what is wrong with the others."""

    examples: tuple[tuple[Example, YamlDocument], ...]
    problems: tuple[Problem, ...]


def work_out(example: Example, assessment: Assessment) -> dict[Keys, str]:
    """Score an example again and say, by its place in the file, what is not as expected.

    Raises:
        KeyError: the assessment has no such rubric.
    """
    rubric, instrument = assessment.rubrics[example.rubric], assessment.instrument
    plan = compile_plan(instrument, rubric)
    answers = counted(Routing(instrument), example.answers)
    profile = score(plan, answers)
    flags = quality(instrument, plan, answers, rubric.quality).flags
    circumstances = Circumstances(instrument, profile, answers, len(flags), frozenset(example.facts))
    found: dict[Keys, str] = {("expected", score_id): said for score_id, said in example.differing(profile).items()}
    for part, said in example.differing_rules(rubric, circumstances).items():
        found[part,] = f"{part}: {said}"
    return found


def is_example(name: str) -> bool:
    """Whether a file of a package, by its name, is an example."""
    return name.startswith(f"{EXAMPLES}/") and name.endswith(".yaml")


def load_examples(folder: Path, assessment: Assessment) -> tuple[Example, ...]:
    """Load the examples of a package.

    Raises:
        ProblemsFound: everything that is wrong with any of them.
    """
    found = read_examples(folder, assessment)
    if found.problems:
        raise ProblemsFound(found.problems)
    return tuple(example for example, _document in found.examples)


def read_examples(folder: Path, assessment: Assessment) -> Examples:
    """Read the examples of a package."""
    files = {f"{EXAMPLES}/{path.name}": path for path in sorted((folder / EXAMPLES).glob("*.yaml"))}
    return _read_examples(files, lambda name: read_yaml(files[name], name=name), assessment)


def parse_examples(
    texts: Mapping[str, str],
    assessment: Assessment,
    *,
    parse: Callable[[str, str], YamlDocument] = parse_yaml,
) -> Examples:
    """Read the examples among the texts of a package's files."""
    names = sorted(name for name in texts if is_example(name))
    return _read_examples(names, lambda name: parse(texts[name], name), assessment)


def _read_examples(names: Iterable[str], read: Callable[[str], YamlDocument], assessment: Assessment) -> Examples:
    problems: list[Problem] = []
    examples: list[tuple[Example, YamlDocument]] = []
    for name in names:
        try:
            document = read(name)
            example = read_definition(Example, document)
        except ProblemsFound as fault:
            problems.extend(fault.problems)
            continue
        faults = list(_check(example, document, assessment))
        problems.extend(faults)
        if not faults:
            examples.append((example, document))
    return Examples(tuple(examples), tuple(problems))


def _check(example: Example, document: YamlDocument, assessment: Assessment) -> Iterator[Problem]:
    instrument = assessment.instrument
    for item_id, answer in example.answers.items():
        keys = ("responses", item_id)
        if item_id not in instrument.by_id:
            what = _("There is no item “{item}”.").format(item=item_id)
            yield document.problem(keys, "unknown-item", what, near_miss(item_id, instrument.by_id))
        elif not isinstance(answer, Absence) and not instrument.response_scale_of(item_id).allows(answer):
            what = _("“{value}” is no answer to “{item}”.").format(value=answer, item=item_id)
            yield document.problem(keys, "wrong-answer", what, answers_allowed(instrument, item_id))
    rubric = assessment.rubrics.get(example.rubric)
    if rubric is None:
        what = _("There is no rubric “{rubric}”.").format(rubric=example.rubric)
        yield document.problem(("rubric",), "unknown-rubric", what, near_miss(example.rubric, assessment.rubrics))
        return
    yield from unknown(
        document, ("expected",), example.expected, rubric.scored, "unknown-score", _("There is no score “{name}”.")
    )
    known = [gate.id for gate in rubric.gates]
    message = _("The rubric has no gate “{name}”.")
    yield from unknown(document, ("gates",), example.gates or (), known, "unknown-gate", message)
    known = [rule.id for rule in rubric.profiles]
    message = _("The rubric has no profile rule “{name}”.")
    yield from unknown(document, ("profiles",), example.profiles or {}, known, "unknown-profile", message)
    message = _("The rubric has no fact “{name}”.")
    yield from unknown(document, ("facts",), example.facts, rubric.facts, "unknown-fact", message)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or _NONE


def _answer(said: str | None) -> Answer:
    if said is None:
        return Absence.MISSING
    if said == Absence.NOT_APPLICABLE.value:
        return Absence.NOT_APPLICABLE
    return int(said) if re.fullmatch(r"-?[0-9]{1,6}", said) else said


def _as_expected(score: Score, level: str | None, *, raw: bool) -> Expected:
    return Expected(
        score=str(score.value) if score.is_scored else _NONE,
        answered=f"{score.tally.answered} of {score.tally.applicable}",
        level=level,
        raw=str(score.raw) if raw and score.raw is not None else None,
    )


def _same(wanted: Expected, actual: Expected) -> bool:
    return (
        _number(wanted.score) == _number(actual.score)
        and (wanted.answered, wanted.level) == (actual.answered, actual.level)
        and (wanted.raw is None or _number(wanted.raw) == _number(actual.raw or _NONE))
    )


def _shown(number: str) -> str:
    """Write a number so that it can be compared at a glance; one without an end keeps its fraction beside it."""
    value = _number(number)
    if value is None:
        return number
    said = exact(value)
    return _("{fraction}, about {decimal}").format(fraction=said, decimal=half_up(value, 2)) if "/" in said else said


def _number(text: str) -> Fraction | None:
    return None if text == _NONE else Fraction(text)
