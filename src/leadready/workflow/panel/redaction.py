"""Redaction: answers as raters read them, made from what came, before anything goes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.identifying import clues
from leadready.panel.kinds import Answer
from leadready.workflow.panel.office import statement

if TYPE_CHECKING:
    from leadready.panel.record import Statement
    from leadready.workflow.panel.panel import Panel

HIDDEN = "█████"


def prepare(panel: Panel) -> int:
    """Write down, for every application, its answers without what may say who it is from; says how many are new.

    What the office has corrected by hand stays, unless the applicant sent other words since.
    """
    view = panel.view
    new: list[Statement] = []
    for reference, applicant in view.applicants.items():
        if applicant.private is None or applicant.received is None:
            continue
        number = applicant.received.number
        for prompt in panel.campaign.prompts:
            written = applicant.private.fields.get(prompt, "")
            standing = view.answers.get((reference, prompt))
            if standing is None or standing.of != number:
                text, hidden = redacted(written, applicant.private.name)
                said = Answer(text=text, hidden=hidden, of=number)
                new.append(statement(view, said, reference, prompt))
    panel.say(new)
    return len(new)


def redacted(text: str, name: str) -> tuple[str, int]:
    """Hide what may say who somebody is: the applicant's own name, and what the local detector finds.

    Gives the text and how many places were hidden. It cannot find everything; the office reads each answer again.
    """
    places = [(clue.start, clue.end) for clue in clues(text)]
    lowered = text.casefold()
    if len(lowered) == len(text):
        for word in {part for part in name.casefold().split() if len(part) > 1}:
            start = lowered.find(word)
            while start >= 0:
                places.append((start, start + len(word)))
                start = lowered.find(word, start + len(word))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    for start, end in reversed(merged):
        text = text[:start] + HIDDEN + text[end:]
    return text, len(merged)
