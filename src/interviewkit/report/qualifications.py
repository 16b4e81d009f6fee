"""What qualifies a theme: how sure it is, on whose word it stands, and for whom it holds."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from interviewkit.model import Change, Prevalence
from interviewkit.model.small_cells import is_shown
from interviewkit.report.corrected import describe_corrected
from interviewkit.report.figures import SMALL_BASE, Sentence, make_sentence
from interviewkit.report.sentences import CAUTION, describe_basis
from interviewkit.report.strands import Strand
from interviewkit.report.voices import Cast, Voice, group_by_speaker
from interviewkit.wording.numbers import count, counted, of_people, p_named, percent, percent_range
from interviewkit.wording.words import join_words

WIDE = 0.25
"""From so wide an interval on a share is told as rough."""
FEW = 5
"""Voices of fewer people than this are single voices."""


def list_qualifications(
    strand: Strand, voices: Sequence[Voice], cast: Cast
) -> tuple[Sentence, ...]:
    """What to know before a theme is quoted, most important first."""
    share = cast.share(strand.id)
    if share is None or not share.n:
        return ()
    plain = (*_uncertain(share, cast), *(_few(voices) if share.n >= FEW else ()))
    said = (make_sentence(text, kind=CAUTION) for text in plain)
    rest = (*_compare_segments(strand, cast), *_compare_waves(strand, cast))
    corrected = describe_corrected(cast.inputs, strand.id, strand.label)
    return (*describe_basis(voices), *corrected, *said, *map(make_sentence, rest))


def _uncertain(share: Prevalence, cast: Cast) -> Iterator[str]:
    if share.n < FEW:
        who = "One person is" if share.n == 1 else f"{count(share.n)} people are"
        yield f"{who} too few to tell a share of."
        return
    ends = share.interval
    if math.isnan(ends.low) or ends.high - ends.low < WIDE:
        return
    talks = len(cast.inputs.transcripts)
    told = counted(share.n, "person", "people")
    where = f" in {counted(talks, 'conversation')}" if talks > 1 else ""
    yield (f"{told}{where} tell a share only roughly: it may be anywhere in {percent_range(ends)}.")


def _few(voices: Sequence[Voice]) -> Iterator[str]:
    people = len(group_by_speaker(voices))
    if 0 < people < FEW:
        who = "One person" if people == 1 else f"Only {count(people)} people"
        what = "this as a single voice" if people == 1 else "these as single voices"
        yield f"{who} voiced it: read {what}."


def _compare_segments(strand: Strand, cast: Cast) -> Iterator[str]:
    """Where it is voiced most and least, among segments that are not tiny."""
    least = max(SMALL_BASE, cast.inputs.min_cell)
    known = [
        (share, segment)
        for segment in cast.inputs.segments
        if (share := cast.share(strand.id, segment.name)) and share.n >= least
    ]
    if len(known) < 2:
        return
    high, low = max(known, key=_by_share), min(known, key=_by_share)
    if high[0].share == low[0].share:
        yield "Segments do not differ in it."
        return
    tested = describe_tests(strand, (high[1].name, low[1].name), cast)
    yield (
        f"“{high[1].title}” voiced it most, {_figure(high[0])}, “{low[1].title}” least, "
        f"{_figure(low[0])}; {tested}."
    )


def _by_share(pair: tuple[Prevalence, object]) -> float:
    return pair[0].share


def _figure(share: Prevalence) -> str:
    """``70% (14 of 20 people)``."""
    return f"{percent(share.share)} ({of_people(share.voiced, share.n)})"


def describe_tests(strand: Strand, segments: Sequence[str], cast: Cast) -> str:
    """What the tests of two segments say, each against everyone else.

    A segment that parts the same people as another has that one's test.
    """
    found = cast.inputs.associations
    tested = {
        row.segment: row
        for row in found.segments
        if row.of in strand.names and not row.against and row.tested.done
    }
    rows = {name: tested.get(found.same_parts.get(name, name)) for name in segments}
    if not any(rows.values()):
        return "how they differ from everyone else was not tested"
    titles = {name: f"“{title}”" for name, title in cast.titles.items()}
    sure = [titles[name] for name, row in rows.items() if row and row.is_sure]
    open_ = [titles[name] for name, row in rows.items() if not row]
    untested = f"; how {open_[0]} differs was not tested" if open_ else ""
    if sure:
        verb = "differs" if len(sure) == 1 else "differ"
        return f"{join_words(sure)} {verb} from everyone else by more than chance{untested}"
    [first, *more] = [titles[name] for name, row in rows.items() if row]
    who = "neither differs" if more else f"{first} does not differ"
    return f"{who} from everyone else by more than chance{untested}"


def _compare_waves(strand: Strand, cast: Cast) -> Iterator[str]:
    """The first and the last wave."""
    if len(cast.waves) < 2:
        return
    first, last = cast.waves[0], cast.waves[-1]
    before, after = cast.share(strand.id, wave=first), cast.share(strand.id, wave=last)
    if not (before and after and is_shown(min(before.n, after.n), cast.inputs.min_cell)):
        return
    if before.share == after.share:
        yield f"The share was {_figure(after)} in both wave {first} and wave {last}."
        return
    change = _find_change(strand, first, last, cast)
    if change is not None and not change.is_sure:
        yield (
            f"Between wave {first}, {_figure(before)}, and wave {last}, {_figure(after)}, it did "
            f"not change by more than chance (adjusted {p_named(change.p_adjusted)})."
        )
        return
    verb = "rose" if after.share > before.share else "fell"
    tested = "by more than chance" if change else "which was not tested"
    p = f" (adjusted {p_named(change.p_adjusted)})" if change else ""
    yield (
        f"From wave {first} to wave {last} the share {verb} from {_figure(before)} to "
        f"{_figure(after)}, {tested}{p}."
    )


def _find_change(strand: Strand, first: str, last: str, cast: Cast) -> Change | None:
    """The test of the first wave against the last, where it was made."""
    contrast = cast.inputs.side_by_side
    for step in contrast.steps if contrast else ():
        for change in step.themes if (step.before, step.after) == (first, last) else ():
            if change.of in strand.names and not math.isnan(change.p_adjusted):
                return change
    return None
