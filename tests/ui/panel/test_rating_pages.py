"""A rater at the keyboard: twelve applications and three criteria, from the lead's first file to the last hand-in."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from leadready.errors import StoreFull
from leadready.exchange.bundle_file import bundle_file, whole_log
from leadready.exchange.keys import Keys
from leadready.panel.calibration import compared, severity
from leadready.pseudo import LONG, MIRRORED
from leadready.ui import theme
from leadready.ui.panel.calibrate_page import CalibratePage
from leadready.ui.panel.declare_page import DeclarePage
from leadready.ui.panel.desk_page import DeskPage
from leadready.ui.panel.hand_in_page import HandInPage
from leadready.ui.panel.mark_page import MarkPage
from leadready.ui.panel.panel_page import RoundsPart
from leadready.ui.panel.questions_page import QuestionsPage
from leadready.ui.panel.take_page import TakePage
from leadready.ui.speech import speak
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.text import Text
from leadready.workflow.panel import members
from leadready.workflow.panel.calibrating import calibrate, discuss
from leadready.workflow.panel.marking import BenchmarkMarking
from leadready.workflow.panel.rating import declare, to_rate
from tests.accessibility import audit
from tests.panel.rounds import benchmark
from tests.ui.panel.leading import Lead
from tests.ui.test_languages import cut_off

ANN = Keys.new("Ann Rater")
BENCHMARKS = {"b1": benchmark(4), "b2": benchmark(2, criterion="why")}


def settle():
    for _round in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def words_on(page):
    return " ".join(label.text() for label in page.findChildren(Text) if not label.isHidden())


def button(page, words):
    places = [page, *([page.footer] if page.footer is not None else [])]
    found = [one for place in places for one in place.findChildren(Button)]
    return next(one for one in found if words in {one.text(), one.accessibleName()})


def press(widget, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(widget, key, modifier)


def focus():
    return QApplication.focusWidget()


@pytest.fixture
def desk(journey, tmp_path, qtbot):
    """Makes a round and opens it on Ann's computer; the lead is on another."""
    leads = []
    journey.window.activateWindow()
    qtbot.waitUntil(journey.window.isActiveWindow)

    def make(**changes):
        lead = Lead(tmp_path, ANN, journey.services.clock, **changes)
        leads.append(lead)
        journey.rounds.keys = ANN
        journey.rounds.begin(lead.file)
        assert isinstance(journey.window.page, DeskPage)
        return lead

    yield make
    qtbot.waitUntil(lambda: not journey.runner.is_busy)
    journey.rounds.close_round()
    for lead in leads:
        lead.close()


@pytest.fixture
def sure(monkeypatch):
    """Answers every question with yes, and keeps what was asked."""
    asked = []

    def yes(_parent, words, more, _button):
        asked.append((words, more))
        return True

    monkeypatch.setattr(RoundsPart, "sure", yes)
    return asked


def taken(journey, *files):
    """Takes files in, and waits until they are."""
    if files:
        journey.rounds.take_files(files)
    for _turn in range(50):
        QApplication.processEvents()
        if not journey.runner.is_busy:
            return
    raise AssertionError


def declared(journey, lead):
    """Takes the lead's first file in, declares no conflict with anybody, and gets the assignments."""
    taken(journey, lead.pack())
    panel = journey.rounds.panel
    declare(panel, dict.fromkeys(panel.view.names, "none"))
    handed = lead.folder / "declared.lrbundle"
    journey.rounds.rating.hand_in()
    journey.window.page.save_to(handed)
    lead.take(handed)
    lead.assign()
    taken(journey, lead.pack("second.lrbundle"))
    return panel


def take_the_first_file(journey, files):
    """From the desk to the names, and back."""
    press(focus(), Qt.Key.Key_Return)
    page = journey.window.page
    assert isinstance(page, TakePage)
    assert focus() is page.choose
    press(page.choose, Qt.Key.Key_Return)
    taken(journey)
    assert f"“{Path(files[0]).name}” is taken in" in words_on(page)
    press(button(page, "Back to the round"), Qt.Key.Key_Return)
    assert "12 names wait for you." in words_on(journey.window.page)


