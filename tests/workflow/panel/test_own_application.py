"""An applicant's own application: kept while it is written, sealed with a number, and never sealed in a wrong way."""

from __future__ import annotations

import errno
import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from leadready.errors import FileNotWritten, LeadreadyError
from leadready.exchange.campaign_file import campaign_file, campaign_words
from leadready.exchange.submission_file import Confirmed, open_submission, receipt
from leadready.instrument.problems import ProblemsFound
from leadready.panel.campaign import Eligibility
from leadready.workflow.panel.applying import Application, Gap, gaps
from leadready.workflow.panel.kept_application import ApplicationDraft, GateAnswer
from leadready.workflow.panel.own_application import OwnApplication, open_application, own_applications, suggested_name
from tests.panel.real_rounds import PEOPLE, real_campaign

GATES = {
    "fit": Eligibility(kind="condition", title="A post", asks="Do you hold a post?"),
    "sponsor": Eligibility(kind="sponsor", title="A sponsor", asks="Who is your sponsor?"),
    "time": Eligibility(kind="time", title="Protected time", asks="How much?", least=Decimal("0.2")),
}
CAMPAIGN = real_campaign(gates=GATES)
SIGNED = campaign_file(CAMPAIGN, PEOPLE["lea"])
OPEN, CLOSED = datetime(2027, 1, 20, 9, tzinfo=UTC), datetime(2027, 2, 1, 12, 0, 1, tzinfo=UTC)
WHOLE = ApplicationDraft(
    name=" Jo  Example ",
    contact="jo@example.org",
    evidence={"led": "I led it. ", "why": "Because."},
    gates={
        "fit": GateAnswer(yes=True),
        "sponsor": GateAnswer(yes=True, by="Dr S"),
        "time": GateAnswer(yes=True, percent=20),
    },
)


class Desk:
    def __init__(self, folder):
        self.folder = folder / "applications"
        self.moment = OPEN

    def open(self, content=SIGNED):
        return open_application(content, "a.lrcampaign", self.folder, lambda: self.moment)


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def test_a_draft_is_there_again_and_nothing_is_written_before_there_is_one(desk):
    own = desk.open()
    assert not desk.folder.exists()
    own.keep(WHOLE)
    assert desk.open().kept.draft == WHOLE
    assert [one.campaign.id for one in own_applications(desk.folder, lambda: OPEN)] == [CAMPAIGN.id]
    assert (desk.folder / f"{CAMPAIGN.id}.json").stat().st_mode & 0o077 == 0


def test_the_six_words_are_compared_and_a_mismatch_is_not_kept(desk):
    own = desk.open()
    words = campaign_words(CAMPAIGN).split()
    assert not own.check_words(" ".join(reversed(words)))
    assert not own.check_words("")
    assert not desk.open().kept.is_checked
    assert own.check_words(", ".join(word.upper() for word in words))
    assert desk.open().kept.is_checked


def test_a_file_opens_and_says_what_was_written_and_a_later_one_has_the_next_number(desk, tmp_path):
    own = desk.open()
    own.keep(WHOLE)
    first = own.seal(own.application({"k1": "c"}), tmp_path / "one.lrsub")
    content = first.path.read_bytes()
    found = open_submission(content, PEOPLE["lea"].identity, CAMPAIGN, "one.lrsub")
    assert first.sent.receipt == receipt(content)
    said = found.submission
    assert (said.name, said.contact, said.number, said.at) == (
        "Jo Example",
        "jo@example.org",
        1,
        "2027-01-20T09:00:00Z",
    )
    assert (said.evidence, said.answers) == ({"led": "I led it.", "why": "Because."}, {"k1": "c"})
    assert said.gates["time"] == Confirmed(yes=True, share=Decimal("0.2"))
    again = desk.open()
    second = again.seal(again.application({}), tmp_path / "two.lrsub")
    later = open_submission(second.path.read_bytes(), PEOPLE["lea"].identity, CAMPAIGN, "two.lrsub")
    assert (later.submission.number, later.installation) == (2, found.installation)
    assert [one.number for one in desk.open().kept.sent] == [1, 2]
    assert desk.open().last == second.sent


