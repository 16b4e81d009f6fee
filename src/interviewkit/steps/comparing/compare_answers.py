"""The survey's side of a comparison: the same questions on each side, by respondent."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from interviewkit.errors import SurveyError, did_you_mean
from interviewkit.findings.comparing.answer_changes import (
    SideAnswers,
    compare_answer,
    find_answers_design,
)
from interviewkit.findings.comparing.family import (
    Adjusting,
    adjust_p_values,
    find_simultaneous_level,
)
from interviewkit.model import AnswerMoves, Change, ComparisonDesign, Variable
from interviewkit.model.grouping import group_sets
from interviewkit.model.sides import SEGMENT, WAVE
from interviewkit.steps.comparing.sides import OTHERS, ComparedSpeech, build_overlap_error
from interviewkit.steps.linking.designed_answers import compare_designed_answers, is_designed
from interviewkit.steps.linking.people_answers import refuse_unknown_role
from interviewkit.steps.waves import order_study_waves
from interviewkit.survey.answers import convert_value

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from interviewkit.survey.answers import Answers
    from interviewkit.survey.estimation.design import SurveyDesign as SurveyDesign
    from interviewkit.survey.people.link import Link


class AnswerSides:
    """Which rows of the survey belong to a side, and what changed between two.

    A wave's rows are those of that wave, a segment's those that its rule selects, a cohort's those
    of the people who spoke in it. Where a respondent has several rows on a side, the last counts.
    """

    def __init__(self, material: ComparedSpeech, by: str, *, survey: bool = True) -> None:
        self.site, self.material, self.by = material.site, material, by
        self.answers = material.loaded.answers if survey else None
        refuse_unknown_role(self.site, self.answers)

    @cached_property
    def waves(self) -> list[str]:
        """The waves that the survey knows."""
        if self.answers is None or not self.answers.wave:
            return []
        known = {str(w) for w in self.answers.table[self.answers.wave] if w is not None}
        return list(order_study_waves(self.site, self.material.transcripts, known).among(known))

    @property
    def _link(self) -> Link | None:
        return self.material.loaded.link if self.answers is not None else None

    @cached_property
    def _design(self) -> SurveyDesign | None:
        """How the survey was drawn, where study.toml says more of it than weights."""
        settings = self.site.settings.survey
        if self.answers is None or not is_designed(settings):
            return None
        from interviewkit.survey.estimation.design_columns import build_design

        return build_design(self.answers, settings)

    def roles(self) -> dict[str, set[str]]:
        """Linked person → the roles in their rows, where the survey has a column of roles."""
        role = self.site.settings.survey.role
        if self.answers is None or self._link is None or not role:
            return {}
        rows = zip(self.answers.names, self.answers.table[role], strict=True)
        said = group_sets((name, str(value)) for name, value in rows if value is not None)
        return {
            self.material.same.get(who, who): said.get(row, set())
            for who, row in self._link.matched.items()
        }

    def rows(self, name: str) -> int:
        """How many respondents a side has."""
        mask = self._mask(name)
        return 0 if mask is None else int(mask.sum())

    def design(self, before: str, after: str) -> ComparisonDesign:
        one, two = (self._people(name) for name in (before, after))
        return find_answers_design(one, two)

    def settled(self, pairs: Sequence[tuple[str, str]], how: Adjusting) -> list[list[Change]]:
        """The changes of each pair of sides, adjusted over all of them as one family."""
        found = [self._changes_of(a, b, how.level) for a, b in pairs]
        p = [each.p for some in found for each in some]
        wide = find_simultaneous_level(p, how.adjust, how.level)
        again = iter([each for a, b in pairs for each in self._changes_of(a, b, wide)])
        told = iter(adjust_p_values(p, how.adjust))
        tests = sum(not math.isnan(each) for each in p)
        return [[_in_family(each, next(told), next(again), tests) for each in s] for s in found]

    def _changes_of(self, before: str, after: str, level: float) -> list[Change]:
        """The variables of ``[survey] show`` on two sides; shares level by level.

        The difference is after minus before, and of segments the first minus the second.
        """
        if self.by != SEGMENT:
            return self._compared(before, after, level)
        found = self._compared(after, before, level)
        return [replace(each, before=each.after, after=each.before) for each in found]

    def _compared(self, before: str, after: str, level: float) -> list[Change]:
        one, two = self._mask(before), self._mask(after)
        if self.answers is None or one is None or two is None or not (one.any() and two.any()):
            return []
        found: list[Change] = []
        for name in self.site.settings.survey.show:
            about = self._variable(name)
            why = self._constructed(about, (before, after))
            rows = self._by_level(self.answers, about, one, two, level)
            found += [replace(row, p=math.nan, why=why) for row in rows] if why else rows
        return found

    def _by_level(
        self,
        answers: Answers,
        about: Variable,
        one: NDArray[np.bool_],
        two: NDArray[np.bool_],
        confidence: float,
    ) -> list[Change]:
        if self._design and _levels(about):
            return list(
                compare_designed_answers(answers, self._design, about, one, two, confidence)
            )
        found = []
        for level in _levels(about):
            before, after = (self._asked(about, level, mask) for mask in (one, two))
            found.append(compare_answer(about.name, about.title, level, before, after, confidence))
        return found

    def _constructed(self, about: Variable, sides: Sequence[str]) -> str:
        """Why a variable differs between segments whose rules use it; empty where none does."""
        from interviewkit.survey.rules.derived import explain_construction, is_defining

        known = self.material.segments if self.by == SEGMENT else {}
        segments = [known[name] for name in self.material.chosen if name in {*sides} & {*known}]
        survey = self.site.settings.survey
        by = [each.title for each in segments if is_defining(each.rule, about.name, survey)]
        return explain_construction(by, about.title) if by else ""

    def moves(self, before: str, after: str) -> list[AnswerMoves]:
        """Who went from which answer to which, for variables with a few levels."""
        found = []
        for name in self.site.settings.survey.show:
            about = self._variable(name)
            if about.type not in ("flag", "category", "ordinal"):
                continue
            one, two = (self._said(name, self._mask(side)) for side in (before, after))
            counted = Counter((one[who], two[who]) for who in one.keys() & two.keys())
            found += [
                AnswerMoves(name, about.title, a, b, n) for (a, b), n in sorted(counted.items())
            ]
        return found

    def _said(self, name: str, mask: NDArray[np.bool_] | None) -> dict[str, str]:
        """Respondent → their answer, as text, where they gave one."""
        if self.answers is None or mask is None:
            return {}
        rows = zip(self.answers.names, self.answers.table[name].astype(object), mask, strict=True)
        return {
            who: _word(cell)
            for who, cell, inside in rows
            if inside and convert_value(cell) is not None
        }

    def _variable(self, name: str) -> Variable:
        for about in self.answers.variables if self.answers else ():
            if about.name == name:
                return about
        known = self.answers.columns if self.answers else ()
        raise SurveyError(
            f"[survey] show names {name!r}, which the survey does not have",
            hint=did_you_mean(name, known),
        )

    def notes(self, names: Sequence[str]) -> Iterable[str]:
        """Why the survey says less than one might expect."""
        if self.answers is None:
            return
        if self.by == WAVE and not self.answers.wave:
            yield (
                "the survey has no wave: its answers are not compared; name the column in "
                'study.toml: [survey] wave = "…"'
            )
        elif self.by == WAVE:
            missing = [name for name in names if name not in self.waves]
            if missing:
                known = ", ".join(self.waves) or "no wave"
                yield f"the survey has nobody in {', '.join(missing)}; it has {known}"
        elif not self.site.settings.survey.show:
            yield "no answers are compared: say which under [survey] show"

    def _people(self, name: str) -> dict[str, None]:
        mask = self._mask(name)
        if self.answers is None or mask is None:
            return {}
        return {who: None for who, inside in zip(self.answers.names, mask, strict=True) if inside}

    def _mask(self, name: str) -> NDArray[np.bool_] | None:
        """The rows of a side; ``None`` where the survey cannot tell."""
        if self.answers is None:
            return None
        if self.by == WAVE and not self.answers.wave:
            return None
        if self.by == WAVE:
            import numpy as np

            return np.array([str(wave) == name for wave in self.answers.table[self.answers.wave]])
        if self.by == SEGMENT:
            return self._apart(name)
        return self._of_people(name)

    def _apart(self, name: str) -> NDArray[np.bool_] | None:
        """The rows of a segment without those that another one compared has too."""
        mask = self._of_segment(name)
        others = (self._of_segment(each) for each in self.material.chosen if each != name)
        for other in others:
            if mask is not None and other is not None:
                mask = mask & ~other
        return mask

    def refuse_overlap(self) -> None:
        """Where respondents would be held against themselves.

        Raises:
            StudyError: two segments share respondents.
        """
        names = list(self.material.chosen) if self.by == SEGMENT and self.answers else []
        for one, two in combinations(names, 2):
            masks = self._of_segment(one), self._of_segment(two)
            if masks[0] is None or masks[1] is None:
                continue
            shared = int((masks[0] & masks[1]).sum())
            if shared:
                how = f"{shared:,} respondents are in both"
                raise build_overlap_error("segments", one, two, how)

    def _of_segment(self, name: str) -> NDArray[np.bool_] | None:
        from interviewkit.survey.rules.segments import PARTICIPANTS, find_members

        if name == OTHERS:
            first = next(iter(self.material.chosen), "")
            inside = self._of_segment(first)
            return None if inside is None else ~inside
        segment = self.material.segments[name]
        if segment.over == PARTICIPANTS or self.answers is None:
            return None
        return find_members(segment, self.answers).mask

    def _of_people(self, name: str) -> NDArray[np.bool_] | None:
        """The rows of those who spoke in a cohort."""
        import numpy as np

        if self._link is None or self.answers is None or not self._link.matched:
            return None
        part = self.material.chosen.get(name)
        who = {self.material.codable[turn] for turn in part.turns} if part else set()
        same = self.material.same
        rows = {row for p, row in self._link.matched.items() if same.get(p, p) in who}
        return np.array([each in rows for each in self.answers.names])

    def _asked(self, about: Variable, level: str, mask: NDArray[np.bool_]) -> SideAnswers:
        import numpy as np

        answers = self.answers
        if answers is None:
            return SideAnswers({})
        column, weights = answers.table[about.name], answers.weights
        used = mask & column.notna().to_numpy(dtype=bool) & (weights > 0)
        values = [_value(each, about, level) for each in column[used]]
        names = [answers.names[i] for i in np.flatnonzero(used)]
        pairs = zip(values, (float(each) for each in weights[used]), strict=True)
        return SideAnswers(dict(zip(names, pairs, strict=True)))


def _in_family(change: Change, p: float, wide: Change, tests: int) -> Change:
    told = wide.interval if not math.isnan(change.p) else None
    return replace(change, p_adjusted=p, simultaneous=told, family="answers", family_tests=tests)


def _levels(about: Variable) -> Sequence[str]:
    """What is counted: the mean of a number, yes of a flag, each level of the rest."""
    if about.type == "number":
        return ("",)
    if about.type == "flag":
        return ("yes",)
    return about.levels if about.type in ("category", "ordinal") else ()


def _word(cell: object) -> str:
    value = convert_value(cell)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _value(cell: object, about: Variable, level: str) -> float:
    if about.type == "number":
        return float(str(cell))
    if about.type == "flag":
        return float(bool(cell))
    if isinstance(cell, float):
        return float(cell == float(level.replace(",", ".")))
    return float(str(cell) == level)
