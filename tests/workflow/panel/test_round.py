"""A whole round by files alone: a lead, three raters, seven applicants, each with a folder and keys of their own."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from leadready import assets
from leadready.assessment.loading import load_assessment
from leadready.errors import LeadreadyError
from leadready.exchange.bundle_file import open_bundle
from leadready.exchange.keys import Keys
from leadready.exchange.signing import SigningKey
from leadready.exchange.submission_file import Confirmed, Submission, submission_file
from leadready.instrument.problems import ProblemsFound
from leadready.panel.campaign import RECOVERY, Dates, Eligibility, Weights
from leadready.panel.merit import merits
from leadready.panel.record import Statement, stamp
from leadready.planning.account import Account, Link
from leadready.workflow.panel import members, office, rating
from leadready.workflow.panel.applying import Application, shared_answers, submit, told
from leadready.workflow.panel.audit import audit_pack, standings, verify
from leadready.workflow.panel.panel import begin_panel, open_panel
from leadready.workflow.panel.receiving import receive
from leadready.workflow.panel.redaction import HIDDEN, confirm_all, prepare, redacted
from leadready.workflow.panel.setting_up import Settings, draft, open_trial, publish, trial_files, unopened

NOW = datetime(2027, 1, 10, 9, tzinfo=UTC)
ASSESSMENT = load_assessment(assets.assessments() / "clinical-leadership")
RUBRIC = ASSESSMENT.rubrics["selection"]
PEOPLE = {name: Keys.new(name.title()) for name in ("lea", "ann", "bob", "cat")}
RECOVERY_KEY = Keys.new("Recovery")
SECRET = "kept by the lead"  # noqa: S105 - of a test
SETTINGS = Settings(
    format="leadready/campaign-settings/1",
    title="Fellowship 2027",
    about="A year of improvement work.",
    contact="the programme office",
    privacy="The panel sees your answers without your name.",
    responsible="Dr Lea, who runs the programme.",
    rubric="selection",
    weights=Weights(evidence=Decimal(80), objective=Decimal(20)),
    objective_scores=("knowledge", "judgement"),
    gates={
        "time": Eligibility(kind="time", title="Protected time", asks="How much of your post?", least=Decimal("0.2"))
    },
    dates=Dates(opens=NOW.date(), closes=NOW + timedelta(days=20), retain_until=NOW.date() + timedelta(days=400)),
)


def drafted(settings=SETTINGS, *, both=False):
    people = {"lea": (PEOPLE["lea"].card, ("lead", "rater") if both else ("lead",))}
    people |= {name: (PEOPLE[name].card, ("rater",)) for name in ("ann", "bob", "cat")}
    return draft(settings, ASSESSMENT, people, RECOVERY_KEY.card.seals)


def answers_to_tests(campaign, names=("lea", "ann", "bob", "cat")):
    tests = trial_files(campaign, SECRET)
    found = [(open_trial(tests[name], PEOPLE[name].identity, PEOPLE[name], name).decode(), name) for name in names]
    paper = open_trial(tests[RECOVERY], RECOVERY_KEY.identity, PEOPLE["lea"], "recovery")
    return [*found, (paper.decode(), "recovery")]


class Round:
    """Everybody's laptop."""

    def __init__(self, folder, settings=SETTINGS, *, both=False):
        self.folder = folder
        self.campaign = drafted(settings, both=both)
        self.signed = publish(self.campaign, SECRET, answers_to_tests(self.campaign), PEOPLE["lea"]).decode()
        self.moment = NOW
        self.panels = {
            name: begin_panel(self.signed, "a.lrcampaign", keys, folder / name, lambda: self.moment)
            for name, keys in PEOPLE.items()
        }
        self.lea = self.panels["lea"]
        self.inbox = folder / "inbox"
        self.inbox.mkdir()

    def apply(self, name, *, key=None, number=1, text="I changed how we hand over.", at=None, share="0.4"):
        application = Application(
            name=name,
            contact="",
            answers={"k1": "c", "k2": "a"},
            evidence={prompt: f"{text} ({prompt})" for prompt in self.campaign.prompts},
            gates={"time": Confirmed(yes=True, by="A sponsor", share=Decimal(share))},
            number=number,
        )
        content = submit(self.campaign, application, key or SigningKey.new(), at or self.moment)
        path = self.inbox / f"{len(list(self.inbox.iterdir())):03}.lrsub"
        path.write_bytes(content)
        return path

    def receive(self, *files):
        outcomes = list(receive(self.lea, files or sorted(self.inbox.iterdir()), ASSESSMENT))
        prepare(self.lea)
        confirm_all(self.lea)
        return outcomes

    def send(self, name):
        """The lead gives a rater what they need."""
        return self.panels[name].take_file(office.pack(self.lea, self.lea.view.members[name]), "pack")

    def hand_in(self, name):
        return self.lea.take_file(rating.hand_in(self.panels[name]), "bundle")

    def declare(self, name, **conflicts):
        """Declares about everybody: none, save for those named."""
        self.send(name)
        panel = self.panels[name]
        rating.declare(
            panel, {code: conflicts.get(person.split()[0], "none") for code, person in rating.undeclared(panel).items()}
        )
        self.hand_in(name)

    def rate_all(self, name, mark):
        panel = self.panels[name]
        self.send(name)
        for reference in rating.to_rate(panel, "led-change"):
            for criterion in self.campaign.criteria:
                rating.rate(panel, reference, criterion, mark(reference), "Because of what it says.")
            rating.lock(panel, reference)
        return self.hand_in(name)

    def reference_of(self, person):
        return next(
            code for code, one in self.lea.view.applicants.items() if one.private and one.private.name == person
        )

    def close(self):
        for panel in self.panels.values():
            panel.close()


