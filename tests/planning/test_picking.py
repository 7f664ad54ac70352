"""Which goals and actions are picked: worked cases, and what holds for any library, profile and situation."""

from __future__ import annotations

from datetime import date
from itertools import product

from hypothesis import event, given, settings

from leadready.planning.actions import Action, ActionLibrary, ActionType
from leadready.planning.findings import Findings, reason_for_priority, reason_for_strength
from leadready.planning.picking import Pick, pick
from leadready.planning.reasons import (
    Answers,
    ByDoing,
    Faces,
    Fact,
    Follows,
    MeantFor,
    MeantForOthers,
    Suits,
    Takes,
    UsesStrength,
    action_facts,
    goal_facts,
    in_words,
)
from leadready.planning.situation import Answered, Situation
from leadready.planning.suggestion import alternatives, suggest
from tests.planning.packages import action, finding, findings, libraries, library, pattern, profiles, situations

TODAY = date(2026, 11, 24)


def picked(made: tuple[Pick, ...]) -> list[tuple[str, list[str]]]:
    return [(one.finding.scale_id, [action.id for action in one.actions]) for one in made]


def for_(scale: str, *levels: str, **said: object) -> Action:
    """An action for levels of a scale, called by its scale and type."""
    kind = said.get("type", "experience")
    return action(str(said.pop("id", f"{scale}-{kind}")), targets={scale: levels or ("low",)}, **said)


# -- The hours


def test_every_goal_gets_an_action_before_any_gets_a_second():
    shelf = library(*(for_(scale, type=kind) for scale in "abc" for kind in ("experience", "exposure")))
    seen = findings(finding("a"), finding("b"), finding("c"))
    # Six hours: three goals of two hours. Twelve: two actions each. Nine: six, and one more for the first goal.
    assert picked(pick(shelf, seen, Situation(2))) == [(one, [f"{one}-experience"]) for one in "abc"]
    assert picked(pick(shelf, seen, Situation(4))) == [(one, [f"{one}-experience", f"{one}-exposure"]) for one in "abc"]
    assert picked(pick(shelf, seen, Situation(3)))[0] == ("a", ["a-experience", "a-exposure"])
    assert picked(pick(shelf, seen, Situation(3)))[1] == ("b", ["b-experience"])


def test_a_shorter_action_is_taken_where_that_lets_all_goals_fit():
    shelf = library(for_("a", effort_hours=5), for_("a", effort_hours=2, type="exposure"), for_("b", effort_hours=4))
    seen = findings(finding("a"), finding("b"))
    assert picked(pick(shelf, seen, Situation(2))) == [("a", ["a-exposure"]), ("b", ["b-experience"])]  # 2 + 4 of 6
    assert picked(pick(shelf, seen, Situation(3))) == [("a", ["a-experience"]), ("b", ["b-experience"])]  # 5 + 4 of 9


def test_where_hours_are_short_surroundings_come_before_need_and_need_before_strength():
    shelf = library(for_("a"), for_("b"), for_("c", "high"), for_("d"))
    seen = findings(finding("a", need=90), finding("b", need=80), finding("c", 2), finding("d", need=10), around="d")
    assert [one for one, _ in picked(pick(shelf, seen, Situation(8)))] == ["a", "d", "c"]
    for hours, kept in ((1, ["d"]), (None, ["a", "d", "c"])):
        assert [one for one, _ in picked(pick(shelf, seen, Situation(hours)))] == kept
    assert [one for one, _ in picked(pick(library(*(one.model_copy(update={"effort_hours": 3}) for one in shelf.actions)), seen, Situation(2)))] == ["a", "d"]  # fmt: skip


# -- Surroundings and strengths


def test_weak_surroundings_take_the_place_of_the_least_need():
    shelf = library(*(for_(scale) for scale in "abcd"))
    seen = findings(
        *(finding(one, need=need) for one, need in (("a", 90), ("b", 80), ("c", 70), ("d", 10))), around="d"
    )
    assert [one for one, _ in picked(pick(shelf, seen, Situation()))] == ["a", "b", "d"]
    (facing,) = [one for one in pick(shelf, seen, Situation()) if one.surroundings]
    assert goal_facts(facing.surroundings) == (Faces("Around", "Low"),)
    sound = findings(*seen.seen, around="d", is_weak=False)
    assert [one for one, _ in picked(pick(shelf, sound, Situation()))] == ["a", "b", "c"]


