"""The plan as text, as a web page and as dates: the same words as the PDF, and nothing typed becomes markup."""

from __future__ import annotations

import os
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from leadready.chart.drawing import Drawing
from leadready.errors import FileNotWritten
from leadready.planning.plan import DevelopmentPlan, Goal, PlannedAction
from leadready.report.blocks import Bullets, Chart, Heading, Prose, Row, Table, held
from leadready.report.edition import Edition, Paper
from leadready.report.plain import one_line, plain
from leadready.report.plan_calendar import plan_calendar
from leadready.report.plan_docx import plan_docx
from leadready.report.plan_html import plan_html
from leadready.report.plan_text import _written, plan_text
from leadready.report.sections import sections
from leadready.workflow.export import PLAN_ENDINGS, export_plan
from tests.report.plans import DAY, crowded, document, for_golden

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from icalendar import Event

    from leadready.report.blocks import Block
    from leadready.report.document import PlanDocument

GOLDEN = Path(__file__).parents[1] / "golden"
HOSTILE = '<script>alert(1)</script> & "]]>" {x} \N{RIGHT-TO-LEFT OVERRIDE}\N{PARTY POPPER}'


def said(blocks: Iterable[Block], *, legends: bool = True) -> Iterator[str]:
    """Every text that has been written, in the order in which it is read; with those about pictures, or without."""
    for block in blocks:
        match block:
            case Prose() if block.legend and not legends:
                continue
            case Heading() | Prose():
                yield block.text
            case Bullets():
                yield from block.items
            case Table():
                for cell in (cell for row in block.rows for cell in row.cells):
                    yield from said(cell, legends=legends)
            case _:
                for group in held(block):
                    yield from said(group, legends=legends)


class Page(HTMLParser):
    """What a browser would find in a page."""

    VOID = frozenset({"meta", "line", "rect", "circle", "br", "col"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    @property
    def headings(self) -> list[int]:
        return [int(tag[1]) for tag, _ in self.tags if tag in {"h1", "h2", "h3", "h4"}]


def written(content: bytes) -> Iterator[str]:
    """Every paragraph of a Word document in the order in which it is read, those in tables too."""
    for paragraph in docx.Document(BytesIO(content)).element.body.iter(qn("w:p")):
        yield "".join(
            node.text or "" if node.tag == qn("w:t") else "\n" for node in paragraph.iter(qn("w:t"), qn("w:br"))
        )


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("ending", [".txt", ".html", ".ics"])
def test_the_example_reads_as_before(ending: str, tmp_path: Path):
    """Golden files: change them on purpose, by `LEADREADY_GOLDEN=1`, and read the difference."""
    made = export_plan(for_golden(), tmp_path / f"plan{ending}")
    golden = GOLDEN / f"plan-ready-unsupported{ending if ending != '.txt' else '.plain.txt'}"
    if os.environ.get("LEADREADY_GOLDEN"):
        golden.write_bytes(made.read_bytes())
    assert made.read_bytes() == golden.read_bytes()


@pytest.mark.parametrize("plan", [None, crowded(), DevelopmentPlan(created_on=DAY)])
def test_text_and_page_say_all_that_the_pdf_says_in_its_order(plan: DevelopmentPlan | None):
    made = document(plan=plan, name="Sam")
    page, word = flat(" ".join(Page(plan_html(made)).words)), flat(" ".join(written(plan_docx(made))))
    for where, legends in ((flat(plan_text(made)), False), (page, True), (word, True)):
        place = 0
        for words in (flat(one) for section in sections(made) for one in said(section.blocks, legends=legends)):
            found = where.find(words, place)
            assert found >= 0, words
            place = found + len(words)


def test_a_text_tells_each_level_once_and_nothing_about_pictures():
    text = plan_text(document())
    paragraphs = text.split("\n\n")
    assert (
        "Career path and staying\n  A way ahead where you work is hard to see.\n"
        "  Level: 31 of 100, probably between 12 and 51, Exploring, borderline. could be Exploring to Building\n"
        "  Answered: 4 of 4"
    ) in paragraphs
    place = paragraphs.index("Culture of support for change")
    assert paragraphs[place + 1 : place + 3] == [
        "25 of 100, probably between 14 and 36, Exploring.", "Change seems unsafe or unsupported where you work.",
    ]  # fmt: skip
    assert [words for words in ("Dot: the score.", "thin lines", "Timeline of", "open mark") if words in text] == []


def test_a_text_tells_what_a_picture_in_the_last_column_shows():
    drawing = Drawing(10, 10, (), "Mine: 3 of 5.")
    table = Table(((Prose("Name"),), (Prose("Picture"),)), (1, 1), (Row(((Prose("Mine"),), (Chart(drawing),))),))
    assert list(_written((table,))) == ["Mine\n  Picture: 3 of 5."]
    assert list(_written((Chart(drawing, told=True),))) == []


def test_a_page_is_printed_on_its_paper_and_its_tables_share_their_width():
    page = plan_html(document(), Edition(paper=Paper.LETTER))
    assert "@page{size:letter}" in page
    columns = [attributes["width"] for tag, attributes in Page(page).tags if tag == "col"]
    assert columns[:4] == ["34%", "29%", "26%", "9%"]


def test_a_page_is_in_order_for_those_who_do_not_see_it():
    page = Page(plan_html(document(name="Sam", plan=crowded())))
    assert not page.open
    assert page.headings.count(1) == 1
    assert page.headings[0] == 1
    assert all(after <= before + 1 for before, after in zip(page.headings, page.headings[1:], strict=False))
    assert ("html", {"lang": "en-GB"}) in page.tags
    pictures = [attributes for tag, attributes in page.tags if tag == "svg"]
    assert pictures
    assert all(one["role"] == "img" and one["aria-label"] for one in pictures)
    scopes = [attributes.get("scope") for tag, attributes in page.tags if tag == "th"]
    assert scopes
    assert set(scopes) <= {"col", "row"}
    parted = [attributes for tag, attributes in page.tags if tag in {"p", "li", "h1", "h2", "h3", "h4"}]
    assert all(one.get("dir") == "auto" or one.get("class") == "caption" for one in parted)


def test_a_page_runs_nothing_and_fetches_nothing():
    page = Page(plan_html(document(name=HOSTILE, role=HOSTILE)))
    assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "object", "base", "form", "a"}
    for _tag, attributes in page.tags:
        assert not {name for name in attributes if name.startswith("on") or name in {"href", "src", "style"}}
    assert "default-src 'none'; style-src 'unsafe-inline'" in [one.get("content") for _, one in page.tags]
    assert flat(HOSTILE) in flat(" ".join(page.words))


def unfolded(content: bytes) -> list[tuple[str, str]]:
    """Read a calendar as RFC 5545 has it: lines of at most 75 octets that end in CRLF, folded by a space."""
    assert content.endswith(b"\r\n")
    raw = content.split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in raw)
    assert all(line.decode() is not None for line in raw)  # no letter is cut in two
    lines = content.decode().replace("\r\n ", "").split("\r\n")[:-1]
    return [(name, value) for name, _, value in (line.partition(":") for line in lines)]


