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


RECORD = """      MR. REED:  Good morning.  Please state your
name for the record.
      MS. KOLB:  Mira Kolb.
                    EXAMINATION
BY MR. REED:
      Q. Where do you grow beans?
      A. In a yard that is behind
the house.
      Q. Since when?
      A. Since 2009.
      MS. LANE:  Are you asking about all of them?
      MR. REED:  Sure.
BY THE WITNESS:
      A. Yes, all.
BY MS. LANE:
      Q. And peas?
      A. None.
"""


def test_a_record_of_a_court_names_who_asks_once(read: ReadText) -> None:
    reading = read(RECORD)
    assert [(turn.speaker, turn.text.split("\n")[0]) for turn in reading.transcripts[0].turns] == [
        ("MR. REED", "Good morning.  Please state your"),
        ("MS. KOLB", "Mira Kolb."),
        ("MR. REED", "Where do you grow beans?"),
        ("THE WITNESS", "In a yard that is behind"),
        ("MR. REED", "Since when?"),
        ("THE WITNESS", "Since 2009."),
        ("MS. LANE", "Are you asking about all of them?"),
        ("MR. REED", "Sure."),
        ("THE WITNESS", "Yes, all."),
        ("MS. LANE", "And peas?"),
        ("THE WITNESS", "None."),
    ]
    told = [each.text for each in reading.aside]
    assert told.count("BY MR. REED:") == told.count("BY THE WITNESS:") == 1


def test_questions_of_nobody_in_particular_stay_labels(read: ReadText) -> None:
    reading = read(
        "Q. Where?\nA. In a yard.\nQ. Since when?\nA. Since 2009.\nQ. Whose?\nA. Mine.\n"
    )
    assert {turn.speaker for turn in reading.transcripts[0].turns} == {"Q", "A"}


def test_codes_of_people_behind_an_at_sign(read: ReadText) -> None:
    said = [("is84f", "скажи мне / где"), ("mv88f", "во дворе //"), ("is84f", "так /")]
    reading = read("".join(f"@{who} {words}\n" for who, words in [*said, *said[1:]]))
    turns = reading.transcripts[0].turns
    assert [(turn.speaker, turn.text) for turn in turns[:2]] == said[:2]
    assert {turn.speaker for turn in turns} == {"is84f", "mv88f"}


def test_a_line_between_rules_at_the_end_is_a_tools(read: ReadText) -> None:
    reading = read("[00:01] We grow beans.\n[00:05] And peas.\n\n=== Session beendet 17:01 ===\n")
    assert [turn.text for turn in reading.transcripts[0].turns] == ["We grow beans.", "And peas."]
    assert [each.text for each in reading.aside] == ["=== Session beendet 17:01 ==="]


def test_what_others_say_meanwhile_is_theirs_in_noscribe(read: ReadText) -> None:
    def anchor(start: int, end: int, who: str, text: str) -> str:
        return f'<a name="ts_{start}_{end}_{who}" >{text}</a>'

    first = (
        anchor(1000, 3000, "S01", "Mira: <span>[00:00:01]</span> We grow beans.")
        + anchor(3100, 3600, "//S02", " //Tom: Beans!")
        + anchor(3600, 5000, "S01", "// And peas.")
    )
    second = anchor(6000, 7000, "//S00", " //S00: Why?") + anchor(
        7000, 8000, "//S02", " //Tom: Yes.//"
    )
    reading = read(
        f'<html><head><meta name="audio_source" content="a.mp3" /></head><body><p>{first}</p>'
        f"<p>{second}</p></body></html>",
        "a.html",
    )
    assert [(turn.speaker, turn.text, turn.start) for turn in reading.transcripts[0].turns] == [
        ("Mira", "We grow beans.", 1.0),
        ("Tom", "Beans!", 3.1),
        ("Mira", "And peas.", 3.6),
        ("S00", "Why?", 6.0),
        ("Tom", "Yes.", 7.0),
    ]
    assert not any("do not stand" in problem.what for problem in reading.problems)


@pytest.mark.parametrize("ids", [(1, 2), ("first", "second")])
@pytest.mark.parametrize("as_lines", [True, False])
def test_conversations_in_one_list_of_json_are_not_run_together(
    read: ReadText, ids: tuple[object, object], as_lines: bool
) -> None:
    talks = [
        {"id": ids[0], "messages": [{"role": "agent", "message": "Hello"}]},
        {
            "id": ids[1],
            "messages": [
                {"role": "agent", "message": "Good day"},
                {"role": "customer", "message": "Yes"},
            ],
        },
    ]
    text = "\n".join(map(json.dumps, talks)) if as_lines else json.dumps(talks)
    reading = read(text, "talks.json")
    assert [[(turn.speaker, turn.text) for turn in each.turns] for each in reading.transcripts] == [
        [("agent", "Hello")],
        [("agent", "Good day"), ("customer", "Yes")],
    ]
    assert [each.name for each in reading.transcripts] == [str(each) for each in ids]
    assert sum("names of their fields" in each.what for each in reading.problems) == 1


