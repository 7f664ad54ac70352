"""The QApplication: names, icon, fonts, style and theme."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QApplication

from leadready import __version__
from leadready.language import VARIABLE
from leadready.ui import theme
from leadready.ui.constants import lend_references
from leadready.ui.speech import speak

if TYPE_CHECKING:
    from leadready.ui.preferences import Preferences


class Application(QApplication):
    """Holds the look and follows the system when it changes."""

    def __init__(self, arguments: list[str], *, lend: bool = True) -> None:
        """Make the application. Without `lend`, `lend_references` must be called before much else is."""
        if lend:
            lend_references()
        super().__init__([*arguments, "-style", "fusion"])  # setStyle() would load QStyle with its long lists of names
        self.setApplicationName("leadready")
        self.setApplicationDisplayName("leadready")
        self.setApplicationVersion(__version__)
        self.setDesktopFileName("leadready")
        self._preferences: Preferences | None = None

    def dress(self, preferences: Preferences) -> None:
        """Speak the chosen language, load the fonts, apply the chosen theme and follow the system from now on."""
        self._preferences = preferences
        speak(self, os.environ.get(VARIABLE) or preferences.language)
        theme.load_fonts()
        theme.apply(preferences.theme, preferences.text_size)
        self.styleHints().colorSchemeChanged.connect(self._on_scheme)

    @Slot()
    def _on_scheme(self) -> None:
        if self._preferences is not None and self._preferences.theme == "system":
            theme.apply("system", self._preferences.text_size)


def application(arguments: list[str] | None = None, *, lend: bool = True) -> Application:
    """Give the application, made at the first call."""
    existing = QApplication.instance()
    return existing if isinstance(existing, Application) else Application(arguments or sys.argv[:1], lend=lend)
