"""Which words before a colon are a speaker, and which are speech.

``Ana: I said`` opens a turn, ``Note: I said`` does not, and no single line can tell. So lines are
candidates first, and the file as a whole decides: by how a name looks, how often the label comes
back, and whether the same words are ordinary words elsewhere in the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.reading import UNKNOWN_SPEAKER

MAX_WORDS = 5
MAX_CHARACTERS = 60

REGULAR = 0.8
"""From this share of paragraphs (or cues) on, the layout labels every one of them."""

RARE = 5
"""A label that is also an ordinary word must not be this many times rarer than the commonest."""

_ROLES = frozenset(
    {"ai", "assistant", "client", "facilitator", "guest", "host", "int", "interviewee"}
    | {"interviewer", "moderator", "participant", "person", "researcher", "respondent"}
    | {"speaker", "subject", "unknown", "user"}
)
_NOT_SPEAKERS = frozenset(
    {"note", "notes", "nb", "n.b", "ps", "p.s", "re", "e.g", "i.e", "example", "examples"}
    | {"for example", "warning", "tip", "hint", "update", "edit", "pros", "cons", "conclusion"}
    | {"date", "time", "title", "topic", "topics", "location", "place", "duration", "length"}
    | {"language", "source", "summary", "agenda", "context", "goal", "project", "study", "wave"}
    | {"group", "attendees", "participants", "speakers", "present", "recording", "recorded"}
    | {"transcript", "transcribed by", "file", "http", "https", "www", "url", "email", "phone"}
)
_PARTICLES = frozenset(
    {"al", "and", "bin", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "ibn"}
    | {"la", "le", "of", "och", "ten", "ter", "und", "van", "von", "y"}
)
_SUFFIX = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])\s*$")
_SENTENCE = re.compile(r"[?!;,…\"“”<>=*{}\ue000]|\w{4,}\.(?:\s|$)|\.\.")
_LOWER_WORD = re.compile(r"\b[^\W\d_A-Z][\w'’-]*")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A label as it stands in a line, whether that line opens a paragraph or cue, and whether a
    time stands beside it."""

    label: str
    line: int
    opens: bool = True
    timed: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """Keys of the labels that are speakers; and, in file order, what is worth a second look.

    ``once`` were taken as speakers though they occur once and without a time; ``refused`` look
    like a name but were taken as speech.
    """

    speakers: frozenset[str] = frozenset()
    once: tuple[Candidate, ...] = ()
    refused: tuple[Candidate, ...] = ()


@lru_cache(maxsize=4096)  # a few labels, asked about at every line
def key(label: str) -> str:
    """What two spellings of a label have in common: no case, no doubled spaces, one Unicode."""
    return " ".join(unicodedata.normalize("NFC", label).split()).casefold()


@lru_cache(maxsize=4096)
def tidy(label: str) -> str:
    """A label without doubled spaces; the house's own word where a tool says it knows none."""
    label = " ".join(unicodedata.normalize("NFC", label).split())
    return UNKNOWN_SPEAKER if label.casefold() == UNKNOWN_SPEAKER.casefold() else label


def bare(label: str) -> str:
    """A label without a suffix in brackets: ``Ana (she/her)`` is ``Ana``."""
    return _SUFFIX.sub("", label) or label


@lru_cache(maxsize=4096)
def looks_like_label(label: str) -> bool:
    """Short, with a letter in it, and without the punctuation of a sentence."""
    core = bare(label.strip())
    return (
        0 < len(core) <= MAX_CHARACTERS
        and len(core.split()) <= MAX_WORDS
        and any(character.isalpha() for character in core)
        and not _SENTENCE.search(core)
        and core[0].isalnum()
    )


@lru_cache(maxsize=4096)
def looks_like_name(label: str) -> bool:
    """Every word but ``van``, ``de`` and their like is capitalised, or the first names a role."""
    words = [word for word in bare(label).split() if word.casefold() not in _PARTICLES]
    if not words or key(label) in _NOT_SPEAKERS:
        return False
    return words[0].casefold() in _ROLES or not any(word[0].islower() for word in words)


def declared(settings: TranscriptSettings) -> frozenset[str]:
    """Keys of the closed set of labels that ``[transcripts.columns] speakers`` gives, if any."""
    names = settings.columns.get("speakers", "").split(",")
    return frozenset(key(name) for name in names if name.strip())


def trusted(settings: TranscriptSettings) -> frozenset[str]:
    """Keys of labels that the study speaks of itself, and which need no further proof."""
    return frozenset(key(name) for pair in settings.aliases.items() for name in pair)


