"""Whether a draft is fit to be published: every fault with its field, and the campaign that it becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from leadready.canonical import content_hash
from leadready.errors import LeadreadyError
from leadready.instrument.definition import reason_of
from leadready.language import _
from leadready.panel.benchmark import Benchmark, benchmark_faults
from leadready.panel.campaign import Campaign, Fault, faults
from leadready.workflow.panel.calibrating import sealed_benchmarks
from leadready.workflow.panel.draft import Frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic_core import ErrorDetails

    from leadready.workflow.panel.draft import RoundDraft


def as_campaign(draft: RoundDraft) -> Campaign:
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


def draft_faults(draft: RoundDraft) -> tuple[Fault, ...]:
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


def is_frozen(draft: RoundDraft) -> bool:
    """Whether the benchmark answers are sealed as they are now, for those who are to open them; also without any."""
    return not draft.benchmarks or (draft.frozen is not None and draft.frozen.of == _to_freeze(draft))


def frozen(draft: RoundDraft) -> RoundDraft:
    """Seal the benchmark answers, unless they are, or something keeps the draft from being published."""
    if is_frozen(draft) or draft.recovery is None or draft_faults(draft):
        return draft
    answers = {id_: Benchmark.model_validate(one.model_dump()) for id_, one in draft.benchmarks.items()}
    hashes, sealed = sealed_benchmarks(answers, _office(draft))
    return draft.model_copy(update={"frozen": Frozen(of=_to_freeze(draft), hashes=hashes, sealed=sealed)})


def _to_freeze(draft: RoundDraft) -> str:
    answers = {id_: one.model_dump(mode="json") for id_, one in draft.benchmarks.items()}
    return content_hash({"benchmarks": answers, "for": sorted(_office(draft))})


def _office(draft: RoundDraft) -> tuple[str, ...]:
    openers = (member.seals for member in draft.members if member.opens_submissions)
    return (*dict.fromkeys(openers), draft.recovery or "")


def _benchmark_faults(draft: RoundDraft, campaign: Campaign) -> Iterator[Fault]:
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


def _document(draft: RoundDraft) -> dict[str, Any]:
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
