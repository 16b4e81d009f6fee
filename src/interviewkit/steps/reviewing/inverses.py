"""Which act is undone how, for acts that changed more than codings, readings and the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from interviewkit.model import Judgement
from interviewkit.model.codebook_act import CODEBOOK_ACTS
from interviewkit.model.review import EDIT, MAP, MEMO, NAME_TOPIC
from interviewkit.steps.amending.taking_back import take_back_amendment
from interviewkit.steps.discovering.topic_acts import take_back_name
from interviewkit.steps.linking.mapping import take_back_mapping
from interviewkit.steps.mending.edit import take_back_edit
from interviewkit.steps.noting.memos import take_back_memo
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves

Inverse = Callable[[Site, Shelves, Judgement, int], Mapping[str, object]]
"""Takes an entry back within a run; returns the change of the entry that says so. It is called to
do an act again as well, with the entry that undid it: it must be its own inverse."""

INVERSES: Mapping[str, Inverse] = {
    **dict.fromkeys(CODEBOOK_ACTS, take_back_amendment),
    NAME_TOPIC: take_back_name,
    EDIT: take_back_edit,
    MEMO: take_back_memo,
    MAP: take_back_mapping,
}
"""Act → how it is taken back; every other act is by ``steps.marking.inverse.take_back_marks``."""
