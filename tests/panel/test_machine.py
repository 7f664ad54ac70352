"""Any order of doings in a round: five raters, recusals, corrections, erasures, bundles lost, doubled and late (M2).

Real keys, real seals and the real desks; only the disk is memory. `LEADREADY_EXAMPLES` asks for more runs.
"""

from __future__ import annotations

import os

from hypothesis import event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from leadready.errors import LeadreadyError
from leadready.exchange.bundle_file import open_bundle
from leadready.panel.kinds import Decided, Declared, Rated
from leadready.panel.log import Log
from leadready.panel.record import Statement
from leadready.panel.view import panel_view
from leadready.workflow.panel import office, rating
from tests.panel.laptops import PEOPLE, RATERS, Laptop

RUNS = int(os.environ.get("LEADREADY_EXAMPLES", "8"))
rater = st.sampled_from(RATERS)


class RoundMachine(RuleBasedStateMachine):
    """Everybody's laptop, and all bundles that were ever made; each may come never, once, twice or late."""

    @initialize()
    def begin(self):
        self.lea = Laptop("lea")
        self.laptops = {name: Laptop(name) for name in RATERS}
        self.handed_in, self.made = [], {name: [] for name in RATERS}
        self.count, self.erased = 0, set()
        for _time in range(2):
            self.arrives()
        for name in RATERS:
            self.there_and_back(name)
        office.assign(self.lea)

    @rule(name=rater)
    def there_and_back(self, name):
        """The usual way: a new pack, everything declared, and back to the lead."""
        self.packs(name)
        self.takes_a_pack(name, 0)
        self.declares(name, "none")
        self.hands_in(name)
        self.lead_takes(0)

    def applicants(self):
        return [code for code, one in self.lea.view.applicants.items() if not one.is_erased]

    @precondition(lambda self: self.count < 5)
    @rule()
    def arrives(self):
        self.count += 1
        self.lea.receive(f"A{self.count}")
        office.release_names(self.lea)

    @rule(name=rater)
    def packs(self, name):
        self.made[name].append(office.pack(self.lea, self.lea.view.members[name]))

    @rule(name=rater, which=st.integers(0, 9))
    def takes_a_pack(self, name, which):
        if self.made[name]:
            self.put(self.laptops[name], self.made[name][-1 - which % len(self.made[name])])

    @rule(name=rater, relation=st.sampled_from(("none", "none", "none", "managed")))
    def declares(self, name, relation):
        laptop = self.laptops[name]
        rating.declare(laptop, dict.fromkeys(rating.undeclared(laptop), relation))

    @rule(name=rater, which=st.integers(0, 9))
    def recuses(self, name, which):
        """Somebody sees later who it is, and says so."""
        laptop = self.laptops[name]
        codes = sorted(laptop.view.names)
        if codes:
            rating.declare(laptop, {codes[which % len(codes)]: "personal"})

    @rule()
    def assigns(self):
        try:
            office.assign(self.lea)
        except LeadreadyError:
            return
        self.lea.check()

    @rule(name=rater, which=st.integers(0, 9), mark=st.integers(1, 5))
    def marks_or_corrects(self, name, which, mark):
        laptop = self.laptops[name]
        mine = [code for code in rating.to_rate(laptop, "led") if (code, name) not in laptop.view.locked]
        if mine:
            rating.rate(laptop, mine[which % len(mine)], ("led", "why")[which % 2], mark, "Because.")

    @rule(name=rater, mark=st.integers(1, 5), whole=st.booleans())
    def works(self, name, mark, whole):
        """Somebody sits down with a new pack, marks what is open, and locks some of it."""
        self.packs(name)
        self.takes_a_pack(name, 0)
        for which in range(4):
            self.marks_or_corrects(name, which, mark)
        if whole:
            self.locks(name)
            self.hands_in(name)

    @rule(name=rater)
    def locks(self, name):
        laptop = self.laptops[name]
        for code in rating.to_rate(laptop, "led"):
            if all((code, name, part) in laptop.view.marks for part in ("led", "why")):
                rating.lock(laptop, code)
                return

    @rule(name=rater)
    def hands_in(self, name):
        self.handed_in.append(rating.hand_in(self.laptops[name]))

    @rule(which=st.integers(0, 30))
    def lead_takes(self, which):
        if self.handed_in:
            self.put(self.lea, self.handed_in[-1 - which % len(self.handed_in)])

    @rule(which=st.integers(0, 9), mark=st.integers(1, 5))
    def moderates(self, which, mark):
        codes = self.applicants()
        if codes:
            office.moderate(self.lea, codes[which % len(codes)], "led", mark, "Read again.", ["Lea"])

    @rule(which=st.integers(0, 9))
    def decides(self, which):
        codes = self.applicants()
        if codes:
            office.decide(self.lea, codes[which % len(codes)], "reserve", "Dr Lea", "As we said.")

    @rule(which=st.integers(0, 9))
    def erases(self, which):
        codes = self.applicants()
        if len(codes) > 1:
            code = codes[which % len(codes)]
            office.erase(self.lea, code, "Dr Lea", "Asked for.")
            self.erased.add(code)

    def put(self, laptop, sealed):
        before = laptop.log
        laptop.take(open_bundle(sealed, laptop.keys.identity, laptop.campaign.id, "bundle"), "bundle")
        assert laptop.log.records.keys() >= before.records.keys()
        laptop.check()
        for record in laptop.log.records.values():
            known = record.about in self.erased and ("erase", record.about, "", "") in laptop.view.standing.ids
            assert not known or record.kind == "erase" or record.payload is None

    def teardown(self):
        """At last everything comes, in the order it was made and in the other one: both show the same."""
        if not hasattr(self, "lea"):
            return
        everything = [*self.handed_in, *(rating.hand_in(laptop) for laptop in self.laptops.values())]
        shown = [self.shown(bundles) for bundles in (everything, everything[::-1] + everything)]
        assert shown[0] == shown[1]
        event(f"marks at the end: {len(shown[0].marks) > 0}, locked: {len(shown[0].locked) > 0}")
        for sealed in everything:
            self.put(self.lea, sealed)
        assert self.lea.view == shown[0]
        # Nothing is lost of what anybody wrote.
        for laptop in self.laptops.values():
            own = {id_ for id_, one in laptop.log.records.items() if one.author == laptop.keys.signing.public}
            assert own <= self.lea.log.records.keys()

    def shown(self, bundles):
        """What the lead sees when half of the bundles came first, then the lead's own records, then the others."""
        log = Log(self.lea.log.leads)
        half = len(bundles) // 2
        found = [open_bundle(sealed, self.lea.keys.identity, self.lea.campaign.id, "b") for sealed in bundles]
        for one in (*found[:half], self.lea.log, *found[half:]):
            log = log.merged(one.records, one.heads)
        return panel_view(self.lea.campaign, log)


