from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QWidget

from leadready import language
from leadready.errors import FileNotWritten
from leadready.pseudo import PSEUDO
from leadready.ui import theme
from leadready.ui.pages.studio_editor import EditorPage
from leadready.ui.speech import speak
from leadready.ui.studio.form import GroupCard
from leadready.ui.studio.outline import Place
from leadready.ui.widgets.fields import TextArea, TextLine
from leadready.workflow.shelf import open_package
from leadready.workflow.studio import own_packages
from tests.accessibility import audit
from tests.ui.test_languages import cut_off

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from leadready.ui.journey import Journey

INSTRUMENT, RUBRIC, ACTIONS = "instrument.yaml", "rubrics/development.yaml", "actions.yaml"
ITEM = Place(INSTRUMENT, ("sections", 0, "pages", 0, "items", "a1"))
SCALE = Place(RUBRIC, ("scales", "leading"))


def named(page: QWidget, words: str) -> QWidget:
    """Find the control that a screen reader would call so."""
    found = [
        one for one in page.findChildren(QWidget) if words in {one.accessibleName(), _text(one)} and one.isVisible()
    ]
    assert found, (words, sorted({one.accessibleName() for one in page.findChildren(QWidget) if one.isVisible()}))
    return found[-1]


def _text(control: QWidget) -> str:
    return control.text() if isinstance(control, QAbstractButton) else ""


def press(page: QWidget, words: str) -> None:
    control = named(page, words)
    assert isinstance(control, QAbstractButton)
    control.click()
    QApplication.processEvents()


def pick(page: QWidget, words: str, entry: str) -> None:
    control = named(page, words)
    assert isinstance(control, QComboBox)
    number = control.findText(entry)
    assert number >= 0, [control.itemText(n) for n in range(control.count())]
    control.setCurrentIndex(number)
    control.activated.emit(number)
    QApplication.processEvents()


def retype(page: EditorPage, words: str, text: str) -> None:
    control = named(page, words)
    assert isinstance(control, TextLine | TextArea)
    control.selectAll()
    QTest.keyClicks(control, text)
    page.desk.settle()


def test_an_item_gets_another_id_wherever_it_is_used(editor: EditorPage, qtbot: QtBot):
    with qtbot.waitActive(editor.window()):
        editor.window().activateWindow()
    editor.go_to(ITEM)
    line = named(editor, "Id")
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "lead-1")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert editor.desk.value(SCALE.at("items")) == ["lead-1", "-a2"]
    assert "lead-1  I lead." in [one.text() for one in editor.findChildren(QLabel)]
    assert named(editor, "Id").text() == "lead-1"
    editor.desk.undo()
    assert editor.desk.value(SCALE.at("items")) == ["a1", "-a2"]


def test_items_of_a_scale_are_added_turned_weighted_moved_and_taken_away(editor: EditorPage):
    editor.go_to(SCALE)
    press(editor, "Remove: a1")
    assert editor.desk.value(SCALE.at("items")) == ["-a2"]
    press(editor, "Add an item")
    assert editor.desk.value(SCALE.at("items")) == ["-a2", "a1"]
    press(editor, "Turned round: a1")
    retype(editor, "Weight of a1", "2")
    assert editor.desk.value(SCALE.at("items")) == ["-a2", {"-a1": "2"}]
    press(editor, "Move up: a1")
    assert editor.desk.value(SCALE.at("items")) == [{"-a1": "2"}, "-a2"]
    assert not editor.desk.draft.faults


def test_the_missing_rule_is_said_as_a_sentence(editor: EditorPage):
    editor.go_to(SCALE)
    pick(editor, "When answers are missing", "A score when enough are there")
    assert editor.desk.value(SCALE.at("missing")) == "prorate when 75% answered"
    retype(editor, "When answers are missing: At least this share or number, such as 75%, 2/3 or 3", "2/3")
    retype(editor, "When answers are missing: And never fewer than (may be empty)", "1")
    assert editor.desk.value(SCALE.at("missing")) == "prorate when 2/3 answered, at least 1 item"
    assert not editor.desk.draft.faults
    pick(editor, "When answers are missing", "As for every scale")
    assert editor.desk.value(SCALE.at("missing")) is None


def test_descriptors_have_a_line_for_each_level_and_lack_none_silently(editor: EditorPage):
    editor.go_to(SCALE)
    retype(editor, "Sentence: Low", "Little of it yet.")
    assert [one.code for one in editor.problems.problems] == ["missing-descriptor"]
    shown = [one.text() for one in editor.findChildren(QLabel) if one.isVisible()]
    assert any("“leading” describes some levels, but not: high." in text for text in shown)
    retype(editor, "Sentence: High", "Much of it.")
    assert not editor.desk.draft.faults
    retype(editor, "Sentence: Low", " ")
    retype(editor, "Sentence: High", " ")
    assert editor.desk.value(SCALE.at("descriptors")) is None


