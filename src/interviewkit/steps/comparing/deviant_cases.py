"""Deviant cases of a study: the patterns that its comparisons show, and who contradicts them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from interviewkit.errors import StudyError, SurveyError
from interviewkit.findings.counting.deviant_cases import GroupPattern, find_deviant_cases
from interviewkit.findings.counting.voicing import Voicing, build_people_table, list_things
from interviewkit.model import Associations, DeviantCase, SideBySide
from interviewkit.model.sides import SEGMENT, WAVE
from interviewkit.steps.coding.codebook import read_usable
from interviewkit.steps.comparing.questions import refuse_unknown
from interviewkit.steps.reading import Loaded, open_loaded
from interviewkit.steps.site import Site


def list_deviants(site: Site, of: Sequence[str] = (), *, most: int = 5) -> Sequence[DeviantCase]:
    """For each code and theme (or those named) the people who contradict its pattern.

    Raises:
        StudyError: there is no codebook or no such code or theme, or nobody has read anything yet.
    """
    if not site.settings.codebook.file:
        raise StudyError(
            "without a codebook there is nothing to count", hint="name one in [codebook] file"
        )
    codebook, _ = read_usable(site.root, site.settings)
    with open_loaded(site, codebook) as loaded:
        names = [thing.name for thing in list_things(codebook.codes, codebook.themes)]
        refuse_unknown(of, names, "code or theme")
        if not loaded.reading.read:
            raise StudyError(
                "nobody has read the speech yet", hint="let the machine: interviewkit code"
            )
        cases = find_study_deviants(loaded, *_compare(loaded))
    wanted = of or codebook.code_ids
    return [case for name in wanted for case in [c for c in cases if c.of == name][:most]]


def find_study_deviants(
    loaded: Loaded, associations: Associations, contrast: SideBySide | None
) -> list[DeviantCase]:
    """Who contradicts the pattern of each code and theme: of its sides, of segments, of waves."""
    if loaded.codebook is None or not loaded.reading.read:
        return []
    table = build_people_table(loaded.reading)
    groups = [*_segment_patterns(loaded, table, associations), *_wave_patterns(loaded, contrast)]
    titles = {name: tuple(sorted(who)) for name, who in loaded.members.items()}
    cases = [
        case
        for column, thing in enumerate(table.things)
        for case in find_deviant_cases(
            thing.name,
            {sign: _names(table, table.of_side(sign)[:, column] > 0) for sign in ("+", "-")},
            [group for of, group in groups if of == thing.name],
        )
    ]
    return [replace(case, segments=_segments_of(case.participant, titles)) for case in cases]


def _compare(loaded: Loaded) -> tuple[Associations, SideBySide | None]:
    """What the study's own comparisons say; nothing where the survey cannot be read."""
    from interviewkit.steps.comparing.associate import associate_all
    from interviewkit.steps.comparing.compare import compare_waves
    from interviewkit.steps.comparing.family import StudyFamily
    from interviewkit.steps.comparing.questions import Questions

    several = len(loaded.order.names) > 1 and loaded.order.is_known
    try:
        family = StudyFamily(Questions(loaded))
        found = associate_all(loaded, family)
        return found, compare_waves(loaded, family) if several else None
    except SurveyError:
        return Associations(), compare_waves(loaded, survey=False) if several else None


def _segment_patterns(
    loaded: Loaded, table: Voicing, found: Associations
) -> Iterator[tuple[str, GroupPattern]]:
    """Segments that differ from everyone else by more than chance."""
    sure = {
        (row.of, row.segment): row.difference.value > 0
        for row in found.segments
        if row.is_sure and not (row.small or row.against or row.polarity or row.wave)
    }
    columns = {thing.name: table.voiced[:, i] for i, thing in enumerate(table.things)}
    for segment, members in loaded.members.items():
        tested = found.same_parts.get(segment, segment)
        for of, voiced in columns.items():
            if (of, tested) in sure:
                people = _names(table, [True] * len(table.who)) & frozenset(members)
                theirs = _names(table, voiced) & people
                more = _is_more(len(theirs), len(people), int(voiced.sum()), len(voiced))
                yield of, GroupPattern(SEGMENT, segment, people, theirs, more)


def _is_more(voiced: int, n: int, all_voiced: int, everyone: int) -> bool:
    """Whether they voice it more often than the others; a segment may be the others of another."""
    return voiced * everyone > all_voiced * n


def _wave_patterns(
    loaded: Loaded, contrast: SideBySide | None
) -> Iterator[tuple[str, GroupPattern]]:
    """Waves between which something changed by more than chance."""
    for step in contrast.steps if contrast else ():
        sure = {c.of: c.difference for c in step.themes if c.is_sure and not c.small}
        for wave, sign in ((step.before, -1), (step.after, 1)) if sure else ():
            table = build_people_table(loaded.reading, speaker_of=loaded.reading.in_wave(wave))
            people = _names(table, [True] * len(table.who))
            for column, thing in enumerate(table.things):
                if thing.name in sure:
                    more = sign * sure[thing.name] > 0
                    theirs = _names(table, table.voiced[:, column])
                    yield thing.name, GroupPattern(WAVE, wave, people, theirs, more)


def _names(table: Voicing, kept: Collection[object]) -> frozenset[str]:
    return frozenset(name for (name, _), keep in zip(table.who, kept, strict=True) if keep)


def _segments_of(name: str, members: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    return tuple(segment for segment, who in members.items() if name in who)
