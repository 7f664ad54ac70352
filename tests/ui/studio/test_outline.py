from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadready.instrument.strict_yaml import Value, parse_yaml
from leadready.ui.studio.desk import first_difference
from leadready.ui.studio.known import Known, as_keyed, keyed
from leadready.ui.studio.node_block import as_text
from leadready.ui.studio.outline import Kind, Place, find, outline
from tests.workflow.packages import SMALL

VALUES: dict[str, Value] = {name: parse_yaml(text, name).value for name, text in SMALL.items()}
RUBRIC = "rubrics/development.yaml"


def test_what_is_asked_comes_first_then_how_it_is_judged_then_what_may_follow():
    entries = outline(VALUES)
    assert [entry.title for entry in entries] == [
        "Instrument",
        "Rubric: Development",
        "Goals and actions",
        "Files as text",
    ]
    assert [one.title for one in entries[0].all()] == [
        "Instrument",
        "Sections and items",
        "First",
        "Page 1",
        "a1  I lead.",
        "a2  I follow.",
        "Response scales",
        "agreement",
        "Evidence prompts",
    ]


@pytest.mark.parametrize(
    ("file", "keys", "kind"),
    [
        ("instrument.yaml", ("title",), Kind.INSTRUMENT),
        ("instrument.yaml", ("sections", 0, "pages", 0, "items", "a2"), Kind.ITEM),
        ("instrument.yaml", ("response_scales", "agreement", "options", "1"), Kind.RESPONSE_SCALE),
        (RUBRIC, ("levels", 1, "from"), Kind.LEVELS),
        (RUBRIC, ("every_scale", "precision", "sd"), Kind.SHARED),
        (RUBRIC, ("cut_score", "at"), Kind.SELECTION),
        (RUBRIC, ("scales", "leading", "items", 0), Kind.SCALE),
        (RUBRIC, ("gates",), Kind.GATES),
        (RUBRIC, ("quality", "longest_run"), Kind.QUALITY),
        (RUBRIC, ("uses",), Kind.RUBRIC),
        ("actions.yaml", ("format",), Kind.LIBRARY),
    ],
)
def test_every_place_has_one_page_on_which_it_is_edited(file: str, keys: tuple[str | int, ...], kind: Kind):
    entry = find(outline(VALUES), Place(file, keys))
    assert entry is not None
    assert entry.kind is kind


def test_what_has_not_the_expected_form_still_has_an_outline():
    strange: dict[str, Value] = {
        "instrument.yaml": ["a"],
        RUBRIC: {"scales": "none", "gates": {"x": "y"}},
        "actions.yaml": None,
    }
    titles = [one.title for entry in outline(strange) for one in entry.all()]
    assert "Scales" in titles
    assert Known(strange).items() == {}
    assert Known(strange).levels(Place(RUBRIC)) == {}


@pytest.mark.parametrize(
    ("entry", "read"),
    [("s1", ("s1", False, "")), ("-s1", ("s1", True, "")), ({"-s1": "2"}, ("s1", True, "2")), (None, ("", False, ""))],
)
def test_an_item_of_a_scale_reads_and_writes(entry: Value, read: tuple[str, bool, str]):
    assert keyed(entry) == read
    if entry is not None:
        assert as_keyed(read[0], read[2], reverse=read[1]) == entry


TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\u2028\u2029\x85\ufffe\uffff"), max_size=12
)
PLAIN = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=6
)


@given(PLAIN)
def test_a_part_of_a_file_reads_back_as_it_is_written(value: Value):
    assert parse_yaml(as_text(value), "").value == value


@given(PLAIN, PLAIN)
def test_the_first_difference_is_a_place_at_which_both_differ(old: Value, new: Value):
    place = first_difference({"a.yaml": old}, {"a.yaml": new})
    assert (place is None) == (str(old) == str(new))


def test_the_first_difference_is_as_deep_as_it_can_be():
    old: Value = {"a": [{"b": "1"}, {"b": "2"}], "c": "3"}
    new: Value = {"a": [{"b": "1"}, {"b": "9"}], "c": "4"}
    assert first_difference({"f": old}, {"f": new}) == Place("f", ("a", 1, "b"))
    assert first_difference({"f": {"a": []}}, {"f": {"a": ["x"]}}) == Place("f", ("a", 0))
    assert first_difference({"f": {"a": "1", "b": "2"}}, {"f": {"b": "2", "a": "1"}}) == Place("f")
