"""Letters on paper and as text: the same words, nothing as markup, and a draft that says so."""

from __future__ import annotations

import io
import os
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from pypdf import PdfReader

from leadready import language
from leadready.report.letter import letter_pdf, letter_text
from tests.report.letters import document, full_letter
from tests.report.reading import whole_text

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.mark.parametrize("spoken", ["en", "cy"])
def test_the_letter_reads_as_it_did(spoken: str):
    language.use(spoken)
    try:
        text = letter_text(document())
    finally:
        language.use(language.ENGLISH)
    golden = GOLDEN / f"letter-{spoken}.txt"
    if os.environ.get("LEADREADY_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_pdf_and_text_say_the_same():
    made = document()
    printed = "".join(whole_text(letter_pdf(made)).split())
    for line in letter_text(made).splitlines():
        words = "".join(line.removeprefix("- ").strip("-= ").split())
        assert words in printed or ":" in line, line  # tables are told as "label: value"


def test_the_same_letter_gives_the_same_bytes():
    assert letter_pdf(document()) == letter_pdf(document())


def test_a_draft_says_on_every_page_and_first_of_all_that_it_is_one():
    draft = replace(document(), reviewed_by="", sentence="")
    assert letter_text(draft).startswith("DRAFT: nobody has released this letter.")
    reader = PdfReader(io.BytesIO(letter_pdf(draft)))
    assert all("DRAFT: nobody has released this letter." in page.extract_text() for page in reader.pages)
    released = letter_text(document())
    assert "DRAFT" not in released
    assert released.endswith("Dr Lea Lead read this letter before it was sent.\n")
    assert "DRAFT" not in whole_text(letter_pdf(document()))


@pytest.mark.parametrize(
    "typed",
    [
        "BP <90 systolic & HR >120",
        "<img src=/etc/hostname> <img src='http://example.org/x.png'/>",
        "<para><font color='red'>x</font></para> &amp; &#65; <!-- -->",
        "(unbalanced ) \\ parentheses \\( and {braces} %s {0}",
        '=HYPERLINK("http://example.org")',
    ],
)
def test_what_anybody_typed_is_printed_as_typed(typed: str):
    letter = full_letter(name=typed, reached_at=typed, round_title=typed, contact=typed, person=typed, reason=typed)
    made = replace(document(), letter=letter, sentence=typed, reviewed_by=typed)
    content = letter_pdf(made)
    bare = "".join(typed.split())
    assert "".join(whole_text(content).split()).count(bare) >= 8
    assert "".join(letter_text(made).split()).count(bare) >= 8
    reader = PdfReader(io.BytesIO(content))
    assert not any(page.images or "/Annots" in page for page in reader.pages)
    assert reader.attachments == {}


def test_a_mark_is_as_whole_as_it_is_and_points_round_half_up():
    text = letter_text(document(total=Fraction(1175, 20), questions=()))
    assert "Your total is 58.8 of 100." in text
    assert "Your mark: 3.5\n" in letter_text(document())


def test_nothing_is_said_of_what_is_not_there():
    bare = full_letter(total=None, questions=(), gates=(), reason="", error=None, person="", place=None)
    text = letter_text(replace(document(), letter=bare))
    assert "You have no total: not every question of yours was marked." in text
    assert "Nobody marked your answers." in text
    assert "Conditions" not in text
    assert "standard error" not in text
    assert "The decision was made by" not in text
    assert "counts for nothing in it" in text


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("offered", "We offer you a place."),
        ("reserve", "You are on the reserve list."),
        ("withdrawn", "Your application was withdrawn"),
        ("ineligible", "does not meet the conditions"),
    ],
)
def test_every_outcome_is_said_in_plain_words(outcome: str, words: str):
    assert words in letter_text(document(outcome=outcome))
    assert "Your place on it: 2." in letter_text(document(outcome="reserve", place=2))


def test_an_offer_from_the_reserve_list_says_how_long_it_holds():
    text = letter_text(document(outcome="offered", until="2027-03-09T16:30:00Z"))
    assert "The offer holds until 9 March 2027, 16:30 (UTC)." in text
    assert "The offer holds" not in letter_text(document())
