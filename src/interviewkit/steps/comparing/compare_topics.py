"""One topic fit a side, and what became of each topic from one side to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from interviewkit.errors import TooLittleError
from interviewkit.model import SideBySide, TopicMatch
from interviewkit.steps.coding.discover import MODEL, TopicDocuments
from interviewkit.steps.coding.languages import find_languages
from interviewkit.steps.coding.speech import gather_speech, hash_speech
from interviewkit.steps.coding.vectors import VectorCache
from interviewkit.steps.comparing.questions import name_step
from interviewkit.steps.comparing.sides import Part
from interviewkit.steps.reading import Loaded, open_loaded
from interviewkit.steps.record import begin_run, hash_values, tell_time
from interviewkit.steps.site import Site
from interviewkit.topics.matching import Fitted, match_topics
from interviewkit.version import __version__

VERB = "compare"
MATCHING = "1"
"""Raised when topics come to be matched otherwise: what was remembered is then forgotten."""

WORDS = 6
"""Keywords that name a topic that no human named."""


def match_all_topics(site: Site, contrast: SideBySide, sides: Sequence[Part]) -> SideBySide:
    """The contrast with every step's topics matched; the fits are made once and remembered.

    Raises:
        TooLittleError: a side has too few turns for a topic model.
        ModelMissingError: a model is not installed.
    """
    with open_loaded(site, None) as loaded:
        known = recall_matches(loaded, contrast)
    if known:
        return known
    started = tell_time()
    fitted = _fitted(site, sides)
    steps = [
        replace(step, matches=tuple(match_topics(fitted[step.before], fitted[step.after])))
        for step in contrast.steps
    ]
    with site.store.locked(), site.store.writing() as shelves:
        mark = _mark(site, contrast)
        seed = site.settings.study.seed
        run = shelves.runs.add(begin_run(VERB, mark, model=MODEL, seed=seed, started=started))
        matches = {
            name_step(step.before, step.after): [asdict(case) for case in step.matches]
            for step in steps
        }
        shelves.runs.finish(run, tell_time(), {"by": contrast.by, "matches": matches})
    return replace(contrast, steps=tuple(steps))


def recall_matches(loaded: Loaded, contrast: SideBySide) -> SideBySide | None:
    """The contrast with the matches of an earlier run on the same speech; ``None``: none."""
    runs = [run for run in loaded.runs if run.verb == VERB]
    mark = _mark(loaded.site, contrast) if runs else ""
    for run in reversed(runs):
        if run.fingerprint == mark:
            matches: Any = run.outcome["matches"]
            steps = [
                replace(step, matches=_cases(matches.get(name_step(step.before, step.after), ())))
                for step in contrast.steps
            ]
            return replace(contrast, steps=tuple(steps))
    return None


def _mark(site: Site, contrast: SideBySide) -> str:
    settings, seed = site.settings.topics, site.settings.study.seed
    sides = [(side.name, side.words, side.transcripts) for side in contrast.sides]
    return hash_values(
        VERB, MATCHING, contrast.by, sides, hash_speech(site), site.settings.passages,
        site.settings.models, settings, seed, __version__,
    )  # fmt: skip


def _cases(rows: Sequence[Mapping[str, Any]]) -> tuple[TopicMatch, ...]:
    return tuple(
        TopicMatch(**{**row, "before": tuple(row["before"]), "after": tuple(row["after"])})
        for row in rows
    )


def _fitted(site: Site, sides: Sequence[Part]) -> dict[str, Fitted]:
    """One fit a side, on vectors that are there already."""
    speech, _ = gather_speech(site)
    languages = find_languages(site, speech.turns)
    everyone = TopicDocuments.of(site, speech, VectorCache(site), languages)
    settings = replace(site.settings.topics, refits=0)
    found = {}
    with site.progress("topics, side by side", len(sides)) as tick:
        for part in sides:
            mine = everyone.among(part.turns)
            try:
                fit = mine.fit(settings)
            except TooLittleError as fault:
                raise TooLittleError(
                    f"{part.name}: {fault.message}", hint="compare without --topics, or wider sides"
                ) from None
            titles = {
                topic.number: ", ".join(word for word, _ in topic.keywords[:WORDS])
                for topic in fit.topics
                if not topic.is_outliers
            }
            found[part.name] = Fitted(titles, fit.assignment, mine.vectors, mine.people)
            tick(1)
    return found
