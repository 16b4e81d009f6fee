"""Which words before a colon are a speaker, and which are speech.

``Ana: I said`` opens a turn, ``Note: I said`` does not, and no single line can tell. So lines are
candidates first, and the file as a whole decides: by how a name looks, how often the label comes
back, and whether the same words are ordinary words elsewhere in the text.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.label_words import (
    NOT_SPEAKERS,
    PARTICLES,
    PERSON_WORDS,
    PHRASES,
    REMARKS,
    ROLES,
    TITLES,
    UNCERTAIN,
)
from interviewkit.readers.reading import UNKNOWN_SPEAKER
from interviewkit.readers.unseen import strip_all_unseen, strip_unseen

MAX_WORDS = 5
MAX_CHARACTERS = 60

TWO = 2
"""A label in small letters that occurs once is told if it has no more words."""

REGULAR = 0.8
"""From this share of paragraphs (or cues) on, the layout labels every one of them."""

RARE = 5
"""A label that is also an ordinary word must not be this many times rarer than the commonest."""

_SUFFIX = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])\s*$")
_REMARK = re.compile(rf"\s*[(\[{{<]\s*(?:{REMARKS})[^()\[\]]*[)\]}}>]?\s*$", re.IGNORECASE)
_LOWER_REMARK = re.compile(r"\s*[(\[][^\W\d_A-Z][^()\[\]\d/]*[)\]]\s*$")
_SENTENCE = re.compile(
    r"[!;…\"“”„«»<>={}\ue000\ufdd0]|\.\.|[?？](?![?？]*$)|,(?!\s)|\*(?!\w)|(?<!\w)\*"
)
_STOP = re.compile(r"(\w{4,})\.(?:\s|$)")
_PAIRS = {"[": "]", "(": ")", "<": ">", "{": "}", "【": "】", "（": "）", "［": "］"}
_QUESTION = "?？"
_LOWER_WORD = re.compile(r"\b[^\W\d_A-Z][\w'’-]*")
_LABELLED = re.compile(r"^[^:：\n]{1,60}[:：]", re.MULTILINE)


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

    ``small`` were taken as speakers though others are capitalised; ``refused`` look like a
    speaker but were taken as speech.
    """

    speakers: frozenset[str] = frozenset()
    small: tuple[Candidate, ...] = ()
    refused: tuple[Candidate, ...] = ()


@lru_cache(maxsize=4096)  # a few labels, asked about at every line
def key(label: str) -> str:
    """What two spellings of a label have in common: no case, no doubled spaces, one Unicode."""
    return strip_all_unseen(tidy(label)).casefold()


@lru_cache(maxsize=4096)
def tidy(label: str) -> str:
    """A label without doubled spaces, without what no eye sees and without the signs that tools
    put around one (``//S01``, ``[Ana]``) or remarks on how it is said (``P1 (laughs)``); the
    house's own word where a tool says it knows none."""
    label = " ".join(strip_unseen(unicodedata.normalize("NFC", label)).split())
    label = _unwrapped(label)
    label = _REMARK.sub("", label) or label
    return UNKNOWN_SPEAKER if label.casefold() == UNKNOWN_SPEAKER.casefold() else label


def _unwrapped(label: str) -> str:
    """Without signs around it, as long as a letter or a question mark is left within."""
    while True:
        inner = label
        if (
            inner[:1] in _PAIRS
            and inner[-1:] == _PAIRS[inner[0]]
            and not set(inner[1:-1]) & set("()[]")
        ):
            inner = inner[1:-1]
        for sign in ("//", "**", "__"):
            inner = inner.removeprefix(sign).removesuffix(sign)
        inner = inner.lstrip("/>•").rstrip("/:").strip()
        if inner.startswith(("- ", "– ", "— ", "* ")):
            inner = inner[2:].strip()
        if inner == label or not any(c.isalnum() or c in _QUESTION for c in inner):
            return label
        label = inner


