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


def _written(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading():
                yield _heading(block)
            case Prose():
                yield plain(block.text).strip("\n")
            case Bullets():
                yield "\n".join(f"- {one_line(item)}" for item in block.items)
            case Chart():
                yield block.drawing.description
            case Table():
                yield from (_row(block, row) for row in block.rows)
            case _:
                for group in held(block):
                    yield from _written(group)


def _heading(heading: Heading) -> str:
    words = one_line(heading.text)
    mark = _UNDERLINES.get(heading.rank)
    return f"{words}\n{mark * min(len(words), _LONGEST_LINE)}" if mark else words


def _row(table: Table, row: Row) -> str:
    """Write a row: its first cell, then the others under their heads; those with nothing in them are left out.

    A head that is a picture, such as the scale above tracks, says nothing that a line of text needs.
    """
    names = [one_line(line) for text in _written(row.cells[0]) for line in text.splitlines() if line.strip()]
    cells = [one_line(" ".join(_written(cell))) for cell in row.cells[1:]]
    heads = [one_line(" ".join(_written(one for one in head if not isinstance(one, Chart)))) for head in table.heads]
    others = zip(heads[1:], cells, strict=False)
    lines = [
        *names[:1],
        *(f"  {name}" for name in names[1:]),
        *(f"  {head}: {cell}" if head else f"  {cell}" for head, cell in others if cell),
    ]
    return "\n".join(line for line in lines if line.strip())
