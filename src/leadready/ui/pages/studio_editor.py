"""Editing an assessment: outline, form and preview side by side, and below them what is wrong."""

from __future__ import annotations

from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMessageBox, QSizePolicy, QWidget

from leadready.errors import LeadreadyError
from leadready.instrument.problems import ProblemsFound
from leadready.language import _, ngettext
from leadready.ui import theme
from leadready.ui.page import Page
from leadready.ui.studio.desk import Desk
from leadready.ui.studio.effect import effect, people
from leadready.ui.studio.form import Form
from leadready.ui.studio.outline import Entry, Kind, Place, find, outline
from leadready.ui.studio.panes import FORM, Panes
from leadready.ui.studio.preview import Preview, rubric_id_of
from leadready.ui.studio.problem_list import ProblemList
from leadready.ui.studio.text_pane import TextPane
from leadready.ui.studio.tree import OutlineTree
from leadready.ui.tasks import Operation
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.card import Card
from leadready.ui.widgets.flow import Flow
from leadready.ui.widgets.notice import error_notice
from leadready.ui.widgets.scroll import Scrolled
from leadready.ui.widgets.text import Text
from leadready.workflow.studio import ChangedOnDisk

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent

    from leadready.instrument.problems import Problem
    from leadready.ui.journey import Journey
    from leadready.ui.studio.effect import Person
    from leadready.workflow.studio import Bench, KeptDraft

_PREVIEW_PAUSE = 200  # milliseconds after a change before somebody is scored anew
_ADVICE_PAUSE = 1200  # and before a package that loads is read as an experienced author would
_WORDS = 560  # pixels at 100 % below which undo and redo are pictures
_AROUND = 56  # pixels at 100 % that stay in view above and below a field
_MOST_COPIES = 100
_KEEP_PAUSE = 3000  # and before the draft is kept beside the record


class Leaving(Enum):
    """What becomes of changes that are not saved."""

    SAVE = auto()
    KEEP = auto()
    DISCARD = auto()
    STAY = auto()


