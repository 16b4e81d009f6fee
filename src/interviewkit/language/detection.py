"""Which language speech is in, told from its letters and its commonest words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from interviewkit.language.function_words import list_known_languages, load_function_words
from interviewkit.model.words import HAN, KANA, MARKS

FEWEST = 20
"""Words: fewer do not tell their language."""

LOOKED_AT = 20_000
"""Characters: what is said after them is in the same language."""

LEAST = 0.15
"""At least this share of ordinary speech are function words of its language."""

_LETTERS = rf"(?:[^\W\d_]|[{MARKS}])+"
_WORD = re.compile(rf"{_LETTERS}(?:['-]{_LETTERS})*")
_SCRIPTS = {
    "ja": re.compile(f"[{KANA}]"),
    "zh": re.compile(f"[{HAN}]"),
    "ko": re.compile("[\uac00-\ud7a3]"),
    "th": re.compile("[\u0e01-\u0e4e]"),
    "lo": re.compile("[\u0e81-\u0edf]"),
    "my": re.compile("[\u1000-\u109f]"),
    "km": re.compile("[\u1780-\u17d3]"),
}
_LETTER = re.compile(r"[^\W\d_]")


def detect_language(texts: Iterable[str]) -> str:
    """The language (ISO 639) of what was said; empty where it cannot be told.

    A script that one language writes tells it at once; else the language whose function words
    come most often, a word that several languages have counting less for each.
    """
    said = "\n".join(texts)[:LOOKED_AT]
    return _by_script(said) or _by_words(said)


def _by_script(said: str) -> str:
    letters = len(_LETTER.findall(said)) or 1
    found = {code: len(script.findall(said)) for code, script in _SCRIPTS.items()}
    japanese = found["ja"] * 5 > found["zh"] + found["ja"]
    found["zh" if japanese else "ja"], found["ja" if japanese else "zh"] = (
        0,
        found["zh"] + found["ja"],
    )
    code, most = max(found.items(), key=lambda pair: pair[1])
    return code if most > 0.3 * letters else ""


def _by_words(said: str) -> str:
    words = Counter(_WORD.findall(said.casefold().replace("’", "'")))
    total = sum(words.values())
    if total < FEWEST:
        return ""
    scores: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for word, n in words.items():
        languages = _languages_of().get(word, ())
        for code in languages:
            scores[code] += n / len(languages)  # type: ignore[assignment]
            hits[code] += n
    best = max(sorted(scores), key=lambda code: scores[code], default="")
    return best if best and hits[best] >= LEAST * total else ""


@cache
def _languages_of() -> dict[str, tuple[str, ...]]:
    """Function word → the languages that have it."""
    found: dict[str, list[str]] = {}
    for code in list_known_languages():
        for word in load_function_words(code):
            found.setdefault(word, []).append(code)
    return {word: tuple(codes) for word, codes in found.items()}
