"""How many words a text has, in any script.

Most languages part words by blanks, and a word is what stands between two. Chinese, Japanese, Thai,
Lao, Khmer and Burmese do not: there, characters are counted and divided by how many make a word on
average. That needs no dictionary, gives the same number on every machine, and is fair to every
speaker of a language, which is what rates per 1,000 words are for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
KANA = "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
SOUTHEAST = "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0edf\u1000-\u103f\u1050-\u109f\u1780-\u17d3"
"""Letters and marks of Thai, Lao, Burmese and Khmer, without their digits and full stops."""

UNSPACED = f"{HAN}{KANA}{SOUTHEAST}"
"""Letters of scripts that put no blank between words, to stand between square brackets."""

MARKS = "\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff"
"""Signs over, under and after letters (vowels of Hebrew, Arabic and the scripts of India), which
regular expressions take for ends of words."""

CHARACTERS_A_WORD = {
    "Chinese": (HAN, 1.6),
    "Japanese": (f"{HAN}{KANA}", 1.7),
    "Thai": ("\u0e01-\u0e3a\u0e40-\u0e4e", 4.1),
    "Lao": ("\u0e81-\u0edf", 4.2),
    "Burmese": ("\u1000-\u103f\u1050-\u109f", 3.8),
    "Khmer": ("\u1780-\u17d3", 4.4),
}
"""Language → its letters, and how many of them make a word on average.

Chinese: words to characters are 1 to 1.6 in the Lancaster Corpus of Mandarin Chinese (McEnery and
Xiao 2004); weighted by frequency, the words of wordfreq 3.1 (Speer 2022) have 1.62. Japanese: 1.70
in wordfreq. Thai: 4.12 in the Thai National Corpus (Aroonmanakun 2007; 33 million words). Lao,
Burmese and Khmer: as ICU 78 cuts everyday speech by its dictionaries, see
``tests/model/test_words.py``; no frequency list of these is at hand.
"""

_UNSPACED = re.compile(f"[{UNSPACED}]")
_RUN = re.compile(f"[{UNSPACED}]+")
_KANA = re.compile(f"[{KANA}]")
_RUNS = {
    name: (re.compile(f"[{letters}]+"), size) for name, (letters, size) in CHARACTERS_A_WORD.items()
}
_OTHER_WORD = re.compile(rf"(?:(?![{UNSPACED}])[^\W_])(?:(?![{UNSPACED}])[\w'’.,-])*")


def count_words(text: str) -> int:
    """How many words a text has: what stands between blanks, or characters by their average.

    A text that mixes scripts adds both up: ``我用 ChatGPT 写邮件`` has five characters of Chinese,
    which are three words, and one word more.
    """
    if text.isascii() or not _UNSPACED.search(text):
        return len(text.split())
    unspaced = sum(
        max(1, round(n / _RUNS[language][1])) for language, n in _characters(text).items()
    )
    return unspaced + sum(1 for _ in _OTHER_WORD.finditer(text))


def list_languages_counted(texts: Iterable[str]) -> tuple[str, ...]:
    """The languages whose words are told from characters in these texts, most characters first."""
    found: dict[str, int] = {}
    for text in texts:
        if not text.isascii() and _UNSPACED.search(text):
            for language, n in _characters(text).items():
                found[language] = found.get(language, 0) + n
    return tuple(sorted(found, key=lambda language: (-found[language], language)))


def describe_counting(languages: Iterable[str]) -> str:
    """How the words of these languages are counted; empty where there are none."""
    told = [f"{name} {CHARACTERS_A_WORD[name][1]:g}" for name in languages]
    return f"words are counted from characters (to a word: {', '.join(told)})" if told else ""


def pair_characters(text: str) -> str:
    """A text in which what no blank parts stands as overlapping pairs of its characters.

    ``压力很大`` becomes ``压力 力很 很大``, so that what compares texts word by word finds what
    two of them share. Other texts stay as they are.
    """
    if text.isascii() or not _UNSPACED.search(text):
        return text
    return _RUN.sub(_pairs, text)


def _pairs(run: re.Match[str]) -> str:
    letters = run.group()
    return f" {' '.join(map(''.join, pairwise(letters))) or letters} "


def _characters(text: str) -> dict[str, int]:
    """Language → how many of its letters a text has; Han beside kana is Japanese."""
    skipped = "Chinese" if _KANA.search(text) else "Japanese"
    found = {
        name: sum(len(run) for run in runs.findall(text))
        for name, (runs, _) in _RUNS.items()
        if name != skipped
    }
    return {name: n for name, n in found.items() if n}
