"""Applying in the window: from the campaign file to the receipt and a replacement, and what must never happen."""

from __future__ import annotations

import errno
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QScrollArea

from leadready.exchange.campaign_file import campaign_file, campaign_words
from leadready.exchange.equality_file import open_equality, opened_ticket
from leadready.exchange.submission_file import open_submission, receipt
from leadready.panel.campaign import Dates, Eligibility, Weights
from leadready.panel.equality import questions
from leadready.planning.account import Account, Link
from leadready.ui import theme
from leadready.ui.pages.before import BeforePage
from leadready.ui.pages.items import ItemsPage
from leadready.ui.panel.apply_answers_page import AnswersPage
from leadready.ui.panel.apply_card import ApplicationCard
from leadready.ui.panel.apply_check_page import CheckPage
from leadready.ui.panel.apply_details_page import DetailsPage
from leadready.ui.panel.apply_equality_page import EqualityPage
from leadready.ui.panel.apply_notice_page import NoticePage
from leadready.ui.panel.apply_prompt_page import PromptPage
from leadready.ui.panel.apply_receipt_page import ReceiptPage
from leadready.ui.panel.apply_words_page import CampaignWordsPage
from leadready.ui.panel.panel_page import RoundsPart
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.text import Text
from leadready.ui.window import Window
from leadready.workflow.accounts import keep_account
from leadready.workflow.panel.kept_application import ApplicationDraft, GateAnswer
from leadready.workflow.panel.own_application import open_application
from leadready.workflow.sitting import begin
from tests.accessibility import audit
from tests.conftest import NOW
from tests.panel.real_rounds import EQUALITY, MEMBERS, PEOPLE, real_campaign

DATES = Dates(opens=date(2026, 11, 1), closes=datetime(2026, 12, 1, 12, tzinfo=UTC), retain_until=date(2028, 2, 1))
GATES = {
    "sponsor": Eligibility(kind="sponsor", title="A sponsor", asks="Are you sponsored?"),
    "time": Eligibility(kind="time", title="Protected time", asks="Is time protected?", least=Decimal("0.2")),
}
BARE = real_campaign(dates=DATES, gates=GATES)
ENTER = Qt.Key.Key_Return


def words_on(page):
    QApplication.processEvents()  # what was just put on a page is shown by an event
    return " ".join(label.text() for label in page.findChildren(Text) if label.isVisibleTo(page))


def button(words):
    """Finds a button of the page or its footer by its words."""
    QApplication.processEvents()  # a footer is shown by an event
    window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, Window) and one.isVisible())
    return next(
        one for one in window.findChildren(Button) if one.text().replace("\n", " ") == words and one.isVisible()
    )


def press(words):
    """Presses a button, as Enter on it does."""
    found = button(words)
    found.setFocus()
    QTest.keyClick(found, ENTER)


