"""Equality monitoring in the window: the lead's file without names, and the analyst's page."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from leadready import assets
from leadready.assessment.loading import load_assessment
from leadready.exchange.campaign_file import campaign_file
from leadready.exchange.equality_file import open_piles
from leadready.ui.panel.desk_page import DeskPage, StepCard
from leadready.ui.panel.equality_piles_page import EqualityPilesPage
from leadready.ui.panel.impact_page import ImpactPage
from leadready.ui.widgets.text import Text
from leadready.workflow.panel import office
from leadready.workflow.panel.applying import Application
from leadready.workflow.panel.equality import equality_piles
from leadready.workflow.panel.own_application import OwnApplication
from leadready.workflow.panel.receiving import receive
from tests.accessibility import audit
from tests.panel.real_rounds import EQUALITY, PEOPLE, real_campaign

NOW = datetime(2027, 1, 10, 9, tzinfo=UTC)
CAMPAIGN = real_campaign(assessment_hash=load_assessment(assets.assessments() / "clinical-leadership").hash)


def words_on(page):
    QApplication.processEvents()
    return " ".join(label.text() for label in page.findChildren(Text) if label.isVisibleTo(page))


class Round:
    """A lead's open round in the window, and seventy people who apply."""

    def __init__(self, journey, folder, flagship):
        self.journey, self.folder, self.flagship = journey, folder, flagship
        journey.services = journey.services._replace(clock=lambda: NOW)
        journey.rounds.keys = PEOPLE["lea"]
        self.campaign = folder / "a.lrcampaign"
        self.campaign.write_bytes(campaign_file(CAMPAIGN, PEOPLE["lea"]))
        journey.rounds.begin(self.campaign)
        self.answers = folder / "answers"
        self.answers.mkdir()

    def apply(self, people):
        """Of 40 men 12 are offered a place, of 30 women 6."""
        files = []
        for number in range(people):
            own = OwnApplication(CAMPAIGN, self.folder / f"home-{number}", lambda: NOW)
            said = Application(f"Person {number}", "", {}, dict.fromkeys(CAMPAIGN.prompts, "I did it."), {})
            files.append(own.seal(said, self.folder / f"{number:02}.lrsub").path)
            own.seal_equality({"sex": "male" if number < 40 else "female"}, self.answers / f"{number:02}.lrequal")
        panel = self.journey.rounds.panel
        codes = [one.reference for one in receive(panel, files, self.flagship, workers=1)]
        for number, code in enumerate(codes):
            chosen = number < 12 or 40 <= number < 46
            office.decide(panel, code, "offered" if chosen else "not-appointed", "Dr Lea", "The panel agreed.")
        return codes


@pytest.fixture
def open_round(journey, tmp_path, flagship):
    return Round(journey, tmp_path, flagship)


def test_the_desk_says_when_equality_can_be_worked_out(open_round, monkeypatch):
    journey = open_round.journey
    assert isinstance(journey.window.page, DeskPage)
    cards = [card for card in journey.window.page.findChildren(StepCard) if card.step.id == "equality"]
    assert [card.step.state for card in cards] == ["waiting"]
    codes = open_round.apply(70)
    journey.rounds.desk()
    (card,) = [card for card in journey.window.page.findChildren(StepCard) if card.step.id == "equality"]
    assert card.step.state == "open"
    assert "70 are decided" in card.step.says
    QTest.keyClick(card.button, Qt.Key.Key_Return)
    page = journey.window.page
    assert isinstance(page, EqualityPilesPage)
    assert audit(journey.window) == []
    target = open_round.folder / "round"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_said: (str(target), ""))
    QApplication.processEvents()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert "The file for the analyst is written" in words_on(page)
    piles = open_piles((open_round.folder / "round.lrpiles").read_bytes(), EQUALITY.identity, CAMPAIGN, "p")
    assert len(piles.tickets) == 70
    assert not any(code in piles.model_dump_json() for code in codes)


def test_the_analyst_sees_the_worked_example_and_saves_it(open_round, monkeypatch, qtbot):
    open_round.apply(70)
    journey, folder = open_round.journey, open_round.folder
    (folder / "a.lrpiles").write_bytes(equality_piles(journey.rounds.panel))
    (open_round.answers / "bad.lrequal").write_bytes(b"age")
    journey.rounds.close_round()
    journey.rounds.keys = EQUALITY
    journey.rounds.impact()
    page = journey.window.page
    assert isinstance(page, ImpactPage)
    assert audit(journey.window) == []
    page.work()
    assert "A file is missing" in words_on(page)
    # All at once, in any order, as they are dropped.
    journey.take_dropped([open_round.answers, folder / "a.lrpiles", open_round.campaign])
    assert journey.window.page is page
    assert "71 files" in words_on(page)
    page.work()
    qtbot.waitUntil(lambda: page.found is not None)
    shown = words_on(page)
    assert "70 of 70 applicants sent equality answers." in shown
    assert "6 of 30, 20%, ratio 0.67, p 0.41, 0.28 to 1.57" in shown
    assert "12 of 40, 30%, highest" in shown
    assert "not a legal test in the United Kingdom" in shown
    assert "bad.lrequal" in shown
    assert "Person" not in shown
    assert audit(journey.window) == []
    for ending in ("csv", "xlsx", "json"):
        page.exporting.write_to(folder / f"out.{ending}")
        qtbot.waitUntil((folder / f"out.{ending}").exists)
        qtbot.waitUntil(lambda: "The table is written" in words_on(page))
    document = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    offers = next(one for one in document["comparisons"] if (one["question"], one["to"]) == ("sex", "offered"))
    assert [group["ratio"] for group in offers["groups"] if group["group"] == "female"] == ["2/3"]


def test_another_key_is_told_so(open_round, qtbot):
    open_round.apply(10)
    journey, folder = open_round.journey, open_round.folder
    (folder / "a.lrpiles").write_bytes(equality_piles(journey.rounds.panel))
    journey.rounds.impact()
    page = journey.window.page
    page.take_files([open_round.campaign, folder / "a.lrpiles"])
    page.work()
    qtbot.waitUntil(lambda: "This is not the key for the equality answers" in words_on(page))
    assert page.found is None
