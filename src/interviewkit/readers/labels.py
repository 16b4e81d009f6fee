"""What a label looks like by itself: a name, a role, a remark, an ordinary word.

The file as a whole decides which are speakers (:mod:`interviewkit.readers.speaker_labels`).
"""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import lru_cache

from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.contract import UNKNOWN_SPEAKER
from interviewkit.readers.fact_names import (
    NOT_SPEAKERS,
    PARTICLES,
    PERSON_WORDS,
    PHRASES,
    REMARKS,
    ROLES,
    TITLES,
    UNCERTAIN,
)
from interviewkit.readers.invisible_signs import strip_all_unseen, strip_unseen, unify_writing
from interviewkit.readers.letter_case import is_small

MAX_WORDS = 5
MAX_CHARACTERS = 60
LONGEST_WRAPPED = 400
"""Characters; what is longer with the signs around it is no label."""

_SUFFIX = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])\s*$")
_REMARK = re.compile(rf"\s*[(\[{{<]\s*(?:{REMARKS})[^()\[\]]*[)\]}}>]?\s*$", re.IGNORECASE)
_BRACKETED = re.compile(r"[(\[{<]([^()\[\]{}<>]{1,80})[)\]}>]")
_WORDS = re.compile(r"[^\W\d_]+")
_LOWER_REMARK = re.compile(r"\s*[(\[][^\W\d_A-Z][^()\[\]\d/]*[)\]]\s*$")
_SENTENCE = re.compile(
    r"[!;…\"“”„«»<>={}\ue000\ufdd0]|\.\.|[?？](?![?？]*$)|,(?!\s)|\*(?!\w)|(?<!\w)\*"
)
_AGE = re.compile(r"(?<=\w),\s*\d{1,3}\b.*")
_STOP = re.compile(r"(\w{4,})\.(?:\s|$)")
_PAIRS = {"[": "]", "(": ")", "<": ">", "{": "}", "【": "】", "（": "）", "［": "］"}
QUESTION_MARKS = "?？"
_LOWER_WORD = re.compile(r"\b[^\W\d_A-Z][\w'’-]*")
_LABELLED = re.compile(r"^[^:：\n]{1,60}[:：]", re.MULTILINE)


@lru_cache(maxsize=4096)  # a few labels, asked about at every line
def fold_label(label: str) -> str:
    """What two spellings of a label have in common: no case, no doubled spaces, one Unicode."""
    return strip_all_unseen(tidy_label(label)).casefold()


@lru_cache(maxsize=4096)
def tidy_label(label: str) -> str:
    """A label without doubled spaces, without what no eye sees and without the signs that tools
    put around one (``//S01``, ``[Ana]``) or remarks on how it is said (``P1 (laughs)``); the
    house's own word where a tool says it knows none."""
    label = " ".join(strip_unseen(unicodedata.normalize("NFC", label)).split())
    label = _unwrapped(label)
    label = _REMARK.sub("", label) or label
    return UNKNOWN_SPEAKER if label.casefold() == UNKNOWN_SPEAKER.casefold() else label


def _unwrapped(label: str) -> str:
    """Without signs around it, as long as a letter or a question mark is left within."""
    while len(label) <= LONGEST_WRAPPED:
        inner = label
        in_pair = inner[:1] in _PAIRS and inner[-1:] == _PAIRS[inner[0]]
        if in_pair and not set(inner[1:-1]) & set("()[]"):
            inner = inner[1:-1]
        if len(inner) > 2 and inner[0] == inner[-1] and inner[0] in "#_'\"`":
            inner = inner[1:-1]
        for sign in ("//", "**", "__"):
            inner = inner.removeprefix(sign).removesuffix(sign)
        inner = inner.lstrip("/>•").rstrip("/:").strip()
        if inner.startswith(("- ", "– ", "— ", "* ")):
            inner = inner[2:].strip()
        if inner == label or not any(c.isalnum() or c in QUESTION_MARKS for c in inner):
            return label
        label = inner
    return label


def strip_label_suffix(label: str) -> str:
    """A label without a suffix in brackets: ``Ana (she/her)`` is ``Ana``."""
    return _SUFFIX.sub("", label) or label


def is_remark(label: str) -> bool:
    """Whether words in brackets tell how something is said: ``(laughs)``."""
    return bool(_REMARK.fullmatch(f"({label})"))


def find_remarks(written: str, label: str) -> list[str]:
    """What stands in brackets beside a label as it is written, and is no part of the label."""
    kept = set(_WORDS.findall(label.casefold()))
    written = unify_writing(written)
    found = (match[1].strip() for match in _BRACKETED.finditer(written))
    return [each for each in found if not kept.issuperset(_WORDS.findall(each.casefold()))]


