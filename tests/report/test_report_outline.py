"""What the report says, before anyone draws it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders_report import codebook, share, study, with_standing
from interviewkit.model import ACCEPTED, REJECTED, Coder, Coding, Participant, Passage, Turn
from interviewkit.report.figure_tables import build_figure_table
from interviewkit.report.figures import DotChart
from interviewkit.report.inputs import LinkFacts, ReportInputs, SegmentFacts, TranscriptFacts
from interviewkit.report.outline import build_outline
from interviewkit.tables.drawing import Drawing
from interviewkit.tables.drawing.written import write_table


@pytest.fixture(scope="module")
def inputs():
    return study()


@pytest.fixture(scope="module")
def outline(inputs):
    return build_outline(inputs)


def said(sentences) -> str:
    return " ".join(sentence.text for sentence in sentences).replace("\u00a0", " ")


def first_page(outline) -> str:
    """All that page one says."""
    front = outline.front
    texts = [front.headline.text, *(each.headline.text for each in front.takeaways)]
    exact = [each.exact for each in front.takeaways]
    return " ".join((*texts, said([*exact, *front.strands, front.who, front.trust])))


def coded(text: str, code: str = "self_efficacy", who: str = "P1", **coding) -> Coding:
    """A coding of a whole turn."""
    turn = Turn("g1", 1, who, text, id=1)
    return Coding(Passage.whole(turn), code, coding.pop("coder", "machine"), **coding)


def small(*codings: Coding, **fields) -> ReportInputs:
    """One person, one turn, one code."""
    inputs = ReportInputs(
        transcripts=(TranscriptFacts("g1", turns=1, words=5),),
        participants=(Participant("P1"),),
        turns={1: codings[0].passage.turn} if codings else {},
        speaker_of={1: "P1"},
        codebook=codebook(),
        codings=codings,
        coders=(Coder("machine", "machine"), Coder("Ada"), Coder("Bo")),
        prevalence=(share("agency", 1, 1), share("self_efficacy", 1, 1)),
        **fields,
    )
    return with_standing(inputs)


def test_same_inputs_same_outline(outline):
    assert build_outline(study()) == outline


def test_page_one_counts_people_with_their_interval():
    inputs = replace(study(), prevalence=(share("isolation", 31, 40),), estimates=())
    text = first_page(build_outline(inputs))
    assert "More than three quarters of the people heard spoke of isolation" in text
    assert "Isolation: 31 of 40 people (78%, 95% CI 62–88%)." in text


def test_page_one_names_what_nobody_reviewed(outline, inputs):
    assert "People decided 33 of 86 coded passages" in first_page(outline)
    machines = tuple(c for c in inputs.codings if c.coder == "machine")
    alone = with_standing(replace(inputs, codings=machines))
    text = first_page(build_outline(alone))
    assert "are a machine’s and nobody has reviewed them" in text
    assert "as a machine coded it and nobody has reviewed" in text
    assert "reviewed by nobody" in said(build_outline(alone).themes[0].qualifies)


def test_a_reviewed_finding_carries_no_caution():
    page = build_outline(small(coded("I can."), coded("I can.", coder="Ada", status=ACCEPTED)))
    assert "all decided by a person" in said(page.themes[0].qualifies)
    assert "nobody has reviewed" not in first_page(page)


def test_few_people_make_a_caution():
    text = first_page(build_outline(small(coded("I can."))))
    assert "with 1 person the shares of people are rough" in text
    assert "1 of 1 person spoke of" in text


def test_a_theme_bundles_codes_and_a_lone_code_gets_its_own_page(outline):
    assert [page.title for page in outline.themes] == ["Room to act", "Neutrality", "Isolation"]
    assert [code.id for code in outline.themes[0].codes] == ["ideation_safety", "self_efficacy"]


def test_who_said_it_is_as_long_as_the_figure_says(outline, inputs):
    for page, of in zip(outline.themes, ("agency", "neutrality", "isolation"), strict=True):
        figure = next(p for p in inputs.prevalence if p.of == of and not (p.segment or p.wave))
        assert page.who.total == figure.voiced == len(page.who.people)
        assert not page.who.note


def test_every_segment_and_wave_is_as_long_as_its_figure(outline, inputs):
    """The filter of the page finds just the people whom the figure counts."""
    people = outline.themes[0].who.people
    for row in outline.themes[0].figures[0].chart.rows:
        fits = [
            person
            for person in people
            if (row.segment < 0 or row.segment in person.segments)
            and (row.wave < 0 or row.wave in person.waves)
        ]
        assert len(fits) == row.found.voiced, row.label


def test_a_figure_that_does_not_match_its_list_is_told(inputs):
    wrong = replace(inputs, prevalence=(share("isolation", 31, 40),))
    assert "count 31 people, this list has 6" in build_outline(wrong).themes[2].who.note


def test_long_lists_are_capped_and_say_so(inputs, monkeypatch):
    monkeypatch.setattr("interviewkit.report.themes.LISTED", (5, 5))
    page = build_outline(inputs).themes[0]
    assert len(page.who.people) == 5
    assert page.who.left_out == page.who.total - 5
    shown = (*page.quotes, *page.otherwise)
    assert {person.name for person in page.who.people} == {quote.speaker for quote in shown}


def test_a_rejected_proposal_is_not_quoted_nor_counted():
    outline = build_outline(small(coded("I can."), coded("I can.", coder="Ada", status=REJECTED)))
    assert outline.themes[0].who.total == 0
    assert outline.themes[0].quotes == ()


def test_one_person_who_holds_a_code_outweighs_another_who_rejects_it():
    rejected = coded("I can.", coder="Ada", status=REJECTED)
    accepted = coded("I can.", coder="Bo", status=ACCEPTED, polarity="-")
    for codings in ((rejected, accepted), (accepted, rejected)):
        quote = build_outline(small(coded("I can.", score=0.8), *codings)).themes[0].quotes[0]
        assert quote.decided == "proposed by machine, accepted by Bo"
        assert (quote.polarity, quote.score) == ("-", "0.80")


def test_words_of_unresolved_speakers_are_told_not_counted():
    outline = build_outline(replace(small(coded("I can.")), speaker_of={2: "P1"}))
    assert outline.themes[0].who.total == 0
    methods = {method.term: method.text.replace("\u00a0", " ") for method in outline.methods}
    assert (
        "1 coded passage whose speaker is not known counts in no share" in methods["Not resolved"]
    )


def test_moderators_are_no_people_of_the_study():
    inputs = replace(small(coded("I can.")), participants=(Participant("P1", "moderator"),))
    assert build_outline(inputs).themes[0].who.total == 0


def test_figures_are_numbered_through(outline):
    figures = [outline.glance]
    figures += [figure for page in outline.themes for figure in page.figures]
    figures += [*outline.survey.figures, *outline.topics.figures]
    told = [figure for figure in figures if not figure.folded]
    proved = [figure for figure in figures if figure.folded]
    numbers = [figure.number for figure in (*told, *proved)]
    assert numbers == list(range(1, len(figures) + 1))
    assert len({figure.id for figure in figures}) == len(figures)
    assert all(not each.figure.number for each in outline.front.takeaways if each.figure)


def test_methodology_says_how_it_was_done(outline, inputs):
    text = " ".join(f"{m.term}: {m.text}" for m in outline.methods).replace("\u00a0", " ")
    for piece in (
        "Who: 40 participants and 1 moderator",
        "8 transcripts, 8 groups, 240 turns",
        f"content hash {inputs.codebook.version}",
        "machine (version 0.1.0): 93 codings; Ada (person): 40 codings",
        f"all-MiniLM-L6-v2 ({'c' * 64}).",
        "Seed: 20250401",
        "3% of what was said comes from speakers who are known by their label only",
        "37 of 40 participants are matched",
        "Wilson 1927",
    ):
        assert piece in text


def test_limits_are_written_from_the_facts(outline, inputs):
    text = said(outline.limits)
    for piece in (
        "are unreviewed machine codes",
        "Ada and machine agree no more than moderately (kappa below 0.60) on Isolation.",
        "1 segment with fewer than 10 people (Lives in a small town)",
        "3 participants could not be matched",
        "In group discussions people hear one another",
        "Illustrative sample",
    ):
        assert piece in text
    apart = replace(inputs, link=LinkFacts("segment", 40, 0, 400), unresolved=0.0)
    text = said(build_outline(apart).limits)
    assert "no figure here says that the same persons answered and spoke" in text
    assert "by their label only" not in text


def test_what_was_not_read_is_a_limit_and_what_was_read_in_vain_is_said(inputs):
    text = said(build_outline(replace(inputs, unread=0.25)).limits)
    assert "25% of the participants' turns were read by no coder" in text
    silent = build_outline(replace(inputs, codings=(), standing=()))
    assert "No code was found in what 40 people said" in first_page(silent)
    unread = build_outline(replace(inputs, codings=(), standing=(), prevalence=()))
    assert "No passage carries a code yet" in first_page(unread)


def test_without_shares_nothing_is_said_of_shares(inputs):
    few = replace(inputs, prevalence=(), participants=inputs.participants[:2], speaker_of={})
    outline = build_outline(few)
    assert "the shares are rough" not in first_page(outline)
    material = next(m.text for m in outline.methods if m.term == "Material")
    assert "coded" not in material


def test_the_title_page_counts_one_as_one(inputs):
    facts = build_outline(replace(inputs, transcripts=inputs.transcripts[:1])).facts
    assert ("conversation", "1") in facts


def test_topics_have_people_and_a_typical_turn(outline):
    table = outline.topics.tables[0]
    rows = [row.values for row in table.rows]
    assert [row["topic"] for row in rows] == [0, 1, 2, 3, 4, 5]
    assert rows[0]["name"] == "Finding clients"
    assert rows[0]["words"][:2] == ("client", "offer")
    assert all("turn" in row["example"] and row["people"] <= row["turns"] for row in rows)


def test_empty_cells_have_no_share():
    inputs = replace(study(), prevalence=(share("agency", 0, 0), share("agency", 0, 0, "women")))
    outline = build_outline(inputs)
    assert outline.glance is None
    assert "there is no share" in said(outline.themes[0].lead)
    written = write_table(build_figure_table(outline.themes[0].figures[0]), Drawing())
    first = next(iter(written.rows))
    assert [cell.text for cell in first[-2:]] == ["–", "–"]


@pytest.mark.parametrize("without", ["codebook", "codings", "topics", "estimates", "everything"])
def test_a_study_that_lacks_something_still_has_a_report(inputs, without):
    empty = ReportInputs()
    fields = {without: getattr(empty, without)} if without != "everything" else {}
    outline = build_outline(replace(inputs, **fields) if fields else empty)
    assert outline.front.headline.text
    assert outline.limits
    assert outline.methods


def test_more_segments_than_colours_change_nothing_in_the_order(inputs):
    many = tuple(SegmentFacts(f"s{i}", f"Segment {i}", "", ("P1",)) for i in range(40))
    shares = [share("agency", 5, 5, segment.name) for segment in many]
    outline = build_outline(replace(inputs, segments=many, prevalence=tuple(shares)))
    chart = outline.themes[0].figures[0].chart
    assert isinstance(chart, DotChart)
    assert [row.label for row in chart.rows] == [segment.label for segment in many]


def test_methods_tell_an_order_of_waves_that_is_only_alphabetical():
    waves = (TranscriptFacts("g1", "b"), TranscriptFacts("g2", "a"))
    note = 'order of waves: a, b by the alphabet; declare it with [transcripts] waves = ["a", "b"]'
    inputs = ReportInputs(transcripts=waves, waves=("a", "b"), waves_note=note)
    told = {each.term: each.text for each in build_outline(inputs).methods}
    when = told["When"].replace("\u00a0", " ")
    assert "2 waves (a and b). Order of waves: a, b by the alphabet; declare" in when


def test_waves_stand_in_the_order_that_is_given():
    waves = (TranscriptFacts("g1", "b"), TranscriptFacts("g2", "a"))
    assert build_outline(ReportInputs(transcripts=waves, waves=("b", "a"))).waves == ("b", "a")


def test_methods_tell_how_words_without_blanks_are_counted():
    spoken = coded("我觉得压力很大")
    told = " ".join(each.text for each in build_outline(small(spoken)).methods)
    assert "Words are counted from characters (to a word: Chinese 1.6)." in told
