"""Parses that are kept, forked and joined."""

import pytest

from interviewkit.language import parses
from interviewkit.language.models import find_pipeline, load_pipeline
from interviewkit.language.parses import pack_parses, parse_groups, split_long_text, unpack_parses

TEXTS = [
    "I've used it daily. It doesn't judge me!",
    "",
    "  \n",
    "Hmm — café? Yes…  two  spaces, a tab\tand 🙂.",
]


@pytest.fixture(scope="module")
def nlp():
    return load_pipeline(find_pipeline())


def parse(nlp, texts):
    """The parse of each text, as it comes back from being packed."""
    packed = parse_groups(nlp, [[text] for text in texts], processes=1)
    return [doc for each in packed for doc in unpack_parses(each, nlp.vocab)]


def told(doc):
    """All that is kept of a parse."""
    return [
        (t.text, t.whitespace_, t.lemma_, t.pos_, t.tag_, str(t.morph), t.dep_, t.head.i)
        for t in doc
    ], [(sentence.start_char, sentence.end_char) for sentence in doc.sents]


def test_a_parse_has_exactly_its_text(nlp):
    assert [doc.text for doc in parse(nlp, TEXTS)] == TEXTS


def test_packing_loses_nothing_that_is_used(nlp):
    import spacy

    docs = list(nlp.pipe(TEXTS))
    for vocab in (nlp.vocab, spacy.blank("en").vocab):
        assert [told(doc) for doc in unpack_parses(pack_parses(docs), vocab)] == [
            told(doc) for doc in docs
        ]


def test_packing_the_same_gives_the_same_bytes(nlp):
    assert pack_parses(nlp.pipe(TEXTS)) == pack_parses(nlp.pipe(TEXTS))


def test_groups_stay_together_and_processes_do_not_matter(nlp):
    groups = [TEXTS[:2], [], TEXTS[2:], *([f"Number {n} is here."] for n in range(200))]
    ticks = []
    alone = list(parse_groups(nlp, groups, processes=1))
    forked = list(parse_groups(nlp, groups, ticks.append, processes=2))
    assert alone == forked
    assert sum(ticks) == len(groups)
    assert [[doc.text for doc in unpack_parses(packed, nlp.vocab)] for packed in forked] == groups


def test_work_goes_on_where_a_process_dies(nlp, monkeypatch):
    import os

    monkeypatch.setattr(parses, "_work", os._exit)  # what a killed process looks like
    groups = [[text] for text in TEXTS]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parses, "_parcels", lambda groups: iter([3]))
        packed = list(parse_groups(nlp, groups, processes=2))
    assert [unpack_parses(some, nlp.vocab)[0].text for some in packed] == TEXTS


def test_long_texts_are_parsed_in_pieces_and_joined(nlp, monkeypatch):
    monkeypatch.setattr(parses, "LONGEST", 60)
    monkeypatch.setattr(parses.split_long_text, "__defaults__", (60,))
    text = "The first answer was short. " * 9 + "\n\nA new paragraph\twithout an end " * 3
    doc, other = parse(nlp, [text, "Short."])
    assert doc.text == text
    assert other.text == "Short."
    assert len(list(doc.sents)) >= 9


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("One two three. Four\n\nfive six seven", "One two three. Four\n\n"),
        ("One two three. Four five six", "One two three. "),
        ("one two three four five six", "one two three four "),
        ("x" * 30, "x" * 22),
    ],
)
def test_pieces_end_at_the_best_border(text, cut):
    found = split_long_text(text, 22)
    assert found[0] == cut
    assert "".join(found) == text
