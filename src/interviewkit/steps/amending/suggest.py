"""Examples, near misses and patterns for codes, from what people judged."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from interviewkit.coding.contract import Material
from interviewkit.model import Code, Codebook, Coding, Passage, Reading
from interviewkit.model.grouping import group_lists
from interviewkit.model.suggestion import EXAMPLE, NEAR_MISS, PATTERN, Suggestion
from interviewkit.steps.coding.codebook import choose_codes, read_usable
from interviewkit.steps.coding.speech import build_material, gather_speech
from interviewkit.steps.coding.vectors import VectorCache
from interviewkit.steps.reading import load_reading
from interviewkit.steps.site import Site

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

FEW_WORDS, MANY_WORDS = 4, 40
"""Fewer words show nothing; of more, the sentence that shows the code is taken."""
MOST = 5

LOOKS_LIKE_IT = "people read it without the code, and it looks like it: look whether it is"


def suggest(
    site: Site, codes: Sequence[str] = (), *, most: int = MOST, coder: str = ""
) -> tuple[Suggestion, ...]:
    """What the codes may get, up to ``most`` of a kind each, numbered; nothing is changed.

    ``coder`` hears one person alone, as who reads blind must.

    Raises:
        CodebookError: the codebook cannot be applied.
        StudyError: there is no such code.
        ModelMissingError: a model is not installed.
    """
    codebook, _ = read_usable(site.root, site.settings)
    wanted = choose_codes(codebook, codes)
    with site.store.reading() as shelves:
        reading = load_reading(site, shelves, codebook)
    judged = {code: _Judged.of(reading, code, coder) for code in wanted}
    if not any(each.holds for each in judged.values()):
        return ()
    bench = _SuggestionBench(site, codebook, judged, reading.speaker_of)
    found = [each for code in wanted for each in bench.suggest(codebook.code(code), most)]
    return tuple(replace(each, number=n) for n, each in enumerate(found, 1))


@dataclass(frozen=True)
class _Judged:
    """What people said of one code: turn id → whether it holds, and the codings that say so."""

    holds: Mapping[int, bool]
    codings: Sequence[Coding]

    @classmethod
    def of(cls, reading: Reading, code: str, coder: str) -> _Judged:
        theirs = [
            each
            for each in reading.codings
            if each.code == code and each.coder in ((coder,) if coder else reading.persons)
        ]
        if coder:
            there = {each.turn_id for each in theirs if each.holds}
            said = {turn: turn in there for turn in reading.read_by(coder, [code]) | there}
        else:
            verdicts = reading.verdicts.get(code, {})
            said = {turn: verdict.holds for turn, verdict in verdicts.items()}
        holds = {turn: said[turn] for turn in sorted(said) if turn in reading.codable}
        return cls(holds, [each for each in theirs if each.turn_id in holds])

    def list_codings(self, holds: bool) -> list[Coding]:
        """Codings of the side that stands, one a place, in order."""
        kept = {
            each.passage.place: each
            for each in self.codings
            if each.holds == holds and self.holds[each.turn_id] == holds
        }
        return [kept[place] for place in sorted(kept)]


class _SuggestionBench:
    """The speech of judged turns, with vectors and parses, for all codes at once."""

    def __init__(
        self,
        site: Site,
        codebook: Codebook,
        judged: Mapping[str, _Judged],
        who: Mapping[int, str],
    ) -> None:
        self.codebook, self.judged, self.who = codebook, judged, who
        self.vectors = VectorCache(site)
        self.speech, self.parses = gather_speech(site)
        self.by_turn = self.speech.by_turn()

    def suggest(self, code: Code, most: int) -> list[Suggestion]:
        judged = self.judged[code.id]
        if not any(judged.holds.values()):
            return []
        shown = self._list_shown(code, judged)
        return [
            *self._suggest_examples(code, shown, most),
            *self._suggest_near_misses(code, judged, shown, most),
            *self._suggest_patterns(code, judged, most),
        ]

    @cached_property
    def average(self) -> npt.NDArray[np.float64]:
        """The mean vector of all speech."""
        import numpy as np

        vectors = self.vectors.of([each.quote for each in self.speech.passages])
        return np.asarray(vectors.mean(axis=0), dtype=float)

    def _embed(self, texts: Sequence[str]) -> npt.NDArray[np.float64]:
        import numpy as np

        found = np.asarray(self.vectors.of(texts), dtype=float)
        return found if len(texts) else np.zeros((0, len(self.average)))

    def _list_shown(self, code: Code, judged: _Judged) -> list[Coding]:
        """What people coded, each in the words that show it."""
        found = (self._shorten(each, code) for each in judged.list_codings(holds=True))
        return [each for each in found if len(each.passage.quote.split()) >= FEW_WORDS]

    def _shorten(self, coding: Coding, code: Code) -> Coding:
        """Of a long passage the sentence that is most like what shows the code."""
        if len(coding.passage.quote.split()) <= MANY_WORDS:
            return coding
        inside = [
            each
            for each in self.by_turn.get(coding.turn_id, ())
            if coding.passage.start <= each.start
            and each.end <= coding.passage.end
            and FEW_WORDS <= len(each.quote.split()) <= MANY_WORDS
        ]
        texts = [*(each.text for each in code.examples), code.definition, code.label]
        if not inside:
            return coding
        centre = self._embed([text for text in texts if text]).mean(axis=0) - self.average
        likeness = (self._embed([each.quote for each in inside]) - self.average) @ centre
        return replace(coding, passage=inside[int(likeness.argmax())])

    def _suggest_examples(self, code: Code, shown: Sequence[Coding], most: int) -> list[Suggestion]:
        from interviewkit.coding.suggesting.sentences import choose_examples

        there = {_key(each.text) for each in code.examples}
        fresh = [each for each in shown if _key(each.passage.quote) not in there]
        said = self._sentences([each.passage for each in fresh])
        chosen = choose_examples(said, self._embed([e.text for e in code.examples]), most)
        why = "people found the code here; like others they coded, unlike the examples there"
        return [_say(code, EXAMPLE, fresh[i].passage, why, fresh[i].polarity) for i in chosen]

    def _suggest_near_misses(
        self, code: Code, judged: _Judged, shown: Sequence[Coding], most: int
    ) -> list[Suggestion]:
        from interviewkit.coding.suggesting.sentences import choose_near_misses

        rejected = [each.passage for each in judged.list_codings(holds=False)]
        refused = {each.place for each in rejected}
        unread = [
            passage
            for turn, holds in judged.holds.items()
            if not holds
            for passage in self.by_turn.get(turn, ())
            if passage.place not in refused
        ]
        there = {_key(each.text) for each in (*code.near_misses, *code.examples)}
        left = [
            each
            for each in (*rejected, *unread)
            if FEW_WORDS <= len(each.quote.split()) <= MANY_WORDS and _key(each.quote) not in there
        ]
        texts = [*(each.text for each in code.examples), *(each.passage.quote for each in shown)]
        misses = self._embed([each.text for each in code.near_misses])
        chosen = choose_near_misses(
            self._sentences(left), self._embed(texts), misses, self.average, most
        )
        return [
            _say(
                code,
                NEAR_MISS,
                left[i],
                "a proposal that people rejected" if left[i].place in refused else LOOKS_LIKE_IT,
            )
            for i in chosen
        ]

    def _suggest_patterns(self, code: Code, judged: _Judged, most: int) -> list[Suggestion]:
        from interviewkit.coding.suggesting.pattern_lines import choose_patterns, try_phrases

        material = self._choose_material(judged.holds.keys())
        coded_here = judged.list_codings(holds=True)
        by_turn = group_lists((each.turn_id, each.passage) for each in coded_here)
        coded = [
            i
            for i, passage in enumerate(material.passages)
            if any(_do_meet(each, passage) for each in by_turn.get(passage.turn.id or 0, ()))
        ]
        trials, known = try_phrases(
            material, code, self.codebook, judged.holds, self.who, coded, self.parses.nlp
        )
        chosen = choose_patterns(trials, known, self.who, most)
        return [
            Suggestion(
                code.id,
                PATTERN,
                each.pattern.written,
                why=f"leans to the code by {each.z:.1f} standard deviations",
                people=len({self.who[turn] for turn in each.coded}),
                turns=len(each.coded),
                other_people=len({self.who[turn] for turn in each.others}),
                other_turns=len(each.others),
                new=len(each.coded - known),
            )
            for each in chosen
        ]

    def _choose_material(self, turns: Collection[int]) -> Material:
        """The passages of some turns."""
        passages = [each for turn in turns for each in self.by_turn.get(turn, ())]
        return build_material(replace(self.speech, passages=passages), self.parses, self.vectors)

    def _sentences(self, passages: Sequence[Passage]) -> Any:
        from interviewkit.coding.suggesting.sentences import Sentences

        texts = [each.quote for each in passages]
        who = [self.who[each.turn.id or 0] for each in passages]
        return Sentences(texts, who, self._embed(texts))


def _say(code: Code, kind: str, passage: Passage, why: str, polarity: str = "+") -> Suggestion:
    text = " ".join(passage.quote.split())
    place = (passage.turn.id or 0, passage.start, passage.end)
    return Suggestion(code.id, kind, text, polarity, why, place=place)


def _do_meet(one: Passage, other: Passage) -> bool:
    return one.start < other.end and other.start < one.end


def _key(text: str) -> str:
    return " ".join(text.casefold().split())
