"""The dates of a plan as a calendar file (iCalendar, RFC 5545): a day for each action and each review."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from leadready.language import _
from leadready.report.goals import goal_heading
from leadready.report.plain import one_line, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadready.report.document import PlanDocument

_OCTETS = 75
"""Octets of a line without its end (RFC 5545, 3.1)."""


def plan_calendar(document: PlanDocument) -> bytes:
    """Write the dates of what is still to do. The same plan gives the same bytes, and the same ids in a calendar."""
    stamp = f"{document.plan.created_on:%Y%m%d}T000000Z"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//leadready//plan//EN"]
    seen: Counter[tuple[date, str, str]] = Counter()
    for moment in _moments(document):
        day, title, about = moment
        # What is said decides the id: a plan that is read in again doubles nothing that is already in a calendar.
        said = f"{day.isoformat()}\x1f{title}\x1f{about}\x1f{seen[moment]}"
        identity = sha256(said.encode()).hexdigest()[:32]
        seen[moment] += 1
        lines += [
            "BEGIN:VEVENT",
            f"UID:{identity}@leadready",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(title)}",
            f"DESCRIPTION:{_escaped(about)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(f"{_folded(line)}\r\n" for line in (*lines, "END:VCALENDAR")).encode()


def _moments(document: PlanDocument) -> Iterator[tuple[date, str, str]]:
    for number, goal in enumerate(document.plan.goals, start=1):
        heading = goal_heading(number, goal)
        for action in goal.actions:
            if action.by is not None and action.by < date.max and action.done_on is None:
                yield action.by, one_line(action.title) or heading, heading
        if goal.review_on is not None and goal.review_on < date.max:
            yield goal.review_on, _("Review: {goal}").format(goal=heading), goal.measure.strip()


def _escaped(text: str) -> str:
    """Write a text value (RFC 5545, 3.3.11)."""
    return plain(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Go on in further lines, each begun by a space, never within a character."""
    parts, room, part = [], _OCTETS, ""
    for letter in line:
        size = len(letter.encode())
        if size > room:
            parts.append(part)
            part, room = "", _OCTETS - 1  # the space counts
        part += letter
        room -= size
    return "\r\n ".join([*parts, part])
