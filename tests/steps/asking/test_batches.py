"""A language model asked by way of files: what is written, and what is taken in again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from builders_asked import (
    HONEST,
    Told,
    asked_study,
    call,
    code,
    find_honestly,
    quotes_of,
    turn_of,
    write,
)  # fmt: skip
from scripted_endpoint import Received

NOBODY = "http://127.0.0.1:9/v1"
"""An endpoint where nothing listens: a machine without a network."""


def export(study: Path, *words: str) -> tuple[list[dict[str, Any]], Told]:
    file = study.parent / "prompts.jsonl"
    told = call(study, "code", "--llm-export", str(file), *words)
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    return [json.loads(line) for line in lines], told


def respond(
    request: dict[str, Any], say: Callable[[Received], str] = find_honestly
) -> dict[str, Any]:
    """What a batch service makes of a request."""
    text = say(Received("/chat/completions", {}, request["body"]))
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": text},
        "finish_reason": "stop",
    }
    usage = {"prompt_tokens": 300, "completion_tokens": 30}
    body = {"object": "chat.completion", "model": "tiny", "choices": [choice], "usage": usage}
    response = {"status_code": 200, "request_id": "r", "body": body}
    return {"id": "b", "custom_id": request["custom_id"], "response": response, "error": None}


def take_in(study: Path, *lines: object) -> Told:
    file = study.parent / "answers.jsonl"
    rows = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    file.write_text("\n".join(rows) + "\n", "utf-8")
    return call(study, "code", "--llm-import", str(file))


def test_a_study_is_coded_by_files_alone(tmp_path: Path) -> None:
    study = asked_study(tmp_path / "study", NOBODY)
    requests, told = export(study)
    assert "4 requests about 4 turns" in told.output
    assert "confidential, and only you can read it" in told.output
    assert (tmp_path / "prompts.jsonl").stat().st_mode & 0o077 == 0
    for each in requests:
        assert each["method"] == "POST"
        assert each["url"] == "/v1/chat/completions"
        assert each["custom_id"].startswith("confidential-")
        assert each["body"]["model"] == "tiny"
        assert each["body"]["response_format"]["type"] == "json_schema"
        assert len(each["custom_id"]) <= 64
    told = take_in(study, *map(respond, reversed(requests)))
    assert "4 answers taken in" in told.output
    assert quotes_of(study) == HONEST
    assert "nothing is left to be asked" in export(study)[1].output
    assert code(study)["did"] is False  # nobody is asked where nothing is missing


def test_votes_are_asked_one_a_line(tmp_path: Path) -> None:
    study = asked_study(tmp_path / "study", NOBODY, "votes = 3\n")
    requests, _ = export(study, "--limit", "1")
    assert [each["custom_id"][-2:] for each in requests] == ["-0", "-1", "-2"]
    assert len({each["body"]["seed"] for each in requests}) == 3
    assert all("n" not in each["body"] for each in requests)
    take_in(study, *map(respond, requests))
    assert quotes_of(study) == [("isolation", "+", "I hardly talk to my colleagues", 0.875)]


def test_bad_lines_are_told_with_their_number_and_good_ones_kept(tmp_path: Path) -> None:
    study = asked_study(tmp_path / "study", NOBODY)
    requests, _ = export(study)
    good = [respond(each) for each in requests]
    failed = {**good[2], "response": None, "error": {"code": "x", "message": "it was too long"}}
    busy = {**good[2], "response": {"status_code": 500, "body": {"error": {"message": "busy"}}}}
    foreign = {**good[2], "custom_id": "request-7"}
    strange = {**good[2], "custom_id": f"confidential-{'0' * 32}-0"}
    empty = {**good[2], "response": {"status_code": 200, "body": {"choices": []}}}
    told = take_in(study, good[0], "{", good[0], foreign, strange, failed, "", busy, empty, good[1])
    for line, what in (
        (2, "is no JSON object"),
        (3, "answers what is answered already; the first answer stays"),
        (4, "answers no question of this study"),
        (5, "answers no question of this study"),
        (6, "failed: it was too long"),
        (8, "failed with status 500: busy"),
        (9, "the endpoint gave no choices"),
    ):
        assert f"answers.jsonl:{line}: the line" in told.output, told.output
        assert what in told.output
    assert "2 answers taken in" in told.output
    assert "7 lines left out" in told.output
    assert len(export(study)[0]) == 2


def test_answers_to_another_codebook_are_told_and_left_out(tmp_path: Path) -> None:
    study = asked_study(tmp_path / "study", NOBODY)
    requests, _ = export(study)
    book = study / "codebook.yaml"
    book.write_text(book.read_text().replace("They rely on", "They depend on"), "utf-8")
    told = take_in(study, *map(respond, requests))
    assert (
        "answers what was asked before codebook, template, settings or speech changed"
        in told.output
    )
    assert "0 answers taken in" in told.output
    assert "llm" not in call(study, "coding", "list").output


def test_answers_taken_in_twice_are_told(tmp_path: Path) -> None:
    study = asked_study(tmp_path / "study", NOBODY)
    requests, _ = export(study)
    take_in(study, respond(requests[0]))
    assert "answered already" in take_in(study, respond(requests[0])).output


def test_a_lie_in_a_file_is_exported_again(tmp_path: Path) -> None:
    study = asked_study(tmp_path / "study", NOBODY)
    requests, _ = export(study)

    def lie(received: Received) -> str:
        if "rely on" in turn_of(received):
            return write({"rationale": "", "code": "trust", "side": "+", "quotes": ["I trust it"]})
        return find_honestly(received)

    take_in(study, *(respond(each, lie) for each in requests))
    assert quotes_of(study) == HONEST[:2]
    [again], _ = export(study)
    assert "An earlier answer could not be used" in again["body"]["messages"][1]["content"]
    take_in(study, respond(again))
    assert quotes_of(study) == HONEST


def test_the_other_form_of_batches_is_written_and_read(tmp_path: Path) -> None:
    study = asked_study(tmp_path / "study", NOBODY, 'provider = "anthropic"\n')
    requests, _ = export(study)
    assert all(each["params"]["max_tokens"] == 1500 for each in requests)
    lines: list[dict[str, Any]] = []
    for each in requests:
        text = find_honestly(Received("/messages", {}, each["params"]))
        message = {"type": "message", "model": "tiny", "stop_reason": "end_turn",
                   "content": [{"type": "text", "text": text}],
                   "usage": {"input_tokens": 3, "output_tokens": 2}}  # fmt: skip
        result = {"type": "succeeded", "message": message}
        lines.append({"custom_id": each["custom_id"], "result": result})
    lines[0]["result"] = {"type": "errored", "error": {"error": {"message": "overloaded"}}}
    told = take_in(study, *lines)
    assert "answers.jsonl:1: the line failed: overloaded" in told.output
    assert quotes_of(study) == HONEST[1:]


def test_files_that_are_none_are_refused(tmp_path: Path) -> None:
    study = asked_study(tmp_path / "study", NOBODY)
    for words in (
        ("--llm-import", str(tmp_path)),
        ("--llm-import", "nothing.jsonl"),
        ("--llm-export", str(study / "study.db")),
        ("--llm-export", str(study)),
    ):
        told = call(study, "code", *words)
        assert told.exit_code == 1, told.output
        assert "Error: " in told.output
    assert call(study, "code", "--llm-erase", "--dry-run").exit_code == 2


def test_answers_to_a_file_count_though_the_words_were_erased_since(tmp_path: Path) -> None:
    study = asked_study(tmp_path / "study", NOBODY)
    requests, _ = export(study)
    call(study, "code", "--llm-erase")
    assert "4 answers taken in" in take_in(study, *map(respond, requests)).output
    assert quotes_of(study) == HONEST
