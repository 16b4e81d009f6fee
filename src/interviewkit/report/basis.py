"""What a report rests on: who took part, and how far it is to be trusted."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from interviewkit.report.figures import Sentence, make_sentence
from interviewkit.report.limits import list_unsought
from interviewkit.report.methods_short import find_pooled_agreement
from interviewkit.report.sentences import CAUTION, SMALL_STUDY
from interviewkit.report.strands import Strand
from interviewkit.report.voices import Cast
from interviewkit.wording.numbers import count, counted, decimal, percent
from interviewkit.wording.words import describe_recordings, join_words


def describe_who(cast: Cast) -> Sentence:
    """Who took part, how, and when, in one line."""
    transcripts, respondents = cast.inputs.transcripts, _count_respondents(cast)
    if not transcripts and respondents:
        return make_sentence(
            f"This report is of the survey alone, with {counted(respondents, 'respondent')}: no "
            "transcript was read."
        )
    if not transcripts:
        return make_sentence("No transcript has been read yet.")
    groups = {transcript.group for transcript in transcripts if transcript.group}
    when, waves = describe_recordings([transcript.date for transcript in transcripts]), cast.waves
    return make_sentence(
        f"{counted(len(cast.people), 'person', 'people')} took part in "
        f"{counted(len(transcripts), 'conversation')}",
        f" with {counted(len(groups), 'group')}" if groups else "",
        f" in {counted(len(waves), 'wave')} ({join_words(waves)})" if waves else "",
        f", {when}" if when else "",
        f"; {counted(respondents, 'person', 'people')} answered the survey" if respondents else "",
        ".",
    )


def _count_respondents(cast: Cast) -> int:
    return max((each.n for each in cast.inputs.estimates), default=cast.inputs.link.respondents)


def describe_trust(cast: Cast) -> Sentence:
    """How far to trust it, in one line."""
    said = [*_trust_coding(cast), *_trust_search(cast), *_trust_people(cast), *_trust_survey(cast)]
    text = "; ".join(said)
    machine = bool(cast.voices) and not any(voice.is_reviewed for voice in cast.voices)
    return make_sentence(f"{text[:1].upper()}{text[1:]}.", kind=CAUTION if machine else "")


def describe_silence(cast: Cast) -> str:
    """Why there is no finding of codes, or none at all."""
    if not cast.inputs.transcripts and cast.inputs.link.respondents:
        return "The survey has no figure yet that could be told."
    read = max((share.n for share in cast.inputs.prevalence), default=0)
    if read:
        return f"No code was found in what {counted(read, 'person', 'people')} said."
    return "No passage carries a code yet, so no theme can be reported."


def _trust_coding(cast: Cast) -> Iterator[str]:
    voices = cast.voices
    reviewed = sum(voice.is_reviewed for voice in voices)
    if not voices:
        if cast.inputs.transcripts:
            yield describe_silence(cast).rstrip(".")
        return
    passages = counted(len(voices), "coded passage")
    if not reviewed:
        yield f"provisional: all {passages} are a machine’s and nobody has reviewed them"
    elif reviewed == len(voices):
        yield f"people decided all {passages}{_agree(cast)}"
    else:
        yield (
            f"people decided {count(reviewed)} of {passages}{_agree(cast)}; the others are a "
            "machine’s"
        )


def _trust_search(cast: Cast) -> Iterator[str]:
    """Codes that nobody could find."""
    if missing := list_unsought(cast):
        yield f"the machine does not look for {join_words(missing)}: a share of none says nothing"


def _agree(cast: Cast) -> str:
    """How far people agree, over all codes, where two have read the same."""
    pooled = find_pooled_agreement(cast)
    if pooled is None or math.isnan(pooled.kappa):
        return ""
    return f" (those who read the same turns agree at kappa {decimal(pooled.kappa)})"


def _trust_people(cast: Cast) -> Iterator[str]:
    if not cast.people:
        return
    if len(cast.people) < SMALL_STUDY:
        yield (
            f"with {counted(len(cast.people), 'person', 'people')} the shares of people are rough"
        )
    yield "those heard are no random sample, so shares describe them and nobody else"


def _trust_survey(cast: Cast) -> Iterator[str]:
    estimates = cast.inputs.estimates
    if not estimates:
        return
    weighted = any(abs(each.weighted_n - each.n) > 1e-9 for each in estimates)
    level = next((each.interval.level for each in estimates if each.interval), 0.95)
    yield (
        f"survey figures are {'weighted' if weighted else 'unweighted'}, their {percent(level)} "
        "intervals speak of chance alone"
    )


def list_cautions(cast: Cast, found: Sequence[Strand]) -> Iterator[Sentence]:
    """What a reader of shares of people must know."""
    voices = cast.of(code for strand in found for code in strand.code_ids)
    unreviewed = sum(not voice.is_reviewed for voice in voices)
    if unreviewed:
        every = unreviewed == len(voices)
        yield make_sentence(
            f"{'All' if every else count(unreviewed)} of the {count(len(voices))} coded passages "
            "behind these figures are proposals of a machine that nobody has reviewed. Read the "
            "shares as provisional, and follow them to the passages.",
            kind=CAUTION,
        )
    if missing := list_unsought(cast):
        yield make_sentence(
            f"The machine does not look for {join_words(missing)}: a share of {percent(0)} says "
            "nothing beyond what people have read.",
            kind=CAUTION,
        )
    if 0 < len(cast.people) < SMALL_STUDY and cast.inputs.prevalence:
        yield make_sentence(
            f"With {counted(len(cast.people), 'person', 'people')} the shares are rough: look at "
            "the intervals, not at the points.",
            kind=CAUTION,
        )
