"""The language of the program's own texts; the texts of an assessment are in its package.

Every room says `_("...")`, the pure ones too. The words in the code are British English; a translation is a file
`resources/translations/<language>.po` and needs nothing else. It can be changed while the program runs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from leadready import assets

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from pathlib import Path

ENGLISH = "en"


def _one_or_many(n: int) -> int:
    return int(n != 1)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The translations of one language.

    Attributes:
        texts: By English text, its translation in each plural form; in one form where nothing is counted.
        plural: Which form a number takes.
    """

    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    plural: Callable[[int], int] = _one_or_many

    def text(self, english: str) -> str:
        """Translate a text; English stands in where there is no translation."""
        found = self.texts.get(english)
        return found[0] if found else english

    def counted(self, one: str, many: str, n: int) -> str:
        """Translate a text that counts something."""
        found = self.texts.get(one)
        if found is None:
            return (one, many)[_one_or_many(n)]
        return found[min(self.plural(n), len(found) - 1)]


def read_catalogue(path: Path) -> Catalogue:
    """Read a file of translations in the PO format, without those that are empty or marked as fuzzy.

    Raises:
        ValueError: it is no such file; the message says where.
        OSError: it cannot be read.
    """
    from gettext import c2py

    from babel.messages.pofile import PoFileError, read_po

    try:
        with path.open("rb") as file:
            catalog = read_po(file, abort_invalid=True)
        plural: Callable[[int], int] = c2py(str(catalog.plural_expr))
    except (PoFileError, UnicodeError, ValueError, LookupError) as error:
        raise ValueError(str(error)) from None
    texts: dict[str, tuple[str, ...]] = {}
    for message in catalog:
        english = message.id if isinstance(message.id, str) else message.id[0]
        said = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        if english and all(said) and not message.fuzzy:
            texts[english] = said
    return Catalogue(texts, plural)


class _Current:
    """The language in use."""

    name = ENGLISH
    catalogue = Catalogue()


def use(language: str) -> None:
    """Speak a language from now on; where it lacks a text, or its file cannot be read, English stands in."""
    path = assets.resources() / "translations" / f"{language}.po"
    if language == ENGLISH or language not in available():
        speak(ENGLISH, Catalogue())
        return
    try:
        speak(language, read_catalogue(path))
    except (OSError, ValueError):
        speak(ENGLISH, Catalogue())


def speak(language: str, catalogue: Catalogue) -> None:
    """Speak a language with the given translations from now on."""
    _Current.name, _Current.catalogue = language, catalogue


def current() -> str:
    """Name the language in use, such as `en` or `cy`."""
    return _Current.name


def available() -> tuple[str, ...]:
    """List the languages there are files for, English first."""
    return (ENGLISH, *sorted(path.stem for path in (assets.resources() / "translations").glob("*.po")))


def day(value: date, *, short: bool = False) -> str:
    """Write a day as the language does, such as 24 November 2026, or 24 Nov 2026 where there is little room."""
    from babel.dates import format_date

    locale = "en_GB" if current() == ENGLISH else current()
    return format_date(value, "d MMM y" if short else "d MMMM y", locale=locale)


def _(text: str) -> str:
    """Translate a text."""
    return _Current.catalogue.text(text)


def ngettext(one: str, many: str, n: int) -> str:
    """Translate a text that counts something."""
    return _Current.catalogue.counted(one, many, n)