def test_a_gate_is_built_from_statements(editor: EditorPage):
    editor.go_to(Place(RUBRIC, ("gates",)))
    press(editor, "Add a gate")
    when = Place(RUBRIC, ("gates", 0, "when"))
    assert editor.desk.value(when) == {"leading": {"below": "50"}}
    retype(editor, "below", "40")
    press(editor, "Add a statement")
    assert editor.desk.value(when) == {"all": [{"leading": {"below": "40"}}, {"leading": {"below": "50"}}]}
    pick(editor, "What statement 2 is about", "An answer")
    assert editor.desk.value(when.at("all", 1)) == {"answer": {"a1": ["1"]}}
    press(editor, "Answer: Often")
    assert editor.desk.value(when.at("all", 1)) == {"answer": {"a1": ["1", "3"]}}
    press(editor, "Turn statement 2 into its opposite")
    pick(editor, "It holds when: how the statements are joined", "Any of these holds")
    assert editor.desk.value(when) == {"any": [{"leading": {"below": "40"}}, {"not": {"answer": {"a1": ["1", "3"]}}}]}
    pick(editor, "What is said of the score", "has a level")
    assert editor.desk.value(when.at("any", 0)) == {"leading": {"level": "low"}}
    press(editor, "Remove statement 1")
    assert editor.desk.value(when) == {"not": {"answer": {"a1": ["1", "3"]}}}
    assert not editor.desk.draft.faults
    pick(editor, "What statement 1 is about", "More, as text")
    retype(editor, "Statement 1 as text", "any: [{flags: {at_least: 2}}, {leading: {scored: false}}]")
    assert editor.desk.value(when.at("not")) == {
        "any": [{"flags": {"at_least": "2"}}, {"leading": {"scored": "false"}}]
    }
    assert not editor.desk.draft.faults


def test_text_that_cannot_be_read_is_said_and_not_written(editor: EditorPage):
    editor.go_to(SCALE)
    press(editor, "Show: Keys and values")
    before = editor.desk.text(RUBRIC)
    retype(editor, "What options count, where that is not their number", "a1: {1: 0")
    assert any(
        "Not taken in yet. Line 1 of this text:" in one.text() for one in editor.findChildren(QLabel) if one.isVisible()
    )
    assert editor.desk.text(RUBRIC) == before


def test_a_file_is_edited_as_text_and_a_fault_leads_to_its_line(editor: EditorPage, qtbot: QtBot):
    with qtbot.waitActive(editor.window()):
        editor.window().activateWindow()
    editor._open_text(RUBRIC)
    pane = editor.editing.text
    assert pane is not None
    pane.text.setFocus()
    pane.text.setPlainText(editor.desk.text(RUBRIC).replace("title: Leading", "title: [Leading"))
    editor.desk.settle()
    (problem,) = editor.problems.problems
    assert (problem.code, problem.file) == ("yaml-syntax", RUBRIC)
    editor.open(editor._entries[0])
    editor.show_problem(problem)
    assert editor.editing.text is not None
    assert editor.editing.text.text.textCursor().blockNumber() + 1 == problem.line
    assert editor.editing.text.text.hasFocus()
    editor.go_to(SCALE)  # it cannot be shown as a form while it cannot be read
    assert editor.editing.text is not None
    editor.desk.undo()
    assert not editor.desk.draft.faults


def test_the_preview_shows_the_page_that_is_edited(editor: EditorPage, qtbot: QtBot):
    editor.go_to(ITEM)
    retype(editor, "Stem", "I go first.")
    qtbot.waitUntil(lambda: any(one.text() == "I go first." for one in editor.preview._items.findChildren(QLabel)))
    editor.desk.write(Place(RUBRIC, ("levels", 0, "from")), "7")
    assert editor.preview.stale.isVisible()
    editor.desk.undo()
    assert not editor.preview.stale.isVisible()


def test_files_that_somebody_else_saved_are_never_written_over(editor: EditorPage, journey: Journey):
    file = journey.services.own_packages / "mine" / INSTRUMENT
    theirs = file.read_text(encoding="utf-8").replace("minutes: 1", "minutes: 5")
    editor.desk.write(Place(INSTRUMENT, ("title",)), "Mine")
    file.write_text(theirs, encoding="utf-8")
    assert not editor.save()
    assert file.read_text(encoding="utf-8") == theirs
    editor.saving.save_copy()
    assert own_packages(journey.services) == ("mine", "mine-2")
    page = journey.window.page
    assert isinstance(page, EditorPage)
    assert page.title.text() == "Mine, copy"
    assert file.read_text(encoding="utf-8") == theirs