def strip_lower_remark(label: str) -> str:
    """A label without words in small letters in brackets: ``P1 (with a smile)`` is ``P1``."""
    return _LOWER_REMARK.sub("", label) or label


@lru_cache(maxsize=4096)
def is_uncertain(label: str) -> bool:
    """Whether a label says that nobody knows, or is not sure, who speaks: ``P2?``, ``??``."""
    plain = fold_label(label)
    if plain.strip(QUESTION_MARKS + " ") != plain:
        return True
    words = [word.strip("()[]") for word in plain.split()]
    known = [word for word in words if word not in UNCERTAIN]
    return len(known) < len(words) and all(word in PERSON_WORDS for word in known)


@lru_cache(maxsize=4096)
def looks_like_label(label: str) -> bool:
    """Short, with a letter in it, and without the punctuation of a sentence."""
    core = strip_label_suffix(tidy_label(label))
    if set(core) <= set(QUESTION_MARKS + " ") and core.strip():
        return len(core) <= MAX_WORDS
    return (
        0 < len(core) <= MAX_CHARACTERS
        and len(core.split()) <= MAX_WORDS
        and any(character.isalpha() for character in core)
        and not _SENTENCE.search(core)
        and all(stop.casefold() in TITLES for stop in _STOP.findall(core))
        and (core[0].isalnum() or core[0] in "#@?？")
        and core.count(",") < 3
    )


@lru_cache(maxsize=4096)
def could_be_label(label: str) -> bool:
    """Whether it looks like a label, or would but for its length or a full stop within, as
    ``Partic. 1`` does: one if it comes back, as no sentence opens line after line.
    """
    core = strip_label_suffix(tidy_label(label))
    fits = 0 < len(core) <= MAX_CHARACTERS and len(core.split()) <= MAX_WORDS * 2
    is_whole = fits and core[0].isalpha() and not _SENTENCE.search(core)
    return is_whole or looks_like_label(label)


@lru_cache(maxsize=4096)
def looks_like_name(label: str) -> bool:
    """Every word but ``van``, ``de`` and their like is capitalised, or the first names a role.

    What follows an age describes the person: ``Tom, 51, teacher``.
    """
    named = _AGE.sub("", strip_label_suffix(label))
    words = [word for word in named.split() if word.casefold() not in PARTICLES]
    if fold_label(label) in NOT_SPEAKERS:
        return False
    if not words:
        return len(label) == 1 and label.isupper()
    small = any(is_small(word[0]) for word in words if word[-1] != ".")  # not Dr. med. Ana
    return words[0].casefold() in ROLES or not small


def needs_proof(label: str) -> bool:
    """Whether it holds a sign that speech has as well: ``Kovac, Ivo``, ``Why?``."""
    core = strip_label_suffix(label)
    return "," in core or (core[-1:] in QUESTION_MARKS and len(core) > MAX_WORDS)


def may_be_small(label: str) -> bool:
    """Whether a label in small letters could name someone: ``p1``, but not ``my wish``."""
    words = fold_label(strip_label_suffix(label)).split()
    if not words or len(words) > 3 or fold_label(label) in NOT_SPEAKERS or needs_proof(label):
        return False
    return (len(label) == 1 and label.isalpha()) or words[0].strip(",.'’") not in PHRASES


def find_label_shape(label: str) -> str:
    """What ``p1`` and ``p12`` have in common, or all with an age behind (``Ana, 34``); empty where
    a label holds no number."""
    if _AGE.search(label) and looks_like_name(label):
        return ", 0"
    plain = re.sub(r"\d+", "0", fold_label(label))
    return plain if "0" in plain else ""


def list_declared_keys(settings: TranscriptSettings) -> frozenset[str]:
    """Keys of the closed set of labels that ``[transcripts.columns] speakers`` gives, if any."""
    return frozenset(fold_label(name) for name in list_declared_names(settings))


def list_declared_names(settings: TranscriptSettings) -> list[str]:
    """The declared labels as written; parted by ``;``, or by commas where a name in quotes may
    hold one."""
    text = settings.columns.get("speakers", "")
    if ";" in text:
        names = text.split(";")
    else:
        names = next(csv.reader([" ".join(text.split("\n"))], skipinitialspace=True), [])
    return [name.strip() for name in names if name.strip()]


def list_trusted_keys(settings: TranscriptSettings) -> frozenset[str]:
    """Keys of labels that the study speaks of itself, and which need no further proof."""
    return frozenset(fold_label(name) for pair in settings.aliases.items() for name in pair)


def find_ordinary_words(text: str) -> frozenset[str]:
    """All words that the text writes in lower case, but for what could be a label."""
    said = _LABELLED.sub("", text)
    return frozenset(word for word in _LOWER_WORD.findall(said) if is_small(word[0]))
