"""``compare``: waves, cohorts or segments side by side."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from interviewkit.errors import StudyError
from interviewkit.findings.changes import Named, Said, changes, design, groups_of
from interviewkit.findings.cooccurrence import cooccurrence
from interviewkit.findings.multiplicity import adjusted
from interviewkit.findings.saturation import is_in_order, saturation
from interviewkit.findings.voicing import Thing, things_of
from interviewkit.model import (
    Asking,
    Change,
    Codebook,
    Interval,
    Pair,
    Saturation,
    SideBySide,
    SideFacts,
    Step,
    TopicFit,
)
from interviewkit.model.sides import CODE, SEGMENT, THEME, TOPIC, WAVE
from interviewkit.model.waves import natural
from interviewkit.steps.coding.codebook import read_written
from interviewkit.steps.coding.learn import MACHINE
from interviewkit.steps.comparing.code_shifts import code_shifts
from interviewkit.steps.comparing.compare_answers import AnswerSides
from interviewkit.steps.comparing.compare_corrected import with_corrected
from interviewkit.steps.comparing.correct import BEGIN_PEOPLE, Auditing
from interviewkit.steps.comparing.sides import LEAVE_OUT, Material, Part, parts_of
from interviewkit.steps.linking.link_check import survey_of
from interviewkit.steps.site import Site
from interviewkit.steps.waves import order_of
from interviewkit.store.shelves import Shelves

if TYPE_CHECKING:
    from interviewkit.survey.answers import Answers

NO_AUDIT = f"differences that allow for it need an audit of whole people: {BEGIN_PEOPLE}"


def compare(site: Site, asking: Asking) -> SideBySide:
    """Set the sides beside each other. Nothing is changed but what is remembered of topics.

    Raises:
        StudyError: there is nothing to compare, a name is not known, or segments overlap.
        SurveyError: the survey of study.toml is not there or cannot be read.
        TooLittleError: topics were asked for, and a side has too few turns for them.
    """
    codebook, _ = read_written(site.root, site.settings)
    answers = survey_of(site)
    with site.store.reading() as shelves:
        comparing = _Comparing(site, shelves, codebook, asking, answers)
        contrast = comparing.contrast()
    if not asking.topics:
        return contrast
    from interviewkit.steps.comparing.compare_topics import with_matches

    return with_matches(site, contrast, comparing.parts)


def compare_waves(site: Site, codebook: Codebook | None, *, survey: bool = True) -> SideBySide:
    """All waves of the study, with topics matched if an earlier comparison did so.

    ``survey`` false leaves its answers out.

    Raises:
        SurveyError: the survey of study.toml is not there or cannot be read.
    """
    from interviewkit.steps.comparing.compare_topics import remembered

    answers = survey_of(site) if survey else None
    with site.store.reading() as shelves:
        contrast = _Comparing(site, shelves, codebook, Asking(), answers).contrast()
    return remembered(site, contrast) or contrast


class _Comparing:
    """One comparison, from what stands on the shelves."""

    def __init__(
        self,
        site: Site,
        shelves: Shelves,
        codebook: Codebook | None,
        asking: Asking,
        answers: Answers | None,
    ) -> None:
        self.site, self.shelves, self.asking, self.codebook = site, shelves, asking, codebook
        self.material = Material(site, shelves, codebook)
        if not self.material.transcripts:
            raise StudyError("no transcript was read yet", hint="run: interviewkit ingest")
        self.asked = AnswerSides(site, self.material, answers, asking.by)
        self.order = order_of(site, self.material.transcripts)
        names = asking.names or self.order.names
        self.parts = parts_of(
            self.material, asking.by, names, asking.overlap, also=self.asked.waves
        )
        self.names = [part.name for part in self.parts]
        self.auditing = self._auditing()
        self.material.chosen = {part.name: part for part in self.parts}
        if asking.overlap != LEAVE_OUT:
            self.asked.refuse_overlap()
        # Unread is never taken for "no code"; where nothing is read yet, speech is all there is.
        read = self.material.read or self.material.codable.keys()
        self.read = [replace(part, turns=part.turns & read) for part in self.parts]

    def contrast(self) -> SideBySide:
        steps = [self._step(a, b) for a, b in _pairs(len(self.parts))]
        steps = _adjusted(steps, self.asking.adjust)
        coded = bool(self.codebook and self.material.read)
        return SideBySide(
            by=self.asking.by,
            sides=tuple(self._side(i) for i in range(len(self.parts))),
            steps=tuple(steps),
            codebook=code_shifts(self.shelves, self.codebook, self.parts) if self.codebook else (),
            saturation=self._saturation() if coded else None,
            pairs=tuple(self._cooccurrence()) if coded else (),
            adjustment=self.asking.adjust,
            min_cell=self.site.settings.inference.min_cell,
            notes=tuple(self._notes(coded, steps)),
        )

    def _side(self, i: int) -> SideFacts:
        part = self.parts[i]
        said = self.material.said(self.read[i], {})
        return SideFacts(
            name=part.name,
            label=part.label,
            people=len(said.words),
            transcripts=len({self.material.place[turn].name for turn in part.turns}),
            words=self.material.words_of(part),
            groups=groups_of(said),
            respondents=self.asked.rows(part.name),
        )

    def _step(self, a: int, b: int) -> Step:
        voiced = self._voiced()
        one, two = (self.material.said(self.read[i], voiced) for i in (a, b))
        themes = self._changes(one, two, self._named())
        if self.auditing is not None:
            themes = with_corrected(
                self.auditing, themes, self.read[a], self.read[b], inside_first=self._inside_first
            )
        answers = self.asked.changes(self.names[a], self.names[b])
        answers = [_turned(each) for each in answers] if self._inside_first else answers
        return Step(
            before=self.names[a],
            after=self.names[b],
            design=design(one, two),
            themes=tuple(themes),
            topics=tuple(self._topics(a, b)),
            answers=tuple(answers),
            answers_design=self.asked.design(self.names[a], self.names[b]) if answers else None,
            moves=tuple(self.asked.moves(self.names[a], self.names[b])) if answers else (),
        )

    @property
    def _inside_first(self) -> bool:
        """Of segments the first is held against the second; of waves the second follows it."""
        return self.asking.by == SEGMENT

    def _changes(self, one: Said, two: Said, named: Sequence[Named]) -> list[Change]:
        if not named:
            return []
        level, first = self.site.settings.inference.level, self._inside_first
        found = changes(one, two, named, level=level, inside_first=first)
        return [self._untested_if_small(each) for each in found]

    def _auditing(self) -> Auditing | None:
        """What audits can tell; nothing where one person goes by two names."""
        coded = self.codebook is not None and self.shelves.codings.read_by(MACHINE)
        if not coded or self.material.same:
            return None
        return Auditing.of(self.site, self.shelves)

    # -- themes ----------------------------------------------------------------------------------

    def _named(self) -> list[Named]:
        """Codes, and themes of more than one code: a theme of one is that code."""
        if self.codebook is None or not self.material.read:
            return []
        found = [Named(code.id, CODE, code.label) for code in self.codebook.codes]
        full = {each.name for each in self._things if each.kind == THEME and len(each.codes) > 1}
        themes = (theme for theme in self.codebook.themes if theme.id in full)
        return found + [Named(theme.id, THEME, theme.label) for theme in themes]

    @cached_property
    def _things(self) -> tuple[Thing, ...]:
        return things_of(self.codebook.codes, self.codebook.themes) if self.codebook else ()

    def _voiced(self) -> dict[str, dict[int, int]]:
        """Code or theme → turn → passages."""
        found: dict[str, dict[int, set[tuple[int, int]]]] = {}
        bundles: dict[str, list[str]] = {}
        for thing in self._things:
            for code in thing.codes:
                bundles.setdefault(code, []).append(thing.name)
        for each in self.material.codings:
            turn = each.passage.turn.id or 0
            for name in bundles.get(each.code, ()):
                places = found.setdefault(name, {}).setdefault(turn, set())
                places.add((each.passage.start, each.passage.end))
        return {
            name: {turn: len(places) for turn, places in turns.items()}
            for name, turns in found.items()
        }

    def _saturation(self) -> Saturation:
        codes_of: dict[str, set[str]] = {}
        for each in self.material.codings:
            turn = each.passage.turn.id or 0
            if turn in self.material.codable:
                codes_of.setdefault(self.material.place[turn].name, set()).add(each.code)
        side_of = {
            self.material.place[turn].name: part.name for part in self.read for turn in part.turns
        }
        heard = [each for each in self.material.transcripts if each.name in side_of]
        if self.asking.by == WAVE:
            place = {name: i for i, name in enumerate(self.names)}
            heard.sort(key=lambda t: (place[side_of[t.name]], t.date, natural(t.name)))
        elif is_in_order(sorted(each.date for each in heard)):
            heard.sort(key=lambda t: (t.date, natural(t.name)))
        else:
            place = {name: i for i, name in enumerate(("", *self.order.names))}
            heard.sort(key=lambda t: (place[t.wave], natural(t.name)))
        return saturation(
            [(each.name, side_of[each.name], codes_of.get(each.name, set())) for each in heard],
            base=self.asking.base,
            run=self.asking.run,
            threshold=self.asking.threshold,
            seed=self.site.settings.study.seed,
        )

    def _cooccurrence(self) -> list[Pair]:
        """Pairs of codes in all people compared, then side by side; one family each."""
        codes = self.codebook.code_ids if self.codebook else ()
        voiced = self._voiced()
        everyone = Part("", "", frozenset().union(*(part.turns for part in self.read)))
        found: list[Pair] = []
        for part in (everyone, *self.read):
            said = self.material.said(part, voiced)
            rows = cooccurrence(codes, said.voiced, said.words, said.conversations, side=part.name)
            p = adjusted([each.p for each in rows], self.asking.adjust)
            found += [replace(each, p_adjusted=q) for each, q in zip(rows, p, strict=True)]
        return found

    # -- topics of the one fit -------------------------------------------------------------------

    def _topics(self, a: int, b: int) -> list[Change]:
        fit, topic_of = self._fit
        if fit is None:
            return []
        named = [Named(str(t.number), TOPIC, t.title) for t in fit.topics if not t.is_outliers]
        documents: dict[str, dict[int, int]] = {}
        for turn, number in topic_of.items():
            documents.setdefault(str(number), {})[turn] = 1
        sides = [
            replace(self.parts[i], turns=self.parts[i].turns & topic_of.keys()) for i in (a, b)
        ]
        one, two = (self.material.said(each, documents) for each in sides)
        if not one.words or not two.words:
            return []
        return self._changes(one, two, named)

    def _untested_if_small(self, change: Change) -> Change:
        """Nothing is tested where a side has fewer than ``[inference] min_cell`` people."""
        few = self.site.settings.inference.min_cell
        if change.in_both < few:
            change = replace(change, panel_p=math.nan)
        if min(change.before.n, change.after.n) >= few:
            return change
        return replace(change, p=math.nan, test="", small=True)

    @property
    def _fit(self) -> tuple[TopicFit | None, Mapping[int, int]]:
        found = self.shelves.topics.get() if self.site.settings.topics.enabled else None
        if found is None:
            return None, {}
        fit, turns = found
        codable = self.material.codable
        topic_of = dict(zip(turns, fit.assignment, strict=True))
        return fit, {turn: number for turn, number in topic_of.items() if turn in codable}

    # -- words -----------------------------------------------------------------------------------

    def _notes(self, coded: bool, steps: Sequence[Step]) -> Iterable[str]:
        if not coded:
            yield "nothing is coded yet, so themes are not compared: interviewkit code"
        if self.asking.by == WAVE and not self.asking.names and self.order.note:
            yield self.order.note
        yield from self._about_people()
        yield from self._about_coding(steps)
        yield from self.asked.notes(self.names)
        for part, read in zip(self.parts, self.read, strict=True):
            if part.turns and len(read.turns) < len(part.turns):
                share = 1 - len(read.turns) / len(part.turns)
                yield f"{share:.0%} of the turns of {part.label} were read by no coder and left out"
        silent = [part.name for part in self.parts if not part.turns]
        if silent:
            yield f"nobody spoke in {', '.join(silent)}: only the survey has that {self.asking.by}"

    def _about_people(self) -> Iterable[str]:
        if self.asking.by == SEGMENT and len(self.asking.names) == 1:
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
        counted = [c for c in self.material.codings if (c.passage.turn.id or 0) in self._every]
        machine = sum(each.coder == MACHINE for each in counted)
        if machine:
            allowed = any(change.corrected for step in steps for change in step.themes)
            yield (
                f"{machine} of {len(counted)} coded passages are a machine's, reviewed by nobody: "
                "if it errs more on one side than on the other, that looks like change; "
                + ("the corrected differences allow for it" if allowed else NO_AUDIT)
            )

    @property
    def _every(self) -> frozenset[int]:
        return frozenset().union(*(part.turns for part in self.read))


def _pairs(n: int) -> list[tuple[int, int]]:
    """Each side with the next; with three or more also the first with the last."""
    found = list(pairwise(range(n)))
    return [*found, (0, n - 1)] if n > 2 else found


def _turned(change: Change) -> Change:
    """An answer's difference the other way round."""
    ends = change.interval
    turned = ends and Interval(-ends.high, -ends.low, ends.level)
    return replace(change, difference=-change.difference, interval=turned)


def _adjusted(steps: Sequence[Step], how: str) -> list[Step]:
    """Adjusted p: all themes and codes of a comparison are one family, so are topics, answers."""
    themes = _family([step.themes for step in steps], how)
    topics = _family([step.topics for step in steps], how)
    answers = _family([step.answers for step in steps], how)
    parts = zip(steps, themes, topics, answers, strict=True)
    return [replace(step, themes=a, topics=b, answers=c) for step, a, b, c in parts]


def _family(steps: Sequence[Sequence[Change]], how: str) -> list[tuple[Change, ...]]:
    p = iter(adjusted([change.p for changes in steps for change in changes], how))
    return [tuple(replace(change, p_adjusted=next(p)) for change in each) for each in steps]
