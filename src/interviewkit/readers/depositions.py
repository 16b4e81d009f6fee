"""Records of courts and committees: ``BY MR. REED:``, and below it ``Q.`` and ``A.``

Who asks is named once, above all questions; who answers is the witness.
"""

from __future__ import annotations

import re

from interviewkit.readers.text_lines import TextLines

WITNESS = "THE WITNESS"
WHO_ASKS = "lines that say who asks or answers from here on"

FEWEST = 2
"""So many questions and so many answers make a record."""

_BY = re.compile(r"BY (?P<who>(?:M[RS]S?|DR|PROF|THE|JUDGE|SENATOR)\b\.? ?[A-Z][\w.' -]{0,40}):")
_ASKED = re.compile(r"Q[.:]?(?:\s+|$)(?=\S|$)")
_ANSWERED = re.compile(r"A[.:](?:\s+|$)(?=\S|$)")


def name_asking(sheet: TextLines) -> None:
    """Write who asks and who answers before each question and answer of a record.

    Only where lines say who asks: else ``Q.`` and ``A.`` are labels as any others, or no labels.
    """
    names = {n: found["who"] for n in sheet.filled if (found := _BY.fullmatch(sheet.lines[n]))}
    if not names:
        return
    asked = [n for n in sheet.filled if _ASKED.match(sheet.lines[n])]
    answered = [n for n in sheet.filled if _ANSWERED.match(sheet.lines[n])]
    if len(asked) < FEWEST or len(answered) < FEWEST:
        return
    asks = ""
    for place in sheet.filled:
        line = sheet.lines[place]
        if place in names:
            asks = asks if names[place] == WITNESS else names[place]
            sheet.set_aside((place,), WHO_ASKS)
        elif asks and (question := _ASKED.match(line)):
            sheet.lines[place] = f"{asks}: {line[question.end() :]}"
        elif asks and (answer := _ANSWERED.match(line)):
            sheet.lines[place] = f"{WITNESS}: {line[answer.end() :]}"
