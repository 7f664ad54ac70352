"""A round while its lead works on it: everything may still be missing or wrong, and each fault has its field."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, TypeAlias, get_args

from pydantic import Field, StringConstraints, ValidationError

from leadready.canonical import content_hash
from leadready.errors import LeadreadyError
from leadready.exchange.strict_json import check_format, read_defined, read_strict
from leadready.instrument.definition import Definition, Id, Version, reason_of
from leadready.language import _
from leadready.panel.benchmark import Benchmark, benchmark_faults
from leadready.panel.campaign import Campaign, Discrepancy, Fault, Member, Recipient, faults
from leadready.panel.record import Hash
from leadready.rubric.model import CutScore, Mark
from leadready.workflow.panel.calibrating import sealed_benchmarks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic_core import ErrorDetails

    from leadready.assessment.model import Assessment

ID_BYTES, SECRET_BYTES = 16, 32
LONGEST = 20_000
"""Characters of a text that a draft keeps; a campaign takes fewer and says so beside the field."""
Words: TypeAlias = Annotated[str, StringConstraints(max_length=LONGEST)]
Amount: TypeAlias = Annotated[Decimal, Field(ge=-1_000_000, le=1_000_000, max_digits=14)]
Number: TypeAlias = Annotated[int, Field(ge=0, le=1_000_000)]
Hex32: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
Step: TypeAlias = Literal["about", "judged", "counts", "line", "gates", "people", "dates", "check"]
STEPS: Final[tuple[Step, ...]] = get_args(Step)
"""What a lead settles, one thing after the other."""

_STEP_OF: Final[dict[str, Step]] = {
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

    title: Words
    prompt: Words
    words: Number
    hints: tuple[Words, ...] = ()


class CriterionDraft(Definition):
    """What raters may judge in it."""

    title: Words
    evidence: Id
    weight: Amount
    anchors: dict[Mark, Words]
    lines: tuple[Words, ...] = ()


class GateDraft(Definition):
    """A gate, perhaps not whole yet."""

    kind: Literal["condition", "sponsor", "time"] = "condition"
    title: Words = ""
    asks: Words = ""
    least: Amount | None = None


class WeightsDraft(Definition):
    """What counts, in per cent; caps are not held here."""

    evidence: Amount = Decimal(100)
    objective: Amount = Decimal(0)
    self_report: Amount = Decimal(0)
    reason: Words = ""


class CutDraft(Definition):
    """How the line is set."""

    method: Literal["fixed", "angoff", "contrasting-groups", "places"] = "fixed"
    at: Amount | None = None
    places: Number | None = None
    decided: Words = ""


class DatesDraft(Definition):
    """The round's days, as far as they are known."""

    opens: date | None = None
    closes: datetime | None = None
    retain_until: date | None = None


class AgreedDraft(Definition):
    """The mark that the lead's group agreed on, as far as it has."""

    mark: Number | None = None
    why: Words = ""


class BenchmarkDraft(Definition):
    """An answer that everyone marks first, perhaps not whole yet."""

    evidence: Id
    text: Words = ""
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


class Draft(Definition):
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
    title: Words = ""
    about: Words = ""
    contact: Words = ""
    privacy: Words = ""
    responsible: Words = ""
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
    discrepancy: Discrepancy = Discrepancy()
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