def test_another_computer_signs_with_another_key(desk, tmp_path):
    made = []
    for name in ("here", "there"):
        own = open_application(SIGNED, "a", tmp_path / name, lambda: OPEN)
        own.keep(WHOLE)
        made.append(own.seal(own.application({}), tmp_path / f"{name}.lrsub").path.read_bytes())
    keys = {open_submission(one, PEOPLE["lea"].identity, CAMPAIGN, "x").installation for one in made}
    assert len(keys) == 2


def test_after_the_deadline_nothing_is_written_and_the_contact_is_named(desk, tmp_path):
    own = desk.open()
    own.keep(WHOLE)
    desk.moment = CLOSED
    assert own.is_closed
    with pytest.raises(LeadreadyError, match=r"closed on 1 February 2027.*The programme office") as caught:
        own.seal(own.application({}), tmp_path / "late.lrsub")
    assert "Nothing was written" in caught.value.what
    assert not (tmp_path / "late.lrsub").exists()
    assert own.kept.number == 0
    desk.moment = CAMPAIGN.dates.closes
    assert own.seal(own.application({}), tmp_path / "last.lrsub").sent.number == 1


def changed(**changes):
    draft = WHOLE.model_copy(update=changes)
    own = OwnApplication.__new__(OwnApplication)
    own.campaign = CAMPAIGN
    own.kept = type("Kept", (), {"draft": draft})()
    return own.application({})


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ()),
        ({"name": "  "}, (Gap("name", "", "Your name"),)),
        ({"evidence": {"led": "\n"}}, (Gap("prompt", "led", "Leading a change"), Gap("prompt", "why", "Why lead"))),
        (
            {"evidence": {"led": "word " * 251, "why": "x" * 20_001}},
            (Gap("prompt", "led", "Leading a change", is_long=True), Gap("prompt", "why", "Why lead", is_long=True)),
        ),
        ({"evidence": {"led": "word " * 250, "why": "x"}}, ()),
        ({"gates": {}}, tuple(Gap("gate", id_, gate.title) for id_, gate in GATES.items())),
        (
            {"gates": {**WHOLE.gates, "sponsor": GateAnswer(yes=True, by=" ")}},
            (Gap("gate", "sponsor", "A sponsor"),),
        ),
        ({"gates": {**WHOLE.gates, "time": GateAnswer(yes=True)}}, (Gap("gate", "time", "Protected time"),)),
        # Who says no may say so: the panel decides what it means.
        ({"gates": {id_: GateAnswer(yes=False) for id_ in GATES}}, ()),
    ],
)
def test_what_is_missing_or_too_long_is_named_in_order(changes, expected):
    assert gaps(CAMPAIGN, changed(**changes)) == expected


def test_what_is_too_long_is_not_sealed_and_not_cut(desk, tmp_path):
    own = desk.open()
    own.keep(WHOLE.model_copy(update={"evidence": {"led": "word " * 251, "why": "Because."}}))
    with pytest.raises(LeadreadyError, match=r"Longer than it may be: Leading a change\. Shorten it"):
        own.seal(own.application({}), tmp_path / "x.lrsub")
    assert not list(tmp_path.glob("*.lrsub"))


def test_changed_recipients_are_a_hard_stop_and_corrected_words_are_not(desk):
    desk.open().keep(WHOLE)
    corrected = campaign_file(real_campaign(gates=GATES, about="One whole year."), PEOPLE["lea"])
    assert desk.open(corrected).kept.draft == WHOLE
    other = real_campaign(gates=GATES, recovery=PEOPLE["eve"].card.seals)
    with pytest.raises(ProblemsFound) as caught:
        desk.open(campaign_file(other, PEOPLE["lea"]))
    assert [problem.code for problem in caught.value.problems] == ["changed-campaign"]
    assert desk.open().kept.draft == WHOLE


def test_a_damaged_record_is_never_taken_for_none(desk):
    desk.open().keep(WHOLE)
    file = desk.folder / f"{CAMPAIGN.id}.json"
    for content in (b"{", b"[]", b'{"key": 3}', b"\xff"):
        file.write_bytes(content)
        with pytest.raises(LeadreadyError, match="cannot be read"):
            desk.open()
        assert own_applications(desk.folder, lambda: OPEN) == ()
        assert file.read_bytes() == content


