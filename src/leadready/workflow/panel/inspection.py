"""Looking a round over without a key: what is in a folder, whether its signatures fit, and whether its rules hold."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from leadready.errors import LeadreadyError
from leadready.exchange.bundle_file import head_document
from leadready.exchange.campaign_file import read_campaign
from leadready.exchange.signing import is_signed
from leadready.instrument.problems import Problem, ProblemsFound
from leadready.language import _
from leadready.panel.invariants import breaches
from leadready.panel.log import Log, sifted
from leadready.panel.view import panel_view
from leadready.store.panel_store import FILE_NAME, open_panel_store

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from datetime import datetime
    from pathlib import Path

    from leadready.panel.campaign import Campaign
    from leadready.store.panel_store import PanelStore

_SHOWN = 12
"""Digits of a record's id that are shown: enough to find it."""


class KeptRound(NamedTuple):
    """A round as it lies in a folder."""

    campaign: Campaign
    log: Log
    store: PanelStore


@contextmanager
def kept(folder: Path, now: datetime) -> Generator[KeptRound]:
    """Open the round in a folder, to look at it.

    Raises:
        LeadreadyError: there is none.
        ProblemsFound: its campaign is not what was signed.
        StoreError: it could not be read.
    """
    nothing = LeadreadyError(
        _("There is no campaign here."), where=str(folder), advice=_("Begin with the campaign file.")
    )
    if not (folder / FILE_NAME).is_file():
        raise nothing
    store = open_panel_store(folder, now=now)
    try:
        signed = store.campaign()
        if signed is None:
            raise nothing
        campaign = read_campaign(signed, FILE_NAME)
        records, heads = store.load()
        leads = frozenset(member.signs for member in campaign.with_role("lead"))
        yield KeptRound(campaign, Log(leads).merged(records, heads), store)
    finally:
        store.close()


def rules_broken(found: KeptRound) -> tuple[Problem, ...]:
    """Check every rule that always holds of a round."""
    view = panel_view(found.campaign, found.log)
    return tuple(
        Problem(
            FILE_NAME,
            0,
            "broken-rule",
            f"{breach.what} ({breach.rule}: {', '.join(place[:60] for place in breach.where)})",
            _("Keep this folder as it is, and write to the makers of leadready."),
        )
        for breach in breaches(view, found.log)
    )


def proved(found: KeptRound) -> int:
    """Check the file, every signature and every chain anew, and every rule; gives how many records count.

    What is cut off the end of somebody's chain together with its signatures shows only beside another copy: a bundle,
    an audit pack, or an exported list (`workflow/panel/journal.py`).

    Raises:
        ProblemsFound: something does not hold.
        StoreDamaged: the file is damaged.
    """
    found.store.check()
    wrong = [*_chains(found), *rules_broken(found)]
    if wrong:
        raise ProblemsFound(wrong)
    return len(found.log.records)


def _chains(found: KeptRound) -> Iterator[Problem]:
    log = found.log
    for head in sorted(log.heads):
        if not is_signed(head_document(found.campaign.id, head.record), head.author, head.signature):
            what = _("The signature under {id} does not fit.").format(id=head.record[:_SHOWN])
            yield _problem("wrong-signature", what)
    sieve = sifted(log)
    if sieve.pending:
        first = min(sieve.pending)
        what = _("{id} and {n} more have no whole chain or no signature: something before or after them is missing.")
        yield _problem("broken-chain", what.format(id=first[:_SHOWN], n=len(sieve.pending) - 1))
    known = {member.signs: member.name for member in found.campaign.members}
    for author in sorted(sieve.forked):
        what = _("{name}’s key wrote on two computers.").format(name=known.get(author, author[:_SHOWN]))
        yield _problem("forked-key", what)


def _problem(code: str, what: str) -> Problem:
    return Problem(FILE_NAME, 0, code, what, _("Do not go on; compare this folder with another copy of the round."))