def ordinary_words(text: str) -> frozenset[str]:
    """All words that the text writes in lower case."""
    return frozenset(word for word in _LOWER_WORD.findall(text) if word[0].islower())


def decide(
    candidates: Sequence[Candidate],
    units: int,
    ordinary: Callable[[], frozenset[str]],
    trust: Iterable[str] = (),
    closed: Iterable[str] = (),
    top: int = 1,
) -> Verdict:
    """Who of the candidates is a speaker.

    ``units`` is the number of paragraphs or cues, ``ordinary`` gives the lower-case words of the
    text on demand. Labels in ``trust`` are speakers; if there is a ``closed`` set, only its are.
    ``top`` is the line where the text begins.
    """
    if only := frozenset(closed):
        return Verdict(frozenset(key(c.label) for c in candidates) & only)
    tally = _Tally.of(candidates, frozenset(trust))
    speakers = tally.regular(units) or tally.irregular(units, ordinary, top)
    return _verdict(tally, speakers)


@dataclass(frozen=True, slots=True)
class _Tally:
    """The candidates counted by key: all their lines, those that open a unit, those with a time."""

    count: Counter[str]
    opening: Counter[str]
    timed: Counter[str]
    first: dict[str, Candidate]
    likely: frozenset[str]
    trust: frozenset[str]

    @classmethod
    def of(cls, candidates: Sequence[Candidate], trust: frozenset[str]) -> _Tally:
        count: Counter[str] = Counter()
        opening: Counter[str] = Counter()
        timed: Counter[str] = Counter()
        first: dict[str, Candidate] = {}
        for candidate in candidates:
            name = key(candidate.label)
            count[name] += 1
            opening[name] += candidate.opens
            timed[name] += candidate.timed
            first.setdefault(name, candidate)
        likely = frozenset(n for n in count if n in trust or looks_like_name(first[n].label))
        for sign in (
            opening,
            timed,
        ):  # where nearly all labels have it, one that never has is speech
            total = sum(count[name] for name in likely)
            if sum(sign[name] for name in likely) >= REGULAR * total:
                likely = frozenset(name for name in likely if sign[name] or name in trust)
        return cls(count, opening, timed, first, likely, trust)

    def in_order(self, names: Iterable[str]) -> tuple[Candidate, ...]:
        """The first candidate of each name, as they stand in the file."""
        return tuple(sorted((self.first[name] for name in names), key=lambda c: (c.line, c.label)))

    def regular(self, units: int) -> frozenset[str]:
        """All likely labels, if the layout labels nearly every unit."""
        if sum(self.opening[name] for name in self.likely) >= REGULAR * units:
            return self.likely
        return frozenset()

    def irregular(
        self, units: int, ordinary: Callable[[], frozenset[str]], top: int
    ) -> frozenset[str]:
        """Labels that come back, and single ones that look like them and are no ordinary word.

        If none comes back, single ones are only heard where a label opens the text or most units.
        """
        if not self.likely:
            return self._lower_case(units)
        words = ordinary()
        most = max(self.count[name] for name in self.likely)
        often = {name for name in self.likely if self.count[name] > 1}
        kept = {n for n in often if self.count[n] * RARE > most or not _is_ordinary(n, words)}
        labelled = sum(self.opening[name] for name in self.likely) * 2 > units
        opened = any(self.first[name].line == top for name in self.likely)
        if not kept and not labelled and not opened:
            return self.likely & self.trust
        shouting = len(kept) > 1 and all(self.first[name].label.isupper() for name in kept)
        single = {
            name
            for name in self.likely - often
            if not _is_ordinary(name, words) and (self.first[name].label.isupper() or not shouting)
        }
        return frozenset(kept | single | (self.likely & self.trust))

    def _lower_case(self, units: int) -> frozenset[str]:
        """A file whose labels are all written small: only those that come back."""
        back = {name for name in self.count if self.count[name] > 1 and len(name.split()) <= 2}
        back -= _NOT_SPEAKERS
        labelled = sum(self.opening[name] for name in back) * 2 >= units
        return frozenset(back) if labelled else frozenset()


def _is_ordinary(name: str, words: frozenset[str]) -> bool:
    parts = bare(name).split()
    return parts[0] not in _ROLES and all(part in words for part in parts)


def _verdict(tally: _Tally, speakers: frozenset[str]) -> Verdict:
    single = [name for name in speakers if tally.count[name] == 1]
    once = [name for name in single if name not in tally.trust and not tally.timed[name]]
    refused = [
        n for n in tally.first if n not in speakers and looks_like_name(tally.first[n].label)
    ]
    if len(single) == len(speakers):
        once = []  # nothing here comes back, so single labels are no exception
    return Verdict(speakers, tally.in_order(once), tally.in_order(refused))
