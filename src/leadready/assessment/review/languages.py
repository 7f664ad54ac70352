"""The translations that a package brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.assessment.translation import untranslated
from leadready.instrument.problems import Problem
from leadready.instrument.routing import PIPE
from leadready.language import _, ngettext
from leadready.po_file import BadCatalogue, read_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from leadready.assessment.model import Assessment
    from leadready.catalogue import Catalogue

SHOWN = 60


def review_languages(folder: Path, assessment: Assessment) -> Iterator[Problem]:
    """Check that every file of translations can be read, is complete, and keeps what is taken in."""
    for path in sorted(folder.glob("locales/*.po")):
        name = f"locales/{path.name}"
        try:
            catalogue = read_catalogue(path)
        except (OSError, BadCatalogue) as error:
            what = _("This file of translations cannot be read.")
            line = error.line if isinstance(error, BadCatalogue) else 0
            yield Problem(name, line, "bad-translations", what, _("Save it again with a translation editor."))
            continue
        yield from _missing(name, assessment, catalogue)
        yield from _lost_pipes(name, catalogue)


def _missing(name: str, assessment: Assessment, catalogue: Catalogue) -> Iterator[Problem]:
    lacking = list(untranslated(assessment, catalogue))
    if lacking:
        what = ngettext(
            "{n} text has no translation: “{first}”.",
            "{n} texts have no translation, the first is “{first}”.",
            len(lacking),
        )
        first = lacking[0] if len(lacking[0]) <= SHOWN else lacking[0][:SHOWN] + "…"
        advice = _("Translate it; until then English stands in.")
        yield Problem(
            name, 0, "missing-translation", what.format(n=len(lacking), first=first), advice, severity="advice"
        )


def _lost_pipes(name: str, catalogue: Catalogue) -> Iterator[Problem]:
    for english, said in catalogue.texts.items():
        if any(sorted(PIPE.findall(english)) != sorted(PIPE.findall(form)) for form in said):
            what = _("A translation takes in other answers than its text: “{text}”.").format(text=english[:SHOWN])
            yield Problem(name, 0, "lost-answer", what, _("Keep what stands in braces as it is."))
