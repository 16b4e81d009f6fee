"""What a study says of judging together: who reads what, where people differ, what they settle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from interviewkit.model import Coder, Dispute, Judgement
from interviewkit.study.handle import Handle


class OfJudging(Handle):
    """Work dealt out, how far it is, and differences that are settled together."""

    def coders(self, *, who_read: bool = False) -> Sequence[Coder]:
        """Everyone who codes here, people and machines, in the order in which they came.

        With ``who_read`` only those who have read something.

        >>> [(coder.name, coder.is_person) for coder in study.coders()]
        [('rules', False), ('machine', False), ('kim', True), ('lee', True)]
        """
        from interviewkit.steps.reviewing.workload import list_coders

        return list_coders(self._site, who_read=who_read)

    def workload(self, *, coder: str = "") -> Sequence[Mapping[str, object]]:
        """Who was given what to read and how far they are: one row a person and queue.

        >>> study.assign(["kim"], turns=3, overlap=0).did
        True
        >>> [(row["coder"], row["queue"], row["given"], row["left"]) for row in study.workload()]
        [('kim', 'assigned', 3, 1)]
        """
        from interviewkit.steps.reviewing.workload import list_workload

        return list_workload(self._site, coder)

    def foresee_assignment(
        self, coders: Sequence[str], *, n: int, overlap: float
    ) -> Mapping[str, int]:
        """How many of ``n`` turns (or participants) each would get from :meth:`Study.assign`.

        >>> study.foresee_assignment(["kim", "lee"], n=10, overlap=0.2)
        {'kim': 6, 'lee': 6}
        """
        from interviewkit.steps.reviewing.assign import foresee_assignment

        return foresee_assignment(coders, n, overlap)

    def disputes(
        self,
        *,
        coders: Sequence[str] = (),
        codes: Sequence[str] = (),
        turns: Sequence[int] = (),
    ) -> Sequence[Dispute]:
        """Where people who read the same turn differ, with their marks, memos, what they settled.

        >>> [(found.turn.text, found.code, found.is_settled) for found in study.disputes()][0]
        ('It never judges me.', 'neutrality', False)
        """
        from interviewkit.steps.reviewing.settle import list_disputes

        return list_disputes(self._site, coders, codes, turns)

    def settle(
        self,
        turn: int,
        code: str,
        found: Sequence[tuple[int, int, str]],
        *,
        other: str = "",
        by: str = "",
        agreed: bool = True,
    ) -> Judgement:
        """What people settle of one code in one turn: each (start, end, polarity), or nothing.

        With ``other`` it is another code that they find there. What all agree on goes to the
        consensus as well; without ``agreed`` only where it is in this turn.

        >>> [first, *_] = study.disputes()
        >>> entry = study.settle(first.turn.id, first.code, [(0, 19, "+")], by="kim")
        >>> entry.act, entry.turn_id == first.turn.id
        ('settle', True)
        >>> study.codings(coders=["consensus"], codes=[first.code])[0].passage.quote
        'It never judges me.'
        """
        from interviewkit.steps.reviewing.settle import settle

        return settle(self._site, turn, code, found, other=other, by=by, agreed=agreed)

    def differences(
        self, *, coders: Sequence[str] = (), codes: Sequence[str] = ()
    ) -> Sequence[Mapping[str, object]]:
        """Where people who read the same turn differ, with memos, and what is settled.

        >>> [(row["turn"], row["code"], row["said"]) for row in study.differences()][0]
        (6, 'neutrality', {'kim': '+', 'lee': 'not there'})
        """
        from interviewkit.steps.reviewing.settle import list_differences

        return list_differences(self._site, coders, codes)
