"""One window for one record: a second start asks the first to come forward and ends."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal, Slot

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtNetwork import QLocalServer

_PATIENCE = 1000  # milliseconds


class SingleInstance(QObject):
    """Holds the lock on a data folder.

    Signals:
        called: Another start asked this one to come forward.
    """

    called = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._lock = QLockFile(str(folder / "leadready.lock"))
        self._lock.setStaleLockTime(0)  # a lock is stale only when its process has gone
        self._server: QLocalServer | None = None

    def is_first(self) -> bool:
        """Take the lock; False when another window has it."""
        return self._lock.tryLock(0)

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
        self._lock.unlock()

    @Slot()
    def _on_connection(self) -> None:
        if self._server is not None:
            self._server.nextPendingConnection().deleteLater()
            self.called.emit()