class Applicant:
    """One person before the open window."""

    def __init__(self, journey, folder, monkeypatch, qtbot):
        self.journey = journey
        self.folder = folder
        self.qtbot = qtbot
        self.moment = NOW
        journey.services = journey.services._replace(clock=lambda: self.moment)
        self.target = folder / "suggested"
        self.suggested = []

        def save(_parent, _title, suggested, _kinds):
            self.suggested.append(suggested)
            return str(self.target), ""

        monkeypatch.setattr(QFileDialog, "getSaveFileName", save)

    @property
    def page(self):
        return self.journey.window.page

    def open(self, campaign=BARE, name="round.lrcampaign"):
        file = self.folder / name
        file.write_bytes(campaign_file(campaign, PEOPLE["lea"]))
        self.journey.rounds.apply(file)
        return campaign

    def pass_words(self, campaign=BARE):
        assert isinstance(self.page, CampaignWordsPage)
        QTest.keyClicks(self.page.typed, campaign_words(campaign).upper())
        QTest.keyClick(self.page.typed, ENTER)

    def begin(self, campaign=BARE):
        self.open(campaign)
        self.pass_words(campaign)
        assert isinstance(self.page, NoticePage)
        QTest.keyClick(QApplication.focusWidget(), ENTER)

    def fill(self, campaign=BARE):
        """Writes every answer and the details, by keyboard, and comes to the check page."""
        self.begin(campaign)
        for number in range(len(campaign.prompts)):
            assert isinstance(self.page, PromptPage)
            QTest.keyClicks(QApplication.focusWidget(), f"I did it, and then {number}.")
            press("Continue")
        self.fill_details()
        assert isinstance(self.page, CheckPage)

    def fill_details(self):
        page = self.page
        assert isinstance(page, DetailsPage)
        QTest.keyClicks(page.person, "Jo Example")
        for card in page.gates.values():
            card.yes.setFocus()
            QTest.keyClick(card.yes, Qt.Key.Key_Space)
        QTest.keyClicks(page.gates["sponsor"].by, "Dr S")
        page.gates["time"].percent.setFocus()
        page.gates["time"].percent.selectAll()
        QTest.keyClicks(page.gates["time"].percent, "40")
        press("Continue")

    def seal(self, name):
        self.target = self.folder / name
        press("Seal and save")
        self.qtbot.waitUntil(lambda: isinstance(self.page, ReceiptPage))
        return (self.folder / name).read_bytes()


@pytest.fixture
def applicant(journey, tmp_path, monkeypatch, qtbot):
    return Applicant(journey, tmp_path, monkeypatch, qtbot)


def test_from_the_campaign_file_to_a_receipt_and_a_replacement_by_keyboard(applicant):
    applicant.fill()
    page = applicant.page
    # Who may open it is named as the file is sealed: the lead, and no rater.
    assert "These open your application and see all of it, with your name: Lea." in words_on(page)
    assert "Ann, Bob, Cat" in words_on(page)
    assert "I did it, and then 0." in words_on(page)
    assert "Yes, 40% of a full post" in words_on(page)
    content = applicant.seal("one.lrsub")
    assert applicant.suggested[0].endswith(".lrsub")
    assert "Jo" not in applicant.suggested[0]
    first = open_submission(content, PEOPLE["lea"].identity, BARE, "one.lrsub")
    assert first.submission.number == 1
    assert first.submission.evidence == {"led": "I did it, and then 0.", "why": "I did it, and then 1."}
    assert first.submission.gates["time"].share == Decimal("0.4")
    page = applicant.page
    assert receipt(content) in words_on(page)
    assert QApplication.focusWidget() is page.copy
    QTest.keyClick(page.copy, ENTER)
    assert QGuiApplication.clipboard().text() == receipt(content)

    press("Change it and seal it again")
    assert isinstance(applicant.page, CheckPage)
    applicant.page.applying.step("prompt:led")
    QTest.keyClicks(applicant.page.area, " More.")
    applicant.page.applying.check()
    again = applicant.seal("two.lrsub")
    second = open_submission(again, PEOPLE["lea"].identity, BARE, "two.lrsub")
    assert (second.submission.number, second.installation) == (2, first.installation)
    assert second.submission.evidence["led"] == "I did it, and then 0. More."
    assert f"Number 1, 24 November 2026, 14:03: {receipt(content)}" in words_on(applicant.page)
    assert f"Number 1, 24 November 2026, 14:03: {receipt(again)}" not in words_on(applicant.page)


def test_everything_on_the_check_page_is_in_the_file_and_everything_in_the_file_is_on_the_page(applicant):
    applicant.fill()
    shown = words_on(applicant.page)
    content = applicant.seal("one.lrsub")
    said = open_submission(content, PEOPLE["lea"].identity, BARE, "x").submission
    for text in (said.name, *said.evidence.values(), said.gates["sponsor"].by):
        assert text in shown
    assert said.answers == {}
    assert "a sealed ticket" in shown.lower()
    assert "application number 1" in shown
    assert "Nobody is shown your development plan" in shown


