"""Files that are not Unicode: what spreadsheets of many countries write."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewkit.errors import SurveyError
from interviewkit.survey.files.text_file import decode_content, guess_encoding

FILES = {
    "German, short": ("cp1252", "id;Müde\n1;ja\n2;nein\n"),
    "German": ("cp1252", "id;Größe;Straße\n" + "1;müde;schön;Ärger\n" * 20),
    "German, signs": ("cp1252", "id;Gehalt\n" + "1;100 €;„gut“ – so\n" * 20),
    "French": ("cp1252", "id;très;où;Élève\n" + "1;à côté;été;naïve çà\n" * 20),
    "French, short": ("cp1252", "id;Réponse\n1;très bien\n2;pas du tout\n3;plutôt\n"),
    "Spanish": ("cp1252", "id;año;señor\n" + "1;mañana;sí;¿qué?\n" * 20),
    "Portuguese": ("cp1252", "id;não;opinião\n" + "1;coração;ação\n" * 20),
    "Italian": ("cp1252", "id;città;perché\n" + "1;più;così\n" * 20),
    "Swedish": ("cp1252", "id;ålder;kön\n" + "1;ja;nöjd;åtta\n" * 20),
    "Polish": ("cp1250", "id;płeć;żółty\n" + "1;kobieta;mężczyzna;źle;ćma\n" * 20),
    "Czech": ("cp1250", "id;čas;řeka\n" + "1;žena;muž;ěž;ů\n" * 20),
    "Russian": ("cp1251", "id;пол\n" + "1;мужчина;да\n" * 20),
    "Greek": ("cp1253", "id;φύλο\n" + "1;γυναίκα;ναι δεν ξέρω\n" * 20),
    "Japanese": ("cp932", "id;回答\n" + "1;私は仕事が好きです;はい\n" * 20),
    "Chinese": ("gb18030", "id;回答\n" + "1;我喜欢我的工作因为很好;是\n" * 20),
}


@pytest.mark.parametrize("name", FILES)
def test_letters_come_out_right(name: str) -> None:
    encoding, text = FILES[name]
    content = text.encode(encoding)
    assert guess_encoding(content) == encoding
    assert decode_content(Path("survey.csv"), content) == (text, encoding)


def test_what_is_no_text_is_refused() -> None:
    for content in (bytes(range(128, 256)) * 9, b"a;b\n\x00\x01\xff\x02;\xfe\n"):
        with pytest.raises(SurveyError, match="is not a text file"):
            decode_content(Path("survey.csv"), content)
