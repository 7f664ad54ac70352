"""Which fields each kind of thing has, in the words of a programme lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadready.language import _
from leadready.planning.actions import ActionType, Evidence
from leadready.ui.studio.outline import Kind, Place
from leadready.ui.studio.shapes import (
    Chosen,
    Cuts,
    Field,
    Group,
    Identity,
    Keyed,
    Line,
    Lines,
    Missing,
    Node,
    Offer,
    Pairs,
    Pick,
    Prose,
    Targets,
    Tick,
    Ticks,
    When,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadready.ui.studio.known import Known, Names

_Groups = tuple[Group, ...]


def fields_of(kind: Kind) -> tuple[Group, ...]:
    """List the fields of a kind of thing; none for a thing that only holds others."""
    make = _FIELDS.get(kind)
    return make() if make is not None else ()


def _instrument() -> _Groups:
    return (
        Group(
            _("What it is"),
            (
                Field(("title",), _("Title"), Line()),
                Field(("summary",), _("Summary"), Prose(), _("One or two sentences for the list of assessments.")),
                Field(("minutes",), _("Minutes"), Line(short=True), _("An honest estimate of how long it takes.")),
                Field(
                    ("notice",), _("Notice"), Prose(optional=True), _("Words shown before starting. You may leave it.")
                ),
            ),
        ),
        Group(
            _("Where it comes from"),
            (
                Field(("version",), _("Version"), Line(short=True), _("Three numbers, such as 1.0.0.")),
                Field(("licence",), _("Licence"), Line(), _("Who may use it, such as CC-BY-4.0.")),
                Field(("authors",), _("Authors"), Lines(_("Add an author"))),
                Field(("provenance",), _("Provenance"), Prose(), _("Who wrote the items, and what is known of them.")),
                Field(("language",), _("Language"), Line(optional=True, short=True), _("Of the texts: en-GB.")),
            ),
        ),
        Group(
            _("Items worded the other way round"),
            (
                Field(
                    ("reversed",),
                    _("Reversed items"),
                    Chosen(_items, _("Add an item")),
                    _("Every rubric that counts one of them must turn its answers round."),
                ),
            ),
        ),
    )


def _section() -> _Groups:
    return (
        Group(
            "",
            (
                Field(("title",), _("Title"), Line()),
                Field(("id",), _("Id"), Identity(), _ID()),
                Field(("intro",), _("Introduction"), Prose(optional=True)),
                Field(("optional",), _("It may be left out"), Tick()),
            ),
        ),
        _for_whom(),
    )


def _page() -> _Groups:
    return (
        Group(
            "",
            (
                Field(("lead_in",), _("Lead-in"), Line(optional=True), _("What to think of, above the items.")),
                Field(
                    ("response_scale",),
                    _("Response scale of its items"),
                    Pick(_response_scales, _("Each item names its own")),
                ),
            ),
        ),
        _for_whom(),
    )


def _item() -> _Groups:
    return (
        Group(
            "",
            (
                Field(("stem",), _("Stem"), Prose(), _("The words of the item: one thought, no “not”, no “and”.")),
                Field((), _("Id"), Identity("item"), _("It changes wherever the item is used.")),
                Field(
                    ("response_scale",),
                    _("Response scale"),
                    Pick(_response_scales, _("As its page says")),
                ),
                Field(
                    ("options",),
                    _("Options of its own"),
                    Pairs(_("Value"), _("Label"), add=_("Add an option"), first="1"),
                    _("Instead of a response scale that it shares."),
                ),
            ),
        ),
        _for_whom(),
        Group(
            _("Other words for some"),
            (
                Field(
                    ("wordings",),
                    _("Wordings"),
                    Node([]),
                    _("Each says for whom (when) and with which words (stem). The meaning must stay the same."),
                ),
            ),
            folded=True,
        ),
    )


def _response_scale() -> _Groups:
    return (
        Group(
            "",
            (
                Field((), _("Id"), Identity("response-scale"), _("It changes wherever the scale is used.")),
                Field(
                    ("options",),
                    _("Options"),
                    Pairs(_("Value"), _("Label"), add=_("Add an option"), first="1"),
                    _("Whole numbers as values if answers are to be counted."),
                ),
                Field(
                    ("not_applicable",),
                    _("“Does not apply”"),
                    Line(optional=True),
                    _("The label of one more answer, which takes the item out for this person."),
                ),
                Field(
                    ("text",),
                    _("Words of one's own"),
                    Line(optional=True, short=True),
                    _("The most characters, instead of options."),
                ),
            ),
        ),
    )


def _prompt() -> _Groups:
    return (
        Group(
            "",
            (
                Field(("title",), _("Title"), Line()),
                Field(("prompt",), _("Prompt"), Prose(), _("What applicants are asked to tell.")),
                Field(("words",), _("Most words"), Line(short=True)),
                Field(("hints",), _("Hints"), Lines(_("Add a hint"))),
            ),
        ),
    )


def _rubric() -> _Groups:
    return (
        Group(
            _("What it is for"),
            (
                Field(("title",), _("Title"), Line()),
                Field(("purpose",), _("Purpose"), Prose(), _("What these scores are for, and what not.")),
                Field(("version",), _("Version"), Line(short=True), _("Three numbers, such as 1.0.0.")),
                Field(("uses",), _("May be used for"), Ticks(_uses, unset=True)),
                Field(("shows",), _("People see"), Pick(_shows, _("Scores and levels"))),
                Field(("instrument",), _("Instrument"), Line(), _("Which one it judges, such as my-assessment 1.x.")),
            ),
        ),
        Group(
            _("Time and background"),
            (
                Field(
                    ("hours_a_month",),
                    _("Item that asks for hours a month"),
                    Pick(_numbered_items, _("None")),
                ),
                *(
                    Field(("background", facet), words, Pick(_chosen_items, _("None")), help_text)
                    for facet, words, help_text in (
                        ("setting", _("Item that asks where people work"), _("Actions can be for some answers only.")),
                        ("size", _("Item that asks how large their workplace is"), ""),
                        ("profession", _("Item that asks for their profession"), ""),
                        ("career_stage", _("Item that asks how far they are in their career"), ""),
                    )
                ),
            ),
        ),
    )


def _levels() -> _Groups:
    help_text = _(
        "Each has where it begins, its title and its id. A score belongs to a level from there up to, not including, "
        "where the next one begins."
    )
    return (Group("", (Field((), _("Levels, from low to high"), Cuts(), help_text),)),)


def _shared() -> _Groups:
    return (
        Group(
            _("Every scale"),
            (
                Field(("every_scale", "missing"), _("When answers are missing"), Missing(_("All are required"))),
                *_precision("every_scale"),
            ),
        ),
        Group(
            _("Every domain"),
            (
                Field(
                    ("every_domain", "missing"),
                    _("When scores are missing"),
                    Missing(_("All are required"), "scored"),
                ),
                *_precision("every_domain"),
            ),
        ),
    )


def _scale() -> _Groups:
    return (
        _named(),
        Group(
            _("What counts"),
            (
                Field(("items",), _("Items"), Keyed()),
                Field(("method",), _("How answers become a score"), Pick(_methods, _("Mean of the answers"))),
                Field(("missing",), _("When answers are missing"), Missing(_("As for every scale"))),
                Field(("importance",), _("Item that rates how much it matters"), Pick(_numbered_items, _("None"))),
            ),
        ),
        _descriptors(),
        Group(
            _("Keys and values"),
            (
                Field(
                    ("key",),
                    _("Best option of each item"),
                    Pairs(_("Item"), _("Best option"), _items_of_scale, _("Add a key")),
                    _("For how many are right, or how close they are."),
                ),
                Field(
                    ("rationale",),
                    _("Why it is best"),
                    Pairs(_("Item"), _("Reason"), _items_of_scale, _("Add a reason"), long=True),
                ),
                Field(
                    ("value_map",),
                    _("What options count, where that is not their number"),
                    Node(),
                    _("For each item its options and what each counts, such as s1: {1: 0, 2: 1, 3: 3}."),
                ),
            ),
            folded=True,
        ),
        _more(),
    )


def _domain() -> _Groups:
    return (
        _named(),
        Group(
            _("What counts"),
            (
                Field(("mean_of",), _("The mean of these scales"), Chosen(_scales, _("Add a scale"))),
                Field(("missing",), _("When scores are missing"), Missing(_("As for every domain"), "scored")),
            ),
        ),
        _descriptors(),
        _more(),
    )


def _composite() -> _Groups:
    return (
        _named(),
        Group(
            _("What counts"),
            (
                Field(
                    ("weights",),
                    _("Weights"),
                    Pairs(_("Part"), _("Weight"), _scores, _("Add a part"), first="1"),
                    _("Shares of their sum: 2 and 1 count as two thirds and one third."),
                ),
                Field(("missing",), _("When scores are missing"), Missing(_("All are required"), "scored")),
                Field(
                    ("surroundings_weak_below",),
                    _("About the surroundings: weak below"),
                    Line(optional=True, short=True),
                    _("From 0 to 100. Below it, a plan has at least one action that faces the surroundings."),
                ),
            ),
        ),
        _descriptors(),
        _more(),
    )


def _gate() -> _Groups:
    return (
        Group(
            "",
            (
                Field(("title",), _("Title"), Line()),
                Field(("id",), _("Id"), Identity(), _ID()),
                Field(("when",), _("It holds when"), When()),
                Field(("outcome",), _("What follows"), Prose(), _("In words for the person.")),
                Field(("stage",), _("Where it applies"), Pick(_stages, _("A person's own development"))),
                Field(("withholds",), _("What is not shown then"), Ticks(_withheld)),
                Field(("offers",), _("What the plan offers then"), Pick(_offers, _("Goals only"))),
            ),
        ),
    )


def _profile() -> _Groups:
    return (
        Group(
            "",
            (
                Field(("title",), _("Title"), Line()),
                Field(("id",), _("Id"), Identity("pattern"), _ID()),
                Field(("when",), _("It fits when"), When()),
                Field(("says",), _("What it may mean"), Prose(), _("A hypothesis to think about, never a verdict.")),
                Field(("response",), _("What could help"), Prose()),
                Field(
                    ("opening",),
                    _("How the plan opens"),
                    Prose(optional=True),
                    _("What the pattern may suggest, and what the plan therefore begins with."),
                ),
            ),
        ),
    )


def _facts() -> _Groups:
    return (
        Group(
            "",
            (
                Field(
                    (),
                    _("What a person can confirm"),
                    Pairs(_("Id"), _("Words"), add=_("Add a fact"), first="confirmed", long=True),
                    _("Gates can ask for it, such as: A sponsor has confirmed support."),
                ),
            ),
        ),
    )


def _quadrant() -> _Groups:
    fields = (
        ("both", _("Both reach the cut")),
        ("up", _("Only the one upwards reaches it")),
        ("across", _("Only the one across reaches it")),
        ("neither", _("Neither reaches it")),
    )
    return (
        Group(
            _("Two scores seen together"),
            (
                Field(("across",), _("Across"), Pick(_scores, _("No quadrant"))),
                Field(("up",), _("Up"), Pick(_scores, _("No quadrant"))),
                Field(("cut",), _("Cut"), Line(optional=True, short=True), _("60 unless you say otherwise.")),
            ),
        ),
        *(Group(heading, _field_of_quadrant(name)) for name, heading in fields),
    )


def _field_of_quadrant(name: str) -> tuple[Field, ...]:
    return (
        Field(("fields", name, "title"), _("Title"), Line()),
        Field(("fields", name, "says"), _("What it may mean"), Prose(), _("A hypothesis to think about.")),
        Field(("fields", name, "offers"), _("What the plan offers then"), Pick(_offers, _("Goals only"))),
    )


def _norm() -> _Groups:
    return (
        Group(
            "",
            (
                Field(("title",), _("Title"), Line()),
                Field(("source",), _("Source"), Line()),
                Field(("collected",), _("Collected"), Line(), _("Such as 2027-03, or 2026 to 2027.")),
                Field(("people",), _("How many people"), Line(short=True)),
                Field(("population",), _("Who they were"), Prose()),
                Field(("mode",), _("Answered for"), Pick(_modes)),
                Field(("scores",), _("Figures"), Node(), _("For each score its mean, sd and percentiles.")),
            ),
        ),
    )


def _quality() -> _Groups:
    return (
        Group(
            _("From where on answers look careless"),
            (
                Field(
                    ("longest_run",),
                    _("Identical answers in a row"),
                    Line(optional=True, short=True),
                    _("12 unless you say otherwise."),
                ),
                Field(
                    ("least_spread",),
                    _("Spread of all answers below"),
                    Line(optional=True, short=True),
                    _("As share of the range: 0.1 unless you say otherwise."),
                ),
                Field(
                    ("even_odd",),
                    _("Correlation of odd with even halves below"),
                    Line(optional=True, short=True),
                    _("0.0 unless you say otherwise."),
                ),
                Field(
                    ("reversed_gap",),
                    _("Gap between items and reversed items above"),
                    Line(optional=True, short=True),
                    _("As share of the range: 0.5 unless you say otherwise."),
                ),
            ),
        ),
    )


def _criterion() -> _Groups:
    return (
        Group(
            "",
            (
                Field(("title",), _("Title"), Line()),
                Field(("evidence",), _("Evidence prompt that it judges"), Pick(_prompts)),
                Field(("weight",), _("Weight"), Line(optional=True, short=True), _("1 unless you say otherwise.")),
                Field(
                    ("anchors",),
                    _("Anchors"),
                    Pairs(_("Mark"), _("What earns it"), add=_("Add an anchor"), first="1", long=True),
                    _("A sentence for each mark; they must differ in what can be seen."),
                ),
                Field(("lines",), _("Yes/no lines"), Lines(_("Add a line"))),
            ),
        ),
    )


def _selection() -> _Groups:
    return (
        Group(
            _("Ties and the line of a shortlist"),
            (
                Field(
                    ("tie_breaks",),
                    _("Criteria that part equals, in order"),
                    Chosen(_criteria, _("Add a criterion")),
                ),
                Field(("cut_score", "method"), _("How the line is set"), Pick(_cut_methods, _("No line"))),
                Field(("cut_score", "at"), _("At"), Line(optional=True, short=True)),
                Field(("cut_score", "places"), _("Places"), Line(optional=True, short=True)),
                Field(("cut_score", "decided"), _("Decided"), Prose(optional=True), _("Who, when and how.")),
            ),
        ),
        Group(
            _("Several people about one thing"),
            (
                Field(("group", "least"), _("Fewest people"), Line(optional=True, short=True)),
                Field(
                    ("group", "agreement"),
                    _("Least agreement for a mean"),
                    Line(optional=True, short=True),
                    _("Between 0 and 1; 0.7 unless you say otherwise."),
                ),
            ),
            folded=True,
        ),
    )


def _goal() -> _Groups:
    return (
        Group(
            "",
            (
                Field(("title",), _("Goal"), Line()),
                Field(("matters",), _("Why it matters"), Prose(), _("To patients or the service.")),
                Field(("measure",), _("How one sees that it is reached"), Prose()),
                Field(("obstacle",), _("What may be in the way"), Prose()),
                Field(("if_then",), _("If-then line"), Prose(), _("If this happens, then I will …")),
            ),
        ),
    )


def _action() -> _Groups:
    return (
        Group(
            "",
            (
                Field(("title",), _("Title"), Line()),
                Field(("id",), _("Id"), Identity("action"), _ID()),
                Field(("summary",), _("Summary"), Prose()),
                Field(("type",), _("Kind"), Pick(_action_types)),
                Field(("steps",), _("Steps"), Lines(_("Add a step"))),
                Field(
                    ("obstacles",),
                    _("What might get in its way"),
                    Node([]),
                    _("Each with an obstacle and an if_then line, offered where a goal is thought through."),
                ),
                Field(("taster",), _("A taster"), Tick(), _("Small, and it commits to nothing.")),
            ),
        ),
        Group(
            _("Whom it suits"),
            (
                Field(("targets",), _("Scales and levels"), Targets()),
                Field(("profiles",), _("Profile rules that it answers"), Chosen(_patterns, _("Add a profile rule"))),
                Field(("settings",), _("Only in these settings"), Chosen(_settings, _("Add a setting"))),
                Field(("sizes",), _("Only in workplaces of this size"), Chosen(_sizes, _("Add a size"))),
                Field(("professions",), _("Only for these professions"), Chosen(_professions, _("Add a profession"))),
                Field(
                    ("career_stages",),
                    _("Only at these stages of a career"),
                    Chosen(_stages_of_career, _("Add a stage")),
                ),
                Field(("prerequisites",), _("Actions that come before"), Chosen(_actions, _("Add an action"))),
            ),
        ),
        Group(
            _("What it takes and gives"),
            (
                Field(("effort_hours",), _("Hours"), Line(short=True)),
                Field(("elapsed_weeks",), _("Weeks it takes"), Line(short=True)),
                Field(("review_after_weeks",), _("Review after weeks"), Line(short=True)),
                Field(("cost",), _("Cost"), Pick(_costs, _("None"))),
                Field(("support_from",), _("Support from"), Line()),
                Field(("success_measure",), _("How one sees that it worked"), Prose()),
                Field(("evidence",), _("Evidence for an appraisal"), Pick(_evidence)),
            ),
        ),
    )


def _named() -> Group:
    return Group(
        "",
        (
            Field(("title",), _("Title"), Line()),
            Field(("about",), _("About"), Prose(), _("What it measures, in a sentence.")),
            Field((), _("Id"), Identity("score"), _("It changes wherever the score is used.")),
        ),
    )


def _descriptors() -> Group:
    help_text = _("A sentence for each level, or none at all.")
    shape = Pairs(_("Level"), _("Sentence"), _levels_of_score, fixed=True, long=True)
    return Group(_("Descriptors"), (Field(("descriptors",), _("What each level means here"), shape, help_text),))


def _more() -> Group:
    return Group(
        _("Precision, levels and range"),
        (
            *_precision(),
            Field(("levels",), _("Levels of its own"), Cuts(optional=True)),
            Field(("levels_on",), _("Its levels are on"), Pick(_level_ranges, _("0 to 100"))),
            Field(("shown_as", "from"), _("Also shown from"), Line(optional=True, short=True)),
            Field(("shown_as", "to"), _("Also shown to"), Line(optional=True, short=True)),
        ),
        folded=True,
    )


def _precision(*above: str) -> tuple[Field, ...]:
    return (
        Field(
            (*above, "precision", "sd"),
            _("Standard deviation"),
            Line(optional=True, short=True),
            _("Of scores in a population, on 0 to 100."),
        ),
        Field((*above, "precision", "reliability"), _("Reliability"), Line(optional=True, short=True)),
        Field((*above, "precision", "basis"), _("These two are"), Pick(_bases, _("Not stated"))),
    )


def _for_whom() -> Group:
    return Group(_("For whom"), (Field(("when",), _("Only asked when"), When(optional=True)),), folded=True)


def _ID() -> str:
    return _("Small letters, digits and hyphens.")


def _items(known: Known, _place: Place) -> Names:
    return known.items()


def _numbered_items(known: Known, _place: Place) -> Names:
    return known.numbered_items()


def _chosen_items(known: Known, _place: Place) -> Names:
    return known.chosen_items()


def _settings(known: Known, _place: Place) -> Names:
    return known.background("setting")


def _sizes(known: Known, _place: Place) -> Names:
    return known.background("size")


def _professions(known: Known, _place: Place) -> Names:
    return known.background("profession")


def _stages_of_career(known: Known, _place: Place) -> Names:
    return known.background("career_stage")


def _items_of_scale(known: Known, place: Place) -> Names:
    return known.items_of_scale(place)


def _response_scales(known: Known, _place: Place) -> Names:
    return known.response_scales()


def _prompts(known: Known, _place: Place) -> Names:
    return known.prompts()


def _scales(known: Known, place: Place) -> Names:
    return known.scores(place, "scales")


def _scores(known: Known, place: Place) -> Names:
    mine = place.keys[1] if len(place.keys) > 1 else None
    return {key: title for key, title in known.scores(place).items() if key != mine}


def _levels_of_score(known: Known, place: Place) -> Names:
    return known.levels(place, str(place.keys[1]) if len(place.keys) > 1 else "")


def _criteria(known: Known, place: Place) -> Names:
    return known.criteria(place)


def _patterns(known: Known, place: Place) -> Names:
    return known.patterns(place)


def _actions(known: Known, _place: Place) -> Names:
    return known.actions()


def _offered(make: Callable[[], Names]) -> Offer:
    """Make an offer of what is the same everywhere; the words are made when they are shown, in the language in use."""

    def offer(_known: Known, _place: Place) -> Names:
        return make()

    return offer


_uses = _offered(
    lambda: {"development": _("Development"), "panel": _("Selection by a panel"), "follow-up": _("Following up")}
)
_shows = _offered(lambda: {"levels": _("Levels only, no numbers")})
_stages = _offered(lambda: {"panel": _("A panel's selection")})
_withheld = _offered(lambda: {"profiles": _("Profile rules"), "norms": _("Comparisons with norm groups")})
_offers = _offered(lambda: {"not-now": _("Also to say “not now”")})
_modes = _offered(lambda: {"development": _("Their own development"), "selection": _("A selection")})
_costs = _offered(lambda: {"low": _("Low"), "some": _("Some")})
_bases = _offered(lambda: {"provisional": _("Provisional"), "measured": _("Measured")})
_level_ranges = _offered(lambda: {"raw": _("The mean, sum or count itself")})
_cut_methods = _offered(
    lambda: {
        "fixed": _("A fixed score"),
        "angoff": _("Angoff's method"),
        "contrasting-groups": _("Contrasting groups"),
        "places": _("As many as there are places"),
    }
)
_methods = _offered(
    lambda: {
        "sum": _("Sum of the answers"),
        "min": _("The lowest answer"),
        "max": _("The highest answer"),
        "correct": _("How many are right by the key"),
        "close": _("How close they are to the key"),
    }
)
_action_types = _offered(
    lambda: {
        ActionType.EXPERIENCE.value: _("Experience: by doing"),
        ActionType.EXPOSURE.value: _("Exposure: through others"),
        ActionType.EDUCATION.value: _("Education: by study"),
    }
)
_evidence = _offered(lambda: {one.value: one.value for one in Evidence})

_FIELDS: dict[Kind, Callable[[], _Groups]] = {
    Kind.INSTRUMENT: _instrument,
    Kind.SECTION: _section,
    Kind.PAGE: _page,
    Kind.ITEM: _item,
    Kind.RESPONSE_SCALE: _response_scale,
    Kind.PROMPT: _prompt,
    Kind.RUBRIC: _rubric,
    Kind.LEVELS: _levels,
    Kind.SHARED: _shared,
    Kind.SCALE: _scale,
    Kind.DOMAIN: _domain,
    Kind.COMPOSITE: _composite,
    Kind.GATE: _gate,
    Kind.PROFILE: _profile,
    Kind.QUADRANT: _quadrant,
    Kind.FACTS: _facts,
    Kind.NORM: _norm,
    Kind.QUALITY: _quality,
    Kind.CRITERION: _criterion,
    Kind.SELECTION: _selection,
    Kind.GOAL: _goal,
    Kind.ACTION: _action,
}
