"""What an import says of itself: what came, what was here, how to take it back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interviewkit.model.grouping import group_lists
from interviewkit.model.project import Loss
from interviewkit.model.project_json import losses_to_plain
from interviewkit.steps.exchanging.projects.planning import ImportPlan
from interviewkit.wording.numbers import counted
from interviewkit.wording.words import list_some

SHOWN = 5

UNSURE = "unsure"
MISCOUNTED = "; if quotes begin or end amid words, name another way: --offsets"


@dataclass(frozen=True, slots=True)
class BroughtProject:
    """What came in: how much of each was new, and what was here.

    ``withdrawn`` codings were taken back here since an earlier import and stay so; ``absent`` are
    those of an earlier import that this file does not have.
    """

    codings: int = 0
    groups: int = 0
    repeated: int = 0
    withdrawn: int = 0
    absent: int = 0
    turns_read: int = 0
    memos: int = 0
    memos_here: int = 0
    entry: int = 0
    codebook_entry: int = 0


def say_plan(plan: ImportPlan) -> Iterator[str]:
    """What would come in."""
    yield f"{_name(plan)}: nothing was written"
    yield from _say_sources(plan, "would be new")
    yield from _say_codes(plan, "would be new")
    yield from _say_offsets(plan)
    yield from _say_losses(plan.losses)


def say_import(plan: ImportPlan, done: BroughtProject) -> Iterator[str]:
    """What came in."""
    yield f"{_name(plan)}: {_count_codings(plan, done)}"
    if done.repeated:
        yield f"{counted(done.repeated, 'passage')} of codings were here already"
    if done.withdrawn:
        back = counted(done.withdrawn, "passage")
        yield f"{back} of codings were taken back here since they came before, and stay so"
    if done.absent:
        absent = counted(done.absent, "passage")
        yield f"{absent} of codings of an earlier import are not in this file; they stay"
    yield from _say_sources(plan, "new")
    yield from _say_codes(plan, "new")
    if plan.people.source and plan.people.text is not None:
        yield f"{plan.people.source.path.name}: {counted(plan.people.rows, 'row')} new or fuller"
    if done.memos or done.memos_here:
        here = f"; {done.memos_here} were here already" if done.memos_here else ""
        yield f"{counted(done.memos, 'memo')}{here}"
    if done.turns_read:
        read = counted(done.turns_read, "turn")
        yield f"{read} count as read: a coder has read a text in which they coded"
    yield from _say_offsets(plan)
    yield from _say_losses(plan.losses)
    has_acts = bool(done.entry and (done.codings or done.memos))
    if has_acts:
        yield f"to take codings and memos back: interviewkit review undo {done.entry}"
    if done.codebook_entry:
        after = " after that" if has_acts else ""
        yield f"to take its codes back{after}: interviewkit review undo {done.codebook_entry}"


def _count_codings(plan: ImportPlan, done: BroughtProject) -> str:
    """The codings that are new; of a file without any, its codes."""
    if not plan.laid.codings:
        return f"{counted(len(plan.project.codes), 'code')}, no codings"
    by = ", ".join(sorted(plan.laid.read)) or "nobody"
    on = f" on {counted(done.codings, 'passage')}" if done.codings != done.groups else ""
    return f"{counted(done.groups, 'coding')}{on} by {by}"


def list_facts(plan: ImportPlan, done: BroughtProject) -> dict[str, object]:
    """What came in, for programs."""
    new = [each.name for each in plan.placed.values() if each.is_new]
    return {
        "project": plan.project.name,
        "tool": plan.project.tool,
        "format": plan.foreign.format,
        "codings": done.groups,
        "passages": done.codings,
        "repeated": done.repeated,
        "withdrawn": done.withdrawn,
        "absent": done.absent,
        "coders": sorted(plan.laid.read),
        "turns_read": done.turns_read,
        "transcripts": new,
        "codes": list(plan.codes.added),
        "themes": list(plan.codes.added_themes),
        "people": plan.people.rows,
        "memos": done.memos,
        "entry": done.entry,
        "codebook_entry": done.codebook_entry,
        "losses": losses_to_plain(plan.losses),
    }


def _name(plan: ImportPlan) -> str:
    tool = f" ({plan.project.tool})" if plan.project.tool else ""
    return f"{plan.project.name or 'a project'}{tool}"


def _say_sources(plan: ImportPlan, how: str) -> Iterator[str]:
    new = [each.path for each in plan.placed.values() if each.is_new]
    if new:
        names = list(dict.fromkeys(new))
        yield f"{counted(len(names), 'transcript')} {how}: {list_some(names, SHOWN)}"
    here = {each.name for each in plan.placed.values() if not each.is_new}
    if here:
        yield f"{counted(len(here), 'text')} here already: {list_some(sorted(here), SHOWN)}"


def _say_codes(plan: ImportPlan, how: str) -> Iterator[str]:
    codes = plan.codes
    if codes.added:
        yield f"{counted(len(codes.added), 'code')} {how}: {list_some(list(codes.added), SHOWN)}"
    if themes := list(codes.added_themes):
        yield f"{counted(len(themes), 'theme')} {how}: {list_some(themes, SHOWN)}"


def _say_offsets(plan: ImportPlan) -> Iterator[str]:
    """By which way of counting places the sources were read, and how sure that is."""
    told = group_lists(
        ((each.offsets, each.evidence.partition(":")[0]), each.evidence)
        for each in plan.project.sources
        if each.offsets
    )
    for (offsets, sureness), evidence in told.items():
        why = evidence[0] if len(evidence) == 1 else sureness
        sure = f" ({why})" if why else ""
        sure += MISCOUNTED if sureness == UNSURE else ""
        yield f"places are counted in {offsets} in {counted(len(evidence), 'text')}{sure}"


def _say_losses(losses: Sequence[Loss]) -> Iterator[str]:
    changed = sum(each.changed for each in losses)
    dropped = sum(each.dropped for each in losses)
    if changed or dropped:
        parts = [f"{counted(changed, 'thing')} kept aside or changed"] if changed else []
        parts += [f"{dropped} not taken in"] if dropped else []
        yield f"not all came in as it was: {', '.join(parts)}"
