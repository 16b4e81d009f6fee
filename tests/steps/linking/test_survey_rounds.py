"""Who answered several times counts by the last round, as the study knows their order."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewkit import Study

TOML = """
[study]
name = "Panel"
[transcripts]
pattern = "transcripts/{{wave}}/{{group}}.*"
participants = "people.csv"
{declared}
[survey]
file = "survey.csv"
respondent = "id"
wave = "wave"
[segments]
tired = 'mood == "tired"'
"""


def study_of(folder: Path, declared: str = "", dates: tuple[str, str] = ("", "")) -> Study:
    """Ana was tired in spring and rested in autumn; the file has autumn last, the alphabet not."""
    (folder / "study.toml").write_text(TOML.format(declared=declared), "utf-8")
    (folder / "people.csv").write_text("participant,role,respondent\nAna,leader,r1\n", "utf-8")
    text = "id,wave,mood\nr1,spring,tired\nr1,autumn,rested\n"
    (folder / "survey.csv").write_text(text, "utf-8")
    for wave, date in zip(("spring", "autumn"), dates, strict=True):
        (folder / "transcripts" / wave).mkdir(parents=True)
        head = f"---\ndate: {date}\n---\n" if date else ""
        (folder / "transcripts" / wave / "g.txt").write_text(
            f"{head}Moderator: How are you?\nAna: I am well today, thank you.\n", "utf-8"
        )
    study = Study.open(folder)
    study.ingest()
    return study


def tired(study: Study) -> int | None:
    study.link()
    return study.segments()[0].participants


@pytest.mark.parametrize(
    ("declared", "dates"),
    [('waves = ["spring", "autumn"]', ("", "")), ("", ("2025-03-01", "2025-10-01"))],
)
def test_the_studys_order_says_which_is_last(
    tmp_path: Path, declared: str, dates: tuple[str, str]
) -> None:
    study = study_of(tmp_path, declared, dates)
    assert tired(study) == 0
    assert not any("order of waves" in each.what for each in study.survey().problems)


def test_an_unknown_order_is_told(tmp_path: Path) -> None:
    study = study_of(tmp_path)
    outcome = study.link()
    (told,) = [each for each in outcome.problems if "order of waves" in each.what]
    assert told.what == (
        "order of waves: autumn, spring by the alphabet, so people who answered several times "
        "count as they answered in 'spring'"
    )
    assert 'waves = ["autumn", "spring"]' in told.hint


def test_a_new_order_is_linked_anew(tmp_path: Path) -> None:
    study = study_of(tmp_path)
    assert tired(study) == 1
    (tmp_path / "study.toml").write_text(
        TOML.format(declared='waves = ["spring", "autumn"]'), "utf-8"
    )
    assert tired(Study.open(tmp_path)) == 0
