"""A goal thought through one thing at a time: what each step asks, what stands there already, what is made of it.

The steps are those of mental contrasting with implementation intentions: wish, outcome, obstacle, plan. Gone through
with somebody who asks they help more than on paper (g = 0.465 and 0.277, with some publication bias;
doi:10.3389/fpsyg.2021.565202). What a goal needs besides, a measure and a date, comes last.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from leadready.language import _
from leadready.planning.actions import Obstacle
from leadready.planning.advice import advice
from leadready.planning.plan import typed

if TYPE_CHECKING:
    from leadready.planning.actions import ActionLibrary, GoalTemplate
    from leadready.planning.advice import Part
    from leadready.planning.plan import Goal

MOST_SUGGESTIONS = 4


class Step(StrEnum):
    """What is asked, in order; the value names the field of a goal that it fills."""

    WISH = "title"
    OUTCOME = "matters"
    OBSTACLE = "obstacle"
    IF_THEN = "if_then"
    MEASURE = "measure"

    @property
    def number(self) -> int:
        """Its place, counted from 1."""
        return STEPS.index(self) + 1

    @property
    def before(self) -> Step | None:
        """The step before it; None for the first."""
        return STEPS[self.number - 2] if self.number > 1 else None

    @property
    def after(self) -> Step | None:
        """The step after it; None for the last."""
        return STEPS[self.number] if self.number < len(STEPS) else None


STEPS = tuple(Step)
_ADVISED: dict[Step, tuple[Part, ...]] = {
    Step.WISH: ("title",),
    Step.OUTCOME: (),
    Step.OBSTACLE: (),
    Step.IF_THEN: (),
    Step.MEASURE: ("measure", "date"),
}
"""The advice that stands beside each step; the rest of it stands on the goal's card."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One step, in words.

    Attributes:
        question: What is asked.
        help_text: What makes it easier to answer.
        reminder: What was said in an earlier step and belongs to it; may be empty.
        text: What stands in the field at first: what the person said, or a beginning.
        suggestions: What others met or did, to choose from.
    """

    question: str
    help_text: str
    reminder: str
    text: str
    suggestions: tuple[str, ...] = ()


def ask(goal: Goal, step: Step, library: ActionLibrary) -> Asked:
    """Say what a step asks of a goal as it stands."""
    wish = _("You want: {wish}").format(wish=goal.title.strip()) if goal.title.strip() else ""
    met = _("What might get in the way: {obstacle}").format(obstacle=goal.obstacle.strip())
    match step:
        case Step.WISH:
            question = _("What do you want to be different?")
            help_text = _("One thing, in your own words, that matters to you and that you can reach in some months.")
            return Asked(question, help_text, "", goal.title)
        case Step.OUTCOME:
            question = _("What would be the best thing to come of it, for patients or the service?")
            help_text = _("See it before you for a moment: who would notice, and by what?")
            return Asked(question, help_text, wish, goal.matters)
        case Step.OBSTACLE:
            question = _("What might get in the way?")
            help_text = _(
                "The main thing, in you or around you: a habit, a feeling or a belief, or time, people and rules."
            )
            suggestions = tuple(one.obstacle for one in obstacles(goal, library))
            return Asked(question, help_text, wish, goal.obstacle, suggestions[:MOST_SUGGESTIONS])
        case Step.IF_THEN:
            question = _("If that happens, what will you do?")
            help_text = _("One sentence: if this happens, then I will do that. The smaller and sooner, the better.")
            reminder = met if goal.obstacle.strip() else wish
            return Asked(question, help_text, reminder, *_line(goal, library))
        case Step.MEASURE:
            question = _("How will you know, and when do you look again?")
            help_text = _("Something that you can count or show, and the day on which you look at it again.")
            line = _("So: {sentence}").format(sentence=read_back(goal.if_then)) if goal.if_then.strip() else ""
            reminder = "\n".join(filter(None, (wish, line)))
            return Asked(question, help_text, reminder, goal.measure, _measures(goal, library))


def obstacles(goal: Goal, library: ActionLibrary) -> tuple[Obstacle, ...]:
    """List what others met on the way to such a goal: its own first, then its actions', then what most people meet."""
    template = _template(goal, library)
    own = (Obstacle(obstacle=template.obstacle, if_then=template.if_then),) if template else ()
    actions = [library.action(action.action_id) for action in goal.actions if action.action_id]
    others = tuple(one for action in actions if action for one in action.obstacles)
    found = {one.obstacle: one for one in (*own, *others)} or {one.obstacle: one for one in _usual()}
    return tuple(found.values())