def test_other_words_than_the_adverts_are_a_hard_stop(applicant):
    applicant.open()
    page = applicant.page
    QTest.keyClicks(page.typed, "six other words than those here")
    QTest.keyClick(page.typed, ENTER)
    assert applicant.page is page
    assert "Stop: this is not the file of the advert" in words_on(page)
    assert "you know from elsewhere" in words_on(page)
    assert QApplication.focusWidget() is page.typed
    # No page behind it can be reached, whatever is asked for.
    page.applying.step("check")
    assert isinstance(applicant.page, CampaignWordsPage)
    QTest.keyClick(applicant.page.typed, ENTER)
    assert "The words are not compared yet" in words_on(applicant.page)
    applicant.pass_words()
    assert isinstance(applicant.page, NoticePage)


def test_words_can_be_compared_by_eye_and_no_answer_is_chosen_beforehand(applicant):
    applicant.open()
    page = applicant.page
    assert campaign_words(BARE) not in words_on(page)
    press("Show the file's words instead")
    assert campaign_words(BARE) in words_on(page)
    assert not page.same.isChecked()
    assert not page.other.isChecked()
    QTest.keyClick(page.other, Qt.Key.Key_Space)
    press("Continue")
    assert "Stop: this is not the file of the advert" in words_on(page)
    QTest.keyClick(page.same, Qt.Key.Key_Space)
    press("Continue")
    assert isinstance(applicant.page, NoticePage)


def test_nothing_is_written_before_the_notice_was_read(applicant):
    applicant.open()
    applicant.pass_words()
    applicant.page.applying.step("details")
    assert isinstance(applicant.page, NoticePage)
    assert BARE.privacy in words_on(applicant.page)


def test_a_draft_is_there_again_after_a_new_start(applicant):
    applicant.begin()
    QTest.keyClicks(QApplication.focusWidget(), "Half an answer")
    applicant.journey.home()  # without Continue
    applicant.journey.open_rounds()
    card = applicant.page.findChild(ApplicationCard)
    assert "Not sealed yet." in words_on(card)
    QTest.keyClick(card.button, ENTER)
    assert isinstance(applicant.page, PromptPage)
    while applicant.page.step != "prompt:led":
        press("Back")
    assert applicant.page.area.toPlainText() == "Half an answer"


def test_too_many_words_are_said_and_kept_and_not_sealed(applicant):
    applicant.begin()
    applicant.page.area.setPlainText("word " * 251)
    assert "1 word too many" in words_on(applicant.page)
    press("Continue")
    press("Back")
    assert len(applicant.page.area.toPlainText().split()) == 251
    applicant.page.applying.check()
    assert "Too long: Leading a change" in words_on(applicant.page)
    assert QApplication.focusWidget().text() == "Go to the first"
    applicant.page.go_on()
    assert not applicant.suggested
    press("Go to the first")
    assert applicant.page.step == "prompt:led"


def test_a_missing_sponsor_is_named_and_a_no_is_allowed(applicant):
    applicant.fill()
    applicant.page.applying.step("details")
    page = applicant.page
    page.gates["sponsor"].by.clear()
    QTest.keyClick(page.gates["time"].no, Qt.Key.Key_Space)
    assert "The panel will see that this condition is not met" in words_on(page)
    press("Continue")
    assert "Missing: A sponsor" in words_on(applicant.page)
    assert "Missing: Protected time" not in words_on(applicant.page)
    press("Go to the first")
    QTest.keyClicks(applicant.page.gates["sponsor"].by, "Dr S")
    press("Continue")
    content = applicant.seal("one.lrsub")
    said = open_submission(content, PEOPLE["lea"].identity, BARE, "x").submission
    assert said.gates["time"].yes is False


def test_after_the_deadline_it_is_said_and_nothing_is_sealed(applicant):
    applicant.fill()
    applicant.moment = DATES.closes + timedelta(seconds=1)
    # The page was opened in time; sealing comes too late.
    applicant.target = applicant.folder / "late.lrsub"
    press("Seal and save")
    applicant.qtbot.waitUntil(lambda: "This round closed on" in words_on(applicant.page))
    assert not applicant.target.exists()
    applicant.journey.rounds.apply(applicant.folder / "round.lrcampaign")
    assert "This round has closed" in words_on(applicant.page)
    assert "write to The programme office" in words_on(applicant.page)


