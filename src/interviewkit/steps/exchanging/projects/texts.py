"""Which transcript each source of a project is: one that is here, or a file that is to come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from interviewkit.errors import StudyError
from interviewkit.exchange.projects.ink import read_signs
from interviewkit.exchange.projects.laying import Laying, lay_turns
from interviewkit.exchange.projects.quotes import is_named
from interviewkit.model import Transcript, Turn
from interviewkit.model.grouping import group_lists
from interviewkit.model.project import ProjectSource
from interviewkit.readers.contract import FileReading
from interviewkit.readers.files import name_transcript, read_content
from interviewkit.steps.ingesting.file_names import clean_name
from interviewkit.steps.ingesting.taking import TRANSCRIPTS, find_folder
from interviewkit.steps.site import Site

SAME, MOSTLY = 0.98, 0.5
"""A transcript is a source if so much of it stands there, in order, and makes up so much of it:
the rest of a source are labels, times and headings."""

TELLING = 30
"""Turns of so many signs tell which conversation it is."""

MOST_COPIES = 1_000


@dataclass(frozen=True)
class PlacedSource:
    """A source, the turns that it is here, and the way from one to the other.

    ``path`` and ``content`` are the file that is to be written below the study, ``reading`` is what
    it gives; they are empty where the transcripts are here already.
    """

    source: ProjectSource = field(repr=False)
    transcripts: tuple[str, ...]
    laying: Laying = field(repr=False)
    path: str = ""
    content: bytes = field(default=b"", repr=False)
    reading: FileReading = field(default_factory=FileReading, repr=False)

    @property
    def is_new(self) -> bool:
        """Whether its text becomes a file of the study."""
        return bool(self.path)

    @property
    def name(self) -> str:
        """The transcript, or the first of several that a file holds."""
        return self.transcripts[0] if self.transcripts else ""

    @property
    def turns(self) -> Sequence[Turn]:
        """The turns of its transcripts, in order."""
        return self.laying.turns


@dataclass
class SourcePlacer:
    """Finds the transcripts of sources; ``known`` are those that the study has.

    ``has_folders`` says that a line in a source's name parts folders, as where we named it.
    ``came`` are texts of earlier imports with the transcripts that they are here.
    """

    site: Site
    known: Sequence[Transcript]
    has_folders: bool = False
    came: Mapping[str, str] = field(default_factory=dict, repr=False)
    _taken: dict[str, bytes] = field(default_factory=dict)
    _placed: dict[tuple[str, ...], PlacedSource] = field(default_factory=dict)

    def place(self, source: ProjectSource) -> PlacedSource:
        """The transcript that says what the source says, or the file that will."""
        return self._find_here(source) or self._find_mended(source) or self._place_new(source)

    # -- what is here already ----------------------------------------------------------------------

    @cached_property
    def _telling(self) -> Mapping[str, list[str]]:
        """The signs of the first long turns of each transcript of the study."""
        return {each.name: list(_list_telling(each.turns)) for each in self.known}

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(each.name for each in self.known)

    @cached_property
    def _by_content(self) -> Mapping[str, Transcript]:
        return {each.content_hash: each for each in self.known}

    def _find_here(self, source: ProjectSource) -> PlacedSource | None:
        text = read_signs(source.text) if self.known else ""
        for each in self._by_likeness(source, text):
            laying = lay_turns(source.text, each.turns)
            if laying.share >= SAME and laying.spoken_share >= MOSTLY:
                return PlacedSource(source, (each.name,), laying)
        return None

    def _find_mended(self, source: ProjectSource) -> PlacedSource | None:
        """The transcript that this very text became, though people mended it since."""
        name = self.came.get(source.text)
        for each in self.known:
            if each.name == name:
                laying = lay_turns(source.text, each.turns)
                if laying.share >= MOSTLY and laying.spoken_share >= MOSTLY:
                    return PlacedSource(source, (each.name,), laying)
        return None

    def _by_likeness(self, source: ProjectSource, text: str) -> Iterator[Transcript]:
        """Transcripts of which the long turns stand in the source; one of its name comes first."""
        named = {each.name for each in self.known if is_named(each.name, [source.name])}
        fits = [
            each
            for each in self.known
            if (told := self._telling[each.name]) and all(ink in text for ink in told)
        ]
        yield from sorted(fits, key=lambda each: each.name not in named)
        for each in self.known:  # those who only ever say a word or two
            if not self._telling[each.name] and each.name in named:
                yield each

    # -- what is to come ---------------------------------------------------------------------------

    def _place_new(self, source: ProjectSource) -> PlacedSource:
        content = source.text.encode("utf-8", "replace")
        path = self._name_file(source, content)
        settings = self.site.settings
        reading = read_content(content, path, settings.transcripts, settings.limits)
        if copied := self._find_copied(source, reading.transcripts):
            return copied
        self._taken[path.casefold()] = content
        turns = [turn for each in reading.transcripts for turn in each.turns]
        names = tuple(each.name for each in reading.transcripts)
        laying = lay_turns(source.text, turns)
        placed = PlacedSource(source, names, laying, path, content, reading)
        self._placed[tuple(each.content_hash for each in reading.transcripts)] = placed
        return placed

    def _find_copied(
        self, source: ProjectSource, read: Sequence[Transcript]
    ) -> PlacedSource | None:
        """Where the same talk is under another name: it is there once, for whoever coded which."""
        said = tuple(each.content_hash for each in read)
        if said and said in self._placed:
            before = self._placed[said]
            return replace(before, source=source, laying=lay_turns(source.text, before.turns))
        if said and all(each in self._by_content for each in said):
            same = [self._by_content[each] for each in said]
            turns = [turn for each in same for turn in each.turns]
            names = tuple(each.name for each in same)
            return PlacedSource(source, names, lay_turns(source.text, turns))
        return self._find_named(source, read)

    def _find_named(self, source: ProjectSource, read: Sequence[Transcript]) -> PlacedSource | None:
        """The transcript of its name in which the same people say the same, whatever the times:
        of a talk of single words most of a text are labels and times."""
        said = [_list_said(each) for each in read]
        for each in self.known:
            if said == [_list_said(each)] and is_named(each.name, [source.name]):
                return PlacedSource(source, (each.name,), lay_turns(source.text, each.turns))
        return None

    def _name_file(self, source: ProjectSource, content: bytes) -> str:
        """Where the text goes, below the study: under its own name, over nothing that is there."""
        folder = self.site.root / find_folder(self.site.settings, TRANSCRIPTS)
        place = folder / f"{self._clean_stem(source.name)}.txt"
        for number in range(1, MOST_COPIES):
            numbered = place.with_name(f"{place.stem} ({number}).txt") if number > 1 else place
            path = numbered.relative_to(self.site.root).as_posix()
            if self._is_free(path, content):
                return path
        raise StudyError(f"there are too many files called {source.name}", hint="rename some")

    def _clean_stem(self, name: str) -> str:
        """The name of a file, without the suffix of the document that it was."""
        written = name if self.has_folders else name.replace("/", "_").replace("\\", "_")
        try:
            cleaned = clean_name(written)
        except StudyError:
            return "source"
        stem, dot, suffix = cleaned.rpartition(".")
        return stem if dot and suffix.lower() in _DOCUMENTS and stem else cleaned

    def _is_free(self, path: str, content: bytes) -> bool:
        """Whether nothing of that name is there or to come, but for the same text."""
        if path.casefold() in self._taken:
            return self._taken[path.casefold()] == content
        here = self.site.root / path
        if here.is_file():
            return here.read_bytes() == content
        name = name_transcript(path)
        return not here.exists() and name not in self._names


_DOCUMENTS = ("txt", "text", "md", "docx", "doc", "rtf", "odt", "pdf", "vtt", "srt", "html", "htm")


def _list_telling(turns: Sequence[Turn], most: int = 8) -> Iterator[str]:
    """The signs of some long lines, from all over a conversation."""
    long = [turn for turn in turns if len(turn.text) >= TELLING]
    for turn in long[:: max(1, len(long) // most)]:
        yield read_signs(max(turn.text.split("\n"), key=len))


def _list_said(transcript: Transcript) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in transcript.turns]


def list_readings(placed: Iterable[PlacedSource]) -> Mapping[str, tuple[bytes, FileReading]]:
    """Path below the study → content and what was read of it, of the files that are to come."""
    return {each.path: (each.content, each.reading) for each in placed if each.is_new}


def list_new_files(placed: Sequence[PlacedSource]) -> Mapping[str, bytes]:
    """Path below the study → content, of the files that are to come."""
    found = group_lists((each.path, each.content) for each in placed if each.is_new)
    return {path: contents[0] for path, contents in found.items()}
