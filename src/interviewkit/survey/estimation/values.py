"""A variable's answers as numbers, or as levels that are given or not."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from interviewkit.errors import SurveyError, did_you_mean
from interviewkit.model import Unanswered, Variable
from interviewkit.model.estimate import YES
from interviewkit.survey.answers import CATEGORY, FLAG, NUMBER, ORDINAL, Answers
from interviewkit.survey.estimation.design import Floats, Mask, SurveyDesign
from interviewkit.survey.estimation.weighted import effective_n


def find_variable(answers: Answers, name: str) -> Variable:
    """The variable of that name.

    Raises:
        SurveyError: there is none; the hint names the nearest.
    """
    try:
        return answers.variable(name)
    except KeyError:
        hint = did_you_mean(name, answers.columns)
        raise SurveyError(f"the survey has no variable {name!r}", hint=hint) from None


def has_figures(answers: Answers, name: str) -> bool:
    """Whether a variable has means or shares; texts and dates have none.

    Raises:
        SurveyError: there is no such variable.
    """
    return find_variable(answers, name).type in (NUMBER, FLAG, CATEGORY, ORDINAL)


def is_numeric(answers: Answers, about: Variable) -> bool:
    """Whether a variable's answers are numbers; yes and no are 1 and 0."""
    if about.type == ORDINAL:
        return answers.table[about.name].dtype.kind in "fiu"
    return about.type in (NUMBER, FLAG)


def read_numbers(answers: Answers, about: Variable, kind: str) -> tuple[Floats, Mask]:
    """A column as numbers (n,), 0 where missing, and who answered.

    Raises:
        SurveyError: the column does not hold numbers.
    """
    if not is_numeric(answers, about):
        raise SurveyError(
            f"{about.name!r} is {_add_article(about.type)}; it has no {kind}",
            hint="ask for shares, or declare it as a number in [survey.columns]",
        )
    values = answers.table[about.name].to_numpy(dtype=float, na_value=np.nan)
    return np.nan_to_num(values, nan=0.0), np.isfinite(values)


def build_indicators(answers: Answers, about: Variable) -> tuple[dict[str, Floats], Mask]:
    """Level → 1 where it is the answer (n,), and who answered.

    Raises:
        SurveyError: a variable of texts, dates or plain numbers has no levels.
    """
    column = answers.table[about.name]
    answered = column.notna().to_numpy(dtype=bool)
    if about.type == FLAG:
        return {YES: column.fillna(False).to_numpy(dtype=float)}, answered
    if about.type not in (CATEGORY, ORDINAL):
        raise SurveyError(
            f"{about.name!r} is {_add_article(about.type)}; it has no shares",
            hint="ask for its mean or quantiles, or make a segment of it: age >= 50"
            if about.type == NUMBER
            else "declare it as a category in [survey.columns], or make a segment of it",
        )
    values = column.to_numpy(dtype=object)
    return {level: _is_level(values, answered, level) for level in about.levels}, answered


def _add_article(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def _is_level(values: np.ndarray, answered: Mask, level: str) -> Floats:
    """1 where the value is the level; numeric levels are equal as numbers."""
    given = values[answered]
    wanted: object = level
    if len(given) and isinstance(given[0], float):
        wanted = float(level.replace(",", "."))
    hits = np.zeros(len(values))
    hits[answered] = given == wanted
    return hits


def split_by_levels(answers: Answers, variable: str) -> dict[str, Mask]:
    """The domains that a variable's levels make: ``group = freelancer`` → mask (n,).

    Raises:
        SurveyError: there is no such variable, or it has no levels.
    """
    about = find_variable(answers, variable)
    hits, answered = build_indicators(answers, about)
    if about.type == FLAG:
        hits["no"] = answered - hits[YES]
    return {f"{variable} = {level}": hit > 0 for level, hit in hits.items()}


# -- on how many people a domain's figures rest, and how many of it gave no answer -----------------

Range = tuple[float, float]
"""The least and the most that can be answered."""


@dataclass(frozen=True, slots=True)
class FigureBasis:
    """What the figures of k domains share; ``used`` (n, k) are the rows that they are made of.

    ``silent`` and ``silence`` are the people who gave no answer and their share of the weight.
    """

    used: Mask = field(repr=False)
    n: Floats
    weighted_n: Floats
    effective: Floats
    df: Floats
    silent: Floats
    silence: Floats

    @classmethod
    def of(
        cls, design: SurveyDesign, masks: Mask, answered: Mask, put_to: Mask | None = None
    ) -> FigureBasis:
        """Of domains' masks (n, k), of who answered, and of whom it was put to (n,): all, if not
        said."""
        weights = design.weights
        reached = weights > 0 if put_to is None else (weights > 0) & (put_to | answered)
        asked = masks & reached[:, None]
        used = asked & answered[:, None]
        whole, weighted_n = weights @ asked, weights @ used
        return cls(
            used,
            used.sum(axis=0).astype(float),
            weighted_n,
            np.array([effective_n(weights[mask]) for mask in used.T]),
            np.array([design.degrees_of_freedom(mask) for mask in used.T]),
            (asked & ~used).sum(axis=0).astype(float),
            1 - weighted_n / np.where(whole > 0, whole, 1.0),
        )

    def unanswered(
        self, i: int, value: float = math.nan, ends: Range | None = None
    ) -> Unanswered | None:
        """Who did not answer in a domain, and what its ``value`` is with the worst of them."""
        if not self.silent[i]:
            return None
        n, share = int(self.silent[i]), float(self.silence[i])
        if ends is None:
            return Unanswered(n, share)
        known = (1 - share) * value if self.n[i] else 0.0
        return Unanswered(n, share, *(float(known + share * end) for end in ends))


def find_range(about: Variable, values: Floats, used: Mask) -> Range | None:
    """The least and most that a mean may be made of: 0 and 1 of a flag, an ordinal's levels.

    Of a number nobody knows what else could be answered: it is what anyone did answer.
    """
    if about.type == FLAG:
        return 0.0, 1.0
    if about.type == ORDINAL and about.levels:
        given = np.array([float(level.replace(",", ".")) for level in about.levels])
    else:
        given = values[used]
    return (float(np.min(given)), float(np.max(given))) if len(given) else None
