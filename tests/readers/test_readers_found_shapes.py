"""Shapes that public files have: heads in comments, times beside headings, names of fields."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from interviewkit.readers.contract import FileReading

ReadText = Callable[..., FileReading]


@pytest.mark.parametrize("mark", ["# ", "- ", "## "])
def test_facts_may_stand_in_comments_or_a_list(read: ReadText, mark: str) -> None:
    head = "".join(f"{mark}{line}\n" for line in ("Source: archive", "Duration: 07:39"))
    reading = read(f"{head}\nMira: Hello, and welcome.\n\nTom: Thank you, yes.\n")
    (transcript,) = reading.transcripts
    assert [turn.speaker for turn in transcript.turns] == ["Mira", "Tom"]
    assert transcript.attributes == {"source": "archive", "duration": "07:39"}


def test_a_list_that_is_no_fact_stays_what_it_is(read: ReadText) -> None:
    reading = read("- Mira: Hello\n- Tom: Good day\n- Mira: So?\n")
    assert [turn.speaker for turn in reading.transcripts[0].turns] == ["Mira", "Tom", "Mira"]


def test_a_heading_behind_a_time_takes_nothing_from_it(read: ReadText) -> None:
    reading = read(
        "timestamp,speaker,words\n"
        "[00:03:43] beginning of the interview,DB:,Where are we?\n"
        ",LG:,In a yard.\n[00:04:28],DB:,Whose?\n",
        "yard.csv",
    )
    turns = reading.transcripts[0].turns
    assert [(turn.text, turn.start) for turn in turns] == [
        ("Where are we?", 223.0),
        ("In a yard.", None),
        ("Whose?", 268.0),
    ]
    assert [each.text for each in reading.aside] == ["[00:03:43] beginning of the interview"]


@pytest.mark.parametrize(("text", "start"), [("words_str", "start_time"), ("speech", "start_ts")])
def test_other_names_of_fields(read: ReadText, text: str, start: str) -> None:
    said = [("Mira", 0.5, "Where are we now?"), ("Tom", 4.6, "We are in a yard.")]
    rows = [{"speaker_name": who, start: at, text: words} for who, at, words in said]
    reading = read(json.dumps({"title": "A", "rows": rows}), "a.json")
    turns = reading.transcripts[0].turns
    assert [(turn.speaker, turn.start, turn.text) for turn in turns] == said


def test_codes_of_chat_within_angles(read: ReadText) -> None:
    reading = read(
        "@UTF8\n@Begin\n@Languages:\teng\n@Participants:\tCHI Child, MOT Mother\n"
        "*CHI:\t<&=laughs hello> [<] .\n*MOT:\t<&{l=X deal with &}l=X that> [>] .\n@End\n",
        "a.cha",
    )
    turns = reading.transcripts[0].turns
    assert [(turn.speaker, turn.text) for turn in turns] == [
        ("CHI", "hello."),
        ("MOT", "deal with that."),
    ]


def test_a_tier_of_sounds_by_another_name_gives_way_to_the_words(read: ReadText) -> None:
    def tier(name: str, labels: list[str]) -> str:
        cells = "".join(f'{n}\n{n + 1}\n"{label}"\n' for n, label in enumerate(labels))
        return f'"IntervalTier"\n"{name}"\n0\n4\n{len(labels)}\n{cells}'

    tiers = tier("phons", ["d", "eI", "f", "t"]) + tier("words", ["they", "fried", "the", "egg"])
    head = 'File type = "ooTextFile"\nObject class = "TextGrid"\n\n0\n4\n<exists>\n2\n'
    reading = read(head + tiers, "a.TextGrid")
    assert [turn.text for turn in reading.transcripts[0].turns] == ["they fried the egg"]
