"""Every block of the README does what it says, as it is pasted."""

from __future__ import annotations

import csv
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from interviewkit import Study
from interviewkit.cli import main
from interviewkit.model import Outcome

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
BLOCK = re.compile(r"```(\w*)\n(.*?)```", re.DOTALL)
ACTIVATE = ". .venv/bin/activate"
TALK = """WEBVTT

00:01.000 --> 00:03.000
<v Moderator>How did you come to your therapy?</v>

00:04.000 --> 00:09.000
<v Ana>I waited five months for an appointment. Nobody called me back.</v>

00:10.000 --> 00:12.000
<v Moderator>And then?</v>

00:13.000 --> 00:19.000
<v Ana>I waited for my sister in the car.</v>
"""


def blocks(language: str = "") -> list[str]:
    return [text for name, text in BLOCK.findall(README) if name == language]


def commands() -> list[str]:
    """Every command that is shown after the study of one's own, without its remark."""
    later = README.split("### How good are the codings?")[1]
    shell = [text for name, text in BLOCK.findall(later) if not name]
    return [line.split("#")[0].strip() for text in shell for line in text.splitlines()]


def test_two_commands_are_one_line_each_and_the_small_torch_comes_first() -> None:
    install = [block for block in blocks() if "pip install" in block]
    assert [len(block.strip().splitlines()) for block in install] == [1, 1, 1]
    torch, run, test = install
    assert "torch==2.13.0 --index-url https://download.pytorch.org/whl/cpu" in torch
    assert run.strip().endswith(
        "pip install -c constraints.txt '.[web]' && .venv/bin/interviewkit run"
    )
    assert test.strip().endswith("'.[test]' && .venv/bin/python -m pytest -n auto")
    assert not any(" -e " in block for block in install)  # as people install it


def test_bare_commands_stand_after_the_environment_is_on() -> None:
    shell = blocks()
    on = next(i for i, block in enumerate(shell) if block.strip() == ACTIVATE)
    bare = [i for i, block in enumerate(shell) if re.search(r"(?m)^interviewkit ", block)]
    assert bare
    assert min(bare) > on
    assert not any(".venv/" in block for block in shell[on + 1 :])


def test_a_study_of_ones_own_goes_as_the_readme_says(tmp_path: Path) -> None:
    (tmp_path / "interviews").mkdir()
    (tmp_path / "interviews" / "ana.vtt").write_text(TALK, "utf-8")
    binaries = tmp_path / "bin"
    binaries.mkdir()
    (binaries / "interviewkit").write_text(
        f'#!/bin/sh\nexec {sys.executable} -m interviewkit "$@"\n'
    )
    (binaries / "interviewkit").chmod(0o755)
    (tmp_path / "book.yaml").write_text(blocks("yaml")[0], "utf-8")
    own = README.split("## Your own study")[1].split("\n### ")[0]
    first, last = (text for name, text in BLOCK.findall(own) if not name)
    script = f"set -e\n{first}\ncp {tmp_path}/book.yaml codebooks/codebook.yaml\n{last}"
    path = f"{binaries}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=tmp_path, env={**os.environ, "HOME": str(tmp_path), "PATH": path},
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "my-study" / "reports" / "report.html").is_file()
    found = Study.open(tmp_path / "my-study").codings(coders=["machine"])
    assert "I waited five months for an appointment." in {each.passage.quote for each in found}
    assert "I waited for my sister in the car." not in {each.passage.quote for each in found}


@pytest.fixture(scope="module")
def judged(finished: tuple[Study, list[Outcome]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The finished sample, of which two people coded an audit elsewhere."""
    folder = tmp_path_factory.mktemp("judged") / "study"
    shutil.copytree(finished[0].root, folder)
    study = Study.open(folder)
    study.export_codings(folder / "machine.csv", coders=["machine"])
    rows = list(csv.DictReader((folder / "machine.csv").open(encoding="utf-8")))
    for coder, nth in (("ana", 3), ("ben", 4)):
        file = folder / f"{coder}.csv"
        with file.open("w", encoding="utf-8", newline="") as target:
            writer = csv.DictWriter(target, ["transcript", "turn", "quote", "code", "coder"])
            writer.writeheader()
            for place, row in enumerate(rows):
                code = "" if place % nth == 0 else row["code"]
                quote = row["quote"] if code else ""
                place_of = {name: row[name] for name in ("transcript", "turn")}
                writer.writerow({**place_of, "quote": quote, "code": code, "coder": coder})
        study.import_codings(file, chance="0.5")
    return folder


@pytest.mark.parametrize("line", commands())
def test_a_command_of_the_readme_works_on_the_sample(
    judged: Path, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, *words = shlex.split(line)
    assert program == "interviewkit"
    monkeypatch.chdir(judged)
    result = CliRunner().invoke(main, words, input="quit\n")
    assert result.exit_code == 0, result.output
    assert result.output.strip()


def test_the_python_of_the_readme_runs(
    finished: tuple[Study, list[Outcome]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(finished[0].root, tmp_path / "my-study")
    monkeypatch.chdir(tmp_path)
    [code] = blocks("python")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "41"
