"""A campaign: one selection round. Once published it is frozen, save for words that no score hangs on."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple, TypeAlias

from pydantic import Field, StringConstraints

from leadready.canonical import content_hash
from leadready.instrument.definition import Definition, Id, Name, Text, Version
from leadready.instrument.model import EvidencePrompt
from leadready.language import _
from leadready.panel.benchmark import MOST
from leadready.panel.record import Hash
from leadready.rubric.model import Criterion, CutScore

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

Role: TypeAlias = Literal["lead", "rater", "administrator"]
Recipient: TypeAlias = Annotated[str, StringConstraints(pattern=r"^age1[02-9ac-hj-np-z]{58}$")]
"""An age recipient: where somebody's letters are sealed to."""
Share: TypeAlias = Annotated[Decimal, Field(ge=0, le=100, max_digits=5, decimal_places=2)]
"""A part of the total, in per cent."""
Sealed: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]*={0,2}$", max_length=1_000_000)]
MOST_OBJECTIVE = MOST_SELF_REPORT = Decimal(20)
LEAST_RATERS = 2
RECOVERY = "recovery"
"""The id under which the key on paper opens its test."""
HIGHEST_SHARE = Decimal(100)

# Words may be corrected after publishing; nothing else may.
_WORDS = frozenset({"title", "about", "privacy", "contact"})
_WORDS_OF_PARTS = frozenset({"title", "prompt", "hints", "anchors", "lines", "asks"})


class Member(Definition):
    """Somebody with a part in the campaign, and their public keys.

    Attributes:
        id: Short name within the campaign; records never name people otherwise.
        roles: What they may do. A lead who rates is both.
        signs: Public key that signs their records.
        seals: Where their files are sealed to.
    """

    id: Id
    name: Name
    roles: Annotated[tuple[Role, ...], Field(min_length=1, max_length=3)]
    signs: Hash
    seals: Recipient

    @property
    def opens_submissions(self) -> bool:
        """Whether they see who applicants are. Somebody who only rates never does."""
        return not {"lead", "administrator"}.isdisjoint(self.roles)


class Eligibility(Definition):
    """A gate that every application passes or not, whatever its merit.

    Attributes:
        kind: What is to be confirmed: a condition on the person, a sponsor, or protected time.
        asks: What the applicant is asked.
        least: For protected time, the least share of a full post, such as 0.2.
    """

    kind: Literal["condition", "sponsor", "time"]
    title: Text
    asks: Text
    least: Annotated[Decimal, Field(gt=0, le=1, max_digits=4)] | None = None


class Weights(Definition):
    """What counts for the ranking, in per cent of the total. What people say of their workplace never does.

    Attributes:
        evidence: The raters' marks.
        objective: Knowledge and judgement exercises, at most 20.
        self_report: What applicants say of themselves, at most 20 and only with a reason that every report prints.
        reason: Why self-report counts at all, and who decided it.
    """

    evidence: Share = HIGHEST_SHARE
    objective: Annotated[Share, Field(le=MOST_OBJECTIVE)] = Decimal(0)
    self_report: Annotated[Share, Field(le=MOST_SELF_REPORT)] = Decimal(0)
    reason: Name | None = None


class DiscrepancyRule(Definition):
    """When the marks of one answer are so far apart that the panel talks about them.

    Attributes:
        marks: Distance of two marks on one criterion from which on they differ.
        total: Distance of two raters' totals, in per cent of the highest.
    """

    marks: Annotated[int, Field(ge=1, le=9)] = 2
    total: Annotated[Decimal, Field(gt=0, le=100, max_digits=5)] = Decimal(20)


class Dates(Definition):
    """The round's days and its deadline (UTC)."""

    opens: date
    closes: datetime
    retain_until: date


