"""`leadready submission`: an application from one's answers and evidence, signed and sealed, and its receipt."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from leadready import paths
from leadready.cli.definitions import open_named
from leadready.cli.equality import EqualityChoices
from leadready.cli.panel_keys import now, read_bytes, read_text
from leadready.cli.rating_table import telling_where
from leadready.errors import LeadreadyError
from leadready.exchange.campaign_file import campaign_words, read_campaign
from leadready.exchange.responses_json import read_respondent
from leadready.exchange.strict_json import read_defined, read_strict
from leadready.exchange.submission_file import SUFFIX, Confirmed, receipt
from leadready.exchange.words import tidied
from leadready.instrument.definition import Definition, Id, Name
from leadready.language import _
from leadready.panel.equality import questions
from leadready.panel.record import Words
from leadready.planning.account import AccountFile
from leadready.workflow.panel.applying import Application, check_open, shared_answers, told
from leadready.workflow.panel.own_application import FOLDER, OwnApplication
from leadready.workflow.panel.setting_up import written
from leadready.workflow.panel.sharing import check_assessment, counts_answers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadready.panel.campaign import Campaign
    from leadready.planning.account import Account


class ApplicationFile(Definition):
    """What an applicant writes: `application.yaml`."""

    format: Literal["leadready/application/1"]
    name: Name
    contact: str = ""
    evidence: dict[Id, Words] = Field(default_factory=dict)
    gates: Annotated[dict[Id, Confirmed], Field(max_length=20)] = Field(default_factory=dict)


def submission(arguments: Sequence[str]) -> int:
    """Run one of its actions."""
    parser = argparse.ArgumentParser(
        prog="leadready submission",
        description=_("Apply to a selection round."),
        epilog=_("Example: {example}").format(example="leadready submission receipt me.lrsub"),
    )
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    make = actions.add_parser("make", help=_("put an application together and seal it"))
    make.add_argument("campaign", help=_("the campaign file (.lrcampaign)"))
    make.add_argument("application", help=_("application.yaml: name, answers to the prompts, conditions"))
    make.add_argument("--answers", help=_("your answers to the assessment (.json), where exercises count"))
    make.add_argument(
        "--evidence", help=_("accounts of your evidence bank (.json), for prompts that it does not answer")
    )
    make.add_argument("--fingerprint", help=_("the six words of the advert; the file must have the same"))
    make.add_argument("-o", "--output", required=True, help=_("the application to write (.lrsub)"))
    make.set_defaults(run=_make)
    apart = actions.add_parser("equality", help=_("seal equality-monitoring answers in a file of their own"))
    apart.add_argument("campaign", help=_("the campaign file (.lrcampaign)"))
    apart.add_argument("answers", help=_("equality.yaml: an option for each question that you answer"))
    apart.add_argument("-o", "--output", required=True, help=_("the file to write (.lrequal)"))
    apart.set_defaults(run=_equality)
    shown = actions.add_parser("receipt", help=_("say the receipt of a sealed application"))
    shown.add_argument("file", help=_("the application (.lrsub)"))
    shown.set_defaults(run=_receipt)
    chosen = parser.parse_args(arguments)
    return int(chosen.run(chosen))


def _make(chosen: argparse.Namespace) -> int:
    path = Path(chosen.campaign)
    campaign = read_campaign(read_text(path), path.name)
    if chosen.fingerprint is not None and tidied(chosen.fingerprint) != campaign_words(campaign):
        raise LeadreadyError(
            _("This campaign file has other six words than the advert."),
            where=path.name,
            advice=_("Send nothing. Ask the programme by another way."),
        )
    check_open(campaign, now())
    said = written(ApplicationFile, "leadready/application/1", Path(chosen.application))
    assessment = open_named(campaign.assessment)
    check_assessment(campaign, assessment)
    evidence = dict(said.evidence)
    if chosen.evidence is not None:
        evidence = told(campaign, _accounts(Path(chosen.evidence))) | evidence
    answers: dict[str, int | str | None] = {}
    if chosen.answers is not None:
        responses = read_respondent(Path(chosen.answers), assessment.instrument).responses
        answers = shared_answers(campaign, assessment, responses)
    elif counts_answers(campaign):
        print(
            _("Answers to the assessment count in this round, and there are none in this application."),
            _("Seal it again with --answers, if you have some: the later file takes the place of this one."),
            file=sys.stderr,
        )
    own = _own(campaign)
    application = Application(said.name, said.contact, answers, evidence, said.gates)
    with telling_where(Path(chosen.application).name):
        print(own.seal(application, Path(chosen.output)).sent.receipt)
    return 0


def _equality(chosen: argparse.Namespace) -> int:
    path = Path(chosen.campaign)
    campaign = read_campaign(read_text(path), path.name)
    said = written(EqualityChoices, "leadready/equality-choices/1", Path(chosen.answers))
    asked = questions()
    for id_, option in said.answers.items():
        if id_ not in asked:
            raise LeadreadyError(
                _("There is no question “{name}”.").format(name=id_),
                where=Path(chosen.answers).name,
                advice=_("They are: {names}.").format(names=", ".join(asked)),
            )
        if option not in asked[id_].options:
            raise LeadreadyError(
                _("“{option}” is no answer to “{name}”.").format(option=option, name=id_),
                where=Path(chosen.answers).name,
                advice=_("They are: {names}.").format(names=", ".join(asked[id_].options)),
            )
    _own(campaign).seal_equality(said.answers, Path(chosen.output))
    return 0


def _accounts(path: Path) -> tuple[Account, ...]:
    """Read accounts as the window saves them; raises ProblemsFound."""
    document = read_strict(read_text(path), path.name, advice=_("Save the accounts again."))
    return read_defined(AccountFile, document, path.name).accounts


def _receipt(chosen: argparse.Namespace) -> int:
    path = Path(chosen.file)
    if path.suffix != SUFFIX:
        raise LeadreadyError(_("A file of this kind ends in {suffix}.").format(suffix=SUFFIX), where=str(path))
    print(receipt(read_bytes(path)))
    return 0


def _own(campaign: Campaign) -> OwnApplication:
    return OwnApplication(campaign, paths.data_folder() / FOLDER, now)
