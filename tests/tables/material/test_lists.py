"""What a study holds, as lists in every face, held whole in ``snapshots/``."""

from __future__ import annotations

from faces import hold
from interviewkit.errors import Problem
from interviewkit.model import (
    Code,
    Coding,
    Confusion,
    Disagreement,
    Evidence,
    Example,
    Passage,
    Pattern,
    Segment,
    SegmentSize,
    Suggestion,
    Topic,
    TopicFit,
    Turn,
    Variable,
)
from interviewkit.model.keeping import NOTE, WELL, WRONG, Backup, Checked
from interviewkit.model.preview import PreviewedSpeaker, SetAside
from interviewkit.tables.findings.disagreements import (
    build_confusion,
    build_disagreements,
    build_to_settle,
)
from interviewkit.tables.findings.topics import build_topic_turns, build_topics, list_topics
from interviewkit.tables.material.codebook import (
    build_changes,
    build_codebook,
    build_codes,
    build_problems,
)
from interviewkit.tables.material.codings import build_codings, build_log, build_outdated
from interviewkit.tables.material.participants import (
    build_participants,
    build_passages,
    build_segments,
    build_variables,
)
from interviewkit.tables.material.study import build_backups, build_checked, build_parts
from interviewkit.tables.material.suggestions import build_suggestions
from interviewkit.tables.material.transcripts import (
    build_set_aside,
    build_speakers,
    build_transcripts,
    build_turns,
)

TURN = Turn("2025/north", 1204, "Ana", "We waited. =5 months", 61.25, 65.0)


def test_transcripts_in_every_face() -> None:
    row = {
        "transcript": "2025/north", "version": 2, "wave": "2025", "group": "north", "date": "",
        "turns": 1204, "words": 30121, "speakers": 5, "source": "transcripts/2025/north.vtt",
        "recording": "transcripts/2025/north.mp3",
    }  # fmt: skip
    hold("transcripts", build_transcripts([row]))


def test_turns_in_every_face() -> None:
    hold("turns", build_turns([TURN, Turn("2025/north", 1205, "Ben", "Hm.")], "2025/north"))


def test_previewed_speakers_in_every_face() -> None:
    guessed = PreviewedSpeaker("Dr. Lee", "Dr. Lee", "participant", "label", 40, 900, 35, "asks")
    hold("speakers", build_speakers([guessed]))


def test_what_is_set_aside_in_every_face() -> None:
    aside = (SetAside(0, "WEBVTT", "the head of the file"), SetAside(1204, "-", "no words"))
    hold("set_aside", build_set_aside(aside))


def test_topics_in_every_face() -> None:
    words = (("ai", 0.9), ("tool", 0.4))
    topics = (Topic(-1, 89, words), Topic(0, 1049, words, name="Tools"))
    fit = TopicFit(topics, (-1, 0), {"coherence": 0.125, "guests_own": -0.5})
    hold("topics", list_topics(fit))
    hold("topics_in_report", build_topics(topics[1:], people={0: 31}, examples={0: "“It works.”"}))


def test_turns_of_a_topic_in_every_face() -> None:
    row = {"transcript": "2025/north", "turn": 1204, "participant": "P01", "text": "Every day."}
    hold("topic_turns", build_topic_turns([row]))


def test_participants_in_every_face() -> None:
    row = {
        "participant": "P01", "role": "leader", "respondent": "E0112", "turns": 19, "words": 1709,
        "voiced": ["trust", "doubt"], "segments": [],
    }  # fmt: skip
    hold("participants", build_participants([row, {**row, "participant": "P02", "voiced": None}]))


def test_passages_of_a_person_in_every_face() -> None:
    row = {
        "code": "trust", "polarity": "-", "quote": "-5 of them", "transcript": "2025/north",
        "turn": 1204, "coder": "ana", "score": None,
    }  # fmt: skip
    hold("passages", build_passages("P01", [row]))


def test_segments_in_every_face() -> None:
    sizes = (
        SegmentSize(Segment("old", "age > 50", "Older"), 1250, 1250.5836, 16),
        SegmentSize(Segment("north", "site == 'n'"), None, None, 3),
    )
    hold("segments", build_segments(sizes))


def test_variables_in_every_face() -> None:
    found = (Variable("gain", "ordinal", "Gain?", ("none", "some"), 2478, 22, declared=True),)
    hold("variables", build_variables(found))


