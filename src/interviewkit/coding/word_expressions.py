"""A word of a pattern as expressions of all its forms, and what a text with it holds."""

from __future__ import annotations

import re

from interviewkit.coding.lexicon import FUSED, NEGATORS, list_forms
from interviewkit.model.words import UNSPACED

# "n't" hangs on a helping verb; without its apostrophe only there, or "want" would hold it.
_AFTER_HELPING = "|".join(
    rf"(?<=\b{verb}nt)" for verb in sorted(FUSED) if verb.isalpha() and not verb.startswith("n")
)
NT = f"n(?:['’]t|t(?:{_AFTER_HELPING}))"
NOT = r"not(?:(?<!\wnot)|(?<=\bcannot))"
ANY_ENDING = r"\w*"
_UNSPACED = re.compile(f"[{UNSPACED}]")


def build_word_expressions(word: str) -> tuple[list[str], set[str] | None]:
    """The expressions of a word's forms, and the words a text with it holds (``None``: any).

    A word of a script without blanks stands for itself, wherever its characters do.
    """
    if _UNSPACED.search(word):
        return [re.escape(word.removeprefix("=").removesuffix("*").lower())], None
    if word.endswith("*") and len(word) > 1:
        stem = word[:-1].lower()
        head, _, tail = stem.partition("-")
        needed = {tail + "*", head + tail + "*"} if tail else {stem + "*"}
        return [_escaped(stem) + ANY_ENDING], needed if (head + tail).isalnum() else None
    just = frozenset({word[1:].lower()}) if word[0] == "=" and len(word) > 1 else list_forms(word)
    if just & FUSED or any(re.search(r"['’]|\W$", form) for form in just):
        return [_escaped(form) for form in just], None
    needed = set()
    for form in just:
        halves = re.split(r"[^\w]+", form)
        needed |= {halves[-1], "".join(halves)}
    return [_escaped(form) for form in just], needed


def is_denial(word: str) -> bool:
    return word.endswith(("n't", "n’t")) or not NEGATORS.isdisjoint(
        list_forms(word.removeprefix("="))
    )


def _escaped(form: str) -> str:
    """A form as an expression: any apostrophe, or none; a hyphen may be a space or missing."""
    if form in ("n't", "n’t", "nt"):
        return NT
    if form == "not":
        return NOT
    found = re.escape(form).replace("’", "'").replace(r"\-", r"[-–\s]?")
    if found.startswith("'"):
        return "['’]" + found[1:]
    return found.replace("'", "['’]?")
