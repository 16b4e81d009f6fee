"""A coding that crosses turns is one coding, in a table and back again."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

import handmade_reader
from builders_projects import as_file, nurses
from interviewkit import Study
from interviewkit.cli.main import main
from interviewkit.exchange.codings_csv import write_codings
from interviewkit.model.coding import count_groups


def nurses_study(folder: Path) -> Study:
    Study.init(folder)
    study = Study.open(folder)
    with handmade_reader.plugged():
        study.import_project(handmade_reader.write(folder.with_suffix(".hm"), as_file(nurses())))
    return study


def without_codings(study: Study, folder: Path) -> Study:
    """A study of the same transcripts and codebook in which nobody coded."""
    Study.init(folder)
    for name in ("transcripts", "codebooks"):
        for each in (study.root / name).rglob("*"):
            if each.is_file():
                (folder / each.relative_to(study.root)).write_bytes(each.read_bytes())
    back = Study.open(folder)
    back.ingest()
    return back


def run(study: Study, *words: str) -> str:
    done = CliRunner().invoke(main, [*words, "--study", str(study.root)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_a_group_comes_back_from_the_csv(tmp_path: Path) -> None:
    study = nurses_study(tmp_path / "one")
    run(study, "export", str(tmp_path / "codings.csv"))
    back = without_codings(study, tmp_path / "two")
    told = run(back, "coding", "import", str(tmp_path / "codings.csv"))
    assert "4 codings on 5\N{NO-BREAK SPACE}passages" in told
    assert count_groups(back.codings()) == count_groups(study.codings()) == 4
    assert len(back.codings()) == len(study.codings()) == 5


def test_rows_of_one_name_that_cross_no_turn_are_no_group(tmp_path: Path) -> None:
    study = nurses_study(tmp_path / "one")
    back = without_codings(study, tmp_path / "two")
    with (tmp_path / "codings.csv").open("w", newline="") as stream:
        write_codings(stream, study.codings())
    lines = (tmp_path / "codings.csv").read_text("utf-8").splitlines()
    head, *rows = [line.rsplit(",", 1)[0] for line in lines]
    named = [f"{head},selection", *(f"{row},s{n}" for n, row in enumerate(rows))]
    (tmp_path / "codings.csv").write_text("\n".join(named), "utf-8")
    back.import_codings(tmp_path / "codings.csv")
    assert {each.selection for each in back.codings()} == {None}