def test_a_codebook_in_every_face() -> None:
    trust = Code(
        "trust", "Trust", "To rely on it.", ("use",), (),
        (Example("I rely on it."), Example("I do not.", "-")), (Example("Rely on Ana."),),
        (Pattern("rely on"),), ("+", "-"),
    )  # fmt: skip
    hold("codes", build_codes([trust]))
    hold("codebook", build_codebook([trust]))


def test_suggestions_in_every_face() -> None:
    found = (
        Suggestion("trust", "example", "I rely on it.", "-", "people coded it", number=1,
                   place=(7, 0, 13)),
        Suggestion("trust", "pattern", "rely on", people=4, turns=6, other_people=1,
                   other_turns=2, new=3, why="leans to the code", number=2),
    )  # fmt: skip
    hold("suggestions", build_suggestions(found))


def test_problems_in_every_face() -> None:
    found = (
        Problem("a.vtt", 0, "it is empty"),
        Problem("b.vtt", 1204, "no time", "add one", False),
    )
    hold("problems", build_problems(found, "What could not be read"))


def test_changes_of_a_codebook_in_every_face() -> None:
    row = {
        "kind": "changed", "what": "code", "id": "trust", "field": "label", "before": "",
        "after": "Trust",
    }  # fmt: skip
    hold("codebook_changes", build_changes([row]))


def test_parts_in_every_face() -> None:
    row = {"family": "coder", "name": "rules", "from": "house", "package": "", "study": "on"}
    guest = {**row, "name": "lexicon", "from": "guest", "package": "my-lexicon 0.1"}
    hold("parts", build_parts([row, guest]))


def test_backups_in_every_face() -> None:
    work = {"ben": {"codings": 12, "log": 0}, "ana": {"codings": 3, "log": 1204}}
    found = (
        Backup("2025-06-01 before-import.db", "2025-06-01T08:05", "import", 8_646_656, work),
        Backup("old.db", "2025-05-01T08:05", "import", 12, damage="it is cut short"),
    )
    hold("backups", build_backups(found))


def test_what_was_checked_in_every_face() -> None:
    found = (
        Checked(WELL, "pages are whole"),
        Checked(NOTE, "a file has changed", "take it in: interviewkit ingest"),
        Checked(WRONG, "a passage does not fit its turn", "mend it with --repair", True),
    )
    hold("checked", build_checked(found))


def coding(score: float | None = None) -> Coding:
    passage = Passage(TURN, 11, 20, "=5 months")
    return Coding(
        passage, "waiting", "rules", "+", score, evidence=(Evidence("pattern", "wait", 1),), id=7
    )


def test_codings_in_every_face() -> None:
    hold("codings", build_codings([coding(0.61955), coding(), coding()], most=2))


def test_the_log_in_every_face() -> None:
    row = {
        "id": 1204, "at": "2025-06-01T08:05:17+00:00", "coder": "ana", "act": "accept",
        "transcript": "2025/north", "turn": 7, "code": "waiting", "polarity": "+", "about": "",
        "quote": "=5 months", "memo": "", "blind": True, "stands": False,
    }  # fmt: skip
    nowhere = {"transcript": "", "turn": None, "quote": "", "code": "", "polarity": ""}
    about = row | nowhere | {"id": 1205, "act": "memo", "about": "theme:bonds", "memo": "=why?"}
    hold("log", build_log([row, about]))


def test_outdated_judgements_in_every_face() -> None:
    row = {"coder": "ana", "code": "waiting", "what": "gone", "codings": 4, "turns_read": 1204}
    hold("outdated", build_outdated([row]))


def test_disagreements_in_every_face() -> None:
    says = {"ana": "+", "code": ""}
    row = Disagreement(TURN, "P01", "waiting", TURN.text, says, {"ana": ("=5 months",)})
    hold("disagreements", build_disagreements([row], ["ana", "code", "cleo"]))


def test_confusion_in_every_face() -> None:
    found = Confusion(("ana", "ben"), "turn", ("wait", "(nothing)"), ((1204, 2), (3, 40)))
    hold("confusion", build_confusion(found))


def test_what_is_to_be_settled_in_every_face() -> None:
    row = {
        "transcript": "2025/north", "turn": 7, "code": "waiting",
        "said": {"ana": "+", "ben": "not there"}, "quotes": ["ana: =5 months"], "memos": [],
        "settled": False,
    }  # fmt: skip
    hold("to_settle", build_to_settle([row]))
