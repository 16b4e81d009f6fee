"""The first page: what was found, in sentences made from the figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interviewkit.report.associations import summarise_associations
from interviewkit.report.corrected import describe_corrected
from interviewkit.report.figures import DotChart, DotRow, Figure, Sentence, Span, make_sentence
from interviewkit.report.limits import list_unsought
from interviewkit.report.pages import ThemePage
from interviewkit.report.sentences import CAUTION, SMALL_STUDY, write_headline
from interviewkit.report.strands import Strand
from interviewkit.report.survey import comparison_sentences
from interviewkit.report.theme_figures import describe_dots
from interviewkit.report.voices import Cast
from interviewkit.wording.numbers import count, counted, percent
from interviewkit.wording.words import describe_recordings, join_words, lower_first_letter

COMPARED = 3
"""Comparisons of the survey that the summary tells, in the order of study.toml."""

HEADLINES = 12
"""Themes that the summary speaks of; the figure beside it shows them all."""


def write_summary(
    cast: Cast, found: Sequence[Strand], pages: Sequence[ThemePage]
) -> tuple[Sentence, ...]:
    """Who took part, each theme by its share of people, topics, survey, and how sure it is."""
    return (
        describe_base(cast),
        *_themes(cast, found, pages),
        *_topics(cast),
        *_survey(cast),
        *summarise_associations(cast),
        *list_summary_cautions(cast, found),
    )


def describe_base(cast: Cast) -> Sentence:
    """How much was said by how many, when."""
    transcripts = cast.inputs.transcripts
    if not transcripts and cast.inputs.link.respondents:
        asked = counted(cast.inputs.link.respondents, "respondent")
        return make_sentence(
            f"This report is of the survey alone, with {asked}: no transcript was read."
        )
    if not transcripts:
        return make_sentence("No transcript has been read yet.")
    groups = {transcript.group for transcript in transcripts if transcript.group}
    when, waves = describe_recordings([transcript.date for transcript in transcripts]), cast.waves
    return make_sentence(
        f"{counted(len(cast.people), 'person', 'people')} took part in "
        f"{counted(len(transcripts), 'conversation')}",
        f" with {counted(len(groups), 'group')}" if groups else "",
        f" in {counted(len(waves), 'wave')} ({join_words(waves)})" if waves else "",
        f", {when}" if when else "",
        ".",
    )


def _themes(cast: Cast, found: Sequence[Strand], pages: Sequence[ThemePage]) -> Iterator[Sentence]:
    """The themes by their share, the most widely voiced first."""
    if not cast.inputs.transcripts:
        return
    if not cast.standing:
        read = max((share.n for share in cast.inputs.prevalence), default=0)
        yield make_sentence(
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
        yield write_headline(share, strand.label, page.id, cast.of(strand.code_ids))
        yield from describe_corrected(cast.inputs, strand.id, strand.label)
    if len(known) > HEADLINES:
        yield make_sentence(f"{counted(len(known) - HEADLINES, 'further theme')} follow below.")


def _topics(cast: Cast) -> Iterator[Sentence]:
    fit = cast.inputs.topics
    if fit is None:
        return
    topics = sorted((t for t in fit.topics if not t.is_outliers), key=lambda t: -t.size)
    largest = join_words([f"“{topic.title}”" for topic in topics[:3]])
    outliers = sum(number < 0 for number in fit.assignment) / max(1, len(fit.assignment))
    yield make_sentence(
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
    yield make_sentence(
        f"The survey {'adds' if cast.inputs.transcripts else 'gives'} figures on ",
        Span(counted(variables, "question"), "survey"),
        f" by segment, from up to {counted(asked, 'respondent')}.",
    )
    yield from comparison_sentences(cast)[:COMPARED]


def list_summary_cautions(cast: Cast, found: Sequence[Strand]) -> Iterator[Sentence]:
    """What a reader of only this page must know."""
    voices = cast.of(code for strand in found for code in strand.code_ids)
    unreviewed = sum(not voice.is_reviewed for voice in voices)
    if unreviewed:
        every = unreviewed == len(voices)
        yield make_sentence(
            f"{'All' if every else count(unreviewed)} of the {count(len(voices))} coded passages "
            "behind these figures are proposals of a machine that nobody has reviewed. Read the "
            "shares as provisional, and follow them to the passages.",
            kind=CAUTION,
        )
    if missing := list_unsought(cast):
        yield make_sentence(
            f"The machine does not look for {join_words(missing)}: a share of {percent(0)} says "
            "nothing beyond what people have read.",
            kind=CAUTION,
        )
    if 0 < len(cast.people) < SMALL_STUDY and cast.inputs.prevalence:
        yield make_sentence(
            f"With {counted(len(cast.people), 'person', 'people')} the shares are rough: look at "
            "the intervals, not at the points.",
            kind=CAUTION,
        )


def build_glance(cast: Cast, found: Sequence[Strand], pages: Sequence[ThemePage]) -> Figure | None:
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
        title = f"Share of participants who voiced {lower_first_letter(rows[0].label)}"
    return Figure("glance", title, describe_dots(rows), DotChart(tuple(rows)))
