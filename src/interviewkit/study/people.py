"""What a study says of people: in the conversations, in the survey, and both side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from interviewkit.model import (
    Associations,
    ComparisonRequest,
    DeviantCase,
    Inquiry,
    Judgement,
    LinkCheck,
    MetaInference,
    OpenAnswerGrid,
    Outcome,
    PersonVoice,
    SegmentSize,
    SideBySide,
    SurveyView,
    Variable,
    VariableView,
)
from interviewkit.model.findings_view import FindingsPart
from interviewkit.study.handle import Handle

if TYPE_CHECKING:
    from interviewkit.steps.linking.estimate import Figures


class OfPeople(Handle):
    """People: profiles, the survey, segments, and what ties the strands."""

    def participants(self) -> Sequence[Mapping[str, object]]:
        """One row a participant: words, codes voiced, segments.

        >>> [(row["participant"], row["voiced"]) for row in study.participants()][0]
        ('Ana', ['isolation', 'neutrality'])
        """
        from interviewkit.steps.linking.people_rows import list_participants

        return list_participants(self._site)

    def participant(self, name: str) -> Mapping[str, object]:
        """The profile of one person: segments, survey answers, themes, passages.

        >>> ana = study.participant("Ana")
        >>> ana["segments"], ana["survey"]["burnout"]
        (['tired'], 5.0)
        """
        from interviewkit.steps.linking.people_rows import build_profile

        return build_profile(self._site, name)

    def voice(self, name: str, *, coder: str = "", blind: bool = False) -> PersonVoice:
        """Everything that one person said, beside everything they answered.

        >>> ana = study.voice("Ana")
        >>> len(ana.turns), ana.answers[0][:2]
        (2, ('burnout', '5'))
        """
        from interviewkit.steps.linking.voices import load_voice

        return load_voice(self._site, name, coder, blind=blind)

    def open_answers(
        self,
        *,
        coder: str = "",
        blind: bool = False,
        text: str = "",
        segment: str = "",
        start: int = 0,
        most: int = 50,
    ) -> OpenAnswerGrid:
        """Open answers of the survey that were taken in, with who gave them and their codings.

        >>> study.open_answers().found
        0
        """
        from interviewkit.steps.linking.voices import load_open_answers

        how = {"text": text, "segment": segment}
        return load_open_answers(
            self._site, coder=coder, blind=blind, start=start, most=most, **how
        )

    def deviant_cases(self, of: Sequence[str] = (), *, most: int = 5) -> Sequence[DeviantCase]:
        """Who contradicts the pattern of each code, or of the codes and themes that are named.

        That is who took the side that fewer took, or does the reverse of what most of their segment
        or wave do where that differs from the others by more than chance.

        >>> [(case.of, case.participant, case.polarity) for case in study.deviant_cases()]
        [('isolation', 'Ben', '-')]
        """
        from interviewkit.steps.comparing.deviant_cases import list_deviants

        return list_deviants(self._site, of, most=most)

    def check_link(self) -> LinkCheck:
        """Who is who: speaker, participant, respondent, by which rule, and what is left over.

        >>> [found.respondent for found in study.check_link().speakers][:3]
        ['1', '2', '3']
        """
        from interviewkit.steps.linking.link_check import check_links

        return check_links(self._site)

    def link_mark(self) -> str:
        """What changes when :meth:`check_link` may say something else; cheap to ask for.

        >>> before = study.link_mark()
        >>> done = study.map_person("Finn", "7", coder="kim")
        >>> before == study.link_mark()
        False
        """
        from interviewkit.steps.linking.link_check import read_link_mark

        return read_link_mark(self._site)

    def map_speaker(
        self,
        transcript: str,
        label: str,
        *,
        participant: str = "",
        respondent: str = "",
        role: str = "",
        coder: str,
    ) -> Judgement:
        """Say who speaks under a label; it is written into the participants file.

        >>> study.map_speaker("April/leaders", "Cleo", participant="Cleo K.", coder="kim").memo
        "'Cleo' in April/leaders is Cleo K."
        """
        from interviewkit.steps.linking.mapping import WantedMapping, map_speaker

        wanted = WantedMapping(participant, respondent, role)
        return map_speaker(self._site, transcript, label, wanted, coder)

    def map_person(self, participant: str, respondent: str, *, coder: str) -> Judgement:
        """Say which row of the survey is a participant's, in the participants file.

        >>> study.map_person("Finn", "7", coder="kim").memo
        'Finn is the respondent 7'
        """
        from interviewkit.steps.linking.mapping import map_person

        return map_person(self._site, participant, respondent, coder)

    def propose_people(self, path: str | Path, *, names: str = "") -> Outcome:
        """Write a participants file with guesses for a person to read; nothing is applied.

        >>> study.propose_people(study.root / "guesses.csv").says[1]
        'nothing is applied: read it, strike what is wrong, ...'
        """
        from interviewkit.steps.linking.link_check import propose_people

        return propose_people(self._site, Path(path), names)

    def compare(self, asking: ComparisonRequest = ComparisonRequest()) -> SideBySide:
        """Waves, cohorts or segments side by side: what changed, for whom, and how sure it is.

        >>> [(side.name, side.people, side.words) for side in study.compare().sides]
        [('April', 3, 31), ('May', 3, 28)]
        """
        from interviewkit.steps.comparing.compare import compare

        return compare(self._site, asking)

    def segments(self) -> Sequence[SegmentSize]:
        """The segments as last linked: rule, n, weighted n, participants.

        >>> [(found.segment.rule, found.respondents) for found in study.segments()]
        [('burnout >= 4', 4), ('burnout < 4', 4)]
        """
        from interviewkit.steps.reviewing.queries import list_segments

        return list_segments(self._site)

    def variables(self) -> Sequence[Variable]:
        """The variables of the survey as last linked.

        >>> [(variable.name, variable.type) for variable in study.variables()]
        [('id', 'text'), ('burnout', 'number'), ('trust', 'number')]
        """
        from interviewkit.steps.reviewing.queries import list_variables

        return list_variables(self._site)

    def survey(self) -> SurveyView:
        """The survey as its file stands: variables, scales, and what is wrong with it.

        >>> study.survey().rows
        8
        """
        from interviewkit.steps.linking.survey_file import view_survey

        return view_survey(self._site)

    def survey_variable(self, name: str) -> VariableView:
        """One variable of the survey, with its values, counts and kinds of missing.

        >>> study.survey_variable("burnout").figures["mean"]
        3.25
        """
        from interviewkit.steps.linking.survey_file import view_variable

        return view_variable(self._site, name)

    @property
    def figures(self) -> Figures:
        """Estimates, comparisons, crosstabs and models of the survey, under its design.

        >>> [mean] = study.figures.estimate("burnout")
        >>> mean.value, mean.n, round(mean.interval.low, 2)
        (3.25, 8, 2.01)
        """
        from interviewkit.steps.linking.estimate import Figures

        return Figures(self._site)

    def associations(self, inquiry: Inquiry = Inquiry()) -> Associations:
        """Every theme against every segment (and variable), with people as units.

        Differences of shares go from -1 to 1, rates are mentions in a thousand words.

        >>> found = study.associations().segments[0]
        >>> found.of, found.segment, found.inside.voiced, found.inside.people
        ('isolation', 'tired', 2, 3)
        """
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
        """Write people × codes as CSV, Excel, SPSS or Stata.

        >>> study.export_matrix(study.root / "matrix.csv").says
        ('6 rows of 6 people, 11 columns, to ...matrix.csv',)
        """
        from interviewkit.steps.linking.people_rows import export_matrix

        return export_matrix(
            self._site, Path(path), shape=kind, values=values, variables=variables, by_wave=by_wave
        )

    def joint_display(self, path: str | Path, *, kind: str = "") -> Outcome:
        """Write survey and conversations side by side as HTML, Word, Excel or a picture.

        >>> study.joint_display(study.root / "joint.docx").says[0]
        '2 rows to ...joint.docx'
        """
        from interviewkit.steps.reporting.joint import write_joint_display

        return write_joint_display(self._site, Path(path), kind)

    def infer(self, of: str, *, about: str = "", fit: str, text: str, author: str) -> MetaInference:
        """Write down what the strands show together about a theme.

        >>> study.infer("bonds", fit="confirms", text="Tired people drift apart.", author="kim").fit
        'confirms'
        """
        from interviewkit.steps.reporting.joint import record_inference

        return record_inference(self._site, of, about, fit, text, author)

    def inferences(self, *, everything: bool = False) -> Sequence[MetaInference]:
        """The meta-inferences that stand, or all ever written.

        >>> study.inferences()
        []
        """
        from interviewkit.steps.reporting.joint import list_inferences

        return list_inferences(self._site, everything=everything)

    def view_findings(self) -> Iterator[FindingsPart]:
        """What the report would say now, part by part as it is computed, the quickest first.

        >>> themes, *others = study.view_findings()
        >>> [(theme.label, theme.shares[0].found.voiced) for theme in themes.themes]
        [('Bonds', 3), ('Tools', 3)]
        """
        from interviewkit.steps.reporting.viewing import view_findings

        return view_findings(self._site)
