"""Finding a passage by what a person can name: a transcript, a turn, and words or places in it."""

from __future__ import annotations

from interviewkit.errors import StudyError
from interviewkit.model import Passage
from interviewkit.model.span import Span, find_quoted
from interviewkit.steps.marking.marked import find_transcript
from interviewkit.steps.site import Site


def find_passage(site: Site, name: str, position: int, quote: str, span: Span) -> Passage:
    """The passage of these words, else of this span (-1: from its beginning, to its end).

    Raises:
        StudyError: there is no such transcript, turn, quote or place.
    """
    with site.store.reading() as shelves:
        found = find_transcript(shelves, name)
    if not 1 <= position <= len(found.turns):
        raise StudyError(
            f"{name} has no turn {position}", hint=f"its turns run from 1 to {len(found.turns)}"
        )
    turn = found.turns[position - 1]
    where = f"{name}, turn {position}"
    if quote:
        at = find_quoted(turn.text, quote)
        if at is None:
            raise StudyError(f"{where} does not say {quote!r}", hint=f"it says: {turn.text[:200]}")
        return Passage.cut(turn, *at)
    start, end = max(span[0], 0), len(turn.text) if span[1] < 0 else span[1]
    if not 0 <= start < end <= len(turn.text):
        raise StudyError(
            f"{where}: nothing is said from {start} to {end}",
            hint=f"the turn has {len(turn.text)} characters, counted from 0",
        )
    return Passage.cut(turn, start, end)
