"""The command line. Nothing heavy is imported before a command needs it; the window only when it is opened.

Only the asked-for output goes to standard output, problems to standard error. The exit code is 0 (done), 1 (problems
found, nothing half-written) or 2 (used wrongly).
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from leadready import language
from leadready.cli.argparse_words import speak_for_argparse
from leadready.cli.commands import command_parser
from leadready.errors import LeadreadyError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

PROBLEMS = 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    language.use(language.chosen())
    speak_for_argparse()
    chosen = command_parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = chosen.command
    try:
        return command(chosen)
    except LeadreadyError as error:
        print(error, file=sys.stderr)
        return PROBLEMS
    except BrokenPipeError:
        # Whoever read the output has had enough; a second complaint at exit is of no use to them.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS
    except KeyboardInterrupt:
        return PROBLEMS
