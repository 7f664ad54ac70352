"""A draft of a round: kept at every change, every fault beside its field, and published only when every key proved itself."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadready import assets
from leadready.assessment.loading import load_assessment
from leadready.errors import LeadreadyError
from leadready.exchange.campaign_file import campaign_words, read_campaign
from leadready.exchange.keys import Keys
from leadready.exchange.recovery import in_groups, typed_identity
from leadready.instrument.problems import ProblemsFound
from leadready.panel.campaign import RECOVERY, Member
from leadready.workflow.panel.draft import STEPS, GateDraft, WeightsDraft, changed, new_draft, step_of
from leadready.workflow.panel.drafts import drafts_in, keep_draft, open_draft
from leadready.workflow.panel.fitness import as_campaign, draft_faults
from leadready.workflow.panel.setting_up import open_trial

ASSESSMENT = load_assessment(assets.assessments() / "clinical-leadership")
PEOPLE = {name: Keys.new(name.title()) for name in ("lea", "ann", "bob")}
PAPER = Keys.new("Recovery")


def member(name, *roles):
    card = PEOPLE[name].card
    return Member(id=name, name=card.name, roles=roles, signs=card.signs, seals=card.seals)


def sound(**fields):
    """A draft without faults."""
    settled = {
        "title": "Fellowship 2027",
        "about": "A year of improvement work.",
        "contact": "the programme office",
        "privacy": "The panel sees your answers without your name.",
        "responsible": "Dr Lea, who runs the programme.",
        "members": (member("lea", "lead"), member("ann", "rater"), member("bob", "rater")),
        "recovery": PAPER.card.seals,
        "dates": {
            "opens": date(2027, 1, 1),
            "closes": datetime(2027, 2, 1, 12, tzinfo=UTC),
            "retain_until": date(2028, 2, 1),
        },
    }
    return changed(new_draft(ASSESSMENT, "selection"), **{**settled, **fields})


def fields_of(draft):
    return [fault.field for fault in draft_faults(draft)]


def opened_by_all(kept, folder, *, paper=True):
    """Everyone opens their test on their own laptop; gives the answers."""
    kept.open_own(PEOPLE["lea"])
    for name in ("ann", "bob"):
        test = (folder / f"{name}.lrtrial").read_bytes()
        answer = open_trial(test, PEOPLE[name].identity, PEOPLE[name], name)
        (folder / f"{name}.lropened").write_bytes(answer)
    if paper:
        kept.open_recovery(typed_identity(" ".join(" ".join(row) for row in in_groups(PAPER.identity))), PEOPLE["lea"])
    return kept.take_answers([folder])


def test_a_new_draft_has_what_the_rubric_says_and_names_all_that_is_missing():
    begun = new_draft(ASSESSMENT, "selection")
    assert begun.order == tuple(ASSESSMENT.rubrics["selection"].criteria)
    assert begun.tie_breaks == ("measured", "led-change", "why-lead", "feedback", "setback")
    assert begun.cut.at == 50
    missing = ["title", "about", "contact", "privacy", "responsible", "dates.opens", "dates.closes", "dates.retain_until", "members", "recovery"]  # fmt: skip
    assert sorted(fields_of(begun)) == sorted(missing)
    assert {fault.field: fault.says for fault in draft_faults(begun)}["title"] == "Fill this in."
    with pytest.raises(LeadreadyError, match=r"title: Fill this in\."):
        as_campaign(begun)
    with pytest.raises(LeadreadyError, match="no criteria"):
        new_draft(ASSESSMENT, "development")


def test_a_sound_draft_is_a_campaign():
    made = as_campaign(sound())
    assert made.title == "Fellowship 2027"
    assert made.weights.evidence == 100
    assert len(made.criteria) == 5


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"title": "  "}, {"title"}),
        ({"title": "x" * 4001}, {"title"}),
        ({"weights": {"evidence": 75, "objective": 25}, "objective_scores": ("knowledge",)}, {"weights.objective"}),
        ({"weights": {"evidence": 75, "self_report": 25, "reason": "Why."}, "self_report_score": ("development", "person")}, {"weights.self_report"}),
        ({"weights": {"evidence": 90, "self_report": 10, "reason": " "}, "self_report_score": ("development", "person")}, {"weights.reason"}),
        ({"weights": {"evidence": 79, "self_report": 21}, "self_report_score": ("development", "person")}, {"weights.self_report", "weights.reason"}),
        ({"weights": {"evidence": 90, "objective": 20}, "objective_scores": ("knowledge",)}, {"weights.evidence"}),
        ({"gates": {"time": GateDraft(kind="time", title="Time", asks="How much?")}}, {"gates.time.least"}),
        ({"gates": {"one": GateDraft()}}, {"gates.one.title", "gates.one.asks"}),
        ({"raters_each": 1}, {"raters_each"}),
        ({"raters_each": 3}, {"members"}),
        ({"members": (member("ann", "rater"), member("bob", "rater"))}, {"members"}),
        ({"order": ()}, {"criteria", "prompts"}),
        ({"tie_breaks": ("fame",)}, {"tie_breaks"}),
        ({"cut": {"method": "places"}}, {"cut.places"}),
        ({"cut": {"at": 101}}, {"cut.at"}),
        ({"recovery": PEOPLE["ann"].card.seals}, {"recovery"}),
        ({"dates": {"opens": date(2027, 3, 1), "closes": datetime(2027, 2, 1, tzinfo=UTC), "retain_until": date(2027, 1, 1)}}, {"dates.closes", "dates.retain_until"}),
        ({"title": "", "weights": {"evidence": 90}}, {"title", "weights.evidence"}),
    ],
)  # fmt: skip
def test_every_fault_stands_beside_its_field(fields, wrong):
    assert set(fields_of(sound(**fields))) == wrong
    assert all(step_of(field) in STEPS for field in wrong)


def test_a_prompt_and_an_anchor_without_words_are_named_where_they_are():
    begun = sound()
    prompts = {**begun.prompts, "setback": begun.prompts["setback"].model_copy(update={"prompt": "", "words": 5})}
    criteria = dict(begun.criteria)
    criteria["measured"] = criteria["measured"].model_copy(
        update={"anchors": {**criteria["measured"].anchors, "3": " "}}
    )
    assert set(fields_of(changed(begun, prompts=prompts, criteria=criteria))) == {
        "prompts.setback.prompt",
        "prompts.setback.words",
        "criteria.measured.anchors.3",
    }


def test_a_criterion_left_out_takes_its_prompt_with_it():
    begun = sound()
    order = tuple(id_ for id_ in begun.order if id_ != "setback")
    made = as_campaign(changed(begun, order=order, tie_breaks=("measured",)))
    assert "setback" not in made.criteria
    assert "setback" not in made.prompts
    assert fields_of(changed(begun, order=order)) == ["tie_breaks"]


def test_a_draft_is_kept_at_each_change_and_opened_again(tmp_path):
    kept = keep_draft(tmp_path, new_draft(ASSESSMENT, "selection"))
    kept.change(title="Fellowship")
    kept.change(weights=WeightsDraft(evidence=Decimal(80), objective=Decimal(20)), objective_scores=("knowledge",))
    (again,) = drafts_in(tmp_path).kept
    assert again.draft == kept.draft
    assert again.draft.title == "Fellowship"
    before = (kept.folder / "draft.json").stat()
    kept.change(title="Fellowship")
    assert (kept.folder / "draft.json").stat().st_mtime_ns == before.st_mtime_ns
    (kept.folder / "draft.json").write_text("{", encoding="utf-8")
    found = drafts_in(tmp_path)
    assert found.kept == ()
    assert list(found.broken) == [kept.folder.name]
    with pytest.raises(ProblemsFound, match="json-syntax"):
        open_draft(kept.folder)
    kept.delete()
    assert drafts_in(tmp_path) == ((), {})


def test_a_round_is_published_when_every_key_has_proved_itself(tmp_path):
    kept = keep_draft(tmp_path, sound())
    out = tmp_path / "out"
    out.mkdir()
    assert sorted(path.name for path in kept.write_tests(out)) == ["ann.lrtrial", "bob.lrtrial", "lea.lrtrial"]
    assert kept.waiting() == ("ann", "bob", "lea", RECOVERY)
    found = opened_by_all(kept, out, paper=False)
    assert [(one.file, one.who, one.problems) for one in found] == [
        ("ann.lropened", "ann", None),
        ("bob.lropened", "bob", None),
    ]
    assert kept.waiting() == (RECOVERY,)
    with pytest.raises(LeadreadyError, match="recovery"):
        kept.published(PEOPLE["lea"])
    kept.open_recovery(PAPER.identity, PEOPLE["lea"])
    assert kept.waiting() == ()
    with pytest.raises(LeadreadyError, match="not one of those that lead"):
        kept.published(PEOPLE["ann"])
    signed = kept.published(PEOPLE["lea"])
    campaign = read_campaign(signed.decode(), "a.lrcampaign")
    assert campaign == as_campaign(kept.draft)
    assert len(campaign_words(campaign).split()) == 6
    # The state is on the disk: another start of the program finds it.
    assert open_draft(kept.folder).waiting() == ()
    # Words may still change; what a score hangs on makes every test one of an earlier state.
    kept.change(title="Fellowship for 2027")
    assert kept.waiting() == ()
    kept.change(raters_each=2, weights=WeightsDraft(evidence=Decimal(80), objective=Decimal(20)), objective_scores=("knowledge",))  # fmt: skip
    assert kept.waiting() == ("ann", "bob", "lea", RECOVERY)
    (first, _second) = kept.take_answers([out])
    assert first.problems is not None
    assert "earlier state" in first.problems.what


def test_an_answer_that_was_altered_or_is_somebody_elses_proves_nothing(tmp_path):
    kept = keep_draft(tmp_path, sound())
    out = tmp_path / "out"
    out.mkdir()
    kept.write_tests(out)
    opened_by_all(kept, out)
    kept.delete()
    kept = keep_draft(tmp_path, kept.draft)
    ann = (out / "ann.lropened").read_text(encoding="utf-8")
    (out / "ann.lropened").write_text(ann.replace('"who":"ann"', '"who":"bob"'), encoding="utf-8")
    test = (out / "ann.lrtrial").read_bytes()
    (out / "bob.lropened").write_bytes(open_trial(test, PEOPLE["ann"].identity, PEOPLE["bob"], "t"))
    (out / "cat.lropened").write_text("nothing", encoding="utf-8")
    codes = {one.file: one.problems.problems[0].code for one in kept.take_answers([out])}
    assert codes == {
        "ann.lropened": "wrong-signature",
        "bob.lropened": "wrong-signature",
        "cat.lropened": "json-syntax",
    }
    assert kept.waiting() == ("ann", "bob", "lea", RECOVERY)
    with pytest.raises(ProblemsFound, match="sealed-for-others"):
        kept.open_recovery(Keys.new("another").identity, PEOPLE["lea"])


def benchmark(**fields):
    agreed = {"setback": {"mark": 4, "why": "It says what went wrong."}}
    return {"strong": {"evidence": "setback", "text": "We failed at first.", "agreed": agreed, **fields}}


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, set()),
        ({"text": " "}, {"benchmarks.strong.text"}),
        ({"agreed": {"setback": {"mark": None, "why": ""}}}, {"benchmarks.strong.agreed.setback.mark", "benchmarks.strong.agreed.setback.why"}),
        ({"agreed": {"setback": {"mark": 9, "why": "So."}}}, {"benchmarks.strong"}),
        ({"evidence": "feedback"}, {"benchmarks.strong"}),
    ],
)  # fmt: skip
def test_a_benchmark_answer_has_its_faults_beside_it(fields, wrong):
    assert set(fields_of(sound(benchmarks=benchmark(**fields)))) == wrong


def test_benchmark_answers_are_sealed_once_and_again_only_when_something_changed(tmp_path):
    kept = keep_draft(tmp_path, sound(benchmarks=benchmark()))
    assert kept.waiting() == ("lea", "ann", "bob", RECOVERY)
    kept.open_own(PEOPLE["lea"])
    first = as_campaign(kept.draft)
    assert first.sealed_benchmarks
    assert set(first.benchmarks) == {"strong"}
    assert kept.waiting() == ("ann", "bob", RECOVERY)
    assert as_campaign(open_draft(kept.folder).draft) == first
    assert "We failed" not in first.model_dump_json()
    kept.change(benchmarks=benchmark(text="We failed twice."))
    assert kept.waiting() == ("lea", "ann", "bob", RECOVERY)


texts = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            "title": texts,
            "about": texts,
            "privacy": texts,
            "raters_each": st.integers(0, 4),
            "profile_shown": st.booleans(),
            "order": st.lists(st.sampled_from(sorted(ASSESSMENT.rubrics["selection"].criteria)), unique=True, min_size=1).map(tuple),
            "tie_breaks": st.lists(st.sampled_from(sorted(ASSESSMENT.rubrics["selection"].criteria)), unique=True).map(tuple),
            "objective_scores": st.just(("knowledge",)),
            "weights": st.integers(0, 25).map(lambda n: {"evidence": 100 - n, "objective": n}),
            "gates": st.dictionaries(st.sampled_from(["one", "two"]), st.builds(GateDraft, kind=st.sampled_from(["condition", "time"]), title=texts, asks=texts, least=st.sampled_from([None, Decimal("0.2"), Decimal(2)]))),
        },
    )
)  # fmt: skip
def test_whatever_draft_has_no_faults_publishes_and_reads_back(tmp_path_factory, fields):
    made = sound(**fields)
    folder = tmp_path_factory.mktemp("round")
    kept = keep_draft(folder, made)
    assert open_draft(kept.folder).draft == made
    if draft_faults(made):
        with pytest.raises(LeadreadyError):
            as_campaign(made)
        assert kept.waiting() == ("lea", "ann", "bob", RECOVERY)
        return
    kept.write_tests(folder)
    opened_by_all(kept, folder)
    campaign = read_campaign(kept.published(PEOPLE["lea"]).decode(), "a.lrcampaign")
    assert campaign == as_campaign(made)
    assert campaign.order == made.order
