"""What is renewed by what people did says the same as what is worked out anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from builders import small_study
from interviewkit import Study
from interviewkit.steps.reviewing.queue import Queue

TALKS = {
    "a": "Moderator: Hm?\nAna: I hardly talk to them.\nBen: We talk more than ever.\n",
    "b": "Moderator: Hm?\nCleo: They hardly talk to me.\nDan: It is what it is.\n",
}


def tell(study: Study) -> Sequence[object]:
    """What questions are answered, and what a queue of rare codes rests on."""
    codes = study.codebook()[0].code_ids
    found: list[object] = [study.retrieve(name) for name in codes]
    found.append(study.retrieve(f"not {codes[0]}"))
    site = study._site
    with site.store.reading() as shelves:
        queue = Queue.of(site, shelves, "lee", "random", codes, 0.5, blind=False)
        return [*found, set(queue._read_by_anyone(shelves)), dict(queue._count_found(shelves))]


def test_after_every_act_it_is_as_worked_out_anew(tmp_path: Path) -> None:
    study = Study.open(small_study(tmp_path, **TALKS))
    study.ingest()
    code = study.codebook()[0].code_ids[0]
    kim, lee = (study.marking(name, new_coder=True) for name in ("kim", "lee"))
    acts: Sequence[Callable[[], object]] = (
        lambda: kim.code(2, (0, 8), code),
        lambda: lee.code(2, (2, 12), code),
        lambda: kim.code(5, (0, 4), code, memo="Oh?"),
        lambda: kim.read([2, 3, 5, 6]),
        lambda: lee.read([2, 3]),
        lambda: kim.unread([3]),
        lambda: kim.change(1, (3, 12)),
        lambda: lee.withdraw(2),
        lee.undo,
        kim.undo,
        kim.redo,
        lambda: study.edit_turn("a", 2, old="hardly", new="rarely", coder="kim"),
        lambda: study.undo(coder="kim"),
    )
    tell(study)
    said = set()
    for act in acts:
        act()
        anew = tell(Study.open(tmp_path))
        assert tell(study) == anew
        said.add(str(anew))
    assert len(said) > 6
