"""What a code means, as one text that people read and that is taken apart again, word for word.

Other tools have one field for all that the codebook says of a code. It holds the definition, and
below it, each after a blank line, what belongs to it and what does not::

    Time that a person loses with waiting.

    Include:
    - waiting that is only feared

    Exclude:
    - waiting that is welcome
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from interviewkit.model.codebook import Code, Example

SECTIONS = ("Include", "Exclude", "Examples", "Near misses")
"""Headings in the order in which they stand."""

NONE = "none"
"""What stands behind a heading of which nothing is said; written only where it parts two texts."""

BLANK, ITEM, MORE = "\n\n", "- ", "\n  "


@dataclass(frozen=True, slots=True)
class CodeDescription:
    """What a code means, as the codebook holds it."""

    definition: str = ""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    near_misses: tuple[Example, ...] = ()

    @classmethod
    def of(cls, code: Code) -> CodeDescription:
        """What the codebook says of a code."""
        bare = [tuple(Example(e.text, e.polarity) for e in each) for each in _list_examples(code)]
        return cls(code.definition, code.include, code.exclude, *bare)


def write_description(said: CodeDescription) -> str:
    """All of it as one text.

    >>> print(write_description(CodeDescription("Lost time.", ("fear of it",))))
    Lost time.
    <BLANKLINE>
    Include:
    - fear of it
    """
    lists = (
        said.include,
        said.exclude,
        *([_write_example(each) for each in examples] for examples in _list_examples(said)),
    )
    blocks = [said.definition] if said.definition else []
    if _read_block(said.definition.rpartition(BLANK)[2]) is not None:
        blocks.append(f"{SECTIONS[0]}: {NONE}") if not said.include else None
    blocks += [
        f"{name}:\n" + "\n".join(ITEM + each.replace("\n", MORE) for each in items)
        for name, items in zip(SECTIONS, lists, strict=True)
        if items
    ]
    return BLANK.join(blocks)


def read_description(text: str) -> CodeDescription:
    """The same again; a text that is written otherwise is a definition, whole.

    >>> read_description("Lost time.\\n\\nInclude:\\n- fear of it").include
    ('fear of it',)
    """
    blocks = text.strip().replace("\r\n", "\n").split(BLANK)
    found: dict[str, tuple[str, ...]] = {}
    last = len(SECTIONS)
    while blocks and (section := _read_block(blocks[-1])) and section[0] < last:
        last, items = section
        found[SECTIONS[last]] = items
        blocks.pop()
    include, exclude, examples, misses = (found.get(name, ()) for name in SECTIONS)
    return CodeDescription(
        BLANK.join(blocks),
        include,
        exclude,
        tuple(map(_read_example, examples)),
        tuple(map(_read_example, misses)),
    )


def _read_block(block: str) -> tuple[int, tuple[str, ...]] | None:
    """The number of a section and what stands in it; ``None`` where a block is no section."""
    heading, _, body = block.partition("\n")
    name, colon, rest = heading.partition(":")
    if not colon or name not in SECTIONS:
        return None
    place = SECTIONS.index(name)
    if not body:
        return (place, ()) if rest.strip() == NONE else None
    if rest.strip() or not body.startswith(ITEM):
        return None
    items: list[str] = []
    for line in body.split("\n"):
        if line.startswith(ITEM):
            items.append(line.removeprefix(ITEM))
        elif line.startswith(MORE[1:]):
            items[-1] += "\n" + line.removeprefix(MORE[1:])
        else:
            return None
    return place, tuple(items)


def _list_examples(said: Code | CodeDescription) -> Sequence[Iterable[Example]]:
    return said.examples, said.near_misses


def _write_example(example: Example) -> str:
    """An example with its polarity where that is not the usual one, or could be read into it."""
    marked = example.polarity != "+" or example.text.startswith(("(+) ", "(-) "))
    return f"({example.polarity}) {example.text}" if marked else example.text


def _read_example(text: str) -> Example:
    for sign in ("+", "-"):
        if text.startswith(f"({sign}) "):
            return Example(text[len(sign) + 3 :], sign)
    return Example(text)
