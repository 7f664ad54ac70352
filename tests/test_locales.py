"""Days, times, numbers and order in several languages, against babel."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from babel.dates import format_date, format_time
from hypothesis import given
from hypothesis import strategies as st

from leadready import assets, language, locales
from leadready.catalogue import Catalogue
from tests.languages import speaking

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    language.use(language.ENGLISH)


@pytest.mark.parametrize("name", ["en", "cy", "fr", "de", "es", "pt_BR", "pl", "ja", "ar", "fi", "ca"])
@given(when=st.datetimes())
def test_days_and_times_are_those_of_the_unicode_locale_data(name: str, when: datetime):
    language.speak(name, Catalogue())
    known = "en_GB" if name == "en" else name
    assert locales.day(when.date()) == format_date(when.date(), "long", locale=known)
    assert locales.short_day(when.date()) == format_date(when.date(), "medium", locale=known)
    assert locales.time(when) == format_time(when, "short", locale=known).replace("\u202f", " ")


def test_a_day_in_welsh():
    language.speak("cy", Catalogue())
    assert locales.day(date(2026, 11, 24)) == "24 Tachwedd 2026"
    assert locales.short_day(date(2026, 2, 3)) == "3 Chwef 2026"


def test_the_shipped_facts_are_those_of_the_locale_data():
    shipped = json.loads((assets.resources() / "translations" / "locales.json").read_text(encoding="utf-8"))
    assert set(shipped) == set(language.available())
    for name, facts in shipped.items():
        asked = locales.facts_of(name)
        assert asked is not None
        assert json.loads(json.dumps(asked)) == facts


def test_numbers_have_the_decimal_mark_of_the_language():
    assert locales.numbers("(1.5 + 2) ÷ 2 = 1.75") == "(1.5 + 2) ÷ 2 = 1.75"
    language.speak("fr", Catalogue())
    assert locales.numbers("min(1, 2.5) = 1") == "min(1; 2,5) = 1"
    assert locales.numbers("3. 4.25") == "3. 4,25"


def test_a_language_that_nobody_knows_writes_as_english_does():
    language.speak("qq", Catalogue())
    assert locales.day(date(2026, 11, 24)) == "24 November 2026"


def test_languages_are_named_in_the_language_in_use():
    assert locales.language_name("cy") == "Welsh"
    language.speak("cy", Catalogue())
    assert locales.language_name("en-GB") == "Saesneg"
    with speaking("xx-long"):
        assert locales.language_name("en-GB") == "Ēēńğğłīššħ"


def test_names_stand_in_the_order_of_the_alphabet():
    names = ["Zoë", "éclair", "Eve", "apple", "Ångström", "Chwith", "Cyson", "10 items"]
    assert locales.in_order(names) == ["10 items", "Ångström", "apple", "Chwith", "Cyson", "éclair", "Eve", "Zoë"]
    welsh = "a b c ch d dd e f ff g ng h i j l ll m n o p ph r rh s t th u w y"
    language.speak("cy", Catalogue(head={"X-Alphabet": welsh}))
    assert locales.in_order(["Llais", "Lwc", "Chwith", "Cyson", "Dŵr", "Ddoe", "Âr", "Awst"]) == [
        "Âr",
        "Awst",
        "Cyson",
        "Chwith",
        "Dŵr",
        "Ddoe",
        "Lwc",
        "Llais",
    ]
    language.speak("sv", Catalogue(head={"X-Alphabet": "a b c d e f g h i j k l m n o p q r s t u v w x y z å ä ö"}))
    assert locales.in_order(["Öl", "Ål", "Zon", "Al"]) == ["Al", "Zon", "Ål", "Öl"]
