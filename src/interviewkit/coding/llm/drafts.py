"""Codes that a language model proposes from a sample of passages, each with quotes that exist."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from interviewkit.coding.llm.answers import describe_unfinished
from interviewkit.coding.llm.asking import AskingManner, TurnInContext, build_object_schema
from interviewkit.coding.llm.marking_off import make_mark, mark_off
from interviewkit.coding.llm.quotes import find_quote
from interviewkit.coding.llm.schema import list_schema_faults, parse_json_answer
from interviewkit.model import Codebook
from interviewkit.model.prompt import Answer, Prompt

PASSAGES_A_CALL = 20
CODES_A_CALL = 6
MOST_SAID = 2000
"""Characters of a passage that are sent."""

_TEXTS: Mapping[str, object] = {"type": "array", "items": {"type": "string"}}


@dataclass(frozen=True, slots=True)
class SampledPassage:
    """A turn of the sample: what is sent of it, and whose it is."""

    at: TurnInContext
    person: str

    @property
    def text(self) -> str:
        return self.at.sent.text[:MOST_SAID]


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """A quote as it stands in what was sent, with whose turn holds it."""

    transcript: str
    position: int
    person: str
    text: str


@dataclass(frozen=True, slots=True)
class ProposedCode:
    """A code as a language model puts it, with at least one quote that exists."""

    label: str
    definition: str
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    quotes: tuple[FoundQuote, ...]

    @property
    def people(self) -> int:
        """How many different people are quoted."""
        return len({each.person for each in self.quotes})


def make_draft_prompt(
    passages: Sequence[SampledPassage], codebook: Codebook, manner: AskingManner
) -> Prompt:
    """The prompt for a part of the sample; ``manner`` holds the template for drafting.

    Raises:
        StudyError: the template cannot be used.
    """
    said = [f"{each.at.speaker}: {each.text}" for each in passages]
    mark = make_mark(said)
    blocks = [f"Passage {n}:\n{mark_off(each, mark)}" for n, each in enumerate(said, start=1)]
    values = {
        "codes": [
            {"id": code.id, "label": code.label, "definition": code.definition}
            for code in codebook.codes
        ],
        "known": bool(codebook.codes),
        "most": CODES_A_CALL,
        "turn": "\n\n".join(blocks),
    }
    system, user = (manner.template.render(part, values) for part in ("system", "user"))
    return manner.make_prompt(system, user, DRAFT_SCHEMA)


DRAFT_SCHEMA = build_object_schema(
    {
        "codes": {
            "type": "array",
            "items": build_object_schema(
                {
                    "label": {"type": "string"},
                    "definition": {"type": "string"},
                    "include": _TEXTS,
                    "exclude": _TEXTS,
                    "quotes": {
                        "type": "array",
                        "items": build_object_schema(
                            {"passage": {"type": "integer"}, "quote": {"type": "string"}}
                        ),
                    },
                }
            ),
        }
    }
)


def read_draft(
    passages: Sequence[SampledPassage], answer: Answer
) -> tuple[list[ProposedCode], list[str]]:
    """The codes of an answer whose quotes exist, and what of it was left out, in words.

    Raises:
        ValueError: the answer cannot be used at all; says why, in words that follow "it".
    """
    if fault := describe_unfinished(answer):
        raise ValueError(fault)
    try:
        said = parse_json_answer(answer.text)
    except ValueError:
        raise ValueError("is no JSON") from None
    for fault in list_schema_faults(said, DRAFT_SCHEMA):
        raise ValueError(f"does not keep the schema: {fault}")
    codes, left = [], []
    for given in said["codes"][: 2 * CODES_A_CALL]:
        code, faults = _read_code(passages, given)
        left += faults
        if code is not None:
            codes.append(code)
    return codes, left


def _read_code(
    passages: Sequence[SampledPassage], given: Mapping[str, Any]
) -> tuple[ProposedCode | None, list[str]]:
    label = _tidy(given["label"])
    quotes, faults = list[FoundQuote](), list[str]()
    for each in given["quotes"]:
        number = each["passage"]
        if not 1 <= number <= len(passages):
            faults.append(f"a quote for “{label}” names a passage that was not sent")
            continue
        passage = passages[number - 1]
        place, fault = find_quote(passage.text, each["quote"])
        if place is None:
            faults.append(f"a quote for “{label}” {fault}")
        else:
            text = passage.text[slice(*place)]
            transcript, position = passage.at.turn.place
            quotes.append(FoundQuote(transcript, position, passage.person, text))
    if not label or not quotes:
        named = f"the code “{label}” is" if label else "a code without a label is"
        return None, [*faults, f"{named} left out: no quote of it exists"]
    lines = {name: tuple(filter(None, map(_tidy, given[name]))) for name in ("include", "exclude")}
    found = ProposedCode(
        label, _tidy(given["definition"]), lines["include"], lines["exclude"],
        tuple(dict.fromkeys(quotes)),
    )  # fmt: skip
    return found, faults


def join_drafts(drafts: Sequence[ProposedCode]) -> list[ProposedCode]:
    """Codes of one label are one, with all that was said of it; most people first."""
    found: dict[str, ProposedCode] = {}
    for each in drafts:
        key = each.label.casefold()
        known = found.get(key)
        if known is None:
            found[key] = each
            continue
        found[key] = ProposedCode(
            known.label,
            known.definition or each.definition,
            tuple(dict.fromkeys((*known.include, *each.include))),
            tuple(dict.fromkeys((*known.exclude, *each.exclude))),
            tuple(dict.fromkeys((*known.quotes, *each.quotes))),
        )
    return sorted(found.values(), key=lambda each: (-each.people, each.label))


def _tidy(text: str) -> str:
    """A text of a model on one line, without signs that are none."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:500]
