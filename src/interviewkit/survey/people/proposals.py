"""Who an unknown label may be: proposals by likeness, for a person to read, never applied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from interviewkit.model import LinkProposal, Tick, ignore_tick
from interviewkit.model.names import is_anyone
from interviewkit.survey.people.same_names import Spoken, find_same_names, index_by_label
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
    scored = sorted(
        (
            (score, key)
            for key, shown in known.items()
            if (score := _measure_likeness(wanted, shown)) >= least
        ),
        key=lambda pair: (-pair[0], pair[1]),
    )
    if not scored:
        return "", 0.0, ()
    (best, found), *others = scored
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
        who, likeness, also = (
            find_most_similar(label, people) if not is_anyone(label) else ("", 0.0, ())
        )
        why = f"{label!r} is like {people[who]!r}" if who else ""
        if not who and placed.get(transcript) in people:
            who, likeness, why = (
                placed[transcript],
                NAMED,
                f"{transcript} names {placed[transcript]}",
            )
        row = ""
        if not who and not is_anyone(label):
            row, likeness, also = find_most_similar(label, respondents)
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
    kept = "".join(sign if sign.isalnum() else " " for sign in name.casefold())
    return kept.split()
