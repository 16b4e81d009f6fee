"""Turns as they may be sent: by pseudonym, with the question and what was said just before."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from interviewkit.coding.llm.asking import TurnInContext
from interviewkit.coding.llm.disguise import Disguise
from interviewkit.model import Reading, Speaker
from interviewkit.model.grouping import group_lists
from interviewkit.model.names import is_anyone, is_full_name
from interviewkit.steps.coding.speech import find_questions_before

MODERATOR = "Moderator"
SOMEONE = "someone"
"""Sent for a name that several people with different pseudonyms bear."""

NAMED = ("participants file", "alias")
"""Rules by which a person said who is behind a label; others only repeat it, or name a file."""

LONGEST = 800
"""Characters of a turn before that are sent; of more, the last ones."""


def place_turns_in_context(
    reading: Reading, wanted: Collection[int], before: int
) -> dict[tuple[str, int], TurnInContext]:
    """Transcript and position → the turn as it may be sent, of the turns with these ids.

    No label of a transcript is sent. Who has a pseudonym goes by it, also where others name them;
    the others are ``Speaker 1``, ``Speaker 2`` within their transcript.
    """
    found = {}
    questions = find_questions_before(reading.turns.values(), reading.codable)
    everywhere = Disguise(_collect_names(reading.speakers, reading.moderators))
    by_transcript = group_lists((each.transcript, each) for each in reading.speakers)
    for transcript in reading.transcripts:
        mine = by_transcript.get(transcript.name, [])
        names_here = {**everywhere.names, **_collect_names(mine, reading.moderators)}
        disguise = everywhere if names_here == everywhere.names else Disguise(names_here)
        names = _name_speakers(transcript.speakers, mine, reading.moderators)
        for place, turn in enumerate(transcript.turns):
            if turn.id not in wanted:
                continue
            question = questions.get(turn.id or 0, "")
            earlier = transcript.turns[max(0, place - before) : place] if before else ()
            found[turn.place] = TurnInContext(
                turn,
                names[turn.speaker],
                disguise.cover(turn.text),
                disguise.cover(question).text,
                [
                    (names[each.speaker], _shorten(disguise.cover(each.text).text))
                    for each in earlier
                    if each.text.strip() and each.text != question
                ],
            )
    return found


def count_named(reading: Reading) -> tuple[int, int]:
    """How many speakers who do not moderate go by a pseudonym, of how many."""
    theirs = [each for each in reading.speakers if each.participant not in reading.moderators]
    return sum(bool(_find_pseudonym(each)) for each in theirs), len(theirs)


def _collect_names(speakers: Sequence[Speaker], moderators: Collection[str]) -> dict[str, str]:
    """Label → what is sent for it in the text; one that several people bear tells nobody apart."""
    found: dict[str, str] = {}
    for each in speakers:
        is_moderator = each.participant in moderators and is_full_name(each.label)
        sent = MODERATOR if is_moderator else _find_pseudonym(each)
        if sent and not is_anyone(each.label) and sent != each.label:
            same = found.setdefault(each.label, sent) == sent
            found[each.label] = sent if same else SOMEONE
    return found


def _name_speakers(
    labels: Sequence[str], speakers: Sequence[Speaker], moderators: Collection[str]
) -> Mapping[str, str]:
    """Label → what is sent for it before what they say."""
    by_label = {each.label: each for each in speakers}
    found = {}
    for number, label in enumerate(labels, start=1):
        speaker = by_label.get(label)
        if speaker is not None and speaker.participant in moderators:
            found[label] = MODERATOR
        else:
            found[label] = (_find_pseudonym(speaker) if speaker else "") or f"Speaker {number}"
    return found


def _find_pseudonym(speaker: Speaker) -> str:
    """What a person goes by, where that is not their name as far as anybody can tell."""
    name = speaker.participant
    if speaker.rule in NAMED and name.casefold() != speaker.label.casefold():
        return "" if is_full_name(name) else name
    return name if name == speaker.label and is_anyone(name) else ""


def _shorten(text: str) -> str:
    return text if len(text) <= LONGEST else f"… {text[-LONGEST:]}"
