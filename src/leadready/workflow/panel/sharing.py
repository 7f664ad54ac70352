"""Which answers of which sitting an applicant shares: those that count in the round, and no others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leadready.assessment.model import restore
from leadready.errors import LeadreadyError
from leadready.instrument.routing import asked
from leadready.language import _
from leadready.scoring.responses import Absence, answer_words
from leadready.workflow.panel.applying import counted_items, shared_answers
from leadready.workflow.shelf import installed, open_package
from leadready.workflow.spoken import folder_of, spoken

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from leadready.assessment.model import Assessment
    from leadready.instrument.model import Item
    from leadready.panel.campaign import Campaign
    from leadready.scoring.responses import Answer
    from leadready.store.administrations import Summary
    from leadready.workflow.services import Services


@dataclass(frozen=True, slots=True)
class SharedAnswer:
    """One answer as it is shared, in words."""

    stem: str
    answer: str


@dataclass(frozen=True, slots=True)
class SittingOffer:
    """A sitting whose answers may be shared.

    Attributes:
        sitting: Its id.
        when: When it was finished, or begun where it is not.
        answers: Exactly what is shared of it, by item id.
        rows: The same in words, in the order in which it was asked.
        left: The items that count and have no answer, in order: each counts nothing.
    """

    sitting: str
    when: datetime
    answers: Mapping[str, int | str | None]
    rows: tuple[SharedAnswer, ...]
    left: tuple[Item, ...]


def counts_answers(campaign: Campaign) -> bool:
    """Whether any answer to the assessment counts in a round; where none does, none is shared."""
    return bool(campaign.objective_scores) or campaign.self_report_score is not None


def campaign_assessment(services: Services, campaign: Campaign) -> Assessment:
    """Give the assessment of a round, as the round has it.

    Raises:
        LeadreadyError: it is not installed, or in another version.
    """
    if campaign.assessment in installed(services.packages):
        assessment = open_package(services.packages, campaign.assessment)
        check_assessment(campaign, assessment)
        return assessment
    raise LeadreadyError(
        _("The assessment of this campaign is not installed here."), advice=_install(campaign.assessment_version)
    )


def check_assessment(campaign: Campaign, assessment: Assessment) -> None:
    """See that an assessment is the one of a round, to the letter; raises LeadreadyError."""
    if assessment.hash == campaign.assessment_hash:
        return
    version = campaign.assessment_version
    if assessment.instrument.version == version:
        raise LeadreadyError(
            _(
                "The assessment that is installed here says version {version} as the campaign's does, and differs."
            ).format(version=version),
            advice=_("Use the leadready, or the package, with which the round was published."),
        )
    raise LeadreadyError(
        _("The assessment that is installed here is another version than the campaign's."), advice=_install(version)
    )


def _install(version: str) -> str:
    return _("Install the version {version}.").format(version=version)


def offers(services: Services, campaign: Campaign) -> tuple[SittingOffer, ...]:
    """List the sittings whose answers may be shared, the newest first; sittings of other versions are not among them.

    Raises:
        LeadreadyError: the assessment of the round is not installed here, or a sitting cannot be read.
    """
    assessment = campaign_assessment(services, campaign)
    summaries = [
        one for one in services.store.administrations.summaries() if one.administration.assessment_id == assessment.id
    ]
    kept = {one.administration.definition_hash for one in summaries}
    same = {hash_ for hash_ in kept if _is_same(services, assessment, hash_)}
    return tuple(
        _offer(services, campaign, assessment, one) for one in summaries if one.administration.definition_hash in same
    )


def _is_same(services: Services, assessment: Assessment, definition_hash: str) -> bool:
    """Whether a sitting asked the very same; the rubrics that were installed then are no matter."""
    if definition_hash == assessment.hash:
        return True
    return restore(services.store.definitions.get(definition_hash)).instrument == assessment.instrument


def _offer(services: Services, campaign: Campaign, assessment: Assessment, summary: Summary) -> SittingOffer:
    administration = summary.administration
    given = services.store.administrations.answers(administration.id)
    answers = shared_answers(campaign, assessment, given)
    instrument = spoken(assessment, folder_of(services.packages, assessment.id)).instrument
    counted = counted_items(campaign, assessment)
    as_asked = {item.id: item for item in asked(instrument, given)}
    rows = tuple(
        SharedAnswer(as_asked.get(item.id, item).stem, answer_words(instrument, item.id, given[item.id]))
        for item in instrument.items
        if item.id in answers
    )
    left = tuple(
        item for id_, item in as_asked.items() if id_ in counted and _is_open(given.get(id_, Absence.NOT_SEEN))
    )
    when = administration.completed_at or administration.started_at
    return SittingOffer(administration.id, when, answers, rows, left)


def _is_open(answer: Answer) -> bool:
    return answer in {Absence.NOT_SEEN, Absence.MISSING}


def who_sees(campaign: Campaign) -> tuple[str, ...]:
    """Say who will see what of an application, a sentence each."""
    openers = ", ".join(member.name for member in campaign.members if member.opens_submissions)
    raters = ", ".join(member.name for member in campaign.with_role("rater"))
    said = [
        _("These open your application and see all of it, with your name: {names}.").format(names=openers),
        _(
            "A recovery key on paper, locked away by the programme, can open it too, for the day on which their keys "
            "are lost."
        ),
        _(
            "These judge your answers to the prompts, under a code and without your name: {names}. Beforehand they see "
            "a list of names, to say whom they know; it leads to no answer."
        ).format(names=raters),
    ]
    if campaign.profile_shown:
        said.append(
            _("When they have locked their own marks, they also see what you say about yourself, in one score.")
        )
    if campaign.equality is not None:
        said.append(
            _(
                "What you may say for equality monitoring goes in a file of its own that none of them can open. It is "
                "no part of your application."
            )
        )
    return (*said, _("Nobody is shown your development plan, your profile or anything else of your record."))
