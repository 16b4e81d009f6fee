"""What leaves the machine, to whom, and whether that was agreed to."""

from __future__ import annotations

from interviewkit.endpoints.addresses import Address, read_address
from interviewkit.errors import EndpointError
from interviewkit.model.llm_settings import LlmSettings
from interviewkit.model.transfer import Transfer
from interviewkit.wording.transfers import warn_of_sending

SENT = ("what participants said", "what was asked and said before", "the codebook")

HOW_TO_CONSENT = (
    "if those who spoke and whoever watches over your study agree, say so in study.toml: "
    '[coding.llm] consent = "who agreed to what"; or take a model on this machine: '
    'endpoint = "http://127.0.0.1:11434/v1"'
)


def describe_transfer(settings: LlmSettings) -> Transfer:
    """What is sent to whom by these settings; nothing is asked to find out.

    Raises:
        EndpointError: ``endpoint`` names no server.
    """
    address = read_address(settings.endpoint)
    return Transfer(
        provider=settings.provider,
        model=settings.model,
        host=address.shown,
        leaves=() if address.is_here else SENT,
        consent="" if address.is_here else " ".join(settings.consent.split()),
        is_encrypted=address.is_encrypted,
    )


def refuse_unasked(settings: LlmSettings) -> Address:
    """The address, if it may be asked.

    Raises:
        EndpointError: speech would leave this machine and nobody has agreed, or it would leave
            without encryption.
    """
    transfer = describe_transfer(settings)
    address = read_address(settings.endpoint)
    if not transfer.stays_here and not transfer.consent:
        raise EndpointError(warn_of_sending(transfer), hint=HOW_TO_CONSENT)
    return address
