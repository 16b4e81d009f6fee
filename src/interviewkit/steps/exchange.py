"""Codings in and out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

from interviewkit.errors import Problem, SourceError, StudyError
from interviewkit.exchange.codings_csv import read_codings, write_codings
from interviewkit.model import CERTIFIED, Coder, Coding, Outcome, Turn
from interviewkit.steps.backup import back_up
from interviewkit.steps.codebook import read_written
from interviewkit.steps.drawn_elsewhere import TURNS, chances, column_of, note_draws
from interviewkit.steps.import_log import note_import
from interviewkit.steps.look import codings as look
from interviewkit.steps.outside import is_odd
from interviewkit.steps.record import begin, file_hash, fingerprint, now
from interviewkit.steps.site import Site
from interviewkit.steps.writing import Door
from interviewkit.store.shelves import Shelves


def export_codings(site: Site, path: Path, coders: Sequence[str]) -> Outcome:
    """Write codings that stand, and turns that people read without coding them.

    Raises:
        StudyError: a coder of that name never coded here, or the file cannot be written.
    """
    door = Door.to(site, path)
    codings = look(site, coders, ())
    codebook, _ = read_written(site.root, site.settings)
    codes = codebook.code_ids if codebook else ()
    with site.store.reading() as shelves:
        known = [each for each in shelves.codings.coders() if not coders or each.name in coders]
        turns = {turn.id or 0: turn for turn in shelves.transcripts.turns()}
        reads = [
            (each.name, turns[key].transcript, turns[key].position)
            for each in known
            for key in shelves.codings.read_by(each.name, codes)
            if key in turns
        ]
    machines = [each.name for each in known if not each.is_person]
    # What a machine weighed and found too light is its own affair.
    codings = [each for each in codings if each.holds or each.coder not in machines]
    stream = StringIO(newline="")
    n = write_codings(stream, codings, reads, machines=machines)
    door.write(stream.getvalue().encode())
    facts = {"rows": n, "codings": len(codings), "file": str(path)}
    return Outcome("export", True, (f"{len(codings)} codings in {n} rows to {path}",), facts)


def import_codings(
    site: Site, path: Path, coder: str, chance: str = "", drawn: str = TURNS
) -> Outcome:
    """Take in the codings of people, and note what they have read.

    ``chance`` says that the turns were drawn at random, and with which probability: a number, or
    the column that has it. ``drawn`` are then ``turns`` or ``participants`` with all of theirs.

    Raises:
        SourceError: the file is absent, or not a file of codings.
        StudyError: all of it is by machine coders, or what it says of chance cannot be.
    """
    if is_odd(path):
        raise SourceError(
            f"{path} is no file but a pipe or a device", hint="save what it gives, and name that"
        )
    started = now()
    column = column_of(chance)
    if drawn != TURNS and not chance:
        raise StudyError(
            "how many participants were drawn is not said",
            hint="give the chance of each as well: --chance 12/60 --drawn participants",
        )
    codes: Sequence[str] = ()
    versions: dict[str, str] = {}
    codebook, _ = read_written(site.root, site.settings)
    if codebook:
        codes = codebook.code_ids
        versions = {each.id: each.version for each in codebook.codes}
    with site.store.locked():
        with site.store.reading() as shelves:
            turns = {(t.transcript, t.position): t for t in shelves.transcripts.turns()}
            machines = [each.name for each in shelves.codings.coders() if not each.is_person]
        codings, reads, problems = read_codings(
            path,
            lambda transcript, position: turns.get((transcript, position)),
            codes=codes,
            transcripts={transcript for transcript, _ in turns},
            coder=coder,
            machines=machines,
            more=[column] if column else (),
        )
        found = chances(path, turns, chance)
        problems += found.problems
        _refuse_unusable(problems)
        machine_rows = _machine_rows(path, [each.coder for each in reads], machines)
        problems += machine_rows
        codings = [each for each in codings if not _is_machine(each.coder, machines)]
        reads = [each for each in reads if not _is_machine(each.coder, machines)]
        people = dict.fromkeys(each.coder for each in reads)
        kept = back_up(site, "import")
        with site.store.writing() as shelves:
            run = begin(
                "import",
                fingerprint(str(path), file_hash(path)),
                inputs={path.name: file_hash(path)},
                started=started,
            )
            key = shelves.runs.add(run)
            added = _save(shelves, list(people), codings, versions, key)
            for person in people:
                read = [turns[r.transcript, r.turn] for r in reads if r.coder == person]
                shelves.codings.note_read(person, [turn.id or 0 for turn in read], key)
            ids = {turns[r.transcript, r.turn].id or 0 for r in reads}
            asked = tuple(codes) or tuple(sorted({each.code for each in codings}))
            audit = note_draws(site, shelves, found.of(ids), drawn, asked, key)
            first = {r.coder: turns[r.transcript, r.turn].id or 0 for r in reversed(reads)}
            entry = note_import(shelves, path.name, {p: first[p] for p in people}, key)
            by = Counter(each.coder for each in codings)
            facts: dict[str, object] = {
                "codings": added,
                "repeated": len(codings) - added,
                "turns_read": len(reads),
                "coders": dict(by),
                "audit": audit.turns,
                "entry": entry,
            }
            shelves.runs.finish(key, now(), facts)
    said = f"{added} codings by {', '.join(people) or 'nobody'} in {len(reads)} turns read"
    if added < len(codings):
        said += f"; {len(codings) - added} were here already"
    undo = (f"to take all of it back: interviewkit review undo {entry}",) if entry else ()
    says = (said, audit.said(chance), *undo, *kept)
    return Outcome("import", True, says, facts, (*problems, *audit.problems))


def _refuse_unusable(problems: Sequence[Problem]) -> None:
    fatal = [str(each) for each in problems if each.fatal]
    if fatal:
        raise SourceError(
            "the file cannot be taken in:\n" + "\n".join(f"  {each}" for each in fatal),
            hint="its columns are those of: interviewkit coding export",
        )


def _is_machine(name: str, machines: Sequence[str]) -> bool:
    return name in machines or name in ("rules", "examples", "machine", CERTIFIED)


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
    versions: dict[str, str],
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
