"""A rater on the command line: benchmark answers, marks with lines and notes, and what is refused."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from leadready.cli.main import main
from leadready.exchange.keys import Keys
from leadready.panel.benchmark import Agreed, Benchmark
from tests.panel.rounds import benchmark
from tests.ui.panel.leading import Lead

ANN = Keys.new("Ann Rater")
BENCHMARKS = {
    "b1": benchmark(4),
    "b2": Benchmark(evidence="why", text="I like it.", agreed={"why": Agreed(mark=2, why="No example.")}),
}


@pytest.fixture
def lead(tmp_path):
    made = Lead(tmp_path, ANN, lambda: datetime.now(UTC), applicants=2, benchmarks=BENCHMARKS, text="Told.")
    yield made
    made.close()


@pytest.fixture
def run(lead, tmp_path, monkeypatch, capsys):
    """Runs `leadready panel` as Ann, or as the lead; gives what it printed."""
    monkeypatch.chdir(tmp_path)
    keys = {"ann": ANN, "lea": lead.keys}
    for name in keys:
        (tmp_path / f"{name}.lrkey").write_bytes(b"")
    monkeypatch.setattr("leadready.cli.panel_keys.read_keys", lambda _content, _words, file: keys[file[:3]])
    monkeypatch.setattr("leadready.cli.panel_keys.six_words", lambda _file, _key: "")

    def run(*arguments, who="ann", code=0):
        assert main(["panel", *arguments, "--key", f"{who}.lrkey"]) == code, capsys.readouterr().err
        return capsys.readouterr()

    run("begin", "ann", str(lead.file))
    run("take", "ann", str(lead.pack()))
    return run


def table(tmp_path, header, *rows):
    path = tmp_path / "table.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return str(path)


def test_benchmark_answers_then_marks_with_lines_and_a_note(run, lead, tmp_path):
    run("declare", "ann", "--none-for-others")
    run("hand-in", "ann", "-o", "first.lrbundle")
    lead.take(tmp_path / "first.lrbundle")
    lead.assign()
    run("take", "ann", str(lead.pack("second.lrbundle")))
    assert "Why it is 4." not in run("calibrate", "ann").out
    marks = table(tmp_path, "applicant,criterion,rating,why", "APP000,led,3,")
    assert "The benchmark answers come first." in run("rate", "ann", marks, code=1).err
    given = table(tmp_path, "benchmark,criterion,rating,why", "b1,led,3,", "b2,why,1,Nothing is told.")
    said = run("calibrate", "ann", "--marks", given, "--note", "b1", "Look for the measure.").out
    assert "b1\tled\nWe changed the round.\nled\t3\t4\tWhy it is 4.\n" in said
    assert "b2\twhy\nI like it.\nwhy\t1\t2\tNo example.\n" in said
    assert "yours stay as they are" in run("calibrate", "ann", "--marks", given, code=1).err
    marks = table(
        tmp_path, "applicant,criterion,rating,why,lines,note", "APP000,led,3,,no,Ask about it.", "APP001,led,4,,,"
    )
    run("rate", "ann", marks)
    run("hand-in", "ann", "-o", "from-ann.lrbundle")
    lead.take(tmp_path / "from-ann.lrbundle")
    view = lead.panel.view
    assert view.marks["APP000", "ann", "led"].lines == (False,)
    assert view.marks["APP001", "ann", "led"].lines == ()
    assert view.notes == {}
    assert "Ask about it." not in repr(lead.panel.log.records)
    # The lead sees who is how severe: (3-4 + 1-2) / 2, and nobody else has marked yet.
    lead.panel.close()
    assert run("calibrate", "lead", who="lea").out == "ann\t2\t-1.00\t\nbob\t0\t\t\ncat\t0\t\t\n"


@pytest.mark.parametrize(
    ("header", "row", "complaint"),
    [
        ("applicant,criterion,rating", "APP000,led,3", "There is no column “why”."),
        ("applicant,criterion,rating,why", "APP000,led,three,", "“three” is no number."),
        ("applicant,criterion,rating,why,lines", "APP000,led,3,,maybe", "“maybe” answers no line."),
    ],
)
def test_a_table_that_says_something_else_is_refused_with_its_line(run, tmp_path, header, row, complaint):
    assert complaint in run("rate", "ann", table(tmp_path, header, row), code=1).err
