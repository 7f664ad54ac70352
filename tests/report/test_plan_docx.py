"""The plan as a Word document: real structure, nothing of this computer, and the same bytes for the same plan."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import given, settings
from hypothesis import strategies as st

from leadready.planning.plan import DevelopmentPlan, Goal
from leadready.report.blocks import Chart, Table
from leadready.report.edition import USUAL, Edition, Paper, Part
from leadready.report.plain import plain
from leadready.report.plan_docx import plan_docx
from leadready.report.sections import sections
from tests.languages import speaking
from tests.report.plans import DAY, crowded, document
from tests.report.test_plan_writers import flat, written
from tests.report.test_sections import blocks

ROOT = Path(__file__).parents[2]


def opened(content: bytes):
    return docx.Document(BytesIO(content))


def heading_ranks(content: bytes) -> list[int]:
    styles = [paragraph.style.name for paragraph in opened(content).paragraphs]
    return [0 if name == "Title" else int(name[-1]) for name in styles if name == "Title" or name.startswith("Heading")]


@pytest.mark.parametrize("edition", [Edition(), Edition(USUAL - {Part.COVER, Part.SUMMARY}), Edition(frozenset(Part))])
def test_headings_are_real_and_in_order(edition: Edition):
    ranks = heading_ranks(plan_docx(document(name="Sam", plan=crowded()), edition))
    assert ranks.count(0) == 1
    assert ranks[0] == 0
    assert len(ranks) > 20
    assert all(after <= before + 1 for before, after in pairwise(ranks))


def test_tables_are_real_and_their_first_row_repeats():
    made = document(plan=crowded())
    tables = opened(plan_docx(made)).tables
    expected = blocks(sections(made), Table)
    assert [(len(table.rows), len(table.columns)) for table in tables] == [
        (1 + len(table.rows), len(table.heads)) for table in expected
    ]
    for table in tables:
        heads = [row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert heads == [True] + [False] * (len(heads) - 1)
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        width = sum(column.width for column in table.columns)
        assert width == pytest.approx(Mm(160), abs=Mm(1))


def test_pictures_say_in_words_what_they_show():
    made = document()
    pictures = opened(plan_docx(made)).inline_shapes
    said = [picture._inline.docPr.get("descr") for picture in pictures]
    assert said == [chart.drawing.description for chart in blocks(sections(made), Chart)]
    assert len(said) > 25


def test_the_file_says_whose_it_is_and_nothing_of_this_computer():
    content = plan_docx(document(name="Dr Rhiannon\nPugh"))
    properties = opened(content).core_properties
    assert properties.title == "Development plan: Dr Rhiannon Pugh"
    assert (properties.author, properties.last_modified_by) == ("Dr Rhiannon Pugh", "Dr Rhiannon Pugh")
    assert properties.created == properties.modified == datetime(2026, 11, 24, tzinfo=UTC)
    assert (properties.language, properties.comments, properties.revision) == ("en-GB", "", 1)
    with ZipFile(BytesIO(content)) as file:
        assert {part.date_time for part in file.infolist()} == {(2026, 11, 24, 0, 0, 0)}
        text = b"".join(file.read(part) for part in file.namelist() if part.endswith(".xml"))
    assert b"python-docx" not in text
    assert opened(plan_docx(document())).core_properties.author == "leadready"


def test_the_document_names_its_language():
    with speaking("cy"):
        content = plan_docx(document())
    spoken = opened(content).styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert spoken.get(qn("w:val")) == "cy"


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (210, 297)), (Paper.LETTER, (215.9, 279.4))])
def test_paper(paper: Paper, size: tuple[float, float]):
    made = opened(plan_docx(document(), Edition(paper=paper)))
    (section,) = made.sections
    assert (section.page_width, section.page_height) == tuple(pytest.approx(Mm(side), abs=Mm(0.1)) for side in size)
    column = section.page_width - section.left_margin - section.right_margin
    assert column == pytest.approx(Mm(160), abs=Mm(0.1))
    assert section.different_first_page_header_footer
    foot = flat(" ".join(paragraph.text for paragraph in section.footer.paragraphs))
    assert "Private until you share it" in foot


def test_every_section_but_the_first_begins_a_page():
    made = opened(plan_docx(document()))
    begun = [paragraph.text for paragraph in made.paragraphs if paragraph.paragraph_format.page_break_before]
    assert len(begun) == len(sections(document())) - 1
    assert begun[:3] == ["Summary", "Profile", "Goal 1 of 3"]


def test_the_same_document_gives_the_same_bytes_in_another_process():
    code = (
        "import hashlib\n"
        "from leadready.report.plan_docx import plan_docx\n"
        "from tests.report.plans import document\n"
        "print(hashlib.sha256(plan_docx(document(name='N'))).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland"}
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT, env=environment
    )
    assert ended.stdout.strip() == hashlib.sha256(plan_docx(document(name="N"))).hexdigest()


def test_a_text_that_is_read_from_the_right_is_set_from_the_right():
    plan = DevelopmentPlan(
        created_on=DAY, goals=(Goal(title="תכנית שלי 5", matters="Mine", review_on=DAY + timedelta(9)),)
    )
    paragraphs = opened(plan_docx(document(plan=plan))).paragraphs
    turned = {
        paragraph.text for paragraph in paragraphs if paragraph._p.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None
    }
    assert turned == {"תכנית שלי 5"}


@settings(max_examples=30, deadline=None)
@given(
    st.text(st.characters(exclude_categories=("Cs",)), max_size=80),
    st.text(st.sampled_from("<&>\x00\ufffeא\U0001f389\n\t "), max_size=20),
)
def test_any_text_comes_through_whole(title: str, name: str):
    goal = Goal(title=title, matters=name)
    parts = Edition(frozenset({Part.COVER, Part.GOALS}))
    content = plan_docx(document(plan=DevelopmentPlan(created_on=date(2026, 1, 1), goals=(goal,)), name=name), parts)
    said = "".join("".join(written(content)).split())
    for typed in (title, name):
        kept = plain(typed).replace("\ufffe", "").replace("\uffff", "")
        assert "".join(kept.split()) in said
