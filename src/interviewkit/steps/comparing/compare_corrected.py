"""Changes between two sides, corrected for what the machine gets wrong, where an audit allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interviewkit.findings.corrected import corrected_differences, corrected_shares
from interviewkit.model import Change, Corrected, CorrectedDifference
from interviewkit.model.sides import CODE, THEME
from interviewkit.steps.comparing.correct import PARTICIPANT, Auditing
from interviewkit.steps.comparing.sides import Part

BEFORE, AFTER = "0", "1"
"""Both sides under names that stand in their order."""


def with_corrected(
    auditing: Auditing,
    changes: Sequence[Change],
    before: Part,
    after: Part,
    *,
    inside_first: bool = False,
) -> list[Change]:
    """The changes, with corrected differences where whole participants were judged for a code.

    The sides are taken as waves of the audit, so that people on both count as such. The difference
    is ``after`` less ``before``, or with ``inside_first`` the other way round.
    """
    if not inside_first:
        return [_corrected(auditing, change, before, after) for change in changes]
    found = [_corrected(auditing, change, after, before) for change in changes]
    return [
        replace(each, corrected_before=each.corrected_after, corrected_after=each.corrected_before)
        for each in found
    ]


def _corrected(auditing: Auditing, change: Change, before: Part, after: Part) -> Change:
    found = _found(auditing, change.of, before, after) if change.kind in (CODE, THEME) else None
    if found is None:
        return change
    one, two, gap = found
    return replace(change, corrected=gap, corrected_before=one, corrected_after=two)


def _found(
    auditing: Auditing, of: str, before: Part, after: Part
) -> tuple[Corrected, Corrected, CorrectedDifference] | None:
    codes = auditing.codes_of(of)
    if not auditing.loaded.sample(codes).people:
        return None
    side_of = dict.fromkeys(before.turns, BEFORE) | dict.fromkeys(after.turns, AFTER)
    audit = replace(auditing.audit(of).audit, wave_of=side_of)
    shares = {row.wave: row for row in corrected_shares(audit, PARTICIPANT)}
    gaps = corrected_differences(audit, PARTICIPANT)
    gap = next((each for each in gaps if (each.start[1], each.to[1]) == (BEFORE, AFTER)), None)
    if gap is None or BEFORE not in shares or AFTER not in shares:
        return None
    return shares[BEFORE], shares[AFTER], gap
