"""A change of the codebook is taken back, or made again: the file, the codings, all or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from interviewkit.coding.codebook_diff import diff_codebooks
from interviewkit.coding.codebook_file import NO_CODES, read_codebook_text
from interviewkit.coding.codebook_patterns import PatternsFile
from interviewkit.coding.editing.joining import join_texts
from interviewkit.errors import StudyError
from interviewkit.model import Codebook, Judgement
from interviewkit.model.codebook_act import CODEBOOK_ACTS
from interviewkit.model.study_files import SETTINGS_FILE
from interviewkit.steps.amending.beside import put_back_beside, read_kept
from interviewkit.steps.amending.consequences import restate
from interviewkit.steps.amending.source import CodebookSource, keep_text
from interviewkit.steps.amending.unfinished import settle_within
from interviewkit.steps.record import hash_values, tell_time
from interviewkit.steps.site import Site
from interviewkit.steps.writing.edited import EditedFile, read_before, write_edited
from interviewkit.store.shelves import Shelves

KEPT = "codebook"
"""The part of an entry's change that names the texts before and after."""

Change = Mapping[str, Any]


def take_back_amendment(
    site: Site, shelves: Shelves, target: Judgement, run: int
) -> dict[str, Any]:
    """Undo a change of the codebook, file and all; returns the change for the entry that does so.

    To be called at the end of a transaction: the file is put in place here. Undoing an undo makes
    the change again.

    Raises:
        StudyError: a later change rests on it, people coded by it since, or the file was
            changed in the same place.
    """
    change: Change = target.change
    settle_within(site, shelves)
    _refuse_later(shelves, target)
    _refuse_codings(shelves, target)
    token = hash_values("undo", target.id, run, tell_time())
    files, kept, says = _put_back_file(site, shelves, change)
    back = restate(shelves, change, run)
    vanish = change["vanish"]
    write_edited(site, files, token, shelves.judgements.latest())
    return {
        **back,
        **kept,
        "token": token,
        "codes": change["codes"],
        "vanish": change.get("reappear", []),
        "reappear": vanish,
        "versions": [],
        "says": says,
    }


def refuse_recoded(shelves: Shelves, target: Judgement) -> None:
    """Refuse to undo an entry of which a later change of the codebook moved the codes.

    Raises:
        StudyError: it says which.
    """
    codes = {target.code, *_list_codes_read(target)} - {""}
    if not codes:
        return
    for each in reversed(shelves.judgements.standing(CODEBOOK_ACTS)):
        newer = (each.id or 0) > (target.id or 0)
        if newer and codes & set(_list(each, "codes")):
            raise StudyError(
                f"since entry {target.id} {each.memo} (entry {each.id})",
                hint="undo that one first; see both with: interviewkit review log",
            )


def _refuse_later(shelves: Shelves, target: Judgement) -> None:
    """A later change of the same codes is to be undone first."""
    touched = set(_list(target, "codes")) | set(_list(target, "vanish"))
    for each in reversed(shelves.judgements.standing(CODEBOOK_ACTS)):
        later = (each.id or 0) > (target.id or 0)
        if later and touched & (set(_list(each, "codes")) | set(_list(each, "vanish"))):
            raise StudyError(
                f"entry {each.id} came after it: {each.memo}",
                hint="undo that one first; see both with: interviewkit codebook history",
            )


def _refuse_codings(shelves: Shelves, target: Judgement) -> None:
    """Nothing that people did since may lose its code."""
    change: Change = target.change
    added = [int(each) for each in change["added"]]
    gone = set(added) - shelves.codings.stand(added)
    if gone:
        raise StudyError(
            f"{len(gone)} codings that entry {target.id} made were changed since",
            hint="undo those changes first; see them with: interviewkit review log",
        )
    since = shelves.recodings.count_people_on(change["vanish"], set(added))
    if since:
        told = ", ".join(f"{n} by {name}" for name, n in since.items())
        codes = ", ".join(change["vanish"])
        raise StudyError(
            f"{codes} would be no more, and people coded by it since: {told}",
            hint="rename, merge or remove it instead: that takes these codings along",
        )


