"""Paper: fonts, colours, styles, and the one way in which text gets onto it.

reportlab reads text as markup. Text from outside is never markup, so `flowing` here is the only place that makes a
paragraph
(tests/report/test_escaping.py): it escapes everything, and finds another font for letters that the first one lacks.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph

from leadready import assets

REGULAR, SEMIBOLD, BOLD, ITALIC, FALLBACK = "Reading", "Reading-SemiBold", "Reading-Bold", "Reading-Italic", "Fallback"
_FILES = {
    REGULAR: "AtkinsonHyperlegibleNext-Regular",
    SEMIBOLD: "AtkinsonHyperlegibleNext-SemiBold",
    BOLD: "AtkinsonHyperlegibleNext-Bold",
    ITALIC: "AtkinsonHyperlegibleNext-Italic",
    FALLBACK: "NotoSans-Regular",
}
SUBSTITUTE = "\N{REPLACEMENT CHARACTER}"

WIDTH, HEIGHT = 210 * mm, 297 * mm
MARGIN = 25 * mm
COLUMN = 160 * mm

_COLOURS = {
    "surface": "#FFFFFF",
    "sunken": "#E6E4DD",
    "hairline": "#CFCDC6",
    "line": "#6F7572",
    "ink": "#1B2422",
    "muted": "#4F5B57",
    "accent": "#0B5B57",
    "accent_soft": "#DCEDEA",
    "warm_soft": "#FBEBD3",
}


@dataclass(frozen=True, slots=True)
class _Look:
    font: str
    size: float
    leading: float
    colour: str = "ink"
    before: float = 0
    after: float = 0
    keep_with_next: bool = False


_LOOKS = {
    "cover": _Look(BOLD, 30, 36, after=10),
    "title": _Look(SEMIBOLD, 20, 25, before=2, after=8, keep_with_next=True),
    "heading": _Look(SEMIBOLD, 14, 18, before=12, after=4, keep_with_next=True),
    "label": _Look(SEMIBOLD, 11, 15, before=7, after=1, keep_with_next=True),
    "body": _Look(REGULAR, 11, 15, after=4),
    "strong": _Look(SEMIBOLD, 11, 15),
    "muted": _Look(REGULAR, 11, 15, "muted", after=4),
    "caption": _Look(REGULAR, 9.5, 12.5, "muted", after=3),
    "cell": _Look(REGULAR, 9.5, 12.5),
    "cell-strong": _Look(SEMIBOLD, 9.5, 12.5),
    "level": _Look(SEMIBOLD, 9.5, 12.5, "accent"),
}


def colour(role: str) -> Color:
    """The colour of a role on paper."""
    return HexColor(_COLOURS[role])


@cache
def prepare() -> None:
    """Load the fonts and close reportlab's doors.

    No pictures from files or addresses, no colours by evaluation, no clock.
    """
    rl_config.trustedHosts = []
    rl_config.trustedSchemes = []
    rl_config.toColorCanUse = None
    folder = assets.resources() / "fonts"
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(folder / f"{file}.ttf")))
    # Without these every file would carry a font that is not embedded.
    rl_config.canvas_basefontname = REGULAR


@cache
def style(role: str) -> ParagraphStyle:
    """The style of a role."""
    look = _LOOKS[role]
    return ParagraphStyle(
        role,
        fontName=look.font,
        fontSize=look.size,
        leading=look.leading,
        textColor=colour(look.colour),
        spaceBefore=look.before,
        spaceAfter=look.after,
        keepWithNext=look.keep_with_next,
        splitLongWords=True,
        allowWidows=0,
        allowOrphans=0,
        bulletFontName=REGULAR,
    )


class Flowing(Paragraph):  # type: ignore[misc]
    """A paragraph that knows its role and its plain text, and breaks its lines once for each width.

    Tables and frames ask again and again how high a paragraph is; the answer changes with the width only. reportlab
    makes the halves of a split one by itself, so there is no constructor of our own.
    """

    role = "body"
    plain = ""
    _wrapped: tuple[float, tuple[float, float]] | None = None

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Break the lines, unless they are broken for this width already."""
        # reportlab drops the lines (blPara) once a paragraph is drawn or split.
        if self._wrapped is None or self._wrapped[0] != width or not hasattr(self, "blPara"):
            self._wrapped = width, super().wrap(width, height)
        return self._wrapped[1]


def flowing(text: str, role: str = "body") -> Flowing:
    """Make a paragraph of plain text; line ends stay."""
    prepare()
    made = Flowing(markup(text, _LOOKS[role].font), style(role))
    made.role, made.plain = role, text
    return made


def markup(text: str, font: str) -> str:
    """Escape a text, and set what its font lacks in the fallback font."""
    return "<br/>".join(_runs(clean(line), font) for line in text.splitlines()) or " "


def clean(text: str) -> str:
    """Drop what has no shape on paper: control characters, and marks that turn the direction of other text."""
    return "".join(" " if letter == "\t" else letter for letter in text if not _is_hidden(letter))


def _is_hidden(letter: str) -> bool:
    return letter != "\t" and unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co", "Cn"}


def _runs(line: str, font: str) -> str:
    main = _letters(font)
    if all(ord(letter) in main for letter in line):
        return escape(line)
    runs: list[str] = []
    for letter in line:
        if ord(letter) in main:
            runs.append(escape(letter))
        else:
            shown = letter if ord(letter) in _letters(FALLBACK) else SUBSTITUTE
            runs.append(f'<font name="{FALLBACK}">{escape(shown)}</font>')
    return "".join(runs)


def has_letter(font: str, letter: str) -> bool:
    """Whether a font can show a letter."""
    return ord(letter) in _letters(font)


@cache
def _letters(font: str) -> frozenset[int]:
    prepare()
    return frozenset(pdfmetrics.getFont(font).face.charToGlyph)
