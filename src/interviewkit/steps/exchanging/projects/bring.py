"""``import``: a project of another tool comes in as one act, which can be taken back whole."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from interviewkit.errors import Problem
from interviewkit.model import Coder, Coding, Outcome, Turn
from interviewkit.model.coding import count_groups
from interviewkit.model.grouping import group_lists
from interviewkit.model.kept_project import KeptProject
from interviewkit.model.project_json import losses_to_plain
from interviewkit.model.review import IMPORT as IMPORTED
from interviewkit.model.settings import read_settings
from interviewkit.model.study_files import SETTINGS_FILE
from interviewkit.readers.contract import FileReading
from interviewkit.steps.amending.amend import AmendmentDraft, Wish, draft_amendment, note_amendment
from interviewkit.steps.amending.settings_text import name_file
from interviewkit.steps.amending.unfinished import settle_unfinished
from interviewkit.steps.exchanging.brought import get_content
from interviewkit.steps.exchanging.import_log import BATCH, note_import
from interviewkit.steps.exchanging.imports import IMPORT
from interviewkit.steps.exchanging.projects.codings import renumber
from interviewkit.steps.exchanging.projects.earlier_codes import GONE, EndedCodes
from interviewkit.steps.exchanging.projects.keeping import hash_source, keep_copy
from interviewkit.steps.exchanging.projects.memos import save_memos
from interviewkit.steps.exchanging.projects.opening import SOURCES, ImportWish, open_foreign_file
from interviewkit.steps.exchanging.projects.planning import ImportPlan, plan_import
from interviewkit.steps.exchanging.projects.saying import (
    BroughtProject,
    list_facts,
    say_import,
    say_plan,
)
from interviewkit.steps.exchanging.projects.texts import list_new_files, list_readings
from interviewkit.steps.ingesting.ingest import IngestRound, ingest
from interviewkit.steps.keeping.backup import back_up
from interviewkit.steps.record import begin_run, hash_values, tell_time
from interviewkit.steps.site import Site
from interviewkit.steps.writing.edited import (
    EditedFile,
    forget_edited,
    put_back_edited,
    read_before,
    write_edited,
)
from interviewkit.store.private import make_folder
from interviewkit.store.shelves import Shelves


def import_project(site: Site, path: Path, wish: ImportWish) -> Outcome:
    """Take in a file of another tool, or tell what would come of it.

    Raises:
        SourceError: the file is absent, of no tool that is known, or broken.
        StudyError: it does not say whose its codings are, or a file of the study cannot be changed.
        NewCoderError: ``as_coder`` is new and much like a known one.
    """
    foreign = open_foreign_file(path, wish)
    if wish.dry_run:
        with site.store.reading() as shelves:
            plan = plan_import(site, shelves, path, foreign, wish)
        facts = {"dry_run": True, "losses": losses_to_plain(plan.losses)}
        return Outcome(IMPORT, False, tuple(say_plan(plan)), facts, plan.problems)
    with site.store.locked():
        settle_unfinished(site)
        first = _read_changed(site)
        with site.store.reading() as shelves:
            plan = plan_import(site, shelves, path, foreign, wish)
        kept = back_up(site, IMPORT)
        with keep_copy(site, path) as copy:
            done, told = _Bringing(site, path, plan, wish, copy).bring()
    says = (*say_import(plan, done), *first.says) if first else tuple(say_import(plan, done))
    told = (*first.problems, *told) if first else told
    facts = {**list_facts(plan, done), "copy": copy}
    return Outcome(IMPORT, True, (*says, *kept), facts, (*plan.problems, *told))


def _read_changed(site: Site) -> Outcome | None:
    """Transcripts whose files were changed are read first: what is brought stands on them, and
    what becomes of people's codings there is told."""
    work = IngestRound(site)
    if not work.is_new():
        return None
    work.read()
    return ingest(site) if work.replaces() else None


