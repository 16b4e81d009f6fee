"""A second look at what was read, the same for every reader: what is worth telling a person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

from interviewkit.errors import Problem
from interviewkit.model.grouping import group_lists
from interviewkit.model.settings import TranscriptSettings
from interviewkit.model.transcript import Transcript
from interviewkit.readers import labels
from interviewkit.readers.contract import UNKNOWN_SPEAKER, Aside, Conversation, Source, SpeechPiece
from interviewkit.wording.words import list_some

MANY_SPEAKERS = 40
"""More labels than this, most of them occurring once, look like a misread layout."""

OFTEN = 3
"""From so many lines on, what looks like a label or a time and was read as speech is told."""

ENOUGH = 5
"""From so many turns on, someone who speaks once is an exception."""

MOST_TOLD = 10
"""So many lines of one kind are told one by one; the rest is counted."""

SHOWN = 60
"""So many characters of a line are shown in a problem."""

SETTLE = "to settle it, list the labels in study.toml: [transcripts.columns] speakers"
_LABELS_HINT = "write a name and a colon before each turn: 'Ana: …'"

_LABEL = re.compile(r"^[ \t]{0,8}([^\W_][^:：\n]{0,60}?)[ \t]{0,8}[:：](?=\s|$)", re.MULTILINE)
_WITHIN = re.compile(r"(?<=[.?!…] )([^\W_][^:：\n.?!…]{0,40}?) ?[:：](?=\s)")
_TIME = re.compile(
    r"-->|#\d{1,2}:\d\d[^#\s]{0,9}#?|[\[({<]\d{1,3}:\d\d(?::\d\d)?(?:[.,]\d+)?[\])}>]|\b\d{1,2}:\d\d:\d\d\b"
)

_REMARK = re.compile(r"[\[(][^\[\]()]{0,80}[^\W\d_][^\[\]()]{0,80}[\])]")
"""A transcriber's word with its time: ``[inaudible 00:12:33]``."""

Made = Sequence[tuple[Conversation, Transcript]]
"""Conversations in which something is said, and what became of them."""


def tell_asides(asides: Sequence[Aside], source: Source) -> list[Problem]:
    """What was set aside as no speech, one problem for each reason, with lines and words."""
    by_reason = group_lists((each.why, (each.text, each.line)) for each in asides if each.why)
    return [
        each
        for why, found in by_reason.items()
        for each in _tell(f"{why}, set aside", found, source, "")
    ]


def look_over_transcripts(
    made: Made, source: Source, settings: TranscriptSettings, told: Sequence[Problem] = ()
) -> list[Problem]:
    """What is odd about speakers and words, one problem a kind for all transcripts of a file."""
    known = labels.list_declared_keys(settings) | labels.list_trusted_keys(settings)
    problems = _few_speakers([transcript for _, transcript in made], source)
    for _, transcript in made:
        problems += _too_many(transcript, source)
    problems += _speak_once(made, source, settings, known)
    problems += _uncertain(made, source, known)
    problems += _before_anyone(made, source)
    problems += _labels_in_speech(made, source, known, told)
    problems += _labels_within_lines(made, source, known)
    problems += _labels_without_a_sign(made, source)
    return problems + _times_in_speech(made, source)


def _tell(
    what: str, found: Iterable[tuple[str, int]], source: Source, hint: str = SETTLE
) -> list[Problem]:
    """What was found, words and lines, the first ones one by one; nothing where there is none."""
    pairs = list(found)
    if not pairs:
        return []
    some = [repr(_short(text)) + (f" (line {line})" if line else "") for text, line in pairs]
    told = f"{what}: {list_some(some, MOST_TOLD)}"
    return [source.problem(told, line=pairs[0][1], hint=hint)]


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


# -- speakers ------------------------------------------------------------------------------------


def _few_speakers(transcripts: Sequence[Transcript], source: Source) -> list[Problem]:
    alone = [t for t in transcripts if len(t.speakers) == 1]
    nobody = [t.name for t in alone if t.speakers == (UNKNOWN_SPEAKER,)]
    single = [t.name for t in alone if t.speakers != (UNKNOWN_SPEAKER,)]
    problems = []
    if nobody:
        where = _write_transcripts(nobody, source)
        what = f"no speaker is named{where}; all of it is {UNKNOWN_SPEAKER!r}"
        problems.append(source.problem(what, hint=_LABELS_HINT))
    if single:
        what = f"only one speaker{_write_transcripts(single, source)}"
        problems.append(source.problem(what, hint=SETTLE))
    return problems


def _write_transcripts(names: Sequence[str], source: Source) -> str:
    if list(names) == [source.name]:
        return ""
    return f" in {list_some(names, 3)}"


def _too_many(transcript: Transcript, source: Source) -> list[Problem]:
    count = Counter(turn.speaker for turn in transcript.turns)
    if len(count) <= MANY_SPEAKERS or sum(n == 1 for n in count.values()) * 2 <= len(count):
        return []
    what = f"{len(count):,} speaker labels; is the layout what you think?"
    return [source.problem(what, hint=_LABELS_HINT)]


def _speak_once(
    made: Made, source: Source, settings: TranscriptSettings, known: frozenset[str]
) -> list[Problem]:
    """People with one turn beside others with more: misspelt, or a line of speech with a colon."""
    found: dict[str, int] = {}
    for talk, transcript in made:
        count = Counter(turn.speaker for turn in transcript.turns)
        once = {who for who, n in count.items() if n == 1 and who != UNKNOWN_SPEAKER}
        if len(transcript.turns) < ENOUGH or len(once) == len(count.keys() - {UNKNOWN_SPEAKER}):
            continue  # so short, or nobody comes back: single turns are no exception
        for piece, turn in zip(talk.said, transcript.turns, strict=True):
            if turn.speaker in once and not _is_expected(turn.speaker, settings, known):
                found.setdefault(turn.speaker, piece.line)
    told = _tell("taken as speakers, though they speak once", found.items(), source)
    return [replace(each, line=min(found.values())) for each in told]