def _usual() -> tuple[Obstacle, ...]:
    """Give what gets in the way of most goals, for a goal about which the library knows nothing."""
    return (
        Obstacle(
            obstacle=_("The week is full before I come to it."),
            if_then=_("If a week goes by without it, then I will book the next hour for it before I go home."),
        ),
        Obstacle(
            obstacle=_("I put it off because I am not sure how to begin."),
            if_then=_("If I put it off, then I will do the first ten minutes of it there and then."),
        ),
        Obstacle(
            obstacle=_("It depends on somebody who has little time."),
            if_then=_("If I hear nothing for a week, then I will ask in person for one small part of it."),
        ),
    )


def _line(goal: Goal, library: ActionLibrary) -> tuple[str, tuple[str, ...]]:
    """Give what stands in the field for the if-then line, and the lines to choose from.

    What the person wrote stays. A line of the library that belongs to another obstacle than theirs gives way to the one
    that belongs to it, and where there is none to a beginning made of their own words.
    """
    known = obstacles(goal, library)
    fitting = tuple(one.if_then for one in known if _same(one.obstacle, goal.obstacle))
    foreign = {one.if_then.strip() for one in known if one.if_then not in fitting}
    own = goal.if_then.strip()
    if own and (own not in foreign or not goal.obstacle.strip()):
        return goal.if_then, fitting
    return (fitting[0] if fitting else beginning(goal.obstacle)), fitting


def beginning(obstacle: str) -> str:
    """Begin an if-then line with an obstacle, so that the rest can be said.

    >>> beginning("The rota leaves no hour for it.")
    'If the rota leaves no hour for it, then I will '
    """
    line = _("If {obstacle}, then I will ")
    words = " ".join(obstacle.split()).rstrip(".!?… ")
    first, _space, rest = words.partition(" ")
    if f"{first.casefold()} " == line.partition("{")[0].casefold():  # it begins with “if” already
        words = rest
        first, _space, rest = words.partition(" ")
    if not words:
        return ""
    # Translators: words with which a sentence may begin that are small in the middle of one, with spaces between.
    small = _("the a an there my our it this that no nobody someone somebody people others when what")
    if first.casefold() in small.split():
        words = f"{first.lower()} {rest}".strip()
    return line.format(obstacle=words)


def _template(goal: Goal, library: ActionLibrary) -> GoalTemplate | None:
    templates = library.strengths if goal.builds_on_strength else library.goals
    return templates.get(goal.scale_id or "")


def _measures(goal: Goal, library: ActionLibrary) -> tuple[str, ...]:
    template = _template(goal, library)
    actions = [library.action(action.action_id) for action in goal.actions if action.action_id]
    known = (*((template.measure,) if template else ()), *(action.success_measure for action in actions if action))
    return tuple(dict.fromkeys(known))[:MOST_SUGGESTIONS]


def said(goal: Goal, step: Step) -> str:
    """Give what a goal says in the field of a step."""
    return {
        Step.WISH: goal.title,
        Step.OUTCOME: goal.matters,
        Step.OBSTACLE: goal.obstacle,
        Step.IF_THEN: goal.if_then,
        Step.MEASURE: goal.measure,
    }[step]


def answered(goal: Goal, step: Step, text: str) -> Goal:
    """Give the goal with what was said in a step; a line that was only begun for the person is not said yet."""
    words = typed(text)
    if step is Step.IF_THEN and _same(words, beginning(goal.obstacle)):
        words = ""
    return goal.model_copy(update={step.value: words})


def advice_beside(goal: Goal, step: Step) -> tuple[str, ...]:
    """Give the advice on a goal that belongs to a step."""
    if step is Step.IF_THEN and goal.obstacle.strip() and not goal.if_then.strip():
        return (_("Finish the sentence: what will you do then?"),)
    return tuple(one.words for one in advice(goal) if one.about in _ADVISED[step])


def read_back(if_then: str) -> str:
    """Write an if-then line as one whole sentence, to be heard as others would hear it; empty where there is none."""
    words = " ".join(if_then.split())
    if not words:
        return ""
    return f"{words[0].upper()}{words[1:]}{'' if words[-1] in '.!?…' else '.'}"


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).rstrip(".… ") == " ".join(other.split()).rstrip(".… ")
