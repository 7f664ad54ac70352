"""A sitting asks each person what is for them, in whatever order they answer, go back and change their mind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from leadready.assessment.model import Assessment
from leadready.errors import LeadreadyError, StoreFull
from leadready.instrument.model import Instrument
from leadready.planning.actions import ActionLibrary
from leadready.rubric.model import Rubric
from leadready.scoring.responses import Absence
from leadready.store.database import FILE_NAME, open_store
from leadready.workflow.services import Services
from leadready.workflow.sitting import Sitting, begin, rubrics_on_offer
from tests.conftest import NOW
from tests.workflow.branching import FILES, branching

if TYPE_CHECKING:
    from pathlib import Path

    from leadready.store.administrations import Summary


@pytest.fixture
def sitting(tmp_path: Path, services: Services) -> Sitting:
    return begin(services, branching(tmp_path))


def ids(sitting: Sitting) -> list[str]:
    return [item.id for item in sitting.items]


def summary(services: Services) -> Summary:
    (one,) = services.store.administrations.summaries()
    return one


def test_the_route_follows_the_answers_in_both_directions(sitting: Sitting):
    # Pages: 0 work, 1 practice, 2 the team led, 3 people around, 4 and 5 knowledge, 6 the end.
    assert sitting.route == (0, 3, 4, 5, 6)
    sitting.answer("size", "small")
    assert sitting.route == (0, 1, 3, 4, 5, 6)
    assert (sitting.page_after(0), sitting.page_before(3)) == (1, 1)
    sitting.answer("size", "large")
    assert "team" in [item.id for item in sitting.items_on(0)]
    assert sitting.route == (0, 3, 4, 5, 6)
    sitting.answer("team", "yes-i-do")
    assert sitting.route == (0, 2, 3, 4, 5, 6)
    assert [sitting.nearest_page(page) for page in (0, 1, 2, 6)] == [0, 2, 2, 6]
    assert (sitting.page_before(0), sitting.page_after(6)) == (None, None)
    assert sitting.pages_of(sitting.pages[2][0]) == (2, 3)


def test_words_follow_the_answers(sitting: Sitting):
    lead_in = sitting.pages[1][1].lead_in or ""
    assert sitting.text(lead_in) == "In your practice, and for …:"
    sitting.answer("size", "small")
    sitting.answer("change", "shorter\n  waits {size}")
    assert sitting.text(lead_in) == "In your practice, and for shorter waits {size}:"
    assert sitting.items_on(3)[0].stem == "My partners back shorter waits {size}."
    sitting.answer("size", "large")
    assert sitting.items_on(3)[0].stem == "People around me back shorter waits {size}."


def test_an_answer_left_behind_stays_on_disk_and_comes_back(sitting: Sitting, services: Services):
    for item_id, answer in {"size": "large", "team": "yes-i-do", "t1": 3, "t2": 2}.items():
        sitting.answer(item_id, answer)
    sitting.answer("size", "small")
    assert not {"team", "t1", "t2"} & set(ids(sitting))
    assert sitting.answers["t1"] == 3
    assert sitting.reading().responses["t1"] is Absence.NOT_APPLICABLE
    again = Sitting(services, sitting.id)
    again.answer("size", "large")
    assert {"team", "t1", "t2"} <= set(ids(again))
    assert again.is_answered("t1")


def test_counts_on_home_follow_what_is_asked(sitting: Sitting, services: Services):
    def counts() -> tuple[int, int]:
        return summary(services).answered, summary(services).administration.items

    assert counts() == (0, 3)  # size, change, c1
    sitting.answer("size", "large")
    assert counts() == (1, 4)  # and team
    sitting.answer("team", "yes-i-do")
    assert counts() == (2, 7)  # and t1, t2, c2
    sitting.answer("t1", 1)
    sitting.answer("k1", "a")  # optional: counts for nothing
    assert counts() == (3, 7)
    sitting.answer("size", "small")
    assert counts() == (1, 5)  # size, change, p1, p2, c1
    sitting.answer("size", "large")
    assert counts() == (3, 7)
    assert Sitting(services, sitting.id).administration == sitting.administration


def test_a_count_is_kept_with_its_answer_or_not_at_all(
    sitting: Sitting, services: Services, monkeypatch: pytest.MonkeyPatch
):
    sitting.answer("size", "large")

    def refuse(*_args: object) -> None:
        raise StoreFull("The disk is full.")

    with monkeypatch.context() as context:
        context.setattr(type(services.store.administrations), "_recount", refuse)
        with pytest.raises(StoreFull):
            sitting.answer("size", "small")
    assert sitting.answers == {"size": "large"} == services.store.administrations.answers(sitting.id)
    assert "team" in ids(sitting)
    assert summary(services).administration.items == 4


def test_a_damaged_answer_is_not_mended_by_counting_anew(sitting: Sitting, services: Services):
    sitting.answer("size", "large")
    sitting.answer("team", "yes-i-do")
    with services.store.transaction() as connection:
        connection.execute("UPDATE response SET answer = '\"no-i-do-not\"' WHERE item_id = 'team'")
    sitting.answer("size", "small")
    assert services.store.administrations.salvage(sitting.id) == ({"size": "small"}, ("team",))


def test_progress_shows_sections_that_ask_something(sitting: Sitting):
    assert [(one.section.id, one.answered, one.total) for one in sitting.progress()] == [
        ("work", 0, 2), ("team", 0, 1), ("knowledge", 0, 3), ("end", 0, 1)
    ]  # fmt: skip
    sitting.answer("size", "small")
    sitting.answer("p1", Absence.NOT_APPLICABLE)
    sitting.answer("p2", Absence.MISSING)
    assert [(one.section.id, one.answered, one.total) for one in sitting.progress()][:2] == [
        ("work", 1, 2), ("practice", 1, 2)
    ]  # fmt: skip


def test_a_skipped_test_is_not_begun_and_a_begun_one_counts_blanks(sitting: Sitting):
    assert [page for page in sitting.route if sitting.can_skip(page)] == [4, 6]
    assert sitting.page_after_section(4) == 6
    assert sitting.page_after_section(6) is None
    for page in (4, 5):  # going on without a word is the same as skipping
        sitting.leave_page(page)
    assert not {"k1", "k2", "k3"} & set(sitting.answers)
    score = sitting.reading().profile["knowing"]
    assert (score.is_scored, score.tally.not_applicable, score.tally.missing) == (False, 2, 0)
    sitting.answer("k1", "b")
    sitting.leave_page(4)
    assert sitting.answers["k2"] is Absence.MISSING
    assert sitting.reading().profile["knowing"].value == 50


def test_blanks_of_sections_that_are_not_optional_are_missing(sitting: Sitting):
    sitting.leave_page(0)
    assert sitting.answers == {"size": Absence.MISSING, "change": Absence.MISSING}


def test_going_on_starts_at_what_was_never_shown(sitting: Sitting):
    assert sitting.first_open_page() == 0
    for item_id, answer in {"size": "large", "team": "no-i-do-not", "change": "x"}.items():
        sitting.answer(item_id, answer)
    assert sitting.first_open_page() == 3
    sitting.leave_page(3)
    assert sitting.first_open_page() == 4
    sitting.answer("remark", "None.")
    assert sitting.first_open_page() == 6  # the test was passed by; it does not call anybody back
    sitting.answer("team", "yes-i-do")
    assert sitting.first_open_page() == 2  # but what must be answered and was never shown does
    assert [item.id for item in sitting.unanswered()] == ["t1", "t2", "c1", "c2"]


def test_rubrics_on_offer_are_those_for_oneself(tmp_path: Path, services: Services):
    assessment = branching(tmp_path)
    assert [one.id for one in rubrics_on_offer(assessment)] == ["development", "strict"]
    first = begin(services, assessment)
    assert first.administration.rubric_id == "development"
    other = begin(services, assessment, "strict")
    assert Sitting(services, other.id).reading().rubric.title == "A stricter look"
    assert [one.id for one in other.rubrics_on_offer] == ["development", "strict"]
    with pytest.raises(LeadreadyError, match="only for a selection panel. Take one that is: development, strict"):
        begin(services, assessment, "choosing")
    panel_only = {
        name: text for name, text in FILES.items() if name not in {"rubrics/development.yaml", "rubrics/strict.yaml"}
    }
    with pytest.raises(LeadreadyError, match="no rubric for your own development"):
        begin(services, branching(tmp_path / "panel", panel_only))
    assert len(services.store.administrations.summaries()) == 2


OPTIONS = ("a", "b")


@st.composite
def instruments(draw: st.DrawFn) -> Instrument:
    """Make an instrument in which items, pages and sections depend on any answers before them."""
    sections: list[dict[str, Any]] = []
    earlier: list[str] = []
    for number in range(draw(st.integers(1, 4))):
        section: dict[str, Any] = {"id": f"s{number}", "title": "S", "optional": draw(st.booleans())}
        maybe_when(draw, section, earlier)
        section["pages"] = []
        for _page in range(draw(st.integers(1, 3))):
            page: dict[str, Any] = {"items": {}}
            maybe_when(draw, page, earlier)
            for _item in range(draw(st.integers(1, 3))):
                item_id = f"i{len(earlier)}"
                item: dict[str, Any] = {"stem": f"{item_id}?", "options": {one: one for one in OPTIONS}}
                maybe_when(draw, item, earlier)
                page["items"][item_id] = item
                earlier.append(item_id)
            section["pages"].append(page)
        sections.append(section)
    return Instrument.model_validate({
        "format": "leadready/instrument/1", "id": "made", "version": "1.0.0", "title": "T", "summary": "S", "licence": "L",
        "authors": ["A"], "minutes": 1, "provenance": "P", "sections": sections,
        "response_scales": {"unused": {"options": {"1": "One", "2": "Two"}}},
    })  # fmt: skip


def maybe_when(draw: st.DrawFn, part: dict[str, Any], earlier: list[str]) -> None:
    if earlier and draw(st.booleans()):
        part["when"] = draw(conditions(earlier))


def conditions(earlier: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    answers = st.builds(
        lambda item, options: {"answer": {item: options}},
        st.sampled_from(earlier),
        st.lists(st.sampled_from(OPTIONS), min_size=1, max_size=2, unique=True),
    )
    return st.recursive(
        answers,
        lambda inner: st.one_of(
            st.builds(lambda one: {"not": one}, inner),
            st.builds(lambda both: {"all": both}, st.lists(inner, min_size=1, max_size=2)),
            st.builds(lambda either: {"any": either}, st.lists(inner, min_size=1, max_size=2)),
        ),
        max_leaves=3,
    )


def truth(condition: dict[str, Any], said: dict[str, object]) -> bool | None:
    """Decide a condition as its author would: true, false, or not known yet."""
    ((word, inner),) = condition.items()
    if word == "answer":
        ((item_id, options),) = inner.items()
        answer = said.get(item_id)
        return None if not isinstance(answer, str) else answer in options
    if word == "not":
        one = truth(inner, said)
        return None if one is None else not one
    parts = [truth(part, said) for part in inner]
    if word == "all":
        return False if False in parts else None if None in parts else True
    return True if True in parts else None if None in parts else False


class Answering(RuleBasedStateMachine):
    """Anybody, answering anything they are shown in any order, going on and back, skipping, leaving and returning."""

    folder: Path

    @initialize(instrument=instruments())
    def start(self, instrument: Instrument) -> None:
        scale = {"title": "T", "about": "A", "items": [instrument.items[0].id], "method": "correct", "key": {"i0": "a"}}
        rubric = Rubric.model_validate({
            "format": "leadready/rubric/1", "id": "made", "version": "1.0.0", "title": "T", "purpose": "P",
            "instrument": "made 1.x", "levels": [{"id": "low", "from": "0", "title": "Low"}], "scales": {"one": scale},
        })  # fmt: skip
        actions = ActionLibrary.model_validate({"format": "leadready/actions/1", "goals": {}, "actions": []})
        (self.folder / FILE_NAME).unlink(missing_ok=True)
        self.services = Services(open_store(self.folder, now=NOW), (self.folder,), lambda: NOW)
        self.plain = instrument.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        self.sitting = begin(self.services, Assessment(instrument, {"made": rubric}, actions))
        self.page = self.sitting.nearest_page(0)
        self.given: dict[str, object] = {}

    @rule(data=st.data(), answer=st.sampled_from([*OPTIONS, Absence.NOT_APPLICABLE, Absence.MISSING]))
    def answer(self, data: st.DataObject, answer: str | Absence) -> None:
        item = data.draw(st.sampled_from(self.sitting.items_on(self.page)))
        self.sitting.answer(item.id, answer)
        self.given[item.id] = answer

    @rule()
    def go_on(self) -> None:
        self.sitting.leave_page(self.page)
        self.page = self.sitting.page_after(self.page) or self.page

    @rule()
    def go_back(self) -> None:
        before = self.sitting.page_before(self.page)
        self.page = self.page if before is None else before

    @rule()
    def skip(self) -> None:
        if self.sitting.can_skip(self.page):
            kept = self.sitting.answers
            self.page = self.sitting.page_after_section(self.page) or self.page
            assert self.sitting.answers == kept

    @rule()
    def leave_and_return(self) -> None:
        self.sitting = Sitting(self.services, self.sitting.id)
        self.page = self.sitting.first_open_page()

    @rule(data=st.data(), answer=st.sampled_from(OPTIONS))
    def change_from_the_check_page(self, data: st.DataObject, answer: str) -> None:
        item = data.draw(st.sampled_from(self.sitting.items))
        self.page = item.page
        self.sitting.answer(item.id, answer)
        self.given[item.id] = answer

    @invariant()
    def only_what_is_for_them_is_shown_and_all_of_it_can_be_reached(self) -> None:
        wanted = self.asked()
        assert [item.id for item in self.sitting.items] == wanted
        assert self.sitting.items_on(self.page)
        seen: list[str] = []
        page: int | None = self.sitting.nearest_page(0)
        pages: list[int] = []
        while page is not None:
            pages.append(page)
            seen += [item.id for item in self.sitting.items_on(page)]
            page = self.sitting.page_after(page)
        assert seen == wanted
        back = [pages[-1]]
        while (before := self.sitting.page_before(back[-1])) is not None:
            back.append(before)
        assert back == pages[::-1]

    @invariant()
    def counts_are_those_of_what_is_asked(self) -> None:
        wanted = self.asked()
        optional = {item.id for item in self.sitting.assessment.instrument.items if item.optional}
        required = [item_id for item_id in wanted if item_id not in optional]
        done = [item_id for item_id in required if self.given.get(item_id, Absence.MISSING) is not Absence.MISSING]
        one = summary(self.services)
        assert (one.answered, one.administration.items) == (len(done), len(required))
        assert [item.id for item in self.sitting.unanswered()] == [one for one in required if one not in done]
        assert sum(one.total for one in self.sitting.progress()) == len(wanted)

    @invariant()
    def nothing_given_is_lost(self) -> None:
        kept = self.services.store.administrations.answers(self.sitting.id)
        assert {item_id: kept[item_id] for item_id in self.given} == self.given
        assert all(kept[item_id] is Absence.MISSING for item_id in kept if item_id not in self.given)
        counted = self.sitting.reading().responses
        wanted = set(self.asked())
        others = [item.id for item in self.sitting.assessment.instrument.items if item.id not in wanted]
        assert all(counted[item_id] is Absence.NOT_APPLICABLE for item_id in others)

    def asked(self) -> list[str]:
        """Work out from the plain file whom each item is for."""
        found: list[str] = []
        said = dict(self.given)
        for section in self.plain["sections"]:
            for page in section["pages"]:
                for item_id, item in page["items"].items():
                    whens = [part["when"] for part in (section, page, item) if "when" in part]
                    if all(truth(when, said) is True for when in whens):
                        found.append(item_id)
                    else:
                        said.pop(item_id, None)
        return found

    def teardown(self) -> None:
        self.services.store.close()


def test_whatever_is_answered_in_whatever_order(tmp_path: Path):
    Answering.folder = tmp_path
    run_state_machine_as_test(Answering, settings=settings(max_examples=60, stateful_step_count=30))
