"""The page of a round's commands is true: its files are written out from it, and its commands set a round up and apply."""

from __future__ import annotations

import re
import shlex
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pypdf
import pytest

from leadready.cli.main import main
from leadready.exchange.campaign_file import campaign_words, read_campaign
from leadready.exchange.keys import read_keys

PAGE = (Path(__file__).parents[1] / "docs" / "panel-commands.md").read_text(encoding="utf-8")
YAML = dict(re.findall(r"^```yaml\n(?:format: leadready/([a-z-]+)/1)?(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
COMMANDS = [
    line for block in re.findall(r"^```\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL) for line in block.splitlines()
]


def file_of(kind: str) -> str:
    return f"format: leadready/{kind}/1{YAML[kind]}"


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """An empty folder with the files that the page says to write; it is the tenth of January 2027 there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LEADREADY_HOME", str(tmp_path / "home"))
    # Opening a key takes a second on purpose; each is opened once here.
    monkeypatch.setattr("leadready.cli.panel_keys.read_keys", cache(read_keys))
    monkeypatch.setattr("leadready.cli.submission.now", lambda: datetime(2027, 1, 10, tzinfo=UTC))
    benchmarks = re.search(r"^benchmarks:\n(?:  .*\n)+", PAGE, re.MULTILINE)
    assert benchmarks is not None
    (tmp_path / "settings.yaml").write_text(file_of("campaign-settings") + benchmarks[0], encoding="utf-8")
    (tmp_path / "people.yaml").write_text(file_of("campaign-people"), encoding="utf-8")
    (tmp_path / "application.yaml").write_text(file_of("application"), encoding="utf-8")
    (tmp_path / "equality.yaml").write_text(file_of("equality-choices"), encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(desk, capsys):
    def run(*arguments):
        assert main([str(one) for one in arguments]) == 0, capsys.readouterr().err
        return capsys.readouterr().out

    return run


def shown(action: str) -> list[str]:
    """Give a command of the page, without its comment and its key."""
    [line] = [one for one in COMMANDS if one.startswith(f"leadready {action} ")]
    return shlex.split(line, comments=True)[1:]


def typed(folder: Path) -> str:
    text = pypdf.PdfReader(folder / "kit.pdf").pages[0].extract_text()
    table = text[text.index("Row") : text.index("There is no")].split()
    return " ".join(word for word in table if len(word) in {2, 4})


def test_the_files_and_commands_of_the_page_set_a_round_up_and_apply_to_it(desk, run):
    for name in ("lea", "ann", "bob", "eve"):
        words = run("campaign", "keys", "--name", name.title(), "-o", f"{name}.lrkey")
        (desk / f"{name}.words").write_text(words, encoding="utf-8")
    run(*shown("campaign recovery"))
    assert "mkdir draft" in COMMANDS
    (desk / "draft").mkdir()
    run(*shown("campaign draft"))
    (desk / "typed.txt").write_text(typed(desk), encoding="utf-8")
    for name in ("ann", "bob", "lea"):
        run("campaign", "try", f"draft/{name}.lrtrial", "-o", f"{name}.lropened", *key(name))
    run(*shown("campaign try draft/recovery.lrtrial"), "--words", "lea.words")
    answers = sorted(path.name for path in desk.glob("*.lropened"))
    run("campaign", "check", "draft", *answers)
    run("campaign", "publish", "draft", *answers, "-o", "fellowship.lrcampaign", *key("lea"))
    campaign = read_campaign((desk / "fellowship.lrcampaign").read_text(encoding="utf-8"), "f")
    assert set(campaign.benchmarks) == {"strong"}
    assert campaign.equality is not None
    make = shown("submission make")
    make[make.index("six words of the advert")] = campaign_words(campaign)
    assert len(run(*make).split()) == 5
    run("submission", "equality", "fellowship.lrcampaign", "equality.yaml", "-o", "77b0e1.lrequal")
    assert (desk / "77b0e1.lrequal").stat().st_size > 0


def key(name: str) -> tuple[str, ...]:
    return "--key", f"{name}.lrkey", "--words", f"{name}.words"
