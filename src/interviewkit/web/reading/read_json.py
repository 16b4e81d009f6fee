"""What the reading page's script is told: a transcript and what stands in it, as JSON."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from interviewkit.model import (
    Act,
    Codebook,
    Coding,
    Judgement,
    MarkedChanges,
    MarkedTranscript,
    SpeakerProfile,
)
from interviewkit.model.code_colours import choose_colours

Json = Mapping[str, Any]

OWN, OTHER, PROPOSAL = "own", "other", "proposal"


def describe_transcript(marked: MarkedTranscript, codebook: Codebook, me: str) -> Json:
    """All that the page shows. Turns name their speaker by its place in ``speakers``."""
    transcript = marked.transcript
    number = {profile.label: at for at, profile in enumerate(marked.speakers)}
    turns = [
        {
            "id": turn.id,
            "speaker": number[turn.speaker],
            "text": turn.text,
            "start": turn.start,
            "times": turn.timing.list_seconds() if turn.timing else [],
        }
        for turn in transcript.turns
    ]
    return {
        "name": transcript.name,
        "me": me,
        "mark": marked.mark,
        "speakers": [_describe_speaker(profile) for profile in marked.speakers],
        "turns": turns,
        "codings": describe_codings(marked.codings, me, marked.persons),
        "proposals": [_describe_coding(each, PROPOSAL) for each in marked.proposals],
        "memos": describe_memos(marked.memos),
        "read": sorted(marked.reads.get(me, ())),
        "begun": sorted(marked.begun.get(me, ())),
        "questions": marked.questions,
        "codes": describe_codes(codebook),
    }


def describe_codes(codebook: Codebook) -> Sequence[Json]:
    """The codes in the order of the codebook, each with the number of its colour."""
    colours = choose_colours(codebook.code_ids)
    themes = {code: theme.label for theme in codebook.themes for code in theme.codes}
    return [
        {
            "id": code.id,
            "label": code.label,
            "definition": code.definition,
            "include": code.include,
            "exclude": code.exclude,
            "polarity": code.polarity,
            "theme": themes.get(code.id, ""),
            "colour": colours[code.id],
        }
        for code in codebook.codes
    ]


def describe_codings(
    codings: Iterable[Coding], me: str, persons: Collection[str]
) -> Sequence[Json]:
    """Those of people; what machines say is shown as proposals alone."""
    return [
        _describe_coding(each, OWN if each.coder == me else OTHER)
        for each in codings
        if each.coder == me or each.coder in persons
    ]


def describe_memos(memos: Iterable[Judgement]) -> Sequence[Json]:
    """Memos on turns, which are named by their ids, and on passages of them."""
    return [
        {
            "id": memo.id,
            "turn": memo.turn_id,
            "start": memo.span[0] if memo.span else None,
            "end": memo.span[1] if memo.span else None,
            "code": memo.code,
            "text": memo.memo,
            "coder": memo.coder,
            "at": memo.at,
        }
        for memo in memos
    ]


def describe_act(act: Act) -> Json:
    """What an act changed; turns are named by their ids."""
    entry = act.judgement
    return {
        "turn": entry.turn_id,
        "transcript": act.turn.transcript if act.turn else "",
        "position": act.turn.position if act.turn else 0,
        "code": entry.code,
        "about": entry.about,
        "added": [_describe_coding(each, OWN) for each in act.added],
        "retired": act.retired,
        "read": act.read,
        "unread": act.unread,
        "proposals": _describe_proposals(act.proposals),
        "memos": None,
    }


def describe_changes(changes: MarkedChanges, me: str) -> Json:
    """What others, or one's own other windows, did meanwhile."""
    mine = changes.reads.get(me)
    return {
        "mark": changes.mark,
        "anew": changes.is_anew,
        "added": describe_codings(changes.codings, me, changes.persons),
        "retired": changes.retired,
        "all_read": None if mine is None else sorted(mine),
        "read": [],
        "unread": [],
        "proposals": _describe_proposals(changes.proposals),
        "memos": None if changes.memos is None else describe_memos(changes.memos),
    }


def _describe_speaker(profile: SpeakerProfile) -> Json:
    return asdict(profile)


def _describe_proposals(by_turn: Mapping[int, Sequence[Coding]]) -> Json:
    return {
        str(turn): [_describe_coding(each, PROPOSAL) for each in of] for turn, of in by_turn.items()
    }


def _describe_coding(coding: Coding, kind: str) -> Json:
    at = coding.passage
    return {
        "id": coding.id,
        "transcript": at.turn.transcript,
        "turn": at.turn.position,
        "start": at.start,
        "end": at.end,
        "code": coding.code,
        "polarity": coding.polarity,
        "coder": coding.coder,
        "kind": kind,
        "status": coding.status,
        "score": coding.score,
        "evidence": [asdict(each) for each in coding.evidence],
    }
