"""The rules coder: denial, speaker, hearsay, score and evidence, on real parses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from interviewkit.coding.contract import Material
from interviewkit.coding.rules import RulesCoder
from interviewkit.errors import CodebookError
from interviewkit.language.models import find_pipeline, load_pipeline
from interviewkit.model import Code, Codebook, Coding, Passage, Pattern, Turn

LISTS = {"AI": ("ai", "chatgpt", "the tool", "it")}


@pytest.fixture(scope="module")
def nlp() -> Any:
    return load_pipeline(find_pipeline())


def propose(
    nlp: Any, patterns: Sequence[Pattern], texts: Sequence[str], questions: Sequence[str] = ()
) -> list[Coding]:
    passages = [Passage.whole(Turn("t", i + 1, "Ann", text)) for i, text in enumerate(texts)]
    code = Code("c", "C", "", patterns=tuple(patterns), polarity=("+", "-"))
    parsed: list[int] = []

    def docs(places: Sequence[int]) -> list[Any]:
        parsed.extend(places)
        return [nlp(passages[i].quote) for i in places]

    material = Material(passages, lambda: None, docs, questions)  # type: ignore[arg-type, return-value]
    return RulesCoder(nlp).propose(material, Codebook("b", (code,), lists=LISTS))


def one(nlp: Any, match: str, text: str, options: Mapping[str, object] | None = None) -> str:
    """The polarity that one pattern gives to one text, "" where it gives none."""
    found = propose(nlp, [Pattern(match, options=options or {})], [text])
    return found[0].polarity if found else ""


@pytest.mark.parametrize(
    ("negated", "plain", "denied"),
    [("no", "+", ""), ("yes", "", "+"), ("flip", "+", "-"), ("any", "+", "+")],
)
def test_denial(nlp: Any, negated: str, plain: str, denied: str) -> None:
    options = {"negated": negated}
    assert one(nlp, "<AI> *2 judge", "The tool judges me.", options) == plain
    for text in (
        "The tool does not judge me.",
        "It never judges me.",
        "I don't think it judges me.",
    ):
        assert one(nlp, "<AI> *2 judge", text, options) == denied, text


def test_not_only_denies_nothing(nlp: Any) -> None:
    assert one(nlp, "feel stupid", "I not only feel stupid, I am tired.") == "+"


def test_yaml_booleans_mean_yes_and_no(nlp: Any) -> None:
    assert one(nlp, "<AI> *2 judge", "It does not judge me.", {"negated": True}) == "+"


def test_a_pattern_with_its_own_negation_is_not_denied_by_it(nlp: Any) -> None:
    assert one(nlp, "don't have to ask", "I don't have to ask anyone.") == "+"


@pytest.mark.parametrize(
    ("text", "me"),
    [
        ("I feel more confident with it.", True),
        ("My students feel more confident with it.", False),
        ("Clients say they feel more confident with it.", False),
        ("It makes me feel more confident.", True),
        ("You feel more confident when it has checked your work.", True),
    ],
)
def test_whose_confidence(nlp: Any, text: str, me: bool) -> None:
    assert bool(one(nlp, "more confident", text, {"subject": "me"})) is me


@pytest.mark.parametrize(
    ("text", "me"),
    [
        ("It is important to maintain the skill.", True),
        ("It's vital that we maintain the skill.", True),
        ("It is able to maintain the skill.", False),
        ("It is likely to maintain the skill.", False),
    ],
)
def test_it_names_nobody_where_a_clause_follows(nlp: Any, text: str, me: bool) -> None:
    assert bool(one(nlp, "maintain *1 skill", text, {"subject": "me"})) is me


def test_what_others_say_is_not_the_speakers_own(nlp: Any) -> None:
    text = "Clients say it gives them confidence."
    assert one(nlp, "give *1 confidence", text) == ""
    assert one(nlp, "give *1 confidence", text, {"hearsay": True}) == "+"
    assert one(nlp, "give *1 confidence", text, {"subject": "others"}) == "+"
    assert one(nlp, "give *1 confidence", "It gives me confidence.", {"subject": "ai"}) == "+"


def test_unless_voids_its_own_sentence_only(nlp: Any) -> None:
    options = {"unless": "confident that"}
    assert one(nlp, "confident", "I am confident that it works.", options) == ""
    assert one(nlp, "confident", "I am confident. I said confident that once.", options) == "+"


def test_the_question_counts(nlp: Any) -> None:
    pattern = Pattern("definitely me", options={"question": "control|decide"})
    texts, questions = ["Definitely me.", "Definitely me."], ["Who decides?", "Who cooks?"]
    assert [c.passage.turn.position for c in propose(nlp, [pattern], texts, questions)] == [1]


def test_weak_signs_add_up_and_contrary_ones_take_away(nlp: Any) -> None:
    half, other = Pattern("stuck", weight=0.5), Pattern("idea", weight=0.5, polarity="-")
    against = Pattern("printer", weight=-0.8)
    text = "The printer is stuck, no idea why."
    assert propose(nlp, [half], [text])[0].score == 0.5
    both = propose(nlp, [half, Pattern("why", weight=0.3)], [text])[0]
    assert both.score == pytest.approx(0.65)
    assert both.polarity == "+"
    assert both.evidence[0].what == "stuck → stuck"
    assert both.evidence[0].strength == 0.5
    assert propose(nlp, [half, against], [text])[0].score == pytest.approx(0.1)
    flipped = Pattern("idea", weight=0.7, polarity="-", options={"negated": "any"})
    assert propose(nlp, [half, flipped], [text])[0].polarity == "-"
    assert propose(nlp, [half, other], [text])[0].polarity == "+", "no idea is denied"


def test_spacy_patterns(nlp: Any) -> None:
    tokens = Pattern(({"LEMMA": "be"}, {"LOWER": "stuck"}))
    tree = Pattern(
        (
            {"RIGHT_ID": "verb", "RIGHT_ATTRS": {"LEMMA": "judge"}},
            {
                "LEFT_ID": "verb",
                "REL_OP": ">",
                "RIGHT_ID": "who",
                "RIGHT_ATTRS": {"DEP": "nsubj", "LOWER": "it"},
            },
        )
    )
    found = propose(nlp, [tokens, tree], ["I was stuck.", "It judges me.", "I judge it."])
    assert [c.passage.quote for c in found] == ["I was stuck.", "It judges me."]


def test_word_classes(nlp: Any) -> None:
    assert one(nlp, "feel *1 [adj]", "I feel very calm.") == "+"
    assert one(nlp, "feel [adj]", "I feel it.") == ""


def test_whole_turns_and_nothing_at_all(nlp: Any) -> None:
    text = "We met on Monday. I bounced two ideas off it.\n\nThat was all."
    assert one(nlp, "bounce *3 idea", text) == "+"
    assert propose(nlp, [Pattern("idea")], []) == []


def test_a_slice_of_a_longer_parse_is_as_good_as_a_parse(nlp: Any) -> None:
    turn = Turn("t", 1, "Ann", "We met on Monday. It does not judge me. I was stuck.")
    passages = [Passage.cut(turn, 18, 39), Passage.cut(turn, 40, 52)]
    whole = nlp(turn.text)
    slices = [whole.char_span(p.start, p.end) for p in passages]
    material = Material(passages, lambda: None, lambda places: [slices[i] for i in places])  # type: ignore[arg-type, return-value]
    judges = {"RIGHT_ID": "verb", "RIGHT_ATTRS": {"LEMMA": "judge"}}
    patterns = (
        Pattern("<AI> *2 judge", options={"negated": "yes"}, name="line"),
        Pattern(({"LOWER": "stuck"},), name="tokens"),
        Pattern((judges,), options={"negated": "yes"}, name="tree"),
    )
    code = Code("c", "C", "", patterns=patterns)
    found = RulesCoder(nlp).propose(material, Codebook("b", (code,), lists=LISTS))
    told = [{item.what for item in coding.evidence} for coding in found]
    assert told == [{"line → It does not judge", "tree → judge"}, {"tokens → stuck"}]


@pytest.mark.parametrize(
    ("pattern", "what"),
    [
        (Pattern("idea", options={"sujbect": "me"}), "no option 'sujbect'"),
        (Pattern("idea", options={"subject": "you"}), "subject cannot be 'you'"),
        (Pattern(({"NONSENSE": {"X": 1}},)), "no pattern of spaCy's"),
    ],
)
def test_says_what_is_wrong(nlp: Any, pattern: Pattern, what: str) -> None:
    with pytest.raises(CodebookError, match=what):
        propose(nlp, [pattern], ["An idea."])


def test_only_passages_with_fitting_words_are_parsed(nlp: Any) -> None:
    asked: list[int] = []
    passages = [Passage.whole(Turn("t", i + 1, "Ann", f"Sentence {i}.")) for i in range(50)]
    passages.append(Passage.whole(Turn("t", 99, "Ann", "They say I had no idea.")))
    passages.append(Passage.whole(Turn("t", 100, "Ann", "I had an idea.")))

    def docs(places: Sequence[int]) -> list[Any]:
        asked.extend(places)
        return [nlp(passages[i].quote) for i in places]

    material = Material(passages, lambda: None, docs)  # type: ignore[arg-type, return-value]
    code = Code("c", "C", "", patterns=(Pattern("have *1 idea"),))
    found = RulesCoder(nlp).propose(material, Codebook("b", (code,)))
    assert [coding.passage.quote for coding in found] == ["I had an idea."]
    assert asked == [50]  # the last one holds no word that grammar could make anything of
