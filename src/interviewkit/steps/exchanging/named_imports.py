"""``[coding] import``: files of people's codings that belong to the study, taken in as they change.

A file is taken in once. Where it changed, what it brought before and says no more is withdrawn,
what is new comes in, and what somebody did meanwhile in the study stays as they left it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from interviewkit.errors import Problem, SourceError, StudyError
from interviewkit.exchange.codings_csv import COLUMNS
from interviewkit.exchange.csv_file import read_header
from interviewkit.exchange.row import LEFT_OUT as ROW_LEFT_OUT
from interviewkit.model import Outcome
from interviewkit.model.review import IMPORT as IMPORTED
from interviewkit.model.review import UNREAD
from interviewkit.steps.exchanging.brought import (
    Brought,
    Known,
    get_content,
    read_brought,
    use_known_names,
)
from interviewkit.steps.exchanging.import_log import Replaced, get_batch
from interviewkit.steps.exchanging.imports import IMPORT, Manner, keep_brought
from interviewkit.steps.exchanging.named_files import (
    CHANGED,
    FILE,
    LEFT_OUT,
    OUT,
    PARTLY,
    RESTS_ON,
    NamedFile,
    find_named_files,
    hash_study,
)
from interviewkit.steps.keeping.backup import back_up
from interviewkit.steps.marking.entries import list_groups
from interviewkit.steps.record import tell_time
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves
from interviewkit.wording.numbers import counted

CHANCE = "chance"
"""A column of this name says how likely each turn was to be drawn: the file is an audit then."""


def import_named(site: Site) -> Outcome:
    """Take in the files of codings that study.toml names and that are new or changed.

    A file that cannot be taken in is told, and the others go in.

    Raises:
        StudyError: a pattern is empty, or leads out of the study and may not.
    """
    if not site.settings.coding.import_:
        return Outcome(IMPORT, False, ("study.toml names no files of codings",))
    problems: list[Problem] = []
    with site.store.locked():
        with site.store.reading() as shelves:
            files = find_named_files(site, shelves, problems)
        if not any(each.is_waiting for each in files):
            return Outcome(IMPORT, False, _say_standing(files), {}, tuple(problems))
        kept = back_up(site, IMPORT)
        done: dict[str, Outcome] = {}
        for file in files:
            if file.is_waiting:
                try:
                    done[file.path] = _take(site, file)
                except (SourceError, StudyError) as fault:
                    problems.append(Problem(file.path, 0, fault.message, fault.hint))
    says = [line for each in done.values() for line in each.says]
    facts: dict[str, object] = {"files": {path: dict(each.facts) for path, each in done.items()}}
    problems += [problem for each in done.values() for problem in each.problems]
    head = f"{counted(len(done), 'file')} of codings"
    return Outcome(IMPORT, bool(done), (head, *says, *kept), facts, tuple(problems))


def _take(site: Site, file: NamedFile) -> Outcome:
    """Take in one file as one act; returns what came of it, told shortly."""
    started = tell_time()
    known = Known.of(site)
    chance = CHANCE if CHANCE in read_header(file.place, COLUMNS) else ""
    brought = read_brought(file.place, known, "", chance)
    with site.store.writing() as shelves:
        brought = use_known_names(shelves, file.place, brought, new=True, named=True)
        brought, replaced = _compare(shelves, known, brought, file.runs)
        manner = Manner(file.path, chance, started=started, replaced=replaced)
        outcome = keep_brought(site, shelves, file.place, known, brought, manner)
        left_out = sum(ROW_LEFT_OUT in each.what for each in brought.problems)
        told = {FILE: file.path, LEFT_OUT: left_out, RESTS_ON: hash_study(site, shelves)}
        facts = {**outcome.facts, **told, "withdrawn": len(replaced.retired)}
        shelves.runs.finish(shelves.runs.newest_of([IMPORT]), tell_time(), facts)
    says = tuple(_say_file(file, brought, facts))
    problems = tuple(_by_path(outcome.problems, file))
    return Outcome(IMPORT, True, says, facts, problems)


def _compare(
    shelves: Shelves, known: Known, brought: Brought, runs: Sequence[int]
) -> tuple[Brought, Replaced]:
    """What of a file is new beside what earlier ``runs`` brought of it, and what of that is gone.

    What they brought and a person has taken back since is not brought again.
    """
    if not runs:
        return brought, Replaced()
    ids = {key for run in runs for _, key in shelves.codings.of_run(run)}
    before, standing = shelves.codings.get(ids), shelves.codings.stand(ids)
    dropped = _find_dropped(shelves, runs)
    now = {get_content(each) for each in brought.codings}
    was = {get_content(each) for each in before if each.id not in dropped}
    gone = [each.id or 0 for each in before if each.id in standing and get_content(each) not in now]
    unread = _find_unread(shelves, runs)
    reads = [each for each in brought.reads if (each.coder, known.id_of(each)) not in unread]
    new = [each for each in brought.codings if get_content(each) not in was]
    read = {
        (person, turn, code)
        for (person, codes), turns in brought.list_reads(known).items()
        for turn in turns
        for code in codes
    }
    of_runs = [(*each, run) for run in runs for each in shelves.coverage.of_run(run)]
    lost = tuple(each for each in of_runs if each[:3] not in read)
    return replace(brought, codings=new, reads=reads), Replaced(
        tuple(runs), tuple(sorted(gone)), lost
    )


def _find_dropped(shelves: Shelves, runs: Sequence[int]) -> set[int]:
    """Codings that earlier runs brought and that the file itself dropped later."""
    entries = [each for each in shelves.judgements.every(IMPORTED) if each.stands]
    return {key for each in entries if get_batch(each) in runs for key in Replaced.of(each).retired}


def _find_unread(shelves: Shelves, runs: Sequence[int]) -> set[tuple[str, int]]:
    """(person, turn id) of what earlier runs noted as read and a person took back."""
    return {
        (each.coder, turn)
        for each in shelves.judgements.standing([UNREAD])
        for group in list_groups(each, "unreads")
        if group["run"] in runs
        for turn in group["turns"]
    }


def _by_path(problems: Iterable[Problem], file: NamedFile) -> Iterable[Problem]:
    """The problems of a file under its path below the study."""
    for each in problems:
        yield replace(each, path=file.path) if each.path == str(file.place) else each


# -- what is said of it --------------------------------------------------------------------------


def _say_file(file: NamedFile, brought: Brought, facts: Mapping[str, object]) -> Iterator[str]:
    """What came of one file, in a line, and how to take it back."""
    by = ", ".join(brought.people) or "nobody"
    here, withdrawn = facts["repeated"], facts["withdrawn"]
    parts = [
        f"{facts['codings']} codings by {by} in {counted(len(brought.reads), 'turn')} read",
        f"{here} were here already" if here else "",
        f"{withdrawn} that it says no more are withdrawn" if withdrawn else "",
        f"an audit of {facts['audit']} turns" if facts["audit"] else "",
    ]
    state = " has changed" if file.state == CHANGED else ""
    yield f"{file.path}{state}: {'; '.join(filter(None, parts))}"
    if facts["entry"]:
        yield f"to take all of it back: interviewkit review undo {facts['entry']}"


def _say_standing(files: Sequence[NamedFile]) -> tuple[str, ...]:
    """Where nothing is new: what stands, what does not fit, what was taken back."""
    head = f"nothing new: {counted(len(files), 'file')} of codings"
    partly = [
        f"{each.path}: {counted(each.left_out, 'row')} left out, as before"
        for each in files
        if each.state == PARTLY
    ]
    out = [
        f"{each.path} was taken back and stays out until it changes"
        for each in files
        if each.state == OUT
    ]
    return (head, *partly, *out)
