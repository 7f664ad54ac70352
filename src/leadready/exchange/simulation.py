"""A simulation as text for the terminal, as JSON, and as one HTML page with charts."""

from __future__ import annotations

from fractions import Fraction
from html import escape
from textwrap import fill
from typing import TYPE_CHECKING, Any

from leadready.assessment.simulation import kind_words
from leadready.chart.distribution import distribution
from leadready.chart.svg import svg
from leadready.language import _
from leadready.locales import locale
from leadready.scoring.display import exact, half_up
from leadready.scoring.plan import cuts_on_track
from leadready.scoring.quality import Flag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadready.assessment.simulation import Respondent, ScoreSpread, Simulation

QUANTILES = (Fraction(1, 20), Fraction(1, 2), Fraction(19, 20))
COLOURS = {"accent": "#1e6470", "line": "#b8c0c6", "muted": "#566069", "danger": "#a3341f"}
_BLOCKS = " ▁▂▃▄▅▆▇█"
_WIDTH = 320
COLUMNS = 100
MOST_SUMMED = 9
"""So many scores of one person still fit into a line."""


def simulation_document(simulation: Simulation) -> dict[str, Any]:
    """Put a simulation into plain values."""
    return {
        "rubric": simulation.rubric.id,
        "random_respondents": simulation.crowd,
        "scores": {one.score_id: _score_document(one) for one in simulation.scores},
        "gates": simulation.gates,
        "profiles": simulation.patterns,
        "respondents": {one.kind.value: _respondent_document(one) for one in simulation.respondents},
    }


def _score_document(spread: ScoreSpread) -> dict[str, Any]:
    return {
        "lowest": exact(spread.reach.low),
        "highest": exact(spread.reach.high),
        "random": {
            "scored": len(spread.values),
            "quantiles": {str(float(share)): _number(spread.quantile(share)) for share in QUANTILES},
            "levels": spread.levels,
            "histogram": [
                {"from": _number(bar.low), "to": _number(bar.high), "count": bar.count} for bar in spread.bars
            ],
        },
    }


def _respondent_document(one: Respondent) -> dict[str, Any]:
    return {
        "scores": {step.id: exact(score.value) if score.is_scored else None for step, score in one.profile.items()},
        "levels": {step.id: one.profile.level(step.id) for step, _score in one.profile.items()},
        "gates": list(one.gates),
        "profiles": list(one.patterns),
        "flags": [flag.value for flag in one.flags],
    }


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(half_up(value, 2))


def simulation_text(simulation: Simulation) -> str:
    """Write a simulation for a terminal."""
    parts = (_scores_text, _levels_text, _rules_text, _people_text)
    return "\n".join(line for part in parts for line in (*part(simulation), ""))


def _scores_text(simulation: Simulation) -> Iterator[str]:
    wide = max(len(one.score_id) for one in simulation.scores)
    heads = (_("score"), _("can be"), _("5 %"), _("half"), _("95 %"), _("from low to high, {n} at random"))
    yield _columns(wide, *heads[:5], picture=heads[5].format(n=simulation.crowd))
    for one in simulation.scores:
        can_be = f"{half_up(one.reach.low)}–{half_up(one.reach.high)}"
        quantiles = [_shown(one.quantile(share)) for share in QUANTILES]
        yield _columns(wide, one.score_id, can_be, *quantiles, picture=_blocks(one))


def _levels_text(simulation: Simulation) -> Iterator[str]:
    yield _("Levels, how many of {n} at random:").format(n=simulation.crowd)
    spreads = {one.score_id: one for one in simulation.scores}
    for score_id in _summary_ids(simulation):
        titles = {level.id: level.title for level in simulation.rubric.levels_of(score_id)}
        counts = ", ".join(f"{titles[level]} {count}" for level, count in spreads[score_id].levels.items())
        yield _wrapped(f"{score_id}: {counts}")


def _columns(wide: int, name: str, can_be: str, *quantiles: str, picture: str) -> str:
    return "  ".join([f"{name:<{wide}}", f"{can_be:>7}", *(f"{one:>5}" for one in quantiles), picture]).rstrip()


def _shown(value: Fraction | None) -> str:
    return "–" if value is None else half_up(value)


