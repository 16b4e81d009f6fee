"""Which column of a table is which, by what stands in it.

Transcripts in tables come with headings in any language, or with none. But a column of few labels
that come back is the speakers, clock times are times, whole numbers that count up are numbers of
lines, the longest texts are what was said, and sparse ones are remarks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from interviewkit.errors import Problem, did_you_mean
from interviewkit.readers import labels
from interviewkit.readers.contract import Source
from interviewkit.readers.times import parse_seconds

MOSTLY = 0.8
"""This share of the filled cells of a column must be of a kind."""

TOP = 10
"""A row of headings stands among so many first rows."""

_NUMBER = re.compile(r"[#\[(]?\d{1,7}[.):\]]?")
_CLOCK = re.compile(r"\d{1,3}:\d{1,2}(?::\d{1,2})?(?:[.,]\d{1,3})?")
_COUNTS = re.compile(
    r"[\[(]?(\d{1,8}(?:[.,]\d{1,6})?)\s?s?(?:\s?(?:-{1,2}>|[-–—→]|to)\s?(\d{1,8}(?:[.,]\d{1,6})?)\s?s?)?[\])]?"
)
_LETTER = re.compile(r"[^\W\d_]")

Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the headings of a table stand (``None``: it has none), and its columns by meaning:
    ``text`` and ``speaker`` always, others where they are there. ``headings`` are the cells."""

    columns: Mapping[str, int]
    heading: int | None = None
    headings: Cells = field(default=())


def find_clocks(cell: str) -> list[str]:
    """The clock times in a cell that holds nothing else: one, or the two of a range."""
    found = _CLOCK.findall(cell)
    rest = _CLOCK.sub("", cell)
    is_time = found and len(found) <= 2 and not _LETTER.search(rest.replace("to", ""))
    return found if is_time else []


def find_times(cell: str) -> list[str]:
    """The same, or seconds that are counted: ``0.50``, ``12s``, ``0.50 - 3.20``."""
    found = _COUNTS.fullmatch(cell.strip())
    if not found:
        return find_clocks(cell)
    return [part.replace(",", ".") for part in found.groups() if part]


def find_heading(rows: Sequence[Cells], named: Mapping[str, str]) -> int | None:
    """The place of the row of headings: one that names the text and another column."""
    wanted = {name.casefold() for name in named.values()}
    for place, cells in enumerate(rows[:TOP]):
        meanings = {find_meaning(cell) for cell in cells if cell.strip()} - {""}
        given = {cell.strip().casefold() for cell in cells} & wanted
        is_text = "text" in meanings or "transcript" in meanings or given
        if (is_text and len(meanings) + len(given) > 1) or (given and given == wanted):
            return place
    return None


def find_layout(rows: Sequence[Cells], named: Mapping[str, str]) -> Layout | None:
    """The layout of a table in which each row is a turn; ``None`` for any other table."""
    heading = find_heading(rows, named)
    found = find_named(rows[heading], named) if heading is not None else {}
    found = {meaning: place for meaning, place in found.items() if meaning != "transcript"}
    body = rows[heading + 1 :] if heading is not None else rows
    columns = guess_columns(body, found)
    if not columns:
        return None
    if heading is None and not is_turn(rows[0], rows[1:], columns):
        heading = 0
    return Layout(columns, heading, rows[heading] if heading is not None else ())


def guess_columns(rows: Sequence[Cells], found: Mapping[str, int]) -> dict[str, int]:
    """What is found by name, and the rest by what stands in the cells; empty where nothing is like
    speakers beside text."""
    columns = dict(found)
    width = max(map(len, rows), default=0)
    free = [place for place in range(width) if place not in columns.values()]
    cells = {place: [row[place].strip() for row in rows if place < len(row)] for place in free}
    free = [place for place in free if any(cells[place])]
    counted = _find_counted(free, cells)
    for meaning in ("start", "number"):
        is_like = _are_times if meaning == "start" else _are_numbers
        fits = [place for place in free if is_like(cells[place])]
        fits = fits or (counted if meaning == "start" else [])
        if fits and meaning not in columns:
            columns[meaning] = fits[0]
            if meaning == "start" and "end" not in columns and _are_ends(cells, fits):
                columns["end"] = fits[1]
        free = [place for place in free if place not in fits]
    if "text" not in columns and (texts := _longest(free, cells)):
        columns["text"] = texts[0]
        free.remove(texts[0])
    if "speaker" not in columns:
        speakers = [p for p in free if p < columns.get("text", 0) and _are_labels(cells[p])]
        speakers = speakers or [p for p in free if _are_labels(cells[p])]
        if not speakers:
            return {}
        columns["speaker"] = max(speakers, key=lambda p: len(set(filter(None, cells[p]))) > 1)
    return columns if "text" in columns else {}


