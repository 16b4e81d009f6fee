"""Who reads blind is told nowhere what others or machines coded, whichever address they ask."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError

import pytest

from builders_web import Client, serving
from interviewkit import Study

SECRET = "Lee alone knows"
LOOKS = (
    "/read", "/read/April/leaders", "/codebook", "/retrieve?q=isolation", "/retrieve?q=coder:lee",
    "/retrieve/passages?q=isolation", "/retrieve/matrix", "/retrieve/matrix/file",
    "/review/agreement", "/review/disagreements", "/memos", "/memos/export?as=csv", "/people/Ben",
    "/people/answers", "/findings", "/report", "/report/frame", "/report/files/report.md",
    "/api/codebook", "/api/codebook/codings?code=isolation", "/api/codebook/suggest?code=isolation",
    "/api/review/disputes", "/api/memos",
    "/api/read/transcript?name=April/leaders", "/api/read/changes?name=April/leaders&since=",
)  # fmt: skip
TOLD = (SECRET, ">lee<", '"lee"', ",lee,", "lee (person)", '"machine"', "machine,")


@pytest.fixture
def told_study(study_folder: Path) -> Path:
    """Lee has written, coded and read what nobody else has; a report is there."""
    study = Study.open(study_folder)
    turn = study.transcript("April/leaders").turns[2]
    study.marking("lee").code(turn.id or 0, (0, 7), "isolation", "-")
    for about in ("study", "code:isolation", "April/leaders#3", "person:Ben"):
        study.write_memo(about, SECRET, coder="lee")
    cell = study.framework("participants", ["isolation"]).rows[0].cells[0]
    study.summarise_cell(cell.about, SECRET, coder="lee")
    study.report()
    study.close()
    return study_folder


@pytest.fixture(params=["kim", ""])
def visitor(told_study: Path, request: pytest.FixtureRequest) -> Iterator[Client]:
    """Kim, or somebody who has not said who they are, blind."""
    who = ["--coder", request.param] if request.param else []
    with serving(told_study, *who) as served:
        client = Client(served)
        client.post("/api/blind", b'{"blind": true}')
        yield client


def ask(visitor: Client, path: str, body: object = None) -> str:
    try:
        if body is None:
            return visitor.get(path)
        return visitor.post(path, json.dumps(body).encode())
    except HTTPError as refusal:
        told = str(refusal.read().decode())
        return told if refusal.code == 409 else f"{SECRET}: {refusal.code}"


def test_no_page_tells_what_others_said(visitor: Client) -> None:
    leaks = {(path, word) for path in LOOKS for word in TOLD if word in ask(visitor, path)}
    assert not leaks


def test_nothing_is_counted_that_is_not_ones_own(visitor: Client) -> None:
    codes = {code["id"]: code for code in json.loads(visitor.get("/api/codebook"))["codes"]}
    is_kim = 'name="coder" content="kim"' in visitor.get("/")
    assert codes["isolation"]["passages"] == (2 if is_kim else 0)
    assert codes["isolation"]["proposed"] == 0


def test_changes_are_foretold_without_others(told_study: Path) -> None:
    with serving(told_study, "--coder", "kim") as served:
        kim = Client(served)
        kim.post("/api/blind", b'{"blind": true}')
        merge = {"codes": ["isolation", "neutrality"], "into": "feelings", "dry": True}
        told = json.loads(ask(kim, "/api/codebook/merge", merge))
        assert {each["coder"] for each in told["effects"]} <= {"kim", ""}
        assert "proposals of machines" not in {each["what"] for each in told["effects"]}
        assert any("hidden" in note for note in told["notes"])
        turn = {"transcript": "April/leaders", "turn": 3, "text": "Talk more than ever."}
        for path in ("/api/edit/preview", "/api/edit"):
            edit = ask(kim, path, turn)
            assert not [word for word in (*TOLD, "lee", "rules", "machine") if word in edit]
        mend = {"transcript": "April/leaders", "position": 3, "text": "More than ever."}
        assert "lee" not in ask(kim, "/api/read/mend", mend)
