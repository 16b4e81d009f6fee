"""What changed between two sides, from rows of the one comparison: figures, and who changed."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from interviewkit.findings.arrays import Bools
from interviewkit.findings.comparing.association import Sides
from interviewkit.findings.comparing.comparison import compare_people
from interviewkit.findings.comparing.people_difference import FEWEST
from interviewkit.findings.comparing.spread import Spread
from interviewkit.findings.comparing.testability import TOO_FEW, warn_of_few_conversations
from interviewkit.findings.comparing.ties import Ties
from interviewkit.findings.counting.voicing import Thing, Voicing, Who
from interviewkit.model import Association, Change, ComparisonDesign, Side, SideFigure
from interviewkit.model.grouping import group_sets
from interviewkit.model.sides import CROSS_SECTION, MIXED, PANEL


@dataclass(frozen=True)
class Between:
    """The people of two sides: ``table`` holds them alone, ``inside`` (n,) says on which side."""

    table: Voicing
    inside: Bools

    @classmethod
    def of(cls, table: Voicing, sides: Sides) -> Between:
        inside = np.array([who in sides.inside for who in table.who], dtype=bool)
        kept = inside | np.array([who in sides.outside for who in table.who], dtype=bool)
        return cls(table.among(kept), inside[kept])

    def names(self, *, inside: bool) -> set[str]:
        who = zip(self.table.who, self.inside, strict=True)
        return {name for (name, _), at in who if at == inside}

    @property
    def both(self) -> set[str]:
        """Who is on both sides."""
        return self.names(inside=True) & self.names(inside=False)

    @property
    def freedom(self) -> float:
        """Degrees of freedom that the layout gives; 0 where a side has nobody."""
        if not self.inside.any() or self.inside.all():
            return 0.0
        n = self.inside.sum(), (~self.inside).sum()
        weights = np.where(self.inside, 1 / n[0], -1 / n[1])
        return Spread.of(weights, [self.inside, ~self.inside], self.table.ties).known

    def design(self) -> ComparisonDesign:
        """Whether these are the same people, told by their ids, and what a test can show at best.

        Before is outside, after inside.
        """
        before, after = self.names(inside=False), self.names(inside=True)
        both = len(before & after)
        kind = PANEL if before == after and both else MIXED if both else CROSS_SECTION
        freedom = self.freedom
        notes = [TOO_FEW] if freedom < FEWEST else [*warn_of_few_conversations(freedom)]
        told = tuple(notes) if before and after else ()
        return ComparisonDesign(kind, both, len(before - after), len(after - before), freedom, told)

    def panel_p(self, least: int) -> list[float]:
        """(k,) p of the change among the people on both sides; ``nan`` where they are few."""
        both = self.both
        if len(both) < max(least, 1):
            return [math.nan] * len(self.table.things)
        kept = np.array([name in both for name, _ in self.table.who], dtype=bool)
        voiced = self.table.voiced[kept].astype(float)
        found = compare_people(voiced, self.inside[kept], self.table.ties.among(kept))
        return [float(p) for p in found.p]

    def moves(self, column: int) -> dict[str, object]:
        """The transition table of people on both sides, and who changed."""
        said: dict[bool, set[str]] = {True: set(), False: set()}
        rows = zip(self.table.who, self.inside, self.table.voiced[:, column], strict=True)
        for (name, _), inside, voiced in rows:
            if voiced:
                said[bool(inside)].add(name)
        both = self.both
        dropped, taken_up = said[False] - said[True], said[True] - said[False]
        kept = len(both & said[True] & said[False])
        return {
            "kept": kept,
            "dropped": len(both & dropped),
            "taken_up": len(both & taken_up),
            "neither": len(both - said[True] - said[False]),
            "dropped_by": tuple(sorted(both & dropped)),
            "taken_up_by": tuple(sorted(both & taken_up)),
        }


def count_people_on(table: Voicing, side: Collection[Who]) -> tuple[int, int]:
    """How many people are on a side, and how many different sets their conversations brought
    together."""
    rows = np.array([who in side for who in table.who], dtype=bool)
    return int(rows.sum()), table.ties.among(rows).groups if rows.any() else 0


def list_changes(
    rows: Sequence[Association],
    between: Between,
    labels: Mapping[str, str],
    *,
    least: int = 5,
    inside_first: bool = False,
) -> list[Change]:
    """One change for each row, in the order of the table's things; see :class:`Change`.

    ``after`` is what is inside, or with ``inside_first`` what is ``before``; the difference is
    inside minus outside either way. ``labels`` are the words to show for what is counted.
    """
    panel = between.panel_p(least)
    return [
        _change(row, labels.get(row.of, row.of), panel[k], between.moves(k), inside_first)
        for k, row in enumerate(rows)
    ]


def _change(
    row: Association, label: str, panel_p: float, moves: Mapping[str, object], inside_first: bool
) -> Change:
    sides = _figure(row.outside), _figure(row.inside)
    before, after = sides[::-1] if inside_first else sides
    shares = row.corrected_outside, row.corrected_inside
    corrected_before, corrected_after = shares[::-1] if inside_first else shares
    return Change(
        of=row.of,
        kind=row.kind,
        label=label,
        before=before,
        after=after,
        difference=row.difference.value,
        interval=row.difference.interval,
        p=row.tested.p,
        test=row.tested.name if row.tested.done else "",
        p_adjusted=row.tested.adjusted,
        simultaneous=row.tested.simultaneous,
        family=row.tested.family,
        family_tests=row.tested.tests,
        why=row.why,
        notes=row.notes,
        panel_p=panel_p,
        small=row.small,
        corrected=row.corrected,
        corrected_before=corrected_before,
        corrected_after=corrected_after,
        coded=row.coded.value if row.coded else math.nan,
        sensitivity=row.sensitivity,
        equal_words=row.equal_words,
        **moves,  # type: ignore[arg-type]
    )


def _figure(side: Side) -> SideFigure:
    share = side.share
    return SideFigure(
        share.value, side.people, share.interval, side.voiced, side.rate.value, side.effective_n
    )


@dataclass(frozen=True, slots=True)
class CountedTurns:
    """One turn on a side: whose, in which conversation, how many words, and what it counts for."""

    who: Who
    conversation: str
    words: int
    things: Collection[str] = ()


def build_counted_table(heard: Iterable[CountedTurns], things: Sequence[Thing]) -> Voicing:
    """The table of people and what is counted in their turns, where it is no coding."""
    turns = list(heard)
    place = {who: row for row, who in enumerate(sorted({each.who for each in turns}))}
    column = {thing.name: k for k, thing in enumerate(things)}
    words, passages = np.zeros(len(place)), np.zeros((len(place), len(things)))
    spoken_in = group_sets((each.who, each.conversation) for each in turns)
    for each in turns:
        words[place[each.who]] += each.words
        for name in each.things:
            passages[place[each.who], column[name]] += 1
    ties = Ties.of([name for name, _ in place], [sorted(spoken_in[who]) for who in place])
    return Voicing(
        who=tuple(place),
        ties=ties,
        words=words,
        things=tuple(things),
        voiced=passages > 0,
        passages=passages,
        asked=np.zeros(passages.shape, dtype=bool),
    )
