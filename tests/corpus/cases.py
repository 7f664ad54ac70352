"""Broken packages: each is the sound one with one fault, or with several, and has exactly the problems named.

A problem is written as its code and the text whose first line it names, or a way there, as in `gates: > id: other`;
without a text it is about the whole file.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from leadready.assessment.checks.rubric import DEEPEST_COMPOSITE
from tests.corpus.sound import ACTIONS, EXAMPLE, INSTRUMENT, MAPPING, PANEL, RUBRIC, SOUND, WELSH


@dataclass(frozen=True)
class Expected:
    code: str
    at: str
    file: str
    severity: str
    line: int


@dataclass(frozen=True)
class Case:
    name: str
    files: dict[str, str] = field(hash=False)
    expected: tuple[Expected, ...]

    def lines(self) -> list[tuple[str, int, str, str]]:
        """Say the expected problems as file, line, code and severity."""
        return sorted((one.file, self._line(one), one.code, one.severity) for one in self.expected)

    def _line(self, one: Expected) -> int:
        lines = list(enumerate(self.files.get(one.file, "").splitlines(), 1))
        found = one.line
        for words in one.at.split(" > ") if one.at else ():
            found = next(number for number, line in lines if number > found and words in line)
        return found


def fault(code: str, at: str = "", file: str = "", severity: str = "fault", line: int = 0) -> Expected:
    return Expected(code, at, file, severity, line)


def advice(code: str, at: str = "", file: str = "") -> Expected:
    return fault(code, at, file, "advice")


def case(name: str, file: str, there: str, instead: str, *expected: Expected) -> Case:
    """One edit in one file; problems are in this file unless they say otherwise."""
    return many(name, [(file, there, instead)], *expected)


MIRROR = """\
mirror:
  title: What you have seen
  not_seen: I have not seen this
  pages:
    - lead_in: Think of the last month.
      items:
        a1: They begin before they are told.
        a2: They wait for others to begin.
