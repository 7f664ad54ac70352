"""The log and how long a round is kept, in the real window of its lead."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QScrollArea

from leadready.exchange.keys import Keys
from leadready.exchange.tables import read_table
from leadready.ui import theme
from leadready.ui.panel.desk_page import DeskPage
from leadready.ui.panel.log_page import LogPage
from leadready.ui.panel.retention_page import DueTable, RetentionPage
from leadready.ui.panel.rounds_page import RoundsPage
from leadready.ui.widgets.text import Text
from leadready.workflow.panel import office
from leadready.workflow.panel.retention import read_certificate
from tests.accessibility import audit
from tests.ui.panel.leading import Lead

ANN = Keys.new("Ann Rater")


def settle():
    for _time in range(3):
        QApplication.processEvents()


@pytest.fixture
def lead(journey, tmp_path):
    """A round of four applicants, open on its lead's computer."""
    made = Lead(tmp_path, ANN, journey.services.clock, applicants=4)
    office.decide(made.panel, made.references[0], "offered", "Dr Lea", "The strongest.")
    office.decide(made.panel, made.references[1], "not-appointed", "Dr Lea", "As Person 001 was told.")
    journey.rounds.keys = made.keys
    journey.rounds.panel = made.panel
    journey.rounds.desk()
    yield made
    journey.rounds.panel = None
    made.close()


def words(page):
    return " ".join(label.text() for label in page.findChildren(Text) if not label.isHidden())


def over(journey, lead):
    """Make it the third day after the round may be kept."""
    moment = journey.services.clock().replace(year=2028, month=2, day=1) + timedelta(days=3)
    lead.panel.now = lambda: moment


def test_the_desk_leads_to_the_log_which_finds_saves_and_proves(journey, lead, tmp_path, monkeypatch):
    assert isinstance(journey.window.page, DeskPage)
    assert {"log", "retention"} <= {card.step.id for card in journey.window.page.cards}
    journey.rounds.office.log()
    page = journey.window.page
    assert isinstance(page, LogPage)
    model = page.table.model()
    assert model.rowCount() == len(lead.panel.log.records)
    assert model.index(0, 2).data() == "set an outcome"  # the newest first
    assert model.index(0, 7).data() == "As █████ █████ was told."
    page.table.selectRow(1)
    assert "set an outcome" in page.whole.text()
    page.word.control.setText("strongest")
    assert model.rowCount() == 1
    page._on_check()
    assert "Everything holds" in words(page)
    target = tmp_path / "log.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    count = len(lead.panel.log.records)
    page._on_save()
    assert "The list is saved" in words(page)
    assert len(read_table(target).rows) == count
    assert len(lead.panel.log.records) == count + 1  # that it was saved is an act


def test_what_is_overdue_is_shown_held_lifted_and_deleted(journey, lead, monkeypatch):
    over(journey, lead)
    journey.rounds.office.retention()
    page = journey.window.page
    assert isinstance(page, RetentionPage)
    assert "The round is 3 days overdue 4 applications are overdue." in words(page)
    table = page.findChild(DueTable)
    assert [table.item(row, 1).text() for row in range(4)] == ["offered", "not appointed", "not decided", "not decided"]
    page.hold.click()
    settle()
    assert "This needs the name of who decides, and a reason." in words(journey.window.page)
    for button, said in ((page.hold, "The hold is on"), (None, "The hold is lifted")):
        page = journey.window.page
        page.person.control.setText("Dr Lea")
        page.why.control.setText("A claim is open.")
        (page.hold if button else page.lift).click()
        settle()
        page = journey.window.page
        assert said in words(page)
        assert page.whole.isEnabled() is (button is None)
    monkeypatch.setattr(RetentionPage, "sure", lambda *_asked: True)
    page.person.control.setText("Dr Lea")
    page.why.control.setText("The time is over.")
    page.some.click()
    settle()
    page = journey.window.page
    assert "3 applications were deleted" in words(page)
    assert [one.reference for one in lead.panel.view.applicants.values() if not one.is_erased] == [lead.references[0]]


def test_a_whole_round_goes_and_leaves_its_certificate(journey, lead, tmp_path):
    over(journey, lead)
    journey.rounds.office.retention()
    page = journey.window.page
    page.person.control.setText("Dr Lea")
    page.why.control.setText("The time is over.")
    target = tmp_path / "certificate.lrdeleted"
    page.delete_round(target)
    assert isinstance(journey.window.page, RoundsPage)
    made, by = read_certificate(target.read_text(encoding="utf-8"), "c")
    assert (made.applications, by) == (4, lead.keys.signing.public)


@pytest.mark.parametrize(("tone", "percent"), [("light", 100), ("dark", 200)])
def test_every_control_is_named_and_nothing_is_cut_off(journey, lead, tone, percent):
    try:
        theme.apply(tone, percent)
        journey.window.resize(900, 600)
        over(journey, lead)
        for show in (journey.rounds.office.log, journey.rounds.office.retention):
            show()
            settle()
            assert audit(journey.window) == []
            area = journey.window.findChild(QScrollArea)
            assert journey.window.page.width() <= area.viewport().width()
    finally:
        theme.apply("light", 100)
