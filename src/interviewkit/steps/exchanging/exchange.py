"""Codings out: what stands, and who has read what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from interviewkit.exchange.codings_csv import write_codings
from interviewkit.exchange.coverage import TurnRead
from interviewkit.model import CERTIFIED, Coding, Outcome, Turn
from interviewkit.model.coding import count_groups
from interviewkit.steps.reviewing.queries import list_codings as look
from interviewkit.steps.site import Site
from interviewkit.steps.writing.writing import StudyWriter
from interviewkit.store.shelves import Shelves


@dataclass(frozen=True)
class ExportedCodings:
    """Codings that stand, who has read which turn for which codes, and who reads turn by turn.

    ``too_light`` is how many more machines weighed and did not propose: they stay.
    """

    codings: Sequence[Coding]
    reads: Sequence[TurnRead]
    readers: Sequence[str]
    too_light: int = 0


def load_exported(
    site: Site, shelves: Shelves, coders: Sequence[str], *, with_reads: bool = True
) -> ExportedCodings:
    """What these coders say, or all of them, and what they have read, where that is asked for.

    A machine that proposes has read everything. What is certified is decided: that a turn does not
    have a code is a decision like any other. What a machine weighed and found too light is its own
    affair.

    Raises:
        StudyError: a coder of that name never coded here.
    """
    codings = look(site, coders, ())
    known = [each for each in shelves.codings.coders() if not coders or each.name in coders]
    turns = {turn.id or 0: turn for turn in shelves.transcripts.turns()} if with_reads else {}
    readers = [each.name for each in known if each.is_person or each.name == CERTIFIED]
    asked = readers if with_reads else ()
    reads = [each for name in asked for each in _reads(shelves, name, turns, codings)]
    machines = {each.name for each in known if not each.is_person}
    kept = [each for each in codings if each.holds or each.coder not in machines]
    return ExportedCodings(kept, reads, readers, len(codings) - len(kept))


def export_codings(site: Site, path: Path, coders: Sequence[str]) -> Outcome:
    """Write codings that stand, and turns that coders read, with the codes they read them for.

    Raises:
        StudyError: a coder of that name never coded here, or the file cannot be written.
    """
    door = StudyWriter.to(site, path)
    with site.store.reading() as shelves:
        found = load_exported(site, shelves, coders)
    stream = StringIO(newline="")
    n, groups = write_codings(stream, found.codings, found.reads), count_groups(found.codings)
    door.write(stream.getvalue().encode())
    facts: dict[str, object] = {"rows": n, "codings": groups, "file": str(path)}
    said = f"{groups} codings in {n} rows to {path}"
    facts["turns_read"] = {
        name: sum(each.coder == name for each in found.reads) for name in found.readers
    }
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
