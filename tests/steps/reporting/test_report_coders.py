"""What the report says of the people who coded."""

from __future__ import annotations

from pathlib import Path

from builders import SMALL_TOML, read_reports, small_study
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
    text = read_reports(study.root)
    assert named(text, "Agreement") == ["ana and ben"]
    machine = ["ana and machine", "ben and machine", "consensus and machine"]
    assert named(text, "With the machine") == machine
    [methods] = [each for each in text.splitlines() if "**Agreement of coders**" in each]
    assert "ana and ben: kappa 0.40 " in methods
    assert "on 3\u00a0turns that both have read (of 3 and 3 read)." in methods
    assert methods.endswith("That is agreement with a machine and no intercoder reliability.")
    assert "ana and consensus" not in text


def test_people_who_share_no_turn_are_named_in_the_methods(tmp_path: Path) -> None:
    study = Study.open(
        small_study(tmp_path / "study", SMALL_TOML + '[coding]\ncoders = ["rules"]\n')
    )
    study.ingest()
    study.code()
    said = "transcript,turn,code,coder\ntalk,2,isolation,ana\ntalk,3,,ben\ntalk,5,,ben\n"
    (tmp_path / "said.csv").write_text(said, "utf-8")
    study.import_codings(tmp_path / "said.csv")
    study.report()
    text = read_reports(study.root)
    [methods] = [each for each in text.splitlines() if "**Agreement of coders**" in each]
    assert "No two people have read the same turns, so intercoder reliability is unknown" in methods
    assert "ana and ben have read no turn in common (of 1 and 2 read)." in methods
    assert "ben and machine: kappa" in methods
    assert "Agreement with the machine does not stand in for it." in text
    assert "**Agreement**: No two people were compared." in text


def named(text: str, term: str) -> list[str]:
    """Who is compared in the first line under that term."""
    line = next(each for each in text.splitlines() if each.startswith(f"- **{term}**"))
    return [each.split(":")[0] for each in line.removeprefix(f"- **{term}**: ").split("; ")]


def test_a_code_that_no_machine_looks_for_is_not_told_as_absent(tmp_path: Path) -> None:
    folder = small_study(tmp_path / "study", SMALL_TOML + '[coding]\ncoders = ["rules"]\n')
    book = folder / "codebook.yaml"
    book.write_text(book.read_text("utf-8") + "  - {id: trust, label: Trust}\n", "utf-8")
    study = Study.open(folder)
    study.ingest()
    outcome = study.code()
    assert outcome.facts["unsought"] == ["trust"]
    assert outcome.says[-1].startswith("no coder looks for trust: give them a definition")
    [row] = study.corrected("trust")
    assert "the machine does not look for trust: its 0 says nothing" in row.why
    study.report()
    text = read_reports(study.root)
    assert text.count("he machine does not look for Trust") == 2


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
    assert "does not look for" not in read_reports(study.root)
