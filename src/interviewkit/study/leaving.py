"""The study written for others: in the formats of other tools, and for those who check it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from interviewkit.model import Outcome
from interviewkit.study.handle import Handle


class OfLeaving(Handle):
    """What leaves the study."""

    def export(
        self,
        *files: str | Path,
        kind: str = "",
        coders: Sequence[str] = (),
        machines: bool = False,
        answers: bool = False,
    ) -> Outcome:
        """Write the study to files, each in the format that its name or ``kind`` tells.

        Projects and documents hold what people coded, with ``machines`` everybody's codings;
        ``coders`` names whose. Survey answers leave only with ``answers``.

        >>> study.export(study.root / "study.qdpx").says[0]
        '9...codings of 2...coders in 2...transcripts to ...study.qdpx'
        >>> study.export(study.root / "coded", kind="html").facts["files"][0]["parts"]
        ['April/leaders.html', 'May/freelancers.html']
        """
        from interviewkit.steps.exchanging.leaving.export import export_files
        from interviewkit.steps.exchanging.leaving.gather import LeavingChoice

        choice = LeavingChoice(tuple(coders), machines, answers)
        return export_files(self._site, [Path(each) for each in files], shape=kind, choice=choice)

    def export_replication(self, folder: str | Path, *, texts: bool = True) -> Outcome:
        """Write a folder with which others rebuild the report; without ``texts``, without voices.

        >>> study.export_replication(study.root / "replication", texts=False).facts["left_out"]
        ['transcripts/April/leaders.txt', 'transcripts/May/freelancers.txt']
        """
        from interviewkit.steps.exchanging.replication import export_replication

        return export_replication(self._site, Path(folder), texts=texts)
