"""Chats as text: WhatsApp in the languages of telephones, KakaoTalk, LINE, Discord, IRC."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from interviewkit.readers.contract import FileReading

ReadText = Callable[..., FileReading]
Said = list[tuple[str, str]]


def spoken(reading: FileReading) -> Said:
    (transcript,) = reading.transcripts
    return [(turn.speaker, turn.text) for turn in transcript.turns]


def set_aside(reading: FileReading) -> list[str]:
    return [each.text for each in reading.aside]


TALK = [("Mira", "Good morning"), ("Tom", "Hello Mira"), ("Mira", "How was the week?")]


@pytest.mark.parametrize(
    "stamp",
    [
        "12.03.24, 14:05 - ",
        "12/03/2024 14:05 - ",
        "3/12/24, 2:05\u202fPM - ",
        "12/3/24, 2:05 p. m. - ",
        "12/03/2024 à 14:05 - ",
        "2024-03-12 14:05 - ",
        "2024/3/12 下午2:05 - ",
        "2024. 3. 12. 오후 2:05 - ",
        "٢٠٢٤\u200f/٣\u200f/١٢، ٢:٠٥ م - ",
        "[12.03.24, 14:05:02] ",
        "[3/12/24, 2:05:02\u202fPM] ",
        "[12/03/24 14.05.02] ",
        "\u200e[12/03/2024, 14:05:02] ",
        "[2024-03-12 14:05] ",
    ],
)
def test_messages_are_whose_they_are_whatever_the_telephone_writes(
    read: ReadText, stamp: str
) -> None:
    text = "".join(f"{stamp}{name}: {words}\n" for name, words in TALK)
    reading = read(text)
    assert reading.reader == "whatsapp"
    assert spoken(reading) == TALK
    assert not reading.aside


def test_a_number_that_is_in_no_address_book_speaks_for_itself(read: ReadText) -> None:
    reading = read(
        "01.02.24, 10:00 - Mira: Who came?\n"
        "01.02.24, 10:01 - +44 20 7946 0000: I did.\n"
        "01.02.24, 10:02 - Tom: So did I.\n"
        "[01.02.24, 10:03:11] ~\u202fLea: And I: with a colon.\n"
    )
    assert spoken(reading) == [
        ("Mira", "Who came?"),
        ("+44 20 7946 0000", "I did."),
        ("Tom", "So did I."),
        ("Lea", "And I: with a colon."),
    ]


def test_lines_without_a_date_go_on_with_the_message(read: ReadText) -> None:
    reading = read(
        "01.02.24, 10:00 - Mira: First\n\nsecond: line\n"
        "01.02.24, 10:01 - Mira: third\n01.02.24, 10:02 - Tom: Yes\n"
    )
    assert spoken(reading) == [("Mira", "First\nsecond: line\nthird"), ("Tom", "Yes")]


def test_what_whatsapp_writes_is_nobodys_and_told(read: ReadText) -> None:
    reading = read(
        "01.02.24, 10:00 - Messages and calls are end-to-end encrypted. Tap to learn more.\n"
        "01.02.24, 10:00 - Mira created group \u201cStudy\u201d\n"
        "01.02.24, 10:01 - Mira: Is end-to-end testing for us?\n"
        "01.02.24, 10:02 - Tom: <Media omitted>\n"
        "01.02.24, 10:02 - Tom: IMG-20240201-WA0001.jpg (file attached)\n"
        "01.02.24, 10:03 - Tom: This message was deleted\n"
        "01.02.24, 10:04 - Tom: Yes <This message was edited>\n"
        '01.02.24, 10:05 - Mira changed the subject from "A" to "B: the second"\n'
        "01.02.24, 10:06 - Tom: \U0001f44d\n"
        "01.02.24, 10:07 - Mira: 1 < 2 > 0\n"
    )
    assert spoken(reading) == [
        ("Mira", "Is end-to-end testing for us?"),
        ("Tom", "Yes"),
        ("Mira", "1 < 2 > 0"),
    ]
    assert len(set_aside(reading)) == 8
    told = " ".join(problem.what for problem in reading.problems)
    assert "Mira created group" in told
    assert "IMG-20240201-WA0001.jpg" in told


def test_what_stands_behind_an_unseen_mark_on_the_iphone_is_whatsapps(read: ReadText) -> None:
    reading = read(
        "[01.02.24, 10:00:01] Group: \u200eNachrichten sind Ende-zu-Ende-verschlüsselt.\n"
        "[01.02.24, 10:00:05] Mira: Hallo\n"
        "\u200e[01.02.24, 10:00:09] Tom: \u200eBild weggelassen\n"
        "[01.02.24, 10:00:20] Tom: Hallo Mira\n"
    )
    assert spoken(reading) == [("Mira", "Hallo"), ("Tom", "Hallo Mira")]
    assert set_aside(reading) == [
        "Group: Nachrichten sind Ende-zu-Ende-verschlüsselt.",
        "Tom: Bild weggelassen",
    ]


def test_dates_that_no_message_begins_with_make_no_chat(read: ReadText) -> None:
    reading = read("12.03.2024, 14:05 - Interview with Mira\n\nI: Hello\nMira: Good day\nI: So?\n")
    assert reading.reader == "speech"


KAKAO = "Study KakaoTalk Chats\nDate Saved : 2024-03-02 10:00:00\n\n"
KAKAO_DESK = KAKAO + (
    "--------------- 2024년 3월 1일 금요일 ---------------\n"
    "[민준] [오전 10:01] 안녕하세요\n[서연] [오전 10:02] 네: 안녕하세요\n또 만나요\n"
    "[서연] [오전 10:02] 사진\n[민준] [오전 10:03] 시작할까요?\n"
)
KAKAO_TELEPHONE = KAKAO + (
    "2024년 3월 1일 오전 10:01\n2024년 3월 1일 오전 10:01, 민준 : 안녕하세요\n"
    "2024년 3월 1일 오전 10:02, 서연 : 네: 안녕하세요\n또 만나요\n"
    "2024년 3월 1일 오전 10:02, 서연 : 사진\n2024년 3월 1일 오전 10:03, 민준 : 시작할까요?\n"
)
LINE = (
    "[LINE] Chat history with Study\nSaved on: 03/02/2024, 10:00\n\nFri, 03/01/2024\n"
    '10:01 AM\t민준\t안녕하세요\n10:02 AM\t서연\t"네: 안녕하세요\n또 만나요"\n'
    "10:02 AM\t서연\t[Sticker]\n10:03 AM\t민준\t시작할까요?\n"
)


@pytest.mark.parametrize("text", [KAKAO_DESK, KAKAO_TELEPHONE, LINE])
def test_kakaotalk_and_line(read: ReadText, text: str) -> None:
    reading = read(text)
    assert reading.reader == "kakao_line"
    assert spoken(reading) == [
        ("민준", "안녕하세요"),
        ("서연", "네: 안녕하세요\n또 만나요"),
        ("민준", "시작할까요?"),
    ]
    assert len(set_aside(reading)) == 4


def test_a_channel_of_discord(read: ReadText) -> None:
    rule = "=" * 62
    reading = read(
        f"{rule}\nGuild: Study\nChannel: Text / group-a\n{rule}\n\n"
        "[01/03/2024 10:01] mira_k\nGood morning\nall\n\n"
        "[01/03/2024 10:02] tom99\n{Attachments}\nhttps://cdn.invalid/a.png\n\n"
        f"[01/03/2024 10:03] tom99\nHello\n\n\n{rule}\nExported 3 message(s)\n{rule}\n"
    )
    assert spoken(reading) == [("mira_k", "Good morning\nall"), ("tom99", "Hello")]
    assert reading.transcripts[0].attributes == {"guild": "Study", "channel": "Text / group-a"}
    assert set_aside(reading) == [
        "{Attachments}",
        "https://cdn.invalid/a.png",
        "Exported 3 message(s)",
    ]


def test_a_log_of_irc(read: ReadText) -> None:
    reading = read(
        "[10:01] <mira> Good morning\n[10:02] *** lea has joined #study\n[10:02] <tom> Hello\n"
        "[10:03] <@lea> I am late\n"
    )
    assert spoken(reading) == [("mira", "Good morning"), ("tom", "Hello"), ("lea", "I am late")]
    assert set_aside(reading) == ["[10:02] *** lea has joined #study"]