def declare_by_digit_then_about_all_others(journey, sure):
    """The first name is a conflict, the second none, and the others are declared about together."""
    press(focus(), Qt.Key.Key_Return)
    page = journey.window.page
    assert isinstance(page, DeclarePage)
    assert focus() is page.table
    assert not any(option.isChecked() for option in page.options)
    press(page.table, Qt.Key.Key_3)
    press(page.table, Qt.Key.Key_1)
    assert "10 names are left." in words_on(page)
    none = button(page, "No conflict with all the others")
    assert not none.isEnabled()
    press(page.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert none.isEnabled()
    press(none, Qt.Key.Key_Return)
    assert sure[-1][0] == "No conflict with 10 people?"
    assert "You have declared about everyone." in words_on(page)
    relations = {code: one.relation for (code, _me), one in journey.rounds.panel.view.relations.items()}
    assert relations == {f"NAME{number:03}": "managed" if number == 0 else "none" for number in range(12)}


def mark_a_question(journey, number, id_, title):
    """Gives every answer a 3, in the rater's own order."""
    page = journey.window.page
    assert isinstance(page, QuestionsPage)
    assert [card.is_done for card in page.cards] == [place < number for place in range(3)]
    assert focus().accessibleName() == f"Begin: {title}"
    press(focus(), Qt.Key.Key_Return)
    for place, reference in enumerate(to_rate(journey.rounds.panel, id_)):
        page = journey.window.page
        assert isinstance(page, MarkPage)
        said = words_on(page)
        assert f"Answer {place + 1} of 11" in said
        assert f"{place} of 11 marked" in said
        assert f"{reference} on {id_}." in said
        assert "Person" not in said
        press(focus(), Qt.Key.Key_3)
        assert f"{place + 1} of 11 marked" in words_on(page)
        press(focus(), Qt.Key.Key_Return)


def lock_everything(journey, sure):
    journey.rounds.rating.hand_in()
    press(button(journey.window.page, "Lock all 11 complete applications"), Qt.Key.Key_Return)
    assert sure[-1] == (
        "Lock your marks of 11 applications?",
        "You cannot change them afterwards. Where the panel differs, it talks about it; your marks stay.",
    )


def test_from_the_first_file_to_the_last_hand_in_by_the_keyboard(journey, desk, sure, monkeypatch):
    lead = desk()
    chosen = [str(lead.pack())]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_arguments: (chosen, ""))
    saved = lead.folder / "from-ann.lrbundle"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (str(saved.with_suffix("")), ""))
    take_the_first_file(journey, chosen)
    declare_by_digit_then_about_all_others(journey, sure)
    # Hand in, and get the answers of the eleven others.
    journey.rounds.rating.hand_in()
    press(button(journey.window.page, "Save the file for the lead"), Qt.Key.Key_Return)
    assert "Give it to the lead. They assign the applications" in words_on(journey.window.page)
    assert lead.take(saved) == 12
    lead.assign()
    chosen[:] = [str(lead.pack("second.lrbundle"))]
    journey.rounds.take_in()
    press(journey.window.page.choose, Qt.Key.Key_Return)
    taken(journey)
    journey.rounds.rating.questions()
    for number, (id_, criterion) in enumerate(lead.campaign.in_order):
        mark_a_question(journey, number, id_, criterion.title)
    lock_everything(journey, sure)
    page = journey.window.page
    assert isinstance(page, HandInPage)
    press(button(page, "Save the file for the lead"), Qt.Key.Key_Return)
    assert "You are done unless the lead gives you another application." in words_on(journey.window.page)
    assert lead.take(saved) == 33 + 11
    assert {key: one.mark for key, one in lead.panel.view.locked_marks().items()} == {
        (reference, "ann", id_): 3 for reference in lead.references[1:] for id_ in lead.campaign.order
    }
    journey.rounds.desk()
    assert [card.step.state for card in journey.window.page.cards] == ["done"] * 4


def test_names_are_read_in_whole_at_the_largest_text_in_the_smallest_window(journey, desk):
    lead = desk()
    theme.apply("light", 200)
    journey.window.resize(900, 600)
    taken(journey, lead.pack())
    journey.rounds.rating.declare()
    settle()
    table = journey.window.page.table
    names = [table.item(row, 0).text() for row in range(table.rowCount())]
    assert table.columnWidth(0) > max(map(table.fontMetrics().horizontalAdvance, names))
    assert table.columnWidth(1) >= table.horizontalHeader().sectionSizeHint(1)
    theme.apply("light", 100)


