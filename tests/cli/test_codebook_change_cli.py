"""``interviewkit codebook rename`` and the others, as a person types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from interviewkit.cli.main import main
from study.example import example_study


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return example_study(tmp_path).root


def run(root: Path, *words: str) -> Result:
    group, verb, *rest = words
    return CliRunner().invoke(main, [group, verb, "--study", str(root), *rest])


def test_consequences_are_told_before_anything_is_done(root: Path) -> None:
    done = run(root, "codebook", "rename", "isolation", "loneliness", "--coder", "kim")
    assert done.exit_code == 1
    assert "rename code: the code isolation is called loneliness" in done.output
    assert "become codings of loneliness" in done.output
    assert "say --yes to do it" in done.output
    assert "loneliness" not in (root / "codebook.yaml").read_text("utf-8")


def test_a_yes_does_it_and_says_how_back(root: Path) -> None:
    done = run(root, "codebook", "rename", "isolation", "loneliness", "--coder", "kim", "--yes")
    assert done.exit_code == 0
    entry = done.output.split("review undo ")[1].strip()
    assert "codes: [loneliness]" in (root / "codebook.yaml").read_text("utf-8")
    assert run(root, "review", "undo", entry).exit_code == 0
    assert "loneliness" not in (root / "codebook.yaml").read_text("utf-8")


def test_json_holds_the_whole_act(root: Path) -> None:
    words = ("merge", "neutrality", "--into", "isolation", "--coder", "kim", "--yes")
    done = run(root, "codebook", *words, "--format", "json")
    act = json.loads(done.output)
    assert act["did"]
    assert act["act"] == "merge codes"
    assert act["ids"] == ["isolation"]
    assert {effect["what"] for effect in act["effects"]} >= {"codings", "turns read"}


def test_what_needs_no_weighing_is_done_at_once(root: Path) -> None:
    assert run(root, "codebook", "add", "New thing", "--coder", "kim").exit_code == 0
    words = ("edit", "new_thing", "--definition", "What is new.", "--near-miss", "Old: things.")
    assert run(root, "codebook", *words, "--coder", "kim", "--yes").exit_code == 0
    assert (
        (root / "codebook.yaml")
        .read_text("utf-8")
        .endswith(
            "\n  - id: new_thing\n    label: New thing\n    definition: What is new.\n"
            '    near_misses:\n      - "Old: things."\n'
        )
    )


def test_themes_go_by_the_same_verbs(root: Path) -> None:
    how = ("--coder", "kim", "--yes")
    for words in (
        ("add", "Trust", "--as-theme"),
        ("rename", "bonds", "ties"),
        ("move", "neutrality", "--theme", "trust"),
        ("edit", "ties", "--label", "Ties"),
        ("remove", "tools"),
    ):
        assert run(root, "codebook", *words, *how).exit_code == 0, words
    shown = json.loads(run(root, "codebook", "list", "--format", "json").output)
    assert [(row["code"], row["theme"]) for row in shown] == [
        ("isolation", "ties"), ("neutrality", "trust"),
    ]  # fmt: skip


def test_how_common_and_how_exclusive_is_said(root: Path) -> None:
    how = ("--coder", "kim", "--yes")
    assert run(root, "codebook", "edit", "isolation", "--prevalence", "4 %", *how).exit_code == 0
    assert run(root, "codebook", "move", "neutrality", "--theme", "bonds", *how).exit_code == 0
    done = run(root, "codebook", "edit", "bonds", "--exclusive", *how)
    assert "bonds: one turn has at most one of its codes" in done.output
    shown = run(root, "codebook", "show").output
    assert "one turn has at most one of: isolation, neutrality" in shown
    assert "expected in 4.0% of the participants' turns" in shown
    rows = json.loads(run(root, "codebook", "list", "--format", "json").output)
    assert [row["prevalence"] for row in rows] == [0.04, None]
    assert run(root, "codebook", "edit", "bonds", "--no-exclusive", *how).exit_code == 0
    assert "exclusive" not in (root / "codebook.yaml").read_text("utf-8")


def test_a_code_is_split_by_ids_of_codings(root: Path) -> None:
    codings = json.loads(run(root, "coding", "list", "--coder", "kim", "--format", "json").output)
    first = next(row["id"] for row in codings if row["code"] == "isolation")
    words = ("split", "isolation", "--into", f"No talk={first}", "--coder", "kim", "--yes")
    assert run(root, "codebook", *words).exit_code == 0
    after = json.loads(run(root, "coding", "list", "--coder", "kim", "--format", "json").output)
    assert [row["code"] for row in after][:2] == ["no_talk", "neutrality"]


def test_history_lists_versions_and_what_changed(root: Path) -> None:
    run(root, "codebook", "rename", "isolation", "loneliness", "--coder", "kim", "--yes")
    rows = json.loads(run(root, "codebook", "history", "--format", "json").output)
    assert [(row["by"], row["says"]) for row in rows] == [
        ("", ""), ("kim", "the code isolation is called loneliness"),
    ]  # fmt: skip
    changed = json.loads(run(root, "codebook", "history", "2", "--format", "json").output)
    assert ("removed", "code", "isolation") in {(r["kind"], r["what"], r["id"]) for r in changed}
    assert run(root, "codebook", "history", "3").exit_code == 1


def test_nobody_changes_it_without_a_name(root: Path) -> None:
    done = run(root, "codebook", "remove", "isolation", "--yes")
    assert done.exit_code == 2
    assert "say who changes it" in done.output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("rename", "isolated", "x"), "did you mean 'isolation'?"),
        (("rename", "isolation", "neutrality"), "there is a code 'neutrality' already"),
        (("rename", "isolation", "a b"), "cannot be an id"),
        (("merge", "isolation", "--into", "isolation"), "cannot be merged with itself"),
        (("move", "isolation", "--parent", "isolation"), "lies below 'isolation'"),
        (("edit", "isolation", "--label", "Isolation"), "nothing of isolation changes"),
        (("split", "isolation", "--into", "x=y"), "no ids of codings"),
    ],
)
def test_what_cannot_be_is_refused_with_a_hint(
    root: Path, words: tuple[str, ...], told: str
) -> None:
    before = (root / "codebook.yaml").read_bytes()
    done = run(root, "codebook", *words, "--coder", "kim", "--yes")
    assert done.exit_code in (1, 2)
    assert told in done.output
    assert (root / "codebook.yaml").read_bytes() == before