def is_turn(cells: Cells, others: Sequence[Cells], columns: Mapping[str, int]) -> bool:
    """Whether a first row is a turn like the others and no row of headings."""

    def at(row: Cells, meaning: str) -> str:
        return row[columns[meaning]].strip() if columns[meaning] < len(row) else ""

    for meaning, fits in (("number", _NUMBER.fullmatch), ("start", find_times)):
        if meaning in columns and any(fits(at(row, meaning)) for row in others):
            return bool(fits(at(cells, meaning)))
    speakers = [labels.fold_label(at(row, "speaker")) for row in others]
    back = all(speakers.count(speaker) > 1 for speaker in speakers if speaker)
    is_short = len(at(cells, "text").split()) <= 2 and len(others) > 2
    return labels.fold_label(at(cells, "speaker")) in speakers or not (back and is_short)


def _filled(cells: Cells) -> list[str]:
    return [cell for cell in cells if cell]


def _are_times(cells: Cells) -> bool:
    filled = _filled(cells)
    return sum(bool(find_clocks(cell)) for cell in filled) >= MOSTLY * len(filled)


def _find_counted(free: Sequence[int], cells: Mapping[int, Cells]) -> list[int]:
    """Columns that count seconds: one with fractions or units that rises, or two of which the
    second is where the first ends. Whole numbers that go up by one number lines."""
    found = [place for place in free if _rise(_list_counts(cells[place]), len(cells[place]))]
    pairs = [list(two) for two in pairwise(found) if _are_ends(cells, two)]
    parted = [
        [place]
        for place in found
        if all(re.search(r"[.,]\d|s", cell) for cell in _filled(cells[place]))
    ]
    return next(iter(pairs or parted), [])


def _list_counts(cells: Cells) -> list[float]:
    found = (_COUNTS.fullmatch(cell) for cell in cells)
    return [float(each[1].replace(",", ".")) for each in found if each]


def _rise(values: Sequence[float], rows: int) -> bool:
    """Whether so many rows have a number each that hardly ever steps back, and few repeat."""
    up = sum(after >= before for before, after in pairwise(values))
    by_one = sum(after - before == 1 for before, after in pairwise(values))
    enough = len(values) > 2 and len(values) >= MOSTLY * rows and len(set(values)) * 2 > len(values)
    return enough and up >= MOSTLY * (len(values) - 1) and by_one < MOSTLY * (len(values) - 1)


def _are_ends(cells: Mapping[int, Cells], places: Sequence[int]) -> bool:
    """Whether the second of these columns holds when that ends which begins in the first."""
    if len(places) < 2:
        return False
    pairs = [
        (parse_seconds(one[0]), parse_seconds(two[0]))
        for one, two in zip(*(map(find_times, cells[place]) for place in places[:2]), strict=False)
        if one and two
    ]
    later = sum(one is not None and two is not None and one <= two for one, two in pairs)
    differ = any(one != two for one, two in pairs)
    return bool(pairs) and differ and later >= MOSTLY * len(pairs)


def _are_numbers(cells: Cells) -> bool:
    """Whole numbers that hardly ever step back."""
    filled = _filled(cells)
    values = [int(re.sub(r"\D", "", cell)) for cell in filled if _NUMBER.fullmatch(cell)]
    up = sum(after > before for before, after in pairwise(values))
    return len(values) >= MOSTLY * len(filled) and up >= MOSTLY * (len(values) - 1)


def _are_labels(cells: Cells) -> bool:
    """Short, like names or labels, and fewer than there are cells: they come back."""
    filled = _filled(cells)
    distinct = {labels.fold_label(cell.rstrip(": ")) for cell in filled}
    alike = sum(_is_label(cell) for cell in filled)
    if not filled or alike < MOSTLY * len(filled):
        return False
    if len(filled) > 3:
        return len(distinct) * 3 <= len(filled) * 2
    return all(labels.looks_like_name(cell.rstrip(": ")) for cell in filled)


def _is_label(cell: str) -> bool:
    label = cell.rstrip(": ")
    return len(label.split()) <= labels.MAX_WORDS and labels.looks_like_label(label)


def _longest(free: Sequence[int], cells: Mapping[int, Cells]) -> list[int]:
    """The columns by how much text they hold, if that is more than labels have."""
    size = {p: sum(map(len, cells[p])) * len(_filled(cells[p])) for p in free}
    ranked = sorted(free, key=lambda place: -size[place])
    return [place for place in ranked if size[place]]


