from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadready.identifying import _FORMS, Kind, clues, is_nhs_number, warning
from tests.identifying_texts import measured

# 9x10 + 4x9 + 3x8 + 4x7 + 7x6 + 6x5 + 5x4 + 9x3 + 1x2 = 299 = 27 x 11 + 2, and 11 - 2 = 9.
NHS = "943 476 5919"


def seen(text: str) -> list[tuple[Kind, str]]:
    return [(one.kind, text[one.start : one.end]) for one in clues(text)]


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        (f"Her number is {NHS}.", Kind.NHS_NUMBER, NHS),
        ("9434765919", Kind.NHS_NUMBER, "9434765919"),
        ("ask j.o'neil-smith@nhs.example.uk today", Kind.EMAIL, "j.o'neil-smith@nhs.example.uk"),
        ("He was born on 3 March 1951, I think", Kind.BIRTH_DATE, "3 March 1951"),
        ("DOB: 03/04/51", Kind.BIRTH_DATE, "03/04/51"),
        ("date of birth 1951-03-04", Kind.BIRTH_DATE, "1951-03-04"),
        ("MRN A1234567", Kind.HOSPITAL_NUMBER, "A1234567"),
        ("hospital number: 445566", Kind.HOSPITAL_NUMBER, "445566"),
        ("ring 07700 900123", Kind.PHONE, "07700 900123"),
        ("ring 020 7946 0018 or", Kind.PHONE, "020 7946 0018"),
        ("+44 (0)20 7946 0018", Kind.PHONE, "+44 (0)20 7946 0018"),
        ("+353 1 555 0123", Kind.PHONE, "+353 1 555 0123"),
        (
            "943\N{NO-BREAK SPACE}476\N{NO-BREAK SPACE}5919",
            Kind.NHS_NUMBER,
            "943\N{NO-BREAK SPACE}476\N{NO-BREAK SPACE}5919",
        ),
        ("943.476  5919", Kind.NHS_NUMBER, "943.476  5919"),
        ("\uff19\uff14\uff13 476 5919", Kind.NHS_NUMBER, "\uff19\uff14\uff13 476 5919"),  # digits of full width
        ("born on the 12th of March 1948", Kind.BIRTH_DATE, "12th of March 1948"),
        ("born March 12, 1948", Kind.BIRTH_DATE, "March 12, 1948"),
        ("ring (020) 7946 0958", Kind.PHONE, "(020) 7946 0958"),
        ("patient number RX1/2345", Kind.HOSPITAL_NUMBER, "RX1/2345"),
        ("with Mr J. Smith", Kind.NAME, "Mr J. Smith"),
        ("Mrs Evans was kind", Kind.NAME, "Mrs Evans"),
        ("mrs Evans was kind", Kind.NAME, "mrs Evans"),
        ("Dr R.J. van der Berg", Kind.NAME, "Dr R.J. van der Berg"),
        ("a woman (born 12-May-1948)", Kind.BIRTH_DATE, "12-May-1948"),
        ("her birthday, October 1939,", Kind.BIRTH_DATE, "October 1939"),
        ("hosp. no K021888", Kind.HOSPITAL_NUMBER, "K021888"),
        ("ring 0044 7700 900123", Kind.PHONE, "0044 7700 900123"),
        ("94347 65919", Kind.NHS_NUMBER, "94347 65919"),
        ("so Dr. O'Briain-Ólafs agreed", Kind.NAME, "Dr. O'Briain-Ólafs"),
    ],
)
def test_common_forms_are_seen_where_they_stand(text: str, kind: Kind, found: str):
    assert (kind, found) in seen(text)


@pytest.mark.parametrize(
    "text",
    [
        "943 476 5918",  # another check digit
        "Doses of 5 mg at 10:30 on ward 12 in 2024 and 2025",
        "The run chart had 12 13 14 15 12 11 10 points",
        "We met on 3 March 2026 and again on 04/05/2026",  # no word of birth is near
        "The doctor and the sister agreed; Dr and Mr are titles",
        "we miss Rounds on Friday",
        "02 12 11 09 08 06",  # a run chart
        "from +10 20 30 40 in four weeks",
        "The Nurse Manager asked for a Nurse Led clinic",
        "a born leader 10/10/24",
        "a patient in her seventies",
        "unit costs fell by 445566",
        "",
    ],
)
def test_ordinary_words_are_left_alone(text: str):
    assert seen(text) == []
    assert warning(text) == ""


@pytest.mark.parametrize(
    ("digits", "valid"),
    [
        ("9434765919", True),
        ("4010232137", True),  # 40+0+8+0+12+15+8+3+6 = 92 = 8 x 11 + 4, and 11 - 4 = 7
        ("4010232138", False),
        ("0000000010", False),  # 1 x 2 = 2, and 11 - 2 = 9
        ("0000000019", True),
        *((f"000000006{digit}", False) for digit in range(10)),  # 6 x 2 = 12 = 11 + 1: its check digit would be 10
    ],
)
def test_check_digits_are_those_worked_by_hand(digits: str, valid: bool):
    assert is_nhs_number(digits) is valid


@given(
    st.lists(
        st.sampled_from(
            [
                "the",
                "ward",
                "round",
                "began",
                "late",
                "so",
                "we",
                "moved",
                "tea",
                "and",
                "12",
                "or",
                "3",
                "people",
                "came",
                "by",
                "10:30",
                "each",
                "day",
            ]
        )
    )
)
def test_ordinary_words_and_figures_in_any_order_give_nothing(words: list[str]):
    assert clues(" ".join(words)) == ()


def test_a_warning_says_what_was_seen_and_repeats_nothing():
    said = warning(f"Mr Evans, {NHS}, and Mrs Evans")
    assert said.startswith("This may identify a patient or a person: it looks like an NHS number, somebody's name.")
    assert "Evans" not in said
    assert "943" not in said


@given(st.integers(0, 999_999_999), st.sampled_from(["", " ", "-"]), st.text("abc .,\n", max_size=30))
def test_every_nhs_number_is_found_at_its_place(number: int, between: str, before: str):
    nine = f"{number:09}"
    check = next((digit for digit in "0123456789" if is_nhs_number(nine + digit)), None)
    if check is None:  # its check digit would be 10
        return
    whole = between.join((nine[:3], nine[3:6], nine[6:] + check))
    assert (Kind.NHS_NUMBER, whole) in seen(f"{before}{whole} and more")
    wrong = str((int(check) + 1) % 10)
    assert not any(kind is Kind.NHS_NUMBER for kind, _ in seen(f"{before}{nine}{wrong}"))


@given(st.text(max_size=300))
def test_any_text_is_taken_and_no_places_overlap(text: str):
    found = clues(text)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(0 <= one.start < one.end <= len(text) for one in found)


def test_no_repetition_is_without_a_bound():
    # A text made for it could otherwise take a time that grows with the square of its length, or worse.
    for kind, form in _FORMS.items():
        bare = re.sub(r"\\.|\[(?:\\.|[^\]\\])*\]", "x", form.pattern)
        assert not re.search(r"[*+]|,\}", bare), kind


def test_at_least_ninety_five_in_a_hundred_of_each_kind_are_noticed_and_next_to_nothing_else():
    counts = measured()
    assert sum(made for kind, (_found, made) in counts.items() if kind) >= 500
    for kind in Kind:
        found, made = counts[kind]
        assert found >= 0.95 * made, kind
    alarms, plain = counts[None]
    assert alarms <= 0.01 * plain
