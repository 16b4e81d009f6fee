"""What tools write above the first and below the last words of a conversation."""

from __future__ import annotations

import re

from interviewkit.readers import labels
from interviewkit.readers.fact_names import LEGENDS, SECTIONS, name_fact, split_fact_words
from interviewkit.readers.front_matter import LONGEST_LINE, parse_entry
from interviewkit.readers.text_lines import TextLines
from interviewkit.readers.times import parse_date

HEAD = "lines before the first speaker"
LEGEND = "what signs and letters mean"
FOOT = "closing lines of a tool"

LONGEST_HEAD = 12
"""Words of a line of a head. A longer one, or one that ends like a sentence, is speech."""

LONGEST_LEGEND = 40
"""Lines of the signs that a transcript explains; what is longer has no blank line below it."""

LAST = 8
"""So many lines at the end of a file may be a tool's."""

_SENTENCE = re.compile(r"[.?!…。？！][\"'”»)\]]*$")
_DURATION = re.compile(
    r"(?:\d+\s?h(?:rs?|ours?)?\.?\s*)?(?:\d+\s?m(?:in(?:utes?|s)?)?\.?\s*)?"
    r"(?:\d+\s?s(?:ec(?:onds?|s)?)?\.?)?",
    re.IGNORECASE,
)
_WHEN_AND_HOW_LONG = re.compile(r"(.{6,40}?)\s+[•·|]\s+(\d{1,3}:\d\d(?::\d\d)?)(?:\s*[•·|].*)?")
_PRONOUNS = split_fact_words(
    "i we you he she they it who then so and but when after"
    " before ich wir er sie je nous il elle yo"
)


def take_remarks(sheet: TextLines) -> None:
    """Take off lines such as ``Dana Li started transcription``, which tools write among speech."""
    for place in sheet.filled:
        text = sheet.text_of(place)
        who = find_recorder(text)
        if who and _is_someone(who):
            sheet.set_aside((place,), "")


def _is_someone(who: str) -> bool:
    """A name, every word of it with a capital, as a tool writes it; not ``Then I``."""
    words = who.split()
    return labels.looks_like_name(who) and not any(word.casefold() in _PRONOUNS for word in words)


def take_foot(sheet: TextLines) -> None:
    """Take off the lines in which a tool signs, disclaims or ends its file."""
    taken = []
    for place in reversed(sheet.filled[-LAST:]):
        text = sheet.text_of(place)
        entry = parse_entry(sheet, place)
        if not is_signature(text) and not (entry and entry.signs):
            break
        taken.append(place)
    for place in reversed(taken):
        signed = OTTER.fullmatch(sheet.text_of(place))
        if signed:
            sheet.add_fact(place, "transcribed by", signed[1])
        else:
            sheet.set_aside((place,), FOOT)


def take_meeting(sheet: TextLines) -> None:
    """Take off title, date and duration of a meeting, as Teams and Otter write them."""
    top = sheet.filled[:5]
    for at, place in enumerate(top):
        text = sheet.text_of(place)[:LONGEST_LINE]
        found = _WHEN_AND_HOW_LONG.fullmatch(text)
        date = parse_date(found[1] if found else text)
        below = [n for n in top[at + 1 : at + 2] if sheet.text_of(n)[:1].isdigit()]
        lasting = next((n for n in below if _DURATION.fullmatch(sheet.text_of(n))), None)
        if not date or not (found or lasting is not None):
            continue
        sheet.add_fact(place, "date", date)
        if found:
            sheet.add_fact(place, "duration", found[2])
        elif lasting is not None:
            sheet.add_fact(lasting, "duration", sheet.text_of(lasting))
        if at == 1:
            sheet.add_fact(top[0], "title", sheet.text_of(top[0]))
        return


def take_legend(sheet: TextLines) -> None:
    """Set aside what letters and signs mean: from ``Legend:`` near the top to the blank line."""
    for top in sheet.filled[:LONGEST_HEAD]:
        text = sheet.text_of(top)
        entry = parse_entry(sheet, top)
        if text.strip("#*_:： ").casefold() in LEGENDS:
            end = next((n for n in range(top, len(sheet.lines)) if not sheet.lines[n]), None)
            if end is not None and end - top <= LONGEST_LEGEND:
                sheet.set_aside(range(top, end), LEGEND)
            return
        if not _is_head(text) or (entry and not entry.is_fact and not entry.names_people):
            return  # somebody speaks


def take_head(sheet: TextLines, until: int, spoken: frozenset[int] = frozenset()) -> None:
    """Set aside what stands before the first speaker, down to the first line that is speech.

    Known heads (``Attendees``, ``SUMMARY KEYWORDS``) go with all that stands below them. Any other
    line goes if it is short and no sentence, and has no time before it (the ``spoken``).
    """
    in_section = False
    for place in (place for place in sheet.filled if place < until):
        text = sheet.text_of(place)
        entry = parse_entry(sheet, place)
        section = _section(text)
        if section:
            in_section = "transcri" not in section and "transkri" not in section
        elif entry and entry.is_fact:
            sheet.add_fact(place, name_fact(entry.name, entry.value), entry.value)
            continue
        elif place in spoken or (not is_signature(text) and not in_section and not _is_head(text)):
            return
        sheet.set_aside((place,), HEAD)


def _section(text: str) -> str:
    plain = text.strip("#*_=-–—:：[]【】• ").casefold()
    return plain if plain in SECTIONS else ""


def _is_head(text: str) -> bool:
    return len(text.split()) <= LONGEST_HEAD and not _SENTENCE.search(text[-9:])


