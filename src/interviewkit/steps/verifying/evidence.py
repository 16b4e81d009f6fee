"""What documents are held against: speech, names, figures, and what the report says now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from interviewkit import parts
from interviewkit.checking.documents.reading import read_content
from interviewkit.checking.figures_built import FigureNames, list_figures, list_segment_phrases
from interviewkit.checking.figures_known import KnownFigures
from interviewkit.checking.reading_words import load_reading_words
from interviewkit.checking.speech import SpeechSearch, SpokenTurn
from interviewkit.checking.streams import TokenStream
from interviewkit.checking.verifying import StudyEvidence
from interviewkit.checking.vocabulary import (
    PERSON,
    PLACE,
    QUESTION,
    ROLE,
    SEGMENT,
    THEME,
    WAVE,
    StudyName,
    Vocabulary,
)
from interviewkit.model.participant import PLAIN_ROLE
from interviewkit.model.report_profile import PAIR
from interviewkit.report.inputs import ReportInputs
from interviewkit.report.outline import build_outline
from interviewkit.report.profiles import cut_profile
from interviewkit.steps.reading import Loaded

SUFFIXES = {name: f".{name}" for name in ("html", "md", "docx")}
"""Renderer → the ending of its files, which says how they are read again."""


def gather_evidence(loaded: Loaded, inputs: ReportInputs) -> StudyEvidence:
    """All that documents are held against: what was said, found, named, and would be printed."""
    printed = tuple(_print(inputs))
    return StudyEvidence(
        speech=SpeechSearch(tuple(_list_turns(loaded))),
        vocabulary=Vocabulary(_list_names(loaded, inputs)),
        figures=_gather_figures(loaded, inputs),
        printed=printed,
        about=_describe_people(loaded),
        known=tuple(_list_known(loaded, inputs)),
        written=tuple(_list_written(inputs)),
        level=loaded.site.settings.inference.level,
    )


def _print(inputs: ReportInputs) -> Iterator[TokenStream]:
    """What the report says now, without the analyst's texts: these are what is to be checked."""
    outline = build_outline(replace(inputs, texts={}))
    for profile in PAIR:
        cut = cut_profile(outline, profile)
        for name, suffix in SUFFIXES.items():
            drawn = parts.load_part("renderer", name)(cut)
            content = drawn if isinstance(drawn, bytes) else drawn.encode()
            yield TokenStream.of(read_content(content, suffix))


def _list_turns(loaded: Loaded) -> Iterator[SpokenTurn]:
    reading = loaded.reading
    for key, turn in reading.turns.items():
        person = reading.speaker_of.get(key, turn.speaker)
        yield SpokenTurn(turn.transcript, turn.position, person, turn.text)


def _list_names(loaded: Loaded, inputs: ReportInputs) -> Iterator[StudyName]:
    reading = loaded.reading
    for person in reading.people:
        name = reading.person_of.get(person.name, person.name)
        yield StudyName(PERSON, name, name, person.name)
        if person.role != PLAIN_ROLE:
            yield StudyName(ROLE, person.role, person.role, person.role)
    for speaker in reading.speakers:
        name = reading.person_of.get(speaker.participant, speaker.participant)
        yield StudyName(PERSON, name, name, speaker.label)
    for transcript in reading.transcripts:
        yield StudyName(PLACE, transcript.name, transcript.name, transcript.name)
        yield StudyName(WAVE, transcript.wave, transcript.wave, transcript.wave)
    for segment in inputs.segments:
        called = inputs.people.get(segment.name, "")
        for words in list_segment_phrases(segment.name, segment.title, called):
            yield StudyName(SEGMENT, segment.name, segment.title, words)
    for name, titles in _name_things(inputs).items():
        yield from (StudyName(THEME, name, titles[0], words) for words in titles)
    for name, label in inputs.variable_labels.items():
        yield StudyName(QUESTION, name, label, label)


def _describe_people(loaded: Loaded) -> Mapping[str, frozenset[tuple[str, str]]]:
    """Person → the ids of their roles and segments."""
    reading = loaded.reading
    found: dict[str, set[tuple[str, str]]] = {}
    for person in reading.people:
        name = reading.person_of.get(person.name, person.name)
        found.setdefault(name, set()).add((ROLE, person.role))
    for segment, people in loaded.members.items():
        for name in people:
            found.setdefault(name, set()).add((SEGMENT, segment))
    return {name: frozenset(each) for name, each in found.items()}


def _name_things(inputs: ReportInputs) -> dict[str, tuple[str, ...]]:
    """Code or theme → the words for it; a theme of one code goes by that code's label, too."""
    book = inputs.codebook
    if book is None:
        return {}
    found: dict[str, tuple[str, ...]] = {
        code.id: (code.label, code.id.replace("_", " ")) for code in book.codes
    }
    for theme in book.themes:
        codes = [c for c in book.codes if c.id in theme.codes or c.theme == theme.id]
        found[theme.id] = (theme.label,)
        if len(codes) == 1:
            found[theme.id] = found[codes[0].id] = (theme.label, *found[codes[0].id])
    return {name: tuple(dict.fromkeys(filter(None, each))) for name, each in found.items()}


def _gather_figures(loaded: Loaded, inputs: ReportInputs) -> KnownFigures:
    settings = loaded.site.settings
    names = FigureNames(
        things=_name_things(inputs),
        questions={name: (label,) for name, label in inputs.variable_labels.items()},
        segments={each.name: each.title for each in inputs.segments},
        phrases=settings.survey.phrases,
    )
    figures = list_figures(
        names,
        prevalence=inputs.prevalence,
        estimates=inputs.estimates,
        contrasts=inputs.contrasts,
        associations=inputs.associations.segments,
        corrected=inputs.corrected,
    )
    segments = {
        each.name: list_segment_phrases(each.name, each.title, inputs.people.get(each.name, ""))
        for each in inputs.segments
    }
    return KnownFigures(figures, segments, load_reading_words())


def _list_known(loaded: Loaded, inputs: ReportInputs) -> Iterator[str]:
    """Texts of the study's own that may stand between quotation marks and that nobody said."""
    study = inputs.study
    yield from (study.name, study.note, inputs.title)
    for segment in inputs.segments:
        yield from (segment.title, segment.rule, segment.name)
    for variable in loaded.variables:
        yield from (variable.title, variable.name, *variable.levels)
    if inputs.topics:
        for topic in inputs.topics.topics:
            yield from (topic.title, ", ".join(word for word, _ in topic.keywords))
    yield from _list_codebook(inputs)


def _list_codebook(inputs: ReportInputs) -> Iterator[str]:
    book = inputs.codebook
    if book is None:
        return
    yield book.name
    for theme in book.themes:
        yield from (theme.label, theme.definition)
    for code in book.codes:
        yield from (code.label, code.definition, *code.include, *code.exclude)
        yield from (each.text for each in (*code.examples, *code.near_misses))


def _list_written(inputs: ReportInputs) -> Iterable[str]:
    """What people wrote beside the material: it is shown in the report and may be wrong."""
    said: Sequence[str] = [each.text for each in inputs.inferences]
    return (*said, *(each.text for each in inputs.memos))