@pytest.fixture
def made(tmp_path):
    found = Round(tmp_path)
    yield found
    found.close()


def rated(made):
    for person in ("Jo One", "Sam Two", "Alex Three", "Kim Four"):
        made.apply(person)
    made.receive()
    assert office.release_names(made.lea) == 4
    made.declare("ann", Jo="managed")
    made.declare("bob")
    made.declare("cat")
    office.assign(made.lea)
    marks = {
        made.reference_of("Jo One"): 5,
        made.reference_of("Sam Two"): 3,
        made.reference_of("Alex Three"): 3,
        made.reference_of("Kim Four"): 2,
    }
    for name in ("ann", "bob", "cat"):
        made.rate_all(name, lambda reference: marks[reference])
    return made


def test_nothing_is_published_until_every_key_and_the_recovery_key_have_proved_themselves():
    campaign = drafted()
    everyone = answers_to_tests(campaign)
    assert unopened(campaign, SECRET, everyone) == ()
    assert unopened(campaign, SECRET, []) == ("ann", "bob", "cat", "lea", RECOVERY)
    with pytest.raises(LeadreadyError, match="cat, recovery"):
        publish(campaign, SECRET, everyone[:3], PEOPLE["lea"])
    # Nobody opens another's test, and nobody answers for another.
    tests = trial_files(campaign, SECRET)
    with pytest.raises(ProblemsFound, match="sealed-for-others"):
        open_trial(tests["ann"], PEOPLE["bob"].identity, PEOPLE["bob"], "ann")
    in_anns_place = open_trial(tests["ann"], PEOPLE["ann"].identity, PEOPLE["bob"], "ann").decode()
    assert "ann" in unopened(campaign, SECRET, [(in_anns_place, "x")])
    # A test of another state of the draft proves nothing.
    changed = campaign.model_copy(update={"raters_each": 3})
    assert unopened(changed, SECRET, everyone) == ("ann", "bob", "cat", "lea", RECOVERY)


