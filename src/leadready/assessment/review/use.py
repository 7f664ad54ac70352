"""What a package has but does not use, says twice, or leaves unsaid."""

from __future__ import annotations

from decimal import Decimal
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING

from leadready.assessment.checks.instrument import pages_with_place
from leadready.assessment.review.wording import advise
from leadready.instrument.condition import AnswerIs, Fact, statements
from leadready.instrument.problems import Problem
from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from leadready.assessment.loading import Package
    from leadready.assessment.model import Assessment
    from leadready.instrument.strict_yaml import Keys, YamlDocument
    from leadready.rubric.model import Rubric

NEARLY_THE_SAME = 0.9
SHORTEST_PROVENANCE = 40
HUNDRED, ROUGHLY = 100, 10


def review_use(package: Package) -> Iterator[Problem]:
    """Look for what is unused and unsaid in the instrument and each rubric."""
    assessment = package.assessment
    document = package.documents["instrument.yaml"]
    yield from _unused_items(assessment, document)
    if len(assessment.instrument.provenance) < SHORTEST_PROVENANCE:
        what = _("The provenance says little about where the items come from.")
        advice = _("Say who wrote them, from which sources, and what is known of them.")
        yield advise(document, ("provenance",), "thin-provenance", what, advice)
    for rubric in assessment.rubrics.values():
        own = package.rubric_document(rubric.id)
        yield from _weights(rubric, own)
        yield from _alike(rubric, own)
        yield from _unused_facts(rubric, own)


def review_folder(folder: Path) -> Iterator[Problem]:
    """Look for the file that says what is known of a package."""
    if not (folder / "README.md").is_file():
        what = _("The package has no README.md.")
        advice = _("Say for whom it is, where the items come from, and what is known and not known of it.")
        yield Problem("README.md", 0, "no-readme", what, advice, severity="advice")


def _unused_items(assessment: Assessment, document: YamlDocument) -> Iterator[Problem]:
    """Find items with numbers for answers that no rubric looks at; words describe the person and need no rubric."""
    used = _used(assessment)
    for keys, page in pages_with_place(assessment.instrument):
        for item_id in page.items:
            if item_id not in used and assessment.instrument.response_scale_of(item_id).is_numeric:
                what = _("No rubric uses the answer to “{item}”.").format(item=item_id)
                place: Keys = (*keys, "items", item_id)
                advice = _("Put it into a scale, or ask one thing less.")
                yield advise(document, place, "unused-item", what, advice)


def _used(assessment: Assessment) -> set[str]:
    found: set[str] = set()
    for rubric in assessment.rubrics.values():
        for scale in rubric.scales.values():
            found |= {keyed.item_id for keyed in scale.keyed_items}
            found |= {scale.importance} if scale.importance else set()
        found |= {rubric.hours_a_month} if rubric.hours_a_month else set()
        for condition in rubric.conditions:
            found |= {next(iter(one.answer)) for one in statements(condition) if isinstance(one, AnswerIs)}
    for item in assessment.instrument.items:
        for condition in (*item.conditions, *(wording.when for wording in item.wordings)):
            found |= {next(iter(one.answer)) for one in statements(condition) if isinstance(one, AnswerIs)}
    return found


def _weights(rubric: Rubric, document: YamlDocument) -> Iterator[Problem]:
    for composite_id, composite in rubric.composites.items():
        yield from _sum(composite.weights, ("composites", composite_id, "weights"), document)
    weights = {criterion_id: criterion.weight for criterion_id, criterion in rubric.criteria.items()}
    if len(set(weights.values())) > 1:
        yield from _sum(weights, ("criteria",), document)


def _sum(weights: Mapping[str, Decimal], keys: Keys, document: YamlDocument) -> Iterator[Problem]:
    """Weights are shares of their sum; but fractions that miss 1, and percentages that miss 100, look like a slip."""
    total = sum(weights.values(), start=Decimal(0))
    fractions = all(weight < 1 for weight in weights.values()) and total != 1
    percentages = total != HUNDRED and abs(total - HUNDRED) <= ROUGHLY and len(weights) > 1
    if fractions or percentages:
        what = _("These weights add up to {total}.").format(total=total.normalize() if total else 0)
        advice = _("They count as shares of their sum; let them add up to 1 or 100 if that was meant.")
        yield advise(document, keys, "weights-sum", what, advice)


def _alike(rubric: Rubric, document: YamlDocument) -> Iterator[Problem]:
    for criterion_id, criterion in rubric.criteria.items():
        keys: Keys = ("criteria", criterion_id, "anchors")
        yield from _neighbours(criterion.anchors.items(), keys, document, "alike-anchors")
    for group in ("scales", "domains", "composites"):
        for score_id, scored in getattr(rubric, group).items():
            descriptors = [(level.id, scored.descriptors.get(level.id, "")) for level in rubric.levels_of(score_id)]
            keys = (group, score_id, "descriptors")
            yield from _neighbours(descriptors, keys, document, "alike-descriptors")


def _neighbours(said: Iterable[tuple[str, str]], keys: Keys, document: YamlDocument, code: str) -> Iterator[Problem]:
    for (one_id, one), (other_id, other) in pairwise(said):
        if one and other and SequenceMatcher(None, one, other, autojunk=False).ratio() > NEARLY_THE_SAME:
            what = _("“{one}” and “{other}” are described in nearly the same words.").format(one=one_id, other=other_id)
            yield advise(document, (*keys, other_id), code, what, _("Say what a reader would see differ."))


def _unused_facts(rubric: Rubric, document: YamlDocument) -> Iterator[Problem]:
    asked = {one.fact for when in rubric.conditions for one in statements(when) if isinstance(one, Fact)}
    for fact in rubric.facts:
        if fact not in asked:
            what = _("No gate asks for the fact “{fact}”.").format(fact=fact)
            yield advise(document, ("facts", fact), "unused-fact", what, _("Use it in a gate, or take it out."))
