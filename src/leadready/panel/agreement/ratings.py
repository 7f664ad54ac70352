"""Marks as the coefficients take them: of one criterion, by applicant and rater, with gaps."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Pattern: TypeAlias = tuple[float, ...]
"""All marks of one applicant, in ascending order."""


@dataclass(frozen=True, slots=True)
class Ratings:
    """Marks of one criterion.

    Attributes:
        applicants: Reference codes, in order.
        raters: In order.
        marks: The mark that each rater gave to each applicant; a pair that is not there was not rated.
    """

    applicants: tuple[str, ...]
    raters: tuple[str, ...]
    marks: Mapping[tuple[str, str], float]

    @classmethod
    def of(cls, marks: Mapping[tuple[str, str], float]) -> Ratings:
        """Take (applicant, rater) pairs with their marks."""
        applicants = sorted({applicant for applicant, _rater in marks})
        raters = sorted({rater for _applicant, rater in marks})
        return cls(tuple(applicants), tuple(raters), dict(marks))

    def of_applicant(self, applicant: str) -> list[float]:
        """Give all marks of an applicant, in the order of the raters."""
        return [self.marks[applicant, rater] for rater in self.raters if (applicant, rater) in self.marks]

    @property
    def groups(self) -> list[list[float]]:
        """The marks of each applicant who has at least two."""
        found = (self.of_applicant(applicant) for applicant in self.applicants)
        return [marks for marks in found if len(marks) > 1]

    @property
    def patterns(self) -> Counter[Pattern]:
        """How often each set of marks of one applicant occurs; who gave which does not matter."""
        return Counter(tuple(sorted(self.of_applicant(applicant))) for applicant in self.applicants)

    @property
    def table(self) -> list[list[float]] | None:
        """One row an applicant, one column a rater; None where any mark is missing."""
        if len(self.marks) != len(self.applicants) * len(self.raters):
            return None
        return [[self.marks[applicant, rater] for rater in self.raters] for applicant in self.applicants]

    def pairs(self, one: str, other: str) -> list[tuple[float, float]]:
        """The marks of two raters for the applicants whom both rated."""
        return [
            (self.marks[applicant, one], self.marks[applicant, other])
            for applicant in self.applicants
            if (applicant, one) in self.marks and (applicant, other) in self.marks
        ]
