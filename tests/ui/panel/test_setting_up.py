"""A lead sets a round up in the window, with two raters in windows and data folders of their own, by files only."""

from __future__ import annotations

from datetime import date

import pypdf
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest

from leadready.errors import FileNotWritten, LeadreadyError
from leadready.exchange.campaign_file import campaign_file, campaign_words, read_campaign
from leadready.exchange.keys import Keys
from leadready.exchange.recovery import in_groups
from leadready.ui import printing
from leadready.ui.panel.benchmark_page import BenchmarkPage
from leadready.ui.panel.correct_page import CorrectPage
from leadready.ui.panel.criterion_page import CriterionPage
from leadready.ui.panel.desk_page import DeskPage
from leadready.ui.panel.lost_page import LostPage
from leadready.ui.panel.new_round_page import NewRoundPage
from leadready.ui.panel.open_trial_page import OpenTrialPage
from leadready.ui.panel.published_page import PublishedPage
from leadready.ui.panel.recovery_page import RecoveryPage
from leadready.ui.panel.rounds_page import RoundsPage
from leadready.ui.panel.setup_about_page import SetupAboutPage
from leadready.ui.panel.setup_check_page import SetupCheckPage
from leadready.ui.panel.setup_counts_page import SetupCountsPage
from leadready.ui.panel.setup_dates_page import SetupDatesPage
from leadready.ui.panel.setup_gates_page import SetupGatesPage
from leadready.ui.panel.setup_judged_page import SetupJudgedPage
from leadready.ui.panel.setup_line_page import SetupLinePage
from leadready.ui.panel.setup_people_page import SetupPeoplePage
from leadready.ui.panel.trial_page import TrialPage
from leadready.ui.panel.unlock_page import UnlockPage
from leadready.ui.panel.words_page import KeyWordsPage
from leadready.workflow.panel import drafts, publishing
from leadready.workflow.panel.drafts import drafts_in, keep_draft, open_draft
from leadready.workflow.panel.editing import member_of_card
from leadready.workflow.panel.setting_up import open_trial
from tests.ui.panel.setting import (
    NOW,
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
from tests.workflow.panel.test_draft import sound

__all__ = ["desks", "quick_keys"]


def set_up(lea, cards, monkeypatch):
    """The lead goes through all steps; gives the recovery key as it stands on the sheet."""
    lea.open_rounds()
    press(lea, "Begin a new round")
    page(lea, NewRoundPage)
    press(lea, "Begin")
    about = page(lea, SetupAboutPage)
    assert lea.window.focusWidget() is about._title
    assert "Fill this in." not in words_on(about)
    QTest.keyClicks(about._title, "Fellowship 2027")
    for area, text in (
        (about._about, "A year of improvement work."),
        (about._privacy, "The panel sees your answers without your name."),
        (about._responsible, "Dr Lea, who runs the programme."),
    ):
        QTest.keyClicks(area, text)
    QTest.keyClicks(about._contact, "the programme office")
    press(lea, "Continue")
    page(lea, SetupJudgedPage)
    press(lea, "Change Learning from feedback")
    criterion = page(lea, CriterionPage)
    criterion._words.setValue(300)
    press(lea, "Done")
    page(lea, SetupJudgedPage)
    press(lea, "Leave out Recovering from a setback")
    page(lea, SetupJudgedPage)
    press(lea, "Continue")
    counts = page(lea, SetupCountsPage)
    counts._objective.setValue(20)
    assert "Evidence counts 80 %." in words_on(counts)
    press(lea, "Continue")
    line = page(lea, SetupLinePage)
    line._decided.setPlainText("The panel, in October 2026, by the anchors.")
    press(lea, "Continue")
    page(lea, SetupGatesPage)
    press(lea, "Protected time")
    page(lea, SetupGatesPage)
    press(lea, "Continue")
    page(lea, SetupPeoplePage)
    choose(monkeypatch, *cards)
    press(lea, "Add cards")
    page(lea, SetupPeoplePage)
    press(lea, "Make the recovery key")
    return _recovery(lea)


def _recovery(lea):
    paper = page(lea, RecoveryPage)
    sheet = in_groups(paper._keys.identity)
    typed = "\n".join(" ".join(row) for row in sheet)
    slip = typed.replace(typed[0], "Q" if typed[0] != "Q" else "P", 1)
    paper.typed.setPlainText(slip)
    press(lea, "It is on paper")
    assert "Look again at row 1, group 1." in said(lea)
    paper.typed.setPlainText(" ".join(in_groups(Keys.new("x").identity)[0]))
    press(lea, "It is on paper")
    assert "the key has 58" in said(lea)
    paper.typed.setPlainText(typed.lower())
    press(lea, "It is on paper")
    page(lea, SetupPeoplePage)
    assert "It was made, and typed back from the paper." in said(lea)
    press(lea, "Continue")
    dates = page(lea, SetupDatesPage)
    dates._opens.set_value(date(2026, 12, 1))
    dates._closes.set_value(date(2027, 2, 1))
    press(lea, "A year after it closes")
    press(lea, "Continue")
    check = page(lea, SetupCheckPage)
    assert "Everything is settled. Next, everyone opens a test; then it can be published." in words_on(check)
    return typed


def test_a_lead_and_two_raters_set_a_round_up_by_files_only(desks, tmp_path, monkeypatch):
    stick = tmp_path / "stick"
    stick.mkdir()
    ann, bob, lea = (desks(name) for name in ("ann", "bob", "lea"))
    cards = [card_of(ann, "Ann Rater", stick, monkeypatch), card_of(bob, "Bob Rater", stick, monkeypatch)]
    with_key(lea, "Lea Lead")
    paper = set_up(lea, cards, monkeypatch)
    press(lea, "Go on to the tests")
    tests = page(lea, TrialPage)
    assert not tests._publish.isEnabled()
    assert tests.reason.text() == "4 tests are not opened yet."
    tests.write_tests(stick)
    press(lea, "Open my own")
    page(lea, TrialPage)

    _tests_opened(ann, bob, stick, monkeypatch)
    altered = stick / "altered.lropened"
    altered.write_text(
        (stick / "bob-rater.lropened").read_text().replace('"proof":"', '"proof":"0', 1), encoding="utf-8"
    )
    lea.take_dropped([stick / "ann-rater.lropened", altered])
    assert "“altered.lropened” was not taken" in words_on(lea.window.page)
    assert "Ann Rater: opened" in words_on(lea.window.page)
    assert "Bob Rater: not yet" in words_on(lea.window.page)
    altered.unlink()
    lea.take_dropped([stick])
    assert "Bob Rater: opened" in words_on(lea.window.page)
    tests = page(lea, TrialPage)
    assert tests.reason.text() == "1 test is not opened yet."
    tests.typed.setPlainText(paper)
    press(lea, "Open its test")
    tests = page(lea, TrialPage)
    assert "The recovery key: opened" in words_on(tests)
    save_as(monkeypatch, stick / "fellowship")
    press(lea, "Publish")
    done = page(lea, PublishedPage)
    campaign = read_campaign((stick / "fellowship.lrcampaign").read_text(encoding="utf-8"), "f")
    assert campaign_words(campaign) in words_on(done)
    assert campaign.prompts["feedback"].words == 300
    assert "setback" not in campaign.criteria
    assert campaign.weights.objective == 20
    assert campaign.objective_scores == ("knowledge", "judgement")
    assert campaign.gates["time"].least is not None
    assert [member.roles for member in campaign.members] == [("lead",), ("rater",), ("rater",)]
    press(lea, "Copy the words")
    assert QGuiApplication.clipboard().text() == campaign_words(campaign)
    press(lea, "To the desk of the round")
    page(lea, DeskPage)
    assert drafts_in(lea.rounds.shelf.folder).kept == ()
    ann.rounds.begin(stick / "fellowship.lrcampaign")
    page(ann, DeskPage)
    _corrected(lea, ann, stick, monkeypatch)
    _other_recipients(ann, lea, campaign, stick)
    _words_lost(lea, paper)


def _tests_opened(ann, bob, stick, monkeypatch):
    """Each rater opens their test on their own computer."""
    for journey, name in ((ann, "ann-rater"), (bob, "bob-rater")):
        choose(monkeypatch, stick / f"{name}.lrtrial")
        save_as(monkeypatch, stick / f"{name}.lropened")
        journey.open_rounds()
        press(journey, "Open a test")
        page(journey, OpenTrialPage)
        press(journey, "Open it and save the answer")
        assert "Your key works" in words_on(journey.window.page)


def _kept_on_disk(folder, paper):
    """Files that hold the recovery key, in any way of writing it."""
    key = "".join(paper.split()).upper().encode()
    return [file for file in folder.rglob("*") if file.is_file() and key in file.read_bytes().upper()]


def _corrected(lea, ann, stick, monkeypatch):
    """Words are corrected, and the rater takes the corrected file."""
    press(lea, "Correct words")
    correct = page(lea, CorrectPage)
    correct.fields["title"].setPlainText("Fellowship for 2027")
    save_as(monkeypatch, stick / "corrected")
    press(lea, "Save the corrected file")
    assert "The words are corrected" in words_on(correct)
    correct.which.setCurrentIndex(correct._parts.index(("criteria", "led-change")))
    correct.fields["lines"].setPlainText("Only one line?")
    press(lea, "Save the corrected file")
    assert "Only how it reads can be corrected" in said(lea)
    lea.rounds.desk()
    assert words_on(page(lea, DeskPage))[0] == "Fellowship for 2027"
    ann.rounds.begin(stick / "corrected.lrcampaign")
    assert words_on(page(ann, DeskPage))[0] == "Fellowship for 2027"


def _other_recipients(ann, lea, campaign, stick):
    """The same round with another recovery key is refused, whoever signed it."""
    other = campaign.model_copy(update={"recovery": Keys.new("other").card.seals})
    (stick / "other.lrcampaign").write_bytes(campaign_file(other, lea.rounds.keys))
    ann.rounds.begin(stick / "other.lrcampaign")
    assert "Stop, and ask the programme by another way what happened." in said(ann)


def _words_lost(lea, paper):
    """The lead's words are lost; the sheet makes the same key again. The key on it is on no disk."""
    assert _kept_on_disk(lea.rounds.shelf.folder.parents[1], paper) == []
    before = lea.rounds.keys
    lea.rounds.close_round()
    lea.rounds.keys = None
    lea.rounds.setting_up.keys()
    press(lea, "My words are lost")
    lost = page(lea, LostPage)
    lost.typed.setPlainText(" ".join(in_groups(Keys.new("x").identity)[0]))
    press(lea, "Make my key again")
    assert "Your key was not made again" in words_on(lost)
    lost.typed.setPlainText(paper)
    press(lea, "Make my key again")
    page(lea, KeyWordsPage)
    assert "golf hotel india juliet kilo lima" in words_on(lea.window.page)
    assert lea.rounds.keys == before
    assert (lea.rounds.shelf.folder / "key-1.lrkey").exists()


def test_a_draft_is_kept_as_it_is_typed_and_opened_where_something_is_open(desks):
    lea = desks("lea")
    with_key(lea, "Lea Lead")
    lea.rounds.setting_up.begin()
    press(lea, "Begin")
    about = page(lea, SetupAboutPage)
    QTest.keyClicks(about._title, "Fellowship")
    lea.open_rounds()
    (kept,) = drafts_in(lea.rounds.shelf.folder).kept
    assert kept.draft.title == "Fellowship"
    shown = page(lea, RoundsPage)
    assert "9 things are still open." in words_on(shown)
    press(lea, "Go on with Fellowship")
    about = page(lea, SetupAboutPage)
    # What is missing is said from the second time on, beside its field.
    assert words_on(about).count("Fill this in.") == 4
    lea.rounds.keys = None
    lea.rounds.setting_up.open(kept.folder)
    page(lea, UnlockPage)


def test_over_its_cap_or_without_a_reason_is_said_beside_the_field(desks):
    lea = desks("lea")
    with_key(lea, "Lea Lead")
    lea.rounds.setting_up.begin()
    press(lea, "Begin")
    kept = page(lea, SetupAboutPage).kept
    lea.rounds.setting_up.step(kept, "counts")
    counts = page(lea, SetupCountsPage)
    counts._objective.setValue(25)
    row = next(one for one in counts._rows if one.field == "weights.objective")
    assert row.says == "It must be at most 20."
    assert "at most 20" in counts._objective.accessibleDescription()
    counts._objective.setValue(0)
    assert row.says == ""
    counts._self.setValue(10)
    why = next(one for one in counts._rows if one.field == "weights.reason")
    assert why.isVisible()
    assert why.says == "Self-report counts, and no reason is given. Every report must print one."
    counts._reason.setPlainText("The board asked for it in May 2026.")
    counts.keep()
    assert why.says == ""
    assert open_draft(kept.folder).draft.self_report_score is not None
    assert not any("context" in "".join(score).lower() for score in counts._reports)


def test_a_benchmark_answer_is_written_and_its_faults_stand_beside_it(desks):
    lea = desks("lea")
    with_key(lea, "Lea Lead")
    lea.rounds.setting_up.begin()
    press(lea, "Begin")
    kept = page(lea, SetupAboutPage).kept
    lea.rounds.setting_up.step(kept, "judged")
    press(lea, "Add a benchmark answer")
    answer = page(lea, BenchmarkPage)
    answer._text.setPlainText("We had too many falls.")
    choice, why = answer._agreed["led-change"]
    choice.setCurrentIndex(4)
    why.setPlainText("A measured change.")
    press(lea, "Done")
    page(lea, SetupJudgedPage)
    found = open_draft(kept.folder).draft.benchmarks["answer"]
    assert found.text == "We had too many falls."
    assert found.agreed["led-change"].mark == 4
    assert not [fault for fault in kept.faults if fault.field.startswith("benchmarks")]


def test_the_sheet_is_printed_and_saved(desks, tmp_path, monkeypatch):
    lea = desks("lea")
    with_key(lea, "Lea Lead")
    lea.rounds.setting_up.begin()
    press(lea, "Begin")
    kept = page(lea, SetupAboutPage).kept
    lea.rounds.setting_up.recovery(kept)
    paper = page(lea, RecoveryPage)

    def to_file(printer, _pages, _parent):
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))
        printer.setResolution(72)
        return True

    monkeypatch.setattr(printing, "ask_how", to_file)
    press(lea, "Print")
    assert "The sheet is with the printer" in words_on(paper)
    assert (tmp_path / "printed.pdf").stat().st_size > 1000
    monkeypatch.setattr(printing, "ask_how", lambda *_how: False)
    press(lea, "Print")
    save_as(monkeypatch, tmp_path / "sheet")
    press(lea, "Save as PDF")
    assert "Print it, then delete the file: it holds the key." in words_on(paper)
    typed = "".join("".join(row) for row in in_groups(paper._keys.identity))
    text = pypdf.PdfReader(tmp_path / "sheet.pdf").pages[0].extract_text()
    assert all(group in text for row in in_groups(paper._keys.identity) for group in row)
    # Who leaves begins anew: the key is forgotten.
    press(lea, "Back")
    lea.rounds.setting_up.recovery(kept)
    assert "".join("".join(row) for row in in_groups(page(lea, RecoveryPage)._keys.identity)) != typed


