"""What a package has but does not use, says twice, or leaves unsaid."""

from __future__ import annotations

import re
from decimal import Decimal
from difflib import SequenceMatcher
from fractions import Fraction
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, TypeAlias

from leadready.assessment.checks.instrument import pages_with_place
from leadready.assessment.review.wording import advise
from leadready.instrument.condition import AnswerIs, Fact, statements
from leadready.instrument.problems import Problem
from leadready.instrument.routing import PIPE
from leadready.language import _
from leadready.scoring.display import exact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from leadready.assessment.loading import Package
    from leadready.assessment.model import Assessment
    from leadready.instrument.model import Instrument
    from leadready.instrument.strict_yaml import Keys, YamlDocument
    from leadready.rubric.model import Rubric

NEARLY_THE_SAME = 0.9
SHORTEST_PROVENANCE = 40
HUNDRED, ROUGHLY = 100, 10
_PLACEHOLDER = re.compile(r"(tbd|tba|tbc|todo|unknown|none|n/?a|licen[cs]e|source|[?x.…-]+)$", re.IGNORECASE)


def review_use(package: Package) -> Iterator[Problem]:
    """Look for what is unused and unsaid in the instrument and each rubric."""
    assessment = package.assessment
    document = package.documents["instrument.yaml"]
    yield from _unused_items(assessment, document)
    yield from _unused_scales(assessment, document)
    yield from _unused_evidence(assessment, document)
    yield from _alike_options(assessment, document)
    yield from _rights(assessment, document)
    for rubric in assessment.rubrics.values():
        own = package.rubric_document(rubric.id)
        yield from _weights(rubric, own)
        yield from _idle_weights(rubric, own)
        yield from _alike(rubric, own)
        yield from _unused_facts(rubric, own)
        yield from _sources(rubric, own)


def review_folder(folder: Path) -> Iterator[Problem]:
    """Look for the file that says what is known of a package."""
    if not (folder / "README.md").is_file():
        what = _("The package has no README.md.")
        advice = _("Say for whom it is, where the items come from, and what is known and not known of it.")
        yield Problem("README.md", 0, "no-readme", what, advice, severity="advice")
    for part, ending in (("rubrics", ".yaml"), ("examples", ".yaml"), ("locales", ".po")):
        for path in sorted((folder / part).glob("[!.]*")):
            if path.suffix != ending:
                what = _("This file is not read: its name does not end in {ending}.").format(ending=ending)
                advice = _("Rename it, or take it out of the folder.")
                yield Problem(f"{part}/{path.name}", 0, "unread-file", what, advice, severity="advice")


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
        found |= set(rubric.background.values())
        for condition in rubric.conditions:
            found |= {next(iter(one.answer)) for one in statements(condition) if isinstance(one, AnswerIs)}
    for text in _texts(assessment.instrument):
        found |= set(PIPE.findall(text))
    for item in assessment.instrument.items:
        for condition in (*item.conditions, *(wording.when for wording in item.wordings)):
            found |= {next(iter(one.answer)) for one in statements(condition) if isinstance(one, AnswerIs)}
    return found


def _texts(instrument: Instrument) -> Iterator[str]:
    """List the texts that may take in an answer."""
    yield from (section.intro or "" for section in instrument.sections)
    yield from (page.lead_in or "" for _section, page in instrument.pages)
    for item in instrument.items:
        yield from (item.stem, *(wording.stem for wording in item.wordings))


def _unused_scales(assessment: Assessment, document: YamlDocument) -> Iterator[Problem]:
    used = {item.response_scale_id for item in assessment.instrument.items}
    for scale_id in assessment.instrument.response_scales:
        if scale_id not in used:
            what = _("No item uses the response scale “{scale}”.").format(scale=scale_id)
            advice = _("Use it, or take it out.")
            yield advise(document, ("response_scales", scale_id), "unused-response-scale", what, advice)


def _unused_evidence(assessment: Assessment, document: YamlDocument) -> Iterator[Problem]:
    judged = {one.evidence for rubric in assessment.rubrics.values() for one in rubric.criteria.values()}
    for prompt_id in assessment.instrument.evidence:
        if judged and prompt_id not in judged:  # without any criteria, a programme brings a rubric of its own
            what = _("No rubric judges what applicants tell under “{prompt}”.").format(prompt=prompt_id)
            advice = _("Give a criterion this evidence, or ask one thing less.")
            yield advise(document, ("evidence", prompt_id), "unused-evidence", what, advice)


