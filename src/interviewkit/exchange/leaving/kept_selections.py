"""Selections that came in, as they leave again: what still stands of them, under their GUIDs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from interviewkit.exchange.leaving.kept_names import KeptNames
from interviewkit.exchange.leaving.original_text import OriginalText
from interviewkit.exchange.leaving.transcript_text import TurnPlaces
from interviewkit.model import Coding, Passage
from interviewkit.model.grouping import group_lists
from interviewkit.model.kept_project import KeptProject
from interviewkit.model.project import TEXT, ProjectCoding, ProjectSelection, ProjectSource
from interviewkit.model.span import Span

Said = tuple[str, str, tuple[str, int, int, int]]
"""A code, its polarity, and where."""


@dataclass
class KeptCodings:
    """Which codings of other tools still stand; ``left`` are those of the study beside them."""

    names: KeptNames
    kept: KeptProject
    codings: Sequence[Coding] = field(repr=False)
    _met: set[int] = field(default_factory=set)

    @cached_property
    def _by_said(self) -> Mapping[Said, Sequence[Coding]]:
        return group_lists(
            ((each.code, each.polarity, each.passage.place), each) for each in self.codings
        )

    @cached_property
    def _by_selection(self) -> Mapping[tuple[str, str, str], Sequence[Coding]]:
        return group_lists(
            ((each.selection, each.code, each.polarity), each)
            for each in self.codings
            if each.selection
        )

    def list_left(self) -> Sequence[Coding]:
        """The codings that no selection holds."""
        return [each for each in self.codings if id(each) not in self._met]

    def keep_selections(
        self, source: ProjectSource, lay: Callable[[], OriginalText]
    ) -> Iterator[ProjectSelection]:
        """The selections of a source, each with what of it still stands.

        ``lay`` gives the source laid on its turns, which is asked for only where words do not tell.

        A selection of which nothing stands any more is gone. What lies on nobody's speech, or on no
        text at all, the study could not change: it stays as it came.
        """
        for each in source.selections:
            said = _fold(source.text[each.start : each.end]) if each.start is not None else ""
            codings = tuple(
                coding
                for coding in each.codings
                if self._is_said_whole(coding, each, said) or self._stands(coding, each, lay())
            )
            if codings == each.codings:
                yield each
            elif codings or each.notes or each.description:
                yield replace(each, codings=codings)

    def keep_whole(
        self, source: ProjectSource, lay: Callable[[], OriginalText] | None
    ) -> tuple[ProjectCoding, ...]:
        """The codings of a source as a whole that still stand; here they are codings of its turns.

        Without ``lay`` they stand as long as anything of them does, as its turns were mended since.
        """
        text = lay() if lay and source.codings else None
        return tuple(
            each
            for each in source.codings
            if self._stands(each, ProjectSelection(each.guid, 0, len(source.text)), text)
        )

    def _is_said_whole(self, coding: ProjectCoding, selection: ProjectSelection, said: str) -> bool:
        """Whether the coding stands on one passage that says just the words of the selection."""
        places = self.kept.places
        code, coder = places.codes.get(coding.code, ""), places.users.get(coding.user, "")
        polarity = self.names.find_polarity(self.kept, coding.code)
        same = self._by_selection.get((selection.guid, code, polarity), ())
        own = [each for each in same if coder in ("", each.coder)]
        whole = bool(said and own) and all(_fold(each.passage.quote) == said for each in own)
        self._met.update(id(each) for each in own if whole)
        return whole

    def move_selections(
        self, source: ProjectSource, was: OriginalText, now: TurnPlaces, mended: Collection[int]
    ) -> Iterator[ProjectSelection]:
        """The selections of a source that people mended since, in its text of today.

        Those that are coded stand where their codings stand now, others where their turn does. What
        lies on nobody's speech has no place any more.
        """
        for each in source.selections:
            laid = _lay(each, was)
            is_mended = any(passage.turn.position in mended for passage in laid)
            text = None if is_mended else was
            codings = tuple(
                c for c in each.codings if self._stands(c, each, text, on_speech=is_mended)
            )
            held = [c for c in self.codings if c.selection == each.guid and id(c) in self._met]
            passages: Sequence[Passage] = [coding.passage for coding in held]
            passages = passages or laid
            spans = [_find_now(passage, now, mended, is_held=bool(held)) for passage in passages]
            is_said = bool(each.notes or each.description)
            if spans and (codings or not each.codings or is_said):
                start, end = min(one for one, _ in spans), max(two for _, two in spans)
                yield replace(each, start=start, end=end, quote="", codings=codings)
            elif each.kind != TEXT:
                yield each

    def _stands(
        self,
        coding: ProjectCoding,
        selection: ProjectSelection,
        text: OriginalText | None,
        *,
        on_speech: bool = False,
    ) -> bool:
        """Whether the coder still gives all of it this code, or could never be asked here.

        Without ``text`` its own codings tell, as places changed since; ``on_speech`` says that it
        had some.
        """
        places = self.kept.places
        code, coder = places.codes.get(coding.code), places.users.get(coding.user, "")
        if code is None or (coding.user and not coder):
            return True
        polarity = self.names.find_polarity(self.kept, coding.code)
        passages = _lay(selection, text)
        same = [self._by_selection.get((selection.guid, code, polarity), ())]
        if passages:
            same = [self._by_said.get((code, polarity, each.place), ()) for each in passages]
        elif not any(same):
            return not on_speech and selection.guid not in self._known
        by_coder = [[each for each in found if coder in ("", each.coder)] for found in same]
        if not all(by_coder):
            return False
        self._met.update(id(each) for found in by_coder for each in found)
        return True

    @cached_property
    def _known(self) -> set[str]:
        """Selections that the study holds something of."""
        return {each.selection for each in self.codings if each.selection}


def _fold(text: str) -> str:
    return " ".join(text.split())


def _lay(selection: ProjectSelection, text: OriginalText | None) -> Sequence[Passage]:
    """The passages of a selection; none where it is on no speech, or has no place."""
    start, end = selection.start, selection.end
    if text is None or start is None or end is None or start >= end:
        return ()
    return text.lay(start, end)


def _find_now(passage: Passage, now: TurnPlaces, mended: Collection[int], *, is_held: bool) -> Span:
    """Where a passage stands in the text of today; of a mended turn, the whole of it."""
    position = passage.turn.position
    if position in mended and not is_held:
        return now.places[position - 1]
    return now.find_place(passage.turn, passage.start, passage.end)
