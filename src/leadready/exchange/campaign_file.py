"""The campaign file, `.lrcampaign`: public, signed by a lead; applicants compare its six words with the advert."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.canonical import content_hash
from leadready.exchange.signing import read_signed, signed
from leadready.exchange.words import fingerprint
from leadready.instrument.problems import Problem, ProblemsFound
from leadready.language import _
from leadready.panel.campaign import Campaign, faults

if TYPE_CHECKING:
    from leadready.exchange.keys import Keys

SUFFIX = ".lrcampaign"


def campaign_words(campaign: Campaign) -> str:
    """Say the campaign's fingerprint: six words that change with its people, keys, criteria, weights and dates."""
    return fingerprint(content_hash({"campaign": campaign.id, "judgement": campaign.judgement}))


def campaign_file(campaign: Campaign, keys: Keys) -> bytes:
    """Write a campaign, signed by a lead of it; raises ValueError when the keys are no lead's."""
    if keys.signing.public not in {member.signs for member in campaign.with_role("lead")}:
        raise ValueError(keys.name)
    return signed(campaign.model_dump(mode="json"), keys.signing)


def read_campaign(text: str, file: str, *, known: Campaign | None = None) -> Campaign:
    """Read a campaign.

    Args:
        text: What the file holds.
        file: How problems name it.
        known: What was read of the same campaign before: only its words may differ.

    Raises:
        ProblemsFound: it is none, is not signed by a lead of it, is not fit to be published, or is another or a changed
            one.
    """
    campaign, by = read_signed(Campaign, text, file)
    if by not in {member.signs for member in campaign.with_role("lead")}:
        what = _("Nobody who leads this campaign signed it.")
        raise _refused(file, "wrong-signature", what, _("Do not use it; ask the programme for the file."))
    wrong = list(faults(campaign))
    if wrong:
        raise ProblemsFound(
            Problem(file, 0, "unsound-campaign", one.says, _("Ask the programme for a mended file.")) for one in wrong
        )
    if known is not None and known.id != campaign.id:
        raise _refused(file, "other-campaign", _("This is another campaign."), _("Choose the file of this one."))
    if known is not None and known.judgement != campaign.judgement:
        what = _("People, keys, criteria, weights or dates differ from what this campaign was before.")
        raise _refused(file, "changed-campaign", what, _("Stop, and ask the programme by another way what happened."))
    return campaign


def _refused(file: str, code: str, what: str, advice: str) -> ProblemsFound:
    return ProblemsFound([Problem(file, 0, code, what, advice)])
