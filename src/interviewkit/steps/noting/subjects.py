"""What memos may be about, held against what the study has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from interviewkit.errors import StudyError, did_you_mean
from interviewkit.model import Codebook
from interviewkit.model.memo import (
    CODE,
    FINDING,
    MEMO_KINDS,
    PERSON,
    STUDY,
    THEME,
    TOPIC,
    TRANSCRIPT,
    TURN,
    Subject,
    find_links,
)
from interviewkit.steps.coding.codebook import read_study_codebook
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves

HOW = "write code:isolation, theme:…, person:…, transcript:…, NAME#12 for a turn, topic:3 or study"


@dataclass(frozen=True)
class Subjects:
    """All that a memo may be about in a study; each kind is looked up when it is asked for."""

    site: Site
    shelves: Shelves

    def find(self, text: str) -> Subject:
        """What is meant, as it is called here; codes and themes are known by label, too.

        Raises:
            StudyError: there is no such thing.
        """
        meant = Subject.read(text)
        if not meant.kind:
            meant = self._guess(meant.name)
        if meant.kind == STUDY:
            return meant
        if meant.kind == FINDING:
            return self._find_finding(meant)
        known = self._known(meant.kind)
        name = match_name(meant.name, known)
        if not name:
            raise StudyError(
                f"there is no {meant.kind} {meant.name!r}",
                hint=did_you_mean(meant.name, known) if known else f"there is no {meant.kind} yet",
            )
        if meant.kind == TURN and not 0 < meant.turn <= self._lengths[name]:
            last = f"its turns are numbered from 1 to {self._lengths[name]}"
            raise StudyError(f"{name} has no turn {meant.turn}", hint=last)
        return replace(meant, name=name)

    def has(self, subject: Subject) -> bool:
        """Whether there is such a thing by now."""
        try:
            return self.find(str(subject)) == subject
        except StudyError:
            return False

    def name(self, text: str) -> Subject:
        """What a text names, as it is called here, or as it is written where it is unknown."""
        try:
            return self.find(text)
        except StudyError:
            return Subject.read(text)

    @cached_property
    def fit(self) -> int | None:
        """The newest topics: numbers of topics mean others in every fit."""
        return self.shelves.topics.latest()

    def refuse_unknown_links(self, text: str) -> None:
        """Raise where a text names something in double brackets that is not there."""
        for _, _, named in find_links(text):
            try:
                self.find(named)
            except StudyError as fault:
                raise StudyError(f"[[{named}]]: {fault.message}", hint=fault.hint) from fault

    def _guess(self, name: str) -> Subject:
        """What is written without its kind: a transcript."""
        if not match_name(name, self._transcripts):
            raise StudyError(
                f"{name!r} does not say what it is",
                hint=" ".join((did_you_mean(name, self.names, ""), HOW)).strip(),
            )
        return Subject(TRANSCRIPT, match_name(name, self._transcripts))

    @property
    def names(self) -> list[str]:
        """Everything but turns and findings in segments, as it is written."""
        kinds = (CODE, THEME, PERSON, TRANSCRIPT, TOPIC)
        known = (f"{kind}:{name}" for kind in kinds for name in self._known(kind).values())
        found = (f"{FINDING}:{name}" for name in self._themes.values())
        return ["study:", *dict.fromkeys((*known, *found))]

    def _known(self, kind: str) -> Mapping[str, str]:
        """What one may write of a kind → what it is called."""
        if kind in (TRANSCRIPT, TURN):
            return self._transcripts
        if kind in (CODE, THEME):
            return self._codes if kind == CODE else self._themes
        return self._people if kind == PERSON else self._topics if kind == TOPIC else {}

    def _find_finding(self, meant: Subject) -> Subject:
        """A theme or code, alone or in a segment or wave."""
        of, _, within = (part.strip() for part in meant.name.partition("/"))
        themes = {**self._codes, **self._themes}
        groups = {name: name for name in (*self.site.settings.segments, *self._waves)}
        found = match_name(of, themes), match_name(within, groups)
        for written, name, known, what in (
            (of, found[0], themes, "theme or code"), (within, found[1], groups, "segment or wave"),
        ):  # fmt: skip
            if not name and (written or what.startswith("theme")):
                hint = did_you_mean(written, known) if known else f"there is no {what} yet"
                raise StudyError(f"there is no {what} {written!r}", hint=hint)
        return Subject(FINDING, "/".join(filter(None, found)))

    @cached_property
    def _codebook(self) -> Codebook | None:
        settings = self.site.settings
        if not (settings.codebook.file and (self.site.root / settings.codebook.file).is_file()):
            return None
        return read_study_codebook(self.site.root, settings)[0]

    @cached_property
    def _codes(self) -> Mapping[str, str]:
        codes = self._codebook.codes if self._codebook else ()
        return {**{each.label: each.id for each in codes}, **{each.id: each.id for each in codes}}

    @cached_property
    def _themes(self) -> Mapping[str, str]:
        found = self._codebook.themes if self._codebook else ()
        return {**{each.label: each.id for each in found}, **{each.id: each.id for each in found}}

    @cached_property
    def _people(self) -> Mapping[str, str]:
        return {name: name for name in self.shelves.people.names()}

    @cached_property
    def _transcripts(self) -> Mapping[str, str]:
        return {name: name for name in self.shelves.transcripts.names()}

    @cached_property
    def _topics(self) -> Mapping[str, str]:
        numbers = map(str, self.shelves.topics.numbers())
        return {each: each for each in numbers}

    @cached_property
    def _waves(self) -> Sequence[str]:
        return sorted({each.wave for each in self.shelves.transcripts.heads() if each.wave})

    @cached_property
    def _lengths(self) -> Mapping[str, int]:
        return self.shelves.transcripts.count_turns()


def list_subjects(site: Site, text: str, most: int) -> Sequence[str]:
    """What memos may be about, those first whose name begins with the text."""
    words = text.casefold().split()
    with site.store.reading() as shelves:
        names = Subjects(site, shelves).names
    found = [each for each in names if all(word in each.casefold() for word in words)]
    start = text.strip().casefold()

    def is_later(name: str) -> bool:
        return not name.partition(":")[2].casefold().startswith(start)

    return sorted(found, key=is_later)[:most]


def match_name(written: str, known: Mapping[str, str]) -> str:
    """The name of what is written, letter by letter or else case aside; empty where unknown."""
    if written in known:
        return known[written]
    folded = {key.casefold(): name for key, name in known.items()}
    return folded.get(written.casefold(), "")


def read_kinds(kinds: Sequence[str]) -> tuple[str, ...]:
    """Kinds of subjects by name.

    Raises:
        StudyError: one of them is none.
    """
    for kind in kinds:
        if kind not in MEMO_KINDS:
            raise StudyError(f"no memo is about a {kind!r}", hint=did_you_mean(kind, MEMO_KINDS))
    return tuple(kinds)
