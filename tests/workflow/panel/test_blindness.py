"""P11: whatever happens in whatever order, a rater's laptop holds no name with an answer, and no profile before the lock."""

from __future__ import annotations

import json
import tempfile
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from leadready.exchange.keys import Keys
from leadready.panel.calibration import is_calibrated
from leadready.workflow.panel import office, rating
from leadready.workflow.panel.marking import ApplicationMarking, BenchmarkMarking, Given
from leadready.workflow.panel.panel import begin_panel
from leadready.workflow.panel.rater_steps import applications
from tests.panel.rounds import benchmark
from tests.ui.panel.leading import Lead

NOW = datetime(2026, 11, 24, 14, 3, tzinfo=UTC)
KEYS = {name: Keys.new(name.title()) for name in ("ann", "bob")}
GIVEN = {"named", "benchmark", "answer", "assigned", "erase", "member", "profile"}
"""What a rater may be given of what others wrote."""
TO_THE_END = [
    "take",
    "declare",
    "hand_in",
    "be_assigned",
    "take",
    "calibrate",
    "mark",
    "note",
    "lock",
    "hand_in",
    "take",
]
DOINGS = st.lists(
    st.tuples(
        st.sampled_from(sorted(KEYS)),
        st.sampled_from(
            ("take", "take", "declare", "conflict", "hand_in", "be_assigned", "calibrate", "mark", "lock", "note")
        ),
    ),
    min_size=8,
    max_size=40,
)


class Laptop:
    """A rater who does things as far as they are possible; the lead answers."""

    def __init__(self, who, lead):
        self.who, self.lead = who, lead
        signed = lead.file.read_text(encoding="utf-8")
        self.panel = begin_panel(signed, "round", KEYS[who], lead.folder / who, lambda: NOW)

    def take(self):
        lead = self.lead.panel
        self.panel.take_file(office.pack(lead, lead.view.members[self.who]), "pack")

    def declare(self):
        rating.declare(self.panel, dict.fromkeys(rating.undeclared(self.panel), "none"))

    def conflict(self):
        rating.declare(self.panel, dict.fromkeys(sorted(self.panel.view.names)[:1], "personal"))

    def hand_in(self):
        self.lead.panel.take_file(rating.hand_in(self.panel), "bundle")

    def be_assigned(self):
        self.lead.assign(self.who)

    def calibrate(self):
        self._mark_all(BenchmarkMarking(self.panel))

    def mark(self):
        if is_calibrated(self.panel.view, self.who):
            for criterion in self.panel.campaign.order:
                self._mark_all(ApplicationMarking(self.panel, criterion))

    def lock(self):
        for one in applications(self.panel):
            if one.is_complete:
                rating.lock(self.panel, one.reference)

    def note(self):
        for reference in rating.to_rate(self.panel, "led")[:1]:
            rating.note(self.panel, reference, "led", f"A note of {self.who}.")

    def _mark_all(self, marking):
        for place in marking.places:
            marking.keep(place, Given(3))


def is_blind(who, panel, lead):
    """Look at all that a rater's laptop holds of what others wrote."""
    own = KEYS[who].signing.public
    other = next(name for name in KEYS if name != who)
    for record in panel.log.records.values():
        if record.payload is None:
            continue
        text = json.dumps(record.payload)
        assert f"A note of {other}." not in text
        if record.author == own:
            continue
        assert record.kind in GIVEN
        assert "Person" not in text or record.kind == "named"
        if record.kind == "named":
            assert record.about not in lead.references
        if record.kind == "profile":
            assert (record.about, who) in panel.view.locked
        if record.kind == "answer":
            assert lead.panel.view.assigned & {(record.about, who)}
    assert {member for _about, member, _part in (*panel.view.marks, *panel.view.calibrated)} <= {who}
    for reference in lead.references:
        assert rating.profile(panel, reference) is None or (reference, who) in panel.view.locked
    assert panel.view.applicants == {}


@settings(max_examples=25, deadline=None)
@example([("ann", what) for what in TO_THE_END] + [("bob", what) for what in TO_THE_END])
@given(DOINGS)
def test_whatever_happens_a_raters_laptop_is_blind(doings):
    shown = {"profile_shown": True, "self_report_score": ("development", "person"), "benchmarks": {"b1": benchmark(4)}}
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(
            Lead(Path(folder), KEYS["ann"], lambda: NOW, bob=KEYS["bob"], applicants=2, text="Told.", **shown)
        ) as lead,
        ExitStack() as open_ones,
    ):
        laptops = {who: Laptop(who, lead) for who in KEYS}
        for laptop in laptops.values():
            open_ones.callback(laptop.panel.close)
        for who, what in doings:
            getattr(laptops[who], what)()
            is_blind(who, laptops[who].panel, lead)
        # Nor does what the lead holds tell a rater's private notes.
        assert "A note of" not in repr(lead.panel.log.records)
        if [what for _who, what in doings[: len(TO_THE_END)]] == TO_THE_END:  # the example sees what may be seen
            assert len(laptops["ann"].panel.view.profiles) == 2
