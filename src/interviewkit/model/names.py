"""What a label or name tells of who stands behind it: a full name, a code, or anyone."""

from __future__ import annotations

import re

_TITLES_WORDS = """
dr prof mr mrs ms miss sir herr frau hr dipl phd md msc bsc mme mlle sra srta dott jr
"""
_TITLES = frozenset(_TITLES_WORDS.split())
_ROLES_WORDS = """
speaker participant interviewer interviewee moderator facilitator respondent informant unknown
person voice host guest man woman male female boy girl teacher student pupil patient nurse doctor
client customer user mother father parent mum dad child worker manager employee leader staff expert
researcher assistant observer translator interpreter member group team all several many other
someone somebody anonymous audience chair chairman chairperson sprecher sprecherin teilnehmer
teilnehmerin teilnehmende befragte befragter interviewerin moderatorin person mann frau unbekannt
lehrer lehrerin schüler schülerin patientin arzt ärztin mutter vater alle mehrere kind
intervenant intervenante participante enquêteur enquêtrice animateur animatrice modérateur
modératrice locuteur locutrice homme femme inconnu inconnue hablante entrevistador entrevistadora
entrevistado entrevistada moderadora moderador hombre mujer desconocido desconocida persona
entrevistadora parlante intervistatore intervistato moderatore falante spreker deelnemer onbekend
主持人 受访者 采访者 访谈者 访员 被访者 司会 参加者 사회자 참가자 응답자 진행자
"""
ROLES = frozenset(_ROLES_WORDS.split())
_SURNAMES = frozenset({"mann", "kind", "guest", "child", "chair", "person", "leader", "host"})
"""Words for people that are surnames too, where a first name stands before them."""
_HAN = re.compile(r"[\u3400-\u9fff]{2,4}|[\uac00-\ud7a3]{2,4}")
"""Chinese, Japanese and Korean names, which are written without a blank."""


def is_full_name(label: str) -> bool:
    """Whether a label is a name of two words or more, without numbers and words like "speaker"."""
    words = split_name(label)
    if any(sign.isdigit() for sign in label) or not any(len(word) > 1 for word in words):
        return False
    if len(words) == 1:
        return bool(_HAN.fullmatch(words[0])) and words[0] not in ROLES
    return len(words) > 1 and not {words[0], *(set(words[1:]) - _SURNAMES)} & ROLES


def is_anyone(label: str) -> bool:
    """Whether a label only numbers people or says what they are: ``P1``, ``Speaker 2``, ``Nurse``.

    Such labels are given anew in each conversation, and tell nobody across two.
    """
    words = split_name(label)
    named = [word for word in words if not any(sign.isdigit() for sign in word)]
    named = [word for word in named if word not in ROLES and len(word) > 1]
    return bool(words) and not named


def split_name(label: str) -> list[str]:
    """The words of a name in small letters, without titles and brackets."""
    kept = "".join(sign if sign.isalnum() or sign in "'’-" else " " for sign in label.casefold())
    words = [word.strip("'’-") for word in kept.split()]
    return [word for word in words if word and word not in _TITLES]