# -- whole lines that tools write and nobody says, in the languages that tools speak ---------------


LONGEST = 400
"""Characters of a line that a tool writes."""

_TOOLS = (
    r"otter|rev|temi|trint|descript|sonix|happy ?scribe|amberscript|fireflies|tl;?dv|riverside"
    r"|zoom|teams|webex|whisper|gotranscript|scribie|verbit|assembly ?ai|f4x?|maxqda|nvivo|notta"
    r"|turboscribe|google|microsoft|ai|noscribe|atrain"
)
_MADE = (
    r"transcribed|transcript (?:provided|created|generated|powered)|transcription|automatically"
    r"|auto-?generated|generated|exported|created|powered|transkribiert|transkript erstellt"
    r"|automatisch (?:erstellt|transkribiert|generiert)|transcrit|transcrito|trascritto"
    r"|getranscribeerd|transkrypcja"
)
_BY = r"by|with|using|from|von|mit|par|avec|por|con|da|door|przez"
_ENDED = (
    r"end of (?:the )?(?:transcript(?:ion)?|interview|recording|audio|file|tape)|transcript ends?"
    r"|end (?:transcript|recording|interview)|recording (?:ends?|stopped|ended)"
    r"|ende der? (?:transkript\w*|aufnahme|interviews?|aufzeichnung)|aufnahme (?:ende|beendet)"
    r"|ende des (?:transkripts?|interviews?|gesprächs)"
    r"|fin (?:de (?:la |l'|l’)?)?(?:transcription|transcripción|entretien|enregistrement"
    r"|entrevista|grabación)"
    r"|fine (?:della )?(?:trascrizione|registrazione|intervista)"
    r"|fim da (?:transcrição|entrevista|gravação)"
    r"|einde (?:van (?:de|het) )?(?:transcript\w*|opname|interview)"
    r"|koniec (?:transkrypcji|nagrania|wywiadu)"
)
_SIGNED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\W*(?:{_MADE})\b[^.:]{{0,40}}\b(?:{_BY})\b:?\s+(?:\S{{0,30}}\s)?"
        rf"(?:https?://\S+|www\.\S+|(?:{_TOOLS})\b.{{0,60}}"
        r"|\S+\.(?:com|ai|io|net|org|de)\b\S*)",
        r"[^.:?!]{0,30}(?:transcri|transkri|trascri)\w{2,8}[^.:?!]{0,40}\d\d:\d\d:\d\d"
        r"(?: (?:beendet|afgelopen|zakończono))?",
        r"(?:this )?(?:editable )?transcript (?:was|is) .{0,60}(?:computer|machine|auto\w*|ai)"
        r"[- ]?\w*.{0,160}",
        r"this (?:editable )?transcript was exported .{0,120}",
        r"(?:the )?(?:meeting|call|session) (?:ended|finished)(?: after)? \d.{0,20}",
        r"(?:besprechung|meeting|videoanruf) (?:wurde )?(?:beendet )?"
        r"nach \d.{0,20}(?:beendet)?.{0,4}",
        r"(?:la )?(?:réunion|reunión|riunione|reunião) .{0,30}\d\d:\d\d.{0,6}",
        r"diese[s]? (?:bearbeitbare )?(?:transkript|abschrift) wurde .{0,40}"
        r"(?:computer|automatisch|maschinell|ki).{0,160}",
        r"(?:cette|la) transcription .{0,30}(?:ordinateur|automatique).{0,160}",
        r"(?:esta|la) transcripción .{0,40}(?:ordenador|automática).{0,160}",
        rf"\W*(?:{_ENDED})\W*",
        r"={3,}[^=]{1,100}={3,}",
        r"(?:speech[- ]to[- ]text|captions?|subtitles) "
        r"(?:provided |created |generated )?by .{1,60}",
        r"(?:view|see|listen to) (?:the )?"
        r"(?:latest version|original|full (?:transcript|recording)|recording).{0,80}",
        r"(?:©|copyright|\(c\)(?=.{0,60}(?:\d{4}|\b(?:inc|ltd|llc|gmbh|reserved)\b)))\s.{0,80}|https?://\S+|www\.\S+",
    )
)
_REMARK = re.compile(
    r"(?P<who>[^:.?!]{1,80}?) (?:started|stopped|hat die|a (?:démarré|arrêté|commencé)|inició"
    r"|detuvo|ha (?:avviato|interrotto)|iniciou|parou|interrompeu|heeft de) (?:(?:the|la|a) )?"
    r"(?:transcription|recording|transkription|aufzeichnung|transcripción|grabación|trascrizione"
    r"|registrazione|transcrição|gravação|transcriptie|opname)"
    r"(?: (?:gestartet|beendet|gestopt|gestart))?\.?",
    re.IGNORECASE,
)
_ENDS = re.compile("[:.?!]")
OTTER = re.compile(r"Transcribed by ((?:https?://)?otter\.ai)\S*", re.IGNORECASE)


def is_signature(text: str) -> bool:
    """Whether a tool signs, disclaims or ends its file in this line."""
    text = text.strip("#*_> ")
    return len(text) <= LONGEST and any(each.fullmatch(text) for each in _SIGNED)


def find_recorder(text: str) -> str:
    """Who is said to have started or stopped a recording, if the line says just that."""
    is_one = len(text) <= LONGEST and not _ENDS.search(text[:-1])
    found = _REMARK.fullmatch(text) if is_one else None
    return found["who"] if found else ""
