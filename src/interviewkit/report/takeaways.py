"""What a reader takes along: the strongest findings, drafted by rules and ordered by weight.

A weight is what a finding shows at least: the end of its interval that is nearer to nothing. So
effect, certainty and number of people count at once, and what may be chance is no candidate.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from interviewkit.model import Interval
from interviewkit.report.figure_findings import finish_figure
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

SEVERAL = {COMPARED: 3, THEMES: 1, DIFFERS: 2, CHANGED: 1}
"""So many of a kind stand on page one; others only fill it up. What people concluded stands below
them in any case, where both strands are told together."""


@dataclass(frozen=True, slots=True)
class TakeawayCandidate:
    """A finding that page one may tell, with its ``exact`` figures.

    ``short`` is its one sentence for a headline, with ``short_exact``; ``after`` is what is left to
    say below that headline, with ``after_exact`` (empty: the same). ``kind`` is what is found,
    ``weight`` how much of it is sure.
    """

    key: str
    kind: str
    text: str
    exact: Sentence
    weight: float
    figure: Figure | None = None
    href: str = ""
    short: str = ""
    short_exact: Sentence | None = None
    after: str = ""
    after_exact: Sentence | None = None

    @property
    def figures(self) -> str:
        """All figures that it may tell, wherever on the page it stands."""
        return " ".join(each.text for each in (self.exact, self.after_exact) if each)


def compute_least(interval: Interval | None) -> float:
    """How far from nothing a difference is at least; 0 where the interval holds nothing."""
    if interval is None or not (interval.low > 0 or interval.high < 0):
        return 0.0
    return min(abs(interval.low), abs(interval.high))


def choose_takeaways(
    found: Iterable[TakeawayCandidate], cast: Cast
) -> tuple[TakeawayCandidate, ...]:
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


def _fill(
    chosen: list[TakeawayCandidate], ranked: Sequence[TakeawayCandidate]
) -> list[TakeawayCandidate]:
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


def _list_open(
    chosen: Sequence[TakeawayCandidate], ranked: Sequence[TakeawayCandidate]
) -> Iterator[TakeawayCandidate]:
    """Further ones whose kind is not told often enough yet."""
    told = Counter(each.kind for each in chosen)
    for each in ranked:
        if each not in chosen and told[each.kind] < SEVERAL.get(each.kind, 0):
            told[each.kind] += 1
            yield each


def _is_of_survey(each: TakeawayCandidate) -> bool:
    return each.kind in OF_SURVEY


def _is_of_talk(each: TakeawayCandidate) -> bool:
    return each.kind not in OF_SURVEY


def make_takeaway(each: TakeawayCandidate, cast: Cast, *, is_first: bool = False) -> Takeaway:
    """A candidate with the analyst's words, where there are any; below the headline the first one
    says what that leaves."""
    draft, exact = each.text, each.exact
    if is_first and each.after:
        draft, exact = each.after, each.after_exact or each.exact
    block = make_block(cast.inputs.texts, each.key, draft, each.figures)
    figure = finish_figure(each.figure) if each.figure else None
    return Takeaway(each.key, block, exact, figure, each.href)


def make_headline(chosen: Sequence[TakeawayCandidate], otherwise: str, cast: Cast) -> Block:
    """The strongest finding in one sentence, or what else there is to say."""
    if not chosen:
        return make_block(cast.inputs.texts, "headline", otherwise)
    first = chosen[0]
    exact = first.short_exact or first.exact
    return make_block(cast.inputs.texts, "headline", first.short or first.text, exact.text)
