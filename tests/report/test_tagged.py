"""The tags of the PDF: what is read, in which order, and what is not."""

from __future__ import annotations

import unicodedata
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadready.planning.plan import DevelopmentPlan, Goal, PlannedAction
from leadready.report import paper
from leadready.report.blocks import Bullets, Chart, Heading, Prose, Table, WritingSpace, held
from leadready.report.edition import WHOLE, Edition, Part
from leadready.report.plain import plain
from leadready.report.plan_pdf import plan_pdf
from leadready.report.sections import sections
from tests.report.plans import DAY, crowded, document
from tests.report.reading import ARTEFACT, pages
from tests.report.tree import Node, one_line, tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leadready.report.blocks import Block
    from leadready.report.document import PlanDocument

EXAMPLES = ["ready-unsupported", "early-explorer", "on-the-border", "nothing"]
NAMED = {"name": "Dr Rhiannon Pugh", "role": "Ward pharmacist"}


def written(made: PlanDocument, edition: Edition = WHOLE) -> list[str]:
    """Every text of a document as its blocks say it, in order; a picture in words."""
    found = [text for section in sections(made, edition) for text in _written(section.blocks)]
    lines = [one_line(unicodedata.normalize("NFC", plain(text))) for text in found]
    return [line for line in lines if line]


