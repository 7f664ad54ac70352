"""The dates of a plan as a calendar file (iCalendar, RFC 5545): a day for each action and each review."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from leadready.language import _
from leadready.report.goals import goal_heading
from leadready.report.not_now import not_now_title
from leadready.report.plain import one_line, plain
from leadready.report.progress import answering_again

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadready.planning.plan import Goal
    from leadready.report.document import PlanDocument

_OCTETS = 75
"""Octets of a line without its end (RFC 5545, 3.1)."""
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class _Event:
    """A day in the calendar. Its key stays the same when its date or its words change."""

    key: str
    day: date
    title: str
    about: str


def plan_calendar(document: PlanDocument) -> bytes:
    """Write the dates of what is still to do.

    The same plan gives the same bytes. What a plan was changed to since takes, in a calendar that reads the file in
    again, the place of what it was: ids stay (RFC 5545, 3.8.4.7), and the sequence (3.8.7.4) and the stamp (3.8.7.2)
    grow with every change that was kept. Of the person's own goals and actions the place in the plan is the id.
    """
    changed = document.kept_at or datetime.combine(document.plan.created_on, time(), UTC)
    begun = datetime.combine(document.plan.created_on, time(), UTC)
    revision = (
        f"DTSTAMP:{changed.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{max((changed - begun) // _MINUTE, 0)}",
    )
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//leadready//plan//EN"]
    for event in _events(document):
        if event.day < date.max:
            lines += ["BEGIN:VEVENT", f"UID:{_identity(document, event.key)}@leadready", *revision, *_said(event)]
    return "".join(f"{_folded(line)}\r\n" for line in (*lines, "END:VCALENDAR")).encode()


def _said(event: _Event) -> tuple[str, ...]:
    return (
        f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(event.title)}",
        f"DESCRIPTION:{_escaped(event.about)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    )


def _identity(document: PlanDocument, key: str) -> str:
    """Tell an event from every other, also from those of other sittings and other people."""
    known_by = (document.assessment.id, document.answered_on.isoformat(), document.name)
    owner = document.sitting or "\x1f".join(known_by)
    return sha256(f"{owner}\x1f{key}".encode()).hexdigest()[:32]


def _events(document: PlanDocument) -> Iterator[_Event]:
    seen: Counter[str | None] = Counter()
    if document.plan.is_not_now:
        look = document.plan.not_now.look_again_on
        if look is not None:
            yield _Event("look again", look, _("Look again, if you like"), not_now_title())
        return
    for number, goal in enumerate(document.plan.goals, start=1):
        key = f"{goal.scale_id or 'own'} {seen[goal.scale_id]}"
        seen[goal.scale_id] += 1
        heading = goal_heading(number, goal)
        yield from _actions(goal, key, heading)
        if goal.review_on is not None:
            about = _("Review: {goal}").format(goal=heading)
            yield _Event(f"{key} review", goal.review_on, about, goal.measure.strip())
    about = _("A change counts only if it is larger than the uncertainty of both scores.")
    again = _("Answering again is worth while from today on")
    yield _Event("again", answering_again(document.answered_on), again, about)


def _actions(goal: Goal, key: str, heading: str) -> Iterator[_Event]:
    seen: Counter[str | None] = Counter()
    for action in goal.actions:
        own = f"{key} {action.action_id or 'own'} {seen[action.action_id]}"
        seen[action.action_id] += 1
        if action.by is not None and action.done_on is None:
            yield _Event(own, action.by, one_line(action.title) or heading, heading)


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
