"""One change of the codebook, told or made: the file, the codings and the log, all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from interviewkit.coding.codebook_diff import diff_codebooks
from interviewkit.coding.codebook_file import read_codebook_text
from interviewkit.coding.editing.rewriting import rewrite_codebook
from interviewkit.errors import ChangedMeanwhileError, CodebookError
from interviewkit.model import Codebook, CodebookAct, CodebookEffect, Coder, Judgement
from interviewkit.model.study_files import SETTINGS_FILE
from interviewkit.steps.amending.amendment import Amendment
from interviewkit.steps.amending.beside import BesideChange, plan_beside
from interviewkit.steps.amending.consequences import Consequences, carry_out, find_consequences
from interviewkit.steps.amending.effects import describe_effects
from interviewkit.steps.amending.settings_text import find_named, name_codebook, rename_keys
from interviewkit.steps.amending.source import CodebookSource, keep_text
from interviewkit.steps.amending.unfinished import settle_unfinished
from interviewkit.steps.amending.versions import read_followers
from interviewkit.steps.record import begin_run, hash_values, tell_time
from interviewkit.steps.reviewing.coder_names import find_coder
from interviewkit.steps.site import Site
from interviewkit.steps.writing.edited import EditedFile, forget_edited, read_before, write_edited
from interviewkit.store.shelves import Shelves

TRIES = 3

Plan = Callable[[Codebook], Amendment]


@dataclass(frozen=True, slots=True)
class Wish:
    """Who wants a change, whether it is only to be told, and what they had before their eyes.

    ``seen`` is the version of the codebook, or of the code, that they looked at; empty: whichever
    stands there.
    """

    by: str
    dry_run: bool = False
    seen: str = ""
    new_coder: bool = False


@dataclass(frozen=True, slots=True)
class AmendmentDraft:
    """What is to be written."""

    source: CodebookSource
    amendment: Amendment
    text: str
    after: Codebook
    settings: EditedFile | None
    beside: BesideChange | None

    @property
    def files(self) -> tuple[EditedFile, ...]:
        file = EditedFile(self.source.path, self.source.content, self.text.encode())
        files = (file, self.beside.file if self.beside else None, self.settings)
        return tuple(each for each in files if each is not None)


def amend(site: Site, plan: Plan, wish: Wish) -> CodebookAct:
    """Change the codebook by a plan, or only tell what that would do.

    Raises:
        CodebookError: it cannot be changed so; file and codings are as they were.
        ChangedMeanwhileError: it is no longer what they looked at.
        StudyError: the name cannot be a person's.
        NewCoderError: the name is new and much like a known one.
    """
    settle_unfinished(site)
    for _ in range(TRIES):
        draft = draft_amendment(site, plan, wish)
        if wish.dry_run:
            with site.store.reading() as shelves:
                found = find_consequences(shelves, draft.amendment)
                return _tell(draft, describe_effects(shelves, draft.amendment, found))
        try:
            return _make(site, draft, wish)
        except ChangedMeanwhileError:
            if wish.seen:
                raise
    raise ChangedMeanwhileError(
        f"{draft.source.name} is being changed by another program",
        hint="save it there, then try again; nothing was changed",
    )


def draft_amendment(site: Site, plan: Plan, wish: Wish) -> AmendmentDraft:
    """What a plan would write, held against the codebook as it stands.

    Raises:
        CodebookError: it cannot be changed so.
        ChangedMeanwhileError: it is no longer what they looked at.
    """
    source = CodebookSource.read(site)
    try:
        amendment = plan(source.codebook)
    except CodebookError:  # of a broken file not all codes can be read
        _refuse_broken(source)
        raise
    if amendment.text is None:
        _refuse_broken(source)
    _refuse_unseen(source, amendment, wish.seen)
    text, beside = amendment.text, plan_beside(site, source, amendment)
    if text is None:
        text, patterns = rewrite_codebook(
            source.text, amendment.target, amendment.renamed, source.patterns
        )
        beside = beside.with_text(patterns) if beside else None
    after, _ = read_codebook_text(Path(source.name), text, beside.after if beside else None)
    settings, notes = _settings(site, source, amendment)
    amendment = replace(amendment, notes=(*amendment.notes, *notes))
    return AmendmentDraft(source, amendment, text, after, settings, beside)


def _refuse_broken(source: CodebookSource) -> None:
    if source.fault:
        raise CodebookError(
            f"the codebook is broken: {source.fault}", hint="mend that line, then try again"
        )


def _refuse_unseen(source: CodebookSource, amendment: Amendment, seen: str) -> None:
    if not seen or seen == source.codebook.version:
        return
    kind, _, id_ = amendment.about.partition(":")
    known = {code.id: code.version for code in source.codebook.codes}
    if kind == "code" and known.get(id_) == seen:
        return
    raise ChangedMeanwhileError(
        f"{source.name} was changed since you read it",
        hint="read it again and look at what changed; what you wrote is not lost",
    )


def _settings(
    site: Site, source: CodebookSource, amendment: Amendment
) -> tuple[EditedFile | None, list[str]]:
    """study.toml where it has to name the codebook, or names a code or theme that is renamed."""
    path = site.root / SETTINGS_FILE
    before = read_before(path)
    text = before.decode("utf-8", "surrogateescape") if before else ""
    changed, notes = text, []
    if not source.is_named:
        changed = name_codebook(changed, source.name)
        notes.append(f"study.toml names {source.name} as the codebook from now on")
    whole = {codes[0]: new for new, codes in amendment.moves.whole.items() if len(codes) == 1}
    named = _list_named(site)
    for old, new in {**whole, **amendment.renamed.themes}.items():
        tables = find_named(named, old)
        renamed = rename_keys(changed, old, new) if tables else None
        if renamed is not None:
            changed = renamed
            notes.append(f"study.toml calls it {new} too, in {', '.join(tables)}")
        elif tables:
            notes.append(f"study.toml names {old} in {', '.join(tables)}: change it there by hand")
    for old in amendment.list_ended():
        if tables := find_named(named, old):
            notes.append(
                f"study.toml names {old} in {', '.join(tables)}: take it out there by hand"
            )
    if changed == text:
        return None, notes
    return EditedFile(path, before, changed.encode("utf-8", "surrogateescape")), notes


def _list_named(site: Site) -> dict[str, dict[str, Mapping[str, object]]]:
    settings = site.settings
    return {
        "joint": {"beside": dict(settings.joint.beside)},
        "inference": {"asked": dict(settings.inference.asked)},
    }


def _tell(
    draft: AmendmentDraft, effects: tuple[CodebookEffect, ...], entry: int | None = None
) -> CodebookAct:
    amendment = draft.amendment
    changes = diff_codebooks(draft.source.codebook, draft.after)
    return CodebookAct(
        act=amendment.act,
        says=amendment.says,
        ids=amendment.ids,
        effects=effects,
        changes=tuple(each.row() for each in changes),
        version=draft.after.version,
        entry=entry,
        notes=amendment.notes,
        settings_changed=draft.settings is not None,
    )


def _make(site: Site, draft: AmendmentDraft, wish: Wish) -> CodebookAct:
    """Do it in one transaction; the files are put in place at its end."""
    token = hash_values(wish.by, draft.text, tell_time(), id(draft))
    with site.store.jotting() as shelves:
        coder = find_coder(shelves, wish.by, new=wish.new_coder).name
        act = note_amendment(shelves, draft, coder, token)
        write_edited(site, draft.files, token, (act.entry or 0) - 1)
    forget_edited(site)
    return act


def note_amendment(shelves: Shelves, draft: AmendmentDraft, coder: str, token: str) -> CodebookAct:
    """Do a change in the database and the log, within a transaction that puts its files in place.

    ``token`` is that of :func:`write_edited`.
    """
    shelves.codings.add_coder(Coder(coder))
    found = find_consequences(shelves, draft.amendment)
    effects = describe_effects(shelves, draft.amendment, found)
    run = shelves.runs.add(begin_run("codebook", token, codebook_version=draft.after.version))
    change = carry_out(shelves, found, _list_versions(shelves, draft, found), run)
    entry = _log(shelves, draft, coder, {**change, **_keep(shelves, draft, token)}, run)
    return _tell(draft, effects, entry)


def _list_versions(shelves: Shelves, draft: AmendmentDraft, found: Consequences) -> dict[int, str]:
    """The version under which each continued coding counts: the new one, unless it was outdated."""
    follow = read_followers(shelves)
    before = {code.id: code.version for code in draft.source.codebook.codes}
    after = {code.id: code.version for code in draft.after.codes}
    rows = {row.id: row for row in found.rows}
    versions = {}
    for key, code in found.recoded.added:
        row = rows[key]
        current = follow(row.code, row.version) == (row.code, before.get(row.code, ""))
        versions[key] = after.get(code, "") if current else row.version
    return versions


def _keep(shelves: Shelves, draft: AmendmentDraft, token: str) -> dict[str, Any]:
    """The file before and after, as the log keeps it."""
    kept = draft.source.keep()
    before = shelves.codebook_texts.keep(kept) if kept else None
    after = shelves.codebook_texts.keep(keep_text(draft.source.name, draft.text, draft.after))
    changed = draft.settings
    return {
        "token": token,
        "codebook": {"path": draft.source.name, "before": before, "after": after},
        "patterns": draft.beside.keep(shelves, draft.after) if draft.beside else None,
        "settings": None
        if changed is None
        else [_as_text(changed.before), _as_text(changed.after)],
        "codes": list(draft.amendment.moves.touched),
        "vanish": _list_gone(draft.after, draft.source.codebook),
        "reappear": _list_gone(draft.source.codebook, draft.after),
        "versions": draft.amendment.list_versions(),
        "says": draft.amendment.says,
    }


def _list_gone(before: Codebook, after: Codebook) -> list[str]:
    """Codes that are no more once the change is taken back."""
    return [code for code in before.code_ids if code not in after.code_ids]


def _as_text(content: bytes | None) -> str:
    return (content or b"").decode("utf-8", "surrogateescape")


def _log(
    shelves: Shelves, draft: AmendmentDraft, coder: str, change: Mapping[str, Any], run: int
) -> int:
    amendment = draft.amendment
    kind, _, id_ = amendment.about.partition(":")
    entry = shelves.judgements.add(
        Judgement(
            coder,
            amendment.act,
            0,
            id_ if kind == "code" else "",
            memo=amendment.says,
            change=change,
            at=tell_time(),
            about=amendment.about,
        ),
        run,
    )
    return entry.id or 0
