"""One topic fit a side, and what became of each topic from one side to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from interviewkit import parts
from interviewkit.errors import TooLittleError
from interviewkit.model import SideBySide, Step, TopicFit, TopicMatch, Turn
from interviewkit.steps.coding.discover import MODEL
from interviewkit.steps.coding.languages import choose_ignored_words, find_languages
from interviewkit.steps.coding.speech import ParseCache, build_cut_key, gather_speech, hash_speech
from interviewkit.steps.coding.vectors import VectorCache
from interviewkit.steps.comparing.sides import Part
from interviewkit.steps.reading import Loaded, open_loaded
from interviewkit.steps.record import begin_run, hash_values, tell_time
from interviewkit.steps.site import Site
from interviewkit.topics.documents import build_turn_key, build_turn_vectors
from interviewkit.topics.matching import Fitted, match_topics
from interviewkit.version import __version__

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

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
        matches = {_between(step): [asdict(case) for case in step.matches] for step in steps}
        shelves.runs.finish(run, tell_time(), {"by": contrast.by, "matches": matches})
    return replace(contrast, steps=tuple(steps))


def recall_matches(loaded: Loaded, contrast: SideBySide) -> SideBySide | None:
    """The contrast with the matches of an earlier run on the same speech; ``None``: none."""
    runs = [run for run in loaded.runs if run.verb == VERB]
    if not runs:
        return None
    mark = _mark(loaded.site, contrast)
    for run in reversed(runs):
        if run.fingerprint == mark:
            matches: Any = run.outcome["matches"]
            steps = [
                replace(s, matches=_cases(matches.get(_between(s), ()))) for s in contrast.steps
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


def _between(step: Step) -> str:
    return f"{step.before} → {step.after}"


def _cases(rows: Sequence[Mapping[str, Any]]) -> tuple[TopicMatch, ...]:
    return tuple(
        TopicMatch(**{**row, "before": tuple(row["before"]), "after": tuple(row["after"])})
        for row in rows
    )


def _fitted(site: Site, sides: Sequence[Part]) -> dict[str, Fitted]:
    """One fit a side, on vectors that are there already."""
    parses, vectors = ParseCache.of(site), VectorCache(site)
    build_cut_key(site, parses)
    speech, _ = gather_speech(site, parses)
    matrix = vectors.of([passage.quote for passage in speech.passages])
    settings = site.settings.topics
    turns, documents = build_turn_vectors(speech.passages, matrix, min_words=settings.min_words)
    with site.store.reading() as shelves:
        speaker_of = shelves.people.speaker_of()
        labels = {each.label for each in shelves.people.speakers()}
    ignored = choose_ignored_words(find_languages(site, speech.turns))
    found = {}
    with site.progress("topics, side by side", len(sides)) as tick:
        for part in sides:
            rows = [i for i, turn in enumerate(turns) if turn.id in part.turns]
            mine = [turns[i] for i in rows]
            people = [speaker_of[turn.id or 0] for turn in mine]
            fit = _fit(site, part, mine, documents[rows], people, labels, ignored)
            titles = {t.number: _title(t.keywords) for t in fit.topics if not t.is_outliers}
            found[part.name] = Fitted(titles, fit.assignment, documents[rows], people)
            tick(1)
    return found


def _fit(
    site: Site,
    part: Part,
    turns: Sequence[Turn],
    vectors: npt.NDArray[np.float32],
    people: Sequence[str],
    labels: set[str],
    ignored: frozenset[str] | None,
) -> TopicFit:
    try:
        fit: TopicFit = parts.load_part("topic_model", MODEL)(
            [turn.text for turn in turns],
            vectors,
            [build_turn_key(turn) for turn in turns],
            seed=site.settings.study.seed,
            settings=replace(site.settings.topics, refits=0),
            people=people,
            names=labels,
            ignored=ignored,
        )
    except TooLittleError as fault:
        raise TooLittleError(
            f"{part.name}: {fault.message}", hint="compare without --topics, or wider sides"
        ) from None
    return fit


def _title(keywords: Sequence[tuple[str, float]]) -> str:
    return ", ".join(word for word, _ in keywords[:WORDS])