@dataclass(frozen=True)
class _Bringing:
    """One import, thought out, to be done."""

    site: Site
    path: Path
    plan: ImportPlan
    wish: ImportWish
    copy: str

    def bring(self) -> tuple[BroughtProject, Sequence[Problem]]:
        draft = self._draft_codebook()
        files = self._list_files(draft)
        token = hash_values(str(self.path), tell_time(), id(self))
        with _put_in_place(self.site, files, token):
            now = replace(self.site, settings=read_settings(self.site.root / SETTINGS_FILE))
            work, started = IngestRound(now), tell_time()
            if work.is_new():
                work.read(self._list_readings(now))
            with self.site.store.writing() as shelves:
                entry = 0
                if draft:
                    entry = note_amendment(shelves, draft, self._who, token).entry or 0
                outcome = work.save(shelves, started) if work.is_new() else None
                done = self._save(now, shelves, draft, token)
        return replace(done, codebook_entry=entry), outcome.problems if outcome else ()

    def _list_readings(self, now: Site) -> Mapping[str, tuple[bytes, FileReading]]:
        """What was read of the texts while it was thought out, unless they are read otherwise now:
        only who takes part is written into study.toml, and that no reader asks for."""
        old, new = self.site.settings, now.settings
        people = new.transcripts.participants
        is_same = replace(old.transcripts, participants=people) == new.transcripts
        is_same &= old.limits == new.limits
        return list_readings(self.plan.placed.values()) if is_same else {}

    # -- files -------------------------------------------------------------------------------------

    @property
    def _who(self) -> str:
        """Who changes what is nobody's in particular, such as the codebook."""
        coders = self.plan.coders
        return next(iter(self.plan.laid.read), coders.default) or coders.find_writer("")

    def _draft_codebook(self) -> AmendmentDraft | None:
        codes = self.plan.codes
        if not codes.is_changed:
            return None
        return draft_amendment(self.site, codes.amend, Wish(self._who))

    def _list_files(self, draft: AmendmentDraft | None) -> tuple[EditedFile, ...]:
        """All files that change, study.toml once."""
        root = self.site.root
        files = [
            EditedFile(root / path, None, content)
            for path, content in list_new_files(list(self.plan.placed.values())).items()
            if not (root / path).exists()
        ]
        own = [each for each in (draft.files if draft else ()) if each.path.name != SETTINGS_FILE]
        settings = draft.settings if draft else None
        people = self.plan.people
        if people.text is not None and people.source is not None:
            files.append(people.source.write(people.text)[0])
            if not people.source.is_named:
                settings = _name_people(root, settings, people.source.path)
        more = [settings] if settings else []
        return (*files, *own, *more)

    # -- the database ------------------------------------------------------------------------------

    def _save(
        self, site: Site, shelves: Shelves, draft: AmendmentDraft | None, token: str
    ) -> BroughtProject:
        plan, content = self.plan, hash_source(self.path)
        run = shelves.runs.add(
            begin_run(
                IMPORT, hash_values(self.path.name, content), inputs={self.path.name: content}
            )
        )
        saved = {turn.place: turn for turn in shelves.transcripts.turns()}
        codebook = draft.after if draft else plan.codes.before
        versions = {each.id: each.version for each in codebook.codes}
        codings = renumber(plan.laid.codings, saved)
        current = {turn.id for turn in saved.values()}
        new, done = self._choose_new(shelves, codings, current)
        for name in dict.fromkeys([*plan.laid.read, *plan.coders.names.values()]):
            shelves.codings.add_coder(Coder(name))
        shelves.codings.add(new, versions, run)
        reads = self._note_reads(shelves, codings, saved, run)
        memos, memos_here = save_memos(site, shelves, plan.memos, saved, run)
        changed = bool(new or memos or draft or list_new_files(list(plan.placed.values())))
        first = {name: min(turns) for name, turns in reads.items() if turns}
        by = self._who if changed or not plan.earlier else ""
        if by:
            shelves.codings.add_coder(Coder(by))
        entry = note_import(shelves, self.path.name, first, run, more={"token": token}, by=by)
        if entry or not any(each.file_hash == content for each in plan.earlier):
            shelves.projects.add(self._keep(content, run))
        done = replace(
            done,
            turns_read=len(set().union(*reads.values())),
            memos=memos,
            memos_here=memos_here,
            entry=entry,
        )
        shelves.runs.finish(run, tell_time(), list_facts(plan, done))
        return done

    def _keep(self, content: str, run: int) -> KeptProject:
        plan = self.plan
        return KeptProject(
            plan.project,
            plan.foreign.format,
            self.path.name,
            content,
            tell_time(),
            plan.losses,
            plan.places,
            self.copy,
            run,
        )

    def _choose_new(
        self, shelves: Shelves, codings: Sequence[Coding], current: Container[int | None]
    ) -> tuple[list[Coding], BroughtProject]:
        """Codings that are not here, and were not taken back here since they came before."""
        turns = {each.passage.turn.id or 0: each.passage.turn for each in codings}
        here = {get_content(each) for each in shelves.codings.list(turns)}
        gone, standing = self._find_earlier(shelves, current)
        wanted = {get_content(each) for each in codings}
        new = [e for e in codings if get_content(e) not in here and get_content(e) not in gone]
        return new, BroughtProject(
            codings=len(new),
            groups=count_groups(new),
            repeated=len({each for each in wanted if each in here}),
            withdrawn=len((wanted & gone) - here),
            absent=len(standing - wanted),
        )

    def _find_earlier(
        self, shelves: Shelves, current: Container[int | None]
    ) -> tuple[set[tuple[object, ...]], set[tuple[object, ...]]]:
        """What earlier imports of this project brought: what was taken back since, what stands.

        What stands on an older version of a transcript went along to the ``current`` turns, or is
        told where the transcript was read anew.
        """
        entries = [e for e in shelves.judgements.every(IMPORTED) if e.stands]
        there = {each.change.get(BATCH) for each in entries}
        ended = EndedCodes.of(shelves)
        gone: set[tuple[object, ...]] = set()
        stands: set[tuple[object, ...]] = set()
        for kept in self.plan.earlier:
            if kept.run not in there or kept.name != self.plan.project.name:
                continue
            ids = [key for _, key in shelves.codings.of_run(kept.run or 0)]
            standing = shelves.codings.stand(ids)
            follow = ended.follow_since(kept.at)
            for each in shelves.codings.get(ids):
                now = get_content(replace(each, code=follow(each.code)))
                if each.id not in standing:
                    gone.add(now)
                elif each.passage.turn.id in current:
                    stands.add(now)
        return gone - stands, stands

    def _note_reads(
        self,
        shelves: Shelves,
        codings: Sequence[Coding],
        saved: Mapping[tuple[str, int], Turn],
        run: int,
    ) -> Mapping[str, set[int]]:
        """What each coder has read: every turn of the texts in which they coded, or the coded.

        They had the codes of their project in mind, and no others of the codebook.
        """
        placed = self.plan.places.codes.values()
        codes = list(dict.fromkeys(code for code in placed if code != GONE))
        of_talk = group_lists((turn.transcript, turn.id or 0) for turn in saved.values())
        found: dict[str, set[int]] = {}
        for each in codings:
            turn = each.passage.turn
            read = of_talk[turn.transcript] if self.wish.read == SOURCES else [each.turn_id]
            if turn.id not in found.setdefault(each.coder, set()) or self.wish.read != SOURCES:
                found[each.coder].update(read)
        for coder, turns in found.items():
            shelves.coverage.note_read(coder, sorted(turns), run, codes)
        return found


@contextmanager
def _put_in_place(site: Site, files: tuple[EditedFile, ...], token: str) -> Iterator[None]:
    """Files in their places as long as the block ends well; else they are as they were."""
    with site.store.reading() as shelves:
        newest = shelves.judgements.latest()
    try:
        for each in files:
            make_folder(each.path.parent)
        write_edited(site, files, token, newest)
        yield
    except BaseException:
        put_back_edited(site)
        raise
    forget_edited(site)


def _name_people(root: Path, settings: EditedFile | None, path: Path) -> EditedFile:
    """study.toml with the participants file named, on top of what else changes in it."""
    before = settings.before if settings else read_before(root / SETTINGS_FILE)
    text = (settings.after if settings else before or b"").decode("utf-8", "surrogateescape")
    named = name_file(text, "transcripts", "participants", path.relative_to(root).as_posix())
    return EditedFile(root / SETTINGS_FILE, before, named.encode("utf-8", "surrogateescape"))