def new_draft(assessment: Assessment, rubric: str) -> Draft:
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
    return Draft(
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


def changed(draft: Draft, **fields: object) -> Draft:
    """Give the draft with some fields anew; raises ValueError for what no draft can hold."""
    return Draft.model_validate({**draft.model_dump(), **fields})


def read_draft(text: str, file: str) -> Draft:
    """Read a draft that was kept; raises ProblemsFound."""
    document = read_strict(text, file, advice=_("Make the draft again."))
    check_format(document, Draft.model_fields["format"].default, file)
    return read_defined(Draft, document, file)


def step_of(field: str) -> Step:
    """Say where a field is settled: the place of a fault."""
    return _STEP_OF.get(field.partition(".")[0], "about")


def as_campaign(draft: Draft) -> Campaign:
    """Give the campaign that a draft is.

    Raises:
        LeadreadyError: something keeps it from being one.
        ValueError: its benchmark answers are not frozen yet.
    """
    wrong = draft_faults(draft)
    if not wrong and not is_frozen(draft):
        raise ValueError(draft.id)
    if wrong:
        raise LeadreadyError(
            " ".join(f"{one.field}: {one.says}" for one in wrong), advice=_("Mend this, then try again.")
        )
    return Campaign.model_validate(_document(draft))


def draft_faults(draft: Draft) -> tuple[Fault, ...]:
    """Say everything that keeps a draft from being published, each with its field; nothing when it is fit."""
    document = _document(draft)
    found: list[Fault] = []
    hidden: set[str] = set()
    for fault in _wrong_values(document):
        keys = tuple(str(key) for key in fault["loc"])
        found.append(_fault(keys, fault))
        hidden |= set(_mended(document, keys, fault))
    # What is wrong in itself is mended for a moment, so that all that is wrong together is told at once.
    if next(_wrong_values(document), None) is None:
        campaign = Campaign.model_validate(document)
        together = (*faults(campaign), *_benchmark_faults(draft, campaign))
        found += [one for one in together if not any(one.field.startswith(part) for part in hidden)]
    return tuple(found)


def is_frozen(draft: Draft) -> bool:
    """Whether the benchmark answers are sealed as they are now, for those who are to open them; also without any."""
    return not draft.benchmarks or (draft.frozen is not None and draft.frozen.of == _to_freeze(draft))


def frozen(draft: Draft) -> Draft:
    """Seal the benchmark answers, unless they are, or something keeps the draft from being published."""
    if is_frozen(draft) or draft.recovery is None or draft_faults(draft):
        return draft
    answers = {id_: Benchmark.model_validate(one.model_dump()) for id_, one in draft.benchmarks.items()}
    hashes, sealed = sealed_benchmarks(answers, _office(draft))
    return draft.model_copy(update={"frozen": Frozen(of=_to_freeze(draft), hashes=hashes, sealed=sealed)})


def _to_freeze(draft: Draft) -> str:
    answers = {id_: one.model_dump(mode="json") for id_, one in draft.benchmarks.items()}
    return content_hash({"benchmarks": answers, "for": sorted(_office(draft))})


def _office(draft: Draft) -> tuple[str, ...]:
    openers = (member.seals for member in draft.members if member.opens_submissions)
    return (*dict.fromkeys(openers), draft.recovery or "")


def _benchmark_faults(draft: Draft, campaign: Campaign) -> Iterator[Fault]:
    for id_, one in draft.benchmarks.items():
        try:
            answer = Benchmark.model_validate(one.model_dump())
        except ValidationError as error:
            for fault in error.errors(include_url=False):
                keys = ("benchmarks", id_, *(str(key) for key in fault["loc"]))
                yield _fault(keys, fault)
        else:
            for says in benchmark_faults({id_: answer}, campaign.criteria):
                yield Fault(f"benchmarks.{id_}", says)


def _document(draft: Draft) -> dict[str, Any]:
    document = draft.model_dump(mode="json", exclude={"secret", "frozen", "benchmarks"})
    if draft.benchmarks and draft.frozen is not None and is_frozen(draft):
        document |= {"benchmarks": draft.frozen.hashes, "sealed_benchmarks": draft.frozen.sealed}
    document["format"] = Campaign.model_fields["format"].default
    document["prompts"] = {id_: document["prompts"][id_] for id_ in draft.judged}
    document["criteria"] = {id_: document["criteria"][id_] for id_ in draft.order if id_ in draft.criteria}
    document["weights"]["reason"] = draft.weights.reason.strip() or None
    document["cut"]["decided"] = draft.cut.decided.strip() or None
    return document


def _wrong_values(document: Mapping[str, Any]) -> Iterator[ErrorDetails]:
    try:
        Campaign.model_validate(document)
    except ValidationError as error:
        yield from error.errors(include_url=False)


def _fault(keys: tuple[str, ...], fault: ErrorDetails) -> Fault:
    field = ".".join(keys)
    missing = {
        "members": _("Add the people of the round: a lead, and at least two raters."),
        "recovery": _("Make the recovery key, print it, and type it from the paper."),
        "criteria": _("Nothing is judged yet: take at least one criterion."),
        "prompts": _("Nothing is asked yet: take at least one criterion."),
    }
    if field in missing and fault["type"] in {"too_short", "string_type"}:
        return Fault(field, missing[field], unsaid=True)
    said: object = fault["input"]
    if said is None or (isinstance(said, str) and not said.strip()) or said in ({}, []):
        return Fault(field, _("Fill this in."), unsaid=True)
    reason = reason_of(Campaign, fault)
    return Fault(field, f"{reason[:1].upper()}{reason[1:]}.")


_SOUND: Final[dict[str, Any]] = {
    "title": "–",
    "about": "–",
    "contact": "–",
    "privacy": "–",
    "responsible": "–",
    "prompts": {"a": {"title": "–", "prompt": "–", "words": 100}},
    "criteria": {"a": {"title": "–", "evidence": "a", "anchors": {"1": "–", "2": "–"}}},
    "order": ["a"],
    "tie_breaks": [],
    "gates": {},
    "objective_scores": [],
    "self_report_score": None,
    "discrepancy": {},
    "weights": {"evidence": "100"},
    "raters_each": 2,
    "cut": {"method": "places", "places": 1},
    "dates": {"opens": "2001-01-01", "closes": "2001-01-02T00:00:00Z", "retain_until": "2001-01-04"},
    "members": [
        {"id": "a", "name": "–", "roles": ["lead"], "signs": "0" * 64, "seals": "age1" + "q" * 58},
    ],
    "recovery": "age1" + "p" * 58,
    "equality": None,
}


def _mended(document: dict[str, Any], keys: tuple[str, ...], fault: ErrorDetails) -> tuple[str, ...]:
    """Put something sound in the place of a wrong value; gives the fields of which nothing more can be told."""
    limits = fault.get("ctx", {})
    limit = limits.get("le", limits.get("ge"))
    if fault["type"] in {"string_too_short", "string_too_long"} or limit is not None:
        _put(document, keys, "–" if limit is None else str(limit))
        # A share over its cap makes the sum wrong, and says so itself.
        return ("weights.evidence",) if keys[0] == "weights" else ()
    names = _TOGETHER.get(keys[0], (keys[0],))
    for name in names:
        document[name] = _SOUND[name]
    return names


def _put(document: dict[str, Any], keys: tuple[str, ...], value: str) -> None:
    holder: dict[str, Any] | list[Any] = document
    for key in keys[:-1]:
        holder = holder[key] if isinstance(holder, dict) else holder[int(key)]
    if isinstance(holder, dict):
        holder[keys[-1]] = value
    else:
        holder[int(keys[-1])] = value


_JUDGED: Final = ("prompts", "criteria", "order", "tie_breaks")
_COUNTS: Final = ("weights", "objective_scores", "self_report_score")
_TOGETHER: Final[dict[str, tuple[str, ...]]] = {
    **dict.fromkeys(_JUDGED, _JUDGED),
    **dict.fromkeys(_COUNTS, _COUNTS),
    "members": ("members", "raters_each"),
}
"""Fields that say something only together."""
