"""The report on a round and what is kept about one applicant, on paper: the same words as before, nothing as markup."""

from __future__ import annotations

import io
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from leadready import language
from leadready.panel.contest import AnswerKept, MarkGiven, contest
from leadready.panel.kinds import KINDS
from leadready.panel.round_summary import round_summary
from leadready.report.contest import contest_pdf, contest_text, kind_words
from leadready.report.panel_report import panel_report_pdf, panel_report_text
from tests.panel.rounds import Round
from tests.report.reading import whole_text
from tests.report.rounds import whole_round

GOLDEN = Path(__file__).parents[1] / "golden"
DAY = date(2027, 3, 1)
TYPED = (
    "BP <90 systolic & HR >120",
    "<img src=/etc/hostname> <img src='http://example.org/x.png'/>",
    "<para><font color='red'>x</font></para> &amp; &#65; <!-- -->",
    "(unbalanced ) \\ parentheses \\( and {braces} %s {0}",
    '=HYPERLINK("http://example.org")',
)


def golden(name: str, text: str) -> str:
    file = GOLDEN / name
    if os.environ.get("LEADREADY_GOLDEN"):
        file.write_text(text, encoding="utf-8")
    return file.read_text(encoding="utf-8")


def of(made: Round, code: str = "C4N9TV"):
    return contest(made.view(), made.log(), code)


@pytest.mark.parametrize("spoken", ["en", "cy"])
def test_the_report_reads_as_it_did(spoken: str):
    language.use(spoken)
    try:
        text = panel_report_text(round_summary(whole_round().view()), DAY)
    finally:
        language.use(language.ENGLISH)
    assert text == golden(f"panel-report-{spoken}.txt", text)


def test_what_is_kept_reads_as_it_did():
    text = contest_text(of(whole_round()), DAY)
    assert text == golden("contest.txt", text)


@pytest.mark.parametrize("typed", TYPED)
def test_what_anybody_typed_is_printed_as_typed(typed: str):
    report = panel_report_pdf(round_summary(whole_round(typed=typed).view()), DAY)
    named = whole_round(name=f"{typed} Jo" if "{" not in typed else "Jo", typed=typed)
    bare = "".join(typed.split())
    for content in (report, contest_pdf(of(named), DAY)):
        assert "".join(whole_text(content).split()).count(bare) >= 5
        reader = PdfReader(io.BytesIO(content))
        assert not any(page.images or "/Annots" in page for page in reader.pages)


def test_no_name_of_an_applicant_is_on_the_report():
    made = whole_round(name="Zebedee Quux-{code}")
    words = whole_text(panel_report_pdf(round_summary(made.view()), DAY))
    assert "Quux" not in words
    assert "A2K7QX" in words


def test_hidden_places_are_said_in_words_that_every_font_has():
    kept = AnswerKept("Leading", "I asked Jo Li for help.", "I asked █████ for help.", 1)
    text = contest_text(replace(of(whole_round()), answers=(kept,)), DAY)
    assert "I asked Jo Li for help." in text
    assert "I asked [hidden] for help." in text
    assert "1 place was hidden." in text


def test_what_each_rater_ticked_has_a_column_of_its_own():
    def mark(rater: str, *said: bool | None) -> MarkGiven:
        return MarkGiven(
            rater, "Leading", 3, "", tuple(zip(("Is it clear?", "Is it there?"), said, strict=True)), counts=True
        )

    kept = replace(of(whole_round()), marks=(mark("Rater 1", True, None), mark("Rater 2", False, None)))
    text = contest_text(kept, DAY)
    assert "What the answer shows: Is it clear?\n  Rater 1: yes\n  Rater 2: no" in text
    assert "What the answer shows: Is it there?\n  Rater 1: –\n  Rater 2: –" in text
    unsaid = replace(kept, marks=(mark("Rater 1", None, None),))
    assert "Lines that raters went through" not in contest_text(unsaid, DAY)


def test_the_report_begins_with_what_a_chair_is_asked_first():
    words = panel_report_text(round_summary(whole_round().view()), DAY)
    brief = words[words.index("In brief") : words.index("The round as it was published")]
    # Pairs of marks: 11 applications of two raters on two criteria; counted by hand in MARKS.
    for said in (
        "12 applications came in; 11 have a mark on every criterion.",
        "The line is at 76.3 of 100. On it or above: 2.",
        "the same mark in 9 of 22 cases, and marks at most one apart in 21.",
        "Offered: 3; Reserve list: 1; Not appointed: 1; Not decided yet: 7.",
        "Offered a place from below the line: 1. Not appointed from above it: 0.",
    ):
        assert said in brief


def test_a_rank_that_many_share_names_three_at_most():
    summary = round_summary(whole_round().view())
    first = summary.places[0]
    few, many = (
        panel_report_text(replace(summary, places=(replace(first, tied=tuple("ABCD"[:n])),)), DAY) for n in (3, 4)
    )
    assert "Tied with: A, B, C\n" in few
    assert "Tied with: 4 others\n" in many


def test_a_round_in_which_nothing_has_happened_has_a_report():
    words = panel_report_text(round_summary(Round().view()), DAY)
    for said in ("No application has a total yet.", "Nobody has locked a mark yet.", "Nothing has been decided yet."):
        assert said in words
    assert panel_report_pdf(round_summary(Round().view()), DAY).startswith(b"%PDF")


def test_the_same_round_gives_the_same_bytes():
    one, other = (panel_report_pdf(round_summary(whole_round().view()), DAY) for _time in range(2))
    assert one == other
    assert contest_pdf(of(whole_round()), DAY) == contest_pdf(of(whole_round()), DAY)


def test_every_kind_of_record_has_a_word_and_an_unknown_one_keeps_its_name():
    of_the_round = {"benchmark", "calibrated", "discussed", "member", "erase", "deleted"}
    named = {kind for kind in KINDS if kind_words(kind) != kind}
    assert KINDS.keys() - of_the_round <= named
    assert kind_words("from-the-future") == "from-the-future"