TestRoundMachine = RoundMachine.TestCase
TestRoundMachine.settings = settings(max_examples=RUNS, stateful_step_count=50)


def test_two_laptops_with_one_key_are_seen_and_what_was_before_stays():
    """A key that wrote on two computers: what both have counts, nothing after it, and everybody else goes on."""
    lea = Laptop("lea")
    lea.receive("A1")
    office.release_names(lea)
    here = Laptop("ann")
    here.take(open_bundle(office.pack(lea, lea.view.members["ann"]), PEOPLE["ann"].identity, lea.campaign.id, "b"), "b")
    rating.declare(here, {"N-A1": "none"})
    there = Laptop("ann")
    there.log = here.log
    here.say([Statement(Declared.kind, {"relation": "managed"}, "N-A1", "", ())])
    there.say([Statement(Rated.kind, {"mark": 5}, "A1", "led")])
    for laptop in (here, there):
        lea.take(open_bundle(rating.hand_in(laptop), lea.keys.identity, lea.campaign.id, "b"), "b")
    assert set(lea.view.standing.sifted.forked) == {PEOPLE["ann"].signing.public}
    assert lea.view.relations["A1", "ann"].relation == "none"
    assert lea.view.marks == {}
    lea.check()
    office.decide(lea, "A1", "reserve", "Dr Lea", "Goes on.")
    assert isinstance(lea.view.applicants["A1"].outcome, Decided)