def test_surroundings_without_need_are_faced_all_the_same():
    shelf = library(for_("a"), for_("d", "top"))
    seen = findings(finding("a"), finding("d", 3, need=0, standing=-1), around="d")
    assert [one for one, _ in picked(pick(shelf, seen, Situation()))] == ["a", "d"]


def test_a_strength_of_the_person_comes_before_one_of_their_surroundings():
    shelf = library(for_("a"), for_("b", "high"), for_("d", "top"))
    seen = findings(finding("a"), finding("b", 2), finding("d", 3), around="d", is_weak=False)
    made = pick(shelf, seen, Situation())
    assert picked(made) == [("a", ["a-experience"]), ("b", ["b-experience"])]
    assert [one.builds_on_strength for one in made] == [False, True]
    only = findings(finding("a"), finding("d", 3), around="d", is_weak=False)
    assert [one for one, _ in picked(pick(shelf, only, Situation()))] == ["a", "d"]


def test_a_strength_may_reach_for_the_level_above():
    shelf = library(
        for_("b", "middle", id="below"), for_("b", "high", id="same"), for_("b", "top", id="above", type="exposure")
    )
    strong = findings(finding("b", 2, need=0))
    assert picked(pick(shelf, strong, Situation())) == [("b", ["above"])]  # what suits the highest level says most
    lower = library(*(one for one in shelf.actions if one.id != "above"))
    assert picked(pick(lower, strong, Situation())) == [("b", ["same"])]
    goal = suggest(shelf, strong, Situation(), TODAY).goals[0]
    assert [one.action.id for one in alternatives(shelf, goal, strong, Situation())] == ["same", "below"]


# -- What suits the person


def test_what_does_not_suit_the_background_is_not_suggested_and_what_does_says_so():
    shelf = library(for_("a", id="ward-only", settings=["ward"]), for_("a", id="anywhere"))
    seen, at = findings(finding("a")), finding("a")
    elsewhere = Situation(background={"setting": Answered("practice", "General practice")})
    on_ward = Situation(background={"setting": Answered("ward", "Hospital ward")})
    assert picked(pick(shelf, seen, elsewhere)) == [("a", ["anywhere"])]
    assert picked(pick(shelf, seen, on_ward)) == [("a", ["ward-only"])]
    assert picked(pick(shelf, seen, Situation())) == [("a", ["ward-only"])]  # not told: nothing is ruled out
    facts = action_facts(shelf, shelf.actions[0], at, on_ward, builds_on_strength=False)
    assert facts == (MeantFor("Low"), ByDoing(), Suits("setting", "Hospital ward"), Takes(2, None))
    assert in_words(facts) == (
        "it is meant for people at Low, you learn it by doing, it suits where you work (Hospital ward), "
        "and it takes about 2 hours"
    )
    assert Suits("setting", "Hospital ward") not in action_facts(
        shelf, shelf.actions[0], at, Situation(), builds_on_strength=False
    )
    goal = suggest(shelf, seen, elsewhere, TODAY).goals[0].model_copy(update={"actions": ()})
    assert [one.action.id for one in alternatives(shelf, goal, seen, elsewhere)] == ["anywhere"]


def test_what_was_done_before_is_met_and_not_suggested_again():
    shelf = library(for_("a", id="first"), for_("a", id="second", prerequisites=["first"], type="exposure"))
    seen = findings(finding("a"))
    assert picked(pick(shelf, seen, Situation())) == [("a", ["first", "second"])]
    again = Situation(done=frozenset({"first"}))
    assert picked(pick(shelf, seen, again)) == [("a", ["second"])]
    facts = action_facts(shelf, shelf.actions[1], finding("a"), again, builds_on_strength=False)
    assert Follows("First", is_done=True) in facts
    assert "you have done “First”, which comes before it" in in_words(facts)
    assert picked(pick(shelf, seen, Situation(done=frozenset({"first", "second"})))) == []


def test_an_action_that_needs_another_first_waits_for_it():
    waits = for_("a", id="waits", prerequisites=["talk"])
    shelf = library(waits, for_("a", id="talk", type="exposure"))
    assert picked(pick(shelf, findings(finding("a")), Situation())) == [("a", ["talk", "waits"])]
    elsewhere = library(waits, for_("b", id="talk", type="exposure"))
    seen = findings(finding("a"), finding("b"))
    assert picked(pick(elsewhere, seen, Situation())) == [("b", ["talk"])]  # the goal of a stands before it


