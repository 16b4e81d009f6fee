"""The coder that reads: patterns over words and grammar, with an eye on denial and speaker."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from math import prod
from typing import TYPE_CHECKING

from interviewkit.coding.contract import Material
from interviewkit.coding.denial import shorten_language
from interviewkit.coding.expressions import PATIENCE, count_given_up
from interviewkit.coding.matching import Hit, Index, find_hits
from interviewkit.coding.patterns import Compiled, compile_pattern
from interviewkit.errors import CodebookError, Problem
from interviewkit.model import Code, Codebook, Coding, Evidence, Passage, Pattern

if TYPE_CHECKING:
    from spacy.language import Language

SUREST = 0.95
"""No single pattern is surer than this."""


class RulesCoder:
    """Proposes a code where its patterns hold.

    The score is ``1 - prod(1 - weight)`` over the patterns that hold (noisy or: a weight is how
    sure the pattern is alone), times ``1 + weight`` for each pattern of negative weight. The
    polarity is that of the greater sum of weights.
    """

    name = "rules"

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp
        self.problems: list[Problem] = []

    def propose(
        self, material: Material, codebook: Codebook, codes: Collection[str] | None = None
    ) -> list[Coding]:
        """One coding for each passage and code for which a pattern holds; codes in their order.

        A pattern that takes too long over a passage does not hold there, and is told in
        ``problems``.

        Raises:
            CodebookError: a pattern cannot be understood; the message names its line, and the code.
        """
        wanted = [code for code in codebook.codes if codes is None or code.id in codes]
        rules = {
            code.id: [_compiled(each, code, codebook) for each in code.patterns] for code in wanted
        }
        code_of = {id(rule): code for code in wanted for rule in rules[code.id]}
        hits: dict[str, dict[int, list[Hit]]] = {code.id: defaultdict(list) for code in wanted}
        index = Index(passage.quote for passage in material.passages)
        language = shorten_language(codebook.language)
        every = [rule for some in rules.values() for rule in some]
        for hit in find_hits(every, material, index, self.nlp, language):
            hits[code_of[id(hit.rule)].id][hit.place].append(hit)
        self.problems = [told for code in wanted for told in _slow(rules[code.id], code, codebook)]
        codings = [
            _coding(material.passages[place], code, some)
            for code in wanted
            for place, some in sorted(hits[code.id].items())
        ]
        return [coding for coding in codings if coding.score]


def _compiled(pattern: Pattern, code: Code, codebook: Codebook) -> Compiled:
    try:
        return compile_pattern(pattern, codebook.lists, shorten_language(codebook.language))
    except CodebookError as fault:
        file = pattern.file or codebook.path or codebook.name
        place = f"{file}:{pattern.line}: " if pattern.line else ""
        message = f"{place}code {code.id!r}: {fault.message}"
        raise CodebookError(message, hint=fault.hint) from None


def _slow(rules: Sequence[Compiled], code: Code, codebook: Codebook) -> Iterator[Problem]:
    """Patterns that gave up on a passage, for the person who wrote them."""
    for rule in rules:
        n = count_given_up(rule.regex, rule.unless, rule.question)
        if n:
            what = f"code {code.id!r}: the pattern {rule.name!r} took too long"
            what += " and was given up" if n >= PATIENCE else f" over {n} of the passages"
            hint = "say it in several shorter patterns, with fewer gaps and optional parts"
            place = rule.pattern.file or codebook.path or codebook.name
            yield Problem(place, rule.pattern.line, what, hint, fatal=False)


def _coding(passage: Passage, code: Code, hits: Sequence[Hit]) -> Coding:
    weights = {id(hit): max(-SUREST, min(SUREST, hit.rule.pattern.weight)) for hit in hits}
    speaking = [hit for hit in hits if weights[id(hit)] > 0]
    doubt = prod(1 - weights[id(hit)] for hit in speaking)
    brake = prod(1 + weights[id(hit)] for hit in hits if weights[id(hit)] < 0)
    lean = sum(weights[id(hit)] * (1 if hit.polarity == "+" else -1) for hit in speaking)
    polarity = "-" if lean < 0 else "+"
    return Coding(
        passage=passage,
        code=code.id,
        coder=RulesCoder.name,
        polarity=polarity if polarity in code.polarity else code.polarity[0],
        score=round((1 - doubt) * brake, 4),
        evidence=tuple(
            Evidence("pattern", f"{hit.rule.name} → {hit.words}", round(weights[id(hit)], 3))
            for hit in sorted(hits, key=lambda hit: -abs(weights[id(hit)]))
        ),
    )
