"""What a model found before anyone named it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Topic:
    """A group of turns that a topic model put together.

    ``number`` counts from 0 by size; -1 holds the outliers. ``keywords`` are (word, c-TF-IDF
    weight), best first. ``representatives`` are positions into the documents of the fit.
    ``name`` is a human's, empty until someone gave it. ``x``, ``y`` place it on the map.
    """

    number: int
    size: int
    keywords: tuple[tuple[str, float], ...]
    representatives: tuple[int, ...] = ()
    name: str = ""
    x: float = 0.0
    y: float = 0.0
    id: int | None = None

    @property
    def title(self) -> str:
        return self.name or ", ".join(word for word, _ in self.keywords[:4])

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
