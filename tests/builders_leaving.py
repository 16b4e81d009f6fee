"""A study as it leaves, built by hand: a group and an interview, two coders and a machine."""

from __future__ import annotations

from typing import Any

from builders import transcript
from interviewkit.exchange.coverage import TurnRead
from interviewkit.exchange.leaving.material import LeavingStudy
from interviewkit.model import (
    ACCEPTED,
    REJECTED,
    Code,
    Codebook,
    Coder,
    Coding,
    Memo,
    Participant,
    Passage,
    Speaker,
    Theme,
    Transcript,
)
from interviewkit.model.codebook import Example
from interviewkit.model.memo import Subject

AT = "2025-05-02T09:30:00+00:00"

GROUP = transcript(
    ("Moderator", "How is it at work?"),
    ("Ana", "I hardly talk to my colleagues. The coffee is good."),
    ("Ben", "We talk more than ever."),
    ("Ana", "=1+1 is what <b>it</b> says."),
    name="April/group",
)
INTERVIEW = transcript(
    ("Interviewer", "And the tools?"), ("Cleo", "They never judge me."), name="cleo"
)

CODEBOOK = Codebook(
    "Ties",
    (
        Code(
            "alone", "Alone & apart", "Weaker ties.", ("asking AI",), ("quiet rooms",),
            (Example("I hardly talk."), Example("We talk more.", "-")), polarity=("+", "-"),
        ),
        Code("tools", "Tools", "What AI is to them.", parent="alone"),
    ),
    (Theme("bonds", "Bonds", "Who they are with.", ("alone",)),),
)  # fmt: skip


def code(
    of: Transcript, position: int, words: str, code: str, coder: str = "kim", **more: Any
) -> Coding:
    """A coding of words that a turn says."""
    turn = of.turns[position - 1]
    start = turn.text.index(words)
    passage = Passage.cut(turn, start, start + len(words))
    return Coding(passage, code, coder, **{"status": ACCEPTED, **more})


def leaving_study(**changes: Any) -> LeavingStudy:
    """The study; ``changes`` take the place of what is said here."""
    words = "I hardly talk to my colleagues."
    given: dict[str, Any] = {
        "name": "Ties at work",
        "note": "Nobody's data.",
        "at": AT,
        "codebook": CODEBOOK,
        "coders": (Coder("kim"), Coder("lee"), Coder("rules", "rules", "1")),
        "codings": (
            code(GROUP, 2, words, "alone"),
            code(GROUP, 2, words, "alone", "lee"),
            code(GROUP, 2, "The coffee is good.", "tools", "rules", status="proposed", score=0.5),
            code(GROUP, 2, "The coffee is good.", "tools", "lee", status=REJECTED),
            code(GROUP, 2, "colleagues. The coffee is good.", "tools", selection="s1"),
            code(GROUP, 3, "We talk", "tools", selection="s1"),
            code(GROUP, 3, "We talk more than ever.", "alone", polarity="-"),
            code(INTERVIEW, 2, "They never judge me.", "tools", "lee", run=1),
        ),
        "reads": (TurnRead("kim", "April/group", 4), TurnRead("lee", "cleo", 2, ("tools",))),
        "transcripts": (GROUP, INTERVIEW),
        "speakers": (
            Speaker("April/group", "Ana", "P1", "participants file"),
            Speaker("April/group", "Ben", "P2", "participants file"),
            Speaker("April/group", "Moderator", "Moderator", "moderator label"),
            Speaker("cleo", "Cleo", "P3", "participants file"),
            Speaker("cleo", "Interviewer", "Moderator", "moderator label"),
        ),
        "people": (
            Participant("Moderator", "moderator"),
            Participant("P1", attributes={"age": 41.0, "city": "Leeds"}),
            Participant("P2", attributes={"age": 29.0}),
            Participant("P3", "leader", "E7"),
        ),
        "memos": (
            Memo(1, Subject("code", "alone"), "Is it chosen?", "kim", AT),
            Memo(2, Subject("turn", "April/group", 2), "Strong.", "lee", AT, code="alone",
                 span=(0, len(words)), quote=words),
            Memo(3, Subject("study"), "Ask about nights.", "kim", AT),
            Memo(4, Subject("transcript", "cleo"), "A calm talk.", "kim", AT, changed=AT),
        ),
        "times": {1: AT},
    }  # fmt: skip
    return LeavingStudy(**{**given, **changes})
