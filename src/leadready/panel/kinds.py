"""The kinds of record that a panel writes, what each says, and who may write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, TypeAlias, TypeVar

from pydantic import ConfigDict, Field, JsonValue, StringConstraints, ValidationError

from leadready.instrument.definition import Definition, Name
from leadready.panel.benchmark import Benchmark
from leadready.panel.campaign import Recipient, Role
from leadready.panel.log import ERASE
from leadready.panel.record import LONGEST_ANSWER, Hash, Mark, SealedTicket, Time, Words

if TYPE_CHECKING:
    from leadready.panel.record import Record

Offset: TypeAlias = Annotated[int, Field(ge=0, le=LONGEST_ANSWER)]
ExactScore: TypeAlias = Annotated[str, StringConstraints(pattern=r"^\d{1,40}(/[1-9]\d{0,40})?$")]
"""From 0 to 100, as an exact fraction such as `125/2`."""
Relation: TypeAlias = Literal["none", "acquaintance", "managed", "co-author", "personal", "financial"]
Outcome: TypeAlias = Literal["offered", "reserve", "not-appointed", "withdrawn", "ineligible"]
Act: TypeAlias = Literal[
    "files-refused",
    "pack-written",
    "letters-written",
    "report-written",
    "table-written",
    "audit-written",
    "contest-written",
    "log-written",
    "identity-shown",
]
ReserveState: TypeAlias = Literal["waiting", "offered", "held", "accepted", "declined", "expired", "withdrawn"]


class Said(Definition):
    """The payload of a record. Fields that a newer leadready adds are passed over.

    Attributes:
        kind: The kind of its records.
        by: The roles that may write it.
        own: Whether everyone speaks for themselves, so that two people's records are no contradiction.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True, allow_inf_nan=False)
    kind: ClassVar[str]
    by: ClassVar[frozenset[Role]]
    own: ClassVar[bool] = False


_OFFICE: frozenset[Role] = frozenset({"lead", "administrator"})
_LEAD: frozenset[Role] = frozenset({"lead"})
_RATER: frozenset[Role] = frozenset({"rater"})


class Received(Said):
    """An application arrived. About: its reference code."""

    kind: ClassVar = "received"
    by: ClassVar = _OFFICE
    submission: Hash
    installation: Hash
    number: Annotated[int, Field(ge=1)] = 1
    at: Time
    late: bool = False


class Named(Said):
    """A name, for declaring conflicts. About: a code that stands nowhere near the application's own."""

    kind: ClassVar = "named"
    by: ClassVar = _OFFICE
    name: Words


class Private(Said):
    """Who the applicant is, and adjustments made for them. Never given to raters.

    Attributes:
        declared_as: The code under which raters declare conflicts with this person.
        sponsors: Who can confirm a gate, as the applicant says, by the gate's id. Not with the gate itself: that goes
            into audit packs.
    """

    kind: ClassVar = "private"
    by: ClassVar = _OFFICE
    declared_as: Annotated[str, StringConstraints(max_length=60)] = ""
    name: Words
    contact: Words = ""
    fields: dict[str, Words] = Field(default_factory=dict)
    adjustments: Words = ""
    sponsors: dict[str, Words] = Field(default_factory=dict)


class Responses(Said):
    """All that was answered, so that everything can be worked out again. Never given to raters."""

    kind: ClassVar = "responses"
    by: ClassVar = _OFFICE
    answers: Annotated[dict[str, int | str | None], Field(max_length=2000)]


class Ticket(Said):
    """Leads whoever holds the equality key to an applicant's equality answers. Nobody else can read it."""

    kind: ClassVar = "ticket"
    by: ClassVar = _OFFICE
    ticket: SealedTicket


class Answer(Said):
    """An answer as raters read it, after redaction. Part: the evidence prompt.

    Attributes:
        of: The `number` of the submission that it was made from.
        hidden: How many places were hidden.
        reviewed: Whether somebody of the office read it and confirmed what is hidden. Only then raters are given it.
    """

    kind: ClassVar = "answer"
    by: ClassVar = _OFFICE
    text: Words
    of: Annotated[int, Field(ge=1)] = 1
    hidden: Annotated[int, Field(ge=0)] = 0
    reviewed: bool = False


