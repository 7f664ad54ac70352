"""Paper: its size, and the fonts, colours and styles of everything on it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reportlab import rl_config
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.units import inch, mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from leadready import assets
from leadready.report.colours import PRINTED
from leadready.report.edition import Paper

if TYPE_CHECKING:
    from leadready.report.blocks import Rank, Tone

REGULAR, SEMIBOLD, BOLD, FALLBACK = "Reading", "Reading-SemiBold", "Reading-Bold", "Fallback"
_FILES = {
    REGULAR: "AtkinsonHyperlegibleNext-Regular",
    SEMIBOLD: "AtkinsonHyperlegibleNext-SemiBold",
    BOLD: "AtkinsonHyperlegibleNext-Bold",
    FALLBACK: "NotoSans-Regular",
}
SUBSTITUTE = "\N{REPLACEMENT CHARACTER}"
"""What stands for a letter that no font here has, so that nothing vanishes unseen."""
_HIGHEST = 0xFFFF
"""Beyond it reportlab cannot write how a letter reads back."""

COLUMN = 160 * mm
TOP, BOTTOM = 24 * mm, 22 * mm


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper, with one column in its middle; sizes in points."""

    width: float
    height: float

    @property
    def margin(self) -> float:
        """What is left of the column."""
        return float(self.width - COLUMN) / 2

    @property
    def frame(self) -> float:
        """The height between header and footer."""
        return float(self.height - TOP - BOTTOM)


SHEETS = {Paper.A4: Sheet(210 * mm, 297 * mm), Paper.LETTER: Sheet(8.5 * inch, 11 * inch)}
FRAME = min(sheet.frame for sheet in SHEETS.values())
"""The height that every sheet has for text."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set; sizes in points. A text that `heads` is never the last on its page."""

    font: str
    size: float
    leading: float
    colour: str = "ink"
    before: float = 0
    after: float = 0
    heads: bool = False

    @property
    def first_baseline(self) -> float:
        """How far the first baseline lies under the top; letters stand in the middle of their lines."""
        return (self.leading - self.size) / 2 + 0.82 * self.size


HEADINGS: dict[Rank, Style] = {
    0: Style(BOLD, 32, 38, after=14, heads=True),
    1: Style(SEMIBOLD, 20, 25, after=8, heads=True),
    2: Style(SEMIBOLD, 14, 18, before=13, after=4, heads=True),
    3: Style(SEMIBOLD, 11, 15, before=8, after=1, heads=True),
}
STYLES: dict[Tone, Style] = {
    "name": Style(SEMIBOLD, 20, 25),
    "role": Style(REGULAR, 14, 19, "muted", after=18),
    "body": Style(REGULAR, 11, 15, after=4),
    "strong": Style(SEMIBOLD, 11, 15),
    "muted": Style(REGULAR, 11, 15, "muted", after=4),
    "caption": Style(REGULAR, 9.5, 12.5, "muted", after=3),
    "cell": Style(REGULAR, 9.5, 12.5),
    "cell-strong": Style(SEMIBOLD, 9.5, 12.5),
    "level": Style(SEMIBOLD, 9.5, 12.5, "accent"),
}
RUNNING = Style(REGULAR, 8.5, 11, "muted")


@cache
def prepare() -> None:
    """Load the fonts and close reportlab's doors: no pictures from files or addresses, no colours by evaluation."""
    rl_config.trustedHosts = []
    rl_config.trustedSchemes = []
    rl_config.toColorCanUse = None
    rl_config.useA85 = 0  # streams as they are: the text form is larger and slower to write
    # Without these every file would carry a font that is not embedded.
    rl_config.canvas_basefontname = REGULAR
    rl_config.defaultGraphicsFontName = REGULAR
    folder = assets.resources() / "fonts"
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(folder / f"{file}.ttf")))


@cache
def colour(role: str, opacity: float = 1.0) -> Color:
    """Give the colour of a role, mixed with the white of the paper: transparency depends on the file's reader."""
    full = HexColor(PRINTED[role])
    return Color(*(1 - opacity * (1 - part) for part in (full.red, full.green, full.blue)))


@cache
def letters(font: str) -> frozenset[str]:
    """List the letters that a font has."""
    prepare()
    return frozenset(chr(code) for code in pdfmetrics.getFont(font).face.charToGlyph if code <= _HIGHEST)


class Advances(dict[str, float]):
    """The width of each letter at one point; a letter that the font lacks has the width it has in the fallback font."""

    def __init__(self, font: str) -> None:
        self._font = font
        super().__init__({letter: _advance(font, letter) for letter in letters(font)})

    def __missing__(self, letter: str) -> float:
        self[letter] = _advance(FALLBACK, letter)
        return self[letter]


@cache
def advances(font: str) -> Advances:
    """Give the widths of a font's letters."""
    return Advances(font)


def _advance(font: str, letter: str) -> float:
    return float(pdfmetrics.stringWidth(letter, font, 1))
