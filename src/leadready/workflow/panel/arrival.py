"""An application that arrives, in the words of the log: made where its file is opened, on whichever core.

What only the desk knows is added there: the application's codes, what was put down about it before, and which records
these take the place of.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from leadready.exchange.strict_json import on_one_line, visible
from leadready.language import _
from leadready.panel.kinds import Passed, Private, Received, Responses, SelfReport, Ticket

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import JsonValue

    from leadready.exchange.submission_file import OpenedSubmission, Submission
    from leadready.panel.campaign import Campaign, Eligibility
    from leadready.panel.kinds import Exercises
    from leadready.panel.record import Payload


class Part(NamedTuple):
    """One thing that is said about the application; see `Statement` for the fields."""

    kind: str
    payload: Payload
    part: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What an application says.

    Attributes:
        installation: Public key of the installation that signed it.
        number: 1 for the first submission of an installation, one more for each that takes the place of another.
        at: When it was written, by the applicant's computer.
        late: Whether that was after the deadline.
        private: Who the applicant is; the code that conflicts are declared under is not in it yet.
        parts: All the rest.
    """

    installation: str
    number: int
    at: str
    late: bool
    private: Payload
    parts: tuple[Part, ...]


def arrival(found: OpenedSubmission, campaign: Campaign, exercises: Exercises, closes: str) -> Arrival:
    """Say what an opened submission says. Hidden characters are taken out of every text, and a name is one line.

    Args:
        found: What was in the file.
        campaign: The round.
        exercises: Its scores, worked out of the answers.
        closes: The deadline, as records write a time.
    """
    said = found.submission
    late = said.at > closes
    private = Private(
        name=on_one_line(said.name),
        contact=on_one_line(said.contact),
        fields={prompt: visible(words) for prompt, words in said.evidence.items()},
        sponsors={gate: by for gate, one in said.gates.items() if (by := on_one_line(one.by))},
    ).model_dump()
    parts = tuple(_parts(found, campaign, exercises, late=late))
    return Arrival(found.installation, said.number, said.at, late, private, parts)


def _parts(found: OpenedSubmission, campaign: Campaign, exercises: Exercises, *, late: bool) -> Iterator[Part]:
    said = found.submission
    received = Received(
        submission=found.digest, installation=found.installation, number=said.number, at=said.at, late=late
    )
    yield Part(Received.kind, received.model_dump())
    answers: dict[str, JsonValue] = {
        item: visible(value) if isinstance(value, str) else value for item, value in said.answers.items()
    }
    yield Part(Responses.kind, {"answers": answers})
    yield Part(exercises.kind, exercises.model_dump())
    if campaign.profile_shown:
        # A record of its own: a rater may be given this one, after locking, and never the exercises.
        yield Part(SelfReport.kind, {"score": exercises.self_report})
    if said.ticket:
        yield Part(Ticket.kind, {"ticket": said.ticket})
    for gate_id, gate in campaign.gates.items():
        yield Part(Passed.kind, _passed(gate, said, gate_id).model_dump(), gate_id)


def _passed(gate: Eligibility, submission: Submission, gate_id: str) -> Passed:
    """Take what the applicant says; the office corrects it when it has been confirmed."""
    said = submission.gates.get(gate_id)
    if said is None:
        return Passed(passed=False, why=_("The applicant did not answer this."))
    enough = gate.least is None or (said.share is not None and said.share >= gate.least)
    return Passed(passed=said.yes and enough, why=_("As the applicant says."))
