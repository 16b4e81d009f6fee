"""Real files of real tools, kept beside the project."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path
from time import process_time

import pytest

from interviewkit.model.settings import TranscriptSettings
from interviewkit.model.transcript import Transcript
from interviewkit.readers.contract import UNKNOWN_SPEAKER, FileReading
from interviewkit.readers.files import find_files, read_file

pytestmark = pytest.mark.shared

REFUSED = {""}
WITHOUT_WORDS = {"empty.vtt", "no_captions.vtt", "empty_transcript.vtt", "invalid_format1.srt"}


def one(shared: Path, path: str) -> Transcript:
    (transcript,) = look(shared, path).transcripts
    return transcript


def look(shared: Path, path: str) -> FileReading:
    return read_file(shared / path, root=shared, settings=TranscriptSettings())


def test_every_file_is_read_or_refused_in_words(shared: Path) -> None:
    for path in find_files(shared, ["formats/**/*"]):
        reading = read_file(path, root=shared, settings=TranscriptSettings())
        refused = any(problem.fatal for problem in reading.problems)
        expected = path.suffix.lower() in REFUSED or path.name in WITHOUT_WORDS
        expected |= path.name in ("meeting001_participants.csv", "SOURCE.txt") and refused
        assert refused == expected, path
        assert bool(reading.transcripts) != refused, path


def test_zoom(shared: Path) -> None:
    meeting = one(shared, "formats/zoom/meeting001_transcript.vtt")
    people = ("Andrew Knight", "Paul McCartney", "George Harrison", "Ringo Starr", "John Lennon")
    assert meeting.speakers == (*people, UNKNOWN_SPEAKER)
    assert (meeting.turns[0].start, meeting.turns[-1].end) == (4.859, 3341.97)
    class_talk = one(shared, "formats/zoom/transcript.vtt")
    assert class_talk.speakers == ("Ashlee Kupor (SL)", "Dora Demszky", UNKNOWN_SPEAKER)
    chat = one(shared, "formats/zoom/meeting001_chat.txt")
    assert len(chat.speakers) == 5
    assert chat.turns[0].start == 21 * 60 + 14


def test_otter(shared: Path) -> None:
    excerpt = one(shared, "formats/otter/otter_excerpt.txt")
    assert excerpt.speakers == ("Emma", "Kelly", UNKNOWN_SPEAKER, "Tailor", "Sidney")
    assert "otter.ai" not in excerpt.turns[-1].text
    podcast = one(shared, "formats/otter/01-new-career-who-dis.md")
    assert podcast.speakers == (UNKNOWN_SPEAKER, "Ali", "Kelly", "Emma", "Lindsey")
    assert (
        podcast.turns[-1].text
        == "I don't either but thumbs up. Thumbs up all the thumbs. OK. Thank you."
    )


def test_encodings_of_subtitles(shared: Path) -> None:
    plain = one(shared, "formats/srt/bom-utf-8.srt")
    for mark in ("16-le", "16-be", "32-le", "32-be"):
        assert one(shared, f"formats/srt/bom-utf-{mark}.srt").turns[0].text == plain.turns[0].text
    french = one(shared, "formats/srt/utf-8.srt"), look(shared, "formats/srt/windows-1252.srt")
    assert french[1].encoding == "cp1252"
    assert french[1].transcripts[0].turns[1].text == french[0].turns[1].text
    assert one(shared, "formats/srt/gb2312.srt").turns[0].text.startswith("宇宙守护神")


@pytest.fixture(scope="module")
def interviews(shared: Path) -> dict[str, Transcript]:
    settings = TranscriptSettings(cohorts={"work_*": "workforce", "science_*": "scientists"})
    found = {}
    began = process_time()
    for path in find_files(shared, ["interviews/anthropic_interviewer/*.csv"]):
        reading = read_file(path, root=shared, settings=settings)
        found.update({transcript.name: transcript for transcript in reading.transcripts})
    assert process_time() - began < 6  # seconds; about 0.7 on a quiet machine
    return found


def test_interviews_have_exactly_their_turns(interviews: dict[str, Transcript]) -> None:
    count = Counter(turn.speaker for t in interviews.values() for turn in t.turns)
    assert count == {"User": 14_495, "AI": 14_495, "Assistant": 1_250}
    assert Counter(t.group for t in interviews.values()) == {
        "workforce": 1000,
        "scientists": 125,
        "": 125,
    }


def test_gold_codings_refer_to_our_turns(shared: Path, interviews: dict[str, Transcript]) -> None:
    import json

    lines = (shared / "gold_codes" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    different = []
    for unit in map(json.loads, lines):
        turn = interviews[unit["transcript_id"]].turns[unit["turn"] - 1]
        assert (turn.position, turn.speaker) == (unit["turn"], "User")
        if turn.text.split() != unit["text"].split():
            different.append(unit["unit"])
    assert len(lines) == 658
    assert len(different) <= 1  # the gold file parted one sentence from its quotation mark
    with (shared / "gold_codes" / "dev_codings.csv").open(encoding="utf-8", newline="") as file:
        quotes = [row for row in csv.DictReader(file) if row["quote"]]
    assert len(quotes) == 501
    for row in quotes:
        assert row["quote"] in interviews[row["transcript"]].turns[int(row["turn"]) - 1].text


@pytest.mark.parametrize(
    ("name", "recogniser", "words", "turns"),
    [
        ("amazonTranscribe.sample.json", "Amazon Transcribe", 1791, 15),
        ("assemblyai-utterances.json", "AssemblyAI", 60, 1),
        ("dg-speakers.json", "Deepgram", 226, 10),
        ("dg-utterances.json", "Deepgram", 62, 1),
        ("gcpSttSpeakerDiarization.sample.json", "Google Speech-to-Text", 1766, 3),
        ("issue24_empty.wav.words.json", "Whisper", 58, 1),
        ("large_apollo11.mp3.words.json", "Whisper", 146, 5),
        ("smartphone.mp3.words.json", "Whisper", 555, 1),
    ],
)
def test_recognisers(shared: Path, name: str, recogniser: str, words: int, turns: int) -> None:
    talk = one(shared, f"formats/stt_json/{name}")
    assert talk.attributes["recogniser"] == recogniser
    assert sum(len(turn.text.split()) for turn in talk.turns) == words
    assert len(talk.turns) == turns
    timed = sum(len(turn.timing) for turn in talk.turns if turn.timing)
    assert timed == words


def test_recognisers_keep_their_own_full_text(shared: Path) -> None:
    """The words of the parts are those of the whole that the same files hold."""
    folder = shared / "formats" / "stt_json"
    full = json.loads((folder / "smartphone.mp3.words.json").read_text())["text"]
    said = " ".join(
        turn.text for turn in one(shared, "formats/stt_json/smartphone.mp3.words.json").turns
    )
    assert said.split() == full.split()
    amazon = json.loads((folder / "amazonTranscribe.sample.json").read_text())["results"]
    said = " ".join(
        turn.text for turn in one(shared, "formats/stt_json/amazonTranscribe.sample.json").turns
    )
    assert said == amazon["transcripts"][0]["transcript"]


def test_youtube_captions(shared: Path) -> None:
    talk = one(shared, "formats/vtt/two_captions.sbv")
    assert talk.turns[0].text == "Caption text #1 Caption text #2 (line 1) Caption text #2 (line 2)"
    assert (talk.turns[0].start, talk.turns[0].end) == (0.378, 12.305)
