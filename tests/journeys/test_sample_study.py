"""From the sample's files to its report: what the README promises."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from interviewkit import Study
from interviewkit.model import Outcome

Finished = tuple[Study, list[Outcome]]

CODES = {"neutrality", "ideation_safety", "isolation", "self_efficacy"}


def test_every_step_does_its_work(finished: Finished) -> None:
    _, outcomes = finished
    verbs = ["ingest", "import", "code", "discover", "link", "report"]
    assert [each.verb for each in outcomes] == verbs
    assert all(each.did for each in outcomes)
    assert [str(p) for each in outcomes for p in each.problems if p.fatal] == []


def test_the_study_holds_what_its_files_hold(finished: Finished) -> None:
    status = finished[0].status()
    assert status["transcripts"] == 8
    assert status["respondents"] == 2500
    assert status["waves"] == ["2025-04", "2025-05"]
    assert status["participants"] == 41  # 40 and a voice in the background
    assert status["unresolved_speakers"] == 1
    assert 0 < float(str(status["unresolved_share_of_speech"])) < 0.01
    assert all(int(str(each["turns"])) >= 60 for each in finished[0].transcripts())


def test_every_code_is_found_in_some_and_none_in_most_turns(finished: Finished) -> None:
    study, _ = finished
    found = study.codings(coders=["machine"])
    assert {each.code for each in found} == CODES
    turns = {(each.passage.turn.transcript, each.passage.turn.position) for each in found}
    assert 20 <= len(turns) <= 200
    assert all(each.status == "proposed" and each.evidence for each in found)
    assert all(each.score is not None and 0 <= each.score <= 1 for each in found)


def test_quotes_are_what_stands_in_the_turn(finished: Finished) -> None:
    for each in finished[0].codings():
        span = each.passage
        assert span.turn.text[span.start : span.end] == span.quote


def test_moderators_are_not_coded(finished: Finished) -> None:
    speakers = {each.passage.turn.speaker for each in finished[0].codings()}
    assert not {name for name in speakers if "moderator" in name.lower()}
    assert not speakers & {"Interviewer", "Joel Mensah"}


def test_topics_have_words_but_no_names_of_speakers(finished: Finished) -> None:
    fit = finished[0].topics()
    words = {word for topic in fit.topics for word, _ in topic.keywords}
    assert len([topic for topic in fit.topics if not topic.is_outliers]) >= 3
    assert not words & {"miriam", "shalini", "moderator", "yusuf", "bridget", "carmen"}
    assert {"coherence", "diversity", "outliers", "stability"} <= set(fit.measures)


def test_segments_join_survey_and_people(finished: Finished) -> None:
    sizes = {each.segment.name: each for each in finished[0].segments()}
    assert sizes["executives"].respondents == 1250
    assert sizes["executives"].participants == 16
    assert sizes["freelancers"].participants == 24


def test_the_report_speaks_of_people_and_says_who_decided(finished: Finished) -> None:
    page = (finished[0].root / "reports" / "report.md").read_text("utf-8")
    page = page.replace("\xa0", " ")
    assert "nobody's data" in page.replace("’", "'")
    assert re.search(r"\d+ of 4[01]\speople", page)
    assert "People decided all 313 coded passages" in page
    assert "kappa 0.95" in page
    assert "Where they part: Half of the respondents trust AI more" in page
    assert "Capability" in page


def test_two_coders_and_their_consensus_are_held_beside_the_machine(finished: Finished) -> None:
    study, _ = finished
    n = {name: len(study.codings(coders=[name])) for name in ("rivera", "osei", "consensus")}
    assert n == {"rivera": 309, "osei": 305, "consensus": 313}
    apart = {row.code: row for row in study.agreement("rivera", "osei") if row.code in CODES}
    assert {code: round(row.kappa, 2) for code, row in apart.items()} == {
        "neutrality": 0.95, "ideation_safety": 0.96, "isolation": 0.93, "self_efficacy": 0.97,
    }  # fmt: skip
    assert all(row.n == 625 for row in apart.values())
    machine = {row.code: row.kappa for row in study.agreement("consensus", "machine")}
    assert all(0 < machine[code] < 0.5 for code in CODES)
    assert len(study.disputes(coders=["rivera", "osei"])) == 18
    assert all(each.is_settled for each in study.disputes(coders=["rivera", "osei"]))


def test_each_disputed_turn_is_told_with_its_settlement(finished: Finished, root: Path) -> None:
    page = (root / "codings" / "README.md").read_text("utf-8")
    told = re.findall(r"^\| (\S+), (\d+) \| ([\w -]+?) \|", page, re.MULTILINE)
    written = {(talk, int(turn), re.sub("[ -]", "_", code)) for talk, turn, code in told}
    assert written == {
        (each.turn.transcript, each.turn.position, each.code)
        for each in finished[0].disputes(coders=["rivera", "osei"])
    }


def test_the_shares_of_people_are_those_that_people_judged(finished: Finished) -> None:
    found = {each.of: each for each in finished[0].corrected()}
    assert {code: round(found[code].share, 3) for code in CODES} == {
        "neutrality": 0.056, "ideation_safety": 0.058, "isolation": 0.091, "self_efficacy": 0.094,
    }  # fmt: skip
    assert all(found[code].naive < found[code].share / 2 for code in CODES)
    assert all(found[code].audited == 625 for code in CODES)


def test_the_analysts_texts_still_fit_their_figures(finished: Finished) -> None:
    page = (finished[0].root / "reports" / "report.md").read_text("utf-8")
    for theme in CODES:
        text = (finished[0].root / "report" / f"theme-theme_{theme}.md").read_text("utf-8")
        first = text.split("-->")[-1].split()[:6]
        assert " ".join(first) in page
    assert not [p for each in finished[1] for p in each.problems if p.path.startswith("report/")]


def test_nothing_is_done_twice(finished: Finished) -> None:
    assert not any(each.did for each in finished[0].run())


def test_the_same_inputs_give_the_same_codings(finished: Finished, sample: object) -> None:
    study = Study.open(str(sample))
    study.ingest()
    study.code()
    one, two = (
        [(c.passage.quote, c.code, c.polarity, c.score) for c in s.codings(coders=["machine"])]
        for s in (finished[0], study)
    )
    assert one == two


@pytest.mark.parametrize("name", ["html", "md"])
def test_the_report_is_escaped_and_whole(finished: Finished, name: str) -> None:
    text = (finished[0].root / "reports" / f"report.{name}").read_text("utf-8")
    assert len(text) > 10_000
    assert "{{" not in text
