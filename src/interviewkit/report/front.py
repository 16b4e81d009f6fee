"""Page one: a finding, what to take along, both strands, who, and how far to trust it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interviewkit.model.inference import CONTRADICTS
from interviewkit.report.associations import summarise_associations
from interviewkit.report.basis import describe_silence, describe_trust, describe_who
from interviewkit.report.figures import Sentence, Span, make_sentence
from interviewkit.report.pages import FrontPage, ThemePage
from interviewkit.report.plain_words import lower_label
from interviewkit.report.strands import Strand
from interviewkit.report.survey_takeaways import find_comparisons, find_shares_of_everyone
from interviewkit.report.takeaways import (
    DIFFERS,
    OF_SURVEY,
    TakeawayCandidate,
    choose_takeaways,
    make_headline,
    make_takeaway,
)
from interviewkit.report.talk import Talk
from interviewkit.report.talk_differences import find_changes, find_differences
from interviewkit.report.talk_takeaways import (
    find_conclusions,
    find_themes,
    find_topics,
    rank_themes,
)
from interviewkit.report.voices import Cast
from interviewkit.wording.numbers import of_people
from interviewkit.wording.words import clip_text

NAMED = 3
LINE = 240


def build_front(cast: Cast, found: Sequence[Strand], pages: Sequence[ThemePage]) -> FrontPage:
    """The page that says it all in a minute."""
    talk = Talk(cast, found, pages)
    found_all = tuple(list_candidates(talk))
    chosen = choose_takeaways(found_all, cast)
    return FrontPage(
        make_headline(chosen, describe_silence(cast), cast),
        tuple(make_takeaway(each, cast, is_first=each is chosen[0]) for each in chosen),
        tuple(_write_strands(talk, chosen)),
        describe_who(cast),
        describe_trust(cast),
        chosen[0].short_exact or chosen[0].exact if chosen else None,
        tuple(make_takeaway(each, cast) for each in found_all if each not in chosen),
    )


def list_candidates(talk: Talk) -> Iterator[TakeawayCandidate]:
    """All that page one may tell, in no order of weight."""
    yield from find_comparisons(talk.cast)
    yield from find_differences(talk)
    yield from find_changes(talk)
    yield from find_conclusions(talk)
    yield from find_themes(talk)
    yield from find_shares_of_everyone(talk.cast)
    yield from find_topics(talk.cast)


# -- both strands ----------------------------------------------------------------------------------


def _write_strands(talk: Talk, chosen: Sequence[TakeawayCandidate]) -> Iterator[Sentence]:
    """What the survey says, what people say, where they part; nothing where there is one strand."""
    cast, known = talk.cast, rank_themes(talk)
    if not known or not (cast.inputs.estimates or cast.inputs.contrasts):
        return
    survey = [each for each in chosen if each.kind in OF_SURVEY]
    if survey:
        yield make_sentence(
            Span("The survey says", "survey", strong=True), f": {survey[0].short or survey[0].text}"
        )
    pieces: list[str | Span] = []
    for share, strand, page in known[:NAMED]:
        label = lower_label(strand.label)
        pieces += [", " if pieces else "", Span(label, page.id)]
        pieces.append(f" ({of_people(share.voiced, share.n)})")
    yield make_sentence(Span("People spoke of", "", strong=True), " ", *pieces, ".")
    if not any(each.kind == DIFFERS for each in chosen):
        yield from summarise_associations(cast)[:1]
    yield from _write_conclusions(talk)


def _write_conclusions(talk: Talk) -> Iterator[Sentence]:
    """What people concluded, where the strands part first."""
    said = [each for each in talk.cast.inputs.inferences if each.text and each.of in talk.page_of]
    parts = [each for each in said if each.fit == CONTRADICTS]
    joins = [each for each in said if each.fit != CONTRADICTS]
    for name, each in [("Where they part", e) for e in parts[:2]] + [
        ("Taken together", e) for e in joins[:2]
    ]:
        page = talk.page_of[each.of]
        yield make_sentence(Span(name, page.id, strong=True), f": {clip_text(each.text, LINE)}")
    if not said:
        yield make_sentence(
            Span("Taken together", "", strong=True),
            ": nobody has written down yet what both strands say together.",
        )
