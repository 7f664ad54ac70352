"""When something goes wrong that we did not foresee: say so, say where the log is, keep everything.

Answers are on disk before the next item shows, so there is nothing to rescue but the trust of the person. The log gets
the kind of the fault and the lines it came through, never the values of variables, so it holds no answers.
"""

from __future__ import annotations

import faulthandler
import sys
import threading
import traceback
from typing import IO, TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from leadready.language import _
from leadready.logs import log

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

CRASH_FILE = "crash.log"


class CrashReporter(QObject):
    """Catches what nobody caught, on any thread, and tells it on the window's thread, each fault once."""

    _caught = Signal(str)

    def __init__(self, log_file: Path, tell: Callable[[str], object] | None = None) -> None:
        """Report to a log file.

        Args:
            log_file: Named to the person.
            tell: Says a message to the person; a message box unless a test gives its own.
        """
        super().__init__()
        self._log_file = log_file
        self._tell = tell or self._show
        self._seen: set[str] = set()
        self._native: IO[str] | None = None
        self._caught.connect(self._on_caught)

    def install(self) -> None:
        """Begin to catch."""
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook
        try:
            native = (self._log_file.parent / CRASH_FILE).open("a", encoding="utf-8")
            faulthandler.enable(native)
            self._native = native
        except OSError:
            faulthandler.enable()

    def uninstall(self) -> None:
        """Stop catching."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        faulthandler.disable()
        if self._native is not None:
            self._native.close()
            self._native = None

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        # The message of an error may quote what a person typed; its kind and its places cannot.
        lines = [f"{kind.__module__}.{kind.__qualname__}"]
        lines += [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
        self._caught.emit("\n".join(lines))

    def _thread_hook(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._hook(args.exc_type, args.exc_value, args.exc_traceback)

    @Slot(str)
    def _on_caught(self, report: str) -> None:
        if report in self._seen:
            return
        self._seen.add(report)
        log.error("not foreseen: %s", report)
        words = _("Something went wrong that leadready did not foresee. Every answer that was shown as saved is safe.")
        place = _(
            "You can go on, or close the window and start again. If it happens again, send this file to whoever "
            "looks after leadready:"
        )
        self._tell(f"{words}\n\n{place}\n{self._log_file}")

    @staticmethod
    def _show(message: str) -> None:
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(QMessageBox.Icon.Warning, "leadready", message)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.exec()
