"""Whether the labels of a variable are steps of an answer scale, so that their order means more."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from interviewkit.survey.columns.likert_orders import ORDERS

_STEPS = (
    r"(dis)?agree|satisf|important|unimportant|(un)?likely|(un)?true of|confident|concern|aware",
    r"never|rarely|seldom|sometimes|often|always|daily|weekly|monthly|(almost )?every (day|week)",
    r"(very )?(poor|fair|good|bad|excellent)|average|acceptable|easy|difficult|hard",
    r"not at all|a little|slightly|somewhat|moderately|quite|very|extremely|completely|a lot",
    r"low|medium|middle|high|much (less|more)|(a bit |somewhat )?(less|more|worse|better|same)",
    r"neither|neutral|undecided|unsure|mixed",
    r"strongly|mostly|partly|tend to",
    # Deutsch, français, español
    r"stimme|trifft|zufrieden|wichtig|nie|selten|manchmal|oft|immer|sehr|eher|teils|gar nicht",
    r"d'accord|satisfait|jamais|parfois|souvent|toujours|plutôt|tout à fait|pas du tout",
    r"de acuerdo|en desacuerdo|satisfecho|nunca|a veces|siempre|muy|nada|bastante",
)
_STEP = re.compile(rf"\b({'|'.join(_STEPS)})", re.IGNORECASE)


def is_scale(labels: Sequence[str]) -> bool:
    """At least three labels, all of them steps, or all but one (the middle may be called anything).

    Labels that begin with their number (``"5 = completely"``) are steps as well.
    """
    if len(labels) < 3:
        return False
    steps = [bool(_STEP.search(label) or re.match(r"[-+]?\d", label)) for label in labels]
    return sum(steps) >= len(steps) - (1 if len(steps) > 3 else 0)


_STRENGTHS = {
    "extremely": 4.0, "completely": 4.0, "totally": 4.0, "entirely": 4.0, "strongly": 4.0,
    "very": 3.5, "very much": 3.5, "highly": 3.5, "mostly": 3.0, "generally": 3.0, "quite": 2.5,
    "": 2.0, "moderately": 1.6, "fairly": 1.5, "rather": 1.5, "somewhat": 1.5, "tend to": 1.5,
    "partly": 1.4, "slightly": 1.0, "a little": 1.0, "a bit": 1.0,
}  # fmt: skip
_FOR = "agree|satisfied|happy|like|likely|important|comfortable|confident|positive|true|accurate"
_AGAINST = (
    "disagree|dissatisfied|unsatisfied|unhappy|dislike|unlikely|unimportant|uncomfortable|"
    "unconfident|negative|untrue|inaccurate"
)
_SIDES = dict(zip(_AGAINST.replace("unsatisfied|", "").split("|"), _FOR.split("|"), strict=True))
_SIDED = re.compile(
    rf"(?P<strength>{'|'.join(sorted(filter(None, _STRENGTHS), key=len, reverse=True))})?\s*"
    rf"(?:(?P<for>{_FOR})|(?P<against>{_AGAINST}))"
)
_MIDDLE = re.compile(r"neutral|undecided|neither\b.*|mixed|no opinion either way|in between")
_NUMBERED = re.compile(r"(\d{1,2})\s*[-–=.:)]\s*(?=[^\W\d])")
_BARE = re.compile(r"(\d{1,2})")


def order_labels(texts: set[str]) -> tuple[str, ...]:
    """Texts that are steps of one known answer scale, in its order; else nothing.

    At least three are needed: who has only "agree" and "disagree" may not mean a scale. Texts
    that all begin with a number (``"5 - Strongly agree"``) are in the order of their numbers.
    """
    if len(texts) < 3:
        return ()
    if place := _by_number(texts):
        return tuple(sorted(texts, key=place.__getitem__)) if _differ(place) else ()
    small = {" ".join(text.casefold().replace("’", "'").split()): text for text in texts}
    if len(small) < len(texts):
        return ()
    for steps in ORDERS:
        if set(small) <= set(steps):
            return tuple(small[step] for step in steps if step in small)
    sides = _by_side(list(small))
    return tuple(small[text] for text in sides)


def _by_number(texts: set[str]) -> dict[str, int]:
    """The number with which each text begins; nothing where one has none, or none has words.

    Numbers between may be bare, as on a scale whose ends alone have words: ``1 - never``, ``2``,
    ``3 - always``.
    """
    found = {text: _NUMBERED.match(text) or _BARE.fullmatch(text) for text in texts}
    place = {text: int(each[1]) for text, each in found.items() if each}
    if len(place) < len(texts):
        return {}
    worded = {at for text, at in place.items() if not _BARE.fullmatch(text)}
    ends = {min(place.values()), max(place.values())}
    return place if worded & ends and is_scale(sorted(texts)) else {}


def _by_side(texts: Sequence[str]) -> list[str]:
    """Steps like ``slightly dissatisfied``: how strongly, for which of two sides, in order."""
    place: dict[str, float] = {}
    about = set()
    for text in texts:
        found = _SIDED.fullmatch(text)
        if found:
            sign = 1 if found["for"] else -1
            about.add(found["for"] or _SIDES.get(found["against"], "satisfied"))
            place[text] = sign * _STRENGTHS[found["strength"] or ""]
        elif _MIDDLE.fullmatch(text):
            place[text] = 0.0
    both = {value > 0 for value in place.values() if value}
    if len(place) < len(texts) or len(about) != 1 or len(both) != 2 or not _differ(place):
        return []
    return sorted(texts, key=place.__getitem__)


def _differ(place: Mapping[str, float]) -> bool:
    return len(set(place.values())) == len(place)
