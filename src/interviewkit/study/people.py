"""What a study says of people: in the conversations, in the survey, and both side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from interviewkit.model import (
    Associations,
    ComparisonRequest,
    DeviantCase,
    Inquiry,
    LinkCheck,
    MetaInference,
    Outcome,
    SegmentSize,
    SideBySide,
    SurveyView,
    Variable,
    VariableView,
)
from interviewkit.study.handle import Handle

if TYPE_CHECKING:
    from interviewkit.steps.linking.estimate import Figures


class OfPeople(Handle):
    """People: profiles, the survey, segments, and what ties the strands."""

    def participants(self) -> Sequence[Mapping[str, object]]:
        """One row a participant: words, codes voiced, segments."""
        from interviewkit.steps.linking.profiles import list_participants

        return list_participants(self._site)

    def participant(self, name: str) -> Mapping[str, object]:
        """The profile of one person: segments, survey answers, themes, passages."""
        from interviewkit.steps.linking.profiles import build_profile

        return build_profile(self._site, name)

    def deviant_cases(self, of: Sequence[str] = (), *, most: int = 5) -> Sequence[DeviantCase]:
        """Who differs most from what a model of everyone else expects, by code or theme."""
        from interviewkit.steps.linking.profiles import list_deviants

        return list_deviants(self._site, of, most=most)

    def check_link(self) -> LinkCheck:
        """Who is who: speaker, participant, respondent, by which rule, and what is left over."""
        from interviewkit.steps.linking.link_check import check_links

        return check_links(self._site)

    def propose_people(self, path: str | Path, *, names: str = "") -> Outcome:
        """Write a participants file with guesses for a person to read; nothing is applied."""
        from interviewkit.steps.linking.link_check import propose_people

        return propose_people(self._site, Path(path), names)

    def compare(
        self,
        asking: ComparisonRequest = ComparisonRequest(),  # noqa: B008 - frozen
    ) -> SideBySide:
        """Waves, cohorts or segments side by side: what changed, for whom, and how sure it is."""
        from interviewkit.steps.comparing.compare import compare

        return compare(self._site, asking)

    def segments(self) -> Sequence[SegmentSize]:
        """The segments as last linked: rule, n, weighted n, participants."""
        from interviewkit.steps.reviewing.queries import list_segments

        return list_segments(self._site)

    def variables(self) -> Sequence[Variable]:
        """The variables of the survey as last linked."""
        from interviewkit.steps.reviewing.queries import list_variables

        return list_variables(self._site)

    def survey(self) -> SurveyView:
        """The survey as its file stands: variables, scales, and what is wrong with it."""
        from interviewkit.steps.linking.survey import view_survey

        return view_survey(self._site)

    def survey_variable(self, name: str) -> VariableView:
        """One variable of the survey, with its values, counts and kinds of missing."""
        from interviewkit.steps.linking.survey import view_variable

        return view_variable(self._site, name)

    @property
    def figures(self) -> Figures:
        """Estimates, comparisons, crosstabs and models of the survey, under its design."""
        from interviewkit.steps.linking.estimate import Figures

        return Figures(self._site)

    def associations(
        self,
        inquiry: Inquiry = Inquiry(),  # noqa: B008 - frozen
    ) -> Associations:
        """Every theme against every segment (and variable), with people as units."""
        from interviewkit.steps.comparing.associate import associate

        return associate(self._site, inquiry)

    def export_matrix(
        self,
        path: str | Path,
        *,
        kind: str = "",
        values: str = "presence",
        variables: Sequence[str] = (),
        by_wave: bool = False,
    ) -> Outcome:
        """Write people × codes as CSV, Excel, SPSS or Stata."""
        from interviewkit.steps.linking.matrix import export_matrix

        return export_matrix(
            self._site, Path(path), shape=kind, values=values, variables=variables, by_wave=by_wave
        )

    def joint_display(self, path: str | Path, *, kind: str = "") -> Outcome:
        """Write survey and conversations side by side as HTML, Word, Excel or a picture."""
        from interviewkit.steps.reporting.joint import write_joint_display

        return write_joint_display(self._site, Path(path), kind)

    def infer(self, of: str, *, about: str = "", fit: str, text: str, author: str) -> MetaInference:
        """Write down what the strands show together about a theme."""
        from interviewkit.steps.reporting.joint import record_inference

        return record_inference(self._site, of, about, fit, text, author)

    def inferences(self, *, everything: bool = False) -> Sequence[Mapping[str, object]]:
        """The meta-inferences that stand, or all ever written."""
        from interviewkit.steps.reporting.joint import list_inferences

        return list_inferences(self._site, everything=everything)
