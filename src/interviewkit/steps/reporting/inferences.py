"""Which meta-inferences stand: those of study.toml, and what people wrote into the study since."""

from __future__ import annotations

from collections.abc import Sequence

from interviewkit.model import MetaInference
from interviewkit.steps.site import Site
from interviewkit.store.inferences import choose_newest
from interviewkit.store.shelves import Shelves


def list_written_inferences(site: Site) -> Sequence[MetaInference]:
    """The lines of ``[[joint.inferences]]``, in their order; by the authors where none is named."""
    team = ", ".join(site.settings.study.authors)
    return [
        MetaInference(
            each.of, each.beside, each.fit, " ".join(each.text.split()), each.author or team, ""
        )
        for each in site.settings.joint.inferences
    ]


def list_standing_inferences(site: Site, shelves: Shelves) -> Sequence[MetaInference]:
    """One line a pair: what was written into the study last, else what study.toml says.

    What somebody took back stays out, whatever study.toml says.
    """
    return choose_newest([*list_written_inferences(site), *shelves.inferences.log()])