def _alike_options(assessment: Assessment, document: YamlDocument) -> Iterator[Problem]:
    for scale_id, scale in assessment.instrument.response_scales.items():
        labels = [label.casefold() for label in (scale.options or {}).values()]
        if len(set(labels)) < len(labels):
            what = _("Two options of “{scale}” have the same label.").format(scale=scale_id)
            advice = _("Let a reader see how they differ.")
            yield advise(document, ("response_scales", scale_id, "options"), "alike-options", what, advice)


def _rights(assessment: Assessment, document: YamlDocument) -> Iterator[Problem]:
    instrument = assessment.instrument
    if len(instrument.provenance) < SHORTEST_PROVENANCE:
        what = _("The provenance says little about where the items come from.")
        advice = _("Say who wrote them, from which sources, and what is known of them.")
        yield advise(document, ("provenance",), "thin-provenance", what, advice)
    if _PLACEHOLDER.match(instrument.licence):
        what = _("“{licence}” does not say who may use the package.").format(licence=instrument.licence)
        advice = _("Name a licence, such as CC-BY-4.0, or whom to ask.")
        yield advise(document, ("licence",), "no-licence", what, advice)


def _sources(rubric: Rubric, document: YamlDocument) -> Iterator[Problem]:
    """Norms and cut scores carry weight for people, so it must be known where they come from."""
    for group_id, group in rubric.norms.items():
        if _PLACEHOLDER.match(group.source):
            what = _("“{source}” does not say where the norms come from.").format(source=group.source)
            advice = _("Name the study or the data, or leave the norms out: none are better than invented ones.")
            yield advise(document, ("norms", group_id, "source"), "thin-provenance", what, advice)
    if rubric.cut_score is not None and rubric.cut_score.decided is None:
        what = _("Nobody is named who decided the cut score.")
        advice = _("Say under “decided” who set it, when and how.")
        yield advise(document, ("cut_score",), "undecided-cut", what, advice)
    if rubric.criteria and "panel" not in rubric.uses:
        what = _("There are criteria for raters, but “uses” leaves panels out.")
        yield advise(document, ("uses",), "unused-criteria", what, _("Add panel to “uses”, or take the criteria out."))


def _idle_weights(rubric: Rubric, document: YamlDocument) -> Iterator[Problem]:
    for scale_id, scale in rubric.scales.items():
        if scale.method in {"min", "max"} and any(keyed.weight != 1 for keyed in scale.keyed_items):
            what = _("The weights of “{scale}” do nothing: the method is “{method}”.")
            what = what.format(scale=scale_id, method=scale.method)
            yield advise(document, ("scales", scale_id, "items"), "idle-weights", what, _("Take them out."))


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
        what = _("These weights add up to {total}.").format(total=exact(Fraction(total)))
        advice = _("They count as shares of their sum; let them add up to 1 or 100 if that was meant.")
        yield advise(document, keys, "weights-sum", what, advice)


def _alike(rubric: Rubric, document: YamlDocument) -> Iterator[Problem]:
    for criterion_id, criterion in rubric.criteria.items():
        keys: Keys = ("criteria", criterion_id, "anchors")
        yield from _pairs(combinations(criterion.anchors.items(), 2), keys, document, "alike-anchors")
    for group in ("scales", "domains", "composites"):
        for score_id, scored in getattr(rubric, group).items():
            descriptors = [(level.id, scored.descriptors.get(level.id, "")) for level in rubric.levels_of(score_id)]
            keys = (group, score_id, "descriptors")
            yield from _pairs(pairwise(descriptors), keys, document, "alike-descriptors")


_Said: TypeAlias = tuple[str, str]


def _pairs(pairs: Iterable[tuple[_Said, _Said]], keys: Keys, document: YamlDocument, code: str) -> Iterator[Problem]:
    for (one_id, one), (other_id, other) in pairs:
        if one and other and SequenceMatcher(None, one, other, autojunk=False).ratio() > NEARLY_THE_SAME:
            what = _("“{one}” and “{other}” are described in nearly the same words.").format(one=one_id, other=other_id)
            yield advise(document, (*keys, other_id), code, what, _("Say what a reader would see differ."))


def _unused_facts(rubric: Rubric, document: YamlDocument) -> Iterator[Problem]:
    asked = {one.fact for when in rubric.conditions for one in statements(when) if isinstance(one, Fact)}
    for fact in rubric.facts:
        if fact not in asked:
            what = _("No gate asks for the fact “{fact}”.").format(fact=fact)
            yield advise(document, ("facts", fact), "unused-fact", what, _("Use it in a gate, or take it out."))
