"""Which words may describe a topic, and which of them say something new."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from interviewkit.errors import TooLittleError

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

WORD = r"[^\W\d_]{2,}(?:['-][^\W\d_]+)*"
"""Two letters or more; apostrophes and hyphens inside belong to the word."""

_SPOKEN = """
    um uh uhm umm hmm hm mm mhm mmm er erm ah oh eh yeah yep yes yup nope ok okay alright huh wow
    like know mean kind kinda sort sorta gonna wanna gotta lot lots bit stuff thing things really
    actually basically literally honestly obviously definitely absolutely probably maybe just
    pretty quite sure right well anyway anyways hey hi hello bye thanks thank please sorry
    don't doesn't didn't isn't aren't wasn't weren't won't wouldn't can't couldn't shouldn't
    haven't hasn't hadn't ain't let there here y'all
    dont doesnt didnt isnt im ive id ill youre thats theres wont cant lets
    ll ve re don doesn didn isn aren wasn weren won wouldn couldn shouldn haven hasn hadn
    say says said saying think thinks thought thinking going goes went gone got get gets getting
"""

FILLERS = frozenset(_SPOKEN.split())
"""Words of speech that carry no subject, and contractions whole and in pieces."""


CLITIC = re.compile(r"(?<=\w)'(?:s|d|ll|ve|re|m)\b")


def normal(text: str) -> str:
    """Lower case, apostrophes plain; what is merely drawn together ("there'd") taken apart."""
    return CLITIC.sub("", text.lower().replace("’", "'").replace("‘", "'"))


def stop_words(extra: Iterable[str] = ()) -> list[str]:
    """English function words, fillers, and the words of ``extra`` (say, speakers' names)."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    own = {word for text in extra for word in re.findall(WORD, normal(text))}
    return sorted(ENGLISH_STOP_WORDS | FILLERS | own)


def vectorizer(extra: Iterable[str] = (), **options: Any) -> Any:
    """A ``CountVectorizer`` of words and pairs of neighbouring words."""
    from sklearn.feature_extraction.text import CountVectorizer

    return CountVectorizer(
        preprocessor=normal,
        token_pattern=WORD,
        stop_words=stop_words(extra),
        ngram_range=(1, 2),
        **options,
    )


def count_words(texts: Sequence[str], extra: Iterable[str] = ()) -> tuple[csr_matrix, list[str]]:
    """Counts (texts, terms) of the terms that enough texts use, and these terms.

    Raises:
        TooLittleError: hardly a word comes twice.
    """
    # A word that comes twice in all marks an incident, not a subject.
    least = max(2, min(5, len(texts) // 80), len(texts) // 1000)
    counter = vectorizer(extra, min_df=least)
    try:
        counts = counter.fit_transform(texts)
    except ValueError:
        raise TooLittleError(
            f"the {len(texts)} texts share no words from which topics could be described",
            hint="topics need longer texts in English; or set enabled = false under [topics]",
        ) from None
    return counts, list(counter.get_feature_names_out())


def distinct(keywords: Iterable[tuple[str, float]], most: int) -> list[tuple[str, float]]:
    """The first ``most`` keywords that are not another form, or a pairing, of earlier ones."""
    found: list[tuple[str, float]] = []
    seen: set[str] = set()
    for term, weight in keywords:
        stems = {_stem(word) for word in term.split()}
        if weight > 0 and not stems <= seen and len(found) < most:
            found.append((term, weight))
            seen |= stems
    return found


def _stem(word: str) -> str:
    """Enough to see that papers and paper, or writing and writes, are one word."""
    for ending in ("'s", "ing", "ies", "es", "ed", "s", "y", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word.removesuffix("s") if len(word) == 4 else word
