"""Letters read and released by keyboard, and everything else that leaves a round, in the window."""

from __future__ import annotations

import json
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from leadready.errors import FileNotWritten
from leadready.ui import theme, writing_run
from leadready.ui.panel import letters_card, output_cards
from leadready.ui.panel.desk_page import DeskPage
from leadready.ui.panel.letter_page import LetterPage
from leadready.ui.panel.outputs_page import OutputsPage
from leadready.ui.tasks import Runner
from leadready.ui.widgets.notice import Notice
from leadready.workflow.panel import letters, office
from leadready.workflow.panel.letters import LetterOutcome, letter_desk
from tests.accessibility import audit
from tests.ui.panel.test_rating_pages import button, settle, words_on
from tests.workflow.panel.test_round import PEOPLE, Round, rated


@pytest.fixture
def lead(journey, tmp_path, qtbot):
    """The lead's computer with a round in which three of four are decided; gives the round."""
    made = rated(Round(tmp_path))
    for person, outcome in (("Jo One", "offered"), ("Sam Two", "reserve"), ("Kim Four", "not-appointed")):
        office.decide(made.lea, made.reference_of(person), outcome, "Dr Lea", "The panel agreed.")
    made.codes = {name: made.reference_of(name) for name in ("Jo One", "Sam Two", "Alex Three", "Kim Four")}
    made.close()
    journey.window.activateWindow()
    qtbot.waitUntil(journey.window.isActiveWindow)
    journey.rounds.keys = PEOPLE["lea"]
    journey.rounds.open(tmp_path / "lea")
    settle()
    assert isinstance(journey.window.page, DeskPage)
    yield made
    qtbot.waitUntil(lambda: not journey.runner.is_busy)
    journey.rounds.close_round()


def page_of(journey, kind):
    settle()
    page = journey.window.page
    assert isinstance(page, kind), type(page)
    return page


def outputs(journey):
    journey.rounds.office.outputs()
    return page_of(journey, OutputsPage)


def read_letters(journey):
    """Begin with the first letter that waits, once they are put together."""
    page = outputs(journey)
    while page.letters.read is None:
        settle()
    page.letters.read.click()


def notice(page):
    settle()
    return [one.accessibleName() for one in page.findChildren(Notice) if not one.isHidden()]


def finish(journey, qtbot):
    qtbot.waitUntil(lambda: not journey.runner.is_busy)
    settle()


def test_the_desk_leads_to_the_letters_that_wait(journey, lead):
    page = journey.window.page
    (card,) = [one for one in page.cards if one.step.id == "outputs"]
    assert (card.step.state, card.step.says) == ("open", "3 letters wait to be read.")
    card.button.click()
    page = page_of(journey, OutputsPage)
    assert "3 wait to be read. 0 are released. 1 application is not decided." in words_on(page)
    assert page.first_focus() is button(page, "Read and release")
    assert not button(page, "Write the released letters").isEnabled()


