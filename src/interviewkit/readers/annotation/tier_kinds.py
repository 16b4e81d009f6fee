"""What the name of a tier tells: who speaks, and whether it holds speech or what is said of it."""

from __future__ import annotations

import re

SPEECH, WORDS, SOUNDS, BESIDE = "speech", "words", "sounds", "beside"
"""Whole utterances; single words; single sounds; what is no speech but said or measured of it."""

_KINDS = {
    SPEECH: (
        "phrase phrases utterance utterances utt utts sentence sentences text texts transcript"
        " transcripts transcription transcriptions transcribed orthography orthographic speech spch"
        " turn turns ipu ipus iu default verbatim äußerung äußerungen aeusserung transkript"
        " transkription satz sätze énoncé énoncés enunciado enunciados transcripción trascrizione"
        " transcrição annotation annotations tier frase frases zin zinnen dialog dialogue"
        " реплика реплики текст речь транскрипт 转写 文字"
    ),
    WORDS: "word words token tokens wort wörter woerter mot mots palabra palabras parola parole",
    SOUNDS: (
        "phone phones phoneme phonemes phonetic phonetics phonemic segment segments syllable"
        " syllables silbe silben syll ipa sampa phon phons phn phns"
        " fono fones vowel vowels consonant consonants"
    ),
    BESIDE: (
        "translation translations translated gloss glosses glossing pos lemma lemmas lemmata morph"
        " morphs morpheme morphemes note notes comment comments gesture gestures gest gaze hand"
        " hands head posture tone tones tobi break breaks pitch intensity formant formants prosody"
        " stress noise noises silence silences nonverbal laughter misc topic topics code codes"
        " coding theme themes übersetzung kommentar kommentare anmerkung anmerkungen gestik mimik"
        " blick traduction commentaire commentaires geste gestes traducción comentario comentarios"
        " gesto gestos traduzione commenti tradução transl idgloss literal glosse glossen glosa"
        " glosas glose gloses phase phases handshape handshapes handedness eyebrow eyebrows blink"
        " blinks smile smiles nod nods nodding mouthing mouthings facial movement movements torso"
        " shoulders pause pauses pausen pausa pausas breath breaths emotion emotions disfluency"
        " disfluencies act acts category categories tag tags rating ratings punctuation event"
        " events gesten gestuelle regard mirada sguardo lachen rire перевод глоссы жест жесты"
        " комментарий комментарии 翻译 注释 rgu rgph rgme lgu lgph lgme"
    ),
}
_SMALL = {
    SPEECH: "tx orth ort ortho trs trn ts",
    SOUNDS: "fonipa",
    BESIDE: "ft fte ftr ge gl ps mb tie nt ref",
}
"""Short for the same, if they stand in small letters beside a name: ``tx@Mary``."""

_CAPITALS = {"MAU": SOUNDS, "KAN": SOUNDS}
"""Short for sounds where WebMAUS writes them; else they are names of people."""

_WHOLE = {"ort-mau": WORDS, "kan-mau": SOUNDS, "trn": SPEECH}
"""Tiers that WebMAUS writes."""

_FLEX = re.compile(r"(.{0,60}?)_?(paragraph|phrase|word|morph)-([a-z]{1,12})(?:-[\w-]{1,40})?")
"""Tiers that FLEx writes: ``A_phrase-txt-sw``, ``A_phrase-gls-en``."""

_BY_TOKEN = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_BY_SMALL = {word: kind for kind, words in _SMALL.items() for word in words.split()}
_TOKEN = re.compile(r"[^\W\d_](?:(?![A-Z](?<=[a-z].))[^\W\d_])*")
"""A word of a name; ``GesturePhase`` has two."""

_ENDS = " \t\"'-–—_.,:;/@|+"


def read_tier_name(name: str) -> tuple[str, str]:
    """Who speaks in a tier of that name, and its kind; each empty where the name does not tell.

    ``Mary - words`` is Mary's and holds words, ``tx@Mary`` her speech, ``translation`` nobody's.
    """
    if whole := _WHOLE.get(name.strip().casefold()):
        return "", whole
    if flex := _FLEX.fullmatch(name.strip()):
        kinds_of_text = {"phrase": SPEECH, "word": WORDS}
        return flex[1], kinds_of_text.get(flex[2], BESIDE) if flex[3] == "txt" else BESIDE
    tokens = list(_TOKEN.finditer(name))
    kinds = [_find_kind(each[0], alone=len(tokens) == 1) for each in tokens]
    kind = next((each for each in reversed(kinds) if each), "")
    kept = name
    for token, known in reversed(list(zip(tokens, kinds, strict=True))):
        if known and (len(tokens) > 1 or not any(sign.isdigit() for sign in name)):
            kept = kept[: token.start()] + kept[token.end() :]
    speaker = " ".join(kept.split()).strip(_ENDS).replace("()", "").replace("[]", "").strip(_ENDS)
    return speaker if any(sign.isalnum() for sign in speaker) else "", kind


def _find_kind(token: str, *, alone: bool) -> str:
    if token in _CAPITALS:
        return _CAPITALS[token]
    plain = token.casefold()
    if plain in _BY_TOKEN:
        return _BY_TOKEN[plain]
    return "" if alone and plain != "tx" else _BY_SMALL.get(token, "")
