"""Findings as figures that a document may speak of, each with the words of the study for it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from interviewkit.checking.figures_known import MEAN, POINTS, RATIO, SHARE, KnownFigure
from interviewkit.model import Association, Contrast, Corrected, Estimate, Interval, Prevalence
from interviewkit.model.estimate import YES, find_phrase
from interviewkit.wording.numbers import (
    HARD_SPACE,
    confidence,
    count,
    mean,
    of_people,
    p_named,
    percent,
    points_named,
    ratio,
)
from interviewkit.wording.sentences import describe_contrast


@dataclass(frozen=True)
class FigureNames:
    """What things are called: ``things`` codes and themes, ``questions`` survey variables, each by
    its name; ``segments`` by their titles; ``phrases`` are what the people of a share do, by
    variable or by ``variable=answer``."""

    things: Mapping[str, tuple[str, ...]]
    questions: Mapping[str, tuple[str, ...]]
    segments: Mapping[str, str]
    phrases: Mapping[str, str] = field(default_factory=dict)

    def subject(self, variable: str, level: str) -> tuple[str, ...]:
        """The phrases for those who give an answer."""
        labels = self.questions.get(variable, (variable.replace("_", " "),))
        phrase = find_phrase(self.phrases, variable, level)
        if level not in ("", YES):
            labels = tuple(f"{label} {level}" for label in labels)
        return tuple(dict.fromkeys(filter(None, (*labels, phrase))))


def list_figures(
    names: FigureNames,
    *,
    prevalence: Iterable[Prevalence] = (),
    estimates: Iterable[Estimate] = (),
    contrasts: Iterable[Contrast] = (),
    associations: Iterable[Association] = (),
    corrected: Iterable[Corrected] = (),
) -> tuple[KnownFigure, ...]:
    """All figures of a study: shares of people, survey figures, and what sets segments apart."""
    return tuple(
        dict.fromkeys(
            (
                *_list_contrasts(names, contrasts),
                *(_of_people(names, each) for each in prevalence if each.n),
                *(_of_survey(names, each) for each in estimates if each.n),
                *(_of_corrected(names, each) for each in corrected if not math.isnan(each.share)),
                *(figure for each in associations for figure in _of_association(names, each)),
            )
        )
    )  # fmt: skip


def _ends(interval: Interval | None) -> tuple[float, float]:
    return (math.nan, math.nan) if interval is None else (interval.low, interval.high)


def _of_people(names: FigureNames, found: Prevalence) -> KnownFigure:
    subject = names.things.get(found.of, (found.of,))
    of = f" of “{names.segments.get(found.segment, found.segment)}”" if found.segment else ""
    told = (
        f"{of_people(found.voiced, found.n)}{of} ({percent(found.share)}, "
        f"{confidence(found.interval)}) voiced {subject[0]}"
    )
    return KnownFigure(
        subject, SHARE, found.share, told, found.segment, "", found.n, found.voiced,
        _ends(found.interval), part=" ".join(filter(None, (found.wave, found.polarity))),
    )  # fmt: skip


def _of_corrected(names: FigureNames, found: Corrected) -> KnownFigure:
    """A corrected share is told beside the one that was counted, which it may differ from."""
    subject = names.things.get(found.of, (found.of,))
    told = f"{subject[0]}, corrected: {percent(found.share)} ({confidence(found.interval)})"
    return KnownFigure(
        subject, SHARE, found.share, told, found.segment, "", found.people, -1,
        _ends(found.interval), part="corrected",
    )  # fmt: skip


def _of_survey(names: FigureNames, found: Estimate) -> KnownFigure:
    subject, is_share = names.subject(found.variable, found.level), found.kind == "share"
    value = percent(found.value) if is_share else mean(found.value)
    who = names.segments.get(found.segment, found.segment) or "all respondents"
    n = f"n{HARD_SPACE}={HARD_SPACE}{count(found.n)}"
    told = f"{subject[0]}: {value} of “{who}” ({n})"
    kind = SHARE if is_share else MEAN
    return KnownFigure(
        subject, kind, found.value, told, found.segment, "", found.n, -1, _ends(found.interval)
    )


def _list_contrasts(names: FigureNames, found: Iterable[Contrast]) -> Iterator[KnownFigure]:
    for each in found:
        one, two = each.first, each.second
        subject = names.subject(one.variable, one.level)
        told = describe_contrast(each)
        kind = SHARE if one.kind == "share" else MEAN
        for side in (one, two):
            if side.n:
                yield KnownFigure(
                    subject, kind, side.value, told, side.segment, "", side.n, -1,
                    _ends(side.interval),
                )  # fmt: skip
        p = each.p if math.isnan(each.adjusted) else each.adjusted
        ends = (one.segment, two.segment)
        if kind == SHARE:
            yield KnownFigure(
                subject, POINTS, each.difference, told, *ends, one.n, -1,
                _ends(each.difference_interval), p,
            )  # fmt: skip
        if not math.isnan(each.ratio):
            yield KnownFigure(
                subject, RATIO, each.ratio, told, *ends, one.n, -1, _ends(each.ratio_interval), p
            )


def _of_association(names: FigureNames, row: Association) -> Iterator[KnownFigure]:
    if row.small or math.isnan(row.difference.value) or row.polarity:
        return
    subject = names.things.get(row.of, (row.of,))
    who = names.segments.get(row.segment, row.segment)
    p = row.tested.p if math.isnan(row.tested.adjusted) else row.tested.adjusted
    tested = f", adjusted {p_named(p)}" if not math.isnan(p) else ", not tested"
    told = (
        f"{subject[0]}: {of_people(row.inside.voiced, row.inside.people)} of “{who}” "
        f"({percent(row.inside.share.value)}) against "
        f"{of_people(row.outside.voiced, row.outside.people)} of the others "
        f"({percent(row.outside.share.value)}): {points_named(row.difference.value)}, "
        f"{ratio(row.risk_ratio.value)} times as many{tested}"
    )
    n = row.inside.people
    yield KnownFigure(
        subject, POINTS, row.difference.value, told, row.segment, row.against, n, -1,
        _ends(row.difference.interval), p,
    )  # fmt: skip
    yield KnownFigure(
        subject, SHARE, row.outside.share.value, told, row.against or f"not {row.segment}",
        f"not {row.segment}",
        row.outside.people, row.outside.voiced, _ends(row.outside.share.interval),
    )  # fmt: skip
    if not math.isnan(row.risk_ratio.value):
        yield KnownFigure(
            subject, RATIO, row.risk_ratio.value, told, row.segment, row.against, n, -1,
            _ends(row.risk_ratio.interval), p,
        )  # fmt: skip


def list_segment_phrases(name: str, title: str, people: str = "") -> tuple[str, ...]:
    """The words by which a text may mean a segment: its title, its beginning, its name, its people.

    ``people`` is how they are called in a sentence (may be empty).
    """
    words = title.split()
    while words and words[0].lower() in ("the", "a", "an", "die", "der", "das"):
        words = words[1:]
    short: Sequence[str] = words[:2] if len(words) > 2 else ()
    return tuple(dict.fromkeys(filter(None, (title, " ".join(words), name.replace("_", " "),
                                             " ".join(short), people))))  # fmt: skip
