"""``link themes``: every theme against every segment and variable, with people as units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from interviewkit.errors import StudyError
from interviewkit.findings.association import (
    How,
    Sides,
    associations,
    outside_name,
    with_corrections,
)
from interviewkit.findings.multiplicity import Family
from interviewkit.findings.trends import trends
from interviewkit.findings.voicing import Voicing, Who, people_table, things_of
from interviewkit.model import (
    ADJUSTMENTS,
    ASSOCIATION_UNITS,
    PARTICIPANT,
    PARTICIPANT_WAVE,
    Association,
    Associations,
    Codebook,
    Corrected,
    CorrectedDifference,
    Inquiry,
    Reading,
    Segment,
    Trend,
    Value,
)
from interviewkit.model.waves import order_waves
from interviewkit.steps.comparing.correct import Auditing, Wanted
from interviewkit.steps.linking.people_answers import people_by_wave
from interviewkit.steps.reading import Loaded, loading
from interviewkit.steps.site import Site

EVERYONE = "everyone"
NAMED = 5


def associate(site: Site, inquiry: Inquiry = Inquiry()) -> Associations:  # noqa: B008 - frozen
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
    with loading(site, codebook) as loaded:
        return _answered(loaded, inquiry, Auditing.ready(loaded))


def associated(loaded: Loaded, auditing: Auditing | None) -> Associations:
    """All rows for a report; none where there is nothing to compare."""
    settings = loaded.site.settings
    asked = settings.segments or settings.inference.variables
    if not (loaded.codebook and loaded.reading.counted and asked):
        return Associations()
    return _answered(loaded, Inquiry(), auditing)


def _answered(loaded: Loaded, inquiry: Inquiry, auditing: Auditing | None) -> Associations:
    codebook = loaded.codebook
    if codebook is None:
        return Associations()
    asking = _Asking(loaded.site, loaded.reading, codebook, inquiry, auditing)
    variables_only = inquiry.variables and not inquiry.segments
    segments = [] if variables_only else asking.segments()
    variables = asking.variables()
    asking.say_unknown()
    return Associations(
        tuple(asking.shown(segments)),
        tuple(asking.shown_variables(variables)),
        tuple(dict.fromkeys(asking.notes)),
    )


@dataclass
class _Asking:
    """One inquiry being answered; ``notes`` gather what concerns all rows."""

    site: Site
    reading: Reading
    codebook: Codebook
    inquiry: Inquiry
    auditing: Auditing | None = None

    def __post_init__(self) -> None:
        self.notes: list[str] = []
        self.unknown: dict[int, list[str]] = {}
        self.sides: Mapping[str, Sides] = {}
        self.things = things_of(self.codebook.codes, self.codebook.themes)
        self.settings = self.site.settings.inference
        self._check()
        self.people = people_by_wave(self.site, self.reading.people)
        self.table = self._table()
        self.how = self._how()

    # -- what was asked ------------------------------------------------------------------------

    def _check(self) -> None:
        asked = self.inquiry
        if not self.reading.counted:
            raise StudyError(
                "no participant's speech has been read for codes yet",
                hint="code it with: interviewkit code",
            )
        _known(asked.of, [thing.name for thing in self.things], "code or theme")
        _known((*asked.segments, asked.against), list(self.site.settings.segments), "segment")
        _known((asked.unit,), list(ASSOCIATION_UNITS), "unit")
        _known((asked.adjust,), list(ADJUSTMENTS), "adjustment")
        waves = order_waves(self.reading.wave_of.values()).names
        _known((asked.wave,), waves, "wave")
        _known((asked.polarity,), ["+", "-"], "polarity")
        _known(self.settings.asked, list(self.codebook.code_ids), "code in [inference.asked]")
        if asked.against and len(asked.segments) != 1:
            raise StudyError(
                f"{asked.against!r} can be compared with one segment at a time",
                hint=f"name it: --segment NAME --against {asked.against}",
            )

    def _how(self) -> How:
        asked, settings = self.inquiry, self.settings
        families = tuple(
            Family(name, each.of, each.segments)
            for name, each in self.site.settings.families.items()
        )
        return How(
            level=settings.level,
            adjust=asked.adjust or settings.adjust,
            families=families,
            min_cell=settings.min_cell if asked.min_cell is None else asked.min_cell,
            power=settings.power,
            unit=asked.unit,
            wave=asked.wave,
            polarity=asked.polarity,
            rests_on={t.name: self.reading.rests_on(sorted(t.codes)) for t in self.things},
        )

    def _table(self) -> Voicing:
        reading, asked = self.reading, self.inquiry
        table = people_table(
            reading,
            things=self.things,
            speaker_of=reading.in_wave(asked.wave),
            questions=self._questions(),
            polarity=asked.polarity,
            unit=asked.unit,
        )
        for column, thing in enumerate(self.things):
            if any(self.settings.asked.get(code) == EVERYONE for code in thing.codes):
                table.asked[:, column] = True
        return table

    def _questions(self) -> Mapping[str, set[int]]:
        from interviewkit.coding.questions import questions_about

        texts = {key: turn.text for key, turn in self.reading.moderated.items()}
        declared = {c: line for c, line in self.settings.asked.items() if line != EVERYONE}
        return questions_about(self.codebook, texts, declared)

    # -- segments ------------------------------------------------------------------------------

    def segments(self) -> list[Association]:
        """All rows: what is not shown counts in its family all the same."""
        if not self.site.settings.segments and not self.variables_asked:
            raise StudyError("study.toml names no segments", hint="declare some under [segments]")
        sides = self.sides = self._sides()
        with self.site.progress("comparing segments", len(sides)) as tick:
            rows = associations(self.table, sides, self.how, tick)
        rows = self._corrected(rows, sides)
        if not self.inquiry.covariates:
            return rows
        from interviewkit.findings.adjusting import with_models

        values = self._covariates()
        with self.site.progress("fitting models", len(sides)) as tick:
            names = self.inquiry.covariates
            return with_models(rows, self.table, sides, names, values, self.how, tick)

    def _corrected(
        self, rows: Sequence[Association], sides: Mapping[str, Sides]
    ) -> list[Association]:
        """The rows with what an audit of whole participants tells, where there is one."""
        plain = not (self.inquiry.wave or self.inquiry.polarity)
        if self.auditing is None or self.inquiry.unit != PARTICIPANT or not plain:
            return list(rows)
        shares: list[Corrected] = []
        gaps: list[CorrectedDifference] = []
        names = [t.name for t in self.things if self.auditing.loaded.sample(t.codes).people]
        for segment, each in sides.items():
            outside = outside_name(segment, each.against)
            people = {
                name: [who for who, _ in one]
                for name, one in ((outside, each.outside), (segment, each.inside))
            }
            if names and all(people.values()):
                wanted = Wanted(PARTICIPANT, people, level=self.how.level)
                shares += self.auditing.shares(names, wanted)
                gaps += self.auditing.differences(names, wanted)
        return with_corrections(rows, shares, gaps)

    def _sides(self) -> dict[str, Sides]:
        every = {name: self._segment(name) for name in self.site.settings.segments}
        against = self.inquiry.against
        if not against:
            return {name: self._side(each) for name, each in every.items()}
        [name] = self.inquiry.segments
        a, b = (self._side(every[each]) for each in (name, against))
        self._refuse_overlap(name, against, set(a.inside) & set(b.inside))
        self.notes.append(
            f"{name!r} against {against!r} is tested on its own: p is adjusted over its themes, "
            "not over other comparisons that you may make"
        )
        return {name: Sides(a.inside, b.inside, against, a.note or b.note)}

    def _segment(self, name: str) -> Segment:
        each = self.site.settings.segments[name]
        return Segment(name, each.rule, each.label)

    def _side(self, segment: Segment) -> Sides:
        inside: set[Who] = set()
        outside: set[Who] = set()
        for wave, names in self._people_by_wave().items():
            in_, out = self.people.sides(segment, self.inquiry.wave or wave)
            inside |= {(name, wave) for name in names & in_}
            outside |= {(name, wave) for name in names & out}
        if self.inquiry.unit != PARTICIPANT_WAVE and not self.inquiry.wave:
            self._say_changing(segment)
        if len(inside) + len(outside) < len(self.table.who):
            self._say_unknown(segment.name, len(self.table.who) - len(inside) - len(outside))
        note = self.people.note(segment) if not inside else ""
        return Sides(frozenset(inside), frozenset(outside), note=note)

    def _people_by_wave(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for name, wave in self.table.who:
            found.setdefault(wave, set()).add(name)
        return found

    def _say_changing(self, segment: Segment) -> None:
        changing = set(self.people.changing(segment)) & {name for name, _ in self.table.who}
        if changing:
            self.notes.append(
                f"{_some(changing)} gave other answers in another wave, so that they are in "
                f"{segment.name!r} in one wave and out of it in another; as participants they "
                "count by their last answers. To count each wave by its own: "
                "--unit participant-wave"
            )

    def say_unknown(self) -> None:
        """Of how many it is not known on which side of which segments they are."""
        for n, segments in self.unknown.items():
            self.notes.append(
                f"of {n} of {len(self.table.who)} who spoke it is not known whether they belong "
                f"to {_some(set(segments))} (no survey row, or no answer): they are on neither side"
            )

    def _say_unknown(self, segment: str, n: int) -> None:
        self.unknown.setdefault(n, []).append(segment)

    def _refuse_overlap(self, a: str, b: str, both: set[Who]) -> None:
        if not both:
            return
        verb = "belongs" if len(both) == 1 else "belong"
        raise StudyError(
            f"{_some({name for name, _ in both})} {verb} to both {a!r} and {b!r}: who is on both "
            "sides of a comparison hides the difference",
            hint=f"compare {a!r} with everyone else (leave --against out), "
            f"or exclude one in the other's rule, e.g. [segments] x = '(…) and not (…)'",
        )

    # -- variables and covariates ----------------------------------------------------------------

    @property
    def variables_asked(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.settings.variables, *self.inquiry.variables)))

    def variables(self) -> list[Trend]:
        names = self.variables_asked
        found: dict[str, dict[Who, float]] = {}
        for name in names:
            found[name] = {}
            for wave, people in self._people_by_wave().items():
                numbers = self.people.numbers(name, self.inquiry.wave or wave)
                found[name] |= {(who, wave): numbers[who] for who in people & numbers.keys()}
        levels = {name: self.people.levels(name) for name in names}
        with self.site.progress("comparing variables", len(names)) as tick:
            return trends(self.table, found, self.how, levels, tick)

    def _covariates(self) -> dict[Who, Mapping[str, Value]]:
        found: dict[Who, Mapping[str, Value]] = {}
        names = self.inquiry.covariates
        for wave, people in self._people_by_wave().items():
            values = self.people.values(names, self.inquiry.wave or wave)
            found |= {(who, wave): values[who] for who in people & values.keys()}
        return found

    # -- what is shown ---------------------------------------------------------------------------

    def shown(self, rows: Sequence[Association]) -> list[Association]:
        of, segments = self.inquiry.of, self.inquiry.segments
        of = of or self._telling()
        mirrored = {} if segments else self._mirrored()
        for name, first in mirrored.items():
            self.notes.append(
                f"{name!r} is the other side of {first!r}: its rows are the same with the sign "
                f"turned, and not shown again; see them with --segment {name}"
            )
        rows = [row for row in rows if row.segment not in mirrored]
        return [row for row in rows if row.of in of and row.segment in (segments or (row.segment,))]

    def _mirrored(self) -> dict[str, str]:
        """Segments whose outside is another's inside, and the other way round → the first one."""
        who = set(self.table.who)
        known: dict[tuple[frozenset[Who], frozenset[Who]], str] = {}
        found: dict[str, str] = {}
        for name, each in self.sides.items():
            inside, outside = frozenset(who & {*each.inside}), frozenset(who & {*each.outside})
            if inside and outside and (outside, inside) in known:
                found[name] = known[outside, inside]
            known.setdefault((inside, outside), name)
        return found

    def _telling(self) -> tuple[str, ...]:
        """Everything but themes that say no more than their only code."""
        return tuple(t.name for t in self.things if t.kind == "code" or len(t.codes) > 1)

    def shown_variables(self, rows: Sequence[Trend]) -> list[Trend]:
        of, names = self.inquiry.of, self.inquiry.variables
        if self.inquiry.segments and not names:
            return []
        of = of or self._telling()
        return [row for row in rows if row.of in of and row.variable in (names or (row.variable,))]


def _known(asked: Iterable[str], known: Sequence[str], what: str) -> None:
    for name in asked:
        if name and name not in known:
            near = get_close_matches(name, known, n=1)
            some = ", ".join(known[:8]) + (" …" if len(known) > 8 else "")
            hint = f"did you mean {near[0]!r}?" if near else f"known: {some or 'none'}"
            raise StudyError(f"there is no {what} {name!r}", hint=hint)


def _some(names: set[str]) -> str:
    first = sorted(names)[:NAMED]
    rest = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"{', '.join(first)}{rest}"