def test_an_experience_comes_first_then_what_answers_a_pattern_then_the_authors_order():
    shelf = library(
        for_("a", id="seen", type="exposure"),
        for_("a", id="plain"),
        for_("a", id="answering", profiles=["p"]),
        for_("a", id="talked", type="exposure", profiles=["p"]),
    )
    seen = findings(finding("a"))
    assert picked(pick(shelf, seen, Situation())) == [("a", ["plain", "seen"])]
    fitting = Situation(patterns=(pattern("p"),))
    assert picked(pick(shelf, seen, fitting)) == [("a", ["answering", "talked"])]
    facts = action_facts(shelf, shelf.actions[2], finding("a"), fitting, builds_on_strength=False)
    assert Answers("Pattern p") in facts


def test_one_action_serves_one_goal_only():
    shelf = library(action("both", targets={"a": ["low"], "b": ["low"]}), for_("b", type="exposure"))
    assert picked(pick(shelf, findings(finding("a"), finding("b")), Situation())) == [
        ("a", ["both"]), ("b", ["b-exposure"]),
    ]  # fmt: skip


# -- Any library, any profile, any situation


def begins(shelf: ActionLibrary, seen: Findings, situation: Situation, scale: str, *, strength: bool) -> list[Action]:
    """The actions that could begin a goal, found by another way than the picker's."""
    at = next(one for one in seen.seen if one.scale_id == scale)
    levels = {at.level, *at.levels_above} if strength else {at.level}
    return [
        one for one in shelf.actions
        if levels & set(one.targets.get(scale, ()))
        and one.id not in situation.done
        and set(one.prerequisites) <= situation.done
        and all(facet not in situation.background or situation.background[facet].option in wanted for facet, wanted in one.only_for.items())
        and (situation.budget is None or one.effort_hours <= situation.budget)
    ]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(libraries(), profiles(), situations())
def test_any_picks_keep_the_rules(shelf: ActionLibrary, seen: Findings, situation: Situation):
    made = pick(shelf, seen, situation)
    taken = [action for one in made for action in one.actions]
    assert len(made) <= 3
    assert len({one.finding.scale_id for one in made}) == len(made)
    assert len({one.id for one in taken}) == len(taken)
    assert sum(one.type is ActionType.EDUCATION for one in taken) <= 1
    assert situation.budget is None or sum(one.effort_hours for one in taken) <= situation.budget
    before = set(situation.done)
    for one in made:
        levels = {one.finding.level, *(one.finding.levels_above if one.builds_on_strength else ())}
        assert 1 <= len(one.actions) <= 2
        assert len({each.type for each in one.actions}) == len(one.actions)
        for each in one.actions:
            assert levels & set(each.targets[one.finding.scale_id])
            assert situation.fits(each)
            assert each.id not in situation.done
            assert before.issuperset(each.prerequisites)
            before.add(each.id)
    assert pick(shelf, seen, situation) == made


@settings(max_examples=300, deadline=None)
@given(libraries(), profiles(), situations())
def test_weak_surroundings_are_faced_whenever_an_action_can(shelf: ActionLibrary, seen: Findings, situation: Situation):
    weak = {scale for one in seen.surroundings if one.is_weak for scale in one.scales}
    scored = [one.scale_id for one in seen.seen if one.scale_id in weak]
    possible = any(begins(shelf, seen, situation, scale, strength=False) for scale in scored)
    facing = [one for one in pick(shelf, seen, situation) if one.surroundings]
    assert all(one.finding.scale_id in weak for one in facing)
    event(f"surroundings: {'faced' if facing else 'could be faced' if possible else 'cannot be faced'}")
    assert bool(facing) is possible


@settings(max_examples=300, deadline=None)
@given(libraries(), profiles(), situations())
def test_a_strength_is_built_on_whenever_one_fits_beside_the_others(
    shelf: ActionLibrary, seen: Findings, situation: Situation
):
    made = pick(shelf, seen, situation)
    built = [one for one in made if one.builds_on_strength]
    assert all(one.finding.is_strength for one in built)
    assert made[-len(built) :] == tuple(built) or not built
    strong = [one for one in seen.strong if begins(shelf, seen, situation, one.scale_id, strength=True)]
    event(f"strength: {'built on' if built else 'there' if strong else 'none'}")
    if situation.budget is None and strong and not any(one.surroundings for one in made):
        # Without a limit only a clash with other goals can stand in the way: one action for two, or a second course.
        options = begins(shelf, seen, situation, strong[0].scale_id, strength=True)
        if all(one.type is not ActionType.EDUCATION and len(one.targets) == 1 for one in options):
            assert built
    if len(seen.seen) == 1 and strong and not any(one.surroundings for one in made):
        assert built  # with nothing else to do, whatever the hours