def _put_back_file(
    site: Site, shelves: Shelves, change: Change
) -> tuple[tuple[EditedFile, ...], dict[str, Any], str]:
    """The file as it was before, or with the change alone taken out of what it says now."""
    kept = change[KEPT]
    source = CodebookSource.read(site)
    if source.name != kept["path"]:
        raise StudyError(
            f"the codebook was {kept['path']} then and is {source.name} now",
            hint="see [codebook] file in study.toml",
        )
    after = shelves.codebook_texts.get(kept["after"]).text
    # Where there was no file, the first code goes and an empty codebook stays: no file is deleted.
    before = shelves.codebook_texts.get(kept["before"]).text if kept["before"] else _empty(after)
    by_hand = source.content is not None and source.text != after
    text = join_texts(after, source.text, before) if by_hand else before
    if text is None:
        raise _refuse_joining(source)
    beside = put_back_beside(site, source, change, shelves, text)
    codebook = _read(source.name, text, beside.after if beside else None)
    if by_hand or _is_other(source.patterns, read_kept(change, "after", shelves)):
        then = [
            _read(source.name, said, read_kept(change, when, shelves))
            for said, when in ((after, "after"), (before, "before"))
        ]
        _refuse_unsure(source, codebook, *then)
    now = source.keep()
    file = EditedFile(source.path, source.content, text.encode())
    settings = _put_back_settings(site, change)
    files = (file, beside.file if beside else None, settings)
    return (
        tuple(each for each in files if each is not None),
        {
            KEPT: {
                "path": source.name,
                "before": shelves.codebook_texts.keep(now) if now else None,
                "after": shelves.codebook_texts.keep(keep_text(source.name, text, codebook)),
            },
            "patterns": beside.keep(shelves, codebook) if beside else None,
            "settings": change["settings"] and change["settings"][::-1] if settings else None,
        },
        "what was changed in the file by hand since is kept"
        if by_hand
        else "the file is as it was before",
    )


def _read(name: str, text: str, beside: PatternsFile | None) -> Codebook:
    """What a text says as the codebook.

    Raises:
        StudyError: it cannot be applied.
    """
    codebook, problems = read_codebook_text(Path(name), text, beside)
    fatal = [each for each in problems if each.fatal and each.what != NO_CODES]
    if fatal:
        raise StudyError(f"the codebook would be broken then: {fatal[0]}", hint="mend that first")
    return codebook


def _is_other(now: PatternsFile | None, then: PatternsFile | None) -> bool:
    """Whether the file of patterns was changed by hand since."""
    return now is not None and then is not None and now.text != then.text


def _refuse_unsure(
    source: CodebookSource, back: Codebook, after: Codebook, before: Codebook
) -> None:
    """Refuse to take a change out of texts that were changed elsewhere, unless it is sure."""
    wanted = diff_codebooks(after, before)
    if source.fault is not None or diff_codebooks(source.codebook, back) != wanted:
        raise _refuse_joining(source)


def _refuse_joining(source: CodebookSource) -> StudyError:
    return StudyError(
        f"{source.name} was changed in the same place since",
        hint="undo later changes first, or change it back by hand; see what it was with: "
        "interviewkit codebook history",
    )


def _put_back_settings(site: Site, change: Change) -> EditedFile | None:
    """study.toml as it was, where nobody changed it since; else it stays."""
    if not change.get("settings"):
        return None
    before, after = change["settings"]
    path = site.root / SETTINGS_FILE
    now = read_before(path)
    if now is None or now != after.encode("utf-8", "surrogateescape"):
        return None
    if "[codebook]" in after and "[codebook]" not in before:
        return None  # an empty codebook stays, and stays named
    return EditedFile(path, now, before.encode("utf-8", "surrogateescape"))


def _empty(after: str) -> str:
    """A new codebook's text as it was before its first code."""
    newline = "\r\n" if "\r\n" in after else "\n"
    head, mark, _ = after.partition(f"{newline}codes:{newline}")
    return head + mark


def _list(entry: Judgement, part: str) -> Sequence[str]:
    found: Any = entry.change.get(part, [])
    return [str(each) for each in found]


def _list_codes_read(entry: Judgement) -> set[str]:
    """The codes of which an entry says that turns were read for them, or were not."""
    change: Change = entry.change
    groups = [*change.get("reads", ()), *change.get("unreads", ())]
    of_one = [*change.get("read", ()), *change.get("unread", ())]
    return {*of_one, *(code for group in groups for code in group["codes"])}
