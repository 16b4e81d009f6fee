"""Projects of RQDA, with the tables that its ``R/ProjectFun.R`` makes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from builders_databases import make_database

OWNED = "owner text, date text, dateM text, status integer"
OLD = (
    "CREATE TABLE source (name text, id integer, file text, memo text, owner text, date text, "
    "dateM text, status integer)",
    f"CREATE TABLE freecode (name text, memo text, id integer, {OWNED})",
    f"CREATE TABLE treecode (cid integer, catid integer, memo text, {OWNED})",
    f"CREATE TABLE treefile (fid integer, catid integer, memo text, {OWNED})",
    f"CREATE TABLE filecat (name text, fid integer, catid integer, memo text, {OWNED})",
    f"CREATE TABLE codecat (name text, cid integer, catid integer, memo text, {OWNED})",
    "CREATE TABLE coding (cid integer, fid integer, seltext text, selfirst real, selend real, "
    "status integer, owner text, date text, memo text)",
    "CREATE TABLE project (databaseversion text, date text, dateM text, memo text, about text)",
    f"CREATE TABLE cases (name text, memo text, id integer, {OWNED})",
    "CREATE TABLE caselinkage (caseid integer, fid integer, selfirst real, selend real, "
    "status integer, owner text, date text, memo text)",
)
NEW = (
    *OLD,
    "ALTER TABLE freecode ADD color text",
    "CREATE TABLE coding2 (cid integer, fid integer, seltext text, selfirst real, selend real, "
    "status integer, owner text, date text, memo text)",
    f"CREATE TABLE attributes (name text, memo text, class text, {OWNED})",
    f"CREATE TABLE caseAttr (variable text, value text, caseID integer, {OWNED})",
    f"CREATE TABLE fileAttr (variable text, value text, fileID integer, {OWNED})",
    f"CREATE TABLE journal (name text, journal text, {OWNED})",
    f"CREATE TABLE annotation (fid integer, position integer, annotation text, {OWNED})",
    f"CREATE TABLE image (name text, id integer, {OWNED})",
    f"CREATE TABLE imageCoding (cid integer, iid integer, x1 integer, y1 integer, x2 integer, "
    f"y2 integer, memo text, {OWNED})",
)
VERSIONS = {"0.1.5": OLD, "0.2.2": NEW}

TALK = "Anna: Heute 🙂 fahre ich Rad.\nBen: Ich auch, שלום עולם, immer.\nAnna: Gut 👍🏽 so."
AT = float(TALK.index("Ben"))
DAY = "Tue Mar  3 10:11:12 2026"


def place(words: str) -> dict[str, Any]:
    start = TALK.index(words)
    return {"seltext": words, "selfirst": float(start), "selend": float(start + len(words))}


def alive(owner: str = "kim") -> dict[str, Any]:
    return {"owner": owner, "date": DAY, "status": 1}


def rows_of(version: str) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = {
        "project": [{"databaseversion": version, "date": DAY, "memo": "Testfahrt"}],
        "source": [
            {"name": "Anna", "id": 1, "file": TALK, "memo": "im Park", **alive()},
            {"name": "Weg", "id": 2, "file": "weg", "status": 0},
        ],
        "codecat": [{"name": "Verkehr", "catid": 1, **alive()}, {"name": "Lust", "catid": 2}],
        "freecode": [
            {"name": "gern", "id": 1, "memo": "mit Freude", **alive()},
            {"name": "oft", "id": 2, **alive("lee")}, {"name": "alt", "id": 3, "status": 0},
        ],
        "treecode": [
            {"cid": 1, "catid": 1, **alive()}, {"cid": 1, "catid": 2, **alive()},
            {"cid": 3, "catid": 1, **alive()},
        ],
        "coding": [
            {"cid": 1, "fid": 1, **place("fahre ich Rad"), "memo": "sehr", **alive()},
            {"cid": 2, "fid": 1, **place("fahre ich Rad"), **alive("lee")},
            {"cid": 2, "fid": 1, **place("Rad.\nBen: Ich auch, שלום עולם"), **alive("lee")},
            {"cid": 3, "fid": 1, **place("Gut"), **alive()},
            {"cid": 1, "fid": 1, **place("Gut"), "status": 0},
            {"cid": 1, "fid": 2, "seltext": "weg", "selfirst": 0.0, "selend": 3.0, **alive()},
        ],
        "cases": [{"name": "Anna", "memo": "Schwester", "id": 1, **alive()},
                  {"name": "Ben", "id": 2}],
        "caselinkage": [
            {"caseid": 1, "fid": 1, "selfirst": 0.0, "selend": float(len(TALK)), **alive()},
            {"caseid": 2, "fid": 1, "selfirst": AT, "selend": AT + 3.0, **alive()},
            {"caseid": 9, "fid": 1, "selfirst": 0.0, "selend": 4.0, **alive()},
        ],
        "filecat": [{"name": "Welle 1", "catid": 1, **alive()}],
        "treefile": [{"fid": 1, "catid": 1, **alive()}, {"fid": 2, "catid": 1, **alive()}],
    }  # fmt: skip
    if version == "0.2.2":
        rows["freecode"][0]["color"] = "#ff0000"
        rows["freecode"][1]["color"] = "salmon"
        rows["coding2"] = [{"cid": 1, "fid": 1, **place("Gut 👍🏽 so"), **alive("mo")}]
        rows["attributes"] = [{"name": "Alter", "class": "numeric", "memo": "Jahre", **alive()}]
        rows["caseAttr"] = [
            {"variable": "Alter", "value": "34", "caseID": 1, **alive()},
            {"variable": "Alter", "value": "NA", "caseID": 2, **alive()},
            {"variable": "Alter", "value": "1", "caseID": 8, **alive()},
        ]
        rows["fileAttr"] = [{"variable": "Ort", "value": "Köln", "fileID": 1, **alive()}]
        rows["journal"] = [{"name": "Tag 1", "journal": "Es regnet.", **alive("lee")}]
        rows["annotation"] = [{"fid": 1, "position": 4, "annotation": "lacht", **alive()}]
        rows["image"] = [{"name": "plan.png", "id": 1, **alive()}]
        rows["imageCoding"] = [
            {"cid": 1, "iid": 1, "x1": 5, "y1": 6, "x2": 7, "y2": 8, **alive("lee")}
        ]
    return rows


def rqda_file(folder: Path, version: str = "0.2.2") -> Path:
    return make_database(folder / "wege.rqda", VERSIONS[version], rows_of(version))
