"""Which column of a table is which, by what it is called."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from interviewkit.errors import Problem, did_you_mean
from interviewkit.readers.contract import Source

KNOWN: dict[str, tuple[str, ...]] = {
    meaning: tuple(names.split())
    for meaning, names in {
        "text": (
            "text utterance content words message speech dialogue dialog statement verbatim "
            "inhalt aussage beitrag redebeitrag wortlaut äußerung gesagtes "
            "texte contenu propos énoncé paroles texto contenido enunciado intervención "
            "testo contenuto tekst inhoud uiting uitspraak conteúdo fala treść wypowiedź "
            "teksti metin szöveg текст реплика содержание "
            "内容 文本 发言 發言 発言 テキスト 내용 발언 نص "
            "transcription transkript transkription transcripción trascrizione transcrição "
            "transcriptie"
        ),
        "transcript": (
            "transcript transcript_id interview interview_id conversation conversation_id "
            "session session_id file id"
        ),
        "speaker": (
            "speaker speaker_name name who speaker_label sprecher sprecherin sprecher:in "
            "sprecher*in sprechende sprechende_person person intervenant intervenante locuteur "
            "locutrice orateur nom qui hablante interlocutor interlocutora nombre "
            "quien persona parlante interlocutore relatore nome chi spreker naam wie "
            "falante orador quem mówca rozmówca osoba kto puhuja konuşmacı beszélő talare taler "
            "wer говорящий спикер имя кто 说话人 說話者 发言人 發言人 姓名 話者 発言者 화자 المتحدث"
        ),
        "start": (
            "start start_time begin time timespan timestamp timecode tc tc_in "
            "time_in zeit zeitstempel beginn anfang zeitmarke temps heure horodatage début hora "
            "tiempo inicio tempo ora orario inizio tijd tijdstip início czas początek aika "
            "saat tid idő время начало 时间 時間 时间码 开始 開始 시간 الوقت"
        ),
        "end": "end end_time stop tc_out time_out ende fin fine fim einde koniec конец 结束 終了",
        "number": (
            "no no. nr nr. n° nº n # number num nummer numéro número numero zeile zeilennummer "
            "line line_no line_number ligne línea riga regel linha lp lp. row row_id index turn "
            "turn_id turn_number segment absatz absatznr utterance_id "
            "№ п/п 序号 序號 編號 编号 番号 번호"
        ),
        "remark": (
            "comment comments remark remarks note notes memo annotation annotations kommentar "
            "kommentare bemerkung bemerkungen anmerkung anmerkungen notiz notizen commentaire "
            "commentaires remarque remarques comentario comentarios observación observaciones "
            "nota notas commento commenti osservazioni opmerking opmerkingen "
            "comentário comentários observações uwagi komentarz huomautus yorum "
            "комментарий примечание 备注 備註 注释 備考 コメント 비고 ملاحظات"
        ),
        "wave": "wave",
        "group": "group",
        "date": "date",
    }.items()
}
"""What a column may be called, the plainest name first; case, spaces and accents do not count."""


def simplify_name(name: str) -> str:
    """A column's name as it is compared: ``Début `` is ``debut``."""
    name = "_".join(name.strip(" :*").casefold().split())
    apart = unicodedata.normalize("NFKD", name)
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


_PLAIN = {meaning: tuple(map(simplify_name, names)) for meaning, names in KNOWN.items()}
_MEANS = {name: meaning for meaning in reversed(_PLAIN) for name in _PLAIN[meaning]}


PERHAPS_SPEAKER = frozenset(
    {"participant", "participante", "participant_id", "role", "rolle", "rol", "ruolo", "actor"}
    | {"user", "sender", "from", "author", "party", "side", "label"}
)
"""Names of columns that hold speakers in some tables and facts about a whole row in others."""


def find_meaning(name: str) -> str:
    """What a column of that name holds; empty where the name says nothing."""
    return _MEANS.get(simplify_name(name), "")


def find_named(header: Sequence[str], named: Mapping[str, str]) -> dict[str, int]:
    """The position of every column that is known by its name, by its meaning.

    ``named`` is ``[transcripts.columns]``: meaning to column name.
    """
    places = {simplify_name(name): place for place, name in reversed(list(enumerate(header)))}
    found: dict[str, int] = {}
    for meaning, names in _PLAIN.items():
        if meaning in named:
            place = places.get(simplify_name(named[meaning]))
        else:
            place = next((places[name] for name in names if name in places), None)
        if place is not None and place not in found.values():
            found[meaning] = place
    if "text" not in found and "text" not in named and "transcript" in places:
        found |= _transcript_is_text(places)
    return found


def find_columns(
    header: Sequence[str], named: Mapping[str, str], source: Source
) -> tuple[dict[str, int], list[Problem]]:
    """The position of every column that is known, and a fatal problem for each that is amiss: a
    column that ``named`` names and that is absent, or none that holds text."""
    found = find_named(header, named)
    there = {simplify_name(name) for name in header}
    problems = [
        _absent(named[meaning], header, source)
        for meaning in _PLAIN
        if meaning in named and simplify_name(named[meaning]) not in there
    ]
    if "text" not in found and not problems:
        shown = ", ".join(header[:20]) + (" …" if len(header) > 20 else "")
        what = f"no column holds the text; there are: {shown}"
        hint = 'name it in study.toml: [transcripts.columns] text = "…"'
        problems.append(source.problem(what, line=1, hint=hint, fatal=True))
    return found, problems


def _transcript_is_text(places: Mapping[str, int]) -> dict[str, int]:
    """A table in which ``transcript`` holds the words and another column the name."""
    names = [name for name in KNOWN["transcript"][1:] if name in places]
    if not names:
        return {}
    return {"text": places["transcript"], "transcript": places[names[0]]}


def _absent(name: str, header: Sequence[str], source: Source) -> Problem:
    shown = ", ".join(header[:20]) + (" …" if len(header) > 20 else "")
    hint = did_you_mean(name, header[:1000], f"there are: {shown}")
    return source.problem(f"there is no column {name!r}", line=1, hint=hint, fatal=True)
