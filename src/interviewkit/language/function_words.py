"""Words that carry no subject, by language: spaCy's stop words, and what speech adds to them."""

from __future__ import annotations

import runpy
from functools import cache
from importlib.util import find_spec
from pathlib import Path

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
    path = _folder() / language / "stop_words.py"
    if language not in list_known_languages():
        return frozenset()
    # The file alone: importing the language would load all that spaCy knows of it.
    listed = runpy.run_path(str(path))["STOP_WORDS"]
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
