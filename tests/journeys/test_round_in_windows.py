"""A whole selection round in real windows: a lead, three raters and applicants, each with a data folder of their own.

They meet in one folder of files and nowhere else. On the way: a conflict, an application that is late and one that was
altered, a rater who leaves half-way, marks that differ, and a tie. At the end there are letters, a report, and an audit
pack that a stranger verifies.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from leadready.cli.main import main
from leadready.exchange.campaign_file import campaign_words, read_campaign
from leadready.exchange.signing import SigningKey
from leadready.exchange.submission_file import Confirmed, Submission, submission_file
from leadready.panel.kinds import Acted
from leadready.panel.record import stamp
from leadready.ui.panel.agenda_page import AgendaPage
from leadready.ui.panel.apply_check_page import CheckPage
from leadready.ui.panel.apply_details_page import DetailsPage
from leadready.ui.panel.apply_notice_page import NoticePage
from leadready.ui.panel.apply_prompt_page import PromptPage
from leadready.ui.panel.apply_receipt_page import ReceiptPage
from leadready.ui.panel.apply_words_page import CampaignWordsPage
from leadready.ui.panel.assign_page import AssignPage
from leadready.ui.panel.decide_page import DecidePage
from leadready.ui.panel.decision_form import OUTCOMES
from leadready.ui.panel.declare_page import DeclarePage
from leadready.ui.panel.desk_page import DeskPage
from leadready.ui.panel.hand_in_page import HandInPage
from leadready.ui.panel.letter_page import LetterPage
from leadready.ui.panel.mark_page import MarkPage
from leadready.ui.panel.open_trial_page import OpenTrialPage
from leadready.ui.panel.outputs_page import OutputsPage
from leadready.ui.panel.panel_page import RoundsPart
from leadready.ui.panel.people_page import PeoplePage, PersonCard
from leadready.ui.panel.published_page import PublishedPage
from leadready.ui.panel.ranking_page import RankingPage, SureCard
from leadready.ui.panel.receive_page import ReceivePage
from leadready.ui.panel.redaction_page import RedactionPage
from leadready.ui.panel.take_page import TakePage
from leadready.ui.panel.trial_page import TrialPage
from leadready.workflow.panel import redaction
from leadready.workflow.panel.applying import Application, submit
from leadready.workflow.panel.rating import to_rate
from tests.applicants import applicants
from tests.ui.panel.setting import (
    card_of,
    choose,
    desks,
    page,
    press,
    quick_keys,
    said,
    save_as,
    with_key,
    words_on,
)
from tests.ui.panel.test_setting_up import set_up

__all__ = ["desks", "quick_keys"]

RATERS = {"ann": "Ann Rater", "bob": "Bob Rater", "cat": "Cat Rater"}
IN_WINDOWS = {"jo": "Jo Example", "sam": "Sam Example"}
MANY = 9
"""Applicants of the invented ones whose files come without a window."""


class Round:
    """Everybody's window, and the folder in which they meet."""

    def __init__(self, desks, folder, monkeypatch, qtbot):
        self.desks, self.monkeypatch, self.qtbot = desks, monkeypatch, qtbot
        self.stick = folder / "stick"
        self.inbox = self.stick / "applications"
        self.inbox.mkdir(parents=True)
        self.file = self.stick / "fellowship.lrcampaign"
        self.raters = {name: desks(name) for name in RATERS}
        self.lea = desks("lea")
        self.names = {f"name-{n}": one for n, one in enumerate(applicants(MANY))}

    @property
    def view(self):
        return self.lea.rounds.panel.view

    def code(self, name):
        return next(code for code, one in self.view.applicants.items() if one.private and one.private.name == name)

    def idle(self, journey):
        self.qtbot.waitUntil(lambda: not journey.runner.is_busy)

    # Setting up

    def publish(self):
        cards = [card_of(self.raters[id_], name, self.stick, self.monkeypatch) for id_, name in RATERS.items()]
        with_key(self.lea, "Lea Lead")
        self.paper = paper = set_up(self.lea, cards, self.monkeypatch)
        press(self.lea, "Go on to the tests")
        page(self.lea, TrialPage).write_tests(self.stick)
        press(self.lea, "Open my own")
        for id_, journey in self.raters.items():
            choose(self.monkeypatch, self.stick / f"{id_}-rater.lrtrial")
            save_as(self.monkeypatch, self.stick / f"{id_}-rater.lropened")
            journey.open_rounds()
            press(journey, "Open a test")
            page(journey, OpenTrialPage)
            press(journey, "Open it and save the answer")
        self.lea.take_dropped([self.stick])
        tests = page(self.lea, TrialPage)
        assert not tests._publish.isEnabled()
        tests.typed.setPlainText(paper)
        press(self.lea, "Open its test")
        save_as(self.monkeypatch, self.file)
        press(self.lea, "Publish")
        page(self.lea, PublishedPage)
        self.campaign = read_campaign(self.file.read_text(encoding="utf-8"), "f")
        press(self.lea, "To the desk of the round")
        page(self.lea, DeskPage)
        for journey in self.raters.values():
            journey.rounds.begin(self.file)
            page(journey, DeskPage)

    # Applying

    def apply_in_a_window(self, id_, name):
        journey = self.desks(id_)
        journey.rounds.apply(self.file)
        QTest.keyClicks(page(journey, CampaignWordsPage).typed, campaign_words(self.campaign))
        press(journey, "Continue")
        page(journey, NoticePage)
        press(journey, "I have read this")
        while not isinstance(journey.window.page, CheckPage):
            shown = journey.window.page
            if isinstance(shown, PromptPage):
                QTest.keyClicks(shown.area, f"I did it, said {name.split()[0]}, and counted what came of it.")
            elif isinstance(shown, DetailsPage):
                QTest.keyClicks(shown.person, name)
                for card in shown.gates.values():
                    QTest.keyClick(card.yes, Qt.Key.Key_Space)
                shown.gates["time"].percent.setValue(40)
            press(journey, "Continue")
        target = self.inbox / f"{id_}.lrsub"
        save_as(self.monkeypatch, target)
        press(journey, "Seal and save")
        self.qtbot.waitUntil(lambda: isinstance(journey.window.page, ReceiptPage))
        return target

    def apply_by_file(self):
        """The invented applicants send theirs; one more is written after the deadline, one is altered on its way."""
        time = {"time": Confirmed(yes=True, share=Decimal("0.2"))}
        for number, one in enumerate(applicants(MANY)):
            told = {prompt: one.evidence[prompt] for prompt in self.campaign.prompts}
            application = Application(one.name, one.contact, {}, told, time)
            sealed = submit(self.campaign, application, SigningKey.new(), self.desks.moment[0])
            (self.inbox / f"{number:02}.lrsub").write_bytes(sealed)
        (self.inbox / "altered.lrsub").write_bytes(sealed[:-1] + bytes([sealed[-1] ^ 1]))
        late = Submission(
            campaign=self.campaign.id,
            judgement=self.campaign.judgement,
            at=stamp(self.campaign.dates.closes + timedelta(minutes=3)),
            name="Late Larsson",
            evidence=told,
            gates=time,
        )
        (self.inbox / "late.lrsub").write_bytes(submission_file(late, self.campaign, SigningKey.new()))

    # The office

    def receive(self):
        press(self.lea, "Open Take applications in")
        receiving = page(self.lea, ReceivePage)
        receiving.take([self.inbox])
        self.qtbot.waitUntil(lambda: "The files are taken in" in said(self.lea), timeout=60_000)
        self.idle(self.lea)

    def read_answers(self):
        """Somebody reads every answer and hides what the detector did not find."""
        press(self.lea, "Back to the round")
        press(self.lea, "Open Read the answers before the raters")
        self.idle(self.lea)
        reading = page(self.lea, RedactionPage)
        while redaction.unread(self.view):
            QTest.keyClick(reading.answer, Qt.Key.Key_Return)

    def packs(self):
        """The lead writes a pack for everyone, and everyone takes theirs in."""
        self.lea.rounds.office.people()
        page(self.lea, PeoplePage).write_into(self.stick)
        self.qtbot.waitUntil(lambda: "written" in said(self.lea), timeout=60_000)
        self.idle(self.lea)
        for id_, journey in self.raters.items():
            pack = self.stick / f"to-{id_}-rater.lrbundle"
            if pack.exists():
                journey.take_dropped([pack])
                self.idle(journey)
                page(journey, TakePage)

    def hand_in(self, id_):
        journey = self.raters[id_]
        journey.rounds.rating.hand_in()
        target = self.stick / f"from-{id_}.lrbundle"
        page(journey, HandInPage).save_to(target)
        self.lea.take_dropped([target])
        self.idle(self.lea)
        page(self.lea, TakePage)

    def assign(self):
        self.lea.rounds.office.assign()
        page(self.lea, AssignPage)
        press(self.lea, "Assign")

    # The raters

    def declare(self, id_, conflicts):
        journey = self.raters[id_]
        journey.rounds.rating.declare()
        shown = page(journey, DeclarePage)
        for row in range(len(journey.rounds.panel.view.names)):
            shown.table.selectRow(row)
            name = shown.table.model().index(row, 0).data()
            QTest.keyClick(shown.table, Qt.Key.Key_3 if name in conflicts else Qt.Key.Key_1)

    def mark(self, id_, marks, only=None):
        """Mark every answer by the keyboard: `marks` says which, by code and criterion; 3 where it says nothing."""
        journey = self.raters[id_]
        panel = journey.rounds.panel
        for criterion in panel.campaign.order:
            if not to_rate(panel, criterion):
                continue
            journey.rounds.rating.mark(criterion)
            while isinstance(journey.window.page, MarkPage):
                shown = journey.window.page
                about = shown.marking.places[shown._at].about
                if only is None or about in only:
                    QTest.keyClick(shown.card, f"{marks.get((about, criterion), 3)}")
                press(journey, "Finish" if shown._at + 1 == len(shown.marking.places) else "Next")

    def lock(self, id_):
        journey = self.raters[id_]
        journey.rounds.rating.hand_in()
        [button] = [
            one.text()
            for one in page(journey, HandInPage).findChildren(type(page(journey, HandInPage)._lock))
            if "complete" in one.text() and one.isVisible()
        ]
        press(journey, button)

    def leave(self, name, why):
        self.lea.rounds.office.people()
        press(self.lea, f"Change: {name}")
        card = next(one for one in self.lea.window.page.findChildren(PersonCard) if name in words_on(one)[0])
        QTest.keyClicks(card.why, why)
        press(self.lea, f"Has left: {name}")
        assert "Rater, has left" in words_on(page(self.lea, PeoplePage))

    # Settling

    def settle(self, sam):
        """The one answer on which the marks differ is talked about; the ranking shows the tie."""
        self.lea.rounds.settling.agenda()
        agenda = page(self.lea, AgendaPage)
        [card] = [card for card in agenda.cards if not card.one.settled]
        assert words_on(card)[0] == f"{sam}: Leading a change with others"
        press(self.lea, "Settle it")
        form = card._form
        QTest.keyClicks(form.mark, "3")
        QTest.keyClicks(form.reason, "Read again together.")
        for tick in form.ticks[:2]:
            QTest.keyClick(tick, Qt.Key.Key_Space)
        QTest.keyClick(form.keep, Qt.Key.Key_Return)
        assert self.view.moderated[sam, "led-change"].mark == 3
        self.lea.rounds.settling.ranking()
        ranking = page(self.lea, RankingPage)
        self.qtbot.waitUntil(lambda: ranking.findChild(SureCard) is not None, timeout=60_000)
        rows = {row.reference: row.cells for row in ranking.table.model_of_rows.rows}
        assert rows[self.code("Jo Example")][0] == "1"
        assert rows[sam][0] == "2 ="
        self.idle(self.lea)

    def decide(self, outcomes):
        self.lea.rounds.settling.decide()
        deciding = page(self.lea, DecidePage)
        for code in sorted(self.view.applicants):
            deciding.table.go_to(code)
            deciding.form.choose(OUTCOMES.index(outcomes.get(code, "not-appointed")) + 1)
            deciding.form.person.setText("Dr Lea")
            deciding.form.reason.setPlainText("The panel read it twice.")
            deciding.form.considered.setPlainText("Places are few.")
            press(self.lea, "Set the outcome")
        assert all(one.outcome for one in self.view.applicants.values())

    # What comes out

    def release_letters(self):
        self.lea.rounds.office.outputs()
        self.idle(self.lea)
        press(self.lea, "Read and release")
        for _letter in self.view.applicants:
            reading = page(self.lea, LetterPage)
            press(self.lea, "Release and read the next")
            assert self.lea.window.page is not reading, said(self.lea)
        letters = self.stick / "letters"
        letters.mkdir()
        self.idle(self.lea)
        page(self.lea, OutputsPage).letters.write_into(letters)
        self.idle(self.lea)
        self.qtbot.waitUntil(lambda: len(list(letters.glob("*.pdf"))) == 12, timeout=60_000)

    def write_outputs(self, code):
        for button, name in (("Save the report", "report.pdf"), ("Save the audit pack", "audit.json")):
            save_as(self.monkeypatch, self.stick / name)
            press(self.lea, button)
            self.idle(self.lea)
            assert (self.stick / name).stat().st_size > 10_000
        contest = self.stick / "contest"
        contest.mkdir()
        self.monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(contest))
        page(self.lea, OutputsPage).contest.code.setText(code)
        press(self.lea, "Save it")
        self.idle(self.lea)
        assert list(contest.rglob("*.pdf"))


