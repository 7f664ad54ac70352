"""The steps of a draft: its files after each, what can be said of them, and the way back and forth."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, TypeAlias

from leadready.assessment.examples import parse_examples
from leadready.assessment.loading import Package, is_rubric, parse_package
from leadready.assessment.review.package import review, review_examples
from leadready.instrument.problems import ProblemsFound
from leadready.instrument.strict_yaml import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from leadready.instrument.problems import Problem
    from leadready.instrument.strict_yaml import Keys

MOST_STEPS = 500
Place: TypeAlias = "tuple[str, Keys]"
"""A file and the keys of a place in it."""

# A draft is judged after every step, and a step changes one file: the others need not be read again.
_parse = lru_cache(maxsize=64)(parse_yaml)


@dataclass(frozen=True)
class Moment:
    """The files after one step, and what can be said of them.

    Attributes:
        files: The texts by name.
        fixed: Those that take part and cannot be edited.
        place: What the step was about.
        typed: Whether what is typed next in the same place belongs to it.
    """

    files: Mapping[str, str]
    fixed: Mapping[str, str]
    place: Place | None = None
    typed: bool = False

    @cached_property
    def loaded(self) -> tuple[Package | None, tuple[Problem, ...]]:
        """The package, or the faults that keep it from loading."""
        rubrics = sorted(name for name in self.files if is_rubric(name))
        others = [name for name in self.files if not is_rubric(name)]
        texts = {**self.fixed, **{name: self.files[name] for name in [*rubrics, *others]}}
        try:
            return parse_package(texts, parse=_parse), ()
        except ProblemsFound as found:
            return None, found.problems

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """The faults; or, where it loads, advice and the examples that do not come out."""
        package, faults = self.loaded
        return faults if package is None else tuple(sorted(self._advice(package)))

    def _advice(self, package: Package) -> Iterable[Problem]:
        """Give advice on the files that can be edited, and say which examples no longer come out."""
        yield from (problem for problem in review(package) if problem.file in self.files)
        examples = parse_examples(self.files, package.assessment, parse=_parse)
        yield from review_examples(examples, package.assessment)


class Steps:
    """The moments of a draft in their order, of which one is now."""

    def __init__(self, files: Mapping[str, str], fixed: Mapping[str, str]) -> None:
        self._moments = [Moment(files, fixed)]
        self._now = 0

    @property
    def now(self) -> Moment:
        """The files as they are."""
        return self._moments[self._now]

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._now > 0

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to take again."""
        return self._now + 1 < len(self._moments)

    def take(self, files: dict[str, str], place: Place, *, typed: bool = False) -> None:
        """Take a step; what is typed in one place is one step, and what changes nothing is none."""
        was = self.now
        if files == was.files:
            return
        del self._moments[self._now + 1 :]
        if typed and was.typed and was.place == place:
            del self._moments[self._now]
        self._moments.append(Moment(files, was.fixed, place, typed))
        del self._moments[: max(0, len(self._moments) - MOST_STEPS - 1)]
        self._now = len(self._moments) - 1

    def undo(self) -> Place | None:
        """Take the last step back; gives the place that it was about, or None where there is none."""
        if not self.can_undo:
            return None
        place = self.now.place
        self._now -= 1
        self.seal()
        return place

    def redo(self) -> Place | None:
        """Take a step again that was taken back; gives the place that it is about, or None where there is none."""
        if not self.can_redo:
            return None
        self._now += 1
        self.seal()
        return self.now.place

    def seal(self) -> None:
        """What is typed from now on is a step of its own."""
        now = self.now
        if now.typed:
            sealed = Moment(now.files, now.fixed, now.place)
            # What was found out about the files is still true.
            sealed.__dict__.update({key: now.__dict__[key] for key in ("loaded", "problems") if key in now.__dict__})
            self._moments[self._now] = sealed
