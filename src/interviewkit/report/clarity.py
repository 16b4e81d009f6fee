"""How well a stretch of speech is understood by somebody who was not there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from interviewkit.model.words import count_words

READABLE = (8, 60)
"""Words of a quote: fewer say little, more are seldom read."""
SETTLED = (20, 50)
"""Words between which a quote is neither thin nor long."""
FRAGMENT = 4
"""Fewer words than this before the first full stop are no sentence to begin with."""

_JOINING_WORDS = """
and but or so because then also though anyway und aber oder denn dann also weil trotzdem et mais ou
donc alors parce y pero o entonces porque
"""
_POINTING_WORDS = """
it its it's it'd it'll that that's this these those they they're they'd them he she he's she's his
her there's which who neither either das es dies diese dieser dieses sie er ihn ihm denen ça cela
ceci c'est il elle ils elles lui leur eso esto esa ese él ella ellos ellas lo
"""
_HOLLOW_WORDS = """
yes yeah yep yup no nope nah ok okay right well mm mhm hm hmm uh um er ah oh ha haha exactly sure
absolutely totally true good great brilliant wow thanks sorry for you me too same here i know you
ja nein genau doch klar gut stimmt na naja äh ähm tja oui non ouais bon ben euh voilà d'accord sí
vale bueno claro eh
"""
_GAINING_WORDS = "um uh uhm umm er erm hm hmm mm äh ähm öh euh eh"
_JOINING = frozenset(_JOINING_WORDS.split())
_POINTING = frozenset(_POINTING_WORDS.split())
"""Words that, at the beginning, point to something said before."""
_HOLLOW = frozenset(_HOLLOW_WORDS.split())
"""Words with which people say no more than that they listen."""
_GAINING = frozenset(_GAINING_WORDS.split())
"""Sounds that gain time."""

_UNHEARD = re.compile(
    r"[\[(<][^\])>]*(?:inaudible|unintelligible|unclear|crosstalk|unverständlich|unv\.|\?)"
    r"[^\])>]*[\])>]|\bxxx+\b|\?\?+",
    re.IGNORECASE,
)
_BROKEN_OFF = re.compile(r"(?:—|–|-|…|\.\.\.)\s*[\"'”’»]?$")
_ASKED = re.compile(r"[?？؟][\"'”’»」』)]*$")
_ENDED = re.compile(r"[.!…।。！][\"'”’»」』)\]]*$")
_TURNED = re.compile(r"\s[—–-]\s|—")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


IsNamed = Callable[[str], bool]
"""Says whether a text names somebody who took part."""


def says_no_name(_text: str) -> bool:
    """That a text names nobody, where nothing is known of names."""
    return False


def rate_clarity(text: str, is_named: IsNamed = says_no_name) -> float:
    """From 0 to 1: whole, of a readable length, about something that it names itself.

    It is no measure of truth or weight; it orders what may be quoted. Whoever took part had better
    not be named in a quote.
    """
    words = [word.casefold().replace("’", "'") for word in _WORD.findall(text)]
    rated = _rate_length(count_words(text))
    for factor in (*_rate_beginning(words, text), *_rate_end(text), *_rate_flow(words, text)):
        rated *= factor
    return rated * (0.8 if is_named(text) else 1.0)


def is_back_channel(text: str) -> bool:
    """Whether it says no more than that somebody listens: ``Yeah, exactly.``"""
    words = [word.casefold().replace("’", "'") for word in _WORD.findall(text)]
    return bool(words) and all(word in _HOLLOW for word in words)


def _rate_length(n: int) -> float:
    if n < READABLE[0]:
        return 0.4 * n / READABLE[0]
    if n < SETTLED[0]:
        return 0.8 + 0.2 * (n - READABLE[0]) / (SETTLED[0] - READABLE[0])
    if n <= SETTLED[1]:
        return 1.0
    return 0.9 if n <= READABLE[1] else 0.4


def _rate_beginning(words: list[str], text: str) -> Iterator[float]:
    rest = words
    if rest and rest[0] in _JOINING:
        yield 0.9
        rest = rest[1:]
    if rest and rest[0] in _POINTING:
        yield 0.75
    elif _POINTING & {*rest[1:5]}:
        yield 0.92
    first = re.split(r"[.!?。！？]", text, maxsplit=1)[0]
    if is_back_channel(first) or (words and words[0] in _GAINING):
        yield 0.8
    elif len(_WORD.findall(first)) < FRAGMENT and len(words) > len(_WORD.findall(first)):
        yield 0.85
    if text[:1].islower():
        yield 0.8


def _rate_end(text: str) -> Iterator[float]:
    if _BROKEN_OFF.search(text):
        yield 0.7
    elif _ASKED.search(text):
        yield 0.85
    elif not _ENDED.search(text):
        yield 0.9


def _rate_flow(words: list[str], text: str) -> Iterator[float]:
    if words:
        yield 1 - min(0.4, 3 * sum(word in _GAINING for word in words) / len(words))
    yield 0.95 ** min(4, len(_TURNED.findall(text)))
    if _UNHEARD.search(text):
        yield 0.4
