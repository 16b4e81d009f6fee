"""Codes that do not mean the same on all sides of a comparison, or no longer what they meant."""

from __future__ import annotations

from collections.abc import Sequence

from interviewkit.model import MACHINE, Codebook, CodeShift
from interviewkit.steps.comparing.sides import Part
from interviewkit.store.shelves import Shelves

GONE, CHANGED, APART, BEHIND = (
    "gone from the codebook",
    "changed since it was applied",
    "applied in different versions",
    "changed since the machine coded",
)


def code_shifts(
    shelves: Shelves, codebook: Codebook, parts: Sequence[Part]
) -> tuple[CodeShift, ...]:
    """Every code whose text was another on one side than on another, or than it is now.

    People's codings keep the version of the code that they were made with. The machine codes
    everything again when a code changes, so its codings can only be behind the codebook as a
    whole, which the last run tells.
    """
    versions = _versions(shelves, parts)
    now = {code.id: code.version for code in codebook.codes}
    found = []
    for code, by_side in versions.items():
        told = {version for each in by_side.values() for version in each}
        sides = tuple((part.name, tuple(sorted(by_side.get(part.name, ())))) for part in parts)
        sets = {each for _, each in sides if each}
        if code not in now:
            found.append(CodeShift(code, GONE, sides, _judge_again(code)))
        elif len(sets) > 1:
            found.append(CodeShift(code, APART, sides, _judge_again(code)))
        elif told != {now[code]}:
            found.append(CodeShift(code, CHANGED, sides, _judge_again(code)))
    known = {each.code for each in found}
    return (*found, *(each for each in _behind(shelves, codebook, parts) if each.code not in known))


def _versions(shelves: Shelves, parts: Sequence[Part]) -> dict[str, dict[str, set[str]]]:
    """Code → side → the versions under which people coded there."""
    side_of = {turn: part.name for part in parts for turn in part.turns}
    found: dict[str, dict[str, set[str]]] = {}
    for turn, code, version in shelves.codings.versions_by_turn():
        if turn in side_of:
            found.setdefault(code, {}).setdefault(side_of[turn], set()).add(version)
    return found


def _behind(shelves: Shelves, codebook: Codebook, parts: Sequence[Part]) -> list[CodeShift]:
    """Codes that the machine applied before they got the text they have now."""
    last = shelves.runs.last("code")
    if last is None or last.codebook_version == codebook.version:
        return []
    applied: dict[str, set[str]] = {}
    for code, version in shelves.codings.versions([MACHINE]):
        applied.setdefault(code, set()).add(version)
    sides = tuple((part.name, ()) for part in parts)
    hint = "code all sides again with the codebook as it is: interviewkit code"
    return [
        CodeShift(code.id, BEHIND, sides, hint)
        for code in codebook.codes
        if code.version not in applied.get(code.id, {code.version})
    ]


def _judge_again(code: str) -> str:
    return (
        f"see what changed: interviewkit codebook diff OLD NEW; "
        f"then judge it again: interviewkit review --coder NAME --code {code}"
    )
