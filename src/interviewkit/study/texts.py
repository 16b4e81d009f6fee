"""What people write beside the material, and what they mend in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from interviewkit.model import Judgement, Memo, Outcome, TurnEdit
from interviewkit.study.handle import Handle


class OfTexts(Handle):
    """Memos on anything, and the edits of transcripts; all of it stands in the log."""

    def write_memo(
        self,
        about: str,
        text: str,
        *,
        coder: str,
        quote: str = "",
        start: int | None = None,
        end: int | None = None,
        code: str = "",
        new_coder: bool = False,
    ) -> Memo:
        """Write a memo on anything; on a passage by its quote, or by its place in the turn.

        >>> study.write_memo("code:isolation", "Like [[April/leaders#2]]?", coder="kim").place
        'code:isolation'
        >>> study.write_memo("April/leaders#2", "Sad.", quote="hardly talk", coder="kim").span
        (2, 13)
        """
        from interviewkit.steps.noting.memos import write_memo

        span = None if start is None or end is None else (start, end)
        more = {"quote": quote, "code": code}
        return write_memo(self._site, about, text, coder, span=span, new_coder=new_coder, **more)

    def edit_memo(self, memo: int, text: str, *, coder: str) -> Memo:
        """Write a memo of one's own anew; its earlier words stay in the log.

        >>> first = study.write_memo("study", "Begun.", coder="kim")
        >>> study.edit_memo(first.id, "Begun in April.", coder="kim").text
        'Begun in April.'
        """
        from interviewkit.steps.noting.memos import edit_memo

        return edit_memo(self._site, memo, text, coder)

    def remove_memo(self, memo: int, *, coder: str) -> Judgement:
        """Remove a memo of one's own; undoing the entry has it back.

        >>> gone = study.remove_memo(study.write_memo("study", "Hm.", coder="kim").id, coder="kim")
        >>> len(study.memos()), len([study.undo(entry=gone.id)] and study.memos())
        (0, 1)
        """
        from interviewkit.steps.noting.memos import remove_memo

        return remove_memo(self._site, memo, coder)

    def memos(
        self,
        *,
        about: str = "",
        naming: str = "",
        coder: str = "",
        text: str = "",
        since: str = "",
        until: str = "",
        kinds: Sequence[str] = (),
    ) -> Sequence[Memo]:
        """Memos as a journal, oldest first: about something, or ``naming`` it in their text.

        >>> memo = study.write_memo("person:Ana", "See [[code:isolation]].", coder="kim")
        >>> study.memos(naming="code:isolation") == study.memos(about="person:Ana") == [memo]
        True
        """
        from interviewkit.steps.noting.memos import MemoFilter, list_memos

        wanted = MemoFilter(about, naming, coder, text, since, until, tuple(kinds))
        return list_memos(self._site, wanted)

    def subjects(self, text: str = "", *, most: int = 20) -> Sequence[str]:
        """What memos may be about, as far as it holds the words of a text.

        >>> study.subjects("iso"), study.subjects("ana")
        (['code:isolation'], ['person:Ana'])
        """
        from interviewkit.steps.noting.subjects import list_subjects

        return list_subjects(self._site, text, most)

    def memo(self, memo: int) -> Memo:
        """One memo by its number.

        >>> study.memo(1)
        Traceback (most recent call last):
        interviewkit.errors.StudyError: there is no memo 1
        """
        from interviewkit.steps.noting.memos import find_memo

        return find_memo(self._site, memo)

    def export_memos(
        self, path: str | Path, *, memos: Sequence[Memo] | None = None, kind: str = ""
    ) -> Outcome:
        """Write memos, all or these, as Markdown, Word, CSV or another format of tables.

        >>> memo = study.write_memo("study", "Begun.", coder="kim")
        >>> study.export_memos(study.root / "exports/memos.md").says
        ('1 memo to ...memos.md',)
        """
        from interviewkit.steps.noting.export import export_memos

        return export_memos(self._site, Path(path), self.memos() if memos is None else memos, kind)

    def edit_turn(
        self,
        transcript: str,
        turn: int,
        text: str = "",
        *,
        old: str = "",
        new: str = "",
        speaker: str = "",
        coder: str,
        swallow: bool = False,
    ) -> TurnEdit:
        """Mend what a turn says (all of it, or ``old`` to ``new``), or the label of its speaker.

        >>> done = study.edit_turn("April/leaders", 2, old="hardly", new="rarely", coder="kim")
        >>> done.codings, done.reworded[0].after
        (4, 'I rarely talk to my colleagues any more.')
        """
        from interviewkit.steps.mending.edit import WantedEdit, edit_turn

        wanted = WantedEdit(text, old, new, speaker)
        return edit_turn(self._site, transcript, turn, wanted, coder, swallow=swallow)

    def preview_edit(
        self,
        transcript: str,
        turn: int,
        text: str = "",
        *,
        old: str = "",
        new: str = "",
        speaker: str = "",
    ) -> TurnEdit:
        """What :meth:`edit_turn` would do to a turn and to what stands in it.

        >>> told = study.preview_edit("April/leaders", 2, old="hardly talk to", new="know")
        >>> told.codings, told.read_by
        (4, ('kim', 'lee'))
        """
        from interviewkit.steps.mending.edit import WantedEdit, preview_edit

        return preview_edit(self._site, transcript, turn, WantedEdit(text, old, new, speaker))

    def edits(self, transcript: str = "") -> Sequence[Mapping[str, object]]:
        """What people mended in one transcript or in all, one row an edit.

        >>> study.edits()
        []
        """
        from interviewkit.steps.mending.edit import list_edits

        return list_edits(self._site, transcript)
