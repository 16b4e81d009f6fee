"""``ingest --preview``: how a file is read. Nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from interviewkit.errors import Problem, StudyError
from interviewkit.model import Participant, Speaker, Transcript
from interviewkit.model.preview import Preview, PreviewedSpeaker, PreviewedTranscript, SetAside
from interviewkit.model.settings import Settings
from interviewkit.model.words import describe_counting, list_languages_counted
from interviewkit.readers.files import find_files, read_file
from interviewkit.readers.moderators import (
    SeemsToModerate,
    ask_about_moderators,
    find_likely_moderators,
    is_question,
)
from interviewkit.readers.people import PeopleFile, map_speakers, read_people


def preview(path: Path, settings: Settings, root: Path | None = None) -> Preview:
    """What ingest would make of a file, with the settings of the study at ``root``.

    A file that lies elsewhere is read as if it lay there; its path then tells no wave or group.

    Raises:
        StudyError: there is no such file.
    """
    path = path.resolve()
    if not path.is_file():
        what = "is a folder" if path.is_dir() else "is not there"
        raise StudyError(f"{path} {what}", hint="name one file to look at")
    inside = root is not None and path.is_relative_to(root)
    how = settings.transcripts if inside else replace(settings.transcripts, pattern="")
    reading = read_file(path, root=root if inside and root else path.parent, settings=how)
    people, problems = _people(root, settings)
    mapped = map_speakers(reading.transcripts, people, how)
    seeming = find_unknown_moderators(mapped.transcripts, mapped.speakers, mapped.participants)
    seems = {(each.transcript, each.label): each.why for each in seeming}
    roles = {each.name: each for each in mapped.participants}
    said = [turn.text for each in mapped.transcripts for turn in each.turns]
    notes = [describe_counting(list_languages_counted(said))]
    return Preview(
        path=str(path),
        reader=reading.reader,
        encoding=reading.encoding,
        transcripts=tuple(
            PreviewedTranscript(each, tuple(_speakers(each, mapped.speakers, roles, seems)))
            for each in mapped.transcripts
        ),
        aside=tuple(SetAside(each.line, each.text, each.why) for each in reading.aside),
        problems=(*reading.problems, *problems, *_not_taken(path, settings, root)),
        notes=(*filter(None, notes), *ask_about_moderators(seeming, mapped.transcripts, how)),
        study=str(root) if root else "",
    )


def find_unknown_moderators(
    transcripts: Iterable[Transcript], speakers: Iterable[Speaker], people: Iterable[Participant]
) -> list[SeemsToModerate]:
    """Who seems to moderate in those transcripts in which nobody is known to."""
    moderators = {each.name for each in people if each.is_moderator}
    known = {each.transcript for each in speakers if each.participant in moderators}
    return find_likely_moderators(transcripts, known)


def _speakers(
    transcript: Transcript,
    speakers: Sequence[Speaker],
    people: dict[str, Participant],
    seems: dict[tuple[str, str], str],
) -> Iterator[PreviewedSpeaker]:
    turns = Counter(turn.speaker for turn in transcript.turns)
    asks = Counter(turn.speaker for turn in transcript.turns if is_question(turn.text))
    for each in speakers:
        if each.transcript == transcript.name:
            yield PreviewedSpeaker(
                label=each.label,
                participant=each.participant,
                role=people[each.participant].role,
                rule=each.rule,
                turns=turns[each.label],
                words=each.words,
                asks=asks[each.label],
                seems=seems.get((each.transcript, each.label), ""),
            )


def _people(root: Path | None, settings: Settings) -> tuple[PeopleFile, Sequence[Problem]]:
    """The participants file of the study, where there is one."""
    named = settings.transcripts.participants
    if root is None or not named or not (root / named).is_file():
        return PeopleFile.empty(), ()
    return read_people(root / named, root=root)


def _not_taken(path: Path, settings: Settings, root: Path | None) -> Iterator[Problem]:
    """Why ``ingest`` would pass a file of the study over."""
    if root is None:
        return
    if not path.is_relative_to(root):
        what = f"it lies outside of the study {root.name}, so ingest does not take it"
        yield Problem(str(path), 0, what, "copy it among the transcripts", False)
    elif path not in find_files(root, settings.transcripts.files):
        wanted = ", ".join(settings.transcripts.files)
        what = f"ingest does not take it: it does not fit [transcripts] files = {wanted}"
        hint = "move it, or change the setting"
        yield Problem(path.relative_to(root).as_posix(), 0, what, hint, False)
