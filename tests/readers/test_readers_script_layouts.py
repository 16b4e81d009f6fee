"""Texts that home-made scripts write around a recogniser: each has its own signs and times."""

from __future__ import annotations

from typing import Any

import pytest

from interviewkit.model.passage_time import find_passage_time
from interviewkit.readers.contract import UNKNOWN_SPEAKER, FileReading
from interviewkit.readers.line_frames import find_framed_marks
from interviewkit.readers.times import mark_times

TALK = (
    (0, 0.5, 3.2, "How was the week for you?"),
    (1, 3.9, 9.4, "Fine, very busy. We left at 12:30 and came back late, so I was tired."),
    (1, 9.9, 14.0, "And there is one thing: the neighbours are loud."),
    (0, 14.3, 15.1, "Loud?"),
    (2, 15.5, 21.2, "Yes. 3 people came to complain - that is a lot, I think."),
    (1, 21.6, 22.0, "Right."),
    (0, 62.0, 66.0, "And at home, what about the children [laughs] and school?"),
    (2, 66.4, 80.0, "They like it. Or they did, until the new teacher came."),
    (2, 3720.0, 3725.5, "It took an hour, by the way."),
)
MACHINE = ("SPEAKER_00", "SPEAKER_01", "SPEAKER_02")
NAMES = ("Interviewer", "Ana Lopez", "Ben (P4)")

RANGES = {
    "seconds with a unit": "[{a:.2f}s - {b:.2f}s] {n}: {s}\n",
    "seconds, no blanks": "[{a:.1f}-{b:.1f}s] {n}: {s}\n",
    "whole seconds": "[{a:.0f}s - {b:.0f}s] {n}: {s}\n",
    "bare seconds": "[{a:.2f} - {b:.2f}] {n}: {s}\n",
    "seconds before signs": "{a:.1f}s - {b:.1f}s: {n}: {s}\n",
    "seconds in a pair": "({a:.2f}, {b:.2f}) {n}: {s}\n",
    "seconds in a field of width": "[{a:8.1f}s → {b:8.1f}s] {n}: {s}\n",
    "decimal commas": "[{ac}s - {bc}s] {n}: {s}\n",
    "milliseconds": "[{am}ms - {bm}ms] {n}: {s}\n",
    "seconds behind the name": "{n} ({a:.2f}s to {b:.2f}s): {s}\n",
    "bare seconds behind the name": "{n} {a:.2f}-{b:.2f}: {s}\n",
    "numbered": "[{i:03d}] {n} ({a:.2f}s-{b:.2f}s): {s}\n",
    "numbered, words below": "\n{i}. {n} ({a:.1f}s - {b:.1f}s):\n   {s}\n",
    "a point of a list": "- **{n}** [{a:.1f}s–{b:.1f}s]: {s}\n\n",
    "name in brackets, arrow": "[{n}] {a:.1f} --> {b:.1f}\n{s}\n\n",
    "name in brackets, bare": "[{n}] {a:.3f}–{b:.3f}: {s}\n",
    "both in brackets": "[{n}] [{a:.2f}s - {b:.2f}s] {s}\n",
    "name behind, in brackets": "[{a:.2f}s -> {b:.2f}s] [{n}] {s}\n",
    "clocks in round brackets": "({m} - {M}) {n}: {s}\n",
    "clocks, name in brackets": "[{n}] {h} - {H}\n{s}\n\n",
    "clocks with a colon between": "{n} ({h} : {H}) : {s}\n",
    "within one pair of brackets": "[{n}, {h} - {H}]: {s}\n",
    "upright strokes": "{n} | {a:.2f} | {b:.2f} | {s}\n",
    "upright strokes, times first": "{h} - {H} | {n} | {s}\n",
    "a table of Markdown": "| {n} | {m} - {M} | {s} |\n",
    "tabs, seconds": "{a:.3f}\t{b:.3f}\t {n}\t{s}\n",
    "tabs, milliseconds": "{n}\t{am}\t{bm}\t{s}\n",
    "a heading for the time": "#### [{m} -> {M}]\n**{n}:** {s}\n\n",
    "a bold time": "**[{h} → {H}]** **{n}:** {s}\n\n",
    "a line for the time": "{a:.1f}–{b:.1f}<br>\n**{n}** {s}\n\n",
    "fields": "Speaker: {n}\nStart: {a:.2f}\nEnd: {b:.2f}\nText: {s}\n\n",
    "fields, time first": "Time: {h} - {H}\nSpeaker: {n}\nText: {s}\n\n",
    "a field for the name": "[{h} - {H}]\nSpeaker: {n}\n{s}\n\n",
    "a field for name and time": "Speaker: {n} ({h} - {H})\n{s}\n\n",
    "at the end": "{n}: {s} [{a:.2f}s - {b:.2f}s]\n",
}
STARTS = {
    "a clock between strokes": "{n} | {m} | {s}\n",
    "numbers and strokes": "{i:03d} | {m} | {n} | {s}\n",
    "semicolons": "{n};{h};{s}\n",
    "one count": "[{a:.1f}s] {n}: {s}\n",
    "one count, bare": "[{a:.2f}] {n}: {s}\n",
    "hours, minutes, seconds": "[{u}] {n}: {s}\n",
    "minutes and seconds": "{n} ({v}): {s}\n",
    "points for colons": "[{d}] {n}: {s}\n",
    "microseconds": "[{h}.000000] {n}: {s}\n",
    "at": "[{n} @ {m}] {s}\n",
    "time and name in brackets": "[{m} | {n}] {s}\n",
    "bold time and name": "**[{m}] {n}:** {s}\n\n",
    "a time as code": "**{n}** `{m}`\n{s}\n\n",
    "a time in italics": "**{n}** _({m})_: {s}\n\n",
    "a name in italics": "_{n}_ ({m}): {s}\n\n",
    "a quote": "> **{n}** ({m}): {s}\n>\n",
    "a heading": "## {m} – {n}\n\n{s}\n\n",
    "rules": "\n=== {n} ({m}) ===\n{s}\n",
    "a picture": "\n🗣️ {n} [{m}]:\n{s}\n",
    "the time below the name": "{n}:\n[{m}] {s}\n\n",
    "a voice tag": "{h} <v {n}>{s}</v>\n",
}
NEITHER = {
    "rules": "\n--- {n} ---\n{s}\n",
    "a picture": "🎤 {n}:\n{s}\n\n",
    "a chevron": "{n}> {s}\n",
    "number signs": "#{n}# {s}\n",
    "braces": "{{{n}}} {s}\n",
    "corners": "【{n}】{s}\n",
    "a stroke": "{n} / {s}\n",
    "quotes": "'{n}': {s}\n",
    "a voice tag": "<v {n}>{s}</v>\n",
    "a number and a colon": "{i}: {n}: {s}\n",
}


