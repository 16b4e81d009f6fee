"""A variable in full: its values with labels and counts, its figures, its kinds of missing."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np

from interviewkit.errors import SurveyError, did_you_mean
from interviewkit.model import ValueCount, Variable, VariableView
from interviewkit.model.words import count_words
from interviewkit.survey.answers import DATE, FLAG, NUMBER, TEXT, Answers, convert_value
from interviewkit.survey.estimation.weighted import weighted_mean, weighted_quantile

if TYPE_CHECKING:
    import pandas as pd

MOST_COUNTED = 25
"""Different numbers that are still counted one by one."""
SAMPLES = 5


def look_at_variable(answers: Answers, name: str) -> VariableView:
    """The variable, or the question with several columns, of that name.

    Raises:
        SurveyError: there is neither; the hint names the nearest.
    """
    if name in answers.columns:
        return _variable(answers, answers.variable(name))
    if name in answers.sets:
        return _set(answers, name)
    hint = did_you_mean(name, [*answers.columns, *answers.sets])
    raise SurveyError(f"the survey has no variable {name!r}", hint=hint)


def _variable(answers: Answers, about: Variable) -> VariableView:
    column = answers.table[about.name]
    values: list[tuple[str, str]] = []
    figures: dict[str, object] = {}
    if about.type == NUMBER:
        figures = _number_figures(answers, column)
        different = sorted(set(column.dropna()))
        if len(different) <= MOST_COUNTED:
            labels = dict(about.labelled)
            values = [(f"{v:.15g}", labels.get(f"{v:.15g}", "")) for v in different]
        counts = _count_values(answers, about, [value for value, _ in values])
        counts = [ValueCount(label or each.value, each.n, each.value if label else "", each.share,
                             each.weighted)
                  for each, (_, label) in zip(counts, values, strict=True)]  # fmt: skip
    elif about.type in (TEXT, DATE):
        figures, counts = _text_figures(column, about), []
    else:
        codes = about.codes or ("",) * len(about.levels)
        counts = [
            ValueCount(each.value, each.n, code, each.share, each.weighted)
            for each, code in zip(_count_values(answers, about, about.levels), codes, strict=True)
        ]
    return VariableView(
        about.name, about.title, about.type, (*counts, *_missing(about)), figures,
        about.part_of, about.made_from,
    )  # fmt: skip


def _count_values(answers: Answers, about: Variable, levels: Any) -> list[ValueCount]:
    """How many gave each level, with shares of those who answered."""
    texts = [_text(cell, about) for cell in answers.table[about.name]]
    known = np.array([text is not None for text in texts])
    weights = np.where(known, answers.weights, 0.0)
    count = Counter(text for text in texts if text is not None)
    total, n = weights.sum(), int(known.sum())
    weighed: dict[str | None, float] = defaultdict(float)
    for text, weight in zip(texts, weights, strict=True):
        weighed[text] += float(weight)
    return [
        ValueCount(
            level, count[level], "", count[level] / n if n else None,
            weighed[level] / total if answers.weight and total else None,
        )
        for level in levels
    ]  # fmt: skip


def _text(cell: Any, about: Variable) -> str | None:
    value = convert_value(cell)
    if value is None:
        return None
    if about.type == FLAG:
        return "yes" if value else "no"
    if isinstance(value, float):
        shown = f"{value:.15g}"
        return next((lv for lv in about.levels if lv.replace(",", ".") == shown), shown)
    return str(value)


def _number_figures(answers: Answers, column: pd.Series) -> dict[str, object]:
    known = column.notna().to_numpy()
    values, weights = column[known].to_numpy(dtype=float), answers.weights[known]
    used = values[weights > 0]
    if not len(used):
        return {}
    figures: dict[str, object] = {"mean": weighted_mean(values, weights), "least": used.min()}
    for name, share in (("lower quartile", 0.25), ("median", 0.5), ("upper quartile", 0.75)):
        figures[name] = weighted_quantile(values, weights, share)
    figures |= {"most": used.max(), "different": len(set(values))}
    return {name: float(v) if isinstance(v, np.floating) else v for name, v in figures.items()}


def _text_figures(column: pd.Series, about: Variable) -> dict[str, object]:
    texts = [str(cell) for cell in column.dropna()]
    if not texts:
        return {}
    if about.type == DATE:
        return {"first": min(texts), "last": max(texts), "different": len(set(texts))}
    words = sorted(map(count_words, texts))
    return {
        "different": len(set(texts)),
        "words in all": sum(words),
        "words in the middle": words[len(words) // 2],
        "for example": texts[:SAMPLES],
    }


def _missing(about: Variable) -> list[ValueCount]:
    """The kinds of missing that the file declares, then the answers that are not there."""
    kinds = [ValueCount(f"missing: {kind}", n) for kind, n in about.absent]
    rest = about.missing - sum(n for _, n in about.absent)
    return [*kinds, *([ValueCount("missing", rest)] if rest > 0 else [])]


def _set(answers: Answers, name: str) -> VariableView:
    """A question with several columns: how many chose each option, or answered each part."""
    parts = [each for each in answers.variables if each.part_of == name]
    options = [each for each in parts if each.type == FLAG]
    counts = [ValueCount(each.title, each.n, each.name) for each in parts]
    if options:
        chosen = [(each, _count_values(answers, each, ["yes"])[0]) for each in options]
        counts = [ValueCount(each.title, yes.n, each.name, yes.share, yes.weighted)
                  for each, yes in chosen]  # fmt: skip
    figures = {"columns": len(parts)} if options and len(options) < len(parts) else {}
    kind = "chosen options" if options else "several columns"
    return VariableView(name, answers.sets[name] or name, kind, tuple(counts), figures)
