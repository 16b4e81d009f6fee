"""Small files of tiers as ELAN, Praat and EXMARaLDA write them, and the letters in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from interviewkit.readers.contract import FileReading

Span = tuple[float, float, str]


def letters_of(texts: Iterable[str]) -> Counter[str]:
    """Every letter and digit of the texts, counted."""
    return Counter(sign for text in texts for sign in text.casefold() if sign.isalnum())


def letters_read(reading: FileReading) -> Counter[str]:
    """Every letter and digit that arrived: in turns, or told as set aside."""
    said = (turn.text for each in reading.transcripts for turn in each.turns)
    return letters_of([*said, *(each.text for each in reading.aside)])


def said_in(reading: FileReading) -> list[tuple[str, str]]:
    """Who says what, turn by turn."""
    (transcript,) = reading.transcripts
    return [(turn.speaker, turn.text) for turn in transcript.turns]


def told_in(reading: FileReading) -> str:
    """All problems of a file as one text."""
    return "\n".join(str(problem) for problem in reading.problems)


def eaf(
    *tiers: tuple[str, Sequence[Span]],
    participants: dict[str, str] | None = None,
    below: Sequence[tuple[str, str, Sequence[tuple[str, str]]]] = (),
) -> str:
    """An ELAN file: tiers of spans, and tiers ``below`` them (name, parent, id and text of each).

    The annotations are called ``TIER-0``, ``TIER-1`` and so on, those below ``NAME-0``.
    """
    slots: list[tuple[float, str]] = []
    body: list[str] = []
    for name, spans in tiers:
        written = []
        for n, (start, end, text) in enumerate(spans):
            ids = [f"ts{len(slots)}", f"ts{len(slots) + 1}"]
            slots += zip((start, end), ids, strict=True)
            written.append(
                f"<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID={quoteattr(f'{name}-{n}')}"
                f' TIME_SLOT_REF1="{ids[0]}" TIME_SLOT_REF2="{ids[1]}"><ANNOTATION_VALUE>'
                f"{escape(text)}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>"
            )
        who = (participants or {}).get(name, "")
        mark = f" PARTICIPANT={quoteattr(who)}" if who else ""
        body.append(f"<TIER TIER_ID={quoteattr(name)}{mark}>{''.join(written)}</TIER>")
    for name, parent, values in below:
        inner = "".join(
            f"<ANNOTATION><REF_ANNOTATION ANNOTATION_ID={quoteattr(f'{name}-{n}')}"
            f" ANNOTATION_REF={quoteattr(above)}><ANNOTATION_VALUE>{escape(text)}"
            "</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>"
            for n, (above, text) in enumerate(values)
        )
        body.append(f'<TIER TIER_ID="{name}" PARENT_REF="{parent}">{inner}</TIER>')
    times = "".join(
        f'<TIME_SLOT TIME_SLOT_ID="{key}" TIME_VALUE="{round(at * 1000)}"/>'
        for at, key in sorted(slots)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<ANNOTATION_DOCUMENT FORMAT="3.0" VERSION="3.0">\n'
        '<HEADER TIME_UNITS="milliseconds"><MEDIA_DESCRIPTOR MEDIA_URL="file:///home/x/talk.wav"/>'
        f"</HEADER>\n<TIME_ORDER>{times}</TIME_ORDER>\n{chr(10).join(body)}\n"
        "</ANNOTATION_DOCUMENT>\n"
    )


def textgrid(*tiers: tuple[str, Sequence[Span]], short: bool = False) -> str:
    """A TextGrid of interval tiers in its long or its short form."""

    def quoted(text: str) -> str:
        return '"' + text.replace('"', '""') + '"'

    end = max((span[1] for _, spans in tiers for span in spans), default=1)
    head = 'File type = "ooTextFile"\nObject class = "TextGrid"\n\n'
    if short:
        lines = [f"0\n{end}\n<exists>\n{len(tiers)}"]
        for name, spans in tiers:
            lines.append(f'"IntervalTier"\n{quoted(name)}\n0\n{end}\n{len(spans)}')
            lines += [f"{start}\n{stop}\n{quoted(text)}" for start, stop, text in spans]
        return head + "\n".join(lines) + "\n"
    lines = [f"xmin = 0 \nxmax = {end} \ntiers? <exists> \nsize = {len(tiers)} \nitem []: "]
    for n, (name, spans) in enumerate(tiers, 1):
        lines.append(
            f'    item [{n}]:\n        class = "IntervalTier" \n        name = {quoted(name)} '
        )
        lines.append(
            f"        xmin = 0 \n        xmax = {end} \n        intervals: size = {len(spans)} "
        )
        lines += [
            f"        intervals [{m}]:\n            xmin = {start} \n            xmax = {stop} \n"
            f"            text = {quoted(text)} "
            for m, (start, stop, text) in enumerate(spans, 1)
        ]
    return head + "\n".join(lines) + "\n"
