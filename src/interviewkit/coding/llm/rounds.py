"""Rounds of questions to a language model: what is kept, what is asked, and what is asked again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from interviewkit.coding.contract import Proposal
from interviewkit.coding.llm.answers import ReadAnswer, read_answer
from interviewkit.coding.llm.asking import CUT_OFF, AskingManner, CodingTask, ask_again
from interviewkit.coding.llm.votes import Vote, tally_votes
from interviewkit.errors import Problem
from interviewkit.model import Evidence, Passage, Tick, ignore_tick
from interviewkit.model.prompt import Answer, Prompt

TRIES = 3
"""So often the same is asked where an answer cannot be used; then the turn is left unread."""

TOLD = 3
"""So many cases of one fault are told one by one."""


class Asker(Protocol):
    """Whoever has answers: kept ones at once, new ones by asking.

    ``erased`` are keys that :meth:`recall` was asked for and that were answered, but whose words
    were erased since: these are not asked again.
    """

    @property
    def erased(self) -> Collection[str]: ...

    def recall(self, keys: Iterable[str]) -> Mapping[str, Sequence[Answer]]:
        """Key → the answers that are kept; keys that were never answered are left out."""
        ...

    def ask(
        self, prompts: Mapping[str, Prompt], tick: Tick = ignore_tick
    ) -> Iterator[tuple[str, Sequence[Answer]]]:
        """Keys with new answers, as they come; each is kept before it is given."""
        ...


@dataclass(eq=False)
class AskedTask:
    """A task with what came of it: every answer, read, over all tries."""

    task: CodingTask
    prompt: Prompt
    key: str
    wanted: int
    read: list[ReadAnswer] = field(default_factory=list)
    tries: int = 0
    first: str = ""
    """The key of the first try."""

    def __post_init__(self) -> None:
        self.first = self.first or self.key

    def votes_of(self, code: str) -> list[ReadAnswer]:
        """The answers that are valid for a code, as many as were wanted."""
        return [each for each in self.read if code in each.answered][: self.wanted]

    @property
    def lacking(self) -> int:
        """How many votes are still wanted of the code that has the fewest."""
        return self.wanted - min(len(self.votes_of(code)) for code in self.task.code_ids)

    @property
    def has_failed(self) -> bool:
        """Whether the endpoint failed, so that asking another time may help, but not now."""
        return any(each.failed for each in self.read)

    @property
    def settled(self) -> tuple[str, ...]:
        """The codes with more than half of the votes that were wanted."""
        return tuple(c for c in self.task.code_ids if 2 * len(self.votes_of(c)) > self.wanted)

    @property
    def is_open(self) -> bool:
        """Whether another try may bring more."""
        return self.lacking > 0 and self.tries < TRIES and not self.has_failed

    def take(self, answers: Sequence[Answer], manner: AskingManner) -> None:
        """Read what came, and make ready what would be asked next."""
        self.read += [read_answer(self.task, each) for each in answers]
        self.tries += 1
        if self.is_open:
            fault = next(iter(self.faults), "")
            first = self.task.make_prompt(manner)
            self.prompt = ask_again(first, fault, self.tries, self.lacking)
            self.key = manner.make_key(self.prompt)

    @property
    def faults(self) -> Counter[str]:
        """What was wrong with answers, each with how often."""
        return Counter(fault for each in self.read for fault in each.faults.values())


@dataclass(frozen=True)
class AskedTurns:
    """What a language model says of the turns that it was asked about.

    ``unasked`` are tasks that nobody has answered yet, as a limit or the lack of an endpoint left
    them, ``erased`` those of which nothing is kept but that they were answered, ``waiting`` those
    that were asked about and not answered at all; ``tasks`` are all others.
    """

    tasks: Sequence[AskedTask] = ()
    unasked: Sequence[AskedTask] = ()
    erased: Sequence[AskedTask] = ()
    waiting: Sequence[AskedTask] = ()

    @property
    def is_whole(self) -> bool:
        """Whether asking again now could bring nothing new."""
        still_open = any(each.has_failed or each.is_open for each in self.tasks)
        return not (self.unasked or self.waiting or still_open)

    def list_proposals(self) -> list[Proposal]:
        """What its votes come to: one proposal a code, side and place."""
        return [proposal for each in self.tasks for proposal in _propose(each)]

    def read_for(self) -> dict[str, set[tuple[str, int]]]:
        """Code → the places of the turns that it answered validly for."""
        found: dict[str, set[tuple[str, int]]] = {}
        for each in self.tasks:
            for code in each.settled:
                found.setdefault(code, set()).add(each.task.at.turn.place)
        return found

    def count_faults(self) -> Counter[str]:
        """What was wrong with answers that were set aside, each with how often."""
        return sum((each.faults for each in self.tasks), Counter())

    def list_problems(self) -> list[Problem]:
        """What is left unread, a line a fault."""
        cases: dict[str, list[str]] = {}
        for each in self.tasks:
            lost = [code for code in each.task.code_ids if code not in each.settled]
            for code in lost:
                fault = _last_fault(each, code)
                cases.setdefault(fault, []).append(f"{code} in {each.task.where}")
        return [
            Problem(
                "coder llm",
                0,
                f"left unread, as the answer {fault}: {_list_cases(where)}",
                _advise(fault),
                fatal=False,
            )
            for fault, where in cases.items()
        ]


def ask_tasks(
    tasks: Sequence[CodingTask],
    manner: AskingManner,
    asker: Asker,
    limit: int | None = None,
    tick: Tick = ignore_tick,
) -> AskedTurns:
    """Have all tasks answered, each at most :data:`TRIES` times; kept answers come first.

    With a ``limit`` at most so many turns that lack an answer are asked about; 0 asks nothing.
    """
    every = [_begin(task, manner) for task in tasks]
    waiting, unasked = every, list[AskedTask]()
    erased = list[AskedTask]()
    allowed: set[tuple[str, int]] | None = None
    for attempt in range(TRIES):
        lacking = _recall(waiting, manner, asker, tick if not attempt else ignore_tick)
        erased += [each for each in lacking if each.key in asker.erased]
        lacking = [each for each in lacking if each.key not in asker.erased]
        if attempt == 0 and limit is not None:
            places = dict.fromkeys(each.task.at.turn.place for each in lacking)
            allowed = set(list(places)[:limit])
        asked = [each for each in lacking if allowed is None or each.task.at.turn.place in allowed]
        unasked += [each for each in lacking if each not in asked and not each.tries]
        _ask(asked, manner, asker, tick if not attempt else ignore_tick)
        waiting = [each for each in waiting if each.tries == attempt + 1 and each.is_open]
        if not waiting:
            break
    aside = {id(each) for each in (*unasked, *erased)}
    silent = [each for each in every if not each.tries and id(each) not in aside]
    return AskedTurns([each for each in every if each.tries], unasked, erased, silent)


def _begin(task: CodingTask, manner: AskingManner) -> AskedTask:
    prompt = task.make_prompt(manner)
    return AskedTask(task, prompt, manner.make_key(prompt), manner.votes)


def _recall(
    waiting: Sequence[AskedTask], manner: AskingManner, asker: Asker, tick: Tick
) -> list[AskedTask]:
    """Take in what is kept; returns the tasks of which nothing is."""
    kept = asker.recall({each.key for each in waiting})
    lacking = []
    for each in waiting:
        if each.key in kept:
            each.take(kept[each.key], manner)
            tick(1)
        else:
            lacking.append(each)
    return lacking


def _ask(asked: Sequence[AskedTask], manner: AskingManner, asker: Asker, tick: Tick) -> None:
    """Ask, the same only once: turns that say the same in the same place are one question."""
    by_key: dict[str, list[AskedTask]] = {}
    for each in asked:
        by_key.setdefault(each.key, []).append(each)
    prompts = {key: same[0].prompt for key, same in by_key.items()}
    for key, answers in asker.ask(prompts):
        for each in by_key[key]:
            each.take(answers, manner)
            tick(1)


def _propose(asked: AskedTask) -> Iterator[Proposal]:
    turn = asked.task.at.turn
    for code in asked.settled:
        votes = asked.votes_of(code)
        said = [
            Vote(each.side, each.spans, each.rationale, each.chance)
            for answer in votes
            for each in answer.found
            if each.code == code
        ]
        for side in dict.fromkeys(each.side for each in said):
            mine = [each for each in said if each.side == side]
            held = tally_votes(mine, len(votes), asked.wanted)
            evidence = [Evidence("reason", held.rationale, 1.0)] if held.rationale else []
            if asked.wanted > 1:
                told = f"{len(mine)} of {len(votes)} answers find it"
                evidence.append(Evidence("votes", told, round(len(mine) / len(votes), 3)))
            for start, end in held.spans:
                yield Proposal(Passage.whole(turn), code, held.score, side, evidence, start, end)


def _last_fault(asked: AskedTask, code: str) -> str:
    """Why a code could not be read in the end."""
    for each in reversed(asked.read):
        if code not in each.answered:
            return each.faults.get(code) or each.faults.get("", "is not there")
    return "is not there"


def _advise(fault: str) -> str:
    if fault == CUT_OFF:
        return "let it be longer: most_tokens in [coding.llm]"
    if fault.startswith("did not come"):
        return "code again: what is missing is asked for then"
    return "read these turns yourself, or ask another model"


def _list_cases(cases: Sequence[str]) -> str:
    shown = "; ".join(cases[:TOLD])
    return shown if len(cases) <= TOLD else f"{shown} … ({len(cases)} in all)"
