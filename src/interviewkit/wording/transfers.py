"""Sentences about what leaves the machine."""

from __future__ import annotations

from interviewkit.model.transfer import Transfer
from interviewkit.wording.words import join_words


def describe_sent(transfer: Transfer) -> str:
    """What was sent to whom, as one sentence for the methods."""
    model = f"the language model {transfer.model}" if transfer.model else "a language model"
    if transfer.stays_here:
        return f"Passages were also read by {model} on this machine; nothing was sent elsewhere."
    open_line = "" if transfer.is_encrypted else ", unencrypted within a private network"
    return (
        f"Passages were also read by {model}: {join_words(transfer.leaves)} were sent to "
        f"{transfer.host}{open_line}. On whose consent: {transfer.consent}"
    )


def list_doubts_of_sending(transfer: Transfer) -> tuple[str, ...]:
    """What to think of before it is sent, although it may be."""
    if transfer.stays_here or transfer.is_encrypted:
        return ()
    return (
        f"what is sent to {transfer.host} is not encrypted: whoever shares that network can read "
        "it",
    )


def warn_of_sending(transfer: Transfer) -> str:
    """What would leave for whom, before anybody has agreed."""
    return f"{transfer.host} is another machine: {join_words(transfer.leaves)} would leave this one"
