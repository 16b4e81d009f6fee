"""``code --selective``: where the machine may code alone, and what it decides there."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from interviewkit.errors import Problem, StudyError
from interviewkit.findings.certifying.selective import PROMISES
from interviewkit.findings.certifying.selective import certify_codes as promised
from interviewkit.findings.correcting.audit import check_random_draw
from interviewkit.model import (
    ACCEPTED,
    CERTIFIED,
    MACHINE,
    Basis,
    Codebook,
    Coder,
    Coding,
    Issued,
    Outcome,
    Passage,
    Selective,
)
from interviewkit.model import Evidence as Reason
from interviewkit.model.study_files import DATABASE_FILE
from interviewkit.steps.certifying.certificates import (
    describe_certifying,
    describe_void,
    list_issued,
    read_wished_bound,
)
from interviewkit.steps.certifying.evidence import (
    CertificateEvidence,
    collect_machine_spans,
    gather_evidence,
)
from interviewkit.steps.coding.codebook import choose_codes, read_usable
from interviewkit.steps.reading import open_loaded
from interviewkit.steps.record import begin_run, hash_values, tell_time
from interviewkit.steps.reviewing.outdated import find_outdated
from interviewkit.steps.reviewing.queue import Frame
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves
from interviewkit.version import __version__
from interviewkit.wording.numbers import decimal, percent

VERB = "certify"


@dataclass(frozen=True, slots=True)
class CertificateRequest:
    """What is to be promised: at most ``error`` wrong, with ``confidence``, by this ``promise``."""

    error: float
    confidence: float
    promise: str

    @classmethod
    def of(
        cls, site: Site, error: float | None, confidence: float | None, promise: str
    ) -> CertificateRequest:
        """What is given, or else what study.toml says.

        Raises:
            StudyError: a bound that nobody could mean.
        """
        coding = site.settings.coding
        asked = cls(
            coding.error if error is None else error,
            coding.confidence if confidence is None else confidence,
            promise or coding.promise,
        )
        if not 0 < asked.error < 0.5:
            raise StudyError(
                f"an error of {asked.error:g} cannot be promised",
                hint="give a share above 0 and below 0.5: 0.10 for one decision in ten",
            )
        if not 0.5 <= asked.confidence < 1:
            raise StudyError(
                f"a confidence of {asked.confidence:g} cannot be had",
                hint="give a share from 0.5 up and below 1: 0.95 is usual",
            )
        if asked.promise not in PROMISES:
            raise StudyError(
                f"there is no promise {asked.promise!r}", hint=f"known: {', '.join(PROMISES)}"
            )
        return asked


def certify(
    site: Site,
    codes: Sequence[str] = (),
    *,
    error: float | None = None,
    confidence: float | None = None,
    promise: str = "",
) -> Outcome:
    """Certify what the machine may decide alone, store it, and mark what it decides.

    All ``codes`` (all of the codebook where none is named) are promised together: the risk is
    divided among them. What is decided becomes codings of the coder ``machine (certified)``, and
    the turns count as read by it for that code; a person's word still outranks it.

    Raises:
        AuditError: the machine has coded nothing, so that there are no scores.
        StudyError: it coded by another codebook, or nobody could mean such a bound.
        CodebookError: the codebook cannot be applied.
        StudyBusyError: another process is writing.
    """
    asked = CertificateRequest.of(site, error, confidence, promise)
    codebook, problems = read_usable(site.root, site.settings)
    wanted = choose_codes(codebook, codes)
    with site.store.locked():
        run = _coded(site, codebook)
        with site.progress("certifying", len(wanted) + 1) as tick:
            with open_loaded(site, codebook) as loaded:
                evidence = gather_evidence(loaded, wanted)
            tick(1)
            found = promised(
                [each.audit() for each in evidence], asked.error, asked.confidence, asked.promise
            )
            tick(len(wanted))
        before = list_issued(site)
        work = _Work(site, codebook, evidence, found, before, run)
        did = work.save()
    notes = tuple(_cautions(site, evidence))
    return replace(work.outcome(did), problems=(*problems, *notes))


def report_lapsed(site: Site) -> Outcome | None:
    """What is void, where certificates were given and are not made anew; ``None`` if all hold."""
    note = describe_void(list_issued(site))
    if not note:
        return None
    return Outcome(VERB, False, (note, "make them anew with: interviewkit code --selective"))


def _coded(site: Site, codebook: Codebook) -> int | None:
    """The run in which the machine last coded.

    Raises:
        StudyError: the codebook has changed since.
    """
    with site.store.reading() as shelves:
        last = shelves.runs.last("code")
    if last and last.codebook_version and last.codebook_version != codebook.version:
        raise StudyError(
            "the codebook has changed since the machine coded",
            hint="let it code by the codebook of today first: interviewkit code",
        )
    return last.id if last else None


@dataclass
class _Work:
    """One round of certifying, from what was found to what is stored."""

    site: Site
    codebook: Codebook
    evidence: Sequence[CertificateEvidence]
    found: Sequence[Selective]
    before: Sequence[Issued]
    scored: int | None

    def __post_init__(self) -> None:
        self.codes = tuple(each.code for each in self.found)
        # Codes that the codebook has lost are given up with this round.
        self.others = [
            each for each in self.before if each.holds and each.found.code not in self.codes
        ]
        self.bases = {
            each.code: Basis(
                self.codebook.code(each.code).version,
                each.scores_mark,
                each.audit_mark,
                self.scored,
                self.codes,
                read_wished_bound(self.site),
            )
            for each in self.evidence
        }
        self.voids = [each for each in self.before if each.void]

    def save(self) -> bool:
        """Whether anything is new."""
        with self.site.store.writing() as shelves:
            stands = {each.found.code for each in self.before if self._kept(each)}
            fresh = [each for each in self.found if each.code not in stands]
            gone = [
                each for each in self.before if each not in self.others and not self._kept(each)
            ]
            decided = Decided.of(
                shelves,
                Frame.of(self.site, shelves),
                self.codebook,
                list(zip(self.found, self.evidence, strict=True)),
                {each.found.code for each in self.others},
            )
            if not fresh and not gone and not decided.differs(shelves):
                return False
            mark, seed = hash_values(VERB, self.codes, tell_time()), self.site.settings.study.seed
            version = self.codebook.version
            key = shelves.runs.add(begin_run(VERB, mark, codebook_version=version, seed=seed))
            shelves.certificates.retire([each.id or 0 for each in gone], key)
            known = {each.name: each for each in shelves.codings.coders()}
            machine = known.get(MACHINE, Coder(MACHINE, MACHINE, __version__))
            coder = shelves.codings.add_coder(machine)
            for each in fresh:
                shelves.certificates.add(each, self.bases[each.code], coder, key)
            decided.save(shelves, key, self.codebook)
            shelves.runs.finish(key, tell_time(), {"codes": list(self.codes), "fresh": len(fresh)})
            return True

    def _kept(self, each: Issued) -> bool:
        """Whether the same is promised on the same grounds; what is no number equals itself."""
        code = each.found.code
        now_found = next((one for one in self.found if one.code == code), None)
        if now_found is None:
            return False
        basis = replace(self.bases[code], run=each.basis.run)
        return basis == each.basis and repr(now_found) == repr(each.found)

    def outcome(self, did: bool) -> Outcome:
        left = self.left()
        says = describe_certifying(self.found, self.evidence, left, did=did)
        note = describe_void(self.voids)
        if note and did:
            says = (*says, f"{note}; made anew")
        if any(each.found.share > 0 for each in self.others):
            names = ", ".join(each.found.code for each in self.others if each.found.share > 0)
            says = (
                *says,
                f"certified in another call: {names}; each call keeps its promise by itself",
            )
        facts: dict[str, object] = {
            "certificates": [row for each in self.found for row in each.rows()],
            "left": {code: len(turns) for code, turns in left.items()},
            "turns": len(self.evidence[0].scores) + len(self.evidence[0].without),
        }
        return Outcome(VERB, did, says, facts)

    def left(self) -> Mapping[str, list[int]]:
        """Code → the turns that the machine must leave to people, and that none has read."""
        return {
            found.code: [
                turn for turn in (*found.left(each.scores), *each.without) if turn not in each.read
            ]
            for found, each in zip(self.found, self.evidence, strict=True)
        }


def _cautions(site: Site, evidence: Sequence[CertificateEvidence]) -> list[Problem]:
    """What makes a certificate rest on less than it seems."""
    notes = []
    for each in evidence:
        if each.without:
            n = len(each.without)
            what = f"{n} turns have no usable score for {each.code!r}: they are for a person"
            notes.append(
                Problem(DATABASE_FILE, 0, what, "score them with: interviewkit code", False)
            )
        if odd := check_random_draw(each.audit()):
            what = f"what is promised of {each.code!r} may not hold: {odd}"
            notes.append(Problem(DATABASE_FILE, 0, what, "", False))
    codes = {each.code for each in evidence}
    for row in find_outdated(site):
        if row["code"] in codes and row["what"] == "changed":
            what = f"{row['coder']} judged {row['code']!r} before the code was changed"
            hint = "see what can stand: interviewkit review outdated"
            notes.append(Problem("codebook", 0, what, hint, False))
    return notes


@dataclass(frozen=True)
class Decided:
    """What the machine decides alone: the codings that hold, and what counts as read."""

    codings: Sequence[Coding]
    read: Mapping[int, set[str]]
    old: Sequence[Coding]

    @classmethod
    def of(
        cls,
        shelves: Shelves,
        frame: Frame,
        codebook: Codebook,
        found: Sequence[tuple[Selective, CertificateEvidence]],
        kept: Collection[str],
    ) -> Decided:
        """What these certificates decide, beside what stands of the codes that are ``kept``."""
        known = shelves.coverage.of(CERTIFIED)
        old = shelves.codings.list(frame.turns, coders=[CERTIFIED])
        codings = [each for each in old if each.code in kept]
        stays = set(kept)
        read = {turn: codes & stays for turn, codes in known.items() if codes & stays}
        where = collect_machine_spans(shelves, frame, codebook)
        for each, evidence in found:
            for turn, score in evidence.scores.items():
                verdict = each.decide(score)
                if verdict is None:
                    continue
                read.setdefault(turn, set()).add(each.code)
                if verdict:
                    whole = Coding(Passage.whole(frame.turns[turn]), each.code, MACHINE)
                    at = where.get((turn, each.code)) or [whole]
                    codings += [_certified(one, each, score) for one in at]
        return cls(codings, read, old)

    def differs(self, shelves: Shelves) -> bool:
        old, new = ({each.said for each in those} for those in (self.old, self.codings))
        return old != new or shelves.coverage.of(CERTIFIED) != self.read

    def save(self, shelves: Shelves, run: int, codebook: Codebook) -> None:
        """Write down what is new and retire what no longer stands; the rest is left alone."""
        shelves.codings.add_coder(Coder(CERTIFIED, MACHINE, __version__))
        versions = {code.id: code.version for code in codebook.codes}
        shelves.codings.renew(self.old, self.codings, versions, run)
        if shelves.coverage.of(CERTIFIED) != self.read:
            shelves.coverage.set_read(CERTIFIED, [], run)
            for code in codebook.code_ids:
                turns = [turn for turn, codes in self.read.items() if code in codes]
                shelves.coverage.note_read(CERTIFIED, turns, run, [code])


def _certified(proposal: Coding, found: Selective, score: float) -> Coding:
    """A proposal as what the machine has decided: why it may is among the evidence."""
    sure = found.present
    needed = decimal(sure.threshold or 0.0)
    why = f"score {decimal(score)} of {needed} needed; error below {percent(sure.error)}"
    return replace(
        proposal,
        coder=CERTIFIED,
        status=ACCEPTED,
        evidence=(Reason("certificate", why, round(score, 6)), *proposal.evidence),
        run=None,
        id=None,
    )
