"""Linear and logistic models with design-based errors."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from interviewkit.errors import SurveyError
from interviewkit.model import Coefficient, SurveyModel, TermTest
from interviewkit.model.estimate import FEWEST
from interviewkit.survey.estimation.design import Floats, Mask, SurveyDesign
from interviewkit.survey.estimation.estimates import describe_design
from interviewkit.survey.estimation.formula import Formula, find_aliased
from interviewkit.survey.estimation.intervals import (
    compute_t_quantile,
    compute_two_sided_p,
    make_interval,
)
from interviewkit.survey.estimation.statistics import Variances, estimate_covariance
from interviewkit.survey.estimation.weighted import effective_n
from interviewkit.wording import numbers
from interviewkit.wording.numbers import count

LINEAR, LOGISTIC = "linear", "logistic"
MOST_STEPS = 50


@dataclass(frozen=True, slots=True)
class Fit:
    """Coefficients as a statistic: the weighted estimating equations, solved at any weights.

    ``matrix`` (n, p) and ``outcome`` (n,) hold zeros in rows that are not used.
    """

    matrix: Floats = field(repr=False)
    outcome: Floats = field(repr=False)
    family: str

    def values(self, weights: Floats) -> Floats:
        """The coefficients (p,), by (iteratively re-)weighted least squares.

        Raises:
            SurveyError: a logistic model has no finite solution.
        """
        return self._solution(weights)[0]

    def _solution(self, weights: Floats) -> tuple[Floats, Floats]:
        """Coefficients (p,), and the weights (n,) of the last least squares that led to them.

        Start, stopping rule and last weights are those of R's ``glm``, so that figures agree to
        the last printed digit.
        """
        if self.family == LINEAR:
            return self._solve(weights, self.matrix.T @ (weights * self.outcome)), weights
        weights = weights / weights[weights > 0].mean()
        means = (weights * self.outcome + 0.5) / (weights + 1)
        line, before = np.log(means / (1 - means)), math.inf
        for _ in range(MOST_STEPS):
            working = weights * means * (1 - means)
            right = self.matrix.T @ (working * line + weights * (self.outcome - means))
            beta = self._solve(working, right)
            last, line = line, self.matrix @ beta
            if np.abs(line).max(initial=0) > 500:
                break
            means = 1 / (1 + np.exp(-line))
            after = self._deviance(means, weights)
            if abs(after - before) / (abs(after) + 0.1) < 1e-8:
                if np.abs(line - last).max() > 0.1:  # still on its way to infinity
                    break
                return beta, working
            before = after
        raise SurveyError(
            "the logistic model has no finite solution: something predicts the outcome perfectly",
            hint="leave out the variable with a level that all answer alike, or join its levels",
        )

    def _deviance(self, means: Floats, weights: Floats) -> float:
        likely = np.where(self.outcome > 0.5, means, 1 - means)
        return float(-2 * weights @ np.log(np.maximum(likely, 1e-300)))

    def _solve(self, weights: Floats, right: Floats) -> Floats:
        bread = (self.matrix * weights[:, None]).T @ self.matrix
        try:
            return np.asarray(np.linalg.solve(bread, right))
        except np.linalg.LinAlgError:
            raise SurveyError("the variables of the model determine one another") from None

    def means(self, beta: Floats) -> Floats:
        line = self.matrix @ beta
        return line if self.family == LINEAR else np.asarray(1 / (1 + np.exp(-line)))

    def influence(self, weights: Floats) -> Floats:
        """Scores times the inverse of the weighted information (Binder 1983)."""
        beta, working = self._solution(weights)
        means = self.means(beta)
        scores = (self.outcome - means) * np.where(weights > 0, working, 0.0)
        if self.family == LOGISTIC:
            scores = scores / (means * (1 - means))
        bread = (self.matrix * working[:, None]).T @ self.matrix
        per_weight = scores / np.where(weights > 0, weights, 1.0)
        return np.asarray(np.linalg.solve(bread, (self.matrix * per_weight[:, None]).T).T)


def fit_model(
    design: SurveyDesign, formula: Formula, within: Mask, family: str = ""
) -> SurveyModel:
    """The model of a formula among the rows ``within`` (n,) that answered everything.

    As R's ``svyglm`` (``gaussian``, ``quasibinomial``): t tests with the design's degrees of
    freedom plus one less the number of coefficients; the dispersion is the weighted variance of
    Pearson's residuals. Variables of several coefficients are tested as a whole by Wald's F.

    Raises:
        SurveyError: there are too few people, the variables determine one another, the outcome
            does not vary or is predicted perfectly.
    """
    family = _family(formula, family)
    used = within & formula.answered & (design.weights > 0)
    _refuse(formula, used)
    fit = Fit(formula.matrix * used[:, None], np.where(used, formula.outcome, 0.0), family)
    beta = fit.values(design.weights)
    spread = estimate_covariance(fit, design)
    df = design.degrees_of_freedom(used) + 1 - len(beta)
    left_out = int((within & (design.weights > 0)).sum()) - int(used.sum())
    notes = [f"measured against {each}" for each in formula.references]
    notes += [f"{count(left_out)} people left something unanswered"] if left_out else []
    worth = effective_n(design.weights[used])
    if worth < FEWEST:
        notes.append(f"effective n {numbers.effective_n(worth)} is under {FEWEST}")
    if df < 1:
        notes.append("too few clusters for so many coefficients: no tests, no intervals")
    return SurveyModel(
        formula.text, family, _coefficients(formula.names, beta, spread, df, family),
        int(used.sum()), df, _dispersion(fit, beta, design, used),
        _term_tests(formula, beta, spread, df), f"{family} model{describe_design(design)}",
        tuple(notes),
    )  # fmt: skip


def _family(formula: Formula, family: str) -> str:
    if family == LOGISTIC and not formula.binary:
        outcome = formula.text.partition("~")[0].strip()
        hint = f"make one of it, with a limit of your own: ({outcome} > 40) ~ ..."
        raise SurveyError("a logistic model needs a yes or no as its outcome", hint=hint)
    return family or (LOGISTIC if formula.binary else LINEAR)


def _refuse(formula: Formula, used: Mask) -> None:
    if int(used.sum()) <= len(formula.names):
        few = f"{int(used.sum())} people answered everything: too few"
        what = f"{few} for {len(formula.names)} coefficients"
        raise SurveyError(what, hint="leave variables out of the formula")
    if np.ptp(formula.outcome[used]) == 0:
        what = "everyone has the same outcome: there is nothing to model"
        raise SurveyError(what, hint="model another outcome, or more people")
    if column := find_aliased(formula.matrix[used], formula.names):
        what = f"{column!r} is determined by the variables before it"
        raise SurveyError(what, hint="leave it out, or one of them")


def _coefficients(
    names: tuple[str, ...], beta: Floats, spread: Floats, df: float, family: str
) -> tuple[Coefficient, ...]:
    se = np.sqrt(np.maximum(np.diag(spread), 0))
    t = np.divide(beta, se, out=np.full(len(beta), np.nan), where=se > 0)
    p, half = compute_two_sided_p(t, np.full(len(beta), df)), compute_t_quantile(df) * se
    odds = family == LOGISTIC
    return tuple(
        Coefficient(
            name, float(beta[i]), float(se[i]), float(t[i]), float(p[i]),
            make_interval(beta[i] - half[i], beta[i] + half[i]),
            float(np.exp(beta[i])) if odds else math.nan,
            make_interval(np.exp(beta[i] - half[i]), np.exp(beta[i] + half[i])) if odds else None,
        )
        for i, name in enumerate(names)
    )  # fmt: skip


def _dispersion(fit: Fit, beta: Floats, design: SurveyDesign, used: Mask) -> float:
    means = fit.means(beta)
    scale = np.sqrt(means * (1 - means)) if fit.family == LOGISTIC else np.ones(len(means))
    residuals = np.where(used, (fit.outcome - means) / scale, 0.0)
    mask = used[:, None].astype(float)
    return float(Variances(residuals[:, None], mask).values(design.weights)[0])


def _term_tests(formula: Formula, beta: Floats, spread: Floats, df: float) -> tuple[TermTest, ...]:
    from scipy.special import fdtrc

    tests = []
    for term, places in formula.terms.items():
        index = list(places)
        part = spread[np.ix_(index, index)]
        testable = len(index) > 1 and df >= 1
        if not testable or np.linalg.matrix_rank(part, hermitian=True) < len(index):
            continue
        f = float(beta[index] @ np.linalg.solve(part, beta[index])) / len(index)
        tests.append(TermTest(term, f, len(index), df, float(fdtrc(len(index), df, f))))
    return tuple(tests)