def bare(label: str) -> str:
    """A label without a suffix in brackets: ``Ana (she/her)`` is ``Ana``."""
    return _SUFFIX.sub("", label) or label


def is_remark(label: str) -> bool:
    """Whether words in brackets tell how something is said: ``(laughs)``."""
    return bool(_REMARK.fullmatch(f"({label})"))


def without_lower_remark(label: str) -> str:
    """A label without words in small letters in brackets: ``P1 (with a smile)`` is ``P1``."""
    return _LOWER_REMARK.sub("", label) or label


@lru_cache(maxsize=4096)
def is_uncertain(label: str) -> bool:
    """Whether a label says that nobody knows, or is not sure, who speaks: ``P2?``, ``??``."""
    plain = key(label)
    if plain.strip(_QUESTION + " ") != plain:
        return True
    words = [word.strip("()[]") for word in plain.split()]
    known = [word for word in words if word not in UNCERTAIN]
    return len(known) < len(words) and all(word in PERSON_WORDS for word in known)


@lru_cache(maxsize=4096)
def looks_like_label(label: str) -> bool:
    """Short, with a letter in it, and without the punctuation of a sentence."""
    core = bare(tidy(label))
    if set(core) <= set(_QUESTION + " ") and core.strip():
        return len(core) <= MAX_WORDS
    return (
        0 < len(core) <= MAX_CHARACTERS
        and len(core.split()) <= MAX_WORDS
        and any(character.isalpha() for character in core)
        and not _SENTENCE.search(core)
        and all(stop.casefold() in TITLES for stop in _STOP.findall(core))
        and (core[0].isalnum() or core[0] in "#@?？")
        and core.count(",") < 3
    )


@lru_cache(maxsize=4096)
def looks_like_name(label: str) -> bool:
    """Every word but ``van``, ``de`` and their like is capitalised, or the first names a role."""
    words = [word for word in bare(label).split() if word.casefold() not in PARTICLES]
    if key(label) in NOT_SPEAKERS:
        return False
    if not words:
        return len(label) == 1 and label.isupper()
    return words[0].casefold() in ROLES or not any(word[0].islower() for word in words)


def needs_proof(label: str) -> bool:
    """Whether it holds a sign that speech has as well: ``Kovac, Ivo``, ``Why?``."""
    core = bare(label)
    return any(sign in core for sign in ",") or (core[-1:] in _QUESTION and len(core) > MAX_WORDS)


def may_be_small(label: str) -> bool:
    """Whether a label in small letters could name someone: ``p1``, but not ``my wish``."""
    words = key(bare(label)).split()
    if not words or len(words) > 3 or key(label) in NOT_SPEAKERS or needs_proof(label):
        return False
    return (len(label) == 1 and label.isalpha()) or words[0].strip(",.'’") not in PHRASES


def shape(label: str) -> str:
    """What ``p1`` and ``p12`` have in common; empty where a label holds no number."""
    plain = re.sub(r"\d+", "0", key(label))
    return plain if "0" in plain else ""


def declared(settings: TranscriptSettings) -> frozenset[str]:
    """Keys of the closed set of labels that ``[transcripts.columns] speakers`` gives, if any."""
    return frozenset(key(name) for name in declared_names(settings))


def declared_names(settings: TranscriptSettings) -> list[str]:
    """The declared labels as written; parted by ``;``, or by commas where a name in quotes may
    hold one."""
    text = settings.columns.get("speakers", "")
    if ";" in text:
        names = text.split(";")
    else:
        names = next(csv.reader([" ".join(text.split("\n"))], skipinitialspace=True), [])
    return [name.strip() for name in names if name.strip()]


def trusted(settings: TranscriptSettings) -> frozenset[str]:
    """Keys of labels that the study speaks of itself, and which need no further proof."""
    return frozenset(key(name) for pair in settings.aliases.items() for name in pair)


