"""Texts that were marked with tools for annotation stand with their codes on the same words."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from builders_annotated import (
    brat_file,
    doccano_file,
    label_studio_file,
    prodigy_file,
    webanno_file,
)
from builders_databases import coders_of, words_of
from builders_extracts import note_texts
from interviewkit import Study
from interviewkit.errors import SourceError
from interviewkit.exchange.annotated import brat, json_spans, label_studio, webanno
from interviewkit.exchange.projects.detecting import detect_format
from interviewkit.model.project import ForeignFile


def lost(found: ForeignFile) -> dict[str, tuple[int, int, int]]:
    return {each.kind: (each.held, each.changed, each.dropped) for each in found.losses}


def test_lines_of_brat_are_read_beside_their_text(tmp_path: Path) -> None:
    path = brat_file(tmp_path)
    assert detect_format(path) == "brat"
    found = brat.read(path)
    assert words_of(found) == {
        "talk": [
            ("How was it?\r\nAna", ["Asking"]), ("Long", ["Waiting"]),
            ("nobody came", ["Absence"]), ("came.\r\nAna: I", ["Turning"]),
            ("I waited", ["Waiting"]),
        ]
    }  # fmt: skip
    absence, _, _, turning, _ = found.project.sources[0].selections
    assert note_texts(found.project, absence.codings[0].notes) == [
        "Negation\nCertainty: high\nlook again"
    ]
    assert note_texts(found.project, turning.codings[0].notes) == ["Reference: somebody: Wiki:5"]
    links = [(each.name, each.origin, each.target) for each in found.project.links]
    ends = (absence.guid, turning.guid)
    assert links == [("Who", *ends[::-1]), ("Causes", *ends), ("Same", *ends)]
    assert lost(found) == {"lines of annotations": (12, 1, 1)}


def test_brat_without_its_text_says_what_to_do(tmp_path: Path) -> None:
    path = brat_file(tmp_path)
    (tmp_path / "talk.txt").unlink()
    with pytest.raises(SourceError, match="without their text") as fault:
        brat.read(path)
    assert "talk.txt" in fault.value.hint


def test_words_of_webanno_stand_where_it_says(tmp_path: Path) -> None:
    path = webanno_file(tmp_path)
    assert detect_format(path) == "webanno"
    found = webanno.read(path)
    source = found.project.sources[0]
    assert source.text == "Int: How was it?\nAna: Long 😀, and nobody came.\nAna: I waited."
    assert words_of(found) == {
        "talk": [
            ("Long", ["Long"]), ("nobody", ["Lo_ss"]), ("nobody came", ["Absence"]),
            ("I waited", ["Codes"]),
        ]
    }  # fmt: skip
    assert {coder for coder, _ in coders_of(found)} == {"ana"}
    assert [note.text for note in found.project.notes] == ["sure: yes"]
    assert lost(found) == {"marks of POS": (2, 0, 2), "marks of Rel": (1, 0, 1)}


def test_what_is_agreed_on_in_inception_is_nobodys(tmp_path: Path) -> None:
    path = webanno_file(tmp_path)
    found = webanno.read(path.rename(path.with_name("CURATION_USER.tsv")))
    assert ({coder for coder, _ in coders_of(found)}, found.project.name) == ({""}, "talk")


def test_a_place_far_off_is_damage(tmp_path: Path) -> None:
    path = webanno_file(tmp_path)
    path.write_text(path.read_text("utf-8").replace("48-51", "999999999948-999999999951"), "utf-8")
    with pytest.raises(SourceError, match="signs behind"):
        webanno.read(path)


def test_tasks_of_label_studio_keep_who_said_what(tmp_path: Path) -> None:
    path = label_studio_file(tmp_path)
    assert detect_format(path) == "label-studio"
    found = label_studio.read(path)
    source = found.project.sources[0]
    codes = {code.guid: code for code in found.project.codes}
    assert words_of(found) == {
        "talk": [("nobody came", ["Absence", "Loss", "Absence"]), ("I waited", ["Waiting"])]
    }
    assert coders_of(found) == [
        ("Ana Kern", "Absence"), ("Ana Kern", "Loss"), ("annotator 2", "Absence"),
        ("Ana Kern", "Waiting"),
    ]  # fmt: skip
    mood = codes[source.codings[0].code]
    assert (mood.name, codes[mood.parent].name) == ("bad", "mood")
    assert list(source.values.values()) == ["North"]
    assert {note.text for note in found.project.notes} == {"sure: 4"}
    assert [each.name for each in found.project.links] == ["leads to"]
    assert lost(found) == {"labels": (7, 0, 2)}
    assert "example.org" not in repr(found)


def test_a_dialogue_of_label_studio_counts_in_its_lines(tmp_path: Path) -> None:
    value = {"start": "1", "end": "1", "startOffset": 9, "endOffset": 20, "text": "Nobody came",
             "paragraphlabels": ["Absence"]}  # fmt: skip
    task = {
        "data": {"interview": "Talk 9", "dialogue": [
            {"author": "Int", "text": "How was it?"},
            {"author": "Ana", "text": "Long 😀. Nobody came at all. Nobody came."}]},
        "annotations": [{"completed_by": 3, "result": [
            {"id": "p", "from_name": "l", "type": "paragraphlabels", "value": value}]}],
    }  # fmt: skip
    path = tmp_path / "a.json"
    path.write_text(json.dumps([task, {"data": {"image": "a.png"}, "annotations": []}]))
    found = label_studio.read(path)
    source = found.project.sources[0]
    first = source.text.index("Nobody")
    assert source.text.startswith("Int: How was it?\nAna: Long")
    assert [(each.start, each.end) for each in source.selections] == [(first, first + 11)]
    assert (source.name, lost(found)) == ("Talk 9", {"tasks": (2, 0, 1)})


def test_records_of_doccano_are_texts(tmp_path: Path) -> None:
    path = doccano_file(tmp_path)
    assert detect_format(path) == "labelled-json"
    found = json_spans.read(path)
    assert words_of(found) == {"admin": [("nobody came", ["Absence"]), ("I waited", ["Waiting"])]}
    source = found.project.sources[0]
    assert (source.description, list(source.values.values())) == ("odd one", ["North"])
    assert lost(found) == {"records": (2, 0, 1)}


def test_lines_of_prodigy_are_one_talk(tmp_path: Path) -> None:
    found = json_spans.read(prodigy_file(tmp_path))
    source = found.project.sources[0]
    assert source.text == "Ana: I waited long.\nAna: Nobody came.\nAna: So what?"
    assert words_of(found) == {"Talk 3": [("waited", ["Waiting"]), ("Nobody came.", ["Absence"])]}
    assert (found.project.tool, coders_of(found)[0][0]) == ("Prodigy", "ben")
    assert lost(found) == {"labels": (3, 0, 1)}


@pytest.mark.parametrize(
    "text",
    [
        '{"text": "I waited.", "segments": [{"start": 0, "end": 1.5, "text": "I waited."}]}',
        '[{"speaker": "Ana", "text": "I waited."}]', '{"id": 1, "age": 30}', "[]", "{", "[1, 2]",
    ],
)  # fmt: skip
def test_other_json_is_left_to_others(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8")
    assert detect_format(path) == ""


@pytest.mark.parametrize(
    ("make", "count"),
    [(brat_file, 5), (webanno_file, 4), (label_studio_file, 5), (doccano_file, 2),
     (prodigy_file, 2)],
)  # fmt: skip
def test_marked_texts_come_in_as_codings(
    tmp_path: Path, make: Callable[[Path], Path], count: int
) -> None:
    Study.init(tmp_path / "study")
    study = Study.open(tmp_path / "study")
    outcome = study.import_project(make(tmp_path), as_coder="kim", new_coder=True)
    assert f"{count} codings" in outcome.says[0].replace("\xa0", " ")
    assert len(study.transcripts()) == 1
