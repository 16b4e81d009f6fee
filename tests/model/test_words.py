"""Words are counted in any script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewkit.model import Turn
from interviewkit.model.words import (
    count_words,
    describe_counting,
    list_languages_counted,
    pair_characters,
)


@pytest.mark.parametrize(
    "text",
    [
        "I don't know – it's state-of-the-art …",
        "Also, ich weiß nicht; vielleicht 3 mal.",
        "안녕하세요 여러분 반갑습니다",
        "Я думаю, что хорошо",
        "मुझे लगता है",
        "",
    ],
)
def test_what_blanks_part_is_counted_as_ever(text):
    assert count_words(text) == len(text.split())


EVERYDAY = {
    "Chinese": "上周的工作非常忙，我每天都加班到很晚。家里很安静，孩子们都去外婆家了。"
    "我用人工智能"
    "写邮件，但是我不相信它的判断。我觉得压力很大，晚上睡不好。同事们很少说话，大家都在看屏幕。",
    "Japanese": "最近は在宅勤務が多くて、同僚と話す機会が減りました。"
    "AIでメールを書いていますが、あまり信用していません。夜もよく眠れないんです。",
    "Thai": "ฉันทำงานที่บ้านทุกวันและรู้สึกเหงามาก เพื่อนร่วมงานไม่ค่อยคุยกัน "
    "ฉันใช้ปัญญาประดิษฐ์เขียนอีเมล"
    "แต่ไม่เชื่อมันเท่าไหร่ ตอนกลางคืนฉันนอนไม่หลับเพราะงานเยอะมาก "
    "ลูกไปโรงเรียนแล้วแม่ช่วยดูแล",
    "Lao": "ຂ້ອຍເຮັດວຽກຢູ່ເຮືອນທຸກມື້ ແລະຮູ້ສຶກເຫງົາຫຼາຍ. ໝູ່ຮ່ວມງານບໍ່ຄ່ອຍລົມກັນ. "
    "ຕອນກາງຄືນຂ້ອຍນອນບໍ່ຫຼັບ. "
    "ຂ້ອຍໃຊ້ມັນຂຽນອີເມວ ແຕ່ຂ້ອຍບໍ່ເຊື່ອມັນ. ລູກໄປໂຮງຮຽນ ແລະແມ່ຂອງຂ້ອຍຊ່ວຍເບິ່ງແຍງພວກເຂົາ.",
    "Burmese": "ကျွန်တော် အိမ်မှာ နေ့တိုင်း အလုပ်လုပ်ပါတယ်။ အရမ်း အထီးကျန်တယ်လို့ ခံစားရတယ်။ "
    "လုပ်ဖော်ကိုင်ဖက်တွေက သိပ်စကားမပြောကြဘူး။ ညဘက် အိပ်မပျော်ဘူး။ အီးမေးလ်ရေးဖို့ သုံးပေမယ့် "
    "ဒါကို မယုံဘူး။ ကလေးတွေ ကျောင်းသွားတယ်။",
    "Khmer": "ខ្ញុំធ្វើការនៅផ្ទះរាល់ថ្ងៃ ហើយខ្ញុំមានអារម្មណ៍ថាឯកា។ មិត្តរួមការងារមិនសូវនិយាយគ្នាទេ។ "
    "ពេលយប់ខ្ញុំគេងមិនលក់។ ខ្ញុំប្រើវាសម្រាប់សរសេរអ៊ីមែល ប៉ុន្តែខ្ញុំមិនទុកចិត្តវាទេ។",
}


@pytest.mark.parametrize("language", EVERYDAY)
def test_scripts_without_blanks_come_near_a_dictionary(language):
    breakers = pytest.importorskip("icu4py.breakers", reason="ICU is not installed")
    text = EVERYDAY[language]
    cut = [w for w in breakers.WordBreaker(text, "en") if any(map(str.isalnum, w))]
    assert count_words(text) == pytest.approx(len(cut), rel=0.15)
    assert count_words(text) > 2 * len(text.split())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("嗯", 1),
        ("我用ChatGPT写3封邮件。", 6),  # six characters are four words; ChatGPT; 3
        ("我用 ChatGPT 写邮件", 4),
        ("好 ， 好", 1),
        ("……", 1),
        ("，", 1),
    ],
)
def test_mixed_scripts_add_up(text, words):
    assert count_words(text) == words


def test_a_turn_counts_its_words_so():
    assert Turn("a", 1, "P", "怎么样？").words == 2


def test_how_words_are_counted_is_told():
    told = describe_counting(list_languages_counted(["我觉得压力很大", "plain", "ฉันทำงาน"]))
    assert told == "words are counted from characters (to a word: Thai 4.1, Chinese 1.6)"
    assert describe_counting(list_languages_counted(["plain", "äöü"])) == ""


def test_han_beside_kana_is_japanese():
    assert list_languages_counted(["会議はとても長い"]) == ("Japanese",)


def test_unspaced_speech_in_pairs():
    assert pair_characters("压力很大").split() == ["压力", "力很", "很大"]
    assert pair_characters("用AI写").split() == ["用", "AI", "写"]
    assert pair_characters("as it is") == "as it is"


@given(st.text("我们在家ฉันบ้าน日本かな၊ ", max_size=60))
def test_words_are_fewer_than_characters(text):
    letters = sum(not sign.isspace() and sign != "၊" for sign in text)
    assert letters / 5 - 2 <= count_words(text) <= len(text)
