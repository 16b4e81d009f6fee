"""Whether the language model that study.toml names may be asked; it is not asked for that."""

from __future__ import annotations

from collections.abc import Iterator

from interviewkit.errors import EndpointError
from interviewkit.model import NOTE, WELL, WRONG, Checked
from interviewkit.model.section_settings import LLM
from interviewkit.model.settings import Settings


def check_llm(settings: Settings) -> Iterator[Checked]:
    """What keeps the coder ``llm`` from asking; nothing where it is not among the coders."""
    if LLM not in settings.coding.coders:
        return
    from interviewkit.endpoints.opening import open_endpoint
    from interviewkit.endpoints.transfer import describe_transfer
    from interviewkit.wording.transfers import list_doubts_of_sending

    try:
        open_endpoint(settings.coding.llm)
    except EndpointError as fault:
        yield Checked(WRONG, f"the coder {LLM} cannot ask: {fault.message}", fault.hint)
        return
    transfer = describe_transfer(settings.coding.llm)
    for doubt in list_doubts_of_sending(transfer):
        yield Checked(NOTE, doubt, "write https:// if that machine can")
    goes = (
        "nothing leaves this machine" if transfer.stays_here else "with the consent that it names"
    )
    yield Checked(WELL, f"the coder {LLM} may ask {transfer.model} at {transfer.host}: {goes}")
