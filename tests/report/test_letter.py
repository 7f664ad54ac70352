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
from leadready.panel.letter import Anchored, GateResult, QuestionResult
from leadready.report.letter import LetterDocument, letter_pdf, letter_text
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
    last = reader_of(document()).pages[-1].extract_text()
    assert "Write to:" in last
    assert "read this letter before it was sent" in last
    assert "DRAFT" not in whole_text(letter_pdf(document()))


def reader_of(made: LetterDocument) -> PdfReader:
    return PdfReader(io.BytesIO(letter_pdf(made)))


@pytest.mark.parametrize(
    ("name", "greeting"),
    [
        ("ليلى حداد", "Dear applicant,"),
        ("Hiro Tanaka 田中", "Dear Hiro Tanaka,"),
        ("Zoë Ní Bhriain", "Dear Zoë Ní Bhriain,"),
    ],
)
def test_a_name_that_the_page_cannot_show_is_not_printed_in_boxes(name: str, greeting: str):
    made = document(name=name)
    printed = whole_text(letter_pdf(made))
    assert greeting in printed
    assert "\N{REPLACEMENT CHARACTER}" not in printed
    assert ("this page cannot show" in printed) is (name.encode("cp1252", "replace").decode("cp1252") != name)
    assert f"Dear {name}," in letter_text(made)


def test_a_condition_that_is_not_met_comes_before_the_total():
    met, unmet = GateResult("Time", passed=True), GateResult("A sponsor", passed=False)
    text = letter_text(document(outcome="ineligible", gates=(met, unmet)))
    assert text.index("A sponsor: not met") < text.index("Your total and the line")
    text = letter_text(document(gates=(met,)))
    assert text.index("Time: met") > text.index("Your total and the line")


def test_who_has_no_mark_in_the_upper_half_is_told_what_went_best():
    questions = tuple(
        QuestionResult(
            title,
            Fraction(weight),
            1,
            5,
            Fraction(mark),
            2,
            scaled=Fraction(mark - 1) * 25,
            reached=Anchored(1, "x"),
            aim=Anchored(3, "y"),
        )
        for title, mark, weight in (("Leading", 1, 3), ("Why", 2, 1))
    )
    text = letter_text(document(questions=questions))
    assert "No mark of yours is in the upper half of its scale this time. The highest: Why." in text
    assert "Stronger, mark 3: y" in text
    assert "Leading\n  Your mark: 1 of 5\n  On 0 to 100: 0\n  Weight: 3\n" in text
    assert "each counted by its weight." in text


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
    assert "Your mark: 3.5 of 5\n" in letter_text(document())


def test_nothing_is_said_of_what_is_not_there():
    bare = full_letter(total=None, questions=(), gates=(), reason="", error=None, person="", place=None)
    text = letter_text(replace(document(), letter=bare))
    assert "You have no total: not every question of yours was marked." in text
    assert "Nobody marked your answers." in text
    assert "question by question" not in text
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
