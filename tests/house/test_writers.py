"""There is one door through which files leave, and one way to the terminal."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

WRITERS = {
    "write_text", "write_bytes", "to_csv", "to_excel", "to_stata", "to_json", "to_parquet",
    "to_pickle", "to_html", "save", "savez", "savefig", "tofile", "write_sav", "write_dta",
    "mkdir", "makedirs", "touch", "rename", "replace", "unlink", "rmtree", "rmdir", "remove",
    "copyfile", "copytree", "copy2", "move", "symlink_to", "hardlink_to", "chmod", "truncate",
    "mkstemp", "NamedTemporaryFile", "TemporaryDirectory", "mkdtemp", "FileLock", "ExcelWriter",
}  # fmt: skip
"""Names of calls that write to a disk, or may."""

ALLOWED = {
    "steps/writing/whole_file.py": "writes beside the place, then renames",
    "steps/writing/ledger.py": "locks the ledger",
    "steps/ingesting/taking.py": "writes a brought file beside its place, then renames",
    "steps/reporting/text_files.py": "sets an analyst's earlier words aside",
    "steps/keeping/init.py": "takes a study back that could not be made whole",
    "steps/keeping/check.py": "takes rights from others, where one asks for repair",
    "exchange/databases/sqlite_file.py": "copies another tool's file to a folder gone at once",
    "steps/exchanging/projects/keeping.py": "packs a folder that came in; the copy is put whole",
    "steps/writing/edited.py": "takes away again what an unfinished change had put there",
    "steps/exchanging/replication.py": "fills a folder that is gone at once; the door lets it out",
    "store/backups.py": "copies the database, rotates the copies, puts one back",
    "store/private.py": "makes files and folders for their owner alone",
    "store/database.py": "locks the study, and makes its database whole",
    "exchange/refi/packing.py": "packs into the stream that the door gives",
    "report/joint_files.py": "draws into memory",
    "report/pdf/chromium.py": "lets the browser write to a folder that is gone at once",
    "tables/drawing/stat_file.py": "lets the library write to a folder that is gone at once",
    "tables/drawing/undated.py": "writes into memory",
    "web/keeping/files.py": "keeps what a browser brings until it is whole",
    "web/serving/note.py": "says beside the study where it is served, for its owner alone",
    "web/serving/server.py": "lets one server begin at a time",
    "web/working/worker.py": "speaks to the server through a pipe",
}
"""Where such a call stands, and why."""

FACES = {"terminal.py", "show.py", "review_face.py"}
"""Those that make texts harmless themselves, and then add what a terminal obeys."""


def calls(path: Path) -> Iterator[ast.Call]:
    tree = ast.parse(path.read_text("utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def opens_for_writing(call: ast.Call) -> bool:
    """``open``, ``path.open``, ``os.open`` with any mode that is not reading alone."""
    name = ast.unparse(call.func)
    if name in ("os.open", "os.fdopen"):
        return True
    if name != "open" and not name.endswith(".open"):
        return False
    texts = [each.value for each in [*call.args, *(k.value for k in call.keywords)]
             if isinstance(each, ast.Constant) and isinstance(each.value, str)]  # fmt: skip
    return any(set(text) <= set("rwaxbt+") and set(text) & set("wax+") for text in texts)


def touches_files(call: ast.Call) -> bool:
    """A call by the name of something that writes to a disk."""
    if opens_for_writing(call):
        return True
    if isinstance(call.func, ast.Name):
        return call.func.id in WRITERS - {"replace"}
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in WRITERS:
        return False
    if call.func.attr == "replace":
        return len(call.args) == 1 and not call.keywords  # texts take what and by what
    if call.func.attr in ("rename", "remove", "move", "save"):
        # Lists, tables and shelves have these too.
        whole = ast.unparse(call)
        return any(word in whole for word in ("path", "part", "file", "os.", "shutil.", "stream"))
    return True


def test_no_other_place_writes_a_file(root: Path) -> None:
    house = root / "src" / "interviewkit"
    found = {
        path.relative_to(house).as_posix()
        for path in house.rglob("*.py")
        if any(touches_files(call) for call in calls(path))
    }
    assert found == set(ALLOWED)


def test_every_text_that_is_printed_is_harmless(root: Path) -> None:
    bare = {
        f"{path.name}:{call.lineno}"
        for path in (root / "src" / "interviewkit" / "cli").glob("*.py")
        if path.name not in FACES
        for call in calls(path)
        if ast.unparse(call.func) in ("click.echo", "print")
        and not all(isinstance(each, ast.Constant) for each in call.args)
    }
    assert bare == set()
