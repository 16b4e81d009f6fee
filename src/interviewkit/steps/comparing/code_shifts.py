"""Codes that do not mean the same on all sides of a comparison, or no longer what they meant."""

from __future__ import annotations

from collections.abc import Sequence

from interviewkit.model import MACHINE, Codebook, CodeShift, Reading
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
        if code not in now:
            found.append(CodeShift(code, GONE, sides, _judge_again(code)))
        elif len(sets) > 1:
            found.append(CodeShift(code, APART, sides, _judge_again(code)))
        elif told != {now[code]}:
            found.append(CodeShift(code, CHANGED, sides, _judge_again(code)))
    known = {each.code for each in found}
    return (
        *found,
        *(
            each
            for each in _find_outdated_by_machine(loaded, codebook, parts)
            if each.code not in known
        ),
    )


def _versions(reading: Reading, parts: Sequence[Part]) -> dict[str, dict[str, set[str]]]:
    """Code → side → the versions under which people coded there."""
    side_of = {turn: part.name for part in parts for turn in part.turns}
    found: dict[str, dict[str, set[str]]] = {}
    for each in reading.codings:
        turn = each.passage.turn.id or 0
        if each.coder in reading.persons and each.code_version and turn in side_of:
            by_side = found.setdefault(each.code, {})
            by_side.setdefault(side_of[turn], set()).add(each.code_version)
    return found


def _find_outdated_by_machine(
    loaded: Loaded, codebook: Codebook, parts: Sequence[Part]
) -> list[CodeShift]:
    """Codes that the machine applied before they got the text they have now."""
    last = loaded.last("code")
    if last is None or last.codebook_version == codebook.version:
        return []
    applied: dict[str, set[str]] = {}
    for each in loaded.reading.codings:
        if each.coder == MACHINE:
            applied.setdefault(each.code, set()).add(each.code_version)
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
