"""Windows on data folders of their own, keys that open at once, and what a person presses in them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from leadready import assets, paths
from leadready.exchange.keys import Keys
from leadready.ui.journey import Journey
from leadready.ui.panel.key_page import KeyPage
from leadready.ui.panel.keys_page import KeysPage
from leadready.ui.panel.words_page import KeyWordsPage
from leadready.ui.tasks import Runner
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.text import Text
from leadready.ui.window import Window
from leadready.workflow.panel import key_care
from leadready.workflow.panel import shelf as shelf_module
from leadready.workflow.services import Services
from tests.ui.conftest import AtOnce
from tests.ui.test_pages import settle

NOW = datetime(2026, 11, 29, 9, tzinfo=UTC)
WORDS = "able baker candle dog east fox"
AGAIN = "golf hotel india juliet kilo lima"
"""The six words of a key that is given new ones, or made again."""


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch):
    """Key files that open at once: scrypt takes a second on purpose, and is tested elsewhere."""

    def quick(keys, words):
        return f"{words}|{keys.name}|{keys.signing.seed}|{keys.identity}".encode()

    def read(content, words, _file):
        said, name, seed, identity = content.decode().split("|")
        if said != words:
            return shelf_module_read_keys(content, words, "key.lrkey")
        return Keys(name, type(Keys.new("x").signing)(seed), identity)

    shelf_module_read_keys = shelf_module.read_keys
    monkeypatch.setattr(shelf_module, "key_file", quick)
    monkeypatch.setattr(shelf_module, "read_keys", read)
    monkeypatch.setattr(key_care, "read_keys", read)
    monkeypatch.setattr(shelf_module, "passphrase", lambda: WORDS)
    monkeypatch.setattr(key_care, "passphrase", lambda: AGAIN)


@pytest.fixture
def desks(qtbot, preferences, tmp_path):
    """Opens a window on a data folder of its own for each person; `desk.moment` holds what every clock says."""
    from leadready.store.database import open_store

    opened = []
    moment = [NOW]

    def desk(name):
        store = open_store(tmp_path / name, now=NOW)
        services = Services(store, (assets.assessments(), paths.own_assessments()), lambda: moment[0])
        window = Window()
        journey = Journey(window, services, preferences, Runner(window, AtOnce()))
        window.resize(1180, 800)
        journey.home()
        with qtbot.waitSignal(window.painted):
            window.show()
        opened.append((window, store))
        return journey

    desk.moment = moment
    yield desk
    for window, store in opened:
        window.close()
        window.deleteLater()
        store.close()
    settle()


def page(journey, kind):
    settle()
    assert isinstance(journey.window.page, kind), (journey.window.page, words_on(journey.window.page))
    return journey.window.page


def words_on(widget):
    settle()
    return [label.text() for label in widget.findChildren(Text) if label.isVisible()]


def said(journey):
    return " ".join(words_on(journey.window.page))


def press(journey, name):
    settle()
    found = [
        one
        for one in journey.window.findChildren(Button)
        if name in {one.text().replace("\n", " "), one.accessibleName()} and one.isVisible()
    ]
    assert found, (name, [one.accessibleName() or one.text() for one in journey.window.findChildren(Button)])
    assert found[-1].isEnabled(), name
    QTest.keyClick(found[-1], Qt.Key.Key_Return)
    settle()


def with_key(journey, name):
    journey.rounds.make_key()
    made = page(journey, KeyPage)
    made.person.clear()
    QTest.keyClicks(made.person, name)
    QTest.keyClick(made.person, Qt.Key.Key_Return)
    settle()
    press(journey, "I have written them down")
    shown = page(journey, KeyWordsPage)
    assert WORDS in words_on(shown)
    press(journey, "I have written them down")
    assert WORDS not in words_on(shown)
    for place, field in zip(shown.asked, shown.fields, strict=True):
        QTest.keyClicks(field, WORDS.split()[place - 1])
    press(journey, "Go on")
    return page(journey, KeysPage)


def save_as(monkeypatch, target):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))


def choose(monkeypatch, *files):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(files[0]), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([str(file) for file in files], ""))


def card_of(journey, name, folder, monkeypatch):
    with_key(journey, name)
    save_as(monkeypatch, folder / name.split(maxsplit=1)[0].lower())
    press(journey, "Save my card")
    assert "Your card is written: give it to the lead" in words_on(journey.window.page)
    return folder / f"{name.split(maxsplit=1)[0].lower()}.lrcard"
