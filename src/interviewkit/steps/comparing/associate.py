"""``link themes``: every theme against every segment and variable, with people as units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from interviewkit.errors import StudyError
from interviewkit.findings.comparing.association import Sides, pose_associations
from interviewkit.findings.comparing.family import Compared
from interviewkit.findings.counting.voicing import Who
from interviewkit.model import (
    ADJUSTMENTS,
    ASSOCIATION_UNITS,
    PARTICIPANT,
    Association,
    Associations,
    Inquiry,
    Trend,
)
from interviewkit.model.waves import order_waves
from interviewkit.steps.comparing.family import BESIDE, StudyFamily, is_beside_family
from interviewkit.steps.comparing.questions import Questions, refuse_unknown
from interviewkit.steps.reading import Loaded, open_loaded
from interviewkit.steps.site import Site


def associate(site: Site, inquiry: Inquiry = Inquiry()) -> Associations:
    """The rows that were asked for, adjusted over whole families.

    Raises:
        StudyError: nothing was coded, or a code, theme, segment, wave or unit is unknown, or two
            segments that are compared share people.
        SurveyError: the survey cannot be read, or has no such variable.
        RuleError: a segment's rule is not valid.
    """
    from interviewkit.steps.coding.codebook import read_usable

    if not site.settings.codebook.file:
        raise StudyError(
            "there are no themes: study.toml names no codebook", hint="name one under [codebook]"
        )
    codebook, _ = read_usable(site.root, site.settings)
    with open_loaded(site, codebook) as loaded:
        found = _Asking(StudyFamily(Questions(loaded, inquiry))).answered()
        what, do = loaded.changed_survey
    return replace(found, notes=(f"{what} ({do})", *found.notes)) if what else found


def associate_all(loaded: Loaded, family: StudyFamily | None = None) -> Associations:
    """All rows for a report; none where there is nothing to compare."""
    settings = loaded.site.settings
    asked = settings.segments or settings.inference.variables
    if not (loaded.codebook and loaded.reading.counted and asked):
        return Associations()
    return _Asking(family or StudyFamily(Questions(loaded))).answered()


@dataclass
class _Asking:
    """One inquiry being answered."""

    family: StudyFamily

    def __post_init__(self) -> None:
        self.questions = self.family.questions
        self.inquiry, self.site = self.questions.asked, self.questions.site
        self.notes: list[str] = []
        self.sides: Mapping[str, Sides] = {}
        self.same_parts: Mapping[str, str] = {}

    def answered(self) -> Associations:
        self._check()
        variables_only = self.inquiry.variables and not self.inquiry.segments
        segments = [] if variables_only else self._shown(self._segments())
        variables = self._shown_variables(self._variables())
        self.questions.say_unknown()
        outdated = self.site.settings.outdated
        gone = (f"study.toml: {name} has no meaning any more" for name in outdated)
        notes = (*self.questions.notes, *self.notes, *gone)
        return Associations(
            tuple(segments), tuple(variables), tuple(dict.fromkeys(notes)), self.same_parts
        )

    def _check(self) -> None:
        asked, questions = self.inquiry, self.questions
        if not questions.reading.counted:
            raise StudyError(
                "no participant's speech has been read for codes yet",
                hint="code it with: interviewkit code",
            )
        known = list(self.site.settings.segments)
        refuse_unknown(asked.of, [thing.name for thing in questions.things], "code or theme")
        refuse_unknown((*asked.segments, asked.against), known, "segment")
        refuse_unknown((asked.unit,), list(ASSOCIATION_UNITS), "unit")
        refuse_unknown((asked.adjust,), list(ADJUSTMENTS), "adjustment")
        waves = order_waves(questions.reading.wave_of.values()).names
        refuse_unknown((asked.wave,), waves, "wave")
        refuse_unknown((asked.polarity,), ["+", "-"], "polarity")
        if asked.against and len(asked.segments) != 1:
            raise StudyError(
                f"{asked.against!r} can be compared with one segment at a time",
                hint=f"name it: --segment NAME --against {asked.against}",
            )

    def _segments(self) -> list[Association]:
        """All rows: what is not shown counts in its family all the same."""
        variables = (*self.questions.settings.variables, *self.inquiry.variables)
        if not self.site.settings.segments and not variables:
            raise StudyError("study.toml names no segments", hint="declare some under [segments]")
        found = self._posed()
        if self.inquiry.covariates:
            found = self._modelled(found)
        rows = [row for some in self.family.settle(found) for row in some]
        self._say_beside(rows)
        return rows

    def _posed(self) -> Sequence[Compared[Association]]:
        if not self.inquiry.against:
            self.sides = self.family.sides
            return self.family.segments
        [name] = self.inquiry.segments
        self.sides = {name: self.questions.against(name, self.inquiry.against)}
        return pose_associations(self.questions.table, self.sides, self.questions.how(self.sides))

    def _modelled(self, found: Sequence[Compared[Association]]) -> list[Compared[Association]]:
        from interviewkit.findings.comparing.covariate_models import add_covariate_models

        names, questions = self.inquiry.covariates, self.questions
        values, how = questions.values(names), questions.how()
        with self.site.progress("fitting models", len(self.sides)) as tick:
            return add_covariate_models(
                found, questions.table, self.sides, names, values, how, tick
            )

    def _say_beside(self, rows: Sequence[Association]) -> None:
        if not is_beside_family(rows):
            return
        asked = self.inquiry
        if asked.against:
            what = f"{asked.segments[0]!r} against {asked.against!r}"
        else:
            held = f"{', '.join(asked.covariates)} held fixed" if asked.covariates else ""
            unit = "" if asked.unit == PARTICIPANT else asked.unit
            ways = (asked.wave, asked.polarity, held, unit)
            what = f"what is asked here ({', '.join(way for way in ways if way)})"
        self.notes.append(BESIDE.format(what=what))

    def _variables(self) -> list[Trend]:
        declared = self.questions.settings.variables
        beside = [name for name in dict.fromkeys(self.inquiry.variables) if name not in declared]
        found = [*self.family.variables, *self.family.trends(beside)]
        return [row for some in self.family.settle(found) for row in some]

    def _shown(self, rows: Sequence[Association]) -> list[Association]:
        segments = self.inquiry.segments
        of = self.inquiry.of or {thing.name for thing in self.questions.shown}
        mirrored = {} if segments else self._mirrored()
        self.same_parts = mirrored
        self.notes += [self._said_twice(name, first) for name, first in mirrored.items()]
        rows = [row for row in rows if row.segment not in mirrored]
        return [row for row in rows if row.of in of and row.segment in (segments or (row.segment,))]

    def _said_twice(self, name: str, first: str) -> str:
        """That a segment holds the people of another, or those outside of it."""
        who = set(self.questions.table.who)
        alike = who & {*self.sides[name].inside} == who & {*self.sides[first].inside}
        what, rows = (
            (f"holds the same people as {first!r}", "the same")
            if alike
            else (f"is the other side of {first!r}", "the same with the sign turned")
        )
        return (
            f"{name!r} {what}: its rows are {rows}, and not shown again; see them with "
            f"--segment {name}"
        )

    def _mirrored(self) -> dict[str, str]:
        """Segments that part the same people as an earlier one → that one."""
        who = set(self.questions.table.who)
        known: dict[frozenset[frozenset[Who]], str] = {}
        found: dict[str, str] = {}
        for name, each in self.sides.items():
            parts = frozenset({frozenset(who & {*each.inside}), frozenset(who & {*each.outside})})
            if all(parts) and parts in known:
                found[name] = known[parts]
            known.setdefault(parts, name)
        return found

    def _shown_variables(self, rows: Sequence[Trend]) -> list[Trend]:
        names = self.inquiry.variables
        if self.inquiry.segments and not names:
            return []
        of = self.inquiry.of or {thing.name for thing in self.questions.shown}
        return [row for row in rows if row.of in of and row.variable in (names or (row.variable,))]
