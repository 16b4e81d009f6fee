"""Words that make a label a speaker, or no speaker, or an uncertain one."""

from __future__ import annotations

from interviewkit.readers.fact_names import FACTS, SECTIONS, split_fact_words

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
