"""``link``: the survey is read, segments are evaluated, participants are tied to respondents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from interviewkit.errors import Problem
from interviewkit.model import Contrast, Estimate, Outcome, Participant, Segment, SegmentSize
from interviewkit.steps.linking.people_answers import build_survey_sheet
from interviewkit.steps.linking.prepared_survey import prepare_survey
from interviewkit.steps.linking.survey_file import find_survey_file, read_survey
from interviewkit.steps.record import begin_run, hash_file, hash_values, tell_time
from interviewkit.steps.site import Site
from interviewkit.steps.waves import order_study_waves
from interviewkit.survey.people.link import TO_THE_LETTER

if TYPE_CHECKING:
    import pandas as pd

    from interviewkit.survey.answers import Answers
    from interviewkit.survey.people.link import Link

MADE = 6
"""Raised when something else is made or stored: what an older version linked is made anew."""


def link(site: Site) -> Outcome:
    """Read the survey where it changed; evaluate segments; link; describe by segment.

    Raises:
        SurveyError: the survey that study.toml names is not there or cannot be read.
        RuleError: a segment's rule is not valid.
    """
    started = tell_time()
    with site.store.locked():
        with site.store.reading() as shelves:
            people = shelves.people.list()
            last = shelves.runs.last("link")
            in_waves = shelves.transcripts.heads() if site.settings.survey.wave else ()
            waves = order_study_waves(site, in_waves).names
            is_whole = shelves.findings.has_all_members()
        survey_hash = hash_file(find_survey_file(site)) if site.settings.survey.file else ""
        settings = (site.settings.survey, site.settings.segments)
        mark = hash_values(settings, survey_hash, people, waves, MADE)
        if last and last.fingerprint == mark and is_whole:
            says = str(last.outcome.get("summary", ""))
            return Outcome("link", False, (f"nothing new: {says}",), last.outcome)
        found = _gather_linked(site, people)
        inputs = {site.settings.survey.file: survey_hash} if survey_hash else {}
        with site.store.writing() as shelves:
            run = shelves.runs.add(begin_run("link", mark, inputs=inputs, started=started))
            answers = found.answers
            shelves.survey.replace(
                answers.variables if answers else (),
                answers.respondents() if answers else (),
                build_survey_sheet(site, answers) if answers else None,
            )
            shelves.findings.replace_segments(found.sizes, found.members)
            shelves.findings.replace_estimates(found.estimates)
            shelves.findings.replace_contrasts(found.contrasts)
            outcome = found.outcome()
            shelves.runs.finish(run, tell_time(), dict(outcome.facts))
        return outcome


@dataclass(frozen=True)
class _Found:
    answers: Answers | None
    link: Link | None
    sizes: Sequence[SegmentSize]
    members: dict[str, tuple[str, ...]]
    notes: list[str]
    problems: list[Problem]
    estimates: list[Estimate] = field(default_factory=list)
    contrasts: list[Contrast] = field(default_factory=list)

    def outcome(self) -> Outcome:
        parts = [self.link.summary] if self.link else ["no survey"]
        parts.append(f"{len(self.sizes)} segment{'' if len(self.sizes) == 1 else 's'}")
        summary = "; ".join(parts)
        facts: dict[str, object] = {
            "summary": summary,
            "respondents": len(self.answers) if self.answers else 0,
            "segments": len(self.sizes),
            "kind": self.link.kind if self.link else "participants only",
            "matched": len(self.link.matched) if self.link else 0,
            "unmatched": list(self.link.unmatched) if self.link else [],
            "absent": dict(self.link.absent) if self.link else {},
            "suggestions": dict(self.link.suggestions) if self.link else {},
        }
        says = (summary, *self.notes, *self._link_notes())
        return Outcome("link", True, says, facts, tuple(self.problems))

    def _link_notes(self) -> Sequence[str]:
        if self.link is None:
            return []
        notes = [
            f"{person} gives the respondent {respondent!r}, whom the survey does not have"
            for person, respondent in self.link.absent.items()
            if person not in self.link.suggestions
        ]
        notes += [
            f"{person} looks like the respondent {respondent!r}; write it so to link them"
            for person, respondent in self.link.suggestions.items()
            if person != respondent and person not in self.link.rivals
        ]
        if named := [one for one, other in self.link.suggestions.items() if one == other]:
            notes.append(
                f"{len(named):,} participants who give no id are called just like respondents "
                f"({', '.join(named[:3])}{' …' if named[3:] else ''}); if they are the same, "
                "write it down with: interviewkit link check --propose people.csv"
            )
        notes += [
            f"the respondent {name!r} is claimed by more than one participant"
            for name in self.link.doubled
        ]
        notes += [
            f"{person} could be any of {', '.join(ids)}, so is linked to none of them"
            for person, ids in self.link.ambiguous.items()
        ]
        notes += [
            f"{person} looks like the respondent {name!r}, as does someone whose id is written "
            "otherwise, so is linked to nobody"
            for person, name in self.link.rivals.items()
        ]
        loose = sum(rule != TO_THE_LETTER for rule in self.link.rules.values())
        if loose:
            notes.append(f"{loose} of these links rest on ids that are alike, as told")
        return notes


def _gather_linked(site: Site, people: Sequence[Participant]) -> _Found:
    from interviewkit.survey.answers import find_changed_answers
    from interviewkit.survey.people.link import link_people
    from interviewkit.survey.rules.rule import parse_rule
    from interviewkit.survey.rules.segments import build_segment_table

    settings = site.settings.survey
    answers, problems = read_survey(site, usable=True) if settings.file else (None, ())
    alike = settings.ids == "alike"
    linked = link_people(people, answers, alike=alike) if answers else None
    table = build_segment_table(people, answers, linked)
    sizes, members, notes = _segments(site, people, answers, table)
    found = _Found(answers, linked, sizes, members, notes, [*problems])
    if answers:
        rules = [parse_rule(each.rule) for each in site.settings.segments.values()]
        asked = [column for rule in rules for column in rule.columns]
        notes += find_changed_answers(answers, ["role", *asked])
        _add_figures(site, answers, found)
    return found


def _segments(
    site: Site, people: Sequence[Participant], answers: Answers | None, table: pd.DataFrame
) -> tuple[list[SegmentSize], dict[str, tuple[str, ...]], list[str]]:
    from interviewkit.survey.rules.segments import (
        PARTICIPANTS,
        SURVEY,
        find_members,
        find_participants,
        find_segment_base,
    )

    segments = [
        Segment(name, each.rule, each.label) for name, each in site.settings.segments.items()
    ]
    sizes: list[SegmentSize] = []
    who: dict[str, tuple[str, ...]] = {}
    notes: list[str] = []
    own = ["participant", "role", "respondent"]
    own += sorted({name for person in people for name in person.attributes})
    with site.progress("evaluating segments", len(segments)) as tick:
        for each in segments:
            over = find_segment_base(each, answers, own)
            asked = find_members(each, answers) if answers and over != PARTICIPANTS else None
            spoken = find_participants(each, table, answers) if over != SURVEY or answers else None
            who[each.name] = spoken.names if spoken else ()
            notes += [found.note for found in (asked or spoken,) if found and found.note]
            sizes.append(
                SegmentSize(
                    replace(each, over=over),
                    asked.n if asked else None,
                    asked.weighted_n if asked else None,
                    spoken.n if spoken else None,
                )
            )
            tick(1)
    return sizes, who, notes


def _add_figures(site: Site, answers: Answers, to: _Found) -> None:
    """What study.toml wants to see and compare, by the segments that the survey can answer."""
    from interviewkit.steps.linking.estimate import make_declared_comparisons
    from interviewkit.steps.linking.survey_figures import expand_questions, plan_survey_figures
    from interviewkit.survey.estimation.estimates import Domains, estimate_domains
    from interviewkit.survey.estimation.values import has_figures

    known = prepare_survey(site, answers)
    asked = [each.segment.name for each in to.sizes if each.respondents is not None]
    domains = Domains.of({name: known.masks[name] for name in asked}, rows=len(answers))
    planned, misfits = plan_survey_figures(site.settings, answers.variables, asked)
    drawn = [name for each in planned for name in each.variables]
    wanted = expand_questions([*site.settings.survey.show, *drawn], answers.variables)
    shown = [name for name in wanted if has_figures(answers, name)]
    with site.progress("describing the survey", len(shown)) as tick:
        for name in shown:
            to.estimates.extend(estimate_domains(answers, known.design, name, domains))
            tick(1)
    contrasts, problems = make_declared_comparisons(known)
    to.contrasts.extend(contrasts)
    to.notes.extend(known.design.notes)
    to.problems.extend([*misfits, *problems])
