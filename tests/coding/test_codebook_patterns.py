"""Patterns in a file beside the codebook: the same codes, and faults of both files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from interviewkit.coding.codebook_check import check_codebook
from interviewkit.coding.codebook_file import read_codebook
from interviewkit.errors import Problem
from interviewkit.model import Codebook

BOOK = """\
patterns: book.patterns.yaml
lists: {AI: [bot]}
codes:
  - id: stuck
    patterns: [jammed]
  - id: alone
"""
BESIDE = """\
# words that are looked for
lists:
  AI: [chatbot, bot]
  PEER: [colleague]
patterns:
  alone:
    - no <PEER>
    - {match: talk more, polarity: "-"}
  stuck:
    - stuck
"""
WHOLE = """\
lists: {AI: [bot, chatbot], PEER: [colleague]}
codes:
  - id: stuck
    patterns: [jammed, stuck]
  - id: alone
    patterns: [no <PEER>, {match: talk more, polarity: "-"}]
"""


def read(folder: Path, book: str = BOOK, beside: str | None = BESIDE) -> tuple[Codebook, list[str]]:
    (folder / "book.yaml").write_text(book, "utf-8")
    if beside is not None:
        (folder / "book.patterns.yaml").write_text(beside, "utf-8")
    codebook, problems = read_codebook(folder / "book.yaml")
    return codebook, [tell(each) for each in problems]


def tell(problem: Problem) -> str:
    fatal = " (fatal)" if problem.fatal else ""
    return f"{Path(problem.path).name}:{problem.line}: {problem.what}{fatal}"


def test_what_stands_in_both_files_adds_up(tmp_path: Path) -> None:
    codebook, problems = read(tmp_path)
    assert problems == []
    assert codebook.lists == {"AI": ("bot", "chatbot"), "PEER": ("colleague",)}
    shown = [(each.match, each.line, Path(each.file).name) for each in codebook.codes[0].patterns]
    assert shown == [("jammed", 5, ""), ("stuck", 10, "book.patterns.yaml")]
    assert codebook.code("alone").patterns[1].polarity == "-"


def test_the_version_counts_patterns_wherever_they_stand(tmp_path: Path) -> None:
    parted, _ = read(tmp_path)
    whole, _ = read(tmp_path, WHOLE, None)
    assert (parted.version, parted.codes[0].version) == (whole.version, whole.codes[0].version)
    other, _ = read(tmp_path, BOOK, BESIDE.replace("talk more", "talk less"))
    assert other.version != parted.version
    assert other.code("stuck").version == parted.code("stuck").version


@pytest.mark.parametrize(
    ("beside", "told"),
    [
        ("patterns:\n  stuk: [a]\n", "book.patterns.yaml:2: these patterns are of 'stuk'"),
        ("patterns:\n  alone: [[a, b]]\n", "book.patterns.yaml:2: a pattern of code 'alone'"),
        ("codes: []\n", "book.patterns.yaml:1: the patterns file has no field 'codes'"),
        ("patterns: [a]\n", "book.patterns.yaml:1: 'patterns' must be a block"),
        ("patterns:\n  alone: [a\n", "book.patterns.yaml:3: this is not valid YAML"),
        ("a: !!python/object:os.system\n", "book.patterns.yaml:1: the tag !!python/object"),
        ("patterns:\n  alone: [a]\n  alone: [b]\n", "book.patterns.yaml:3: 'patterns' has 'alone'"),
    ],
)
def test_faults_name_the_file_and_its_line(tmp_path: Path, beside: str, told: str) -> None:
    codebook, problems = read(tmp_path, beside=beside)
    assert any(each.startswith(told) for each in problems), problems
    assert codebook.code("stuck").patterns[0].match == "jammed"


@pytest.mark.parametrize("beside", ["", "# nothing yet\n", "patterns:\nlists:\n"])
def test_a_file_without_patterns_is_no_fault(tmp_path: Path, beside: str) -> None:
    codebook, problems = read(tmp_path, beside=beside)
    assert (problems, len(codebook.codes[0].patterns)) == ([], 1)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("none.yaml", "is not there (fatal)"),
        (".", "'patterns' must name"),
        ("book.yaml", "'patterns' names the codebook itself (fatal)"),
        ("/etc/passwd", "'patterns' must name a file from the codebook on"),
        ("C:/codes.yaml", "'patterns' must name a file from the codebook on"),
        ("[a, b]", "'patterns' must be a text"),
    ],
)
def test_a_name_that_leads_nowhere_is_told(tmp_path: Path, name: str, told: str) -> None:
    _, problems = read(tmp_path, BOOK.replace("book.patterns.yaml", name))
    if name == ".":
        told = "is no file (fatal)"
    assert [each for each in problems if each.startswith("book.yaml:1: ") and told in each]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "book.patterns.yaml")
    _, problems = read(tmp_path, beside=None)
    assert "is no file (fatal)" in problems[0]


def test_a_file_too_large_is_refused(tmp_path: Path) -> None:
    _, problems = read(tmp_path, beside="#" * 5_000_001)
    assert problems == ["book.patterns.yaml:0: larger than 5 MB (fatal)"]


def test_checks_tell_the_line_of_either_file(tmp_path: Path) -> None:
    codebook, _ = read(tmp_path)
    found = [tell(each) for each in check_codebook(codebook) if "polarity" in each.what]
    assert found == ["book.patterns.yaml:8: this pattern of 'alone' has the polarity '-'"]
