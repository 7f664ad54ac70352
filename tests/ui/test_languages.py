"""The window in other languages: at once, everywhere, nothing cut off, nothing left in English, and mirrored."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QDate, QLocale, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFrame,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from leadready import language, locales
from leadready.catalogue import Catalogue
from leadready.pseudo import LONG, MIRRORED, PSEUDO
from leadready.ui import theme
from leadready.ui.preferences import Preferences
from leadready.ui.speech import speak
from leadready.ui.widgets.bar import Bar
from leadready.ui.widgets.drawing_view import DrawingView
from leadready.ui.widgets.option import Option
from leadready.ui.widgets.text import Text
from leadready.workflow.sitting import begin
from tests.accessibility import audit
from tests.languages import left_in_english
from tests.ui.test_pages import PAGES, button, settle, sitting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from leadready.scoring.score import ScoreProfile
    from leadready.ui.journey import Journey
    from leadready.workflow.sitting import Sitting

__all__ = ["sitting"]

TALLEST_TRACK = 80
"""Pixels; the quadrant is taller."""


@pytest.fixture
def tell(journey: Journey) -> Iterator[Callable[[str, int], None]]:
    """Speak a language at a text size; afterwards English at 100 % again."""
    app = QApplication.instance()

    def change(name: str, size: int = 100) -> None:
        speak(app, name)
        theme.apply("light", size)
        journey.fill_rail()

    yield change
    change("en")


def given_words(journey: Journey) -> list[str]:
    """What is the same in every language: names and places."""
    return ["leadready", "lr", str(journey.preferences.data_folder), str(journey.preferences.export_folder)]


def said(window: QWidget) -> list[str]:
    """Everything that a person sees or hears in a window."""
    found: list[str] = []
    for one in window.findChildren(QWidget):
        if not one.isVisibleTo(window):
            continue
        found += [one.accessibleName(), one.accessibleDescription(), one.toolTip()]
        if isinstance(one, QLabel | QAbstractButton):
            found.append(one.text())
        if isinstance(one, QPlainTextEdit):
            found += [one.placeholderText(), one.toPlainText()]
        if isinstance(one, QComboBox):
            found += [one.itemText(place) for place in range(one.count())]
    return [text for text in found if text]


@pytest.mark.parametrize("made_up", PSEUDO)
@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("name", PAGES)
def test_every_text_comes_from_the_catalogue_and_nothing_is_cut_off(
    journey: Journey, sitting: Sitting, tell: Callable[[str, int], None], name: str, size: int, made_up: str
):
    tell(made_up, size)
    journey.window.resize(900, 600)
    PAGES[name](journey, sitting)
    settle()
    own_names = [locales.locale_of(one).name for one in language.available()]  # a language is named in itself
    assert left_in_english(said(journey.window), [*given_words(journey), *own_names]) == []
    assert audit(journey.window) == []
    assert journey.window.width() == 900
    assert cut_off(journey.window) == []


def cut_off(window: QWidget) -> list[str]:
    """List what does not fit: the page itself, buttons, labels, and words in labels that wrap."""
    area = window.findChild(QScrollArea)
    page = area.widget()
    faults = [] if page.width() <= area.viewport().width() else [f"the page is {page.width()} wide"]
    for one in window.findChildren(QWidget):
        if not one.isVisible():
            continue
        if isinstance(one, Option):  # its words go on in further lines
            if one.height() < one.heightForWidth(one.width()) - 1:
                faults.append(f"option {one.text()!r}: {one.height()} high")
        elif isinstance(one, QAbstractButton) and one.text() and one.width() < one.sizeHint().width() - 1:
            faults.append(f"button {one.text()!r}: {one.width()} of {one.sizeHint().width()}")
        if isinstance(one, Text):
            faults += _cut_label(one)
    return faults


def _cut_label(label: Text) -> list[str]:
    wanted = label.sizeHint()
    if not label.wordWrap():
        return [] if label.width() >= wanted.width() - 1 else [f"label {label.text()!r}: {label.width()} wide"]
    faults: list[str] = []
    if label.height() < label.heightForWidth(label.width()) - 1:
        faults.append(f"label {label.text()!r}: {label.height()} high")
    metrics = QFontMetrics(label.font())
    margins = label.contentsMargins()
    room = label.width() - margins.left() - margins.right()
    widths = {word: metrics.horizontalAdvance(word) for word in re.split(r"[\s/\\–-]+", label.text())}
    return faults + [f"word {word!r}: {width} in {room}" for word, width in widths.items() if width > room + 1]


def test_the_rail_stands_where_reading_begins(journey: Journey, tell: Callable[[str], None]):
    rail = journey.window.findChild(QFrame, "rail")
    area = journey.window.findChild(QScrollArea)
    journey.home()
    settle()
    assert rail.mapTo(journey.window, rail.rect().topLeft()).x() == 0
    tell(MIRRORED)
    journey.home()
    settle()
    assert rail.mapTo(journey.window, rail.rect().topRight()).x() == journey.window.width() - 1
    assert area.mapTo(journey.window, area.rect().topLeft()).x() == 0
    title = journey.window.page.title
    assert title.layoutDirection() == Qt.LayoutDirection.RightToLeft


def test_buttons_follow_each_other_from_the_right(journey: Journey, sitting: Sitting, tell: Callable[[str], None]):
    def places() -> list[int]:
        journey.history()
        settle()
        named = [language._(words) for words in ("Profile", "Export plan", "Delete")]
        return [
            button(journey.window.page, words)
            .mapTo(journey.window, button(journey.window.page, words).rect().center())
            .x()
            for words in named
        ]

    assert places() == sorted(places())
    tell(MIRRORED)
    assert places() == sorted(places(), reverse=True)


def test_tracks_and_bars_begin_at_the_right(journey: Journey, sitting: Sitting, tell: Callable[[str], None]):
    """Filled or marked pixels lie where the score says, counted from the side where reading begins."""

    def dots() -> list[float]:
        journey.profile(sitting.id)
        settle()
        views = [
            one
            for one in journey.window.findChildren(DrawingView)
            # The quadrant is no track, and taller.
            if one.isVisible() and "100" in one.accessibleName() and one.height() < TALLEST_TRACK
        ]
        return [_middle_of_ink(view) for view in views]

    straight = dots()
    tell(MIRRORED)
    mirrored = dots()
    assert len(straight) == len(mirrored) > 3
    for left, right in zip(straight, mirrored, strict=True):
        assert left + right == pytest.approx(1, abs=0.02)
    bar = Bar(0.25, "a quarter")
    bar.resize(200, 8)
    picture = bar.grab().toImage()
    ink = theme.colour("accent").rgb()
    assert picture.pixel(190, 4) == ink
    assert picture.pixel(100, 4) != ink
    bar.deleteLater()


def _middle_of_ink(view: DrawingView) -> float:
    """Find where the dot of a track is, as a share of its width from the left."""
    picture = view.grab().toImage()
    ink = theme.colour("accent").rgb()
    row = picture.height() // 2
    found = [x for x in range(picture.width()) if picture.pixel(x, row) == ink]
    return sum(found) / len(found) / picture.width()


def test_a_language_chosen_in_settings_holds_at_once_and_is_kept(journey: Journey, translations, tell):
    translations(fr={"Settings": "Réglages", "Home": "Accueil", "Language": "Langue", "Cancel": "Annuler"})
    journey.settings()
    page = journey.window.page
    choose = page._language
    assert [choose.itemText(place) for place in range(choose.count())] == ["English (United Kingdom)", "Français"]
    choose.setCurrentIndex(1)
    choose.activated.emit(1)
    settle()
    page = journey.window.page
    assert page.title.text() == "Réglages"
    assert button(journey.window, "Accueil")
    assert page._language.accessibleName() == "Langue"
    assert page._language.currentText() == "Français"
    assert journey.window.focusWidget() is page._language
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Annuler"
    assert QCoreApplication.translate("QPlatformTheme", "Open") == "Ouvrir"  # from what Qt brings
    assert QLocale().toString(QDate(2026, 11, 24), "d MMMM") == "24 novembre"
    assert journey.window.locale().language() == QLocale.Language.French
    journey.preferences.save()
    assert Preferences(journey.preferences.file).language == "fr"
    assert language.chosen() == "fr"  # the command line follows
    page._language.setCurrentIndex(0)
    page._language.activated.emit(0)
    settle()
    assert journey.window.page.title.text() == "Settings"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_settings_say_which_translations_are_drafts(journey: Journey, translations):
    translations(fr={"Home": "Accueil"}, de={"Home": "Start"}, signed={"de": "Erika Muster, 2026-10-01"})
    journey.settings()
    texts = said(journey.window)
    assert any(text.startswith("Français: a draft made with the help of a machine.") for text in texts)
    assert not any("Deutsch:" in text for text in texts)


def test_a_sitting_is_shown_in_the_language_and_kept_as_it_is(
    journey: Journey, sitting: Sitting, translations, tell, tmp_path
):
    from leadready.workflow.sitting import Sitting as Opened

    translations(fr={"Your profile": "Votre profil"})
    title = sitting.administration.title
    folder = tmp_path / "packages" / "clinical-leadership" / "locales"
    folder.mkdir(parents=True)
    (folder / "fr.po").write_text(f'msgid "{title}"\nmsgstr "Prêt à diriger"\n', encoding="utf-8")
    journey.services = journey.services._replace(packages=(tmp_path / "packages", tmp_path / "own"))
    before = sitting.reading().profile
    tell("fr")
    begin(journey.services, sitting.assessment)  # home names what can be continued
    for show in (journey.home, journey.history):
        show()
        assert any("Prêt à diriger" in text for text in said(journey.window))
    again = Opened(journey.services, sitting.id)
    assert again.assessment.instrument.title == "Prêt à diriger"
    assert again.assessment.hash == sitting.assessment.hash
    assert again.administration.title == title
    assert points(again.reading().profile) == points(before)


def points(profile: ScoreProfile) -> list[tuple[object, ...]]:
    return [(step.id, score.points, score.span, score.level, score.interval) for step, score in profile.items()]


def test_an_assessment_in_another_language_says_so_once(journey: Journey, translations, tell):
    def told() -> list[str]:
        journey.before("clinical-leadership")
        settle()
        return [text for text in said(journey.window) if "anglais" in text or "in English" in text]

    assert told() == []
    translations(
        fr={"The words of this assessment are in {language}; it has not been translated yet.": "En {language}."}
    )
    tell("fr")
    assert told() == ["En anglais."]


def test_starting_in_a_language_works(qtbot, preferences: Preferences, monkeypatch, translations, tell):
    from leadready.ui.single_instance import SingleInstance
    from leadready.ui.startup import Opening

    translations(fr={"Welcome": "Bienvenue"})
    preferences.language = "fr"
    app = QApplication.instance()
    app.dress(preferences)
    opening = Opening(app, preferences, SingleInstance(preferences.data_folder))
    opening.open()
    try:
        assert opening.window.page.title.text() == "Bienvenue"
        qtbot.waitUntil(lambda: opening._instance._server is not None)
    finally:
        opening.window.close()
        opening.close()
        opening.window.deleteLater()


def test_a_catalogue_that_would_break_a_sentence_does_no_harm(journey: Journey, translations, tell):
    translations(fr={"Welcome back, {name}": "Bonjour {nom}"})
    journey.preferences.respondent = "Sam"
    tell("fr")
    journey.home()
    assert journey.window.page.title.text() == "Welcome back, Sam"
    assert isinstance(language.catalogue(), Catalogue)
    assert LONG not in language.available()
