"""Writing: the one way in which text gets onto paper.

No text is ever read as markup: it is cleaned, broken into lines and drawn as it stands. Nothing in this room makes one
of reportlab's own paragraphs, which do read markup (tests/report/test_escaping.py) and take several times as long.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING, Any

from leadready.report import paper
from leadready.report.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadready.report.paper import Advances, Style

_LINE_ENDS = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
_EMPTY_LINES = re.compile(r"\n[ \n]*\n")
# A word with the spaces after it; words joined by a hyphen or stroke may part there.
_WORDS = re.compile(r"(?:[^ ]*?[^\W\d_][-/–—](?=[^\W\d_])|[^ ]+) *|^ +")
_HIDDEN = {"Cc", "Cf"}
_SPACES = {"\t": " ", "\u200b": " ", "\u202f": "\u00a0", "\u2007": "\u00a0"}
_VARIANTS = {chr(code) for code in range(0xFE00, 0xFE10)}


def clean(text: str) -> str:
    """Make a text that can be drawn.

    Line ends become one kind, and an empty line never follows another. Control characters and marks that would turn the
    direction of other text are dropped; what no font here can show becomes a visible substitute.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text))
    cleaned = "".join(map(_shown, text)) if not _shows(text) else text
    return _EMPTY_LINES.sub("\n\n", cleaned).strip("\n")


def unshown(text: str) -> str:
    """Give a text as it was written where letters of it cannot be drawn, for readers aloud; empty where all can."""
    if text.isascii() or _shows(text):
        return ""
    written = " ".join(unicodedata.normalize("NFC", plain(text)).split())
    return written if written != " ".join(clean(text).split()) else ""


def drawable(text: str) -> str:
    """Give a text of one line without the words of which letters cannot be drawn; as it is where all can."""
    return text if not unshown(text) else " ".join(word for word in text.split() if not unshown(word))


def _shows(text: str) -> bool:
    return paper.letters(paper.REGULAR).issuperset(text) and text.isprintable()


def _shown(letter: str) -> str:
    if letter == "\n" or letter in _SPACES:
        return _SPACES.get(letter, letter)
    category = unicodedata.category(letter)
    if category in _HIDDEN or letter in _VARIANTS:
        return ""
    if letter in paper.letters(paper.REGULAR) or letter in paper.letters(paper.FALLBACK):
        return letter
    return " " if category == "Zs" else paper.SUBSTITUTE


def in_lines(text: str, style: Style, room: float) -> list[str]:
    """Break a text into lines of at most `room` points; a word longer than that is broken too.

    A line that goes on or is followed by another ends with a space, so that a reader aloud does not join two words.
    """
    advance = paper.advances(style.font)
    lines: list[str] = []
    for paragraph in clean(text).replace("\n", " \n").split("\n"):
        lines.extend(_filled(paragraph, advance, room / style.size))
    return lines


def _filled(paragraph: str, advance: Advances, room: float) -> Iterator[str]:
    line, used = "", 0.0
    for word in _WORDS.findall(paragraph):
        width = sum(map(advance.__getitem__, word))
        seen = width - advance[" "] * (len(word) - len(word.rstrip(" ")))
        if line and used + seen > room:
            yield line
            line, used = "", 0.0
        if seen > room:
            *full, word = _cut(word, advance, room)  # noqa: PLW2901 - the rest of the word goes on
            yield from full
            width = sum(map(advance.__getitem__, word))
        line, used = line + word, used + width
    yield line


def _cut(word: str, advance: Advances, room: float) -> list[str]:
    """Cut a word that is longer than a line."""
    pieces: list[str] = []
    start, used = 0, 0.0
    for place, letter in enumerate(word):
        used += advance[letter]
        if used > room and place > start and letter != " ":
            pieces.append(word[start:place])
            start, used = place, advance[letter]
    return [*pieces, word[start:]]


def draw_lines(canvas: Any, lines: list[str], style: Style, x: float, top: float) -> None:  # noqa: ANN401 - untyped
    """Draw lines one under the other, the first below `top`."""
    canvas.setFillColor(paper.colour(style.colour))
    text = canvas.beginText(x, top - style.first_baseline)
    text.setFont(style.font, style.size, style.leading)
    own = paper.letters(style.font)
    for line in lines:
        if own.issuperset(line):
            text.textLine(line)
            continue
        for font, run in runs(line, style.font):
            text.setFont(font, style.size, style.leading)
            text.textOut(run)
        text.setFont(style.font, style.size, style.leading)
        text.textLine("")
    canvas.drawText(text)


def draw_line(canvas: Any, text: str, style: Style, x: float, baseline: float, *, share: float = 0.0) -> None:  # noqa: ANN401
    """Draw one line. `share` is the part of it that lies left of `x`: 0.5 centres, 1 ends it there."""
    line = " ".join(clean(text).split("\n"))
    left = x - share * width(line, style)
    draw_lines(canvas, [line], style, left, baseline + style.first_baseline)


def shortened(text: str, style: Style, room: float) -> str:
    """Cut a line to `room` points, and show that it is cut."""
    line = " ".join(clean(text).split("\n"))
    if width(line, style) <= room:
        return line
    mark = "…"
    kept = _cut(line, paper.advances(style.font), room / style.size - paper.advances(style.font)[mark])[0]
    return kept.rstrip() + mark


def width(line: str, style: Style) -> float:
    """Measure one line in points."""
    return sum(map(paper.advances(style.font).__getitem__, line)) * style.size


def runs(line: str, font: str) -> Iterator[tuple[str, str]]:
    """Part a line into stretches of one font."""
    own = paper.letters(font)
    for has, stretch in groupby(line, own.__contains__):
        yield (font if has else paper.FALLBACK), "".join(stretch)
