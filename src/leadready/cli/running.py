"""What each command runs. It is imported when it is run, so that no command waits for what another needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse


def window(_chosen: argparse.Namespace) -> int:
    """Open the window."""
    from leadready.ui.launch import run

    return run()


def run_list(_chosen: argparse.Namespace) -> int:
    """Run `leadready list`."""
    from leadready.cli.definitions import list_assessments

    return list_assessments()


def run_check(chosen: argparse.Namespace) -> int:
    """Run `leadready check`."""
    from leadready.cli.definitions import check

    return check(chosen.assessment, as_json=chosen.json)


def run_simulate(chosen: argparse.Namespace) -> int:
    """Run `leadready simulate`."""
    from leadready.cli.authoring import run_simulation

    return run_simulation(chosen)


def run_diff(chosen: argparse.Namespace) -> int:
    """Run `leadready diff`."""
    from leadready.cli.authoring import run_difference

    return run_difference(chosen)


def run_pack(chosen: argparse.Namespace) -> int:
    """Run `leadready pack`."""
    from leadready.cli.travel import run_pack

    return run_pack(chosen)


def run_add(chosen: argparse.Namespace) -> int:
    """Run `leadready add`."""
    from leadready.cli.travel import run_add

    return run_add(chosen)


def run_score(chosen: argparse.Namespace) -> int:
    """Run `leadready score`."""
    from leadready.cli.scoring import score

    return score(chosen)


def run_rescore(chosen: argparse.Namespace) -> int:
    """Run `leadready rescore`."""
    from leadready.cli.rescoring import rescore

    return rescore(chosen)


def run_plan(chosen: argparse.Namespace) -> int:
    """Run `leadready plan`."""
    from leadready.cli.planning import plan

    return plan(chosen)


def run_plans(chosen: argparse.Namespace) -> int:
    """Run `leadready plans`."""
    from leadready.cli.plan_run import plans

    return plans(chosen)


def run_group(chosen: argparse.Namespace) -> int:
    """Run `leadready group`."""
    from leadready.cli.group import group

    return group(chosen)


def run_agreement(chosen: argparse.Namespace) -> int:
    """Run `leadready agreement`."""
    from leadready.cli.agreement import agreement

    return agreement(chosen)


def run_mirror_request(chosen: argparse.Namespace) -> int:
    """Run `leadready mirror request`."""
    from leadready.cli.mirror import run_request

    return run_request(chosen)


def run_mirror_answer(chosen: argparse.Namespace) -> int:
    """Run `leadready mirror answer`."""
    from leadready.cli.mirror import run_answer

    return run_answer(chosen)


def run_mirror_read(chosen: argparse.Namespace) -> int:
    """Run `leadready mirror read`."""
    from leadready.cli.mirror import run_read

    return run_read(chosen)


def run_round(chosen: argparse.Namespace) -> int:
    """Run `leadready campaign`, `submission` or `panel`."""
    if chosen.round == "campaign":
        from leadready.cli.campaign import campaign as run
    elif chosen.round == "submission":
        from leadready.cli.submission import submission as run
    else:
        from leadready.cli.panel import panel as run

    return run(["--help"] if chosen.is_help else chosen.rest)


def run_journey(chosen: argparse.Namespace) -> int:
    """Run `leadready journey`."""
    from leadready.cli.journey import journey

    return journey(chosen.output)


def run_self_test(_chosen: argparse.Namespace) -> int:
    """Run `leadready self-test`."""
    from leadready.cli.self_test import self_test

    return self_test()
