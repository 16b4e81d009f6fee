"""Small groups: no file that is shared tells anything of few people, nor lets it be computed.

Two studies differ in nothing but what three people said and answered (and so, that all sums stay,
in what others said of whom the rest could be computed). Whatever could be read of the three in
any file would differ between the files of both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import pytest
from test_report_associations import rows as associate
from test_report_code_cards import row as corrected_row

from builders_report import share, study
from interviewkit.model import Contrast, DeviantCase, Estimate, Interval, Participant
from interviewkit.model.estimate import Naming
from interviewkit.model.participant import PLAIN_ROLE
from interviewkit.model.query import Query
from interviewkit.model.report_profile import APPENDIX, BRIEF, FULL
from interviewkit.model.retrieval import FoundPerson, Retrieval
from interviewkit.report import html, markdown
from interviewkit.report.asked import build_asked_section
from interviewkit.report.associations import build_associations_section
from interviewkit.report.figure_files import draw_figure_files
from interviewkit.report.inputs import AnsweredQuery, ReportInputs, SegmentFacts
from interviewkit.report.joint import build_joint_display
from interviewkit.report.joint_files import draw_joint
from interviewkit.report.outline import build_outline
from interviewkit.report.pages import Outline
from interviewkit.report.profiles import cut_profile
from interviewkit.report.slides.report import render as render_slides
from interviewkit.report.small_groups import count_roles, withhold_small_groups
from interviewkit.report.voices import Cast
from interviewkit.report.word.report import render as render_word

EAST = ("P38", "P39", "P40")
OTHER_EAST = ("P27", "P31", "P36")
"""Three others who could be those of the east."""
NORTH = tuple(f"P{number}" for number in range(1, 21))


def build(voiced: int = 0, east: tuple[str, ...] = EAST) -> ReportInputs:
    """Forty people: 20 of the north, 3 of the east, and 17 of the south.

    ``voiced`` of the three of the east voiced everything there is; in north and south together as
    many fewer did, so that the shares of everyone stay.
    """
    inputs = study()
    south = tuple(f"P{n}" for n in range(21, 41) if f"P{n}" not in east)
    segments = (
        SegmentFacts("north", "The north", "", NORTH, 200, 200.0),
        SegmentFacts("south", "The south", "", south, 197, 197.0),
        SegmentFacts("east", "The far east", "", east, 3, 3.0),
    )
    kept = [each for each in inputs.prevalence if not each.segment]
    shares = [*kept, *(p for of in ("agency", "neutrality", "isolation", "self_efficacy",
                                    "ideation_safety") for p in _count(of, voiced))]  # fmt: skip
    return replace(
        inputs,
        segments=segments,
        prevalence=tuple(shares),
        estimates=(*_answer_all(inputs), *_answer(voiced)),
        contrasts=(_compare("south", "east", voiced), _compare("north", "south", voiced)),
        corrected=(
            corrected_row(),
            corrected_row(segment="north", audited=60, people=20),
            corrected_row(segment="south", audited=60, people=17, share=0.2 - 0.01 * voiced),
            corrected_row(segment="east", audited=9, people=3, share=0.3 + 0.1 * voiced),
        ),
        associations=replace(
            inputs.associations,
            segments=(
                *associate(([1] * 10 + [0] * 10) * 2, 20, "north"),
                *associate([1] * 17 + [0] * (6 + voiced) + [1] * (17 - voiced), 17, "south"),
                *associate([1] * voiced + [0] * (3 - voiced) + [0] * 37, 3, "east"),
            ),
        ),
        deviant=(
            *inputs.deviant,
            DeviantCase("isolation", "P40", "segment", "east", voiced=False, follow=2, people=3),
            DeviantCase("isolation", "P21", "segment", "south", True, "", 14 - voiced, 17),
        ),
        beside={"agency": ("confident",)},
    )


def _count(of: str, voiced: int) -> Iterator[object]:
    for wave, n in (("", 20), ("2025-04", 20)):
        yield share(of, 11, n, "north", wave)
    for wave in ("", "2025-05"):
        yield share(of, 9 - voiced, 17, "south", wave)
        yield share(of, voiced, 3, "east", wave)


def _side(segment: str, variable: str, value: float, n: int) -> Estimate:
    kind = "share" if variable == "confident" else "mean"
    return Estimate(variable, segment, value, n, float(n), Interval(0.1, 0.9), kind, method="T")


def _answer_all(inputs: ReportInputs) -> Iterator[Estimate]:
    yield from (replace(each, n=400) for each in inputs.estimates if not each.segment)


def _answer(voiced: int) -> Iterator[Estimate]:
    for variable in ("confident", "hours"):
        yield _side("north", variable, 0.61, 200)
        yield _side("south", variable, 0.5 - voiced / 197, 197)
        yield _side("east", variable, voiced / 3, 3)


def _compare(first: str, second: str, voiced: int) -> Contrast:
    sides = {each.segment: each for each in _answer(voiced) if each.variable == "confident"}
    apart = sides[first].value - sides[second].value
    return Contrast(
        sides[first], sides[second], apart, Interval(apart - 0.1, apart + 0.1), 1.5,
        Interval(1.2, 1.9), p=0.001, adjusted=0.01,
        told_as=Naming(first, second, "Confident", "are confident"), title="Two parts",
    )  # fmt: skip


def _unzip(data: bytes) -> dict[str, bytes]:
    """What a file of Word, slides or tables holds, but for when it was packed."""
    with ZipFile(BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


@cache
def outline(voiced: int = 0, east: tuple[str, ...] = EAST) -> Outline:
    return build_outline(build(voiced, east))


@cache
def display(voiced: int = 0, east: tuple[str, ...] = EAST):
    return build_joint_display(withhold_small_groups(build(voiced, east)))


FORMATS = {
    "outline": repr,
    "page": html.render,
    "full": lambda each: html.render(cut_profile(each, FULL)),
    "appendix": lambda each: html.render(cut_profile(each, APPENDIX)),
    "brief": lambda each: html.render(cut_profile(each, BRIEF)),
    "markdown": markdown.render,
    "word": lambda each: _unzip(render_word(each)),
    "slides": lambda each: _unzip(render_slides(each)),
    "figures": lambda each: dict(draw_figure_files(each).contents),
}


@pytest.mark.parametrize("name", FORMATS)
def test_what_few_people_said_changes_no_file(name):
    assert FORMATS[name](outline(3)) == FORMATS[name](outline(0))


@pytest.mark.parametrize("shape", ["html", "docx", "xlsx", "svg"])
def test_what_few_people_said_changes_no_joint_display(shape):
    first, second = (draw_joint(display(voiced), shape) for voiced in (0, 3))
    if shape in ("docx", "xlsx"):
        first, second = _unzip(first), _unzip(second)
    assert first == second


def test_who_belongs_to_a_small_group_changes_no_file():
    assert outline(0, OTHER_EAST) == outline(0)
    assert display(0, OTHER_EAST) == display(0)


def test_what_many_people_said_does_change_the_files():
    """The comparison above sees what it is to see."""
    inputs = build()
    moved = [replace(p, voiced=p.voiced + 1) if p.segment == "north" else p
             for p in inputs.prevalence]  # fmt: skip
    told = html.render(build_outline(replace(inputs, prevalence=tuple(moved))))
    assert told != html.render(outline())
    open_ = replace(inputs, min_cell=1)
    assert build_outline(open_) != build_outline(replace(build(3), min_cell=1))


def test_withheld_groups_are_named_once_with_their_reason():
    said = [each.text.replace("\xa0", " ") for each in outline().limits]
    told = [text for text in said if "Withheld" in text]
    assert told == [
        "Withheld (–), wholly or in part: figures of “The south” and “The far east”. They are of "
        "fewer than 5 people, or would let those of so few be computed from the rest."
    ]
    survey = [each.text for each in outline().survey.text if "Withheld" in each.text]
    assert survey == [
        "Withheld, since fewer than 5 people of them answered: The far east.",
        "Withheld, since answers of fewer than 5 people could be computed from them: The south.",
    ]


def test_sizes_of_small_groups_are_marks():
    appendix = next(each for each in outline().appendix if each.id == "survey-tables")
    table = next(each for each in appendix.tables if each.name == "segments")
    sizes = [(row.values["respondents"], row.values["participants"]) for row in table.rows]
    assert sizes == [(200, 20), (None, None), (None, None)]
    assert table.notes == ("–: withheld, as of few people.",)


def test_voices_are_not_filtered_by_small_groups():
    assert outline().filters == ("The north",)
    page = html.render(cut_profile(outline(), APPENDIX))
    assert '<option value="0">The north</option>' in page
    assert "The far east</option>" not in page
    told = {each for theme in outline().themes for p in theme.who.people for each in p.segments}
    assert told == {0}


def test_comparisons_that_give_few_away_are_counted_only():
    section = build_associations_section(Cast(withhold_small_groups(build())))
    assert [r.values["segment"] for table in section.tables for r in table.rows] == ["north"]
    told = " ".join(each.text for each in section.text).replace("\xa0", " ")
    assert "1 comparison from which the figures of few people could be computed" in told


def test_roles_of_few_people_have_no_number_and_stand_with_nobody():
    inputs = study()
    people = [replace(p, role="founder") if p.name in EAST else
              replace(p, role="staff") if p.name in NORTH else p
              for p in inputs.participants]  # fmt: skip
    cast = Cast(replace(inputs, participants=tuple(people), segments=()))
    assert (cast.about("P1"), cast.about("P40")) == ("staff", "")
    methods = {each.term: each.text for each in build_outline(cast.inputs).methods}
    told = next(text for text in methods.values() if "founder" in text)
    assert "(founder: –, staff: 20)" in told.replace("\xa0", " ")


def test_questions_to_few_people_have_no_answer():
    def ask(heard: int, **narrow: tuple[str, ...]) -> AnsweredQuery:
        found = FoundPerson("P40", "", 3)
        return AnsweredQuery("Rest", Retrieval(Query(**narrow), 2, heard, 3, 1, (found,)))

    def read(*asked: AnsweredQuery):
        inputs = withhold_small_groups(replace(build(), asked=asked))
        return build_asked_section(Cast(inputs))

    hidden = (
        ask(3, segments=("east",)), ask(17, segments=("south",)), ask(37, roles=("participant",)),
        ask(4, transcripts=("g1",)),
    )  # fmt: skip
    section = read(*hidden)
    assert section.tables == ()
    assert all("withheld" in each.text and "2" not in each.text for each in section.text)
    assert "2 of 20 people" in read(ask(20, segments=("north",))).text[0].text.replace("\xa0", " ")
    assert "2 of 38 people" in read(ask(38)).text[0].text.replace("\xa0", " ")


def test_what_is_withheld_is_decided_once():
    once = withhold_small_groups(build())
    assert withhold_small_groups(once) == once


def test_one_unresolved_speaker_hides_no_role() -> None:
    inputs = study()
    nobody = Participant("talk-1/Unknown speaker", role=PLAIN_ROLE)
    turn = max(inputs.speaker_of) + 1
    people = tuple(
        person if person.is_moderator else replace(person, role="leader" if n % 3 else "freelancer")
        for n, person in enumerate(inputs.participants)
    )
    inputs = replace(
        inputs,
        participants=(*people, nobody),
        speaker_of={**inputs.speaker_of, turn: nobody.name},
    )
    roles = Counter(p.role for p in Cast(inputs).people.values() if p.role != PLAIN_ROLE)
    assert len(roles) == 2
    assert count_roles(Cast(inputs)) == [(role, str(n)) for role, n in sorted(roles.items())]
