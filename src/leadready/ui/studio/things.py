"""New things: what each kind begins as, so that it loads as soon as it stands there and says what is still to say."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from leadready.language import _
from leadready.ui.studio.known import Known, as_keyed
from leadready.ui.studio.outline import Entry, Kind, mapping, sequence

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadready.instrument.strict_yaml import Value
    from leadready.ui.studio.outline import Place

Thing = dict[str, "Value"]


def adds(kind: Kind) -> Kind | None:
    """Tell which kind of thing can be added to a thing; None where none can."""
    return _ADDS.get(kind)


def place_to_add(entry: Entry) -> Place:
    """Give the list or mapping that a new thing goes into."""
    inside = {Kind.SECTION: ("pages",), Kind.PAGE: ("items",)}
    return entry.place.at(*inside.get(entry.kind, ()))


def is_named(kind: Kind) -> bool:
    """Whether things of a kind stand under an id of their own, and not in a list."""
    return kind not in {Kind.SECTION, Kind.PAGE, Kind.GATE, Kind.PROFILE, Kind.ACTION}


def add_words(kind: Kind) -> str:
    """Say what is added."""
    words = {
        Kind.SECTION: _("Add a section"),
        Kind.PAGE: _("Add a page"),
        Kind.ITEM: _("Add an item"),
        Kind.RESPONSE_SCALE: _("Add a response scale"),
        Kind.PROMPT: _("Add an evidence prompt"),
        Kind.SCALE: _("Add a scale"),
        Kind.DOMAIN: _("Add a domain"),
        Kind.COMPOSITE: _("Add a composite"),
        Kind.GATE: _("Add a gate"),
        Kind.PROFILE: _("Add a profile rule"),
        Kind.NORM: _("Add a norm group"),
        Kind.CRITERION: _("Add a criterion"),
        Kind.GOAL: _("Add a goal"),
        Kind.ACTION: _("Add an action"),
    }
    return words[kind]


def new_id(kind: Kind, taken: list[str]) -> str:
    """Suggest an id that is free."""
    stem = {Kind.RESPONSE_SCALE: "answers", Kind.PROMPT: "story", Kind.PROFILE: "pattern", Kind.NORM: "group"}
    name = stem.get(kind, kind.value)
    return next(one for n in range(1, len(taken) + 2) if (one := f"{name}-{n}") not in taken)


def taken_ids(kind: Kind, entry: Entry, known: Known) -> list[str]:
    """List the ids that a new thing of a kind cannot have."""
    if kind is Kind.ITEM:
        return list(known.items())
    if kind in {Kind.SCALE, Kind.DOMAIN, Kind.COMPOSITE}:
        return list(known.scores(entry.place))
    held: Value = known.values.get(entry.place.file)
    for key in place_to_add(entry).keys:
        held = mapping(held).get(key) if isinstance(key, str) else (sequence(held) or [None])[key]
    if isinstance(held, dict):
        return list(held)
    return [str(mapping(one).get("id")) for one in sequence(held)]


def new_thing(kind: Kind, name: str, known: Known, place: Place) -> Value:
    """Make a thing of a kind.

    Args:
        kind: What it is.
        name: Its id.
        known: What it can be made of.
        place: Where it will stand.
    """
    return _MAKE[kind](name, known, place)


def _item(_name: str, _known: Known, _place: Place) -> Value:
    return _("I do something that can be seen.")


def _page(_name: str, known: Known, _place: Place) -> Value:
    scale = next(iter(known.response_scales()), "")
    return {"response_scale": scale, "items": {new_id(Kind.ITEM, list(known.items())): _item("", known, _place)}}


def _section(name: str, known: Known, place: Place) -> Value:
    return {"id": name, "title": _("New section"), "pages": [_page("", known, place)]}


def _response_scale(_name: str, _known: Known, _place: Place) -> Value:
    return {"options": {"1": _("Disagree"), "2": _("Neither"), "3": _("Agree")}}


def _prompt(_name: str, _known: Known, _place: Place) -> Value:
    return {
        "title": _("New prompt"),
        "prompt": _("Tell of something that you did, and what came of it."),
        "words": "300",
    }


def _scale(_name: str, known: Known, _place: Place) -> Value:
    item = next(iter(known.numbered_items()), "")
    backwards = item in sequence(known.instrument.get("reversed"))
    items: list[Value] = [as_keyed(item, "", reverse=backwards)]
    return {"title": _("New scale"), "about": _("What it measures."), "items": items}


def _domain(_name: str, known: Known, place: Place) -> Value:
    scales: list[Value] = [*islice(known.scores(place, "scales"), 1)]
    return {"title": _("New domain"), "about": _("What it groups."), "mean_of": scales}


def _composite(_name: str, known: Known, place: Place) -> Value:
    weights: Thing = dict.fromkeys(list(known.scores(place, "domains", "scales"))[:1], "1")
    return {"title": _("New composite"), "about": _("What it combines."), "weights": weights}


def _below(known: Known, place: Place) -> Value:
    return {next(iter(known.scores(place)), "score"): {"below": "50"}}


def _gate(name: str, known: Known, place: Place) -> Value:
    return {"id": name, "title": _("New gate"), "when": _below(known, place), "outcome": _("What follows.")}


def _profile(name: str, known: Known, place: Place) -> Value:
    return {
        "id": name,
        "title": _("New profile rule"),
        "when": _below(known, place),
        "says": _("What the pattern may mean."),
        "response": _("What could help."),
    }


def _norm(_name: str, known: Known, place: Place) -> Value:
    score = next(iter(known.scores(place)), "score")
    return {
        "title": _("New norm group"),
        "source": "",
        "collected": "",
        "people": "",
        "population": "",
        "mode": "development",
        "scores": {score: {"mean": "", "sd": ""}},
    }


def _criterion(_name: str, known: Known, _place: Place) -> Value:
    anchors: Thing = {
        "1": _("What earns the lowest mark."),
        "2": _("What earns the mark between."),
        "3": _("What earns the highest mark."),
    }
    return {"title": _("New criterion"), "evidence": next(iter(known.prompts()), ""), "anchors": anchors}


def _goal(_name: str, _known: Known, _place: Place) -> Value:
    return {
        "title": _("New goal"),
        "matters": _("Why it matters to patients or the service."),
        "measure": _("How one sees that it is reached."),
        "obstacle": _("What may be in the way."),
        "if_then": _("If this happens, then I will do that."),
    }


def _action(name: str, known: Known, place: Place) -> Value:
    scale = next(iter(known.scores(place, "scales")), "")
    levels: list[Value] = [*islice(known.levels(place, scale), 1)]
    return {
        "id": name,
        "title": _("New action"),
        "summary": _("What it is, in a sentence."),
        "type": "experience",
        "targets": {scale: levels},
        "steps": [_("The first step.")],
        "effort_hours": "4",
        "elapsed_weeks": "4",
        "support_from": _("Your supervisor"),
        "success_measure": _("How one sees that it worked."),
        "evidence": "CPD",
        "review_after_weeks": "6",
    }


_ADDS = {
    Kind.SECTIONS: Kind.SECTION,
    Kind.SECTION: Kind.PAGE,
    Kind.PAGE: Kind.ITEM,
    Kind.RESPONSE_SCALES: Kind.RESPONSE_SCALE,
    Kind.PROMPTS: Kind.PROMPT,
    Kind.SCALES: Kind.SCALE,
    Kind.DOMAINS: Kind.DOMAIN,
    Kind.COMPOSITES: Kind.COMPOSITE,
    Kind.GATES: Kind.GATE,
    Kind.PROFILES: Kind.PROFILE,
    Kind.NORMS: Kind.NORM,
    Kind.CRITERIA: Kind.CRITERION,
    Kind.GOALS: Kind.GOAL,
    Kind.STRENGTHS: Kind.GOAL,
    Kind.ACTIONS: Kind.ACTION,
}
_MAKE: dict[Kind, Callable[[str, Known, Place], Value]] = {
    Kind.SECTION: _section,
    Kind.PAGE: _page,
    Kind.ITEM: _item,
    Kind.RESPONSE_SCALE: _response_scale,
    Kind.PROMPT: _prompt,
    Kind.SCALE: _scale,
    Kind.DOMAIN: _domain,
    Kind.COMPOSITE: _composite,
    Kind.GATE: _gate,
    Kind.PROFILE: _profile,
    Kind.NORM: _norm,
    Kind.CRITERION: _criterion,
    Kind.GOAL: _goal,
    Kind.ACTION: _action,
}
