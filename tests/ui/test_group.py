"""Several people's answers in the window: from each person's own sitting to what they say together."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QScrollArea, QWidget

from leadready import assets
from leadready.ui import theme
from leadready.ui.pages.choose import ChoosePage
from leadready.ui.pages.group import GroupPage, ScaleCard, TakenFile
from leadready.ui.pages.history import HistoryPage
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.drawing_view import DrawingView
from leadready.ui.widgets.notice import Notice
from leadready.workflow.shelf import open_package
from leadready.workflow.sitting import begin
from tests.accessibility import audit
from tests.ui.test_pages import button, settle

if TYPE_CHECKING:
    from leadready.ui.journey import Journey

READINESS = "readiness-for-change"
COMMITMENT = (2, 4, 6, 9, 11)


def answer(journey: Journey, commitment: int, efficacy: int, change: str = "Bedside handover") -> str:
    """Answer as one person, and finish."""
    sitting = begin(journey.services, open_package((assets.assessments(),), READINESS))
    sitting.answer("change", change)
    for number in range(1, 13):
        sitting.answer(f"oric-{number}", commitment if number in COMMITMENT else efficacy)
    sitting.complete()
    return sitting.id


@pytest.fixture
def three(journey: Journey, tmp_path: Path) -> list[Path]:
    """The files of three people who agree on commitment (4 4 5) and differ on efficacy (1 3 5)."""
    journey.preferences.respondent = "Dr Rhiannon Pugh"
    files: list[Path] = []
    for place, (commitment, efficacy) in enumerate(((4, 1), (4, 3), (5, 5))):
        sitting_id = answer(journey, commitment, efficacy)
        journey.history()
        assert isinstance(journey.window.page, HistoryPage)
        files.append(tmp_path / f"answers {place}.json")
        journey.window.page.save_answers(sitting_id, files[-1])
    return files


@pytest.fixture
def page(journey: Journey) -> GroupPage:
    journey.group(READINESS)
    assert isinstance(journey.window.page, GroupPage)
    return journey.window.page


def said(page: QWidget) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)]


def test_from_history_a_person_hands_in_their_answers_without_a_name(
    journey: Journey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    journey.preferences.respondent = "Dr Rhiannon Pugh"
    answer(journey, 4, 3)
    target = tmp_path / "mine.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    journey.history()
    one = button(journey.window.page, "Save my answers")
    one.setFocus()
    QTest.keyClick(one, Qt.Key.Key_Return)
    settle()
    document = json.loads(target.read_text(encoding="utf-8"))
    assert (document["assessment"], document["answered_on"]) == (READINESS, "2026-11-24")
    assert (document["responses"]["change"], document["responses"]["oric-2"], document["responses"]["oric-1"]) == (
        "Bedside handover",
        4,
        3,
    )
    assert "Rhiannon" not in target.read_text(encoding="utf-8")
    assert "Your answers are saved as a file" in said(journey.window.page)
    journey.window.page.save_answers(document["sitting"], tmp_path / "nowhere" / "mine.json")
    settle()
    assert "Your answers were not saved as a file" in said(journey.window.page)
    assert [one for one in said(journey.window.page) if one == "Your answers are saved as a file"] == []


def test_the_way_there_begins_on_the_card_of_the_assessment_only(journey: Journey):
    journey.choose()
    assert isinstance(journey.window.page, ChoosePage)
    ways = [one for one in journey.window.page.findChildren(Button) if one.text() == "Answers of a group"]
    assert [one.accessibleDescription() for one in ways] == ["Readiness for a change"]
    ways[0].click()
    assert isinstance(journey.window.page, GroupPage)
    assert journey.window.focusWidget() is button(journey.window.page, "Open files")


def test_agreement_comes_first_and_the_mean_only_where_people_agree(
    three: list[Path], page: GroupPage, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([str(path) for path in three], ""))
    QTest.keyClick(button(page, "Open files"), Qt.Key.Key_Return)
    settle()
    commitment, efficacy = page.findChildren(ScaleCard)
    words = said(commitment)
    first, mean = (
        words.index("People agree enough: r_wg(j) is 0.96, and 0.70 is needed."),
        words.index("The mean is 83 of 100."),
    )
    assert first < mean
    assert "People agree too little: r_wg(j) is 0.00, and 0.70 is needed." in said(efficacy)
    assert said(efficacy)[-1] == "No mean is shown because people agree too little for a mean to stand for them."
    assert not any("The mean is" in one for one in said(efficacy))
    assert "3 people answered. Readiness for a change, version 1.0.0." in said(page)
    assert not any("Rhiannon" in one for one in said(page))
    drawn = {view.accessibleName() for view in page.findChildren(DrawingView)}
    assert any(name.startswith("Change commitment: People agree enough") for name in drawn)
    assert [said(one)[0] for one in page.findChildren(TakenFile)] == [
        f"answers {place}.json: 1 person, about “Bedside handover”" for place in range(3)
    ]


def test_what_is_refused_is_said_and_the_rest_is_used(three: list[Path], page: GroupPage, tmp_path: Path):
    bad = tmp_path / "bad.json"
    bad.write_text(
        json.dumps(
            {
                "assessment": READINESS,
                "responses": {"change": "Bedside handover", **{f"oric-{n}": 9 for n in range(1, 6)}},
            }
        ),
        encoding="utf-8",
    )
    page.open_files([*three, bad, three[0]])
    settle()
    notices = [one for one in page.findChildren(Notice) if one.kind == "error"]
    assert [said(one)[0] for one in notices] == ["“bad.json” was not taken", "“answers 0.json” was not taken"]
    assert said(notices[0])[1] == "“9” is no answer to “oric-1”. Allowed are: 1, 2, 3, 4, 5."
    assert said(notices[0])[-1] == "There are 2 more problems."
    assert (
        said(notices[1])[1] == "These answers were read already, from “answers 0.json”. Leave one of the two files out."
    )
    assert len(page.findChildren(ScaleCard)) == 2
    button(page, "Leave out answers 2.json").click()  # what was refused is said once
    settle()
    assert not [one for one in page.findChildren(Notice) if one.kind == "error"]
    assert len(page.findChildren(TakenFile)) == 2
    assert any("only 2 people have a score, and 3 are needed" in one for one in said(page))


def test_other_changes_are_listed_and_nothing_is_put_together_until_they_are_left_out(
    journey: Journey, three: list[Path], tmp_path: Path
):
    other = answer(journey, 4, 4, "New <b>rota</b>")
    journey.history()
    journey.window.page.save_answers(other, tmp_path / "other.json")
    journey.group(READINESS)
    page = journey.window.page
    page.open_files([*three, tmp_path / "other.json"])
    settle()
    assert page.findChildren(ScaleCard) == []
    assert (
        "The answers are about different things: “Bedside handover” (3 people), “New <b>rota</b>” (1 person)."
        in said(page)
    )
    assert not button(journey.window, "Save the report").isEnabled()
    button(page, "Leave out other.json").click()
    settle()
    assert len(page.findChildren(ScaleCard)) == 2
    assert button(journey.window, "Save the report").isEnabled()


def test_the_report_is_saved_whole_or_the_reason_said(
    journey: Journey, three: list[Path], page: GroupPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    page.open_files(three)
    settle()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "together"), ""))
    button(journey.window, "Save the report").click()
    settle()
    written = (tmp_path / "together.html").read_text(encoding="utf-8")
    assert "<h1>Bedside handover</h1>" in written
    assert "Rhiannon" not in written
    assert "The report is written" in said(page)
    page.save_to(tmp_path / "nowhere" / "together.html")
    settle()
    assert "The report was not written" in said(page)
    assert "The report is written" not in said(page)
    assert button(journey.window, "Save the report").isEnabled()


@pytest.mark.parametrize("size", [100, 200])
def test_a_full_page_is_named_and_fits_a_small_window(
    journey: Journey, three: list[Path], page: GroupPage, tmp_path: Path, size: int
):
    theme.apply("light", size)
    try:
        journey.fill_rail()
        journey.window.resize(900, 600)
        journey.group(READINESS)
        full = journey.window.page
        full.open_files([*three, tmp_path / f"{'long' * 30}.json"])
        settle()
        assert audit(journey.window) == []
        area = journey.window.findChild(QScrollArea)
        assert full.width() <= area.viewport().width()
        assert journey.window.width() == 900
        for one in journey.window.findChildren(Button):
            assert not one.isVisible() or one.width() >= one.sizeHint().width(), one.text()
    finally:
        theme.apply("light", 100)
