"""Whole lines that tools write and nobody says, in the languages that tools speak."""

from __future__ import annotations

import re

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
        r"(?:speech[- ]to[- ]text|captions?|subtitles) "
        r"(?:provided |created |generated )?by .{1,60}",
        r"(?:view|see|listen to) (?:the )?"
        r"(?:latest version|original|full (?:transcript|recording)|recording).{0,80}",
        r"(?:©|\(c\)|copyright)\s.{0,80}|https?://\S+|www\.\S+",
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
OTTER = re.compile(r"Transcribed by ((?:https?://)?otter\.ai)\S*", re.IGNORECASE)


def is_signature(text: str) -> bool:
    """Whether a tool signs, disclaims or ends its file in this line."""
    return len(text) <= LONGEST and any(each.fullmatch(text) for each in _SIGNED)


def find_recorder(text: str) -> str:
    """Who is said to have started or stopped a recording, if the line says just that."""
    found = _REMARK.fullmatch(text) if len(text) <= LONGEST else None
    return found["who"] if found else ""