def test_parts_of_a_recording_in_a_list_stay_one_conversation(read: ReadText) -> None:
    parts = [
        {"id": n, "rows": [{"speaker": who, "text": "So it is", "start": n * 10}]}
        for n, who in enumerate(("Mira", "Tom"), 1)
    ]
    (transcript,) = read(json.dumps(parts), "parts.json").transcripts
    assert [turn.start for turn in transcript.turns] == [10, 20]


def test_a_heading_with_a_colon_is_no_speaker_in_markdown(read: ReadText) -> None:
    reading = read(
        "## Part A: the school\n\n**Interviewer:** When was that?\n\n**E3:** In spring.\n\n"
        "## Part B: the work\n\n**Interviewer:** And then?\n\n**E3:** I left.\n",
        "talk.md",
    )
    assert [turn.speaker for turn in reading.transcripts[0].turns] == ["Interviewer", "E3"] * 2
    assert {each.text for each in reading.aside} == {
        "## Part A: the school",
        "## Part B: the work",
    }


def test_speakers_in_headings_speak(read: ReadText) -> None:
    reading = read("### Mira: Hello\n\n### Tom: Good day\n\n### Mira: So?\n", "talk.md")
    assert len(reading.transcripts[0].turns) == 3


def test_a_counted_name_without_a_colon_is_told_in_scripts_without_capitals(
    read: ReadText,
) -> None:
    reading = read("면담자: 연습은 했어?\n학생2 아니요.\n면담자: 왜?\n학생2: 그냥.\n학생1: 네.\n")
    assert any("open with a speaker" in each.what for each in reading.problems)


def test_who_is_spoken_of_is_no_speaker_in_scripts_without_capitals(read: ReadText) -> None:
    reading = read("면담자: 연습은 했어?\n학생 아니요.\n면담자: 왜?\n학생: 그냥.\n면담자: 네.\n")
    assert not any("open with a speaker" in each.what for each in reading.problems)


@pytest.mark.parametrize("sign", ["，", ", ", "、"])
def test_a_comma_may_part_a_time_and_a_name(read: ReadText, sign: str) -> None:
    talk = [("00:00:01", "Mira", "Hello"), ("00:00:05", "Tom", "Hi"), ("00:00:09", "Mira", "So?")]
    reading = read("".join(f"{when}{sign}{who}: {said}\n" for when, who, said in talk))
    assert [(turn.speaker, turn.text, turn.start) for turn in reading.transcripts[0].turns] == [
        ("Mira", "Hello", 1),
        ("Tom", "Hi", 5),
        ("Mira", "So?", 9),
    ]


def test_times_a_comma_and_a_name_may_stand_above_the_words(read: ReadText) -> None:
    reading = read(
        "00:00:00-00:00:10，speaker0：\n\n    好的\n    \n00:00:10-00:00:19，speaker1：\n\n"
        "    第二\n\n00:00:19-00:00:29，speaker0：\n\n    谢谢\n"
    )
    assert [
        (turn.speaker, turn.text, turn.start, turn.end) for turn in reading.transcripts[0].turns
    ] == [("speaker0", "好的", 0, 10), ("speaker1", "第二", 10, 19), ("speaker0", "谢谢", 19, 29)]


def test_names_of_parts_between_rules_are_no_speech(read: ReadText) -> None:
    reading = read(
        "[00:01] Hello and welcome.\n\n--- THE SCHOOL ---\n\n[00:09] It was small.\n\n"
        "--- THE WORK & AFTER ---\n\n[00:20] Then I left.\n"
    )
    assert [turn.text for turn in reading.transcripts[0].turns] == [
        "Hello and welcome.",
        "It was small.",
        "Then I left.",
    ]
    assert [each.text for each in reading.aside] == [
        "--- THE SCHOOL ---",
        "--- THE WORK & AFTER ---",
    ]


def test_names_between_rules_that_come_back_are_not_taken_away(read: ReadText) -> None:
    reading = read("--- Mira ---\nHello\n\n--- Tom ---\nHi\n\n--- Mira ---\nSo?\n")
    assert not reading.aside


def test_breaks_that_are_left_open_do_not_break_a_caption_file(read: ReadText) -> None:
    lines = "".join(
        f'<p begin="00:00:0{n}" end="00:00:0{n + 1}"><span>-{who}: Good</span>\n<br>\n'
        "<span>evening</span></p>\n"
        for n, who in enumerate(("Mira", "Tom", "Mira"), 1)
    )
    reading = read(
        f'<tt xmlns="http://www.w3.org/ns/ttml"><body><div>{lines}</div></body></tt>', "a.xml"
    )
    assert [(turn.speaker, turn.text) for turn in reading.transcripts[0].turns] == [
        ("Mira", "Good evening"),
        ("Tom", "Good evening"),
        ("Mira", "Good evening"),
    ]
    assert not any("damaged" in each.what for each in reading.problems)
