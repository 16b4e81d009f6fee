"""Findings in words: people are counted, uncertainty is said, unreviewed codes are named."""

from __future__ import annotations

from collections.abc import Sequence

from interviewkit.model import Prevalence
from interviewkit.report.figures import Sentence, Span, make_sentence
from interviewkit.report.theme_figures import build_split_row
from interviewkit.report.voices import Cast, Voice
from interviewkit.wording.numbers import confidence, count, counted, of_people, percent
from interviewkit.wording.words import join_words, lower_first_letter

CAUTION = "caution"
SMALL_STUDY = 30
"""Below so many participants a report says that its shares are rough."""


def write_headline(share: Prevalence, label: str, page: str, voices: Sequence[Voice]) -> Sentence:
    """``31 of 40 people (78%, 95% CI 62–88%) voiced self-efficacy; 25 affirming only, …``."""
    name = Span(lower_first_letter(label), page, strong=True)
    if not share.n:
        return make_sentence("Nobody was asked about ", name, "; there is no share.")
    start = f"{describe_people_share(share)} voiced "
    return make_sentence(start, name, _sides(voices), ".")


def describe_people_share(share: Prevalence) -> str:
    """``31 of 40 people (78%, 95% CI 62–88%)``: a share of people, as it is told everywhere."""
    return f"{of_people(share.voiced, share.n)} ({write_in_brackets(share)})"


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
    """The lead of a theme's page: its share of people, exactly."""
    share = cast.share(theme)
    if share is None:
        return (
            make_sentence(f"No share of people has been computed for {lower_first_letter(label)}."),
        )
    return (write_headline(share, label, who, voices),)


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