def write(layout: str, names: tuple[str, str, str]) -> str:
    return "".join(
        layout.format(
            n=names[who],
            a=a,
            b=b,
            s=said,
            i=number,
            am=round(a * 1000),
            bm=round(b * 1000),
            ac=f"{a:.2f}".replace(".", ","),
            bc=f"{b:.2f}".replace(".", ","),
            h=clock(a),
            H=clock(b),
            d=clock(a).replace(":", "."),
            m=clock(a, hours=False),
            M=clock(b, hours=False),
            u=f"{int(a) // 3600}h{int(a) // 60 % 60:02}m{int(a) % 60:02}s",
            v=f"{int(a) // 60}m{int(a) % 60:02}s",
        )
        for number, (who, a, b, said) in enumerate(TALK, 1)
    )


def clock(seconds: float, *, hours: bool = True) -> str:
    minutes, rest = divmod(int(seconds), 60)
    if not hours:
        return f"{minutes:02}:{rest:02}"
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest:02}"


def said(reading: FileReading) -> list[tuple[str, str]]:
    (transcript,) = reading.transcripts
    return [(turn.speaker, word) for turn in transcript.turns for word in turn.text.split()]


def spoken(names: tuple[str, str, str]) -> list[tuple[str, str]]:
    return [(names[who], word) for who, _, _, text in TALK for word in text.split()]


def timed(reading: FileReading, *, ends: bool) -> list[tuple[int | None, int | None]]:
    (transcript,) = reading.transcripts
    times = ((turn.start, turn.end if ends else None) for turn in transcript.turns)
    return [(seconds(start), seconds(end)) for start, end in times]


def seconds(value: float | None) -> int | None:
    return None if value is None else int(value)


BEGIN_AND_END = [(0, 3), (3, 14), (14, 15), (15, 21), (21, 22), (62, 66), (66, 3725)]


@pytest.mark.parametrize("names", [MACHINE, NAMES], ids=["machine", "people"])
@pytest.mark.parametrize("layout", RANGES)
def test_scripts_with_begin_and_end(layout: str, names: Any, read: Any) -> None:
    reading = read(write(RANGES[layout], names))
    assert said(reading) == spoken(names)
    rounded = "whole" in layout
    right = [(0, 3), (4, 14), (14, 15), (16, 21), (22, 22), *BEGIN_AND_END[5:]]
    right[-1] = (66, 3726)
    assert timed(reading, ends=True) == (right if rounded else BEGIN_AND_END)


