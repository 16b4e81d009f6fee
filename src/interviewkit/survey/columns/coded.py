"""Codes with labels, as SPSS and Stata keep answers: what is shown, what is counted, what order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from interviewkit.survey.answers import CATEGORY, DATE, FLAG, NUMBER, ORDINAL
from interviewkit.survey.columns import dates, numbers
from interviewkit.survey.columns.likert import is_scale, order_labels
from interviewkit.survey.files.contract import ColumnFacts

MOST_UNSEEN = 30
"""A variable with more labels than this shows only those that somebody gave."""

_YES_NO = ({"yes", "no"}, {"true", "false"})


@dataclass(frozen=True, slots=True)
class Coded:
    """A column whose codes have become labels.

    ``kind`` and ``levels`` are what the labels tell of its type; both are empty where the codes
    are numbers of which only some (the ends of a scale, say) have a label, and the cells are
    untouched. ``codes`` are parallel to ``levels``.
    """

    cells: list[str | None]
    kind: str = ""
    levels: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    note: str = ""


def drop_missing(cells: Sequence[str], about: ColumnFacts) -> tuple[list[str | None], Counter[str]]:
    """The cells with declared missing values taken out, and how many of each kind there were."""
    kinds: Counter[str] = Counter()
    if not about.absences:
        return list(cells), kinds
    found: list[str | None] = []
    for cell in cells:
        absence = about.absence(cell) if cell else None
        if absence:
            kinds[absence.title] += 1
        found.append(None if absence else cell)
    return found, kinds


def label_cells(cells: Sequence[str | None], about: ColumnFacts, wanted: str = "") -> Coded:
    """The cells as labels, where they have them; ``wanted`` is the type that study.toml declares.

    A declared number or date keeps its codes.
    """
    bare = list(cells)
    if not about.labels or wanted in (NUMBER, "date"):
        return Coded(bare)
    given = {cell for cell in bare if cell is not None}
    labels = dict(about.labels)
    unlabelled = given - set(labels)
    if not wanted and _is_number(unlabelled, labels, about.measure):
        return Coded(bare, NUMBER)
    codes = [code for code in _order_codes({*labels, *unlabelled}, about)
             if code in given or len(labels) <= MOST_UNSEEN]  # fmt: skip
    names, note = _names(codes, labels)
    shown = dict(zip(codes, names, strict=True))
    kind = wanted or _kind(names, about.measure)
    return Coded(
        [None if cell is None else shown[cell] for cell in bare],
        kind, tuple(names), tuple(codes), note,
    )  # fmt: skip


def _is_number(unlabelled: set[str], labels: dict[str, str], measure: str) -> bool:
    """Only some codes have labels and the rest are numbers: the labels name ends or exceptions."""
    if not unlabelled or any(numbers.parse_number(code, ".") is None for code in unlabelled):
        return False
    return measure == "scale" or len(unlabelled) >= len(labels)


def _kind(names: Sequence[str], measure: str) -> str:
    if {name.lower() for name in names} in _YES_NO:
        return FLAG
    return ORDINAL if measure == ORDINAL or is_scale(names) else CATEGORY


def _order_codes(codes: set[str], about: ColumnFacts) -> list[str]:
    """By size where they are numbers; texts in the order of the labels."""
    place = {code: position for position, (code, _) in enumerate(about.labels)}

    def key(code: str) -> tuple[float, int, str]:
        size = numbers.parse_number(code, ".")
        return (float("inf") if size is None else size, place.get(code, len(place)), code)

    return sorted(codes, key=key)


def _names(codes: Sequence[str], labels: dict[str, str]) -> tuple[list[str], str]:
    """A name for every code; two codes with one label keep their codes behind it."""
    count = Counter(labels.get(code, code) for code in codes)
    names = [
        label if count[label] == 1 else f"{label} ({code})"
        for code in codes
        for label in [labels.get(code, code)]
    ]
    twice = [label for label, times in count.items() if times > 1]
    if not twice:
        return names, ""
    return names, f"has the label {twice[0]!r} for several codes; told apart by their codes"


# -- words with which people say that they do not answer, in several languages ---------------------

_PHRASES = (
    # English
    "(i )?prefer not to (say|answer|disclose|state|tell|respond)|(i would|i'd) (prefer|rather) not "
    "(to )?(say|answer|disclose)|rather not (say|answer)|(i )?(do not|don't|dont|cannot|can't) "
    "(know|say|remember|recall)|dk|no answer|no response|not applicable|does not apply|"
    "doesn't apply|n/?a|n\\.a|not stated|not answered|refused?|declined?( to answer)?|unknown|"
    "(i )?do not wish to answer|no reply|not asked|skipped?|missing|none given",
    # Deutsch
    "keine angaben?|k\\.? ?a\\.?|möchte ich nicht (sagen|angeben|beantworten)|weiß (ich )?nicht|"
    "weiss (ich )?nicht|ich weiß (es )?nicht|kann ich nicht (sagen|beurteilen)|trifft auf mich "
    "nicht zu|nicht zutreffend|entfällt|nicht beantwortet|keine antwort|verweigert|unbekannt",
    # français
    "ne sai[st] pas|(je )?ne sais pas|nsp|nsp/nr|(je )?préfère ne pas (répondre|le dire|dire)|"
    "sans réponse|pas de réponse|non applicable|ne souhaite pas répondre|sans objet|refus",
    # español
    "no sabe|no contesta|no sabe ?/ ?no contesta|ns ?/ ?nc|no (lo )?sé|prefiero no "
    "(decirlo|contestar|responder)|no aplica|no aplicable|sin respuesta|no responde|"
    "no sabe ?/ ?no responde|ns ?/ ?nr",
    # italiano, português
    "non so|non risponde|non saprei|preferisco non (rispondere|dirlo)|non applicabile|"
    "nessuna risposta|não sei|não sabe|prefiro não (dizer|responder)|não se aplica|"
    "sem resposta|não responde|não sabe ?/ ?não responde",
    # Nederlands, svenska, norsk, dansk, suomi
    "weet (ik )?niet|weet het niet|geen antwoord|zeg ik liever niet|wil ik (liever )?niet zeggen|"
    "niet van toepassing|n\\.?v\\.?t|geen mening|vet (ej|inte)|vill (ej|inte) (svara|uppge)|"
    "ej tillämpligt|inget svar|vet ikke|ønsker ikke å svare|ønsker ikke at svare|ikke aktuelt|"
    "ikke relevant|en osaa sanoa|en tiedä|en halua vastata|ei vastausta",
    # polski, čeština, türkçe, русский, українська
    "nie wiem|odmowa( odpowiedzi)?|wolę nie (odpowiadać|mówić)|nie dotyczy|brak odpowiedzi|"
    "trudno powiedzieć|nevím|nechci (odpovědět|odpovídat)|bez odpovědi|netýká se|bilmiyorum|"
    "cevap yok|belirtmek istemiyorum|fikrim yok|uygulanamaz|не знаю|затрудняюсь ответить|"
    "отказ( от ответа)?|нет ответа|не применимо|предпочитаю не отвечать|важко сказати|"
    "відмова|немає відповіді",
    # 中文, 日本語, 한국어, العربية
    "不知道|不清楚|不适用|不適用|不愿回答|不願回答|拒绝回答|拒絕回答|拒答|无回答|わからない|分からない|"
    "答えたくない|回答しない|無回答|該当なし|모름|모르겠다|응답 ?거부|무응답|해당 ?없음|لا أعرف|"
    "لا ينطبق|أفضل عدم (الإجابة|القول)",
)  # fmt: skip
_PHRASE = re.compile("|".join(_PHRASES), re.IGNORECASE)
_OR = re.compile(r"\s*(?:/|,|;|\bor\b|\boder\b|\bou\b|\bo\b)\s*", re.IGNORECASE)
LONGEST = 80
"""Characters: what is longer says more than that there is no answer."""
_NUMBER = re.compile(r"^\s*-?\d{1,3}\s*[-–=.:)]\s*(?=[^\W\d])")
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*$")


def is_no_answer(cell: str) -> bool:
    """Whether a cell says in words that there is no answer: "Prefer not to say", "k. A."."""
    if len(cell) > LONGEST:
        return False
    cell = _NUMBER.sub("", cell)
    plain = " ".join(_BRACKETS.sub("", cell.replace("’", "'")).split()).strip(" .-–—!()[]<>")
    if not plain:
        return bool(cell) and not cell[0].isalnum()
    parts = [part.strip() for part in _OR.split(plain)]
    return bool(_PHRASE.fullmatch(plain)) or (
        len(parts) > 1 and all(part and _PHRASE.fullmatch(part) for part in parts)
    )


# answers that say in words that there is none, taken out where the rest is a scale or a number


def remove_absences(
    coded: Coded, about: ColumnFacts, wanted: str = ""
) -> tuple[Coded, Counter[str]]:
    """The cells without "prefer not to say" and its like, and how many gave each.

    Only where what is left is an answer scale, numbers or dates: in a category such an answer
    stays one of its values. ``wanted`` is the type that study.toml declares.
    """
    if wanted not in ("", NUMBER, ORDINAL, DATE):
        return coded, Counter()
    if coded.levels:
        return _of_levels(coded)
    if about.labels:
        return _of_labelled_numbers(coded, about)
    given = {cell for cell in coded.cells if cell}
    said = set(filter(is_no_answer, given))
    rest = given - said
    if not said or not rest or about.kind or not (wanted or _is_clear(rest)):
        return coded, Counter()
    return _taken(coded, said), Counter(cell for cell in coded.cells if cell in said)


def _is_clear(rest: Collection[str]) -> bool:
    return bool(
        order_labels(set(rest))
        or numbers.are_numbers(rest)
        or (len(rest) > 1 and dates.find_date_order(rest))
    )


def _of_levels(coded: Coded) -> tuple[Coded, Counter[str]]:
    """Labels of codes: those that are no steps leave the levels too."""
    said = set(filter(is_no_answer, coded.levels))
    rest = [level for level in coded.levels if level not in said]
    if not said or len(rest) < 2 or not (coded.kind == ORDINAL or is_scale(rest)):
        return coded, Counter()
    codes = dict(zip(coded.levels, coded.codes, strict=True))
    told = Counter(f"{cell} ({codes[cell]})" for cell in coded.cells if cell in said)
    left = replace(
        _taken(coded, said),
        kind=ORDINAL,
        levels=tuple(rest),
        codes=tuple(codes[level] for level in rest),
    )
    return left, told


def _of_labelled_numbers(coded: Coded, about: ColumnFacts) -> tuple[Coded, Counter[str]]:
    """Numbers of which some are labelled: 98 "refused" is no number."""
    said = {code: label for code, label in about.labels if is_no_answer(label)}
    if coded.kind != NUMBER or not said:
        return coded, Counter()
    told = Counter(f"{said[cell]} ({cell})" for cell in coded.cells if cell in said)
    return _taken(coded, said), told


def _taken(coded: Coded, said: Collection[str]) -> Coded:
    cells: Sequence[str | None] = coded.cells
    return replace(coded, cells=[None if cell in said else cell for cell in cells])
