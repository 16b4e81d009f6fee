"""A study says whether its language model may be asked, and nothing where it has none."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import SMALL_TOML, small_study
from interviewkit import Study
from interviewkit.steps.keeping.settings_file import check_settings_file


def check(folder: Path, coders: str, llm: str) -> list[tuple[str, str, str]]:
    toml = f"{SMALL_TOML}\n[coding]\ncoders = {coders}\n[coding.llm]\n{llm}\n"
    study = Study.open(small_study(folder, toml))
    found = [(each.state, each.what, each.hint) for each in study.check()]
    return [each for each in found if "llm" in each[1] or "encrypted" in each[1]]


def test_without_the_coder_nothing_is_said(tmp_path: Path) -> None:
    assert check(tmp_path, '["rules"]', 'endpoint = "https://api.example.org/v1"') == []


def test_on_this_machine_nothing_leaves(tmp_path: Path) -> None:
    [(state, what, _)] = check(tmp_path, '["rules", "llm"]', 'model = "qwen3"')
    assert (state, what) == (
        "well",
        "the coder llm may ask qwen3 at 127.0.0.1:11434: nothing leaves this machine",
    )


@pytest.mark.parametrize(
    ("llm", "said", "hint"),
    [
        ("", "no language model is named", "model ="),
        ('model = "m"\nendpoint = "https://api.example.org/v1"', "would leave this one", "consent"),
        ('model = "m"\nkey_env = "NO_SUCH_KEY"', "there is no key NO_SUCH_KEY", "keyring set"),
    ],
)
def test_what_keeps_it_from_asking_is_told(tmp_path: Path, llm: str, said: str, hint: str) -> None:
    [(state, what, todo)] = check(tmp_path, '["llm"]', llm)
    assert state == "wrong"
    assert what.startswith("the coder llm cannot ask: ")
    assert said in what
    assert hint in todo


def test_an_open_line_is_a_doubt(tmp_path: Path) -> None:
    llm = 'model = "m"\nendpoint = "http://192.168.1.5/v1"\nconsent = "They agreed."'
    states = [state for state, *_ in check(tmp_path, '["llm"]', llm)]
    assert states == ["note", "well"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('api_key = "sk-4hT9xQ2mZ7pLw8Rk1n"', "coding.llm.api_key holds a key"),
        ("votes = 0", "coding.llm.votes must be 1 to 20, not 0"),
        ('modle = "m"', "[coding.llm] has no setting 'modle'"),
    ],
)
def test_the_settings_page_tells_the_line(tmp_path: Path, line: str, said: str) -> None:
    found = check_settings_file(small_study(tmp_path), f"[study]\n\n[coding.llm]\n{line}\n")
    [problem] = found.problems
    assert (problem.line, problem.what) == (4, said)
    assert problem.hint or "must be" in said
    assert "4hT9" not in f"{problem}"
