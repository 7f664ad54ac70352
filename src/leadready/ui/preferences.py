"""Settings of this computer, typed. They are in one small file and never hold answers."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from leadready import paths
from leadready.ui import theme


class Preferences:
    """A typed window on a settings file."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def theme(self) -> theme.Choice:
        """Which theme; `system` follows the system."""
        kept = self._text("theme")
        chosen: list[theme.Choice] = [choice for choice in theme.CHOICES if choice == kept]
        return chosen[0] if chosen else "system"

    @theme.setter
    def theme(self, choice: theme.Choice) -> None:
        self._settings.setValue("theme", choice)

    @property
    def text_size(self) -> int:
        """Text size in per cent."""
        kept = self._text("text_size")
        return int(kept) if kept.isdigit() and int(kept) in theme.TEXT_SIZES else 100

    @text_size.setter
    def text_size(self, size: int) -> None:
        self._settings.setValue("text_size", size)

    @property
    def language(self) -> str:
        """Language of the program's texts."""
        return self._text("language") or "en"

    @language.setter
    def language(self, language: str) -> None:
        self._settings.setValue("language", language)

    @property
    def data_folder(self) -> Path:
        """Where the record is."""
        kept = self._text("data_folder")
        return Path(kept) if kept else paths.data_folder()

    @data_folder.setter
    def data_folder(self, folder: Path) -> None:
        self._settings.setValue("data_folder", str(folder))

    @property
    def export_folder(self) -> Path:
        """Where exports go first."""
        kept = self._text("export_folder")
        return Path(kept) if kept else paths.documents_folder()

    @export_folder.setter
    def export_folder(self, folder: Path) -> None:
        self._settings.setValue("export_folder", str(folder))

    @property
    def respondent(self) -> str:
        """The person's name as it should stand on a plan; may be empty."""
        return self._text("respondent")

    @respondent.setter
    def respondent(self, name: str) -> None:
        self._settings.setValue("respondent", name)

    @property
    def role(self) -> str:
        """The person's role as it should stand on a plan; may be empty."""
        return self._text("role")

    @role.setter
    def role(self, role: str) -> None:
        self._settings.setValue("role", role)

    @property
    def paper(self) -> str:
        """The size of paper that documents are written for; empty until one is chosen."""
        return self._text("paper")

    @paper.setter
    def paper(self, paper: str) -> None:
        self._settings.setValue("paper", paper)

    @property
    def geometry(self) -> QByteArray:
        """Where the window was; empty at the first start."""
        kept = self._settings.value("geometry")
        return kept if isinstance(kept, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._settings.setValue("geometry", geometry)

    def save(self) -> None:
        """Write the file now."""
        self._settings.sync()

    def _text(self, key: str) -> str:
        kept = self._settings.value(key, "")
        return kept if isinstance(kept, str) else str(kept)
