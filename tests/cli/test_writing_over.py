"""Writing over a file: asked on a terminal, refused in a pipe, done with --force."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path

import pexpect
import pytest
from click.testing import CliRunner

from builders_linked import linked_study
from interviewkit.cli import main
from steps.keeping.test_bad_days import small_files, tidy_words, without_root_power

COMMANDS = {
    "matrix": ("link", "export", "--as", "csv"),
    "display": ("link", "display", "--as", "html"),
    "codings": ("coding", "export"),
    "people": ("link", "check", "--propose"),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return linked_study(tmp_path_factory.mktemp("made")).root


@pytest.fixture
def study(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "study"))


def call(study: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A command in this process, where there is no terminal either."""
    with chdir(study):
        ended = CliRunner().invoke(main, words, catch_exceptions=False)
    return subprocess.CompletedProcess(words, ended.exit_code, ended.stdout, ended.stderr)


def call_apart(
    study: Path, *words: str, before: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, of which something is taken ``before`` it starts."""
    return subprocess.run(
        [sys.executable, "-m", "interviewkit", *words], cwd=study, text=True,
        capture_output=True, stdin=subprocess.DEVNULL, preexec_fn=before,
    )  # fmt: skip


@pytest.mark.parametrize("name", COMMANDS)
def test_in_a_pipe_a_file_of_someone_is_kept_without_force(study: Path, name: str) -> None:
    (study / "mine.csv").write_text("my own", "utf-8")
    told = tidy_words(call_apart(study, *COMMANDS[name], "mine.csv"))
    assert "mine.csv is there already" in told
    assert "--force" in told
    assert (study / "mine.csv").read_text("utf-8") == "my own"
    assert call(study, *COMMANDS[name], "mine.csv", "--force").returncode == 0
    assert (study / "mine.csv").read_text("utf-8") != "my own"
    assert tidy_words(call(study, *COMMANDS[name], "survey.csv", "--force"))


@pytest.mark.parametrize(("answer", "kept"), [("n", True), ("", True), ("y", False)])
def test_on_a_terminal_it_is_asked_once(study: Path, answer: str, kept: bool) -> None:
    (study / "mine.csv").write_text("my own", "utf-8")
    child = pexpect.spawn(
        sys.executable, ["-m", "interviewkit", "coding", "export", "mine.csv"],
        cwd=str(study), encoding="utf-8", timeout=60,
    )  # fmt: skip
    child.expect(r"mine\.csv is there already.*Write over it\? \[y/N\]")
    child.sendline(answer)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == (1 if kept else 0)
    assert ((study / "mine.csv").read_text("utf-8") == "my own") is kept


def test_a_changed_report_stops_a_run_at_its_end_and_force_goes_on(study: Path) -> None:
    assert call(study, "report").returncode == 0
    (study / "reports" / "report.md").write_text("mine", "utf-8")
    (study / "study.toml").write_text(
        (study / "study.toml").read_text("utf-8").replace("Linked", "Linked anew"), "utf-8"
    )
    told = tidy_words(call(study, "run"))
    assert "interviewkit report --force" in told
    assert (study / "reports" / "report.md").read_text("utf-8") == "mine"
    assert call(study, "report", "--force").returncode == 0
    assert "Linked anew" in (study / "reports" / "report.md").read_text("utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="limits the size of files")
@pytest.mark.parametrize("shape", ["csv", "xlsx", "sav", "dta", "svg", "png", "docx", "html"])
def test_on_a_full_disk_the_old_file_stays_whole(study: Path, shape: str) -> None:
    """Files may grow to so many bytes and no further; the study itself is only looked at."""
    verb = "export" if shape in ("csv", "xlsx", "sav", "dta") else "display"
    words = ("link", verb, f"exports/out.{shape}")
    first = call_apart if shape == "xlsx" else call  # lxml has other words for a full disk
    assert first(study, *words).returncode == 0
    out = study / "exports" / f"out.{shape}"
    before = out.read_bytes()
    few = min(len(before) // 2, 4096)

    def full() -> None:
        import resource

        small_files()
        resource.setrlimit(resource.RLIMIT_FSIZE, (few, few))

    told = tidy_words(call_apart(study, *words, before=full))
    assert "room" in told
    assert out.read_bytes() == before
    assert [each.name for each in out.parent.iterdir()] == [out.name]


@pytest.mark.skipif(sys.platform != "linux", reason="drops a Linux capability")
def test_a_folder_that_may_not_be_written_is_told(study: Path, tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir()
    (tmp_path / "shut").chmod(0o555)
    out = str(tmp_path / "shut" / "out.csv")
    told = tidy_words(call_apart(study, "coding", "export", out, before=without_root_power))
    assert f"{out} cannot be written (Permission denied)" in told
    assert "name another place" in told


def test_an_export_goes_where_one_stands(study: Path) -> None:
    (study / "elsewhere").mkdir()
    words = ("coding", "export", "here.csv", "--study", str(study))
    assert call(study / "elsewhere", *words).returncode == 0
    assert (study / "elsewhere" / "here.csv").is_file()
    assert tidy_words(call(study / "transcripts" / "May", *words))