def test_what_cannot_be_published_leaves_no_file_and_no_round(desks, tmp_path, monkeypatch):
    lea = desks("lea")
    with_key(lea, "Lea Lead")
    paper = Keys.new("Recovery")
    people = {name: Keys.new(name) for name in ("Ann", "Bob")}
    draft = sound(
        recovery=paper.card.seals,
        members=(
            member_of_card(lea.rounds.keys.card, (), ("lead",)),
            *(member_of_card(keys.card, (), ("rater",)) for keys in people.values()),
        ),
    )
    kept = keep_draft(lea.rounds.shelf.folder, draft)
    kept.write_tests(tmp_path)
    kept.open_own(lea.rounds.keys)
    kept.open_recovery(paper.identity, lea.rounds.keys)
    for name, keys in people.items():
        test = (tmp_path / f"{name.lower()}.lrtrial").read_bytes()
        (tmp_path / f"{name.lower()}.lropened").write_bytes(open_trial(test, keys.identity, keys, name))
    kept.take_answers([tmp_path])
    lea.rounds.setting_up.tests(kept)

    def fails(*_keys):
        raise LeadreadyError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(publishing, "keep_spare", fails)
        page(lea, TrialPage).publish_to(tmp_path / "a.lrcampaign")
    assert "The round was not published" in words_on(lea.window.page)
    assert not (tmp_path / "a.lrcampaign").exists()
    assert lea.rounds.shelf.rounds(NOW) == ()
    assert drafts_in(lea.rounds.shelf.folder).kept[0].waiting() == ()
    page(lea, TrialPage).publish_to(tmp_path / "a.lrcampaign")
    page(lea, PublishedPage)


def test_what_cannot_be_kept_is_said_and_held(desks, monkeypatch):
    lea = desks("lea")
    with_key(lea, "Lea Lead")
    lea.rounds.setting_up.begin()
    press(lea, "Begin")
    about = page(lea, SetupAboutPage)
    kept = about.kept

    def full(path, _content):
        raise FileNotWritten("The disk is full.", where=str(path))

    with monkeypatch.context() as patch:
        patch.setattr(drafts, "write_whole", full)
        QTest.keyClicks(about._title, "Fellowship")
        press(lea, "Continue")
        assert "The draft was not kept" in words_on(about)
        assert page(lea, SetupAboutPage) is about
        assert about._title.text() == "Fellowship"
    press(lea, "Try again")
    assert "The draft was not kept" not in words_on(about)
    press(lea, "Continue")
    page(lea, SetupJudgedPage)
    assert open_draft(kept.folder).draft.title == "Fellowship"
    with monkeypatch.context() as patch:
        patch.setattr(drafts, "write_whole", full)
        press(lea, "Leave out Recovering from a setback")
        assert "The draft was not kept" in words_on(lea.window.page)
    assert "setback" in open_draft(kept.folder).draft.order
