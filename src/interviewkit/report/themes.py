"""One chapter per theme: a paragraph, its chart, quotes, who says otherwise, what qualifies it.

What proves it (cards, codes, figures beyond the first, who said it) is kept beside, for the
appendix.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from interviewkit.model import Prevalence
from interviewkit.model.passage_time import find_passage_time
from interviewkit.report import quotes
from interviewkit.report.code_cards import build_code_cards
from interviewkit.report.otherwise import describe_otherwise
from interviewkit.report.pages import Person, Quote, SaidLine, ThemePage, Who, make_anchors
from interviewkit.report.qualifications import list_qualifications
from interviewkit.report.sentences import describe_theme
from interviewkit.report.strands import Strand
from interviewkit.report.theme_figures import build_theme_figures
from interviewkit.report.theme_paragraphs import write_theme_paragraph
from interviewkit.report.voices import Cast, Voice, describe_decider, group_by_speaker
from interviewkit.wording.numbers import count, counted
from interviewkit.wording.words import clip_text, write_clock

LISTED_IN_ALL = 2400
"""People in the lists of all themes together: what keeps a large report a few megabytes."""
LISTED = (20, 200)
LINES = 3
LINE = 320


def build_theme_pages(cast: Cast, found: Sequence[Strand]) -> tuple[ThemePage, ...]:
    """The pages in the order of the strands."""
    ids = make_anchors((strand.id for strand in found), "theme")
    listed = max(LISTED[0], min(LISTED[1], LISTED_IN_ALL // max(1, len(found))))
    return tuple(_page(strand, ids[strand.id], listed, cast) for strand in found)


def _page(strand: Strand, anchor: str, listed: int, cast: Cast) -> ThemePage:
    voices = cast.of(strand.code_ids)
    chosen, other = quotes.choose_theme_quotes(strand, voices, cast.inputs.quotes, cast)
    quoted = {each.voice.speaker for each in (*chosen, *other)}
    who = _who(voices, quoted, cast.share(strand.id), anchor, listed, cast)
    shown = _quotes((*chosen, *other), strand, anchor, who, cast)
    return ThemePage(
        id=anchor,
        title=strand.label,
        definition=strand.definition,
        codes=strand.codes,
        lead=describe_theme(strand.id, strand.label, voices, cast, who.id),
        figures=build_theme_figures(strand, voices, anchor, who.id, cast),
        quotes=shown[: len(chosen)],
        quotes_note=_quotes_note(chosen, voices),
        who=who,
        cards=build_code_cards(strand.codes, anchor, cast),
        paragraph=write_theme_paragraph(strand, voices, anchor, cast),
        otherwise=shown[len(chosen) :],
        otherwise_note=describe_otherwise(strand, voices, cast),
        qualifies=list_qualifications(strand, voices, cast),
    )


def _quotes(
    chosen: Sequence[quotes.QuotableVoice], strand: Strand, anchor: str, who: Who, cast: Cast
) -> tuple[Quote, ...]:
    labels = {code.id: code.label for code in strand.codes}
    people = {person.name: person.id for person in who.people}
    return tuple(
        quotes.build_quote(
            each,
            f"{anchor}-quote-{number}",
            labels.get(each.voice.coding.code, each.voice.coding.code),
            cast,
            people,
        )
        for number, each in enumerate(chosen, 1)
    )


def _quotes_note(chosen: Sequence[quotes.QuotableVoice], voices: Sequence[Voice]) -> str:
    """How many of how many are quoted."""
    if not chosen:
        return "Nobody voiced this theme, so there is nobody to quote." if not voices else ""
    people = len(group_by_speaker(voices))
    return (
        f"Quoted here: {count(len(chosen))} of the {counted(people, 'person', 'people')} who "
        f"voiced it, in {counted(len(voices), 'passage')}; nobody twice."
    )


def _who(
    voices: Sequence[Voice],
    quoted: Collection[str],
    share: Prevalence | None,
    anchor: str,
    listed: int,
    cast: Cast,
) -> Who:
    """The people in natural order; where not all are listed, those who are quoted are."""
    people = group_by_speaker(voices)
    first = sorted(people, key=lambda name: name not in quoted)[:listed]
    names = [name for name in people if name in set(first)]
    persons = tuple(
        _person(name, people[name], f"{anchor}-person-{number}", cast)
        for number, name in enumerate(names, 1)
    )
    note = ""
    if share is not None and share.voiced != len(people):
        note = (
            f"The figures above count {count(share.voiced)} people, this list has "
            f"{count(len(people))}: they were made at different times or from different speakers."
        )
    return Who(f"{anchor}-who", persons, len(people), len(people) - len(persons), note)


def _person(name: str, said: Sequence[Voice], anchor: str, cast: Cast) -> Person:
    waves = {cast.waves.index(voice.wave) for voice in said if voice.wave in cast.waves}
    return Person(
        anchor,
        name,
        cast.about(name),
        tuple(_line(voice, cast) for voice in said[:LINES]),
        max(0, len(said) - LINES),
        cast.segments_of.get(name, ()),
        tuple(sorted(waves)),
    )


def _line(voice: Voice, cast: Cast) -> SaidLine:
    turn, passage = voice.turn, voice.coding.passage
    time = write_clock(find_passage_time(turn, passage.start, passage.end).start)
    place = f"{turn.transcript}, turn {turn.position}" + (f", {time}" if time else "")
    quote = cast.names.hide(clip_text(passage.quote, LINE))
    return SaidLine(quote, place, voice.polarity, describe_decider(voice))