def test_a_closed_round_shows_the_receipt_and_no_way_to_change(applicant):
    applicant.fill()
    applicant.seal("one.lrsub")
    applicant.moment = DATES.closes + timedelta(days=1)
    applicant.journey.open_rounds()
    card = applicant.page.findChild(ApplicationCard)
    assert "The round has closed." in words_on(card)
    QTest.keyClick(card.button, ENTER)
    page = applicant.page
    assert isinstance(page, ReceiptPage)
    assert not button("Change it and seal it again").isEnabled()


def test_changed_recipients_are_a_hard_stop(applicant):
    applicant.begin()
    others = (*MEMBERS, MEMBERS[1].model_copy(update={"id": "eve", "roles": ("administrator",), "signs": PEOPLE["eve"].card.signs, "seals": PEOPLE["eve"].card.seals}))  # fmt: skip
    applicant.open(real_campaign(dates=DATES, gates=GATES, members=others), "changed.lrcampaign")
    assert not isinstance(applicant.page, RoundsPart)
    assert "People, keys, criteria, weights or dates differ" in words_on(applicant.page)


def test_a_full_disk_leaves_the_page_and_the_draft(applicant, monkeypatch):
    import tempfile

    applicant.fill()
    real = tempfile.mkstemp

    def full(*arguments, **options):
        if "x.lrsub" in options["prefix"]:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(*arguments, **options)

    applicant.target = applicant.folder / "x.lrsub"
    with monkeypatch.context() as patched:
        patched.setattr(tempfile, "mkstemp", full)
        press("Seal and save")
        applicant.qtbot.waitUntil(lambda: "Your application is not sealed" in words_on(applicant.page))
    assert "The disk is full." in words_on(applicant.page)
    assert not applicant.target.exists()
    content = applicant.seal("x.lrsub")
    assert open_submission(content, PEOPLE["lea"].identity, BARE, "x").submission.number == 2


def test_a_draft_that_cannot_be_kept_holds_the_page(applicant, monkeypatch):
    import tempfile

    applicant.begin()
    page = applicant.page

    def full(*_arguments, **_options):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(tempfile, "mkstemp", full)
        QTest.keyClicks(page.area, "Kept?")
        press("Continue")
        assert applicant.page is page
        assert "Your last change is not saved yet." in words_on(page)
    press("Continue")
    assert applicant.page is not page


def test_accounts_of_the_bank_are_put_after_what_was_written(applicant):
    link = Link(assessment=BARE.assessment, kind="prompt", id="led", title="Leading")
    keep_account(applicant.journey.services, Account(id="1" * 32, title="Other", action="Elsewhere."))
    keep_account(applicant.journey.services, Account(id="2" * 32, title="Ward <b>rounds</b>", action="I did.", result="Better.", links=(link,)))  # fmt: skip
    applicant.begin()
    page = applicant.page
    assert [one.text() for one in page.bank.buttons] == ["Ward <b>rounds</b>", "Other"]
    QTest.keyClicks(page.area, "First.")
    QTest.keyClick(page.bank.buttons[0], ENTER)
    assert page.area.toPlainText() == "First.\n\nI did.\n\nBetter."
    page.area.undo()
    assert page.area.toPlainText() == "First."


COUNTING = {"weights": Weights(evidence=Decimal(80), objective=Decimal(20)), "objective_scores": ("knowledge",)}


def counting(flagship):
    return real_campaign(dates=DATES, assessment_hash=flagship.hash, **COUNTING)


