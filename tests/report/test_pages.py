"""Whatever is typed, no page clips, overlaps, ends with a heading, or stands empty; and no word is lost."""

from __future__ import annotations

import re
from datetime import date, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadready.planning.plan import LONGEST, DevelopmentPlan, Goal, PlannedAction
from leadready.report import paper, writing
from leadready.report.edition import Edition, Paper, Part
from leadready.report.plan_calendar import plan_calendar
from leadready.report.plan_docx import plan_docx
from leadready.report.plan_html import plan_html
from leadready.report.plan_pdf import plan_pdf
from leadready.report.plan_text import plan_text
from tests.report.plans import DAY, crowded, document, numbered, with_one_long
from tests.report.reading import Drawn, Page, faults, pages, whole_text

if TYPE_CHECKING:
    from collections.abc import Iterable

FIELDS = [
    "title", "because", "matters", "measure", "obstacle", "if_then", "support",
    "actions.title", "actions.steps", "actions.support",
]  # fmt: skip


def words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in text.split()}


@pytest.mark.parametrize("example", ["ready-unsupported", "early-explorer", "on-the-border", "nothing"])
def test_the_examples_have_no_faults(example: str):
    assert faults(pages(plan_pdf(document(example, name="Dr Rhiannon Pugh", role="Ward pharmacist")))) == []


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize(
    "text",
    [numbered("word", LONGEST), "W" * LONGEST, "ab\n" * 1500, "self-" * (LONGEST // 5)],
    ids=["words", "one word", "lines", "hyphens"],
)
def test_the_longest_text_is_printed_whole_in_every_field(field: str, text: str):
    read = pages(plan_pdf(document(plan=with_one_long(field, text))))
    assert faults(read) == []
    printed = re.sub(r"\s", "", "".join(page.text for page in read))
    if text.startswith("word"):
        assert all(printed.count(word) >= 1 for word in text.split())
    else:
        letters = set(re.sub(r"\s", "", text))
        for letter in letters:
            assert printed.count(letter) >= text.count(letter)


def test_four_goals_of_twelve_actions_are_printed_whole():
    plan = crowded()
    content = plan_pdf(document(plan=plan, name=numbered("name", 300), role=numbered("role", 300)))
    read = pages(content)
    assert faults(read) == []
    printed = whole_text(content).split()
    for goal in plan.goals:
        once = [goal.because, goal.matters, goal.measure, goal.obstacle, goal.if_then]
        once += [text for action in goal.actions for text in (*action.steps, action.support)]
        for word in words(once):
            assert printed.count(word.rstrip(".")) + printed.count(f"{word}.") == 1, word
        assert words([goal.title, goal.support]) <= set(printed)
        assert words(action.title for action in goal.actions) <= set(printed)
    assert words([numbered("name", 300), numbered("role", 300)]) <= set(printed)


@pytest.mark.parametrize("count", [0, 1, 4])
def test_empty_goals_give_lines_to_write_on(count: int):
    plan = DevelopmentPlan(created_on=DAY, goals=(Goal(title=""),) * count)
    read = pages(plan_pdf(document(plan=plan)))
    assert faults(read) == []
    goal_pages = [page for page in read if "Why it matters to patients or the service" in page.text]
    assert len(goal_pages) == max(count, 1)
    for page in goal_pages:
        labels = [one for one in page.body if "SemiBold" in one.font and one.size == 11]
        assert len(labels) >= 8
        for label in labels:
            assert _rule_under(page, label), f"{label.text} has no line"


def _rule_under(page: Page, label: Drawn) -> bool:
    return any(0 < label.y - y < 40 and x - 1 <= label.x <= right for x, y, right, _y in page.strokes)


def test_tables_repeat_their_heads():
    read = pages(plan_pdf(document(plan=crowded())))
    with_actions = [page for page in read if re.search(r"step\dn", page.text)]
    assert len(with_actions) > 8
    for page in with_actions:
        heads = [one.text for one in page.body if one.text in {"What", "Support", "Hours", "By", "Evidence"}]
        assert sorted(heads) == ["By", "Evidence", "Hours", "Support", "What"]


def test_header_and_footer_stand_on_every_page_but_the_first():
    name = "A name that is too long for a footer, " * 8
    read = pages(plan_pdf(document(name=name)))
    assert not any(one.is_frame for one in read[0].strings)
    for number, page in enumerate(read[1:], start=2):
        frame = " ".join(one.text for one in page.strings if one.is_frame)
        assert f"Page {number} of {len(read)}" in frame
        assert "Private until you share it" in frame
        assert "A name that is too long" in frame
        assert "1.0.0" in frame


def test_a_goal_begins_on_its_own_page_and_the_header_names_it():
    read = pages(plan_pdf(document()))
    for number in (1, 2, 3):
        # What does not fit goes on, under the same header, on the next page.
        page, *_more = [
            page for page in read if any(one.is_frame and one.text == f"Goal {number} of 3" for one in page.strings)
        ]
        assert page.body[0].text == f"Goal {number} of 3"


def test_dates_in_a_crowd_and_far_away():
    far = date(2999, 12, 31)
    actions = tuple(PlannedAction(title=f"Action {n}", by=DAY + timedelta(days=n // 6)) for n in range(48))
    plan = DevelopmentPlan(
        created_on=DAY,
        goals=(
            Goal(title="Crowd", actions=actions, review_on=DAY),
            Goal(title="Past", actions=(PlannedAction(title="Long ago", by=date(1999, 1, 1)),), review_on=far),
        ),
    )
    assert faults(pages(plan_pdf(document(plan=plan)))) == []


def test_two_hundred_goals_are_written_whole_by_every_writer():
    """The model keeps a plan small for its owner's sake; the writers take what they are given."""
    goals = tuple(
        Goal(
            title=f"goal{number}n",
            matters=f"matters{number}n",
            support=f"support{number % 7}n",
            actions=(PlannedAction(title=f"action{number}n", by=DAY + timedelta(days=number)),),
            review_on=DAY + timedelta(days=number + 30),
        )
        for number in range(200)
    )
    made = document(plan=DevelopmentPlan.model_construct(created_on=DAY, hours_a_month=None, goals=goals))
    read = pages(plan_pdf(made))
    assert faults(read) == []
    word = docx.Document(BytesIO(plan_docx(made)))
    for said in (whole_text_of(read), plan_text(made), plan_html(made), "\n".join(t.text for t in word.paragraphs)):
        words = set(re.findall(r"\w+", said))
        assert {f"{name}{number}n" for name in ("goal", "matters") for number in range(200)} <= words
    assert plan_calendar(made).count(b"BEGIN:VEVENT") == 401


def whole_text_of(read: list[Page]) -> str:
    return "\n".join(page.text for page in read)


NAMES = ["", "Siân Ŵyn-Ångström O’Hara", "תמר לוי", "ليلى حسن", "佐藤 さくら", "🎉👩🏽‍⚕️ Zoë", "W" * 90, "a\u202eb\x00c"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("paper_size", Paper)
def test_any_name_has_no_faults_on_any_paper(name: str, paper_size: Paper):
    made = document("early-explorer", name=name, role=name)
    assert faults(pages(plan_pdf(made, Edition(frozenset(Part), paper_size)))) == []
    assert faults(pages(plan_pdf(made, Edition(paper=paper_size, shows_scores=False)))) == []


TYPED = st.text(max_size=800) | st.text(st.sampled_from(" \nabc-–/W<&•漢ж\u0301"), max_size=3000)


@settings(max_examples=40)
@given(data=st.data())
def test_any_plan_has_no_faults(data: st.DataObject):
    def typed() -> str:
        return data.draw(TYPED)

    def action() -> PlannedAction:
        return PlannedAction(
            title=typed(), steps=(typed(), typed()), support=typed(), effort_hours=data.draw(st.integers(0, 2000))
        )

    goals = tuple(
        Goal(title=typed(), because=typed(), matters=typed(), measure=typed(), obstacle=typed(), if_then=typed(),
             actions=tuple(action() for _ in range(data.draw(st.integers(0, 3)))), support=typed())
        for _ in range(data.draw(st.integers(0, 2)))
    )  # fmt: skip
    plan = DevelopmentPlan(created_on=DAY, goals=goals)
    content = plan_pdf(document(plan=plan, name=data.draw(st.text(max_size=300)), role=typed()))
    assert faults(pages(content)) == []
    printed = re.sub(r"\s", "", whole_text(content))
    for goal in goals:
        for text in (goal.matters, goal.measure, goal.obstacle, goal.if_then, goal.support):
            for line in writing.in_lines(text, paper.STYLES["body"], 40):
                assert re.sub(r"\s", "", line) in printed
