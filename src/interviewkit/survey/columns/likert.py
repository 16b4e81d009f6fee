"""Whether the labels of a variable are steps of an answer scale, so that their order means more."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

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


# -- answer scales whose words are no combination of others, each from the least to the most -------


ORDERS: tuple[tuple[str, ...], ...] = (
    # English
    ("never", "almost never", "very rarely", "rarely", "seldom", "occasionally", "sometimes",
     "about half the time", "often", "frequently", "very often", "usually", "most of the time",
     "almost always", "always"),
    ("never", "less than monthly", "monthly", "weekly", "daily"),
    ("not at all important", "not important", "slightly important", "somewhat important",
     "moderately important", "important", "very important", "extremely important"),
    ("very poor", "terrible", "poor", "fair", "average", "good", "very good", "excellent"),
    ("very bad", "bad", "neutral", "good", "very good"),
    ("not at all", "a little", "slightly", "somewhat", "moderately", "quite a bit", "a lot",
     "very", "a great deal", "very much", "extremely", "completely"),
    ("very low", "low", "medium", "moderate", "high", "very high"),
    ("none", "mild", "moderate", "severe", "very severe"),
    ("much worse", "worse", "somewhat worse", "slightly worse", "about the same", "the same",
     "no change", "slightly better", "somewhat better", "better", "much better"),
    ("much less", "less", "somewhat less", "slightly less", "about the same", "the same",
     "slightly more", "somewhat more", "more", "much more"),
    ("definitely not", "probably not", "might or might not", "unsure", "probably yes",
     "probably", "definitely yes", "definitely"),
    ("not at all", "to a small extent", "to some extent", "to a moderate extent",
     "to a large extent", "to a great extent", "to a very great extent"),
    ("very difficult", "difficult", "somewhat difficult", "neutral", "neither easy nor difficult",
     "somewhat easy", "easy", "very easy"),
    # Deutsch
    ("stimme überhaupt nicht zu", "stimme gar nicht zu", "stimme nicht zu",
     "stimme eher nicht zu", "teils/teils", "teils, teils", "weder noch", "neutral",
     "stimme eher zu", "stimme zu", "stimme voll zu", "stimme voll und ganz zu"),
    ("trifft überhaupt nicht zu", "trifft gar nicht zu", "trifft nicht zu",
     "trifft eher nicht zu", "teils/teils", "teils, teils", "trifft eher zu", "trifft zu",
     "trifft voll zu", "trifft voll und ganz zu"),
    ("sehr unzufrieden", "unzufrieden", "eher unzufrieden", "teils/teils", "teils, teils",
     "weder noch", "weder zufrieden noch unzufrieden", "neutral", "eher zufrieden", "zufrieden",
     "sehr zufrieden"),
    ("nie", "fast nie", "selten", "manchmal", "gelegentlich", "oft", "häufig", "meistens",
     "sehr oft", "immer"),
    ("gar nicht", "überhaupt nicht", "kaum", "wenig", "etwas", "mittelmäßig", "teils/teils",
     "ziemlich", "stark", "sehr", "sehr stark"),
    ("sehr schlecht", "schlecht", "mittelmäßig", "mittel", "gut", "sehr gut"),
    # français
    ("pas du tout d'accord", "pas d'accord", "plutôt pas d'accord", "ni d'accord ni pas d'accord",
     "neutre", "plutôt d'accord", "d'accord", "tout à fait d'accord"),
    ("très insatisfait", "pas du tout satisfait", "insatisfait", "plutôt insatisfait",
     "peu satisfait", "plutôt pas satisfait", "ni satisfait ni insatisfait", "neutre",
     "plutôt satisfait", "satisfait", "très satisfait"),
    ("jamais", "presque jamais", "rarement", "parfois", "de temps en temps", "souvent",
     "très souvent", "presque toujours", "toujours"),
    ("pas du tout", "un peu", "moyennement", "assez", "beaucoup", "énormément"),
    # español
    ("totalmente en desacuerdo", "muy en desacuerdo", "en desacuerdo", "algo en desacuerdo",
     "ni de acuerdo ni en desacuerdo", "neutral", "indiferente", "algo de acuerdo", "de acuerdo",
     "muy de acuerdo", "totalmente de acuerdo"),
    ("muy insatisfecho", "insatisfecho", "ni satisfecho ni insatisfecho", "neutral", "satisfecho",
     "muy satisfecho"),
    ("nunca", "casi nunca", "rara vez", "raramente", "pocas veces", "a veces", "algunas veces",
     "a menudo", "frecuentemente", "muchas veces", "casi siempre", "siempre"),
    # italiano
    ("completamente in disaccordo", "molto in disaccordo", "per niente d'accordo",
     "in disaccordo", "poco d'accordo", "né d'accordo né in disaccordo", "neutrale",
     "abbastanza d'accordo", "d'accordo", "molto d'accordo", "completamente d'accordo"),
    ("mai", "quasi mai", "raramente", "a volte", "qualche volta", "spesso", "quasi sempre",
     "sempre"),
    # português
    ("discordo totalmente", "discordo", "discordo parcialmente", "não concordo nem discordo",
     "nem concordo nem discordo", "neutro", "concordo parcialmente", "concordo",
     "concordo totalmente"),
    ("nunca", "quase nunca", "raramente", "às vezes", "frequentemente", "muitas vezes",
     "quase sempre", "sempre"),
    # Nederlands, svenska
    ("helemaal mee oneens", "zeer mee oneens", "mee oneens", "enigszins mee oneens", "neutraal",
     "niet mee eens, niet mee oneens", "enigszins mee eens", "mee eens", "zeer mee eens",
     "helemaal mee eens"),
    ("nooit", "bijna nooit", "zelden", "soms", "regelmatig", "vaak", "bijna altijd", "altijd"),
    ("instämmer inte alls", "instämmer inte", "instämmer delvis", "instämmer i stort sett",
     "instämmer", "instämmer helt"),
    ("aldrig", "sällan", "ibland", "ofta", "mycket ofta", "alltid"),
    # polski, türkçe, русский
    ("zdecydowanie się nie zgadzam", "nie zgadzam się", "raczej się nie zgadzam",
     "ani się zgadzam, ani się nie zgadzam", "raczej się zgadzam", "zgadzam się",
     "zdecydowanie się zgadzam"),
    ("zdecydowanie nie", "raczej nie", "raczej tak", "zdecydowanie tak"),
    ("nigdy", "rzadko", "czasami", "często", "bardzo często", "zawsze"),
    ("kesinlikle katılmıyorum", "katılmıyorum", "kararsızım", "katılıyorum",
     "kesinlikle katılıyorum"),
    ("hiçbir zaman", "nadiren", "bazen", "sık sık", "her zaman"),
    ("полностью не согласен", "не согласен", "скорее не согласен", "нейтрально",
     "скорее согласен", "согласен", "полностью согласен"),
    ("никогда", "редко", "иногда", "часто", "всегда"),
    # 中文, 日本語, 한국어
    ("非常不同意", "不同意", "有点不同意", "一般", "中立", "有点同意", "同意", "非常同意"),
    ("非常不满意", "不满意", "一般", "满意", "非常满意"),
    ("从不", "很少", "有时", "经常", "总是"),
    ("全くそう思わない", "そう思わない", "あまりそう思わない", "どちらともいえない",
     "ややそう思う", "そう思う", "とてもそう思う", "非常にそう思う"),
    ("전혀 그렇지 않다", "그렇지 않다", "보통이다", "그렇다", "매우 그렇다"),
)  # fmt: skip
