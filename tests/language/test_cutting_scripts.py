"""Sentences of scripts that the language model does not know."""

from __future__ import annotations

import pytest
import spacy

from interviewkit.language.cutters import cut_by_sentence
from interviewkit.model import Turn

NLP = spacy.blank("en")  # it ends no sentence of these by itself, as an English model hardly does
NLP.add_pipe("sentencizer", config={"punct_chars": [".", "!", "?"]})


def quotes(text: str) -> list[str]:
    return [p.quote for p in cut_by_sentence([Turn("a", 1, "P", text)], NLP.pipe)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["家里很安静，孩子们都去外婆家了。", "我不相信它！", "你怎么看？"],
        ["夜もよく眠れないんです。", "会議が多すぎます。"],
        ["上司に「もう無理です。」と言いました。", "でも聞いてくれませんでした。"],
        ["我说：“我不行了。”", "他没有听见我。"],
        ["मुझे लगता है।", "घर से काम करना अच्छा है।"],
        ["هل تعمل من البيت؟", "نعم أعمل كل يوم."],
        ["មនុស្សទាំងអស់ កើតមកមានសេរីភាព។", "មនុស្ស មានវិចារណញ្ញាណ។"],
        ["မွေးဖွားလာသူများ ဖြစ်သည်။", "ဆက်ဆံကျင့်သုံးသင့်၏။"],
    ],
)
def test_sentences_end_where_their_script_ends_them(sentences):
    assert [quote.rstrip() for quote in quotes(" ".join(sentences))] == sentences
    if not sentences[0].endswith(("।", "؟")):
        assert quotes("".join(sentences)) == sentences


def test_a_word_alone_joins_its_neighbour():
    assert quotes("他没听见。嗯。") == ["他没听见。嗯。"]


def test_thai_is_cut_at_blanks():
    phrase = "ฉันทำงานที่บ้านทุกวันและรู้สึกเหงามาก"
    cut = quotes(" ".join([phrase] * 30))
    assert len(cut) > 5
    assert all(quote.split() == [phrase] * len(quote.split()) for quote in cut)


def test_chinese_without_marks_is_cut_all_the_same():
    text = "我觉得压力很大晚上睡不好同事们很少说话大家都在看屏幕" * 40
    cut = quotes(text)
    assert "".join(cut) == text
    assert max(map(len, cut)) <= 240
