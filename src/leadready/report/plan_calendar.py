"""The dates of a plan as a calendar file (iCalendar, RFC 5545): a day for each action and each review."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from leadready.language import _
from leadready.report.goals import goal_heading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadready.report.document import PlanDocument

_OCTETS = 75
"""Octets of a line without its end (RFC 5545, 3.1)."""


def plan_calendar(document: PlanDocument) -> bytes:
    """Write the dates of what is still to do. The same plan gives the same bytes, and the same ids in a calendar."""
    stamp = f"{document.plan.created_on:%Y%m%d}T000000Z"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//leadready//plan//EN"]
    for day, title, about in _moments(document):
        # What is said decides the id: a plan that is read in again moves nothing that is already in a calendar.
        identity = sha256(f"{day.isoformat()}\x1f{title}\x1f{about}".encode()).hexdigest()[:32]
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
                yield action.by, " ".join(action.title.split()) or heading, heading
        if goal.review_on is not None and goal.review_on < date.max:
            yield goal.review_on, _("Review: {goal}").format(goal=heading), goal.measure.strip()


def _escaped(text: str) -> str:
    """Write a text value (RFC 5545, 3.3.11); other control characters have no place in one."""
    ends = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(letter for letter in ends if letter in "\n\t" or (letter >= " " and letter != "\x7f"))
    return kept.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


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
