"""Which codings stand where several have spoken: the one place that decides it.

A person's word comes before a machine's, on every turn that they have read. How what several
people say becomes one word is said in study.toml, ``[coding] standing``; docs/standing.md tells
the rules with an example.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TypeVar

from interviewkit.model import CERTIFIED, CONSENSUS, MACHINE
from interviewkit.model.coding import Statement
from interviewkit.model.grouping import group_lists
from interviewkit.model.reading import Coverage, Verdict, find_turns_read
from interviewkit.model.section_settings import STANDINGS

CONSENSUS_FIRST = "consensus, then "
MAJORITY, FIRST = "by majority", "by who joined first"
ANY, ALL = "as there because one found it", "as not there because one did not find it"
WAYS = (MAJORITY, FIRST, ANY, ALL)

S = TypeVar("S", bound=Statement)

ByCode = Mapping[str, Mapping[int, Verdict]]
"""Code → turn id → what people say of it together."""


def judge_turns(
    codings: Iterable[Statement],
    coverage: Coverage,
    people: Sequence[str],
    codes: Collection[str],
    rule: str = STANDINGS[0],
) -> dict[str, dict[int, Verdict]]:
    """What people say together of every code in every turn that one of them has judged.

    Who found a code in a turn has judged it, and so has who read the turn for the code. ``people``
    are the coders who are persons, in the order in which they came to the study; ``rule`` is one
    of :data:`~interviewkit.model.section_settings.STANDINGS`.

    Raises:
        ValueError: there is no such rule, or a coding stands in a turn that has no id.
    """
    if rule not in STANDINGS:
        raise ValueError(f"nothing stands by {rule!r}; it is one of {', '.join(STANDINGS)}")
    found: dict[str, dict[str, set[int]]] = {}
    for each in codings:
        if each.coder in people and each.holds:
            found.setdefault(each.code, {}).setdefault(each.coder, set()).add(each.turn_id)
    decide = cache(lambda votes: decide_verdict(dict(votes), rule))  # few ways, many turns
    verdicts: dict[str, dict[int, Verdict]] = {}
    for code in codes:
        said: dict[int, dict[str, bool]] = {}
        for name in people:
            holding = found.get(code, {}).get(name, set())
            for turn in sorted(find_turns_read(coverage.get(name, {}), [code]) | holding):
                said.setdefault(turn, {})[name] = turn in holding
        verdicts[code] = {turn: decide(tuple(said[turn].items())) for turn in sorted(said)}
    return verdicts


def decide_verdict(said: Mapping[str, bool], rule: str = STANDINGS[0]) -> Verdict:
    """The one word of those who judged a turn, in the order in which they came to the study.

    What people settled as ``consensus`` comes first where the rule says so, and is nobody's vote
    elsewhere. Of two halves the one with the person who came first is right: that does not depend
    on what was found, so that a code is found neither more nor less often where more people read.
    """
    if rule.startswith(CONSENSUS_FIRST) and CONSENSUS in said:
        return Verdict(said[CONSENSUS], (CONSENSUS,))
    votes = {name: yes for name, yes in said.items() if name != CONSENSUS} or dict(said)
    yes, no = sum(votes.values()), len(votes) - sum(votes.values())
    if not (yes and no):
        return Verdict(bool(yes), tuple(votes))
    holds, way = _end_split(yes, no, next(iter(votes.values())), rule)
    return Verdict(holds, tuple(name for name, said in votes.items() if said == holds), way)


def _end_split(yes: int, no: int, first: bool, rule: str) -> tuple[bool, str]:
    match rule.removeprefix(CONSENSUS_FIRST):
        case "any":
            return True, ANY
        case "all":
            return False, ALL
        case _ if yes == no:
            return first, FIRST
        case _:
            return yes > no, MAJORITY


def choose_standing(
    codings: Iterable[S],
    coverage: Coverage,
    people: Sequence[str],
    verdicts: ByCode,
) -> list[S]:
    """The codings that stand, in the order given.

    Of people, those that hold and are of the side that is right. Of the machine, those that hold
    in turns that nobody has read for the code and that no person's word on that place is about
    (:meth:`Coding.is_about`). Where the machine decides within a certified bound, its decision
    stands in the place of its proposals. What other coders propose never stands: the machine
    hears it. Codes without ``verdicts`` are not asked.
    """
    codings = [each for each in codings if each.code in verdicts]
    read: dict[str, set[int]] = {
        code: set().union(*(find_turns_read(coverage.get(name, {}), [code]) for name in people))
        for code in verdicts
    }
    decided = {code: find_turns_read(coverage.get(CERTIFIED, {}), [code]) for code in verdicts}
    words = group_lists(((c.turn_id, c.code), c) for c in codings if c.coder in people)
    standing = []
    for each in codings:
        turn, code = each.turn_id, each.code
        if not each.holds:
            continue
        if each.coder in people:
            verdict = verdicts[code].get(turn)
            stands = verdict is not None and verdict.holds and each.coder in verdict.by
        else:
            alone = each.coder == CERTIFIED or (each.coder == MACHINE and turn not in decided[code])
            judged = turn in read[code] or any(
                w.is_about(each) for w in words.get((turn, code), ())
            )
            stands = alone and not judged
        if stands:
            standing.append(each)
    return standing


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Turns that people judged for some codes together, and how splits were ended.

    ``holds`` maps turns to whether any of the codes is there.
    """

    holds: Mapping[int, bool] = field(default_factory=dict)
    split: Mapping[str, int] = field(default_factory=dict)

    @property
    def note(self) -> str:
        """What to say of the splits; empty where there is none."""
        n = sum(self.split.values())
        if not n:
            return ""
        ways = ", ".join(f"{number} {way}" for way, number in self.split.items())
        turns = "1 turn" if n == 1 else f"{n} turns"
        return f"people differ on {turns}, counted {ways}: interviewkit review consensus settles it"


def judge_together(
    verdicts: ByCode, codes: Collection[str], among: Collection[int] | None = None
) -> Verdicts:
    """Whether any of ``codes`` is in each turn that was judged for all of them.

    A theme is where one of its codes stands, here as in every count of people. With ``among`` only
    these turns are asked.
    """
    by_code = [verdicts.get(code, {}) for code in codes]
    turns = set.intersection(*(set(each) for each in by_code)) if by_code else set()
    turns &= turns if among is None else set(among)
    ways: Counter[str] = Counter()
    for turn in turns:
        split = [each[turn].split for each in by_code if each[turn].split]
        ways.update(split[:1])
    return Verdicts(
        {turn: any(each[turn].holds for each in by_code) for turn in sorted(turns)},
        {way: ways[way] for way in WAYS if ways[way]},
    )
