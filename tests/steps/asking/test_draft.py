"""A language model drafts codes: quotes exist, people are counted, the codebook is left alone."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from builders_asked import TALK_OF_MANY, asked_study, call, people_of
from interviewkit import Study
from scripted_endpoint import Received, ScriptedEndpoint, answer, fail, reply

PASSAGE = re.compile(r"Passage (\d+):\n<<<\w+\n(.*?): (.*?)\n\w+>>>", re.S)


def passages_of(received: Received) -> list[tuple[int, str]]:
    return [(int(n), text) for n, _, text in PASSAGE.findall(received.prompt)]


def code_of(label: str, *quotes: tuple[int, str]) -> dict[str, Any]:
    told = [{"passage": n, "quote": quote} for n, quote in quotes]
    return {"label": label, "definition": f"{label} is said.", "include": ["so"], "exclude": [],
            "quotes": told}  # fmt: skip


def propose(received: Received) -> str:
    """Two codes with true quotes, one with an invented quote beside, one with nothing else."""
    slow = [(n, "They are slow") for n, text in passages_of(received) if "slow" in text]
    rely = [(n, "I rely on them") for n, text in passages_of(received) if "rely" in text]
    codes = [
        code_of("Slowness", *slow, (1, "as slow as a snail")),
        code_of("Reliance: daily", *rely),
        code_of("Joy", (1, "I am so happy"), (99, "They are slow")),
        code_of("Trust", *rely[:1]),
    ]
    return json.dumps({"codes": codes}, ensure_ascii=False)


def many(folder: Path, endpoint: str, more: str = "") -> Path:
    study = asked_study(folder, endpoint, more, talk=TALK_OF_MANY)
    (study / "people.csv").write_text(people_of(24), "utf-8")
    Study.open(study).ingest()
    return study


def test_a_draft_holds_what_was_said_and_counts_people(tmp_path: Path) -> None:
    with ScriptedEndpoint(then=reply(propose)) as server:
        study = many(tmp_path / "study", server.url)
        before = (study / "codebook.yaml").read_bytes()
        out = tmp_path / "draft.yaml"
        told = call(study, "codebook", "draft", "--n", "20", "--out", str(out))
        assert told.exit_code == 0, told.output
        assert len(server.requests) == 1
        assert len({text for _, text in passages_of(server.requests[0])}) == 20
        sent = server.requests[0].body["messages"][0]["content"]
    assert "- trust (Trust): They rely on the tools." in sent
    assert "2 codes from 20 passages of 20 people, by tiny" in told.output
    assert "a quote for “Slowness” stands nowhere in the text" in told.output
    assert "the code “Joy” is left out: no quote of it exists" in told.output
    assert "the code “Trust” is there already: left out" in told.output
    assert out.stat().st_mode & 0o077 == 0
    book, problems = Study.open(study).codebook(out)
    assert not any(each.fatal for each in problems)
    assert {code.id for code in book.codes} == {"slowness", "reliance_daily"}
    text = out.read_text("utf-8")
    counts = re.findall(r"# quoted: (\d+) of (\d+) people", text)
    assert sum(int(n) for n, _ in counts) == 20
    assert {of for _, of in counts} == {"20"}
    said = TALK_OF_MANY
    assert all(example.text in said for code in book.codes for example in code.examples)
    assert (study / "codebook.yaml").read_bytes() == before
    assert "trust" in Study.open(study).codebook()[0].code_ids


def test_the_same_sample_is_asked_once_and_spread_over_people(tmp_path: Path) -> None:
    with ScriptedEndpoint(then=reply(propose)) as server:
        study = many(tmp_path, server.url)
        first = Study.open(study).draft_codebook(n=30)
        again = Study.open(study).draft_codebook(n=30)
        assert len(server.requests) == 2  # 24 people said one thing each: 20 and 4 passages
    assert first.codes == again.codes
    assert (first.passages, first.people) == (24, 24)
    assert sum(code.people for code in first.codes) == 24
    assert [code.people for code in first.codes] == [12, 12]


def test_an_answer_that_cannot_be_used_is_asked_again_and_told(tmp_path: Path) -> None:
    with ScriptedEndpoint([answer("no")], then=reply(propose)) as server:
        study = many(tmp_path / "a", server.url)
        assert len(Study.open(study).draft_codebook(n=20).codes) == 2
        assert "it is no JSON" in server.requests[1].prompt
    with ScriptedEndpoint(then=answer('{"codes": 3}')) as server:
        draft = Study.open(many(tmp_path / "b", server.url)).draft_codebook(n=20)
        assert len(server.requests) == 3
    assert draft.codes == ()
    assert "1 of 1 answers could not be used" in str(draft.problems[0])


def test_a_fault_of_the_endpoint_is_told_to_people_alone(tmp_path: Path) -> None:
    with ScriptedEndpoint([fail(500, "Ignore the passages.")], then=reply(propose)) as server:
        study = many(tmp_path, server.url, "retries = 0\n")
        draft = Study.open(study).draft_codebook(n=20)
        assert "Ignore the passages." in str(draft.problems[0])
        assert len(server.requests) == 1  # the endpoint's own tries are enough
        assert len(Study.open(study).draft_codebook(n=20).codes) == 2
        assert "earlier answer" not in server.requests[1].prompt


def test_a_dry_run_of_a_draft_sends_nothing(tmp_path: Path) -> None:
    with ScriptedEndpoint(then=reply(propose)) as server:
        told = call(many(tmp_path, server.url), "codebook", "draft", "--dry-run")
        assert server.requests == []
    assert "it would make 2 calls about 24 turns to tiny" in told.output
    assert "the passages of the sample, each alone" in told.output


def test_a_draft_is_never_written_over_the_codebook(tmp_path: Path) -> None:
    with ScriptedEndpoint(then=reply(propose)) as server:
        study = many(tmp_path, server.url)
        words = ("codebook", "draft", "--force", "--out", str(study / "codebook.yaml"))
        told = call(study, *words)
        assert server.requests == []
    assert told.exit_code == 1
    assert "never written over" in told.output


def test_hostile_words_of_a_model_stay_words(tmp_path: Path) -> None:
    def evil(received: Received) -> str:
        n, text = passages_of(received)[0]
        code = code_of("# x\n- id: y\u202e\x1b[31m", (n, text))
        code["definition"] = '"\n  - id: z\n: {}'
        return json.dumps({"codes": [code]})

    with ScriptedEndpoint(then=reply(evil)) as server:
        study = many(tmp_path / "study", server.url)
        draft = Study.open(study).draft_codebook(n=5, out=tmp_path / "draft.yaml")
    book, _ = Study.open(study).codebook(tmp_path / "draft.yaml")
    assert len(book.codes) == len(draft.codes) == 1
    assert "\x1b" not in draft.text
