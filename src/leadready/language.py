"""The language of the program's own texts; the texts of an assessment are in its package.

Every room says `_("...")`, the pure ones too. The words in the code are British English; a translation is a file
`resources/translations/<language>/LC_MESSAGES/leadready.mo` and needs nothing else. It can be changed while the
program runs.
"""

from __future__ import annotations

import gettext

from leadready import assets

_DOMAIN = "leadready"
ENGLISH = "en"


class _Current:
    """The translation in use."""

    translation: gettext.NullTranslations = gettext.NullTranslations()


def use(language: str) -> None:
    """Speak a language from now on; where it lacks a text, English stands in."""
    folder = str(assets.resources() / "translations")
    _Current.translation = gettext.translation(_DOMAIN, folder, [language], fallback=True)


def available() -> tuple[str, ...]:
    """List the languages there are files for, English first."""
    found = (assets.resources() / "translations").glob(f"*/LC_MESSAGES/{_DOMAIN}.mo")
    return (ENGLISH, *sorted(path.parent.parent.name for path in found))


def _(text: str) -> str:
    """Translate a text."""
    return _Current.translation.gettext(text)


def ngettext(one: str, many: str, n: int) -> str:
    """Translate a text that counts something."""
    return _Current.translation.ngettext(one, many, n)
