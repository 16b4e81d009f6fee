"""How far several coders agree: one figure for people among each other, and every two by two."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from interviewkit.findings.agreeing.agreement import measure_agreement
from interviewkit.findings.agreeing.spans import measure_span_agreement
from interviewkit.findings.agreeing.turns_read import TurnsRead
from interviewkit.model import (
    CONSENSUS,
    MACHINE,
    Agreement,
    CodersCompared,
    Coding,
    Comparison,
    Passage,
    Theme,
    Turn,
)
from interviewkit.model.agreement import (
    BETWEEN_MACHINES,
    BETWEEN_PEOPLE,
    CAUTIONS,
    MIXED,
    PEOPLE,
    POOLED,
    WITH_CONSENSUS,
    WITH_MACHINE,
)


@dataclass(frozen=True)
class CodedSpeech:
    """What coders found and read; ``turns`` and ``cuts`` where the unit needs them."""

    codings: Mapping[str, Sequence[Coding]]
    read: TurnsRead
    codes: Sequence[str] = ()
    themes: Sequence[Theme] = ()
    cuts: Mapping[int, Sequence[Passage]] = field(default_factory=dict)
    turns: Mapping[int, Turn] = field(default_factory=dict)
    speaker_of: Mapping[int, str] = field(default_factory=dict)

    @property
    def sharing(self) -> list[tuple[str, str]]:
        """The pairs who read a turn in common, for one code at least."""
        return [two for two in combinations(self.codings, 2) if self.shares(*two)]

    def shares(self, a: str, b: str) -> bool:
        """Whether two read any turn in common for the same code."""
        asked = self._asked() or {""}
        return any(self.read.turns(a, [code]) & self.read.turns(b, [code]) for code in asked)

    def of(self, coders: Sequence[str]) -> CodedSpeech:
        """The same of these coders, with the codes alone that two of them read for."""
        gone = {
            code
            for code in self._asked() & {*self.read.codes}
            if sum(bool(self.read.turns(name, [code])) for name in coders) < 2
        }
        return replace(
            self,
            codings={
                name: [each for each in self.codings[name] if each.code not in gone]
                for name in coders
            },
            codes=[code for code in self.codes if code not in gone],
            themes=[theme for theme in self.themes if not gone & {*theme.codes}],
        )

    def unread(self, coders: Sequence[str]) -> dict[str, list[str]]:
        """Of these coders, those who do not read for a code at all → these codes."""
        found = {
            name: [code for code in self.codes if not self.read.turns(name, [code])]
            for name in coders
        }
        return {name: codes for name, codes in found.items() if codes}

    def _asked(self) -> set[str]:
        used = {each.code for theirs in self.codings.values() for each in theirs}
        return used | {*self.codes}


def compare_coders(
    coded: CodedSpeech, kind_of: Mapping[str, str], how: Comparison
) -> list[CodersCompared]:
    """People pooled, where there are three or more, then every two (:func:`group_coders`).

    Raises:
        ValueError: as for :func:`interviewkit.findings.agreeing.agreement.measure_agreement`.
    """
    groups = group_coders(kind_of, coded.sharing, how.pool)
    return [_compared(group, coded, how) for group in groups]


def _compared(group: CoderGroup, coded: CodedSpeech, how: Comparison) -> CodersCompared:
    theirs = coded.of(group.coders)
    shared = len(group.coders) > 2 or coded.shares(*group.coders)
    notes = [CAUTIONS[group.between]] if group.between in CAUTIONS else []
    if shared:
        rows = _rows(theirs, how)
        notes += describe_unread(coded.unread(group.coders))
    else:
        rows = [_nothing_shared(theirs, how)]
    return CodersCompared(
        group.coders,
        group.between,
        tuple(replace(_add_notes(row, notes), between=group.between) for row in rows),
    )


def describe_unread(unread: Mapping[str, Sequence[str]]) -> list[str]:
    """What is not compared, from who does not read for which codes."""
    return [
        f"{name} does not read for {', '.join(codes)}, so that is not compared"
        for name, codes in unread.items()
    ]


def _nothing_shared(coded: CodedSpeech, how: Comparison) -> Agreement:
    """The one row of two who have read nothing in common: how much each has read, and no figure."""
    *_, pooled = measure_agreement(
        coded.codings, coded.read, codes=coded.codes, how=replace(how, unit="turn", resamples=0)
    )
    nothing = f"{' and '.join(coded.codings)} have read no turn in common"
    return replace(pooled, unit=how.unit, notes=(nothing,), measures=(), advice="")


def _rows(coded: CodedSpeech, how: Comparison) -> list[Agreement]:
    if how.unit == "character":
        return measure_span_agreement(
            coded.codings,
            coded.read,
            coded.turns,
            codes=coded.codes,
            themes=coded.themes,
            speaker_of=coded.speaker_of,
            how=how,
        )
    return measure_agreement(
        coded.codings,
        coded.read,
        codes=coded.codes,
        themes=coded.themes,
        cuts=coded.cuts,
        speaker_of=coded.speaker_of,
        how=how,
    )


def _add_notes(row: Agreement, notes: Sequence[str]) -> Agreement:
    """The pooled row with what concerns all of them beside it."""
    return replace(row, notes=(*row.notes, *notes)) if row.kind == POOLED else row


# -- who is held against whom: people among each other, and the machine apart from them ------------


PERSON = "person"
"""A kind of coder, as the machine is; the consensus is made of what people said, so it is none."""

Two = tuple[str, str]


@dataclass(frozen=True, slots=True)
class CoderGroup:
    """Coders whose agreement is one figure, and who they are."""

    coders: tuple[str, ...]
    between: str


def group_coders(
    kind_of: Mapping[str, str], sharing: Collection[Two], pool: str = PEOPLE
) -> list[CoderGroup]:
    """The groups to compare: those who are pooled first, then every two.

    ``kind_of`` maps each coder, in order, to their kind; ``sharing`` has the pairs, in that order,
    who read anything in common. One figure over more than two is for people among each other
    alone, or, with ``pool="all"``, for whoever is named. Whoever shares nothing with any other is
    in no pool. The consensus is pooled with no one.
    """
    pairs = [CoderGroup(two, _between(two, kind_of)) for two in combinations(kind_of, 2)]
    pooled = [
        name
        for name, kind in kind_of.items()
        if kind == PERSON or (pool != PEOPLE and kind != CONSENSUS)
    ]
    sharing_there = [two for two in sharing if {*two} <= {*pooled}]
    together = tuple(name for name in pooled if any(name in two for two in sharing_there))
    if len(together) < 3:
        return pairs
    return [CoderGroup(together, _between(together, kind_of)), *pairs]


def _between(coders: Sequence[str], kind_of: Mapping[str, str]) -> str:
    kinds = {kind_of[name] for name in coders}
    if kinds == {PERSON}:
        return BETWEEN_PEOPLE
    if kinds == {MACHINE}:
        return BETWEEN_MACHINES
    if MACHINE not in kinds:
        return WITH_CONSENSUS
    return MIXED if len(coders) > 2 else WITH_MACHINE
