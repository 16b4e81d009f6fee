"""Which language speech is in."""

from __future__ import annotations

import pytest

from interviewkit.language.detection import (
    detect_language,
    list_known_languages,
    load_function_words,
)

SPOKEN = {
    "en": "Well I think that working from home is fine but you do not see your colleagues and that "
    "makes me feel lonely sometimes.",
    "de": "Also ich finde, dass die Arbeit von zu Hause gut ist, aber man sieht die Kollegen nicht "
    "mehr und das macht mich manchmal einsam.",
    "fr": "Je pense que le travail à la maison est bien mais on ne voit pas les collègues et cela "
    "me rend parfois un peu seul.",
    "es": "Creo que trabajar desde casa está bien pero no ves a tus compañeros y eso me hace "
    "sentir un poco sola a veces.",
    "pt": "Eu acho que trabalhar em casa é bom mas não vemos os colegas e isso às vezes faz com "
    "que eu me sinta sozinha.",
    "nb": "Jeg synes at det er bra å jobbe hjemme, men man ser ikke kollegene sine og det gjør at "
    "jeg føler meg ensom noen ganger.",
    "pl": "Myślę, że praca w domu jest dobra, ale nie widzi się kolegów i to sprawia, że czasami "
    "czuję się samotna, bo jestem sama.",
    "uk": "Я думаю, що робота з дому це добре, але я не бачу своїх колег і тому мені іноді буває "
    "дуже самотньо і сумно.",
    "ar": "أعتقد أن العمل من المنزل جيد لكن لا ترى زملاءك وهذا يجعلني أشعر بالوحدة في بعض الأحيان "
    "لأن البيت هادئ جدا في كل يوم من الأيام",
    "hi": "मुझे लगता है कि घर से काम करना अच्छा है लेकिन आप अपने साथियों को नहीं देखते हैं और इससे "
    "मुझे कभी कभी अकेलापन लगता है",
    "zh": "我觉得压力很大，晚上睡不好。",
    "ja": "最近は在宅勤務が多くて、同僚と話す機会が減りました。",
    "th": "ฉันทำงานที่บ้านทุกวันและรู้สึกเหงามาก",
    "ko": "저는 집에서 일하는 것이 좋다고 생각합니다.",
    "km": "មនុស្សទាំងអស់ កើតមកមានសេរីភាព",
}


@pytest.mark.parametrize("language", SPOKEN)
def test_a_sentence_tells_its_language(language):
    assert detect_language([SPOKEN[language]]) == language


@pytest.mark.parametrize("text", ["", "Hm.", "Yes, okay.", "blorp zink quax " * 20, "12 34 56"])
def test_what_tells_nothing_has_no_language(text):
    assert detect_language([text]) == ""


def test_function_words_of_many_languages_are_known():
    assert {"de", "fr", "zh", "ja", "th", "tr", "hi"} <= set(list_known_languages())
    assert {"nicht", "und", "äh", "halt"} <= load_function_words("de")
    assert load_function_words("xx") == frozenset()
