"""Editing an assessment: outline, form and preview side by side, and below them what is wrong."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut

from leadready.language import _, ngettext
from leadready.ui import theme
from leadready.ui.page import Page
from leadready.ui.studio.desk import Desk
from leadready.ui.studio.editing_pane import EditingPane
from leadready.ui.studio.effect import effect, people
from leadready.ui.studio.leaving import Leaving, ask_leaving
from leadready.ui.studio.outline import Entry, Kind, Place, find, outline
from leadready.ui.studio.panes import FORM, Panes
from leadready.ui.studio.preview import Preview, rubric_id_of
from leadready.ui.studio.problem_list import ProblemList
from leadready.ui.studio.saving import Saving
from leadready.ui.studio.tree import OutlineTree
from leadready.ui.tasks import Operation
from leadready.ui.widgets.buttons import Button
from leadready.ui.widgets.notice import error_notice
from leadready.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from leadready.assessment.model import Assessment
    from leadready.errors import LeadreadyError
    from leadready.instrument.problems import Problem
    from leadready.ui.journey import Journey
    from leadready.ui.studio.effect import Person
    from leadready.workflow.bench import Bench

_PREVIEW_PAUSE = 200  # milliseconds after a change before somebody is scored anew
_ADVICE_PAUSE = 1200  # and before a package that loads is read as an experienced author would
_WORDS = 560  # pixels at 100 % below which undo and redo are pictures


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
        self.saving = Saving(journey, bench, self.desk, self)
        self._build()
        self._build_footer()
        self._preview_timer = self._timer(_PREVIEW_PAUSE, self._score)
        self._advice_timer = self._timer(_ADVICE_PAUSE, self._look_for_advice)
        self.desk.changed.connect(self._on_changed)
        self.desk.led_to.connect(self.go_to)
        self.desk.refused.connect(self._on_refused)
        self.saving.saved.connect(self._show_state)
        self.saving.blocked.connect(self._on_blocked)
        self.saving.reread.connect(self._on_reread)
        self._show_all()
        self._offer_people()
        self._open_first()
        self.saving.offer_kept()
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
        self.editing = EditingPane(self.desk, self._journey.window.reveal, self)
        self.preview = Preview(self)
        self.preview.wanted.connect(self._score)
        self.panes = Panes(self.tree, self.editing, self.preview, self)
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
        self._save = Button(_("Save"), self.save, role="primary")
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
        form = self.editing.form
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
        self.editing.show_form(entry).opened.connect(self._on_opened)
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
        self.editing.show_text(file)
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
        if self.editing.edits_text(place.file, self.focusWidget()):
            return  # whoever edits the text stays in it
        if (
            self.editing.form is None
            or self._entry is None
            or (entry.kind, entry.place) != (self._entry.kind, self._entry.place)
        ):
            self.open(entry)
        self.panes.show_pane(FORM)
        self._bring_keyboard(place)

    def _bring_keyboard(self, place: Place) -> None:
        self.editing.bring_keyboard(self.editing.control_of(place) or self.tree)

    @Slot(object)
    def show_problem(self, problem: Problem) -> None:
        """Bring the keyboard to the field that a problem is about, or to its line in the file."""
        entry = self._entry_of(Place(problem.file, problem.keys))
        if entry is not None:
            self.go_to(Place(problem.file, problem.keys))
        elif problem.file in self.desk.draft.files:
            self._open_text(problem.file)
            self.panes.show_pane(FORM)
            if self.editing.text is not None:
                self.editing.text.go_to(problem.line)

    @Slot(object)
    def _on_chosen(self, entry: Entry) -> None:
        self.desk.settle()
        self.open(entry)

    @Slot(object)
    def _on_entered(self, entry: Entry) -> None:
        self.panes.show_pane(FORM)
        if self.editing.text is not None:
            self.editing.text.text.setFocus()
        elif self.editing.form is not None:
            self._bring_keyboard(entry.place)

    @Slot(object)
    def _on_opened(self, place: Place) -> None:
        entry = find(self._entries, place)
        if entry is not None:
            self.open(entry)
            if self.editing.form is not None:
                self._bring_keyboard(place)

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
        self.saving.keep_soon()

    def _refresh_form(self) -> None:
        if self.editing.text is not None:
            if self.editing.text.file in self.desk.draft.files:
                self.editing.text.refresh()
            else:
                self.open(self._entries[0])
            return
        shown = self._entry
        if shown is None:
            return
        same = [
            one for all_ in self._entries for one in all_.all() if (one.kind, one.place) == (shown.kind, shown.place)
        ]
        if same and self.editing.form is not None and self.desk.values.get(shown.place.file) is not None:
            self._entry = same[0]
            self.editing.form.refresh(same[0])
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
    def save(self) -> bool:
        """Save what is changed; False, with the reason shown, where that cannot be."""
        return self.saving.save()

    @Slot()
    def _on_blocked(self) -> None:
        self.show_problem(self.problems.problems[0])

    @Slot(object)
    def _on_reread(self, assessment: Assessment | None) -> None:
        self._opened = assessment

    def may_leave(self) -> bool:
        """Ask what becomes of changes that are not saved."""
        if self.saving.is_settled or not self.desk.is_changed:
            return True
        match self.ask():
            case Leaving.SAVE:
                return self.saving.save()
            case Leaving.KEEP:
                return self.saving.keep()
            case Leaving.DISCARD:
                self.saving.forget()
                return True
            case Leaving.STAY:
                return False

    def ask(self) -> Leaving:
        """Ask what becomes of them."""
        return ask_leaving(self, has_faults=bool(self.desk.draft.faults))

    def leaving(self) -> None:
        """Let nothing run on."""
        self.desk.settle()
        self.saving.stop()
        for timer in (self._preview_timer, self._advice_timer):
            timer.stop()

    @Slot(object)
    def _on_refused(self, error: LeadreadyError) -> None:
        if self._journey.window.page is self:
            self.saving.say(error_notice(_("This could not be done"), error))

    def _timer(self, pause: int, action: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause)
        timer.timeout.connect(action)
        return timer