def test_letters_are_read_and_released_one_by_one_by_keyboard_alone(journey, lead, qtbot, tmp_path):
    page = outputs(journey)
    button(page, "Read and release").setFocus()
    QTest.keyClick(button(page, "Read and release"), Qt.Key.Key_Return)
    for left in (3, 2, 1):
        page = page_of(journey, LetterPage)
        assert f"Letter 1 of {left} that nobody has released" in words_on(page)
        assert page.text.toPlainText().startswith("DRAFT")
        assert page.person.text() == "Lea"
        page.sentence.setFocus()
        QTest.keyClicks(page.sentence, "Well argued.")
        assert "Well argued." in page.text.toPlainText()
        QTest.keyClick(page.sentence, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    page = page_of(journey, OutputsPage)
    assert "0 wait to be read. 3 are released." in words_on(page)
    page.letters.write_into(tmp_path)
    finish(journey, qtbot)
    assert notice(page) == ["3 letters are written"]
    jo = lead.codes["Jo One"]
    assert "Well argued." in (tmp_path / f"{jo}.txt").read_text(encoding="utf-8")
    assert (tmp_path / f"{jo}.pdf").read_bytes().startswith(b"%PDF")
    page.letters.write_into(tmp_path)
    assert notice(page) == ["3 letters are there already"]


def test_going_on_and_back_releases_nothing(journey, lead):
    read_letters(journey)
    first = page_of(journey, LetterPage).title.text()
    QTest.keyClick(journey.window.page, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    page = page_of(journey, LetterPage)
    assert page.title.text() != first
    page.following()
    last = page_of(journey, LetterPage)
    assert not button(last, "Next, without releasing").isEnabled()
    last.following()
    assert journey.window.page is last
    last.previous()
    QTest.keyClick(page_of(journey, LetterPage), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    page = page_of(journey, LetterPage)
    assert page.title.text() == first
    page.previous()
    assert journey.window.page is page
    assert not [one for one in journey.rounds.panel.view.applicants.values() if one.released]


def test_where_nothing_waits_there_is_no_letter_to_read(journey, lead):
    journey.rounds.office.letter((), 3)
    page_of(journey, OutputsPage)


def test_nobody_unnamed_releases_and_what_was_typed_stays(journey, lead):
    read_letters(journey)
    page = page_of(journey, LetterPage)
    page.person.setText(" ")
    page.sentence.setPlainText("Kept.")
    page.release()
    assert notice(page) == ["The letter was not released"]
    assert page.sentence.toPlainText() == "Kept."


def test_a_letter_that_could_not_be_written_is_listed_with_its_reason(journey, lead, qtbot, tmp_path):
    while (
        isinstance(journey.window.page, LetterPage)
        or not journey.rounds.panel.view.applicants[lead.codes["Jo One"]].released
    ):
        read_letters(journey)
        page_of(journey, LetterPage).release()
        settle()
    page = outputs(journey)
    (tmp_path / f"{lead.codes['Jo One']}.txt").mkdir()
    page.letters.write_into(tmp_path)
    finish(journey, qtbot)
    assert page.letters.run.report.failures.rowCount() == 1
    assert page.letters.run.report.failures.item(0, 0).text() == lead.codes["Jo One"]
    assert page.letters.run.report.failures.item(0, 1).text() == "A folder has that name. Choose another name."


def test_report_tables_contest_pack_and_audit_pack_are_written_where_somebody_says(journey, lead, qtbot, tmp_path):
    page = outputs(journey)
    page.report.save_as(tmp_path / "report.pdf")
    finish(journey, qtbot)
    assert notice(page) == ["The report is written"]
    page.tables.names.setChecked(True)
    page.tables.save_as(tmp_path / "round.xlsx")
    finish(journey, qtbot)
    assert notice(page) == ["The tables are written"]
    jo = lead.codes["Jo One"]
    page.contest.code.setText(f" {jo.lower()} ")
    page.contest.save_into(tmp_path)
    finish(journey, qtbot)
    assert notice(page) == [f"All that is kept about {jo} is written"]
    assert json.loads((tmp_path / f"{jo}-contest.json").read_text(encoding="utf-8"))["name"] == "Jo One"
    page.audit.save_as(tmp_path / "audit.json")
    assert notice(page) == ["The audit pack is written"]
    page.audit.check(tmp_path / "audit.json")
    finish(journey, qtbot)
    assert notice(page) == ["Everything in the pack holds"]
    (tmp_path / "audit.json").write_bytes((tmp_path / "audit.json").read_bytes().replace(b"offered", b"reserve"))
    page.audit.check(tmp_path / "audit.json")
    finish(journey, qtbot)
    assert notice(page) == ["The pack does not hold"]


def test_what_cannot_be_written_or_is_not_there_is_said(journey, lead, qtbot, tmp_path, monkeypatch):
    page = outputs(journey)
    page.contest.code.setText("NOBODY")
    page.contest.save_into(tmp_path)
    finish(journey, qtbot)
    assert notice(page) == ["It was not written"]
    page.audit.check(tmp_path / "none.json")
    finish(journey, qtbot)
    assert notice(page) == ["The pack does not hold"]
    page.report.save_as(tmp_path / "none" / "report.pdf")
    finish(journey, qtbot)
    assert notice(page) == ["It was not written"]
    monkeypatch.setattr(output_cards, "write_pack", lambda *_args: raising())
    page.audit.save_as(tmp_path / "audit.json")
    assert notice(page) == ["It was not written"]
    page.contest.code.clear()
    button(page, "Save it").click()
    assert notice(page) == ["Which application?"]
    assert page.contest.code.hasFocus()


def raising():
    raise FileNotWritten("The disk is full.")


def test_files_are_asked_for_and_a_dialogue_that_is_left_writes_nothing(journey, lead, qtbot, tmp_path, monkeypatch):
    page = outputs(journey)
    answers = iter(["", str(tmp_path / "mine"), ""])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (next(answers), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: "")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: ("", ""))
    for words in (
        "Save the report",
        "Save the report",
        "Save as a workbook",
        "Save as CSV files",
        "Check an audit pack",
    ):
        button(page, words).click()
        finish(journey, qtbot)
    assert sorted(one.name for one in tmp_path.glob("mine*")) == ["mine.pdf"]
    assert journey.preferences.export_folder == tmp_path


def slowly(monkeypatch, held):
    """Stands in for the writing: after the first letter it waits, and it ends when it is told to."""

    def write(documents, folder, is_cancelled):
        for number, document in enumerate(documents):
            if number == 1:
                held.wait(30)
            reference = document.letter.reference
            yield LetterOutcome(reference, (folder / f"{reference}.pdf",))
            if is_cancelled():
                return

    monkeypatch.setattr(letters_card, "write_letters", write)


@pytest.fixture
def writing(journey, lead, tmp_path, monkeypatch, qtbot):
    """All letters are released, and the writing of them is under way on a worker; gives the page and what it waits for."""
    runner = Runner(journey.window)
    monkeypatch.setattr(journey, "runner", runner)
    while len(letter_desk(journey.rounds.panel.view, journey.rounds.today()).to_review):
        read_letters(journey)
        page_of(journey, LetterPage).release()
    page, held = outputs(journey), threading.Event()
    slowly(monkeypatch, held)
    page.letters.write_into(tmp_path)
    qtbot.waitUntil(lambda: "1 of 3" in words_on(page))
    yield page, held
    held.set()
    runner.stop()
    settle()


def test_the_writing_can_be_stopped_and_says_how_far_it_came(writing, qtbot):
    page, held = writing
    stop = button(page, "Stop")
    assert stop.hasFocus()
    assert not button(page, "Write the released letters").isEnabled()
    stop.click()
    assert "Stopping; what is under way is finished…" in words_on(page)
    held.set()
    qtbot.waitUntil(lambda: notice(page) == ["2 letters are written"])
    assert "1 was not begun." in words_on(page)
    assert not stop.isVisible()


def test_leaving_asks_before_the_writing_stops(journey, writing, monkeypatch, qtbot):
    page, held = writing
    running = page.letters.run.running
    asked = []
    monkeypatch.setattr(writing_run, "stop_wanted", lambda _parent, words: asked.append(words) or False)
    journey.rounds.desk()
    assert journey.window.page is page
    assert asked == ["Letters are still being written."]
    assert not running.is_cancelled
    monkeypatch.setattr(writing_run, "stop_wanted", lambda _parent, _words: True)
    journey.rounds.desk()
    assert isinstance(journey.window.page, DeskPage)
    assert running.is_cancelled
    held.set()
    qtbot.waitUntil(lambda: not journey.runner.is_busy)


def test_a_disk_that_fails_half_way_is_said_and_the_page_is_as_before(journey, lead, monkeypatch, tmp_path):
    def fail(_documents, _folder, _is_cancelled):
        yield from ()
        raise FileNotWritten("The disk is full.")

    while len(letter_desk(journey.rounds.panel.view, journey.rounds.today()).to_review):
        read_letters(journey)
        page_of(journey, LetterPage).release()
    page = outputs(journey)
    monkeypatch.setattr(letters_card, "write_letters", fail)
    page.letters.write_into(tmp_path)
    settle()
    assert notice(page) == ["The letters were not written"]
    assert button(page, "Write the released letters").isEnabled()


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("colours", ["light", "dark", "contrast"])
def test_both_pages_are_within_reach_of_everyone(journey, lead, size, colours):
    theme.apply(colours, size)
    try:
        page = outputs(journey)
        assert audit(page) == []
        read_letters(journey)
        assert audit(page_of(journey, LetterPage)) == []
    finally:
        theme.apply("light", 100)
    assert letters.LETTER_ENDINGS == (".pdf", ".txt")
