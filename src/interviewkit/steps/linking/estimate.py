"""Figures of the survey: estimates, comparisons, crosstabs, models, all under its design."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from interviewkit.errors import Problem, SurveyError
from interviewkit.model import Contrast, Crosstab, DesignFacts, Estimate, SurveyModel
from interviewkit.model.estimate import Naming
from interviewkit.model.study_files import SETTINGS_FILE
from interviewkit.model.survey_figure import DrawnFigure, SurveyFigure
from interviewkit.steps.linking.prepared_survey import PreparedSurvey, load_prepared_survey
from interviewkit.steps.linking.survey_figures import expand_questions, plan_survey_figures
from interviewkit.steps.site import Site

if TYPE_CHECKING:
    from interviewkit.survey.estimation.design import Mask
    from interviewkit.survey.estimation.estimates import Domains

EVERY_SEGMENT = "all"


@dataclass(frozen=True)
class Figures:
    """The survey's figures of a study; every call reads the survey as its file now stands."""

    site: Site

    def design(self) -> DesignFacts:
        """How the survey was drawn, as study.toml declares it.

        Raises:
            SurveyError: there is no survey, or it cannot be used.
        """
        from interviewkit.survey.estimation.weighted import effective_n

        design = load_prepared_survey(self.site).design
        weights, first = design.weights[design.weights > 0], design.stages[0]
        return DesignFacts(
            n=len(weights),
            words=design.words,
            weighted_n=float(weights.sum()),
            strata=first.strata,
            clusters=first.clusters,
            df=design.degrees_of_freedom(),
            lightest=float(weights.min()),
            heaviest=float(weights.max()),
            effective_n=effective_n(weights),
            lonely=tuple(name for stage in design.stages for name in stage.lonely),
            notes=design.notes,
        )

    def estimate(
        self,
        *variables: str,
        by: Sequence[str] = (),
        statistic: str = "",
        at: Sequence[float] = (),
        over: str = "",
    ) -> list[Estimate]:
        """Figures of variables for everyone and for every domain that ``by`` names.

        ``by`` holds segments, variables (each of whose levels is a domain) or ``all`` for every
        segment. No variables means those that study.toml shows. ``statistic`` is mean, share,
        total, quantile, ratio or variance, by default what fits the variable; ``at`` are shares
        for quantiles, ``over`` the denominator of a ratio.

        Raises:
            SurveyError: a name is not known, or a variable has no such figure.
        """
        known = load_prepared_survey(self.site)
        domains = _domains(known, by)
        found: list[Estimate] = []
        wanted = self._wanted(known, variables, "name some")
        with self.site.progress("estimating", len(wanted)) as tick:
            for variable in wanted:
                found += _estimates(known, variable, domains, statistic, at, over)
                tick(1)
        return found

    def compare(
        self,
        first: str,
        second: str,
        *,
        of: Sequence[str] = (),
        statistic: str = "",
        levels: Sequence[str] = (),
    ) -> list[Contrast]:
        """Two segments (names or rules) set against each other, p adjusted over all that is asked.

        Raises:
            SurveyError: a segment is empty or unknown, both are the same people, a variable is
                unknown or has no such figure.
        """
        from interviewkit.survey.estimation.contrasts import adjust_contrasts

        known = load_prepared_survey(self.site)
        found: list[Contrast] = []
        wanted = self._wanted(known, of, "name some with --of")
        with self.site.progress("comparing", len(wanted)) as tick:
            for variable in wanted:
                found += compare_survey_segments(
                    known, (first, second), variable, statistic=statistic, levels=levels
                )
                tick(1)
        return adjust_contrasts(found)

    def report(self) -> tuple[list[Contrast], list[Problem]]:
        """The comparisons that study.toml asks for, and what could not be compared.

        Raises:
            SurveyError: it asks for none, or the survey cannot be used.
        """
        if not self.site.settings.survey.compare:
            raise SurveyError(
                "study.toml asks for no comparison",
                hint='add: [[survey.compare]] between = ["one_segment", "another"]',
            )
        return make_declared_comparisons(load_prepared_survey(self.site))

    def drawn(self) -> tuple[list[DrawnFigure], list[Problem]]:
        """The figures that ``[[survey.figure]]`` asks for, and what keeps others from it.

        Raises:
            SurveyError: it asks for none, or the survey cannot be used.
        """
        if not self.site.settings.survey.figure:
            raise SurveyError(
                "study.toml asks for no figure of the survey",
                hint='add: [[survey.figure]] of = ["one_variable", "another"]',
            )
        known = load_prepared_survey(self.site)
        planned, problems = plan_survey_figures(
            self.site.settings, known.answers.variables, known.masks
        )
        return [draw_survey_figure(known, each) for each in planned], problems

    def crosstab(self, rows: str, columns: str, *, within: str = "") -> Crosstab:
        """Two variables (or segments) crossed, with Rao and Scott's test.

        Raises:
            SurveyError: a variable is unknown or has no levels.
        """
        from interviewkit.survey.estimation.crosstab import cross_tabulate as cross

        known = load_prepared_survey(self.site)
        inside = known.mask(within) if within else known.everyone
        sides = [_levels(known, name, inside) for name in (rows, columns)]
        return cross(known.design, rows, sides[0], columns, sides[1], inside)

    def model(self, formula: str, *, family: str = "", within: str = "") -> SurveyModel:
        """A linear or logistic model: ``"burned_out ~ age + group"``.

        Raises:
            SurveyError: the formula is none, or the model cannot be fitted.
            RuleError: a rule in the formula is not valid.
        """
        from interviewkit.survey.estimation.formula import read_formula
        from interviewkit.survey.estimation.models import fit_model

        known = load_prepared_survey(self.site)
        inside = known.mask(within) if within else known.everyone
        inside = inside & (known.design.weights > 0)
        read = read_formula(formula, known.answers, inside)
        return fit_model(known.design, read, inside, family)

    def _wanted(self, known: PreparedSurvey, variables: Sequence[str], how: str) -> Sequence[str]:
        """What is asked for, or else shown; a question stands for all of its columns."""
        wanted = variables or self.site.settings.survey.show
        if not wanted:
            raise SurveyError("no variable is named", hint=f"{how}, or set [survey] show")
        return expand_questions(wanted, known.answers.variables)


