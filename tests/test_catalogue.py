"""Files of translations, read without any package: as babel reads them, and never a traceback."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from hypothesis import given
from hypothesis import strategies as st

from leadready.catalogue import Catalogue, fits, without_misfits
from leadready.po_file import BadCatalogue, read_catalogue, read_head, read_text

if TYPE_CHECKING:
    from pathlib import Path

HEAD = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);\\n"\n"X-Signed-Off: \\n"\n\n'
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), include_characters="\n\t"), min_size=1)


def _read(folder: Path, text: str | bytes) -> Catalogue:
    file = folder / "cy.po"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_catalogue(file)


def test_a_text_of_several_lines_and_one_that_counts(tmp_path: Path):
    catalogue = _read(
        tmp_path,
        HEAD
        + '#: a.py\nmsgid ""\n"One "\n"line\\n"\nmsgstr "Un \\"llinell\\"\\n"\n\n'
        + 'msgid "{n} item"\nmsgid_plural "{n} items"\n'
        + 'msgstr[0] "{n} eitem"\nmsgstr[1] "{n} eitem arall"\nmsgstr[2] "{n} o eitemau"\n',
    )
    assert catalogue.text("One line\n") == 'Un "llinell"\n'
    assert [catalogue.counted("{n} item", "{n} items", n) for n in (1, 2, 3, 0)] == [
        "{n} eitem",
        "{n} eitem arall",
        "{n} o eitemau",
        "{n} o eitemau",
    ]
    assert catalogue.text("Unknown") == "Unknown"
    assert catalogue.counted("{n} day", "{n} days", 1) == "{n} day"
    assert catalogue.head["X-Signed-Off"] == ""


def test_what_is_unfinished_stays_english(tmp_path: Path):
    catalogue = _read(
        tmp_path,
        HEAD
        + '#, fuzzy\nmsgid "Home"\nmsgstr "Cartre?"\n\nmsgid "Help"\nmsgstr ""\n\n'
        + '#~ msgid "Gone"\n#~ msgstr "Wedi mynd"\n\nmsgctxt "verb"\nmsgid "Open"\nmsgstr "Agor"\n\n'
        + 'msgid "Back"\nmsgstr "Yn ôl"\n',
    )
    assert dict(catalogue.texts) == {"Back": ("Yn ôl",)}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("nonsense", 1),
        ('"begins inside a text"', 1),
        (HEAD + 'msgid "One', 6),
        (HEAD + 'msgid "One"\n', 6),
        (HEAD + 'msgid "One"\nmsgid "Two"\nmsgstr "x"\n', 7),
        (HEAD + 'msgid "One"\nmsgstr "\\x"\n', 7),
        (HEAD + 'msgstr "no text before it"\nmsgstr "x"\n', 6),
        ('msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=import os;\\n"\n', 1),
        (b'\n\nmsgid "\xff"\n', 3),
    ],
)
def test_a_spoilt_file_says_where(tmp_path: Path, text: str | bytes, line: int):
    with pytest.raises(BadCatalogue) as found:
        _read(tmp_path, text)
    assert found.value.line == line


@given(texts=st.dictionaries(WORDS, st.tuples(WORDS, st.booleans()), max_size=8))
def test_it_reads_what_babel_writes(tmp_path_factory: pytest.TempPathFactory, texts: dict[str, tuple[str, bool]]):
    wanted = Catalog(locale="cy")
    for english, (said, counts) in texts.items():
        wanted.add((english, english + "s") if counts else english, [said] * wanted.num_plurals if counts else said)
    written = BytesIO()
    write_po(written, wanted, width=40)
    catalogue = _read(tmp_path_factory.mktemp("po"), written.getvalue())
    assert {english: forms[0] for english, forms in catalogue.texts.items()} == {
        english: said for english, (said, _counts) in texts.items()
    }
    assert [catalogue.plural(n) for n in (0, 1, 2, 3, 4, 6, 7)] == [0, 1, 2, 3, 0, 4, 0]


@given(text=st.binary(max_size=200) | st.text('msgidtr "\\[0]\n#,fuzy', max_size=80).map(str.encode))
def test_any_file_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: bytes):
    folder = tmp_path_factory.mktemp("po")
    with suppress(BadCatalogue):
        _read(folder, text)
    assert isinstance(dict(read_head(folder / "cy.po")), dict)


def test_one_text_is_read_as_the_whole_file_would_give_it(tmp_path: Path):
    written = (
        HEAD
        + '#, fuzzy\nmsgid "Home"\nmsgstr "Cartre?"\n\n#: a.py\nmsgid "Say \\"no\\""\nmsgstr "Dywedwch "\n"na"\n\n'
        + 'msgid "Tight"\nmsgstr "Tynn"\nmsgid "Close"\nmsgstr "Agos"\n\nmsgid ""\n"Two "\n"lines"\nmsgstr "Dwy linell"\n\n'
        + 'msgctxt "verb"\nmsgid "Open"\nmsgstr "Agor"\n\nmsgid "Last"\nmsgstr "Olaf"'
    )
    for text in (written, written.replace("\n", "\r\n")):
        catalogue = _read(tmp_path, text)
        for english in ("Home", 'Say "no"', "Tight", "Close", "Two lines", "Open", "Last", "Unknown"):
            assert read_text(tmp_path / "cy.po", english) == catalogue.text(english), english
    assert read_text(tmp_path / "cy.po", "Two lines") == "Dwy linell"
    assert read_text(tmp_path / "cy.po", "Last") == "Olaf"


def test_a_translation_that_asks_for_what_is_not_given_is_left_out():
    assert fits("{n} of {total}", ["{total}: {n}"])
    assert fits("{n} item", ["one item"])
    assert not fits("{n} item", ["{m} item"])
    assert not fits("Home", ["Home {"])
    catalogue = Catalogue({"Good {name}": ("Da {name}",), "Bad {name}": ("Drwg {enw}",)})
    assert without_misfits(catalogue).text("Bad {name}") == "Bad {name}"
    assert without_misfits(catalogue).text("Good {name}") == "Da {name}"
