"""What leaves this machine when a language model elsewhere is asked."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Transfer:
    """Who is asked, and what is sent there: the facts for the run's record and the methods.

    ``leaves`` is empty where the model runs on this machine. ``host`` is the name of the machine
    with its port where it is not the usual one; ``consent`` is what the researcher wrote.
    """

    provider: str
    model: str
    host: str
    leaves: tuple[str, ...] = ()
    consent: str = ""
    is_encrypted: bool = True

    @property
    def stays_here(self) -> bool:
        return not self.leaves

    def to_facts(self) -> dict[str, object]:
        """What a run keeps of it, as JSON can hold it."""
        return {**asdict(self), "leaves": list(self.leaves)}
