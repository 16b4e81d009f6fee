"""Which languages a study speaks, and what follows for words and models."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from interviewkit.coding.denial import DENYING, list_denying_words, shorten_language
from interviewkit.coding.grammar import DENIAL_READ
from interviewkit.language.detection import (
    detect_language,
    list_known_languages,
    load_function_words,
)
from interviewkit.language.models import ENCODER, FoundModel, find_language
from interviewkit.model import Codebook, Turn
from interviewkit.model.grouping import group_lists
from interviewkit.steps.site import Site
from interviewkit.topics.topic_words import list_english_words

ENGLISH = "en"
LEAST = 0.1
"""A language in which less than this share of the words is said is passed over."""


def find_languages(site: Site, turns: Sequence[Turn]) -> tuple[str, ...]:
    """The languages of the speech, most spoken first: what study.toml says, else told transcript
    by transcript. None where nothing tells."""
    if site.settings.study.language:
        return site.settings.study.language
    spoken: Counter[str] = Counter()
    said = group_lists((turn.transcript, turn) for turn in turns)
    for theirs in said.values():
        spoken[detect_language(turn.text for turn in theirs)] += sum(t.words for t in theirs)
    known = {code: n for code, n in spoken.items() if code}
    least = LEAST * sum(known.values())
    return tuple(sorted((c for c in known if known[c] >= least), key=lambda c: (-known[c], c)))


def choose_ignored_words(languages: Iterable[str]) -> frozenset[str] | None:
    """Words of these languages that describe no topic; ``None`` means English ones alone."""
    codes = set(languages)
    if codes <= {ENGLISH}:
        return None
    return frozenset().union(
        *(list_english_words() if code == ENGLISH else load_function_words(code) for code in codes)
    )


def describe_ignored(site: Site, languages: Sequence[str]) -> Iterator[str]:
    """What was taken for the language of topics, where that is not simply English."""
    if tuple(languages) in ((), (ENGLISH,)) and not site.settings.study.language:
        return
    how = ", as the speech tells; [study] language settles it"
    told = "" if site.settings.study.language else how
    yield f"words that carry no topic are those of: {', '.join(languages)}{told}"
    unknown = [code for code in languages if code != ENGLISH and code not in list_known_languages()]
    if unknown:
        yield (
            f"of {', '.join(unknown)} no such words are known, so that common ones may head a topic"
        )


def describe_mismatch(
    languages: Sequence[str],
    pipeline: FoundModel | None,
    encoder: FoundModel | None,
    codebook: Codebook | None = None,
) -> Iterator[str]:
    """What is missing where not only English is spoken, language by language.

    ``codebook`` is given where its patterns are read, by ``pipeline``.
    """
    if codebook and pipeline and any(code.patterns for code in codebook.codes):
        yield from _describe_patterns(languages, pipeline, shorten_language(codebook.language))
    others = [code for code in languages if code != ENGLISH]
    if encoder is not None and others and encoder.name == ENCODER:
        yield (
            f"{ENCODER} is made for English: likenesses between texts in {', '.join(others)} mean "
            "little, so examples, and what is learnt of sense, are weak there; name a model for "
            "these languages with [models] embedding"
        )


def _describe_patterns(
    languages: Sequence[str], pipeline: FoundModel, declared: str
) -> Iterator[str]:
    """What patterns of the ``declared`` language find in the languages that are spoken."""
    foreign = [code for code in languages if code != declared]
    if foreign:
        settle = "" if declared in languages else f"; if it is, write language: {foreign[0]} there"
        yield (
            f"the codebook says language: {declared}, and the speech looks like "
            f"{', '.join(foreign)}{'' if declared not in languages else ' too'}: there patterns "
            f"find words as they are written, and {declared} words that deny{settle}"
        )
    if declared == ENGLISH and find_language(pipeline) == ENGLISH:
        return
    if declared != ENGLISH or not foreign:
        yield f"patterns in {declared}: {'; '.join(_list_limits(pipeline, declared))}"


def _list_limits(pipeline: FoundModel, declared: str) -> Iterator[str]:
    made_for = find_language(pipeline)
    if declared != ENGLISH:
        yield "a word is found as it is written and in no other form (write its stem and *)"
    if declared == made_for and declared in DENIAL_READ:
        yield "denial is read by the grammar"
    elif declared in DENYING:
        yield f"denial is told from words nearby ({', '.join(_list_examples(declared))} …)"
    else:
        yield "no denial is told"
    yield "who says it (subject, hearsay) is not asked"
    if declared != made_for and made_for != "xx":
        yield (
            f"word classes are those of {pipeline.name}, which is made for {made_for}: name "
            "another with [models] spacy"
        )


def _list_examples(language: str) -> list[str]:
    """A few words that deny, the shortest first."""
    return sorted(list_denying_words(language), key=lambda word: (len(word), word))[:3]