class Redacted(Said):
    """Which places of an answer somebody of the office chose to hide. Part: the prompt. Never given to raters.

    Attributes:
        of: The `number` of the submission.
        places: Start and end of each, in characters of what was written, in order and apart.
        by_hand: The words that the detector did not see; they are hidden in a later submission as well.
    """

    kind: ClassVar = "redacted"
    by: ClassVar = _OFFICE
    of: Annotated[int, Field(ge=1)] = 1
    places: Annotated[tuple[tuple[Offset, Offset], ...], Field(max_length=LONGEST_ANSWER)] = ()
    by_hand: Annotated[tuple[Words, ...], Field(max_length=LONGEST_ANSWER)] = ()


class Exercises(Said):
    """Scores that come from the answers."""

    kind: ClassVar = "exercises"
    by: ClassVar = _OFFICE
    objective: ExactScore | None = None
    self_report: ExactScore | None = None


class SelfReport(Said):
    """What an applicant says of themselves, from 0 to 100. A rater gets it only when their own marks are locked."""

    kind: ClassVar = "profile"
    by: ClassVar = _OFFICE
    score: ExactScore | None = None


class Passed(Said):
    """Whether an application passes a gate. Part: the gate.

    Attributes:
        confirmed: Whether the office says it, and not the applicant alone.
    """

    kind: ClassVar = "gate"
    by: ClassVar = _OFFICE
    passed: bool
    why: Words = ""
    confirmed: bool = False


class Assigned(Said):
    """Whether a member rates an application. Part: the member."""

    kind: ClassVar = "assigned"
    by: ClassVar = _LEAD
    on: bool
    why: Words = ""


class Declared(Said):
    """What stands between the rater and an applicant, declared before anything is read. About: the code of a name."""

    kind: ClassVar = "declared"
    by: ClassVar = _RATER
    own: ClassVar = True
    relation: Relation
    note: Words = ""


class Rated(Said):
    """A mark for an answer. Part: the criterion."""

    kind: ClassVar = "rated"
    by: ClassVar = _RATER
    own: ClassVar = True
    mark: Mark
    lines: Annotated[tuple[bool | None, ...], Field(max_length=30)] = ()
    why: Words = ""


class Locked(Said):
    """The rater's marks of an application are final. Marks that come after it do not count."""

    kind: ClassVar = "locked"
    by: ClassVar = _RATER
    own: ClassVar = True


class Noted(Said):
    """A rater's private note on an answer. Part: the criterion. It stays on the rater's laptop (`rating.hand_in`)."""

    kind: ClassVar = "note"
    by: ClassVar = _RATER
    own: ClassVar = True
    text: Words


class Benchmarked(Said):
    """A benchmark answer as the office gives it to raters. About: the benchmark.

    Attributes:
        key: The random text with which its hash stands in the campaign: what does not fit the hash does not count.
    """

    kind: ClassVar = "benchmark"
    by: ClassVar = _OFFICE
    own: ClassVar = True
    benchmark: Benchmark
    key: Hash


class Calibrated(Said):
    """A mark for a benchmark answer, before the round. About: the benchmark; part: the criterion."""

    kind: ClassVar = "calibrated"
    by: ClassVar = _RATER
    own: ClassVar = True
    mark: Mark
    why: Words = ""


class Discussed(Said):
    """What a rater takes from talking about a benchmark answer. About: the benchmark."""

    kind: ClassVar = "discussed"
    by: ClassVar = _RATER
    own: ClassVar = True
    note: Words


class Moderated(Said):
    """What the panel settled on where marks differed; the marks stay. Part: the criterion."""

    kind: ClassVar = "moderated"
    by: ClassVar = _LEAD
    mark: Mark
    why: Name
    people: Annotated[tuple[Name, ...], Field(min_length=1)]


