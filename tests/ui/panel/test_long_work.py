"""With thousands of applications: what takes long is asked of a worker, and ends when nobody waits for it any more."""

from __future__ import annotations

import gc
import sqlite3
import threading
import weakref
from contextlib import closing
from sqlite3 import ProgrammingError

import pytest
from PySide6.QtWidgets import QTableView, QWidget

from leadready.panel import order
from leadready.store.panel_store import PanelStore
from leadready.ui.panel import agreement_page, letters_card, ranking_page
from leadready.ui.panel.decide_page import AT_ONCE
from leadready.ui.panel.desk_page import DeskPage
from leadready.ui.panel.entering_page import EnteringPage
from leadready.ui.panel.rows_table import Row, RowsTable
from leadready.ui.tasks import Runner
from leadready.workflow.panel import gathering, office, panel, redaction
from leadready.workflow.panel.entering import Entering
from leadready.workflow.panel.panel import open_panel
from leadready.workflow.panel.receiving import receive
from tests.ui.panel.settling import Settled, keys_of
from tests.ui.panel.test_settling_pages import button, decide, press, words_on
from tests.ui.test_pages import settle
from tests.workflow.panel.test_round import ASSESSMENT, PEOPLE, Round

MARKS = {
    "AAA222": {"ann": 5, "bob": 5},
    "BBB333": {"ann": 4, "cat": 4},
    "CCC444": {"bob": 4, "cat": 4},
    "DDD555": {"ann": (2, 4, 3), "bob": (4, 4, 3)},
    "EEE666": {"bob": 2, "cat": 2},
}


@pytest.fixture
def opened(journey, tmp_path, services):
    """A round whose marks have come in, open in the window."""
    made = Settled(tmp_path / "round", services.clock, MARKS)
    journey.rounds.keys, journey.rounds.panel = keys_of("lea"), made.panel
    return made


@pytest.fixture
def coming(journey, tmp_path):
    """A round whose applications are still to come in."""
    made = Round(tmp_path)
    journey.rounds.keys, journey.rounds.panel = PEOPLE["lea"], made.lea
    yield made
    journey.rounds.panel = None
    made.close()


@pytest.fixture
def runner(journey, monkeypatch):
    """Real workers, as people have them."""
    made = Runner(journey.window)
    monkeypatch.setattr(journey, "runner", made)
    yield made
    made.stop()
    settle()


@pytest.fixture
def endless(monkeypatch):
    """Put work in the place of another that never ends by itself; gives what says that it has begun."""

    def put(module, name):
        begun = threading.Event()

        def work(*given):
            begun.set()
            while True:
                given[-1]()

        monkeypatch.setattr(module, name, work)
        return begun

    return put


@pytest.fixture
def worked_out(monkeypatch):
    """How often totals were worked out."""
    times = []
    merits = order.merits
    monkeypatch.setattr(order, "merits", lambda view: times.append(view) or merits(view))
    return times


@pytest.fixture
def kept(opened):
    """The folder of a round on this computer, which nobody has opened."""
    folder = opened.panel.store.file.parent
    opened.panel.close()
    return folder


def test_a_round_is_read_beside_the_window_and_its_desk_works_nothing_out(
    journey, kept, qtbot, runner, worked_out, monkeypatch
):
    threads = []
    load = PanelStore.load
    monkeypatch.setattr(PanelStore, "load", lambda store: threads.append(threading.current_thread()) or load(store))
    journey.rounds.panel = None
    journey.rounds.open(kept)
    page = journey.window.page
    assert isinstance(page, EnteringPage)
    assert "Reading the records of the round…" in words_on(page)
    qtbot.waitUntil(lambda: isinstance(journey.window.page, DeskPage))
    assert threads != [threading.main_thread()]
    assert (len(threads), len(worked_out)) == (1, 1)
    assert journey.rounds.panel.order.places == order.order_of(journey.rounds.panel.view).places


def test_whoever_leaves_while_a_round_is_read_has_not_opened_it(journey, kept, qtbot, runner):
    journey.rounds.panel = None
    journey.rounds.open(kept)
    entering = journey.window.page._entering
    journey.rounds.all()
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert journey.rounds.panel is None
    with pytest.raises(ProgrammingError):  # its file is closed
        entering._store.connection.execute("SELECT 1")


def test_what_another_program_writes_while_a_round_is_read_is_there(kept, services):
    entering = Entering(kept, services.clock)
    read = entering.read()
    other = open_panel(keys_of("lea"), kept, services.clock)
    office.decide(other, "AAA222", "offered", "Dr Lea", "Read twice.")
    other.close()
    with closing(entering.panel(keys_of("lea"), read)) as made:
        assert made.view.applicants["AAA222"].outcome is not None
    entering = Entering(kept, services.clock)
    read = entering.read()
    with closing(entering.panel(keys_of("lea"), read)) as made:
        assert made.log is read.log


