"""Projects of QualCoder, with the tables that its source makes in each version."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from builders_databases import TALK, make_database

OWNED = "owner text, date text"

V1 = (
    "CREATE TABLE project (databaseversion text, date text, memo text, about text)",
    f"CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, "
    f"memo text, {OWNED}, unique(name))",
    f"CREATE TABLE code_image (imid integer primary key, id integer, x1 integer, y1 integer, "
    f"width integer, height integer, cid integer, memo text, {OWNED})",
    f"CREATE TABLE code_av (avid integer primary key, id integer, pos0 integer, pos1 integer, "
    f"cid integer, memo text, {OWNED})",
    f"CREATE TABLE annotation (anid integer primary key, fid integer, pos0 integer, "
    f"pos1 integer, memo text, {OWNED})",
    f"CREATE TABLE attribute_type (name text primary key, {OWNED}, memo text, caseOrFile text, "
    f"valuetype text)",
    f"CREATE TABLE attribute (attrid integer primary key, name text, attr_type text, value text, "
    f"id integer, {OWNED})",
    f"CREATE TABLE case_text (id integer primary key, caseid integer, fid integer, pos0 integer, "
    f"pos1 integer, {OWNED}, memo text)",
    f"CREATE TABLE cases (caseid integer primary key, name text, memo text, {OWNED})",
    f"CREATE TABLE code_cat (catid integer primary key, name text, {OWNED}, memo text, "
    f"supercatid integer)",
    f"CREATE TABLE code_text (cid integer, fid integer, seltext text, pos0 integer, "
    f"pos1 integer, {OWNED}, memo text)",
    f"CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, "
    f"{OWNED}, color text)",
    f"CREATE TABLE journal (jid integer primary key, name text, jentry text, {OWNED})",
)
V5 = (
    *(each for each in V1 if "TABLE code_text" not in each),
    f"CREATE TABLE code_text (ctid integer primary key, cid integer, fid integer, seltext text, "
    f"pos0 integer, pos1 integer, {OWNED}, memo text, avid integer, important integer, "
    f"unique(cid, fid, pos0, pos1, owner))",
    "ALTER TABLE project ADD bookmarkfile integer",
    "ALTER TABLE project ADD bookmarkpos integer",
    "ALTER TABLE project ADD codername text",
    "ALTER TABLE code_av ADD important integer",
    "ALTER TABLE code_image ADD important integer",
    "ALTER TABLE source ADD av_text_id integer",
    "CREATE TABLE stored_sql (title text, description text, grouper text, ssql text)",
)
V11 = (
    *V5,
    "CREATE TABLE graph (grid integer primary key, name text, description text, date text, "
    "scene_width integer, scene_height integer)",
    "CREATE TABLE gr_cdct_line_item (glineid integer primary key, grid integer, "
    "fromcatid integer, fromcid integer, tocatid integer, tocid integer, color text)",
    "CREATE TABLE ris (risid integer, tag text, longtag text, value text)",
    "ALTER TABLE source ADD risid integer",
    "ALTER TABLE project ADD recently_used_codes text",
    "ALTER TABLE code_image ADD pdf_page integer",
)
V17 = (
    *V11,
    "CREATE TABLE coder_names (name TEXT UNIQUE NOT NULL, visibility INTEGER NOT NULL DEFAULT 1 "
    "CHECK (visibility IN (0, 1)))",
    "CREATE VIEW code_text_visible AS SELECT t.* FROM code_text t WHERE NOT EXISTS (SELECT 1 "
    "FROM coder_names c WHERE c.name = t.owner AND c.visibility = 0)",
    "ALTER TABLE code_name ADD supercid integer",
    "CREATE TABLE code_set (id integer primary key, name text, owner text, created text)",
    "CREATE TABLE code_set_member (set_id integer, cid integer)",
    "CREATE TABLE files_filter (filterid integer primary key, name text, filter text, owner text)",
)
VERSIONS = {"v1": V1, "v5": V5, "v11": V11, "v17": V17}

DAY = "2026-03-01 10:11:12"


def owned(owner: str) -> dict[str, str]:
    return {"owner": owner, "date": DAY}


def place(text: str, words: str, *, qt: bool = False) -> dict[str, Any]:
    """Where the words stand: as Python counts, or as the editor window of Qt does."""
    start = text.index(words)
    if qt:
        before = text[:start].replace("\r\n", "\n")
        start = len(before.encode("utf-16-le")) // 2
        length = len(words.replace("\r\n", "\n").encode("utf-16-le")) // 2
    else:
        length = len(words)
    seen = words.replace("\r\n", "\u2029") if qt else words
    return {"seltext": seen, "pos0": start, "pos1": start + length}


def rows_of(version: str) -> dict[str, list[dict[str, Any]]]:
    """Two coders, overlapping codings, two levels of categories, and one of everything."""
    rows: dict[str, list[dict[str, Any]]] = {
        "project": [{"databaseversion": version, "date": "2026-01-02 03:04:05", "memo": "Wege"}],
        "source": [
            {"id": 1, "name": "Anna.txt", "fulltext": TALK, "memo": "im Park", **owned("kim")},
            {"id": 2, "name": "plan.png", "mediapath": "/images/plan.png", **owned("lee")},
            {"id": 3, "name": "a.mp3", "mediapath": "audio:/home/kim/a.mp3", **owned("kim")},
            {"id": 4, "name": "b.pdf", "mediapath": "/docs/b.pdf", "fulltext": "Blatt eins"},
        ],
        "code_cat": [
            {"catid": 1, "name": "Verkehr", "memo": "alles Bewegte", **owned("kim")},
            {"catid": 2, "name": "Rad", "supercatid": 1, **owned("kim")},
        ],
        "code_name": [
            {"cid": 1, "name": "gern", "memo": "mit Freude", "catid": 2, "color": "#ff0000"},
            {"cid": 2, "name": "oft", "catid": 1, "color": "#00FF00", **owned("lee")},
            {"cid": 3, "name": "frei"},
        ],
        "code_text": [
            {"cid": 1, "fid": 1, "memo": "sehr", **place(TALK, "fahre ich Rad", qt=True),
             **owned("kim")},
            {"cid": 2, "fid": 1, **place(TALK, "fahre ich Rad", qt=True), **owned("lee")},
            {"cid": 2, "fid": 1, **place(TALK, "Ich auch, שלום עולם", qt=True), **owned("lee")},
            {"cid": 3, "fid": 1, **place(TALK, "Rad.\r\nBen: Ich", qt=True), **owned("kim")},
            {"cid": 1, "fid": 1, **place(TALK, "Gut 👍🏽 so"), **owned("lee")},
            {"cid": 1, "fid": 99, "seltext": "weg", "pos0": 0, "pos1": 3, **owned("lee")},
        ],
        "code_image": [
            {"imid": 1, "id": 2, "x1": 5, "y1": 6, "width": 10, "height": 20, "cid": 3,
             "memo": "Kreuzung", **owned("lee")},
        ],
        "code_av": [{"avid": 1, "id": 3, "pos0": 1000, "pos1": 2500, "cid": 1, **owned("kim")}],
        "annotation": [
            {"anid": 1, "fid": 1, "pos0": 0, "pos1": 4, "memo": "lacht", **owned("lee")}
        ],
        "attribute_type": [
            {"name": "Alter", "caseOrFile": "case", "valuetype": "numeric", "memo": "Jahre"},
            {"name": "Ort", "caseOrFile": "file", "valuetype": "character"},
        ],
        "attribute": [
            {"attrid": 1, "name": "Alter", "attr_type": "case", "value": "34", "id": 1},
            {"attrid": 2, "name": "Alter", "attr_type": "case", "value": "", "id": 2},
            {"attrid": 3, "name": "Ort", "attr_type": "file", "value": "Köln", "id": 1},
            {"attrid": 4, "name": "Ort", "attr_type": "file", "value": "Bonn", "id": 77},
        ],
        "cases": [
            {"caseid": 1, "name": "Anna", "memo": "Schwester"}, {"caseid": 2, "name": "Ben"},
        ],
        "case_text": [
            {"id": 1, "caseid": 1, "fid": 4, "pos0": 0, "pos1": 10},
            {"id": 2, "caseid": 2, "fid": 1, "pos0": place(TALK, "Ben", qt=True)["pos0"],
             "pos1": place(TALK, "Ben", qt=True)["pos0"] + 3, "memo": "nur er", **owned("kim")},
        ],
        "journal": [{"jid": 1, "name": "Tag 1", "jentry": "Es regnet.", **owned("lee")}],
    }  # fmt: skip
    if version != "v1":
        for number, row in enumerate(rows["code_text"], 1):
            row["ctid"] = number
        rows["project"][0]["codername"] = "kim"
        rows["code_text"][0]["important"] = 1
        rows["code_text"][2]["avid"] = 1
        rows["source"].append({"id": 5, "name": "a.mp3.txt", "fulltext": "gesprochen"})
        rows["source"][2]["av_text_id"] = 5
        rows["stored_sql"] = [{"title": "alle", "ssql": "select 1"}]
    if version in ("v11", "v17"):
        rows["graph"] = [{"grid": 1, "name": "Netz"}]
        rows["gr_cdct_line_item"] = [{"glineid": 1, "grid": 1}, {"glineid": 2, "grid": 1}]
        rows["ris"] = [
            {"risid": 1, "tag": "TY", "value": "BOOK"}, {"risid": 1, "tag": "TI", "value": "Weg"},
        ]  # fmt: skip
        rows["source"][3]["risid"] = 1
    if version == "v17":
        rows["coder_names"] = [{"name": "kim"}, {"name": "lee", "visibility": 0}, {"name": "mo"}]
        rows["code_name"][2] |= {"supercid": 2}
        rows["code_set"] = [{"id": 1, "name": "Kern"}]
        rows["code_set_member"] = [{"set_id": 1, "cid": 1}, {"set_id": 1, "cid": 9}]
        rows["files_filter"] = [{"name": "x"}]
    return rows


def qualcoder_project(folder: Path, version: str = "v17") -> Path:
    project = folder / "Wege.qda"
    project.mkdir()
    make_database(project / "data.qda", VERSIONS[version], rows_of(version))
    return project