def _is_expected(label: str, settings: TranscriptSettings, known: frozenset[str]) -> bool:
    key = labels.fold_label(label)
    globs = map(labels.fold_label, settings.moderators)
    return key in known or any(fnmatchcase(key, glob) for glob in globs)


def _uncertain(made: Made, source: Source, known: frozenset[str]) -> list[Problem]:
    found = {
        piece.speaker: piece.line
        for talk, _ in made
        for piece in reversed(talk.said)
        if piece.speaker not in ("", UNKNOWN_SPEAKER)
        and labels.is_uncertain(piece.speaker)
        and labels.fold_label(piece.speaker) not in known
    }
    in_order = sorted(found.items(), key=lambda each: each[1])
    hint = "if you know who it is, say so in study.toml: [transcripts] aliases"
    what = "labels that leave open who speaks; their words are nobody's"
    return _tell(what, in_order, source, hint)


def _before_anyone(made: Made, source: Source) -> list[Problem]:
    """Words before the first speaker that were kept as speech."""
    found: list[SpeechPiece] = []
    for talk, transcript in made:
        if transcript.speakers != (UNKNOWN_SPEAKER,):
            first = next((n for n, each in enumerate(talk.said) if each.speaker), 0)
            found += talk.said[:first]
    what = f"words before the first speaker, kept as {UNKNOWN_SPEAKER!r}"
    hint = "put a name before them, or take them out"
    return _tell(what, [(piece.text, piece.line) for piece in found], source, hint)


# -- words ---------------------------------------------------------------------------------------


def _labels_in_speech(
    made: Made, source: Source, known: frozenset[str], told: Sequence[Problem]
) -> list[Problem]:
    """What stands before a colon at the head of lines again and again, and was read as speech."""
    count: Counter[str] = Counter()
    first: dict[str, tuple[str, int]] = {}
    for talk, _ in made:
        for piece in talk.said:
            if ":" not in piece.text and "：" not in piece.text:
                continue
            for found in _LABEL.finditer(piece.text):
                label = labels.tidy_label(found[1])
                if labels.could_be_label(label):
                    count[labels.fold_label(label)] += 1
                    first.setdefault(labels.fold_label(label), (label, piece.line))
    said = " ".join(problem.what for problem in told)
    often = [
        first[key]
        for key, n in count.items()
        if n >= OFTEN and key not in known and repr(first[key][0]) not in said
    ]
    return _tell("read as speech, though it comes back like a speaker", often, source)


def _labels_within_lines(made: Made, source: Source, known: frozenset[str]) -> list[Problem]:
    """Who is named behind a sentence, in the middle of a line, again and again."""
    found = group_lists(
        (labels.fold_label(match[1]), (match[1], piece.line))
        for talk, _ in made
        for piece in talk.said
        if ":" in piece.text or "：" in piece.text
        for match in _WITHIN.finditer(piece.text)
    )
    speakers = known | {labels.fold_label(who) for _, each in made for who in each.speakers}
    told = [
        each[0]
        for key, each in found.items()
        if key in speakers or (len(each) >= OFTEN and labels.looks_like_name(each[0][0]))
    ]
    if len(told) < 2 and not any(labels.fold_label(label) in speakers for label, _ in told):
        return []  # nobody, or a phrase
    hint = "if they speak, begin a new line with each of them"
    what = "read as speech, though they may be speakers within a line"
    return _tell(what, told, source, hint)


def _labels_without_a_sign(made: Made, source: Source) -> list[Problem]:
    """Lines of a turn that open with who speaks here, as a typist who forgets a colon has them."""
    found = []
    for talk, transcript in made:
        names = {who for who in transcript.speakers if who != UNKNOWN_SPEAKER}
        either = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
        opened = re.compile(
            rf"^(?P<who>{either})"
            rf"(?:(?: ?[;.=>–—-])? | ?[(\[][^()\[\]\n]{{1,{SHOWN}}}[)\]] ?[:：]? ?)"
            r"(?=[^\W\d_])(?=(?P<sign>\w))",
            re.MULTILINE,
        )
        for piece in talk.said if names else ():
            later = piece.text.partition("\n")[2]
            if not later:
                continue
            found += [
                (later[match.start() :].partition("\n")[0], piece.line)
                for match in opened.finditer(later)
                if match["sign"].isupper() or _is_counted(match["who"], match["sign"])
            ]
    hint = "if they speak, write a colon behind the name"
    return _tell("read as speech, though they open with a speaker", found, source, hint)


def _is_counted(who: str, sign: str) -> bool:
    """Where letters are neither small nor great, a number alone tells a label from a subject."""
    return who[-1:].isdigit() and sign.upper() == sign.lower()


def _times_in_speech(made: Made, source: Source) -> list[Problem]:
    """What looks like a tool's times and was left among the words."""
    found = [
        (match[0], piece.line)
        for talk, _ in made
        for piece in talk.said
        if ":" in piece.text or "-->" in piece.text
        for match in _TIME.finditer(_REMARK.sub("", piece.text))
    ]
    hint = "write them as [00:01:12] before or behind a turn, or take them out"
    often = found if len(found) >= OFTEN else []
    return _tell("read as speech, though it looks like times", often, source, hint)