def test_a_whole_round_by_files_ends_in_an_audit_pack_that_a_stranger_verifies(made):
    rated(made)
    view = made.lea.view
    jo = made.reference_of("Jo One")
    assert (jo, "ann") not in view.assigned
    assert all(sum(reference == code for reference, _m in view.assigned) == 2 for code in view.applicants)
    found = merits(view)
    assert found[jo].evidence == 100
    assert found[made.reference_of("Sam Two")].evidence == 50
    # The exercises: two of six items of knowledge are right, no scene was answered: (100/3 + 0) / 2 = 50/3, a fifth of it counts.
    assert found[jo].objective == pytest.approx(50 / 3)
    assert found[jo].total == 80 + found[jo].objective / 5
    office.decide(made.lea, jo, "offered", "Dr Lea", "The strongest evidence, and the panel agreed.")
    table = standings(made.lea.view)
    assert table[jo]["rank"] == 1
    assert table[jo]["outcome"] == "offered"
    sam, alex = made.reference_of("Sam Two"), made.reference_of("Alex Three")
    assert table[sam]["rank"] == table[alex]["rank"] == 2
    assert table[sam]["tied"] == [alex]
    pack = audit_pack(made.lea)
    assert verify(pack.decode(), "audit.json") == table
    for secret in ("Jo One", "I changed how", "Sam"):
        assert secret.encode() not in pack


def test_what_an_audit_pack_says_of_a_rater_who_declared_later_is_what_counts(made):
    """The declaration is not in the pack, so the marks that it takes out are not either."""
    rated(made)
    sam = made.reference_of("Sam Two")
    member = next(name for name in ("ann", "bob", "cat") if (sam, name) in made.lea.view.assigned)
    code = made.lea.view.applicants[sam].private.declared_as
    rating.declare(made.panels[member], {code: "personal"})
    made.hand_in(member)
    assert len(merits(made.lea.view)[sam].criteria["led-change"].marks) == 1
    assert verify(audit_pack(made.lea).decode(), "audit.json") == standings(made.lea.view)


def test_words_that_name_an_applicant_are_not_in_an_audit_pack(made):
    rated(made)
    sam, alex = made.reference_of("Sam Two"), made.reference_of("Alex Three")
    office.decide(made.lea, sam, "reserve", "Dr Lea", "SAM TWO was strong.")
    office.decide(made.lea, alex, "reserve", "Dr Lea", "Strong.")
    pack = audit_pack(made.lea)
    assert b"SAM TWO" not in pack
    table = verify(pack.decode(), "audit.json")
    # What is withheld is not proved: the outcome of one whom the reason names is not in the pack.
    assert (table[sam]["outcome"], table[alex]["outcome"]) == (None, "reserve")


