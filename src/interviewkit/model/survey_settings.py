"""What ``[survey]`` may say of replicate weights and of comparisons."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReplicateSettings:
    """Replicate weights: their columns (shell patterns allowed) and how their spread is scaled.

    ``type`` is BRR, Fay (with ``fay``, its coefficient), JK1, JKn (with ``rscales``), JK2,
    bootstrap, SDR or other (with ``scale``). ``scale`` 0 means: the type's own. ``combined`` says
    that the columns hold whole weights and no mere factors; ``mse`` that deviations are taken from
    the full sample's figure and not from the replicates' mean.
    """

    type: str = ""
    columns: tuple[str, ...] = ()
    scale: float = 0.0
    rscales: tuple[float, ...] = ()
    fay: float = 0.0
    combined: bool = True
    mse: bool = False


@dataclass(frozen=True, slots=True)
class CompareSettings:
    """Variables to compare ``between`` two segments; ``of`` empty means those in ``show``.

    ``levels`` restricts categories and ordinals to some of their levels.
    """

    between: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    title: str = ""
