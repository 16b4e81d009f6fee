"""How far two coders agree, over what both have read."""

from __future__ import annotations

from collections.abc import Sequence

from interviewkit.errors import StudyError
from interviewkit.findings.agreement import agreement as agree
from interviewkit.model import Agreement, Passage
from interviewkit.steps.codebook import read_usable
from interviewkit.steps.look import codings
from interviewkit.steps.site import Site


def agreement(site: Site, a: str, b: str, unit: str) -> Sequence[Agreement]:
    """One row a code of the codebook, and one pooled.

    Raises:
        StudyError: a coder never coded here, or the two have read no turn in common.
    """
    codes: Sequence[str] = ()
    if site.settings.codebook.file:
        codes = read_usable(site.root, site.settings)[0].code_ids
    by_a, by_b = codings(site, [a], ()), codings(site, [b], ())
    with site.store.reading() as shelves:
        read_a, read_b = shelves.codings.read_by(a), shelves.codings.read_by(b)
        turns = {turn.id or 0: turn for turn in shelves.transcripts.turns()}
        speaker_of = shelves.people.speaker_of()
        cuts: dict[int, list[Passage]] = {}
        if unit == "passage":
            for passage in shelves.passages.list_cut(turns):
                cuts.setdefault(passage.turn.id or 0, []).append(passage)
    read_a, read_b = read_a & turns.keys(), read_b & turns.keys()
    if not read_a & read_b:
        raise StudyError(
            f"{a} and {b} have read no turn in common",
            hint="let both code some of the same turns; unread is never taken for 'no code'",
        )
    return agree(
        by_a,
        by_b,
        read_a=read_a,
        read_b=read_b,
        codes=codes,
        unit=unit,
        cuts=cuts,
        speaker_of=speaker_of,
    )
