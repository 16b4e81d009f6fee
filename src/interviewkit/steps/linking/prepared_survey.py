"""The survey as several steps need it: answers, design, and who is in which segment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interviewkit.errors import SurveyError, did_you_mean
from interviewkit.model import Segment
from interviewkit.model.estimate import find_phrase
from interviewkit.steps.linking.survey_file import read_survey
from interviewkit.steps.site import Site

if TYPE_CHECKING:
    from interviewkit.survey.answers import Answers
    from interviewkit.survey.estimation.design import Mask, SurveyDesign


@dataclass(frozen=True)
class PreparedSurvey:
    """What figures are made from; ``masks`` (name → (n,)) are the segments that the survey has."""

    site: Site
    answers: Answers
    design: SurveyDesign
    masks: Mapping[str, Mask]

    @property
    def everyone(self) -> Mask:
        """All rows (n,), whatever they weigh."""
        return self.design.weights >= 0

    def mask(self, name: str) -> Mask:
        """Who is in a segment, by its name or by a rule.

        Raises:
            SurveyError: it is no segment of the survey and no rule.
            RuleError: as a rule, it is not valid.
        """
        from interviewkit.survey.rules.segments import find_members

        if name in self.masks:
            return self.masks[name]
        if name in self.site.settings.segments:
            raise SurveyError(
                f"the segment {name!r} is one of participants; the survey cannot tell who is in it"
            )
        if not any(sign in name for sign in "=<>( "):
            hint = did_you_mean(name, self.masks) if self.masks else "study.toml has no [segments]"
            raise SurveyError(f"there is no segment {name!r}", hint=hint)
        return find_members(Segment(name, name), self.answers).mask

    def outside(self, name: str) -> Mask:
        """Who is known not to be in a segment of study.toml; who gave no answer is on no side."""
        from interviewkit.survey.rules.segments import find_members

        rule = f"not ({self.site.settings.segments[name].rule})"
        return find_members(Segment(name, rule), self.answers).mask

    def title(self, name: str) -> str:
        """The words to show for a segment."""
        segment = self.site.settings.segments.get(name)
        return segment.label or name if segment else name

    def label(self, variable: str) -> str:
        """The words to show for a variable."""
        from interviewkit.survey.estimation.values import find_variable

        return find_variable(self.answers, variable).title

    def phrase(self, variable: str, level: str) -> str:
        """The words of study.toml for those who give an answer: ``are burned out``."""
        return find_phrase(self.site.settings.survey.phrases, variable, level)


def load_prepared_survey(site: Site) -> PreparedSurvey:
    """The survey that study.toml names, read anew.

    Raises:
        SurveyError: study.toml names no survey, or it cannot be used.
        RuleError: a segment's rule is not valid.
    """
    return prepare_survey(site, read_survey(site, usable=True)[0])


def prepare_survey(site: Site, answers: Answers) -> PreparedSurvey:
    """The design of answers at hand, and the segments that they can tell."""
    from interviewkit.survey.estimation.design_columns import build_design
    from interviewkit.survey.rules.rule import parse_rule
    from interviewkit.survey.rules.segments import find_members

    known = set(answers.columns)
    masks = {
        name: find_members(Segment(name, each.rule), answers).mask
        for name, each in site.settings.segments.items()
        if known.issuperset(parse_rule(each.rule).columns)
    }
    return PreparedSurvey(site, answers, build_design(answers, site.settings.survey), masks)