@pytest.mark.parametrize("names", [MACHINE, NAMES], ids=["machine", "people"])
@pytest.mark.parametrize("layout", STARTS)
def test_scripts_with_one_time(layout: str, names: Any, read: Any) -> None:
    reading = read(write(STARTS[layout], names))
    assert said(reading) == spoken(names)
    assert timed(reading, ends=False) == [(start, None) for start, _ in BEGIN_AND_END]


@pytest.mark.parametrize("names", [MACHINE, NAMES], ids=["machine", "people"])
@pytest.mark.parametrize("layout", NEITHER)
def test_scripts_without_times(layout: str, names: Any, read: Any) -> None:
    reading = read(write(NEITHER[layout], names))
    assert said(reading) == spoken(names)


@pytest.mark.parametrize(
    "layout",
    ["start={a:.1f}s stop={b:.1f}s {n} {s}\n", "[{a:.2f}s --> {b:.2f}s] {n} {s}\n"],
)
def test_labels_with_a_number_need_no_sign_behind_a_time(layout: str, read: Any) -> None:
    assert said(read(write(layout, MACHINE))) == spoken(MACHINE)


def test_segments_within_a_turn_have_their_times(read: Any) -> None:
    (transcript,) = read(write("[{a:.2f}s - {b:.2f}s] {n}: {s}\n", MACHINE)).transcripts
    turn = transcript.turns[1]
    at = turn.text.index("And there")
    assert find_passage_time(turn, at, len(turn.text))[:2] == (9.9, 14.0)


def test_times_below_a_name_are_those_of_its_sentences(read: Any) -> None:
    text = "Ana:\n[00:01] One.\n[00:05] Two.\n\nBen:\n[00:09] Three.\n\nAna:\n[00:12] Four.\n"
    (transcript,) = read(text).transcripts
    first = transcript.turns[0]
    assert (first.speaker, first.text, first.start) == ("Ana", "One.\nTwo.", 1.0)
    assert find_passage_time(first, first.text.index("Two"), len(first.text)).start == 5.0


SPEECH = {
    "headings": "1.1 How old are you\n1.2 Where do you live\n2.1 Who else\n2.2 And why\n",
    "pauses": "Ana: (0.5) yes\nBen: (1.0) no\nAna: (1.5) well\nBen: (2.0) so\nAna: (2.5) yes\n",
    "money": "Ana: 1.50 for one\nBen: 2.50 for two\nAna: 3.50 for three\nBen: 4.50 for four\n",
    "how long it took": "Ana: It took 10s at first.\nBen: Then 20s or so.\nAna: 30s, later.\n",
    "marks": "Ana: I gave it 3 - 4.\nBen: 4 - 5 for me.\nAna: 5 - 6, then.\nBen: 7 - 8.\n",
    "things in strokes": "Ana: a | b\nBen: c | d\nAna: e | f\n",
}


@pytest.mark.parametrize("kind", SPEECH)
def test_numbers_that_are_said_stay_words(kind: str, read: Any) -> None:
    (transcript,) = read(SPEECH[kind]).transcripts
    words = [word for turn in transcript.turns for word in turn.text.split()]
    assert words == [word for word in SPEECH[kind].split() if word not in ("Ana:", "Ben:")]


def test_one_who_speaks_of_an_hour_is_no_label(read: Any) -> None:
    text = "[0.50s - 3.20s] It was good.\n[4.00s - 5.00s] I went home.\n[6.00s - 9.00s] So be it.\n"
    (transcript,) = read(text).transcripts
    assert transcript.speakers == (UNKNOWN_SPEAKER,)
    assert [(turn.start, turn.end) for turn in transcript.turns] == [(0.5, 3.2), (4, 5), (6, 9)]


def test_a_talk_of_two_lines_has_its_times_too(read: Any) -> None:
    text = (
        "[10.00s - 14.00s] Speaker 1: How was it?\n[15.00s - 24.50s] Speaker 2: Good, all in all.\n"
    )
    (transcript,) = read(text).transcripts
    assert [(turn.speaker, turn.start, turn.end) for turn in transcript.turns] == [
        ("Speaker 1", 10.0, 14.0),
        ("Speaker 2", 15.0, 24.5),
    ]


def test_a_line_counts_once_for_the_signs_around_its_label() -> None:
    texts = ("#Ana# Yes: right: so", "#Ben# No: right: so") * 3
    marked = [mark_times(n, text) for n, text in enumerate(texts, 1)]
    assert [mark.label for mark in find_framed_marks(marked, alone=False)] == ["Ana", "Ben"] * 3
