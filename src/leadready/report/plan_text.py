"""The plan as plain text, ready to be pasted into an appraisal portfolio.

A paragraph is one line, so that the portfolio breaks it where it likes; a table is lines of "label: value"; a picture
is its meaning in words. Room to write by hand is left out, for there is a keyboard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.report.blocks import Bullets, Chart, Heading, Prose, Table, held
from leadready.report.edition import WHOLE
from leadready.report.plain import one_line, plain
from leadready.report.sections import sections

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leadready.report.blocks import Block, Row, Section
    from leadready.report.document import PlanDocument
    from leadready.report.edition import Edition

_UNDERLINES = {0: "=", 1: "-"}
_LONGEST_LINE = 60


def plan_text(document: PlanDocument, edition: Edition = WHOLE) -> str:
    """Write the document; lines end in a line feed."""
    return sections_text(sections(document, edition))


def sections_text(said: Iterable[Section]) -> str:
    """Write sections of any document; lines end in a line feed."""
    return "\n\n".join(part for section in said for part in _written(section.blocks)) + "\n"


def _written(blocks: Iterable[Block], name: str = "") -> Iterator[str]:
    """Write blocks, under the name that was said before them.

    A picture's meaning in words leaves out that name, and what it tells of a level is not told again.
    """
    told = ""
    for block in blocks:
        match block:
            case Heading():
                name = block.text
                yield _heading(block)
            case Chart():
                told = block.drawing.description
                yield from () if block.told else (told.removeprefix(f"{name}: "),)
            case Prose() if block.legend or (block.tone == "level" and block.text in told):
                continue
            case Prose() | Bullets():
                yield _paragraph(block)
            case _:
                yield from _inside(block, name)


def _paragraph(block: Prose | Bullets) -> str:
    if isinstance(block, Prose):
        return plain(block.text).strip("\n")
    return "\n".join(f"- {one_line(item)}" for item in block.items)


def _inside(block: Block, name: str) -> Iterator[str]:
    if isinstance(block, Table):
        yield from (_row(block, row) for row in block.rows)
    for group in held(block):
        yield from _written(group, name)


def _heading(heading: Heading) -> str:
    words = one_line(heading.text)
    mark = _UNDERLINES.get(heading.rank)
    return f"{words}\n{mark * min(len(words), _LONGEST_LINE)}" if mark else words


def _row(table: Table, row: Row) -> str:
    """Write a row: its first cell, then the others under their heads; those with nothing in them are left out.

    A head that is a picture, such as the scale above tracks, says nothing that a line of text needs. A track and the
    level beside it are one line.
    """
    names = [one_line(line) for text in _written(row.cells[0]) for line in text.splitlines() if line.strip()]
    lines = [*names[:1], *(f"  {name}" for name in names[1:])]
    told: tuple[Block, ...] = ()
    last = len(row.cells) - 1
    for place, (head, cell) in enumerate(zip(table.heads[1:], row.cells[1:], strict=True), start=1):
        if place < last and any(isinstance(block, Chart) for block in cell):
            told = cell
            continue
        words = one_line(" ".join(_written((*told, *cell), names[0] if names else "")))
        label = one_line(" ".join(_written(head)))
        lines += [f"  {label}: {words}" if label else f"  {words}"] if words else []
        told = ()
    return "\n".join(line for line in lines if line.strip())