# -- which column is which by what it is called ----------------------------------------------------

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
            "offset tiempo inicio tempo ora orario inizio tijd tijdstip início czas początek aika "
            "saat tid idő время начало 时间 時間 时间码 开始 開始 시간 الوقت"
        ),
        "end": "end end_time stop tc_out time_out ende fin fine fim einde koniec конец 结束 終了",
        "number": (
            "no no. nr nr. n° nº n # number num nummer numéro número numero zeile zeilennummer "
            "line line_no line_number ligne línea riga regel linha lp lp. row row_id index "
            "segment absatz absatznr utterance_id "
            "№ п/п 序号 序號 編號 编号 番号 번호"
        ),
        "turn": "turn turn_id turn_no turn_nr turn_number",
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


_UNIT = re.compile(
    r"(?P<name>\w+?)_(?:in_)?[(\[]?"
    r"(?:(?P<milli>ms|msecs?|millis\w*|milisegundos)|s|secs?|seconds?|sek(?:unden)?|secondes?|segundos)"
    r"[)\]]?"
)

PERHAPS_SPEAKER = frozenset(
    {"participant", "participante", "participant_id", "role", "rolle", "rol", "ruolo", "actor"}
    | {"user", "sender", "from", "author", "party", "side", "label"}
)
"""Names of columns that hold speakers in some tables and facts about a whole row in others."""


QUESTIONS = frozenset(
    map(
        simplify_name,
        [
            "question",
            "question_text",
            "question_asked",
            "prompt",
            "frage",
            "fragetext",
            "fragestellung",
            "pregunta",
            "domanda",
            "vraag",
            "pergunta",
            "pytanie",
            "вопрос",
            "问题",
            "問題",
            "質問",
            "질문",
            "سؤال",
        ],
    )
)
"""Names of a column that says what a row answers: where it changes, another turn begins."""


@lru_cache(maxsize=4096)
def find_meaning(name: str) -> str:
    """What a column of that name holds; empty where the name says nothing."""
    return _MEANS.get(split_unit(name)[0], "")


def split_unit(name: str) -> tuple[str, float]:
    """A column's name as it is compared, and the seconds that its numbers count, where it is one of
    times that says so (``Start (ms)``, ``end_time_in_seconds``); else 0."""
    plain = simplify_name(name)
    found = _UNIT.fullmatch(plain)
    if found and _MEANS.get(found["name"]) in ("start", "end"):
        return found["name"], 0.001 if found["milli"] else 1.0
    return plain, 0.0


def find_named(header: Sequence[str], named: Mapping[str, str]) -> dict[str, int]:
    """The position of every column that is known by its name, by its meaning.

    ``named`` is ``[transcripts.columns]``: meaning to column name.
    """
    places = {split_unit(name)[0]: place for place, name in reversed(list(enumerate(header)))}
    found: dict[str, int] = {}
    # What the study names itself goes before what a name may mean.
    for meaning, names in sorted(_PLAIN.items(), key=lambda each: each[0] not in named):
        if meaning in named:
            place = places.get(split_unit(named[meaning])[0])
        else:
            place = next((places[name] for name in names if name in places), None)
        if place is not None and place not in found.values():
            found[meaning] = place
    if "text" not in found and "text" not in named and "transcript" in places:
        # A table in which "transcript" holds the words and another column the name.
        others = [places[name] for name in KNOWN["transcript"][1:] if name in places]
        found |= {"text": places["transcript"], "transcript": others[0]} if others else {}
    return found


def find_columns(
    header: Sequence[str], named: Mapping[str, str], source: Source
) -> tuple[dict[str, int], list[Problem]]:
    """The position of every column that is known, and a fatal problem for each that is amiss: a
    column that ``named`` names and that is absent, or none that holds text."""
    found = find_named(header, named)
    there = {simplify_name(name) for name in header}
    shown = ", ".join(header[:20]) + (" …" if len(header) > 20 else "")
    problems = []
    for name in (named[meaning] for meaning in _PLAIN if meaning in named):
        if simplify_name(name) not in there:
            hint = did_you_mean(name, header[:1000], f"there are: {shown}")
            what = f"there is no column {name!r}"
            problems.append(source.problem(what, line=1, hint=hint, fatal=True))
    if "text" not in found and not problems:
        what = f"no column holds the text; there are: {shown}"
        hint = 'name it in study.toml: [transcripts.columns] text = "…"'
        problems.append(source.problem(what, line=1, hint=hint, fatal=True))
    return found, problems
