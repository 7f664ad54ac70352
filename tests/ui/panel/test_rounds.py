"""From no key at all to the desk of a round, by the keyboard and by files alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from leadready.exchange.campaign_file import campaign_file, campaign_words
from leadready.exchange.keys import Keys
from leadready.panel.campaign import Member
from leadready.ui.panel.desk_page import DeskPage
from leadready.ui.panel.key_page import KeyPage
from leadready.ui.panel.rounds_page import RoundCard, RoundsPage
from leadready.ui.panel.unlock_page import UnlockPage
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.text import Text
from leadready.workflow.panel import shelf as shelf_module
from tests.panel.rounds import campaign


def words_on(page):
    return [label.text() for label in page.findChildren(Text) if not label.isHidden()]


@pytest.fixture
def keys(journey, monkeypatch, qtbot):
    """Keys made on the page; the six words are the same each time, and their file opens quickly."""
    monkeypatch.setattr(
        shelf_module, "key_file", lambda keys, words: f"{words}|{keys.signing.seed}|{keys.identity}".encode()
    )
    monkeypatch.setattr(shelf_module, "passphrase", lambda: "able baker candle dog east fox")
    journey.rounds.make_key()
    page = journey.window.page
    assert isinstance(page, KeyPage)
    QTest.keyClicks(page.person, "Ann Rater")
    QTest.keyClick(page.person, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "able baker candle dog east fox" in words_on(page))
    return journey.rounds.keys


def published(keys, tmp_path, **changes):
    """A campaign that the keys' owner rates in, as its lead wrote it."""
    lead = Keys.new("Lea Lead")
    settled = campaign()
    members = (
        Member(id="lea", name="Lea Lead", roles=("lead",), signs=lead.signing.public, seals=lead.card.seals),
        Member(id="ann", name="Ann Rater", roles=("rater",), signs=keys.signing.public, seals=keys.card.seals),
        *(one for one in settled.members if one.id in {"bob", "cat"}),
    )
    made = settled.model_copy(update={"members": members, **changes})
    file = tmp_path / "round.lrcampaign"
    file.write_bytes(campaign_file(made, lead))
    return file


def test_without_a_key_and_a_round_the_page_says_how_to_begin(journey):
    journey.open_rounds()
    page = journey.window.page
    assert isinstance(page, RoundsPage)
    assert "Who leads a round or rates in one needs a key. Applicants need none." in words_on(page)
    assert QApplication.focusWidget().text() == "Open a campaign file"


def test_a_member_takes_part_and_finds_the_round_again(journey, keys, tmp_path, monkeypatch, qtbot):
    journey.rounds.begin(published(keys, tmp_path))
    page = journey.window.page
    assert isinstance(page, DeskPage)
    assert words_on(page)[:2] == ["Fellowship 2027", "You rate in it."]
    journey.open_rounds()
    card = journey.window.page.findChild(RoundCard)
    assert "You rate in it." in words_on(card)
    journey.rounds.keys = None  # as after a new start
    monkeypatch.setattr(shelf_module, "read_keys", lambda *_file: keys)
    QTest.keyClick(card.button, Qt.Key.Key_Return)
    page = journey.window.page
    assert isinstance(page, UnlockPage)
    QTest.keyClicks(page.words, "able baker candle dog east fox")
    QTest.keyClick(page.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(journey.window.page, DeskPage))


def test_what_was_begun_comes_first_and_is_the_one_primary_action(journey, keys, tmp_path):
    def primary():
        journey.open_rounds()
        found = [one for one in journey.window.page.findChildren(Button) if one.property("role") == "primary"]
        assert QApplication.focusWidget() in found
        return [one.accessibleName() or one.text() for one in found]

    assert primary() == ["Open a campaign file"]
    file = published(keys, tmp_path)
    journey.rounds.apply(file)
    own = journey.window.page.applying.own
    own.check_words(campaign_words(own.campaign))
    assert primary() == ["Your application: Fellowship 2027"]
    journey.rounds.begin(file)
    assert primary() == ["Open Fellowship 2027"]
    assert [card.kind for card in journey.window.page.findChildren(RoundCard)] == ["current"]


def test_wrong_words_open_nothing_and_can_be_typed_again(journey, qtbot):
    keys, words = shelf_module.make_keys(journey.rounds.shelf, "Ann Rater")
    came = []
    journey.rounds.with_keys(lambda: came.append(True))
    page = journey.window.page
    assert isinstance(page, UnlockPage)
    QTest.keyClicks(page.words, "six wrong words that open nothing")
    QTest.keyClick(page.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "These words do not open this key." in " ".join(words_on(page)))
    assert not came
    page.words.setText(words.upper())
    QTest.keyClick(page.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(came))
    assert journey.rounds.keys == keys


def test_who_has_no_part_in_a_round_is_told_and_nothing_is_left_behind(journey, keys, tmp_path):
    file = published(Keys.new("Somebody else"), tmp_path)
    journey.rounds.begin(file)
    assert "Your key has no part in this campaign." in " ".join(words_on(journey.window.page))
    assert journey.rounds.panel is None
    journey.open_rounds()
    assert journey.window.page.findChild(RoundCard) is None


def test_a_damaged_round_is_named_beside_the_others(journey, keys, tmp_path):
    journey.rounds.begin(published(keys, tmp_path))
    journey.rounds.close_round()
    folder = journey.rounds.shelf.folder / ("9" * 32)
    folder.mkdir()
    (folder / "panel.db").write_bytes(b"no database")
    journey.open_rounds()
    assert "A round on this computer cannot be opened" in words_on(journey.window.page)
    assert journey.window.page.findChild(RoundCard) is not None


@pytest.mark.usefixtures("keys")
def test_a_second_key_is_not_made_over_the_first(journey, qtbot):
    journey.rounds.make_key()
    page = journey.window.page
    QTest.keyClicks(page.person, "Ann")
    QTest.keyClick(page.person, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "There is a key on this computer already." in " ".join(words_on(page)))