def test_answers_that_count_are_shown_and_shared_and_nothing_else(applicant, flagship):
    sitting = begin(applicant.journey.services, flagship)
    for item_id, answer in {"k1": "c", "k2": "a", "s1-1": 4, "b1-1": 3}.items():
        sitting.answer(item_id, answer)
    campaign = counting(flagship)
    applicant.begin(campaign)
    page = applicant.page
    assert isinstance(page, AnswersPage)
    assert not any(option.isChecked() for option in page.options.values())
    QTest.keyClick(page.options[sitting.id], Qt.Key.Key_Space)
    shown = words_on(page)
    assert "4 items that count are not answered" in shown
    assert "2 answers are shared" in shown
    for item_id in ("k1", "k2"):
        assert flagship.instrument.by_id[item_id].stem in shown
    assert flagship.instrument.by_id["s1-1"].stem not in shown
    assert flagship.instrument.by_id["b1-1"].stem not in shown
    # What is open of the exercises is one press away.
    press("Answer them")
    assert isinstance(applicant.page, ItemsPage)
    applicant.journey.rounds.apply(applicant.folder / "round.lrcampaign")
    own = open_application(campaign_file(campaign, PEOPLE["lea"]), "x", applicant.journey.services.store.file.parent / "applications", lambda: NOW)  # fmt: skip
    assert own.kept.draft.sitting == sitting.id
    own.keep(own.kept.draft.model_copy(update={"name": "Jo", "evidence": {"led": "a", "why": "b"}}))
    applicant.journey.rounds.apply(applicant.folder / "round.lrcampaign")
    assert isinstance(applicant.page, CheckPage)
    content = applicant.seal("one.lrsub")
    said = open_submission(content, PEOPLE["lea"].identity, campaign, "x").submission
    assert said.answers == {"k1": "c", "k2": "a"}


def test_who_has_no_sitting_is_led_to_the_assessment(applicant, flagship):
    applicant.begin(counting(flagship))
    assert "You have not answered the assessment of this round" in words_on(applicant.page)
    press("Go to the assessment")
    assert isinstance(applicant.page, BeforePage)


def test_sharing_no_answers_is_a_choice(applicant, flagship):
    begin(applicant.journey.services, flagship).answer("k1", "c")
    applicant.begin(counting(flagship))
    QTest.keyClick(applicant.page.options[""], Qt.Key.Key_Space)
    assert "shared" not in words_on(applicant.page).replace("are shared", "")
    applicant.page.applying.check()
    assert "None. What counts of the assessment counts as not answered." in words_on(applicant.page)


def test_another_version_of_the_assessment_is_said(applicant):
    campaign = real_campaign(dates=DATES, assessment_version="0.9.0", **COUNTING)
    applicant.begin(campaign)
    assert "another version than the campaign's" in words_on(applicant.page)


def test_the_receipt_is_a_page_to_keep(applicant):
    applicant.fill()
    content = applicant.seal("one.lrsub")
    applicant.target = applicant.folder / "mine"
    press("Save the receipt as a PDF")
    applicant.qtbot.waitUntil(lambda: "The receipt is written" in words_on(applicant.page))
    with pikepdf.open(applicant.folder / "mine.pdf") as pdf:
        assert len(pdf.pages) == 1
    assert receipt(content)
    assert b"Jo Example" not in (applicant.folder / "mine.pdf").read_bytes()


def test_an_application_can_be_deleted_from_this_computer(applicant, monkeypatch):
    applicant.fill()
    applicant.seal("one.lrsub")
    kept = applicant.journey.services.store.file.parent / "applications" / f"{BARE.id}.json"
    monkeypatch.setattr(ReceiptPage, "sure", lambda *_said: False)
    press("Delete it from this computer")
    assert kept.exists()
    monkeypatch.setattr(ReceiptPage, "sure", lambda *_said: True)
    press("Delete it from this computer")
    assert not kept.exists()
    assert applicant.page.findChild(ApplicationCard) is None


