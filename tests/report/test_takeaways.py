"""What page one takes along: the strongest findings, in words that never say too much."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders_report import share, study
from interviewkit.model import Contrast, Estimate, Interval, MetaInference
from interviewkit.model.estimate import Naming
from interviewkit.report.inputs import AnalystText, LinkFacts, ReportInputs, SegmentFacts
from interviewkit.report.outline import build_outline
from interviewkit.report.plain_words import lower_label, name_people, share_of
from interviewkit.report.voices import Cast

CAUSES = ("because", "due to", "leads to", "causes", "more likely", "effect of the")


def estimate(segment: str, value: float, n: int = 600, variable: str = "tired") -> Estimate:
    around = Interval(value - 0.03, value + 0.03)
    return Estimate(variable, segment, value, n, n, around, "share", "yes", "weighted")


def contrast(
    first: float = 0.88,
    second: float = 0.61,
    *,
    variable: str = "tired",
    phrase: str = "are tired",
    adjusted: float = 0.001,
    between: tuple[str, str] = ("top", "rest"),
    **fields,
) -> Contrast:
    """Two segments of the survey, 4 points of error on their difference."""
    gap = first - second
    return Contrast(
        estimate(between[0], first, variable=variable),
        estimate(between[1], second, variable=variable),
        gap,
        Interval(gap - 0.04, gap + 0.04),
        p=adjusted,
        adjusted=adjusted,
        told_as=Naming("Top quartile by AI gain", "The rest", variable.title(), phrase),
        **fields,
    )


def survey(*contrasts: Contrast, **fields) -> ReportInputs:
    """A survey alone."""
    return ReportInputs(
        contrasts=contrasts,
        segments=(SegmentFacts("top", "Top quartile by AI gain"), SegmentFacts("rest", "The rest")),
        link=LinkFacts(respondents=1200),
        people={"top": "the most productive"},
        **fields,
    )


def front(inputs: ReportInputs):
    return build_outline(inputs).front


def test_a_headline_says_in_plain_words_what_the_figures_show():
    page = front(survey(contrast()))
    assert page.headline.text == (
        "Nearly nine in ten of the most productive are tired, against six in ten of the rest."
    )
    assert page.exact.text.replace("\u00a0", " ") == (
        "Tired: 88% (95% CI 85–91%, n = 600) against 61% (95% CI 58–64%, n = 600), "
        "+27 points (+23 to +31)."
    )


@pytest.mark.parametrize(
    "doubtful",
    [
        contrast(0.63, 0.61),  # the interval holds none
        contrast(adjusted=0.2),  # chance among all that is compared
        contrast(method="true by construction: tired is what makes the top"),
        replace(contrast(), first=estimate("top", 0.88, n=12)),  # few people
    ],
)
def test_what_may_be_chance_is_not_told_as_a_difference(doubtful):
    page = front(survey(doubtful))
    assert not page.takeaways
    assert "against" not in page.headline.text


def test_comparisons_of_the_same_people_are_one_takeaway():
    found = (contrast(), contrast(0.5, 0.3, variable="quit", phrase="mean to quit"))
    [only] = front(survey(*found)).takeaways
    assert only.headline.text == (
        "Half of the most productive mean to quit, against three in ten of the rest."
    )  # the other one is the headline
    assert [row.label for row in only.figure.chart.rows] == ["Tired", "Quit"]


def test_the_surest_difference_comes_first():
    other = contrast(0.9, 0.4, variable="quit", phrase="mean to quit", between=("rest", "top"))
    page = front(survey(contrast(), other))
    assert [each.key for each in page.takeaways] == ["compared-rest-top", "compared-top-rest"]


def test_a_difference_that_words_would_hide_is_told_in_per_cents():
    sure = replace(contrast(0.61, 0.595), difference_interval=Interval(0.005, 0.025))
    assert front(survey(sure)).headline.text.startswith("61% of the most productive")


def test_machine_codes_are_told_as_such(monkeypatch):
    inputs = study()
    people = frozenset(c.name for c in inputs.coders if c.is_person)
    alone = tuple(c for c in inputs.standing if c.coder not in people)
    page = front(replace(inputs, standing=alone, estimates=()))
    assert "as a machine coded it and nobody has reviewed" in page.headline.text
    assert page.trust.text.startswith("Provisional")
    assert "machine" not in front(replace(inputs, estimates=())).headline.text


def test_few_people_are_counted_not_put_in_fractions():
    inputs = replace(study(), prevalence=(share("isolation", 5, 11),), estimates=())
    assert front(inputs).headline.text.replace("\u00a0", " ") == (
        "5 of 11 people spoke of isolation."
    )


def test_both_strands_stand_together_with_what_people_concluded():
    said = MetaInference("isolation", "confident", "contradicts", "Sure, and alone.", "Ada", "")
    text = [line.text for line in front(replace(study(), inferences=(said,))).strands]
    assert any(line == "Where they part: Sure, and alone." for line in text)
    assert any(line.startswith("People spoke of room to act") for line in text)
    assert front(survey(contrast())).strands == ()


def test_takeaways_are_three_to_five_and_name_no_cause():
    many = [
        contrast(0.9 - n / 50, 0.4, variable=f"v{n}", between=(f"a{n}", f"b{n}")) for n in range(9)
    ]
    page = front(replace(study(), contrasts=tuple(many)))
    assert 3 <= len(page.takeaways) <= 5
    assert any(each.key == "themes" for each in page.takeaways)
    texts = " ".join(each.headline.text for each in page.takeaways)
    assert not [cause for cause in CAUSES if cause in texts]


def test_the_analyst_chooses_orders_and_leaves_out():
    inputs = replace(study(), contrasts=(contrast(),))
    named = front(replace(inputs, takeaways=("themes", "compared-top-rest")))
    assert [each.key for each in named.takeaways] == ["themes", "compared-top-rest"]
    left = {"themes": AnalystText("themes", "")}
    assert "themes" not in [each.key for each in front(replace(inputs, texts=left)).takeaways]


def test_a_takeaway_that_somebody_wrote_stays_on_the_page():
    own = {"everyone-confident": AnalystText("everyone-confident", "Most feel sure.")}
    inputs = replace(study(), contrasts=tuple(contrast(between=(a, "x")) for a in "abcdefg"))
    page = front(replace(inputs, texts=own))
    assert "Most feel sure." in [each.headline.text for each in page.takeaways]


def test_a_stale_text_is_told_on_the_page_and_among_the_limits():
    own = {"headline": AnalystText("headline", "They are tired.", "x", "Tired: 70%.")}
    outline = build_outline(survey(contrast(), texts=own))
    assert outline.front.headline.stale
    assert "written before the figures behind changed: headline" in outline.limits[-1].text


def test_segments_are_called_as_a_sentence_can_call_them():
    segments = (
        SegmentFacts("a", "Executives"),
        SegmentFacts("b", "Burned out"),
        SegmentFacts("c", "The other three quartiles"),
        SegmentFacts("d", "Individual contributors"),
    )
    cast = Cast(ReportInputs(segments=segments))
    assert [name_people(name, cast) for name in "abcd"] == [
        "executives",
        "those in “Burned out”",
        "the other three quartiles",
        "individual contributors",
    ]
    assert share_of("nine in ten", "executives") == "nine in ten executives"
    assert share_of("nine in ten", "the others") == "nine in ten of the others"
    assert lower_label("Top quartile by AI gain") == "top quartile by AI gain"
    assert lower_label("AI at work") == "AI at work"


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        (ReportInputs(), "No passage carries a code yet"),
        (survey(), "The survey has no figure yet"),
        (
            replace(study(), codebook=None, standing=(), prevalence=(), estimates=()),
            "largest topics",
        ),
    ],
)
def test_studies_that_lack_much_still_say_what_there_is(inputs, said):
    page = front(inputs)
    assert said in page.headline.text or said in " ".join(
        each.headline.text for each in (*page.takeaways, *page.others)
    )
    assert page.who.text
    assert page.trust.text
