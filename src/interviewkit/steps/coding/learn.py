"""What people judged, as lessons for the learned coder; and what it makes of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from interviewkit.coding.contract import Material
from interviewkit.model import MACHINE, Codebook, Coding, Reading, Turn
from interviewkit.model.grouping import group_sets
from interviewkit.steps.record import hash_values

if TYPE_CHECKING:
    from interviewkit.coding.learned_coder import LearnedCoder
    from interviewkit.coding.learning.committee import PassageDecisions
    from interviewkit.coding.machine import Case

LEARNED = "learned"


@dataclass(frozen=True)
class Lessons:
    """What people say that stands, and which turns each of them read for which code.

    Where people differ, only those are heard whose word stands (``[coding] standing``): what the
    learned coder learns is what is counted. ``strange`` counts codings of codes that the codebook
    lacks, which teach nothing; ``older`` those of codes whose text has changed since, which still
    do.
    """

    codings: Sequence[Coding] = ()
    read: Mapping[str, Mapping[str, Sequence[Turn]]] = field(default_factory=dict)
    speaker_of: Mapping[int, str] = field(default_factory=dict)
    strange: Mapping[str, int] = field(default_factory=dict)
    older: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, reading: Reading) -> Lessons:
        people, codebook = reading.persons, reading.codebook
        if not people or codebook is None:
            return cls()
        by_people = [each for each in reading.codings if each.coder in people]
        return cls(
            [each for each in by_people if _is_heard(each, reading)],
            {name: _find_turns_read_for(reading, name) for name in people},
            reading.speaker_of,
            Counter(each.code for each in by_people if each.code not in codebook.code_ids),
            _older(by_people, codebook),
        )

    @property
    def mark(self) -> str:
        """The same judgements give the same mark; empty where there are none."""
        if not self:
            return ""
        places = ((each, each.passage) for each in self.codings)
        said = sorted(
            (c.coder, at.turn.id or 0, at.start, at.end, c.code, c.polarity, c.holds)
            for c, at in places
        )
        read = {
            name: {code: [turn.id for turn in turns] for code, turns in by_code.items()}
            for name, by_code in self.read.items()
        }
        return hash_values(said, read)

    def __bool__(self) -> bool:
        return bool(self.codings) or any(
            turns for by_code in self.read.values() for turns in by_code.values()
        )

    @property
    def turns(self) -> Mapping[int, Turn]:
        """Turn id → turn, of all that somebody has read for some code or coded."""
        read = {
            turn.id or 0: turn
            for by_code in self.read.values()
            for turns in by_code.values()
            for turn in turns
        }
        return read | {each.passage.turn.id or 0: each.passage.turn for each in self.codings}

    def verdicts(self, code: str) -> Mapping[int, float]:
        """Turn id → for which share of its judges (0 to 1) the code holds there.

        Who found the code in a turn has judged it, and so has who read it with the code in mind.
        """
        votes: dict[int, dict[str, bool]] = {}
        for name, by_code in self.read.items():
            for turn in by_code.get(code, ()):
                votes.setdefault(turn.id or 0, {})[name] = False
        for each in self.codings:
            if each.code == code and each.holds:
                votes.setdefault(each.passage.turn.id or 0, {})[each.coder] = True
        return {turn: sum(said.values()) / len(said) for turn, said in votes.items()}

    def count_together(self, codes: Sequence[str]) -> int:
        """In how many turns one person gave two of these codes or more."""
        given = group_sets(
            ((each.passage.turn.id or 0, each.coder), each.code)
            for each in self.codings
            if each.holds and each.code in codes
        )
        return len({turn for (turn, _), found in given.items() if len(found) > 1})

    def who(self, turn: Turn) -> Hashable:
        """Whose words a turn is: the participant, over all transcripts."""
        return self.speaker_of.get(turn.id or 0, (turn.transcript, turn.speaker))


@dataclass(frozen=True)
class Learning:
    """What came of the lessons.

    ``learned`` are proposals for the codes that could be learnt, ``unlearnt`` says why of the
    others. ``machine`` are the machine's for all codes: where a code was learnt, the learned
    coder's. ``trust`` holds, code → how much the machine's own decision still counts in what was
    learnt (0 to 1), and ``untested`` why what was learnt cannot be tested on other people yet.
    ``never_together`` names themes of whose codes no judged turn has two. ``scores`` holds, code →
    turn id, the probability (0 to 1) that the code holds.
    """

    machine: Sequence[Coding] = ()
    learned: Sequence[Coding] = ()
    learnt: tuple[str, ...] = ()
    unlearnt: Mapping[str, str] = field(default_factory=dict)
    trust: Mapping[str, float] = field(default_factory=dict)
    untested: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, Mapping[int, float]] = field(default_factory=dict, repr=False)
    never_together: tuple[str, ...] = ()


def learn(
    material: Material,
    codebook: Codebook,
    heard: Sequence[Case],
    proposals: Mapping[str, Sequence[Coding]],
    lessons: Lessons,
    turns: Sequence[Turn],
    sought: Collection[str] = (),
) -> Learning:
    """Learn what can be learnt; the rest is the machine's own decision.

    ``sought`` are codes that coders of other packages read for.
    """
    if not lessons:
        machine = _decide_untaught(material, codebook, heard)
        return Learning(machine, scores=_scores(material, turns, heard, {}, sought))
    coder = _fitted(material, codebook, heard, proposals, lessons)
    learnt = tuple(code.id for code in codebook.codes if code.id in coder.learnt)
    learned = coder.propose(material, codebook, learnt)
    judged = coder.judge(material, [code for code in codebook.codes if code.id in learnt])
    by_code: dict[str, list[Coding]] = {code: [] for code in learnt}
    for each in learned:
        by_code[each.code].append(replace(each, coder=MACHINE))
    machine = [
        coding
        for case in heard
        for coding in (
            by_code[case.code.id]
            if case.code.id in by_code
            else _decide_by_machine(case, coder, material)
        )
    ]
    scores = _scores(material, turns, heard, judged, sought)
    trust = {code: coder.learnt[code].trust for code in learnt}
    untested = {code: coder.learnt[code].untested for code in learnt}
    untested = {code: why for code, why in untested.items() if why}
    return Learning(
        machine, learned, learnt, coder.unlearnt, trust, untested, scores, coder.never_together
    )


def _decide_untaught(
    material: Material, codebook: Codebook, heard: Sequence[Case]
) -> Sequence[Coding]:
    """The machine's own codings; of codes that exclude each other those that come first."""
    codings = {case.code.id: case.decided() for case in heard}
    if not codebook.exclusive_groups:
        return [coding for of_code in codings.values() for coding in of_code]
    from interviewkit.coding.learning.committee import decide_untaught
    from interviewkit.coding.learning.exclusive import decide_exclusively
    from interviewkit.coding.learning.features import compute_support
    from interviewkit.coding.turn_numbers import number_turns

    turn = number_turns(material.passages)
    decided = {
        case.code.id: decide_untaught(compute_support(case), len(turn))
        for case in heard
        if not case.is_silent
    }
    for group in codebook.exclusive_groups:
        decided = decide_exclusively(decided, group, turn, has_one=False)
    for group in codebook.exclusive_groups:
        for code in group:
            if code in decided:
                given = {material.passages[k] for k in decided[code].places}
                codings[code] = [coding for coding in codings[code] if coding.passage in given]
    return [coding for of_code in codings.values() for coding in of_code]


