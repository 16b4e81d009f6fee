"""What a text says about itself before anyone speaks: front matter, or lines of ``Date: …``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from interviewkit.readers import labels
from interviewkit.readers.fact_names import FACTS, PEOPLE, is_known_fact, name_fact
from interviewkit.readers.letter_case import is_small
from interviewkit.readers.text_lines import TextLines

_FENCE = re.compile(r"-{3,}")
_B = r"(?:\*\*|__|\ue000)?"
_ENTRY = re.compile(rf"{_B}(\w[^:：\n]{{0,40}}?)\s*{_B}(?::{_B}(?:\s+(.*)|$)|：{_B}(.*))")
_MARKED = re.compile(r"(?:#{1,6}|[-*•])\s+")
"""Before a fact in a comment or a list; before what is none it is a heading, or speech."""

_SENTENCE = re.compile(r"(?:[?!…。？！]|(?<!\s[^\W\d_])\.)[\"'”»)\]]*$")
"""The end of one; that of ``Interviewer: Ana B.`` is none."""

_FILE = re.compile(
    r"\S+\.(?:mp[34]|m4a|wav|wma|ogg|opus|flac|aac|mov|mkv|avi|webm|docx?|txt|pdf)", re.I
)
"""The end of a path or of a file's name."""

LONGEST_VALUE = 12
"""Words; what is longer than that after a colon is speech unless its key is a fact's."""

LONGEST_LINE = 400
"""Characters of a line that can be part of a head."""

MOST_ABOVE = 3
"""So many lines, a title and the like, may stand above the first ``Date: …``."""

_HINT = "if it is speech, list its label in study.toml: [transcripts.columns] speakers"


@dataclass(frozen=True, slots=True)
class Entry:
    """``Key: value`` on a line of a head."""

    place: int
    name: str
    value: str

    @property
    def key(self) -> str:
        return labels.fold_label(self.name)

    @property
    def is_fact(self) -> bool:
        """Whether its key is one that heads use."""
        return is_known_fact(self.name)

    @property
    def signs(self) -> bool:
        """Whether it says who wrote the transcript: ``Transcribed by: Jo``."""
        return self.is_short and FACTS.get(self.name.lower()) == "transcribed by"

    @property
    def names_file(self) -> bool:
        """Whether it says what was transcribed: ``Audioquelle: C:/int.mp3``."""
        return bool(_FILE.fullmatch(self.value.rsplit(" ", 1)[-1]))

    @property
    def names_people(self) -> bool:
        """Whether it says who took part: ``Interviewer: Jo``, not ``Interviewer: And then?``"""
        return self.name.casefold() in PEOPLE and self.is_short

    @property
    def is_short(self) -> bool:
        return len(self.value.split()) <= LONGEST_VALUE and not _SENTENCE.search(self.value)


def parse_entry(sheet: TextLines, place: int) -> Entry | None:
    """The ``Key: value`` on a line, if it is one."""
    text = sheet.text_of(place)
    if len(text) > LONGEST_LINE or not (":" in text or "：" in text):
        return None
    if entry := _match_entry(place, text):
        return entry
    marked = _MARKED.match(text)
    entry = _match_entry(place, text[marked.end() :]) if marked else None
    return entry if entry and entry.is_fact else None


def _match_entry(place: int, text: str) -> Entry | None:
    found = _ENTRY.fullmatch(text)
    return Entry(place, found[1].strip(), (found[2] or found[3] or "").strip()) if found else None


def take_front(sheet: TextLines, speakers: frozenset[str] = frozenset()) -> None:
    """Take off a block between ``---`` lines, or a head of ``Date: …`` lines.

    A line is speech, as is all that follows it, if its key is one of the declared ``speakers``,
    or is no fact's and comes back further down.
    """
    filled = sheet.filled
    if filled and _FENCE.fullmatch(sheet.lines[filled[0]]):
        _take_fenced(sheet, filled, speakers)
    else:
        _take_headed(sheet, filled, speakers)


@dataclass(frozen=True)
class _Keys:
    """The keys of all lines, counted where it is asked; those of the first thousand tell enough."""

    sheet: TextLines
    filled: Sequence[int]

    def come_back(self, key: str) -> bool:
        """Whether several lines have this key."""
        return self._count[key] > 1

    @cached_property
    def _count(self) -> Counter[str]:
        entries = (parse_entry(self.sheet, place) for place in self.filled[:1000])
        return Counter(entry.key for entry in entries if entry)