class EditorPage(Page):
    """One package, or one own rubric, open for editing."""

    name = "assessments"
    column_width = None

    def __init__(self, journey: Journey, bench: Bench) -> None:
        super().__init__("")
        self.help_text = _(
            "Choose a part in the outline and press Enter to edit it. Problems are listed as you type: Enter on one "
            "goes to its place. Ctrl+Z takes a step back, Ctrl+Shift+Z takes it again, Ctrl+S saves. While there are "
            "faults nothing is saved, so that nobody is given an assessment that does not work."
        )
        self._journey = journey
        self._bench = bench
        self.desk = Desk(bench.draft, self)
        self._opened = bench.draft.last_good
        self._entries: tuple[Entry, ...] = ()
        self._entry: Entry | None = None
        self._version = 0
        self._advice: tuple[Problem, ...] | None = None
        self._notice: Card | None = None
        self._kept: KeptDraft | None = None
        self._is_settled = False
        self._build()
        self._build_footer()
        self._preview_timer = self._timer(_PREVIEW_PAUSE, self._score)
        self._advice_timer = self._timer(_ADVICE_PAUSE, self._look_for_advice)
        self._keep_timer = self._timer(_KEEP_PAUSE, self._keep)
        self.desk.changed.connect(self._on_changed)
        self.desk.led_to.connect(self.go_to)
        self.desk.refused.connect(self._on_refused)
        self._show_all()
        self._offer_people()
        self._open_first()
        self._offer_kept()
        self._preview_timer.start()
        self._advice_timer.start()

    def first_focus(self) -> QWidget:
        """Begin in the outline."""
        return self.tree

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show undo and redo as pictures where there is no room for their words."""
        super().resizeEvent(event)
        narrow = self.width() < theme.px(_WORDS)
        for button, words in ((self._undo, _("Undo")), (self._redo, _("Redo"))):
            button.setText("" if narrow else words)

    # What is shown

    def _build(self) -> None:
        self.body.setSpacing(theme.px(8))
        self.title.set_role("heading")  # this page needs its room for work
        self.tree = OutlineTree(self)
        self.tree.chosen.connect(self._on_chosen)
        self.tree.entered.connect(self._on_entered)
        self._area = Scrolled(self)
        self._area.setMinimumSize(QSize(theme.px(200), theme.px(200)))
        self._area.verticalScrollBar().rangeChanged.connect(self._reveal)
        self.preview = Preview(self)
        self.preview.wanted.connect(self._score)
        self.panes = Panes(self.tree, self._area, self.preview, self)
        self.body.addWidget(self.panes, 1)
        self.problems = ProblemList(self)
        self.problems.wanted.connect(self.show_problem)
        self.body.addWidget(self.problems)
        for keys, action in (
            (QKeySequence.StandardKey.Undo, self.desk.undo),
            (QKeySequence.StandardKey.Redo, self.desk.redo),
            (QKeySequence.StandardKey.Save, self.save),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(action)

    def _build_footer(self) -> None:
        self._undo = Button(_("Undo"), self.desk.undo, picture="undo")
        self._redo = Button(_("Redo"), self.desk.redo, picture="redo")
        for button, words in ((self._undo, _("Undo")), (self._redo, _("Redo"))):
            button.setAccessibleName(words)
            button.setToolTip(words)
        self._state = Text("", "muted", wrap=False)
        self._state.setAccessibleName(_("Saved state"))
        self._save = Button(_("Save"), self._on_save, role="primary")
        back = Button(_("Studio"), self._journey.studio, picture="back")
        self.set_footer(back, self._undo, self._redo, end=(self._state, self._save))

    def _show_all(self) -> None:
        """Bring everything up to the draft as it is."""
        self._entries = outline({file: self.desk.values.get(file) for file in self.desk.draft.files})
        self.tree.show_entries(self._entries)
        self._show_title()
        self._show_problems()
        self._show_state()

    def _show_title(self) -> None:
        assessment = self.desk.draft.last_good
        title = assessment.instrument.title if assessment is not None else self._bench.id
        self.title.setText(title)
        self.setAccessibleName(title)

    def _show_problems(self) -> None:
        faults = self.desk.draft.faults
        shown = faults or self._advice or ()
        self.problems.show_problems(shown, blocked=bool(faults), waiting=not faults and self._advice is None)
        counts: dict[tuple[Kind, Place], int] = {}
        for fault in faults:
            entry = self._entry_of(Place(fault.file, fault.keys))
            if entry is not None:
                counts[entry.kind, entry.place] = counts.get((entry.kind, entry.place), 0) + 1
        self.tree.mark(counts)
        form = self._form
        if form is not None:
            form.say([one for one in shown if form.entry.place.file == one.file])
        self.preview.stale.setVisible(bool(faults))

    def _show_state(self) -> None:
        draft, faults = self.desk.draft, len(self.desk.draft.faults)
        self._undo.setEnabled(draft.can_undo)
        self._redo.setEnabled(draft.can_redo)
        self._save.setEnabled(draft.is_changed and not faults)
        if faults:
            words = ngettext("Mend {n} fault before saving", "Mend {n} faults before saving", faults).format(n=faults)
            self._state.setText(ngettext("{n} fault", "{n} faults", faults).format(n=faults))
        else:
            words = _("Changes are not saved yet") if draft.is_changed else _("All saved")
            self._state.setText(_("Not saved") if draft.is_changed else _("All saved"))
        self._state.set_role("warm" if faults else "muted")
        self._save.setAccessibleDescription(words)
        self._save.setToolTip(words)

    @property
    def _form(self) -> Form | None:
        shown = self._area.widget()
        return shown if isinstance(shown, Form) else None

    @property
    def _text(self) -> TextPane | None:
        shown = self._area.widget()
        return shown if isinstance(shown, TextPane) else None

    # Where one is

    def _open_first(self) -> None:
        rubric = next((one for one in self._entries if one.kind is Kind.RUBRIC), None)
        self.open(self._entries[0] if self._bench.name == self._bench.id or rubric is None else rubric)

    def open(self, entry: Entry) -> None:
        """Show an entry's form."""
        if self.desk.values.get(entry.place.file) is None or entry.kind is Kind.TEXT:
            self._open_text(entry.place.file or next(iter(self.desk.draft.files)))
            return
        self._entry = entry
        form = Form(self.desk, entry)
        form.setObjectName("body")
        form.opened.connect(self._on_opened)
        self._area.replace(form)
        self.tree.select(entry)
        self._show_problems()
        self.preview.show_page_of(self.desk.draft.last_good, entry.place)
        rubric_id = rubric_id_of(self.desk.values, entry.place.file)
        if rubric_id and rubric_id != self.preview.profile.rubric_id:
            self.preview.profile.choose_rubric(rubric_id)
            self._preview_timer.start()

    def _open_text(self, file: str) -> None:
        entry = next(
            one for all_ in self._entries for one in all_.all() if one.kind is Kind.TEXT and one.place.file == file
        )
        self._entry = entry
        shown = self._text
        if shown is None or shown.file != file:
            pane = TextPane(self.desk, file)
            pane.setObjectName("body")
            self._area.replace(pane)
        self.tree.select(entry)

    def _entry_of(self, place: Place) -> Entry | None:
        if self.desk.values.get(place.file) is None:
            return None
        return find(self._entries, place)

    @Slot(object)
    def go_to(self, place: Place) -> None:
        """Bring the keyboard to where a place is edited."""
        entry = self._entry_of(place)
        if entry is None:
            if place.file in self.desk.draft.files:
                self._open_text(place.file)
            return
        if self._text is not None and self._text.file == place.file and self._text.isAncestorOf(self.focusWidget()):
            return  # whoever edits the text stays in it
        if (
            self._form is None
            or self._entry is None
            or (entry.kind, entry.place) != (self._entry.kind, self._entry.place)
        ):
            self.open(entry)
        self.panes.show_pane(FORM)
        form = self._form
        target = form.target(place) if form is not None else None
        self._focus(target or self.tree)

    def _focus(self, target: QWidget) -> None:
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        self._reveal()

    @Slot()
    def _reveal(self) -> None:
        """Scroll to where the keyboard is: now, and again when a form that was just made has found its height."""
        target, inside = cast("QWidget | None", self._area.focusWidget()), self._area.widget()
        if target is not None and inside is not None and inside.isAncestorOf(target):
            self._area.ensureWidgetVisible(target, 0, theme.px(_AROUND))
            self._journey.window.reveal(target)

    @Slot(object)
    def show_problem(self, problem: Problem) -> None:
        """Bring the keyboard to the field that a problem is about, or to its line in the file."""
        entry = self._entry_of(Place(problem.file, problem.keys))
        if entry is not None:
            self.go_to(Place(problem.file, problem.keys))
        elif problem.file in self.desk.draft.files:
            self._open_text(problem.file)
            self.panes.show_pane(FORM)
            if self._text is not None:
                self._text.go_to(problem.line)

    @Slot(object)
    def _on_chosen(self, entry: Entry) -> None:
        self.desk.settle()
        self.open(entry)

    @Slot(object)
    def _on_entered(self, entry: Entry) -> None:
        self.panes.show_pane(FORM)
        if self._text is not None:
            self._text.text.setFocus()
        elif self._form is not None:
            self._focus(self._form.target(entry.place) or self.tree)

    @Slot(object)
    def _on_opened(self, place: Place) -> None:
        entry = find(self._entries, place)
        if entry is not None:
            self.open(entry)
            if self._form is not None:
                self._focus(self._form.target(place) or self.tree)

    # What follows from a change

    @Slot()
    def _on_changed(self) -> None:
        self._version += 1
        self._advice = None
        self._entries = outline({file: self.desk.values.get(file) for file in self.desk.draft.files})
        self.tree.show_entries(self._entries)
        self._refresh_form()
        self._show_title()
        self._show_problems()
        self._show_state()
        self._preview_timer.start()
        self._advice_timer.start()
        self._keep_timer.start()

    def _refresh_form(self) -> None:
        if self._text is not None:
            if self._text.file in self.desk.draft.files:
                self._text.refresh()
            else:
                self.open(self._entries[0])
            return
        shown = self._entry
        if shown is None:
            return
        same = [
            one for all_ in self._entries for one in all_.all() if (one.kind, one.place) == (shown.kind, shown.place)
        ]
        if same and self._form is not None and self.desk.values.get(shown.place.file) is not None:
            self._entry = same[0]
            self._form.refresh(same[0])
        else:
            self.open(find(self._entries, shown.place) or self._entries[0])

    @Slot()
    def _score(self) -> None:
        now = self.desk.draft.last_good
        if now is None:
            return
        self.preview.show_page_of(now, self._entry.place if self._entry is not None else None)
        person = self._offer_people().get(self.preview.profile.person_id)
        if person is None or not self.preview.shows_profile:
            return
        self.preview.profile.show_effect(effect(person, now, self._opened, self.preview.profile.rubric_id))

    def _offer_people(self) -> dict[str, Person]:
        known = people({**self.desk.draft.fixed, **self.desk.draft.files})
        self.preview.profile.offer(known, self.desk.draft.last_good)
        return known

    @Slot()
    def _look_for_advice(self) -> None:
        draft = self.desk.draft
        if draft.faults:
            return
        run = partial(getattr, draft, "problems")
        self._journey.runner.start(Operation(run, partial(self._on_advice, self._version), self._on_refused))

    def _on_advice(self, version: int, found: Sequence[Problem]) -> None:
        if self._is_current(version):
            self._advice = tuple(found)
            self._show_problems()

    def _is_current(self, version: int) -> bool:
        """Whether what came back is about the draft as it is, on a page that is still shown."""
        return self._journey.window.page is self and version == self._version

    # Saving and leaving

    @Slot()
    def _on_save(self) -> None:
        self.save()

    def save(self) -> bool:
        """Save what is changed; False, with the reason shown, where that cannot be."""
        if not self.desk.is_changed:
            return True
        if self.desk.draft.faults:
            self.show_problem(self.problems.problems[0])
            return False
        self._keep_timer.stop()
        try:
            self._bench.save()
        except ChangedOnDisk as error:
            self._say(self._two_versions(error))
            return False
        except LeadreadyError as error:
            self._say(error_notice(_("Your changes are not saved"), error))
            return False
        self._unsay()
        self._show_state()
        return True

    def _two_versions(self, error: ChangedOnDisk) -> Card:
        """Offer both ways on: nobody's work is written over."""
        card = error_notice(_("Your changes are not saved"), error)
        again = Button(_("Read them again, without my changes"), self._on_reread, parent=card)
        copy = Button(_("Save mine as a copy"), self._on_copy, role="primary", parent=card)
        card.column.addLayout(Flow(copy, again))
        return card

    @Slot()
    def _on_reread(self) -> None:
        try:
            draft = self._bench.reload()
        except LeadreadyError as error:
            self._say(error_notice(_("They cannot be read"), error))
            return
        self._bench.forget()
        self._opened = draft.last_good
        self._unsay()
        self.desk.take(draft)

    @Slot()
    def _on_copy(self) -> None:
        try:
            copy = self._copied()
        except LeadreadyError as error:
            self._say(error_notice(_("The copy is not saved"), error))
            return
        self._bench.forget()
        self._is_settled = True
        self._journey.edit(lambda: copy)

    def _copied(self) -> Bench:
        """Save a copy under the first id that is free; raises LeadreadyError when it cannot be."""
        title = _("{title}, copy").format(title=self.title.text())
        name = self._bench.name.rpartition("/")[2].removesuffix(".yaml")
        taken: LeadreadyError | None = None
        for number in range(2, _MOST_COPIES):
            try:
                return self._bench.save_copy(f"{name}-{number}", title)
            except ProblemsFound as error:
                taken = error
        raise taken or LeadreadyError(_("There are too many copies."))

    def may_leave(self) -> bool:
        """Ask what becomes of changes that are not saved."""
        if self._is_settled or not self.desk.is_changed:
            return True
        match self.ask():
            case Leaving.SAVE:
                return self.save()
            case Leaving.KEEP:
                return self._keep()
            case Leaving.DISCARD:
                self._bench.forget()
                return True
            case Leaving.STAY:
                return False

    def ask(self) -> Leaving:
        """Ask; staying is the safe answer."""
        box = QMessageBox(
            QMessageBox.Icon.Question, "leadready", _("There are changes that are not saved."), parent=self
        )
        box.setTextFormat(Qt.TextFormat.PlainText)
        faults = bool(self.desk.draft.faults)
        box.setInformativeText(
            _("They have faults, so they cannot be saved. Keep them as a draft and mend them next time.")
            if faults
            else _("Save them, keep them as a draft for next time, or discard them.")
        )
        answers = {Leaving.KEEP: _("Keep as draft"), Leaving.DISCARD: _("Discard"), Leaving.STAY: _("Stay here")}
        roles = {
            Leaving.SAVE: QMessageBox.ButtonRole.AcceptRole,
            Leaving.KEEP: QMessageBox.ButtonRole.ActionRole,
            Leaving.DISCARD: QMessageBox.ButtonRole.DestructiveRole,
            Leaving.STAY: QMessageBox.ButtonRole.RejectRole,
        }
        if not faults:
            answers = {Leaving.SAVE: _("Save"), **answers}
        buttons = {box.addButton(words, roles[one]): one for one, words in answers.items()}
        box.setDefaultButton(next(button for button, one in buttons.items() if one is Leaving.STAY))
        box.exec()
        return next((one for button, one in buttons.items() if button is box.clickedButton()), Leaving.STAY)

    @Slot()
    def _keep(self) -> bool:
        self._keep_timer.stop()
        self.desk.settle()
        try:
            self._bench.keep()
        except LeadreadyError as error:
            self._say(error_notice(_("The draft could not be kept"), error))
            return False
        return True

    def leaving(self) -> None:
        """Let nothing run on."""
        self.desk.settle()
        for timer in (self._preview_timer, self._advice_timer, self._keep_timer):
            timer.stop()

    def _offer_kept(self) -> None:
        self._kept = self._bench.kept()
        if self._kept is None:
            return
        card = Card("note", self, padding=16, gap=6)
        card.column.addWidget(Text(_("Changes from last time were kept and not saved"), "heading", card))
        if self._kept.on_other_files:
            words = _("The files have changed since then. Going on with the draft puts it in their place.")
            card.column.addWidget(Text(words, parent=card))
        card.column.addLayout(
            Flow(
                Button(_("Go on with them"), self._on_take_over, role="primary", parent=card),
                Button(_("Discard them"), self._on_forget, parent=card),
            )
        )
        self._say(card)

    @Slot()
    def _on_take_over(self) -> None:
        if self._kept is not None:
            self._bench.take_over(self._kept)
            self._unsay()
            self.desk.reread()

    @Slot()
    def _on_forget(self) -> None:
        self._bench.forget()
        self._unsay()

    @Slot(object)
    def _on_refused(self, error: LeadreadyError) -> None:
        if self._journey.window.page is self:
            self._say(error_notice(_("This could not be done"), error))

    def _say(self, notice: Card) -> None:
        self._unsay()
        notice.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._notice = notice
        self.body.insertWidget(1, notice)

    def _unsay(self) -> None:
        if self._notice is not None:
            self._notice.hide()
            self._notice.deleteLater()
            self._notice = None

    def _timer(self, pause: int, action: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause)
        timer.timeout.connect(action)
        return timer
