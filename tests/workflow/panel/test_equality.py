"""Equality answers from applicants to the analyst: a round of thirty, by files alone."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import UTC, datetime

import pytest

from leadready import assets
from leadready.assessment.loading import load_assessment
from leadready.errors import LeadreadyError
from leadready.exchange.campaign_file import campaign_file
from leadready.exchange.equality_file import EqualityAnswers, equality_file, open_piles
from leadready.exchange.impact_report import HEADER, counted_words, impact_document, impact_rows, impact_text
from leadready.exchange.submission_file import open_submission
from leadready.panel.stages import stages
from leadready.panel.view import Applicant
from leadready.workflow.panel import office
from leadready.workflow.panel.applying import Application
from leadready.workflow.panel.equality import equality_piles, read_impact
from leadready.workflow.panel.own_application import OwnApplication
from leadready.workflow.panel.panel import begin_panel
from leadready.workflow.panel.receiving import receive
from tests.panel.real_rounds import EQUALITY, PEOPLE, real_campaign

NOW = datetime(2027, 1, 10, 9, tzinfo=UTC)
ASSESSMENT = load_assessment(assets.assessments() / "clinical-leadership")
CAMPAIGN = real_campaign(assessment_hash=ASSESSMENT.hash)
OUTCOMES = ("offered", "not-appointed", "reserve")


class Files:
    """Thirty people apply; the first twenty are women, and ten of all send no equality answers."""

    def __init__(self, folder, people=30):
        self.folder = folder
        self.panel = begin_panel(
            campaign_file(CAMPAIGN, PEOPLE["lea"]).decode(), "a.lrcampaign", PEOPLE["lea"], folder / "lea", lambda: NOW
        )
        for name in ("applications", "equality"):
            (folder / name).mkdir()
        self.own = []
        for number in range(people):
            own = OwnApplication(CAMPAIGN, folder / f"home-{number}", lambda: NOW)
            application = Application(f"Person {number}", "", {}, dict.fromkeys(CAMPAIGN.prompts, "I did it."), {})
            own.seal(application, folder / "applications" / f"{number:02}.lrsub")
            sex = "female" if number < 20 else "male"
            if number % 3 != 2:
                own.seal_equality({"sex": sex}, folder / "equality" / f"{number:02}.lrequal")
            self.own.append(own)
        files = sorted((folder / "applications").iterdir())
        self.codes = [one.reference for one in receive(self.panel, files, ASSESSMENT, workers=1)]

    @property
    def answers(self):
        return sorted((self.folder / "equality").iterdir())

    def piles(self):
        path = self.folder / "round.lrpiles"
        path.write_bytes(equality_piles(self.panel))
        return path

    def read(self, *more):
        return read_impact(CAMPAIGN, EQUALITY.identity, self.piles(), [*self.answers, *more])


@pytest.fixture
def files(tmp_path):
    made = Files(tmp_path)
    with closing(made.panel):
        yield made


def sexes(found, reached):
    one = next(one for one in found.comparisons if one.question == "sex" and one.step.reached == reached)
    return {group.group: (group.selected, group.people) for group in one.groups}


def test_the_analyst_sees_how_groups_came_through_and_no_name_or_code(files):
    for number, code in enumerate(files.codes):
        office.decide(files.panel, code, OUTCOMES[number % 3], "Dr Lea", "The panel agreed.")
    found = files.read()
    assert (found.people, found.answered, found.strays, found.refused) == (30, 20, 0, ())
    # By hand: every third person, from number 2 on, sent no answers. So of the women 0..19 fourteen did, of whom 0, 3, ..
    # 18 were offered a place: seven. Of the men six did, too few to show; with them the ten who said nothing are hidden.
    assert sexes(found, "eligible") == {"female": (14, 14), "male": (None, None), "not-said": (None, None)}
    assert sexes(found, "offered") == {"female": (7, 14), "male": (None, None), "not-said": (None, None)}
    heap = open_piles(files.piles().read_bytes(), EQUALITY.identity, CAMPAIGN, "p")
    text = heap.model_dump_json()
    assert not any(code in text for code in files.codes)
    assert "Person" not in text
    assert counted_words(20, 30, 0) == "20 of 30 applicants sent equality answers."


def test_a_changed_mind_counts_once_and_a_copy_or_a_stranger_never(files):
    own = files.own[0]
    first = files.folder / "equality" / "00.lrequal"
    own.seal_equality({"sex": "male"}, files.folder / "equality" / "zz.lrequal")
    (files.folder / "equality" / "copy.lrequal").write_bytes(first.read_bytes())
    stranger = EqualityAnswers(campaign=CAMPAIGN.id, token="9" * 64, order=1, answers={"sex": "male"})
    (files.folder / "equality" / "stranger.lrequal").write_bytes(equality_file(stranger, EQUALITY.card.seals))
    found = files.read()
    assert (found.answered, found.strays) == (20, 1)
    assert sexes(found, "eligible")["female"] == (13, 13)
    assert "not counted" in counted_words(20, 30, 1)


def test_a_replaced_application_keeps_its_equality_answers(files):
    application = Application("Person 0", "", {}, dict.fromkeys(CAMPAIGN.prompts, "I did it better."), {})
    again = files.folder / "again.lrsub"
    assert files.own[0].seal(application, again).sent.number == 2
    (one,) = receive(files.panel, [again], ASSESSMENT)
    assert one.kind == "replaced"
    assert files.read().answered == 20


def test_bad_files_are_named_and_the_others_count(files):
    bad = files.folder / "equality" / "bad.lrequal"
    bad.write_bytes(files.answers[0].read_bytes()[:-1])
    found = files.read(files.folder / "none.lrequal", files.folder / "applications" / "00.lrsub")
    assert {problem.code for problem in found.refused} == {"sealed-altered", "file-unreadable", "sealed-for-others"}
    assert found.answered == 20


def test_nobody_but_the_equality_key_reads_tickets(files):
    sealed = (files.folder / "applications" / "00.lrsub").read_bytes()
    submission = open_submission(sealed, PEOPLE["lea"].identity, CAMPAIGN, "0").submission
    assert submission.ticket
    assert files.own[0].kept.token not in submission.model_dump_json()
    with pytest.raises(LeadreadyError, match="not the key for the equality answers"):
        read_impact(CAMPAIGN, PEOPLE["lea"].identity, files.piles(), [])


def test_the_raters_pack_and_the_audit_carry_no_ticket(files):
    from leadready.exchange.bundle_file import open_bundle
    from leadready.workflow.panel.audit import audit_pack

    ticket = next(iter(files.panel.view.applicants.values())).ticket
    assert ticket not in audit_pack(files.panel).decode()
    bundle = open_bundle(
        office.pack(files.panel, files.panel.view.members["ann"]), PEOPLE["ann"].identity, CAMPAIGN.id, "a"
    )
    assert not [one for one in bundle.records.values() if one.kind == "ticket" and one.payload is not None]


def test_few_applicants_and_rounds_that_ask_nothing_give_no_piles(tmp_path):
    few = Files(tmp_path, people=9)
    with closing(few.panel), pytest.raises(LeadreadyError, match="Fewer than 10"):
        equality_piles(few.panel)
    silent = real_campaign(equality=None)
    own = OwnApplication(silent, tmp_path / "x", lambda: NOW)
    with pytest.raises(LeadreadyError, match="asks for no equality answers"):
        own.seal_equality({}, tmp_path / "x.lrequal")
    with pytest.raises(LeadreadyError, match="asks for no equality answers"):
        read_impact(silent, EQUALITY.identity, tmp_path / "p", [])


def test_erased_applications_are_in_no_pile(files):
    office.erase(files.panel, files.codes[0], "Dr Lea", "They asked.")
    assert files.codes[0] not in stages(files.panel.view)
    assert files.read().people == 29


def test_the_report_says_everything_in_three_forms_and_nothing_that_is_hidden(files):
    for number, code in enumerate(files.codes):
        office.decide(files.panel, code, "offered" if number < 8 else "not-appointed", "Dr Lea", "The panel agreed.")
    found = files.read().comparisons
    rows = list(impact_rows(found))
    assert all(len(row) == len(HEADER) for row in rows)
    hidden = [row for row in rows if row[4] is None]
    assert hidden
    assert all(row[4:] == (None,) * 8 for row in hidden)
    document = json.loads(json.dumps(impact_document(found)))
    for one in document["comparisons"]:
        for group in one["groups"]:
            assert group["shown"] or group.keys() == {"group", "shown"}
    text = impact_text(found)
    assert "What is your sex?" in text
    assert "Male: not shown" in text
    assert "not a legal test in the United Kingdom" in text


@pytest.mark.parametrize(
    ("outcome", "passes", "reached"),
    [
        (None, True, {"applied", "eligible"}),
        (None, False, {"applied"}),
        ("ineligible", True, {"applied"}),
        ("withdrawn", True, {"applied", "eligible"}),
        ("not-appointed", True, {"applied", "eligible", "judged"}),
        ("reserve", True, {"applied", "eligible", "judged", "appointable"}),
        ("offered", True, {"applied", "eligible", "judged", "appointable", "offered"}),
        ("offered", False, {"applied", "eligible", "judged", "appointable", "offered"}),
    ],
)
def test_which_stages_an_application_reached(outcome, passes, reached):
    from types import SimpleNamespace

    from leadready.panel.kinds import Decided, Passed, Received

    applicant = Applicant(
        "A",
        received=Received(submission="0" * 64, installation="1" * 64, at="2027-01-10T09:00:00Z"),
        gates={"time": Passed(passed=passes)},
        outcome=Decided(outcome=outcome, person="Lea", why="So.") if outcome else None,
    )
    campaign = SimpleNamespace(gates={"time": None})
    assert stages(SimpleNamespace(applicants={"A": applicant}, campaign=campaign))["A"] == reached
