"""What a study knows of itself that journals ask for, each fact under the name items call it by."""

from __future__ import annotations

from collections.abc import Mapping

from interviewkit.model.codebook import INDUCTIVE
from interviewkit.report.limits import list_limits
from interviewkit.report.methods import describe_methods
from interviewkit.report.otherwise import list_contradictions
from interviewkit.report.small_groups import count_roles
from interviewkit.report.strands import list_strands
from interviewkit.report.voices import Cast
from interviewkit.tables.findings.waves import describe_saturation
from interviewkit.wording.numbers import NOTHING, count, counted
from interviewkit.wording.words import join_words, write_clock


def list_facts(cast: Cast) -> Mapping[str, str]:
    """The paragraphs of the methods by their keyword, and what else items ask for; empty: unknown.

    Nothing is guessed: that two people coded does not say how they were trained.
    """
    told = {each.term: each.text for each in describe_methods(cast)}
    return {
        **told,
        "title": f"The report's title: {cast.inputs.title or cast.inputs.study.name}.",
        "moderators": _moderators(cast),
        "roles": _roles(cast),
        "repeats": _repeats(cast),
        "duration": _duration(cast),
        "saturation": _saturation(cast),
        "coders": _coders(cast),
        "unit": _unit(cast),
        "origin": _origin(cast),
        "quotes": _quotes(cast),
        "themes": _themes(cast),
        "otherwise": _otherwise(cast),
        "audit": "Every step, every judgement and every version of the codebook is kept.",
        "limits": " ".join(each.text for each in list_limits(cast)),
        "joint": "Themes and survey figures stand side by side in a joint display."
        if cast.inputs.link.respondents and cast.standing
        else "",
        "inferences": _inferences(cast),
    }


def _moderators(cast: Cast) -> str:
    spoke = set(cast.inputs.speaker_of.values())
    names = sorted(name for name in cast.moderators if name in spoke)
    if not names:
        return ""
    return f"{counted(len(names), 'moderator')} spoke in the transcripts: {join_words(names)}."


def _roles(cast: Cast) -> str:
    roles = count_roles(cast)
    told = [f"{number} as {role}" for role, number in roles if number != NOTHING]
    few = "roles of few people are not told apart" if len(told) < len(roles) else ""
    if not told:
        return f"{few[:1].upper()}{few[1:]}." if few else ""
    return f"Took part {join_words(told)}{f'; {few}' if few else ''}."


def _repeats(cast: Cast) -> str:
    """Who took part in more than one conversation."""
    talks: dict[str, set[str]] = {}
    for number, name in cast.inputs.speaker_of.items():
        if name in cast.people and number in cast.inputs.turns:
            talks.setdefault(name, set()).add(cast.inputs.turns[number].transcript)
    again = sum(len(each) > 1 for each in talks.values())
    if not talks:
        return ""
    people = counted(len(talks), "person", "people")
    return f"{count(again)} of {people} took part in more than one conversation."


def _duration(cast: Cast) -> str:
    """From the times in the files; a file without times says nothing."""
    ends: dict[str, float] = {}
    for turn in cast.inputs.turns.values():
        end = turn.end if turn.end is not None else turn.start
        if end is not None:
            ends[turn.transcript] = max(end, ends.get(turn.transcript, 0.0))
    if not ends:
        return ""
    low, high = write_clock(min(ends.values())), write_clock(max(ends.values()))
    many = f"{count(len(ends))} of {counted(len(cast.inputs.transcripts), 'conversation')}"
    return f"By the times in the files, {many} lasted from {low} to {high}."


def _saturation(cast: Cast) -> str:
    contrast = cast.inputs.side_by_side
    found = contrast.saturation if contrast else None
    return " ".join(describe_saturation(found)) if found and found.base_codes else ""


def _coders(cast: Cast) -> str:
    people = [coder.name for coder in cast.inputs.coders if coder.is_person]
    coded = {coding.coder for coding in cast.inputs.codings}
    persons = [name for name in people if name in coded or cast.inputs.read.get(name)]
    if not persons:
        return "A machine coded; no person has coded yet." if cast.inputs.codings else ""
    read = (f"{name} ({counted(cast.inputs.read.get(name, 0), 'turn')} read)" for name in persons)
    return f"{counted(len(persons), 'person', 'people')} coded: {join_words(list(read))}."


def _unit(cast: Cast) -> str:
    return f"Speech was coded by the {cast.inputs.unit}." if cast.inputs.unit else ""


def _origin(cast: Cast) -> str:
    """Only where the codebook says so of its codes."""
    codes = cast.inputs.codebook.codes if cast.inputs.codebook else ()
    known = [code for code in codes if code.origin]
    if not known:
        return ""
    derived = [code.label for code in known if code.origin == INDUCTIVE]
    fixed = [code.label for code in known if code.origin != INDUCTIVE]
    parts = [f"derived from the data: {join_words(derived)}"] if derived else []
    parts += [f"fixed in advance: {join_words(fixed)}"] if fixed else []
    return f"Codes {'; '.join(parts)}."


def _quotes(cast: Cast) -> str:
    if not cast.voices:
        return ""
    return "Quotations stand with each theme, signed by role; the appendix leads to their places."


def _themes(cast: Cast) -> str:
    labels = [strand.label for strand in list_strands(cast.inputs.codebook)]
    return f"The report has a chapter for each of: {join_words(labels)}." if labels else ""


def _otherwise(cast: Cast) -> str:
    """Whether somebody contradicts what most say of a theme."""
    both = [
        strand.label
        for strand in list_strands(cast.inputs.codebook)
        if any(case.voiced for case in list_contradictions(strand, cast))
    ]
    return f"Those who see it otherwise are quoted under {join_words(both)}." if both else ""


def _inferences(cast: Cast) -> str:
    return " ".join(each.text for each in cast.inputs.inferences)
