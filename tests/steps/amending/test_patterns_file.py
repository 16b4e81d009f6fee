"""A study whose patterns stand in a file beside the codebook: changed, undone and told with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from changing import COMMENTED, judged_study, list_state

from interviewkit import Study
from interviewkit.errors import CodebookError, StudyError
from interviewkit.model import CodebookAct

BESIDE = """\
# what is looked for
lists: {AI: [bot]}
patterns:
  isolation:
    - hardly talk   # often
    - {match: talk more, polarity: "-"}
  trust:
    - believe what *2 tells
"""


@pytest.fixture
def study(tmp_path: Path) -> Study:
    judged_study(tmp_path)
    (tmp_path / "codebook.yaml").write_text("patterns: words.yaml\n" + COMMENTED, "utf-8")
    (tmp_path / "words.yaml").write_text(BESIDE, "utf-8")
    return Study.open(tmp_path)


def beside(study: Study) -> str:
    return (study.root / "words.yaml").read_text("utf-8")


def state(study: Study) -> dict[str, object]:
    return {**list_state(study), "beside": beside(study)}


def change(study: Study, number: int) -> CodebookAct:
    return (
        lambda: study.rename_code("isolation", "loneliness", by="kim"),
        lambda: study.edit_code("trust", by="lee", patterns=["rely on", "count on"]),
        lambda: study.merge_codes(["loneliness", "trust"], "bond", by="lee"),
        lambda: study.split_code("bond", ["Near", "Far"], by="kim", rest="Far"),
        lambda: study.add_code("Hope", by="kim", patterns=["a better day"]),
        lambda: study.move_code("hope", by="kim", theme="bonds"),
        lambda: study.remove_code("hope", by="lee"),
    )[number]()


def test_a_renamed_code_keeps_its_patterns(study: Study) -> None:
    study.rename_code("isolation", "loneliness", by="kim")
    assert beside(study) == BESIDE.replace("  isolation:", "  loneliness:")
    book, problems = study.codebook()
    assert [each.match for each in book.code("loneliness").patterns] == ["hardly talk", "talk more"]
    assert {each.file for each in book.code("loneliness").patterns} == {"words.yaml"}
    assert problems == ()


def test_both_files_come_back_one_by_one(study: Study) -> None:
    states, acts = [state(study)], []
    for number in range(7):
        acts.append(change(study, number))
        states.append(state(study))
    assert len({str(each["beside"]) for each in states}) > 4
    for act, before, after in zip(acts[::-1], states[-2::-1], states[:0:-1], strict=True):
        assert state(study) == after
        study.undo(entry=act.entry)
        assert state(study) == before
    assert len(study.codebook_history()) == 1 + 7 + 7


def test_what_was_undone_is_done_again(study: Study) -> None:
    act = study.merge_codes(["trust"], "isolation", by="kim")
    after = state(study)
    undone = study.undo(entry=act.entry)
    study.undo(entry=undone.id)
    assert state(study) == after


def test_history_tells_patterns_of_both_files(study: Study) -> None:
    study.edit_code("trust", by="kim", patterns=["rely on"])
    (study.root / "words.yaml").write_text(beside(study).replace("rely on", "lean on"), "utf-8")
    told = [
        [(row["kind"], row["before"] or row["after"]) for row in version.changes]
        for version in study.codebook_history()
    ]
    assert told == [
        [],
        [("removed", "believe what *2 tells"), ("added", "rely on")],
        [("removed", "rely on"), ("added", "lean on")],
    ]


def test_hand_edits_elsewhere_survive_an_undo(study: Study) -> None:
    act = study.rename_code("trust", "faith", by="kim")
    (study.root / "words.yaml").write_text(beside(study).replace("# what", "# mine: what"), "utf-8")
    study.undo(entry=act.entry)
    assert beside(study) == BESIDE.replace("# what", "# mine: what")


def test_hand_edits_in_the_same_place_are_not_lost(study: Study) -> None:
    act = study.edit_code("trust", by="kim", patterns=["rely on"])
    (study.root / "words.yaml").write_text(beside(study).replace("rely on", "lean on"), "utf-8")
    with pytest.raises(StudyError, match=r"words\.yaml was changed in the same place"):
        study.undo(entry=act.entry)
    assert "lean on" in beside(study)


def test_a_whole_file_may_name_other_patterns(study: Study) -> None:
    (study.root / "more.yaml").write_text("patterns: {trust: [rely on]}\n", "utf-8")
    text = study.codebook_text().replace("words.yaml", "more.yaml")
    act = study.rewrite_codebook(text, by="kim")
    assert [each.match for each in study.codebook()[0].code("trust").patterns] == ["rely on"]
    study.undo(entry=act.entry)
    assert len(study.codebook()[0].code("isolation").patterns) == 2
    assert (study.root / "more.yaml").read_text("utf-8") == "patterns: {trust: [rely on]}\n"


def test_a_file_that_is_gone_is_told_and_nothing_is_changed(study: Study) -> None:
    (study.root / "words.yaml").unlink()
    with pytest.raises(CodebookError, match=r"words\.yaml is not there"):
        study.rename_code("isolation", "loneliness", by="kim")
    assert [each.what for each in study.codebook()[1]] == [
        "the patterns file words.yaml is not there"
    ]
    with pytest.raises(CodebookError, match="cannot be applied"):
        study.code()


def test_patterns_elsewhere_are_not_opened(tmp_path: Path) -> None:
    inside = tmp_path / "study"
    inside.mkdir()
    judged_study(inside)
    (tmp_path / "secret.yaml").write_text("patterns: {trust: [a secret]}\n", "utf-8")
    text = "patterns: ../secret.yaml\n" + COMMENTED
    (inside / "codebook.yaml").write_text(text, "utf-8")
    study = Study.open(inside)
    book, problems = study.codebook()
    assert book.code("trust").patterns == ()
    assert "lies outside of the study" in problems[0].what
    assert (problems[0].line, problems[0].fatal) == (1, True)
    (inside / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    (inside / "codebook.yaml").write_text(text.replace("../secret", "link"), "utf-8")
    assert "lies outside of the study" in Study.open(inside).codebook()[1][0].what
    with pytest.raises(CodebookError, match="lies outside of the study"):
        study.rename_code("isolation", "loneliness", by="kim")
    told = [each.what for each in study.check_codebook(text=text, rules=False)]
    assert "lies outside of the study" in told[0]


def test_where_patterns_stand_is_told(study: Study) -> None:
    steps = {step.key: step for step in study.checklist()}
    assert steps["codebook"].says == ("2\xa0codes in 1\xa0theme, patterns in words.yaml",)
    assert "the codebook's patterns file words.yaml is read" in [
        each.what for each in study.check()
    ]


def test_nothing_is_written_over_the_patterns(study: Study) -> None:
    with pytest.raises(StudyError, match="patterns of the codebook"):
        study.export_codings(study.root / "words.yaml")
    assert beside(study) == BESIDE
