"""The same project once more, after people renamed, merged or removed codes that it brought."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import handmade_reader
from builders_projects import TALK, as_file, nurses, select, with_new_guids
from interviewkit import Study
from interviewkit.model import Outcome
from interviewkit.model.project import Project
from interviewkit.model.project_json import losses_from_plain


@pytest.fixture(autouse=True)
def reader() -> Iterator[None]:
    with handmade_reader.plugged():
        yield


@pytest.fixture
def study(tmp_path: Path) -> Study:
    Study.init(tmp_path / "study")
    study = Study.open(tmp_path / "study")
    bring(study, nurses())
    return study


def bring(study: Study, project: Project) -> Outcome:
    file = handmade_reader.write(study.root.parent / "nurses.hm", as_file(project))
    return study.import_project(file)


def list_said(study: Study) -> list[tuple[str, str, str]]:
    return [(each.coder, each.code, each.passage.quote) for each in study.codings()]


FORMS = pytest.mark.parametrize("anew", [lambda p: p, with_new_guids], ids=["same", "new guids"])


@FORMS
def test_codes_that_were_merged_stay_one(study: Study, anew: object) -> None:
    study.merge_codes(["alone", "tools"], into="apart", by="kim")
    before, codes = list_said(study), study.codebook()[0].code_ids
    outcome = bring(study, anew(nurses()))  # type: ignore[operator]
    assert study.codebook()[0].code_ids == codes
    assert list_said(study) == before
    assert (outcome.facts["withdrawn"], outcome.facts["repeated"]) == (0, 5)


@FORMS
def test_a_code_of_another_name_and_label_is_known(study: Study, anew: object) -> None:
    study.edit_code("tools", label="Machines", by="kim")
    study.rename_code("tools", "machines", by="kim")
    before = list_said(study)
    bring(study, anew(nurses()))  # type: ignore[operator]
    assert study.codebook()[0].code_ids == ("people", "alone", "ties", "machines")
    assert list_said(study) == before


@FORMS
def test_a_code_that_was_removed_stays_so_and_is_told(study: Study, anew: object) -> None:
    study.remove_code("tools", by="kim")
    outcome = bring(study, anew(nurses()))  # type: ignore[operator]
    assert study.codebook()[0].code_ids == ("people", "alone", "ties")
    assert "tools" not in {code for _, code, _ in list_said(study)}
    losses = {each.kind: each for each in losses_from_plain(outcome.facts["losses"])}
    assert (losses["codes"].held, losses["codes"].changed) == (4, 1)
    assert "removed here since they came" in losses["codes"].why
    assert losses["codes"].names == ("Tools",)
    assert "removed here since they came" in losses["codings"].why


def test_nobody_has_read_for_a_code_that_was_removed(study: Study) -> None:
    """Brought back empty, it would say that nobody voices it."""
    study.remove_code("tools", by="kim")
    bring(study, nurses())
    assert "tools" not in {row.code for row in study.agreement("Kim", "Lee")}


def test_a_removal_that_is_undone_lets_it_come_again(study: Study) -> None:
    act = study.remove_code("tools", by="kim")
    study.undo(entry=act.entry)
    new = select(TALK, "We talk more than ever.", ("tools", "u1"), guid="later")
    source = nurses().sources[0]
    more = replace(source, selections=(*source.selections, new))
    outcome = bring(study, replace(nurses(), sources=(more,)))
    assert outcome.facts["codings"] == 1
    assert ("Kim", "tools", "We talk more than ever.") in list_said(study)


def test_codes_that_the_project_does_not_list_are_new_once(study: Study) -> None:
    new = select(TALK, "We talk more than ever.", ("strange", "u1"), guid="later")
    source = nurses().sources[0]
    more = replace(nurses(), sources=(replace(source, selections=(*source.selections, new)),))
    bring(study, more)
    codes = study.codebook()[0].code_ids
    assert len(codes) == 5
    bring(study, replace(more, name="Nurses II"))
    assert study.codebook()[0].code_ids == codes
