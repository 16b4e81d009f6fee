"""The shelf of what a language model was asked and answered: an audit, and never asked twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import delete, func, insert, select, update

from interviewkit.model.prompt import ERROR, Answer, KeptAnswer, KeptPrompt, Prompt
from interviewkit.store.cache import hash_text
from interviewkit.store.rows import Shelf, build_noun
from interviewkit.store.schema import answer, prompt, prompt_text


class PromptLog(Shelf):
    """Prompts by key, each with its answers in the order in which they came."""

    def add(
        self, kept: KeptPrompt, asked: Prompt, answers: Iterable[Answer], source: str, at: str
    ) -> None:
        """Keep the answers to a prompt, and the prompt itself where it is new or was erased."""
        if not self._number(select(func.count()).where(prompt.c.key == kept.key)):
            self._execute(insert(prompt).values(**self._write_prompt(kept, asked)))
        elif self._number(select(func.count()).where(prompt.c.key == kept.key, prompt.c.erased)):
            values = self._write_prompt(kept, asked)
            self._execute(update(prompt).where(prompt.c.key == kept.key).values(**values))
        rows = [
            {
                "prompt_key": kept.key, "at": at, "source": source, "finish": each.finish,
                "model": each.model, "text": each.text, "tokens_in": each.tokens_in,
                "tokens_out": each.tokens_out, "logprobs": [list(t) for t in each.logprobs] or None,
                "fault": each.fault,
            }
            for each in answers
        ]  # fmt: skip
        self._insert(answer, rows)

    def _write_prompt(self, kept: KeptPrompt, asked: Prompt) -> Mapping[str, object]:
        key = hash_text(asked.system)
        if not self._number(select(func.count()).where(prompt_text.c.hash == key)):
            self._execute(insert(prompt_text).values(hash=key, text=asked.system))
        settings = {
            "schema": dict(asked.schema), "most_tokens": asked.most_tokens,
            "temperature": asked.temperature, "seed": asked.seed, "votes": asked.votes,
        }  # fmt: skip
        return {
            "key": kept.key, "purpose": kept.purpose, "at": kept.at, "model": kept.model,
            "host": kept.host, "system": key, "user": asked.user, "settings": settings,
            "erased": False,
        }  # fmt: skip

    def get(self, keys: Collection[str]) -> dict[str, list[Answer]]:
        """Key → the answers that can be read; where the endpoint failed there is none yet."""
        wanted = select(answer).where(answer.c.finish != ERROR, answer.c.text.is_not(None))
        found: dict[str, list[Answer]] = {}
        for row in sorted(self._among(wanted, answer.c.prompt_key, keys), key=lambda r: int(r.id)):
            pairs = tuple((str(token), float(chance)) for token, chance in row.logprobs or ())
            found.setdefault(row.prompt_key, []).append(build_noun(Answer, row, logprobs=pairs))
        return found

    def known(self, keys: Collection[str]) -> set[str]:
        """Those of the keys that were asked once, or written to a file to be asked."""
        return {row.key for row in self._among(select(prompt.c.key), prompt.c.key, keys)}

    def erased(self, keys: Collection[str]) -> set[str]:
        """Those of the keys that were answered, and whose words were erased since."""
        answered = select(answer.c.prompt_key).where(answer.c.finish != ERROR)
        wanted = select(prompt.c.key).where(prompt.c.erased, prompt.c.key.in_(answered))
        return {row.key for row in self._among(wanted, prompt.c.key, keys)}

    def list(self) -> Sequence[tuple[KeptPrompt, Sequence[KeptAnswer]]]:
        """All that was asked and answered, in the order in which it was first asked."""
        wanted = select(prompt, prompt_text.c.text.label("system_text"))
        wanted = wanted.outerjoin(prompt_text).order_by(prompt.c.at, prompt.c.key)
        answers: dict[str, list[KeptAnswer]] = {}
        for row in self._execute(select(answer).order_by(answer.c.id)):
            answers.setdefault(row.prompt_key, []).append(build_noun(KeptAnswer, row))
        return [
            (build_noun(KeptPrompt, row, system=row.system_text), answers.get(row.key, []))
            for row in self._execute(wanted)
        ]

    def sources(self, keys: Collection[str]) -> dict[str, int]:
        """Where the answers to these prompts came from → how many did."""
        found: dict[str, int] = {}
        for row in self._among(select(answer.c.source), answer.c.prompt_key, keys):
            found[row.source] = found.get(row.source, 0) + 1
        return found

    def mark(self) -> str:
        """The same while nothing was asked, answered or erased."""
        erased = self._number(select(func.count()).where(prompt.c.erased))
        return f"{self._newest(answer)}-{erased}"

    def erase(self) -> int:
        """Take the words out of all prompts and answers; returns how many prompts had some.

        What is left is that something was asked, when, whom, and how much: the methods rest on it.
        """
        self._connection.exec_driver_sql("PRAGMA secure_delete=ON")
        n = self._number(select(func.count()).where(prompt.c.erased.is_(False)))
        self._execute(update(answer).values(text=None, logprobs=None, fault=""))
        self._execute(update(prompt).values(system=None, user=None, settings={}, erased=True))
        self._execute(delete(prompt_text))
        return n
