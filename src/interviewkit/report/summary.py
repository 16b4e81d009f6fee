"""The first page: what was found, in sentences made from the figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interviewkit.report.associations import associations_in_short
from interviewkit.report.corrected import corrected_sentence
from interviewkit.report.figures import DotChart, DotRow, Figure, Sentence, Span, sentence
from interviewkit.report.limits import unsought
from interviewkit.report.pages import ThemePage
from interviewkit.report.sentences import CAUTION, SMALL_STUDY, headline
from interviewkit.report.strands import Strand
from interviewkit.report.survey import comparison_sentences
from interviewkit.report.theme_figures import dot_note
from interviewkit.report.voices import Cast
from interviewkit.wording.numbers import count, counted, percent
from interviewkit.wording.words import in_sentence, listed, recorded

COMPARED = 3
"""Comparisons of the survey that the summary tells, in the order of study.toml."""

HEADLINES = 12
"""Themes that the summary speaks of; the figure beside it shows them all."""


def summary(
    cast: Cast, found: Sequence[Strand], pages: Sequence[ThemePage]
) -> tuple[Sentence, ...]:
    """Who took part, each theme by its share of people, topics, survey, and how sure it is."""
    return (
        base(cast),
        *_themes(cast, found, pages),
        *_topics(cast),
        *_survey(cast),
        *associations_in_short(cast),
        *cautions(cast, found),
    )


def base(cast: Cast) -> Sentence:
    """How much was said by how many, when."""
    transcripts = cast.inputs.transcripts
    if not transcripts and cast.inputs.link.respondents:
        asked = counted(cast.inputs.link.respondents, "respondent")
        return sentence(
            f"This report is of the survey alone, with {asked}: no transcript was read."
        )
    if not transcripts:
        return sentence("No transcript has been read yet.")
    groups = {transcript.group for transcript in transcripts if transcript.group}
    when, waves = recorded([transcript.date for transcript in transcripts]), cast.waves
    return sentence(
        f"{counted(len(cast.people), 'person', 'people')} took part in "
        f"{counted(len(transcripts), 'conversation')}",
        f" with {counted(len(groups), 'group')}" if groups else "",
        f" in {counted(len(waves), 'wave')} ({listed(waves)})" if waves else "",
        f", recorded {'on' if 'to' not in when.split() else 'from'} {when}" if when else "",
        ".",
    )


def _themes(cast: Cast, found: Sequence[Strand], pages: Sequence[ThemePage]) -> Iterator[Sentence]:
    """The themes by their share, the most widely voiced first."""
    if not cast.inputs.transcripts:
        return
    if not cast.standing:
        read = max((share.n for share in cast.inputs.prevalence), default=0)
        yield sentence(
            f"No code was found in what {counted(read, 'person', 'people')} said."
            if read
            else "No passage carries a code yet, so no theme can be reported."
        )
        return
    known = [
        (share, strand, page)
        for strand, page in zip(found, pages, strict=True)
        if (share := cast.share(strand.id)) and share.n
    ]
    known.sort(key=lambda triple: -triple[0].share)
    for share, strand, page in known[:HEADLINES]:
        yield headline(share, strand.label, page.id, cast.of(strand.code_ids))
        yield from corrected_sentence(cast.inputs, strand.id, strand.label)
    if len(known) > HEADLINES:
        yield sentence(f"{counted(len(known) - HEADLINES, 'further theme')} follow below.")


def _topics(cast: Cast) -> Iterator[Sentence]:
    fit = cast.inputs.topics
    if fit is None:
        return
    topics = sorted((t for t in fit.topics if not t.is_outliers), key=lambda t: -t.size)
    largest = listed([f"“{topic.title}”" for topic in topics[:3]])
    outliers = sum(number < 0 for number in fit.assignment) / max(1, len(fit.assignment))
    yield sentence(
        "Before anyone named anything, a topic model found ",
        Span(counted(len(topics), "topic"), "topics"),
        f" in {counted(len(fit.assignment), 'turn')}; {percent(outliers)} of the turns fit none",
        f". The largest are about {largest}." if topics else ".",
    )


def _survey(cast: Cast) -> Iterator[Sentence]:
    estimates = cast.inputs.estimates
    if not estimates:
        return
    variables = len({estimate.variable for estimate in estimates})
    asked = max((estimate.n for estimate in estimates), default=0)
    yield sentence(
        f"The survey {'adds' if cast.inputs.transcripts else 'gives'} figures on ",
        Span(counted(variables, "question"), "survey"),
        f" by segment, from up to {counted(asked, 'respondent')}.",
    )
    yield from comparison_sentences(cast)[:COMPARED]


def cautions(cast: Cast, found: Sequence[Strand]) -> Iterator[Sentence]:
    """What a reader of only this page must know."""
    voices = cast.of(code for strand in found for code in strand.code_ids)
    unreviewed = sum(not voice.is_reviewed for voice in voices)
    if unreviewed:
        every = unreviewed == len(voices)
        yield sentence(
            f"{'All' if every else count(unreviewed)} of the {count(len(voices))} coded passages "
            "behind these figures are proposals of a machine that nobody has reviewed. Read the "
            "shares as provisional, and follow them to the passages.",
            kind=CAUTION,
        )
    if missing := unsought(cast):
        yield sentence(
            f"The machine does not look for {listed(missing)}: a share of {percent(0)} says "
            "nothing beyond what people have read.",
            kind=CAUTION,
        )
    if 0 < len(cast.people) < SMALL_STUDY and cast.inputs.prevalence:
        yield sentence(
            f"With {counted(len(cast.people), 'person', 'people')} the shares are rough: look at "
            "the intervals, not at the points.",
            kind=CAUTION,
        )


def glance(cast: Cast, found: Sequence[Strand], pages: Sequence[ThemePage]) -> Figure | None:
    """All themes in one figure, most widely voiced first."""
    rows = [
        DotRow(strand.label, share, page.id)
        for strand, page in zip(found, pages, strict=True)
        if (share := cast.share(strand.id)) and share.n
    ]
    if not rows:
        return None
    rows.sort(key=lambda row: -row.found.share)
    title = "Share of participants who voiced each theme"
    if len(rows) == 1:
        title = f"Share of participants who voiced {in_sentence(rows[0].label)}"
    return Figure("glance", title, dot_note(rows), DotChart(tuple(rows)))
