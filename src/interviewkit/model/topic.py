"""What a model found before anyone named it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, zip_longest


@dataclass(frozen=True, slots=True)
class Topic:
    """A group of turns that a topic model put together.

    ``number`` counts from 0 by size; -1 holds the outliers. ``keywords`` are (word, c-TF-IDF
    weight), best first. ``representatives`` are positions into the documents of the fit.
    ``name`` is a human's, empty until someone gave it. ``x``, ``y`` place it on the map.
    ``merged`` are the numbers of topics that people took for the same: it holds their turns, too.
    """

    number: int
    size: int
    keywords: tuple[tuple[str, float], ...]
    representatives: tuple[int, ...] = ()
    name: str = ""
    x: float = 0.0
    y: float = 0.0
    id: int | None = None
    merged: tuple[int, ...] = ()

    @property
    def title(self) -> str:
        """Its name, else its first words; a topic that has neither is called by its number."""
        words = ", ".join(word for word, _ in self.keywords[:4] if word.strip())
        return self.name or words or f"topic {self.number}, for which no words stand out"

    @property
    def is_outliers(self) -> bool:
        return self.number < 0


@dataclass(frozen=True, slots=True)
class TopicFit:
    """One fit of a topic model: topics, the topic of every document, and how good it is.

    ``assignment`` has one topic number per document, in the order of the documents given.
    ``measures`` holds coherence (NPMI, -1 to 1), diversity, outlier share and stability (0 to 1).
    ``positions`` places every document on the map, both axes from -1 to 1.
    """

    topics: tuple[Topic, ...]
    assignment: tuple[int, ...] = field(repr=False)
    measures: Mapping[str, float] = field(default_factory=dict)
    settings: Mapping[str, object] = field(default_factory=dict)
    positions: tuple[tuple[float, float], ...] = field(default=(), repr=False)

    def topic(self, number: int) -> Topic | None:
        """The topic of this number; ``None`` where there is none, or it was merged into another."""
        return next((each for each in self.topics if each.number == number), None)

    @property
    def home(self) -> Mapping[int, int]:
        """Number of a topic that was merged → the topic that goes on."""
        return {merged: each.number for each in self.topics for merged in each.merged}

    def merged(self, into: Mapping[int, int]) -> TopicFit:
        """The fit with topics taken for one: each number of ``into`` goes to the other topic."""
        if not into:
            return self
        home = {each.number: _follow(each.number, into) for each in self.topics}
        groups: dict[int, list[Topic]] = {}
        for each in sorted(self.topics, key=lambda topic: home[topic.number] != topic.number):
            groups.setdefault(home[each.number], []).append(each)
        topics = sorted((_merge(group) for group in groups.values()), key=lambda each: each.number)
        given = tuple(home.get(number, number) for number in self.assignment)
        return replace(self, topics=tuple(topics), assignment=given)


@dataclass(frozen=True, slots=True)
class TopicShare:
    """How many people of a wave speak of a topic, of how many who say enough for a topic model."""

    topic: int
    title: str
    wave: str
    people: int
    of: int
    turns: int


def _follow(number: int, into: Mapping[int, int]) -> int:
    """Where a topic ends up that was merged into one that was merged in turn."""
    known = {number}
    while into.get(number, number) not in known:
        number = into[number]
        known.add(number)
    return number


def _merge(group: Sequence[Topic]) -> Topic:
    """One topic of several, the first of which goes on: its words and turns come first."""
    first = group[0]
    if len(group) == 1:
        return first
    best: dict[str, float] = {}
    for word, weight in (pair for each in group for pair in each.keywords):
        best[word] = max(weight, best.get(word, 0.0))
    words = sorted(best.items(), key=lambda pair: -pair[1])[: len(first.keywords)]
    size = sum(each.size for each in group) or 1
    turns = chain.from_iterable(zip_longest(*(each.representatives for each in group)))
    return replace(
        first,
        size=sum(each.size for each in group),
        keywords=tuple(words),
        representatives=tuple(turn for turn in turns if turn is not None),
        name=next((each.name for each in group if each.name), ""),
        x=sum(each.x * each.size for each in group) / size,
        y=sum(each.y * each.size for each in group) / size,
        merged=tuple(each.number for each in group[1:]),
    )