def test_the_records_of_a_round_are_left_out_of_the_search_for_garbage_and_go_without_it(kept, services):
    gc.unfreeze()
    entering = Entering(kept, services.clock)
    read = entering.read()
    try:
        payload = next(record.payload for record in read.log.records.values() if record.kind == "private")
        assert gc.get_freeze_count() > len(read.log.records)
        assert not any(one is payload for one in gc.get_objects())
        gone = weakref.ref(read.order)
        entering.close()
        del read
        assert gone() is None
    finally:
        gc.unfreeze()


def test_a_round_that_is_damaged_says_so_on_the_page(journey, kept, qtbot, runner):
    with closing(sqlite3.connect(kept / "panel.db")) as connection, connection:
        connection.execute("UPDATE record SET payload = '{}' WHERE payload LIKE '%Person 3%'")
    journey.rounds.panel = None
    journey.rounds.open(kept)
    page = journey.window.page
    qtbot.waitUntil(lambda: "The round cannot be opened" in words_on(page))
    assert journey.rounds.panel is None
    journey.rounds.all()


def test_the_ranking_is_worked_out_once_for_all_decisions(journey, opened, worked_out):
    journey.rounds.settling.decide()
    assert len(worked_out) == 1
    page = journey.window.page
    for code, outcome in (("AAA222", "offered"), ("BBB333", "reserve"), ("EEE666", "not-appointed")):
        decide(page, code, outcome)
        assert opened.panel.view.applicants[code].outcome.outcome == outcome
    journey.rounds.settling.reserve()
    journey.rounds.settling.decide()
    assert len(worked_out) == 1


def test_the_desk_and_the_agenda_go_by_the_same_order(journey, opened, worked_out):
    for show in (journey.rounds.desk, journey.rounds.settling.agenda, journey.rounds.desk):
        show()
    assert len(worked_out) == 1


def test_a_mark_that_the_panel_settles_on_makes_another_order(journey, opened, worked_out):
    before = opened.panel.order
    office.moderate(opened.panel, "EEE666", "led", 5, "Read again.", ["Lea"])
    after = opened.panel.order
    assert len(worked_out) == 2
    assert before.merits["EEE666"].total < after.merits["EEE666"].total
    assert after == order.order_of(opened.panel.view)


def test_of_many_departures_the_first_are_listed_until_somebody_asks_for_more(journey, tmp_path, services):
    """The one who is offered a place stands behind forty others: all forty-one depart."""
    marks = {f"A{number:05}": {"ann": 5, "bob": 4} for number in range(40)} | {"ZZZ222": {"ann": 2, "bob": 2}}
    made = Settled(tmp_path / "round", services.clock, marks)
    journey.rounds.keys, journey.rounds.panel = keys_of("lea"), made.panel
    for code in made.references:
        outcome = "offered" if code == "ZZZ222" else "not-appointed"
        office.decide(made.panel, code, outcome, "Dr Lea", "Read twice.", "Everything.")
    journey.rounds.settling.decide()
    page = journey.window.page
    assert len(page._departs) == 41

    def listed():
        return sum("Considered: Everything." in words for words in words_on(page._departing))

    assert listed() == AT_ONCE
    press(button(page._departing, "Show 15 more"))
    assert listed() == 2 * AT_ONCE
    press(button(page._departing, "Show 11 more"))
    assert listed() == 41


def test_a_column_is_as_wide_as_its_longest_words_without_every_row_being_measured(qtbot, monkeypatch):
    rows = [Row(f"A{number:05}", ("short", str(number)), ("", number)) for number in range(3000)]
    rows[2900] = Row("A02900", ("the longest words of all", "1"), ("", 1))
    asked = []

    def measured(table, index):
        asked.append(index.row())
        return QTableView.sizeHintForIndex(table, index)

    monkeypatch.setattr(RowsTable, "sizeHintForIndex", measured)
    holder = QWidget()
    qtbot.addWidget(holder)
    one, many = (RowsTable(("What", "Number"), "Rows", holder) for _time in range(2))
    one.set_rows([rows[2900]])
    many.set_rows(rows)
    assert 2900 in asked
    assert len(asked) <= 2 * 2 * 8
    assert many.columnWidth(0) == one.columnWidth(0)


def decided(made):
    for code, outcome in (("AAA222", "offered"), ("BBB333", "reserve"), ("EEE666", "not-appointed")):
        office.decide(made.panel, code, outcome, "Dr Lea", "Read twice.")


