"""The codebook of a study: what it says, what is wrong with it, and every change of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from interviewkit.errors import Problem
from interviewkit.model import Codebook, CodebookAct, CodebookVersion, CodeCount, Suggestion
from interviewkit.study.themes import OfThemes


class OfCodebooks(OfThemes):
    """The codebook: looked at, checked, and changed with what rests on it.

    A change edits the file where it stands and leaves all else in it as it was written; codings,
    what was read and what rests on it follow in the same transaction, and :meth:`undo` takes it
    all back. ``by`` is who does it. With ``dry_run`` nothing is done, and the act tells what would
    become of everything. ``seen`` is the version of the codebook, or of the code, that they looked
    at: where the file says something else by now, the change is refused.
    """

    def codebook(self, path: str | Path = "") -> tuple[Codebook, tuple[Problem, ...]]:
        """The codebook of the study, or the one at a path, and what is wrong with it.

        A study that names no codebook yet has an empty one.

        >>> codebook, problems = study.codebook()
        >>> [code.id for code in codebook.codes]
        ['isolation', 'neutrality']
        """
        from interviewkit.steps.coding.codebook import look_at_codebook

        return look_at_codebook(self.root, self.settings, str(path))

    def check_codebook(
        self, path: str | Path = "", *, text: str | None = None, rules: bool = True
    ) -> tuple[Problem, ...]:
        """What is missing or contradictory in a codebook, rules tried on examples included.

        ``text`` is a draft, checked in the place of what a file holds; without ``rules`` no
        language model is loaded, and the answer comes at once.

        >>> print(study.check_codebook()[0])
        codebook.yaml:7: code 'isolation' has no examples (give two or more sentences)
        >>> print(study.check_codebook(text="codes: [{id: a, id: b}]", rules=False)[0])
        codebook.yaml:1: a code has 'id' twice (join them)
        """
        from interviewkit.steps.coding.codebook import check_study_codebook

        return check_study_codebook(self.root, self.settings, str(path), text, rules=rules)

    def diff_codebooks(
        self, before: str | Path, after: str | Path
    ) -> Sequence[Mapping[str, object]]:
        """What changed from one codebook to another, one row a change.

        >>> file = study.root / "codebook.yaml"
        >>> study.diff_codebooks(file, file)
        []
        """
        from interviewkit.steps.coding.codebook import diff_study_codebooks

        return diff_study_codebooks(self.root, self.settings, str(before), str(after))

    def check_code(self, code: str, *, rules: bool = False, **fields: Any) -> tuple[Problem, ...]:
        """What would be wrong with a code whose fields said this; nothing is changed.

        With ``rules`` its patterns are tried on its sentences, which takes longer.

        >>> found = study.check_code("isolation", definition="", examples=["Alone."])
        >>> [problem.what for problem in found]
        ["code 'isolation' has no definition", "code 'isolation' has no near misses"]
        """
        from interviewkit.steps.amending.drafts import check_code_draft

        return check_code_draft(self._site, code, fields, rules=rules)

    def count_codes(self, *, coder: str = "") -> Sequence[CodeCount]:
        """How many people and passages each code was found in, by people or by one coder alone.

        What machines propose is counted apart, and not where one coder is named.

        >>> [(row.code, row.people, row.passages) for row in study.count_codes()]
        [('isolation', 3, 3), ('neutrality', 3, 3)]
        """
        from interviewkit.steps.amending.counts import count_study_codes

        return count_study_codes(self._site, coder)

    def codebook_text(self) -> str:
        """What the file of the codebook holds, or what a first one would begin with.

        >>> study.codebook_text().splitlines()[0]
        'name: Six people'
        """
        from interviewkit.steps.amending.source import CodebookSource

        return CodebookSource.read(self._site).text

    def codebook_history(self) -> Sequence[CodebookVersion]:
        """Versions of the codebook that are kept, oldest first, each with what changed in it.

        >>> study.edit_code("neutrality", by="kim", label="No judgement").did
        True
        >>> [(kept.by, kept.says) for kept in study.codebook_history()]
        [('', ''), ('kim', 'the code neutrality has another label')]
        """
        from interviewkit.steps.amending.history import list_versions

        return list_versions(self._site)

    # -- codes -------------------------------------------------------------------------------------

    def add_code(
        self,
        label: str,
        *,
        by: str,
        id: str = "",
        place: tuple[int, int, int] | None = None,
        dry_run: bool = False,
        seen: str = "",
        new_coder: bool = False,
        **fields: Any,
    ) -> CodebookAct:
        """A new code; ``place`` (a turn's id, from which character to which) is its first example.

        ``fields`` are ``definition``, ``theme``, ``parent``, ``include``, ``exclude``,
        ``examples``, ``near_misses``, ``patterns``, ``polarity``, ``prevalence`` and ``origin``.
        A study without a codebook gets one, and study.toml names it.

        >>> study.add_code("Working from home", by="kim", theme="bonds").ids
        ('working_from_home',)
        """
        from interviewkit.steps.amending.codes import add_code

        wish = self._wish(by, seen, dry_run=dry_run, new_coder=new_coder)
        return self._renew(add_code(self._site, label, wish, id_=id, place=place, **fields))

    def edit_code(
        self,
        code: str,
        *,
        by: str,
        dry_run: bool = False,
        seen: str = "",
        new_coder: bool = False,
        **fields: Any,
    ) -> CodebookAct:
        """Other words for a code: its label, definition, include, exclude, examples and so on.

        >>> act = study.edit_code("isolation", by="kim", exclude=["working at home"])
        >>> act.says
        'the code isolation has another exclude'
        """
        from interviewkit.steps.amending.codes import edit_code

        wish = self._wish(by, seen, dry_run=dry_run, new_coder=new_coder)
        return edit_code(self._site, code, wish, fields)

    def add_example(
        self,
        code: str,
        what: tuple[int, int, int] | str,
        *,
        by: str,
        near_miss: bool = False,
        polarity: str = "+",
        dry_run: bool = False,
        new_coder: bool = False,
    ) -> CodebookAct:
        """Words become an example or a near miss of a code.

        Or a passage does: a turn's id, and from which character to which.

        >>> turn = study.transcript("May/freelancers").turns[2]
        >>> study.add_example("isolation", (turn.id, 0, 15), by="kim", near_miss=True).says
        'the code isolation has one more near miss'
        """
        from interviewkit.steps.amending.codes import add_example

        wish = self._wish(by, "", dry_run=dry_run, new_coder=new_coder)
        return add_example(self._site, code, what, wish, near_miss=near_miss, polarity=polarity)

    def suggest(
        self, codes: Sequence[str] = (), *, most: int = 5, coder: str = ""
    ) -> Sequence[Suggestion]:
        """What codes may get from what people judged: examples, near misses and patterns.

        Up to ``most`` of a kind each; all codes where none is named, one person's judgements alone
        with ``coder``. Nothing is changed: see :meth:`take_suggestions`. The words of examples and
        near misses are participants' own, and confidential.

        >>> [(each.kind, each.text) for each in study.suggest(["isolation"], coder="kim")][:1]
        [('example', 'I hardly talk to my colleagues any more.')]
        """
        from interviewkit.steps.amending.suggest import suggest

        return suggest(self._site, codes, most=most, coder=coder)

    def take_suggestions(
        self,
        suggestions: Sequence[Suggestion],
        *,
        by: str,
        dry_run: bool = False,
        new_coder: bool = False,
    ) -> Sequence[CodebookAct]:
        """Write suggestions into the codebook: one change a code, each of which can be undone.

        >>> found = study.suggest(["isolation"], most=1)
        >>> [act.says for act in study.take_suggestions(found[:1], by="kim")]
        ['the code isolation has 1 more example, suggested from what people judged']
        """
        from interviewkit.steps.amending.take_suggestions import take

        return take(
            self._site, suggestions, self._wish(by, "", dry_run=dry_run, new_coder=new_coder)
        )

    def rename_code(
        self,
        code: str,
        new: str,
        *,
        by: str,
        label: str = "",
        dry_run: bool = False,
        seen: str = "",
        new_coder: bool = False,
    ) -> CodebookAct:
        """Another id for a code, and another label if one is given; its codings go along.

        >>> act = study.rename_code("isolation", "loneliness", by="kim", dry_run=True)
        >>> print(act.effects[0])
        codings by kim (2 of 2 people): become codings of loneliness
        """
        from interviewkit.steps.amending.codes import rename_code

        wish = self._wish(by, seen, dry_run=dry_run, new_coder=new_coder)
        return self._renew(rename_code(self._site, code, new, wish, label=label))

    def merge_codes(
        self,
        codes: Sequence[str],
        into: str,
        *,
        by: str,
        dry_run: bool = False,
        seen: str = "",
        new_coder: bool = False,
        **fields: Any,
    ) -> CodebookAct:
        """Several codes become one, which holds where any of them did; ``into`` may be a new id.

        >>> act = study.merge_codes(["isolation", "neutrality"], "feelings", by="kim")
        >>> [code.id for code in study.codebook()[0].codes]
        ['feelings']
        >>> study.undo(entry=act.entry).act
        'undo'
        >>> [code.id for code in study.codebook()[0].codes]
        ['isolation', 'neutrality']
        """
        from interviewkit.steps.amending.codes import merge_codes

        wish = self._wish(by, seen, dry_run=dry_run, new_coder=new_coder)
        return self._renew(merge_codes(self._site, codes, into, wish, fields))

    def split_code(
        self,
        code: str,
        into: Sequence[str],
        *,
        by: str,
        codings: Mapping[str, Sequence[int]] | None = None,
        rest: str = "",
        dry_run: bool = False,
        seen: str = "",
        new_coder: bool = False,
    ) -> CodebookAct:
        """New codes out of one; ``codings`` says which codings (their ids) go to which of them.

        Without ``rest`` the code stays and keeps the others; else it goes, and they go there.

        >>> first = next(each for each in study.codings(coders=["kim"]) if each.code == "isolation")
        >>> act = study.split_code(
        ...     "isolation", ["No talk"], by="kim", codings={"No talk": [first.id]}
        ... )
        >>> act.ids
        ('no_talk',)
        """
        from interviewkit.steps.amending.codes import split_code

        wish = self._wish(by, seen, dry_run=dry_run, new_coder=new_coder)
        return self._renew(split_code(self._site, code, into, wish, dealt=codings or {}, rest=rest))

    def move_code(
        self,
        code: str,
        *,
        by: str,
        theme: str | None = None,
        parent: str | None = None,
        dry_run: bool = False,
        seen: str = "",
        new_coder: bool = False,
    ) -> CodebookAct:
        """A code under another theme or wider code; an empty one: under none.

        >>> study.move_code("isolation", by="kim", theme="tools").says
        'the code isolation is under the theme tools'
        """
        from interviewkit.steps.amending.codes import move_code

        wish = self._wish(by, seen, dry_run=dry_run, new_coder=new_coder)
        return move_code(self._site, code, wish, theme=theme, parent=parent)

    def remove_code(
        self,
        code: str,
        *,
        by: str,
        dry_run: bool = False,
        seen: str = "",
        new_coder: bool = False,
    ) -> CodebookAct:
        """A code goes; its codings are retired and stay in the log.

        >>> study.remove_code("isolation", by="kim").effects[0].becomes
        'are retired; they stay in the log'
        """
        from interviewkit.steps.amending.codes import remove_code

        wish = self._wish(by, seen, dry_run=dry_run, new_coder=new_coder)
        return remove_code(self._site, code, wish)

    def rewrite_codebook(
        self,
        text: str,
        *,
        by: str,
        dry_run: bool = False,
        seen: str = "",
        new_coder: bool = False,
    ) -> CodebookAct:
        """The whole file as a person wrote it; codings stay under the ids that they have.

        >>> text = study.codebook_text().replace("does not judge.", "never judges.")
        >>> [change["field"] for change in study.rewrite_codebook(text, by="kim").changes]
        ['definition']
        """
        from interviewkit.steps.amending.rewrite import rewrite_file

        wish = self._wish(by, seen, dry_run=dry_run, new_coder=new_coder)
        return self._renew(rewrite_file(self._site, text, wish))
