"""The receipt of an application, on one page: what proves which file was sent, and nothing that was in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leadready.language import _
from leadready.report import texts
from leadready.report.blocks import Bullets, Callout, Heading, Prose
from leadready.report.edition import Paper
from leadready.report.sheet import sheet_pdf

if TYPE_CHECKING:
    from datetime import date

    from leadready.report.blocks import Block


@dataclass(frozen=True, slots=True)
class ApplicationReceipt:
    """What stands on the page.

    Attributes:
        round_title: The round.
        contact: Where questions go.
        words: The six words of the round.
        receipt: The receipt of the file, in groups.
        number: The number of the application.
        sealed: When, in words.
        closes: Until when it can be replaced, in words.
        file: The name of the file.
        made_on: The day.
    """

    round_title: str
    contact: str
    words: str
    receipt: str
    number: int
    sealed: str
    closes: str
    file: str
    made_on: date


def application_receipt_pdf(said: ApplicationReceipt, size: Paper = Paper.A4) -> bytes:
    """Write the page as a tagged file; gives its bytes."""
    return sheet_pdf(_blocks(said), _("Receipt of an application"), said.round_title, said.made_on, size)


def _blocks(said: ApplicationReceipt) -> tuple[Block, ...]:
    return (
        Heading(_("Receipt of an application"), 0),
        Prose(said.round_title, "role"),
        Callout((Prose(said.receipt, "name"),)),
        Prose(
            _(
                "It is worked out from the sealed file, and stands in the programme's register once the file has come "
                "in. Compare the two by telephone: if they are the same, your file is there, and unchanged."
            )
        ),
        Heading(_("Your file"), 2),
        Bullets(
            (
                _("Name of the file: {name}").format(name=said.file),
                _("Application number {n} from this computer").format(n=said.number),
                _("Sealed: {when}").format(when=said.sealed),
                _("Six words of the round: {words}").format(words=said.words),
            )
        ),
        Heading(_("What happens next"), 2),
        Bullets(
            (
                _("Send the file to the programme, in the way that its advert says. Questions go to {contact}.").format(
                    contact=said.contact
                ),
                _("Until {when} a later application from the same computer takes its place.").format(when=said.closes),
                _("Keep this page. It says nothing of what you wrote."),
            )
        ),
        Prose(_("Written on {day}.").format(day=texts.day(said.made_on)), "caption"),
    )
