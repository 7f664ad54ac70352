"""What surrounds the text of a Word document: paper, styles, header and footer, properties, and the file itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from leadready.locales import locale
from leadready.report.colours import PRINTED
from leadready.report.edition import Paper

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.text.paragraph import Paragraph

    from leadready.report.blocks import Tone

_FONT = "Arial"
"""On every computer that reads such files; what is typed into the document later looks the same."""
_SIZES = {Paper.A4: (210.0, 297.0), Paper.LETTER: (215.9, 279.4)}
_COLUMN, _TOP, _BOTTOM = 160.0, 24.0, 22.0
HEADINGS = {0: ("Title", 28.0), 1: ("Heading 1", 20.0), 2: ("Heading 2", 14.0), 3: ("Heading 3", 11.0)}
COLUMN = Mm(_COLUMN)
ROOM = "Plan room"
"""The style of a line to write on."""
_COVER_DROP = Mm(70)


@dataclass(frozen=True, slots=True)
class Look:
    """How a style looks; sizes in points."""

    size: float = 11
    bold: bool = False
    role: str = "ink"
    after: float = 4


LOOKS: dict[Tone, Look] = {
    "name": Look(20, bold=True),
    "role": Look(14, role="muted", after=18),
    "body": Look(),
    "strong": Look(bold=True, after=1),
    "muted": Look(role="muted"),
    "caption": Look(9.5, role="muted", after=3),
    "cell": Look(9.5, after=1),
    "cell-strong": Look(9.5, bold=True, after=1),
    "level": Look(9.5, bold=True, role="accent", after=1),
}
BULLETS: dict[Tone, str] = {"body": "List Bullet", "cell": "List Bullet 2", "caption": "List Bullet 3"}
"""A style for each tone of a list; all are lists on the first level, in the size of their text."""


def style_name(tone: Tone) -> str:
    """Name the style of a tone, as it stands in Word's list of styles."""
    return f"Plan {tone}"


def new_document(paper: Paper) -> Document:
    """Begin a document with paper and styles."""
    made = docx.Document()
    _lay_out(made.sections[0], paper)
    _speak(made)
    normal = _paragraph_style(made, "Normal")
    normal.font.name = _FONT
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:cs"), _FONT)
    _look(normal, Look())
    for name, size in HEADINGS.values():
        style = _paragraph_style(made, name)
        _plain_heading(style)
        _look(style, Look(size, bold=True))
        style.paragraph_format.keep_with_next = True
        style.paragraph_format.space_before = Pt(0 if name in {"Title", "Heading 1"} else 10)
    _paragraph_style(made, "Title").paragraph_format.space_before = _COVER_DROP
    for name, look in (*((style_name(tone), look) for tone, look in LOOKS.items()), (ROOM, Look(after=12))):
        made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = normal
        _look(_paragraph_style(made, name), look)
    _rule(_paragraph_style(made, ROOM))
    for name in ("Header", "Footer"):
        style = _paragraph_style(made, name)
        _look(style, Look(8.5, role="muted", after=0))
        style.paragraph_format.tab_stops.clear_all()
    for tone, name in BULLETS.items():
        style = _paragraph_style(made, name)
        _look(style, LOOKS[tone])
        style.paragraph_format.left_indent = Mm(5)
        style.paragraph_format.first_line_indent = Mm(-5)
    return made


def _paragraph_style(made: Document, name: str) -> ParagraphStyle:
    found = made.styles[name]
    if not isinstance(found, ParagraphStyle):
        raise TypeError(name)
    return found


def _lay_out(section: Section, paper: Paper) -> None:
    width, height = _SIZES[paper]
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = Mm((width - _COLUMN) / 2)
    section.top_margin, section.bottom_margin = Mm(_TOP), Mm(_BOTTOM)
    section.header_distance = section.footer_distance = Mm(12)


def _speak(made: Document) -> None:
    """Say in which language the document is, for whoever reads it aloud or checks its spelling."""
    defaults = made.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    spoken = defaults.find(qn("w:lang"))
    spoken.set(qn("w:val"), locale().tag)


def _plain_heading(style: ParagraphStyle) -> None:
    """Take from a heading what the template has of its own: fonts of the theme, and the line under the title."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for kind in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{kind}"), _FONT)
    for border in style.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)


def _look(style: ParagraphStyle, look: Look) -> None:
    style.font.size, style.font.bold = Pt(look.size), look.bold
    style.font.color.rgb = RGBColor.from_string(PRINTED[look.role].removeprefix("#"))
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(0), Pt(look.after)


def _rule(style: ParagraphStyle) -> None:
    """Draw a line under a paragraph of this style."""
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "4"), ("space", "1"), ("color", PRINTED["line"].removeprefix("#"))):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    style.element.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc")


def head_and_foot(section: Section, head: str, foot: tuple[str, str], pages: str, *, cover: bool) -> None:
    """Write header and footer; a cover has none.

    Args:
        section: Where they stand.
        head: The header.
        foot: The footer: whose it is, and with what it was made.
        pages: The count of pages, with `{n}` and `{total}` where Word counts.
        cover: Whether the first page is a cover.
    """
    section.different_first_page_header_footer = cover
    section.header.paragraphs[0].text = head
    first = section.footer.paragraphs[0]
    section.footer.add_paragraph(foot[1], "Footer")
    first.add_run(f"{foot[0]}\t")
    first.paragraph_format.tab_stops.add_tab_stop(COLUMN, WD_TAB_ALIGNMENT.RIGHT)
    _count(first, pages)


def _count(paragraph: Paragraph, words: str) -> None:
    before, rest = words.split("{n}", 1)
    between, after = rest.split("{total}", 1)
    for said, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        paragraph.add_run(said)
        if field:
            counted = OxmlElement("w:fldSimple")
            counted.set(qn("w:instr"), field)
            paragraph._p.append(counted)  # noqa: SLF001 - python-docx has no fields of its own
            shown = OxmlElement("w:r")
            shown.append(OxmlElement("w:t"))
            shown[0].text = "1"
            counted.append(shown)


def describe(made: Document, *, title: str, subject: str, author: str, made_on: date) -> None:
    """Set the properties of the file: whose it is, and nothing of this computer or of the template."""
    properties = made.core_properties
    moment = datetime.combine(made_on, time(), UTC)
    properties.title, properties.subject, properties.author = title, subject, author
    properties.last_modified_by, properties.language = author, locale().tag
    properties.created = properties.modified = moment
    properties.comments = properties.keywords = properties.category = ""
    properties.revision = 1


def file_of(made: Document, made_on: date) -> bytes:
    """Give the file; every part of it is dated by the plan, so that the same plan gives the same bytes."""
    saved, target = BytesIO(), BytesIO()
    made.save(saved)
    moment = (max(made_on.year, 1980), made_on.month, made_on.day, 0, 0, 0)  # the format knows no earlier year
    with ZipFile(saved) as parts, ZipFile(target, "w", ZIP_DEFLATED) as file:
        for part in parts.infolist():
            dated = ZipInfo(part.filename, moment)
            dated.compress_type = ZIP_DEFLATED
            dated.create_system = 0
            file.writestr(dated, parts.read(part))
    return target.getvalue()
