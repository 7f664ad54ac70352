"""Assessments in the language in use: what is kept is what the author wrote, what is shown is translated here.

Translations come from the installed package, by text. So they also serve a sitting that was taken with an older
version, as far as its texts are still the same; where there is no translation, the author's own words stand.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from leadready import language
from leadready.catalogue import Catalogue
from leadready.language import _
from leadready.locales import language_name, sort_key
from leadready.pseudo import PSEUDO

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from leadready.assessment.model import Assessment
    from leadready.instrument.model import Instrument
    from leadready.store.administrations import Administration

LOCALES = "locales"


def spoken(assessment: Assessment, folder: Path) -> Assessment:
    """Give an assessment in the language in use, as far as its package has that language.

    Ids, values, rules, the hash and so every score are the same in all languages.

    Args:
        assessment: In its author's language, or already translated.
        folder: Its package; it need not be there any more.
    """
    source = assessment.source or assessment
    catalogue = _catalogue(source.instrument, folder)
    if catalogue is None:
        return source
    from leadready.assessment.translation import translated

    return translated(source, catalogue)


def spoken_instrument(instrument: Instrument, folder: Path) -> Instrument:
    """Give an instrument that came in a file in the language in use, as far as its installed package has its texts."""
    catalogue = _catalogue(instrument, folder)
    if catalogue is None:
        return instrument
    from leadready.assessment.translation import each_text

    return each_text(instrument, catalogue.text)


def spoken_title(administration: Administration, packages: Sequence[Path]) -> str:
    """Give the title of a kept sitting in the language in use, without opening its assessment."""
    return spoken_text(administration.assessment_id, administration.title, packages)


def spoken_text(assessment_id: str, text: str, packages: Sequence[Path]) -> str:
    """Give one text of an assessment in the language in use, without opening the assessment."""
    if language.current() in PSEUDO:
        return language.catalogue().text(text)
    file = folder_of(packages, assessment_id) / LOCALES / f"{language.current()}.po"
    if not file.is_file():
        return text
    from leadready.po_file import BadCatalogue

    try:
        return _one_text(file, file.stat().st_mtime_ns, text)
    except (OSError, BadCatalogue):
        return text


def folder_of(packages: Sequence[Path], assessment_id: str) -> Path:
    """Name the folder of an installed package, or where it would be."""
    places = [folder / assessment_id for folder in packages]
    return next((place for place in places if (place / LOCALES).is_dir()), places[0])


def other_language(assessment: Assessment, folder: Path) -> str:
    """Say calmly, where it is so, that an assessment is not in the language in use; otherwise nothing."""
    from leadready.assessment.translation import untranslated

    source = assessment.source or assessment
    catalogue = _catalogue(source.instrument, folder)
    written_in = language_name(source.instrument.language)
    if catalogue is None:
        if _is_spoken(source.instrument):
            return ""
        return _("The words of this assessment are in {language}; it has not been translated yet.").format(
            language=written_in
        )
    if language.current() not in PSEUDO and any(untranslated(source, catalogue)):
        return _("Parts of this assessment are not translated yet; they are in {language}.").format(language=written_in)
    return ""


def by_title(assessments: Iterable[Assessment]) -> list[Assessment]:
    """Sort assessments by title, as a dictionary of the language does."""
    return sorted(assessments, key=lambda one: sort_key(one.instrument.title))


def _is_spoken(instrument: Instrument) -> bool:
    return instrument.language.partition("-")[0] == language.current().partition("_")[0]


def _catalogue(instrument: Instrument, folder: Path) -> Catalogue | None:
    """Find the translations of an assessment into the language in use; None where there are none to be had."""
    if _is_spoken(instrument):
        return None
    found = _of_language(folder, language.current())
    return found if found.texts or language.current() in PSEUDO else None


def _of_language(folder: Path, name: str) -> Catalogue:
    if name in PSEUDO:
        return language.catalogue()
    file = folder / LOCALES / f"{name}.po"
    from leadready.po_file import BadCatalogue

    try:
        return _read(file, file.stat().st_mtime_ns)
    except (OSError, BadCatalogue):
        return Catalogue()


@lru_cache(maxsize=8)
def _read(file: Path, _changed: int) -> Catalogue:
    from leadready.po_file import read_catalogue

    return read_catalogue(file)


@lru_cache(maxsize=256)
def _one_text(file: Path, _changed: int, text: str) -> str:
    """Home shows titles before its first paint, and must not wait for all the words of an assessment."""
    from leadready.po_file import read_text

    return read_text(file, text)
