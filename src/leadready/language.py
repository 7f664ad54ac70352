"""The language of the program's own texts; the texts of an assessment are in its package.

Every room says `_("...")`, the pure ones too. The words in the code are British English; a translation is a file
`resources/translations/<language>.po` and needs nothing else. It can be changed while the program runs.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from leadready import assets, paths
from leadready.catalogue import Catalogue, without_misfits
from leadready.pseudo import PSEUDO, pseudo

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH = "en"
VARIABLE = "LEADREADY_LANGUAGE"


class _Current:
    """The language in use."""

    name = ENGLISH
    catalogue = Catalogue()


def use(language: str) -> None:
    """Speak a language from now on; where it lacks a text, or its file cannot be read, English stands in."""
    if language in PSEUDO:
        speak(language, pseudo(language))
        return
    if language == ENGLISH or language not in available():
        speak(ENGLISH, Catalogue())
        return
    from leadready.po_file import BadCatalogue, read_catalogue

    try:
        speak(language, without_misfits(read_catalogue(_file(language))))
    except (OSError, BadCatalogue):
        speak(ENGLISH, Catalogue())


def speak(language: str, catalogue: Catalogue) -> None:
    """Speak a language with the given translations from now on."""
    _Current.name, _Current.catalogue = language, catalogue


def current() -> str:
    """Name the language in use, such as `en` or `cy`."""
    return _Current.name


def catalogue() -> Catalogue:
    """Give the translations in use."""
    return _Current.catalogue


def available() -> tuple[str, ...]:
    """List the languages there are files for, English first."""
    return (ENGLISH, *sorted(path.stem for path in _folder().glob("*.po")))


def chosen() -> str:
    """Name the language that the environment asks for, or else the one that was chosen in Settings."""
    return os.environ.get(VARIABLE) or _kept() or ENGLISH


def signed_off(language: str) -> str:
    """Say who has signed the texts of a language off, and when; empty while they await it. English needs nobody."""
    if language == ENGLISH:
        return ""
    from leadready.po_file import read_head

    return read_head(_file(language)).get("X-Signed-Off", "")


def _kept() -> str:
    # The window writes this file through Qt, which the command line does without.
    try:
        lines = paths.settings_file().read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeError):
        return ""
    return next((line.removeprefix("language=") for line in lines if line.startswith("language=")), "")


def _folder() -> Path:
    return assets.resources() / "translations"


def _file(language: str) -> Path:
    return _folder() / f"{language}.po"


def _(text: str) -> str:
    """Translate a text."""
    return _Current.catalogue.text(text)


def later(text: str) -> str:
    """Mark a text that is translated where it is used, because it stands where no language is known yet."""
    return text


def ngettext(one: str, many: str, n: int) -> str:
    """Translate a text that counts something."""
    return _Current.catalogue.counted(one, many, n)