def test_letters_are_put_together_beside_the_window(journey, opened, qtbot, runner, monkeypatch):
    threads = []
    desk = letters_card.letter_desk
    monkeypatch.setattr(
        letters_card, "letter_desk", lambda *given: threads.append(threading.current_thread()) or desk(*given)
    )
    decided(opened)
    journey.rounds.office.outputs()
    page = journey.window.page
    assert page.letters.read is None
    assert "Putting the letters together…" in words_on(page.letters)
    assert page.report.save.hasFocus()
    qtbot.waitUntil(lambda: page.letters.read is not None)
    assert "3 wait to be read. 0 are released. 2 applications are not decided." in words_on(page.letters)
    assert page.letters.read.hasFocus()  # nobody had gone elsewhere
    page.letters.read.click()
    assert journey.window.page._document.letter.reference == "AAA222"
    journey.window.page.release()
    [thread] = threads  # a release changes no other letter
    assert thread is not threading.main_thread()


def test_whoever_went_elsewhere_before_the_letters_came_stays_there(journey, opened, qtbot, runner):
    decided(opened)
    journey.rounds.office.outputs()
    page = journey.window.page
    page.contest.code.setFocus()
    qtbot.waitUntil(lambda: page.letters.read is not None)
    assert page.contest.code.hasFocus()


def test_letters_that_come_when_the_page_is_gone_are_nobodys(journey, opened, qtbot, runner):
    decided(opened)
    journey.rounds.office.outputs()
    page = journey.window.page
    journey.rounds.all()
    journey.rounds.close_round()
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert page.letters.read is None


def test_a_letter_is_released_by_the_order_that_the_letters_were_drafted_by(journey, opened, worked_out):
    decided(opened)
    journey.rounds.office.outputs()
    settle()
    worked_out.clear()
    journey.window.page.letters.read.click()
    for _letter in range(3):
        journey.window.page.release()
    assert worked_out == [opened.panel.view]  # by the page of outputs, which comes when none is left


def test_applications_that_came_in_are_on_the_desk_without_all_records_being_read_anew(
    journey, coming, qtbot, monkeypatch
):
    """Batch by batch; when the person comes back to the desk nothing is left to be read."""
    made = coming
    for number in range(4):
        made.apply(f"Person {number}")
    monkeypatch.setattr(gathering, "BATCH", 2)
    assert not made.lea.view.applicants
    read = []
    for name in ("panel_view", "view_after"):
        whole = getattr(panel, name)
        monkeypatch.setattr(
            panel, name, lambda *given, name=name, whole=whole: read.append((name, len(given[1]))) or whole(*given)
        )
    journey.rounds.office.receive()
    page = journey.window.page
    page.take([made.inbox])
    qtbot.waitUntil(lambda: len(made.lea.view.answers) == 4 * len(made.campaign.prompts))
    settle()
    journey.rounds.desk()
    assert {name for name, _count in read} == {"view_after"}
    assert len(read) >= 3  # two batches, and their answers
    assert len(made.lea.view.applicants) == 4


def test_looking_through_the_answers_ends_when_the_page_is_left(journey, coming, qtbot, runner, endless):
    made = coming
    made.apply("Jo One")
    begun = endless(gathering, "new_answers")
    journey.rounds.office.receive()
    journey.window.page.take([made.inbox])
    qtbot.waitUntil(begun.is_set)
    assert runner.is_busy
    journey.rounds.desk()
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert not made.lea.view.answers


def test_answers_that_nobody_looked_through_are_looked_through_beside_the_window(journey, coming, qtbot, runner):
    for number in range(3):
        coming.apply(f"Person {number}")
    list(receive(coming.lea, sorted(coming.inbox.iterdir()), ASSESSMENT))
    assert not redaction.is_looked_through(coming.lea.view)
    journey.rounds.office.redact()
    page = journey.window.page
    assert "Looking through the answers…" in words_on(page)
    assert not page.answer.isVisible()
    assert not coming.lea.view.answers
    qtbot.waitUntil(page.answer.isVisible)
    assert page.answer.hasFocus()
    assert "Looking through the answers…" not in words_on(page)
    assert redaction.is_looked_through(coming.lea.view)
    journey.rounds.office.redact()  # nothing is left to be looked through
    assert journey.window.page.answer.isVisible()
    assert not runner.is_busy


@pytest.mark.parametrize(
    ("page", "work"),
    [("ranking", (ranking_page, "rank_intervals")), ("agreement", (agreement_page, "criterion_by_criterion"))],
)
@pytest.mark.parametrize("leave", ["desk", "all"])
def test_long_work_ends_when_its_page_is_left(journey, opened, qtbot, runner, endless, page, work, leave):
    begun = endless(*work)
    getattr(journey.rounds.settling, page)()
    qtbot.waitUntil(begun.is_set)
    assert runner.is_busy
    getattr(journey.rounds, leave)()
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_long_work_ends_when_the_window_closes(journey, opened, qtbot, runner, endless):
    begun = endless(ranking_page, "rank_intervals")
    journey.rounds.settling.ranking()
    qtbot.waitUntil(begun.is_set)
    journey.window.close()
    qtbot.waitUntil(lambda: not runner.is_busy)
