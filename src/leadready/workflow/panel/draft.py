"""A round while its lead works on it: everything may still be missing or wrong."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Final, Literal, TypeAlias, get_args

from pydantic import Field, StringConstraints

from leadready.errors import LeadreadyError
from leadready.exchange.strict_json import check_format, read_defined, read_strict
from leadready.instrument.definition import Definition, Id, Version
from leadready.language import _
from leadready.panel.campaign import DiscrepancyRule, Member, Recipient
from leadready.panel.record import Hash
from leadready.rubric.model import CutScore, Mark

if TYPE_CHECKING:
    from leadready.assessment.model import Assessment

ID_BYTES, SECRET_BYTES = 16, 32
LONGEST = 20_000
"""Characters of a text that a draft keeps; a campaign takes fewer and says so beside the field."""
DraftWords: TypeAlias = Annotated[str, StringConstraints(max_length=LONGEST)]
Amount: TypeAlias = Annotated[Decimal, Field(ge=-1_000_000, le=1_000_000, max_digits=14)]
Number: TypeAlias = Annotated[int, Field(ge=0, le=1_000_000)]
Hex32: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
SetupStep: TypeAlias = Literal["about", "judged", "counts", "line", "gates", "people", "dates", "check"]
STEPS: Final[tuple[SetupStep, ...]] = get_args(SetupStep)
"""What a lead settles, one thing after the other."""

_STEP_OF: Final[dict[str, SetupStep]] = {
    "prompts": "judged",
    "criteria": "judged",
    "order": "judged",
    "benchmarks": "judged",
    "weights": "counts",
    "objective_scores": "counts",
    "self_report_score": "counts",
    "tie_breaks": "line",
    "cut": "line",
    "discrepancy": "line",
    "gates": "gates",
    "members": "people",
    "recovery": "people",
    "equality": "people",
    "raters_each": "people",
    "dates": "dates",
}


class PromptDraft(Definition):
    """What applicants may be asked to tell."""

    title: DraftWords
    prompt: DraftWords
    words: Number
    hints: tuple[DraftWords, ...] = ()


class CriterionDraft(Definition):
    """What raters may judge in it."""

    title: DraftWords
    evidence: Id
    weight: Amount
    anchors: dict[Mark, DraftWords]
    lines: tuple[DraftWords, ...] = ()


class GateDraft(Definition):
    """A gate, perhaps not whole yet."""

    kind: Literal["condition", "sponsor", "time"] = "condition"
    title: DraftWords = ""
    asks: DraftWords = ""
    least: Amount | None = None


class WeightsDraft(Definition):
    """What counts, in per cent; caps are not held here."""

    evidence: Amount = Decimal(100)
    objective: Amount = Decimal(0)
    self_report: Amount = Decimal(0)
    reason: DraftWords = ""


class CutDraft(Definition):
    """How the line is set."""

    method: Literal["fixed", "angoff", "contrasting-groups", "places"] = "fixed"
    at: Amount | None = None
    places: Number | None = None
    decided: DraftWords = ""


class DatesDraft(Definition):
    """The round's days, as far as they are known."""

    opens: date | None = None
    closes: datetime | None = None
    retain_until: date | None = None


class AgreedDraft(Definition):
    """The mark that the lead's group agreed on, as far as it has."""

    mark: Number | None = None
    why: DraftWords = ""


class BenchmarkDraft(Definition):
    """An answer that everyone marks first, perhaps not whole yet."""

    evidence: Id
    text: DraftWords = ""
    agreed: dict[Id, AgreedDraft] = Field(default_factory=dict)


class Frozen(Definition):
    """Benchmark answers as the campaign will have them. They are sealed by chance, so they are kept once sealed.

    Attributes:
        of: Hash of the answers and of those for whom they are sealed.
        hashes: By id.
        sealed: All of them, in base64.
    """

    of: Hash
    hashes: dict[Id, Hash]
    sealed: str


