"""From offsets of a source to passages of turns, through the readers that made the turns."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from interviewkit import parts
from interviewkit.exchange.projects.ink import read_ink
from interviewkit.exchange.projects.laying import Laying, lay_turns
from interviewkit.model import Passage, Turn
from interviewkit.model.settings import Settings
from interviewkit.readers.contract import Source
from interviewkit.readers.finish import finish_transcripts
from interviewkit.readers.invisible_signs import unify_line_ends

WORDS = ["yes", "Ana", "the", "bus", "no", "Ben", "is", "late", "we", "walk", "12:30", "home"]


def read_turns(text: str) -> Sequence[Turn]:
    """The turns that the plain-text reader finds."""
    source = Source("transcripts/t.txt", "t", text.encode(), unify_line_ends(text))
    settings = Settings().transcripts
    heard, problems = parts.load_part("reader", "speech")(source, settings)
    transcripts, _ = finish_transcripts(heard, source, settings, problems)
    return [turn for each in transcripts for turn in each.turns]


def words_of(passages: Sequence[Passage]) -> str:
    return "".join(read_ink(each.quote).signs for each in passages)


SAID = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(lambda w: " ".join(w) + ".")
TALK = st.lists(st.tuples(st.sampled_from(["Ana", "Ben", "P3"]), SAID), min_size=3, max_size=14)
LABELS = ["{who}: {said}", "{who}:\t{said}", "{who}:\n{said}\n", "[00:0{n}:12] {who}:  {said}"]


@given(TALK, st.sampled_from(LABELS), st.data())
def test_any_selection_lands_on_its_words(
    talk: list[tuple[str, str]], shape: str, data: st.DataObject
) -> None:
    text, spoken = "", []
    for n, (who, said) in enumerate(talk):
        line = shape.format(who=who, said=said, n=n % 10)
        begin = len(text) + line.index(said, len(shape.partition("{said}")[0].format(who=who, n=0)))
        spoken.append((begin, begin + len(said)))
        text += line + "\n"
    laying = lay_turns(text, read_turns(text))
    if laying.share < 1:  # a talk in which the reader takes a word for a label, or a time for one
        return
    which = data.draw(st.integers(0, len(spoken) - 1))
    begin, end = spoken[which]
    start = data.draw(st.integers(begin, end - 1))
    stop = data.draw(st.integers(start + 1, end))
    wanted = read_ink(text[start:stop]).signs
    assert words_of(laying.lay(start, stop)) == wanted


@given(TALK, st.data())
def test_selection_over_turns_takes_all_that_is_said(
    talk: list[tuple[str, str]], data: st.DataObject
) -> None:
    text = "A heading\n\n" + "".join(f"{who}: {said}\n\n" for who, said in talk)
    turns = read_turns(text)
    laying = lay_turns(text, turns)
    start = data.draw(st.integers(0, len(text) - 1))
    stop = data.draw(st.integers(start + 1, len(text)))
    passages = laying.lay(start, stop)
    assert len({each.turn.position for each in passages}) == len(passages)
    spoken = sum(len(read_ink(each.text).signs) for each in turns)
    assert laying.share == 1
    assert len(words_of(laying.lay(0, len(text)))) == spoken
    pieces = [laying.lay(place, place + 1) for place in range(start, stop)]
    assert words_of(passages) == "".join(map(words_of, pieces))


def lay(text: str, turns: Sequence[tuple[str, str]]) -> Laying:
    said = [Turn("t", n, who, what) for n, (who, what) in enumerate(turns, 1)]
    return lay_turns(text, said)


def test_label_that_is_said_too_is_not_the_speech() -> None:
    text = "Ana: Ana\nBen: Ana: yes\nAna: Ben"
    laying = lay(text, [("Ana", "Ana"), ("Ben", "Ana: yes"), ("Ana", "Ben")])
    assert [p.turn.position for p in laying.lay(5, 8)] == [1]
    assert laying.lay(0, 3) == []
    assert [p.turn.position for p in laying.lay(14, 22)] == [2]
    assert [p.turn.position for p in laying.lay(28, 31)] == [3]


def test_same_short_answers_keep_their_order() -> None:
    text = "".join(f"{who}: Yes.\n" for who in ("Ana", "Ben") * 50)
    laying = lay(text, [(who, "Yes.") for who in ("Ana", "Ben") * 50])
    places = [laying.lay(n * 10 + 5, n * 10 + 9)[0].turn.position for n in range(100)]
    assert places == list(range(1, 101))


def test_mended_line_is_placed_word_by_word() -> None:
    text = "Ana: I took the bus [00:01:02] to town because\nof the rain.\n"
    laying = lay(text, [("Ana", "I took the bus to town because of the rain.")])
    start = text.index("bus")
    stop = text.index("town") + 4
    assert [p.quote for p in laying.lay(start, stop)] == ["bus to town"]
    assert laying.share == 1


def test_curly_marks_ligatures_and_accents_are_the_same() -> None:
    text = "Ana: „A fine ca\u0301fe“ – yes"
    laying = lay(text, [("Ana", '"A ﬁne c\u00e1fe" - yes')])
    assert [p.quote for p in laying.lay(text.index("fine"), text.index("fe“") + 2)] == ["ﬁne cáfe"]


def test_repetitive_talk_without_anchors_is_quick_and_right() -> None:
    text = "".join("A: no\nB: yes yes\n" for _ in range(2000))
    laying = lay(text, [("A", "no"), ("B", "yes yes")] * 2000)
    assert laying.share == 1
    at = text.index("yes", 15 * 1000)
    assert [p.quote for p in laying.lay(at, at + 7)] == ["yes yes"]


def test_offsets_past_the_end_lead_nowhere() -> None:
    laying = lay("Ana: hi", [("Ana", "hi")])
    assert laying.lay(50, 60) == []
    assert [p.quote for p in laying.lay(5, 99)] == ["hi"]
