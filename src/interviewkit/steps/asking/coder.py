"""The coder ``llm`` in a study: it joins the coders that are heard beside rules and examples."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from interviewkit.coding.contract import THRESHOLD, Material
from interviewkit.coding.llm.asking import AskingManner
from interviewkit.coding.llm.coder import LanguageModelCoder
from interviewkit.coding.llm.rounds import AskedTask
from interviewkit.coding.proposal_check import ProposalCheck
from interviewkit.errors import Problem
from interviewkit.model import Codebook, Coding, Tick, ignore_tick
from interviewkit.model.llm_settings import LlmSettings
from interviewkit.model.section_settings import LLM
from interviewkit.steps.asking.audit import FILE, StudyAsker
from interviewkit.steps.asking.contexts import place_turns_in_context
from interviewkit.steps.asking.template_file import read_template
from interviewkit.steps.reading import load_speech
from interviewkit.steps.record import hash_values
from interviewkit.steps.site import Site
from interviewkit.wording.numbers import count, counted

KINDS_TOLD = 4


@dataclass
class StudyLanguageModel:
    """A language model as a coder of this study, by the same calls as another package's coder.

    With a ``limit`` at most so many turns are asked about anew; 0 makes do with what is kept.
    """

    site: Site
    limit: int | None = None
    problems: list[Problem] = field(default_factory=list)
    read_for: dict[str, set[int]] = field(default_factory=dict)
    """After ``propose``: code → ids of the turns that it answered validly for."""
    codings: list[Coding] = field(default_factory=list)

    name = LLM
    threshold = THRESHOLD

    @cached_property
    def manner(self) -> AskingManner:
        """How it is asked, as study.toml says.

        Raises:
            StudyError: the template cannot be read.
        """
        wanted = self.site.settings.coding.llm
        return AskingManner(
            read_template(self.site.root, self.site.settings),
            wanted.model,
            wanted.votes,
            wanted.codes_a_call,
            wanted.most_tokens,
            wanted.temperature,
            self.site.settings.study.seed,
        )

    @cached_property
    def asker(self) -> StudyAsker:
        return StudyAsker(self.site)

    @property
    def version(self) -> str:
        """The model and all that is asked of it: with another one, what is lacking is asked."""
        wanted = self.site.settings.coding.llm
        return (
            f"{wanted.model or 'no model'}; template {self.manner.template.digest}, "
            f"votes {self.manner.votes}, codes a call {wanted.codes_a_call}, "
            f"turns before {wanted.context_turns}, temperature {self.manner.warmth:g}"
        )

    def reads(self, codebook: Codebook) -> tuple[str, ...]:
        """It looks for every code."""
        return codebook.code_ids

    def make(self, turn_ids: Collection[int]) -> LanguageModelCoder:
        """The coder with the turns as they may be sent."""
        with self.site.store.reading() as shelves:
            reading = load_speech(self.site, shelves)
        before = self.site.settings.coding.llm.context_turns
        contexts = place_turns_in_context(reading, turn_ids, before)
        return LanguageModelCoder(self.asker, self.manner, contexts, self.limit)

    def propose(
        self, material: Material, codebook: Codebook, tick: Tick = ignore_tick
    ) -> list[Coding]:
        """What it proposes, each with a quote that stands in its turn.

        Raises:
            StudyError: the template cannot be used.
            EndpointError: nothing can be asked; what was answered before is kept.
        """
        turns = {passage.turn.place: passage.turn for passage in material.passages}
        self.coder = self.make({turn.id or 0 for turn in turns.values()})
        border = ProposalCheck(LLM, "coder llm", material, codebook, self.threshold)
        codings = border.admit(self.coder.propose(material, codebook, tick))
        asked = self.coder.asked
        self.read_for = {
            code: {turns[place].id or 0 for place in places}
            for code, places in asked.read_for().items()
        }
        if asked.erased:
            codings += self._carry_over(asked.erased)
        self.problems = [*self.coder.problems, *border.problems]
        self.codings = codings
        return codings

    def _carry_over(self, erased: Sequence[AskedTask]) -> list[Coding]:
        """What it said where its words were erased since: that stays as it stands."""
        wanted = {
            (each.task.at.turn.id or 0, code) for each in erased for code in each.task.code_ids
        }
        turns = {each.task.at.turn.id or 0: each.task.at.turn for each in erased}
        with self.site.store.reading() as shelves:
            known = shelves.codings.list(turns, coders=[LLM])
            covered = shelves.coverage.of(LLM)
        for turn, code in wanted:
            if covered.get(turn, set()) & {"", code}:
                self.read_for.setdefault(code, set()).add(turn)
        return [each for each in known if (each.turn_id, each.code) in wanted]

    # -- what is told of it ------------------------------------------------------------------------

    @property
    def mark(self) -> str:
        """The same while it says the same of the same turns."""
        said = sorted(map(repr, (each.said for each in self.codings)))
        return hash_values(self.version, said, {c: sorted(t) for c, t in self.read_for.items()})

    @property
    def is_whole(self) -> bool:
        """Whether asking again now could bring nothing new."""
        return self.coder.asked.is_whole

    def read_wholly(self) -> set[int]:
        """Ids of the turns that it has read for every code."""
        every = list(self.read_for.values())
        return set.intersection(*every) if every else set()

    @property
    def facts(self) -> dict[str, object]:
        """Who was asked what, and what became of it; over all that is kept, not this run alone."""
        from interviewkit.endpoints.transfer import describe_transfer

        asked, wanted = self.coder.asked, self.site.settings.coding.llm
        spent, answered = self.asker.spent, (*asked.tasks, *asked.erased)
        with self.site.store.reading() as shelves:
            sources = shelves.prompts.sources({each.first for each in answered})
        files = sorted(each for each in sources if each.startswith(FILE))
        return {
            "model": wanted.model,
            "transfer": describe_transfer(wanted).to_facts(),
            "files": [each.removeprefix(FILE) for each in files],
            "only_files": bool(files) and len(files) == len(sources),
            "template": self.manner.template.digest,
            "template_name": self.manner.template.name,
            "votes": self.manner.votes,
            "turns_asked": len({each.task.at.turn.place for each in answered}),
            "turns_unasked": len({each.task.at.turn.place for each in asked.unasked}),
            "turns_in_part": len(self.coder.abstained),
            "answers": sum(len(each.read) for each in asked.tasks),
            "set_aside": dict(asked.count_faults().most_common()),
            "calls": spent.prompts,
            "tokens_in": spent.tokens_in,
            "tokens_out": spent.tokens_out,
            "cost": estimate_cost(wanted, spent.tokens_in, spent.tokens_out),
        }

    def says(self) -> tuple[str, ...]:
        """What was asked just now and what it took; what was set aside; what is still open."""
        facts, asked, lines = self.facts, self.coder.asked, []
        spent = self.asker.spent
        if spent.prompts:
            cost = facts["cost"]
            paid = "" if cost is None else f"; {cost:,.2f} by the prices of study.toml"
            lines.append(
                f"{LLM}: {counted(spent.prompts, 'call')} to {self.asker.host}, "
                f"{count(spent.tokens_in)} tokens in, {count(spent.tokens_out)} out{paid}"
            )
        faults = asked.count_faults()
        if faults:
            told = [f"{n} {fault}" for fault, n in faults.most_common(KINDS_TOLD)]
            more = len(faults) - len(told)
            told += [f"{more} other kinds"] if more > 0 else []
            answers = sum(len(each.read) for each in asked.tasks)
            lines.append(
                f"{LLM}: of {counted(answers, 'answer')}, set aside in part or whole: "
                f"{'; '.join(told)}"
            )
        if asked.unasked:
            turns = len({each.task.at.turn.place for each in asked.unasked})
            lines.append(
                f"{LLM}: {counted(turns, 'turn')} not asked about yet; code again for them"
            )
        return tuple(lines)


def estimate_cost(wanted: LlmSettings, tokens_in: int, tokens_out: int) -> float | None:
    """By the prices of study.toml, for a million tokens each; ``None`` where it names none."""
    if not wanted.price_in and not wanted.price_out:
        return None
    cost = (tokens_in * wanted.price_in + tokens_out * wanted.price_out) / 1_000_000
    return round(cost, 4)
