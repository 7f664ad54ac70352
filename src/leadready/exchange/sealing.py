"""Sealing: encryption to named people by age (C2SP, age-encryption.org/v1), and opening what a stranger sealed.

age hides and protects what is inside; it does not say who sealed it. That is what signatures are for
(`exchange/signing.py`). A file's header is looked at before the library sees it: thousands of recipients in a header
would keep the library busy for minutes.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NoReturn

from leadready.instrument.problems import Problem, ProblemsFound
from leadready.instrument.text_files import MEGABYTE, too_large
from leadready.language import _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LARGEST = 10 * MEGABYTE
"""The most bytes of a sealed file, unless its reader allows more."""
LONGEST_HEADER = 4096
MOST_STANZAS = 20
LARGEST_TEXT = 200 * MEGABYTE
_STEP = 16 * 1024
_CHUNK, _TAG, _NONCE = 64 * 1024, 16, 16
_HEADER_END = re.compile(rb"\n--- [A-Za-z0-9+/]{43}\n")
_VERSION = b"age-encryption.org/v1\n"
_STANZA = re.compile(
    rb"-> (?:(?P<known>X25519) [A-Za-z0-9+/]{43}|(?P<grease>[!-~]*-grease(?: [!-~]+)*)|(?P<other>[!-~]+).*)"
)
_BODY = re.compile(rb"[A-Za-z0-9+/]{0,64}")
_END = re.compile(rb"--- [A-Za-z0-9+/]{43}")


def padded(content: bytes) -> bytes:
    """Fill a JSON document up with spaces to whole steps of 16 KiB: age shows how long a text is."""
    return content + b" " * (-len(content) % _STEP)


def seal(content: bytes, recipients: Iterable[str], *, is_padded: bool = True) -> bytes:
    """Seal a document for people, each named by an age recipient (`age1…`).

    Args:
        content: The document.
        recipients: Who may open it.
        is_padded: Whether its length is hidden; only what is always equally long needs no padding.

    Raises:
        ValueError: a recipient is none, or there is none.
    """
    import pyrage

    try:
        keys = [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients]
    except pyrage.RecipientError as error:
        raise ValueError(str(error)) from None
    if not 0 < len(keys) < MOST_STANZAS:
        raise ValueError(len(keys))
    return pyrage.encrypt(padded(content) if is_padded else content, keys)


def opened(sealed: bytes, identity: str, file: str, *, largest: int = LARGEST) -> bytes:
    """Open one sealed document with one's age identity; see `Opening`."""
    return Opening(identity).opened(sealed, file, largest=largest)


def opened_text(sealed: bytes, identity: str, file: str, *, largest: int = LARGEST, whose: str = "") -> str:
    """Open one sealed text with one's age identity; see `Opening`."""
    return Opening(identity, whose).text(sealed, file, largest=largest)


class Opening:
    """Opens what was sealed for somebody.

    Args:
        identity: Their age identity (`AGE-SECRET-KEY-…`).
        whose: The title of the campaign that is open here, for who has the wrong key; empty where there is none yet.
    """

    def __init__(self, identity: str, whose: str = "") -> None:
        import pyrage

        self._whose = whose
        self._identity = pyrage.x25519.Identity.from_str(identity)

    def opened(self, sealed: bytes, file: str, *, largest: int = LARGEST) -> bytes:
        """Open a sealed document.

        Raises:
            ProblemsFound: it is too large, no sealed file, sealed for others, or altered or cut off since.
        """
        import pyrage

        check_header(sealed, file, largest=largest)
        try:
            return pyrage.decrypt(sealed, [self._identity])
        except pyrage.DecryptError as error:
            if "No matching keys" in str(error):
                what = _("This file is sealed for other people; your key does not open it.")
                if self._whose:
                    what = _("This file is not sealed for your key in “{campaign}”.").format(campaign=self._whose)
                advice = _("Look whether it is the one for you. Otherwise ask whoever sent it to seal it for you.")
                _refuse(file, "sealed-for-others", what, advice)
            what = _("Something in this file was altered.")
            if not _is_whole(sealed):
                what = _("The end of this file is missing, or something was added to it.")
            _refuse(file, "sealed-altered", what, _("Ask for the file again."))

    def text(self, sealed: bytes, file: str, *, largest: int = LARGEST, most: int = LARGEST_TEXT) -> str:
        """Open a sealed text, without what `padded` filled it up with; `most` is how many bytes may be inside.

        Raises:
            ProblemsFound: as `opened`, or what is inside is too large or no text.
        """
        plain = self.opened(sealed, file, largest=largest)
        if len(plain) > most:
            raise ProblemsFound([too_large(file, most)])
        try:
            return plain.rstrip().decode()
        except UnicodeDecodeError:
            _refuse(file, "encoding", _("What is inside is no text."), _("Ask for the file again."))


def read_sealed(path: Path, *, largest: int = LARGEST) -> bytes:
    """Read a sealed file, unless it has more bytes than it may.

    Raises:
        ProblemsFound: it has, or it cannot be read.
    """
    try:
        with path.open("rb", buffering=0) as content:
            if os.fstat(content.fileno()).st_size > largest:
                raise ProblemsFound([too_large(path.name, largest)])
            return content.readall()
    except OSError as error:
        what = _("The file cannot be read: {reason}.").format(reason=error.strerror)
        advice = _("Check that it is a file and that you may open it.")
        raise ProblemsFound([Problem(path.name, 0, "file-unreadable", what, advice)]) from None


def _is_whole(sealed: bytes) -> bool:
    """Whether a file has a length that it can have: whole steps, and for each four of them 16 bytes of age's."""
    head = _HEADER_END.search(sealed, 0, LONGEST_HEADER)
    body = len(sealed) - (head.end() if head else 0) - _NONCE
    chunks = -(-body // (_CHUNK + _TAG))
    return body > 0 and (body - chunks * _TAG) % _STEP == 0


def check_header(sealed: bytes, file: str, *, largest: int = LARGEST) -> None:
    """Look at the outside of a file: an age header of at most 4 KiB and 20 stanzas, for X25519 keys only.

    Raises:
        ProblemsFound: it is not.
    """
    if len(sealed) > largest:
        raise ProblemsFound([too_large(file, largest)])
    head = sealed[:LONGEST_HEADER]
    if not head.startswith(_VERSION):
        _refuse(file, "sealed-form", _("This is no sealed file of leadready."), _("Choose the file that was sent."))
    stanzas = 0
    for line in head[len(_VERSION) :].split(b"\n"):
        if _END.fullmatch(line):
            return
        found = _STANZA.fullmatch(line)
        if found is not None and found["other"] == b"X25519":
            break
        if found is not None and found["other"]:
            _refuse_kind(file)
        stanzas += found is not None
        if stanzas > MOST_STANZAS or not (found or _BODY.fullmatch(line)):
            break
    _refuse(file, "sealed-header", _("The head of this file is damaged or far too long."), _("Ask for the file again."))


def _refuse_kind(file: str) -> NoReturn:
    _refuse(
        file,
        "sealed-kind",
        _("This file is sealed with a passphrase or a kind of key that leadready does not take."),
        _("Ask for a file made by leadready."),
    )


def _refuse(file: str, code: str, what: str, advice: str) -> NoReturn:
    raise ProblemsFound([Problem(file, 0, code, what, advice)])
