"""What a codebook says of its codes: texts that passages are to be like, or unlike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from interviewkit.coding.contract import Vectors
from interviewkit.coding.vector_space import centre_on
from interviewkit.model import Code, Codebook


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts of one kind and their vectors (n, d), the mean of the corpus taken out."""

    texts: tuple[str, ...]
    vectors: Vectors

    def __bool__(self) -> bool:
        return bool(self.texts)

    @property
    def middle(self) -> Vectors:
        """The mean vector, (d,)."""
        return np.asarray(self.vectors.mean(axis=0))


@dataclass(frozen=True, slots=True)
class CodeTexts:
    """All that is written about one code. ``unlike`` are exclude lines and near misses."""

    code: Code
    examples: Texts
    told: Texts
    include: Texts
    unlike: Texts

    @property
    def like(self) -> Texts:
        """Everything that speaks for the code: examples first."""
        kinds = (self.examples, self.told, self.include)
        return Texts(
            tuple(text for kind in kinds for text in kind.texts),
            np.vstack([kind.vectors for kind in kinds]),
        )


def list_texts(codebook: Codebook) -> list[str]:
    """All texts of a codebook that are compared with speech."""
    return [text for code in codebook.codes for kind in _list_kinds(code) for text in kind]


def read_texts(
    codebook: Codebook, embed: Callable[[Sequence[str]], Vectors], mean: Vectors
) -> list[CodeTexts]:
    """The texts of every code; all of them are embedded at one go. ``mean`` (d,) is the corpus's.

    Label and definition are read together: a definition alone often does not name what it is about.
    """
    kinds = [kind for code in codebook.codes for kind in _list_kinds(code)]
    vectors = embed([text for kind in kinds for text in kind])
    ends = np.cumsum([len(kind) for kind in kinds])
    empty = np.zeros((0, len(mean)), np.float32)
    parts = [
        Texts(kind, centre_on(part, mean) if kind else empty)
        for kind, part in zip(kinds, np.split(vectors, ends[:-1]), strict=True)
    ]
    return [
        CodeTexts(code, *parts[4 * number : 4 * number + 4])
        for number, code in enumerate(codebook.codes)
    ]


def _list_kinds(code: Code) -> tuple[tuple[str, ...], ...]:
    told = f"{code.label}: {code.definition}" if code.definition.strip() else ""
    misses = tuple(miss.text for miss in code.near_misses)
    return (
        tuple(example.text for example in code.examples),
        (told,) if told else (),
        code.include,
        (*code.exclude, *misses),
    )
