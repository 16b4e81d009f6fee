"""Who speaks, however the label is written: small, signed, uncertain, declared, unseen."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers import labels
from interviewkit.readers.contract import UNKNOWN_SPEAKER, FileReading

SAID = ("How was it?", "Fine, very busy.", "And at home?", "Quiet, really.")


def turns(reading: FileReading) -> list[tuple[str, str]]:
    (transcript,) = reading.transcripts
    return [(turn.speaker, turn.text) for turn in transcript.turns]


def told(reading: FileReading) -> str:
    return "\n".join(map(str, reading.problems))


def talk(layout: str, one: str, two: str) -> tuple[str, list[tuple[str, str]]]:
    """Four turns of two people in a layout, and what should be read."""
    people = (one, two, one, two)
    text = "".join(
        layout.format(n=who, s=said, i=i)
        for i, (who, said) in enumerate(zip(people, SAID, strict=True), 1)
    )
    return text, list(zip(people, SAID, strict=True))


WAYS = {
    "dash": "{n} – {s}\n",
    "italic": "*{n}:* {s}\n\n",
    "em dash": "{n} — {s}\n\n",
    "hyphen": "{n} - {s}\n",
    "tab": "{n}\t{s}\n",
    "columns": "{n}    {s}\n",
    "bar": "{n} | {s}\n",
    "arrow": "{n} > {s}\n",
    "square brackets": "[{n}] {s}\n",
    "chevrons": "<{n}> {s}\n",
    "own line": "{n}\n{s}\n\n",
    "own line, close": "{n}\n{s}\n",
    "heading": "### {n}\n{s}\n\n",
    "heading, apart": "## {n}\n\n{s}\n\n",
    "bold": "**{n}**\n\n{s}\n\n",
    "bold, colon within": "**{n}:** {s}\n\n",
    "list": "- {n}: {s}\n",
    "star list": "* **{n}**: {s}\n",
    "quote": "> {n}: {s}\n\n",
    "indented": "    {n}: {s}\n",
    "blank before colon": "{n} : {s}\n",
    "wide colon": "{n}：{s}\n",
    "whole name in brackets": "[{n}]: {s}\n",
    "numbered": "{i} {n}: {s}\n",
    "numbered in brackets": "{i}] {n}: {s}\n",
    "numbered list": "{i}. {n}: {s}\n\n",
    "numbered columns": "{i}\t{n}: {s}\n",
    "time first": "[00:00:0{i}] {n}: {s}\n",
}
PEOPLE = [
    ("Interviewer", "Ana"),
    ("INT", "PAT-3"),
    ("Interviewer 1", "Patient 3"),
    ("Moderatorin", "B1"),
    ("Enquêtrice", "Zoé"),
    ("ანა", "გიორგი"),
    ("משה", "רבקה"),
    ("王明", "李华"),
]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("people", PEOPLE)
@pytest.mark.parametrize("way", WAYS)
def test_each_way_to_part_label_and_words(read: Any, way: str, people: Any, end: str) -> None:
    text, right = talk(WAYS[way], *people)
    assert turns(read(text.replace("\n", end), "a.md")) == right


@pytest.mark.parametrize("one", ["p1", "bell hooks", "int", "i", "mutter", "prénom"])
@pytest.mark.parametrize("other", ["Moderator", "INTER", "Ana"])
def test_a_small_label_that_comes_back_speaks(read: Any, one: str, other: str) -> None:
    text, right = talk("{n}: {s}\n\n", other, one)
    assert turns(read(text)) == right


def test_a_small_label_in_a_group_of_three_is_told(read: Any) -> None:
    text = (
        "Moderator: How?\n\nAna: Fine.\n\nlee brook: Slow.\n\nModerator: And?\n\n"
        "Ana: Quiet.\n\nlee brook: Loud.\n"
    )
    reading = read(text)
    assert [who for who, _ in turns(reading)].count("lee brook") == 2
    assert "written small: 'lee brook' (line 5)" in told(reading)


def test_a_small_label_with_a_number_follows_its_like(read: Any) -> None:
    reading = read("int: How?\np1: Fine.\np2: Slow.\np1: And?\nint: Oh.\np3: Yes.\n")
    assert turns(reading)[-1] == ("p3", "Yes.")


@pytest.mark.parametrize("phrase", ["my wish", "two things", "and then i said", "for example"])
def test_the_beginning_of_a_sentence_never_speaks(read: Any, phrase: str) -> None:
    text = f"Ana: One.\n{phrase}: a room.\nBen: Two.\n{phrase}: a bed.\nAna: Three.\nBen: So.\n"
    assert {who for who, _ in turns(read(text))} == {"Ana", "Ben"}


@pytest.mark.parametrize(
    "label",
    [
        *("Interviewer*in", "Interviewer:in", "Interviewer_in", "Interviewer/in", "Forscher·in"),
        *("Teilnehmer:in 3", "Entrevistador(a)", "Entrevistado/a", "Kovac, Ivo", "O'Brien-Smith"),
        *("Dr. Mira Tallowby, PhD", "Prof. Ada Holm", "Ana & Ben", "Mary-Jane O’Neil", "T.J."),
        *("דנה", "محمد", "李雷", "Łucja", "Speaker #2"),
    ],
)
def test_signs_within_a_label_are_part_of_it(read: Any, label: str) -> None:
    text, right = talk("{n}: {s}\n\n", label, "B1")
    assert turns(read(text)) == right


@pytest.mark.parametrize(
    "written",
    [
        "//P1",
        "P1//",
        "P1 [laughs]",
        "P1 (lacht)",
        "P1 (rires)",
        "P1 [whispers",
        ">> P1",
        "P1 (cont.)",
    ],
)
def test_signs_and_remarks_round_a_label_are_no_name(read: Any, written: str) -> None:
    text = f"I: How?\nP1: Fine.\nI: And?\n{written}: Quiet.\nI: Oh.\nP1: Yes.\n"
    assert turns(read(text))[3] == ("P1", "Quiet.")


def test_a_remark_is_dropped_if_the_name_stands_alone_too(read: Any) -> None:
    text = "I: How?\nP1: Fine.\nI: And?\nP1 (with a shrug): Quiet.\nAna (she/her): Oh.\nI: So.\n"
    assert [who for who, _ in turns(read(text))] == ["I", "P1", "I", "P1", "Ana (she/her)", "I"]


@pytest.mark.parametrize(
    "label",
    ["P2?", "?", "??", "M?", "Unknown", "(unclear)", "Unbekannt", "Inconnu", "？", "Speaker ?"],
)
def test_an_uncertain_label_gives_its_words_to_nobody(read: Any, label: str) -> None:
    text = f"Moderator: How?\n\nP1: Fine.\n\n{label}: Me too.\n\nP1: Right.\n\nModerator: So.\n"
    reading = read(text)
    assert turns(reading)[1:4] == [
        ("P1", "Fine."),
        (UNKNOWN_SPEAKER, "Me too."),
        ("P1", "Right."),
    ]
    assert "leave open who speaks" in told(reading)
    assert "(line 5)" in told(reading)


def test_an_uncertain_label_is_settled_by_an_alias(read: Any) -> None:
    text = "Moderator: How?\nP2?: Me too.\nP2: Right.\nModerator: So.\n"
    reading = read(text, aliases={"P2?": "P2"})
    assert turns(reading)[1] == ("P2?", "Me too.")
    assert reading.problems == ()


@pytest.mark.parametrize(
    "mark", ["\u200f", "\u200e", "\u202b", "\u2067", "\u200b", "\ufeff", "\u00ad"]
)
@pytest.mark.parametrize("people", [("מראיינת", "דנה"), ("Interviewer", "Ana")])
def test_what_no_eye_sees_is_no_part_of_a_name(read: Any, mark: str, people: Any) -> None:
    text, right = talk(f"{mark}{{n}}{mark}: {{s}}\n\n", *people)
    assert turns(read(text)) == right


def test_joiners_within_words_stay() -> None:
    assert labels.tidy_label("علی\u200cرضا") == "علی\u200cرضا"


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\x85", "\v", "\f", "\r"])
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_every_end_of_a_line_ends_one(read: Any, end: str, name: str) -> None:
    text, right = talk("{n}: {s}" + end, "Interviewer", "Ana")
    assert turns(read(text, name)) == right


def test_line_numbers_stay_those_of_an_editor(read: Any) -> None:
    text = "Ana: One.\u2028\nBen: Two.\n\f\nAna: Three.\nBen: Four.\nGus: Five.\n"
    assert "'Gus' (line 6)" in told(read(text))


@pytest.mark.parametrize(
    "label",
    [
        "Partic. 1",
        "Mevr. van den Berg-de Wit",
        "Frau Dr. med. Anna-Lena von der Heide",
        "Tom, 51, teacher",
        "Respondent from the second group in Leeds",
        "1",
    ],
)
def test_what_opens_line_after_line_is_a_label(read: Any, label: str) -> None:
    other = "2" if label.isdecimal() else "Ana"
    text, right = talk("{n}: {s}\n", other, label)
    assert turns(read(text)) == right


@pytest.mark.parametrize(
    "list_", ["1: bread\n2: milk\n1: and bread\n2: and milk", "1: a\n2: b\n3: c"]
)
def test_points_of_a_list_are_no_speakers(read: Any, list_: str) -> None:
    text = f"Ana: What?\nBen: It says\n{list_}\nAna: Yes.\nBen: So.\n"
    assert turns(read(text))[1] == ("Ben", f"It says\n{list_}")
    assert {who for who, _ in turns(read(f"{list_.split('1: and')[0]}"))} == {UNKNOWN_SPEAKER}


def test_emphasis_behind_a_label_stays(read: Any) -> None:
    text = "Ana: *really* good\nBen: _no_: bad\nAna: **So**\nBen: Ok.\n"
    assert turns(read(text))[:2] == [("Ana", "*really* good"), ("Ben", "_no_: bad")]


def test_a_label_with_an_age_follows_its_like(read: Any) -> None:
    text = "Mod: So?\nKvinna, 34 år: One.\nMod: And?\nKvinna, 34 år: Two.\nMan, 41 år: Three.\n"
    assert turns(read(f"{text}Mod: So.\n"))[4] == ("Man, 41 år", "Three.")


def test_a_name_with_a_comma_that_occurs_once_is_told(read: Any) -> None:
    text = "Ana: One.\nBen: Two.\nKovac, Ivo: Three.\nAna: Four.\nBen: So.\n"
    assert "look like speakers: 'Kovac, Ivo' (line 3)" in told(read(text))


# -- declared ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "label", ["xx", "my wish", "P2?", "Why not?", "Interviewer*in", "note", "17"]
)
@pytest.mark.parametrize(
    "way", ["dash", "tab", "own line", "bold", "colon", "numbered", "chevrons"]
)
def test_declared_labels_settle_it(read: Any, label: str, way: str) -> None:
    text, right = talk(WAYS.get(way, "{n}: {s}\n"), "Ana", label)
    assert turns(read(text, columns={"speakers": f"Ana, {label}"})) == right


def test_declared_labels_may_hold_commas_and_other_case(read: Any) -> None:
    text = "KOVAC, IVO: One.\nana: Two.\nNote: three\nKovac, Ivo: Four.\n"
    for speakers in ("Kovac, Ivo; Ana", '"Kovac, Ivo", Ana'):
        assert turns(read(text, columns={"speakers": speakers})) == [
            ("KOVAC, IVO", "One."),
            ("ana", "Two.\nNote: three"),
            ("KOVAC, IVO", "Four."),
        ]


def test_a_label_beside_the_declared_ones_is_told(read: Any) -> None:
    text = "Ana: One.\nBen: Two.\nAna: Three.\nBen: Four.\n"
    assert "'Ben' (line 2)" in told(read(text, columns={"speakers": "Ana, Bne"}))


def test_a_declared_name_in_speech_opens_nothing(read: Any) -> None:
    text = "Ana: One.\nBen. Come here.\nBen – that man – left.\nAna said so.\nBen: Two.\n" * 3
    reading = read(text, columns={"speakers": "Ana, Ben"})
    assert turns(reading)[0] == (
        "Ana",
        "One.\nBen. Come here.\nBen – that man – left.\nAna said so.",
    )


# -- speech stays speech -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "speech",
    [
        "I went there.\nYes\nIt was good.\nNo\nThen I left.\nYes\nIt was fine.\nNo\nOk.",
        "Well – I think so.\nAnd then – nothing.\nWell – we left.\nAnd then – more.",
        "Roses\nAre red.\nViolets\nAre blue.\nRoses\nFade.\nSo do\nViolets",
        "12 people came.\n3 people left.\n15 people stayed.",
        "I. think so.\nYes. We did.\nNo. I did not.",
        "*really* good, _no_: bad",
        "We met at\t12:30\tat the door.",
    ],
)
def test_speech_that_looks_like_labels_stays_one_persons(read: Any, speech: str) -> None:
    reading = read(f"Ana: Listen.\n{speech}\nBen: Nice.\nAna: So.\nBen: Yes.\n")
    assert turns(reading)[0] == ("Ana", f"Listen.\n{speech}")
    assert {who for who, _ in turns(reading)} == {"Ana", "Ben"}


@given(st.text(max_size=30))
def test_tidying_a_label_twice_changes_nothing(label: str) -> None:
    assert labels.tidy_label(labels.tidy_label(label)) == labels.tidy_label(label)


def test_declared_names_are_parted_by_commas_or_semicolons() -> None:
    settings = TranscriptSettings(columns={"speakers": ' "Kovac, Ivo" , Ana,, '})
    assert labels.list_declared_names(settings) == ["Kovac, Ivo", "Ana"]


# -- few turns, chats, header rows ---------------------------------------------------------------


@pytest.mark.parametrize("way", ["dash", "tab", "own line", "heading", "bold", "columns"])
def test_people_who_speak_once_are_heard_where_all_lines_are_labelled(read: Any, way: str) -> None:
    people = ("MODERATOR", "ANA", "MODERATOR", "BEN", "CARLA")
    text = "".join(WAYS[way].format(n=who, s="Well, that is it.", i=0) for who in people)
    assert [who for who, _ in turns(read(text, "a.md"))] == list(people)


def test_labels_in_small_letters_may_all_occur_once(read: Any) -> None:
    assert len(turns(read("int: hi\np1: ho\np2: he\nana: hu\n"))) == 4


def test_a_small_label_that_occurs_once_is_told(read: Any) -> None:
    text = "Interviewer: hi.\n\nbell hooks: ho.\n\nInterviewer: And?\n\nAna: Yes.\n"
    assert "'bell hooks' (line 3)" in told(read(text))


@pytest.mark.parametrize(
    "layout",
    [
        "14:02:3{i}\t From {n} to Everyone:\n\t{s}\n",
        "14:02:3{i}\tFrom  {n} : {s}\n",
        "[12.03.25, 14:02:3{i}] {n}: {s}\n",
        "12/03/2025, 14:0{i} - {n}: {s}\n",
        "[2025-03-12 14:0{i}] {n}: {s}\n",
    ],
)
def test_chats_are_read(read: Any, layout: str) -> None:
    text, right = talk(layout, "Ana Lee", "Ben Ho")
    assert turns(read(text)) == right


@pytest.mark.parametrize("row", ["Speaker\tText", "Time Speaker Text", "Sprecher | Text"])
def test_a_header_row_is_no_speaker(read: Any, row: str) -> None:
    text, right = talk("{n}\t{s}\n", "Interviewer", "Ana")
    reading = read(f"{row}\n{text}")
    assert turns(reading) == right
    assert "header row, set aside" in told(reading)