@pytest.mark.parametrize("spoil", ["mark", "total", "signature", "drop", "campaign"])
def test_an_audit_pack_that_was_touched_does_not_verify(made, spoil):
    rated(made)
    document = json.loads(audit_pack(made.lea))
    if spoil == "mark":
        next(one for one in document["records"] if one["kind"] == "rated")["payload"]["mark"] = 1
    elif spoil == "total":
        next(iter(document["standings"].values()))["total"] = "99"
    elif spoil == "signature":
        document["heads"][0]["signature"] = "0" * 128
    elif spoil == "drop":
        document["records"] = [one for one in document["records"] if one["kind"] != "rated"]
    else:
        document["campaign"] = document["campaign"].replace("Fellowship", "Scholarship")
    with pytest.raises(ProblemsFound):
        verify(json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")), "audit.json")


def test_no_rater_learns_a_name_with_an_answer_or_anothers_marks(made):
    rated(made)
    bob = made.panels["bob"]
    for one in bob.view.applicants.values():
        assert one.private is None
        assert one.responses is None
        assert one.exercises is None
    assert {member for _reference, member, _criterion in bob.view.marks} == {"bob"}
    mine = set(rating.to_rate(bob, "led-change"))
    assert {reference for reference, _prompt in bob.view.answers} == mine
    # What goes out holds no name next to an application's code.
    held = [record for record in bob.log.records.values() if record.payload and "Jo" in json.dumps(record.payload)]
    assert {record.kind for record in held} == {"named"}
    assert not {record.about for record in held} & set(made.lea.view.applicants)
    # Nor does its place in the log lead there: names go out together in the order of their codes.
    names = [record for record in made.lea.log.records.values() if record.kind == "named"]
    assert [record.about for record in sorted(names, key=lambda one: one.sequence)] == sorted(
        record.about for record in names
    )


def test_a_conflicted_rater_never_gets_the_answers(made):
    rated(made)
    jo = made.reference_of("Jo One")
    assert rating.answer(made.panels["ann"], jo, "led-change") is None
    readers = [name for name in ("bob", "cat") if (jo, name) in made.lea.view.assigned]
    assert rating.answer(made.panels[readers[0]], jo, "led-change") == "I changed how we hand over. (led-change)"


def test_everything_comes_in_twice_and_in_another_order_without_a_difference(made):
    rated(made)
    before = audit_pack(made.lea)
    for name in ("cat", "ann", "bob", "cat"):
        assert made.hand_in(name) == 0
    assert audit_pack(made.lea) == before


def test_a_bundle_that_came_before_is_not_opened_again_and_one_that_was_refused_is(made):
    made.apply("Jo One")
    made.receive()
    office.release_names(made.lea)
    content = office.pack(made.lea, made.lea.view.members["ann"])
    ann = made.panels["ann"]
    with pytest.raises(ProblemsFound, match="sealed-altered"):
        ann.take_file(content[:-1], "pack")
    assert ann.take_file(content, "pack") > 0
    ann.keys = PEOPLE["bob"]  # who could not open it
    assert ann.take_file(content, "pack") == 0


def test_a_panel_is_the_same_after_it_was_closed(made):
    rated(made)
    before = audit_pack(made.lea)
    made.lea.close()
    made.lea = made.panels["lea"] = open_panel(PEOPLE["lea"], made.folder / "lea", lambda: NOW)
    assert audit_pack(made.lea) == before


def test_incoming_files_are_taken_once_and_bad_ones_are_named(made):
    key = SigningKey.new()
    first = made.apply("Jo One", key=key)
    made.apply("Sam Two")
    (made.inbox / "900.lrsub").write_bytes(first.read_bytes())
    (made.inbox / "901.lrsub").write_bytes(first.read_bytes()[:-5])
    (made.inbox / "902.lrsub").write_bytes(b"hello")
    (made.inbox / "903.lrsub").mkdir()
    outcomes = made.receive()
    assert [one.kind for one in outcomes] == ["taken", "taken", "double", "refused", "refused", "refused"]
    assert [one.problems[0].code for one in outcomes if one.problems] == [
        "sealed-altered",
        "sealed-form",
        "file-unreadable",
    ]
    assert [one.kind for one in made.receive()] == ["double", "double", "double", "refused", "refused", "refused"]
    # The same installation replaces; an older one of it, replayed, does not.
    second = made.apply("Jo One", key=key, number=2, text="Better words.")
    [outcome] = made.receive(second)
    assert (outcome.kind, outcome.reference) == ("replaced", outcomes[0].reference)
    third = made.apply("Jo One", key=key, number=1, text="A replay.")
    assert made.receive(third)[0].kind == "double"
    assert len(made.lea.view.applicants) == 2
    assert made.lea.view.answers[outcome.reference, "led-change"].text.startswith("Better words.")


def test_late_ones_are_marked_and_undo_nothing(made):
    key = SigningKey.new()
    made.apply("Jo One", key=key)
    made.receive()
    closes = made.campaign.dates.closes
    with pytest.raises(LeadreadyError, match="This round closed"):
        made.apply("Jo One", at=closes + timedelta(seconds=1))
    made.moment = closes + timedelta(days=1)
    # Another program, or another clock, can write a file after the deadline.
    said = Submission(
        campaign=made.campaign.id,
        judgement=made.campaign.judgement,
        number=2,
        at=stamp(made.moment),
        name="Jo One",
        evidence={"led-change": "Too late."},
    )
    for number, signer in enumerate((key, SigningKey.new())):
        path = made.inbox / f"late{number}.lrsub"
        path.write_bytes(submission_file(said, made.campaign, signer))
        [outcome] = made.receive(path)
        assert outcome.kind == "late"
    view = made.lea.view
    assert sorted(one.received.late for one in view.applicants.values()) == [False, True]
    in_time = next(code for code, one in view.applicants.items() if not one.received.late)
    assert view.answers[in_time, "led-change"].text == "I changed how we hand over. (led-change)"


def test_what_is_from_the_future_is_refused(made):
    path = made.apply("Jo One", at=NOW + timedelta(days=2))
    [outcome] = made.receive(path)
    assert [problem.code for problem in outcome.problems] == ["from-the-future"]


def test_the_gate_of_protected_time_is_taken_from_what_is_said(made):
    made.apply("Jo One", share="0.1")
    made.apply("Sam Two", share="0.2")
    made.receive()
    passed = {one.private.name: one.gates["time"].passed for one in made.lea.view.applicants.values()}
    assert passed == {"Jo One": False, "Sam Two": True}


@pytest.mark.parametrize(
    ("text", "expected", "count"),
    [
        ("Jo wrote to jo.one@nhs.example about it.", f"{HIDDEN} wrote to {HIDDEN} about it.", 2),
        ("I, JO ONE, led it.", f"I, {HIDDEN} {HIDDEN}, led it.", 2),
        ("Nothing to hide.", "Nothing to hide.", 0),
        ("", "", 0),
    ],
)
def test_redaction_hides_the_applicants_name_and_what_the_detector_finds(text, expected, count):
    assert redacted(text, "Jo One") == (expected, count)


def test_marks_have_their_rules(made):
    rated(made)
    bob = made.panels["bob"]
    reference = rating.to_rate(bob, "led-change")[0]
    with pytest.raises(LeadreadyError, match="are locked"):
        rating.rate(bob, reference, "led-change", 3, "")
    made.apply("Lee Five")
    made.receive()
    office.release_names(made.lea)
    for name in ("ann", "bob", "cat"):
        made.declare(name)
    office.assign(made.lea)
    lee = made.reference_of("Lee Five")
    reader = next(name for name in ("ann", "bob", "cat") if (lee, name) in made.lea.view.assigned)
    made.send(reader)
    panel = made.panels[reader]
    for mark, why, complaint in ((6, "x", "6 is no mark"), (5, " ", "need a reason"), (1, "", "need a reason")):
        with pytest.raises(LeadreadyError, match=complaint):
            rating.rate(panel, lee, "led-change", mark, why)
    with pytest.raises(LeadreadyError, match="not yours to mark"):
        rating.rate(panel, "ZZZZZZ", "led-change", 3, "")
    rating.rate(panel, lee, "led-change", 3, "")
    rating.rate(panel, lee, "led-change", 4, "")
    assert panel.view.marks[lee, reader, "led-change"].mark == 4
    with pytest.raises(LeadreadyError, match="has no mark of yours for: setback, feedback, measured, why-lead"):
        rating.lock(panel, lee)


def test_moderation_keeps_the_marks_and_decisions_need_a_person_and_a_reason(made):
    rated(made)
    jo = made.reference_of("Jo One")
    office.moderate(made.lea, jo, "led-change", 4, "Read again together.", ["Lea", "Bob", "Cat"])
    led = merits(made.lea.view)[jo].criteria["led-change"]
    assert set(led.marks.values()) == {5}
    assert (led.moderated, led.scaled) == (4, 75)
    for person, why in (("", "x"), ("Dr Lea", " ")):
        with pytest.raises(LeadreadyError, match="needs the name of who decides"):
            office.decide(made.lea, jo, "offered", person, why)
    with pytest.raises(LeadreadyError, match="There is no application"):
        office.decide(made.lea, "ZZZZZZ", "offered", "Dr Lea", "x")
    assert made.lea.view.applicants[jo].outcome is None
    office.decide(made.lea, jo, "reserve", "Dr Lea", "A tie.")
    office.decide(made.lea, jo, "offered", "Dr Lea", "Somebody withdrew.")
    assert made.lea.view.applicants[jo].outcome.outcome == "offered"


def test_raters_decide_nothing_even_with_a_program_that_lets_them(made):
    rated(made)
    jo = made.reference_of("Jo One")
    bob = made.panels["bob"]
    bob.say([Statement("decided", {"outcome": "not-appointed", "person": "Bob", "why": "x"}, jo)])
    bob.say([Statement("assigned", {"on": True}, jo, "bob")])
    assert made.hand_in("bob") == 2
    assert made.lea.view.applicants[jo].outcome is None
    assert (
        made.lea.view.standing.records.get(("assigned", jo, "bob", ""))
        != bob.log.records[bob.log.end_of(PEOPLE["bob"].signing.public).last]
    )


def test_a_leaver_is_replaced_and_nothing_is_lost(made):
    rated(made)
    locked = sum(1 for key in made.lea.view.locked if key[1] == "cat")
    members.retire(made.lea, "cat", "Moved away.")
    assert sum(1 for key in made.lea.view.locked if key[1] == "cat") == locked
    made.apply("Lee Five")
    made.receive()
    office.release_names(made.lea)
    made.declare("ann")
    made.declare("bob")
    office.assign(made.lea)
    lee = made.reference_of("Lee Five")
    assert {member for reference, member in made.lea.view.assigned if reference == lee} == {"ann", "bob"}
    cat = made.panels["cat"]
    rating.declare(cat, dict.fromkeys(list(cat.view.names)[:1], "personal"))
    with pytest.raises(ProblemsFound, match="left-panel"):
        made.hand_in("cat")


def test_a_stranger_writes_nothing(made, tmp_path):
    eve = Keys.new("Eve")
    panel = begin_panel(made.signed, "a", eve, tmp_path / "eve", lambda: NOW)
    with pytest.raises(LeadreadyError, match="Your key has no part"):
        rating.to_rate(panel, "led-change")
    with pytest.raises(LeadreadyError, match="Only those who led the round"):
        members.retire(panel, "lea", "A coup.")
    panel.say([Statement("member", {"active": False, "why": "A coup."}, "", "lea")])
    content = rating.hand_in(panel)
    panel.close()
    with pytest.raises(ProblemsFound, match="unknown-author"):
        made.lea.take(open_bundle(content, PEOPLE["lea"].identity, made.campaign.id, "b"), "b")


def test_too_few_declarations_are_named(made):
    made.apply("Jo One")
    made.receive()
    office.release_names(made.lea)
    made.declare("ann")
    with pytest.raises(LeadreadyError, match=made.reference_of("Jo One")):
        office.assign(made.lea)


def test_erasure_goes_through_every_laptop_and_old_files_bring_nothing_back(made):
    rated(made)
    jo = made.reference_of("Jo One")
    reader = next(name for name in ("bob", "cat") if (jo, name) in made.lea.view.assigned)
    old = rating.hand_in(made.panels[reader])
    office.erase(made.lea, jo, "Dr Lea", "The applicant asked for it.")
    made.send(reader)
    made.lea.take(open_bundle(old, PEOPLE["lea"].identity, made.campaign.id, "old"), "old")
    for name in ("lea", reader):
        panel = made.panels[name]
        assert "Jo One" not in repr(panel.log.records)
        content = b"".join(path.read_bytes() for path in (made.folder / name).iterdir() if path.is_file())
        assert b"Jo One" not in content
    assert made.lea.view.applicants[jo].is_erased
    assert jo not in standings(made.lea.view)


def test_accounts_of_the_evidence_bank_answer_the_prompts_that_they_are_linked_to():
    def account(number, prompt, kind="prompt", assessment="clinical-leadership"):
        link = Link(assessment=assessment, kind=kind, id=prompt, title="T")
        return Account(id=f"{number:032x}", situation=f"S{number}", result=" R ", links=(link,))

    campaign = drafted()
    bank = [
        account(1, "setback"),
        account(2, "fame"),
        account(3, "feedback", "scale"),
        account(4, "why-lead", assessment="other"),
    ]
    assert told(campaign, bank) == {"setback": "S1\n\nR"}
    with pytest.raises(LeadreadyError, match="Two accounts are linked to “"):
        told(campaign, [*bank, account(5, "setback")])


def test_what_is_shared_is_what_counts_and_nothing_else():
    campaign = drafted()
    responses = {"k1": "c", "b1-1": 4, "s1-1": 2, "a1-1": 1}
    assert shared_answers(campaign, ASSESSMENT, responses) == {"k1": "c", "s1-1": 2}
    bare = campaign.model_copy(update={"objective_scores": ()})
    assert shared_answers(bare, ASSESSMENT, responses) == {}