class Campaign(Definition):
    """Everything about a round that is settled before the first application is opened.

    Attributes:
        id: 32 random hexadecimal digits.
        privacy: The privacy notice that every applicant reads before sharing.
        responsible: Who is the qualified person, and why the assessment bears on the role.
        assessment: Id, version and content hash of the package that is answered.
        prompts: What applicants tell in their own words.
        criteria: What raters judge in that; taken from the rubric.
        order: The criteria as raters go through them. The signed form of a document knows no order of names.
        objective_scores: Scores of the rubric whose mean is the exercises' part.
        self_report_score: Rubric and score that are the self-report's part; without weight it is shown only.
        profile_shown: Whether raters see the self-report profile, and then only when their own marks are locked.
        benchmarks: Hashes of the benchmark answers that everyone marks first, by id. The campaign file is public, so
            their texts are not in it (`panel/benchmark.py`).
        sealed_benchmarks: The benchmark answers, sealed for the office, in base64; empty where there are none.
        tie_breaks: Criteria by which equal totals are parted, in order; what is then still equal is drawn by lot.
        seed: Public seed of the lot, of the assignment, and of each rater's order.
        recovery: Recipient of the key on paper.
        equality: Recipient of equality-monitoring answers; None where none are asked.
    """

    format: Literal["leadready/campaign/1"] = "leadready/campaign/1"
    id: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
    title: Name
    about: Name
    contact: Name
    privacy: Name
    responsible: Name
    assessment: Id
    assessment_version: Version
    assessment_hash: Hash
    rubric: Id
    prompts: Annotated[dict[Id, EvidencePrompt], Field(min_length=1, max_length=30)]
    criteria: Annotated[dict[Id, Criterion], Field(min_length=1, max_length=30)]
    order: tuple[Id, ...]
    weights: Weights = Weights()
    objective_scores: tuple[Id, ...] = ()
    self_report_score: tuple[Id, Id] | None = None
    profile_shown: bool = False
    gates: Annotated[dict[Id, Eligibility], Field(max_length=20)] = Field(default_factory=dict)
    raters_each: Annotated[int, Field(ge=LEAST_RATERS, le=10)] = LEAST_RATERS
    benchmarks: Annotated[dict[Id, Hash], Field(max_length=MOST)] = Field(default_factory=dict)
    sealed_benchmarks: Sealed = ""
    discrepancy: DiscrepancyRule = DiscrepancyRule()
    tie_breaks: tuple[Id, ...] = ()
    cut: CutScore
    dates: Dates
    seed: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
    members: Annotated[tuple[Member, ...], Field(min_length=1, max_length=18)]
    recovery: Recipient
    equality: Recipient | None = None

    @property
    def in_order(self) -> tuple[tuple[str, Criterion], ...]:
        """The criteria with their ids, as raters go through them."""
        return tuple((id_, self.criteria[id_]) for id_ in self.order)

    def with_role(self, role: Role) -> tuple[Member, ...]:
        """List the members who have a role."""
        return tuple(member for member in self.members if role in member.roles)

    def member_of(self, key: str) -> Member | None:
        """Find who signs with a key."""
        return next((member for member in self.members if member.signs == key), None)

    @property
    def recipients(self) -> tuple[str, ...]:
        """Where submissions are sealed to: all who open them, and the recovery key.

        Raters get redacted answers from the lead, never the submissions.
        """
        openers = (member.seals for member in self.members if member.opens_submissions)
        return (*dict.fromkeys(openers), self.recovery)

    @property
    def judgement(self) -> str:
        """Hash of all that a score or an outcome hangs on; the same after words were corrected.

        What is as it is by default is left out, so that a field which a later version adds leaves the hash of earlier
        campaigns, and their submissions, alone. A default must therefore never change.
        """
        return content_hash(_without_words(self.model_dump(mode="json", exclude_defaults=True)))


def _without_words(document: dict[str, Any]) -> dict[str, Any]:
    bare = {name: part for name, part in document.items() if name not in _WORDS}
    for group in ("prompts", "criteria", "gates"):
        bare[group] = {
            id_: {
                # How many anchors and lines there are is judgement; how they read is not.
                name: sorted(value) if name == "anchors" else len(value) if name == "lines" else value
                for name, value in part.items()
                if name not in _WORDS_OF_PARTS - {"anchors", "lines"}
            }
            for id_, part in bare.get(group, {}).items()
        }
    bare["members"] = sorted(({**member, "roles": sorted(member["roles"])} for member in bare["members"]), key=_id_of)
    return bare


def _id_of(part: dict[str, Any]) -> str:
    return str(part["id"])


class Fault(NamedTuple):
    """Something that keeps a campaign from being published.

    Attributes:
        field: Where to mend it: names of fields with points between them, such as `gates.time.least`.
        says: What is wrong, a sentence.
        unsaid: Whether nothing was said there yet, rather than something wrong.
    """

    field: str
    says: str
    unsaid: bool = False


