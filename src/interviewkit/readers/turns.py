"""From the marks at which turns open to pieces of speech with their times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from interviewkit.readers.contract import SpeechPiece
from interviewkit.readers.layouts import Mark
from interviewkit.readers.time_stamps import STAMP, Stamp, StampedLine


def split_at_marks(lines: Sequence[StampedLine], opening: Mapping[int, Mark]) -> list[SpeechPiece]:
    """From mark to mark; what stands before the first one belongs to nobody.

    A piece begins at the time beside its label, or at the one alone on the line above or below it.
    It ends at the time that closes its last line. Times within it are no part of the words.
    """
    starts = sorted(opening)
    said = _before(lines[: starts[0]] if starts else lines)
    for start, stop in zip(starts, [*starts[1:], len(lines)], strict=False):
        said.append(_piece(opening[start], lines, start, stop, last=stop == len(lines)))
    return said


def _before(lines: Sequence[StampedLine]) -> list[SpeechPiece]:
    """What is said before anyone is named, in one piece."""
    said = [line for line in lines if not (line.is_blank or line.is_time)]
    if not said:
        return []
    first = said[0]
    leading = first.stamps[0] if first.text.startswith(STAMP) else None
    start = leading.start if leading and leading.kind == "firm" else None
    text = "\n".join(filter(None, (line.spoken() for line in said)))
    return [SpeechPiece("", text, start, _end(said), first.number)]


def _piece(
    mark: Mark, lines: Sequence[StampedLine], start: int, stop: int, *, last: bool
) -> SpeechPiece:
    body = [mark.rest, *lines[start + 1 : stop]]
    beside = _alone(lines, start, stop)
    own = beside if mark.start is None else None
    begin = mark.start if own is None else own.start
    until = mark.end if mark.end is not None else (own.end if own else None)
    after = body[-1] if last and body and body[-1].is_time else None
    closing = _end(body) or (after.stamps[-1].start if after and len(body) > 1 else None)
    text = "\n".join(filter(None, (line.spoken() for line in body))) or _said_time(body)
    end = closing if closing is not None else until
    return SpeechPiece(mark.label, text, begin, end, lines[start].number)


def _said_time(body: Sequence[StampedLine]) -> str:
    """A time that is all that is said: the answer to *when?*"""
    written = [stamp.written for line in body if line.is_time for stamp in line.stamps]
    return written[0] if len(written) == 1 and written[0].replace(":", "").isdigit() else ""


def _alone(lines: Sequence[StampedLine], start: int, stop: int) -> Stamp | None:
    """The time on the line above a label, or on the one below it and above its words."""
    above = next((n for n in range(start - 1, -1, -1) if not lines[n].is_blank), None)
    if above is not None and lines[above].is_time:
        return lines[above].stamps[0]
    below = next((n for n in range(start + 1, stop) if not lines[n].is_blank), None)
    if (
        below is not None
        and lines[below].is_time
        and any(not (line.is_blank or line.is_time) for line in lines[below:stop])
    ):
        return lines[below].stamps[0]
    return None


def _end(body: Sequence[StampedLine]) -> float | None:
    """The time that closes the last line of words."""
    spoken = [line for line in body if not (line.is_blank or line.is_time)]
    closing = spoken[-1].closing if spoken else None
    return closing.start if closing else None
