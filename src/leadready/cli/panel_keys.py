"""Keys and rounds on the command line: a key is opened with its six words, and a round with a key."""

from __future__ import annotations

import getpass
import sys
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING

from leadready.errors import LeadreadyError
from leadready.exchange.keys import read_keys
from leadready.exchange.sealing import LARGEST
from leadready.instrument.problems import ProblemsFound
from leadready.instrument.text_files import too_large
from leadready.language import _

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Generator

    from leadready.exchange.keys import Keys
    from leadready.workflow.panel.panel import Panel

    Action = Callable[[Panel, argparse.Namespace], int | None]
    Command = Callable[[argparse.Namespace], int]


def add_key(parser: argparse.ArgumentParser) -> None:
    """Let a command take a key."""
    parser.add_argument("--key", required=True, help=_("your key (.lrkey)"))
    parser.add_argument("--words", help=_("file with its six words; by default you are asked for them"))


def chosen_keys(chosen: argparse.Namespace) -> Keys:
    """Open the key that was named; raises LeadreadyError."""
    path = Path(chosen.key)
    return read_keys(read_bytes(path), six_words(chosen.words, path.name), path.name)


def opened_round(chosen: argparse.Namespace) -> closing[Panel]:
    """Open the round in a folder with the key that was named; raises LeadreadyError."""
    from leadready.workflow.panel.panel import open_panel

    return closing(open_panel(chosen_keys(chosen), Path(chosen.folder), now))


@contextmanager
def opened_office(chosen: argparse.Namespace) -> Generator[Panel]:
    """Open the round for those who lead or administer it; raises LeadreadyError for somebody who only rates."""
    with opened_round(chosen) as opened:
        if not opened.me.opens_submissions:
            raise LeadreadyError(
                _("This is for those who lead or administer the round; {name} rates in it.").format(
                    name=opened.me.name
                ),
                advice=_("Leave it to them, and take in the file that they send you."),
            )
        yield opened


@contextmanager
def settled_round(chosen: argparse.Namespace) -> Generator[Panel]:
    """Open the round for somebody who may see where applications stand; raises LeadreadyError for others."""
    from leadready.workflow.panel.own_marks import require_own_locked

    with opened_office(chosen) as opened:
        require_own_locked(opened)
        yield opened


def in_round(action: Action) -> Command:
    """Let an action work in the round that was named; a command ends with 0 unless its action says otherwise."""

    @wraps(action)
    def run(chosen: argparse.Namespace) -> int:
        with opened_round(chosen) as opened:
            return action(opened, chosen) or 0

    return run


def in_office(action: Action) -> Command:
    """Let an action work in the round that was named, for those who lead or administer it."""

    @wraps(action)
    def run(chosen: argparse.Namespace) -> int:
        with opened_office(chosen) as opened:
            return action(opened, chosen) or 0

    return run


def in_settled_round(action: Action) -> Command:
    """Let an action work in the round that was named, for somebody who may see where applications stand."""

    @wraps(action)
    def run(chosen: argparse.Namespace) -> int:
        with settled_round(chosen) as opened:
            return action(opened, chosen) or 0

    return run


def six_words(file: str | None, key: str) -> str:
    """Read the six words of a key from a file, or ask for them where somebody sits."""
    if file is not None:
        return read_text(Path(file)).strip()
    if not sys.stdin.isatty():
        raise LeadreadyError(_("The key needs its six words."), advice=_("Give them in a file with --words."))
    return getpass.getpass(_("Six words of {file}: ").format(file=key))


def heading(*names: str) -> None:
    """Name the columns to whoever reads the rows at a terminal; a program that reads them gets rows only."""
    if sys.stdout.isatty():
        print("\t".join(names), file=sys.stderr)


def read_bytes(path: Path, *, largest: int = LARGEST) -> bytes:
    """Read a file; raises LeadreadyError, also for one that is larger than it may be."""
    try:
        if path.is_file() and path.stat().st_size > largest:
            raise ProblemsFound([too_large(path.name, largest)])
        return path.read_bytes()
    except OSError as error:
        raise LeadreadyError(
            _("The file cannot be read: {reason}.").format(reason=error.strerror), where=str(path)
        ) from None


def read_text(path: Path, *, largest: int = LARGEST) -> str:
    """Read a file of text; raises LeadreadyError."""
    try:
        return read_bytes(path, largest=largest).decode()
    except UnicodeDecodeError:
        raise LeadreadyError(_("The file is not UTF-8 text."), where=str(path)) from None


def now() -> datetime:
    """The time, as everything of a panel is written: UTC."""
    return datetime.now(UTC)
