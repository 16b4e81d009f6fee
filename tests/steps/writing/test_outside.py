"""What lies outside of the study is not read and not written, unless study.toml allows it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from builders import SMALL_CODEBOOK, SMALL_TALK, SMALL_TOML, small_study
from interviewkit import Study
from interviewkit.errors import CodebookError, Problem, SourceError, StudyError
from interviewkit.readers.file_search import find_files, is_match, split_pattern
from steps.keeping.test_bad_days import without_root_power

ALLOWED = SMALL_TOML.replace("[study]", "[study]\nallow_outside = true")
FILES = {
    "[codebook] file": ("codebook.yaml", SMALL_CODEBOOK),
    "[survey] file": ("survey.csv", "respondent,age\nR1,3\n"),
    "[transcripts] participants": ("people.csv", "speaker,participant\nAna,P1\n"),
}


@pytest.fixture
def away(tmp_path: Path) -> Path:
    """A folder beside the study with one file of each kind, and a transcript."""
    folder = tmp_path / "away"
    folder.mkdir()
    for name, text in FILES.values():
        (folder / name).write_text(text, "utf-8")
    (folder / "far.txt").write_text(SMALL_TALK.replace("Ana", "Zoe"), "utf-8")
    return folder


def toml(setting: str, path: str, allowed: bool = False) -> str:
    """study.toml with one path changed."""
    section, key = setting.split(" ")
    base = ALLOWED if allowed else SMALL_TOML
    if section == "[codebook]":
        return base.replace("codebook.yaml", path)
    return f'{base}\n{section}\n{key} = "{path}"\n'


def told(problems: Iterable[Problem]) -> list[Problem]:
    """What is told of other files than the one good transcript."""
    return [each for each in problems if each.path != "transcripts/talk.txt"]


def named_so(study: Path, away: Path, name: str, how: str) -> str:
    """The path of a file outside, as study.toml may come to say it."""
    if how == "absolute":
        return str(away / name)
    if how == "upward":
        return f"../away/{name}"
    if how == "link":
        (study / f"near-{name}").symlink_to(away / name)
        return f"near-{name}"
    (study / "near").symlink_to(away)
    return f"near/{name}"


@pytest.mark.parametrize("how", ["absolute", "upward", "link", "linked folder"])
@pytest.mark.parametrize("setting", FILES)
def test_a_named_file_outside_is_refused_or_allowed(
    tmp_path: Path, away: Path, setting: str, how: str
) -> None:
    study = small_study(tmp_path / "study")
    path = named_so(study, away, FILES[setting][0], how)
    (study / "study.toml").write_text(toml(setting, path), "utf-8")
    with pytest.raises(StudyError) as fault:
        Study.open(study)
    assert f"{setting}: {path} lies outside of the study" in fault.value.message
    assert "allow_outside = true" in fault.value.hint
    (study / "study.toml").write_text(toml(setting, path, allowed=True), "utf-8")
    Study.open(study).ingest()


def test_all_that_lies_outside_is_named_at_once(tmp_path: Path, away: Path) -> None:
    text = SMALL_TOML.replace("codebook.yaml", "../away/codebook.yaml")
    text += '[survey]\nfile = "../away/survey.csv"\n[report]\nfolder = "../away"\n'
    with pytest.raises(StudyError) as fault:
        Study.open(small_study(tmp_path / "study", text))
    assert [line.split(":")[0] for line in fault.value.message.splitlines()] == [
        "[codebook] file", "[survey] file", "[report] folder",
    ]  # fmt: skip


def test_ways_that_come_back_into_the_study_are_fine(tmp_path: Path) -> None:
    study = small_study(tmp_path / "study")
    (study / "books").symlink_to(study)
    for path in ("../study/codebook.yaml", "books/codebook.yaml", str(study / "codebook.yaml")):
        (study / "study.toml").write_text(SMALL_TOML.replace("codebook.yaml", path), "utf-8")
        assert Study.open(study).codebook()[0].name == "Small"


@pytest.mark.parametrize("how", ["folder", "file"])
def test_the_report_is_not_written_elsewhere(tmp_path: Path, away: Path, how: str) -> None:
    study = small_study(tmp_path / "study")
    if how == "folder":
        (study / "reports").symlink_to(away)
    else:
        (study / "reports").mkdir()
        (study / "reports" / "report.md").symlink_to(away / "report.md")
    with pytest.raises(StudyError, match=r"outside of the study|leads out of the study"):
        list(Study.open(study).run())
    assert not (away / "report.md").exists()
    (study / "study.toml").write_text(ALLOWED, "utf-8")
    list(Study.open(study).run())
    assert (away / "report.md").exists()


# -- transcripts -----------------------------------------------------------------------------------


@pytest.mark.parametrize("pattern", ["../away/*.txt", "/{away}/*.txt", "transcripts/../../away/*"])
def test_a_pattern_that_leads_out_is_refused_or_allowed(
    tmp_path: Path, away: Path, pattern: str
) -> None:
    pattern = pattern.replace("/{away}", str(away))
    text = f'\n[transcripts]\nfiles = ["transcripts/*", "{pattern}"]\nparticipants = ""\n'
    study = small_study(tmp_path / "study", SMALL_TOML + text)
    with pytest.raises(StudyError, match="is not below the study") as fault:
        Study.open(study).ingest()
    assert "allow_outside = true" in fault.value.hint
    (study / "study.toml").write_text(ALLOWED + text, "utf-8")
    found = Study.open(study)
    found.ingest()
    assert "Zoe" in {turn.speaker for row in found.transcripts()
                     for turn in found.transcript(str(row["transcript"])).turns}  # fmt: skip


@pytest.mark.parametrize("what", ["far.txt", ""])
def test_a_link_among_transcripts_that_leads_out_is_told(
    tmp_path: Path, away: Path, what: str
) -> None:
    study = small_study(tmp_path / "study")
    (study / "transcripts" / "link.txt").symlink_to(away / what)
    done = Study.open(study).ingest()
    [problem] = told(done.problems)
    assert (problem.path, problem.fatal) == ("transcripts/link.txt", True)
    assert str(away / what).rstrip("/") in problem.what
    assert "allow_outside = true" in problem.hint
    assert done.facts["transcripts"] == 1
    assert Study.open(study).ingest().did is False
    (study / "transcripts" / "link.txt").unlink()
    assert told(Study.open(study).ingest().problems) == []


def test_what_a_link_gave_before_stays_where_it_is_refused_now(tmp_path: Path, away: Path) -> None:
    study = small_study(tmp_path / "study", ALLOWED)
    (study / "transcripts" / "link.txt").symlink_to(away / "far.txt")
    assert Study.open(study).ingest().facts["transcripts"] == 2
    (study / "study.toml").write_text(SMALL_TOML, "utf-8")
    again = Study.open(study).ingest()
    assert again.facts["transcripts"] == 2
    assert "stays" in " ".join(again.says)


def test_linked_folders_are_followed_once_where_they_may_be(tmp_path: Path, away: Path) -> None:
    study = small_study(tmp_path / "study")
    (study / "transcripts" / "near").symlink_to(away)
    (away / "round").symlink_to(study / "transcripts")
    (away / "self").symlink_to(away)
    (study / "transcripts" / "again").symlink_to(study / "transcripts")
    names = [p.name for p in find_files(study, ["transcripts/**/*.txt"], outside=True)]
    assert names == ["far.txt", "talk.txt"]


def test_what_is_no_file_is_told_and_never_waited_for(tmp_path: Path) -> None:
    study = small_study(tmp_path / "study")
    os.mkfifo(study / "transcripts" / "pipe.txt")
    (study / "transcripts" / "gone.txt").symlink_to(study / "nowhere")
    (study / "transcripts" / "loop.txt").symlink_to(study / "transcripts" / "loop.txt")
    problems = told(Study.open(study).ingest().problems)
    assert {each.path: each.what for each in problems} == {
        "transcripts/gone.txt": "it is no file but a link to what is not there; it is not read",
        "transcripts/loop.txt": "it is no file but a link to what is not there; it is not read",
        "transcripts/pipe.txt": "it is no file but a pipe or a device; it is not read",
    }


@pytest.mark.skipif(sys.platform != "linux", reason="drops a Linux capability")
def test_what_may_not_be_read_is_told_and_the_rest_goes_in(tmp_path: Path) -> None:
    study = small_study(tmp_path / "study")
    shut = study / "transcripts" / "shut"
    shut.mkdir()
    (study / "transcripts" / "secret.txt").write_text("Ana: Hello there.", "utf-8")
    (study / "transcripts" / "secret.txt").chmod(0)
    shut.chmod(0)
    blind = study / "transcripts" / "blind"
    blind.mkdir()
    (blind / "deep.txt").write_text("Ana: Hello there.", "utf-8")
    blind.chmod(0o400)
    done = subprocess.run(
        [sys.executable, "-m", "interviewkit", "ingest", "--study", str(study)],
        capture_output=True, text=True, preexec_fn=without_root_power,
    )  # fmt: skip
    shut.chmod(0o700)
    blind.chmod(0o700)
    assert done.returncode == 0, done.stderr
    assert "1 transcripts" in done.stdout
    for name in ("secret.txt", "shut", "blind/deep.txt"):
        assert f"problem: transcripts/{name}: it cannot be opened: you may not" in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux only")
def test_a_name_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    study = small_study(tmp_path / "study")
    Path(os.fsdecode(bytes(study / "transcripts") + b"/\xff.txt")).write_text(SMALL_TALK, "utf-8")
    done = Study.open(study).ingest()
    assert [str(each) for each in told(done.problems)] == [
        r"transcripts/\xff.txt: its name is not UTF-8; it is not read (rename it)"
    ]
    assert done.facts["transcripts"] == 1


@pytest.mark.parametrize("setting", FILES)
def test_a_pipe_is_never_waited_for(tmp_path: Path, setting: str) -> None:
    study = small_study(tmp_path / "study", toml(setting, "pipe"))
    os.mkfifo(study / "pipe")
    done = subprocess.run(
        [sys.executable, "-m", "interviewkit", "run", "--study", str(study)],
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert f"Error: {setting}: pipe is no file but a pipe or a device" in done.stderr


def test_a_pipe_named_by_hand_is_refused_too(tmp_path: Path) -> None:
    study = Study.open(small_study(tmp_path / "study"))
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(SourceError, match="is no file but a pipe"):
        study.import_codings(tmp_path / "pipe")
    with pytest.raises(CodebookError, match="is no file but a pipe"):
        study.check_codebook(tmp_path / "pipe")
    (tmp_path / "pipe").rename(tmp_path / "study.toml")
    with pytest.raises(StudyError, match="is no file"):
        Study.open(tmp_path)


def test_codings_are_taken_in_from_anywhere(tmp_path: Path) -> None:
    study = Study.open(small_study(tmp_path / "study"))
    study.ingest()
    file = tmp_path / "eva.csv"
    file.write_text("transcript,turn,code,coder\ntalk,2,isolation,eva\n", "utf-8")
    assert study.import_codings(file).facts["codings"] == 1


# -- patterns --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "pattern", "fits"),
    [
        ("a.txt", "*.txt", True),
        ("x/a.txt", "*.txt", False),
        ("a.txt", "**/*.txt", True),
        ("x/y/a.txt", "**/*.txt", True),
        ("x/y/a.txt", "x/**", True),
        ("x/y/a.txt", "**/y/**/a.*", True),
        ("x/y/a.txt", "**/**/**/a.txt", True),
        ("x/y/a.txt", "*/a.txt", False),
        ("x/a.txt", "[xy]/?.txt", True),
        ("x", "**", True),
        ("", "**", False),
    ],
)
def test_patterns_fit_as_shells_have_it(path: str, pattern: str, fits: bool) -> None:
    assert is_match(Path(path).parts, Path(pattern).parts) is fits


def test_a_pattern_falls_into_what_it_names_and_what_it_leaves_open() -> None:
    assert split_pattern("transcripts/**/*.txt") == ("transcripts", ("**", "*.txt"))
    assert split_pattern("a/b.txt") == ("a/b.txt", ())
    assert split_pattern("*") == (".", ("*",))


def test_finding_agrees_with_the_standard_library(root: Path) -> None:
    for pattern in (
        "transcripts/**/*",
        "**/*.csv",
        "transcripts/*/*.md",
        "surveys/*",
        "study.toml",
    ):
        problems: list[Problem] = []
        found = find_files(root, [pattern], problems=problems)
        globbed = {
            path for path in root.glob(pattern)
            if path.is_file() and not any(p.startswith(".") for p in path.relative_to(root).parts)
        }  # fmt: skip
        assert set(found) <= globbed
        assert {path.name for path in globbed - set(found)} <= {"README.md", "participants.csv"}
        assert problems == []
