"""What gets a page: every theme with its codes, and every code that belongs to none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from interviewkit.model import Code, Codebook


@dataclass(frozen=True, slots=True)
class Strand:
    """A theme with its codes, or a code that stands for itself."""

    id: str
    label: str
    definition: str
    codes: tuple[Code, ...]

    @property
    def code_ids(self) -> tuple[str, ...]:
        return tuple(code.id for code in self.codes)

    @property
    def names(self) -> tuple[str, ...]:
        """The names that it goes by: a theme of a single code is that code, too."""
        alone = (self.codes[0].id,) if len(self.codes) == 1 else ()
        return tuple(dict.fromkeys((self.id, *alone)))


def list_strands(codebook: Codebook | None) -> tuple[Strand, ...]:
    """The themes in the codebook's order, then every code that belongs to none."""
    if codebook is None:
        return ()
    found = [
        Strand(theme.id, theme.label, theme.definition, codes)
        for theme in codebook.themes
        if (codes := _members(theme.id, theme.codes, codebook))
    ]
    bundled = {code.id for strand in found for code in strand.codes}
    alone = (code for code in codebook.codes if code.id not in bundled)
    return (*found, *(Strand(c.id, c.label, c.definition, (c,)) for c in alone))


def _members(theme: str, named: Sequence[str], codebook: Codebook) -> tuple[Code, ...]:
    """Codes that a theme names or that name it, in the codebook's order."""
    return tuple(code for code in codebook.codes if code.id in named or code.theme == theme)
