"""Turns and answers for tests of the language model's pure parts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from interviewkit.coding.llm.asking import AskingManner, CodingTask, TurnInContext
from interviewkit.coding.llm.disguise import Disguise
from interviewkit.coding.llm.template import PromptTemplate
from interviewkit.model import Code, Example, Tick, Turn, ignore_tick
from interviewkit.model.prompt import Answer, Prompt

ISOLATION = Code(
    "isolation", "Isolation", "Weaker ties to people.", include=("asking AI instead",),
    exclude=("working at home",), examples=(Example("I hardly talk to anyone."),),
    near_misses=(Example("I work from home."),), polarity=("+", "-"),
)  # fmt: skip
TRUST = Code("trust", "Trust", "They rely on it.")
SAID = "Renée and I hardly talk any more. I rely on it, though."
WHO = {"Renée Tremblay": "P05"}


def task(said: str = SAID, *codes: Code, exclusive: Sequence[tuple[str, ...]] = ()) -> CodingTask:
    """A turn with two codes to be looked for; Renée is P05."""
    turn = Turn("talk", 3, "Bo", said, id=7)
    at = TurnInContext(turn, "P06", Disguise(WHO).cover(said), "How is work?", [("P05", "Fine.")])
    return CodingTask(at, codes or (ISOLATION, TRUST), tuple(exclusive))


def manner(**how: Any) -> AskingManner:
    return AskingManner(PromptTemplate.packaged(), "tiny", **how)


def found(
    code: str, *quotes: str, side: str = "+", rationale: str = "So they say."
) -> dict[str, Any]:
    return {"rationale": rationale, "code": code, "side": side, "quotes": list(quotes)}


def says(*findings: Mapping[str, Any], none: bool | None = None) -> str:
    said = {"findings": list(findings), "none": not findings if none is None else none}
    return json.dumps(said, ensure_ascii=False)


def answer(text: str = "", finish: str = "stop", **more: Any) -> Answer:
    return Answer(text, finish, 100, 20, **more)


HARDLY = found("isolation", "I hardly talk any more")
RELY = found("trust", "I rely on it")


@dataclass
class Scripted:
    """Answers by a function of the prompt and how many were asked before; keeps all of it."""

    reply: Callable[[Prompt, int], Sequence[Answer]]
    kept: dict[str, Sequence[Answer]] = field(default_factory=dict)
    asked: list[Prompt] = field(default_factory=list)
    erased: set[str] = field(default_factory=set)

    def recall(self, keys: Any) -> Mapping[str, Sequence[Answer]]:
        return {key: self.kept[key] for key in keys if key in self.kept}

    def ask(
        self, prompts: Mapping[str, Prompt], tick: Tick = ignore_tick
    ) -> Iterator[tuple[str, Sequence[Answer]]]:
        for key, prompt in prompts.items():
            answers = self.reply(prompt, len(self.asked))
            self.asked.append(prompt)
            if all(each.finish != "error" for each in answers):
                self.kept[key] = answers
            yield key, answers
