"""One's key in the window: words that are typed back, a backup, a test of somebody else's, a key that fails."""

from __future__ import annotations

from PySide6.QtTest import QTest

from leadready.exchange.keys import Keys
from leadready.exchange.recovery import in_groups
from leadready.instrument.problems import Problem, ProblemsFound
from leadready.ui.panel.key_page import KeyPage
from leadready.ui.panel.keys_page import KeysPage
from leadready.ui.panel.lost_page import LostPage
from leadready.ui.panel.rescue_page import RescuePage
from leadready.ui.panel.unlock_page import UnlockPage
from leadready.ui.panel.words_page import KeyWordsPage
from leadready.workflow.panel import shelf as shelf_module
from tests.ui.panel.setting import (
    WORDS,
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
from tests.workflow.panel.test_round import RECOVERY_KEY, Round

__all__ = ["desks", "quick_keys"]


def test_wrong_words_are_not_taken_back(desks):
    lea = desks("lea")
    lea.rounds.make_key()
    QTest.keyClicks(page(lea, KeyPage).person, "Lea")
    press(lea, "Make my key")
    press(lea, "I have written them down")
    shown = page(lea, KeyWordsPage)
    press(lea, "I have written them down")
    shown.fields[0].setText("zebra")
    press(lea, "Go on")
    assert f"Word {shown.asked[0]} is another one." in words_on(shown)
    lea.rounds.setting_up.keys()
    assert "You have not shown that your six words are written down" in words_on(page(lea, KeysPage))


def test_a_key_is_backed_up_and_used_on_another_computer(desks, tmp_path, monkeypatch):
    lea, other = desks("lea"), desks("other")
    with_key(lea, "Lea Lead")
    save_as(monkeypatch, tmp_path / "lea")
    press(lea, "Back the key up")
    other.rounds.make_key()
    press(other, "I have a backup of my key")
    choose(monkeypatch, tmp_path / "lea.lrkey")
    press(other, "Choose the file")
    other.window.page.words.setText("six wrong words")
    press(other, "Use this key")
    assert "The key was not taken" in words_on(other.window.page)
    other.window.page.words.setText(WORDS)
    press(other, "Use this key")
    page(other, KeysPage)
    assert other.rounds.keys == lea.rounds.keys
    # Other words: the old ones open it no more.
    press(other, "Give it six new words")
    page(other, KeyWordsPage)
    assert "golf hotel india juliet kilo lima" in words_on(other.window.page)


def test_a_test_for_somebody_else_says_so(desks, tmp_path, monkeypatch):
    from leadready.exchange.sealing import seal

    ann = desks("ann")
    with_key(ann, "Ann Rater")
    test = tmp_path / "bob.lrtrial"
    test.write_bytes(seal(b"{}", [Keys.new("Bob").card.seals]))
    ann.rounds.setting_up.open_test(test)
    press(ann, "Open it and save the answer")
    assert "This file is sealed for other people; your key does not open it." in said(ann)
    ann.rounds.setting_up.open_test(tmp_path / "gone.lrtrial")
    press(ann, "Open it and save the answer")
    assert "There is no such file." in said(ann)


def test_a_key_that_does_not_work_is_said_loudly(desks, monkeypatch):
    lea = desks("lea")
    with_key(lea, "Lea Lead")
    lea.rounds.keys = None
    broken = ProblemsFound([Problem("key.lrkey", 0, "key-test", "This key failed its test.", "Use your backup.")])

    def fails(*_file):
        raise broken

    monkeypatch.setattr(shelf_module, "read_keys", fails)
    lea.rounds.setting_up.begin()
    unlock = page(lea, UnlockPage)
    QTest.keyClicks(unlock.words, WORDS)
    press(lea, "Open")
    assert "This key failed its test." in said(lea)
    assert lea.rounds.keys is None


def test_a_key_put_aside_makes_room_for_a_new_one(desks):
    lea = desks("lea")
    with_key(lea, "Lea Lead")
    lea.rounds.setting_up.lost()
    assert "With the recovery sheet" not in words_on(page(lea, LostPage))
    press(lea, "Make a new key")
    page(lea, KeyPage)
    assert lea.rounds.keys is None
    assert (lea.rounds.shelf.folder / "key-1.lrkey").exists()
    assert not lea.rounds.shelf.key_path.exists()


def test_the_sheet_alone_opens_applications(desks, tmp_path):
    made = Round(tmp_path / "round")
    made.apply("Jo One")
    (made.inbox / "bad.lrsub").write_bytes(b"no application")
    file = tmp_path / "a.lrcampaign"
    file.write_text(made.signed, encoding="utf-8")
    made.close()
    journey = desks("hr")
    journey.rounds.setting_up.rescue()
    rescue = page(journey, RescuePage)
    rescue.choose(file, [made.inbox])
    rescue.typed.setPlainText(" ".join(in_groups(Keys.new("x").identity)[0]))
    out = tmp_path / "out"
    out.mkdir()
    rescue.open_into(out)
    assert "Nothing was opened" in words_on(rescue)
    rescue.typed.setPlainText("\n".join(" ".join(row) for row in in_groups(RECOVERY_KEY.identity)))
    rescue.open_into(out)
    assert "1 application was opened" in words_on(rescue)
    assert "1 file was refused." in words_on(rescue)
    assert len(list(out.glob("*.txt"))) == 1