def test_equality_answers_go_apart_and_nothing_is_chosen_or_kept(applicant):
    applicant.fill()
    content = applicant.seal("one.lrsub")
    press("Go to the questions")
    page = applicant.page
    assert isinstance(page, EqualityPage)
    assert page.answers() == {}
    assert all(card.options[-1].text() == "Prefer not to say" for card in page.cards.values())
    QTest.keyClick(page.cards["sex"].options[0], Qt.Key.Key_Space)
    QTest.keyClick(page.cards["age"].options[-1], Qt.Key.Key_Space)
    applicant.target = applicant.folder / "apart"
    press("Save these answers")
    applicant.qtbot.waitUntil(lambda: "Your equality answers are sealed" in words_on(applicant.page))
    assert "Send this file by itself" in words_on(page)
    assert applicant.suggested[-1].endswith(".lrequal")
    found = open_equality((applicant.folder / "apart.lrequal").read_bytes(), EQUALITY.identity, BARE.id, "apart")
    assert found.answers == {"sex": "female", "age": "not-said"}
    ticket = open_submission(content, PEOPLE["lea"].identity, BARE, "x").submission.ticket
    assert opened_ticket(ticket, EQUALITY.identity, "x") == found.token
    kept = (applicant.journey.services.store.file.parent / "applications" / f"{BARE.id}.json").read_text(
        encoding="utf-8"
    )
    assert "female" not in kept
    press("Back without saving")
    press("Answer again")
    assert applicant.page.answers() == {}


def test_a_round_without_equality_questions_says_nothing_of_them(applicant):
    silent = real_campaign(dates=DATES, equality=None)
    applicant.begin(silent)
    applicant.page.applying.own.keep(
        applicant.page.applying.own.kept.draft.model_copy(update={"name": "Jo", "evidence": {"led": "a", "why": "b"}})
    )
    applicant.page.applying.check()
    assert "ticket" not in words_on(applicant.page)
    applicant.seal("one.lrsub")
    assert "Equality" not in words_on(applicant.page)


def test_a_campaign_dropped_on_the_window_leads_an_applicant_to_its_words(applicant):
    file = applicant.folder / "dropped.lrcampaign"
    file.write_bytes(campaign_file(BARE, PEOPLE["lea"]))
    applicant.journey.take_dropped([file])
    assert isinstance(applicant.page, CampaignWordsPage)
    file.write_bytes(b"{}")
    applicant.journey.take_dropped([file])
    assert "This file has no signature where one belongs." in words_on(applicant.page)


def test_every_question_is_asked_in_words(applicant):
    assert all(question.asks.endswith("?") for question in questions().values())


@pytest.mark.parametrize("size", [100, 200])
def test_every_page_is_named_fits_and_puts_the_keyboard_where_it_is_wanted(applicant, flagship, size):
    sitting = begin(applicant.journey.services, flagship)
    for item_id, answer in {"k1": "c", "k2": "a"}.items():
        sitting.answer(item_id, answer)
    campaign = real_campaign(dates=DATES, gates=GATES, assessment_hash=flagship.hash, **COUNTING)
    theme.apply("light", size)
    applicant.journey.window.resize(900, 600)
    try:
        applicant.open(campaign)
        applying = applicant.page.applying
        look(applicant)
        applicant.pass_words(campaign)
        for step in applying.own.steps:
            applying.step(step)
            look(applicant)
        own = applying.own
        gates = {id_: GateAnswer(yes=True, by="Dr S", percent=20) for id_ in GATES}
        own.keep(
            ApplicationDraft(name="Jo", evidence={"led": "word " * 240, "why": "b"}, gates=gates, sitting=sitting.id)
        )
        own.note_read()
        applying.check()
        look(applicant)
        applicant.seal("one.lrsub")
        look(applicant)
        applying.equality()
        look(applicant)
        applicant.journey.open_rounds()
        look(applicant)
    finally:
        theme.apply("light", 100)


def look(applicant):
    """Audits the page that is shown: names, targets, width, and a focus inside the page or its footer."""
    QApplication.processEvents()
    window, page = applicant.journey.window, applicant.page
    assert audit(window) == []
    assert page.width() <= window.findChild(QScrollArea).viewport().width()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.isAncestorOf(focus) or page.footer.isAncestorOf(focus)
