"""Options that say how a plan is written: its parts, its paper, and whether it shows scores."""

from __future__ import annotations

from argparse import ArgumentTypeError
from typing import TYPE_CHECKING, TypeVar

from leadready.language import _
from leadready.report.edition import ON_REQUEST, USUAL, Edition, Paper, Part

if TYPE_CHECKING:
    import argparse
    from enum import StrEnum

    Choice = TypeVar("Choice", bound=StrEnum)


def add_edition(parser: argparse.ArgumentParser) -> None:
    """Add the options to a command."""
    without = _("leave a part out; may be given again: {parts}").format(parts=", ".join(Part))
    parser.add_argument("--without", metavar="PART", type=_part, action="append", default=[], help=without)
    wanted = _("put a part in that is usually left out; may be given again: {parts}")
    names = ", ".join(sorted(ON_REQUEST))
    parser.add_argument(
        "--with", dest="added", metavar="PART", type=_part, action="append", default=[], help=wanted.format(parts=names)
    )
    share = _("the version to share: nothing in it tells a score, a level or an answer")
    parser.add_argument("--share", action="store_true", help=share)
    papers = _("size of the paper: {sizes}; {usual} by default").format(sizes=", ".join(Paper), usual=Paper.A4)
    parser.add_argument("--paper", metavar="SIZE", type=_paper, default=Paper.A4, help=papers)


def chosen_edition(chosen: argparse.Namespace) -> Edition:
    """Give the edition that the options ask for."""
    return Edition(
        (USUAL | frozenset(chosen.added)) - frozenset(chosen.without), chosen.paper, shows_scores=not chosen.share
    )


def _part(text: str) -> Part:
    return _one_of(text, Part, _("There is no part “{name}”."))


def _paper(text: str) -> Paper:
    return _one_of(text, Paper, _("There is no paper “{name}”."))


def _one_of(text: str, choices: type[Choice], none: str) -> Choice:
    """Find a choice by its name; ArgumentTypeError, which ends the command as used wrongly, names the nearest."""
    from leadready.instrument.problems import near_miss

    try:
        return choices(text.casefold())
    except ValueError:
        what = f"{none.format(name=text)} {near_miss(text, choices)}"
        raise ArgumentTypeError(what) from None