def test_an_end_of_the_scale_needs_a_reason_before_one_goes_on(journey, desk):
    lead = desk(applicants=2)
    panel = declared(journey, lead)
    journey.rounds.rating.mark("led")
    page = journey.window.page
    [first, second] = to_rate(panel, "led")
    press(focus(), Qt.Key.Key_5)
    assert focus() is page.card.reason
    assert "The lowest and the highest mark need a reason." in words_on(page.card)
    assert page._saved.text() == "Not saved"
    assert panel.view.marks == {}
    press(page.card.reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert journey.window.page is page
    QTest.keyClicks(page.card.reason, "It says who, what and how much.")
    press(page.card.reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "Answer 2 of 2" in words_on(journey.window.page)
    assert panel.view.marks[first, "ann", "led"].why == "It says who, what and how much."
    # Back again by the keyboard, and down to a mark that needs none.
    press(focus(), Qt.Key.Key_Backspace)
    press(focus(), Qt.Key.Key_4)
    assert panel.view.marks[first, "ann", "led"].mark == 4
    assert (second, "ann", "led") not in panel.view.marks


def test_the_keyboard_reaches_the_answer_before_the_marks(journey, desk):
    declared(journey, desk(applicants=1))
    journey.rounds.rating.mark("led")
    press(focus(), Qt.Key.Key_Backtab)
    assert focus().text().startswith("APP000 on led.")
    assert focus().parentWidget().kind == "current"
    press(focus(), Qt.Key.Key_Tab)
    assert focus().accessibleName() == "Mark 1: Anchor 1"


def test_one_goes_on_where_one_left_off(journey, desk):
    panel = declared(journey, desk(applicants=4))
    journey.rounds.rating.mark("led")
    for key in (Qt.Key.Key_2, Qt.Key.Key_Return, Qt.Key.Key_4, Qt.Key.Key_Return):
        press(focus(), key)
    journey.home()
    journey.rounds.rating.questions()
    assert focus().accessibleName() == "Go on: Leading a change"
    press(focus(), Qt.Key.Key_Return)
    assert "Answer 3 of 4" in words_on(journey.window.page)
    assert [panel.view.marks[one, "ann", "led"].mark for one in to_rate(panel, "led")[:2]] == [2, 4]


def test_lines_and_the_note_are_kept_with_and_without_a_mark(journey, desk):
    lead = desk(applicants=1)
    panel = declared(journey, lead)
    journey.rounds.rating.mark("led")
    page = journey.window.page
    row = page.card._lines[0]
    page.card.note.setFocus()
    QTest.keyClicks(page.card.note, "Ask about the night staff.")
    row._yes.setFocus()
    assert panel.view.notes == {("APP000", "ann", "led"): "Ask about the night staff."}
    press(row._yes, Qt.Key.Key_Space)
    assert "Your reason and your yes or no are saved together with a mark." in words_on(page.card)
    press(page, Qt.Key.Key_3)
    assert panel.view.marks["APP000", "ann", "led"].lines == (True,)
    press(row._yes, Qt.Key.Key_Space)
    press(row._no, Qt.Key.Key_Space)
    assert panel.view.marks["APP000", "ann", "led"].lines == (False,)
    assert page._saved.text().startswith("Saved ")
    journey.rounds.rating.hand_in()
    journey.window.page.save_to(lead.folder / "x.lrbundle")
    lead.take(lead.folder / "x.lrbundle")
    assert "night staff." not in repr([one for one in lead.panel.log.records.values() if one.kind == "note"])


def test_who_leaves_a_mark_without_its_reason_is_asked_first(journey, desk, monkeypatch):
    panel = declared(journey, desk(applicants=1))
    journey.rounds.rating.mark("led")
    page = journey.window.page
    press(focus(), Qt.Key.Key_1)
    answers = iter([False, True])
    monkeypatch.setattr(RoundsPart, "sure", lambda *_arguments: next(answers))
    journey.home()
    assert journey.window.page is page
    journey.home()
    assert journey.window.page is not page
    assert panel.view.marks == {}


def test_what_cannot_be_saved_is_said_and_stays(journey, desk, monkeypatch):
    panel = declared(journey, desk(applicants=2))
    journey.rounds.rating.mark("led")
    page = journey.window.page
    keep = panel.store.keep
    full = StoreFull("The disk is full.")
    monkeypatch.setattr(panel.store, "keep", lambda *_arguments: (_ for _ in ()).throw(full))
    press(focus(), Qt.Key.Key_3)
    assert page._saved.text() == "Not saved"
    assert "What you gave is not saved yet. It stays on this page." in words_on(page)
    press(focus(), Qt.Key.Key_Return)
    assert journey.window.page is page
    monkeypatch.setattr(panel.store, "keep", keep)
    press(button(page, "Try again"), Qt.Key.Key_Return)
    assert [one.mark for one in panel.view.marks.values()] == [3]


def test_benchmark_answers_come_first_and_the_agreed_marks_after_ones_own(journey, desk):
    lead = desk(applicants=1, benchmarks=BENCHMARKS)
    panel = declared(journey, lead)
    journey.rounds.rating.questions()
    page = journey.window.page
    assert "The benchmark answers come first" in words_on(page)
    press(button(page, "Mark them"), Qt.Key.Key_Return)
    page = journey.window.page
    assert isinstance(page, CalibratePage)
    assert "0 of 2 are marked." in words_on(page)
    assert "Agreed" not in words_on(page)
    press(focus(), Qt.Key.Key_Return)
    for _answer in range(2):
        page = journey.window.page
        assert isinstance(page, MarkPage)
        assert "Why it is" not in words_on(page)
        assert page.card.note is None
        press(focus(), Qt.Key.Key_3)
        press(focus(), Qt.Key.Key_Return)
    page = journey.window.page
    assert isinstance(page, CalibratePage)
    said = words_on(page)
    assert "Agreed: 4. Why it is 4." in said
    assert "1 mark lower than agreed." in said
    assert "Agreed: 2. Why it is 2." in said
    assert "1 mark higher than agreed." in said
    # 3 for an agreed 4, and 3 for an agreed 2: one below and one above.
    assert severity(compared(panel.view, "ann")) == 0
    assert "On average your marks are as high as the agreed ones." in said
    QTest.keyClicks(page.notes["b1"], "Look for the measure.")
    press(button(page, "Go on to the applications"), Qt.Key.Key_Return)
    assert panel.view.discussed == {("b1", "ann"): "Look for the measure."}
    press(focus(), Qt.Key.Key_Return)
    assert "Answer 1 of 1" in words_on(journey.window.page)


def test_the_lead_sees_how_severe_each_rater_is(journey, desk):
    lead = desk(applicants=1, benchmarks=BENCHMARKS)
    ann = declared(journey, lead)
    for benchmark_id, criterion, mark in (("b1", "led", 3), ("b2", "why", 1)):
        calibrate(ann, benchmark_id, criterion, mark, "As I see it.")
    discuss(ann, "b1", "Look for the measure.")
    journey.rounds.rating.hand_in()
    journey.window.page.save_to(lead.folder / "calibrated.lrbundle")
    lead.take(lead.folder / "calibrated.lrbundle")
    journey.rounds.close_round()
    journey.rounds.panel = lead.panel
    journey.rounds.desk()
    page = journey.window.page
    assert [(card.step.id, card.step.says) for card in page.cards if card.step.id == "calibration"] == [
        ("calibration", "1 of 3 raters have marked them all.")
    ]
    journey.rounds.office.calibration()
    page = journey.window.page
    said = words_on(page)
    # Ann: 3 for an agreed 4, and 1 for an agreed 2.
    assert "Ann Rater 2 of 2 are marked. 1.0 lower than the agreed marks, on average: more severe." in said
    assert "Bob 0 of 2 are marked. Cat" in said
    assert "Agreed: 4. Why it is 4. Ann Rater: 3. As I see it." in said
    assert "Ann Rater takes from it: Look for the measure." in said
    journey.home()
    journey.rounds.panel = None


def test_what_is_locked_is_read_only(journey, desk, sure):
    lead = desk(applicants=1, profile_shown=True, self_report_score=("development", "person"))
    panel = declared(journey, lead)
    for criterion in ("led", "why", "setback"):
        journey.rounds.rating.mark(criterion)
        press(focus(), Qt.Key.Key_3)
    journey.rounds.rating.hand_in()
    page = journey.window.page
    assert page.lock_one.text() == "Lock APP000"
    press(page.lock_one, Qt.Key.Key_Return)
    assert sure[-1][0] == "Lock your marks of 1 application?"
    page = journey.window.page
    assert page.lock_one.isHidden()
    assert [page.table.item(0, column).text() for column in range(3)] == [
        "APP000",
        "Locked",
        "Comes with the lead's next file",
    ]
    journey.rounds.rating.mark("led")
    page = journey.window.page
    press(page, Qt.Key.Key_4)
    assert panel.view.marks["APP000", "ann", "led"].mark == 3
    assert "Locked; nothing can be changed." in words_on(page.card)
    assert page.card.reason.isReadOnly()
    # After the lead has the lock, what the applicant says of themselves comes: 125/2, half up.
    journey.rounds.rating.hand_in()
    journey.window.page.save_to(lead.folder / "locked.lrbundle")
    lead.take(lead.folder / "locked.lrbundle")
    taken(journey, lead.pack("third.lrbundle"))
    journey.rounds.rating.hand_in()
    assert journey.window.page.table.item(0, 2).text() == "63 of 100"


def test_files_that_are_none_for_this_person_are_refused_in_plain_words(journey, desk, tmp_path):
    lead = desk(applicants=1)
    other = tmp_path / "other"
    other.mkdir()
    stranger = Lead(other, ANN, journey.services.clock, applicants=1, id="1" * 32)
    wrong = stranger.pack("wrong-round.lrbundle")
    stranger.close()
    cut = tmp_path / "cut.lrbundle"
    cut.write_bytes(lead.pack().read_bytes()[:-20])
    not_mine = lead.pack("to-bob.lrbundle", member="lea")
    none = tmp_path / "none.lrbundle"
    journey.rounds.take_in()
    page = journey.window.page
    journey.take_dropped([wrong, cut, not_mine, none, lead.pack(), Path("picture.png")])
    taken(journey)
    said = words_on(page)
    for name in ("wrong-round", "cut", "to-bob", "none"):
        assert f"“{name}.lrbundle” was not taken" in said
    assert "This is for another campaign." in said
    assert "The end of this file is missing, or something was added to it." in said
    assert "This file is not sealed for your key in “Fellowship 2027”." in said
    assert "“to-ann.lrbundle” is taken in New in it: 1 name to declare about." in said
    journey.take_dropped([lead.folder / "to-ann.lrbundle"])
    taken(journey)
    assert "This file came before." in words_on(page)


def test_a_file_that_is_dropped_before_a_round_is_open_is_not_lost_silently(journey, desk):
    lead = desk(applicants=1)
    journey.rounds.close_round()
    journey.take_dropped([lead.pack()])
    told = words_on(journey.window.page)
    assert "Open the round that the file is for first" in told
    assert "If you join the round late, open its campaign file, with this file in the same folder." in told


def show_pages(journey, lead):
    """Every page of a rater, with much on it and with nothing."""
    empty = [
        journey.rounds.rating.declare,
        journey.rounds.rating.calibrate,
        journey.rounds.rating.questions,
        journey.rounds.rating.hand_in,
    ]
    yield from empty
    yield journey.rounds.take_in
    declared(journey, lead)
    yield journey.rounds.rating.declare
    yield journey.rounds.rating.calibrate
    marking = BenchmarkMarking(journey.rounds.panel)
    yield lambda: journey.rounds.rating.turn(marking, 0)
    for place in marking.places:
        marking.keep(place, marking.given(place)._replace(mark=1, why="Too little."))
    yield journey.rounds.rating.calibrate
    yield journey.rounds.rating.questions
    yield lambda: journey.rounds.rating.mark("led")
    yield journey.rounds.rating.hand_in
    yield journey.rounds.office.calibration


@pytest.mark.parametrize(("spoken", "size"), [("en", 100), ("en", 200), ("cy", 200), (LONG, 200), (MIRRORED, 100)])
def test_every_page_fits_the_smallest_window_and_is_named(journey, desk, spoken, size):
    speak(QApplication.instance(), spoken)
    theme.apply("light", size)
    try:
        journey.fill_rail()
        journey.window.resize(900, 600)
        lead = desk(benchmarks=BENCHMARKS)
        for show in show_pages(journey, lead):
            show()
            settle()
            name = type(journey.window.page).__name__
            assert audit(journey.window) == [], name
            assert journey.window.width() == 900, name
            assert cut_off(journey.window) == [], name
    finally:
        speak(QApplication.instance(), "en")
        theme.apply("light", 100)
        journey.fill_rail()


def test_to_ask_is_to_be_safe_enter_changes_nothing(journey, monkeypatch):
    asked = []

    def answer(box):
        asked.append((box.defaultButton().text(), box.escapeButton().text(), box.textFormat()))
        box.defaultButton().click()

    monkeypatch.setattr(QMessageBox, "exec", answer)
    journey.rounds.all()
    assert not journey.window.page.sure("Lock?", "It is final.", "Lock")
    assert asked == [("Stay here", "Stay here", Qt.TextFormat.PlainText)]


def test_who_has_left_is_told_so(journey, desk):
    lead = desk(applicants=1)
    declared(journey, lead)
    members.retire(lead.panel, "ann", "Moved away.")
    # Nothing is packed for who has left; a file of another desk may still reach them.
    sealed = bundle_file(lead.panel.campaign.id, *whole_log(lead.panel.log), [lead.panel.view.members["ann"].seals])
    (lead.folder / "third.lrbundle").write_bytes(sealed)
    taken(journey, lead.folder / "third.lrbundle")
    journey.rounds.rating.questions()
    assert "You have left this panel" in words_on(journey.window.page)
