"""Files of tools for annotation: the same talk, marked in each of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

TALK = "Int: How was it?\nAna: Long 😀, and nobody came.\nAna: I waited."


def place(words: str, text: str = TALK) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def units(words: str) -> dict[str, Any]:
    """A place as JavaScript counts it."""
    start, end = (len(TALK[:at].encode("utf-16-le")) // 2 for at in place(words))
    return {"start": start, "end": end, "text": words}


def brat_file(folder: Path) -> Path:
    """Lines of every kind; the text ends its lines as Windows does."""
    text = TALK.replace("\n", "\r\n")
    (folder / "talk.txt").write_bytes(text.encode())
    asked = "How was it?\r\nAna"
    places = {words: " ".join(map(str, place(words, text))) for words in
              ("nobody came", "Long", "I waited", "came.", "Ana: I", asked)}  # fmt: skip
    lines = (
        f"T1\tAbsence {places['nobody came']}\tnobody came",
        f"T2\tWaiting {places['Long']};{places['I waited']}\tLong I waited",
        f"T3\tTurning {places['came.']};{places['Ana: I']}\tcame. Ana: I",
        f"T4\tAsking {places[asked]}\tHow was it?", "Ana",  # some end the line within the words
        "E1\tTurning:T3 Who:T1", "A1\tNegation T1", "A2\tCertainty T1 high",
        "#1\tAnnotatorNotes T1\tlook again", "N1\tReference E1 Wiki:5\tsomebody",
        "R1\tCauses Arg1:T1 Arg2:T3\t", "*\tSame T1 T3", "X nonsense",
    )  # fmt: skip
    path = folder / "talk.ann"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def webanno_file(folder: Path) -> Path:
    """Ana's copy of a talk: a layer of grammar, one of codes, and ties between these."""
    rows = [
        "#FORMAT=WebAnno TSV 3.3",
        "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS|PosValue|coarseValue",
        "#T_SP=webanno.custom.Codes|code|sure",
        "#T_RL=webanno.custom.Rel|label|BT_webanno.custom.Codes",
        "", "", "#Text=Int: How was it?",
        "1-1\t0-3\tInt\tNN\tN\t_\t_\t_\t_", "1-2\t3-4\t:\t_\t_\t_\t_\t_\t_",
        "1-3\t5-8\tHow\t_\t_\t_\t_\t_\t_", "1-4\t9-12\twas\t_\t_\t_\t_\t_\t_",
        "1-5\t13-16\tit?\t_\t_\t_\t_\t_\t_",
        "", "#Text=Ana: Long 😀, and nobody came.",
        "2-1\t17-20\tAna\tNN\tN\t_\t_\t_\t_", "2-2\t22-26\tLong\t_\t_\tLong\t*\t_\t_",
        "2-3\t27-29\t😀\t_\t_\t_\t_\t_\t_",
        "2-4\t35-41\tnobody\t_\t_\tAbsence[1]|Lo\\_ss\tyes[1]|*\t_\t_",
        "2-5\t42-46\tcame\t_\t_\tAbsence[1]\tyes[1]\tleads\t2-2",
        "", "#Text=Ana: I waited.",
        "3-1\t48-51\tAna\t_\t_\t_\t_\t_\t_", "3-2\t53-54\tI\t_\t_\t*[2]\t*[2]\t_\t_",
        "3-3\t55-61\twaited\t_\t_\t*[2]\t*[2]\t_\t_", "",
    ]  # fmt: skip
    path = folder / "talk.txt" / "ana.tsv"
    path.parent.mkdir()
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def label_studio_file(folder: Path) -> Path:
    """Two people's annotations, one that was cancelled, and what a machine proposed."""

    def region(key: str, words: str, *labels: str) -> dict[str, Any]:
        return {"id": key, "from_name": "label", "to_name": "text", "type": "labels",
                "value": {**units(words), "labels": list(labels)}}  # fmt: skip

    first = [
        region("r1", "nobody came", "Absence", "Loss"),
        {"id": "r1", "from_name": "sure", "type": "rating", "value": {"rating": 4}},
        region("r2", "I waited", "Waiting"),
        {"id": "c1", "from_name": "mood", "type": "choices", "value": {"choices": ["bad"]}},
        {"from_id": "r1", "to_id": "r2", "type": "relation", "labels": ["leads to"]},
    ]
    ana = {"id": 1, "email": "ana.k@example.org", "first_name": "Ana", "last_name": "Kern"}
    task = {
        "id": 7, "data": {"text": TALK, "site": "North"}, "file_upload": "d7a3f1c2-talk.txt",
        "annotations": [
            {"completed_by": ana, "created_at": "2024-03-09T21:52:49.513742Z", "result": first},
            {"completed_by": 2, "result": [region("q1", "nobody came", "Absence")]},
            {"completed_by": 2, "was_cancelled": True, "result": [region("q2", "Long", "Long")]},
        ],
        "predictions": [{"model_version": "m", "result": [region("p1", "Long", "Long")]}],
    }  # fmt: skip
    path = folder / "project.json"
    path.write_text(json.dumps([task], ensure_ascii=False), encoding="utf-8")
    return path


def doccano_file(folder: Path) -> Path:
    record = {
        "id": 1, "text": TALK, "Comments": ["odd one"], "meta": {"site": "North"},
        "label": [[*place("nobody came"), "Absence"], [*place("I waited"), "Waiting"]],
    }  # fmt: skip
    path = folder / "admin.jsonl"
    path.write_text(json.dumps(record) + "\n{broken\n", encoding="utf-8")
    return path


def prodigy_file(folder: Path) -> Path:
    """Three lines of one talk, one of them rejected."""
    records = [
        {"text": "I waited long.", "spans": [{"start": 2, "end": 8, "label": "Waiting"}]},
        {"text": "Nobody came.", "options": [{"id": "a", "text": "Absence"}], "accept": ["a"]},
        {"text": "So what?", "spans": [{"start": 0, "end": 2, "label": "So"}], "answer": "reject"},
    ]
    shared = {"_input_hash": 1, "_session_id": "ben", "meta": {"source": "Talk 3"}}
    path = folder / "prodigy.jsonl"
    lines = (json.dumps({**shared, "speaker": "Ana", **each}) for each in records)
    path.write_text("\n".join(lines), encoding="utf-8")
    return path
