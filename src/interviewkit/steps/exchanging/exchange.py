"""Codings in and out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path

from interviewkit.errors import NewCoderError, Problem, SourceError, StudyError
from interviewkit.exchange.codings_csv import read_codings, write_codings
from interviewkit.exchange.coverage import READ_FOR, TurnRead
from interviewkit.model import CERTIFIED, Coder, Coding, Outcome, Turn
from interviewkit.steps.coding.codebook import read_written
from interviewkit.steps.exchanging.import_log import note_import
from interviewkit.steps.exchanging.imported_draws import (
    TURNS,
    Chances,
    find_chance_column,
    note_draws,
    resolve_chances,
)
from interviewkit.steps.keeping.backup import back_up
from interviewkit.steps.record import begin_run, hash_file, hash_values, tell_time
from interviewkit.steps.reviewing.coder_names import (
    MACHINES,
    find_nearest_name,
    match_coders_in_file,
)
from interviewkit.steps.reviewing.queries import list_codings as look
from interviewkit.steps.site import Site
from interviewkit.steps.writing.outside import is_odd
from interviewkit.steps.writing.writing import StudyWriter
from interviewkit.store.shelves import Shelves


def export_codings(site: Site, path: Path, coders: Sequence[str]) -> Outcome:
    """Write codings that stand, and turns that coders read, with the codes they read them for.

    A machine that proposes has read everything. What is certified is decided: that a turn does not
    have a code is a decision like any other.

    Raises:
        StudyError: a coder of that name never coded here, or the file cannot be written.
    """
    door = StudyWriter.to(site, path)
    codings = look(site, coders, ())
    with site.store.reading() as shelves:
        known = [each for each in shelves.codings.coders() if not coders or each.name in coders]
        turns = {turn.id or 0: turn for turn in shelves.transcripts.turns()}
        readers = [each.name for each in known if each.is_person or each.name == CERTIFIED]
        reads = [each for name in readers for each in _reads(shelves, name, turns, codings)]
    machines = [each.name for each in known if not each.is_person]
    # What a machine weighed and found too light is its own affair.
    codings = [each for each in codings if each.holds or each.coder not in machines]
    stream = StringIO(newline="")
    n = write_codings(stream, codings, reads)
    door.write(stream.getvalue().encode())
    facts: dict[str, object] = {"rows": n, "codings": len(codings), "file": str(path)}
    said = f"{len(codings)} codings in {n} rows to {path}"
    facts["turns_read"] = {name: sum(each.coder == name for each in reads) for name in readers}
    return Outcome("export", True, (said,), facts)


def _reads(
    shelves: Shelves, name: str, turns: Mapping[int, Turn], codings: Sequence[Coding]
) -> list[TurnRead]:
    """The turns that one coder read or coded, each with the codes that it was read for."""
    covered = shelves.coverage.of(name)
    coded = {each.passage.turn.id or 0 for each in codings if each.coder == name}
    found = []
    for key in sorted((covered.keys() | coded) & turns.keys()):
        codes = covered.get(key, set())
        place = (name, turns[key].transcript, turns[key].position)
        found.append(TurnRead(*place, None if "" in codes else tuple(sorted(codes))))
    return found


@dataclass(frozen=True)
class _Known:
    """What a file of codings is held against."""

    turns: Mapping[tuple[str, int], Turn]
    machines: Sequence[str]
    versions: Mapping[str, str]

    @classmethod
    def of(cls, site: Site) -> _Known:
        codebook, _ = read_written(site.root, site.settings)
        versions = {each.id: each.version for each in codebook.codes} if codebook else {}
        with site.store.reading() as shelves:
            turns = {(t.transcript, t.position): t for t in shelves.transcripts.turns()}
            machines = [each.name for each in shelves.codings.coders() if not each.is_person]
        return cls(turns, machines, versions)

    def turn(self, transcript: str, position: int) -> Turn | None:
        return self.turns.get((transcript, position))

    def id_of(self, read: TurnRead) -> int:
        return self.turns[read.transcript, read.turn].id or 0


@dataclass(frozen=True)
class _Taken:
    """What people say in a file: their codings, what they read, and how that was drawn."""

    codings: Sequence[Coding]
    reads: Sequence[TurnRead]
    drawn: Chances
    problems: Sequence[Problem]

    @property
    def people(self) -> Sequence[str]:
        return list(dict.fromkeys(each.coder for each in self.reads))


def import_codings(
    site: Site,
    path: Path,
    coder: str,
    chance: str = "",
    drawn: str = TURNS,
    *,
    new_coder: bool = False,
) -> Outcome:
    """Take in the codings of people, and note what they have read.

    ``chance`` says that the turns were drawn at random, and with which probability: a number, or
    the column that has it. ``drawn`` are then ``turns`` or ``participants`` with all of theirs.
    ``new_coder`` says that ``coder`` is somebody new even if the name is much like a known one.

    Raises:
        SourceError: the file is absent, or not a file of codings.
        StudyError: all of it is by machine coders, or what it says of chance cannot be.
        NewCoderError: ``coder`` is new and much like a known one.
    """
    if is_odd(path):
        raise SourceError(
            f"{path} is no file but a pipe or a device", hint="save what it gives, and name that"
        )
    started = tell_time()
    if drawn != TURNS and not chance:
        raise StudyError(
            "how many participants were drawn is not said",
            hint="give the chance of each as well: --chance 12/60 --drawn participants",
        )
    with site.store.locked():
        known = _Known.of(site)
        taken = _read_import(path, known, coder, chance)
        kept = back_up(site, "import")
        with site.store.writing() as shelves:
            taken = _by_known_coders(shelves, path, taken, coder, new=new_coder)
            return _keep(site, shelves, path, known, taken, (chance, drawn), started, kept)


def _read_import(path: Path, known: _Known, coder: str, chance: str) -> _Taken:
    """What people say in a file; rows of machine coders are left out, and told."""
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
    return _Taken(
        [each for each in codings if not _is_machine(each.coder, known.machines)],
        [each for each in reads if not _is_machine(each.coder, known.machines)],
        found,
        problems,
    )


def _by_known_coders(
    shelves: Shelves, path: Path, taken: _Taken, typed: str, *, new: bool
) -> _Taken:
    """The same under the names that coders have here; what is new in the file is told, not asked.

    Raises:
        NewCoderError: the name that was typed is new and much like a known one.
    """
    names = match_coders_in_file(shelves, taken.people)
    known = [each.name for each in shelves.codings.coders() if each.is_person]
    is_new = typed in names and names[typed].name == typed and typed not in known
    if is_new and not new and (like := find_nearest_name(typed, known)):
        raise NewCoderError(typed, like)
    codings = [replace(each, coder=names[each.coder].name) for each in taken.codings]
    reads = [each._replace(coder=names[each.coder].name) for each in taken.reads]
    notes = [Problem(str(path), 0, each.note, fatal=False) for each in names.values() if each.note]
    return replace(
        taken,
        codings=list({_content(each): each for each in codings}.values()),
        reads=list(dict.fromkeys(reads)),
        problems=[*taken.problems, *notes],
    )


def _keep(
    site: Site,
    shelves: Shelves,
    path: Path,
    known: _Known,
    taken: _Taken,
    how: tuple[str, str],
    started: str,
    kept: Sequence[str],
) -> Outcome:
    """Write down codings, readings and draws as one run, and say what is new; ``how`` is the
    chance and what was drawn by it, ``kept`` says where the state before is kept.
    """
    chance, drawn = how
    content = hash_file(path)
    mark = hash_values(str(path), content)
    run = shelves.runs.add(begin_run("import", mark, inputs={path.name: content}, started=started))
    added = _save(shelves, taken.people, taken.codings, known.versions, run)
    used = sorted({each.code for each in taken.codings})
    asked = tuple(known.versions) or tuple(used)
    # A code that comes into the codebook later was in nobody's mind when these turns were read.
    in_mind = (*asked, *used) or ("",)
    by_codes: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for each in taken.reads:
        codes = in_mind if each.codes is None else each.codes
        by_codes.setdefault((each.coder, codes), []).append(known.id_of(each))
    for (person, codes), turns in by_codes.items():
        shelves.coverage.note_read(person, turns, run, codes)
    ids = {known.id_of(each) for each in taken.reads}
    audit = note_draws(site, shelves, taken.drawn.of(ids), drawn, asked, run)
    first = {each.coder: known.id_of(each) for each in reversed(taken.reads)}
    entry = note_import(shelves, path.name, {who: first[who] for who in taken.people}, run)
    repeated = len(taken.codings) - added
    facts: dict[str, object] = {
        "codings": added,
        "repeated": repeated,
        "turns_read": len(taken.reads),
        "coders": dict(Counter(each.coder for each in taken.codings)),
        "audit": audit.turns,
        "entry": entry,
    }
    shelves.runs.finish(run, tell_time(), facts)
    by = ", ".join(taken.people) or "nobody"
    said = f"{added} codings by {by} in {len(taken.reads)} turns read"
    said += f"; {repeated} were here already" if repeated else ""
    undo = (f"to take all of it back: interviewkit review undo {entry}",) if entry else ()
    says = (said, audit.said(chance), *undo, *kept)
    problems = (*taken.problems, *_strange_codes(path, taken.reads, known), *audit.problems)
    return Outcome("import", True, says, facts, problems)


def _strange_codes(path: Path, reads: Sequence[TurnRead], known: _Known) -> list[Problem]:
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


def _save(
    shelves: Shelves,
    people: Sequence[str],
    codings: Sequence[Coding],
    versions: Mapping[str, str],
    run: int,
) -> int:
    """Codings that are not here already; returns how many."""
    for person in people:
        shelves.codings.add_coder(Coder(person, "person"))
    turns: dict[int, Turn] = {each.passage.turn.id or 0: each.passage.turn for each in codings}
    here = {_content(each) for each in shelves.codings.list(turns, coders=people)}
    return shelves.codings.add([c for c in codings if _content(c) not in here], versions, run)


def _content(coding: Coding) -> tuple[object, ...]:
    span = coding.passage
    return (
        coding.coder,
        span.turn.id,
        span.start,
        span.end,
        coding.code,
        coding.polarity,
        coding.status,
        coding.score,
    )
