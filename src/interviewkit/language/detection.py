"""Which language speech is in, told from its letters and its commonest words."""

from __future__ import annotations

import re
import runpy
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from interviewkit.model.grouping import group_lists
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
_ANY_SCRIPT = re.compile("|".join(script.pattern for script in _SCRIPTS.values()))
_LETTER = re.compile(r"[^\W\d_]")


def detect_language(texts: Iterable[str]) -> str:
    """The language (ISO 639) of what was said; empty where it cannot be told.

    A script that one language writes tells it at once; else the language whose function words
    come most often, a word that several languages have counting less for each.
    """
    said = "\n".join(texts)[:LOOKED_AT]
    return _by_script(said) or _by_words(said)


def _by_script(said: str) -> str:
    if not _ANY_SCRIPT.search(said):
        return ""
    letters = len(_LETTER.findall(said)) or 1
    found = {code: len(script.findall(said)) for code, script in _SCRIPTS.items()}
    kana = found.pop("ja")
    both = kana + found.pop("zh")
    found["ja" if kana * 5 > both else "zh"] = both
    code, most = max(found.items(), key=lambda pair: pair[1])
    return code if most > 0.3 * letters else ""


def _by_words(said: str) -> str:
    words = Counter(_WORD.findall(said.casefold().replace("’", "'")))
    total = sum(words.values())
    if total < FEWEST:
        return ""
    scores: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    known = _languages_of()
    for word, n in words.items():
        languages = known.get(word, ())
        for code in languages:
            scores[code] += n / len(languages)  # type: ignore[assignment]
            hits[code] += n
    best = max(sorted(scores), key=lambda code: scores[code], default="")
    return best if best and hits[best] >= LEAST * total else ""


@cache
def _languages_of() -> dict[str, list[str]]:
    """Function word → the languages that have it."""
    known = list_known_languages()
    return group_lists((word, code) for code in known for word in load_function_words(code))


# -- words that carry no subject, by language: spaCy's stop words, and what speech adds to them ----


_SPOKEN = {
    "de": "äh ähm hm hmm mhm ja jaja nee nein doch halt eben mal also genau okay ok so naja tja "
    "irgendwie irgendwo irgendwas quasi sozusagen eigentlich natürlich vielleicht gerade glaub "
    "glaube denke meine weiß sag sage sagen gesagt bisschen sachen sache ding dinge gibt gehen "
    "geht gehts ging finde find hab habs isses ne nen nem ner gell oder",
    "fr": "euh heu hum ben bah bon ouais oui non voilà quoi genre enfin alors donc hein truc trucs "
    "chose choses bref peut-être vraiment crois pense dire dit disons faut fait va vais d'accord "
    "c'est j'ai qu'il qu'on n'est d'un d'une",
    "es": "eh em este pues bueno vale ok sí no claro o sea osea digamos entonces como tipo cosa "
    "cosas creo pienso digo decir dice verdad igual realmente bien",
    "it": "eh ehm mah beh boh sì no cioè allora quindi insomma ecco tipo praticamente diciamo cosa "
    "cose credo penso dire detto vabbè va bene proprio comunque",
    "nl": "eh uh uhm ja nee hoor nou zeg maar even gewoon eigenlijk dus ofzo zo'n soort ding "
    "dingen denk vind zeggen gezegd beetje wel toch natuurlijk misschien",
    "pt": "é né hum ah então tipo assim bom ok sim não coisa coisas acho penso dizer digo disse "
    "realmente claro pois gente",
}  # fmt: skip


@cache
def load_function_words(language: str) -> frozenset[str]:
    """The words of a language that carry no subject, in small letters; empty for one unknown."""
    if language not in list_known_languages():
        return frozenset()
    # The file alone: importing the language would load all that spaCy knows of it.
    listed = runpy.run_path(str(_folder() / language / "stop_words.py"))["STOP_WORDS"]
    words = {word.casefold().replace("’", "'") for word in listed}
    return frozenset(words | set(_SPOKEN.get(language, "").split()))


@cache
def list_known_languages() -> tuple[str, ...]:
    """The codes of the languages whose function words are known."""
    return tuple(sorted(path.parent.name for path in _folder().glob("*/stop_words.py")))


def _folder() -> Path:
    """Where spaCy keeps its languages, found without importing it."""
    found = find_spec("spacy")
    place = next(iter((found and found.submodule_search_locations) or ()), "")
    return Path(place) / "lang"
