"""Long work from a page: begun, followed, stopped, and what came of it."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import pytest
from playwright.sync_api import Page, expect

from builders_web import Client, Served

pytestmark = pytest.mark.browser

SECONDS = 60


def start(visitor: Client, verb: str, **options: Any) -> Any:
    body = json.dumps({"verb": verb, "options": options}).encode()
    return json.loads(visitor.post("/api/jobs", body))["job"]


def find_job(visitor: Client) -> Any:
    return json.loads(visitor.get("/api/jobs"))["job"]


def wait_for(visitor: Client, is_so: Callable[[Any], bool]) -> Any:
    """The job once it is so, or as it is when it has ended or takes too long."""
    until = time.monotonic() + SECONDS
    while not is_so(job := find_job(visitor)) and time.monotonic() < until:
        time.sleep(0.05)
    return job


def has_ended(job: Any) -> bool:
    return bool(job["state"] != "running")


@pytest.fixture
def many_talks(study_folder: Path) -> Path:
    """So many new files that reading them takes a while."""
    folder = study_folder / "transcripts/June"
    folder.mkdir()
    said = "\n".join(f"Moderator: And {n}?\nGil: I say {n} again." for n in range(150))
    for number in range(600):
        (folder / f"talk{number}.txt").write_text(said)
    return study_folder


@pytest.fixture
def visitor(served: Served) -> Iterator[Client]:
    return Client(served)


def test_a_step_runs_and_says_what_it_did(visitor: Client) -> None:
    assert find_job(visitor) is None
    assert start(visitor, "code")["state"] == "running"
    job = wait_for(visitor, has_ended)
    assert job["state"] == "done", job
    assert [each["says"] for each in job["outcomes"]] == [["nothing new: 6 codings"]]
    assert job["fault"] is None


def test_problems_have_line_and_hint(visitor: Client, study_folder: Path) -> None:
    (study_folder / "transcripts/April/empty.txt").write_text("")
    start(visitor, "ingest")
    [outcome] = wait_for(visitor, has_ended)["outcomes"]
    [problem] = outcome["problems"]
    assert problem["path"] == "transcripts/April/empty.txt"
    assert problem["fatal"]
    assert problem["what"]


def test_a_refusal_is_told_with_its_hint(visitor: Client, study_folder: Path) -> None:
    (study_folder / "codebook.yaml").write_text("codes: [")
    start(visitor, "code")
    job = wait_for(visitor, has_ended)
    assert job["state"] == "failed"
    assert "codebook.yaml" in job["fault"]["message"]
    assert job["fault"]["hint"]


def test_a_file_of_somebody_else_is_written_over_only_when_told(
    visitor: Client, study_folder: Path
) -> None:
    report = study_folder / "reports/report.html"
    report.parent.mkdir(exist_ok=True)
    report.write_text("mine")
    start(visitor, "report")
    job = wait_for(visitor, has_ended)
    assert job["fault"]["may_force"], job
    assert report.read_text() == "mine"
    start(visitor, "report", force=True)
    assert wait_for(visitor, has_ended)["state"] == "done"
    assert "Six people" in report.read_text()


def count_transcripts(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "study.db")) as connection:
        query = "SELECT count(*) FROM transcript WHERE current"
        return int(connection.execute(query).fetchone()[0])


def test_a_stopped_step_has_done_nothing(served: Served, many_talks: Path) -> None:
    visitor = Client(served)
    start(visitor, "ingest")
    job = wait_for(visitor, lambda job: job["label"] == "reading transcripts" and job["done"] > 0)
    assert job["total"] == 600
    visitor.post("/api/jobs/stop", b"{}")
    assert wait_for(visitor, has_ended)["state"] == "stopped"
    assert count_transcripts(many_talks) == 2
    assert "April/leaders" in visitor.get("/read")


def test_one_job_at_a_time_and_pages_meanwhile(served: Served, many_talks: Path) -> None:
    visitor = Client(served)
    start(visitor, "ingest")
    with pytest.raises(HTTPError) as refused:
        start(visitor, "report")
    assert "ingest is still running" in refused.value.read().decode()
    assert "April/leaders" in visitor.get("/read")
    visitor.post("/api/jobs/stop", b"{}")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_job_ends_with_the_server(served: Served, many_talks: Path, how: int) -> None:
    visitor = Client(served)
    start(visitor, "ingest")
    wait_for(visitor, lambda job: job["label"] == "reading transcripts" and job["done"] > 0)
    workers = find_children(served.process.pid)
    assert workers
    served.stop(how)
    until = time.monotonic() + SECONDS
    while any(map(is_alive, workers)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(is_alive, workers))
    assert count_transcripts(many_talks) == 2


def find_children(pid: int) -> list[int]:
    """Processes that another one has started (Linux)."""
    found = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for each in found for child in each.read_text().split()]


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_an_unknown_step_is_refused(visitor: Client) -> None:
    for body in (b'{"verb": "restore"}', b'{"verb": 1}', b'{"verb": "code", "options": []}'):
        with pytest.raises(HTTPError) as refused:
            visitor.post("/api/jobs", body)
        assert refused.value.code == 400


def test_news_come_to_a_page_that_listens(served: Served, study_folder: Path) -> None:
    visitor = Client(served)
    stream = visitor.open("/api/events")
    assert [kind for kind, _ in read_events(stream, 2)] == ["mark", "job"]
    start(visitor, "ingest")
    (study_folder / "transcripts/April/more.txt").write_text("Ana: One more.\nBen: Yes.\n")
    told = read_events(
        stream, 40, until=lambda kind, what: what.get("job", {}).get("state") == "done"
    )
    assert told[-1][1]["job"]["verb"] == "ingest"


def read_events(
    stream: Any, most: int, until: Callable[[str, Any], bool] = lambda _kind, _what: False
) -> list[tuple[str, Any]]:
    """The next events of a stream, so many or until one of them is the awaited one."""
    found: list[tuple[str, Any]] = []
    kind = ""
    for line in stream:
        name, _, said = line.decode().strip().partition(": ")
        kind = said if name == "event" else kind
        if name == "data":
            found.append((kind, json.loads(said)))
            if len(found) == most or until(*found[-1]):
                break
    return found


def test_a_page_shows_a_job_that_another_began(page: Page, many_talks: Path) -> None:
    page.get_by_role("button", name="Read").click()
    expect(page.get_by_role("heading", name="Reading files …")).to_be_visible()
    page.goto(f"{page.url.rstrip('/')}/memos")
    expect(page.get_by_role("link", name="reading files")).to_be_visible()
    page.get_by_role("link", name="reading files").click()
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("heading", name="Reading files was stopped")).to_be_visible()
    assert count_transcripts(many_talks) == 2
