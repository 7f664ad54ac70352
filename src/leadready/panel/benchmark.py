"""Benchmark answers: what everyone marks before the round, so that a mark means the same to all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeAlias

from pydantic import Field, StringConstraints

from leadready.canonical import content_hash
from leadready.instrument.definition import Definition, Id, Name
from leadready.language import _
from leadready.panel.record import Mark, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from leadready.rubric.model import Criterion

MOST = 10
"""The most benchmark answers of a campaign. Three to five are usual."""


class Agreed(Definition):
    """The mark that the lead's group agreed on, and why, in short."""

    mark: Mark
    why: Name


class Benchmark(Definition):
    """An answer that everyone marks first.

    Attributes:
        evidence: The prompt that it answers.
        text: The answer, as raters read it.
        agreed: For each criterion that judges this prompt, the agreed mark. Raters see it when they have marked.
    """

    evidence: Id
    text: Annotated[Words, StringConstraints(strip_whitespace=True, min_length=1)]
    agreed: Annotated[dict[Id, Agreed], Field(min_length=1, max_length=30)]

    def digest(self, key: str) -> str:
        """Give the hash that a campaign publishes of it; without the random key nobody can try texts against it."""
        return content_hash({"key": key, "benchmark": self.model_dump(mode="json")})


Benchmarks: TypeAlias = Annotated[dict[Id, Benchmark], Field(max_length=MOST)]


def judging(criteria: Mapping[str, Criterion], prompt: str) -> tuple[str, ...]:
    """Name the criteria that judge a prompt."""
    return tuple(id_ for id_, criterion in criteria.items() if criterion.evidence == prompt)


def benchmark_faults(benchmarks: Mapping[str, Benchmark], criteria: Mapping[str, Criterion]) -> Iterator[str]:
    """Say what keeps benchmark answers from being used, a sentence each."""
    for id_, benchmark in benchmarks.items():
        judges = judging(criteria, benchmark.evidence)
        if set(judges) != set(benchmark.agreed):
            yield _(
                "The benchmark “{id}” needs an agreed mark for each of these criteria and no other: {names}."
            ).format(id=id_, names=", ".join(judges) or _("none"))
            continue
        for criterion in judges:
            mark = benchmark.agreed[criterion].mark
            if str(mark) not in criteria[criterion].anchors:
                yield _("The benchmark “{id}” has the mark {mark} for “{criterion}”, which has no such mark.").format(
                    id=id_, mark=mark, criterion=criterion
                )
