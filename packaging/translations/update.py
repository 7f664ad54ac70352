"""Bring every file of translations up to date with the texts there are now.

`make translations` runs it. New texts come in empty, texts that are gone leave, and what is translated stays. It says
what is missing, and writes what the languages need of the Unicode locale data beside them. A new language begins with
an empty file: `touch resources/translations/fr.po assessments/<id>/locales/fr.po`.
"""

from __future__ import annotations

import json
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from leadready.assessment.loading import load_assessment
from leadready.assessment.translation import texts
from leadready.catalogue import fits
from leadready.language import ENGLISH
from leadready.locales import facts_of

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parents[2]
TRANSLATIONS = ROOT / "resources" / "translations"
NAMED = 10
KEYWORDS = {"_": None, "later": None, "ngettext": (1, 2)}


def program_texts() -> Catalog:
    """Collect the texts in the code, each with the modules that say it."""
    catalog = Catalog()
    found = extract_from_dir(ROOT / "src" / "leadready", [("**.py", "python")], keywords=KEYWORDS)
    for path, _line, message, _comments, _context in sorted(found, key=lambda one: (one[0], one[1])):
        # Without line numbers: a moved line is no change for a translator.
        catalog.add(message, locations=[(f"src/leadready/{path}", None)])
    return catalog


def package_texts(folder: Path) -> Catalog:
    """Collect the texts of an assessment."""
    catalog = Catalog()
    for text in texts(load_assessment(folder)):
        catalog.add(text)
    return catalog


def update(paths: Iterable[Path], wanted: Catalog) -> None:
    """Write each file with the wanted texts and the translations it has."""
    for path in paths:
        header, old = _read(path)
        new = read_po(BytesIO(header.encode()), locale=path.stem)  # the head says how many plural forms there are
        for message in wanted:
            if message.id:
                known = old.get(message.id)
                string = known.string if known and not known.fuzzy else None
                new.add(message.id, string, locations=message.locations)
        with path.open("wb") as file:
            file.write(header.encode())
            write_po(file, new, width=110, omit_header=True, ignore_obsolete=True)
        _report(path, new)


def write_facts(target: Path, names: Iterable[str]) -> None:
    """Write the facts of some languages; one that the locale data does not know is left out."""
    facts = {name: facts_of(name) for name in names}
    known = {name: fact for name, fact in facts.items() if fact is not None}
    target.write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _report(path: Path, catalog: Catalog) -> None:
    """Say how much is translated, and name the first texts that are not, or that would not work."""
    missing = [message.id for message in catalog if message.id and not all(_strings(message.string))]
    print(f"{path.relative_to(ROOT)}: {len(catalog) - len(missing)} of {len(catalog)} translated")
    for text in missing[:NAMED]:
        print(f"  missing: {text}")
    for message in catalog:
        english = " ".join(map(str, _strings(message.id)))
        if message.id and not fits(english, map(str, _strings(message.string))):
            print(f"  takes in other values than its text: {english}")


def _read(path: Path) -> tuple[str, Catalog]:
    """Keep the head of a file as it is: it says who translated and who has signed it off."""
    text = path.read_text(encoding="utf-8")
    with path.open("rb") as file:
        old = read_po(file, locale=path.stem)
    if text.strip():
        return text[: text.index("\n\n") + 2], old
    fresh = Catalog(locale=path.stem)
    head = [
        "# Not yet checked by a translator.",
        'msgid ""',
        'msgstr ""',
        f'"Language: {path.stem}\\n"',
        '"Content-Type: text/plain; charset=utf-8\\n"',
        f'"Plural-Forms: {fresh.plural_forms}\\n"',
        '"X-Signed-Off: \\n"',
    ]
    return "\n".join(head) + "\n\n", old


def _strings(string: object) -> tuple[object, ...]:
    return tuple(string) if isinstance(string, (list, tuple)) else (string,)


def main() -> int:
    """Update everything."""
    files = sorted(TRANSLATIONS.glob("*.po"))
    update(files, program_texts())
    write_facts(TRANSLATIONS / "locales.json", [ENGLISH, *(path.stem for path in files)])
    for folder in sorted((ROOT / "assessments").glob("*/locales")):
        update(sorted(folder.glob("*.po")), package_texts(folder.parent))
    return 0


if __name__ == "__main__":
    sys.exit(main())