def faults(campaign: Campaign) -> Iterator[Fault]:
    """Say everything that keeps a campaign from being published."""
    yield from _member_faults(campaign)
    yield from _weight_faults(campaign)
    yield from _criterion_faults(campaign)
    if bool(campaign.benchmarks) != bool(campaign.sealed_benchmarks):
        yield Fault("benchmarks", _("Benchmark answers are named and not there, or there and not named."))
    dates = campaign.dates
    if dates.closes.date() < dates.opens:
        yield Fault("dates.closes", _("It closes before it opens."))
    if dates.retain_until <= dates.closes.date():
        yield Fault("dates.retain_until", _("What applicants send would have to be deleted before the round closes."))
    for id_, gate in campaign.gates.items():
        if (gate.kind == "time") != (gate.least is not None):
            says = _("The gate “{title}” needs a least share of a post if it is about time, and only then.")
            yield Fault(f"gates.{id_}.least", says.format(title=gate.title))


def _member_faults(campaign: Campaign) -> Iterator[Fault]:
    if not campaign.with_role("lead"):
        yield Fault("members", _("Nobody leads it."))
    raters = len(campaign.with_role("rater"))
    if raters < campaign.raters_each:
        says = _("Each application needs {n} raters, and there are only {m}.")
        yield Fault("members", says.format(n=campaign.raters_each, m=raters))
    if any(member.id == RECOVERY for member in campaign.members):
        yield Fault("members", _("No member may be called “{name}”: the key on paper is.").format(name=RECOVERY))
    keys = ("id", "signs", "seals")
    for double in _doubles(*([getattr(member, key) for member in campaign.members] for key in keys)):
        yield Fault("members", _("Two members have the same id or key: {name}.").format(name=double[:20]))
    sealed_to = [member.seals for member in campaign.members]
    says = _("The recovery key and the key for equality answers must each be nobody else's.")
    if campaign.recovery in sealed_to:
        yield Fault("recovery", says)
    if campaign.equality in {*sealed_to, campaign.recovery}:
        yield Fault("equality", says)


def _doubles(*lists: Iterable[str]) -> Iterator[str]:
    return chain.from_iterable((value for value, times in Counter(one).items() if times > 1) for one in lists)


def _weight_faults(campaign: Campaign) -> Iterator[Fault]:
    weights = campaign.weights
    if bool(weights.objective) != bool(campaign.objective_scores):
        says = _("Exercises count and no score of theirs is named, or a score is named and they do not count.")
        yield Fault("objective_scores", says)
    if bool(weights.self_report or campaign.profile_shown) != (campaign.self_report_score is not None):
        says = _("Self-report counts or is shown and no score of it is named, or a score is named for neither.")
        yield Fault("self_report_score", says)
    if weights.evidence + weights.objective + weights.self_report != HIGHEST_SHARE:
        yield Fault("weights.evidence", _("The weights do not add up to 100."))
    if weights.self_report and weights.reason is None:
        yield Fault("weights.reason", _("Self-report counts, and no reason is given. Every report must print one."))


def _criterion_faults(campaign: Campaign) -> Iterator[Fault]:
    for id_, criterion in campaign.criteria.items():
        if criterion.evidence not in campaign.prompts:
            says = _("The criterion “{title}” judges an answer that nobody is asked for.")
            yield Fault(f"criteria.{id_}.evidence", says.format(title=criterion.title))
    judged = {criterion.evidence for criterion in campaign.criteria.values()}
    for id_, prompt in campaign.prompts.items():
        if id_ not in judged:
            says = _("Nobody judges the answer to “{title}”, so it may not be asked.")
            yield Fault(f"prompts.{id_}", says.format(title=prompt.title))
    yield from _order_faults(campaign)


def _order_faults(campaign: Campaign) -> Iterator[Fault]:
    if sorted(campaign.order) != sorted(campaign.criteria):
        yield Fault("order", _("The order of the criteria does not name each of them once."))
    unknown = [id_ for id_ in campaign.tie_breaks if id_ not in campaign.criteria]
    if unknown:
        yield Fault("tie_breaks", _("A tie is to be broken by “{id}”, which is no criterion.").format(id=unknown[0]))
    if len(set(campaign.tie_breaks)) < len(campaign.tie_breaks):
        yield Fault("tie_breaks", _("A criterion stands twice among those that break ties."))
    by_places = campaign.cut.method == "places"
    if (campaign.cut.places if by_places else campaign.cut.at) is None:
        field = "cut.places" if by_places else "cut.at"
        yield Fault(field, _("How the line is set does not say where it is."))
