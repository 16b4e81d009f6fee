"""What the report says of the people who coded."""

from __future__ import annotations

from pathlib import Path

from builders import SMALL_TOML, small_study
from interviewkit import Study


def test_people_are_compared_with_each_other_before_the_machine(tmp_path: Path) -> None:
    study = Study.open(
        small_study(tmp_path / "study", SMALL_TOML + '[coding]\ncoders = ["rules"]\n')
    )
    study.ingest()
    study.code()
    (tmp_path / "said.csv").write_text(
        "transcript,turn,code,coder\n"
        "talk,2,isolation,ana\ntalk,3,,ana\ntalk,5,,ana\n"
        "talk,2,isolation,ben\ntalk,3,isolation,ben\ntalk,5,,ben\n"
        "talk,2,isolation,consensus\ntalk,3,,consensus\ntalk,5,,consensus\n",
        "utf-8",
    )
    study.import_codings(tmp_path / "said.csv")
    study.report()
    text = (study.root / "reports" / "report.md").read_text("utf-8")
    [line] = [each for each in text.splitlines() if each.startswith("- **Agreement**")]
    assert line.startswith("- **Agreement**: ana and ben: kappa 0.40 ")
    pairs = [each.split(":")[0] for each in line.removeprefix("- **Agreement**: ").split("; ")]
    assert pairs == ["ana and ben", "ana and machine", "ben and machine", "consensus and machine"]


def test_a_code_that_no_machine_looks_for_is_not_told_as_absent(tmp_path: Path) -> None:
    folder = small_study(tmp_path / "study", SMALL_TOML + '[coding]\ncoders = ["rules"]\n')
    book = folder / "codebook.yaml"
    book.write_text(book.read_text("utf-8") + "  - {id: trust, label: Trust}\n", "utf-8")
    study = Study.open(folder)
    study.ingest()
    outcome = study.code()
    assert outcome.facts["unsought"] == ["trust"]
    assert outcome.says[-1].startswith("no coder looks for trust: give them patterns")
    [row] = study.corrected("trust")
    assert "the machine does not look for trust: its 0 says nothing" in row.why
    study.report()
    text = (study.root / "reports" / "report.md").read_text("utf-8")
    assert text.count("The machine does not look for Trust") == 2


def test_where_people_alone_code_nothing_is_said_of_machines(tmp_path: Path) -> None:
    folder = small_study(tmp_path / "study", SMALL_TOML + "[coding]\ncoders = []\n")
    book = folder / "codebook.yaml"
    book.write_text(book.read_text("utf-8") + "  - {id: trust, label: Trust}\n", "utf-8")
    study = Study.open(folder)
    study.ingest()
    assert study.code().facts["unsought"] == []
    (tmp_path / "said.csv").write_text("transcript,turn,code,coder\ntalk,2,,ana\n", "utf-8")
    study.import_codings(tmp_path / "said.csv")
    study.report()
    assert "does not look for" not in (study.root / "reports" / "report.md").read_text("utf-8")
