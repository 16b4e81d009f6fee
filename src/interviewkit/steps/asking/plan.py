"""``code --dry-run``: what would be asked of a language model; nothing is sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from interviewkit.coding.llm.asking import make_tasks
from interviewkit.coding.llm.rounds import AskedTurns, ask_tasks
from interviewkit.errors import StudyError
from interviewkit.model import Reading, Tick, ignore_tick
from interviewkit.model.asking_plan import AskingPlan
from interviewkit.model.prompt import Answer, Prompt
from interviewkit.model.section_settings import LLM
from interviewkit.steps.asking.audit import StudyAsker
from interviewkit.steps.asking.coder import StudyLanguageModel, estimate_cost
from interviewkit.steps.asking.contexts import count_named
from interviewkit.steps.coding.codebook import read_usable
from interviewkit.steps.reading import load_speech
from interviewkit.steps.site import Site
from interviewkit.wording.numbers import counted

CHARACTERS_A_TOKEN = 4
"""In English prose, as makers of language models say; other languages need more tokens."""

TOKENS_AN_ANSWER = 60
"""About what "none" and a finding now and then take."""


@dataclass
class CollectingAsker(StudyAsker):
    """Knows what is kept, and writes down what it would ask instead of asking."""

    wanted: dict[str, Prompt] = field(default_factory=dict)

    def ask(
        self, prompts: Mapping[str, Prompt], tick: Tick = ignore_tick
    ) -> Iterator[tuple[str, Sequence[Answer]]]:
        """Nothing is asked, so nothing comes."""
        self.wanted.update(prompts)
        tick(len(prompts))
        yield from ()


@dataclass(frozen=True)
class PlannedTasks:
    """All that is to be asked about a study: what is answered already, what is ``wanted``."""

    model: StudyLanguageModel
    asked: AskedTurns = field(repr=False)
    wanted: Mapping[str, Prompt] = field(repr=False)
    turns: int

    @classmethod
    def of(cls, site: Site, limit: int | None = None) -> PlannedTasks:
        """What the study as it is wants to be asked, of at most ``limit`` turns.

        Raises:
            StudyError: there is no speech, or the template cannot be used.
            CodebookError: the codebook cannot be applied.
        """
        codebook, _ = read_usable(site.root, site.settings)
        with site.store.reading() as shelves:
            reading = load_speech(site, shelves)
        if not reading.codable:
            raise StudyError("there is no speech yet", hint="read transcripts: interviewkit ingest")
        model = StudyLanguageModel(site)
        contexts = list(model.make(reading.codable.keys()).contexts.values())
        tasks = make_tasks(codebook, contexts, model.manner.codes_a_call)
        asker = CollectingAsker(site)
        asked = ask_tasks(tasks, model.manner, asker, limit)
        lacking = {
            each.task.at.turn.place
            for each in (*asked.tasks, *asked.unasked, *asked.waiting)
            if each.key in asker.wanted
        }
        return cls(model, asked, asker.wanted, len(lacking))


def require_language_model(site: Site) -> None:
    """That study.toml asks for a language model.

    Raises:
        StudyError: it does not.
    """
    if LLM not in site.settings.coding.coders:
        raise StudyError(
            "study.toml asks no language model to code",
            hint='add "llm" to coders under [coding], and say which under [coding.llm]',
        )


def plan_asking(site: Site, limit: int | None = None) -> AskingPlan:
    """What ``code`` would ask, with one prompt in full; of at most ``limit`` turns.

    Raises:
        StudyError: study.toml asks for no language model, or the template cannot be used.
        CodebookError: the codebook cannot be applied.
    """
    require_language_model(site)
    planned = PlannedTasks.of(site, limit)
    known = len(planned.asked.tasks) + len(planned.asked.erased)
    return build_plan(site, list(planned.wanted.values()), known, planned.turns)


def build_plan(
    site: Site, prompts: Sequence[Prompt], known: int, turns: int, sends: str = ""
) -> AskingPlan:
    """What these prompts come to; ``known`` others are answered already.

    ``sends`` is what of the speech a call holds, where that is not a turn in its context.

    Raises:
        EndpointError: ``endpoint`` names no server.
    """
    from interviewkit.endpoints.addresses import read_address

    wanted = site.settings.coding.llm
    address = read_address(wanted.endpoint)
    votes = sum(each.votes for each in prompts)
    characters = sum(each.votes * (len(each.system) + len(each.user)) for each in prompts)
    tokens_in, tokens_out = characters // CHARACTERS_A_TOKEN, votes * TOKENS_AN_ANSWER
    return AskingPlan(
        wanted.model,
        address.shown,
        address.is_here,
        wanted.consent,
        turns,
        len(prompts),
        known,
        max((each.votes for each in prompts), default=1),
        tokens_in,
        tokens_out,
        estimate_cost(wanted, tokens_in, tokens_out),
        describe_sending(site, sends),
        next(iter(prompts), None),
    )


def describe_sending(site: Site, speech: str = "") -> tuple[str, ...]:
    """What a call holds, and what never; ``speech`` is what is said of what was said."""
    with site.store.reading() as shelves:
        reading: Reading = load_speech(site, shelves)
    before = site.settings.coding.llm.context_turns
    named, all_speakers = count_named(reading)
    if named == all_speakers:
        who = "speakers go by their pseudonyms, also where others name them with capitals"
    else:
        who = (
            f"{named} of {counted(all_speakers, 'speaker')} go by a pseudonym, also where others "
            "name them with capitals; the others are Speaker 1, Speaker 2 …, but who is named in "
            "what was said stays named"
        )
    return (
        speech
        or f"each turn to be coded, the question before it and {counted(before, 'turn')} before",
        who,
        "the codebook: labels, definitions, include, exclude, examples and near misses",
        "never: names of files, labels of speakers, survey figures, what people coded",
    )
