"""Transcriber's .trs: turns cut by points in time, in which several may speak at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from interviewkit.errors import SourceError
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.annotation.heard import finish_pieces, name_medium
from interviewkit.readers.annotation.timeline import parse_time
from interviewkit.readers.contract import Aside, Heard, Source, SpeechPiece
from interviewkit.readers.xml_tree import XmlTree, find_root_name, parse_tree


def is_transcriber(head: str) -> bool:
    """Whether a text begins as a Transcriber file does."""
    return find_root_name(head) == "Trans" and ("<Episode" in head or "trans-1" in head)


def read_transcriber(source: Source, settings: TranscriptSettings) -> Heard:
    """One conversation: a piece from each point in time to the next, by whoever speaks there.

    Noises, comments and the names of sections are set aside.
    """
    try:
        tree = parse_tree(source.text)
    except SourceError as fault:
        return [], [source.problem(fault.message, hint=fault.hint, fatal=True)]
    root = tree.root
    names = {each.get("id", ""): each.get("name", "").strip() for each in root.iter("Speaker")}
    file = _TranscriberFile(tree, names)
    turns = list(root.iter("Turn"))
    pieces = [piece for turn in turns for piece in file.read_turn(turn)]
    file.read_topics(root)
    file.aside += tree.list_unread(turns, {})
    facts = {
        "recording": name_medium(root.get("audio_filename", "")),
        "transcribed by": root.get("scribe", "").replace("(unknown)", "").strip(),
    }
    return finish_pieces(pieces, file.aside, source, settings, facts, tree.tell_fault(source))


@dataclass
class _TranscriberFile:
    """What the turns of a file gave so far."""

    tree: XmlTree
    names: dict[str, str]
    aside: list[Aside] = field(default_factory=list)

    def read_turn(self, turn: Any) -> list[SpeechPiece]:
        """The pieces of a turn with their times, each until the next point in time."""
        who = [self.names.get(key) or key for key in turn.get("speaker", "").split()]
        points = [parse_time(each.get("time", "")) for each in turn.iterfind("Sync")]
        ends = [*points[1:], parse_time(turn.get("endTime", ""))]
        said: list[SpeechPiece] = []
        place = -1
        for speaker, text, sync, line in self._texts(turn, who):
            place = max(place, sync)
            start = points[sync] if sync >= 0 else parse_time(turn.get("startTime", ""))
            end = ends[sync] if sync >= 0 else next(iter(points), None)
            said.append(SpeechPiece(speaker, text, start, end, line))
        return _join_same(said)

    def _texts(self, turn: Any, who: list[str]) -> Iterator[tuple[str, str, int, int]]:
        """Each text of a turn: who speaks, the words, the number of the point in time, the line."""
        sync, speaker, line = -1, who[0] if who else "", self.tree.line_of(turn)
        if (turn.text or "").strip():
            yield speaker, turn.text.strip(), sync, line
        for child in turn:
            line = self.tree.line_of(child)
            if child.tag == "Sync":
                sync += 1
            elif child.tag == "Who":
                number = child.get("nb", "")
                place = int(number) - 1 if number.isdecimal() and len(number) < 4 else 0
                speaker = who[place] if 0 <= place < len(who) else ""
            self._read_event(child, line)
            if (child.tail or "").strip():
                yield speaker, child.tail.strip(), sync, line

    def _read_event(self, child: Any, line: int) -> None:
        is_mark = child.tag in ("Sync", "Who", "Background")
        if not is_mark and (text := child.get("desc", "").strip()):
            why = "comments of the transcriber" if child.tag == "Comment" else "noises and events"
            self.aside.append(Aside(line, text, why))
        if inner := "".join(child.itertext()).strip():
            why = "words within a mark of time" if is_mark else "noises and events"
            self.aside.append(Aside(line, inner, why))

    def read_topics(self, root: Any) -> None:
        for topic in root.iter("Topic"):
            text = topic.get("desc", "").strip()
            if text:
                self.aside.append(Aside(self.tree.line_of(topic), text, "names of sections"))


def _join_same(said: list[SpeechPiece]) -> list[SpeechPiece]:
    """Pieces of one speaker at one point in time as one; an event in between parted them."""
    joined: list[SpeechPiece] = []
    for piece in said:
        last = joined[-1] if joined else None
        if last and (last.speaker, last.start) == (piece.speaker, piece.start):
            joined[-1] = replace(last, text=f"{last.text} {piece.text}")
        else:
            joined.append(piece)
    return joined
