"""Google Meet's documents as text and Markdown: notes above, times as headings, an end below."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from interviewkit.readers.contract import FileReading

ReadText = Callable[..., FileReading]

PLAIN = """📝 Notes
Mar 4, 2026
Garden call
Invited Mira Kolb Tom Reed
Attachments Garden call

Summary
The group talked about beans and about water.

Details
Water in summer: Tom Reed said that there is not enough (00:00:53).

You should review Gemini's notes to make sure they're accurate.

📖 Transcript
Mar 4, 2026
Garden call - Transcript
00:00:00

Mira Kolb: How was the summer?
Tom Reed: Dry.


00:00:53

Tom Reed: We meet at 12:30, as ever.
Mira Kolb: Good.

Transcription ended after 00:12:09

This editable transcript was computer generated and might contain errors. People can also change it.
"""
MARKDOWN = """# Garden call

Invited [Mira Kolb](mailto:mira@example.invalid) [Tom Reed](mailto:tom@example.invalid)

### **Summary**

The group talked about beans and about water.

### **Details**

* **Water in summer:** Tom Reed said that there is not enough ([00:00:53](#00:00:53)).

## Mar 4, 2026

## **Garden call \\- Transcript**

### **00:00:00** {#00:00:00}

**Mira Kolb:** How was the summer?

**Tom Reed:** Dry.

### 00:00:53 {#00:00:53}

**Tom Reed:** We meet at 12:30, as ever.

**Mira Kolb:** Good.

### **Transcription ended after 00:12:09**

*This editable transcript was computer generated and might contain errors.*
"""


@pytest.mark.parametrize(("text", "name"), [(PLAIN, "call.txt"), (MARKDOWN, "call.md")])
def test_notes_are_no_speech_and_headings_are_times(read: ReadText, text: str, name: str) -> None:
    reading = read(text, name)
    (transcript,) = reading.transcripts
    assert [(turn.speaker, turn.text, turn.start) for turn in transcript.turns] == [
        ("Mira Kolb", "How was the summer?", 0.0),
        ("Tom Reed", "Dry.\nWe meet at 12:30, as ever.", None),
        ("Mira Kolb", "Good.", None),
    ]
    assert transcript.attributes["title"] == "Garden call"
    assert transcript.date == "2026-03-04"
    told = " ".join(each.text for each in reading.aside)
    assert "The group talked about beans and about water." in told
    assert "Transcription ended after 00:12:09" in told
    assert "computer generated" in told


@pytest.mark.parametrize(
    "end",
    [
        "Transcription ended after 00:12:09",
        "### La transcripción finalizó después de 00:12:09",
        "Transkription nach 00:12:09 beendet",
        "**La transcription s'est terminée après 00:12:09**",
    ],
)
def test_how_a_transcription_ended_is_a_tools(read: ReadText, end: str) -> None:
    reading = read(f"Mira: Is the transcription on?\nTom: Yes.\nMira: Good.\nTom: Bye.\n\n{end}\n")
    assert [turn.text for turn in reading.transcripts[0].turns][-1] == "Bye."
    assert len(reading.aside) == 1


def test_a_heading_that_is_a_time_begins_what_stands_below(read: ReadText) -> None:
    reading = read(
        "### 00:48:10\n\n**Mira:** So?\n\n**Tom:** Yes.\n\n## 00:50\n\n**Mira:** Bye.\n", "a.md"
    )
    assert [turn.start for turn in reading.transcripts[0].turns] == [2890.0, None, 50.0]