@settings(max_examples=200, deadline=None)
@given(libraries(), profiles(), situations())
def test_each_goal_has_an_experience_where_the_hours_let_it(shelf: ActionLibrary, seen: Findings, situation: Situation):
    made = pick(shelf, seen, situation)
    spent = sum(action.effort_hours for one in made for action in one.actions)
    elsewhere = {action.id for one in made for action in one.actions}
    for one in made:
        if one.builds_on_strength or any(action.type is ActionType.EXPERIENCE for action in one.actions):
            continue
        own = sum(action.effort_hours for action in one.actions)
        for other in begins(shelf, seen, situation, one.finding.scale_id, strength=False):
            if other.type is ActionType.EXPERIENCE and other.id not in elsewhere:
                assert situation.budget is not None
                assert spent - own + other.effort_hours > situation.budget


# -- Reasons


def is_true(  # noqa: PLR0911 - one line a fact
    fact: Fact, action: Action, one: Pick, shelf: ActionLibrary, situation: Situation
) -> bool:
    """Whether a fact holds, looked up anew in what decided."""
    match fact:
        case MeantFor(level):
            return level == one.finding.level_title and one.finding.level in action.targets[one.finding.scale_id]
        case UsesStrength(scale):
            return one.builds_on_strength and one.finding.is_strength and scale == one.finding.title
        case ByDoing():
            return action.type is ActionType.EXPERIENCE
        case Answers(title):
            return any(title == known.title and known.id in action.profiles for known in situation.patterns)
        case Suits(facet, label):
            said = situation.background[facet]
            return said.label == label and said.option in action.only_for[facet]
        case Follows(title, done):
            earlier = next(known for known in shelf.actions if known.title == title)
            return earlier.id in action.prerequisites and done == (earlier.id in situation.done)
        case Takes(hours, budget):
            return hours == action.effort_hours and budget == situation.budget
        case _:
            return False


@settings(max_examples=300, deadline=None)
@given(libraries(), profiles(), situations())
def test_every_suggestion_has_a_reason_that_names_only_true_facts(
    shelf: ActionLibrary, seen: Findings, situation: Situation
):
    plan = suggest(shelf, seen, situation, TODAY)
    made = pick(shelf, seen, situation)
    assert suggest(shelf, seen, situation, TODAY) == plan
    for goal, one in zip(plan.goals, made, strict=True):
        told = reason_for_strength if one.builds_on_strength else reason_for_priority
        assert told(one.finding) in goal.because
        assert goal.because.endswith(in_words(goal_facts(one.surroundings)))
        assert goal.target_level in {one.finding.level, *one.finding.levels_above[:1]}
        for kept, chosen in zip(goal.actions, one.actions, strict=True):
            facts = action_facts(shelf, chosen, one.finding, situation, builds_on_strength=one.builds_on_strength)
            assert kept.because == in_words(facts)
            assert facts
            assert all(is_true(fact, chosen, one, shelf, situation) for fact in facts)


@settings(max_examples=100, deadline=None)
@given(libraries(), profiles(), situations())
def test_what_is_offered_suits_is_new_and_keeps_the_order_of_picking(
    shelf: ActionLibrary, seen: Findings, situation: Situation
):
    plan = suggest(shelf, seen, situation, TODAY)
    for goal in plan.goals:
        offers = alternatives(shelf, goal, seen, situation)
        used = {one.action_id for one in goal.actions}
        at = next(one for one in seen.seen if one.scale_id == goal.scale_id)
        for offer in offers:
            assert situation.fits(offer.action)
            assert offer.because
            assert offer.action.id not in situation.done | used
        if not goal.builds_on_strength:
            at_level = [offer.action.suits(at.scale_id, at.level) for offer in offers]
            assert at_level == sorted(at_level, reverse=True)


def test_facts_are_said_in_one_clause_after_another():
    assert in_words(()) == ""
    assert in_words((ByDoing(),)) == "you learn it by doing"
    for budget, hours in product((None, 24), (1, 5)):
        assert str(hours) in Takes(hours, budget).words
    assert MeantForOthers(("Low", "Top")).words == "it is meant for other levels than yours (Low, Top)"
    assert Takes(1, None).words == "it takes about 1 hour"
    assert Suits("profession", "Nurse").words == "it suits your profession (Nurse)"
    assert Suits("size", "Small").words == "it suits the size of your workplace (Small)"
    assert Suits("career_stage", "Early").words == "it suits where you are in your career (Early)"
    assert Follows("Talk", is_done=False).words == "it comes after “Talk”"
    assert UsesStrength("Duty").words == "it puts your strength “Duty” to use"
