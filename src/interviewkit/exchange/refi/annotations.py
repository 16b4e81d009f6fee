"""Annotations that QualCoder writes into memos, brought to the texts that they are about.

It writes an annotation as a memo with a selection in it, and the text only refers to the memo. The
standard would have that be a selection of the memo's own text; what lies beyond the end of that
text, or comes from QualCoder, is one of the text that refers to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from interviewkit.exchange.refi.guids import fit_guid
from interviewkit.exchange.refi.source_texts import SourceFiles
from interviewkit.exchange.refi.sources import SourceDraft, read_place
from interviewkit.exchange.refi.xml_text import find_child, find_children


def move_annotations(
    root: Element, drafts: Sequence[SourceDraft], files: SourceFiles, tool: str
) -> None:
    """Make selections in memos selections of the one text that refers to the memo."""
    for note in find_children(find_child(root, "Notes"), "Note"):
        selections = list(find_children(note, "PlainTextSelection"))
        guid = fit_guid(note.get("guid"))
        about = [each for each in drafts if guid in each.notes and each.written.raw]
        if not selections or len(about) != 1:
            continue
        length = len(files.read_text(note).text)
        for each in selections:
            start, end = read_place(each, "startPosition"), read_place(each, "endPosition")
            if "qualcoder" in tool.lower() or end > length:
                note.remove(each)
                SubElement(each, "NoteRef", {"targetGUID": guid})
                about[0].selections.append((each, start, end))
