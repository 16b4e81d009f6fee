"""The coder that reads: patterns over words and grammar, with an eye on denial and speaker."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from math import prod
from typing import TYPE_CHECKING

from interviewkit.coding.matching import Hit, Index, find
from interviewkit.coding.material import Material
from interviewkit.coding.patterns import compile_pattern
from interviewkit.model import Code, Codebook, Coding, Evidence, Passage, Tick, no_tick

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

    def propose(
        self,
        material: Material,
        codebook: Codebook,
        codes: Collection[str] | None = None,
        tick: Tick = no_tick,
    ) -> list[Coding]:
        """One coding for each passage and code for which a pattern holds; codes in their order.

        Raises:
            CodebookError: a pattern cannot be understood; the message names code and pattern.
        """
        index = Index(passage.quote for passage in material.passages)
        codings = []
        for code in codebook.codes:
            if codes is None or code.id in codes:
                rules = [compile_pattern(each, codebook.lists) for each in code.patterns]
                hits = defaultdict(list)
                for hit in find(rules, material, index, self.nlp):
                    hits[hit.place].append(hit)
                codings += [_coding(material.passages[i], code, hits[i]) for i in sorted(hits)]
        tick(len(material.passages))
        return [coding for coding in codings if coding.score]


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
