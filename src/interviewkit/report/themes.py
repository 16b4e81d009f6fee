"""One page per theme: meaning, shares of people, polarity, quotes, and who said it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from interviewkit.model import Prevalence
from interviewkit.report import quotes
from interviewkit.report.code_cards import build_code_cards
from interviewkit.report.pages import Person, Quote, SaidLine, ThemePage, Who, make_anchors
from interviewkit.report.sentences import describe_theme
from interviewkit.report.strands import Strand
from interviewkit.report.theme_figures import build_theme_figures
from interviewkit.report.voices import Cast, Voice, describe_decider, group_by_speaker
from interviewkit.wording.numbers import count, counted, of_people
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
    chosen = quotes.choose_quotes(
        voices, cast.inputs.quotes, quotes.find_least_segment(strand.id, cast), cast
    )
    quoted = {voice.speaker for voice, _ in chosen}
    who = _who(voices, quoted, cast.share(strand.id), anchor, listed, cast)
    shown = _quotes(chosen, strand, anchor, who, cast)
    return ThemePage(
        id=anchor,
        title=strand.label,
        definition=strand.definition,
        codes=strand.codes,
        lead=describe_theme(strand.id, strand.label, voices, cast, who.id),
        figures=build_theme_figures(strand, voices, anchor, who.id, cast),
        quotes=shown,
        quotes_note=_quotes_note(shown, voices),
        who=who,
        cards=build_code_cards(strand.codes, anchor, cast),
    )


def _quotes(
    chosen: Sequence[tuple[Voice, str]], strand: Strand, anchor: str, who: Who, cast: Cast
) -> tuple[Quote, ...]:
    labels = {code.id: code.label for code in strand.codes}
    person_of = {person.name: person.id for person in who.people}
    return tuple(
        quotes.build_quote(
            voice,
            why,
            f"{anchor}-quote-{number}",
            labels.get(voice.coding.code, voice.coding.code),
            cast,
            person_of.get(voice.speaker, ""),
        )
        for number, (voice, why) in enumerate(chosen, 1)
    )


def _quotes_note(chosen: Sequence[Quote], voices: Sequence[Voice]) -> str:
    """How many of how many, and whether anybody sees it otherwise."""
    if not chosen:
        return "Nobody voiced this theme, so there is nobody to quote."
    people = len(group_by_speaker(voices))
    text = f"{counted(len(chosen), 'quote')} from {of_people(len(chosen), people)} who voiced it"
    text += f", out of {counted(len(voices), 'passage')}; nobody is quoted twice."
    if not any(quote.deviant for quote in chosen) and people > 1:
        text += " No deviant case was found: nobody took another side, and no segment stands apart."
    return text


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
        tuple(map(_line, said[:LINES])),
        max(0, len(said) - LINES),
        cast.segments_of.get(name, ()),
        tuple(sorted(waves)),
    )


def _line(voice: Voice) -> SaidLine:
    turn, time = voice.turn, write_clock(voice.turn.start)
    place = f"{turn.transcript}, turn {turn.position}" + (f", {time}" if time else "")
    quote = clip_text(voice.coding.passage.quote, LINE)
    return SaidLine(quote, place, voice.polarity, describe_decider(voice))