def test_their_files_can_be_read_again(editor: EditorPage, journey: Journey):
    file = journey.services.own_packages / "mine" / INSTRUMENT
    editor.desk.write(Place(INSTRUMENT, ("title",)), "Mine")
    file.write_text(file.read_text(encoding="utf-8").replace("title: Small ", "title: Theirs "), encoding="utf-8")
    assert not editor.save()
    editor.saving.read_again()
    assert editor.title.text() == "Theirs"
    assert not editor.desk.is_changed


def test_a_full_disk_is_said_and_the_changes_stay(editor: EditorPage, monkeypatch: pytest.MonkeyPatch):
    def refuse() -> None:
        raise FileNotWritten("The disk is full.", advice="Make room.")

    monkeypatch.setattr(editor._bench, "save", refuse)
    editor.desk.write(Place(INSTRUMENT, ("title",)), "Mine")
    assert not editor.save()
    assert "Your changes are not saved" in [one.text() for one in editor.findChildren(QLabel)]
    assert editor.desk.is_changed


def test_advice_comes_by_itself_and_old_advice_is_dropped(editor: EditorPage, qtbot: QtBot):
    editor.desk.write(ITEM.at("stem"), "I always lead and never follow.")
    qtbot.waitUntil(lambda: bool(editor.problems.problems))
    assert {one.severity for one in editor.problems.problems} == {"advice"}
    version = editor._version
    editor.desk.write(Place(INSTRUMENT, ("title",)), "Mine")
    assert editor.problems.problems == ()
    editor._on_advice(version, ())
    assert editor._advice is None


def test_leaving_the_page_stops_everything(editor: EditorPage, journey: Journey):
    editor.desk.write(Place(INSTRUMENT, ("title",)), "Mine")
    journey.home()
    timers = (editor._preview_timer, editor._advice_timer, editor.saving._timer, editor.desk._pause)
    assert not any(timer.isActive() for timer in timers)
    assert open_package(journey.services.packages, "mine").instrument.title == "Small"


def test_in_a_narrow_window_panes_become_tabs(editor: EditorPage, journey: Journey):
    journey.window.resize(1500, 900)
    QApplication.processEvents()
    assert not editor.panes.tabs.isVisible()
    assert editor.preview.isVisible()
    journey.window.resize(900, 600)
    QApplication.processEvents()
    assert editor.tree.isVisible()
    assert not editor.preview.isVisible()
    editor.panes.tabs.setCurrentIndex(2)
    assert editor.preview.isVisible()
    editor.go_to(SCALE)
    assert not editor.preview.isVisible()


@pytest.fixture
def _english_again() -> Iterator[None]:
    yield
    speak(QApplication.instance(), "en")
    theme.apply("light", 100)


PLACES = [
    Place(INSTRUMENT, ("title",)),
    ITEM,
    Place(INSTRUMENT, ("response_scales", "agreement")),
    Place(RUBRIC, ("levels",)),
    Place(RUBRIC, ("every_scale",)),
    Place(RUBRIC, ("tie_breaks",)),
    Place(RUBRIC, ("quality",)),
    SCALE,
    Place(ACTIONS, ("actions", 0)),
]


@pytest.mark.parametrize("made_up", PSEUDO)
@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.usefixtures("_english_again")
def test_forms_hold_long_words_and_large_text(journey: Journey, editor: EditorPage, size: int, made_up: str):
    speak(QApplication.instance(), made_up)
    theme.apply("light", size)
    journey.fill_rail()
    journey.window.resize(900, 600)
    journey.edit(lambda: editor._bench)
    page = journey.window.page
    assert isinstance(page, EditorPage)
    page.desk.draft.set(
        ACTIONS, ("actions",), [{"id": "one", "title": "One", "steps": ["Go."], "targets": {"leading": ["low"]}}]
    )
    page.desk.reread()
    assert language.current() == made_up
    for place in PLACES:
        page.go_to(place)
        for card in page.findChildren(GroupCard):
            card.unfold()
        for _round in range(3):
            QApplication.processEvents()
        assert audit(journey.window) == [], place
        form = page.editing.widget()
        assert form.width() <= page.editing.viewport().width(), place
        assert cut_off(journey.window) == [], place
