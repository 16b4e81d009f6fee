"""How far coders agree, over what they have read, and where they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from math import nan

from interviewkit.errors import StudyError
from interviewkit.findings.agreeing.agreement import ALL_CODES
from interviewkit.model import (
    Agreement,
    CodersCompared,
    Comparison,
    Confusion,
    Disagreement,
    Matched,
    Measured,
)
from interviewkit.model.agreement import POOLED
from interviewkit.model.grouping import group_lists
from interviewkit.steps.coding.codebook import read_written
from interviewkit.steps.reviewing.coders import Coders
from interviewkit.steps.reviewing.queries import list_codings
from interviewkit.steps.site import Site
from interviewkit.wording.words import listed


def compare_study_coders(
    site: Site, coders: Sequence[str], how: Comparison
) -> Sequence[CodersCompared]:
    """People with each other, every two of the coders, and a row a code, a theme and all codes.

    Raises:
        StudyError: fewer than two coders, one never coded here, or no turn was read by two.
    """
    material = _material(site, coders, how.unit)
    how = replace(how, seed=site.settings.study.seed)
    with site.store.reading() as shelves:
        return material.compared(shelves, how)


def list_agreement(site: Site, coders: Sequence[str], how: Comparison) -> Sequence[Agreement]:
    """The rows of :func:`compare_study_coders`, one after the other.

    Raises:
        StudyError: as there.
    """
    return [row for each in compare_study_coders(site, coders, how) for row in each.figures]


def compare_study_reference(
    site: Site, coders: Sequence[str], reference: str, how: Comparison
) -> Sequence[Matched]:
    """Precision, recall and F1 of every other coder, per code, theme and pooled.

    Raises:
        StudyError: as for :func:`list_agreement`.
    """
    from interviewkit.findings.agreeing.reference import compare_with_reference

    material = _material(site, tuple(dict.fromkeys((reference, *coders))), how.unit)
    coded = material.coded
    others = [name for name in coded.codings if name != reference]
    sharing = [name for name in others if coded.shares(name, reference)]
    if not sharing:
        raise _no_turn_in_common(material, (reference, *others))
    both = coded.of((reference, *sharing))
    rows = compare_with_reference(
        both.codings,
        both.read,
        reference,
        codes=both.codes,
        themes=both.themes,
        cuts=both.cuts,
        speaker_of=both.speaker_of,
        how=replace(how, seed=site.settings.study.seed),
    )
    return [*rows, *(_unmatched(material, n, reference, how) for n in others if n not in sharing)]


def _unmatched(material: Coders, name: str, reference: str, how: Comparison) -> Matched:
    """The one row of a coder who has read nothing that the reference has."""
    precision, recall, f1 = (Measured(each, nan) for each in ("precision", "recall", "f1"))
    what = f"{name} and {reference} have read no turn in common"
    todo = material.how_to_meet((name, reference))
    note = f"{what}; {todo}"
    return Matched(ALL_CODES, name, how.unit, 0, precision, recall, f1, POOLED, note=note)


def list_disagreements(
    site: Site, coders: Sequence[str], codes: Sequence[str] = (), unit: str = "turn"
) -> Sequence[Disagreement]:
    """The units on whose codes the coders differ, in order of text.

    Raises:
        StudyError: as for :func:`list_agreement`, or a code that neither codebook nor coders know.
    """
    from interviewkit.findings.agreeing.disagreements import find_disagreements as differing

    coded = _material(site, coders, unit).coded
    used = {each.code for theirs in coded.codings.values() for each in theirs}
    unknown = sorted({*codes} - used - {*coded.codes})
    if unknown:
        raise StudyError(
            f"there is no code {unknown[0]!r}", hint="see them with: interviewkit codebook show"
        )
    return differing(
        coded.codings,
        coded.read,
        coded.turns,
        codes=tuple(codes) or (*coded.codes, *sorted(used - {*coded.codes})),
        unit=unit,
        cuts=coded.cuts,
        speaker_of=coded.speaker_of,
    )


def count_confusion(
    site: Site, coders: Sequence[str], unit: str = "turn", *, polarity: bool = False
) -> Confusion:
    """Which code one coder has where the other has which.

    Raises:
        StudyError: as for :func:`list_agreement`, or there are more than two coders.
    """
    from interviewkit.findings.agreeing.disagreements import tabulate_confusion as confused

    if len(coders) > 2:
        raise StudyError("a confusion table has two sides", hint="name two coders")
    coded = _material(site, coders, unit).coded.of(coders)
    used = {each.code for theirs in coded.codings.values() for each in theirs}
    return confused(
        coded.codings,
        coded.read,
        codes=(*coded.codes, *sorted(used - {*coded.codes})),
        unit=unit,
        cuts=coded.cuts,
        speaker_of=coded.speaker_of,
        polarity=polarity,
    )


def _material(site: Site, coders: Sequence[str], unit: str) -> Coders:
    if len(set(coders)) < 2 or len(set(coders)) < len(coders):
        raise StudyError(
            "agreement needs two different coders or more",
            hint="who has coded here: interviewkit coding list --limit 0",
        )
    theirs = {each: list_codings(site, [each], ()) for each in coders}
    codebook, _ = read_written(site.root, site.settings)
    with site.store.reading() as shelves:
        turns = {turn.id or 0: turn for turn in shelves.transcripts.turns()}
        found = Coders.of(
            shelves.codings.coders(),
            {name: shelves.codings.coverage(name) for name in coders},
            theirs,
            codebook,
            turns,
            shelves.people.speaker_of(),
        )
        passages = shelves.passages.list_cut(turns) if unit == "passage" else ()
        cuts = group_lists((passage.turn.id or 0, passage) for passage in passages)
    if not found.coded.sharing:
        raise _no_turn_in_common(found, coders)
    return replace(found, coded=replace(found.coded, cuts=cuts))


def _no_turn_in_common(found: Coders, coders: Sequence[str]) -> StudyError:
    """That nothing can be compared, with how much each has read and what to do."""
    read = {name: found.coded.read.turns(name) for name in coders}
    so_far = ", ".join(f"{name} {len(turns)}" for name, turns in read.items())
    for_one = ""
    if any(read[a] & read[b] for a, b in combinations(coders, 2)):
        for_one = " for the same code"
    return StudyError(
        f"{listed(coders)} have read no turn in common{for_one} (turns read: {so_far})",
        hint=f"{found.how_to_meet(coders)}; unread is never taken for 'no code'",
    )
