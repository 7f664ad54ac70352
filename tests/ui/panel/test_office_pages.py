"""The office at its desk, in the real window: files come in, answers are read, people come and go."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from leadready.exchange.keys import Keys, card_file
from leadready.panel.kinds import Moderated
from leadready.panel.record import Statement
from leadready.ui.panel.applicant_card import GateRow, Unfolding
from leadready.ui.panel.applicants_page import ApplicantsPage
from leadready.ui.panel.assign_page import AssignPage
from leadready.ui.panel.desk_page import DeskPage
from leadready.ui.panel.people_page import PeoplePage, PersonCard
from leadready.ui.panel.receive_page import ReceivePage
from leadready.ui.panel.redaction_page import RedactionPage
from leadready.ui.panel.settling_page import ContradictionCard, SettlingPage
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.notice import Notice
from leadready.ui.widgets.text import Text
from leadready.workflow.panel import office, rating, redaction
from leadready.workflow.panel.redaction import HIDDEN
from tests.ui.test_pages import settle
from tests.workflow.panel.test_round import PEOPLE, Round, rated

LONG_NAME = "Anastasia-Konstantina Papadopoulou-Featherstonehaugh of the Northern and Western Isles " * 2


def words_on(page):
    QApplication.processEvents()
    return [label.text() for label in page.findChildren(Text) if not label.isHidden()]


def said(page):
    """The words of all notices that are shown."""
    QApplication.processEvents()
    return " ".join(
        label.text()
        for notice in page.findChildren(Notice)
        if not notice.isHidden()
        for label in notice.findChildren(Text)
    )


def press(page, words):
    QApplication.processEvents()
    button = next(
        one for one in page.window().findChildren(Button) if one.text() == words and one.isVisibleTo(page.window())
    )
    button.click()


@pytest.fixture
def made(journey, tmp_path):
    """A round whose lead sits at this window."""
    found = Round(tmp_path)
    journey.rounds.keys = PEOPLE["lea"]
    journey.rounds.panel = found.lea
    yield found
    journey.rounds.panel = None
    found.close()


def shown(journey, kind):
    page = journey.window.page
    assert isinstance(page, kind)
    return page


def test_the_desk_of_an_empty_round_says_what_comes_first(journey, made):
    journey.rounds.desk()
    page = shown(journey, DeskPage)
    steps = {card.step.id: card.step for card in page.cards}
    assert list(steps)[:5] == ["receive", "redact", "assign", "people", "applicants"]
    assert (steps["receive"].state, steps["redact"].state, steps["assign"].state) == ("open", "waiting", "waiting")
    assert steps["receive"].says == "0 applications have come in."
    journey.rounds.office.applicants()
    assert "No application has come in yet." in words_on(shown(journey, ApplicantsPage))
    assert QApplication.focusWidget().text() == "Take applications in"
    journey.rounds.office.redact()
    settle()
    assert "Their answers will stand here to be read." in words_on(shown(journey, RedactionPage))
    journey.rounds.office.assign()
    assert not shown(journey, AssignPage).assign.isEnabled()
    journey.rounds.office.contradictions()
    assert "Nothing contradicts itself." in words_on(shown(journey, SettlingPage))


def test_a_folder_is_taken_in_and_each_file_is_accounted_for(journey, made, qtbot):
    first = made.apply("Jo One")
    made.apply("Sam Two")
    (made.inbox / "double.lrsub").write_bytes(first.read_bytes())
    (made.inbox / "broken.lrsub").write_bytes(first.read_bytes()[:-5])
    (made.inbox / "notes.txt").write_text("not one of them", encoding="utf-8")
    journey.rounds.office.receive()
    page = shown(journey, ReceivePage)
    page.take([made.inbox])
    qtbot.waitUntil(lambda: "The files are taken in" in said(page))
    assert "2 applications are taken. 1 came before and counts once. 1 is refused; the reason stands below." in said(
        page
    )
    kinds = [page.results.index(row, 1).data() for row in range(4)]
    assert sorted(kinds) == ["Came before", "Refused", "Taken", "Taken"]
    refused = kinds.index("Refused")
    why = page.results.index(refused, 3).data()
    assert "Ask" in why
    assert f"broken.lrsub · Refused · {why}" in words_on(page)  # in full, below the table
    qtbot.waitUntil(lambda: len(redaction.unread(made.lea.view)) == 10)
    # Once more: nothing is new.
    page.take([made.inbox])
    qtbot.waitUntil(lambda: "3 came before" in said(page))
    assert len(made.lea.view.applicants) == 2


def test_files_that_are_dropped_open_the_page_and_an_empty_folder_is_said(journey, made, tmp_path, qtbot):
    file = made.apply("Jo One")
    journey.rounds.desk()
    journey.take_dropped([file])
    page = shown(journey, ReceivePage)
    qtbot.waitUntil(lambda: "1 application is taken." in said(page))
    (tmp_path / "none").mkdir()
    journey.take_dropped([tmp_path / "none"])
    assert "There is no application in this folder" in said(page)


def test_taking_in_is_stopped_and_goes_on_with_the_others(journey, made, monkeypatch, qtbot):
    monkeypatch.setattr("leadready.workflow.panel.gathering.BATCH", 1)
    for number in range(4):
        made.apply(f"Person {number}")
    journey.rounds.office.receive()
    page = shown(journey, ReceivePage)
    keep = page._keep

    def stop_after_two(batch):
        keep(batch)
        if len(page._outcomes) == 2:
            page.cancel()

    from leadready.ui.panel import receive_page

    opened = receive_page.opened_batches

    def two(opener, files, is_cancelled):
        for count, batch in enumerate(opened(opener, files, lambda: False)):
            if count < 2 or page._go_on.property("again"):
                yield batch

    monkeypatch.setattr(receive_page, "opened_batches", two)
    monkeypatch.setattr(page, "_keep", stop_after_two)
    page.take([made.inbox])
    qtbot.waitUntil(lambda: "2 files were not begun." in said(page))
    assert len(made.lea.view.applicants) == 2
    page._go_on.setProperty("again", True)
    press(page, "Go on with the others")
    qtbot.waitUntil(lambda: len(made.lea.view.applicants) == 4)


def test_an_answer_is_read_hidden_and_confirmed_by_the_keyboard(journey, made, qtbot):
    made.apply("Jo One", text="Jo led it at Northwick 🙂 with Dr House.")
    from leadready.workflow.panel.receiving import receive
    from tests.workflow.panel.test_round import ASSESSMENT

    [outcome] = receive(made.lea, sorted(made.inbox.iterdir()), ASSESSMENT)
    journey.rounds.office.redact()
    settle()
    page = shown(journey, RedactionPage)
    assert QApplication.focusWidget() is page.answer
    assert f"{HIDDEN} led it at Northwick 🙂 with {HIDDEN}. (feedback)" in words_on(page)
    assert "2 places are hidden." in words_on(page)
    QTest.keyClick(page.answer, Qt.Key.Key_H)
    assert "Select the words first." in words_on(page)
    _select(page, "Northwick")
    QTest.keyClick(page.answer, Qt.Key.Key_H)
    _select(page, "Dr House")
    QTest.keyClick(page.answer, Qt.Key.Key_S)
    assert f"{HIDDEN} led it at {HIDDEN} 🙂 with Dr House. (feedback)" in words_on(page)
    QTest.keyClick(page.answer, Qt.Key.Key_Return)
    answer = made.lea.view.answers[outcome.reference, "feedback"]
    assert answer.reviewed
    assert answer.text == f"{HIDDEN} led it at {HIDDEN} 🙂 with Dr House. (feedback)"
    for _time in range(4):
        QTest.keyClick(page.answer, Qt.Key.Key_Return)
    assert "Every answer has been read. Nothing waits." in words_on(page)
    assert redaction.unread(made.lea.view) == ()
    page.all.click()
    assert any(words.startswith(f"{outcome.reference}, ANSWER 1 OF 5") for words in words_on(page))


def _select(page, words):
    place = page.answer.toPlainText().encode("utf-16-le").index(words.encode("utf-16-le")) // 2
    cursor = page.answer.textCursor()
    cursor.setPosition(place)
    cursor.setPosition(place + len(words), QTextCursor.MoveMode.KeepAnchor)
    page.answer.setTextCursor(cursor)


def test_the_table_shows_codes_sorts_filters_and_no_name(journey, made):
    rated(made)
    made.apply(LONG_NAME)
    made.receive()
    journey.rounds.office.applicants()
    page = shown(journey, ApplicantsPage)
    model = page.table.table_model
    assert model.rowCount() == 5
    assert QApplication.focusWidget() is page.table
    everything = "\n".join(model.index(r, c).data() for r in range(5) for c in range(model.columnCount()))
    for name in ("Jo One", "Anastasia", "Sam"):
        assert name not in everything
        assert not any(name in words for words in words_on(page))
    page.table.sortByColumn(8, Qt.SortOrder.DescendingOrder)
    # The exercises give 50/3 to everybody: 80 x 1 + 50/15 = 83.3.
    assert model.index(0, 8).data() == "83.3"
    assert model.id_at(0) == made.reference_of("Jo One")
    assert model.index(4, 8).data() == "–"
    QTest.keyClicks(page.filter, made.reference_of("Sam Two").lower())
    QTest.keyClick(page.filter, Qt.Key.Key_Return)
    assert model.rowCount() == 1
    assert "1 of 5 applications" in words_on(page)


def test_many_applications_are_read_beside_the_window(journey, made, monkeypatch, qtbot):
    monkeypatch.setattr("leadready.ui.panel.applicants_page.FEW", 1)
    rated(made)
    journey.rounds.office.applicants()
    page = shown(journey, ApplicantsPage)
    assert "Reading the applications…" in words_on(page) or page.table.table_model.rowCount() == 4
    qtbot.waitUntil(lambda: page.table.table_model.rowCount() == 4)
    assert QApplication.focusWidget() is page.table
    assert page.card.isVisible()


def test_names_are_shown_only_when_asked_for_and_after_a_warning(journey, made):
    rated(made)
    journey.rounds.office.applicants()
    page = shown(journey, ApplicantsPage)
    press(page, "Show who they are")
    assert "can no longer judge blind" in said(page)
    assert not page.is_named()
    press(page, "Keep them hidden")
    assert not page.is_named()
    press(page, "Show who they are")
    press(page, "Show the names")
    model = page.table.table_model
    assert {model.index(row, 1).data() for row in range(4)} == {"Jo One", "Sam Two", "Alex Three", "Kim Four"}
    press(page, "Hide who they are")
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Came"


def test_a_gate_is_confirmed_and_adjustments_are_noted_on_the_card(journey, made):
    made.apply("Jo One")
    made.receive()
    jo = made.reference_of("Jo One")
    journey.rounds.office.applicants()
    page = shown(journey, ApplicantsPage)
    row = page.card.findChild(GateRow)
    assert "Protected time: passed, as the applicant says" in words_on(page.card)
    row.findChild(Unfolding).button.click()
    press(page, "It is not passed")
    assert "This needs a reason." in said(page)
    row.why.setText("The sponsor gives a tenth.")
    press(page, "It is not passed")
    assert "Protected time: not passed, confirmed by the office" in words_on(page.card)
    assert made.lea.view.applicants[jo].gates["time"].confirmed
    press(page, "Note adjustments")
    page.card.adjustments.setPlainText("Large print.")
    press(page, "Keep the adjustments")
    assert made.lea.view.applicants[jo].private.adjustments == "Large print."
    assert page.table.current_id() == jo


def test_an_application_is_erased_for_a_reason_and_after_a_question(journey, made, monkeypatch):
    made.apply("Jo One")
    made.receive()
    jo = made.reference_of("Jo One")
    journey.rounds.office.applicants()
    page = shown(journey, ApplicantsPage)
    answers = iter(["Keep it", "Erase"])

    def answer(box):
        wanted = next(answers)
        box.exec_chosen = next(one for one in box.buttons() if one.text() == wanted)

    monkeypatch.setattr(QMessageBox, "exec", answer)
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: box.exec_chosen)
    press(page, "Erase…")
    press(page, "Erase this application")
    assert "name of who decides, and a reason" in said(page)
    page.card.person.setText("Dr Lea")
    page.card.why.setText("The applicant asked.")
    page.card.erase_button.click()
    assert not made.lea.view.applicants[jo].is_erased
    page.card.erase_button.click()
    assert made.lea.view.applicants[jo].is_erased
    assert page.table.table_model.index(0, 2).data() == "Erased"
    assert "Everything that was said about it is taken away." in words_on(page.card)


def test_names_go_out_declarations_come_in_and_raters_are_assigned(journey, made, tmp_path, qtbot):
    made.apply("Jo One")
    made.apply("Sam Two")
    made.receive()
    journey.rounds.office.assign()
    page = shown(journey, AssignPage)
    assert "2 applications cannot be assigned" in words_on(page)
    assert [card.kind for card in page.cards] == ["current", "plain", "plain"]
    both = ", ".join(sorted(map(made.reference_of, ("Jo One", "Sam Two"))))
    assert f"{both}: 0 of 2 raters. Not declared yet: Ann, Bob, Cat." in words_on(page)
    page.release.click()
    assert "2 names are in the next packs" in said(page)
    assert [card.kind for card in page.cards] == ["plain", "current", "plain"]
    assert "Ann: 0 of 2\nBob: 0 of 2\nCat: 0 of 2" in words_on(page)
    made.declare("ann", Jo="managed")
    made.declare("bob", Jo="co-author")
    made.declare("cat")
    journey.rounds.office.assign()
    page = shown(journey, AssignPage)
    jo = made.reference_of("Jo One")
    assert f"{jo}: 1 of 2 raters. A conflict: Ann, Bob." in words_on(page)
    assert not page.assign.isEnabled()
    page.partly.click()
    assert "2 assignments are new" in said(page)
    page.save_to(tmp_path / "who.csv")
    lines = (tmp_path / "who.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "applicant,rater,locked,seed"
    assert len(lines) == 3
    assert all(line.endswith(f",no,{made.campaign.seed}") for line in lines[1:])
    page.save_to(tmp_path / "no such folder" / "who.csv")
    assert "The table was not written" in said(page)


def test_all_packs_are_written_and_what_comes_back_counts(journey, made, tmp_path, qtbot):
    made.apply("Jo One")
    made.receive()
    office.release_names(made.lea)
    journey.rounds.office.people()
    page = shown(journey, PeoplePage)
    out = tmp_path / "out"
    out.mkdir()
    page.write_into(out)
    qtbot.waitUntil(lambda: "3 packs are written" in said(page))
    assert sorted(file.name for file in out.iterdir()) == [f"to-{who}.lrbundle" for who in ("ann", "bob", "cat")]
    ann = made.panels["ann"]
    ann.take_file((out / "to-ann.lrbundle").read_bytes(), "pack")
    rating.declare(ann, dict.fromkeys(rating.undeclared(ann), "none"))
    (tmp_path / "from-ann.lrbundle").write_bytes(rating.hand_in(ann))
    journey.take_dropped([tmp_path / "from-ann.lrbundle"])
    qtbot.waitUntil(lambda: "1 declaration" in said(journey.window.page))
    journey.rounds.office.people()
    assert "Declared about 1 of 1 names. 0 of 0 applications locked." in words_on(shown(journey, PeoplePage))
    page = shown(journey, PeoplePage)
    page.write_into(tmp_path / "no such folder")
    qtbot.waitUntil(lambda: "The packs were not written" in said(page))


def test_somebody_leaves_is_replaced_and_comes_back(journey, made, tmp_path):
    dan = Keys.new("Dan")
    (tmp_path / "dan.lrcard").write_bytes(card_file(dan))
    (tmp_path / "no.lrcard").write_text("{}", encoding="utf-8")
    journey.rounds.office.people()
    page = shown(journey, PeoplePage)

    def card_of(name):
        QApplication.processEvents()
        cards = [one for one in page.findChildren(PersonCard) if not one.isHidden()]
        return next(one for one in cards if any(name in words for words in words_on(one)))

    press(page, "Let somebody in")
    page.joining.take_card(tmp_path / "no.lrcard")
    assert "This is no card" in said(page)
    page.joining.take_card(tmp_path / "dan.lrcard")
    assert any(words.startswith("Dan. Compare these six words") for words in words_on(page.joining))
    page.joining.id.setText("ann")
    page.joining.roles["rater"].setChecked(True)
    page.joining.why.setText("One more.")
    page.joining.let_in.click()
    assert "The id “ann” is Ann's." in said(page)
    page.joining.id.setText("dan")
    page.joining.let_in.click()
    assert made.lea.view.members["dan"].roles == ("rater",)
    assert page.joining.isHidden()
    bob = card_of("Bob")
    next(one for one in bob.findChildren(Button) if one.text() == "Has left").click()
    assert "This needs a reason." in said(page)
    bob.why.setText("A new post.")
    next(one for one in bob.findChildren(Button) if one.text() == "Has left").click()
    assert made.lea.view.left == {"bob"}
    bob = card_of("Bob")
    assert "Rater, has left" in words_on(bob)
    bob.why.setText("Back.")
    next(one for one in bob.findChildren(Button) if one.text() == "Let in again").click()
    assert made.lea.view.left == frozenset()
    next(one for one in card_of("Cat").findChildren(Button) if one.text() == "Replace").click()
    (tmp_path / "eve.lrcard").write_bytes(card_file(Keys.new("Eve")))
    page.joining.take_card(tmp_path / "eve.lrcard")
    page.joining.id.setText("eve")
    page.joining.why.setText("Cat lost her key.")
    page.joining.let_in.click()
    assert made.lea.view.left == {"cat"}
    assert made.lea.view.members["eve"].roles == ("rater",)


def test_a_contradiction_is_shown_and_settled_either_way(journey, made):
    rated(made)
    jo = made.reference_of("Jo One")
    for criterion in ("led-change", "setback"):
        for mark in (2, 4):
            settled = Moderated(mark=mark, why=f"View {mark}.", people=("Lea",))
            made.lea.say([Statement("moderated", settled.model_dump(mode="json"), jo, criterion)])
    journey.rounds.desk()
    assert shown(journey, DeskPage).cards[0].step.says == "2 matters wait for a person."
    journey.rounds.office.contradictions()
    page = shown(journey, SettlingPage)
    first, second = page.findChildren(ContradictionCard)
    assert any("View 2." in words for words in words_on(first))
    assert any("View 4." in words for words in words_on(first))
    assert words_on(first).count("Who settled it: Lea") == 2
    next(one for one in first.findChildren(Button) if one.accessibleName() == "Let hold what Lea said").click()
    assert len(made.lea.view.moderated) == 1
    QApplication.processEvents()
    [second] = [one for one in page.findChildren(ContradictionCard) if not one.isHidden()]
    next(one for one in second.findChildren(Button) if one.text() == "Say it anew").click()
    hold = [one for one in second.findChildren(Button) if one.text() == "Let this hold"][-1]
    hold.click()
    assert "This was not settled" in said(page)
    second.fields["mark"].setText("3")
    second.fields["why"].setText("Read again.")
    second.fields["people"].setText("Lea; Ann")
    hold.click()
    assert {one.mark for one in made.lea.view.moderated.values()} >= {3}
    assert "Nothing contradicts itself." in words_on(page)
