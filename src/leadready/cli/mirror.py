"""Commands of the mirror: ask colleagues, answer as one of them, read what they say together."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from leadready.cli.definitions import chosen_rubric, spoken_named
from leadready.errors import LeadreadyError
from leadready.exchange.mirror_files import REPLY_SUFFIX, REQUEST_SUFFIX, read_request, reply_bytes, request_bytes
from leadready.exchange.mirror_report import mirror_document, mirror_text
from leadready.exchange.responses_json import read_respondent
from leadready.files import write_whole
from leadready.language import _
from leadready.workflow.mirror import counted_replies, new_request, read_replies, reflection
from leadready.workflow.observing import make_reply
from leadready.workflow.reading import Reading

if TYPE_CHECKING:
    import argparse


def run_request(chosen: argparse.Namespace) -> int:
    """Write the file for colleagues."""
    target = _ending(chosen.output, REQUEST_SUFFIX)
    write_whole(target, request_bytes(new_request(spoken_named(chosen.assessment), chosen.name)))
    return 0


def run_answer(chosen: argparse.Namespace) -> int:
    """Write one colleague's reply from a file of answers."""
    target = _ending(chosen.output, REPLY_SUFFIX)
    request = read_request(Path(chosen.request))
    answers = read_respondent(Path(chosen.responses), request.instrument).responses
    write_whole(target, reply_bytes(make_reply(request, answers)))
    return 0


def run_read(chosen: argparse.Namespace) -> int:
    """Say what colleagues' replies come to beside one's own answers; refused files are named on standard error."""
    request = read_request(Path(chosen.request))
    assessment = spoken_named(chosen.assessment or request.package.id)
    if assessment.hash != request.package.sha256:
        what = _("The request was made with another version of the assessment.")
        raise LeadreadyError(what, where=chosen.request, advice=_("Name the version that was answered."))
    own = read_respondent(Path(chosen.responses), assessment.instrument)
    reading = Reading(assessment, chosen_rubric(assessment, chosen.rubric), own.responses)
    read, refused = read_replies(request, [Path(name) for name in chosen.replies])
    for one in refused:
        print(one.problems, file=sys.stderr)
    replies = len(counted_replies(read))
    mirrors = reflection(reading, read)
    if chosen.json:
        text = json.dumps(mirror_document(replies, mirrors, reading.names), indent=2, ensure_ascii=False) + "\n"
    else:
        text = mirror_text(replies, mirrors, reading.names)
    sys.stdout.write(text)
    return 1 if refused else 0


def _ending(name: str, suffix: str) -> Path:
    path = Path(name)
    if path.suffix.lower() != suffix:
        raise LeadreadyError(_("This file is written as {suffix}.").format(suffix=suffix), where=str(path))
    return path
