"""Names tell: one class name means one thing, functions begin with what they do."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

VERB_LIST = """
add adjust advise align arrange ask assign associate begin bound build calculate calibrate carry
centre certify check choose clean collect combine compare compile compose compute confirm convert
correct correlate count crop cross cut deal decide decode derive describe detect diff discover draw
drop escape estimate explain export extract fill find finish fit flag fold forget gather group
guard guess hash identify ignore import infer ingest join judge keep label lay learn limit list
load look lower make map match measure mend move name narrow negate normalise open order pack pair
parse pick place plan pose predict prepare preview propose put quantitise rake read recall record
refuse remove render repair require resolve restore restrict run say select settle shorten show
simplify sort split standardise start stay strip suggest sum summarise tabulate take teach tell
thin tidy tie trace try tune undo unguard unify unpack unroll view warn weigh widen withhold wrap
write
"""
"""Words that say what a function does. Words that are as often a noun ("code", "display", "link",
"number", "report", "review", "score") are left out, so that no noun counts as a verb."""
VERBS = frozenset(VERB_LIST.split())
QUESTIONS = ("are", "can", "has", "is")
"""What functions begin with that say yes or no; they are no verbs here, and counted apart."""
PREPOSITIONS = ("against", "as", "beside", "by", "in", "of", "on", "over", "to", "with")

SOURCE = Path("src", "interviewkit")


def modules(root: Path) -> Iterator[tuple[str, ast.Module]]:
    for path in sorted((root / SOURCE).rglob("*.py")):
        if "migrations" not in path.parts:
            yield str(path.relative_to(root / SOURCE)), ast.parse(path.read_text(encoding="utf-8"))


def classes(root: Path) -> Iterator[tuple[str, str]]:
    for path, tree in modules(root):
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                yield node.name, path


def first_words(root: Path) -> Counter[str]:
    return Counter(
        node.name.split("_")[0]
        for _, tree in modules(root)
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    )


def glossary(root: Path) -> list[tuple[str, str, str]]:
    """The rows of the glossary's tables: word, meaning and what bears it."""
    text = (root / "docs" / "glossary.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| `([^`|]+)` \|$", text, re.MULTILINE)
    assert len(rows) == len(re.findall(r"^\| (?!word)", text, re.MULTILINE))
    return rows


def test_no_class_name_has_two_meanings(root: Path) -> None:
    where: dict[str, list[str]] = {}
    for name, path in classes(root):
        where.setdefault(name, []).append(path)
    assert {name: paths for name, paths in where.items() if len(paths) > 1} == {}


def test_no_two_test_files_share_a_name(root: Path) -> None:
    """pytest loads them by their bare names, and two of one name are one too many in one run."""
    named = Counter(path.name for path in (root / "tests").rglob("*.py"))
    assert [name for name, files in named.items() if files > 1 and name != "conftest.py"] == []


def test_most_public_functions_begin_with_a_verb(root: Path) -> None:
    words = first_words(root)
    doing = sum(words[verb] for verb in VERBS)
    asking = sum(words[word] for word in QUESTIONS)
    assert doing / words.total() >= 0.4, (doing, asking, words.total())


def test_no_public_function_is_a_bare_preposition(root: Path) -> None:
    names = {
        f"{path}:{node.name}"
        for path, tree in modules(root)
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name in PREPOSITIONS
    }
    assert names == set()


def test_the_glossary_names_what_is_there(root: Path) -> None:
    known = {name for name, _ in classes(root)}
    missing = [
        bearer
        for _, _, bearer in glossary(root)
        if bearer not in known and not (root / SOURCE / bearer).is_file()
    ]
    assert missing == []


def test_the_glossary_explains_each_word_once(root: Path) -> None:
    rows = glossary(root)
    words = [word.strip() for row, _, _ in rows for word in row.split(",")]
    assert len(rows) >= 40
    assert [word for word, n in Counter(words).items() if n > 1] == []
    assert [word for word, meaning, _ in rows if not meaning.strip().endswith(".")] == []
