"""Correcting the words of a published round: what a score hangs on stays as it was published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal

from pydantic import Field

from leadready.errors import LeadreadyError
from leadready.exchange.campaign_file import campaign_file
from leadready.files import write_whole
from leadready.instrument.definition import Definition, Forms, Id, Name, Text, read_definition
from leadready.instrument.model import EvidencePrompt
from leadready.instrument.problems import Problem, ProblemsFound
from leadready.instrument.strict_yaml import read_yaml
from leadready.language import _
from leadready.panel.campaign import Campaign, Eligibility
from leadready.rubric.model import RUBRIC_FORMS, Criterion, Mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from leadready.exchange.keys import Keys
    from leadready.instrument.strict_yaml import YamlDocument
    from leadready.workflow.panel.panel import Panel


class PromptWords(Definition):
    """How a prompt reads from now on; what is not named stays."""

    title: Text | None = None
    prompt: Text | None = None
    hints: tuple[Text, ...] | None = None


class CriterionWords(Definition):
    """How a criterion reads: anchors that are not named stay, lines are as many as before."""

    title: Text | None = None
    anchors: dict[Mark, Text] | None = None
    lines: tuple[Text, ...] | None = None


class GateWords(Definition):
    """How a gate reads."""

    title: Text | None = None
    asks: Text | None = None


class Correction(Definition):
    """Words of a round to be corrected, as a lead writes them into a YAML file; what is not named stays."""

    forms: ClassVar[Forms] = RUBRIC_FORMS
    format: Literal["leadready/campaign-words/1"] = "leadready/campaign-words/1"
    title: Name | None = None
    about: Name | None = None
    privacy: Name | None = None
    contact: Name | None = None
    prompts: dict[Id, PromptWords] = Field(default_factory=dict)
    criteria: dict[Id, CriterionWords] = Field(default_factory=dict)
    gates: dict[Id, GateWords] = Field(default_factory=dict)


_PARTS: Final = ("prompts", "criteria", "gates")


def read_correction(path: Path) -> Correction:
    """Read which words are to be corrected.

    Raises:
        ProblemsFound: something in it is no word of a round, a score hangs on it, or it is no such file.
    """
    document = read_yaml(path, name=path.name)
    frozen = list(_frozen(document))
    if frozen:
        raise ProblemsFound(frozen)
    return read_definition(Correction, document)


def corrected(campaign: Campaign, words: Correction) -> Campaign:
    """Put other words in the place of a round's; whatever a score hangs on is the same afterwards.

    Raises:
        LeadreadyError: they name what the round does not have, a score hangs on what they change, or nothing changes.
    """
    document = campaign.model_dump(mode="json")
    said = words.model_dump(mode="json", exclude_none=True, exclude={"format", *_PARTS})
    document |= said
    for part in _PARTS:
        for id_, change in getattr(words, part).items():
            if id_ not in document[part]:
                raise LeadreadyError(
                    _("The round has no “{id}”.").format(id=id_), advice=_("leadready campaign show lists what it has.")
                )
            document[part][id_] = _reworded(document[part][id_], change.model_dump(mode="json", exclude_none=True))
    made = Campaign.model_validate(document)
    if made.judgement != campaign.judgement:
        raise LeadreadyError(
            _("This would change what applicants are judged by, and the round is published."),
            advice=_("Only how it reads can be corrected: as many anchors and yes/no lines as before."),
        )
    if made == campaign:
        raise LeadreadyError(_("These are the words of the round already."), advice=_("Change some words first."))
    return made


def corrected_file(campaign: Campaign, words: Correction, keys: Keys) -> bytes:
    """Sign a round with corrected words; its six words are the same.

    Raises:
        LeadreadyError: see `corrected`, or the keys are no lead's.
    """
    made = corrected(campaign, words)
    if keys.signing.public not in {member.signs for member in campaign.with_role("lead")}:
        raise LeadreadyError(
            _("Your key is not one of those that lead this round."), advice=_("Let somebody who leads it correct it.")
        )
    return campaign_file(made, keys)


def _reworded(part: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    if "anchors" in change:
        change["anchors"] = {**part["anchors"], **change["anchors"]}
    return {**part, **change}


def _frozen(document: YamlDocument) -> Iterator[Problem]:
    """Name what a campaign has and no correction may touch, in plainer words than “not known here”."""
    value = document.value if isinstance(document.value, dict) else {}
    yield from _beyond(document, (), value, Correction, Campaign)
    models: dict[str, tuple[type[Definition], type[Definition]]] = {
        "prompts": (PromptWords, EvidencePrompt),
        "criteria": (CriterionWords, Criterion),
        "gates": (GateWords, Eligibility),
    }
    for part, (words, whole) in models.items():
        held = value.get(part)
        for id_, one in held.items() if isinstance(held, dict) else ():
            if isinstance(one, dict):
                yield from _beyond(document, (part, id_), one, words, whole)


def _beyond(
    document: YamlDocument,
    place: tuple[str, ...],
    said: Mapping[str, object],
    words: type[Definition],
    whole: type[Definition],
) -> Iterator[Problem]:
    for name in said:
        if name in whole.model_fields and name not in words.model_fields:
            what = _("“{name}” was settled when the round was published: scores and outcomes hang on it.")
            advice = _("Leave it out. If it must change, publish a new round.")
            yield document.problem((*place, name), "settled", what.format(name=name), advice)


def correct_round(panel: Panel, words: Correction, target: Path) -> None:
    """Correct the words of a round that is open, and write its corrected campaign file.

    Raises:
        LeadreadyError: see `corrected_file`, or the file could not be written; then nothing is corrected.
        StoreError: the round could not be kept.
    """
    signed = corrected_file(panel.campaign, words, panel.keys)
    write_whole(target, signed)
    panel.take_words(signed.decode(), target.name)
