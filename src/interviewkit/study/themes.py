"""The themes of a codebook, and what every change of a codebook asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from interviewkit.model import CodebookAct
from interviewkit.study.handle import Handle


class OfThemes(Handle):
    """Themes: begun, named and taken away, as :class:`OfCodebooks` does with codes."""

    def add_theme(
        self,
        label: str,
        *,
        by: str,
        id: str = "",
        definition: str = "",
        codes: Sequence[str] = (),
        exclusive: bool = False,
        dry_run: bool = False,
        seen: str = "",
        new_coder: bool = False,
    ) -> CodebookAct:
        """A new theme, with codes that it bundles; of an exclusive one, a turn has at most one.

        >>> study.add_theme("Trust", by="kim", codes=["neutrality"]).ids
        ('trust',)
        """
        from interviewkit.steps.amending.themes import add_theme

        wish = self._wish(by, seen, dry_run=dry_run, new_coder=new_coder)
        new = {"id_": id, "definition": definition}
        return self._renew(
            add_theme(self._site, label, wish, codes=codes, exclusive=exclusive, **new)
        )

    def edit_theme(
        self,
        theme: str,
        *,
        by: str,
        dry_run: bool = False,
        seen: str = "",
        new_coder: bool = False,
        **fields: Any,
    ) -> CodebookAct:
        """Another label or definition for a theme.

        Or, with ``exclusive``, another word on whether a turn has at most one of its codes.

        >>> study.edit_theme("bonds", by="kim", label="Ties").says
        'the theme bonds has another label'
        """
        from interviewkit.steps.amending.themes import edit_theme

        wish = self._wish(by, seen, dry_run=dry_run, new_coder=new_coder)
        return edit_theme(self._site, theme, wish, fields)

    def rename_theme(
        self,
        theme: str,
        new: str,
        *,
        by: str,
        dry_run: bool = False,
        seen: str = "",
        new_coder: bool = False,
    ) -> CodebookAct:
        """Another id for a theme; what is written about it goes along.

        >>> study.rename_theme("bonds", "ties", by="kim").says
        'the theme bonds is called ties'
        """
        from interviewkit.steps.amending.themes import rename_theme

        wish = self._wish(by, seen, dry_run=dry_run, new_coder=new_coder)
        return self._renew(rename_theme(self._site, theme, new, wish))

    def remove_theme(
        self,
        theme: str,
        *,
        by: str,
        dry_run: bool = False,
        seen: str = "",
        new_coder: bool = False,
    ) -> CodebookAct:
        """A theme goes; its codes stay.

        >>> study.remove_theme("bonds", by="kim").notes
        ('under no theme then: isolation',)
        """
        from interviewkit.steps.amending.themes import remove_theme

        wish = self._wish(by, seen, dry_run=dry_run, new_coder=new_coder)
        return remove_theme(self._site, theme, wish)

    def _wish(self, by: str, seen: str, *, dry_run: bool, new_coder: bool) -> Any:
        from interviewkit.steps.amending.amend import Wish

        return Wish(by, dry_run, seen, new_coder)

    def _renew(self, act: CodebookAct) -> CodebookAct:
        """Read study.toml anew where a change wrote into it; the database stays open."""
        if act.did and act.settings_changed:
            self._read_settings_anew()
        return act
