"""Turns that are about the conversation itself: greetings, microphones, courtesies, farewells."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from interviewkit.topics.layout import Neighbours
from interviewkit.topics.topic_words import list_stop_words, normalise_term, split_topic_words

EDGE = 0.1
"""The first and the last tenth of what participants say in a conversation are its edges."""

LEAST_AT_EDGE = 0.6
"""The share of a turn's nearest turns, from whatever conversation, that must stand at an edge."""

LEAST_CONVERSATIONS = 3
"""Conversations of which these must come: what all conversations begin and end with."""

SHORT = 0.5
"""A turn is short with at most this share of the words of the median turn."""

FEWEST_SUBJECTS = 3
"""Different words that carry a subject; a short turn with fewer answers another."""

CALL_WORDS = MappingProxyType(
    {
        "en": "mute muted unmute unmuted microphone mic headset webcam recording camera thanks "
        "thank welcome hello hi bye goodbye cheers interview",
        "de": "stummgeschaltet stumm mikrofon mikro kamera aufnahme danke dankeschön hallo tschüss "
        "wiedersehen interview",
        "fr": "micro caméra enregistrement merci bonjour salut revoir entretien",
        "es": "micrófono cámara grabación gracias hola adiós entrevista",
        "it": "microfono registrazione grazie ciao arrivederci intervista",
        "nl": "microfoon opname bedankt hallo doei interview",
        "pt": "microfone câmera gravação obrigado obrigada olá tchau entrevista",
    }
)
"""Words that help where place alone does not tell: one at an edge, or two anywhere."""


def find_call_talk(
    texts: Sequence[str],
    words: Sequence[int],
    conversations: Sequence[str],
    places: Sequence[float],
    neighbours: Neighbours,
    languages: Sequence[str] = ("en",),
) -> npt.NDArray[np.bool_]:
    """Which turns are about the call: short ones that stand where their like stand, at the edges.

    Args:
        texts: The turns.
        words: Their length in words.
        conversations: The transcript of each.
        places: Where in its conversation each stands, 0 (its beginning) to 1 (its end).
        neighbours: The nearest turns of each, itself first.
        languages: Whose words for microphones and courtesies are looked for besides.

    What is told needs no list of words: a turn at an edge of its conversation is talk about the
    call if the turns most like it, of several conversations, stand at edges too, and it is short.
    An answer to a guide's last question is not, being as long as other answers.
    """
    short = np.array(words) <= SHORT * np.median(words)
    where = np.array(places)
    edge = (where < EDGE) | (where > 1 - EDGE)
    alike = neighbours.indices[:, 1:]
    at_edge = edge[alike].mean(axis=1) >= LEAST_AT_EDGE
    whose = np.unique(np.array(conversations), return_inverse=True)[1][alike]
    spread = np.array([len(set(row)) >= LEAST_CONVERSATIONS for row in whose.tolist()])
    listed = {word for each in languages for word in CALL_WORDS.get(each, "").split()}
    named = np.zeros(len(texts), np.intp)
    for index, text in enumerate(texts):
        if short[index]:
            named[index] = len(listed & set(split_topic_words(normalise_term(text))))
    return np.asarray(short & ((edge & at_edge & spread) | (named + edge >= 2) & (named > 0)))


def find_back_channels(
    texts: Sequence[str], words: Sequence[int], ignored: Collection[str] | None
) -> npt.NDArray[np.bool_]:
    """Which short turns only answer another ("Yeah, exactly, I know"), with no own subject.

    ``ignored`` are the words that carry none; ``None``: the English ones.
    """
    stopped = set(list_stop_words((), ignored))
    limit = SHORT * float(np.median(words))
    return np.array(
        [
            count <= limit
            and len(set(split_topic_words(normalise_term(text))) - stopped) < FEWEST_SUBJECTS
            for text, count in zip(texts, words, strict=True)
        ],
        bool,
    )