class Decided(Said):
    """An outcome, set by a named person for a reason. Nothing else sets one.

    Attributes:
        person: Who decides.
        why: Their reason.
        considered: What they considered beyond the score; needed where the outcome departs from the ranking.
    """

    kind: ClassVar = "decided"
    by: ClassVar = _LEAD
    outcome: Outcome
    person: Name
    why: Name
    considered: Words = ""


class Reserve(Said):
    """Where somebody stands on the reserve list, and until when an offer holds.

    Attributes:
        place: From 1.
        state: Waiting for a place; offered one; the offer held for them because they asked; or how that ended.
        until: When an offer, or the time for which it is held, runs out.
        person: Who set this down.
        why: Their reason; needed where the list departs from the ranking.
    """

    kind: ClassVar = "reserve"
    by: ClassVar = _LEAD
    place: Annotated[int, Field(ge=1)]
    state: ReserveState
    until: Time | None = None
    person: Words = ""
    why: Words = ""


class Released(Said):
    """Somebody read the letter to an applicant and released it for sending.

    Attributes:
        person: Who read it.
        sentence: A sentence of theirs that the letter gives.
        letter: Hash of what the letter rests on (`panel.letter.digest`): when that changes, it must be read again.
    """

    kind: ClassVar = "released"
    by: ClassVar = _OFFICE
    person: Name
    sentence: Words = ""
    letter: Hash


class Joined(Said):
    """A member who came after publishing, or one who left. Part: the member."""

    kind: ClassVar = "member"
    by: ClassVar = _LEAD
    active: bool
    why: Words = ""
    name: Name | None = None
    roles: tuple[Role, ...] = ()
    signs: Hash | None = None
    seals: Recipient | None = None


class Erased(Said):
    """All that was said about an applicant is taken away; this stays as the certificate. Two leads may both say it."""

    kind: ClassVar = ERASE
    by: ClassVar = _LEAD
    own: ClassVar = True
    why: Name
    person: Name


class Acted(Said):
    """Something that was done and is no record otherwise: a file written or refused, a name shown. Part: its own.

    Attributes:
        what: What was done.
        digest: SHA-256 of the file, where there is one.
        count: How many, where that says something.
        whom: Id of the member that it was for.
        why: The reason, or the code of the problem.
    """

    kind: ClassVar = "act"
    by: ClassVar = _OFFICE | _RATER
    own: ClassVar = True
    what: Act
    digest: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")] = ""
    count: Annotated[int, Field(ge=0)] = 0
    whom: Annotated[str, StringConstraints(max_length=60)] = ""
    why: Words = ""


class Held(Said):
    """A legal hold: what it is about is not deleted while it is on. About: an application, or empty for all."""

    kind: ClassVar = "hold"
    by: ClassVar = _LEAD
    on: bool
    person: Name
    why: Name


class Deleted(Said):
    """Applications were deleted when their time was over: the certificate, with counts that point to nobody.

    Attributes:
        count: How many.
        statistics: What is left of the round in numbers (`panel/statistics.py`), as JSON.
    """

    kind: ClassVar = "deleted"
    by: ClassVar = _LEAD
    own: ClassVar = True
    count: Annotated[int, Field(ge=0)]
    person: Name
    why: Name
    statistics: dict[str, JsonValue]


KINDS: dict[str, type[Said]] = {
    model.kind: model
    for model in (
        Received,
        Named,
        Private,
        Responses,
        Ticket,
        Answer,
        Redacted,
        Exercises,
        SelfReport,
        Passed,
        Assigned,
        Declared,
        Rated,
        Locked,
        Noted,
        Benchmarked,
        Calibrated,
        Discussed,
        Moderated,
        Decided,
        Reserve,
        Released,
        Joined,
        Erased,
        Acted,
        Held,
        Deleted,
    )
}
OWN = frozenset(kind for kind, model in KINDS.items() if model.own)
S = TypeVar("S", bound=Said)


def said(model: type[S], record: Record) -> S | None:
    """Read what a record says; None where it was withheld or erased, or says something else than its kind may."""
    if record.payload is None:
        return None
    try:
        return model.model_validate(record.payload)  # the salt is no field of any kind, and passed over
    except ValidationError:
        return None
