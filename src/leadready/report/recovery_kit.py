"""The recovery key on one sheet of paper: the key in groups, and in few words what to do with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leadready.language import _
from leadready.report import texts
from leadready.report.blocks import Bullets, Callout, Heading, Prose, Row, Table
from leadready.report.edition import Paper
from leadready.report.sheet import sheet_pdf

if TYPE_CHECKING:
    from datetime import date

    from leadready.report.blocks import Block


@dataclass(frozen=True, slots=True)
class RecoveryKit:
    """What stands on the paper.

    Attributes:
        round_title: The round it is for; may be empty.
        rows: The key in rows of groups.
        made_on: The day.
    """

    round_title: str
    rows: tuple[tuple[str, ...], ...]
    made_on: date


def recovery_kit_pdf(kit: RecoveryKit, size: Paper = Paper.A4) -> bytes:
    """Write the sheet as a tagged file; gives its bytes, the only place where the private key stands."""
    return sheet_pdf(_blocks(kit), _("Recovery key"), kit.round_title, kit.made_on, size)


def _blocks(kit: RecoveryKit) -> tuple[Block, ...]:
    return (
        Heading(_("Recovery key"), 0),
        *((Prose(kit.round_title, "role"),) if kit.round_title.strip() else ()),
        Callout(
            (Prose(_("Whoever has this sheet can open every application of this round. Guard it as you would those.")),)
        ),
        _key(kit.rows),
        Prose(_("There is no B, I or O in it, and no 1."), "caption"),
        Heading(_("What to do"), 2),
        Bullets(
            (
                _("Now: type it into leadready from this sheet. That shows that it can be read."),
                _(
                    "Then: seal it in an envelope, write the round's title on it, and give it to somebody who is not "
                    "on the panel, to be locked away."
                ),
                _(
                    "If a lead's six words are lost: fetch it, and choose “My words are lost” on the page of your key "
                    "in leadready."
                ),
                _("When the round's data are deleted: shred it."),
            )
        ),
        Prose(_("Printed on {day}. leadready keeps no copy of it.").format(day=texts.day(kit.made_on)), "caption"),
    )


def _key(rows: tuple[tuple[str, ...], ...]) -> Table:
    width = max(map(len, rows))
    heads = ("", *(str(number) for number in range(1, width + 1)))
    return Table(
        heads=tuple((Prose(head or _("Row"), "caption"),) for head in heads),
        shares=(1, *([2] * width)),
        rows=tuple(
            Row(
                (
                    (Prose(str(number), "caption"),),
                    *((Prose(group, "name"),) for group in (*row, *[""] * (width - len(row)))),
                )
            )
            for number, row in enumerate(rows, start=1)
        ),
    )
