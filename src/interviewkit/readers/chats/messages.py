"""Messages of a chat made into a conversation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from interviewkit.errors import Problem
from interviewkit.readers.contract import Aside, Conversation, Heard, Source, SpeechPiece
from interviewkit.readers.join import has_words, join_speech

NOTICES = "lines that the program of the chat writes"
ATTACHED = "what was sent beside words"


@dataclass(slots=True)
class ChatMessages:
    """The messages of a chat in their order, what its program wrote between them, and facts.

    Where messages have times of a clock on the wall and no other, these are no times of a
    recording, and are left out.
    """

    source: Source
    said: list[SpeechPiece] = field(default_factory=list)
    aside: list[Aside] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)

    def add(self, sender: str, lines: Sequence[str], line: int, start: float | None = None) -> None:
        """A message; one without a word (a sign, a picture) is set aside."""
        text = "\n".join(each for each in map(str.strip, lines) if each)
        if has_words(text):
            self.said.append(SpeechPiece(sender, text, start, line=line))
        elif text:
            self.set_aside(line, text, "messages without a word")

    def set_aside(self, line: int, text: str, why: str = NOTICES) -> None:
        self.aside.append(Aside(line, text.strip(), why))

    def build(self, problems: Iterable[Problem] = ()) -> Heard:
        """The conversation: successive messages of one person are a turn."""
        said = tuple(join_speech(self.said, "\n"))
        talk = Conversation(said, facts=self.facts, aside=tuple(self.aside))
        return [talk], list(problems)
