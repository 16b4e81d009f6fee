"""Which languages a study speaks, and what follows for words and models."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from interviewkit.language.detection import (
    detect_language,
    list_known_languages,
    load_function_words,
)
from interviewkit.language.models import ENCODER, FoundModel, find_language
from interviewkit.model import Turn
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
    languages: Iterable[str], pipeline: FoundModel | None, encoder: FoundModel | None
) -> Iterator[str]:
    """Models that were made for another language than is spoken, and what that means."""
    made_for = find_language(pipeline) if pipeline else ""
    foreign = [code for code in languages if code != made_for]
    if pipeline and foreign and made_for not in ("", "xx"):
        yield (
            f"the speech looks like {', '.join(foreign)}, and {pipeline.name} is made for "
            f"{made_for}: what patterns ask of grammar (denial, subject, hearsay, word classes) is "
            "not to be relied on; name another with [models] spacy"
        )
    others = [code for code in languages if code != ENGLISH]
    if encoder is not None and others and encoder.name == ENCODER:
        yield (
            f"{ENCODER} is made for English: likenesses between texts in {', '.join(others)} mean "
            "little; name a model for these languages with [models] embedding"
        )
