"""The rounds of a survey in the order in which they were."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from interviewkit.model.waves import ALPHABET, WaveOrder, order_waves
from interviewkit.survey.answers import DATE, Answers

LONGEST_ROUND = 400
"""Days: fieldwork of one round is over by then."""


def order_by_wave(
    answers: Answers,
    declared: Sequence[str] = (),
    dates: Mapping[str, Iterable[str]] | None = None,
) -> Answers:
    """The answers with their rows from the first wave to the last, as in the file within a wave.

    So whoever answered several times answered last in their last row. The order is that of
    ``declared``, of ``dates`` (wave → ISO dates of its conversations) or of the waves' names; where
    none of them tells it, that of dates in the survey itself; else the alphabet's. Rows without a
    wave come first. A survey without waves stays as it is.
    """
    if not answers.wave:
        return answers
    waves = answers.table[answers.wave]
    known = set(waves.dropna().astype(str))
    order = order_waves((*known, *(dates or {})), declared, dates)
    if order.by == ALPHABET:
        order = _by_own_dates(answers) or order
    order = replace(order, names=order.among(known))
    place = {wave: i for i, wave in enumerate(order.names)}
    rows = sorted(range(len(answers)), key=lambda row: place.get(str(waves.iloc[row]), -1))
    return replace(
        answers,
        table=answers.table.iloc[rows].reset_index(drop=True),
        names=tuple(answers.names[row] for row in rows),
        lines=tuple(answers.lines[row] for row in rows),
        order=order,
    )


def _by_own_dates(answers: Answers) -> WaveOrder | None:
    """The order that the survey's columns of dates agree on; birthdays give none."""
    found = set()
    for about in answers.variables:
        if about.type == DATE:
            cells = zip(answers.table[answers.wave], answers.table[about.name], strict=True)
            dates: dict[str, list[str]] = {}
            for wave, day in cells:
                if wave is not None and day is not None:
                    dates.setdefault(str(wave), []).append(str(day))
            order = order_waves(dates, (), dates)
            if order.by == "date" and all(map(_is_of_one_round, dates.values())):
                found.add(order)
    return found.pop() if len(found) == 1 else None


def _is_of_one_round(days: Sequence[str]) -> bool:
    """Whether dates (ISO) are those of one round of fieldwork: birthdays lie years apart."""
    first, last = min(days), max(days)
    return (date.fromisoformat(last[:10]) - date.fromisoformat(first[:10])).days <= LONGEST_ROUND
