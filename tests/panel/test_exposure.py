from __future__ import annotations

from dataclasses import replace

import pytest

from leadready.exchange.submission_file import Submission
from leadready.panel.exposure import FIELDS, FOR_RATERS, SUBMISSION, for_raters, is_safe
from leadready.panel.kinds import KINDS
from leadready.panel.record import ChainEnd, Statement, written

MODELS = {SUBMISSION: Submission, **KINDS}


def record(kind, payload):
    return written(
        Statement(kind, payload, "A1", "led"), "a" * 64, ChainEnd(0, "", 0), salt="0" * 32, at="2027-01-01T00:00:00Z"
    )[0]


@pytest.mark.parametrize("name", MODELS)
def test_every_field_of_a_submission_and_of_every_kind_is_declared_and_none_that_is_not_there(name):
    assert set(FIELDS[name]) == set(MODELS[name].model_fields)


def test_what_names_a_person_is_not_safe():
    for kind, field in (("submission", "name"), ("submission", "contact"), ("submission", "evidence"), ("private", "adjustments"), ("named", "name"), ("erase", "why"), ("redacted", "by_hand")):  # fmt: skip
        assert not is_safe(kind, field)
    assert is_safe("answer", "text")


def test_a_field_or_a_kind_without_a_declaration_is_hidden():
    assert not is_safe("submission", "a-new-field")
    assert not is_safe("a-new-kind", "text")
    said = {"text": "I led it.", "of": 1, "hidden": 0, "reviewed": True}
    assert for_raters(record("answer", said))
    assert not for_raters(record("answer", {**said, "postcode": "ZE1 0AA"}))
    assert not for_raters(record("a-new-kind", {"text": "x"}))


def test_an_answer_that_nobody_read_stays_here():
    said = {"text": "I led it.", "of": 1, "hidden": 0}
    assert not for_raters(record("answer", said))
    for reviewed in (False, "yes", 1, None):
        assert not for_raters(record("answer", {**said, "reviewed": reviewed}))


def test_raters_get_no_kind_that_holds_identity_and_nothing_that_was_withheld():
    assert {kind for kind in FOR_RATERS if "identifying" in FIELDS[kind].values()} == set()
    for kind in KINDS.keys() - FOR_RATERS:
        assert not for_raters(record(kind, {}))
    assert not for_raters(replace(record("assigned", {"on": True}), payload=None))
