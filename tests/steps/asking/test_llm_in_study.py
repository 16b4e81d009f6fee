"""What a study makes of a language model: machine, learner, people, report, certificates."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from builders import read_reports
from builders_asked import (
    TALK_OF_MANY,
    asked_study,
    call,
    code,
    find_honestly,
    people_of,
    write,
)  # fmt: skip
from interviewkit import Study
from scripted_endpoint import Received, ScriptedEndpoint, reply


def judged_study(folder: Path, endpoint: str, *, judge: int = 24) -> Path:
    """Twenty-four people, half of whom rely on it; Kim read and coded the first of them."""
    study = asked_study(folder, endpoint, talk=TALK_OF_MANY)
    (study / "people.csv").write_text(people_of(24), "utf-8")
    Study.open(study).ingest()
    rows = [["talk", str(n + 1), "trust" if n % 2 else "", "kim"] for n in range(1, judge + 1)]
    with (study / "kim.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["transcript", "turn", "code", "coder"], *rows])
    return study


def take_judgements(study: Path) -> None:
    words = ("coding", "import", str(study / "kim.csv"), "--chance", "0.99", "--new-coder")
    done = call(study, *words)
    assert done.exit_code == 0, done.output


def test_the_machine_hears_it_and_people_measure_it(tmp_path: Path) -> None:
    with ScriptedEndpoint(then=reply(find_honestly)) as server:
        study = judged_study(tmp_path, server.url)
        toml = study / "study.toml"
        toml.write_text(toml.read_text().replace('"llm"]', '"llm", "learned"]'), "utf-8")
        code(study)
        take_judgements(study)
        told = call(study, "code").output
    assert "llm 1.00" in told.split("kappa with people")[1]
    rows = json.loads(
        call(study, "coding", "calibration", "--coder", "llm", "--format", "json").stdout
    )
    [trust] = [row for row in rows if row["code"] == "trust"]
    assert (trust["judged"], trust["found"], trust["given"]) == (24, 12, 12)
    assert trust["kappa"] == 1.0
    [machine] = [each for each in Study.open(study).coders() if each.name == "machine"]
    assert "with llm tiny; template" in machine.version


def test_the_learner_takes_it_for_evidence(tmp_path: Path) -> None:
    def against_people(received: Received) -> str:
        """A model that is wrong about everybody, reliably."""
        if "(" not in received.prompt.rsplit("slow", 1)[-1] or "slow" not in received.prompt:
            return write()
        turn = received.prompt.rsplit("<<<", 1)[1]
        if "They are slow, as ever" not in turn:
            return write()
        finding = {"rationale": "", "code": "trust", "side": "+", "quotes": ["They are slow"]}
        return write(finding)

    with ScriptedEndpoint(then=reply(against_people)) as server:
        study = judged_study(tmp_path, server.url)
        toml = study / "study.toml"
        toml.write_text(toml.read_text().replace('"llm"]', '"llm", "learned"]'), "utf-8")
        code(study)
        before = machine_turns(study)
        take_judgements(study)
        code(study)
        after = machine_turns(study)
    assert before == {n + 1 for n in range(2, 25, 2)}
    assert after == {n + 1 for n in range(1, 25, 2)}  # what people say goes before what it says


def machine_turns(study: Path) -> set[int]:
    codings = Study.open(study).codings(coders=["machine"], codes=["trust"])
    return {each.passage.turn.position for each in codings if each.holds}


def test_nothing_of_it_is_accepted_before_people_judged(tmp_path: Path) -> None:
    with ScriptedEndpoint(then=reply(find_honestly)) as server:
        study = judged_study(tmp_path, server.url)
        code(study)
        told = call(study, "code", "--selective", "--code", "trust")
        assert told.exit_code == 0, told.output
        assert "0 of 1 code can be left to the machine" in told.output
        every = Study.open(study).codings()
        assert {each.status for each in every} <= {"proposed", "rejected"}
        take_judgements(study)
        told = call(study, "code", "--selective", "--code", "trust", "--error", "0.3")
        assert "trust" in told.output
        done = [each for each in Study.open(study).codings() if each.status == "accepted"]
    certified = {each.coder for each in done} - {"kim"}
    assert certified <= {"machine (certified)"}


def test_the_report_says_whom_it_asked_and_what_that_is_worth(tmp_path: Path) -> None:
    lie = {"rationale": "", "code": "trust", "side": "+", "quotes": ["never said"]}

    def mostly(received: Received) -> str:
        return (
            write(lie) if "(5)" in received.prompt.rsplit("<<<", 1)[1] else find_honestly(received)
        )

    with ScriptedEndpoint(then=reply(mostly)) as server:
        study = judged_study(tmp_path, server.url)
        code(study)
        assert call(study, "report").exit_code == 0
    text = read_reports(study).replace("\u00a0", " ")
    for said in (
        "Passages were also read by the language model tiny on this machine; nothing was sent",
        "The prompt is the packaged template with the hash",
        "Each was asked once.",
        "It was asked about 24 turns. Of 26 answers the model gave, 3 could not be used",
        "has a quote that stands nowhere in the text (3)",
        "Codes that rest on the language model tiny are proposals.",
        "1 turn: not asked about, or no answer could be used for every code",
    ):
        assert said in text, said


def test_what_a_model_says_is_shown_as_text_alone(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>\x1b[31m"

    def say(received: Received) -> str:
        if "I rely on them" not in received.prompt.rsplit("<<<", 1)[1]:
            return write()
        finding = {"rationale": evil, "code": "trust", "side": "+", "quotes": ["I rely on them"]}
        return write(finding)

    with ScriptedEndpoint(then=reply(say)) as server:
        study = judged_study(tmp_path, server.url)
        code(study)
        call(study, "report")
        html = read_reports(study, "html")
    assert "<script>alert(1)" not in html
    [first, *_] = Study.open(study).codings(coders=["llm"])
    assert first.evidence[0].kind == "reason"


def test_what_it_was_not_asked_about_the_machine_has_not_read(tmp_path: Path) -> None:
    with ScriptedEndpoint(then=reply(find_honestly)) as server:
        study = judged_study(tmp_path, server.url)
        code(study, "--limit", "6")  # rules look for isolation, it alone for trust
        take_judgements(study)
        compared = ("coding", "agreement", "--coders", "kim,machine", "--format", "json")
        found = json.loads(call(study, *compared).stdout)
        told = call(study, "coding", "prevalence", "trust").output
        code(study)
        whole = call(study, "coding", "prevalence", "trust").output
    counted = {row["code"]: row["n"] for row in found}
    assert (counted["isolation"], counted["trust"]) == (24, 6)
    assert "the machine has not read 18 turns" in told
    assert "has not read" not in whole
