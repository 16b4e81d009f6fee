"""What may be believed of an answer: codes with quotes that stand in the turn, or none."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from interviewkit.coding.llm.asking import CUT_OFF, CodingTask, build_coding_schema
from interviewkit.coding.llm.quotes import find_quote
from interviewkit.coding.llm.schema import list_schema_faults, parse_json_answer
from interviewkit.model.prompt import LENGTH, REFUSAL, STOP, Answer
from interviewkit.model.span import Span

MOST_QUOTES = 10
MOST_RATIONALE = 600
"""Characters of a rationale that are kept."""

REFUSED = "refuses"
FAILED = "did not come"
_LABEL = re.compile(r'(?<!\\)"code"\s*:\s*"((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True, slots=True)
class FoundCode:
    """A code that an answer finds in its turn, on one side, with where its quotes stand.

    ``spans`` are in Unicode characters of the true turn. ``chance`` is the probability of the
    label's tokens, where the endpoint told it.
    """

    code: str
    side: str
    spans: tuple[Span, ...]
    rationale: str = ""
    chance: float | None = None


@dataclass(frozen=True)
class ReadAnswer:
    """An answer as far as it may be believed.

    ``answered`` are the codes that it answered validly, found or not. ``faults`` maps each other
    code to what is wrong, in words that follow "the answer"; an empty code means all of it.
    """

    found: tuple[FoundCode, ...] = ()
    answered: frozenset[str] = frozenset()
    faults: Mapping[str, str] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        """Whether it is the endpoint that failed: asked another time it may well answer."""
        return any(fault.startswith(FAILED) for fault in self.faults.values())


def read_answer(task: CodingTask, answer: Answer) -> ReadAnswer:
    """Hold an answer against what was asked; nothing in it is guessed or mended but typography."""
    fault = describe_unfinished(answer)
    if fault:
        return ReadAnswer(faults={"": fault})
    try:
        said = parse_json_answer(answer.text)
    except ValueError:
        return ReadAnswer(faults={"": "is no JSON"})
    for fault in list_schema_faults(said, build_coding_schema(task.codes)):
        return ReadAnswer(faults={"": f"does not keep the schema: {fault}"})
    if said["none"] == bool(said["findings"]):
        return ReadAnswer(faults={"": "says that there is none, and what there is, or neither"})
    return _read_findings(task, said["findings"], _list_chances(answer))


def describe_unfinished(answer: Answer) -> str:
    """Why an answer is no whole one; empty where it is. In words that follow "the answer"."""
    if answer.finish in (STOP, LENGTH, REFUSAL):
        return {STOP: "", LENGTH: CUT_OFF, REFUSAL: REFUSED}[answer.finish]
    return f"{FAILED}: {answer.fault}" if answer.fault else FAILED


def _read_findings(
    task: CodingTask, findings: Sequence[Mapping[str, Any]], chances: Sequence[float]
) -> ReadAnswer:
    faults: dict[str, str] = {}
    found: dict[tuple[str, str], FoundCode] = {}
    for number, finding in enumerate(findings):
        code = finding["code"]
        chance = chances[number] if len(chances) == len(findings) else None
        read, fault = _read_finding(task, finding, chance)
        if read is None:
            faults.setdefault(code, fault)
        elif (code, read.side) in found:
            found[code, read.side] = _join(found[code, read.side], read)
        else:
            found[code, read.side] = read
    held = {code for code, _ in found} | faults.keys()
    for group in task.exclusive:
        if len(held & set(group)) > 1:
            faults |= dict.fromkeys(held & set(group), "finds several codes of which one can hold")
    good = tuple(each for each in found.values() if each.code not in faults)
    return ReadAnswer(good, frozenset(task.code_ids) - faults.keys(), faults)


def _read_finding(
    task: CodingTask, finding: Mapping[str, Any], chance: float | None
) -> tuple[FoundCode | None, str]:
    code = next(each for each in task.codes if each.id == finding["code"])
    side = finding.get("side", code.polarity[0])
    if side not in code.polarity:
        return None, "gives a side that the code does not have"
    quotes = finding["quotes"]
    if not 0 < len(quotes) <= MOST_QUOTES:
        return None, "has no quote" if not quotes else f"has more than {MOST_QUOTES} quotes"
    spans = []
    for quote in quotes:
        place, fault = find_quote(task.at.sent.text, quote)
        if place is None:
            return None, f"has a quote that {fault}"
        spans.append(task.at.sent.locate(place))
    rationale = " ".join(finding["rationale"].split())[:MOST_RATIONALE]
    return FoundCode(code.id, side, tuple(dict.fromkeys(spans)), rationale, chance), ""


def _join(first: FoundCode, second: FoundCode) -> FoundCode:
    """A code that an answer names twice, with other quotes."""
    spans = tuple(dict.fromkeys((*first.spans, *second.spans)))
    chances = [each.chance for each in (first, second) if each.chance is not None]
    chance = max(chances) if chances else None
    return FoundCode(first.code, first.side, spans, first.rationale, chance)


def _list_chances(answer: Answer) -> list[float]:
    """The probability of each finding's label, in order; empty where tokens tell nothing of it."""
    at = -"".join(token for token, _ in answer.logprobs).find(answer.text)
    if at > 0 or not answer.text:  # the tokens do not spell it
        return []
    ends = []
    for token, logprob in answer.logprobs:
        ends.append((at, at + len(token), logprob))
        at += len(token)
    chances = []
    for label in _LABEL.finditer(answer.text):
        start, end = label.span(1)
        within = [logprob for a, b, logprob in ends if a < end and b > start]
        total = sum(within)
        if not math.isfinite(total):
            return []
        chances.append(min(1.0, math.exp(total)))
    return chances
