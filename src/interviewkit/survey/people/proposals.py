"""Who an unknown label may be: proposals by likeness, for a person to read, never applied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice

from interviewkit.model import LinkProposal, Tick, ignore_tick
from interviewkit.model.grouping import group_lists, group_sets
from interviewkit.model.names import ROLES, is_anyone, is_full_name, split_name
from interviewkit.survey.respondent_ids import simplify_id

LEAST = 0.65
"""Names less alike than this are not proposed."""

NAMED = 0.5
"""How sure a label is to be the one whom its transcript names: as good as any other guess."""

NEARLY = 0.05
"""Others within this much of the best are named beside it."""


def find_most_similar(
    name: str, known: Mapping[str, str], least: float = LEAST
) -> tuple[str, float, tuple[str, ...]]:
    """The one of ``known`` (id → the name it goes by) most like a name, how like, and who else.

    Names are compared as sets of words in any order, so that "Okafor, Miriam" is "Miriam Okafor"
    and "Miriam O." is nearly so; an initial stands for any word that begins with it. Likeness is
    the share of matching characters (Ratcliff and Obershelp, ``difflib``), 0 to 1. Nobody: ``""``.
    """
    wanted = _words(name)
    scores = [(_measure_likeness(wanted, shown), key) for key, shown in known.items()]
    near = [(score, key) for score, key in scores if score >= least]
    if not near:
        return "", 0.0, ()
    (best, found), *others = sorted(near, key=lambda pair: (-pair[0], pair[1]))
    return found, best, tuple(key for score, key in others if score >= best - NEARLY)[:5]


def propose_links(
    labels: Iterable[tuple[str, str]],
    placed: Mapping[str, str],
    people: Mapping[str, str],
    without_row: Mapping[str, str],
    respondents: Mapping[str, str],
    tick: Tick = ignore_tick,
    spoken: Sequence[Spoken] = (),
) -> list[LinkProposal]:
    """Proposals for labels that nothing resolves and for people without a row in the survey.

    ``labels`` are (transcript, label). ``placed`` maps transcripts to the participant whom their
    path or file names: the likeliest to be behind a label that is like nobody's. ``people`` and
    ``respondents`` map ids to the names that they go by, ``without_row`` participants to what
    their row is to be looked up by. ``spoken`` are labels whose names are held against each other
    (:func:`find_same_names`). A label like no participant may still be like a respondent, and its
    row is proposed. A label or person for whom nobody is alike enough gets an
    empty proposal, so that it is seen.
    """
    same = index_by_label(find_same_names(spoken))
    found = [each for each in same.values() if each.why]
    for transcript, label in labels:
        alike = same.get((transcript, label))
        if alike and alike.why:
            tick(1)
            continue
        name = "" if is_anyone(label) else label
        who, likeness, also = find_most_similar(name, people)
        why = f"{label!r} is like {people[who]!r}" if who else ""
        if not who and placed.get(transcript) in people:
            who, likeness = placed[transcript], NAMED
            why = f"{transcript} names {who}"
        row = ""
        if not who:
            row, likeness, also = find_most_similar(name, respondents)
            why = f"{label!r} is like {respondents[row]!r}" if row else ""
        asks = alike.asks if alike and not (who or row) else ""
        found.append(LinkProposal(transcript, label, who, row, likeness, why, also, asks))
        tick(1)
    for person, name in without_row.items():
        row, likeness, also = find_most_similar(name, respondents)
        why = f"{name!r} is like {respondents[row]!r}" if row else ""
        found.append(LinkProposal("", "", person, row, likeness, why, also))
        tick(1)
    return found


def _measure_likeness(wanted: Sequence[str], shown: str) -> float:
    words = _words(shown)
    if not wanted or not words:
        return 0.0
    short, long = sorted((list(wanted), words), key=len)
    total = 0.0
    for word in short:
        scores = [(_compare_words(word, other), i) for i, other in enumerate(long)]
        best, place = max(scores, key=lambda pair: (pair[0], -pair[1]))
        total += best
        long.pop(place)
    # A word that has no counterpart counts half: "Miriam" may well be "Miriam Okafor".
    return total / (len(short) + 0.5 * len(long))


def _compare_words(one: str, two: str) -> float:
    if one == two:
        return 1.0
    if any(sign.isdigit() for sign in one + two):
        # Numbers tell people apart: E0112 and E0113 are two, E0112 and e112 perhaps one.
        return 0.9 if simplify_id(one) == simplify_id(two) else 0.0
    if min(len(one), len(two)) == 1:
        return 0.8 if one[0] == two[0] else 0.0
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    if matcher.real_quick_ratio() < 0.5 or matcher.quick_ratio() < 0.5:
        return 0.0
    return matcher.ratio()


def _words(name: str) -> list[str]:
    return "".join(sign if sign.isalnum() else " " for sign in name.casefold()).split()


# -- names under which people speak in several transcripts -----------------------------------------
# A full name that comes again is proposed to be one person; so is a spelling of it with an initial
# or another order. What tells nobody apart (``P1``, ``Lena``) is asked about only.


SAME, REORDERED, LONGER, INITIALS = 1.0, 0.95, 0.85, 0.8
"""How like two spellings are: equal, in another order, with more names, with initials."""
SHOWN = 3

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A label in a transcript, behind which nobody knows who stands.

    ``named`` is the participant whom the transcript's path names for it, where it does.
    """

    transcript: str
    label: str
    words: int = 0
    named: str = ""


