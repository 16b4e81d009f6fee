"""Words that deny, by language, and whether one stands near enough to a match to deny it.

Where no parse of the language can be relied on, a denial is told from the words around the match,
within its clause: it stands before what it denies, in German and Dutch behind it too. That is
plainer than a parse: "I do not think that it judges" is no denial of the judging to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from interviewkit.coding.lexicon import NEGATORS, NOT_REALLY
from interviewkit.model.words import HAN

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class DenyingWords:
    """What denies in a language, and where it stands.

    ``not_really`` are words that make no denial of what they follow ("not *only*"), ``before`` and
    ``behind`` how many words there may be from the one that denies to the match.
    """

    words: frozenset[str]
    not_really: frozenset[str] = frozenset()
    before: int = 3
    behind: int = 0

    @classmethod
    def of(
        cls, words: str, not_really: str = "", *, before: int = 3, behind: int = 0
    ) -> DenyingWords:
        return cls(frozenset(words.split()), frozenset(not_really.split()), before, behind)


DENYING: Mapping[str, DenyingWords] = {
    ENGLISH: DenyingWords(NEGATORS, NOT_REALLY),
    "de": DenyingWords.of(
        "nicht nichts nie niemals niemand niemanden niemandem kein keine keinen keinem keiner "
        "keines weder ohne kaum selten nirgends nirgendwo",
        "nur bloß allein einfach unbedingt",
        behind=4,
    ),
    "nl": DenyingWords.of(
        "niet niets nooit niemand geen noch zonder nauwelijks zelden nergens",
        "alleen slechts enkel",
        behind=4,
    ),
    "es": DenyingWords.of(
        "no nunca jamás nadie nada ninguno ninguna ningún tampoco ni apenas sin",
        "solo sólo solamente únicamente",
    ),
    "pt": DenyingWords.of(
        "não nunca jamais ninguém nada nenhum nenhuma tampouco nem sem", "só somente apenas"
    ),
    "it": DenyingWords.of(
        "non mai nessuno nessuna niente nulla neanche nemmeno neppure né senza", "solo soltanto"
    ),
    "fr": DenyingWords.of(
        "ne n pas jamais rien aucun aucune guère ni sans", "seulement", behind=1
    ),
    "zh": DenyingWords.of("不 没 未 无 别 勿 很少 從不 没有 沒 無 別", before=4),
}  # fmt: skip
"""Language → its words; in Chinese ``before`` counts characters. Of others nothing is known."""

_NO_DENIAL_ZH = re.compile(
    "不[但仅僅只光过過错錯断斷管同少]|差不多|對不起|对不起|没关系|沒關係|[有是要能好会會]不"
)
"""Words of Chinese that hold such a character and deny nothing."""

_CLAUSE = re.compile(r"[,;:.!?()\n–—，。；：！？、…]")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_HAN = re.compile(f"[{HAN}]")


def shorten_language(declared: str) -> str:
    """The code of a declared language, ``de`` for ``de-AT``; English where none is."""
    return re.split(r"[-_]", declared.strip().lower())[0] or ENGLISH


def list_denying_words(language: str) -> frozenset[str]:
    """What a pattern of this language means by ``[neg]``; English words where it is unknown."""
    return DENYING.get(language, DENYING[ENGLISH]).words


def is_denied_nearby(
    text: str, start: int, end: int, language: str, *, within: bool = True
) -> bool:
    """Whether a word that denies stands near ``text[start:end]``, within the same clause.

    ``within`` says whether one inside the match counts too. Of a language whose words are not
    known nothing is denied.
    """
    known = DENYING.get(language)
    if known is None:
        return False
    text = text.lower()
    first = max((found.end() for found in _CLAUSE.finditer(text, 0, start)), default=0)
    after = _CLAUSE.search(text, end)
    before, inside = text[first:start], text[start:end]
    behind = text[end : after.start() if after else len(text)]
    if language == "zh" or _HAN.search(inside):
        return _is_denied_in_signs(before, inside if within else "", DENYING["zh"])
    words = [found[0] for found in _WORD.finditer(before)]
    parts = [_pair(words, inside)[-known.before :]]
    parts += [_pair(_split(inside), behind)] if within else []
    parts += [_pair(_split(behind), "")[: known.behind]]
    return any(_denies(pairs, known) for pairs in parts)


def _is_denied_in_signs(before: str, inside: str, known: DenyingWords) -> bool:
    plain = _NO_DENIAL_ZH.sub("", before)[-known.before :] + _NO_DENIAL_ZH.sub("", inside)
    return any(word in plain for word in known.words)


def _split(text: str) -> list[str]:
    return [found[0] for found in _WORD.finditer(text)]


def _pair(words: list[str], after: str) -> list[tuple[str, str]]:
    """Each word with the one that follows it; ``after`` is the text behind the last."""
    following = [*words[1:], next(iter(_split(after)), "")]
    return list(zip(words, following, strict=True)) if words else []


def _denies(pairs: Iterable[tuple[str, str]], known: DenyingWords) -> bool:
    return any(word in known.words and after not in known.not_really for word, after in pairs)
