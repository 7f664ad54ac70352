"""What would make a goal easier to keep: advice that a person may take or leave, never a bar to anything.

The questions are those of SMART goals (Doran, "There's a S.M.A.R.T. way to write management's goals and objectives",
Management Review 70(11), 1981) and of implementation intentions (Gollwitzer, American Psychologist 54(7), 1999).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from leadready.language import _

if TYPE_CHECKING:
    from leadready.planning.plan import Goal

_SHORT = 4
"""Words up to which a title that only names a good thing is taken for vague."""

Part: TypeAlias = Literal["title", "date", "measure", "actions", "if_then"]
"""What of a goal a piece of advice is about."""


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing that a goal lacks, in words."""

    about: Part
    words: str


def advice(goal: Goal) -> tuple[Advice, ...]:
    """Say what a goal lacks, the weightiest first; nothing for a goal that is ready to act on."""
    if not goal.title.strip():
        return (Advice("title", _("Say in one sentence what will be different.")),)
    vague = _("“{title}” could mean many things: say who will do what, and where.")
    said: tuple[tuple[bool, Part, str], ...] = (
        (_is_vague(goal.title), "title", vague.format(title=" ".join(goal.title.split()))),
        (not _has_date(goal), "date", _("It has no date yet: when will you look at it again?")),
        (not goal.measure.strip(), "measure", _("Say how you will know, with something that you can count or show.")),
        (not goal.actions, "actions", _("It has no action yet: what could you do this week?")),
        (
            bool(goal.obstacle.strip()) and not goal.if_then.strip(),
            "if_then",
            _("You know what might get in the way: what will you do if it does?"),
        ),
    )
    return tuple(Advice(about, words) for holds, about, words in said if holds)


def _has_date(goal: Goal) -> bool:
    return goal.review_on is not None or any(action.by for action in goal.actions)


def _is_vague(title: str) -> bool:
    """Whether a title is a good intention in a few words, with no number in it: “Improve communication”."""
    words = [word.strip(".,:;!?").casefold() for word in title.split()]
    # Translators: words that say that something should be good without saying what is to be done, with spaces between.
    vague = _("improve improving better enhance develop strengthen communication awareness leadership teamwork more")
    return (
        len(words) <= _SHORT
        and not any(letter.isdigit() for letter in title)
        and any(word in vague.casefold().split() for word in words)
    )
