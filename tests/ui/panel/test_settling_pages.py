"""From where marks differ to the reserve list, in the window, by the keyboard."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from leadready.pseudo import LONG, MIRRORED
from leadready.ui import theme
from leadready.ui.panel.agenda_page import AgendaPage
from leadready.ui.panel.agreement_page import AgreementPage, StudyCard
from leadready.ui.panel.decide_page import DecidePage
from leadready.ui.panel.decision_form import OUTCOMES
from leadready.ui.panel.desk_page import DeskPage, StepCard
from leadready.ui.panel.ranking_page import RankingPage, SureCard
from leadready.ui.panel.reserve_page import ReservePage
from leadready.ui.speech import speak
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.drawing_view import DrawingView
from leadready.ui.widgets.text import Text
from leadready.workflow.panel import office, reserving
from tests.accessibility import audit
from tests.ui.panel.settling import Settled, keys_of
from tests.ui.test_languages import cut_off
from tests.ui.test_pages import settle

# A 100; B and C tied at 75; D differs by two marks on one criterion; E is low, and Cat alone is the third of nobody.
MARKS = {
    "AAA222": {"ann": 5, "bob": 5},
    "BBB333": {"ann": 4, "cat": 4},
    "CCC444": {"bob": 4, "cat": 4},
    "DDD555": {"ann": (2, 4, 3), "bob": (4, 4, 3)},
    "EEE666": {"bob": 2, "cat": 2},
}


def words_on(widget):
    return [label.text() for label in widget.findChildren(Text) if label.isVisibleTo(widget)]


def button(widget, words):
    return next(one for one in widget.findChildren(Button) if one.text() == words and one.isVisibleTo(widget))


def press(control, key=Qt.Key.Key_Return):
    control.setFocus()
    QTest.keyClick(control, key)
    settle()


@pytest.fixture
def moment(services):
    """The clock of the round; a test moves it."""
    return [services.clock()]


@pytest.fixture
def opened(journey, tmp_path, moment):
    """Opens a round whose marks are given; gives it."""
    made = []

    def opened(marks=MARKS, **changes):
        one = Settled(tmp_path / f"round{len(made)}", lambda: moment[0], marks, **changes)
        made.append(one)
        journey.rounds.keys = keys_of("lea")
        journey.rounds.panel = one.panel
        return one

    return opened


def test_the_desk_says_what_is_to_be_settled(journey, opened):
    opened()
    journey.rounds.desk()
    assert isinstance(journey.window.page, DeskPage)
    said = {card.step.id: (card.step.says, card.step.state) for card in journey.window.page.findChildren(StepCard)}
    assert said["agenda"] == ("1 difference to talk about.", "open")
    assert said["decide"] == ("0 of 5 are decided.", "open")
    assert "reserve" not in said


def test_a_difference_is_settled_by_the_keyboard_and_the_marks_stay(journey, opened):
    one = opened()
    journey.rounds.settling.agenda()
    page = journey.window.page
    assert isinstance(page, AgendaPage)
    [card] = [card for card in page.cards if not card.one.settled]
    said = words_on(card)
    assert said[0] == "DDD555: Leading a change"
    assert said[1].startswith("The marks differ by 50 points of 100. The total is ")
    assert "Ann Rater: 2. Because of led." in said
    assert "Bob Rater: 4. Because of led." in said
    names = [view.accessibleName() for view in card.findChildren(DrawingView)]
    assert names == ["Marks from 1 to 5: Ann Rater 2, Bob Rater 4."]
    press(button(card, "Show the answer"))
    assert any(words.startswith("We had too many falls") for words in words_on(card))
    press(button(card, "Settle it"))
    form = card._form
    assert QApplication.focusWidget() is form.mark
    assert form.chosen is None
    assert form.people == []
    press(form.keep)
    assert "Choose the mark. Say why, in words. Tick who settled it." in words_on(card)
    QTest.keyClicks(form.mark, "3")
    QTest.keyClicks(form.reason, "Read again together.")
    QTest.keyClick(form.ticks[0], Qt.Key.Key_Space)
    QTest.keyClick(form.ticks[2], Qt.Key.Key_Space)
    people = (form.ticks[0].accessibleName(), form.ticks[2].accessibleName())
    press(form.keep)
    moderated = one.panel.view.moderated["DDD555", "led"]
    assert (moderated.mark, moderated.why) == (3, "Read again together.")
    assert moderated.people == people
    assert {name: one.panel.view.marks["DDD555", name, "led"].mark for name in ("ann", "bob")} == {"ann": 2, "bob": 4}
    assert "0 differences to talk about; 1 is settled." in words_on(page)
    assert any(words.startswith("Settled on 3: Read again together. (") for words in words_on(page))


def test_third_raters_are_given_on_the_agenda(journey, opened):
    one = opened({**MARKS, "DDD555": {"ann": (2, 4, 4), "bob": (5, 4, 4)}}, places=1)
    journey.rounds.settling.agenda()
    page = journey.window.page
    # The error: D's totals 58.3 and 83.3 make 12.5 alone, pooled over five 5.6: nobody is that near to 100 save A.
    assert [row._one.reference for row in page.near] == ["AAA222"]
    row = page.near[0]
    assert row.choice.currentIndex() == 0
    press(row.give)
    assert ("AAA222", "cat") not in one.panel.view.assigned
    QTest.keyClick(row.choice, Qt.Key.Key_Down)
    press(row.give)
    assert ("AAA222", "cat") in one.panel.view.assigned
    assert "1 third rater is assigned" in words_on(page)
    assert "The third rater has not locked yet." in words_on(page.near[0])


def test_all_third_raters_are_given_in_one_go_or_it_is_said_who_cannot(journey, opened):
    one = opened(
        {"AAA222": {"ann": 5, "bob": 3}, "BBB333": {"ann": 3, "cat": 4}, "CCC444": {"bob": 2, "cat": 4}}, places=1
    )
    journey.rounds.settling.agenda()
    page = journey.window.page
    near = {row._one.reference for row in page.near}
    assert near
    press(button(page, "Assign to all"))
    assert all(sum(code == reference for code, _m in one.panel.view.assigned) == 3 for reference in near)
    assert not [control for control in page.findChildren(Button) if control.text() == "Assign to all"
                and control.isVisibleTo(page)]  # fmt: skip


def test_nothing_to_talk_about_is_said(journey, opened):
    opened({"AAA222": {"ann": 4, "bob": 4}})
    journey.rounds.settling.agenda()
    assert "Nothing is left to talk about." in words_on(journey.window.page)


def test_a_lead_who_rates_sees_nothing_until_their_own_marks_are_locked(journey, opened):
    opened({**MARKS, "BBB333": {"ann": 4, "lea": None}}, lead_rates=True)
    pages = {**journey.rounds.settling.pages, "outputs": journey.rounds.office.outputs}
    for go in ("agenda", "agreement", "ranking", "decide", "reserve", "outputs"):
        pages[go]()
        page = journey.window.page
        said = words_on(page)
        assert "Nothing is shown yet" in said, go
        assert not any(code in words for words in said for code in MARKS), go
        assert not page.findChildren(DrawingView), go
    journey.rounds.desk()
    said = {card.step.id: card.step for card in journey.window.page.findChildren(StepCard)}
    assert {said[id_].state for id_ in ("agenda", "agreement", "ranking", "decide", "outputs")} == {"waiting"}


def test_agreement_is_said_in_words_and_drawn_with_severity_beside_raw(journey, opened, qtbot):
    marks = {f"A{n:02}": {"ann": 2 + n % 3, "bob": 3 + n % 3} for n in range(12)}
    opened(marks)
    journey.rounds.settling.agreement()
    page = journey.window.page
    assert isinstance(page, AgreementPage)
    qtbot.waitUntil(lambda: page.found is not None)
    settle()
    said = words_on(page)
    assert "These are few applicants: every figure is very uncertain." in said
    # Bob is always one mark above Ann: they agree on the order in full, and half of a mark each is taken out.
    assert "Ann Rater adds -0.50 to every mark." in said
    assert "Bob Rater adds +0.50 to every mark." in said
    assert any("Totals as they count" in words for words in said)
    drawn = [view.accessibleName() for view in page.findChildren(DrawingView)]
    assert any(name.startswith(("ICC(1,k)", "ICC(2,k)")) for name in drawn)
    assert "poor 0, moderate 0.5, good 0.75, excellent 0.9" in drawn
    more = button(page, "Show all figures")
    press(more)
    assert any(words.startswith("Weighted kappa (quadratic): Ann Rater, Bob Rater") for words in words_on(page))
    assert more.text() == "Show fewer figures"
    study = page.findChild(StudyCard)
    assert study.said.text().startswith("With 2 raters and 3 questions the expected reliability is ")
    QTest.keyClick(study.raters, Qt.Key.Key_Up)
    assert study.said.text().startswith("With 3 raters and 3 questions the expected reliability is ")


def test_agreement_waits_for_two_raters(journey, opened):
    opened({"AAA222": {"ann": 4}})
    journey.rounds.settling.agreement()
    assert "No application has two raters’ locked marks yet." in words_on(journey.window.page)


def test_the_ranking_shows_ties_as_ties_and_how_sure_it_is(journey, opened, qtbot):
    opened()
    journey.rounds.settling.ranking()
    page = journey.window.page
    assert isinstance(page, RankingPage)
    qtbot.waitUntil(lambda: page.findChild(SureCard) is not None)
    settle()
    rows = {row.reference: row.cells for row in page.table.model_of_rows.rows}
    assert [rows[code][0] for code in MARKS] == ["1", "2 =", "2 =", "4", "5"]
    assert rows["BBB333"][4] == "CCC444"
    assert {rows["BBB333"][5], rows["CCC444"][5]} == {"1", "2"}
    assert rows["AAA222"][2:4] == ("1", "100 of 100")
    said = words_on(page)
    assert "The line lies at 75.00 of 100." in said
    assert "5 applications are ranked; 3 at or above the line." in said
    assert "The shortlist stays the same whichever weight is a tenth more or less." in said
    assert any(view.accessibleName().startswith("The line lies at 75.00") for view in page.findChildren(DrawingView))
    page.table.model_of_rows.sort(1, Qt.SortOrder.AscendingOrder)
    assert page.table.model_of_rows.rows[0].reference == "EEE666"


def test_an_outcome_is_set_by_the_keyboard_and_nothing_is_chosen_beforehand(journey, opened):
    one = opened(gates={"AAA222": True})
    journey.rounds.settling.decide()
    page = journey.window.page
    assert isinstance(page, DecidePage)
    assert QApplication.focusWidget() is page.table
    form = page.form
    assert form.reference == "AAA222"
    assert (form.outcome, form.person.text(), form.reason.toPlainText()) == (None, "", "")
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    assert form.reference == "BBB333"
    assert "Nothing parts it from CCC444." in form.facts.text()
    QTest.keyClick(page.table, Qt.Key.Key_Up)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is form.options[0]
    QTest.keyClick(form.options[0], Qt.Key.Key_1)
    assert form.outcome == "offered"
    press(form.set)
    assert "Say who decides. Say why, in words." in words_on(form)
    assert one.panel.view.applicants["AAA222"].outcome is None
    QTest.keyClicks(form.person, "Dr Lea")
    QTest.keyClicks(form.reason, "The strongest evidence, 5 of 5.")  # a digit typed into words chooses nothing
    assert form.outcome == "offered"
    press(form.set)
    outcome = one.panel.view.applicants["AAA222"].outcome
    assert (outcome.outcome, outcome.person, outcome.why) == ("offered", "Dr Lea", "The strongest evidence, 5 of 5.")
    # The next application that is not decided comes, with nothing chosen; who decides stays.
    assert QApplication.focusWidget() is page.table
    assert (form.reference, form.outcome, form.reason.toPlainText(), form.person.text()) == (
        "BBB333",
        None,
        "",
        "Dr Lea",
    )
    assert "1 of 5 is decided." in words_on(page)


def decide(page, code, outcome, why="Read twice.", considered=""):
    page.table.go_to(code)
    page.form.choose(OUTCOMES.index(outcome) + 1)
    page.form.person.setText("Dr Lea")
    page.form.reason.setPlainText(why)
    page.form.considered.setPlainText(considered)
    press(page.form.set)


def test_a_departure_from_the_ranking_asks_what_was_considered_and_is_listed(journey, opened):
    one = opened(gates={"DDD555": False})
    journey.rounds.settling.decide()
    page = journey.window.page
    decide(page, "BBB333", "offered")
    decide(page, "CCC444", "not-appointed")
    assert one.panel.view.applicants["CCC444"].outcome is None
    assert "Nothing parts it from an application with another outcome: BBB333." in words_on(page.form)
    assert "Say what was considered beyond the score." in words_on(page.form)
    decide(page, "CCC444", "not-appointed", considered="The lot, drawn from the public seed.")
    assert one.panel.view.applicants["CCC444"].outcome.considered == "The lot, drawn from the public seed."
    decide(page, "DDD555", "reserve")
    assert "Does not pass: Protected time. " in page.form.departs.text() + " "
    assert any(words.startswith("BBB333: Nothing parts it") for words in words_on(page))
    rows = {row.reference: row.cells for row in page.table.model_of_rows.rows}
    assert rows["CCC444"][3:] == ("Not appointed", "Dr Lea", "yes")
    assert rows["DDD555"][2] == "Does not pass: Protected time"


def test_several_are_not_appointed_only_after_each_was_ticked(journey, opened):
    one = opened()
    journey.rounds.settling.decide()
    page = journey.window.page
    assert not page.together.isVisibleTo(page)
    for code in ("DDD555", "EEE666"):
        page.table.go_to(code)
        assert not page.form.tick.isChecked()
        QTest.keyClick(page.form.tick, Qt.Key.Key_Space)
    assert "2 ticked: DDD555, EEE666" in words_on(page.together)
    press(page.together.set)
    assert QApplication.focusWidget() is page.together.person
    QTest.keyClicks(page.together.person, "Dr Lea")
    QTest.keyClicks(page.together.reason, "The evidence is below the line.")
    press(page.together.set)
    outcomes = {code: one.panel.view.applicants[code].outcome for code in MARKS}
    assert {code for code, said in outcomes.items() if said} == {"DDD555", "EEE666"}
    assert {said.why for said in outcomes.values() if said} == {"The evidence is below the line."}
    assert not page.together.isVisibleTo(page)


def test_no_outcome_without_an_application(journey, opened):
    opened({})
    journey.rounds.settling.decide()
    assert "No application has come in yet." in words_on(journey.window.page)
    journey.rounds.settling.ranking()
    assert "No application has a total yet." in words_on(journey.window.page)
    journey.rounds.settling.reserve()
    assert "Nobody is a reserve." in words_on(journey.window.page)


def reserves(one):
    office.decide(one.panel, "AAA222", "offered", "Dr Lea", "The strongest.")
    for code in ("BBB333", "CCC444"):
        office.decide(one.panel, code, "reserve", "Dr Lea", "Good, and places are few.")


def place(page, code, at, why=""):
    card = next(card for card in page.candidates if card.reference == code)
    press(card.put)
    QTest.keyClicks(card.form.place.lineEdit(), str(at))
    QTest.keyClicks(card.form.person, "Dr Lea")
    QTest.keyClicks(card.form.reason, why)
    press(card.form.keep)


def test_the_reserve_list_from_the_first_place_to_an_overdue_offer(journey, opened, moment):
    one = opened()
    reserves(one)
    journey.rounds.settling.reserve()
    page = journey.window.page
    assert isinstance(page, ReservePage)
    assert any(words.startswith("Rank 2, tied with CCC444; by lot ") for words in words_on(page))
    place(page, "BBB333", 1, "The panel preferred it.")
    place(page, "CCC444", 1)
    assert "It was not put there" in words_on(page)
    assert any("Place 1 is BBB333’s." in words for words in words_on(page))
    place(page, "CCC444", 2, "After the other one.")
    assert "If a place comes free, BBB333 is next." in words_on(page)
    first = page.entries[0]
    press(first.buttons["offered"])
    form = first.form
    assert form.hours.value() == 0
    press(form.keep)
    assert "It was not noted" in words_on(page)
    form.hours.setValue(48)
    form.person.setText("Dr Lea")
    press(form.keep)
    first = page.entries[0]
    assert any(words.endswith(": 2 days left") for words in words_on(first))
    assert set(first.buttons) == {"held", "accepted", "declined", "withdrawn"}
    assert "If a place comes free, CCC444 is next." in words_on(page)
    moment[0] += timedelta(hours=50)
    press(button(page, "See the clocks now"))
    assert "1 offer has run out of time" in words_on(page)
    first = page.entries[0]
    assert any(words.startswith("Ran out ") and words.endswith(": 2 hours ago") for words in words_on(first))
    assert one.panel.view.applicants["BBB333"].reserve.state == "offered"
    press(first.buttons["expired"])
    first.form.person.setText("Dr Lea")
    first.form.reason.setPlainText("No word came.")
    press(first.form.keep)
    first = page.entries[0]
    assert set(first.buttons) == {"offered"}
    press(first.past)
    steps = next(words for words in words_on(first) if "\n" in words).splitlines()
    assert len(steps) == 3
    assert steps[-1].startswith("Place 1, Ran out of time: ")
    assert steps[-1].endswith(" (Dr Lea: No word came.)")
    assert one.panel.view.applicants["BBB333"].outcome.outcome == "reserve"


def test_who_accepts_changes_no_outcome_by_itself(journey, opened):
    one = opened()
    reserves(one)
    journey.rounds.settling.reserve()
    page = journey.window.page
    place(page, "BBB333", 1, "First.")
    for state in ("offered", "accepted"):
        entry = page.entries[0]
        press(entry.buttons[state])
        if entry.form.hours is not None:
            entry.form.hours.setValue(24)
        entry.form.person.setText("Dr Lea")
        press(entry.form.keep)
    assert "BBB333 has accepted" in words_on(page)
    assert one.panel.view.applicants["BBB333"].outcome.outcome == "reserve"
    entry = page.entries[0]
    press(entry.elsewhere)
    entry.form.place.setValue(7)
    entry.form.person.setText("Dr Lea")
    press(entry.form.keep)
    assert one.panel.view.applicants["BBB333"].reserve.place == 7


@pytest.mark.parametrize(("spoken", "size"), [("en", 100), ("en", 200), ("cy", 200), (LONG, 200), (MIRRORED, 100)])
def test_every_page_is_named_and_fits_a_small_window(journey, opened, qtbot, spoken, size):
    speak(QApplication.instance(), spoken)
    theme.apply("light", size)
    try:
        journey.fill_rail()
        journey.window.resize(900, 600)
        one = opened({**MARKS, **{f"F{n:05}": {"ann": 3, "bob": 4} for n in range(12)}}, gates={"AAA222": False})
        office.decide(one.panel, "AAA222", "reserve", "Dr Lea", "Good.", "Asked for a later start. " * 8)
        office.moderate(one.panel, "DDD555", "led", 3, "Read again. " * 20, ["Lea Lead", "Ann Rater"])
        reserving.put_on_list(one.panel, "AAA222", 1, "Dr Lea", "First.")
        reserving.move(one.panel, "AAA222", "offered", "Dr Lea", hours=48)
        office.decide(one.panel, "BBB333", "reserve", "Dr Lea", "Good.", "Later.")
        for go, show in journey.rounds.settling.pages.items():
            show()
            page = journey.window.page
            settle()
            if isinstance(page, AgreementPage):
                qtbot.waitUntil(lambda page=page: page.found is not None)
            settle()
            assert audit(journey.window) == [], go
            assert journey.window.width() == 900, go
            assert cut_off(journey.window) == [], go
    finally:
        speak(QApplication.instance(), "en")
        theme.apply("light", 100)
        journey.fill_rail()


def test_what_is_only_there_to_be_seen_is_never_what_comes_next(journey, opened):
    one = opened()
    office.moderate(one.panel, "DDD555", "led", 3, "We read it together.", ["Lea Lead"])
    journey.rounds.desk()
    cards = {card.step.id: card for card in journey.window.page.findChildren(StepCard)}
    assert {id_ for id_, card in cards.items() if card.step.state == "shown"} >= {"agreement", "ranking", "log"}
    asked = [card for card in cards.values() if card.step.state == "open"]
    assert [card.kind for card in asked] == ["current", *["plain"] * (len(asked) - 1)]
    assert {card.kind for card in cards.values() if card not in asked} == {"flat"}
    assert [card.step.id for card in cards.values() if card.button.property("role") == "primary"] == [asked[0].step.id]


def test_outcomes_that_share_a_row_are_all_of_one_size(journey, opened):
    opened()
    journey.window.resize(1180, 800)
    journey.rounds.settling.decide()
    settle()
    options = journey.window.page.form.options
    assert {one.y() for one in options} == {options[0].y()}
    assert max(one.width() for one in options) - min(one.width() for one in options) <= 1
    assert len({one.height() for one in options}) == 1
