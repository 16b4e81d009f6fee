"""What of people's own words goes along where their texts do not: quoted by researchers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from interviewkit.checking.tokens import cut_tokens
from interviewkit.errors import Problem
from interviewkit.steps.site import Site

IN_A_ROW = 6
"""So many words as somebody said them are a quote: fewer are said by many."""


def list_voices_left(site: Site, place: Path) -> list[Problem]:
    """Where files of a folder still hold what people said: examples of codes, conclusions, names.

    They are told and stay: the codebook and the conclusions are what is to be checked.
    """
    with site.store.reading() as shelves:
        said = {run for turn in shelves.transcripts.turns() for _, run in _list_runs(turn.text)}
    found = []
    for path in sorted(each for each in place.rglob("*") if each.is_file()):
        text = path.read_bytes().decode("utf-8", errors="ignore")
        quotes = list(_find_quotes(text, said))
        if quotes:
            shown = " ".join(text[slice(*quotes[0])].split())[:80]
            what = f"what people said stands here {len(quotes)} times, first “{shown}”"
            name = path.relative_to(place).as_posix()
            hint = "look through it before you hand the folder on"
            found.append(Problem(name, 0, what, hint, fatal=False))
    return found


def _find_quotes(text: str, said: set[int]) -> Iterator[tuple[int, int]]:
    """Where words stand that somebody said so, each stretch once: its first and last sign."""
    end = -1
    start = 0
    for (first, last), run in _list_runs(text):
        if run not in said:
            continue
        if first > end:
            if end >= 0:
                yield start, end
            start = first
        end = last
    if end >= 0:
        yield start, end


def _list_runs(text: str) -> Iterable[tuple[tuple[int, int], int]]:
    """Every run of words: where it stands, and a number by which it is known again."""
    tokens = cut_tokens(text)
    for at in range(len(tokens) - IN_A_ROW + 1):
        run: Sequence[str] = [each.key for each in tokens[at : at + IN_A_ROW]]
        yield (tokens[at].start, tokens[at + IN_A_ROW - 1].end), hash(tuple(run))
