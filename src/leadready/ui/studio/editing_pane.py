"""The middle of the editor: the form of one entry, or the text of one file; and the keyboard in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSize, Qt, Slot

from leadready.ui import theme
from leadready.ui.studio.form import Form
from leadready.ui.studio.text_pane import TextPane
from leadready.ui.widgets.scroll import Scrolled

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from leadready.ui.studio.desk import Desk
    from leadready.ui.studio.outline import Entry, Place

_AROUND = 56  # pixels at 100 % that stay in view above and below a field


class EditingPane(Scrolled):
    """Shows one form or one text at a time."""

    def __init__(self, desk: Desk, reveal: Callable[[QWidget], object], parent: QWidget) -> None:
        """Begin empty; `reveal` scrolls the window to a control."""
        super().__init__(parent)
        self._desk = desk
        self._reveal_in_window = reveal
        self.setMinimumSize(QSize(theme.px(200), theme.px(200)))
        self.verticalScrollBar().rangeChanged.connect(self.reveal_keyboard)

    @property
    def form(self) -> Form | None:
        """The form that is shown."""
        shown = self.widget()
        return shown if isinstance(shown, Form) else None

    @property
    def text(self) -> TextPane | None:
        """The text that is shown."""
        shown = self.widget()
        return shown if isinstance(shown, TextPane) else None

    def show_form(self, entry: Entry) -> Form:
        """Show the form of an entry; gives it."""
        form = Form(self._desk, entry)
        form.setObjectName("body")
        self.replace(form)
        return form

    def show_text(self, file: str) -> None:
        """Show the text of a file, unless it is shown already."""
        shown = self.text
        if shown is None or shown.file != file:
            pane = TextPane(self._desk, file)
            pane.setObjectName("body")
            self.replace(pane)

    def edits_text(self, file: str, keyboard: QWidget | None) -> bool:
        """Whether the text of a file is shown and the keyboard was last in it."""
        text = self.text
        return text is not None and text.file == file and keyboard is not None and text.isAncestorOf(keyboard)

    def control_of(self, place: Place) -> QWidget | None:
        """Find the control of the form in which a place is edited."""
        return self.form.target(place) if self.form is not None else None

    def bring_keyboard(self, target: QWidget) -> None:
        """Bring the keyboard to a control, and that into view."""
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reveal_keyboard()

    @Slot()
    def reveal_keyboard(self) -> None:
        """Scroll to where the keyboard is: now, and again when a form that was just made has found its height."""
        target, inside = cast("QWidget | None", self.focusWidget()), self.widget()
        if target is not None and inside is not None and inside.isAncestorOf(target):
            self.ensureWidgetVisible(target, 0, theme.px(_AROUND))
            self._reveal_in_window(target)