"""


def mirror(name: str, there: str, instead: str, *expected: Expected) -> Case:
    """One edit in a mirror that the instrument has."""
    assert there in MIRROR, (name, there)
    edited = MIRROR.replace(there, instead, 1)
    return case(name, INSTRUMENT, "reversed: [a2]\n", f"reversed: [a2]\n{edited}", *expected)


def many(name: str, edits: list[tuple[str, str, str]], *expected: Expected) -> Case:
    files = dict(SOUND)
    for file, there, instead in edits:
        assert there in files.get(file, ""), (name, there)
        files[file] = files[file].replace(there, instead, 1) if there else instead
    placed = tuple(replace(one, file=one.file or edits[0][0]) for one in expected)
    return Case(name, files, placed)


ITEMS = "    items: [a1, -a2]\n"
RULES = "gates:\n"
GATE = "    when: {any: [{knowing: {below: 1, on: raw}}, {not: {fact: backed}}]}\n"
CALLED = "          a1: I begin before I am told.\n"
PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
ALL_OF_INSTRUMENT, ALL_OF_RUBRIC, ALL_OF_ACTIONS = SOUND[INSTRUMENT], SOUND[RUBRIC], SOUND[ACTIONS]


def gate(name: str, when: str, *expected: Expected) -> Case:
    """The gate has another condition; `backed` is still asked for."""
    instead = f"    when:\n      any:\n        - {{not: {{fact: backed}}}}\n        - {when}\n"
    return case(name, RUBRIC, GATE, instead, *expected)


def stem(name: str, words: str, *expected: Expected) -> Case:
    return case(name, INSTRUMENT, CALLED, f"          a1: {words}\n", *expected)


def quadrant(name: str, axes: str, *expected: Expected, more: str = "") -> Case:
    """The rubric has a quadrant with these axes."""
    fields = ", ".join(f"{one}: {{title: T, says: S}}" for one in ("neither", "across", "up", "both"))
    instead = f"hours_a_month: hours\n{more}quadrant: {{{axes}, fields: {{{fields}}}}}\n"
    return case(name, RUBRIC, "hours_a_month: hours\n", instead, *expected)


FORM = [
    case("no title", INSTRUMENT, "title: Sound\n", "", fault("missing-field", "format:")),
    case("misspelt field", INSTRUMENT, "summary:", "sumary:", fault("missing-field", "format:"), fault("unknown-field", "sumary:")),
    case("format of another version", INSTRUMENT, "instrument/1", "instrument/9", fault("wrong-value", "instrument/9")),
    case("id with a space", INSTRUMENT, "id: sound", "id: Sound One", fault("wrong-value", "Sound One")),
    case("version of two numbers", INSTRUMENT, "version: 1.0.0", "version: 1.0", fault("wrong-value", "version:")),
    case("minutes in words", INSTRUMENT, "minutes: 3", "minutes: soon", fault("wrong-value", "soon")),
    case("no minutes at all", INSTRUMENT, "minutes: 3", "minutes: 0", fault("wrong-value", "minutes: 0")),
    case("no authors", INSTRUMENT, "[Someone]", "[]", fault("wrong-value", "authors")),
    case("empty title", INSTRUMENT, "title: Sound", 'title: ""', fault("wrong-value", "title:")),
    case("no licence", INSTRUMENT, "licence: CC-BY-4.0\n", "", fault("missing-field", "format:")),
    case("one option only", INSTRUMENT, "{1: Never, 2: Rarely, 3: Sometimes, 4: Often}", "{1: Never}", fault("wrong-value", "{1: Never}")),
    case("half an option", INSTRUMENT, "{1: Never, 2:", "{1: Never, 1.5:", fault("wrong-value", "1.5:")),
    case("one value written in two ways", INSTRUMENT, "{1: Never, 2:", "{1: Never, 01:", fault("wrong-value", "01:")),
    case("a value in other digits", INSTRUMENT, "{1: Never, 2:", "{1: Never, ١:", fault("wrong-value", "١:")),
    case("neither options nor text", INSTRUMENT, "    text: 80\n", "    not_applicable: None\n", fault("wrong-value", "  words:")),
    case("seven items on a page", INSTRUMENT, CALLED, CALLED + "".join(f"          x{n}: I wait {n}.\n" for n in range(3)), fault("wrong-value", "response_scale: often > items:")),
    case("unknown field of an item", INSTRUMENT, "response_scale: words}", "scale: words}", fault("unknown-field", "scale: words")),
    case("no sections", INSTRUMENT, "sections:\n", "sections: []\nmore:\n", fault("unknown-field", "more:"), fault("wrong-value", "sections: []")),
    case("no weight at all", RUBRIC, "[a1, -a2]", "[a1, {-a2: 0}]", fault("wrong-value", "{-a2: 0}")),
    case("endless weight", RUBRIC, "[a1, -a2]", "[a1, {-a2: .inf}]", fault("wrong-value", ".inf")),
    case("unheard-of missing rule", RUBRIC, ITEMS, f"{ITEMS}    missing: whenever\n", fault("wrong-value", "whenever")),
    case("missing rule that asks for nothing", RUBRIC, ITEMS, f"{ITEMS}    missing: prorate when 0% answered\n", fault("wrong-value", "0%")),
    case("missing rule that asks for a third over nothing", RUBRIC, ITEMS, f"{ITEMS}    missing: prorate when 1/0 answered\n", fault("wrong-value", "1/0")),
    case("reliability above 1", RUBRIC, ITEMS, f"{ITEMS}    precision: {{sd: 18, reliability: 1.2, basis: provisional}}\n", fault("wrong-value", "1.2")),
    case("norms without a source", RUBRIC, "    source: Pilot of the tests, unpublished\n", "", fault("missing-field", "  pilot:")),
    case("norms of one person", RUBRIC, "people: 240", "people: 1", fault("wrong-value", "people: 1")),
    case("an action with an id only", ACTIONS, "    title: Begin one thing\n    summary: Choose one thing and begin it.\n", "", *[fault("missing-field", "- id: begin")] * 2),
    case("a list for an action library", ACTIONS, ALL_OF_ACTIONS, "- a list\n", fault("wrong-value", "- a list")),
    case("an empty action library", ACTIONS, ALL_OF_ACTIONS, "", fault("wrong-value", line=1)),
    case("a hundred and more unknown fields", ACTIONS, ALL_OF_ACTIONS, ALL_OF_ACTIONS + "".join(f"x{n}: 1\n" for n in range(250)), *[fault("unknown-field", f"x{n}:") for n in range(200)], fault("more")),
]  # fmt: skip

YAML = [
    case("anchor", INSTRUMENT, "title: Sound", "title: &t Sound", fault("yaml-anchor", "&t")),
    case("alias", INSTRUMENT, "title: Sound", "title: *t", fault("yaml-alias", "*t")),
    case("bomb of aliases", INSTRUMENT, ALL_OF_INSTRUMENT, "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
         fault("yaml-anchor", "a: &a"), fault("yaml-anchor", "b: &b"), *[fault("yaml-alias", "b: &b")] * 2, *[fault("yaml-alias", "c: [")] * 2),
    case("tag that runs a program", INSTRUMENT, "title: Sound", "title: !!python/object/apply:os.system [ls]", fault("yaml-tag", "!!python")),
    case("own tag", RUBRIC, "title: Starting", "title: !thing Starting", fault("yaml-tag", "!thing")),
    case("merge key", RUBRIC, "    title: Starting\n", "    title: Starting\n    <<: {}\n", fault("yaml-merge", "<<")),
    case("key that stands twice", INSTRUMENT, "title: Sound\n", "title: Sound\ntitle: Round\n", fault("yaml-duplicate-key", "title: Round")),
    case("item that stands twice on a page", INSTRUMENT, "          a2:", "          a1:", fault("yaml-duplicate-key", "a1: I wait")),
    case("list as a key", INSTRUMENT, "title: Sound\n", "title: Sound\n? [a]\n: 1\n", fault("yaml-key", "? [a]")),
    case("two documents", ACTIONS, "goals:", "---\ngoals:", fault("yaml-two-documents", "--- > goals:")),
    case("tab", INSTRUMENT, "    title: About you", "\ttitle: About you", fault("yaml-syntax", "\ttitle")),
    case("open bracket", RUBRIC, "[a1, -a2]", "[a1, -a2", fault("yaml-syntax", "descriptors:")),
    case("colon inside a text", INSTRUMENT, "title: Sound", "title: Sound: a start", fault("yaml-syntax", "Sound: a")),
    case("bell", INSTRUMENT, "title: Sound", "title: So\x07und", fault("yaml-character", "title: So")),
    case("zero byte", INSTRUMENT, "title: Sound", "title: So\x00und", fault("yaml-character", "title: So")),
    case("nested too deep", ACTIONS, "goals:", "deep: " + "[" * 40 + "]" * 40 + "\ngoals:", fault("yaml-too-deep", "deep:")),
    case("no end of brackets", ACTIONS, ALL_OF_ACTIONS, "[" * 100_000, fault("yaml-syntax", "[")),
    case("a million dashes", ACTIONS, ALL_OF_ACTIONS, "- a\n" * 250_000, fault("yaml-too-many", line=50_000)),
    case("more than a mebibyte", ACTIONS, ALL_OF_ACTIONS, "# " + "x" * 1024 * 1024, fault("file-too-large")),
    case("a thousand tags", ACTIONS, ALL_OF_ACTIONS, "- !x a\n" * 1000, *[fault("yaml-tag", line=n) for n in range(1, 201)]),
]  # fmt: skip

ITEMS_AND_SCALES = [
    case("numbers and words", INSTRUMENT, "{1: Never, 2:", "{1: Never, two:", fault("mixed-options", "two:")),
    case("numbers and words of one item", INSTRUMENT, "{2: Two, 5: Five}", "{2: Two, many: More}", fault("mixed-options", "many:")),
    case("unknown response scale", INSTRUMENT, "response_scale: words}", "response_scale: wrods}", fault("unknown-response-scale", "wrods")),
    case("no response scale", INSTRUMENT, ", response_scale: words}", "}", fault("no-response-scale", "change: {")),
    case("two response scales", INSTRUMENT, "large: Large}}", "large: Large}, response_scale: words}", fault("two-response-scales", "large: Large}, ")),
    case("item asked twice", INSTRUMENT, "          k1:", "          a1:", fault("duplicate-item", "a1: {")),
    case("section id twice", INSTRUMENT, "  - id: leading", "  - id: about", fault("duplicate-section", "About you > - id: about")),
    case("reversed item that is not there", INSTRUMENT, "reversed: [a2]", "reversed: [a2, a9]", fault("unknown-item", "reversed:")),
    case("reversed item named twice", INSTRUMENT, "reversed: [a2]", "reversed: [a2, a2]", fault("item-twice", "reversed:")),
    case("condition on an unknown item", INSTRUMENT, "{answer: {size: [large]}}", "{answer: {seize: [large]}}", fault("unknown-item", "seize")),
    case("condition on an unknown option", INSTRUMENT, "{answer: {size: [large]}}", "{answer: {size: [huge]}}", fault("unknown-option", "huge")),
    case("condition on a later item", INSTRUMENT, "{answer: {size: [large]}}", "{answer: {k1: [a]}}", fault("later-item", "k1: [a]")),
    case("condition on itself", INSTRUMENT, "{answer: {size: [large]}}", "{answer: {b2: [4]}}", fault("later-item", "b2: [4]")),
    case("condition on words of one's own", INSTRUMENT, "{answer: {size: [large]}}", "{answer: {change: [large]}}", fault("text-item", "change: [large]")),
    case("condition on a score", INSTRUMENT, "{answer: {size: [large]}}", "{starting: {below: 50}}", fault("not-an-answer", "{starting:")),
    case("items that wait for each other", INSTRUMENT, "size: {stem: How large is your team?, options: {small: Small, large: Large}}",
         "size: {stem: How large is your team?, options: {small: Small, large: Large}, when: {answer: {b2: [4]}}}", fault("later-item", "size: {")),
    case("lead-in with an unknown answer", INSTRUMENT, "Think of {change}.", "Think of {chance}.", fault("unknown-item", "{chance}")),
    case("lead-in with a later answer", INSTRUMENT, "Think of {change}.", "Think of {a1}.", fault("later-item", "{a1}")),
    case("stem with its own answer", INSTRUMENT, "I thank people by name.", "I thank for {b1}.", fault("later-item", "{b1}")),
    case("section with a later answer", INSTRUMENT, "    title: Leading\n", "    title: Leading\n    intro: Of {hours}\n", fault("later-item", "{hours}")),
    case("item that nobody is asked", INSTRUMENT, "{answer: {size: [large]}}", "{all: [{answer: {size: [large]}}, {answer: {size: [small]}}]}", advice("never-asked", "          b2:")),
    case("item that no rubric uses", RUBRIC, "hours_a_month: hours\n", "", advice("unused-item", "hours: {", INSTRUMENT)),
    case("response scale that no item uses", INSTRUMENT, "  words:\n", "  spare:\n    text: 9\n  words:\n", advice("unused-response-scale", "  spare:")),
    case("two options with one label", INSTRUMENT, "3: Sometimes", "3: rarely", advice("alike-options", "3: rarely")),
    case("provenance of one word", INSTRUMENT, "Written for the tests of this program, and from no other source.", "Unclear.", advice("thin-provenance", "provenance:")),
    case("licence yet to be found", INSTRUMENT, "CC-BY-4.0", "TBD", advice("no-licence", "licence:")),
    case("evidence that nobody judges", INSTRUMENT, "  story:", "  spare: {title: More, prompt: Tell us more., words: 90}\n  story:", advice("unused-evidence", "  spare:")),
]  # fmt: skip

SCORES = [
    case("unknown item", RUBRIC, "[a1, -a2]", "[a1, -a2, a9]", fault("unknown-item", "a9")),
    case("unknown item for the size of a workplace", RUBRIC, "background: {size: size}", "background: {size: sise}", fault("unknown-item", "background")),
    case("size of a workplace in words of one's own", RUBRIC, "background: {size: size}", "background: {size: change}", fault("background-item", "background")),
    case("facet of a background that nobody knows", RUBRIC, "background: {size: size}", "background: {height: size}", fault("wrong-value", "background")),
    case("surroundings weak below nothing", RUBRIC, "surroundings_weak_below: 40", "surroundings_weak_below: 0", fault("wrong-value", "surroundings_weak_below")),
    case("size that nobody is asked for", RUBRIC, "background: {size: size}\n", "", advice("no-background", "sizes:", ACTIONS)),
    case("unknown item for the hours", RUBRIC, "hours_a_month: hours", "hours_a_month: ours", fault("unknown-item", "hours_a_month")),
    case("item counted twice", RUBRIC, "[a1, -a2]", "[a1, -a2, a1]", fault("item-twice", "[a1, -a2, a1]")),
    case("words counted", RUBRIC, "[a1, -a2]", "[a1, -a2, size]", fault("text-item", "size]")),
    case("free text counted", RUBRIC, "[a1, -a2]", "[a1, -a2, change]", fault("text-item", "change]")),
    case("importance in words", RUBRIC, ITEMS, f"{ITEMS}    importance: size\n", fault("text-item", "importance")),
    case("reversed item that nothing reverses", RUBRIC, "[a1, -a2]", "[a1, a2]", fault("not-reversed", "[a1, a2]")),
    case("item turned round by the map and by the minus", RUBRIC, ITEMS, f"{ITEMS}    value_map: {{a2: {{1: 4, 2: 3, 3: 2, 4: 1}}}}\n", fault("not-reversed", "[a1, -a2]")),
    case("item turned round but not listed", RUBRIC, "[a1, -a2]", "[-a1, -a2]", fault("unlisted-reversal", "[-a1")),
    case("item of a test turned round", RUBRIC, "items: [k1, k2]", "items: [-k1, k2]", fault("reversed-key", "[-k1")),
    case("item of a test without a key", RUBRIC, "key: {k1: a, k2: b}", "key: {k1: a}", fault("missing-key", "[k1, k2]")),
    case("key of another item", RUBRIC, "key: {k1: a, k2: b}", "key: {k1: a, k2: b, b1: 1}", fault("unknown-item", "b1: 1")),
    case("key that is no option", RUBRIC, "k2: b}", "k2: z}", fault("unknown-option", "k2: z")),
    case("key that nothing uses", RUBRIC, ITEMS, f"{ITEMS}    key: {{a1: 4}}\n", fault("unused-key", "key: {a1")),
    case("map that nothing uses", RUBRIC, "    method: correct\n", "    method: correct\n    value_map: {k1: {a: 1, b: 0, c: 0}}\n", fault("unused-map", "value_map")),
    case("map without an option", RUBRIC, ITEMS, f"{ITEMS}    value_map: {{a1: {{1: 0, 2: 1, 3: 3}}}}\n", fault("unmapped-option", "value_map")),
    case("map with an unknown option", RUBRIC, ITEMS, f"{ITEMS}    value_map: {{a1: {{1: 0, 2: 1, 3: 3, 4: 3, 5: 4}}}}\n", fault("unknown-option", "value_map")),
    case("map of an item that is not there", RUBRIC, ITEMS, f"{ITEMS}    value_map: {{a3: {{1: 0, 2: 1}}}}\n", fault("unknown-item", "value_map")),
    case("map that tells nobody apart", RUBRIC, ITEMS, f"{ITEMS}    value_map: {{a1: {{1: 1, 2: 1, 3: 1, 4: 1}}}}\n", fault("flat-map", "value_map")),
    case("rule for more items than there are", RUBRIC, ITEMS, f"{ITEMS}    missing: prorate when 3 answered\n", fault("never-scores", "when 3 answered")),
    case("rule that some people cannot meet", RUBRIC, "prorate when 50% answered", "prorate when 2 answered", advice("never-scores-for-some", "when 2 answered"), *[fault("wrong-example", f"  {one}:", EXAMPLE) for one in ("thanking", "doing", "whole")]),
    case("rule of tests for a domain", RUBRIC, "    mean_of: [starting, thanking]\n", "    mean_of: [starting, thanking]\n    missing: prorate when 3 scored\n", fault("never-scores", "when 3 scored")),
    case("rule of tests for a composite", RUBRIC, "    weights: {doing: 0.6", "    missing: unanswered counts nothing\n    weights: {doing: 0.6", fault("rule-for-items", "composites: > missing:")),
    case("unknown scale in a domain", RUBRIC, "mean_of: [starting, thanking]", "mean_of: [starting, thanks]", fault("unknown-scale", "thanks]")),
    case("scale twice in a domain", RUBRIC, "mean_of: [starting, thanking]", "mean_of: [starting, starting]", fault("duplicate-part", "mean_of")),
    case("unknown part of a composite", RUBRIC, "{doing: 0.6,", "{done: 0.6,", fault("unknown-part", "{done:")),
    case("composites made of each other", RUBRIC, "    weights: {doing: 0.6, knowing: 0.4}\n", "    weights: {half: 0.6, knowing: 0.4}\n  half:\n    title: Half\n    about: Half of it.\n    weights: {whole: 1}\n", fault("cycle", "weights: {half")),
    case("composites of composites of composites", RUBRIC, "hours_a_month:", "".join(
        f"  c{n}:\n    title: C{n}\n    about: One more.\n    weights: {{{f'c{n - 1}' if n else 'whole'}: 1}}\n" for n in range(DEEPEST_COMPOSITE)) + "hours_a_month:",
        fault("composites-deep", f"c{DEEPEST_COMPOSITE - 1}: > weights:")),
    case("composite made of itself", RUBRIC, "{doing: 0.6,", "{whole: 0.6,", fault("cycle", "weights:")),
    case("one id for two scores", RUBRIC, "  whole:\n    title: Whole", "  thanking:\n    title: Whole", fault("duplicate-score", "composites: > thanking:")),
    case("id that is a word of conditions", RUBRIC, "  whole:\n    title: Whole", "  flags:\n    title: Whole", fault("reserved-id", "flags:")),
    case("weights that miss 1", RUBRIC, "{doing: 0.6, knowing: 0.4}", "{doing: 0.6, knowing: 0.3}", advice("weights-sum", "weights:")),
    case("weights that miss 100", RUBRIC, "{doing: 0.6, knowing: 0.4}", "{doing: 50, knowing: 40}", advice("weights-sum", "weights:")),
    case("weights that do nothing", RUBRIC, ITEMS, "    items: [a1, {-a2: 2}]\n    method: max\n", advice("idle-weights", "{-a2: 2}")),
    case("agreement on a test", RUBRIC, "hours_a_month: hours\n", "hours_a_month: hours\ngroup: {least: 3}\n", fault("group-scale", "  knowing:")),
    case("agreement about an unknown item", RUBRIC, "hours_a_month: hours\n", "hours_a_month: hours\ngroup: {least: 3, about: chance}\n", fault("unknown-item", "group:"), fault("group-scale", "  knowing:")),
    mirror("mirror that asks what was seen", "", ""),
    mirror("mirror of an unknown item", "a2: They", "a9: They ask.\n        a2: They", fault("unknown-item", "a9: They ask")),
    mirror("mirror that asks an item twice", "a2: They wait for others to begin.\n", "a2: They wait for others to begin.\n    - items: {a1: They begin early.}\n", fault("item-twice", "items: {a1")),
    mirror("mirror of words", "a2: They", "k1: What would they do first?\n        k2: What would they draw?\n        a2: They", fault("mirror-answers", "k1: What would"), fault("mirror-answers", "k2: What would")),
    mirror("mirror that gives an answer away", "to begin.", "to begin {change}.", fault("mirror-tells", "begin {change}")),
    mirror("mirror of half a scale", "        a2: They wait for others to begin.\n", "", fault("half-mirrored", "items: [a1, -a2]", RUBRIC)),
    mirror("mirror without a word for what was not seen", "  not_seen: I have not seen this\n", "", fault("missing-field", "mirror:")),
    mirror("mirror in heavy words", "They wait for others to begin.", "They never wait for others to begin.", advice("negated", "They never")),
    quadrant("quadrant with an unknown score", "across: doin, up: knowing", fault("unknown-score", "quadrant:")),
    quadrant("quadrant of one score with itself", "across: doing, up: doing", fault("duplicate-part", "quadrant:")),
    quadrant("quadrant without numbers", "across: doing, up: knowing", fault("quadrant-numbers", "quadrant:"), more="shows: levels\n"),
    quadrant("quadrant cut at the end", "across: doing, up: knowing, cut: 100", fault("wrong-value", "quadrant:")),
    case("quadrant of three fields", RUBRIC, "hours_a_month: hours\n", "hours_a_month: hours\nquadrant: {across: doing, up: knowing, fields: {neither: {title: T, says: S}, up: {title: T, says: S}, both: {title: T, says: S}}}\n", fault("missing-field", "quadrant:")),
    case("wording fixed of an unknown item", INSTRUMENT, "reversed: [a2]", "reversed: [a2]\nfixed_wording: [{source: A book, licence: Public domain, reason: Words of a study, items: [a9]}]", fault("unknown-item", "fixed_wording")),
    case("wording fixed twice", INSTRUMENT, "reversed: [a2]", "reversed: [a2]\nfixed_wording: [{source: A book, licence: Public domain, reason: Words of a study, items: [a1, a1]}]", fault("item-twice", "fixed_wording")),
    case("rubric for another instrument", RUBRIC, "instrument: sound 1.x", "instrument: round 1.x", fault("other-instrument", "round")),
    case("rubric for another version", RUBRIC, "instrument: sound 1.x", "instrument: sound 2.x", fault("other-instrument", "2.x")),
]  # fmt: skip

LEVELS = [
    case("gap below the first level", RUBRIC, "{id: low, from: 0,", "{id: low, from: 10,", fault("levels-start", "from: 10")),
    case("levels that overlap", RUBRIC, "{id: high, from: 50,", "{id: high, from: 0,", fault("levels-order", "high, from: 0")),
    case("level above all scores", RUBRIC, "{id: high, from: 50,", "{id: high, from: 101,", fault("levels-outside", "101")),
    case("level id twice", RUBRIC, "{id: some, from: 1,", "{id: none, from: 1,", fault("duplicate-level", "none, from: 1")),
    case("gap below raw levels", RUBRIC, "{id: none, from: 0,", "{id: none, from: 0.5,", fault("levels-start", "from: 0.5")),
    case("raw level above all scores", RUBRIC, "{id: some, from: 1,", "{id: some, from: 3,", fault("levels-outside", "from: 3")),
    case("level that nobody reaches", RUBRIC, "      - {id: some, from: 1, title: Some}\n", "      - {id: some, from: 1, title: Some}\n      - {id: most, from: 1.5, title: Most}\n      - {id: all, from: 2, title: All}\n", advice("unreachable-level", "id: most")),
    case("raw levels that are not there", RUBRIC, ITEMS, f"{ITEMS}    levels_on: raw\n", fault("no-raw-levels", "levels_on: raw")),
    case("shown on a point", RUBRIC, ITEMS, f"{ITEMS}    shown_as: {{from: 5, to: 5}}\n", fault("empty-range", "shown_as")),
    case("level without a descriptor", RUBRIC, "{low: You wait for others., high: You begin by yourself.}", "{low: You wait for others.}", fault("missing-descriptor", "descriptors")),
    case("descriptor of an unknown level", RUBRIC, "high: You begin by yourself.}", "high: You begin by yourself., top: You lead.}", fault("unknown-level", "top:")),
    case("levels described alike", RUBRIC, "high: You begin by yourself.}", "high: You wait for others!}", advice("alike-descriptors", "descriptors")),
]  # fmt: skip

RULES_OF_SCORES = [
    gate("gate on an unknown score", "{knowin: {below: 50}}", fault("unknown-score", "{knowin:")),
    gate("gate on an unknown level", "{starting: {level: top}}", fault("unknown-level", "level: top")),
    gate("gate on an unknown fact", "{fact: baked}", fault("unknown-fact", "fact: baked")),
    gate("gate on an unknown item", "{answer: {sise: [small]}}", fault("unknown-item", "sise")),
    gate("gate on an unknown option", "{answer: {size: [medium]}}", fault("unknown-option", "medium")),
    gate("gate without a number", "{whole: {}}", fault("no-bound", "{whole:")),
    gate("gate on an empty range", "{whole: {at_least: 60, below: 40}}", fault("empty-range", "at_least: 60")),
    gate("gate on a raw score of a domain", "{doing: {below: 3, on: raw}}", fault("no-raw-score", "{doing: {below: 3")),
    gate("gate that says two things at once", "{starting: {level: low, below: 40}}", fault("two-statements", "level: low")),
    gate("spread of one score with itself", "{spread: {of: [starting, starting], below: 5}}", fault("duplicate-part", "[starting, starting]")),
    gate("spread of an unknown score", "{spread: {of: [starting, thanks], below: 5}}", fault("unknown-score", "thanks]")),
    gate("spread below nothing", "{spread: {of: [starting, thanking], below: -5}}", fault("empty-range", "below: -5")),
    gate("otherwise in a gate", "{otherwise: true}", fault("nothing-above", "otherwise: true")),
    case("otherwise in the first profile rule", RUBRIC, "        - {doing: {at_least: 75}}\n", "        - {otherwise: true}\n", fault("nothing-above", "otherwise: true")),
    gate("unheard-of statement", "{starting: {above: 5}}", fault("unknown-field", "above: 5")),
    case("two gates with one id", RUBRIC, RULES, "gates:\n  - {id: basics-first, title: B, when: {flags: {at_least: 2}}, outcome: Wait.}\n", fault("duplicate-rule", "id: basics-first > id: basics-first")),
    case("gate that never closes", RUBRIC, GATE, "    when: {all: [{whole: {at_least: 60}}, {whole: {below: 40}}, {fact: backed}]}\n", advice("never-holds", "{whole: {at_least: 60}}")),
    case("gate above all scores", RUBRIC, GATE, "    when: {any: [{knowing: {at_least: 2.5, on: raw}}, {all: [{fact: backed}, {not: {fact: backed}}]}]}\n", advice("never-holds", "2.5")),
    case("gate that always closes", RUBRIC, GATE, "    when: {any: [{whole: {at_least: 0}}, {fact: backed}]}\n", advice("always-holds", "at_least: 0")),
    case("profile for every answer", RUBRIC, "    when:\n      all:\n        - {doing: {at_least: 75}}\n        - {knowing: {below: 50}}\n", "    when: {answer: {size: [small, large]}}\n", advice("always-holds", "[small, large]")),
    case("fact that nothing asks for", RUBRIC, "  backed: A sponsor backs you.\n", "  backed: A sponsor backs you.\n  paid: You are paid.\n", advice("unused-fact", "  paid:")),
]  # fmt: skip

PANELS = [
    case("unknown evidence", RUBRIC, "evidence: story", "evidence: stories", fault("unknown-evidence", "stories")),
    case("anchor left out", RUBRIC, "2: Patients noticed", "3: Patients noticed", fault("anchors-order", "anchors:")),
    case("anchors alike", RUBRIC, "{1: Nothing changed., 2: Patients noticed the change.}", "{1: Nothing changed., 2: All changed for patients., 3: Nothing changed!}", advice("alike-anchors", "anchors:")),
    case("tie-break that names nothing", RUBRIC, "tie_breaks: [impact]", "tie_breaks: [impact, reach]", fault("unknown-criterion", "tie_breaks")),
    case("tie-break twice", RUBRIC, "tie_breaks: [impact]", "tie_breaks: [impact, impact]", fault("duplicate-tie-break", "tie_breaks")),
    case("cut score without a score", RUBRIC, "{method: fixed, at: 60,", "{method: fixed,", fault("cut-score", "cut_score:")),
    case("cut score by places with a score", RUBRIC, "{method: fixed, at: 60,", "{method: places, places: 4, at: 60,", fault("cut-score", "cut_score:")),
    case("cut score that nobody decided", RUBRIC, ", decided: By the testers in March 2026}", "}", advice("undecided-cut", "cut_score:")),
    case("criteria of a rubric for development only", RUBRIC, "hours_a_month: hours\n", "hours_a_month: hours\nuses: [development]\n", advice("unused-criteria", "uses:")),
    case("cut score without criteria", RUBRIC, "criteria:\n  impact:\n    title: Impact\n    evidence: story\n    anchors: {1: Nothing changed., 2: Patients noticed the change.}\ntie_breaks: [impact]\n", "",
         fault("cut-score", "cut_score:")),
    case("norms of an unknown score", RUBRIC, "      doing: {mean:", "      done: {mean:", fault("unknown-score", "done: {mean")),
    case("percentiles that fall", RUBRIC, "{40: 10, 60: 60}", "{40: 60, 60: 10}", fault("percentiles-order", "{40: 60")),
    case("percentiles above 100", RUBRIC, "{40: 10, 60: 60}", "{40: 10, 600: 60}", fault("percentiles-outside", "600")),
    case("norms from nowhere", RUBRIC, "source: Pilot of the tests, unpublished", "source: TBD", advice("thin-provenance", "source: TBD")),
]  # fmt: skip

WORDING = [
    stem("two things at once", "I begin and I tell them.", advice("double-barrelled", "a1: I")),
    stem("negated", "I do not wait for orders.", advice("negated", "a1: I")),
    stem("no room left", "I always begin first.", advice("absolute", "a1: I")),
    stem("long", "I go to the people in my team one by one and ask each of them how the day has been.", advice("long-stem", "a1: I")),
    stem("hard to read", "I operationalise organisational transformation opportunities.", advice("reading-age", "a1: I")),
    stem("nearly the same", "I thank the people by name.", advice("near-duplicate", "b1: I")),
    stem("exactly the same", "I thank people by name.", advice("near-duplicate", "b1: I")),
    stem("braces that take in nothing", '"I begin { Early }."', advice("stray-brace", "a1:")),
    case("other words for some that are negated", INSTRUMENT, "            when: {answer: {size: [large]}}\n", "            when: {answer: {size: [large]}}\n            wordings: [{when: {answer: {size: [large]}}, stem: I never stay with my team.}]\n", advice("negated", "wordings:")),
]  # fmt: skip

OTHER_FILES = [
    case("goal for an unknown scale", ACTIONS, "  starting: {title", "  startin: {title", fault("unknown-scale", "startin:")),
    case("action for an unknown scale", ACTIONS, "targets: {starting: [low]}", "targets: {stating: [low]}", fault("unknown-scale", "stating")),
    case("action for an unknown level", ACTIONS, "targets: {starting: [low]}", "targets: {starting: [lowest]}", fault("unknown-level", "lowest")),
    case("action for an unknown profile", ACTIONS, "profiles: [doer]", "profiles: [door]", fault("unknown-profile", "door")),
    case("action for an unknown size of workplace", ACTIONS, "sizes: [small, large]", "sizes: [small, huge]", fault("unknown-option", "sizes:")),
    case("strength of an unknown scale", ACTIONS, "strengths:\n  starting:", "strengths:\n  startin:", fault("unknown-scale", "startin:")),
    case("surroundings that no action faces", ACTIONS, "targets: {starting: [low]}", "profiles: [doer]", advice("unfaced-surroundings", "surroundings_weak_below", RUBRIC)),
    case("action for nobody", ACTIONS, "    targets: {starting: [low]}\n", "", fault("aimless-action", "- id: begin")),
    many("action id twice", [(ACTIONS, "  - id: measure", "  - id: begin"), (ACTIONS, "    prerequisites: [begin]\n", "")], fault("duplicate-action", "- id: begin > - id: begin")),
    case("action after an unknown one", ACTIONS, "prerequisites: [begin]", "prerequisites: [began]", fault("unknown-action", "began")),
    case("actions that wait for each other", ACTIONS, "    targets: {starting: [low]}\n", "    targets: {starting: [low]}\n    prerequisites: [measure]\n", fault("cycle", "prerequisites: [measure]")),
    case("example of an unknown rubric", EXAMPLE, "rubric: development", "rubric: developing", fault("unknown-rubric", "rubric:")),
    case("example with an unknown item", EXAMPLE, "k2: a}", "k2: a, k9: a}", fault("unknown-item", "k9: a")),
    case("example with an unheard-of answer", EXAMPLE, "b1: 1,", "b1: 9,", fault("wrong-answer", "b1: 9")),
    case("example with an unknown score", EXAMPLE, "  whole: {", "  hole: {score: 1, answered: 1 of 1}\n  whole: {", fault("unknown-score", "  hole:")),
    case("example with an unknown gate", EXAMPLE, "expected:", "gates: [basics]\nexpected:", fault("unknown-gate", "gates:")),
    case("example with an unknown profile rule", EXAMPLE, "expected:", "profiles: {door: possible}\nexpected:", fault("unknown-profile", "profiles:")),
    case("example with an unknown fact", EXAMPLE, "expected:", "facts: [baked]\nexpected:", fault("unknown-fact", "facts:")),
    case("example with the wrong gates", EXAMPLE, "expected:", "gates: []\nexpected:", fault("wrong-example", "gates:")),
    case("example with the wrong profile rules", EXAMPLE, "expected:", "profiles: {doer: confirmed}\nexpected:", fault("wrong-example", "profiles:")),
    case("example worked out wrongly", EXAMPLE, "  whole: {score: 50", "  whole: {score: 51", fault("wrong-example", "  whole:")),
    case("example divided by nothing", EXAMPLE, "  whole: {score: 50", "  whole: {score: 50/0", fault("wrong-value", "50/0")),
    case("example with an endless number", EXAMPLE, "b1: 1,", f"b1: {'9' * 5000},", fault("wrong-value", "b1: 9")),
    case("example that is no YAML", EXAMPLE, "title: One", "title: [One", fault("yaml-syntax", "rubric:")),
    case("translation of one text", WELSH, "", PO + 'msgid "Sound"\nmsgstr "Sain"\n', advice("missing-translation")),
    case("translation that loses an answer", WELSH, "", PO + 'msgid "Think of {change}."\nmsgstr "Meddyliwch."\n', advice("missing-translation"), fault("lost-answer")),
    case("translation that cannot be read", WELSH, "", "msgid: Sound\n", fault("bad-translations", "msgid")),
    case("translation with a plural rule of its own", WELSH, "", 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=__import__(0);\\n"\n', fault("bad-translations", line=1)),
    case("rubric of another ending", "rubrics/panel.yml", "", "format: leadready/rubric/1\n", advice("unread-file")),
    case("second rubric with the same id", PANEL, "", ALL_OF_RUBRIC, fault("duplicate-rubric", "id: development")),
]  # fmt: skip

MAPPINGS = [
    case("mapping of an unknown scale", MAPPING, "  starting:", "  startling:", fault("unknown-scale", "  startling:")),
    case("mapping to an unknown dimension", MAPPING, "starting: [Leading]", "starting: [Leeding]", fault("unknown-dimension", "Leeding")),
    case("mapping to one dimension twice", MAPPING, "starting: [Leading]", "starting: [Leading, Leading]", fault("duplicate-dimension", "  starting:")),
    case("mapping to nothing", MAPPING, "starting: [Leading]", "starting: []", fault("wrong-value", "  starting:")),
    case("dimension listed twice", MAPPING, "[Leading, Following]", "[Leading, Leading]", fault("duplicate-dimension", "dimensions:")),
    case("mapping of what nobody has seen", MAPPING, "seen: names", "seen: nothing", fault("unseen-mapping", "seen:")),
    case("mapping without the names that were seen", MAPPING, "dimensions: [Leading, Following]\nscales:\n  starting: [Leading]\n", "", fault("no-dimensions", "seen:")),
    case("mapping without a day", MAPPING, "2026-11-25", "last week", fault("wrong-value", "checked_on:")),
    case("mapping without a licence", MAPPING, "licence: All rights reserved.\n", "", fault("missing-field", "format:")),
    case("second mapping with the same id", "mappings/other.yaml", "", SOUND[MAPPING], fault("duplicate-mapping", "id: model")),
]  # fmt: skip

SEVERAL = [
    many("a fault in every file", [
        (INSTRUMENT, "title: Sound\n", ""), (RUBRIC, "from: 50", "from: 0"), (ACTIONS, "goals:", "goals: ["), (EXAMPLE, "title: One", "title: [")],
        fault("missing-field", "format:"), fault("levels-order", "high, from: 0", RUBRIC), fault("yaml-syntax", "strengths:", ACTIONS)),
    many("names wrong in instrument, rubric and actions", [
        (INSTRUMENT, "reversed: [a2]", "reversed: [a2, a3]"), (RUBRIC, "[b1, b2]", "[b1, b3]"), (RUBRIC, "fact: backed", "fact: baked"),
        (RUBRIC, "tie_breaks: [impact]", "tie_breaks: [impacts]"), (ACTIONS, "[begin]", "[begun]")],
        fault("unknown-item", "reversed:"), fault("unknown-item", "[b1, b3]", RUBRIC), fault("unknown-fact", "baked", RUBRIC),
        fault("unknown-criterion", "impacts", RUBRIC), fault("unknown-action", "[begun]", ACTIONS)),
    many("a rubric that cannot be read, and actions that name its scales", [(RUBRIC, "title: Starting", "tilte: Starting")],
        fault("missing-field", "  starting:"), fault("unknown-field", "tilte")),
    many("a whole file of advice", [
        (INSTRUMENT, "CC-BY-4.0", "unknown"), (INSTRUMENT, "I begin before I am told.", "I never begin."), (INSTRUMENT, "3: Sometimes", "3: Often"),
        (RUBRIC, "knowing: 0.4}", "knowing: 0.5}"), (RUBRIC, "  backed: A", "  paid: Paid.\n  backed: A"),
        (EXAMPLE, "  whole: {score: 50", "  whole: {score: 550/11")],
        advice("no-licence", "licence:"), advice("negated", "a1:"), advice("alike-options", "1: Never"), advice("weights-sum", "weights:", RUBRIC),
        advice("unused-fact", "  paid:", RUBRIC)),
    many("one slip with many ends", [(INSTRUMENT, "          a1: I", "          a9: I")],
        fault("unknown-item", "[a1, -a2]", RUBRIC)),
    many("a page of slips in one rubric", [
        (RUBRIC, "id: development", "id: Development"), (RUBRIC, "version: 1.0.0", "version: one"), (RUBRIC, "instrument: sound 1.x", "instrument: sound"),
        (RUBRIC, "{id: low, from: 0,", "{id: low, from: nought,"), (RUBRIC, "method: correct", "method: right"), (RUBRIC, "people: 240", "people: many")],
        fault("wrong-value", "id: Dev"), fault("wrong-value", "version: one"), fault("wrong-value", "instrument: sound"),
        fault("wrong-value", "nought"), fault("wrong-value", "method: right"), fault("wrong-value", "people: many")),
]  # fmt: skip

CASES = [
    *FORM, *YAML, *ITEMS_AND_SCALES, *SCORES, *LEVELS, *RULES_OF_SCORES, *PANELS, *WORDING, *OTHER_FILES, *MAPPINGS, *SEVERAL,
]  # fmt: skip