@pytest.fixture
def round_(desks, tmp_path, monkeypatch, qtbot):
    monkeypatch.setattr(RoundsPart, "sure", lambda *_asked: True)
    return Round(desks, tmp_path, monkeypatch, qtbot)


def test_a_round_from_keys_to_letters_in_windows_that_meet_by_folder_only(round_, capsys):
    made = round_
    made.publish()
    for id_, name in IN_WINDOWS.items():
        made.apply_in_a_window(id_, name)
    made.apply_by_file()
    made.desks.moment[0] = made.campaign.dates.closes + timedelta(hours=1)
    made.receive()
    assert "11 applications are taken. 1 came late. 1 is refused; the reason stands below." in said(made.lea)
    made.read_answers()
    jo, sam = made.code("Jo Example"), made.code("Sam Example")
    assert "Jo" not in made.view.answers[jo, "led-change"].text

    made.lea.rounds.office.assign()
    press(made.lea, "Give the names out")
    made.packs()
    for id_ in RATERS:
        made.declare(id_, {"Jo Example"} if id_ == "bob" else set())
        made.hand_in(id_)
    made.assign()
    assert (jo, "bob-rater") not in made.view.assigned
    made.packs()

    # Cat marks Jo's answers only, hands in, and leaves.
    made.mark("cat", {(jo, criterion): 4 for criterion in made.campaign.order}, only={jo})
    made.lock("cat")
    made.hand_in("cat")

    made.leave("Cat Rater", "Moved abroad.")
    made.assign()
    assert (jo, "cat-rater") in made.view.assigned
    assert [one for one in made.view.assigned if one[1] == "cat-rater"] == [(jo, "cat-rater")]
    made.packs()
    for id_, mark in (("ann", 2), ("bob", 4)):
        made.mark(id_, {(jo, criterion): 4 for criterion in made.campaign.order} | {(sam, "led-change"): mark})
        made.lock(id_)
        made.hand_in(id_)
    made.settle(sam)
    made.decide({jo: "offered", sam: "reserve", made.code("Late Larsson"): "ineligible"})
    made.release_letters()
    made.write_outputs(jo)
    acts = [one.payload["what"] for one in made.lea.rounds.panel.log.records.values() if one.kind == Acted.kind]
    assert Counter(acts) == {
        "files-refused": 1,
        "pack-written": 8,  # three times for three raters; Cat had left at the last
        "letters-written": 1,
        "report-written": 1,
        "audit-written": 1,
        "contest-written": 2,
    }
    capsys.readouterr()
    assert main(["panel", "verify", str(made.stick / "audit.json")]) == 0
    assert "Everything in it holds: 12 applications." in capsys.readouterr().out
