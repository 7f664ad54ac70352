"""The plans of many people, from the window."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pikepdf import Pdf
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget

from leadready import assets
from leadready.assessment.examples import load_examples
from leadready.ui import theme, writing_run
from leadready.ui.pages import plan_run
from leadready.ui.pages.choose import ChoosePage
from leadready.ui.pages.home import HomePage
from leadready.ui.pages.plan_run import PlanRunPage
from leadready.ui.tasks import Runner
from leadready.ui.widgets.fields import Tick
from leadready.workflow.plan_run import Outcome
from tests.accessibility import audit
from tests.ui.test_languages import cut_off
from tests.ui.test_pages import button, settle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pytestqt.qtbot import QtBot

    from leadready.assessment.model import Assessment
    from leadready.ui.journey import Journey
    from leadready.workflow.respondents import PlanOrder

FLAGSHIP = "clinical-leadership"


@pytest.fixture
def records(flagship: Assessment, tmp_path: Path) -> Path:
    """A folder with the answers of three people, the second of whom has an answer that there is not."""
    example = load_examples(assets.assessments() / FLAGSHIP, flagship)[0]
    folder = tmp_path / "records"
    folder.mkdir()
    for number in range(3):
        said = {item: answer for item, answer in example.answers.items() if isinstance(answer, int)}
        if number == 1:
            said["a1-1"] = 9
        document = {"assessment": FLAGSHIP, "name": f"Person {number}", "responses": said}
        (folder / f"person-{number}.json").write_text(json.dumps(document), encoding="utf-8")
    (folder / "notes.txt").write_text("not a record", encoding="utf-8")
    return folder


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    return folder


@pytest.fixture
def page(journey: Journey) -> PlanRunPage:
    journey.plan_run()
    assert isinstance(journey.window.page, PlanRunPage)
    return journey.window.page


def said(page: QWidget) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)]


def table(page: PlanRunPage) -> list[tuple[str, str]]:
    failures = page.run.report.failures
    return [(failures.item(row, 0).text(), failures.item(row, 1).text()) for row in range(failures.rowCount())]


def choose_flagship(page: PlanRunPage) -> None:
    titles = [page._assessment.itemText(place) for place in range(page._assessment.count())]
    page._assessment.setCurrentIndex(
        next(place for place, title in enumerate(titles) if title.startswith("Clinical leadership"))
    )


def instead(monkeypatch: pytest.MonkeyPatch, fails: int = 0, held: threading.Event | None = None) -> list[PlanOrder]:
    """Do no real work: every file gets a plan but the first few."""
    orders: list[PlanOrder] = []

    def write(
        order: PlanOrder, sources: Sequence[Path], folder: Path, is_cancelled: Callable[[], bool]
    ) -> Iterator[Outcome]:
        orders.append(order)
        for number, source in enumerate(sources):
            if held is not None and number == 3:
                held.wait(30)
            bad = number < fails
            yield Outcome(source, None, "It is no plan.") if bad else Outcome(source, folder / f"{source.stem}.pdf")
            if is_cancelled():
                return

    monkeypatch.setattr(plan_run, "write_plans", write)
    return orders


def test_a_folder_of_answers_becomes_a_folder_of_plans_by_keyboard_only(
    journey: Journey, records: Path, plans: Path, monkeypatch: pytest.MonkeyPatch
):
    def press(words: str) -> None:
        for _step in range(40):
            if words in {
                getattr(journey.window.focusWidget(), "text", str)(),
                journey.window.focusWidget().accessibleName(),
            }:
                break
            QTest.keyClick(journey.window.focusWidget(), Qt.Key.Key_Tab)
        QTest.keyClick(journey.window.focusWidget(), Qt.Key.Key_Return)
        settle()

    opened: list[Path] = []
    monkeypatch.setattr(writing_run, "open_path", opened.append)
    chosen = iter((str(records), str(plans)))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: next(chosen))
    journey.window.activateWindow()
    journey.choose()
    assert isinstance(journey.window.page, ChoosePage)
    press("Plans for many people")
    page = journey.window.page
    assert isinstance(page, PlanRunPage)
    assert journey.window.focusWidget() is page._assessment
    while not page._assessment.currentText().startswith("Clinical leadership"):
        QTest.keyClick(page._assessment, Qt.Key.Key_Down)
    press("Add a whole folder")
    assert "3 files" in said(page)
    press("Choose a folder")
    press("Write the plans")
    assert sorted(one.name for one in plans.iterdir()) == ["person-0.pdf", "person-2.pdf"]
    assert "3 of 3" in said(page)
    assert "2 plans are written" in said(page)
    assert "1 file has no plan; the reason stands below." in said(page)
    assert table(page) == [("person-1.json", "“9” is no answer to “a1-1”. Allowed are: 1, 2, 3, 4, 5.")]
    press("Open the folder")
    assert opened == [plans]


def test_the_edition_that_is_chosen_is_written(page: PlanRunPage, records: Path, plans: Path):
    choose_flagship(page)
    page.add_records([records / "person-0.json"])
    page.write_into(plans)
    next(one for one in page.findChildren(Tick) if one.accessibleName().startswith("Version to share")).click()
    page.edition_card._paper.setCurrentIndex(1)
    page.start()
    settle()
    with Pdf.open(plans / "person-0.pdf") as written:
        assert [round(float(side)) for side in written.pages[0].mediabox] == [0, 0, 612, 792]
    assert "1 plan is written" in said(page)
    assert not page.run.report.failures.isVisible()


def test_nothing_can_be_begun_before_all_is_chosen(page: PlanRunPage, records: Path, plans: Path):
    write = button(page.window(), "Write the plans")
    assert not write.isEnabled()
    assert said(page).count("None yet") == 2
    page.add_records([records / "person-0.json"])
    assert not write.isEnabled()
    page.write_into(plans)
    assert write.isEnabled()
    page.add_records([records / "person-0.json", records / "person-2.json"])
    assert "2 files" in said(page)  # each once
    button(page, "Choose none").click()
    assert not write.isEnabled()


def test_plans_that_are_there_are_replaced_only_when_told(
    page: PlanRunPage, records: Path, plans: Path, monkeypatch: pytest.MonkeyPatch
):
    orders = instead(monkeypatch)
    (plans / "person-2.pdf").write_bytes(b"The plan of last year.")
    page.add_records(plan_run.records_in(records))
    page.write_into(plans)
    page.start()
    settle()
    assert orders == []
    assert "1 plan is there already" in said(page)
    button(page, "Replace them").click()
    settle()
    assert len(orders) == 1
    assert "1 plan is there already" not in said(page)


def test_a_thousand_files_are_counted_as_people_write_it(
    page: PlanRunPage, plans: Path, monkeypatch: pytest.MonkeyPatch
):
    heard: list[str] = []
    monkeypatch.setattr("leadready.ui.widgets.run_report.announce", lambda _about, words: heard.append(words))
    instead(monkeypatch, fails=2)
    page.add_records([Path(f"person-{number}.json") for number in range(1000)])
    page.write_into(plans)
    page.start()
    settle()
    assert "1,000 of 1,000" in said(page)
    assert "998 plans are written" in said(page)
    assert "2 files have no plan; the reasons stand below." in said(page)
    assert heard == [f"{n} of 1,000" for n in range(100, 1000, 100)] + ["1,000 of 1,000"]
    assert table(page) == [("person-0.json", "It is no plan."), ("person-1.json", "It is no plan.")]


@pytest.fixture
def real(journey: Journey) -> Iterator[Runner]:
    """Real workers."""
    made = journey.runner = Runner(journey)
    yield made
    made.stop()


def test_a_run_is_stopped_and_says_what_there_is(
    journey: Journey, page: PlanRunPage, plans: Path, monkeypatch: pytest.MonkeyPatch, real: Runner, qtbot: QtBot
):
    held = threading.Event()
    instead(monkeypatch, held=held)
    page.add_records([Path(f"person-{number}.json") for number in range(10)])
    page.write_into(plans)
    page.start()
    stop = button(journey.window, "Stop")
    assert journey.window.focusWidget() is stop
    assert not page._card.isVisible()
    qtbot.waitUntil(lambda: "3 of 10" in said(page))
    stop.click()
    assert "Stopping; what is under way is finished…" in said(page)
    held.set()
    qtbot.waitUntil(lambda: "4 plans are written" in said(page))
    assert "6 files were not begun." in said(page)
    assert "4 of 10" in said(page)
    assert page._card.isVisible()
    assert not stop.isVisible()


def test_leaving_asks_and_then_stops(
    journey: Journey, page: PlanRunPage, plans: Path, monkeypatch: pytest.MonkeyPatch, real: Runner, qtbot: QtBot
):
    held = threading.Event()
    instead(monkeypatch, held=held)
    page.add_records([Path(f"person-{number}.json") for number in range(10)])
    page.write_into(plans)
    page.start()
    running = page.run.running
    monkeypatch.setattr(writing_run, "stop_wanted", lambda _parent, _words: False)
    journey.home()
    assert journey.window.page is page
    assert not running.is_cancelled
    monkeypatch.setattr(writing_run, "stop_wanted", lambda _parent, _words: True)
    journey.home()
    assert isinstance(journey.window.page, HomePage)
    assert running.is_cancelled
    held.set()
    qtbot.waitUntil(lambda: not real.is_busy)


@pytest.mark.parametrize("size", [100, 200])
def test_a_full_page_is_named_and_fits_a_small_window(
    journey: Journey, plans: Path, monkeypatch: pytest.MonkeyPatch, size: int
):
    instead(monkeypatch, fails=30)
    theme.apply("light", size)
    try:
        journey.fill_rail()
        journey.window.resize(900, 600)
        journey.plan_run()
        page = journey.window.page
        page.add_records([Path(f"{'long' * 30}-{number}.json") for number in range(40)])
        page.write_into(plans)
        page.start()
        settle()
        assert page.run.report.failures.isVisible()
        assert audit(journey.window) == []
        assert cut_off(journey.window) == []
        assert journey.window.width() == 900
    finally:
        theme.apply("light", 100)
        QApplication.processEvents()
