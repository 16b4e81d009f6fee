"""What the conversations have for page one: themes, and what people concluded of both strands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interviewkit.model import MetaInference, Prevalence
from interviewkit.report.figures import DotChart, DotRow, Figure, Sentence, Span, make_sentence
from interviewkit.report.pages import ThemePage
from interviewkit.report.plain_words import FEW_PEOPLE, begin, lower_label
from interviewkit.report.sentences import write_in_brackets
from interviewkit.report.strands import Strand
from interviewkit.report.takeaways import CONCLUDED, THEMES, TOPICS, UNREVIEWED, TakeawayCandidate
from interviewkit.report.talk import Talk
from interviewkit.report.text_blocks import make_key
from interviewkit.report.voices import Cast
from interviewkit.tables.findings.joint import describe_estimate
from interviewkit.wording.fractions import fraction
from interviewkit.wording.numbers import counted, fine_percent, fine_range, of_people, percent
from interviewkit.wording.words import clip_text, join_words

TOLD, DRAWN = 2, 6
"""So many themes are told and drawn on page one."""
A_THEME = 0.3
"""What a share of people counts beside a difference of shares."""
WRITTEN = 0.12
"""What counts that a person concluded something from both strands."""
LINE = 240

Known = tuple[Prevalence, Strand, ThemePage]


def find_themes(talk: Talk) -> Iterator[TakeawayCandidate]:
    """How many people spoke of the themes that came up with most of them."""
    known = rank_themes(talk)
    if not known:
        return
    share, strand, page = known[0]
    doubt, after = talk.doubt(*_names(known[:TOLD])), known[1 : TOLD + 1]
    yield TakeawayCandidate(
        THEMES,
        THEMES,
        f"{_tell(known[:TOLD], talk)}{doubt}.",
        _write(known[:TOLD], talk),
        A_THEME * share.interval.low * (UNREVIEWED if doubt else 1),
        _draw(known[:DRAWN]),
        page.id,
        f"{_tell(known[:1], talk)}{talk.doubt(strand.id)}.",
        _write(known[:1], talk),
        f"{_tell(after, talk)}{talk.doubt(*_names(after))}." if after else "",
        _write(after, talk) if after else None,
    )


def _names(told: Sequence[Known]) -> list[str]:
    return [strand.id for _, strand, _ in told]


def rank_themes(talk: Talk) -> list[Known]:
    """The themes that somebody voiced, by their share of people."""
    if not talk.cast.standing:
        return []
    known = [
        (share, strand, page)
        for strand, page in talk.strands
        if (share := talk.cast.share(strand.id)) and share.voiced
    ]
    return sorted(known, key=lambda each: -each[0].share)


def _tell(told: Sequence[Known], talk: Talk) -> str:
    (share, strand, _), *others = told
    said = begin(_tell_share(share, strand, talk))
    if talk.find_corrected(strand.id) or share.n >= FEW_PEOPLE:
        said += " of the people heard"
    said += f" spoke of {lower_label(strand.label)}"
    for other, theirs, _ in others:
        as_many = other.voiced == share.voiced and not talk.find_corrected(theirs.id)
        how_many = "as many" if as_many else _tell_share(other, theirs, talk)
        said += f", and {how_many} of {lower_label(theirs.label)}"
    return said


def _tell_share(share: Prevalence, strand: Strand, talk: Talk) -> str:
    if corrected := talk.find_corrected(strand.id):
        return fraction(corrected.share)
    if share.n < FEW_PEOPLE:
        return of_people(share.voiced, share.n)
    return fraction(share.share)


def _write(told: Sequence[Known], talk: Talk) -> Sentence:
    pieces: list[str | Span] = []
    for share, strand, page in told:
        pieces += ["; " if pieces else "", Span(strand.label, page.id), ": "]
        counted_people = talk.lead(of_people(share.voiced, share.n), page)
        if corrected := talk.find_corrected(strand.id):
            pieces += [
                f"{fine_percent(corrected.share)} ({percent(corrected.interval.level)} CI "
                f"{fine_range(corrected.interval)}, corrected for what the machine gets wrong; "
                "as coded ",
                counted_people,
                ")",
            ]
        else:
            pieces += [counted_people, f" ({write_in_brackets(share)})"]
    return make_sentence(*pieces, ".")


def _draw(told: Sequence[Known]) -> Figure:
    rows = tuple(
        DotRow(strand.label, share, page.who.id if page.who else page.id)
        for share, strand, page in told
    )
    title = "Share of people in the conversations who voiced it"
    note = f"{title}. Whiskers: {percent(rows[0].found.interval.level)} intervals."
    return Figure("front-themes", title, note, DotChart(rows))


# -- what people concluded -------------------------------------------------------------------------


def find_conclusions(talk: Talk) -> Iterator[TakeawayCandidate]:
    """What researchers wrote down from survey and conversations together."""
    for said in talk.cast.inputs.inferences:
        page = talk.page_of.get(said.of)
        if page and said.text:
            yield _conclude(said, page, talk)


def _conclude(said: MetaInference, page: ThemePage, talk: Talk) -> TakeawayCandidate:
    cast = talk.cast
    pieces: list[str | Span] = [Span(page.title, page.id)]
    if share := cast.share(said.of):
        pieces += [": ", talk.lead(of_people(share.voiced, share.n), page)]
        pieces.append(f" ({write_in_brackets(share)})")
    answers = [e for e in cast.inputs.estimates if e.variable == said.about and not e.segment]
    if len(answers) == 1:
        pieces.append(f"; {describe_estimate(answers[0], cast.variable(said.about))}")
    return TakeawayCandidate(
        make_key(CONCLUDED, said.of, said.about),
        CONCLUDED,
        clip_text(said.text, LINE),
        make_sentence(*pieces, f". Concluded by {said.author} from both strands."),
        WRITTEN,
        None,
        page.id,
    )


# -- where nobody coded anything -------------------------------------------------------------------


def find_topics(cast: Cast) -> Iterator[TakeawayCandidate]:
    """What people named of what a topic model found, where nothing is coded."""
    fit = cast.inputs.topics
    topics = [topic for topic in fit.topics if topic.name] if fit else []
    if fit is None or cast.standing or not topics:
        return
    topics.sort(key=lambda topic: -topic.size)
    largest = join_words([f"“{topic.title}”" for topic in topics[:3]])
    outside = sum(number < 0 for number in fit.assignment) / max(1, len(fit.assignment))
    yield TakeawayCandidate(
        TOPICS,
        TOPICS,
        f"Before anyone coded anything, the largest topics of the talk are about {largest}.",
        make_sentence(
            Span(counted(len(topics), "topic"), "topics"),
            f" with a name in {counted(len(fit.assignment), 'turn')}; "
            f"{percent(outside)} of them fit none.",
        ),
        0.0,
        None,
        "topics",
    )
