"""``codebook draft``: a language model proposes codes from a sample; a person takes or leaves."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from interviewkit.coding.editing.reshaping import make_id
from interviewkit.coding.llm.asking import AskingManner, ask_again
from interviewkit.coding.llm.drafts import (
    PASSAGES_A_CALL,
    ProposedCode,
    SampledPassage,
    join_drafts,
    make_draft_prompt,
    read_draft,
)
from interviewkit.coding.llm.rounds import TRIES
from interviewkit.coding.llm.template import PromptTemplate
from interviewkit.errors import Problem, StudyError
from interviewkit.model import Codebook
from interviewkit.model.asking_plan import AskingPlan
from interviewkit.model.codebook_draft import CodebookDraft, DraftedCode
from interviewkit.model.grouping import group_lists
from interviewkit.model.prompt import ERROR, Prompt
from interviewkit.steps.asking.audit import DRAFTING, StudyAsker
from interviewkit.steps.asking.coder import estimate_cost
from interviewkit.steps.asking.contexts import place_turns_in_context
from interviewkit.steps.asking.plan import build_plan
from interviewkit.steps.coding.codebook import look_at_codebook
from interviewkit.steps.reading import load_speech
from interviewkit.steps.site import Site
from interviewkit.steps.writing.writing import StudyWriter
from interviewkit.wording.numbers import count, counted

FEWEST_WORDS = 5
"""Turns with fewer words hold nothing to make a code of."""

TEMPLATE = "draft_prompt.txt"

SENT = "the passages of the sample, each alone"


@dataclass
class Drafting:
    """A sample, cut into parts that are asked about one by one."""

    site: Site
    codebook: Codebook
    sample: Sequence[SampledPassage]
    manner: AskingManner
    asker: StudyAsker
    codes: list[ProposedCode] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def of(cls, site: Site, n: int) -> Drafting:
        """A sample of at most ``n`` turns.

        Raises:
            StudyError: there is no speech to draw it from.
        """
        codebook, _ = look_at_codebook(site.root, site.settings)
        settings, seed = site.settings.coding.llm, site.settings.study.seed
        manner = AskingManner(
            PromptTemplate.packaged(TEMPLATE),
            settings.model,
            most_tokens=max(settings.most_tokens, 2000),
            temperature=settings.temperature,
            seed=seed,
        )
        return cls(site, codebook, draw_sample(site, n), manner, StudyAsker(site, DRAFTING))

    @property
    def parts(self) -> list[tuple[Sequence[SampledPassage], Prompt]]:
        """The passages of each call, with its prompt."""
        cuts = [
            self.sample[i : i + PASSAGES_A_CALL]
            for i in range(0, len(self.sample), PASSAGES_A_CALL)
        ]
        return [(part, make_draft_prompt(part, self.codebook, self.manner)) for part in cuts]

    def ask(self) -> None:
        """Ask about every part, again within bounds where an answer cannot be used.

        Raises:
            EndpointError: nothing can be asked; what was answered before is kept.
        """
        waiting = {self.manner.make_key(first): (part, first, first) for part, first in self.parts}
        lost = list[str]()
        with self.site.progress("drafting codes", len(waiting)) as tick:
            for attempt in range(1, TRIES + 1):
                kept = self.asker.recall(waiting)
                new = {key: prompt for key, (*_, prompt) in waiting.items() if key not in kept}
                failed = {}
                for key, answers in (*kept.items(), *self.asker.ask(new)):
                    part, first, _ = waiting[key]
                    try:
                        codes, left = read_draft(part, answers[0])
                    except ValueError as fault:
                        if answers[0].finish == ERROR or attempt == TRIES:
                            lost.append(str(fault))
                            continue
                        again = ask_again(first, str(fault), attempt, 1)
                        failed[self.manner.make_key(again)] = (part, first, again)
                        continue
                    self.codes += codes
                    self.problems += [_tell(each) for each in left]
                    tick(1)
                waiting = failed
        if lost:
            n, told = f"{len(lost)} of {len(self.parts)}", "; ".join(sorted(set(lost)))
            self.problems.append(_tell(f"{n} answers could not be used: it {told}"))

    def draft(self) -> CodebookDraft:
        """The codes that came, most people first, with ids that are free."""
        taken, drafted = set(self.codebook.code_ids), []
        labels = {code.label.casefold() for code in self.codebook.codes}
        for each in join_drafts(self.codes):
            if each.label.casefold() in labels:
                self.problems.append(_tell(f"the code “{each.label}” is there already: left out"))
                continue
            id_ = make_id(each.label, taken)
            taken.add(id_)
            drafted.append(_describe(each, id_))
        people = len({each.person for each in self.sample})
        spent, settings = self.asker.spent, self.site.settings.coding.llm
        cost = estimate_cost(settings, spent.tokens_in, spent.tokens_out)
        paid = "" if cost is None else f"; {cost:,.2f} by the prices of study.toml"
        says = (
            f"{counted(len(drafted), 'code')} from {counted(len(self.sample), 'passage')} of "
            f"{counted(people, 'person', 'people')}, by {settings.model}",
            f"{counted(spent.prompts, 'call')} to {self.asker.host}, {count(spent.tokens_in)} "
            f"tokens in, {count(spent.tokens_out)} out{paid}",
            "nothing is in the codebook yet: take what you think right, by hand or by codebook add",
        )
        draft = CodebookDraft(
            tuple(drafted), len(self.sample), people, "", says, tuple(self.problems)
        )
        return replace(draft, text=write_draft(draft, settings.model))


def draft_codebook(site: Site, n: int, out: str = "") -> CodebookDraft:
    """Have codes proposed from a sample of ``n`` passages; ``out`` is where the draft is written.

    Raises:
        StudyError: there is no speech, or the file cannot be written there.
        EndpointError: no language model can be asked.
    """
    writer = StudyWriter.to(site, Path(out)) if out else None
    drafting = Drafting.of(site, n)
    with site.store.locked():
        drafting.ask()
    draft = drafting.draft()
    if writer and draft.codes:
        writer.write(draft.text)
    return draft


def plan_draft(site: Site, n: int) -> AskingPlan:
    """What drafting would ask, with one prompt in full; nothing is sent."""
    drafting = Drafting.of(site, n)
    prompts = {drafting.manner.make_key(prompt): prompt for _, prompt in drafting.parts}
    known = drafting.asker.recall(prompts)
    wanted = [prompt for key, prompt in prompts.items() if key not in known]
    return build_plan(site, wanted, len(known), len(drafting.sample), sends=SENT)


def draw_sample(site: Site, n: int) -> list[SampledPassage]:
    """Turns by chance, one of every person before a second of anybody; the seed decides which.

    Raises:
        StudyError: nobody said anything.
    """
    with site.store.reading() as shelves:
        reading = load_speech(site, shelves)
    spoken = [t for t in reading.codable if reading.words_of[t] >= FEWEST_WORDS]
    if not spoken:
        raise StudyError("there is no speech yet", hint="read transcripts: interviewkit ingest")
    chance = random.Random(site.settings.study.seed)
    of_person = group_lists((reading.codable[turn], turn) for turn in sorted(spoken))
    people = sorted(of_person)
    chance.shuffle(people)
    for person in people:
        chance.shuffle(of_person[person])
    rounds = max(map(len, of_person.values()))
    order = [of_person[p][i] for i in range(rounds) for p in people if i < len(of_person[p])][:n]
    contexts = place_turns_in_context(reading, set(order), 0)
    places = [reading.turns[turn].place for turn in order]
    return [
        SampledPassage(contexts[place], reading.codable[turn])
        for place, turn in zip(places, order, strict=True)
    ]


def write_draft(draft: CodebookDraft, model: str) -> str:
    """The draft in the form of a codebook; each code says how many people are quoted."""
    lines = [
        f"# Proposed by {_one_line(model)} from {draft.passages} passages of {draft.people} people",
        "# Take, change or leave: nothing of it is in the codebook. The examples are quotes that",
        "# stand in the transcripts, names covered: they are confidential.",
        "codes:",
    ]
    for code in draft.codes:
        where = ", ".join(f"{name} {turn}" for name, turn, _ in code.quotes)
        lines += [
            f"  # quoted: {code.people} of {draft.people} people; turns {_one_line(where)}",
            f"  - id: {_quote(code.id)}",
            f"    label: {_quote(code.label)}",
            f"    definition: {_quote(code.definition)}",
            *_list_lines("include", code.include),
            *_list_lines("exclude", code.exclude),
            *_list_lines("examples", [text for *_, text in code.quotes]),
            "    origin: inductive",
        ]
    return "\n".join(lines) + "\n"


def _list_lines(name: str, items: Sequence[str]) -> list[str]:
    return [f"    {name}:", *(f"      - {_quote(each)}" for each in items)] if items else []


def _quote(text: str) -> str:
    """A text as YAML takes it whatever it holds."""
    return json.dumps(text, ensure_ascii=False)


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _describe(code: ProposedCode, id_: str) -> DraftedCode:
    quotes = tuple((each.transcript, each.position, each.text) for each in code.quotes)
    return DraftedCode(
        id_, code.label, code.definition, code.include, code.exclude, quotes, code.people
    )


def _tell(what: str) -> Problem:
    return Problem("codebook draft", 0, what, "", fatal=False)
