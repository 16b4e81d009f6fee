"""Codes that do not mean the same on all sides of a comparison, or no longer what they meant."""

from __future__ import annotations

from collections.abc import Sequence

from interviewkit.model import MACHINE, Codebook, CodeShift, Reading
from interviewkit.model.grouping import group_lists, group_sets
from interviewkit.steps.comparing.sides import Part
from interviewkit.steps.reading import Loaded

GONE, CHANGED, APART, BEHIND = (
    "gone from the codebook",
    "changed since it was applied",
    "applied in different versions",
    "changed since the machine coded",
)


def find_code_shifts(loaded: Loaded, parts: Sequence[Part]) -> tuple[CodeShift, ...]:
    """Every code whose text was another on one side than on another, or than it is now.

    People's codings keep the version of the code that they were made with. The machine codes
    everything again when a code changes, so its codings can only be behind the codebook as a
    whole, which the last run tells.
    """
    codebook = loaded.codebook
    if codebook is None:
        return ()
    versions = _versions(loaded.reading, parts)
    now = {code.id: code.version for code in codebook.codes}
    found = []
    for code, by_side in versions.items():
        told = {version for each in by_side.values() for version in each}
        sides = tuple((part.name, tuple(sorted(by_side.get(part.name, ())))) for part in parts)
        sets = {each for _, each in sides if each}
        why = GONE if code not in now else APART if len(sets) > 1 else CHANGED
        if why != CHANGED or told != {now[code]}:
            hint = (
                f"see what changed: interviewkit codebook diff OLD NEW; "
                f"then judge it again: interviewkit review --coder NAME --code {code}"
            )
            found.append(CodeShift(code, why, sides, hint))
    known = {each.code for each in found}
    by_machine = _find_outdated_by_machine(loaded, codebook, parts)
    return (*found, *(each for each in by_machine if each.code not in known))


def _versions(reading: Reading, parts: Sequence[Part]) -> dict[str, dict[str, set[str]]]:
    """Code → side → the versions under which people coded there."""
    side_of = {turn: part.name for part in parts for turn in part.turns}
    by_code = group_lists(
        (each.code, (side_of[each.passage.turn.id or 0], each.code_version))
        for each in reading.codings
        if each.coder in reading.persons and each.code_version
        if (each.passage.turn.id or 0) in side_of
    )
    return {code: group_sets(said) for code, said in by_code.items()}


def _find_outdated_by_machine(
    loaded: Loaded, codebook: Codebook, parts: Sequence[Part]
) -> list[CodeShift]:
    """Codes that the machine applied before they got the text they have now."""
    last = loaded.last("code")
    if last is None or last.codebook_version == codebook.version:
        return []
    codings = loaded.reading.codings
    applied = group_sets((c.code, c.code_version) for c in codings if c.coder == MACHINE)
    sides = tuple((part.name, ()) for part in parts)
    hint = "code all sides again with the codebook as it is: interviewkit code"
    return [
        CodeShift(code.id, BEHIND, sides, hint)
        for code in codebook.codes
        if code.version not in applied.get(code.id, {code.version})
    ]
