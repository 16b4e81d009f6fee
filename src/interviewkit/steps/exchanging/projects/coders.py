"""Who coded and wrote in a project: its users under the names that coders have here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from interviewkit.errors import Problem, StudyError
from interviewkit.model import CONSENSUS
from interviewkit.model.kept_project import UNSAID
from interviewkit.model.project import Project, ProjectCoding, ProjectSelection
from interviewkit.steps.reviewing.coder_names import (
    MACHINES,
    CoderMatch,
    find_coder,
    match_coders_in_file,
    match_known_name,
)
from interviewkit.store.shelves import Shelves
from interviewkit.tables.drawing.safe_text import clean_line
from interviewkit.wording.numbers import counted
from interviewkit.wording.words import list_some

SHOWN = 10
"""So many new coders are named."""

NOBODY = "unknown"
"""Who wrote a memo of which the file says no author."""

MACHINE_MARK = "(machine)"
"""What the name of a machine ends with when codings leave."""


@dataclass(frozen=True)
class PlacedCoders:
    """User → coder. ``machines`` are users who are machine coders of a study.

    ``default`` is whose codings those are of which the file does not say it; empty: unknown.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    machines: frozenset[str] = frozenset()
    default: str = ""
    owner: str = ""
    problems: tuple[Problem, ...] = ()

    def find(self, coding: ProjectCoding, selection: ProjectSelection | None = None) -> str:
        """Who gave the code; empty where nothing tells."""
        marked_by = selection.user if selection else ""
        return (
            self.names.get(coding.user)
            or self.default
            or self.names.get(marked_by, "")
            or (self.names.get(self.owner, ""))
        )

    @property
    def all_names(self) -> dict[str, str]:
        """User → coder, with who was named for what the file does not say."""
        return {**self.names, UNSAID: self.default} if self.default else dict(self.names)

    def is_machine(self, coding: ProjectCoding) -> bool:
        """Whether a machine made it, whose codings are proposals."""
        return coding.user in self.machines

    def find_writer(self, user: str) -> str:
        """Who wrote a memo."""
        return self.names.get(user) or self.default or self.names.get(self.owner, "") or NOBODY


def place_coders(
    shelves: Shelves, project: Project, path: Path, as_coder: str, *, new_coder: bool
) -> PlacedCoders:
    """The coders that a project's users are.

    Raises:
        StudyError: ``as_coder`` cannot be a person's name.
        NewCoderError: it is new and much like a known one.
    """
    written = {each.guid: _clean(each.name or each.code) for each in project.users}
    known = [each.name for each in shelves.codings.coders() if not each.is_person]
    machines = frozenset(g for g, name in written.items() if _is_machine(name, known))
    people = {guid: name for guid, name in written.items() if guid not in machines and name}
    found = match_coders_in_file(shelves, dict.fromkeys(people.values()))
    default = ""
    if as_coder:
        mine = match_known_name(as_coder, [each.name for each in found.values()])
        default = mine or find_coder(shelves, as_coder, new=new_coder).name
    notes = tuple(Problem(str(path), 0, note, fatal=False) for note in _say_matches(found))
    names = {guid: found[name].name for guid, name in people.items()}
    notes += tuple(_tell_namesakes(path, people))
    return PlacedCoders(names, machines, default, project.user, notes)


def _say_matches(found: Mapping[str, CoderMatch]) -> Iterator[str]:
    """What is odd about names, one by one; those who are only new, in one sentence."""
    new = [each for each in found.values() if each.is_only_new]
    yield from (each.note for each in found.values() if each.note and not each.is_only_new)
    if len(new) > 1:
        names = list_some([repr(each.name) for each in new], SHOWN)
        yield f"{counted(len(new), 'coder')} are new here: {names}"
    else:
        yield from (each.note for each in new)


def _tell_namesakes(path: Path, people: Mapping[str, str]) -> Iterator[Problem]:
    """Users who share a name are one coder here, as nothing but their GUIDs tells them apart."""
    for name, n in Counter(people.values()).items():
        if n > 1:
            what = f"{n} users are called {name!r}: here they are one coder"
            hint = "if they are several people, rename them in the program and export again"
            yield Problem(path.name, 0, what, hint, fatal=False)


ANONYMOUS = "the file does not say whose its codings are"
NAME_ONE = "say it with: --as-coder NAME"


def refuse_anonymous(coders: PlacedCoders, project: Project) -> None:
    """Raise where the file has codings and nothing says whose they are.

    Raises:
        StudyError: it says what to add.
    """
    if _has_anonymous(coders, project):
        raise StudyError(ANONYMOUS, hint=NAME_ONE)


def tell_anonymous(coders: PlacedCoders, project: Project, path: Path) -> Iterator[Problem]:
    """The same beforehand: what an import will ask for."""
    if _has_anonymous(coders, project):
        yield Problem(path.name, 0, ANONYMOUS, NAME_ONE, fatal=False)


def _has_anonymous(coders: PlacedCoders, project: Project) -> bool:
    given = [(each, s) for _, s in project.each_selection() for each in s.codings]
    whole = [(each, None) for source in project.sources for each in source.codings]
    return any(
        not coders.is_machine(coding) and not coders.find(coding, selection)
        for coding, selection in (*given, *whole)
    )


def _is_machine(name: str, known: Iterable[str]) -> bool:
    bare = name.removesuffix(MACHINE_MARK).strip()
    if name.endswith(MACHINE_MARK):
        return True
    folded = bare.casefold()
    return folded in {each.casefold() for each in (*MACHINES, *known)} and folded != CONSENSUS


def _clean(name: str) -> str:
    """A name on one line that can stand in a list of names."""
    return clean_line(name.replace(",", " "))