def _is_speech(entry: Entry, keys: _Keys, speakers: frozenset[str]) -> bool:
    if entry.key in speakers:
        return True
    if entry.is_fact or entry.names_people:
        return False
    return not entry.is_short or keys.come_back(entry.key)


# -- between lines of --- ------------------------------------------------------------------------


def _take_fenced(sheet: TextLines, filled: Sequence[int], speakers: frozenset[str]) -> None:
    top, *below = filled
    end = next((place for place in below if _FENCE.fullmatch(sheet.lines[place])), None)
    if end is None:
        what = "the block that opens with --- is never closed; it was read as speech"
        hint = "close it with a line of ---"
        sheet.problems.append(sheet.source.problem(what, line=top + 1, hint=hint))
        return
    inside = [place for place in below if place < end]
    entries = {place: parse_entry(sheet, place) for place in inside}
    if _holds_speech(sheet, entries, _Keys(sheet, filled), speakers):
        return  # rules between parts of a conversation
    sheet.set_aside((top, end), "")
    last = ""
    for place, entry in entries.items():
        if entry:
            last = entry.name.lower()
            sheet.add_fact(place, last, entry.value.strip("\"'"))
        elif sheet.lines[place].startswith("- ") and last:
            sheet.add_fact(place, last, sheet.lines[place][2:])
        else:
            _take_note(sheet, place)


def _holds_speech(
    sheet: TextLines,
    entries: dict[int, Entry | None],
    keys: _Keys,
    speakers: frozenset[str],
) -> bool:
    """Whether what stands between two rules is said and no front matter."""
    found = [entry for entry in entries.values() if entry]
    listed = sum(sheet.lines[place].startswith(("- ", "#")) for place in entries)
    if len(found) + listed < len(entries) / 2 or (entries and not found):
        return True
    named = [e for e in found if labels.looks_like_label(e.name) and not is_small(e.name)]
    if any(_is_speech(entry, keys, speakers) for entry in named):
        return True
    small = [e for e in found if is_small(e.name) and not e.is_fact and not e.names_people]
    said = [e for e in small if e.key in speakers or keys.come_back(e.key)]
    return bool(said) and not any(entry.is_fact for entry in found)


def _take_note(sheet: TextLines, place: int) -> None:
    line = sheet.text_of(place)
    sheet.facts["note"] = " ".join(filter(None, (sheet.facts.get("note", ""), line)))
    sheet.lines[place] = ""
    if not line.startswith("#"):  # a comment, as YAML has it
        what = f"{line[:60]!r} is not 'key: value'; it was kept as a note"
        sheet.problems.append(sheet.source.problem(what, line=place + 1))


# -- lines of Date: … ----------------------------------------------------------------------------


def _take_headed(sheet: TextLines, filled: Sequence[int], speakers: frozenset[str]) -> None:
    """The first lines of ``Key: value``, as far as they are facts."""
    keys = _Keys(sheet, filled)
    head: list[Entry] = []
    above = 0
    for place in filled:
        entry = parse_entry(sheet, place)
        if entry and not _is_speech(entry, keys, speakers) and _is_still_head(head, entry):
            head.append(entry)
        elif entry or head or above == MOST_ABOVE or _SENTENCE.search(sheet.lines[place][-9:]):
            break
        else:
            above += 1
    if any(entry.is_fact or entry.names_file for entry in head):
        _tell_unusual(sheet, head, keys)
        for entry in head:
            name = name_fact(entry.name, entry.value) if entry.is_fact else entry.name.lower()
            sheet.add_fact(entry.place, name, entry.value)


def _is_still_head(head: Sequence[Entry], entry: Entry) -> bool:
    """After a blank line only what is a fact for sure still belongs to the head."""
    follows = bool(head) and entry.place == head[-1].place + 1
    return entry.is_fact or entry.names_people or entry.names_file or follows


def _tell_unusual(sheet: TextLines, head: Iterable[Entry], keys: _Keys) -> None:
    """Tell of facts that could as well be speech."""
    unusual = [e for e in head if not e.is_fact and (keys.come_back(e.key) or not e.names_people)]
    if unusual:
        some = "; ".join(f"'{e.name}: {e.value}' (line {e.place + 1})" for e in unusual)
        what = f"read as facts of the head, not as speech: {some}"
        sheet.problems.append(sheet.source.problem(what, line=unusual[0].place + 1, hint=_HINT))
