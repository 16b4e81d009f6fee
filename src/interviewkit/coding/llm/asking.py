"""One question to a language model: a turn in its context, a few codes, and the prompt for both."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property

from interviewkit.coding.llm.disguise import CoveredText
from interviewkit.coding.llm.marking_off import make_mark, mark_off
from interviewkit.coding.llm.template import PromptTemplate
from interviewkit.errors import StudyError
from interviewkit.model import Code, Codebook, Turn
from interviewkit.model.prompt import Prompt

WARM = 0.7
"""The temperature of several votes where none is set: without any they would all be one."""


@dataclass(frozen=True)
class AskingManner:
    """How a model is asked: which, by which template, how many votes, how long answers may be."""

    template: PromptTemplate
    model: str = ""
    votes: int = 1
    codes_a_call: int = 5
    most_tokens: int = 1500
    temperature: float = 0.0
    seed: int = 0

    @property
    def warmth(self) -> float:
        return WARM if self.votes > 1 and not self.temperature else self.temperature

    @cached_property
    def systems(self) -> dict[tuple[object, ...], str]:
        """Codes that were asked about together → what was said of them; thousands of turns share
        few."""
        return {}

    def make_prompt(self, system: str, user: str, schema: Mapping[str, object]) -> Prompt:
        return Prompt(
            system, user, schema, self.most_tokens, self.warmth, self.seed, votes=self.votes
        )

    def make_key(self, prompt: Prompt) -> str:
        """SHA-256 over all that an answer depends on, 32 hex digits."""
        text = json.dumps([self.model, asdict(prompt)], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:32]


@dataclass(frozen=True)
class TurnInContext:
    """A turn as it is sent, with what was asked and said before it.

    ``speaker`` and those in ``before`` are pseudonyms or numbers; ``sent`` knows the true text.
    """

    turn: Turn = field(repr=False)
    speaker: str
    sent: CoveredText
    question: str = ""
    before: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class CodingTask:
    """A turn to be coded by a few codes; ``exclusive`` are groups of which one at most holds."""

    at: TurnInContext
    codes: tuple[Code, ...]
    exclusive: tuple[tuple[str, ...], ...] = ()

    @property
    def code_ids(self) -> tuple[str, ...]:
        return tuple(code.id for code in self.codes)

    def make_prompt(self, manner: AskingManner) -> Prompt:
        """The prompt for the first try.

        Raises:
            StudyError: the template cannot be used.
        """
        at = self.at
        before = "\n".join(f"{who}: {text}" for who, text in at.before)
        said = f"{at.speaker}: {at.sent.text}"
        mark = make_mark([at.question, before, said])
        coded = {
            "codes": [_show_code(code) for code in self.codes],
            "exclusive": self.exclusive,
            "two_sided": any(len(code.polarity) > 1 for code in self.codes),
        }
        spoken = {
            "question": mark_off(at.question, mark),
            "before": mark_off(before, mark),
            "turn": mark_off(said, mark),
        }
        told = tuple(code.version for code in self.codes), self.exclusive
        if told not in manner.systems:
            manner.systems[told] = manner.template.render("system", coded)
        system = manner.systems[told]
        user = manner.template.render("user", coded | spoken)
        if spoken["turn"] not in user:
            raise StudyError(
                f"{manner.template.name}: the turn is changed on its way into the prompt",
                hint="write {{ turn }} without a filter",
            )
        return manner.make_prompt(system, user, build_coding_schema(self.codes))

    @property
    def where(self) -> str:
        return f"turn {self.at.turn.position} of {self.at.turn.transcript}"


def ask_again(prompt: Prompt, fault: str, attempt: int, votes: int) -> Prompt:
    """The same prompt after an answer that could not be used, which it says; with more room."""
    told = (
        f"\n\nAn earlier answer could not be used: it {fault}. Answer the same anew, "
        "by the schema, with quotes copied letter by letter from the turn to be coded."
        if fault
        else ""
    )
    seed = None if prompt.seed is None else (prompt.seed + 1000 * attempt) % 2**31
    most = prompt.most_tokens * (2 if fault == CUT_OFF else 1)
    # Told what was wrong and not better: without some warmth it would say the same a third time.
    warmth = prompt.temperature if attempt == 1 else max(prompt.temperature, WARM)
    return replace(
        prompt, user=prompt.user + told, seed=seed, votes=votes, most_tokens=most,
        temperature=warmth,
    )  # fmt: skip


CUT_OFF = "was cut off before its end"


def deal_codes(codebook: Codebook, most: int) -> list[tuple[Code, ...]]:
    """The codes in groups of at most ``most``, in their order; what excludes each other together.

    A group of codes of which a turn has one at most is never parted, however large.
    """
    dealt: list[tuple[Code, ...]] = []
    for together in _join_exclusive(codebook):
        if dealt and len(dealt[-1]) + len(together) <= most:
            dealt[-1] += together
        else:
            dealt.append(together)
    return dealt


def _join_exclusive(codebook: Codebook) -> list[tuple[Code, ...]]:
    """Codes that must be asked together, each code once, ordered by their first."""
    sets = [{code} for code in codebook.code_ids]
    for group in codebook.exclusive_groups:
        touched = [each for each in sets if each & set(group)]
        sets = [each for each in sets if each not in touched] + [set().union(*touched)]
    order = {code: place for place, code in enumerate(codebook.code_ids)}
    sets = [each for each in sets if each]
    sets.sort(key=lambda each: min(order[code] for code in each))
    return [tuple(codebook.code(c) for c in sorted(each, key=order.__getitem__)) for each in sets]


def make_tasks(codebook: Codebook, turns: Sequence[TurnInContext], most: int) -> list[CodingTask]:
    """One task a turn and group of codes, turn by turn."""
    dealt = [(codes, _groups_within(codebook, codes)) for codes in deal_codes(codebook, most)]
    return [CodingTask(at, codes, groups) for at in turns for codes, groups in dealt]


def _groups_within(codebook: Codebook, codes: Sequence[Code]) -> tuple[tuple[str, ...], ...]:
    ids = {code.id for code in codes}
    return tuple(group for group in codebook.exclusive_groups if ids >= set(group))


def build_coding_schema(codes: Sequence[Code]) -> dict[str, object]:
    """What an answer must look like; the rationale comes before the label."""
    finding: dict[str, object] = {
        "rationale": {"type": "string"},
        "code": {"type": "string", "enum": [code.id for code in codes]},
    }
    if any(len(code.polarity) > 1 for code in codes):
        finding["side"] = {"type": "string", "enum": ["+", "-"]}
    finding["quotes"] = {"type": "array", "items": {"type": "string"}}
    findings = {"type": "array", "items": build_object_schema(finding)}
    return build_object_schema({"findings": findings, "none": {"type": "boolean"}})


def build_object_schema(properties: Mapping[str, object]) -> dict[str, object]:
    """An object with these fields, all of them and no other: what every server understands."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _show_code(code: Code) -> Mapping[str, object]:
    """A code as the template is given it."""
    return {
        "id": code.id,
        "label": code.label,
        "definition": code.definition,
        "include": code.include,
        "exclude": code.exclude,
        "examples": [{"text": e.text, "polarity": e.polarity} for e in code.examples],
        "near_misses": [{"text": e.text, "polarity": e.polarity} for e in code.near_misses],
        "sides": len(code.polarity) > 1,
    }
