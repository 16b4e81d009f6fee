"""Codings out: what stands, and who has read what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path

from interviewkit.exchange.codings_csv import write_codings
from interviewkit.exchange.coverage import TurnRead
from interviewkit.model import CERTIFIED, Coding, Outcome, Turn
from interviewkit.steps.reviewing.queries import list_codings as look
from interviewkit.steps.site import Site
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
