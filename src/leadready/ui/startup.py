"""How the window starts.

In this order, after what `launch.py` prepares:

1. the log begins, and faults are caught from here on;
2. the application is made, and dressed in theme and language from the settings;
3. the lock on the data folder is taken; if another window has it, that one comes forward and this start ends;
4. the record is opened; where that fails, a page says why and what can be done;
5. the window shows home: nothing of pydantic, reportlab or an assessment is loaded yet;
6. after the first paint: what the launch put off, the icon, the fonts for other alphabets, listening for further
   starts, and a look through the whole record for damage;
7. the event loop runs until the window closes; everything is kept at every moment, so closing has nothing to save.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from leadready import assets, logs, paths
from leadready.errors import LeadreadyError
from leadready.language import _
from leadready.store.database import Store, open_store
from leadready.ui import launch, theme
from leadready.ui.application import application
from leadready.ui.constants import lend_references
from leadready.ui.crash import CrashReporter
from leadready.ui.journey import Journey
from leadready.ui.page import Page
from leadready.ui.preferences import Preferences
from leadready.ui.single_instance import SingleInstance
from leadready.ui.tasks import Runner
from leadready.ui.widgets.notice import error_notice
from leadready.ui.window import Window
from leadready.workflow.services import Services

if TYPE_CHECKING:
    from leadready.ui.application import Application

FIRST_SIZE = (1180, 800)


def run() -> int:
    """Open the window; returns the exit code."""
    reporter = CrashReporter(logs.begin(paths.log_folder()))
    app = application(lend=False)
    reporter.install()
    preferences = Preferences(paths.settings_file())
    app.dress(preferences)
    instance = SingleInstance(preferences.data_folder)
    if not instance.is_first():
        instance.call_first()
        return 0
    opening = Opening(app, preferences, instance)
    opening.open()
    code = app.exec()
    opening.close()
    reporter.uninstall()
    logs.end()
    return code


class Opening(QObject):
    """The window from its first paint to its end."""

    def __init__(self, app: Application, preferences: Preferences, instance: SingleInstance) -> None:
        super().__init__()
        self._app = app
        self._preferences = preferences
        self._instance = instance
        self._store: Store | None = None
        self.window = Window()
        self.journey: Journey | None = None
        self._runner = Runner(self)
        instance.called.connect(self.window.bring_forward)
        self.window.painted.connect(self.after_first_paint)

    @Slot()
    def open(self) -> None:
        """Open the record and show home, or say why not."""
        try:
            self._store = open_store(self._preferences.data_folder, now=now())
        except LeadreadyError as error:
            logs.log.warning("the record was not opened: %s", type(error).__name__)
            self._show_trouble(error)
        else:
            own = self._preferences.data_folder / paths.OWN_ASSESSMENTS
            services = Services(self._store, (assets.assessments(), own), now)
            self.journey = Journey(self.window, services, self._preferences, self._runner)
            self.journey.home()
        if not self.window.isVisible():
            self._place_window()
            self.window.show()

    def close(self) -> None:
        """Let go of everything."""
        self._preferences.geometry = self.window.saveGeometry()
        self._preferences.save()
        self._runner.stop()
        if self._store is not None:
            self._store.close()
        self._instance.release()

    def _show_trouble(self, error: LeadreadyError) -> None:
        page = Page(_("Your record could not be opened"))
        page.body.addWidget(error_notice(_("What happened"), error, (_("Try again"), self.open)))
        page.body.addStretch(1)
        self.window.show_page(page)

    def _place_window(self) -> None:
        if self._preferences.geometry.isEmpty() or not self.window.restoreGeometry(self._preferences.geometry):
            self.window.resize(*FIRST_SIZE)

    @Slot()
    def after_first_paint(self) -> None:
        """Do all that could wait until a person sees the window."""
        from leadready.ui.icons import application_icon

        launch.settle()
        lend_references()
        self._app.setWindowIcon(application_icon())
        theme.load_fallback_fonts()
        self._instance.listen()
        self._check_record()

    def _check_record(self) -> None:
        """Look through the whole file, which opening does not; it takes a few milliseconds a megabyte."""
        try:
            if self._store is not None:
                self._store.check()
        except LeadreadyError as error:
            logs.log.warning("the record is damaged")
            self._show_trouble(error)


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)
