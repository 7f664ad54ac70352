"""The language of everything in the window that is not ours: Qt's texts, its numbers and calendars, and direction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt

from leadready import language, locales
from leadready.pseudo import PSEUDO

if TYPE_CHECKING:
    from PySide6.QtCore import QTranslator
    from PySide6.QtWidgets import QApplication


def speak(app: QApplication, name: str) -> None:
    """Speak a language from now on, in everything that is made after this: ours, Qt's, days, numbers, direction."""
    language.use(name)
    told = locales.locale()
    QLocale.setDefault(qt_locale())
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if told.from_right else Qt.LayoutDirection.LeftToRight)
    for translator in _Installed.translators:
        app.removeTranslator(translator)
        translator.deleteLater()
    _Installed.translators = _translators(app)
    for translator in _Installed.translators:
        app.installTranslator(translator)


def qt_locale() -> QLocale:
    """Give Qt's locale for the language in use, for its numbers and calendars."""
    if language.current() == language.ENGLISH or language.current() in PSEUDO:
        return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    return QLocale(locales.locale().tag)


class _Installed:
    """Whom Qt asks now. To find them among the children of the application would load its style with all its names."""

    translators: tuple[QTranslator, ...] = ()


def _translators(app: QApplication) -> tuple[QTranslator, ...]:
    if language.current() == language.ENGLISH:
        return ()
    from leadready.ui.qt_words import translators

    return translators(app)
