"""Wave, group and date: off the path, out of the file, by cohort."""

from __future__ import annotations

from typing import Any

import pytest

from interviewkit.errors import StudyError
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.finish import Place, find_place
from interviewkit.readers.times import parse_date, parse_seconds


def placed(shown: str, pattern: str, facts: dict[str, str] | None = None) -> Place:
    settings = TranscriptSettings(pattern=pattern, cohorts={"work_*": "workforce"})
    name = shown.removeprefix("transcripts/").rpartition(".")[0]
    return find_place(shown, name, facts or {}, settings)[0]


@pytest.mark.parametrize(
    ("shown", "pattern", "expected"),
    [
        (
            "transcripts/2025-04/leaders.vtt",
            "transcripts/{wave}/{group}.*",
            Place("2025-04", "leaders"),
        ),
        (
            "transcripts/2025-04/leaders-1.vtt",
            "transcripts/{wave}/{group}-{any}.*",
            Place("2025-04", "leaders"),
        ),
        ("t/w1/a/b/x.txt", "t/{wave}/**/{group}.txt", Place("w1", "x")),
        ("t/20250409_x.txt", "t/{date}_*.txt", Place(date="2025-04-09")),
        ("t/2025-04_x.txt", "t/{date}_*.txt", Place(date="2025-04")),
        ("elsewhere/x.txt", "t/{wave}/{group}.txt", Place()),
        ("transcripts/work_1.txt", "transcripts/{group}.*", Place(group="workforce")),
        ("a+b/x.txt", "a+b/{group}.???", Place(group="x")),
    ],
)
def test_the_path_tells(shown: str, pattern: str, expected: Place) -> None:
    assert placed(shown, pattern) == expected


def test_the_file_goes_before_its_path_and_a_cohort_before_both() -> None:
    assert placed("w1/x.txt", "{wave}/{group}.*", {"wave": "w2"}) == Place("w2", "x")
    assert placed("work_1.txt", "", {"group": "g"}) == Place(group="workforce")
    settings = TranscriptSettings(pattern="{wave}/{group}.*")
    _, doubts = find_place("w1/x.txt", "w1/x", {"wave": "w2", "date": "03/04/2025"}, settings)
    assert doubts == [
        "wave is 'w2' in the file and 'w1' on its path",
        "the date '03/04/2025' is not clear; write it as 2025-04-30",
    ]


@pytest.mark.parametrize("pattern", ["{wav}/{group}.*", "{wave}/{wave}.*"])
def test_a_pattern_that_is_none_is_the_studys_fault(pattern: str) -> None:
    with pytest.raises(StudyError):
        placed("w1/x.txt", pattern)


def test_an_unclear_date_is_kept_as_it_is_written(read: Any) -> None:
    reading = read("---\ndate: 03/04/2025\n---\nAna: Hi.\nBen: Ho.\n")
    (transcript,) = reading.transcripts
    assert (transcript.date, transcript.attributes) == ("", {"date": "03/04/2025"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-04-09", "2025-04-09"),
        ("2025-04", "2025-04"),
        ("2025/4/9", "2025-04-09"),
        ("20250409", "2025-04-09"),
        ("2025-04-09T10:00:00Z", "2025-04-09"),
        ("16 April 2025, 02:03pm", "2025-04-16"),
        ("April 16, 2025", "2025-04-16"),
        ("1st Sept. 2025", "2025-09-01"),
        ("2025-13-01", ""),
        ("31 February 2025", ""),
        ("03/04/2025", ""),
        ("soon", ""),
    ],
)
def test_dates(text: str, expected: str) -> None:
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1:02", 62.0),
        ("0:01:02.5", 62.5),
        ("00:01:02,250", 62.25),
        ("100:00:00", 360_000.0),
        ("75:10", 4510.0),
        ("62.5", 62.5),
        ("1:75", None),
        ("1:60:00", None),
        ("-3", None),
        ("", None),
    ],
)
def test_times(text: str, expected: float | None) -> None:
    assert parse_seconds(text) == expected
