"""Equality monitoring: what the lead hands over, and what whoever holds the equality key makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leadready.errors import LeadreadyError
from leadready.exchange.equality_file import (
    LARGEST_PILES,
    Piles,
    PileTicket,
    in_no_order,
    open_equality,
    open_piles,
    opened_ticket,
    piles_file,
)
from leadready.exchange.keys import recipient_of
from leadready.exchange.sealing import read_sealed
from leadready.instrument.problems import Problem, ProblemsFound
from leadready.instrument.text_files import MEGABYTE
from leadready.language import _
from leadready.panel.equality import questions
from leadready.panel.impact import SMALLEST, Unnamed, comparisons
from leadready.panel.stages import stages

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from leadready.exchange.equality_file import EqualityAnswers
    from leadready.panel.campaign import Campaign
    from leadready.panel.impact import Comparison
    from leadready.workflow.panel.panel import Panel


@dataclass(frozen=True, slots=True)
class ImpactReading:
    """What the equality key opened.

    Attributes:
        comparisons: Every question at every step.
        people: How many applied.
        answered: How many of them sent equality answers.
        strays: Files with answers of nobody who applied; they are not counted.
        refused: What is wrong with files that could not be read, a problem each.
    """

    comparisons: tuple[Comparison, ...]
    people: int
    answered: int
    strays: int
    refused: tuple[Problem, ...]


def equality_piles(panel: Panel) -> bytes:
    """Write the piles for whoever holds the equality key: what each application reached, without code or name.

    Raises:
        LeadreadyError: the round asks for no equality answers, or so few applied that numbers would point to persons.
    """
    recipient = _recipient(panel.campaign)
    reached = stages(panel.view)
    if len(reached) < SMALLEST:
        raise LeadreadyError(
            _("Fewer than {n} people applied. Their equality answers are not worked out.").format(n=SMALLEST),
            advice=_("Numbers of so few point to persons."),
        )
    applicants = panel.view.applicants
    tickets = in_no_order(
        tuple(PileTicket(ticket=applicants[one].ticket, stages=tuple(sorted(reached[one]))) for one in reached)
    )
    return piles_file(Piles(campaign=panel.campaign.id, tickets=tickets), panel.keys.signing, recipient)


def read_impact(campaign: Campaign, identity: str, piles: Path, files: Iterable[Path]) -> ImpactReading:
    """Open the piles and the equality answers, and compare groups. What it gives names nobody.

    Args:
        campaign: The round.
        identity: The equality key.
        piles: The lead's file.
        files: The applicants' files; those that cannot be read are named, and the others count all the same.

    Raises:
        LeadreadyError: the key is not the round's equality key.
        ProblemsFound: the piles cannot be opened.
    """
    if recipient_of(identity) != _recipient(campaign):
        raise LeadreadyError(
            _("This is not the key for the equality answers of this round."),
            advice=_("Use the key whose card the lead named for equality when the round was set up."),
        )
    heap = open_piles(read_sealed(piles, largest=LARGEST_PILES), identity, campaign, piles.name)
    answers: dict[str, EqualityAnswers] = {}
    refused: list[Problem] = []
    for path in files:
        try:
            found = open_equality(read_sealed(path, largest=MEGABYTE), identity, campaign.id, path.name)
        except ProblemsFound as problems:
            refused += problems.problems
            continue
        earlier = answers.get(found.token)
        if earlier is None or earlier.order < found.order:
            answers[found.token] = found
    tokens = [one.ticket and opened_ticket(one.ticket, identity, piles.name) for one in heap.tickets]
    applications = [
        Unnamed(one.stages, answers[token].answers if token in answers else {})
        for one, token in ((one, token or "") for one, token in zip(heap.tickets, tokens, strict=True))
    ]
    options = {id_: tuple(question.options) for id_, question in questions().items()}
    found_tokens = answers.keys() & {token for token in tokens if token}
    return ImpactReading(
        comparisons(options, applications),
        people=len(applications),
        answered=len(found_tokens),
        strays=len(answers) - len(found_tokens),
        refused=tuple(refused),
    )


def _recipient(campaign: Campaign) -> str:
    if campaign.equality is None:
        raise LeadreadyError(_("This round asks for no equality answers."))
    return campaign.equality
