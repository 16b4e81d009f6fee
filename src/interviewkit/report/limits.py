"""What the figures cannot carry, written from the facts."""

from __future__ import annotations

from collections.abc import Iterator

from interviewkit.report.agreement import list_agreement_limits
from interviewkit.report.figures import SMALL_BASE, Sentence, make_sentence
from interviewkit.report.language_model import list_language_model_limits
from interviewkit.report.sentences import SMALL_STUDY
from interviewkit.report.small_groups import describe_withheld
from interviewkit.report.voices import Cast
from interviewkit.wording.numbers import count, counted, percent
from interviewkit.wording.words import join_words


def list_limits(cast: Cast) -> tuple[Sentence, ...]:
    """One sentence or two for each limit that holds for this study."""
    return tuple(
        make_sentence(text)
        for part in (
            _machine,
            list_language_model_limits,
            _unsought,
            list_agreement_limits,
            _unread,
            _small,
            _people,
            _unresolved,
            _link,
            _note,
        )
        for text in part(cast)
    )


def _machine(cast: Cast) -> Iterator[str]:
    voices = cast.voices
    unreviewed = sum(not voice.is_reviewed for voice in voices)
    if unreviewed:
        yield (
            f"{percent(unreviewed / len(voices))} of the coded passages "
            f"({count(unreviewed)} of {count(len(voices))}) are unreviewed machine codes. A "
            "machine overlooks what is said in unusual words and takes some things at their word; "
            "it errs in ways that an interval does not show."
        )


def list_unsought(cast: Cast) -> list[str]:
    """The labels of codes that no machine can look for, and that nobody found."""
    book = cast.inputs.codebook
    if book is None or all(coder.is_person for coder in cast.inputs.coders):
        return []
    return [code.label for code in book.codes if not code.is_findable and not cast.of([code.id])]


def _unsought(cast: Cast) -> Iterator[str]:
    labels = list_unsought(cast)
    if labels:
        yield (
            f"The machine does not look for {join_words(labels)}: there is neither a definition, "
            "an example nor a pattern to go by, and too few judgements to learn from. Where people "
            "have not read, "
            "that nobody voiced it is no finding."
        )


def _unread(cast: Cast) -> Iterator[str]:
    """Unread is never taken for "no code", and part of a person's speech is not all of it."""
    if cast.inputs.unread and cast.inputs.prevalence:
        yield (
            f"{percent(cast.inputs.unread)} of the participants' turns were read by no coder. "
            "People of whom nothing was read count in no share; people who were read in part may "
            "have voiced more than is counted here."
        )


def _small(cast: Cast) -> Iterator[str]:
    if 0 < len(cast.people) < SMALL_STUDY:
        yield (
            f"{counted(len(cast.people), 'participant')} are few: an interval around a share is "
            "wide, and one more conversation can move it."
        )
    if withheld := describe_withheld(cast):
        yield withheld
    tiny = [
        s.title
        for s in cast.inputs.segments
        if 0 < len(s.participants) < SMALL_BASE and not cast.inputs.withheld.hides(s.name)
    ]
    if tiny:
        named = join_words(tiny[:6] + ([f"{len(tiny) - 6} more"] if len(tiny) > 6 else []))
        yield (
            f"{counted(len(tiny), 'segment')} with fewer than {SMALL_BASE} people ({named}) give "
            "indications only."
        )
    empty = [s.title for s in cast.inputs.segments if not s.participants]
    if empty and cast.people:
        named = join_words([f"“{title}”" for title in empty])
        yield f"Nobody in the conversations belongs to {named}; only the survey speaks of them."
    if len(cast.inputs.segments) > 2 and cast.inputs.prevalence:
        yield (
            f"{counted(len(cast.inputs.segments), 'segment')} are compared on every theme: among "
            "so many comparisons some differ by chance. The interval of a share allows for that "
            "no more than a p that is not adjusted; adjusted p and simultaneous intervals do."
        )


def _people(cast: Cast) -> Iterator[str]:
    """Who the figures speak for, and that people hear each other in a group."""
    if cast.inputs.link.respondents and not cast.people:
        yield (
            "Intervals speak of chance in who was drawn, as far as study.toml says how; not of who "
            "did not answer, nor of how a question was understood."
        )
        return
    yield (
        "Participants are not a random sample unless the study says so; shares describe them, "
        "not a population."
    )
    if cast.has_discussions:
        yield (
            "In group discussions people hear one another, so their voices are not independent. "
            "Intervals and tests of people allow for it, but a handful of conversations tells "
            "badly how alike those who talked together are."
        )


def _unresolved(cast: Cast) -> Iterator[str]:
    if cast.inputs.unresolved:
        yield (
            f"{percent(cast.inputs.unresolved)} of what was said comes from speakers who are known "
            "by their label only: whoever spoke under two labels, or in two conversations, counts "
            "twice, and two people under one label count once."
        )


def _link(cast: Cast) -> Iterator[str]:
    link = cast.inputs.link
    if link.kind == "segment" and link.participants:
        yield (
            "Survey and conversations are set side by side by segment: no figure here says that "
            "the same persons answered and spoke."
        )
    if link.kind == "person" and link.linked < link.participants:
        alone = link.participants - link.linked == 1
        yield (
            f"{counted(link.participants - link.linked, 'participant')} could not be matched to a "
            f"survey row and {'is' if alone else 'are'} missing wherever both are joined."
        )


def _note(cast: Cast) -> Iterator[str]:
    """The study's own note, e.g. that its data are an illustrative sample."""
    if cast.inputs.study.note:
        yield f"The authors note: {cast.inputs.study.note}"