def unescaped(value: str) -> str:
    letters, out = iter(value), ""
    for letter in letters:
        if letter == "\\":
            follows = next(letters)
            out += "\n" if follows in "nN" else follows
        else:
            assert letter not in ";,"
            out += letter
    return out


def test_a_calendar_has_a_day_for_each_open_action_and_each_review():
    actions = (
        PlannedAction(title="Ask; then, act\\now", by=date(2026, 12, 31)),
        PlannedAction(title="Done already", by=date(2026, 12, 1), done_on=DAY),
        PlannedAction(title="No date"),
    )
    goal = Goal(title="Speak up", actions=actions, measure="Two\nhuddles", review_on=date(2027, 1, 5))
    lines = unfolded(plan_calendar(document(plan=DevelopmentPlan(created_on=DAY, goals=(goal,)))))
    assert lines[:2] == [("BEGIN", "VCALENDAR"), ("VERSION", "2.0")]
    assert lines[-1] == ("END", "VCALENDAR")
    days = [(name, value) for name, value in lines if name.startswith("DT") and name != "DTSTAMP"]
    assert [value for _, value in days] == ["20261231", "20270101", "20270105", "20270106", "20270524", "20270525"]
    assert [unescaped(value) for name, value in lines if name == "SUMMARY"] == [
        "Ask; then, act\\now",
        "Review: Goal 1: Speak up",
        "Answering again is worth while from today on",
    ]
    assert [unescaped(value) for name, value in lines if name == "DESCRIPTION"][:2] == [
        "Goal 1: Speak up",
        "Two\nhuddles",
    ]
    identities = [value for name, value in lines if name == "UID"]
    assert len(set(identities)) == 3


def test_what_is_said_twice_is_two_events():
    twice = (PlannedAction(title="Ask", by=DAY),) * 2
    goals = (Goal(title="Speak up", actions=twice),)
    lines = unfolded(plan_calendar(document(plan=DevelopmentPlan(created_on=DAY, goals=goals))))
    assert len({value for name, value in lines if name == "UID"}) == 3


