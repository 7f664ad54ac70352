"""argparse's own words, in the language in use: the headings of help, and what it says to a wrong command."""

from __future__ import annotations

import argparse

from leadready import language
from leadready.language import later

WORDS = (
    later("usage: "),
    later("positional arguments"),
    later("options"),
    later("show this help message and exit"),
    later("show program's version number and exit"),
    later("the following arguments are required: %s"),
    later("unrecognized arguments: %s"),
    later("argument %(argument_name)s: %(message)s"),
    later("expected one argument"),
    later("expected at least one argument"),
    later("invalid choice: %(value)r (choose from %(choices)s)"),
    later("invalid %(type)s value: %(value)r"),
    later("%(prog)s: error: %(message)s\n"),
)
"""Those that the commands here can come to say; the others stay English."""


def speak_for_argparse() -> None:
    """Give argparse our translations: it asks for its words by this name, which it took from the standard gettext."""
    argparse._ = language._  # type: ignore[attr-defined]