def ordinary_words(text: str) -> frozenset[str]:
    """All words that the text writes in lower case, but for what could be a label."""
    said = _LABELLED.sub("", text)
    return frozenset(word for word in _LOWER_WORD.findall(said) if word[0].islower())


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
    tally = _Tally.of(candidates, frozenset(trust), ordinary, units)
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
    def of(
        cls,
        candidates: Sequence[Candidate],
        trust: frozenset[str],
        ordinary: Callable[[], frozenset[str]],
        units: int,
    ) -> _Tally:
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
        plain = cls(count, opening, timed, first, frozenset(), trust)
        likely = plain._likely(ordinary, units)
        # Where nearly all labels have a sign, one that never has is speech.
        for sign in (opening, timed):
            total = sum(count[name] for name in likely)
            if sum(sign[name] for name in likely) >= REGULAR * total:
                likely = frozenset(name for name in likely if sign[name] or name in trust)
        return cls(count, opening, timed, first, likely, trust)

    def _likely(self, ordinary: Callable[[], frozenset[str]], units: int) -> frozenset[str]:
        """Labels that look like a name, those that come back though they are written small, and
        those that are like one of these but for a number."""
        named = {n for n in self.count if n in self.trust or self._is_named(n)}
        small = {n for n in self.count if n not in named and self._is_small(n)}
        if small:
            words = ordinary()
            whole = sum(self.opening[name] for name in named | small) >= REGULAR * units
            small = {n for n in small if whole or not _is_ordinary(n, words)}
        small |= self._all_small(named | small, ordinary, units)
        shapes = {shape(name) for name in named | small} - {""}
        kin = {name for name in self.count if shape(name) in shapes}
        return frozenset(named | small | kin)

    def _all_small(
        self, likely: set[str], ordinary: Callable[[], frozenset[str]], units: int
    ) -> set[str]:
        """Labels that occur once where all are written small and every unit has one."""
        if any(self.first[name].label[:1].isupper() for name in likely):
            return set()
        once = {n for n in self.count if n not in likely and may_be_small(self.first[n].label)}
        if not once or sum(self.opening[name] for name in likely | once) < units:
            return set()
        words = ordinary()
        return {name for name in once if not _is_ordinary(name, words)}

    def _is_named(self, name: str) -> bool:
        label = self.first[name].label
        if is_uncertain(label):
            return self._is_doubt(name)
        return looks_like_name(label) and (self.count[name] > 1 or not needs_proof(label))

    def _is_doubt(self, name: str) -> bool:
        """``P2?`` beside ``P2``, or short; ``Why?`` is a question unless it comes back."""
        known = name.strip(_QUESTION + " ")
        short = len(known) < 4 or any(character.isdigit() for character in known)
        person = known in PERSON_WORDS or known in ROLES
        return known == name or short or person or known in self.count or self.count[name] > 2

    def _is_small(self, name: str) -> bool:
        back = self.count[name] > 1 and self.opening[name] * 2 > self.count[name]
        return back and may_be_small(self.first[name].label)

    def may_be_one(self, name: str) -> bool:
        """Whether a label in small letters that occurs once could be one: ``bell hooks``."""
        two = len(name.split()) <= TWO and self.opening[name] > 0
        return two and may_be_small(self.first[name].label)

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
            return frozenset()
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
        doubts = {name for name in self.likely if is_uncertain(self.first[name].label)}
        return frozenset(kept | single | doubts | (self.likely & self.trust))


def _is_ordinary(name: str, words: frozenset[str]) -> bool:
    parts = bare(name).split()
    return parts[0] not in ROLES and all(part in words for part in parts)


def _verdict(tally: _Tally, speakers: frozenset[str]) -> Verdict:
    small = {n for n in speakers - tally.trust if tally.first[n].label[:1].islower()}
    small = {n for n in small if not is_uncertain(tally.first[n].label)}
    if len(small) * 2 > len(speakers) or len(small) == len(speakers):
        small = set()  # here labels are written small
    refused = [
        n
        for n in tally.first
        if n not in speakers and (tally._is_named(n) or tally._is_small(n) or tally.may_be_one(n))
    ]
    return Verdict(speakers, tally.in_order(small), tally.in_order(refused))