def find_same_names(spoken: Sequence[Spoken]) -> list[LinkProposal]:
    """A proposal for every label that is one of several spellings of a name in the study.

    Only labels of different transcripts are put together. A spelling that fits several names, or
    a name that is no full one, gets no proposal but a question.
    """
    named = [each for each in spoken if is_full_name(each.label)]
    people = _people(named)
    found = [proposal for members in people for proposal in _proposed(members)]
    settled = {(each.transcript, each.label) for each in found}
    rest = [each for each in spoken if (each.transcript, each.label) not in settled]
    return [*found, *_ask_about_rest(rest, spoken)]


def _people(named: Sequence[Spoken]) -> list[list[Spoken]]:
    """Labels grouped by who may be one person; the fullest spellings first."""
    groups: dict[Key, list[Spoken]] = {}
    by_word: dict[str, set[Key]] = {}
    for each in sorted(named, key=lambda one: (-len("".join(split_name(one.label))), one.label)):
        key = _key(each.label)
        others = sorted({other for word in key for other in by_word.get(word, ())})
        fits = [key] if key in groups else [other for other in others if _is_fitting(key, other)]
        # Who speaks in one transcript with another of the group is not the same person.
        if len(fits) == 1 and all(one.transcript != each.transcript for one in groups[fits[0]]):
            key = fits[0]
        groups.setdefault(key, []).append(each)
        for word in key:
            by_word.setdefault(word, set()).add(key)
    return list(groups.values())


def _is_fitting(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether each word of a spelling is one of the fuller name, or an initial of one."""
    left = list(full)
    whole = 0
    for word in sorted(short, key=len, reverse=True):
        initials = [one for one in left if len(word) == 1 and one.startswith(word)]
        found = word if word in left else next(iter(initials), "")
        if not found:
            return False
        whole += found == word and len(word) > 1
        left.remove(found)
    return whole > 0


def _proposed(members: Sequence[Spoken]) -> Iterator[LinkProposal]:
    transcripts = list(dict.fromkeys(each.transcript for each in members))
    known = {each.named for each in members if each.named}
    if len(transcripts) < 2 or len(known) > 1:
        return
    shown = max(members, key=_rank_fullness).label
    who = known.pop() if known else shown
    for each in members:
        others = [one for one in members if one.transcript != each.transcript]
        why = f"{each.label!r} speaks as {_places(others)} too: perhaps one person"
        likeness = _measure_spelling(each.label, shown)
        yield LinkProposal(each.transcript, each.label, who, "", likeness, why)


def _rank_fullness(spoken: Spoken) -> tuple[int, bool, int, str]:
    """Names in full and in their usual order stand for the others."""
    in_order = "," not in spoken.label
    return len(split_name(spoken.label)), in_order, spoken.words, spoken.label


def _measure_spelling(label: str, shown: str) -> float:
    words, full = split_name(label), split_name(shown)
    if words == full:
        return SAME
    if sorted(words) == sorted(full):
        return REORDERED
    return INITIALS if any(len(word) == 1 for word in words) else LONGER


def _ask_about_rest(rest: Sequence[Spoken], spoken: Sequence[Spoken]) -> Iterator[LinkProposal]:
    """Questions for labels that others are like, where the label alone does not settle it."""
    of_key = group_lists((_key(each.label), each) for each in spoken)
    by_word = group_sets((word, key) for key in of_key for word in key)
    open_ = group_lists((_key(each.label), each) for each in rest)
    for key, labels in open_.items():
        if not set(key) - ROLES:
            continue  # "Speaker" alone asks nothing
        near = {other for word in key for other in by_word[word]}
        like = [one for other in sorted(near) if _is_like(key, other) for one in of_key[other]]
        for each in labels:
            if asks := _question(each, like):
                yield LinkProposal(each.transcript, each.label, asks=asks)


def _question(each: Spoken, like: Sequence[Spoken]) -> str:
    others = islice((one for one in like if one.transcript != each.transcript), SHOWN + 1)
    shown = list(others)
    if not shown:
        return ""
    places = _places(shown[:SHOWN]) + (" and others" if len(shown) > SHOWN else "")
    return f"{each.label!r} may be {places}, or not: fill in by hand, or leave"


def _is_like(one: Key, two: Key) -> bool:
    short, full = sorted((one, two), key=len)
    return short == full or _is_fitting(short, full)


def _places(spoken: Sequence[Spoken]) -> str:
    shown = [f"{each.label!r} in {each.transcript}" for each in spoken[:SHOWN]]
    more = f" and {len(spoken) - SHOWN} more" if len(spoken) > SHOWN else ""
    return " and ".join(shown) + more


def _key(label: str) -> Key:
    return tuple(sorted(split_name(label)))


def index_by_label(proposals: Iterable[LinkProposal]) -> Mapping[tuple[str, str], LinkProposal]:
    """Proposals by transcript and label."""
    return {(each.transcript, each.label): each for each in proposals}
