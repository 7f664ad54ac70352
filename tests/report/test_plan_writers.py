"""The plan as text, as a web page and as dates: the same words as the PDF, and nothing typed becomes markup."""

from __future__ import annotations

import os
import unicodedata
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadready.errors import FileNotWritten
from leadready.planning.plan import DevelopmentPlan, Goal, PlannedAction
from leadready.report.blocks import Bullets, Heading, Prose, Table, held
from leadready.report.plain import one_line
from leadready.report.plan_calendar import plan_calendar
from leadready.report.plan_html import plan_html
from leadready.report.plan_text import plan_text
from leadready.report.sections import sections
from leadready.workflow.export import PLAN_ENDINGS, export_plan
from tests.report.plans import DAY, crowded, document, for_golden

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leadready.report.blocks import Block

GOLDEN = Path(__file__).parents[1] / "golden"
HOSTILE = '<script>alert(1)</script> & "]]>" {x} \N{RIGHT-TO-LEFT OVERRIDE}\N{PARTY POPPER}'


def said(blocks: Iterable[Block]) -> Iterator[str]:
    """Every text that has been written, in the order in which it is read."""
    for block in blocks:
        match block:
            case Heading() | Prose():
                yield block.text
            case Bullets():
                yield from block.items
            case Table():
                for cell in (cell for row in block.rows for cell in row.cells):
                    yield from said(cell)
            case _:
                for group in held(block):
                    yield from said(group)


class Page(HTMLParser):
    """What a browser would find in a page."""

    VOID = frozenset({"meta", "line", "rect", "circle", "br"})

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
    text, page = flat(plan_text(made)), flat(" ".join(Page(plan_html(made)).words))
    for where in (text, page):
        place = 0
        for words in (flat(one) for section in sections(made) for one in said(section.blocks)):
            found = where.find(words, place)
            assert found >= 0, words
            place = found + len(words)


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
    assert [value for _, value in days] == ["20261231", "20270101", "20270105", "20270106"]
    assert [unescaped(value) for name, value in lines if name == "SUMMARY"] == [
        "Ask; then, act\\now",
        "Review: Goal 1: Speak up",
    ]
    assert [unescaped(value) for name, value in lines if name == "DESCRIPTION"] == ["Goal 1: Speak up", "Two\nhuddles"]
    identities = [value for name, value in lines if name == "UID"]
    assert len(set(identities)) == 2


def test_what_is_said_twice_is_two_events():
    twice = (PlannedAction(title="Ask", by=DAY),) * 2
    goals = (Goal(title="Speak up", actions=twice),)
    lines = unfolded(plan_calendar(document(plan=DevelopmentPlan(created_on=DAY, goals=goals))))
    assert len({value for name, value in lines if name == "UID"}) == 2


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
    (summary,) = [unescaped(value) for name, value in lines if name == "SUMMARY"]
    assert summary == (one_line(title) or "Goal 1: Speak up")
    assert [letter for letter in summary if not letter.isspace()] == [
        letter
        for letter in (title if one_line(title) else "Goal 1: Speak up")
        if not letter.isspace() and unicodedata.category(letter) != "Cc"
    ]


def test_another_ending_is_refused_with_those_that_are_known(tmp_path: Path):
    with pytest.raises(FileNotWritten, match=r"\.pdf, \.html, \.txt, \.ics"):
        export_plan(document(), tmp_path / "plan.exe")
    assert not list(tmp_path.iterdir())
    for ending in PLAN_ENDINGS:
        first = export_plan(document(), tmp_path / f"a{ending.upper()}").read_bytes()
        assert first == export_plan(document(), tmp_path / f"b{ending}").read_bytes()
