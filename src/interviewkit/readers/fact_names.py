"""What heads of transcripts call their facts, in the languages that people write them in."""

from __future__ import annotations

from interviewkit.readers.times import parse_date


def split_fact_words(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


_SAME = {
    "date": "datum fecha data päivämäärä dato dátum tarih дата 日期 日時 التاريخ תאריך"
    " date|of|interview"
    " interview|date recording|date recorded recorded|on aufnahmedatum interviewdatum",
    "time": "uhrzeit zeit hora heure ora tijd czas godzina время 时间 時間 start|time end|time",
    "title": "titel título titre titolo tytuł otsikko 标题 タイトル betreff"
    " subject filename file|name"
    " file datei dateiname fichier archivo arquivo bestand plik audio audio|file audiodatei"
    " recording aufnahme enregistrement grabación gravação registrazione opname nagranie"
    " media source quelle",
    "wave": "welle vague onda fala round runde",
    "group": "gruppe grupo groupe gruppo groep grupa focus|group fokusgruppe",
    "location": "ort lugar lieu luogo plaats miejsce place venue setting 地点 場所 מקום المكان",
    "duration": "dauer duración durée durata duração duur czas|trwania length länge 时长",
    "language": "sprache idioma langue lingua língua taal język 语言",
    "topic": "thema tema sujet argomento assunto onderwerp temat topics theme 主题",
    "project": "projekt proyecto projet progetto projeto project|title study studie estudio étude",
    "transcribed by": "transcriber transcript|by transcription|by transkription"
    " transkribiert|von"
    " transcriptor transcripteur transcrito|por trascrizione transkript|von transcription"
    " transcribed transkribent transkribentin transcriptie|door opracowanie",
    "note": "notes notiz notizen bemerkung bemerkungen remark remarks comment comments notas"
    " remarque remarques note opmerking uwagi anmerkung anmerkungen",
    "keywords": "keyword key|words summary|keywords schlagwörter stichworte"
    " palabras|clave mots-clés",
    "legend": "legende légende leyenda abbreviations abkürzungen abréviations",
    "version": "",
    "id": "interview|id interview|no interview|nr interview|number interview|# code"
    " interviewnummer kennung session sitzung",
}
FACTS = {
    name.replace("|", " "): fact for fact, names in _SAME.items() for name in (fact, *names.split())
}
"""What a fact may be called, in small letters: the name it goes by here."""

PEOPLE = split_fact_words(
    "interviewer interviewee interviewers interviewees interviewerin interviewte interviewter"
    " befragte befragter befragte(r) interviewpartner"
    " interviewpartnerin moderator moderatorin"
    " moderators facilitator facilitators researcher participant"
    " participants teilnehmer teilnehmende"
    " teilnehmerinnen anwesend anwesende attendees attendee speakers"
    " speaker sprecher present host"
    " guest guests respondent respondents entrevistador"
    " entrevistadora entrevistado entrevistada"
    " participantes asistentes intervieweur enquêteur enquêté participants"
    " présents intervistatore"
    " intervistato partecipanti presenti deelnemers aanwezig geïnterviewde uczestnicy obecni"
    " persons personen observer beobachter beobachterin protokoll protokollant"
    " 参加者 参会人 与会者 出席者 采访者 受访者"
)
"""What names people in a head: a fact there, a speaker anywhere else."""

SECTIONS = split_fact_words("attendees participants speakers transcript transkript"
    " transkription transcription keywords"
    " summary outline abstract notes agenda topics highlights takeaways invited attachments"
    " teilnehmer teilnehmende zusammenfassung stichworte anwesende sprecher inhalt"
    " participantes asistentes resumen transcripción palabras|clave"
    " intervenants résumé transcription mots-clés partecipanti riassunto trascrizione"
    " participantes resumo transcrição deelnemers samenvatting transcriptie uczestnicy"
    " streszczenie transkrypcja 参加者 与会者 摘要 关键词 文字记录") | {
    "summary keywords", "key words", "audio file", "action items", "next steps", "key takeaways",
    "meeting transcript", "meeting summary", "meeting notes", "table of contents", "show notes",
    "full transcript", "interview transcript", "topics discussed", "key points", "overview",
    "meeting records", "suggested next steps", "chapters", "audio", "video file", "audiodatei",
    "palabras clave", "fichier audio", "archivo de audio", "file audio", "audiobestand",
}  # fmt: skip
"""Lines that open a part of a tool's head; what stands below them is no speech either."""

LEGENDS = split_fact_words(
    "legend legende légende leyenda legenda abbreviations abkürzungen abréviations abreviaturas"
    " transkriptionsregeln transkriptionszeichen transkriptionslegende zeichenerklärung"
) | {"transcription conventions", "transcription key", "transcription symbols"}
"""Lines that open an explanation of the signs and letters of a transcript."""

_OF_A_PLACE = ("date", "wave", "group")


def name_fact(name: str, value: str) -> str:
    """What a fact is called here: date, wave and group in one language, others as written."""
    plain = " ".join(name.lower().split())
    known = FACTS.get(plain, plain)
    if known not in _OF_A_PLACE or (known == "date" and plain != known and not parse_date(value)):
        return plain
    return known


def is_known_fact(name: str) -> bool:
    """Whether heads of transcripts use this word for a fact."""
    return " ".join(name.lower().split()) in FACTS