def _written(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading() | Prose():
                yield block.text
            case Bullets():
                yield from block.items
            case Chart():
                yield block.drawing.description
            case WritingSpace():
                yield "" if block.fills else block.label
            case _:
                for group in _groups(block):
                    yield from _written(group)


def _groups(block: Block) -> tuple[tuple[Block, ...], ...]:
    if isinstance(block, Table):
        return (*block.heads, *(cell for row in block.rows for cell in row.cells))
    return held(block)


def filling(made: PlanDocument) -> set[str]:
    """Labels over lines that only fill a page: where no room is left they vanish."""
    return {
        block.label
        for section in sections(made)
        for block in section.blocks
        if isinstance(block, WritingSpace) and block.fills
    }


def heard(read: Node, made: PlanDocument) -> list[str]:
    """What a screen reader says, without labels that may have vanished."""
    vanishing = filling(made)
    return [text for text in read.said if text not in vanishing]


@pytest.mark.parametrize("example", EXAMPLES)
def test_all_that_is_written_is_read_in_its_order(example: str):
    made = document(example, **NAMED)
    assert heard(tree(plan_pdf(made)), made) == written(made)


@pytest.mark.parametrize("edition", [Edition(shows_scores=False), *(Edition(frozenset({part})) for part in Part)])
def test_every_edition_is_read_in_its_order(edition: Edition):
    made = document(**NAMED)
    read = tree(plan_pdf(made, edition))
    assert heard(read, made) == written(made, edition)
    _check_headings(read)


def test_a_very_long_plan_is_read_in_its_order():
    """Rows that go over pages, cells side by side and lists in them are each read to the end before the next."""
    made = document(plan=crowded())
    assert heard(tree(plan_pdf(made)), made) == written(made)


TYPED = st.text(max_size=300) | st.text(st.sampled_from(" \nab-–/W<&•漢ж\u0301שלום\u202e👩‍⚕️\u200b"), max_size=900)


@settings(max_examples=20)
@given(data=st.data())
def test_any_plan_is_read_as_it_was_typed(data: st.DataObject):
    def typed() -> str:
        return data.draw(TYPED)

    actions = (PlannedAction(title=typed(), steps=(typed(), typed()), support=typed()),)
    goal = Goal(title=typed(), because=typed(), matters=typed(), measure=typed(), obstacle=typed(),
                if_then=typed(), actions=actions, support=typed())  # fmt: skip
    made = document(plan=DevelopmentPlan(created_on=DAY, goals=(goal,)), name=typed(), role=typed())
    read = tree(plan_pdf(made))
    assert heard(read, made) == [text for text in written(made) if text not in filling(made)]
    _check_headings(read)


def test_letters_that_no_font_has_are_read_all_the_same():
    read = tree(plan_pdf(document(name="ד״ר שָׂרָה 漢字 👩‍⚕️")))
    (name,) = [node for node in read.all("P") if "漢" in node.own_text]
    assert name.own_text == "ד״ר שָׂרָה 漢字 👩‍⚕️"
    assert name.role == "P"
    assert not any(node.actual for node in read.walk() if node is not name)


def _check_headings(read: Node) -> None:
    """No level is skipped on the way down, and one heading stands over all others."""
    levels = [int(node.role[1]) for node in read.all("H1", "H2", "H3", "H4")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels


@pytest.mark.parametrize("example", EXAMPLES)
def test_headings_skip_no_level(example: str):
    read = tree(plan_pdf(document(example, **NAMED)))
    _check_headings(read)
    assert [one_line(node.own_text) for node in read.all("H1")] == ["Development plan"]
    assert [one_line(node.own_text) for node in read.all("H2")][:2] == ["Summary", "Profile"]


def test_every_section_is_a_part_of_its_own():
    made = document(**NAMED)
    read = tree(plan_pdf(made))
    assert read.role == "Document"
    assert [node.role for node in read.nodes] == ["Sect"] * len(sections(made))


def test_every_picture_says_in_words_what_it_shows_and_where_it_stands():
    figures = tree(plan_pdf(document())).all("Figure")
    assert len(figures) > 20
    for figure in figures:
        assert figure.alternative
        left, low, right, high = figure.attributes["/BBox"]
        assert 0 <= left < right <= 210 / 25.4 * 72
        assert 0 <= low < high <= 297 / 25.4 * 72
    assert "Desire to lead: 80 of 100, probably between 70 and 90, Established, borderline." in {
        figure.alternative for figure in figures
    }


def test_a_picture_stands_where_its_box_says():
    """The dot of a track lies inside of its box, in the coordinates of the page."""
    content = plan_pdf(document())
    figure = tree(content).all("Figure")[0]
    (number,) = figure.pages
    left, low, right, high = figure.attributes["/BBox"]
    inside = [(x, y) for x, y, _right, _y in pages(content)[number].strokes if left <= x <= right and low <= y <= high]
    assert len(inside) >= 3


@pytest.mark.parametrize("example", EXAMPLES)
def test_tables_are_regular_and_name_their_rows_and_columns(example: str):
    tables = tree(plan_pdf(document(example, **NAMED))).all("Table")
    assert tables
    for table in tables:
        head, *rows = table.nodes
        assert {row.role for row in table.nodes} == {"TR"}
        assert {cell.role for cell in head.nodes} == {"TH"}
        assert all(cell.attributes == {"/O": "/Table", "/Scope": "/Column"} for cell in head.nodes)
        for row in rows:
            assert len(row.nodes) == len(head.nodes)
            assert [cell.role for cell in row.nodes] == ["TH", *["TD"] * (len(head.nodes) - 1)]
            assert row.nodes[0].attributes == {"/O": "/Table", "/Scope": "/Row"}


def test_a_table_over_pages_stays_one_and_its_head_is_read_once():
    content = plan_pdf(document(plan=crowded()))
    table = max(tree(content).all("Table"), key=lambda one: len(_pages_of(one)))
    spread = sorted(_pages_of(table))
    assert len(spread) > 2
    read = pages(content)
    for number in spread:
        heads = [one for one in read[number].body if one.text == "Evidence"]
        assert [one.mark == ARTEFACT for one in heads] == [number != spread[0]]
    assert sum(one.own_text == "Evidence" for one in table.walk()) == 1


def _pages_of(node: Node) -> set[int]:
    return {number for one in node.walk() for number in one.pages}


def test_a_paragraph_over_pages_stays_one():
    long = " ".join(f"word{number}" for number in range(1500))
    plan = DevelopmentPlan(created_on=DAY, goals=(Goal(title="Long", matters=long),))
    (paragraph,) = [node for node in tree(plan_pdf(document(plan=plan))).all("P") if "word7 " in node.own_text]
    assert paragraph.pages == {6, 7, 8, 9}
    assert one_line(paragraph.own_text) == long


def test_lists_are_lists():
    read = tree(plan_pdf(document(**NAMED)))
    lists = read.all("L")
    assert lists
    for one in lists:
        assert one.attributes == {"/O": "/List", "/ListNumbering": "/Disc"}
        for item in one.nodes:
            assert [part.role for part in item.nodes] == ["Lbl", "LBody"]
            assert item.nodes[0].own_text == "•"
    for parent in read.walk():
        assert ("L", "L") not in {(one.role, other.role) for one, other in pairwise(parent.nodes)}, "a list in two"


def test_headers_footers_and_rules_are_not_read():
    read = pages(plan_pdf(document(**NAMED)))
    repeated = {"Score", "Level", "Answered", "Exploring", "Building", "Established", "Leading"}
    repeated |= {"Dimension", "What comes near it here", "My goals"}
    for page in read:
        for one in page.strings:
            assert (one.mark == ARTEFACT) == one.is_frame or one.text in repeated, one


def test_what_has_nothing_in_it_is_left_out():
    for node in tree(plan_pdf(document("nothing"))).walk():
        assert node.kids or node.role in {"TH", "TD"}, node


def test_the_file_says_what_it_is():
    with pikepdf.open(BytesIO(plan_pdf(document(**NAMED)))) as pdf:
        root = pdf.Root
        assert root.MarkInfo.Marked
        assert str(root.Lang) == "en-GB"
        assert root.ViewerPreferences.DisplayDocTitle
        assert [page.obj.StructParents for page in pdf.pages] == list(range(len(pdf.pages)))
        assert {str(page.obj.Tabs) for page in pdf.pages} == {"/S"}
        (intent,) = root.OutputIntents
        assert (str(intent.S), str(intent.OutputConditionIdentifier)) == ("/GTS_PDFA1", "sRGB IEC61966-2.1")
        assert intent.DestOutputProfile.read_bytes()[36:40] == b"acsp"
        with pdf.open_metadata() as about:
            assert (about["pdfuaid:part"], about["pdfaid:part"], about["pdfaid:conformance"]) == ("1", "3", "A")


def test_both_kinds_of_properties_say_the_same():
    name = 'O\'Brien & "Sons" <x> Жанна 😀 \x0b'
    with pikepdf.open(BytesIO(plan_pdf(document(name=name)))) as pdf:
        info = {key: str(value) for key, value in pdf.docinfo.items()}
        with pdf.open_metadata() as about:
            assert about["dc:title"] == info["/Title"] == f"Development plan: {one_line(name)}"
            assert about["dc:creator"] == [info["/Author"]] == [one_line(name)]
            assert about["dc:description"] == info["/Subject"] == "Clinical leadership and improvement readiness"
            assert about["xmp:CreatorTool"] == info["/Creator"] == "leadready"
            assert about["pdf:Producer"] == info["/Producer"]
            assert about["dc:language"] == {"en-GB"} or about["dc:language"] == ["en-GB"]
            assert about["xmp:CreateDate"] == about["xmp:ModifyDate"] == "2026-11-24T00:00:00Z"
            assert info["/CreationDate"] == info["/ModDate"] == "D:20261124000000Z"
        assert len(info) == 7


def test_letters_for_private_use_are_not_drawn():
    """A font may have them; nobody can read them, and an archive must not hold them."""
    for font in (paper.REGULAR, paper.SEMIBOLD, paper.BOLD, paper.FALLBACK):
        assert not any(unicodedata.category(letter) == "Co" for letter in paper.letters(font))
