"""Editions: which parts of a plan a document has, on which paper, and whether it shows scores."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from leadready.language import _


class Part(StrEnum):
    """A part of a plan document, in the order in which they stand in it."""

    COVER = "cover"
    SUMMARY = "summary"
    PROFILE = "profile"
    MIRROR = "mirror"
    GOALS = "goals"
    DATES = "dates"
    CONVERSATION = "conversation"
    CONTEXT = "context"
    CAREER = "career"
    PROGRESS = "progress"
    EVIDENCE = "evidence"
    ANSWERS = "answers"
    METHODS = "methods"
    FRAMEWORKS = "frameworks"
    GLOSSARY = "glossary"


class Paper(StrEnum):
    """A size of paper."""

    A4 = "a4"
    LETTER = "letter"


ON_REQUEST = frozenset({Part.MIRROR, Part.EVIDENCE, Part.ANSWERS})
"""Parts that stand in a document only where somebody asks for them."""
USUAL = frozenset(Part) - ON_REQUEST
TELLING = frozenset({Part.PROFILE, Part.MIRROR, Part.ANSWERS})
"""Parts that say nothing but scores and answers."""


@dataclass(frozen=True, slots=True)
class Edition:
    """How a plan is written.

    Attributes:
        parts: The parts that it has. The fixed warnings are in every edition.
        shows_scores: Otherwise it is the version to share: nothing in it depends on the scores or the answers.
    """

    parts: frozenset[Part] = USUAL
    paper: Paper = Paper.A4
    shows_scores: bool = True

    @property
    def in_order(self) -> tuple[Part, ...]:
        """Its parts in the order in which they are read."""
        return tuple(part for part in Part if part in self.parts and (self.shows_scores or part not in TELLING))


WHOLE = Edition()
"""What is written unless somebody asks for something else."""


def part_title(part: Part) -> str:
    """Name a part for somebody who chooses."""
    words = {
        Part.COVER: _("Cover"),
        Part.SUMMARY: _("Summary"),
        Part.PROFILE: _("Profile"),
        Part.MIRROR: _("What your colleagues see"),
        Part.GOALS: _("Goals"),
        Part.DATES: _("Dates"),
        Part.CONVERSATION: _("For the talk with my supervisor or sponsor"),
        Part.CONTEXT: _("Around me"),
        Part.CAREER: _("After training: using what I learn, and the way ahead"),
        Part.PROGRESS: _("Progress, and answering again"),
        Part.EVIDENCE: _("Evidence in full"),
        Part.ANSWERS: _("My answers"),
        Part.METHODS: _("Methods and limits"),
        Part.FRAMEWORKS: _("Frameworks"),
        Part.GLOSSARY: _("Words"),
    }
    return words[part]