def test_the_key_of_an_earlier_leadready_is_taken_over(desk):
    desk.folder.mkdir(parents=True)
    (desk.folder / f"{CAMPAIGN.id}.json").write_text(json.dumps({"key": "ab" * 32, "number": 4}), encoding="utf-8")
    own = desk.open()
    assert (own.kept.key, own.kept.number) == ("ab" * 32, 4)


def full_disk(monkeypatch, only):
    """Fills the disk for files with an ending, from now on."""
    import tempfile

    real = tempfile.mkstemp

    def refuse(*arguments, **options):
        if only in options["prefix"]:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(*arguments, **options)

    monkeypatch.setattr(tempfile, "mkstemp", refuse)


def test_a_full_disk_loses_nothing_and_gives_no_number_twice(desk, tmp_path, monkeypatch):
    own = desk.open()
    own.keep(WHOLE)
    with monkeypatch.context() as full:
        full_disk(full, "x.lrsub")
        with pytest.raises(FileNotWritten, match="The disk is full"):
            own.seal(own.application({}), tmp_path / "x.lrsub")
    assert not (tmp_path / "x.lrsub").exists()
    assert (own.last, own.kept.number) == (None, 1)
    sealed = own.seal(own.application({}), tmp_path / "x.lrsub")
    assert sealed.sent.number == 2
    with monkeypatch.context() as full:
        full_disk(full, CAMPAIGN.id)
        with pytest.raises(FileNotWritten):
            own.keep(WHOLE.model_copy(update={"name": "Somebody else"}))
        with pytest.raises(FileNotWritten):
            own.seal(own.application({}), tmp_path / "y.lrsub")
    assert not (tmp_path / "y.lrsub").exists()
    assert desk.open().kept.draft == WHOLE


def test_a_receipt_that_cannot_be_kept_is_said(desk, tmp_path, monkeypatch):
    own = desk.open()
    own.keep(WHOLE)
    writes = []
    real = own._change

    def change(**changed):
        writes.append(changed)
        if "sent" in changed:
            raise FileNotWritten("The disk is full.", where="record")
        real(**changed)

    monkeypatch.setattr(own, "_change", change)
    with pytest.raises(FileNotWritten) as caught:
        own.seal(own.application({}), tmp_path / "x.lrsub")
    assert receipt((tmp_path / "x.lrsub").read_bytes()) in caught.value.what


def test_file_names_say_nothing(desk):
    names = {suggested_name(), suggested_name(), suggested_name(equality=True)}
    assert len({name.split(".")[0] for name in names}) == 3
    assert all(len(name.split(".")[0]) == 12 for name in names)


def test_an_application_made_by_hand_is_checked_too():
    application = Application("Jo", "", {}, {"led": "a", "why": "b"}, {"fit": Confirmed(yes=True)})
    assert [gap.id for gap in gaps(CAMPAIGN, application)] == ["sponsor", "time"]


@given(st.text(max_size=40), st.text(max_size=40))
@example("\ud800", "half \udfff")
def test_whatever_is_typed_comes_back_and_can_be_sealed(name, text):
    """Also halves of characters, which a clipboard may hold, and marks that no line needs."""
    with TemporaryDirectory() as folder:
        own = open_application(SIGNED, "a.lrcampaign", Path(folder) / "applications", lambda: OPEN)
        said = {"name": f"Jo {name}", "contact": text, "evidence": {"led": f"I {text}", "why": f"{text}."}}
        gate = GateAnswer(yes=True, percent=20).model_copy(update={"by": f"Dr {text}"})
        own.keep(ApplicationDraft().model_copy(update={**said, "gates": dict.fromkeys(GATES, gate)}))
        again = open_application(SIGNED, "a.lrcampaign", Path(folder) / "applications", lambda: OPEN)
        assert again.kept == own.kept
        sealed = again.seal(again.application({}), Path(folder) / "x.lrsub")
        said = open_submission(sealed.path.read_bytes(), PEOPLE["lea"].identity, CAMPAIGN, "x").submission
        assert said.evidence["led"] == again.kept.draft.evidence["led"].strip()
