"""A theme in a few plain sentences, drafted from its figures until the analyst writes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interviewkit.model import Association, Prevalence
from interviewkit.report.pages import Block
from interviewkit.report.sentences import SMALL_STUDY, describe_people_share
from interviewkit.report.strands import Strand
from interviewkit.report.text_blocks import make_block
from interviewkit.report.theme_figures import build_split_row
from interviewkit.report.voices import Cast, Voice
from interviewkit.wording.fractions import fraction
from interviewkit.wording.numbers import count, in_words, percent
from interviewkit.wording.words import join_words, lower_first_letter

CODES = 3
"""So many codes of a theme are named."""


def write_theme_paragraph(
    strand: Strand, voices: Sequence[Voice], anchor: str, cast: Cast
) -> Block:
    """The analyst's paragraph; what the figures say plainly until there is one."""
    said = list(_draft(strand, voices, cast))
    figures = "; ".join(_list_figures(strand, voices, cast))
    return make_block(cast.inputs.texts, anchor, " ".join(said), figures)


def _draft(strand: Strand, voices: Sequence[Voice], cast: Cast) -> Iterator[str]:
    share = cast.share(strand.id)
    if share is None or not share.n:
        yield f"Nothing was read yet that could tell of {lower_first_letter(strand.label)}."
        return
    if not share.voiced:
        yield f"Nobody was found to speak of {lower_first_letter(strand.label)}."
        return
    yield f"{_tell_share(share)} spoke of {_name(strand)}."
    yield from _sides(voices)
    yield from _codes(strand, cast)
    yield from _difference(strand, cast)
    yield from _inferences(strand, cast)


def _tell_share(share: Prevalence) -> str:
    """Who voiced it, as a share in words; of few people as so many of so many."""
    if share.n == 1:
        return "The one participant"
    if share.voiced == share.n:
        return "Both participants" if share.n == 2 else f"All {in_words(share.n)} participants"
    if share.n < SMALL_STUDY:
        some = in_words(share.voiced)
        return f"{some[:1].upper()}{some[1:]} of the {in_words(share.n)} participants"
    who = fraction(share.share)
    return f"{who[:1].upper()}{who[1:]} of the participants"


def _name(strand: Strand) -> str:
    return lower_first_letter(strand.label)


def _sides(voices: Sequence[Voice]) -> Iterator[str]:
    """Who affirms and who opposes, where anybody opposes."""
    row = build_split_row("", voices)
    if row.n < 2 or not (row.both or row.minus):
        return
    parts = ((row.plus, "affirm it"), (row.minus, "oppose it"), (row.both, "do both"))
    ordered = sorted((part for part in parts if part[0]), key=lambda part: -part[0])
    if len(ordered) == 1:
        yield f"All of them {ordered[0][1]}."
        return
    told = [f"{in_words(people)} {_agree(people, verb)}" for people, verb in ordered]
    yield f"Of these {in_words(row.n)} people, {join_words(told)}."


def _noun(people: int) -> str:
    return "person" if people == 1 else "people"


def _agree(people: int, verb: str) -> str:
    if people != 1:
        return verb
    first, _, rest = verb.partition(" ")
    return f"{first}{'es' if first == 'do' else 's'} {rest}"


def _codes(strand: Strand, cast: Cast) -> Iterator[str]:
    """The codes that most people voiced, of a theme that has several."""
    known = [
        (share, code.label)
        for code in strand.codes
        if (share := cast.share(code.id)) and share.voiced
    ]
    if len(strand.codes) < 2 or not known:
        return
    known.sort(key=lambda pair: -pair[0].voiced)
    told = [
        f"{lower_first_letter(label)} ({in_words(share.voiced)} {_noun(share.voiced)})"
        for share, label in known[:CODES]
    ]
    yield f"Most often it was {told[0]}{', then ' if told[1:] else ''}{join_words(told[1:])}."


def _difference(strand: Strand, cast: Cast) -> Iterator[str]:
    """The surest difference between segments, where one is larger than chance would give."""
    found = find_sure_difference(strand, cast)
    if found is None:
        return
    inside, outside = _list_shares(found)
    verb = "more" if inside > outside else "less"
    title = f"“{cast.titles.get(found.segment, found.segment)}”"
    who = cast.inputs.people.get(found.segment, f"Those of {title}")
    yield (
        f"{who[:1].upper()}{who[1:]} spoke of it {verb} often than the others, {percent(inside)} "
        f"against {percent(outside)}, and that is more than chance would give."
    )


def _list_shares(found: Association) -> tuple[float, float]:
    """Both shares, corrected where an audit corrects them."""
    inside, outside = found.corrected_inside, found.corrected_outside
    return (
        inside.share if inside else found.inside.share.value,
        outside.share if outside else found.outside.share.value,
    )


def find_sure_difference(strand: Strand, cast: Cast) -> Association | None:
    """The segment that differs most surely from everyone else; ``None`` where none does."""
    sure = [
        row
        for row in cast.inputs.associations.segments
        if row.of in strand.names and row.is_sure and not (row.small or row.against or row.polarity)
    ]
    return min(sure, key=lambda row: (row.tested.adjusted, row.tested.p), default=None)


def _inferences(strand: Strand, cast: Cast) -> Iterator[str]:
    """What researchers concluded, in their words."""
    for each in cast.inputs.inferences:
        if each.of in strand.names and each.text.strip():
            text = " ".join(each.text.split())
            yield text if text[-1] in ".!?…" else f"{text}."


def _list_figures(strand: Strand, voices: Sequence[Voice], cast: Cast) -> Iterator[str]:
    """What the draft stands on, so that a text can be told from figures that are gone."""
    share = cast.share(strand.id)
    if share is None or not share.n:
        return
    yield describe_people_share(share)
    row = build_split_row("", voices)
    yield f"{count(row.plus)} affirming, {count(row.minus)} opposing, {count(row.both)} both"
    if found := find_sure_difference(strand, cast):
        inside, outside = _list_shares(found)
        yield f"{found.segment} {percent(inside)}, others {percent(outside)}"
