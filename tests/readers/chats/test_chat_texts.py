"""Chats as text: WhatsApp in the languages of telephones, KakaoTalk, LINE, Discord, IRC, Zoom."""

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


ZOOM = [
    "14:0{n}:07 From {name} to Everyone:\n\t{words}\n",
    "14:0{n}:07 From  {name}  to  Everyone:\n\t{words}\n",
    "14:0{n}:07\t From {name} : {words}\n",
    "14:0{n}:07\t From {name} To All Panelists : {words}\n",
    "14:0{n}:07 Von  {name}  an  Alle:\n\t{words}\n",
    "14:0{n}:07 De  {name}  a  Todos:\n\t{words}\n",
    "14:0{n}:07 De {name} à Tout le monde :\n\t{words}\n",
    "14:0{n}:07 De {name} para Todos:\n\t{words}\n",
    "14:0{n}:07 開始 {name} 終了 皆様 : {words}\n",
    "14:0{n}:07 開始 {name} に 全員 : {words}\n",
    "14:0{n}:07  {name} 對 所有人:\n\t{words}\n",
    "14:0{n}:07\t{name}:\t{words}\n",
]


@pytest.mark.parametrize("layout", ZOOM)
@pytest.mark.parametrize("names", [("Mira", "Tom"), ("Mira Lund (she/her)", 'Tom "T." 2nd group')])
def test_a_chat_of_zoom_is_read_in_every_language(
    read: ReadText, layout: str, names: tuple[str, str]
) -> None:
    talk = [(names[0], "Good: so be it"), (names[1], "Step 2: go"), (names[0], "How was it?")]
    text = "".join(layout.format(n=n, name=who, words=what) for n, (who, what) in enumerate(talk))
    reading = read(text)
    assert reading.reader == "zoom"
    assert spoken(reading) == talk
    assert [turn.start for turn in reading.transcripts[0].turns] == [50407, 50467, 50527]
    assert not reading.problems


def test_lines_below_a_message_of_zoom_are_part_of_it(read: ReadText) -> None:
    reading = read(
        "09:00:01\t From Mira : Three things\n\nFirst: the week\n\tSecond: the end\n"
        "09:00:40\t From The Centre for Very Long Names of Institutes in General : Thanks\n"
    )
    assert spoken(reading) == [
        ("Mira", "Three things\nFirst: the week\nSecond: the end"),
        ("The Centre for Very Long Names of Institutes in General", "Thanks"),
    ]


def test_reactions_in_zoom_are_told_and_what_is_answered_is_not_said_again(read: ReadText) -> None:
    reading = read(
        "09:00:01 From Mira to Everyone:\n\tWho came?\n"
        '09:00:04 From Tom to Everyone:\n\tReacted to "Who came?" with 👍\n'
        '09:00:09 From Tom to Everyone:\n\tReplying to "Who came?"\n\t\n\tAll of us\n'
        '09:00:11 From Mira to Everyone:\n\tRemoved a 👍 reaction from "All of us"\n'
    )
    assert spoken(reading) == [("Mira", "Who came?"), ("Tom", "All of us")]
    assert set_aside(reading) == [
        'Tom: Reacted to "Who came?" with 👍',
        'Tom: Replying to "Who came?"',
        'Mira: Removed a 👍 reaction from "All of us"',
    ]


@pytest.mark.parametrize(
    "whom",
    ["to Mira Lund(Direct Message):", "to Mira (Privately) :", "To Mira (x)(Privately):"],
)
def test_what_went_to_one_alone_in_zoom_is_told(read: ReadText, whom: str) -> None:
    reading = read(f"09:00:01 From Mira to Everyone: Hi\n09:00:04 From Tom {whom} I am late\n")
    assert spoken(reading) == [("Mira", "Hi"), ("Tom", "I am late")]
    (told,) = (each for each in reading.problems if "alone" in each.what)
    assert (told.line, told.fatal) == (2, False)


def test_what_is_copied_out_of_zoom_has_the_time_behind(read: ReadText) -> None:
    reading = read(
        "From Mira to Everyone:  09:02 PM\nWho came?\n\n"
        "From Tom to Everyone:  09:03 PM\nAll of us\n"
    )
    assert spoken(reading) == [("Mira", "Who came?"), ("Tom", "All of us")]


@pytest.mark.parametrize(
    "text",
    [
        "From Ana to Ben: a talk\n\nAna: Hello\n\nBen: Hi\n",
        "00:00:01 Ana: Hello\n00:00:05 Ben: Hi\n00:00:07 Ana: So?\n",
        "00:00:01 From the beginning on we said\n00:00:05 Ben: Hi\n",
    ],
)
def test_other_texts_are_no_chat_of_zoom(read: ReadText, text: str) -> None:
    assert read(text).reader == "speech"


def test_a_rule_of_any_length_costs_no_more_than_its_length(read: ReadText) -> None:
    reading = read(LINE + "-" * 20_000 + "x\n")
    assert reading.reader == "kakao_line"
