"""What a file of codings brings: read against the study, under the names that coders have here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from interviewkit.errors import NewCoderError, Problem, SourceError, StudyError
from interviewkit.exchange.codings_csv import read_codings
from interviewkit.exchange.coverage import READ_FOR, TurnRead
from interviewkit.model import Coding, Turn
from interviewkit.steps.coding.codebook import read_written
from interviewkit.steps.exchanging.imported_draws import (
    Chances,
    find_chance_column,
    resolve_chances,
)
from interviewkit.steps.reviewing.coder_names import (
    MACHINES,
    find_nearest_name,
    match_coders_in_file,
)
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves

Content = tuple[object, ...]
"""What a coding says, whatever its id."""


@dataclass(frozen=True)
class Known:
    """What a file of codings is held against; ``versions`` are those of the codebook's codes."""

    turns: Mapping[tuple[str, int], Turn]
    machines: Sequence[str]
    versions: Mapping[str, str]

    @classmethod
    def of(cls, site: Site) -> Known:
        """What the study has now."""
        codebook, _ = read_written(site.root, site.settings)
        versions = {each.id: each.version for each in codebook.codes} if codebook else {}
        with site.store.reading() as shelves:
            turns = {(t.transcript, t.position): t for t in shelves.transcripts.turns()}
            machines = [each.name for each in shelves.codings.coders() if not each.is_person]
        return cls(turns, machines, versions)

    def turn(self, transcript: str, position: int) -> Turn | None:
        """The turn at a place, from 1 over all speakers; ``None`` where there is none."""
        return self.turns.get((transcript, position))

    def id_of(self, read: TurnRead) -> int:
        """The store's number of a turn that somebody has read; the turn is there."""
        return self.turns[read.transcript, read.turn].id or 0


@dataclass(frozen=True)
class Brought:
    """What people say in a file: their codings, what they read, and how that was drawn."""

    codings: Sequence[Coding]
    reads: Sequence[TurnRead]
    drawn: Chances
    problems: Sequence[Problem]

    @property
    def people(self) -> Sequence[str]:
        """Who has read anything, in the order of the file."""
        return list(dict.fromkeys(each.coder for each in self.reads))

    def list_reads(self, known: Known) -> Mapping[tuple[str, tuple[str, ...]], list[int]]:
        """(person, codes) → the turns that they read with these codes in mind."""
        used = sorted({each.code for each in self.codings})
        asked = tuple(known.versions) or tuple(used)
        # A code that comes into the codebook later was in nobody's mind when these turns were read.
        in_mind = (*asked, *used) or ("",)
        found: dict[tuple[str, tuple[str, ...]], list[int]] = {}
        for each in self.reads:
            codes = in_mind if each.codes is None else each.codes
            found.setdefault((each.coder, codes), []).append(known.id_of(each))
        return found


def read_brought(path: Path, known: Known, coder: str, chance: str) -> Brought:
    """What people say in a file; rows of machine coders are left out, and told.

    Raises:
        SourceError: the file is absent, or not a file of codings.
        StudyError: all of it is by machine coders, or what it says of chance cannot be.
    """
    column = find_chance_column(chance)
    codings, reads, problems = read_codings(
        path,
        known.turn,
        codes=tuple(known.versions),
        transcripts={transcript for transcript, _ in known.turns},
        coder=coder,
        machines=known.machines,
        more=[column] if column else (),
    )
    found = resolve_chances(path, known.turns, chance)
    problems += found.problems
    _refuse_unusable(problems)
    problems += _machine_rows(path, [each.coder for each in reads], known.machines)
    theirs = [each for each in reads if not _is_machine(each.coder, known.machines)]
    return Brought(
        [each for each in codings if not _is_machine(each.coder, known.machines)],
        theirs,
        found,
        [*problems, *_strange_codes(path, theirs, known)],
    )


def use_known_names(
    shelves: Shelves,
    path: Path,
    brought: Brought,
    typed: str = "",
    *,
    new: bool,
    named: bool = False,
) -> Brought:
    """The same under the names that coders have here; what is new in the file is told, not asked.

    ``named`` says that study.toml names the file.

    Raises:
        NewCoderError: the name that was typed is new and much like a known one.
    """
    names = match_coders_in_file(shelves, brought.people, named=named)
    known = [each.name for each in shelves.codings.coders() if each.is_person]
    is_new = typed in names and names[typed].name == typed and typed not in known
    if is_new and not new and (like := find_nearest_name(typed, known)):
        raise NewCoderError(typed, like)
    codings = [replace(each, coder=names[each.coder].name) for each in brought.codings]
    reads = [each._replace(coder=names[each.coder].name) for each in brought.reads]
    notes = [Problem(str(path), 0, each.note, fatal=False) for each in names.values() if each.note]
    return replace(
        brought,
        codings=list({get_content(each): each for each in codings}.values()),
        reads=list(dict.fromkeys(reads)),
        problems=[*brought.problems, *notes],
    )


def get_content(coding: Coding) -> Content:
    """What a coding says and where; a turn that is taken in anew keeps its place."""
    span = coding.passage
    return (
        coding.coder,
        span.turn.transcript,
        span.turn.position,
        span.start,
        span.end,
        coding.code,
        coding.polarity,
        coding.status,
        coding.score,
    )


def _strange_codes(path: Path, reads: Sequence[TurnRead], known: Known) -> list[Problem]:
    """Codes that turns were read for and that the codebook lacks: kept, and told once."""
    named = {code for each in reads for code in each.codes or ()}
    strange = sorted(named - {*known.versions}) if known.versions else []
    if not strange:
        return []
    what = f"{READ_FOR} names codes that the codebook lacks: {', '.join(strange)}"
    hint = "nothing is lost; mend the names if they are meant to be codes of this codebook"
    return [Problem(str(path), 0, what, hint, fatal=False)]


def _refuse_unusable(problems: Sequence[Problem]) -> None:
    fatal = [str(each) for each in problems if each.fatal]
    if fatal:
        raise SourceError(
            "the file cannot be taken in:\n" + "\n".join(f"  {each}" for each in fatal),
            hint="its columns are those of: interviewkit coding export",
        )


def _is_machine(name: str, machines: Sequence[str]) -> bool:
    return name in machines or name in MACHINES


def _machine_rows(path: Path, coders: Sequence[str], machines: Sequence[str]) -> list[Problem]:
    """A machine's codings are made here, never taken from a file: those rows are left out.

    Raises:
        StudyError: the file has no other rows.
    """
    names = list(dict.fromkeys(name for name in coders if _is_machine(name, machines)))
    if not names:
        return []
    if len(names) == len(set(coders)):
        raise StudyError(
            f"the file has codings by {names[0]!r}, which is a machine coder of this study",
            hint="name the coder otherwise in the file, if they are a person's",
        )
    what = f"rows by {', '.join(names)} are left out: a machine's codings are made here"
    return [Problem(str(path), 0, what, "name the coder otherwise, if they are a person's", False)]
