"""One change of the codebook, thought out and not yet made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from interviewkit.coding.editing.recoding import CodeMoves
from interviewkit.coding.editing.rewriting import Renamed
from interviewkit.model import Codebook


@dataclass(frozen=True, slots=True)
class Amendment:
    """What the codebook is to say, and how its codes change into one another.

    ``about`` is what the log says of it (``code:isolation``), ``ids`` what it is about as it is
    called afterwards. ``same`` maps codes of which the meaning stays to what they are called then:
    what people coded by them is not out of date. ``text`` is the whole new text of the file,
    where a person wrote it.
    """

    act: str
    about: str
    says: str
    before: Codebook
    target: Codebook
    ids: tuple[str, ...] = ()
    renamed: Renamed = field(default_factory=Renamed)
    moves: CodeMoves = field(default_factory=CodeMoves)
    same: Mapping[str, str] = field(default_factory=dict)
    text: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def codes_before(self) -> tuple[str, ...]:
        return self.before.code_ids

    def list_versions(self) -> list[list[str]]:
        """[code, version, code, version] before and after, where the meaning stays."""
        return [
            [old, self.before.code(old).version, new, self.target.code(new).version]
            for old, new in self.same.items()
            if old in self.before.code_ids and new in self.target.code_ids
        ]

    def list_ended(self) -> list[str]:
        """Codes and themes that are no more, those left out that go by another name."""
        before = [*self.before.code_ids, *(theme.id for theme in self.before.themes)]
        after = {*self.target.code_ids, *(theme.id for theme in self.target.themes)}
        named = {codes[0] for codes in self.moves.whole.values() if len(codes) == 1}
        return [each for each in before if each not in after | named | {*self.renamed.themes}]
