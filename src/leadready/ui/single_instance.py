"""One window for one record: a second start asks the first to come forward and ends."""

from __future__ import annotations

import errno
import sys
from functools import cached_property
from typing import IO, TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtNetwork import QLocalServer

LOCK = "leadready.lock"
_PATIENCE = 1000  # milliseconds
_HELD = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}


class SingleInstance(QObject):
    """Holds the lock on a data folder.

    The lock is the system's, which lets go when the process ends, however it ends. QLockFile would write who holds it
    and wait until that is on disk, before anything is seen.

    Signals:
        called: Another start asked this one to come forward.
    """

    called = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._lock: IO[bytes] | None = None
        self._server: QLocalServer | None = None

    def is_first(self) -> bool:
        """Take the lock; False when another window has it.

        Where there can be no lock, because the folder is read-only or its disk knows none, the record says what is to
        be said about that.
        """
        try:
            self._lock = (self._folder / LOCK).open("ab")
            _take(self._lock.fileno())
        except OSError as error:
            if self._lock is not None and error.errno in _HELD:
                self.release()
                return False
        return True

    def listen(self) -> None:
        """Wait for other starts; done after the first paint, for QtNetwork takes time to load."""
        from PySide6.QtNetwork import QLocalServer

        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.newConnection.connect(self._on_connection)
        self._server.listen(self._name)

    def call_first(self) -> bool:
        """Ask the first window to come forward; False when it does not answer."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        heard = socket.waitForConnected(_PATIENCE)
        socket.abort()
        return heard

    @cached_property
    def _name(self) -> str:
        """Where other starts on the same folder knock."""
        import hashlib

        return "leadready-" + hashlib.sha256(str(self._folder.resolve()).encode()).hexdigest()[:20]

    def release(self) -> None:
        """Let go of the lock."""
        if self._server is not None:
            self._server.close()
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    @Slot()
    def _on_connection(self) -> None:
        if self._server is not None:
            self._server.nextPendingConnection().deleteLater()
            self.called.emit()


def _take(descriptor: int) -> None:
    """Lock an open file for this process alone, or raise OSError at once."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
