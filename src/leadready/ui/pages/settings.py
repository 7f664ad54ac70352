"""Settings: how it looks, what it speaks, who you are on a plan, and where things are kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog

from leadready import __version__, language, locales
from leadready.language import _
from leadready.ui import theme
from leadready.ui.desktop import open_path
from leadready.ui.page import Page
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card, row
from leadready.ui.widgets.fields import Choice, LabelledField, TextLine
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from leadready.ui.journey import Journey


class SettingsPage(Page):
    """Every change holds at once."""

    name = "settings"

    def __init__(self, journey: Journey, at: Literal["top", "language"] = "top") -> None:
        super().__init__(_("Settings"), _("Every change holds at once. Nothing here leaves this computer."))
        self.help_text = _("Tab moves from one setting to the next; the arrow keys change it.")
        self._journey = journey
        self._preferences = journey.preferences
        self._at = at
        self._look()
        self._person()
        self._places()
        self._about()
        self.body.addStretch(1)

    def first_focus(self) -> Choice:
        """Begin at the top, or stay at the language that was just chosen."""
        return self._language if self._at == "language" else self._theme

    def leaving(self) -> None:
        """Keep what was typed."""
        self._preferences.respondent = self._name.text().strip()
        self._preferences.role = self._role.text().strip()
        self._preferences.save()

    def _look(self) -> None:
        card = self.add_card(_("Look and language"))
        names = {"system": _("As the system"), "light": _("Light"), "dark": _("Dark"), "contrast": _("High contrast")}
        chosen = theme.CHOICES.index(self._preferences.theme)
        self._theme = Choice([names[choice] for choice in theme.CHOICES], chosen, card)
        self._theme.activated.connect(self._on_look)
        card.column.addWidget(LabelledField(_("Theme"), self._theme, card))
        sizes = [_("{n} %").format(n=size) for size in theme.TEXT_SIZES]
        self._size = Choice(sizes, theme.TEXT_SIZES.index(self._preferences.text_size), card)
        self._size.activated.connect(self._on_look)
        card.column.addWidget(LabelledField(_("Text size"), self._size, card))
        self._speech(card)

    def _speech(self, card: Card) -> None:
        self._languages = language.available()
        names = {one: locales.locale_of(one).name for one in self._languages}
        spoken = language.current()
        place = self._languages.index(spoken) if spoken in self._languages else 0
        self._language = Choice(list(names.values()), place, card)
        self._language.activated.connect(self._on_language)
        drafts = [name for one, name in names.items() if one != language.ENGLISH and not language.signed_off(one)]
        words = _("{languages}: a draft made with the help of a machine. A translator has not signed it off yet.")
        told = words.format(languages=", ".join(drafts)) if drafts else ""
        card.column.addWidget(LabelledField(_("Language"), self._language, card, help_text=told))

    def _person(self) -> None:
        card = self.add_card(_("You, on your plan"))
        self._name = TextLine(self._preferences.respondent, card)
        card.column.addWidget(
            LabelledField(_("Name"), self._name, card, help_text=_("It stands on your plan. You may leave it out."))
        )
        self._role = TextLine(self._preferences.role, card)
        card.column.addWidget(LabelledField(_("Role"), self._role, card))

    def _places(self) -> None:
        card = self.add_card(_("Where things are kept"))
        card.column.addWidget(Text(_("Answers and plans"), "strong", card))
        self._data = Text(str(self._preferences.data_folder), "muted", card)
        card.column.addWidget(self._data)
        open_folder = Button(_("Open folder"), self._on_open, picture="folder", parent=card)
        change = Button(_("Change…"), self._on_data, parent=card)
        change.setAccessibleName(_("Change where answers and plans are kept"))
        card.column.addLayout(Flow(open_folder, change))
        card.column.addWidget(Text(_("Exports"), "strong", card))
        self._exports = Text(str(self._preferences.export_folder), "muted", card)
        card.column.addWidget(self._exports)
        exports = Button(_("Change…"), self._on_exports, parent=card)
        exports.setAccessibleName(_("Change where exports go"))
        card.column.addLayout(row(exports))

    def _about(self) -> None:
        card = self.add_card(_("About"))
        card.column.addWidget(
            Text(_("leadready {version}. It never connects to a network.").format(version=__version__), parent=card)
        )
        card.column.addWidget(
            Text(
                _("Code under the MIT licence, assessments under CC BY 4.0, fonts under the SIL Open Font License."),
                "muted",
                card,
            )
        )

    @Slot()
    def _on_look(self) -> None:
        self._preferences.theme = theme.CHOICES[self._theme.currentIndex()]
        self._preferences.text_size = theme.TEXT_SIZES[self._size.currentIndex()]
        theme.apply(self._preferences.theme, self._preferences.text_size)
        self._journey.fill_rail()
        self._journey.settings()

    @Slot()
    def _on_language(self) -> None:
        self._preferences.language = self._languages[self._language.currentIndex()]
        self._journey.speak(self._preferences.language)

    @Slot()
    def _on_open(self) -> None:
        open_path(self._preferences.data_folder)

    @Slot()
    def _on_data(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, _("Keep answers and plans in"), str(self._preferences.data_folder)
        )
        if chosen:
            self._preferences.data_folder = Path(chosen)
            words = _(
                "{folder} from the next start. What is there now stays in the old folder; copy it if you want to "
                "take it along."
            )
            self._data.setText(words.format(folder=chosen))

    @Slot()
    def _on_exports(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Put exports into"), str(self._preferences.export_folder))
        if chosen:
            self._preferences.export_folder = Path(chosen)
            self._exports.setText(chosen)
