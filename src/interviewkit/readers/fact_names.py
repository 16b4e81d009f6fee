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


# -- words that make a label a speaker, or no speaker, or an uncertain one -------------------------

ROLES = frozenset(
    {"ai", "assistant", "client", "facilitator", "guest", "host", "int", "interviewee"}
    | {"interviewer", "moderator", "participant", "person", "researcher", "respondent"}
    | {"speaker", "subject", "unknown", "user"}
)

_NEVER = frozenset(
    {"note", "notes", "nb", "n.b", "ps", "p.s", "re", "e.g", "i.e", "example", "examples"}
    | {"for example", "warning", "tip", "hint", "update", "edit", "pros", "cons", "conclusion"}
    | {"date", "time", "title", "topic", "topics", "location", "place", "duration", "length"}
    | {"language", "source", "summary", "agenda", "context", "goal", "project", "study", "wave"}
    | {"group", "attendees", "participants", "speakers", "present", "recording", "recorded"}
    | {"transcript", "transcribed by", "file", "http", "https", "www", "url", "email", "phone"}
    | {"zum beispiel", "z.b", "beispiel", "hinweis", "fazit", "par exemple", "exemple", "p.ex"}
    | {"por ejemplo", "ejemplo", "nota", "p.ej", "per esempio", "esempio", "por exemplo"}
    | {"bijvoorbeeld", "bijv", "na przykład", "np"}
)
NOT_SPEAKERS = _NEVER | FACTS.keys() | SECTIONS
"""What stands before a colon and never speaks, unless it is declared."""

PARTICLES = frozenset(
    {"al", "and", "bin", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "ibn"}
    | {"la", "le", "of", "och", "ten", "ter", "und", "van", "von", "y", "e", "i", "et", "&", "+"}
)

TITLES = split_fact_words("prof assoc asst capt mlle sres dipl hons univ messrs lect")
"""Words of four letters and more that end in a full stop within a name."""

UNCERTAIN = split_fact_words(
    "unknown unidentified unclear uncertain inaudible unbekannt"
    " unbekannte unbekannter unklar unsicher"
    " inconnu inconnue indéterminé desconocido desconocida"
    " desconhecido desconhecida sconosciuto"
    " sconosciuta onbekend onbekende nieznany nieznana"
    " неизвестный неизвестная 未知 不明 不详 אלמוני"
    " ukjent okänd ukendt tuntematon xx xxx nn n.n"
)
"""A label that is one of these (or one and a word for a person) says that nobody knows."""

PERSON_WORDS = split_fact_words(
    "speaker person voice participant sprecher sprecherin stimme"
    " teilnehmer locuteur voix hablante voz"
    " interlocutor parlante voce falante spreker stem mówca głos respondent"
)

REMARKS = (
    "laugh|lach|pause|silen|seufz|sigh|cry|crying|wein|whisper|flüster"
    "|leise|laut|nods?\\b|nick|smil|lächel|grin"
    "|rires?\\b|rit\\b|riant|ríe|rie\\b|risas?\\b|riendo|riso|risos|rindo"
    "|ride\\b|ridendo|śmie|overlap|überlapp"
    "|crosstalk|gleichzeitig|zustimm|räusper|hust|cough|off\\b|on phone|am"
    " telefon|via chat|in chat|chat\\b|quiet"
    "|loud|angry|interrupt|unterbr|reading|reads\\b|liest|singing|sings\\b"
    "|aside\\b|continu|cont'?d|cont\\.|fortgesetzt"
    "|weiter|inaudible|unverständ|unclear|zögert|hesitat|applau|clap"
    "|sarcas|ironi|excited|emotional|hoch\\b"
    "|gelach|lacht|ler\\b|笑|沉默|停顿"
)
"""How a remark on the way of speaking begins, as in ``P1 (lacht)``; it is no part of the name."""

PHRASES = split_fact_words(
    "my your his her our their the a an i so and but or then it"
    " he she they we you like one two first"
    " second third next also well because that this these those what why"
    " how when where who if for with to"
    " in at on of is was are were said says say thing things there here"
    " yes no not ok okay just really"
    " now maybe for all some every as by from than only even"
    " about reason problem question answer"
    " ich und aber mein meine der die das ein eine so dann er sie wir es"
    " also weil nämlich erstens zweitens"
    " ja nein wie was warum wo wenn mit im in zum zur dass nur noch auch"
    " je et mais mon ma mes le la les un une alors il elle donc"
    " que qui oui non pour avec dans"
    " yo y pero mi mis el los las entonces que sí si no para con en porque"
    " ik en maar mijn de het een dan hij zij wij dus omdat"
    " io e ma il lo gli quindi perché che"
    " eu mas meu minha o os as então porque"
    " ja i ale mój moja to więc że"
) - {"question", "answer"}
"""A label in small letters that begins with one of these is the beginning of a sentence."""