def events(made: PlanDocument) -> dict[str, Event]:
    """What an independent reader finds in the calendar of a plan, by id."""
    read = Calendar.from_ical(plan_calendar(made))
    found = {str(event["UID"]): event for event in read.walk("VEVENT")}
    assert len(found) == len(read.walk("VEVENT"))
    assert all(not event.errors for event in found.values())
    return found


def test_a_plan_that_was_changed_takes_the_place_of_what_it_was_in_a_calendar():
    before = replace(document(), sitting="s", kept_at=datetime(2026, 11, 24, 9, 30, tzinfo=UTC))
    goal, *others = before.plan.goals
    moved = goal.actions[0].model_copy(update={"title": "In my own words", "by": date(2027, 3, 1)})
    renamed = goal.model_copy(
        update={"title": "Another name", "actions": (moved, *goal.actions[1:]), "review_on": None}
    )
    plan = before.plan.model_copy(update={"goals": (*others, renamed)})
    after = replace(before, plan=plan, name="Sam", kept_at=datetime(2026, 12, 1, 8, tzinfo=UTC))
    first, second = events(before), events(after)
    assert len(first) == 5 + 3 + 1
    assert set(second) < set(first)  # nothing new; the review without a date is gone
    (changed,) = [uid for uid in second if str(second[uid]["SUMMARY"]) == "In my own words"]
    assert str(first[changed]["SUMMARY"]) == goal.actions[0].title
    assert second[changed]["DTSTART"].dt == date(2027, 3, 1)
    assert {event["SEQUENCE"] for event in first.values()} == {9 * 60 + 30}
    assert {event["SEQUENCE"] for event in second.values()} == {7 * 24 * 60 + 8 * 60}
    assert {event["DTSTAMP"].dt for event in second.values()} == {datetime(2026, 12, 1, 8, tzinfo=UTC)}


def test_plans_of_two_sittings_or_two_people_share_no_event():
    made = document(name="Sam")
    others = (replace(made, name="Kim"), replace(made, answered_on=date(2026, 5, 1)), replace(made, sitting="s"))
    for other in others:
        assert not set(events(made)) & set(events(other))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([None, "pathway"]), st.text(max_size=40)), max_size=8))
def test_every_goal_has_an_event_of_its_own_for_another_reader_too(goals: list[tuple[str | None, str]]):
    made = [Goal(scale_id=scale, title=title, measure=title, review_on=DAY) for scale, title in goals]
    plan = DevelopmentPlan.model_construct(created_on=DAY, goals=tuple(made))
    found = events(document(plan=plan))
    assert len(found) == len(goals) + 1
    assert sorted(str(event["DESCRIPTION"]) for event in list(found.values())[:-1]) == sorted(
        plain(title.strip()) for _scale, title in goals
    )


def test_control_characters_reach_no_file():
    hidden = "Sam\x00\x08\x1b[31m\x85\x7f\tB\r\nC"
    made = document(name=hidden)
    for written in (plan_html(made), plan_text(made)):
        assert not {letter for letter in written if unicodedata.category(letter) == "Cc"} - {"\n", "\t"}
        assert "Sam[31m" in written


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=200), st.dates(DAY, DAY + timedelta(days=400)))
def test_any_title_comes_through_a_calendar_whole(title: str, day: date):
    goal = Goal(title="Speak up", actions=(PlannedAction(title=title, by=day),))
    lines = unfolded(plan_calendar(document(plan=DevelopmentPlan(created_on=DAY, goals=(goal,)))))
    summary, _again = [unescaped(value) for name, value in lines if name == "SUMMARY"]
    assert summary == (one_line(title) or "Goal 1: Speak up")
    assert [letter for letter in summary if not letter.isspace()] == [
        letter
        for letter in (title if one_line(title) else "Goal 1: Speak up")
        if not letter.isspace() and unicodedata.category(letter) != "Cc"
    ]


def test_another_ending_is_refused_with_those_that_are_known(tmp_path: Path):
    with pytest.raises(FileNotWritten, match=r"\.pdf, \.docx, \.html, \.txt, \.ics"):
        export_plan(document(), tmp_path / "plan.exe")
    assert not list(tmp_path.iterdir())
    for ending in PLAN_ENDINGS:
        first = export_plan(document(), tmp_path / f"a{ending.upper()}").read_bytes()
        assert first == export_plan(document(), tmp_path / f"b{ending}").read_bytes()