def _blocks(spread: ScoreSpread) -> str:
    most = max((bar.count for bar in spread.bars), default=0) or 1
    return "".join(_BLOCKS[-(-bar.count * (len(_BLOCKS) - 1) // most)] for bar in spread.bars)


def _rules_text(simulation: Simulation) -> Iterator[str]:
    for name, rules in _rules(simulation):
        if rules:
            yield _("{name}, how often among {n} at random:").format(name=name, n=simulation.crowd)
            yield from (f"  {count:>5}  {title}" for title, count in rules)


def _rules(simulation: Simulation) -> tuple[tuple[str, list[tuple[str, int]]], ...]:
    """List the gates and the profile rules by title, each with how often it held."""
    rubric = simulation.rubric
    return (
        (_("Gates"), [(gate.title, simulation.gates[gate.id]) for gate in rubric.gates]),
        (_("Profile rules"), [(rule.title, simulation.patterns[rule.id]) for rule in rubric.profiles]),
    )


def _people_text(simulation: Simulation) -> Iterator[str]:
    for one in simulation.respondents:
        yield f"{kind_words(one.kind)}:"
        yield _wrapped(", ".join(f"{score_id} {_score_of(one, score_id)}" for score_id in _summary_ids(simulation)))
        yield from (_wrapped(f"{name}: {', '.join(found)}") for name, found in _found(simulation, one) if found)


def _wrapped(words: str) -> str:
    return fill(words, COLUMNS, initial_indent="  ", subsequent_indent="    ")


def _score_of(one: Respondent, score_id: str) -> str:
    score = one.profile[score_id]
    return half_up(score.value) if score.is_scored else "–"


def _found(simulation: Simulation, one: Respondent) -> tuple[tuple[str, list[str]], ...]:
    """Say which gates and profile rules hold for a respondent, and which signs of careless answering there are."""
    rubric = simulation.rubric
    return (
        (_("Gates"), [gate.title for gate in rubric.gates if gate.id in one.gates]),
        (_("Profile rules"), [rule.title for rule in rubric.profiles if rule.id in one.patterns]),
        (_("Signs of careless answering"), [_flag(flag) for flag in one.flags]),
    )


def _flag(flag: Flag) -> str:
    names = {
        Flag.LONG_RUN: _("a long run of one answer"),
        Flag.LOW_SPREAD: _("nearly the same answer everywhere"),
        Flag.UNEVEN_HALVES: _("answers on one subject that do not go together"),
        Flag.REVERSED_GAP: _("opposite items answered alike"),
    }
    return names[flag]


def _summary_ids(simulation: Simulation) -> tuple[str, ...]:
    """Name the scores that sum a person up: all where they are few, otherwise composites and domains."""
    rubric = simulation.rubric
    above = (*rubric.composites, *rubric.domains)
    return above if above and len(rubric.scored) > MOST_SUMMED else (*above, *rubric.scales)


def simulation_page(simulation: Simulation, title: str) -> str:
    """Write a simulation as one HTML page, without scripts and without anything from elsewhere."""
    rows = "".join(_row(simulation, one) for one in simulation.scores)
    heading = escape(_("{title}: what the rubric does").format(title=title))
    note = escape(
        _(
            "{n} invented respondents answered at random. They are no model of real people; they show what the rubric "
            "can do. Each bar is one score, or a tenth of the range where there are many scores; lines are the cuts of "
            "levels."
        ).format(n=simulation.crowd)
    )
    heads = _head_cells([_("Score"), _("Can be"), _("Levels"), _("At random")])
    told = locale()
    return _PAGE.format(
        tag=told.tag,
        direction="rtl" if told.from_right else "ltr",
        heading=heading,
        note=note,
        heads=heads,
        rows=rows,
        rules="".join(_rules_table(name, rules, simulation.crowd) for name, rules in _rules(simulation) if rules),
        people_heading=escape(_("Careful and careless respondents")),
        people=_people_table(simulation),
    )


_PAGE = """<!doctype html>
<html lang="{tag}" dir="{direction}"><head><meta charset="utf-8"><title>{heading}</title>
<style>body{{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d2730}}
table{{border-collapse:collapse;width:100%}}
td.count{{text-align:end;white-space:nowrap;font-variant-numeric:tabular-nums}}
td p{{margin:0}}
th,td{{text-align:start;vertical-align:middle;padding:.4rem .6rem;border-bottom:1px solid #d5dbe0}}
svg{{display:block}}</style></head>
<body><main><h1>{heading}</h1><p>{note}</p>
<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>
{rules}<h2>{people_heading}</h2>{people}</main></body></html>
"""


def _row(simulation: Simulation, spread: ScoreSpread) -> str:
    step = simulation.plan.step(spread.score_id)
    name = simulation.rubric.scored[spread.score_id].title
    titles = {level.id: level.title for level in simulation.rubric.levels_of(spread.score_id)}
    levels = "".join(f"<p>{escape(titles[level])} {count}</p>" for level, count in spread.levels.items())
    half = _shown(spread.quantile(QUANTILES[1]))
    words = _("{name}: half of the random respondents score {half} or less.").format(name=name, half=half)
    chart = svg(distribution(spread.bars, cuts_on_track(step), width=_WIDTH, description=words), COLOURS)
    can_be = f"{half_up(spread.reach.low)}–{half_up(spread.reach.high)}"
    return f'<tr><th scope="row">{escape(name)}</th><td>{can_be}</td><td>{levels}</td><td>{chart}</td></tr>'


def _rules_table(name: str, rules: list[tuple[str, int]], crowd: int) -> str:
    heads = _head_cells([name, _("Of {n} at random").format(n=crowd)])
    rows = "".join(
        f'<tr><th scope="row">{escape(title)}</th><td class="count">{count}</td></tr>' for title, count in rules
    )
    return f"<h2>{escape(name)}</h2><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _people_table(simulation: Simulation) -> str:
    summary = _summary_ids(simulation)
    heads = _head_cells([_("Respondent"), *(simulation.rubric.scored[score_id].title for score_id in summary)])
    rows = "".join(_person(one, summary) for one in simulation.respondents)
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    return table + "".join(_said_of(simulation, one) for one in simulation.respondents)


def _person(one: Respondent, summary: tuple[str, ...]) -> str:
    scores = "".join(f'<td class="count">{_score_of(one, score_id)}</td>' for score_id in summary)
    return f'<tr><th scope="row">{escape(kind_words(one.kind))}</th>{scores}</tr>'


def _said_of(simulation: Simulation, one: Respondent) -> str:
    """Say below the table what the rubric makes of a respondent beside scores."""
    found = "".join(
        f"<li>{escape(name)}: {escape(', '.join(said))}</li>" for name, said in _found(simulation, one) if said
    )
    return f"<h3>{escape(kind_words(one.kind))}</h3><ul>{found}</ul>" if found else ""


def _head_cells(heads: list[str]) -> str:
    return "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
