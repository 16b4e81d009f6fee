"""Respondents of several waves who do not stay what they were."""

from __future__ import annotations

from collections.abc import Iterable

from interviewkit.survey.answers import CATEGORY, FLAG, ORDINAL, Answers, convert_value


def find_changed_answers(answers: Answers, columns: Iterable[str]) -> list[str]:
    """One sentence for each of the columns that respondents answer differently by wave.

    Only columns with levels are looked at; ages and amounts are meant to change.
    """
    if not answers.wave:
        return []
    rows: dict[str, list[int]] = {}
    for row, name in enumerate(answers.names):
        rows.setdefault(name, []).append(row)
    panel = {name: places for name, places in rows.items() if len(places) > 1}
    said = []
    for column in dict.fromkeys(columns):
        if column not in answers.columns or not panel:
            continue
        if answers.variable(column).type not in (CATEGORY, FLAG, ORDINAL):
            continue
        cells = [convert_value(cell) for cell in answers.table[column]]
        different = {
            name: list(dict.fromkeys(cells[row] for row in places if cells[row] is not None))
            for name, places in panel.items()
        }
        moved = {name: values for name, values in different.items() if len(values) > 1}
        if moved:
            name, values = next(iter(moved.items()))
            then = ", then ".join(repr(value) for value in values)
            said.append(
                f"{column}: {len(moved):,} of {len(panel):,} respondents of several waves change "
                f"({name}: {then}); in each wave they count as they answered in it, and a "
                "participant counts by the last"
            )
    return said
