"""Qt's own texts in the language in use.

Qt brings its texts in many languages, but not in all. Those that can come up here are therefore among our own texts
too, and our translation of them goes first. A window in English needs none of this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QTranslator

from leadready import language
from leadready.language import later

if TYPE_CHECKING:
    from PySide6.QtCore import QObject


_TEXTS = (
    # buttons of messages and dialogs
    later("OK"),
    later("&OK"),
    later("Cancel"),
    later("&Cancel"),
    later("Close"),
    later("&Close"),
    later("&Yes"),
    later("&No"),
    later("Save"),
    later("&Save"),
    later("Open"),
    later("&Open"),
    later("&Choose"),
    # menus of fields
    later("&Undo"),
    later("&Redo"),
    later("Cu&t"),
    later("&Copy"),
    later("&Paste"),
    later("Delete"),
    later("Select All"),
    later("&Select All"),
    later("&Step up"),
    later("Step &down"),
    # choosing a file or folder, where Qt shows its own dialog
    later("Look in:"),
    later("File &name:"),
    later("Files of type:"),
    later("Directory:"),
    later("Directories"),
    later("All Files (*)"),
    later("Back"),
    later("Forward"),
    later("Parent Directory"),
    later("Create New Folder"),
    later("Create a New Folder"),
    later("&New Folder"),
    later("New Folder"),
    later("List View"),
    later("Change to list view mode"),
    later("Detail View"),
    later("Change to detail view mode"),
    later("Go back"),
    later("Go forward"),
    later("Go to the parent directory"),
    later("Name"),
    later("Size"),
    later("Type"),
    later("Date Modified"),
    later("My Computer"),
    later("Computer"),
    later("Sidebar"),
    later("Files"),
    later("&Rename"),
    later("&Delete"),
    later("Show &hidden files"),
    later("%1 already exists.\nDo you want to replace it?"),
    later("Are you sure you want to delete '%1'?"),
    later("%1\nFile not found.\nPlease verify the correct file name was given."),
    later("%1\nDirectory not found.\nPlease verify the correct directory name was given."),
    later("Could not delete directory."),
    # the calendar
    later("Previous Month"),
    later("Next Month"),
)
"""Qt's texts that can come up in this window."""


def translators(parent: QObject) -> tuple[QTranslator, ...]:
    """Make those that give Qt its texts, to be installed in this order: Qt asks the last one first."""
    shipped, own = QTranslator(parent), _OwnWords(parent)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return (shipped, own) if shipped.load(f"qtbase_{language.current()}", folder) else (own,)


class _OwnWords(QTranslator):
    """Gives Qt our translations of its texts."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        catalogue = language.catalogue()
        said = {english: catalogue.text(english) for english in _TEXTS}
        self._words = {english: words for english, words in said.items() if words != english}

    def isEmpty(self) -> bool:
        """Qt passes over a translator that says it is empty."""
        return False

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str | None:  # pyright: ignore[reportIncompatibleMethodOverride]  # noqa: ARG002
        """Give a text of Qt; None where it is not among ours: an empty text would be taken for a translation."""
        return self._words.get(text)
