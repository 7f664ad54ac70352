"""Applications are opened by the recovery key alone, when no lead's key is left."""

from __future__ import annotations

import json

import pytest

from leadready.errors import LeadreadyError
from leadready.exchange.keys import Keys
from leadready.exchange.recovery import in_groups
from leadready.exchange.submission_file import receipt
from leadready.workflow.panel.rescue import identity_of, rescued
from tests.workflow.panel.test_round import RECOVERY_KEY, made

__all__ = ["made"]

TYPED = " ".join(" ".join(row) for row in in_groups(RECOVERY_KEY.identity)).lower()


def test_the_paper_opens_every_application_and_names_what_it_cannot(made, tmp_path):
    jo, sam = made.apply("Jo One"), made.apply("Sam Two")
    (made.inbox / "bad.lrsub").write_bytes(jo.read_bytes()[:-1])
    out = tmp_path / "out"
    out.mkdir()
    identity = identity_of(made.campaign, TYPED)
    found = list(rescued(made.campaign, identity, [made.inbox], out))
    assert [(one.file, one.written is not None) for one in found] == [
        (jo.name, True),
        (sam.name, True),
        ("bad.lrsub", False),
    ]
    name = receipt(jo.read_bytes()).replace(" ", "-")
    text = (out / f"{name}.txt").read_text(encoding="utf-8")
    assert text.startswith("Fellowship 2027\n\nJo One\n")
    assert "I changed how we hand over. (setback)" in text
    assert "Protected time\nyes · A sponsor · 40 %" in text.replace("40.0", "40")
    assert json.loads((out / f"{name}.json").read_text(encoding="utf-8"))["answers"] == {"k1": "c", "k2": "a"}
    assert list(rescued(made.campaign, identity, [made.inbox], out, lambda: True)) == []


def test_another_rounds_paper_opens_nothing(made):
    with pytest.raises(LeadreadyError, match="another round's recovery key"):
        identity_of(made.campaign, Keys.new("x").identity)