def _decide_by_machine(case: Case, coder: LearnedCoder, material: Material) -> Sequence[Coding]:
    """The machine's own codings; of codes that exclude each other only those that come first."""
    codings = case.decided()
    if not coder.excludes(case.code.id):
        return codings
    found = coder.judge(material, [case.code]).get(case.code.id)
    given = set() if found is None else {material.passages[k] for k in found.places}
    return [coding for coding in codings if coding.passage in given]


def _fitted(
    material: Material,
    codebook: Codebook,
    heard: Sequence[Case],
    proposals: Mapping[str, Sequence[Coding]],
    lessons: Lessons,
) -> LearnedCoder:
    """Questions are compared by their words: as good as by vectors, which would be many more."""
    from interviewkit.coding.learned_coder import LearnedCoder

    by_others = [
        each for name in proposals if name not in (LEARNED, MACHINE) for each in proposals[name]
    ]
    coder = LearnedCoder(by_others, heard=heard)
    return coder.fit(material, codebook, lessons.codings, lessons.read, lessons.who)


def _scores(
    material: Material,
    turns: Sequence[Turn],
    heard: Sequence[Case],
    judged: Mapping[str, PassageDecisions],
    sought: Collection[str],
) -> dict[str, dict[int, float]]:
    """Code → turn id → the highest probability of its passages, for every code with a coder.

    A turn that was cut into no passage has the lowest that there is.
    """
    import numpy as np

    from interviewkit.coding.learning.committee import decide_untaught
    from interviewkit.coding.learning.features import compute_support

    n = len(material.passages)
    ids = np.array([passage.turn.id or 0 for passage in material.passages], dtype=np.int64)
    cut, number = np.unique(ids, return_inverse=True)
    scores = {}
    for case in heard:
        code = case.code
        if code.id not in judged and not code.is_findable and code.id not in sought:
            continue
        found = judged.get(code.id) or decide_untaught(compute_support(case), n)
        likely = np.nan_to_num(found.probabilities).clip(0, 1)
        highest = np.zeros(len(cut))
        np.maximum.at(highest, number, likely)
        lowest = float(highest.min()) if len(cut) else 0.0
        scores[code.id] = dict.fromkeys((turn.id or 0 for turn in turns), lowest)
        scores[code.id] |= zip(cut.tolist(), highest.tolist(), strict=True)
    return scores


def _is_heard(coding: Coding, reading: Reading) -> bool:
    """Whether a person's coding, a rejection too, is of the side that stands in its turn."""
    if coding.code not in reading.verdicts:
        return False
    verdict = reading.verdicts[coding.code].get(coding.passage.turn.id or 0)
    return verdict is None or coding.coder in verdict.by


def _find_turns_read_for(reading: Reading, name: str) -> dict[str, list[Turn]]:
    """Code → the turns that someone read for it, where their word stands."""
    return {
        code: [
            reading.turns[turn]
            for turn in sorted(reading.read_by(name, [code]))
            if name in verdicts[turn].by
        ]
        for code, verdicts in reading.verdicts.items()
    }


def _older(codings: Sequence[Coding], codebook: Codebook) -> dict[str, int]:
    now = {code.id: code.version for code in codebook.codes}
    return dict(
        Counter(
            each.code
            for each in codings
            if each.code_version and now.get(each.code, each.code_version) != each.code_version
        )
    )
