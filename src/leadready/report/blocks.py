"""Blocks: what a document says, piece by piece, before any paper.

Every writer turns the same blocks into its own kind of page, so that no two of them can say different things. A block
carries its part in the document (heading, list, table, picture), and that is also what a tagged file needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from leadready.chart.drawing import Drawing

Rank: TypeAlias = Literal[0, 1, 2, 3]
Tone: TypeAlias = Literal["name", "role", "body", "strong", "muted", "caption", "cell", "cell-strong", "level"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; it never stands apart from what follows it.

    Attributes:
        rank: 0 names the document, 1 a section, 2 a part of it, 3 labels what follows.
        bookmark: What the outline calls it; empty where it has no entry of its own.
    """

    text: str
    rank: Rank = 2
    bookmark: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """A text; its line ends are kept.

    Attributes:
        legend: It says how pictures are to be read, which is nothing to those who are given their meaning in words.
    """

    text: str
    tone: Tone = "body"
    legend: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]
    tone: Tone = "body"


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture, with its meaning in words in `drawing.description`.

    Attributes:
        hangs: How far it may reach left of the text, so that what it shows begins where the text does.
        told: All that it shows is told in words beside it.
    """

    drawing: Drawing
    hangs: float = 0.0
    told: bool = False


A_PAGE = 30
"""Lines to write on that no page holds more of."""


@dataclass(frozen=True, slots=True)
class WritingSpace:
    """Lines to write on by hand, where nothing has been typed.

    Attributes:
        label: Stands over the lines; may be empty.
        fills: Takes as many lines, up to `lines`, as the page still holds, and vanishes where it holds none.
    """

    lines: int = 1
    label: str = ""
    fills: bool = False


@dataclass(frozen=True, slots=True)
class Callout:
    """A text that is set apart."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks that stay on one page where they can."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Groups of blocks side by side, to be read one after the other."""

    sides: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class AtFoot:
    """Blocks at the foot of the page."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. One that `leads` heads the rows after it and stays with them."""

    cells: tuple[tuple[Block, ...], ...]
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        heads: A cell for each column; they repeat on every page.
        shares: How the width is shared among the columns.
    """

    heads: tuple[tuple[Block, ...], ...]
    shares: tuple[int, ...]
    rows: tuple[Row, ...]


Block: TypeAlias = Heading | Prose | Bullets | Chart | WritingSpace | Callout | Together | Beside | AtFoot | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the document that begins on a new page.

    Attributes:
        title: What the header of its pages says; empty for the cover.
    """

    title: str
    blocks: tuple[Block, ...]


def held(block: Block) -> tuple[tuple[Block, ...], ...]:
    """Give the groups of blocks that a block holds, in the order in which they are read; a table's cells are not."""
    match block:
        case Callout() | Together() | AtFoot():
            return (block.blocks,)
        case Beside():
            return block.sides
        case _:
            return ()


def said(label: str, text: str, *, lines: int = 1) -> tuple[Block, ...]:
    """Say a labelled text; where nothing was typed, give lines to write it on."""
    if text.strip():
        return Heading(label, 3), Prose(text)
    return (WritingSpace(lines, label),)