def draw_survey_figure(known: PreparedSurvey, figure: SurveyFigure) -> DrawnFigure:
    """A planned figure with its estimates."""
    named = [name for name in figure.among if name]
    domains = _domains(known, named)
    found = [e for name in figure.variables for e in _estimates(known, name, domains, "", (), "")]
    titles = {name: known.title(name) for name in named}
    return DrawnFigure(figure, tuple(figure.choose(found)), titles)


def _estimates(
    known: PreparedSurvey,
    variable: str,
    domains: Domains,
    statistic: str,
    at: Sequence[float],
    over: str,
) -> list[Estimate]:
    from interviewkit.survey.estimation.estimates import (
        QUANTILE,
        QUARTILES,
        RATIO,
        estimate_domains,
        estimate_quantiles,
    )

    statistic = statistic or (RATIO if over else QUANTILE if at else "")
    if statistic == QUANTILE:
        return estimate_quantiles(
            known.answers, known.design, variable, domains, tuple(at) or QUARTILES
        )
    return estimate_domains(
        known.answers, known.design, variable, domains, statistic=statistic, over=over
    )


def _domains(known: PreparedSurvey, by: Sequence[str]) -> Domains:
    from interviewkit.survey.estimation.estimates import Domains
    from interviewkit.survey.estimation.values import split_by_levels

    masks: dict[str, Mask] = {}
    for name in by:
        if name == EVERY_SEGMENT and name not in known.masks:
            masks |= known.masks
        elif name not in known.masks and name in known.answers.columns:
            masks |= split_by_levels(known.answers, name)
        else:
            masks[name] = known.mask(name)
    return Domains.of(masks, rows=len(known.answers))


def _levels(known: PreparedSurvey, name: str, inside: Mask) -> Mapping[str, Mask]:
    """Answer → who gives it; of a segment, who is in it and who is not."""
    from interviewkit.survey.estimation.values import split_by_levels

    if name not in known.answers.columns and name in known.masks:
        return {"in": known.masks[name] & inside, "not in": known.outside(name) & inside}
    found = split_by_levels(known.answers, name)
    return {key.removeprefix(f"{name} = "): mask & inside for key, mask in found.items()}


def compare_survey_segments(
    known: PreparedSurvey,
    between: Sequence[str],
    variable: str,
    *,
    statistic: str = "",
    levels: Sequence[str] = (),
    title: str = "",
) -> list[Contrast]:
    """One variable in two segments (names or rules), with the words to tell it in.

    Raises:
        SurveyError: a segment is empty or unknown, both are the same people, the variable is
            unknown or has no such figure.
    """
    from interviewkit.survey.estimation.contrasts import estimate_contrasts

    first, second = between
    if first == second:
        raise SurveyError(f"{first!r} is compared with itself")
    pair = {first: known.mask(first), second: known.mask(second)}
    one, two = (known.title(name) for name in between)
    found = estimate_contrasts(
        known.answers, known.design, variable, pair, statistic=statistic, levels=levels
    )
    found = _untested_if_constructed(known, between, variable, found)
    label, title = known.label(variable), title or f"{one} against {two}"
    return [
        replace(
            each,
            title=title,
            told_as=Naming(one, two, label, known.phrase(variable, each.first.level)),
        )
        for each in found
    ]


def _untested_if_constructed(
    known: PreparedSurvey, between: Sequence[str], variable: str, found: list[Contrast]
) -> list[Contrast]:
    """Figures without a test where a segment's rule uses the variable itself."""
    from interviewkit.survey.rules.derived import explain_construction, is_defining

    settings = known.site.settings
    rule = {name: each.rule for name, each in settings.segments.items()}
    by = [each for each in between if is_defining(rule.get(each, each), variable, settings.survey)]
    if not by:
        return found
    why = explain_construction([known.title(each) for each in by], known.label(variable))
    return [replace(each, p=math.nan, method=why) for each in found]


def make_declared_comparisons(known: PreparedSurvey) -> tuple[list[Contrast], list[Problem]]:
    """All that ``[[survey.compare]]`` asks for; p adjusted over each of them, as one family.

    What cannot be compared is a problem of study.toml, and the others stand.
    """
    from interviewkit.survey.estimation.contrasts import adjust_contrasts

    found: list[Contrast] = []
    problems: list[Problem] = []
    settings = known.site.settings.survey
    texts = {each.name for each in known.answers.variables if each.type in ("text", "date")}
    for asked in settings.compare:
        family: list[Contrast] = []
        wanted = expand_questions(asked.of or settings.show, known.answers.variables)
        # Texts and dates of ``show`` have no figures to compare.
        for variable in (name for name in wanted if name not in texts):
            try:
                if len(asked.between) != 2:
                    raise SurveyError(f"between names {len(asked.between)} segments, not two")
                family += compare_survey_segments(
                    known, asked.between, variable, levels=asked.levels, title=asked.title
                )
            except SurveyError as fault:
                what = f"[[survey.compare]] {fault.message}"
                problems.append(Problem(SETTINGS_FILE, 0, what, fault.hint))
        found += adjust_contrasts(family)
    return found, list(dict.fromkeys(problems))
