"""What of a study a report does not tell, since it would be of few people: decided once for all.

Everything that is shared is built from inputs without these figures (``withhold_small_groups``),
so that no page, table, picture or file can have them. What the researcher looks at on the screen
is built from all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace

from interviewkit.model import Association, Associations, Change, DeviantCase, SideBySide
from interviewkit.model.participant import PLAIN_ROLE
from interviewkit.model.person_row import ONE_SIDE
from interviewkit.model.retrieval import Retrieval
from interviewkit.model.small_cells import choose_withheld, choose_withheld_counts, is_few, is_shown
from interviewkit.report.inputs import ReportInputs, Withheld
from interviewkit.report.voices import Cast
from interviewkit.wording.numbers import NOTHING, count
from interviewkit.wording.words import join_words

Part = tuple[str, str]
"""A segment and a wave; empty is every one."""
EVERYONE: Part = ("", "")


def withhold_small_groups(inputs: ReportInputs) -> ReportInputs:
    """The inputs without figures of few people, and with whose figures are gone."""
    withheld = find_withheld(inputs)
    least = inputs.min_cell

    def is_told(segment: str, wave: str, people: int) -> bool:
        if not (segment or wave):
            return True
        return not withheld.hides(segment, wave) and not is_few(people, least)

    return replace(
        inputs,
        withheld=withheld,
        prevalence=tuple(p for p in inputs.prevalence if is_told(p.segment, p.wave, p.n)),
        estimates=tuple(
            e for e in inputs.estimates if (e.variable, e.segment) not in withheld.answers
        ),
        contrasts=tuple(
            each
            for each in inputs.contrasts
            if not withheld.answers
            & {(each.first.variable, side.segment) for side in (each.first, each.second)}
        ),
        associations=_close_associations(inputs.associations, withheld),
        side_by_side=_close_sides(inputs.side_by_side, withheld),
        deviant=tuple(each for each in inputs.deviant if _is_told_of(each, withheld, least)),
    )


def find_withheld(inputs: ReportInputs) -> Withheld:
    """Whose figures are withheld; as decided before, where that was so."""
    if inputs.withheld != Withheld():
        return inputs.withheld
    talk = choose_withheld(_gather_parts(inputs), EVERYONE, inputs.min_cell)
    answers = dict(_list_withheld_answers(inputs))
    beside = frozenset(part for part, n in answers.items() if is_shown(n, inputs.min_cell))
    return Withheld(talk, frozenset(answers), beside)


def _gather_parts(inputs: ReportInputs) -> dict[Part, set[Hashable]]:
    """Who is counted in each segment, wave and segment within a wave.

    Somebody who spoke in several waves is counted once among all: no sum of waves gives that.
    """
    cast = Cast(inputs)
    waves_of: dict[str, set[str]] = {name: set() for name in cast.people}
    for (transcript, _), name in cast.place_of.items():
        if name in waves_of:
            waves_of[name].add(cast.wave_of.get(transcript, ""))
    members = {"": set(cast.people)}
    members |= {each.name: cast.people.keys() & each.participants for each in inputs.segments}
    waves = ("", *cast.waves) if len(cast.waves) > 1 else ("",)
    return {
        (segment, wave): {
            (name, min(waves_of[name]) if len(waves_of[name]) == 1 else wave)
            for name in names
            if not wave or wave in waves_of[name]
        }
        for segment, names in members.items()
        for wave in waves
    }


def _list_withheld_answers(inputs: ReportInputs) -> Iterator[tuple[Part, int]]:
    """Variables and segments, and how many answered: that is known of each, not who they were."""
    sizes: dict[str, dict[str, int]] = {}
    sides = (side for each in inputs.contrasts for side in (each.first, each.second))
    for each in (*sides, *inputs.estimates):
        sizes.setdefault(each.variable, {})[each.segment] = each.n
    for variable, counts in sizes.items():
        for segment in choose_withheld_counts(counts, "", inputs.min_cell):
            yield (variable, segment), counts[segment]


def _close_associations(found: Associations, withheld: Withheld) -> Associations:
    """Comparisons with a segment that is withheld count as small, as those of few people do."""

    def close(row: Association) -> Association:
        hidden = withheld.hides(row.segment, row.wave) or withheld.hides(row.against, row.wave)
        return replace(row, small=True) if hidden else row

    return replace(found, segments=tuple(map(close, found.segments)))


def _close_sides(contrast: SideBySide | None, withheld: Withheld) -> SideBySide | None:
    if contrast is None:
        return None
    hidden = {side.name for side in contrast.sides if withheld.hides("", side.name)}
    steps = (
        replace(step, themes=_close(step.themes), topics=_close(step.topics))
        if hidden & {step.before, step.after}
        else step
        for step in contrast.steps
    )
    return replace(contrast, withheld=frozenset(hidden), steps=tuple(steps))


def _close(changes: Sequence[Change]) -> tuple[Change, ...]:
    return tuple(replace(each, small=True) for each in changes)


def _is_told_of(case: DeviantCase, withheld: Withheld, least: int) -> bool:
    if case.pattern == ONE_SIDE:
        return True
    where = ("", case.where) if case.pattern == "wave" else (case.where, "")
    return not withheld.hides(*where) and is_shown(case.people, least)


def is_withheld_answer(found: Retrieval, cast: Cast) -> bool:
    """Whether a question was put to so few people, or to all but so few, that it is not told."""
    query, least = found.query, cast.inputs.min_cell
    waves = query.waves or ("",)
    segments = query.segments or ("",)
    if any(cast.inputs.withheld.hides(s, wave) for s in segments for wave in waves):
        return True
    parts = (query.segments, query.waves, query.groups, query.transcripts, query.people)
    if not any((*parts, query.roles)):
        return False
    return is_few(found.heard, least) or is_few(len(cast.people) - found.heard, least)


# -- in words --------------------------------------------------------------------------------------


def describe_withheld(cast: Cast) -> str:
    """Whose figures are missing, and why, each named once; empty where none are."""
    gone = cast.inputs.withheld
    segments = [*(s for s, wave in gone.talk if s and not wave), *(s for _, s in gone.answers)]
    order = {each.name: place for place, each in enumerate(cast.inputs.segments)}
    known = sorted(set(segments), key=lambda name: (order.get(name, len(order)), name))
    names = [f"“{cast.titles.get(name, name)}”" for name in known]
    waves = [f"wave {wave}" for wave in cast.waves if ("", wave) in gone.talk]
    named = join_words([*names, *waves])
    if not named and gone.talk:
        named = "some segments within a wave"
    if not named:
        return ""
    least = count(cast.inputs.min_cell)
    return (
        f"Withheld ({NOTHING}), wholly or in part: figures of {named}. They are of fewer than "
        f"{least} people, or would let those of so few be computed from the rest."
    )


def count_roles(cast: Cast) -> list[tuple[str, str]]:
    """Roles that tell something and how many people have them, by name; few have no number."""
    roles = (person.role for person in cast.people.values())
    sizes = Counter(role for role in roles if role not in ("", PLAIN_ROLE))
    return [
        (role, NOTHING if role in cast.rare_roles else count(n))
        for role, n in sorted(sizes.items())
    ]
