"""A study that is coded with a key has the key in none of its files, and prints it nowhere."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from builders_asked import asked_study, call, find_honestly, quotes_of
from scripted_endpoint import Received, ScriptedEndpoint, Step, answer, fail, raw, reply

KEY = "sk-proj-4hT9xQ2mZ7pLw8Rk1nVb5cD3fG6hJ9kL"


def betray(received: Received) -> str:
    """An honest answer in whose reasons the key stands."""
    found = json.loads(find_honestly(received))
    for each in found["findings"]:
        each["rationale"] = f"They said {KEY}."
    return json.dumps(found)


KINDS: dict[str, Step] = {
    "an answer": reply(betray, model=KEY),
    "no answer of that form": answer(f"I was sent {KEY}"),
    "a refusal": answer(None, message={"refusal": f"not with {KEY}"}),
    "a fault": fail(500, f"no luck with {KEY}"),
    "a refused key": fail(401, f"Incorrect API key provided: {KEY}"),
    "a page": raw(f"<html>{KEY}</html>".encode(), kind="text/html"),
}


def read_all(folder: Path) -> str:
    """Every file of a folder, and what the database says row by row."""
    files = [path.read_bytes().decode("latin-1") for path in folder.rglob("*") if path.is_file()]
    database = sqlite3.connect(next(folder.rglob("study.db")))
    rows = list(database.iterdump())
    database.close()
    return "\n".join([*files, *rows])


@pytest.mark.parametrize("kind", KINDS)
def test_the_key_is_in_no_file_and_on_no_screen(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MY_KEY", KEY)
    with ScriptedEndpoint(then=KINDS[kind]) as server:
        more = 'key_env = "MY_KEY"\nretries = 0\nconcurrent = 1\n'
        study = asked_study(tmp_path / "study", server.url, more)
        commands = (
            ["check"], ["code", "--dry-run"], ["code"], ["code", "--format", "json"], ["status"],
            ["code", "--llm-export", str(tmp_path / "study" / "prompts.jsonl")],
        )  # fmt: skip
        printed = [call(study, *words).output for words in commands]
    assert server.requests
    assert {each.headers["Authorization"] for each in server.requests} == {f"Bearer {KEY}"}
    if kind == "an answer":
        assert len(quotes_of(study)) == 3
        assert "They said [key]." in read_all(study)
    for text in (*printed, read_all(tmp_path), *capfd.readouterr()):
        assert KEY[:24] not in text
        assert KEY[-24:] not in text
