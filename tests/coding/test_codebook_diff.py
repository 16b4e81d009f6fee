from __future__ import annotations

from dataclasses import replace

import pytest

from interviewkit.coding.codebook_diff import CodebookChange, diff_codebooks
from interviewkit.model import Code, Codebook, Example, Pattern, Theme

STUCK = Code(
    "stuck",
    "Stuck",
    "Cannot go on.",
    include=("writer's block",),
    examples=(Example("I was stuck."), Example("It flowed.", "-")),
    near_misses=(Example("A jammed door."),),
    patterns=(Pattern("stuck"), Pattern(({"LOWER": "jam"},))),
)
ALONE = Code("alone", "Alone", "With nobody.")
HARD = Theme("hard", "Hard times", codes=("stuck", "alone"))
OLD = Codebook("book", (STUCK, ALONE), (HARD,), lists={"tool": ("AI", "it")})


def of_code(**changed: object) -> list[CodebookChange]:
    new = replace(STUCK, **changed)  # type: ignore[arg-type]
    return diff_codebooks(OLD, replace(OLD, codes=(new, ALONE)))


def test_nothing_changed() -> None:
    assert diff_codebooks(OLD, replace(OLD, path="elsewhere.yaml")) == []
    assert of_code(line=99, examples=(Example("I was stuck.", line=3), STUCK.examples[1])) == []


def test_codes_and_themes_come_and_go_in_a_stable_order() -> None:
    codes = tuple(Code(name, name.title(), "") for name in ("zeal", "stuck", "awe"))
    changes = diff_codebooks(
        replace(OLD, codes=(Code("stuck", "Stuck", ""), ALONE)),
        replace(OLD, codes=codes, themes=(Theme("new", "New"),)),
    )
    assert changes == [
        CodebookChange("removed", "theme", "hard", before="Hard times"),
        CodebookChange("added", "theme", "new", after="New"),
        CodebookChange("removed", "code", "alone", before="Alone"),
        CodebookChange("added", "code", "zeal", after="Zeal"),
        CodebookChange("added", "code", "awe", after="Awe"),
    ]


def test_expected_shares_and_exclusive_groups_are_compared() -> None:
    assert of_code(prevalence=0.3) == [
        CodebookChange("changed", "code", "stuck", "prevalence", "", "0.3")
    ]
    new = replace(OLD, exclusive=True, themes=(replace(HARD, exclusive=True),))
    assert diff_codebooks(OLD, new) == [
        CodebookChange("changed", "codebook", "", "exclusive", "", "true"),
        CodebookChange("changed", "theme", "hard", "exclusive", "", "true"),
    ]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (
            {"label": "Blocked"},
            [CodebookChange("renamed", "code", "stuck", "label", "Stuck", "Blocked")],
        ),
        (
            {"definition": "Stops."},
            [CodebookChange("changed", "code", "stuck", "definition", "Cannot go on.", "Stops.")],
        ),
        ({"parent": "alone"}, [CodebookChange("changed", "code", "stuck", "parent", "", "alone")]),
        (
            {"polarity": ("+", "-")},
            [CodebookChange("changed", "code", "stuck", "polarity", "+", "+ -")],
        ),
        (
            {"include": ("a full stop",)},
            [
                CodebookChange("removed", "code", "stuck", "include", before="writer's block"),
                CodebookChange("added", "code", "stuck", "include", after="a full stop"),
            ],
        ),
        (
            {"examples": STUCK.examples[:1]},
            [CodebookChange("removed", "code", "stuck", "example", before="It flowed. (-)")],
        ),
        (
            {"near_misses": (*STUCK.near_misses, Example("Glue."))},
            [CodebookChange("added", "code", "stuck", "near miss", after="Glue.")],
        ),
        (
            {"patterns": (Pattern("stuck", weight=0.5, options={"subject": "me"}),)},
            [
                CodebookChange("removed", "code", "stuck", "pattern", before="stuck"),
                CodebookChange("removed", "code", "stuck", "pattern", before="[{'LOWER': 'jam'}]"),
                CodebookChange(
                    "added", "code", "stuck", "pattern", after="stuck (weight: 0.5, subject: me)"
                ),
            ],
        ),
    ],
)
def test_each_field_of_a_code(changed: dict[str, object], expected: list[CodebookChange]) -> None:
    assert of_code(**changed) == expected


def test_the_codebook_its_lists_and_themes() -> None:
    new = replace(
        OLD,
        declared="2",
        lists={"tool": ("AI", "chatbot"), "peer": ("boss",)},
        themes=(replace(HARD, label="Hardship", codes=("alone",)),),
    )
    assert list(map(str, diff_codebooks(OLD, new))) == [
        "codebook declared changed: '' → '2'",
        "list tool word removed: it",
        "list tool word added: chatbot",
        "list peer added: boss",
        "theme hard label renamed: 'Hard times' → 'Hardship'",
        "theme hard code removed: stuck",
    ]


def test_versions_never_differ_without_a_change() -> None:
    moved = replace(OLD, codes=(ALONE, STUCK))
    changes = diff_codebooks(OLD, moved)
    assert [change.field for change in changes] == ["order"]
    assert list(changes[0].row()) == ["kind", "what", "id", "field", "before", "after"]
