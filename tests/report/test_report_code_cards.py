"""Cards: how far a code can be trusted, in words, drawings and tables."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import pytest

from builders_report import study
from interviewkit.model import (
    Agreement,
    Calibration,
    CalibrationBin,
    Certificate,
    CodersCompared,
    Corrected,
    Interval,
    Measured,
    Selective,
)
from interviewkit.model.agreement import BETWEEN_PEOPLE, WITH_MACHINE
from interviewkit.model.table import ResultTable
from interviewkit.report import html, markdown
from interviewkit.report.inputs import ReportInputs
from interviewkit.report.outline import build_outline
from interviewkit.report.pages import CodeCard
from interviewkit.report.sentences import describe_people_share
from interviewkit.tables.drawing import Drawing
from interviewkit.tables.drawing.written import write_table
from interviewkit.tables.findings.joint import describe_share

NAN = math.nan
NOTHING = Interval(NAN, NAN)


def row(of: str = "isolation", unit: str = "turn", **more: object) -> Corrected:
    plain = Corrected(
        of, unit, 0.043, Interval(0.021, 0.092), 0.09, 0.05, Interval(0.02, 0.11),
        units=900, audited=120, people=40, to_halve=310,
    )  # fmt: skip
    return replace(plain, **more)  # type: ignore[arg-type]


def audited(**more: object) -> ReportInputs:
    rows = (
        row(),
        row(segment="women", audited=60),
        row(
            unit="participant", share=NAN, interval=NOTHING, alone=NAN, audited=0,
            bounds=Interval(0.1, 0.6), why="single turns do not tell",
        ),
    )  # fmt: skip
    return replace(study(), corrected=rows, **more)  # type: ignore[arg-type]


def audited_with(*rows: Corrected) -> ReportInputs:
    inputs = audited()
    return replace(inputs, corrected=(*inputs.corrected, *rows))


def card(inputs: ReportInputs, label: str = "Isolation") -> CodeCard:
    pages = build_outline(inputs).themes
    return next(each for page in pages for each in page.cards if each.label == label)


def line(inputs: ReportInputs, term: str) -> str:
    return " ".join(each.text for each in card(inputs).lines if each.term == term)


def test_a_code_that_nobody_audited_says_what_its_numbers_stand_on() -> None:
    why = "no audit yet: judge 50 random turns"
    bare = replace(study(), corrected=(row(share=NAN, interval=NOTHING, audited=0, why=why),))
    assert "not audited" in card(bare).verdict
    assert not card(bare).audited
    assert not card(bare).marks
    assert line(bare, "Share of turns").endswith(f"9.0%, uncorrected; {why}.")


def test_a_corrected_share_stands_beside_the_naive_one() -> None:
    found = card(audited())
    assert found.verdict.startswith("Audited: 120\u00a0turns")
    assert [mark.label for mark in found.marks] == [
        "Corrected", "Judged turns alone", "Machine counted",
    ]  # fmt: skip
    assert found.top == 0.2
    said = line(audited(), "Share of turns").replace("\u00a0", " ")
    assert "4.3%, 95% CI 2.1–9.2%" in said
    assert "the machine alone found it in 9.0%" in said
    assert "310 more would halve" in said
    bounds = line(audited(), "Bounds on that share").replace("\u00a0", " ")
    assert "10–60% of the participants can have voiced it. That is no estimate" in bounds


def test_a_share_of_people_is_one_and_the_same_everywhere() -> None:
    inputs = audited()
    outline = build_outline(inputs)
    page = next(page for page in outline.themes if page.title == "Isolation")
    whole = next(p for p in inputs.prevalence if p.of == "isolation" and not (p.segment or p.wave))
    told = describe_people_share(whole)
    assert page.lead[0].text.startswith(f"{told} voiced isolation")
    assert told.replace("\u00a0", " ") in page.paragraph.figures
    assert line(inputs, "Share of people").startswith(f"{told}, as coded")
    assert page.figures[0].chart.rows[0].found == whole
    assert (
        describe_share(whole, "All participants")
        in outline.joint.sides.rows[-1].values["conversations"]
    )


def test_a_corrected_share_of_people_has_its_own_name() -> None:
    people = row(unit="participant", share=0.31, interval=Interval(0.2, 0.45), audited=12, units=40)
    inputs = replace(study(), corrected=(people,))
    said = line(inputs, "Corrected share of people").replace("\u00a0", " ")
    assert said.startswith("31%, 95% CI 20–45%; everything that 12 people of 40 said")
    page = next(page for page in build_outline(inputs).themes if page.title == "Isolation")
    assert any(
        "is voiced by 31% of the participants (95% CI 20–45%)" in finding.text
        for finding in page.qualifies
    )


def test_corrected_shares_of_few_people_are_withheld() -> None:
    few = row(segment="rural", people=4)
    table = card(audited_with(few)).table
    assert table is not None
    assert [each.values["segment"] for each in table.rows] == ["", "women"]
    assert table.notes == ("Left out, as of too few people: 1\u00a0row.",)


def test_no_command_stands_in_a_card() -> None:
    why = "no audit yet: judge 50 random turns: interviewkit review --coder NAME --queue random"
    bare = replace(study(), corrected=(row(share=NAN, interval=NOTHING, audited=0, why=why),))
    assert line(bare, "Share of turns").endswith("no audit yet: judge 50 random turns.")


def test_theme_pages_tell_it_in_a_sentence() -> None:
    outline = build_outline(audited())
    page = next(page for page in outline.themes if page.title == "Isolation")
    told = "Corrected for what the machine gets wrong, isolation is in 4.3% of the turns"
    assert any(finding.text.startswith(told) for finding in page.qualifies)


def test_segments_stand_in_a_table() -> None:
    table = card(audited()).table
    assert table is not None
    assert isinstance(table, ResultTable)
    written = write_table(table, Drawing(), capital=True)
    assert written.heads == ("Unit", "Segment", "Wave", "Naive", "Corrected", "Judged")
    assert [row[1].text for row in written.rows] == ["everyone", "Women"]


def test_a_counted_share_leads_to_its_voices() -> None:
    page = html.render(build_outline(audited()))
    assert re.search(r'<a href="#([\w-]+)">9\.0%</a>', page)
    [place] = re.findall(r'<a href="#([\w-]+)">9\.0%</a>', page)[:1]
    assert f'id="{place}"' in page


def test_agreement_has_its_interval_and_its_base() -> None:
    kappa = Measured("kappa", 0.61, Interval(0.4, 0.78))
    figure = Agreement(
        "isolation", "turn", 90, 0.9, 0.61, 8, 2, 1, 79, people=30, measures=(kappa,)
    )
    people = CodersCompared(("ana", "ben"), BETWEEN_PEOPLE, (figure,))
    said = line(audited(agreement=(people,)), "Agreement")
    assert "kappa 0.61 (95% CI 0.40 to 0.78) over 90\u00a0turns of 30\u00a0people" in said
    assert line(audited(agreement=()), "Agreement") == "No two people were compared."
    machine = CodersCompared(("ana", "machine"), WITH_MACHINE, (figure,))
    assert line(audited(agreement=(machine,)), "Agreement") == "No two people were compared."
    assert "ana and machine: kappa 0.61" in line(audited(agreement=(machine,)), "With the machine")


def test_calibration_is_told_where_there_is_any() -> None:
    curve = (
        CalibrationBin(0.0, 0.1, 100, 0.02, 0.01, Interval(0, 0.1)),
        CalibrationBin(0.2, 0.3, 20, 0.26, 0.25, Interval(0, 1)),
    )
    found = Calibration(
        "isolation", True, 120, 6, 7, 40, 0.5, None, 0.06, 0.05, 0.03, curve=curve, why=""
    )
    inputs = audited(calibration=(found,))
    said = line(inputs, "Calibration").replace("\u00a0", " ")
    assert "promise the code in 6.0%; people found it in 5.0%" in said
    assert "1.0 points apart" in said
    assert line(audited(), "Calibration") == ""


def certificate(decision: str, threshold: float | None, needs: int | None) -> Certificate:
    return Certificate(
        "isolation", decision, threshold, 0.4 if threshold else 0.0, 150, 38, 0.02, 0.08, 0.1, 0.95,
        "decisions", "people are like those who were audited", needs,
    )  # fmt: skip


def test_a_certificate_or_what_it_takes() -> None:
    no, yes = certificate("present", None, 40), certificate("absent", 0.2, None)
    granted = audited(certificates=(Selective("isolation", no, yes, NAN),))
    said = line(granted, "Certificate").replace("\u00a0", " ")
    assert "decides 40% of the turns alone" in said
    assert "“absent” at or below a score of 0.20, wrong in less than 8.0% with 95%" in said
    assert line(granted, "Assumes") == "people are like those who were audited."
    refused = audited(certificates=(Selective("isolation", no, no, NAN),))
    assert "about 40 more judged turns" in line(refused, "Certificate")
    assert line(audited(), "Certificate").startswith("None")


@pytest.mark.parametrize("render", [html.render, markdown.render])
def test_what_comes_from_outside_stays_text(render) -> None:  # type: ignore[no-untyped-def]
    evil = "<script>alert(1)</script>"
    drawn = render(build_outline(audited(read={evil: 12})))
    assert "alert(1)" in drawn
    assert evil not in drawn


def test_both_formats_have_the_card() -> None:
    outline = build_outline(audited())
    page, text = html.render(outline), markdown.render(outline)
    assert page.count('class="card audited"') == 1
    assert "Corrected: 4.3% of the turns, interval 2.1–9.2%" in page
    assert "### How far to trust it" in text
    assert "**Isolation**: Audited" in text