class RoundDraft(Definition):
    """A round that is not published yet, as its lead keeps it.

    Attributes:
        secret: What the tests are made with; the same for all of the draft's life.
        prompts: All that the rubric knows, also those that no criterion of this round judges.
        criteria: All that the rubric knows, also those left out of this round.
        order: The criteria of this round, as raters go through them.
        members: People by their cards; the lead is one of them.
    """

    format: Literal["leadready/campaign-draft/1"] = "leadready/campaign-draft/1"
    secret: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    id: Hex32
    seed: Hex32
    assessment: Id
    assessment_version: Version
    assessment_hash: Hash
    rubric: Id
    title: DraftWords = ""
    about: DraftWords = ""
    contact: DraftWords = ""
    privacy: DraftWords = ""
    responsible: DraftWords = ""
    prompts: Annotated[dict[Id, PromptDraft], Field(max_length=100)]
    criteria: Annotated[dict[Id, CriterionDraft], Field(max_length=100)]
    order: tuple[Id, ...]
    weights: WeightsDraft = WeightsDraft()
    objective_scores: tuple[Id, ...] = ()
    self_report_score: tuple[Id, Id] | None = None
    profile_shown: bool = False
    gates: Annotated[dict[Id, GateDraft], Field(max_length=100)] = Field(default_factory=dict)
    raters_each: Number = 2
    benchmarks: Annotated[dict[Id, BenchmarkDraft], Field(max_length=100)] = Field(default_factory=dict)
    frozen: Frozen | None = None
    discrepancy: DiscrepancyRule = DiscrepancyRule()
    tie_breaks: tuple[Id, ...] = ()
    cut: CutDraft = CutDraft()
    dates: DatesDraft = DatesDraft()
    members: Annotated[tuple[Member, ...], Field(max_length=100)] = ()
    recovery: Recipient | None = None
    equality: Recipient | None = None

    @property
    def judged(self) -> tuple[str, ...]:
        """The prompts that this round's criteria judge, in the order of the assessment."""
        judged = {self.criteria[id_].evidence for id_ in self.order if id_ in self.criteria}
        return tuple(id_ for id_ in self.prompts if id_ in judged)


def new_draft(assessment: Assessment, rubric: str) -> RoundDraft:
    """Begin a round of what a rubric judges; its prompts, criteria, ties and line are the rubric's own.

    Raises:
        LeadreadyError: the rubric has no criteria or no cut score.
    """
    found = assessment.rubrics.get(rubric)
    if found is None or not found.criteria or found.cut_score is None:
        raise LeadreadyError(
            _("The rubric “{name}” has no criteria and cut score for a panel.").format(name=rubric),
            advice=_("Choose another one: leadready list."),
        )
    judged = {criterion.evidence for criterion in found.criteria.values()}
    prompts = {id_: prompt for id_, prompt in assessment.instrument.evidence.items() if id_ in judged}
    return RoundDraft(
        secret=secrets.token_hex(SECRET_BYTES),
        id=secrets.token_hex(ID_BYTES),
        seed=secrets.token_hex(ID_BYTES),
        assessment=assessment.id,
        assessment_version=assessment.instrument.version,
        assessment_hash=assessment.hash,
        rubric=rubric,
        prompts={id_: PromptDraft(**prompt.model_dump()) for id_, prompt in prompts.items()},
        criteria={id_: CriterionDraft(**criterion.model_dump()) for id_, criterion in found.criteria.items()},
        order=tuple(found.criteria),
        tie_breaks=found.tie_breaks,
        cut=cut_draft(found.cut_score),
    )


def cut_draft(cut: CutScore) -> CutDraft:
    """Make a line that can be changed of one that a rubric has."""
    return CutDraft(method=cut.method, at=cut.at, places=cut.places, decided=cut.decided or "")


def changed(draft: RoundDraft, **fields: object) -> RoundDraft:
    """Give the draft with some fields anew; raises ValueError for what no draft can hold."""
    return RoundDraft.model_validate({**draft.model_dump(), **fields})


def read_draft(text: str, file: str) -> RoundDraft:
    """Read a draft that was kept; raises ProblemsFound."""
    document = read_strict(text, file, advice=_("Make the draft again."))
    check_format(document, RoundDraft.model_fields["format"].default, file)
    return read_defined(RoundDraft, document, file)


def step_of(field: str) -> SetupStep:
    """Say where a field is settled: the place of a fault."""
    return _STEP_OF.get(field.partition(".")[0], "about")
