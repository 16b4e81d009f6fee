"""The coder ``llm``: a language model is asked about every turn, and what holds is proposed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from interviewkit.coding.contract import Material, Proposal
from interviewkit.coding.llm.asking import AskingManner, CodingTask, TurnInContext, make_tasks
from interviewkit.coding.llm.rounds import AskedTurns, Asker, ask_tasks
from interviewkit.errors import Problem
from interviewkit.model import Codebook, Tick, Turn, ignore_tick


@dataclass
class LanguageModelCoder:
    """A coder by the contract of :class:`~interviewkit.coding.contract.Proposer`, which asks.

    ``contexts`` are the turns as they may be sent, by transcript and position. With a ``limit`` at
    most so many turns are asked about that lack an answer.
    """

    asker: Asker
    manner: AskingManner
    contexts: Mapping[tuple[str, int], TurnInContext] = field(repr=False)
    limit: int | None = None
    asked: AskedTurns = field(default_factory=AskedTurns, repr=False)

    def propose(
        self, material: Material, codebook: Codebook, tick: Tick = ignore_tick
    ) -> list[Proposal]:
        """Proposals with quotes that stand in their turns; each ``tick`` is a task.

        Raises:
            StudyError: the template cannot be used.
            EndpointError: nothing can be asked; what was answered before is kept.
        """
        tasks = self.make_tasks(material, codebook)
        self.asked = ask_tasks(tasks, self.manner, self.asker, self.limit, tick)
        return self.asked.list_proposals()

    def make_tasks(self, material: Material, codebook: Codebook) -> list[CodingTask]:
        """What would be asked of a study: every turn, with a few codes at a time."""
        places = dict.fromkeys(passage.turn.place for passage in material.passages)
        turns = [self.contexts[place] for place in places if place in self.contexts]
        return make_tasks(codebook, turns, self.manner.codes_a_call)

    @property
    def problems(self) -> list[Problem]:
        """What could not be read, after ``propose``."""
        return self.asked.list_problems()

    @property
    def abstained(self) -> list[Turn]:
        """Turns of which it could not say everything that was asked."""
        lost = [each for each in self.asked.tasks if len(each.settled) < len(each.task.codes)]
        every = [*lost, *self.asked.unasked, *self.asked.waiting]
        return [*{each.task.at.turn.place: each.task.at.turn for each in every}.values()]
