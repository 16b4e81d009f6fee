"""Phrases tried as patterns on what people judged: in how many people and turns each holds."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from interviewkit.coding.contract import Material
from interviewkit.coding.rules import RulesCoder
from interviewkit.coding.suggesting.contrasts import LEAST_PEOPLE, Lemma, find_contrasts
from interviewkit.model import Code, Codebook, Pattern

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

FIRST_GUESS = 6
"""Turns that count as half with the code and half without, beside those that were judged."""
COUNTS = 0.6
"""Rules count from this score on: a pattern that is less sure finds nothing by itself."""


@dataclass(frozen=True, slots=True)
class PatternTrial:
    """A pattern and where it holds, of the turns that people judged for the code."""

    pattern: Pattern
    z: float
    coded: frozenset[int]
    others: frozenset[int]


def try_phrases(
    material: Material,
    code: Code,
    codebook: Codebook,
    holds: Mapping[int, bool],
    who: Mapping[int, Hashable],
    coded: Sequence[int],
    nlp: Language,
) -> tuple[list[PatternTrial], frozenset[int]]:
    """Phrases that people who voice the code use, as patterns; and the turns found already.

    ``material`` holds passages of judged turns alone. ``holds`` says of each turn (by id) whether
    the code is there, ``who`` whose it is; ``coded`` are the positions of passages that were coded.
    """
    inside = set(coded)
    turns = [passage.turn.id or 0 for passage in material.passages]
    places = [i for i, turn in enumerate(turns) if i in inside or not holds[turn]]
    words = dict(zip(places, map(list_lemmas, material.docs(places)), strict=True))
    here = [(who[turns[i]], run) for i in places if i in inside for run in words[i]]
    there = [(who[turns[i]], run) for i in places if i not in inside for run in words[i]]
    found = find_contrasts(here, there)
    lines = {f"suggested.{n}": Pattern(" ".join(each.phrase)) for n, each in enumerate(found)}
    tried = [Code(name, name, "", patterns=(pattern,)) for name, pattern in lines.items()]
    whole = replace(codebook, codes=(code, *tried), themes=())
    hits: dict[str, set[int]] = {each.id: set() for each in whole.codes}
    for coding in RulesCoder(nlp).propose(material, whole):
        hits[coding.code].add(coding.passage.turn.id or 0)
    trials = [
        PatternTrial(
            pattern,
            each.z,
            frozenset(turn for turn in hits[name] if holds[turn]),
            frozenset(turn for turn in hits[name] if not holds[turn]),
        )
        for (name, pattern), each in zip(lines.items(), found, strict=True)
    ]
    return trials, frozenset(hits[code.id])


def choose_patterns(
    trials: Sequence[PatternTrial], known: frozenset[int], who: Mapping[int, Hashable], most: int
) -> list[PatternTrial]:
    """The surest, each of which finds turns that neither the code's patterns nor the others do.

    A phrase counts that holds in at least three people with the code, and is sure enough to find
    the code alone. Less sure ones did harm on the gold turns: a code that has one pattern is
    decided by patterns and vectors together, and what had only examples was then found no more.
    """
    chosen: list[PatternTrial] = []
    found = set(known)
    for each in trials:
        people, weight = {who[turn] for turn in each.coded}, _weigh(each)
        if len(people) < LEAST_PEOPLE or weight <= COUNTS or not each.coded - found:
            continue
        chosen.append(replace(each, pattern=replace(each.pattern, weight=weight)))
        found |= each.coded
        if len(chosen) == most:
            break
    return chosen


def _weigh(trial: PatternTrial) -> float:
    """How sure the pattern is alone: the share of its turns with the code, drawn towards half."""
    right, wrong = len(trial.coded), len(trial.others)
    return round((right + FIRST_GUESS / 2) / (right + wrong + FIRST_GUESS), 2)


def list_lemmas(doc: Doc | Span) -> list[list[Lemma]]:
    """The words of a passage in runs without numbers and signs between them, as lemmas."""
    runs: list[list[Lemma]] = [[]]
    for token in doc:
        text = (token.lemma_ or token.text).lower()
        if text.isalpha():
            runs[-1].append(Lemma(text, token.is_stop))
        elif runs[-1] and not token.is_quote:
            runs.append([])
    return [run for run in runs if run]
