"""Publishing a draft: the campaign file is written, the lead's own round begins, and the draft is done with."""

from __future__ import annotations

from shutil import rmtree
from typing import TYPE_CHECKING, NamedTuple

from leadready.exchange.campaign_file import SUFFIX, campaign_words
from leadready.files import write_whole
from leadready.workflow.panel.draft import new_draft
from leadready.workflow.panel.drafts import keep_draft
from leadready.workflow.panel.editing import member_of_card
from leadready.workflow.panel.key_care import keep_spare
from leadready.workflow.panel.panel import begin_panel
from leadready.workflow.shelf import open_package, read_shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from leadready.exchange.keys import Keys
    from leadready.workflow.panel.drafts import KeptDraft
    from leadready.workflow.panel.panel import Panel
    from leadready.workflow.panel.shelf import Shelf


class RoundOffer(NamedTuple):
    """What a round can be set up from: a rubric with criteria and a line.

    Attributes:
        titles: Of the assessment and of the rubric.
    """

    assessment: str
    rubric: str
    titles: tuple[str, str]


class Published(NamedTuple):
    """A round that was just published.

    Attributes:
        words: Its six words.
        file: The campaign file.
    """

    title: str
    words: str
    file: Path


def rounds_on_offer(packages: Sequence[Path]) -> tuple[RoundOffer, ...]:
    """List what a round can be set up from, among the installed assessments."""
    return tuple(
        RoundOffer(assessment.id, id_, (assessment.instrument.title, rubric.title))
        for assessment in read_shelf(packages).assessments.values()
        for id_, rubric in assessment.rubrics.items()
        if rubric.criteria and rubric.cut_score is not None
    )


def begin_draft(place: Shelf, packages: Sequence[Path], offer: RoundOffer, keys: Keys) -> KeptDraft:
    """Begin a draft that the owner of the keys leads, and keep it.

    Raises:
        LeadreadyError: the assessment does not load, or the draft could not be kept.
    """
    draft = new_draft(open_package(packages, offer.assessment), offer.rubric)
    return keep_draft(place.folder, draft.model_copy(update={"members": (member_of_card(keys.card, (), ("lead",)),)}))


def publish_draft(
    place: Shelf, kept: KeptDraft, keys: Keys, target: Path, now: Callable[[], datetime]
) -> tuple[Published, Panel]:
    """Publish a draft: give what was published, and the round as it begins on this computer.

    The lead's key is sealed for the recovery key beside the round, and the draft is deleted when all else is done.

    Raises:
        LeadreadyError: somebody has not opened their test, or something could not be written; the draft then stays.
    """
    signed = kept.published(keys)
    file = target if target.suffix == SUFFIX else target.with_name(target.name + SUFFIX)
    write_whole(file, signed)
    folder = place.folder / kept.draft.id
    is_new = not folder.exists()
    try:
        panel = _begun(place, kept, signed.decode(), keys, now)
    except BaseException:
        # A file that is out while the draft may still change would be one of two rounds with one id.
        file.unlink(missing_ok=True)
        if is_new:
            rmtree(folder, ignore_errors=True)
        raise
    kept.delete()
    return Published(panel.campaign.title, campaign_words(panel.campaign), file), panel


def _begun(place: Shelf, kept: KeptDraft, signed: str, keys: Keys, now: Callable[[], datetime]) -> Panel:
    panel = begin_panel(signed, f"{kept.draft.id}{SUFFIX}", keys, place.folder / kept.draft.id, now)
    try:
        keep_spare(place, panel.campaign, keys)
    except BaseException:
        panel.close()
        raise
    return panel
