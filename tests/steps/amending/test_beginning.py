"""Open coding: a study without any codebook gets one with its first code."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import SMALL_TALK
from interviewkit import Study
from interviewkit.errors import CodebookError, StudyError
from interviewkit.steps.amending.settings_text import name_codebook, rename_keys

TOML = """\
[study]
name = "Bare: one"   # our name

[topics]
enabled = false
"""


@pytest.fixture
def bare(tmp_path: Path) -> Study:
    (tmp_path / "transcripts").mkdir()
    (tmp_path / "transcripts/talk.txt").write_text(SMALL_TALK, "utf-8")
    (tmp_path / "study.toml").write_text(TOML, "utf-8")
    study = Study.open(tmp_path)
    study.ingest()
    return study


def test_a_first_code_makes_a_codebook(bare: Study) -> None:
    turn = bare.transcript("talk").turns[1]
    start = turn.text.index("hardly talk")
    act = bare.add_code("No talk: <none>", by="kim", place=(turn.id or 0, start, start + 11))
    assert act.ids == ("no_talk_none",)
    assert (bare.root / "codebooks/codebook.yaml").read_text("utf-8").endswith(
        'name: "Bare: one"\nversion: "0.1"\n\ncodes:\n'
        '  - id: no_talk_none\n    label: "No talk: <none>"\n'
        "    examples:\n      - hardly talk\n    origin: inductive\n"
    )  # fmt: skip
    assert (bare.root / "study.toml").read_text("utf-8") == (
        TOML + '\n[codebook]\nfile = "codebooks/codebook.yaml"\n'
    )


def test_the_open_study_knows_its_codebook_at_once(bare: Study) -> None:
    bare.add_code("No talk", by="kim")
    assert bare.codebook()[0].code_ids == ("no_talk",)
    assert Study.open(bare.root).codebook()[0].code_ids == ("no_talk",)
    bare.add_code("Slow tools", by="kim")
    assert bare.codebook()[0].code_ids == ("no_talk", "slow_tools")


def test_the_first_code_is_taken_back(bare: Study) -> None:
    act = bare.add_code("No talk", by="kim")
    bare.undo(entry=act.entry)
    assert bare.codebook()[0].codes == ()
    assert bare.add_code("No talk", by="kim").ids == ("no_talk",)


def test_a_codebook_that_is_there_is_taken(bare: Study) -> None:
    (bare.root / "codebooks").mkdir()
    path = bare.root / "codebooks/codebook.yaml"
    path.write_text("# mine\ncodes:\n- id: old\n", "utf-8")
    bare.add_code("New", by="kim")
    assert path.read_text("utf-8") == "# mine\ncodes:\n- id: old\n\n- id: new\n  label: New\n"


def test_one_label_gives_one_id_after_another(bare: Study) -> None:
    ids = [bare.add_code(label, by="kim").ids for label in ("Hope", "hope!", "…", "Größe 孤独")]
    assert ids == [("hope",), ("hope_2",), ("code",), ("größe_孤独",)]


def test_words_that_are_not_there_are_refused(bare: Study) -> None:
    turn = bare.transcript("talk").turns[1]
    with pytest.raises(StudyError, match="does not fit turn 2"):
        bare.add_code("Hope", by="kim", place=(turn.id or 0, 0, 10_000))
    with pytest.raises(StudyError, match="there is no turn 999"):
        bare.add_code("Hope", by="kim", place=(999, 0, 1))
    assert not (bare.root / "codebooks").exists()


def test_a_label_no_file_can_hold_is_refused(bare: Study) -> None:
    for label in ("", "  ", "half \ud800", "nul \0"):
        with pytest.raises(CodebookError):
            bare.add_code(label, by="kim")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[codebook]  # ours\n", '[codebook]  # ours\nfile = "c.yaml"\n'),
        ("[codebook]\n# file = 'x'\n[a]\n", "[codebook]\nfile = \"c.yaml\"\n# file = 'x'\n[a]\n"),
        ('[codebook]\nfile = ""  # none\n', '[codebook]\nfile = "c.yaml"  # none\n'),
        ("a = 1\r\n", 'a = 1\r\n\r\n[codebook]\r\nfile = "c.yaml"\r\n'),
        ("", '\n[codebook]\nfile = "c.yaml"\n'),
    ],
)
def test_settings_name_a_codebook(before: str, after: str) -> None:
    assert name_codebook(before, "c.yaml") == after


def test_settings_of_another_kind_are_not_touched() -> None:
    with pytest.raises(StudyError, match="written in a way that is not changed here"):
        name_codebook("codebook = {}\n", "c.yaml")


def test_settings_call_a_theme_by_its_new_name() -> None:
    text = '[joint.beside]  # both\nold = "a"  # first\n"other" = "old"\n[inference]\nx = 1\n'
    assert rename_keys(text, "old", "new") == text.replace("old = ", "new = ")
    assert rename_keys('joint = {beside = {old = "a"}}\n', "old", "new") is None
