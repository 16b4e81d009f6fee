"""Whatever asks, a shelf is read once, and the survey's file never after it was linked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from builders_linked import TOML, linked_study
from interviewkit import Study
from interviewkit.model import ComparisonRequest
from interviewkit.store import shelves
from interviewkit.store.rows import Shelf
from interviewkit.survey import answers_file

BIG = ("turn", "coding", "coverage", "respondent", "participant", "speaker", "draw", "score")


@contextmanager
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Counter[str], Counter[str]]]:
    """How often each shelf's methods were called, and each table was the first one selected."""
    calls: Counter[str] = Counter()
    selects: Counter[str] = Counter()

    def counted(name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **more: Any) -> Any:
            calls[name] += 1
            return method(*args, **more)

        return call

    def note(_c: Any, _u: Any, statement: str, *_: Any) -> None:
        if statement.startswith("SELECT") and not statement.startswith("SELECT max("):
            selects[statement.split("FROM", 1)[1].split()[0]] += 1

    def never(*_: Any, **__: Any) -> None:
        pytest.fail("the survey's file was read")

    kinds = [each for each in vars(shelves).values() if isinstance(each, type)]
    kinds = [kind for kind in kinds if issubclass(kind, Shelf)]
    assert len(kinds) > 10

    with monkeypatch.context() as patch:
        for kind in kinds:
            for name, method in list(vars(kind).items()):
                if not name.startswith("_") and callable(method):
                    patch.setattr(kind, name, counted(f"{kind.__name__}.{name}", method))
        patch.setattr(answers_file, "read_answers", never)
        event.listen(Engine, "before_cursor_execute", note)
        try:
            yield calls, selects
        finally:
            event.remove(Engine, "before_cursor_execute", note)


@pytest.fixture
def study(tmp_path: Path) -> Study:
    show = '[survey]\nshow = ["burnout", "gender"]'
    return linked_study(tmp_path, TOML.replace("[survey]\n", f"{show}\n"))


def test_one_report_reads_each_shelf_once(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    with watched(monkeypatch) as (calls, selects):
        assert study.report().did
    twice = {name: n for name, n in calls.items() if n > 1}
    assert calls["Transcripts.list"] == calls["Survey.list"] == calls["Codings.list"] == 1
    # The log is asked two things: which passages are to be quoted, and how the codebook changed.
    assert twice == {"Judgements.standing": 2}
    assert {table: selects[table] for table in BIG if selects[table] > 1} == {}
    assert selects["respondent"] == 1


def test_comparing_reads_no_survey_file_either(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    with watched(monkeypatch) as (calls, _):
        assert study.compare(ComparisonRequest()).steps[0].answers
        assert calls["Survey.list"] == 1
        assert study.associations().segments
        assert study.compare(
            ComparisonRequest(by="segment", names=tuple(study.settings.segments)[:1])
        ).steps
    # Nobody did anything in between: the transcripts are known from the first time on.
    assert (calls["Survey.list"], calls["Transcripts.list"]) == (3, 1)


def test_a_survey_never_linked_is_read_from_its_file(study: Study) -> None:
    linked = study.compare(ComparisonRequest())
    toml = study.root / "study.toml"
    toml.write_text(toml.read_text("utf-8").replace("[survey]", '[survey]\nids = "alike"'), "utf-8")
    again = Study.open(study.root)
    assert again.compare(ComparisonRequest()).steps == linked.steps


def test_a_changed_survey_is_told_and_not_read(study: Study) -> None:
    before = study.compare(ComparisonRequest())
    path = study.root / study.settings.survey.file
    path.write_bytes(bytes(range(128, 256)))
    after = study.compare(ComparisonRequest())
    assert after.steps == before.steps
    assert "changed since it was linked" in after.notes[-1]
    assert "interviewkit link" in study.associations().notes[0]
