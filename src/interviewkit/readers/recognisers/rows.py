"""Rows of speech in JSON of any maker, found by the names of their fields.

So much is written by scripts that a list of objects with a text, a speaker and times is the most
common file of all. What was taken for what is told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from interviewkit.model.grouping import group_lists
from interviewkit.readers.recognisers.listening import Listening
from interviewkit.readers.recognisers.values import (
    Object,
    get_object,
    list_objects,
    name_speaker,
    read_line,
    read_number,
    read_share,
    read_text,
    read_time,
)
from interviewkit.readers.recognisers.words import (
    SpokenWord,
    build_segment,
    deal_words,
    split_words,
)
from interviewkit.readers.times import find_unit

TEXT = ("text", "sentence", "transcript", "utterance", "content", "caption", "segment", "line",
        "spokentext", "message", "body", "rawtext", "word", "value", "punctuatedword",
        "words", "wordsstr", "transcription", "speech",
        "dialogue", "spoken", "texto", "texte")  # fmt: skip
SPEAKER = ("speaker", "speakername", "speakerlabel", "speakerdisplayname", "speakerid", "spk",
           "username", "participant", "participantname", "participantid", "author", "talker", "who",
           "sender", "role")  # fmt: skip
START = ("start", "starttime", "begin", "begintime", "from", "offset", "startoffset", "startsec",
         "startseconds", "startts", "ts", "time", "timestamp", "t0", "starttimestamp")  # fmt: skip
END = ("end", "endtime", "endoffset", "stop", "to", "endsec", "endseconds", "endts", "t1",
       "endtimestamp")  # fmt: skip
LENGTH = ("duration", "dur", "length")
SURE = ("confidence", "conf", "probability", "score", "avgconfidence")
NAME = ("id", "dialogueid", "conversationid", "interviewid", "transcriptid", "name", "title")
WORDS = ("words", "tokens", "items")

DEEPEST = 5
"""Rows are looked for in objects within objects, so many levels down."""

LEAST = 0.8
"""So large a share of the objects in a list must be rows of speech."""

UNREAD = 0.2
"""Where a list holds so large a share of words that were not read, they are told."""

FEW_WORDS = 1.5
"""Rows with no more words than this, on average, are words."""

_MILLI = re.compile(r"(?:ms|millis|milliseconds|inms)$")
_PLAIN = re.compile(r"[^a-z0-9]")


@dataclass(frozen=True, slots=True)
class RowFields:
    """Under which key of its rows each meaning stands; empty where under none."""

    text: str
    speaker: str = ""
    start: str = ""
    end: str = ""
    length: str = ""
    sure: str = ""
    words: str = ""

    @classmethod
    def of(cls, row: Object) -> RowFields | None:
        """The fields of a row; ``None`` where it has no text, or neither speaker nor time."""
        plain = _simplify_keys(row)
        find = partial(_find_key, row)
        text = next((plain[n] for n in TEXT if isinstance(row.get(plain.get(n, "")), str)), "")
        speaker, start = find(SPEAKER), find(START)
        if not text or not (speaker or start):
            return None
        return cls(text, speaker, start, find(END), find(LENGTH), find(SURE), find(WORDS))

    @property
    def told(self) -> str:
        return ", ".join(filter(None, (self.text, self.speaker, self.start, self.end)))


@dataclass(frozen=True, slots=True)
class _Rows:
    """A list of rows, the fields of most of them, and how many words they have."""

    rows: Sequence[Object]
    fields: RowFields
    words: int

    @property
    def texts(self) -> Iterator[str]:
        return (read_line(row.get(self.fields.text)) for row in self.rows)

    @property
    def are_words(self) -> bool:
        return len(self.rows) > 1 and self.words <= FEW_WORDS * len(self.rows)


def _simplify_keys(row: Object) -> dict[str, str]:
    return {_simplify(key): key for key in reversed(list(row))}


def _find_key(row: Object, names: Sequence[str]) -> str:
    """The key of an object that means one of these names; empty where none does."""
    plain = _simplify_keys(row)
    return next((plain[name] for name in names if name in plain), "")


def _simplify(key: str) -> str:
    return _MILLI.sub("", _PLAIN.sub("", key.lower())) or key


def fits_rows(data: Any) -> bool:
    return _choose_rows(data) is not None


def are_rows(value: object) -> bool:
    """Whether a list holds rows of speech itself."""
    return isinstance(value, list) and _look_at(value) is not None


def list_dialogues(data: Any) -> dict[str, Any]:
    """The conversations of a list, by their names: objects that each have a name of their own and
    rows without times; none where the rows have times, as those of parts of a recording have."""
    if not isinstance(data, list) or are_rows(data):
        return {}
    named = {name: each for each in data if (name := _name_dialogue(get_object(each)))}
    return named if len(named) == len(data) > 1 else {}


def _name_dialogue(dialogue: Object) -> str:
    given = dialogue.get(_find_key(dialogue, NAME))
    name = str(given) if type(given) is int else read_line(given)
    found = _choose_rows(dialogue) if name else None
    return name if found and found.fields.speaker and not found.fields.start else ""


def read_rows(data: Any, heard: Listening) -> None:
    """The list that holds most words in the fewest rows; words beside it go into them."""
    found = _choose_rows(data)
    if found is None:
        return
    unit = _find_unit(found)
    spoken = [_read_row(row, found.fields, unit) for row in found.rows]
    if found.are_words:
        heard.said += split_words(spoken)
    else:
        beside = _find_words_beside(data, found)
        texts = [read_line(word.text) for word in spoken]
        of_rows = deal_words(texts, beside) if beside else [
            list(_read_inner(row, found.fields, unit)) for row in found.rows
        ]  # fmt: skip
        for whole, text, words in zip(spoken, texts, of_rows, strict=True):
            heard.said += build_segment(
                text, whole.speaker, whole.start, whole.end, words, whole.confidence
            )
    heard.notes.append(
        "its layout is that of no service that is known; it was read as rows of speech by the "
        f"names of their fields ({found.fields.told})"
    )
    _tell_unread(data, found, heard)


def _tell_unread(data: Any, found: _Rows, heard: Listening) -> None:
    """Words of other lists that those which were read do not hold."""
    read = Counter(word for text in found.texts for word in _list_words(text))
    unread = 0
    for each in _list_rows(data, 0):
        words = Counter(word for text in each.texts for word in _list_words(text))
        missing = (words - read).total()
        unread += missing if missing > UNREAD * words.total() else 0
    if unread:
        heard.notes.append(f"{unread:,} words stand in other lists of it, and were not read")


def _list_words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _choose_rows(data: Any) -> _Rows | None:
    found = list(_list_rows(data, 0))
    if not found:
        return None
    most = max(each.words for each in found)
    full = [each for each in found if each.words >= 0.9 * most]
    return min(full, key=lambda each: len(each.rows))


def _list_rows(value: Any, depth: int) -> Iterator[_Rows]:
    """Every list of rows of speech, but not those within rows."""
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        if rows := _look_at(value):
            yield rows
        else:
            yield from _list_parts(value, depth)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _list_rows(each, depth + 1)


def _list_parts(value: list[Any], depth: int) -> Iterator[_Rows]:
    """The rows in the objects of a list, as of parts of a recording; those of one kind are one."""
    of_kinds = group_lists(
        (rows.fields, rows)
        for each in value
        for rows in (_give_speaker(rows, each) for rows in _list_rows(each, depth + 1))
    )
    for fields, parts in of_kinds.items():
        together = [row for part in parts for row in part.rows]
        yield _Rows(together, fields, sum(part.words for part in parts))


def _give_speaker(found: _Rows, around: object) -> _Rows:
    """The rows with the speaker of the object in which they stand, where they name none."""
    key = "" if found.fields.speaker else _find_key(get_object(around), SPEAKER)
    if not key:
        return found
    rows = [{**row, key: get_object(around)[key]} for row in found.rows]
    return replace(found, rows=rows, fields=replace(found.fields, speaker=key))


def _look_at(value: list[Any]) -> _Rows | None:
    objects = _list_named(value) or list_objects(value)
    fields = next(filter(None, (RowFields.of(each) for each in objects[:5])), None)
    if fields is None or len(objects) < len(value) * LEAST:
        return None
    texts = [read_line(each.get(fields.text)) for each in objects]
    if sum(map(bool, texts)) < LEAST * len(objects):
        return None
    return _Rows(objects, fields, sum(len(text.split()) for text in texts))


def _list_named(value: list[Any]) -> list[Object]:
    """The rows of a list of ``{"Ana": "Yes."}``, in which names come back; none of any other."""
    objects = [each for each in list_objects(value) if len(each) == 1]
    pairs = [(name, text) for each in objects for name, text in each.items()]
    names = Counter(name for name, text in pairs if isinstance(text, str))
    if len(pairs) < len(value) or len(names) < 2 or names.total() < len(pairs):
        return []
    come_back = sum(n for n in names.values() if n > 1) >= LEAST * len(pairs)
    return [{"speaker": name, "text": text} for name, text in pairs] if come_back else []


def _find_unit(found: _Rows) -> float:
    """Seconds that a number counts: milliseconds are named, or too many for speech."""
    key = _PLAIN.sub("", found.fields.start.lower())
    if _MILLI.search(key):
        return 0.001
    numbers = [read_number(row.get(found.fields.start)) for row in found.rows]
    return find_unit([number for number in numbers if number is not None], found.words)


def _read_row(row: Object, fields: RowFields, unit: float) -> SpokenWord:
    start = read_time(row.get(fields.start), unit)
    end = read_time(row.get(fields.end), unit)
    length = read_time(row.get(fields.length), unit)
    if end is None and start is not None and length is not None:
        end = round(start + length, 6)
    return SpokenWord(
        read_text(row.get(fields.text)),
        start,
        end,
        read_share(row.get(fields.sure)),
        name_speaker(row.get(fields.speaker)),
    )


def _read_inner(row: Object, fields: RowFields, unit: float) -> Iterator[SpokenWord]:
    """The words of a row, where it has any."""
    words = list_objects(row.get(fields.words))
    inner = RowFields.of(words[0]) if words else None
    for word in words if inner else ():
        yield _read_row(word, inner or fields, unit)


def _find_words_beside(data: Any, found: _Rows) -> list[SpokenWord]:
    """Words in a list of their own, where the rows have none."""
    if any(list_objects(row.get(found.fields.words)) for row in found.rows):
        return []
    for each in _list_rows(data, 0):
        if each.rows is not found.rows and each.are_words and each.words >= 0.5 * found.words:
            unit = _find_unit(each)
            return [_read_row(row, each.fields, unit) for row in each.rows]
    return []
