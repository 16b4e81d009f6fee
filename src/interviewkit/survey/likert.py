"""Whether the labels of a variable are steps of an answer scale, so that their order means more."""

from __future__ import annotations

import re
from collections.abc import Sequence

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


_AGREE = ("strongly disagree", "disagree", "somewhat disagree", "slightly disagree",
          "neither agree nor disagree", "neither", "neutral", "undecided",
          "neither disagree nor agree", "slightly agree", "somewhat agree", "agree",
          "strongly agree")  # fmt: skip
_ORDERS = (
    _AGREE,
    ("completely disagree", "mostly disagree", *_AGREE[2:10], "somewhat agree", "mostly agree",
     "completely agree"),
    ("strongly disagree", "tend to disagree", "neither agree nor disagree", "neutral",
     "tend to agree", "strongly agree"),
    ("never", "almost never", "very rarely", "rarely", "seldom", "occasionally", "sometimes",
     "about half the time", "often", "frequently", "very often", "usually", "most of the time",
     "almost always", "always"),
    ("never", "less than monthly", "monthly", "weekly", "daily"),
    ("very dissatisfied", "extremely dissatisfied", "dissatisfied", "somewhat dissatisfied",
     "neither satisfied nor dissatisfied", "neutral", "somewhat satisfied", "satisfied",
     "very satisfied", "extremely satisfied"),
    ("not at all important", "not important", "slightly important", "somewhat important",
     "moderately important", "important", "very important", "extremely important"),
    ("extremely unlikely", "very unlikely", "unlikely", "somewhat unlikely",
     "neither likely nor unlikely", "neutral", "somewhat likely", "likely", "very likely",
     "extremely likely"),
    ("very poor", "terrible", "poor", "fair", "average", "good", "very good", "excellent"),
    ("not at all", "a little", "slightly", "somewhat", "moderately", "quite a bit", "a lot",
     "very", "a great deal", "very much", "extremely", "completely"),
    ("very low", "low", "medium", "moderate", "high", "very high"),
    ("stimme überhaupt nicht zu", "stimme gar nicht zu", "stimme nicht zu",
     "stimme eher nicht zu", "teils/teils", "teils, teils", "weder noch", "neutral",
     "stimme eher zu", "stimme zu", "stimme voll zu", "stimme voll und ganz zu"),
    ("trifft überhaupt nicht zu", "trifft gar nicht zu", "trifft nicht zu",
     "trifft eher nicht zu", "teils/teils", "teils, teils", "trifft eher zu", "trifft zu",
     "trifft voll zu", "trifft voll und ganz zu"),
    ("nie", "fast nie", "selten", "manchmal", "gelegentlich", "oft", "häufig", "meistens",
     "sehr oft", "immer"),
    ("pas du tout d'accord", "plutôt pas d'accord", "ni d'accord ni pas d'accord",
     "plutôt d'accord", "tout à fait d'accord"),
    ("jamais", "rarement", "parfois", "souvent", "toujours"),
    ("muy en desacuerdo", "en desacuerdo", "ni de acuerdo ni en desacuerdo", "de acuerdo",
     "muy de acuerdo"),
    ("nunca", "casi nunca", "a veces", "casi siempre", "siempre"),
)  # fmt: skip
_NUMBERED = re.compile(r"(\d{1,2})\s*[-–=.:)]\s*(?=[^\W\d])")


def ordered(texts: set[str]) -> tuple[str, ...]:
    """Texts that are steps of one known answer scale, in its order; else nothing.

    At least three are needed: who has only "agree" and "disagree" may not mean a scale. Texts
    that all begin with a number (``"5 - Strongly agree"``) are in the order of their numbers.
    """
    if len(texts) < 3:
        return ()
    numbered = {text: _NUMBERED.match(text) for text in texts}
    if all(numbered.values()) and is_scale(sorted(texts)):
        place = {text: int(found[1]) for text, found in numbered.items() if found}
        return tuple(sorted(texts, key=place.__getitem__)) if _differ(place) else ()
    small = {" ".join(text.casefold().replace("’", "'").split()): text for text in texts}
    for steps in _ORDERS:
        if set(small) <= set(steps) and len(small) == len(texts):
            return tuple(small[step] for step in steps if step in small)
    return ()


def _differ(place: dict[str, int]) -> bool:
    return len(set(place.values())) == len(place)
