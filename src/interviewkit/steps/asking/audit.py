"""Every request and answer, kept in the study as it comes: nothing is asked twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from interviewkit.model import Outcome, Tick, ignore_tick
from interviewkit.model.prompt import Answer, Endpoint, KeptAnswer, KeptPrompt, Prompt
from interviewkit.model.section_settings import LLM
from interviewkit.steps.record import tell_time
from interviewkit.steps.site import Site

CODING, DRAFTING = "code", "draft"
"""What a prompt is for."""

FILE = "file "
"""How the source of answers begins that came by a file; its name follows."""


@dataclass
class Spent:
    """What was asked just now: prompts, and tokens as the endpoint counted them."""

    prompts: int = 0
    tokens_in: int = 0
    tokens_out: int = 0

    def add(self, answers: Iterable[Answer]) -> None:
        self.prompts += 1
        for each in answers:
            self.tokens_in += each.tokens_in
            self.tokens_out += each.tokens_out


@dataclass
class StudyAsker:
    """Answers out of the study's log, and new ones from the endpoint of ``[coding.llm]``.

    ``erased`` are keys that were answered and whose words were erased since, as long as what came
    of them stands: where the coder was taken out of the study meanwhile, they are asked anew.
    """

    site: Site
    purpose: str = CODING
    spent: Spent = field(default_factory=Spent)
    erased: set[str] = field(default_factory=set)

    @property
    def host(self) -> str:
        """Whom it asks, without what stands behind the name in an address."""
        from interviewkit.endpoints.addresses import read_address

        return read_address(self.site.settings.coding.llm.endpoint).shown

    def recall(self, keys: Iterable[str]) -> Mapping[str, Sequence[Answer]]:
        """Key → the answers that are kept; see :class:`~interviewkit.coding.llm.rounds.Asker`."""
        wanted = set(keys)
        with self.site.store.reading() as shelves:
            found = shelves.prompts.get(wanted)
            if shelves.codings.state(LLM):
                self.erased |= shelves.prompts.erased(wanted - found.keys())
        return found

    def ask(
        self, prompts: Mapping[str, Prompt], tick: Tick = ignore_tick
    ) -> Iterator[tuple[str, Sequence[Answer]]]:
        """Keys with new answers, each on the disk before it is given; Ctrl-C loses none.

        Raises:
            EndpointError: the endpoint may not be asked, or answers nothing.
        """
        if not prompts:
            return
        for key, answers in self._open_endpoint().ask(prompts.items()):
            self.keep(key, prompts[key], answers, self.host)
            self.spent.add(answers)
            yield key, answers
            tick(1)

    def keep(self, key: str, prompt: Prompt, answers: Iterable[Answer], source: str) -> None:
        """Write down what was asked and what came back; ``source`` says from where."""
        now = tell_time()
        kept = KeptPrompt(key, self.purpose, now, self.site.settings.coding.llm.model, source)
        with self.site.store.writing() as shelves:
            shelves.prompts.add(kept, prompt, answers, source, now)

    def _open_endpoint(self) -> Endpoint:
        from interviewkit.endpoints.opening import open_endpoint

        settings = self.site.settings
        return open_endpoint(settings.coding.llm, seed=settings.study.seed)


def list_kept_answers(site: Site) -> Sequence[tuple[KeptPrompt, Sequence[KeptAnswer]]]:
    """All that a language model was asked about the study, and what it answered."""
    with site.store.reading() as shelves:
        return shelves.prompts.list()


def erase_answers(site: Site) -> Outcome:
    """Take the words out of everything that was asked and answered; codings stay as they are.

    That it was asked, when, whom, and how many tokens it took, is kept: the methods say it.
    """
    with site.store.writing() as shelves:
        n = shelves.prompts.erase()
    site.store.close()  # so that the log beside the database, which held them too, is folded in
    if not n:
        return Outcome("erase", False, ("nothing is kept of what a language model was asked",))
    says = (
        f"{n} requests to a language model and their answers are erased; the codings stay",
        "backups made before still hold them: interviewkit restore lists these",
    )
    return Outcome("erase", True, says, {"erased": n})
