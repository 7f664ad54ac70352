"""The QApplication: names, icon, fonts, style and theme."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Slot
from PySide6.QtWidgets import QApplication

from leadready import __version__
from leadready.ui import theme

if TYPE_CHECKING:
    from leadready.ui.preferences import Preferences


class Application(QApplication):
    """Holds the look and follows the system when it changes."""

    def __init__(self, arguments: list[str]) -> None:
        super().__init__([*arguments, "-style", "fusion"])  # setStyle() would load QStyle with its long lists of names
        self.setApplicationName("leadready")
        self.setApplicationDisplayName("leadready")
        self.setApplicationVersion(__version__)
        self.setDesktopFileName("leadready")
        self._preferences: Preferences | None = None

    def dress(self, preferences: Preferences) -> None:
        """Load the fonts, apply the chosen theme and follow the system from now on."""
        self._preferences = preferences
        theme.load_fonts()
        if QLocale().language() == QLocale.Language.C:
            QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        theme.apply(preferences.theme, preferences.text_size)
        self.styleHints().colorSchemeChanged.connect(self._on_scheme)

    @Slot()
    def _on_scheme(self) -> None:
        if self._preferences is not None and self._preferences.theme == "system":
            theme.apply("system", self._preferences.text_size)


def application(arguments: list[str] | None = None) -> Application:
    """Give the application, made at the first call."""
    existing = QApplication.instance()
    return existing if isinstance(existing, Application) else Application(arguments or sys.argv[:1])
