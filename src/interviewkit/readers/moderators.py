"""Who seems to moderate: proposed from what was said, for a person to decide, never assumed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from interviewkit.model.grouping import group_lists
from interviewkit.model.settings import TranscriptSettings
from interviewkit.model.transcript import Transcript
from interviewkit.readers import labels
from interviewkit.readers.contract import UNKNOWN_SPEAKER
from interviewkit.wording.words import list_some

FEWEST = 2
"""Questions: whoever asks fewer is not taken for a moderator."""

MOST = 0.7
"""The least share of a conversation's questions that a moderator asks."""

OFTEN = 0.4
"""The least share of their turns in which a moderator asks."""

SOME = 3

_QUESTION = re.compile(
    r"[?？؟⁇⁈⸮՞፧\u037e]"  # in many scripts; the last is Greek's own
    r"|(?<=[\u0370-\u03ff\u1f00-\u1fff]);"  # Greek asks with a semicolon
    r"|[か吗嗎呢][。.]?\s*$|(?:ไหม|มั้ย|หรือเปล่า)(?:ครับ|คะ|ค่ะ)?\s*$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class SeemsToModerate:
    """A speaker who asks most of a conversation's questions, and what else speaks for it."""

    transcript: str
    label: str
    asks: int
    questions: int
    opens: bool
    brief: bool
    across: int = 1

    @property
    def why(self) -> str:
        """The evidence, as the end of a sentence that begins with the label."""
        told = [f"asks {self.asks} of {self.questions} questions"]
        told += ["opens"] if self.opens else []
        told += ["speaks in short turns"] if self.brief else []
        told += [f"speaks in {self.across} transcripts"] if self.across > 1 else []
        return f"{', '.join(told[:-1])} and {told[-1]}" if len(told) > 1 else told[0]


def is_question(text: str) -> bool:
    """Whether something is asked, by the question marks of many scripts and, where a language
    asks without, by its last word."""
    return bool(_QUESTION.search(text))


def find_likely_moderators(
    transcripts: Iterable[Transcript], known: Collection[str] = ()
) -> list[SeemsToModerate]:
    """One proposal at most for each transcript; none for those in ``known``.

    A moderator asks most of the questions, and often; that must be borne out by opening the
    conversation, by shorter turns than the others', or by speaking in several conversations.
    Monologues, and conversations in which several ask alike, give nothing.
    """
    transcripts = list(transcripts)
    spoken_in = Counter(labels.fold_label(label) for each in transcripts for label in each.speakers)
    proposed = (_proposal(each, spoken_in) for each in transcripts if each.name not in known)
    return [each for each in proposed if each is not None]


def _proposal(transcript: Transcript, spoken_in: Mapping[str, int]) -> SeemsToModerate | None:
    turns = [turn for turn in transcript.turns if turn.speaker != UNKNOWN_SPEAKER]
    spoke = Counter(turn.speaker for turn in turns)
    asked = Counter(turn.speaker for turn in turns if is_question(turn.text))
    if len(spoke) < 2 or not asked:
        return None
    (label, asks), *_ = asked.most_common()
    if asks < FEWEST or asks < MOST * asked.total() or asks < OFTEN * spoke[label]:
        return None
    words: Counter[str] = Counter()
    for turn in turns:
        words[turn.speaker] += turn.words
    others = (words.total() - words[label]) / (len(turns) - spoke[label])
    opens = turns[0].speaker == label
    brief = words[label] / spoke[label] < 0.75 * others
    across = spoken_in[labels.fold_label(label)]
    if not (opens or brief or across > 1):
        return None
    return SeemsToModerate(transcript.name, label, asks, asked.total(), opens, brief, across)


def ask_about_moderators(
    found: Sequence[SeemsToModerate],
    transcripts: Iterable[Transcript],
    settings: TranscriptSettings,
) -> list[str]:
    """One question for each label that seems to moderate, with how to say that it does.

    A label that seems to moderate in one conversation and not in another cannot be settled by
    name; then the participants file is pointed to.
    """
    speakers = {
        each.name: {labels.fold_label(label) for label in each.speakers} for each in transcripts
    }
    by_label = group_lists((labels.fold_label(each.label), each) for each in found)
    told = []
    for key, theirs in by_label.items():
        mine = {each.transcript for each in theirs}
        elsewhere = [n.transcript for n in found if n.transcript not in mine]
        doubled = any(key in speakers[name] for name in elsewhere)
        kept = _list_needed_patterns(speakers.values(), settings)
        told.append(_ask(theirs, doubled=doubled, kept=kept))
    return told


def _ask(theirs: Sequence[SeemsToModerate], *, doubled: bool, kept: Sequence[str]) -> str:
    first = theirs[0]
    names = [each.transcript for each in theirs]
    where = f"transcript{'s' if len(names) > 1 else ''} {list_some(names, SOME)}"
    why = first.why if len(theirs) == 1 else _together(theirs)
    listed = ", ".join(f'"{label}"' for label in (*kept, first.label))
    remedy = (
        "the label is somebody else in other transcripts, so say it in a participants file: "
        "interviewkit link check --propose people.csv"
        if doubled
        else f"if so: [transcripts] moderators = [{listed}]"
    )
    return f"in {where}: {first.label} {why}; is this the moderator? {remedy}"


def _together(theirs: Sequence[SeemsToModerate]) -> str:
    asks, questions = sum(e.asks for e in theirs), sum(e.questions for e in theirs)
    opens = sum(each.opens for each in theirs)
    return f"asks {asks} of {questions} questions" + (f" and opens {opens}" if opens else "")


def _list_needed_patterns(
    speakers: Iterable[Collection[str]], settings: TranscriptSettings
) -> list[str]:
    """The patterns of study.toml that name somebody here, and so must stay."""
    known = {key for each in speakers for key in each}
    globs = [(pattern, labels.fold_label(pattern)) for pattern in settings.moderators]
    return [pattern for pattern, glob in globs if any(fnmatchcase(key, glob) for key in known)]
