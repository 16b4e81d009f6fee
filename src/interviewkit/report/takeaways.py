"""What a reader takes along: the strongest findings, drafted by rules and ordered by weight.

A weight is what a finding shows at least: the end of its interval that is nearer to nothing. So
effect, certainty and number of people count at once, and what may be chance is no candidate.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from interviewkit.model import Interval
from interviewkit.report.figures import Figure, Sentence
from interviewkit.report.pages import Block, Takeaway
from interviewkit.report.text_blocks import make_block
from interviewkit.report.voices import Cast

MOST, FEWEST = 5, 3
UNREVIEWED = 0.6
"""What a finding counts that rests on a machine's codes which nobody reviewed."""

COMPARED, EVERYONE = "compared", "everyone"
THEMES, DIFFERS, CHANGED, CONCLUDED, TOPICS = "themes", "differs", "changed", "concluded", "topics"
OF_SURVEY = (COMPARED, EVERYONE)

SEVERAL = {COMPARED: 3, THEMES: 1, DIFFERS: 2, CHANGED: 1, CONCLUDED: 2}
"""So many of a kind stand on page one; others only fill it up."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A finding that page one may tell. ``short`` is its one sentence for a headline.

    ``exact`` are its figures, ``kind`` what is found, ``weight`` how much of it is sure.
    """

    key: str
    kind: str
    text: str
    exact: Sentence
    weight: float
    figure: Figure | None = None
    href: str = ""
    short: str = ""

    @property
    def headline(self) -> str:
        return self.short or self.text


def compute_least(interval: Interval | None) -> float:
    """How far from nothing a difference is at least; 0 where the interval holds nothing."""
    if interval is None or not (interval.low > 0 or interval.high < 0):
        return 0.0
    return min(abs(interval.low), abs(interval.high))


def choose_takeaways(found: Iterable[Candidate], cast: Cast) -> tuple[Candidate, ...]:
    """Those that study.toml names, in its order; else at most five, the weightiest first.

    Each strand that has something to say has a place. What an analyst wrote about stays.
    """
    by_key = {each.key: each for each in found}
    named = cast.inputs.takeaways
    if named:
        return tuple(by_key[key] for key in named if key in by_key)
    texts = cast.inputs.texts
    left_out = {key for key, own in texts.items() if not own.text}
    ranked = sorted(
        (each for each in by_key.values() if each.key not in left_out),
        key=lambda each: -each.weight,
    )
    written = [each for each in ranked if each.key in texts]
    chosen = _fill(written, ranked)
    return tuple(each for each in ranked if each in chosen)


def _fill(chosen: list[Candidate], ranked: Sequence[Candidate]) -> list[Candidate]:
    """The weightiest of each strand, then the weightiest; fillers only while there are few."""
    chosen = list(chosen)
    for is_ours in (_is_of_survey, _is_of_talk):
        if not any(map(is_ours, chosen)):
            chosen += [each for each in ranked if is_ours(each) and each.kind in SEVERAL][:1]
    for each in _list_open(chosen, ranked):
        if len(chosen) < MOST:
            chosen.append(each)
    fillers = (each for each in ranked if each not in chosen and each.kind not in SEVERAL)
    for each in fillers:
        if len(chosen) < FEWEST:
            chosen.append(each)
    return chosen


def _list_open(chosen: Sequence[Candidate], ranked: Sequence[Candidate]) -> Iterator[Candidate]:
    """Further ones whose kind is not told often enough yet."""
    told = Counter(each.kind for each in chosen)
    for each in ranked:
        if each not in chosen and told[each.kind] < SEVERAL.get(each.kind, 0):
            told[each.kind] += 1
            yield each


def _is_of_survey(each: Candidate) -> bool:
    return each.kind in OF_SURVEY


def _is_of_talk(each: Candidate) -> bool:
    return each.kind not in OF_SURVEY


def make_takeaway(each: Candidate, cast: Cast) -> Takeaway:
    """A candidate with the analyst's words, where there are any."""
    block = make_block(cast.inputs.texts, each.key, each.text, each.exact.text)
    return Takeaway(each.key, block, each.exact, each.figure, each.href)


Finder = Callable[[Cast], Iterator[Candidate]]


def make_headline(chosen: Sequence[Candidate], otherwise: str, cast: Cast) -> Block:
    """The strongest finding in one sentence, or what else there is to say."""
    if not chosen:
        return make_block(cast.inputs.texts, "headline", otherwise)
    first = chosen[0]
    return make_block(cast.inputs.texts, "headline", first.headline, first.exact.text)
