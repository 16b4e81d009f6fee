"""What a study asks a language model: told beforehand, kept for audit, by files where need be."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from interviewkit.model import Outcome
from interviewkit.model.asking_plan import AskingPlan
from interviewkit.model.codebook_draft import CodebookDraft
from interviewkit.model.prompt import KeptAnswer, KeptPrompt
from interviewkit.study.handle import Handle


class OfAsking(Handle):
    """A language model among the coders: what it is asked, and what is kept of its answers."""

    def plan_asking(self, *, limit: int | None = None) -> AskingPlan:
        """What :meth:`code` would ask, how much that is, what leaves this machine; sends nothing.

        >>> study.plan_asking()
        Traceback (most recent call last):
        interviewkit.errors.StudyError: study.toml asks no language model to code
        """
        from interviewkit.steps.asking.plan import plan_asking

        return plan_asking(self._site, limit)

    def draft_codebook(self, *, n: int = 60, out: str | Path = "") -> CodebookDraft:
        """Have a language model propose codes from ``n`` passages; ``out`` is a file for them.

        Nothing of it goes into the codebook: a person takes it or leaves it.

        >>> study.draft_codebook()
        Traceback (most recent call last):
        interviewkit.errors.EndpointError: no language model is named
        """
        from interviewkit.steps.asking.draft import draft_codebook

        return draft_codebook(self._site, n, str(out))

    def plan_draft(self, *, n: int = 60) -> AskingPlan:
        """What :meth:`draft_codebook` would ask; sends nothing.

        >>> plan = study.plan_draft(n=5)
        >>> plan.calls, plan.turns, plan.is_here
        (1, 5, True)
        """
        from interviewkit.steps.asking.draft import plan_draft

        return plan_draft(self._site, n)

    def export_prompts(self, path: str | Path, *, limit: int | None = None) -> Outcome:
        """Write what is still to be asked as a file for a batch service; sends nothing.

        >>> study.export_prompts(study.root / "prompts.jsonl")
        Traceback (most recent call last):
        interviewkit.errors.StudyError: study.toml asks no language model to code
        """
        from interviewkit.steps.asking.batches import export_prompts

        return export_prompts(self._site, Path(path), limit)

    def import_answers(self, path: str | Path) -> Sequence[Outcome]:
        """Take in a batch service's answers, then code with them; asks nothing.

        >>> study.import_answers(study.root / "answers.jsonl")
        Traceback (most recent call last):
        interviewkit.errors.StudyError: study.toml asks no language model to code
        """
        from interviewkit.steps.asking.batches import import_answers
        from interviewkit.steps.coding.code import code

        taken, is_new = import_answers(self._site, Path(path))
        return [taken, code(self._site, limit=0)] if is_new else [taken]

    def kept_answers(self) -> Sequence[tuple[KeptPrompt, Sequence[KeptAnswer]]]:
        """All that a language model was asked about the study, with every answer.

        >>> study.kept_answers()
        []
        """
        from interviewkit.steps.asking.audit import list_kept_answers

        return list_kept_answers(self._site)

    def write_asking_log(self, path: str | Path) -> Outcome:
        """Write :meth:`kept_answers` to a file, one request a line.

        >>> study.write_asking_log(study.root / "log.jsonl").says
        ('a language model was asked nothing; no file was written',)
        """
        from interviewkit.steps.asking.log_file import write_asking_log

        return write_asking_log(self._site, Path(path))

    def erase_answers(self) -> Outcome:
        """Take the words out of all that is kept of requests and answers; codings stay.

        >>> study.erase_answers().says
        ('nothing is kept of what a language model was asked',)
        """
        from interviewkit.steps.asking.audit import erase_answers

        return erase_answers(self._site)

    def write_template(self) -> Outcome:
        """Lay the packaged prompt where the study's own stands, to be edited.

        >>> study.write_template().says[0]
        'prompts/llm.txt is what a language model is asked: edit it as you like'
        """
        from interviewkit.steps.asking.template_file import write_template

        return write_template(self._site)
