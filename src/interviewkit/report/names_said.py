"""Whether people go by pseudonyms: in the report, in their transcripts, and in what was said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from interviewkit.model import Turn
from interviewkit.model.names import ROLES, is_anyone, split_name

HIDDEN = "[name]"
"""What stands in a quote in place of the name of somebody who took part."""

_MONTHS = frozenset({"may", "april", "june", "august"})
_SHORTEST = 3
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2,}")
_NAME_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_BEFORE_SENTENCE = '.!?…。！？"“”„»«([—–-:'
_AFTER_CALL = ",.?!;:'’"


@dataclass(frozen=True)
class NamesSaid:
    """The names of those who took part, as their transcripts have them.

    Attributes:
        labels: what the report calls somebody → the labels under which they speak.
        turns: everything that was said.
    """

    labels: Mapping[str, frozenset[str]] = field(repr=False)
    turns: Mapping[int, Turn] = field(repr=False)

    @cached_property
    def named(self) -> Mapping[str, frozenset[str]]:
        """Those whom transcripts call by a name and the report otherwise → the words of it."""
        found = {name: frozenset(self._list_words(name)) for name in self.labels}
        return {name: words for name, words in found.items() if words}

    @cached_property
    def said(self) -> Mapping[str, int]:
        """Those whose name is said aloud → in how many turns."""
        times: dict[str, int] = {}
        for turn in self.turns.values():
            heard = {match.group() for match in self._find(turn.text)}
            for name, words in self.named.items() if heard else ():
                if words & heard:
                    times[name] = times.get(name, 0) + 1
        return times

    def hide(self, text: str) -> str:
        """A text with :data:`HIDDEN` in place of these names."""
        kept, start = [], 0
        for match in self._find(text):
            kept += [text[start : match.start()], HIDDEN]
            start = match.end()
        return "".join((*kept, text[start:])) if start else text

    def is_said_in(self, text: str) -> bool:
        """Whether a text names one of them."""
        return any(True for _ in self._find(text))

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        words = sorted({word for theirs in self.named.values() for word in theirs}, key=len)
        if not words:
            return None
        spaced = "|".join(re.escape(w) for w in reversed(words) if not _UNSPACED.fullmatch(w))
        unspaced = "|".join(re.escape(w) for w in reversed(words) if _UNSPACED.fullmatch(w))
        return re.compile("|".join(filter(None, (rf"\b(?:{spaced})\b" * bool(spaced), unspaced))))

    def _find(self, text: str) -> Iterator[re.Match[str]]:
        """Where names are said: not where a sentence begins with what is a word as well."""
        for match in self._pattern.finditer(text) if self._pattern else ():
            before = text[: match.start()].rstrip()[-1:]
            begins = not before or before in _BEFORE_SENTENCE
            calls = text[match.end() : match.end() + 1] in _AFTER_CALL
            if not begins or calls or _UNSPACED.fullmatch(match.group()):
                yield match

    def _list_words(self, called: str) -> Iterable[str]:
        own = {called.casefold(), *split_name(called)}
        for label in self.labels[called]:
            if label.casefold() in own or is_anyone(label):
                continue
            for word in _NAME_WORD.findall(label):
                if word.casefold() not in own and _is_name(word):
                    yield word


def _is_name(word: str) -> bool:
    if _UNSPACED.fullmatch(word):
        return word not in ROLES
    plain = word.casefold()
    return word[0].isupper() and len(word) >= _SHORTEST and plain not in ROLES | _MONTHS
