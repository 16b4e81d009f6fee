"""What a recogniser heard, made into a conversation: order, sounds, silences, and what is doubtful.

Recognisers write down what is no speech: marks of music and silence, the same sentence over and
over where nobody speaks. The first are set aside; the second may be speech and is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from interviewkit.errors import Problem
from interviewkit.model.words import count_words
from interviewkit.readers.contract import Aside, Conversation, Heard, Source, SpeechPiece
from interviewkit.readers.join import has_words, join_by_pause, join_speech
from interviewkit.readers.recognisers.words import choose_gap
from interviewkit.wording.words import list_some

REPEATED = 4
"""From so many times in succession on, the same sentence is told."""

UNEQUAL = 0.02
"""Where a file's own full text has so much more words than its parts, that is told."""

_SOUND = re.compile(
    r"[\[(*♪♫<{][\s♪♫]*+(?:blank[_ ]?audio|music(?: playing| continues)?|musik|musique|música"
    r"|musica|silence|stille|silencio|noise|background noise|applause|static"
    r"|no (?:speech|audio)|beep|wind blowing|typing|clicking|sounds?)?"
    r"[\s♪♫]*+(?:[\])*>}]|(?<=[♪♫]))|[♪♫\s]+",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Listening:
    """What one file gave: pieces of speech in its order, and what is known and told of it.

    ``facts`` are what it says of itself. ``full`` is its own full text where it has one beside the
    pieces. ``aside`` is what somebody took out of the speech. ``notes`` are told to the reader.
    ``respelt`` are texts as they stand in the file, where what is said is spelt otherwise.
    """

    said: list[SpeechPiece] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    full: str = ""
    aside: list[Aside] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    respelt: list[str] = field(default_factory=list)

    def note_fact(self, name: str, value: object) -> None:
        """Keep a fact, where there is one."""
        if isinstance(value, float):
            value = f"{value:.3f}".rstrip("0").rstrip(".")
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            self.facts[name] = " ".join(str(value).split())[:200]


def build_conversation(heard: Listening, source: Source) -> Heard:
    """The conversation with its turns: those of one speaker in succession are one; where nobody is
    named, a silence parts them. Who speaks at the same time as somebody else keeps a turn."""
    problems: list[Problem] = []
    asides = [*heard.aside]
    said = list(_take_speech(heard.said, asides, source, problems))
    problems += [source.problem(note) for note in heard.notes]
    problems += _tell_repeated(said, source)
    problems += _tell_lost(heard, said, asides, source)
    talk = Conversation(tuple(_join(_put_in_order(said))), facts=heard.facts, aside=tuple(asides))
    return [talk], problems


def _take_speech(
    said: Iterable[SpeechPiece], asides: list[Aside], source: Source, problems: list[Problem]
) -> Iterator[SpeechPiece]:
    empty = 0
    for piece in said:
        text = " ".join(piece.text.split())
        if text and _SOUND.fullmatch(text):
            asides.append(Aside(0, text, "marks of sounds and silence"))
        elif not has_words(text):
            empty += 1
        else:
            yield piece if text == piece.text else replace(piece, text=text)
    if empty:
        problems.append(source.problem(f"{empty} segments without a word left out"))


def _put_in_order(said: Sequence[SpeechPiece]) -> list[SpeechPiece]:
    """By when they begin; a piece without a time stays behind the one before it."""
    keyed: list[tuple[float, SpeechPiece]] = []
    last = 0.0
    for piece in said:
        last = piece.start if piece.start is not None else last
        keyed.append((last, piece))
    return [piece for _, piece in sorted(keyed, key=lambda each: each[0])]


def _join(said: Sequence[SpeechPiece]) -> list[SpeechPiece]:
    if any(piece.speaker for piece in said):
        return join_speech(said, choose_gap)
    runs = groupby(said, key=lambda piece: piece.turn)
    return [turn for _, run in runs for turn in join_by_pause(run, choose_gap)]


def _tell_repeated(said: Sequence[SpeechPiece], source: Source) -> list[Problem]:
    """The same sentence many times in succession: a recogniser that hears what nobody says."""
    runs = ((text, len(list(run))) for text, run in groupby(said, key=lambda piece: piece.text))
    found = [f"{_short(text)!r} {n} times" for text, n in runs if n >= REPEATED]
    if not found:
        return []
    what = f"the same sentence again and again: {list_some(found, 5)}; it was kept"
    hint = "recognisers do that where nobody speaks: listen, and mend or delete what was not said"
    return [source.problem(what, hint=hint)]


def _tell_lost(
    heard: Listening, said: Sequence[SpeechPiece], asides: Sequence[Aside], source: Source
) -> list[Problem]:
    """Whether the file's own full text has more words than its parts."""
    if not heard.full:
        return []
    whole = count_words(heard.full)
    texts = [*(each.text for each in said), *(each.text for each in asides)]
    parts = sum(map(count_words, texts))
    if whole - parts <= max(UNEQUAL * whole, 1):
        return []
    what = f"its full text has {whole:,} words and its timed parts {parts:,}; the parts were read"
    return [source.problem(what, hint="compare the end of both: the file may be cut short")]


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
