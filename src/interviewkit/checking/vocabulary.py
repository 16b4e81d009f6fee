"""The names that a study gives: people, roles, segments, themes, questions, conversations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from interviewkit.checking.tokens import cut_tokens

PERSON, ROLE, SEGMENT, PLACE = "person", "role", "segment", "conversation"
THEME, QUESTION, WAVE = "theme", "question", "wave"


@dataclass(frozen=True, slots=True)
class StudyName:
    """What somebody or something is called: ``title`` as readers know it, ``words`` as written.

    Two names of one ``kind`` and ``id`` mean the same.
    """

    kind: str
    id: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text: the tokens from ``first`` up to ``end`` (not included)."""

    first: int
    end: int
    names: tuple[StudyName, ...]

    @property
    def title(self) -> str:
        return self.names[0].title

    @property
    def ids(self) -> frozenset[tuple[str, str]]:
        return frozenset((each.kind, each.id) for each in self.names)


class Vocabulary:
    """All names of a study, to be found in texts; of names within names the longest counts."""

    def __init__(self, names: Iterable[StudyName]) -> None:
        self.names = tuple(dict.fromkeys(names))
        by_words: dict[tuple[str, ...], list[StudyName]] = defaultdict(list)
        for name in self.names:
            keys = tuple(token.key for token in cut_tokens(name.words))
            if keys:
                by_words[keys].append(name)
        self._by_first: dict[str, list[tuple[tuple[str, ...], tuple[StudyName, ...]]]] = (
            defaultdict(list)
        )
        for keys, those in by_words.items():
            self._by_first[keys[0]].append((keys, tuple(those)))
        for found in self._by_first.values():
            found.sort(key=lambda pair: -len(pair[0]))

    def find(self, keys: Sequence[str], kinds: Iterable[str] = ()) -> list[Mention]:
        """The names in a run of tokens, given by their keys, in order."""
        return list(self._find(keys, frozenset(kinds)))

    def _find(self, keys: Sequence[str], kinds: frozenset[str]) -> Iterator[Mention]:
        at = 0
        while at < len(keys):
            for words, names in self._by_first.get(keys[at], ()):
                if tuple(keys[at : at + len(words)]) == words:
                    those = tuple(each for each in names if not kinds or each.kind in kinds)
                    if those:
                        yield Mention(at, at + len(words), those)
                    at += len(words) - 1
                    break
            at += 1
