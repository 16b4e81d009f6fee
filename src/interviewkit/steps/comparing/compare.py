"""``compare``: waves, cohorts or segments side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from interviewkit.errors import StudyError
from interviewkit.findings.comparing.association import Sides, pose_associations
from interviewkit.findings.comparing.changes import (
    Between,
    CountedTurns,
    build_counted_table,
    count_people_on,
    list_changes,
)
from interviewkit.findings.comparing.family import Compared, settle_tests
from interviewkit.findings.counting.voicing import Thing, Voicing, Who
from interviewkit.model import (
    MACHINE,
    Association,
    Change,
    ComparisonRequest,
    Inquiry,
    SideBySide,
    SideFacts,
    Step,
)
from interviewkit.model.sides import SEGMENT, TOPIC, WAVE
from interviewkit.steps.coding.codebook import read_written
from interviewkit.steps.comparing.code_shifts import find_code_shifts
from interviewkit.steps.comparing.compare_answers import AnswerSides
from interviewkit.steps.comparing.compare_saturation import compare_pairs, compare_saturation
from interviewkit.steps.comparing.correct import BEGIN
from interviewkit.steps.comparing.family import BESIDE, StudyFamily, is_beside_family
from interviewkit.steps.comparing.questions import Questions, name_step
from interviewkit.steps.comparing.sides import LEAVE_OUT, OTHERS, ComparedSpeech, Part, build_parts
from interviewkit.steps.reading import Loaded, open_loaded
from interviewkit.steps.site import Site
from interviewkit.wording.numbers import percent


def compare(site: Site, asking: ComparisonRequest) -> SideBySide:
    """Set the sides beside each other. Nothing is changed but what is remembered of topics.

    Raises:
        StudyError: there is nothing to compare, a name is not known, or segments overlap.
        SurveyError: the survey of study.toml is not there or cannot be read.
        TooLittleError: topics were asked for, and a side has too few turns for them.
    """
    codebook, _ = read_written(site.root, site.settings)
    with open_loaded(site, codebook) as loaded:
        comparing = _Comparing(loaded, asking)
        contrast = comparing.contrast()
        what, do = loaded.changed_survey
    if what:
        contrast = replace(contrast, notes=(*contrast.notes, f"{what} ({do})"))
    if not asking.topics:
        return contrast
    from interviewkit.steps.comparing.compare_topics import match_all_topics

    return match_all_topics(site, contrast, comparing.parts)


def compare_waves(
    loaded: Loaded, family: StudyFamily | None = None, *, survey: bool = True
) -> SideBySide:
    """All waves of the study, with topics matched if an earlier comparison did so.

    ``survey`` false leaves its answers out, and what is asked of segments.

    Raises:
        SurveyError: the survey of study.toml is not there or cannot be read.
    """
    from interviewkit.steps.comparing.compare_topics import recall_matches

    family = family or StudyFamily(Questions(loaded), with_survey=survey)
    contrast = _Comparing(loaded, ComparisonRequest(), family, survey=survey).contrast()
    return recall_matches(loaded, contrast) or contrast


class _Comparing:
    """One comparison, from what stands on the shelves."""

    def __init__(
        self,
        loaded: Loaded,
        asking: ComparisonRequest,
        family: StudyFamily | None = None,
        *,
        survey: bool = True,
    ) -> None:
        self.loaded, self.site, self.asking = loaded, loaded.site, asking
        self.codebook, self.order = loaded.codebook, loaded.order
        # Of segments the first is held against the second; of waves the second follows it.
        self.of_segments = asking.by == SEGMENT
        inquiry = Inquiry(adjust=asking.adjust)
        self.family = family or StudyFamily(Questions(loaded, inquiry))
        self.questions = self.family.questions
        self.material = ComparedSpeech(loaded)
        if not self.material.transcripts:
            raise StudyError("no transcript was read yet", hint="run: interviewkit ingest")
        self.asked = AnswerSides(self.material, asking.by, survey=survey)
        names = asking.names or self.order.names
        self.parts = build_parts(
            self.material, self.questions, asking.by, names, asking.overlap, also=self.asked.waves
        )
        self.names = [part.name for part in self.parts]
        self.material.chosen = {part.name: part for part in self.parts}
        if asking.overlap != LEAVE_OUT:
            self.asked.refuse_overlap()
        # Unread is never taken for "no code"; where nothing is read yet, speech is all there is.
        read = loaded.reading.counted or loaded.reading.codable
        self.read = [replace(part, turns=part.turns & read.keys()) for part in self.parts]

    @property
    def _is_unordered(self) -> bool:
        """Later minus earlier needs to know which is which."""
        return self.asking.by == WAVE and not self.asking.names and not self.order.is_known

    def contrast(self) -> SideBySide:
        found = self._settled()
        how = self.questions.how()
        answers = self.asked.settled(self._pairs, how.adjusting)
        steps = [
            self._step(pair, rows, told)
            for pair, rows, told in zip(self._pairs, found, answers, strict=True)
        ]
        coded = bool(self.codebook and self.loaded.reading.read)
        return SideBySide(
            by=self.asking.by,
            sides=tuple(self._side(part) for part in self.parts),
            steps=tuple(steps),
            codebook=find_code_shifts(self.loaded, self.parts),
            saturation=compare_saturation(self.loaded, self.asking, self.read) if coded else None,
            pairs=tuple(compare_pairs(self.loaded, self.read, how.adjust, how.level))
            if coded
            else (),
            adjustment=how.adjust,
            min_cell=self.site.settings.inference.min_cell,
            notes=tuple(self._notes(coded, steps, found)),
        )

    def _side(self, part: Part) -> SideFacts:
        people, groups = count_people_on(self.table, self._at[part.name])
        return SideFacts(
            name=part.name,
            label=part.label,
            people=people,
            transcripts=len({self.material.place[turn].name for turn in part.turns}),
            words=self.material.words_of(part),
            groups=groups,
            respondents=self.asked.rows(part.name),
        )

    @cached_property
    def table(self) -> Voicing:
        """People, or of waves and cohorts people on each side."""
        if self.of_segments:
            return self.questions.table
        return self.questions.table_by(self._side_of(self.read))

    @staticmethod
    def _side_of(parts: Sequence[Part]) -> dict[int, str]:
        return {turn: part.name for part in parts for turn in part.turns}

    @cached_property
    def _at(self) -> Mapping[str, frozenset[Who]]:
        """Side → the rows of the people on it."""
        codable = self.material.codable
        return {
            part.name: frozenset(
                (codable[turn], "" if self.of_segments else part.name) for turn in part.turns
            )
            for part in self.read
        }

    @property
    def _pairs(self) -> list[tuple[str, str]]:
        """Each side with the next; with three or more also the first with the last."""
        if self._is_unordered:
            return []
        found = list(pairwise(self.names))
        return [*found, (self.names[0], self.names[-1])] if len(self.names) > 2 else found

    @cached_property
    def sides(self) -> dict[str, Sides]:
        """The comparisons: of segments the first is inside, of waves and cohorts the later."""
        label = {part.name: part.label for part in self.parts}
        found = {}
        for a, b in self._pairs:
            if self.of_segments:
                other = "" if b == OTHERS else b
                found[name_step(a, b)] = Sides(self._at[a], self._at[b], other, segment=a)
            else:
                words = (f"in {label[b]}", f"in {label[a]}")
                found[name_step(a, b)] = Sides(self._at[b], self._at[a], words=words)
        return found

    def _settled(self) -> list[list[Association]]:
        """The rows of each step, adjusted over the study's questions."""
        if not self.codebook or not self.loaded.reading.read:
            return [[] for _ in self._pairs]
        table = None if self.of_segments else self.table
        posed = pose_associations(self.table, self.sides, self.questions.how(self.sides, table))
        return self.family.settle(posed)

    def _step(
        self, pair: tuple[str, str], rows: Sequence[Association], answers: Sequence[Change]
    ) -> Step:
        before, after = pair
        between = Between.of(self.table, self.sides[name_step(*pair)])
        design = between.design()
        if self.of_segments:
            one, two = design.only_after, design.only_before
            design = replace(design, only_before=one, only_after=two)
        return Step(
            before=before,
            after=after,
            design=design,
            themes=tuple(self._themes(rows, between)),
            topics=tuple(self._topics.get(pair, ())),
            answers=tuple(answers),
            answers_design=self.asked.design(before, after) if answers else None,
            moves=tuple(self.asked.moves(before, after)) if answers else (),
        )

    def _themes(self, rows: Sequence[Association], between: Between) -> list[Change]:
        """Codes, and themes of more than one code: a theme of one is that code."""
        if not rows or self.codebook is None:
            return []
        labels = {code.id: code.label for code in self.codebook.codes}
        labels |= {theme.id: theme.label for theme in self.codebook.themes}
        telling = {thing.name for thing in self.questions.shown}
        return [each for each in self._changes(rows, between, labels) if each.of in telling]

    def _changes(
        self, rows: Sequence[Association], between: Between, labels: Mapping[str, str]
    ) -> list[Change]:
        least = self.site.settings.inference.min_cell
        return list_changes(rows, between, labels, least=least, inside_first=self.of_segments)

    @cached_property
    def _topics(self) -> dict[tuple[str, str], list[Change]]:
        """Shares of people in the topics of the study's one fit; a family of their own."""
        fit, turns = self.loaded.topics
        if fit is None:
            return {}
        codable = self.material.codable
        topic_of = dict(zip(turns, map(str, fit.assignment), strict=True))
        things = [Thing(str(t.number), frozenset({f"topic {t.number}"}), TOPIC)
                  for t in fit.topics if not t.is_outliers]  # fmt: skip
        known = {thing.name for thing in things}
        side_of = self._side_of(self.parts)
        table = build_counted_table(
            (
                CountedTurns(
                    (codable[turn], "" if self.of_segments else side),
                    self.material.place[turn].name,
                    self.loaded.reading.words_of[turn],
                    {topic_of[turn]} & known,
                )
                for turn, side in side_of.items()
                if turn in topic_of
            ),
            things,
        )
        how = self.questions.how(None, None if self.of_segments else table)
        posed: list[Compared[Association]] = pose_associations(table, self.sides, how)
        tests = settle_tests([each.posed for each in posed], replace(how.adjusting, families=()))
        labels = {str(topic.number): topic.title for topic in fit.topics}
        found = {}
        for pair, each, some in zip(self._pairs, posed, tests, strict=True):
            between = Between.of(table, self.sides[name_step(*pair)])
            if between.inside.any() and not between.inside.all():
                rows = self._changes(each.tested(some), between, labels)
                found[pair] = [replace(row, family="topics") for row in rows]
        return found

    def _notes(
        self, coded: bool, steps: Sequence[Step], found: Sequence[Sequence[Association]]
    ) -> Iterable[str]:
        if not coded:
            yield "nothing is coded yet, so themes are not compared: interviewkit code"
        if self._is_unordered:
            yield f"waves are not compared: {self.order.note}, or name them in order with --waves"
        elif self.asking.by == WAVE and not self.asking.names and self.order.note:
            yield self.order.note  # some are not declared, though others are
        yield from self._about_family(found)
        yield from self._about_people()
        yield from self._about_coding(steps)
        yield from self.asked.notes(self.names)
        for part, read in zip(self.parts, self.read, strict=True):
            if part.turns and len(read.turns) < len(part.turns):
                share = 1 - len(read.turns) / len(part.turns)
                what = f"{percent(share)} of the turns of {part.label}"
                yield f"{what} were read by no coder and left out"
        silent = [part.name for part in self.parts if not part.turns]
        if silent:
            yield f"nobody spoke in {', '.join(silent)}: only the survey has that {self.asking.by}"

    def _about_family(self, found: Sequence[Sequence[Association]]) -> Iterable[str]:
        for (before, after), rows in zip(self._pairs, found, strict=True):
            if is_beside_family(rows):
                yield BESIDE.format(what=f"{before} against {after}")
        for name in self.site.settings.outdated:
            yield f"study.toml: {name} has no meaning any more"

    def _about_people(self) -> Iterable[str]:
        if self.of_segments and len(self.asking.names) == 1:
            spoke = set(self.material.codable.values())
            heard = {self.material.codable[t] for part in self.parts for t in part.turns}
            if unknown := len(spoke - heard):
                yield (
                    f"of {unknown} of {len(spoke)} who spoke it is not known whether they belong "
                    f"to {self.asking.names[0]} (no survey row, or no answer): they are on neither "
                    "side"
                )
        for name, first in self.material.same.items():
            yield f"{name} and {first} give the same respondent and are taken for one person"
        for one, two in self.material.look_alikes():
            yield (
                f"{one!r} and {two!r} are compared as two people, though their ids differ only in "
                "case or blanks; write them alike if they are one"
            )
        roles = Counter(who for who, found in self._roles().items() if len(found) > 1)
        if roles and self.asking.by == WAVE:
            yield (
                f"{len(roles)} people give another role in another wave ({', '.join(roles)}); "
                "they stay one person, and segments take the role of their last row"
            )

    def _roles(self) -> dict[str, set[str]]:
        """Person → the roles under which their labels and survey rows know them."""
        found: dict[str, set[str]] = {}
        for each in self.material.people.values():
            if each.role not in ("", "participant") and not each.is_moderator:
                found.setdefault(self.material.same.get(each.name, each.name), set()).add(each.role)
        for who, roles in self.asked.roles().items():
            if len(roles) > 1:
                found.setdefault(who, set()).update(roles)
        return found

    def _about_coding(self, steps: Sequence[Step]) -> Iterable[str]:
        every = frozenset[int]().union(*(part.turns for part in self.read))
        counted = [c for c in self.loaded.reading.standing if (c.passage.turn.id or 0) in every]
        machine = sum(each.coder == MACHINE for each in counted)
        if machine:
            allowed = any(change.corrected for step in steps for change in step.themes)
            yield (
                f"{machine} of {len(counted)} coded passages are a machine's, reviewed by nobody: "
                "if it errs more on one side than on the other, that looks like change; "
                + (
                    "the corrected differences allow for it"
                    if allowed
                    else f"differences that allow for it need an audit of some turns: {BEGIN}"
                )
            )
