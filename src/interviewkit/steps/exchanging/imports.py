"""Codings in: what people say in a file is kept as one act that can be taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from interviewkit.errors import SourceError, StudyError
from interviewkit.model import Coder, Coding, Outcome
from interviewkit.model.coding import count_groups
from interviewkit.steps.exchanging.brought import (
    Brought,
    Known,
    get_content,
    read_brought,
    use_known_names,
)
from interviewkit.steps.exchanging.import_log import Replaced, note_import
from interviewkit.steps.exchanging.imported_draws import TURNS, note_draws
from interviewkit.steps.keeping.backup import back_up
from interviewkit.steps.record import begin_run, hash_file, hash_values, tell_time
from interviewkit.steps.site import Site
from interviewkit.steps.writing.outside import is_odd
from interviewkit.store.shelves import Shelves
from interviewkit.wording.numbers import counted

IMPORT = "import"
"""The verb of the runs that took codings in."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a file is taken in: with which chance its turns, or participants, were drawn.

    ``name`` is how the file is called in the record of runs; ``replaced`` is what an earlier
    version of it brought and this one does not say any more.
    """

    name: str
    chance: str = ""
    drawn: str = TURNS
    started: str = field(default_factory=tell_time)
    replaced: Replaced = field(default_factory=Replaced)


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
    manner = Manner(path.name, chance, drawn)
    if drawn != TURNS and not chance:
        raise StudyError(
            "how many participants were drawn is not said",
            hint="give the chance of each as well: --chance 12/60 --drawn participants",
        )
    with site.store.locked():
        known = Known.of(site)
        brought = read_brought(path, known, coder, chance)
        kept = back_up(site, IMPORT)
        with site.store.writing() as shelves:
            brought = use_known_names(shelves, path, brought, coder, new=new_coder)
            outcome = keep_brought(site, shelves, path, known, brought, manner)
    return Outcome(outcome.verb, True, (*outcome.says, *kept), outcome.facts, outcome.problems)


def keep_brought(
    site: Site, shelves: Shelves, path: Path, known: Known, brought: Brought, manner: Manner
) -> Outcome:
    """Write down codings, readings and draws as one run, and say what is new."""
    content = hash_file(path)
    mark = hash_values(manner.name, content)
    new = begin_run(IMPORT, mark, inputs={manner.name: content}, started=manner.started)
    run = shelves.runs.add(new)
    manner.replaced.take_away(shelves, run)
    added = _save(shelves, brought, known.versions, run)
    for (person, codes), turns in brought.list_reads(known).items():
        shelves.coverage.note_read(person, turns, run, codes)
    ids = {known.id_of(each) for each in brought.reads}
    used = sorted({each.code for each in brought.codings})
    asked = tuple(known.versions) or tuple(used)
    audit = note_draws(site, shelves, brought.drawn.of(ids), manner.drawn, asked, run)
    first = {each.coder: known.id_of(each) for each in reversed(brought.reads)}
    firsts = {who: first[who] for who in brought.people}
    entry = note_import(shelves, manner.name, firsts, run, manner.replaced)
    repeated = len(brought.codings) - len(added)
    groups = count_groups(added)
    facts: dict[str, object] = {
        "codings": groups,
        "passages": len(added),
        "repeated": repeated,
        "turns_read": len(brought.reads),
        "coders": dict(Counter(each.coder for each in brought.codings)),
        "audit": audit.turns,
        "entry": entry,
    }
    shelves.runs.finish(run, tell_time(), facts)
    by = ", ".join(brought.people) or "nobody"
    on = f"on {counted(len(added), 'passage')} " if groups != len(added) else ""
    said = f"{groups} codings {on}by {by} in {len(brought.reads)} turns read"
    said += f"; {repeated} were here already" if repeated else ""
    undo = (f"to take all of it back: interviewkit review undo {entry}",) if entry else ()
    says = (said, audit.said(manner.chance), *undo)
    return Outcome(IMPORT, True, says, facts, (*brought.problems, *audit.problems))


def _save(
    shelves: Shelves, brought: Brought, versions: Mapping[str, str], run: int
) -> list[Coding]:
    """Codings that are not here already; returns them."""
    for person in brought.people:
        shelves.codings.add_coder(Coder(person, "person"))
    codings = brought.codings
    turns = {each.passage.turn.id or 0: each.passage.turn for each in codings}
    here = {get_content(each) for each in shelves.codings.list(turns, coders=brought.people)}
    new = [each for each in codings if get_content(each) not in here]
    shelves.codings.add(new, versions, run)
    return new
