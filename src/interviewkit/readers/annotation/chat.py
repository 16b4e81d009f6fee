"""CHAT, the .cha files of CLAN and TalkBank: main lines are speech, other tiers are told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from interviewkit.errors import Problem
from interviewkit.model.settings import TranscriptSettings
from interviewkit.model.timing import TimedStretch
from interviewkit.readers.annotation.chat_codes import BULLET, clean_line, find_times
from interviewkit.readers.contract import Aside, Conversation, Heard, Source, SpeechPiece
from interviewkit.readers.join import join_speech, keep_worded
from interviewkit.readers.times import parse_date

_HEADS = ("@UTF8", "@Begin", "@Font:", "@PID:", "@Window:", "@Color words:", "@ColorWords:")
_CERTAIN = re.compile(r"^@(?:Begin\s*$|(?:Participants|Languages|ID):)|^\*\w{1,8}:\t", re.MULTILINE)
_LINE = re.compile(r"([@*%])([^:\n]{1,40}?)(?::[ \t]*(.*))?", re.DOTALL)
_SILENT = frozenset(
    ["utf8", "begin", "end", "window", "font", "pid", "options", "blank", "colorwords"]
) | {
    "color words",
    "new episode",
}
"""Headers for the machine."""

_FACTS = {
    "languages": "language",
    "location": "place",
    "situation": "situation",
    "activities": "activities",
    "transcriber": "transcribed by",
    "media": "media",
    "room layout": "room layout",
    "recording quality": "recording quality",
    "transcription": "transcription",
    "types": "types",
    "time duration": "duration",
    "number": "number",
}
_NOT_LETTERS = re.compile(r"[\W_]+")


def is_chat(head: str) -> bool:
    """Whether a text begins as a CHAT file does."""
    return head.startswith(_HEADS) and bool(_CERTAIN.search(head))


def read_chat(source: Source, settings: TranscriptSettings) -> Heard:
    """One conversation: a main line is a piece of who stands before it, in the order of the file.

    Headers become facts; dependent tiers and codes among the words are set aside.
    """
    del settings  # who speaks is written at each line
    file = _ChatFile(source)
    for line in _unfold(source.text):
        file.take(line)
    said = keep_worded(file.said, source, file.problems)
    turns = join_speech(said, " ")
    return [Conversation(tuple(turns), facts=file.facts, aside=tuple(file.aside))], file.problems


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line with those that go on with it: its mark, its name, what it says, its number."""

    mark: str
    name: str
    text: str
    line: int


def _unfold(text: str) -> Iterator[_Entry]:
    """The entries of a file: lines that begin with a tab or a blank go on with the one above."""
    open_lines: list[str] = []
    first = 0
    for number, line in enumerate([*text.split("\n"), "@End"], 1):
        if line[:1] in ("@", "*", "%"):
            if open_lines:
                yield _parse_entry("\n".join(open_lines), first)
            open_lines, first = [line], number
        elif line.strip():
            open_lines.append(line.strip())
            first = first or number


def _parse_entry(text: str, line: int) -> _Entry:
    found = _LINE.fullmatch(text)
    if not found or (found[3] is None and found[1] != "@"):
        return _Entry("", "", text, line)
    return _Entry(found[1], found[2].strip(), (found[3] or "").replace("\n", " ").strip(), line)


class _ChatFile:
    """What the lines of a file gave so far."""

    def __init__(self, source: Source) -> None:
        self.said: list[SpeechPiece] = []
        self.aside: list[Aside] = []
        self.facts: dict[str, str] = {}
        self.people: dict[str, list[str]] = {}
        self.problems: list[Problem] = []
        self.source = source

    def take(self, entry: _Entry) -> None:
        if entry.mark == "*":
            self._take_speech(entry)
        elif entry.mark == "%":
            self._take_tier(entry)
        elif entry.mark == "@":
            self._take_header(entry)
        else:
            what = "a line of CHAT begins with @, * or %; this one was kept as nobody's speech"
            self.problems.append(self.source.problem(what, line=entry.line))
            self.said.append(SpeechPiece("", entry.text, line=entry.line))

    def _take_speech(self, entry: _Entry) -> None:
        clean = clean_line(entry.text)
        piece = SpeechPiece(entry.name, clean.text, clean.start, clean.end, entry.line)
        if clean.start is not None and clean.text:
            piece = replace(piece, words=(TimedStretch(clean.text, clean.start, clean.end),))
        if clean.text or not clean.codes:
            self.said.append(piece)
        self.aside += [Aside(entry.line, code, "codes and remarks of CHAT") for code in clean.codes]
        self.said += [SpeechPiece(who, text, line=entry.line) for who, text in clean.interposed]

    def _take_tier(self, entry: _Entry) -> None:
        """A dependent tier; ``%wor`` times the words of the line above."""
        words = _read_timed_words(entry.text) if entry.name == "wor" else ()
        if words and self.said and _letters(words) == _letters(self.said[-1:]):
            self.said[-1] = replace(self.said[-1], words=words)
            return
        text = BULLET.sub(lambda bullet: bullet["rest"] or "", entry.text).strip()
        if text:
            self.aside.append(Aside(entry.line, text, f"dependent tier %{entry.name}"))

    def _take_header(self, entry: _Entry) -> None:
        key = entry.name.casefold()
        if key in _SILENT:
            return
        if not entry.text:
            if entry.name.count(" ") > 1:  # a header of several words has none of its own
                self.aside.append(Aside(entry.line, entry.name, "headers and comments of CHAT"))
            return
        if key in ("participants", "id"):
            self._take_people(key, entry.text)
        elif key == "date" and (date := parse_date(entry.text.replace("-", " "))):
            self.facts["date"] = date
        elif key in _FACTS:
            self._add_fact(_FACTS[key], entry.text)
        else:
            text = f"{entry.name}: {entry.text}"
            self.aside.append(Aside(entry.line, text, "headers and comments of CHAT"))

    def _take_people(self, key: str, text: str) -> None:
        """``CHI Eve Target_Child`` of the participants, and what ``@ID`` adds of each."""
        if key == "participants":
            for each in text.split(","):
                code, *words = each.split() or [""]
                self.people.setdefault(code, []).extend(words)
        else:
            fields = [each.strip() for each in text.split("|")]
            code, rest = (fields[2], [*fields[3:7], *fields[7:]]) if len(fields) > 2 else ("", [])
            known = self.people.setdefault(code, [])
            known += [each for each in rest if each and each not in known]
        self.facts["participants"] = "; ".join(
            f"{code}: {', '.join(words)}" for code, words in self.people.items() if code and words
        )

    def _add_fact(self, name: str, text: str) -> None:
        known = self.facts.get(name)
        self.facts[name] = f"{known}; {text}" if known else text


def _letters(said: Iterable[TimedStretch | SpeechPiece]) -> str:
    return _NOT_LETTERS.sub("", "".join(each.text for each in said).casefold())


def _read_timed_words(text: str) -> tuple[TimedStretch, ...]:
    """The words of a ``%wor`` tier, each with the bullet behind it."""
    words: list[TimedStretch] = []
    at = 0
    for bullet in BULLET.finditer(text):
        start, end = find_times(bullet[0])
        clean = clean_line(text[at : bullet.start()]).text
        if clean:
            words.append(TimedStretch(clean, start, end))
        at = bullet.end()
    rest = clean_line(text[at:]).text
    return (*words, TimedStretch(rest)) if _NOT_LETTERS.sub("", rest) else tuple(words)
