"""The study's family: all that its report asks of themes, adjusted together whoever asks a part.

Every segment of study.toml against everyone else, each wave against the one before (and with three
or more the last against the first), and the variables of ``[inference]``, for every code and theme.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from interviewkit.findings.comparing.association import (
    AssociationSettings,
    Sides,
    pose_associations,
)
from interviewkit.findings.comparing.family import AD_HOC, Compared, Posed, Row, settle_tests
from interviewkit.findings.comparing.trends import pose_trends
from interviewkit.model import PARTICIPANT, Association, Trend
from interviewkit.steps.comparing.questions import Questions, list_steps

BESIDE = (
    "{what} is none of the study's own questions: p is adjusted over what is asked here, not over "
    "other comparisons that you may make"
)


@dataclass
class StudyFamily:
    """The study's questions; each kind is compared when it is first asked for.

    ``with_survey`` false leaves out what needs answers, where these cannot be read.
    """

    questions: Questions
    with_survey: bool = True

    @property
    def is_asked(self) -> bool:
        """Whether the questions are those of the study, and not of one wave, one polarity or
        with variables held fixed."""
        asked = self.questions.asked
        narrowed = asked.wave or asked.polarity or asked.covariates
        return asked.unit == PARTICIPANT and not narrowed

    @cached_property
    def sides(self) -> dict[str, Sides]:
        """Segment → who is in it and who is not."""
        return self.questions.segments()

    @cached_property
    def segments(self) -> list[Compared[Association]]:
        """Every segment of study.toml against everyone else."""
        asked, sides = self.questions, self.sides
        with asked.site.progress("comparing segments", len(sides)) as tick:
            return pose_associations(asked.table, sides, asked.how(sides), tick)

    @cached_property
    def waves(self) -> list[Compared[Association]]:
        """Each wave in which people spoke against the one before it."""
        asked = self.questions
        wave_of = asked.reading.wave_of
        spoken = {wave_of[turn] for turn in asked.reading.counted if turn in wave_of}
        names = asked.loaded.order.among(spoken)
        if len(names) < 2 or not asked.loaded.order.is_known:
            return []
        table = asked.table_by(wave_of)
        return pose_associations(table, list_steps(table, names, {}), asked.how(table=table))

    @cached_property
    def variables(self) -> list[Compared[Trend]]:
        """The variables that ``[inference]`` sets against every theme."""
        return self.trends(self.questions.settings.variables)

    def trends(self, names: Sequence[str]) -> list[Compared[Trend]]:
        """Some variables against every theme."""
        asked = self.questions
        levels = {name: asked.people.levels(name) for name in names} if names else {}
        with asked.site.progress("comparing variables", len(names)) as tick:
            return pose_trends(asked.table, asked.numbers(names), asked.how(), levels, tick)

    @property
    def declared(self) -> list[Posed]:
        """All questions of the study; none where other ones are asked."""
        if not self.is_asked:
            return []
        kinds: Sequence[Sequence[Compared[Association] | Compared[Trend]]]
        kinds = (self.waves,)
        if self.with_survey:
            kinds = (self.segments, self.waves, self.variables)
        return [each.posed for kind in kinds for each in kind]

    def settle(self, asked: Sequence[Compared[Row]]) -> list[list[Row]]:
        """The rows of each comparison, adjusted in the families in which they stand."""
        how: AssociationSettings = self.questions.how()
        tests = settle_tests([each.posed for each in asked], how.adjusting, self.declared)
        return [each.tested(some) for each, some in zip(asked, tests, strict=True)]


def is_beside_family(rows: Sequence[Association]) -> bool:
    """Whether a comparison is none of the study's own."""
    return any(row.tested.done and row.tested.family == AD_HOC for row in rows)
