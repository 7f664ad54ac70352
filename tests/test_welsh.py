"""The Welsh of the program: complete, usable, honest about being a draft."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from leadready import assets, language
from leadready.catalogue import fits
from leadready.po_file import read_catalogue
from tests.languages import speaking

ROOT = Path(__file__).parents[1]
FILE = assets.resources() / "translations" / "cy.po"


@pytest.fixture(scope="module")
def program_texts() -> dict[str, bool]:
    """Every text in the code, and whether it counts something."""
    update = runpy.run_path(str(ROOT / "packaging" / "translations" / "update.py"))
    texts = [message.id for message in update["program_texts"]() if message.id]
    return {text if isinstance(text, str) else text[0]: not isinstance(text, str) for text in texts}


def test_every_text_of_the_program_is_translated(program_texts: dict[str, bool]):
    """What is missing comes in by `make translations`."""
    translated = read_catalogue(FILE).texts
    assert [text for text in program_texts if text not in translated] == []


def test_every_translation_can_be_filled_in_and_keeps_its_edges(program_texts: dict[str, bool]):
    catalogue = read_catalogue(FILE)
    for english, forms in catalogue.texts.items():
        assert fits(english, forms), english
        if english in program_texts:
            assert len(forms) == (5 if program_texts[english] else 1), english
        for form in forms:
            wanted = set(re.findall(r"\{[^{}]*\}", english))
            assert wanted == set(re.findall(r"\{[^{}]*\}", form)), english
            assert (english[0] == " ", english[-1] in " \n") == (form[0] == " ", form[-1] in " \n"), english


def test_numbers_take_the_forms_of_the_language():
    with speaking("cy"):
        said = [
            language.ngettext("It takes about {n} minute.", "It takes about {n} minutes.", n).format(n=n)
            for n in (1, 2, 3, 6, 10)
        ]
    assert said == [
        "Mae'n cymryd tua 1 munud.",
        "Mae'n cymryd tua 2 funud.",
        "Mae'n cymryd tua 3 munud.",
        "Mae'n cymryd tua 6 munud.",
        "Mae'n cymryd tua 10 munud.",
    ]


def test_it_says_that_it_awaits_a_translator():
    assert language.signed_off("cy") == ""
    assert "awaits a translator" in FILE.read_text(encoding="utf-8")[:400]


def test_the_command_line_speaks_it(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    from leadready.cli.main import main

    monkeypatch.setenv("LEADREADY_LANGUAGE", "cy")
    try:
        assert main(["score", "no-such-assessment", "nothing.json"]) == 1
        assert "Nid oes asesiad “no-such-assessment”." in capsys.readouterr().err
        with pytest.raises(SystemExit):
            main(["list", "--unknown"])
        assert "defnydd: leadready" in capsys.readouterr().err
    finally:
        monkeypatch.delenv("LEADREADY_LANGUAGE")
        language.use(language.ENGLISH)
