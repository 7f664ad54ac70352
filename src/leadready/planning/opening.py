"""How a plan opens: what the pattern of the scores may suggest, and what the plan therefore begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadready.planning.findings import Findings
    from leadready.rubric.model import Pattern


def opening(patterns: Sequence[Pattern], findings: Findings) -> str:
    """Say it in the words of the first pattern that fits; where none does, by the first priority and strength.

    Args:
        patterns: The profile rules that are shown, the most important first.
        findings: What stands out.
    """
    if patterns:
        first = patterns[0]
        return first.opening or _("{says} So begin here: {response}").format(says=first.says, response=first.response)
    return _by_findings(findings)


def not_now_opening() -> str:
    """Open the plan of somebody who keeps the door open."""
    return _(
        "Not now is a plan too. It says what you keep doing, what would have to change, and when you look again. "
        "Nothing more is asked of you, and you may change your mind on any day."
    )


def _by_findings(findings: Findings) -> str:
    if not findings.priorities:
        return _("Your answers point to no place in particular. Begin with a real example from your work.")
    priority = findings.priorities[0].title
    if not findings.strengths or findings.strengths[0].title == priority:
        words = _("No one pattern stands out. So this plan begins where your answers leave most room: “{priority}”.")
        return words.format(priority=priority)
    words = _(
        "No one pattern stands out. So this plan begins where your answers leave most room, “{priority}”, and can "
        "build on “{strength}”."
    )
    return words.format(priority=priority, strength=findings.strengths[0].title)
