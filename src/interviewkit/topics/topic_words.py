"""Which words may describe a topic, and which of them say something new."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from interviewkit.errors import ModelMissingError, TooLittleError
from interviewkit.model.words import MARKS, UNSPACED

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

_PLAIN = re.compile(WORD)
_LETTER = rf"(?:[^\W\d_]|[{MARKS}])"
_MARKED = re.compile(rf"{_LETTER}{{2,}}(?:['-]{_LETTER}+)*")
_HAS_MARKS = re.compile(f"[{MARKS}]")
_UNSPACED = re.compile(f"[{UNSPACED}]")
_RUN = re.compile(f"[{UNSPACED}]+|[^{UNSPACED}]+")
_ENDING = re.compile(r"[\u3041-\u309f]{1,3}")
"""Japanese words of up to three hiragana are particles, endings and helping verbs."""

_BLANK = re.compile(rf"(?<=[{UNSPACED}]) (?=[{UNSPACED}])")


def normalise_term(text: str) -> str:
    """Lower case, apostrophes plain; what is merely drawn together ("there'd") taken apart."""
    return CLITIC.sub("", text.lower().replace("’", "'").replace("‘", "'"))


def display_term(term: str) -> str:
    """A term as its language writes it: a pair of Chinese words has no blank between them."""
    return _BLANK.sub("", term)


def list_english_words() -> frozenset[str]:
    """English function words and fillers of speech."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    return frozenset(ENGLISH_STOP_WORDS | FILLERS)


def list_stop_words(extra: Iterable[str] = (), ignored: Iterable[str] | None = None) -> list[str]:
    """Words that are ignored (English function words and fillers, unless others are given), and
    the words of ``extra`` (say, speakers' names)."""
    own = {word for text in extra for word in split_topic_words(normalise_term(text))}
    listed = list_english_words() if ignored is None else {normalise_term(word) for word in ignored}
    return sorted(listed | own)


def split_topic_words(text: str) -> list[str]:
    """The words of a text of two letters or more; where no blank parts them, by ICU's dictionaries.

    Raises:
        ModelMissingError: the text has no blanks, and ICU is not installed.
    """
    plain = _MARKED if _HAS_MARKS.search(text) else _PLAIN
    if text.isascii() or not _UNSPACED.search(text):
        return plain.findall(text)
    words: list[str] = []
    for run in _RUN.findall(text):
        if _UNSPACED.match(run):
            cut = (word for word in _cut_by_icu(run) if len(word) > 1)
            words += [word for word in cut if not _ENDING.fullmatch(word)]
        else:
            words += plain.findall(run)
    return words


def _cut_by_icu(run: str) -> Iterable[str]:
    """The words of a run of letters that are written without blanks."""
    try:
        from icu4py.breakers import WordBreaker
    except ImportError:
        raise ModelMissingError(
            "words that no blank parts (Chinese, Japanese, Thai …) cannot be told apart without "
            "ICU",
            hint="pip install icu4py",
        ) from None
    return WordBreaker(run, "en")


def build_vectorizer(
    extra: Iterable[str] = (), ignored: Iterable[str] | None = None, **options: Any
) -> Any:
    """A ``CountVectorizer`` of words and pairs of neighbouring words."""
    from sklearn.feature_extraction.text import CountVectorizer

    stopped = list_stop_words(extra, ignored)
    return CountVectorizer(
        preprocessor=normalise_term,
        tokenizer=_Tokenizer(stopped),
        token_pattern=None,
        stop_words=stopped,
        ngram_range=(1, 2),
        **options,
    )


class _Tokenizer:
    """Splits words; drops those of two letters that are two words to ignore, wrongly joined."""

    def __init__(self, stopped: Iterable[str]) -> None:
        self.single = {word for word in stopped if len(word) == 1 and _UNSPACED.match(word)}

    def __call__(self, text: str) -> list[str]:
        words = split_topic_words(text)
        if not self.single:
            return words
        return [word for word in words if len(word) > 2 or not self.single.issuperset(word)]


def count_terms(
    texts: Sequence[str], extra: Iterable[str] = (), ignored: Iterable[str] | None = None
) -> tuple[csr_matrix, list[str]]:
    """Counts (texts, terms) of the terms that enough texts use, and these terms.

    Raises:
        TooLittleError: hardly a word comes twice.
    """
    # A word that comes twice in all marks an incident, not a subject.
    least = max(2, min(5, len(texts) // 80), len(texts) // 1000)
    counter = build_vectorizer(extra, ignored, min_df=least)
    try:
        with warnings.catch_warnings():  # that stop words are many words in one is no matter
            warnings.simplefilter("ignore", UserWarning)
            counts = counter.fit_transform(texts)
    except ValueError:
        raise TooLittleError(
            f"the {len(texts)} texts share no words from which topics could be described",
            hint="topics need longer texts; or set enabled = false under [topics]",
        ) from None
    return counts, list(counter.get_feature_names_out())


def choose_distinct(keywords: Iterable[tuple[str, float]], most: int) -> list[tuple[str, float]]:
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
