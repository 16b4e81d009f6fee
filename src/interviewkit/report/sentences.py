"""Findings in words: people are counted, uncertainty is said, unreviewed codes are named."""

from __future__ import annotations

import math
from collections.abc import Sequence

from interviewkit.model import Prevalence
from interviewkit.report.corrected import describe_corrected
from interviewkit.report.figures import SMALL_BASE, Sentence, Span, make_sentence
from interviewkit.report.strands import list_strands
from interviewkit.report.theme_figures import build_split_row
from interviewkit.report.voices import Cast, Voice
from interviewkit.wording.numbers import confidence, count, counted, of_people, p_named, percent
from interviewkit.wording.words import join_words, lower_first_letter

CAUTION = "caution"
SMALL_STUDY = 30
"""Below so many participants a report says that its shares are rough."""


def write_headline(share: Prevalence, label: str, page: str, voices: Sequence[Voice]) -> Sentence:
    """``31 of 40 people (78%, 95% CI 62–88%) voiced self-efficacy; 25 affirming only, …``."""
    name = Span(lower_first_letter(label), page, strong=True)
    if not share.n:
        return make_sentence("Nobody was asked about ", name, "; there is no share.")
    start = f"{of_people(share.voiced, share.n)} ({write_in_brackets(share)}) voiced "
    return make_sentence(start, name, _sides(voices), ".")


def write_in_brackets(share: Prevalence) -> str:
    """``78%, 95% CI 62–88%``."""
    return f"{percent(share.share)}, {confidence(share.interval)}"


def _sides(voices: Sequence[Voice]) -> str:
    row = build_split_row("", voices)
    if not (row.both or row.minus):
        return ""
    kinds = ((row.plus, "affirming only"), (row.minus, "opposing only"), (row.both, "both"))
    return "; " + join_words([f"{count(people)} {kind}" for people, kind in kinds if people])


def describe_theme(
    theme: str, label: str, voices: Sequence[Voice], cast: Cast, who: str
) -> tuple[Sentence, ...]:
    """The lead of a theme's page."""
    share = cast.share(theme)
    if share is None:
        return (
            make_sentence(f"No share of people has been computed for {lower_first_letter(label)}."),
        )
    said = [write_headline(share, label, who, voices)]
    said += describe_corrected(cast.inputs, theme, label)
    said += [*_extremes(theme, cast), *_change(theme, cast)]
    return (*said, *describe_basis(voices))


def _extremes(theme: str, cast: Cast) -> list[Sentence]:
    """Where it is voiced most and least, among segments that are not tiny."""
    known = [
        (share, segment)
        for segment in cast.inputs.segments
        if (share := cast.share(theme, segment.name)) and share.n >= SMALL_BASE
    ]
    if len(known) < 2:
        return []
    high = max(known, key=lambda pair: pair[0].share)
    low = min(known, key=lambda pair: pair[0].share)
    if high[0].share == low[0].share:
        return [make_sentence("Segments do not differ in it.")]
    return [
        make_sentence(
            f"It was voiced most among “{high[1].title}”: {_figure(high[0])}, and least among "
            f"“{low[1].title}”: {_figure(low[0])}; "
            f"{_against_others(_tested_as(theme, cast), high[1].name, low[1].name, cast)}."
        )
    ]


def _change(theme: str, cast: Cast) -> list[Sentence]:
    """The first and the last wave."""
    if len(cast.waves) < 2:
        return []
    first, last = cast.waves[0], cast.waves[-1]
    before, after = cast.share(theme, wave=first), cast.share(theme, wave=last)
    if not (before and after and before.n and after.n):
        return []
    if before.share == after.share:
        return [
            make_sentence(f"The share was {_figure(after)} in both wave {first} and wave {last}.")
        ]
    verb = "rose" if after.share > before.share else "fell"
    return [
        make_sentence(
            f"From wave {first} to wave {last} the share {verb} from {_figure(before)} to "
            f"{_figure(after)}; {_over_waves(_tested_as(theme, cast), first, last, cast)}."
        )
    ]


def _figure(share: Prevalence) -> str:
    """``70% (14 of 20 people)``."""
    return f"{percent(share.share)} ({of_people(share.voiced, share.n)})"


def _against_others(names: Sequence[str], high: str, low: str, cast: Cast) -> str:
    """What the tests of two segments say, each against everyone else.

    A segment that parts the same people as another has that one's test.
    """
    found = cast.inputs.associations
    tested = {
        row.segment: row
        for row in found.segments
        if row.of in names and not row.against and row.tested.done
    }
    rows = {name: tested.get(found.same_parts.get(name, name)) for name in (high, low)}
    if not any(rows.values()):
        return "how they differ from everyone else was not tested"
    titles = {name: f"“{title}”" for name, title in cast.titles.items()}
    sure = [titles[name] for name, row in rows.items() if row and row.is_sure]
    open_ = [titles[name] for name, row in rows.items() if not row]
    untested = f"; how {open_[0]} differs was not tested" if open_ else ""
    if sure:
        verb = "differs" if len(sure) == 1 else "differ"
        beyond = "from everyone else by more than chance would give"
        return f"{join_words(sure)} {verb} {beyond}{untested}"
    [first, *more] = [titles[name] for name, row in rows.items() if row]
    who = "neither differs" if more else f"{first} does not differ"
    return f"{who} from everyone else by more than chance gives among so many comparisons{untested}"


def _over_waves(names: Sequence[str], first: str, last: str, cast: Cast) -> str:
    """What the test of the first wave against the last says."""
    contrast = cast.inputs.side_by_side
    for step in contrast.steps if contrast else ():
        for change in step.themes if (step.before, step.after) == (first, last) else ():
            if change.of in names and not math.isnan(change.p_adjusted):
                beyond = "more than" if change.is_sure else "no more than"
                p = p_named(change.p_adjusted)
                return f"that is {beyond} chance gives among so many comparisons (adjusted {p})"
    return "that change was not tested"


def _tested_as(theme: str, cast: Cast) -> tuple[str, ...]:
    """The names under which a theme is tested: a theme of one code is that code."""
    codes = [each.codes for each in list_strands(cast.inputs.codebook) if each.id == theme]
    return (theme, codes[0][0].id) if codes and len(codes[0]) == 1 else (theme,)


def describe_basis(voices: Sequence[Voice]) -> list[Sentence]:
    """What a finding stands on: passages that people reviewed, or a machine's proposals."""
    total, reviewed = len(voices), sum(voice.is_reviewed for voice in voices)
    if not total:
        return []
    if reviewed == total:
        return [make_sentence(f"It rests on {counted(total, 'passage')}, all decided by a person.")]
    if not reviewed:
        text = (
            f"This finding rests on {counted(total, 'passage')} proposed by machine and "
            "reviewed by nobody."
        )
    else:
        text = (
            f"This finding rests on {counted(total, 'passage')}, of which a person has decided "
            f"{count(reviewed)}; the other {count(total - reviewed)} are unreviewed machine codes."
        )
    certified = sum(voice.is_certified for voice in voices)
    if certified:
        text += (
            f" {count(certified)} of these the machine decided within a certified bound of error."
        )
    return [make_sentence(text, kind=CAUTION)]
