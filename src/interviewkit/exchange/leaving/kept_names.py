"""What things of the study are called in the projects that they came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import TypeVar

from interviewkit.exchange.leaving.original_text import OriginalText
from interviewkit.exchange.projects.code_tree import CodeTree
from interviewkit.exchange.projects.laying import lay_turns
from interviewkit.model import Transcript
from interviewkit.model.grouping import group_lists
from interviewkit.model.kept_project import CASE, UNSAID, KeptProject
from interviewkit.model.project import ProjectCase, ProjectSource, ProjectVariable

AFFIRMS, OPPOSES = "+", "-"

Name = TypeVar("Name")


@dataclass(frozen=True)
class KeptNames:
    """The GUIDs that came in, by what they are here. Of several imports the first names a thing."""

    kept: Sequence[KeptProject] = ()
    transcripts: Mapping[str, Transcript] = field(default_factory=dict, repr=False)
    _laid: dict[str, OriginalText] = field(default_factory=dict, repr=False)

    @cached_property
    def codes(self) -> Mapping[tuple[str, str], str]:
        """Code and polarity → GUID."""
        return _turn_round(
            ((code, self.find_polarity(each, guid)), guid)
            for each in self.kept
            for guid, code in each.places.codes.items()
            if code
        )

    @cached_property
    def users(self) -> Mapping[str, str]:
        """Coder → GUID."""
        pairs = _list_pairs(each.places.users for each in self.kept)
        return _turn_round((coder, guid) for coder, guid in pairs if guid != UNSAID)

    @cached_property
    def cases(self) -> Mapping[str, str]:
        """Participant → GUID; who has no place of a case, but its name, is that case."""
        placed = _list_pairs(each.places.cases for each in self.kept)
        named = ((case.name, case.guid) for each in self.kept for case in each.project.cases)
        return _turn_round(chain(placed, named))

    @cached_property
    def themes(self) -> Mapping[str, str]:
        """Theme → GUID of a set."""
        return _turn_round(_list_pairs(each.places.sets for each in self.kept))

    @cached_property
    def variables(self) -> Mapping[str, ProjectVariable]:
        """Column of the participants file → the variable that it came from."""
        found: dict[str, ProjectVariable] = {}
        for each in self.kept:
            known = {variable.guid: variable for variable in each.project.variables}
            for guid, column in each.places.variables.items():
                if guid in known:
                    found.setdefault(column, known[guid])
        return found

    @cached_property
    def _told_of_talks(self) -> frozenset[tuple[str, str]]:
        """Columns of the participants file, with what they say there of everyone in a talk."""
        told = {(CASE, fold_said(case.name)) for _, case in self._list_groups()}
        given: list[tuple[KeptProject, ProjectSource | ProjectCase]] = list(self._list_groups())
        given += [(kept, source) for kept in self.kept for source in kept.project.sources]
        for kept, each in given:
            names = kept.places.variables
            told |= {(names.get(guid, ""), fold_said(said)) for guid, said in each.values.items()}
        return frozenset(told)

    def _list_groups(self) -> Iterator[tuple[KeptProject, ProjectCase]]:
        """The cases that are nobody here: whole conversations, and those that are kept aside."""
        for kept in self.kept:
            cases = (each for each in kept.project.cases if each.guid not in kept.places.cases)
            yield from ((kept, each) for each in cases)

    def is_told_of_talk(self, column: str, said: object) -> bool:
        """Whether a participant's row says no more than what a project says of a whole talk."""
        return (column, fold_said(said)) in self._told_of_talks

    @cached_property
    def _came(self) -> Mapping[str, Sequence[tuple[KeptProject, ProjectSource]]]:
        """Transcript → the project and the sources that it came from, as some came twice."""
        return group_lists(
            (name, (each, source))
            for each in self.kept
            for source in each.project.sources
            if (name := each.places.sources.get(source.guid, "")) in self.transcripts
            and source.text
        )

    @cached_property
    def sources(self) -> Mapping[str, ProjectSource]:
        """Transcript → the source that it came from, the first of several."""
        return {name: came[0][1] for name, came in self._came.items()}

    def list_copies(self, name: str) -> Sequence[ProjectSource]:
        """The other sources that are this transcript too, as where each coder had their own."""
        return [source for _, source in self._came.get(name, ())[1:]]

    @cached_property
    def project_of(self) -> Mapping[str, KeptProject]:
        """Transcript → the project that it came in."""
        return {name: came[0][0] for name, came in self._came.items()}

    def leaves_as_it_came(self, name: str) -> bool:
        """Whether a transcript came as a source, and nobody mended it since."""
        return name in self.sources and not self.transcripts[name].amended

    def lay_as_read(self, name: str, source: ProjectSource | None = None) -> OriginalText:
        """The text of a transcript's source, laid on the turns that its file gave.

        It is laid where it is asked for, as that takes a moment.
        """
        source = source or self.sources[name]
        if source.guid not in self._laid:
            text, of = source.text, self.transcripts[name].as_read
            self._laid[source.guid] = OriginalText(text, lay_turns(text, of.turns), of)
        return self._laid[source.guid]

    def find_polarity(self, kept: KeptProject, guid: str) -> str:
        """``-`` of what stands for the other side of a code."""
        return OPPOSES if guid in self._opposed[id(kept)] else AFFIRMS

    @cached_property
    def _opposed(self) -> Mapping[int, frozenset[str]]:
        return {id(each): frozenset(list_opposed(each)) for each in self.kept}


def fold_said(said: object) -> str:
    """A value as it is compared: numbers by what they are, texts without case.

    >>> fold_said(41.0) == fold_said("41"), fold_said("New  York") == fold_said("new york")
    (True, True)
    """
    text = " ".join(str(said).split()).casefold()
    try:
        return str(float(text))
    except ValueError:
        return text


def list_opposed(kept: KeptProject) -> Iterator[str]:
    """GUIDs of codes that are the other side of one that is the same code here."""
    tree, codes = CodeTree(kept.project.codes), kept.places.codes
    for each in kept.project.codes:
        whole = tree.find_opposed(each)
        if whole and codes.get(whole.guid) == codes.get(each.guid) != "":
            yield each.guid


def _list_pairs(places: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """(what it is here, GUID)."""
    return ((name, guid) for each in places for guid, name in each.items())


def _turn_round(pairs: Iterable[tuple[Name, str]]) -> dict[Name, str]:
    """The first GUID of each name."""
    found: dict[Name, str] = {}
    for name, guid in pairs:
        found.setdefault(name, guid)
    return found
