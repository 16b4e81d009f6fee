"""How far coders agree, over what they have read, and where they differ.

Commands and the report compare coders here, so that both say the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import nan

from interviewkit.errors import StudyError
from interviewkit.findings.agreeing.agreement import ALL_CODES
from interviewkit.findings.agreeing.coders_compared import (
    PERSON,
    CodedSpeech,
    compare_coders,
    describe_unread,
)
from interviewkit.findings.agreeing.judged_units import cut_at_codings
from interviewkit.findings.agreeing.turns_read import TurnsRead
from interviewkit.model import (
    CONSENSUS,
    MACHINE,
    Agreement,
    Codebook,
    Coder,
    CodersCompared,
    Coding,
    Comparison,
    Confusion,
    Disagreement,
    Matched,
    Measured,
    Turn,
)
from interviewkit.model.agreement import BETWEEN_PEOPLE, CODE, POOLED, WITH_MACHINE
from interviewkit.model.grouping import group_lists, group_sets
from interviewkit.steps.amending.versions import read_followers
from interviewkit.steps.coding import learn
from interviewkit.steps.coding.codebook import read_written
from interviewkit.steps.reviewing.queries import list_codings
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves
from interviewkit.wording.words import join_words

OUT_OF_SAMPLE = (
    "learnt from people: {codes}; the machine coded each participant by what it learnt from "
    "others, so this is agreement on people new to it"
)
ASSIGNED = "--turns 50 --overlap 100%"


@dataclass(frozen=True)
class Coders:
    """Some coders of a study, with what they found in the turns that they read for it."""

    coded: CodedSpeech
    kind_of: Mapping[str, str]
    codebook: Codebook | None

    @classmethod
    def of(
        cls,
        known: Sequence[Coder],
        coverage: Mapping[str, Mapping[int, Collection[str]]],
        codings: Mapping[str, Sequence[Coding]],
        codebook: Codebook | None,
        turns: Mapping[int, Turn],
        speaker_of: Mapping[int, str],
    ) -> Coders:
        """Those of whom ``codings`` are given; ``coverage`` is what they read, for which codes.

        ``turns`` are those that count: where moderators are not coded, their turns would be easy
        agreement that there is nothing. A coding counts once its turn was read to the end.
        """
        coders = tuple(codings)
        codes = codebook.code_ids if codebook else ()
        used = {each.code for name in coders for each in codings[name]}
        # Without a codebook nobody had a list in mind: whoever read, read for all that was found.
        asked = {*codes, *used} if codes else set()
        read = _turns_read({name: coverage.get(name, {}) for name in coders}, asked, turns)
        to_the_end = {name: {code: read.turns(name, [code]) for code in used} for name in coders}
        found = {
            name: [c for c in codings[name] if c.passage.turn.id in to_the_end[name][c.code]]
            for name in coders
        }
        kind_of = {each.name: _kind(each) for each in known}
        return cls(
            CodedSpeech(
                found,
                read,
                codes=codes,
                themes=codebook.themes if codebook else (),
                turns=turns,
                speaker_of=speaker_of,
            ),
            {name: kind_of[name] for name in coders},
            codebook,
        )

    def compared(self, shelves: Shelves, how: Comparison) -> list[CodersCompared]:
        """Everyone compared, with what must be known of each figure beside it."""
        found = compare_coders(self.coded, self.kind_of, how)
        in_sight = _turns_in_sight(shelves, self.kind_of)
        learnt = shelves.codings.state(learn.LEARNED)
        return [self._cautioned(shelves, each, in_sight, learnt) for each in found]

    def how_to_meet(self, coders: Sequence[str]) -> str:
        """What to do so that these have something in common."""
        people = [name for name in coders if self.kind_of[name] == PERSON]
        if len(people) > 1:
            command = f"interviewkit review assign --coders {','.join(people)} {ASSIGNED}"
            return f"let them read some of the same turns: {command}"
        if any(self.kind_of[name] == CONSENSUS for name in coders):
            return "settle what people differ on: interviewkit review consensus"
        if people and not self.coded.read.turns(people[0]):
            return f"let {people[0]} read: interviewkit review --coder {people[0]}"
        return "let the machine read what people have read: interviewkit code"

    def _cautioned(
        self,
        shelves: Shelves,
        compared: CodersCompared,
        in_sight: Mapping[str, set[int]],
        learnt: Collection[str],
    ) -> CodersCompared:
        older = self._older(shelves, compared.coders)
        with_learnt = {MACHINE, learn.LEARNED} & {*compared.coders}
        general = [OUT_OF_SAMPLE.format(codes=", ".join(sorted(learnt)))] if with_learnt else []
        notes = [*(general if learnt else []), *self._seen(compared, in_sight)]
        rows = [self._noted(row, older, notes) for row in compared.figures]
        if not compared.has_overlap and compared.pooled and compared.pooled.pairs:
            rows = [replace(row, advice=self.how_to_meet(compared.coders)) for row in rows]
        return replace(compared, figures=tuple(rows))

    def _noted(
        self, row: Agreement, older: Mapping[str, Mapping[str, int]], general: Sequence[str]
    ) -> Agreement:
        notes = list(row.notes)
        if row.kind == POOLED:
            notes += general
        if row.kind == CODE and self.codebook and row.code not in self.codebook.code_ids:
            apart = ", so it is not pooled" if self.coded.codes else ""
            notes.insert(0, f"the codebook lacks this code{apart}")
        if by := older.get(row.code):
            whose = ", ".join(f"{name} {n}" for name, n in by.items())
            n = sum(by.values())
            notes.append(f"{n} codings were made before the code was changed ({whose})")
        return replace(row, notes=tuple(notes))

    def _older(self, shelves: Shelves, coders: Sequence[str]) -> Mapping[str, Mapping[str, int]]:
        """Code → coder → how many codings were made when the code was defined otherwise."""
        follow = read_followers(shelves)
        now = {code.id: code.version for code in self.codebook.codes} if self.codebook else {}
        older: dict[str, Counter[str]] = {}
        for name in coders:
            for (code, version), n in shelves.codings.versions([name]).items():
                if self.kind_of[name] != MACHINE:
                    code, version = follow(code, version)
                if version and now.get(code, version) != version:
                    older.setdefault(code, Counter())[name] += n
        return older

    def _seen(self, compared: CodersCompared, in_sight: Mapping[str, set[int]]) -> list[str]:
        """Who had the machine's proposals before their eyes: that makes any two more alike."""
        if compared.between not in (BETWEEN_PEOPLE, WITH_MACHINE) or not compared.has_overlap:
            return []
        read = {name: self.coded.read.turns(name) for name in compared.coders}
        notes = []
        for name, turns in read.items():
            others = set[int]().union(*(theirs for who, theirs in read.items() if who != name))
            seen = len(in_sight.get(name, set()) & turns & others)
            if seen and self.kind_of[name] == PERSON:
                notes.append(
                    f"{name} read {seen} of {len(turns & others)} turns with the machine's "
                    "proposals in sight, which makes coders alike; blind reading tells more"
                )
        return notes


def _kind(coder: Coder) -> str:
    if coder.name == CONSENSUS:
        return CONSENSUS
    return PERSON if coder.is_person else MACHINE


def _turns_read(
    coverage: Mapping[str, Mapping[int, Collection[str]]],
    codes: Collection[str],
    turns: Collection[int],
) -> TurnsRead:
    anything: dict[str, set[int]] = {}
    by_code: dict[str, dict[str, set[int]]] = {code: {} for code in codes}
    for name, known in coverage.items():
        covered = {turn: known[turn] for turn in known if turn in turns}
        anything[name] = {*covered}
        for code, by in by_code.items():
            by[name] = {turn for turn, read in covered.items() if code in read or "" in read}
    return TurnsRead(anything, by_code)


def _turns_in_sight(shelves: Shelves, coders: Collection[str]) -> dict[str, set[int]]:
    """Coder → the turns that they were given with the machine's proposals on them."""
    given = shelves.draws.assignments()
    return group_sets((e.coder, e.turn_id) for e in given if e.coder in coders and not e.blind)


def compare_study_coders(
    site: Site, coders: Sequence[str], how: Comparison
) -> Sequence[CodersCompared]:
    """People with each other, every two of the coders, and a row a code, a theme and all codes.

    Raises:
        StudyError: fewer than two coders, one never coded here, or no turn was read by two.
    """
    material = _material(site, coders, how.unit)
    how = replace(how, seed=site.settings.study.seed)
    with site.store.reading() as shelves:
        return material.compared(shelves, how)


def list_agreement(site: Site, coders: Sequence[str], how: Comparison) -> Sequence[Agreement]:
    """The rows of :func:`compare_study_coders`, one after the other.

    Raises:
        StudyError: as there.
    """
    return [row for each in compare_study_coders(site, coders, how) for row in each.figures]


def compare_study_reference(
    site: Site, coders: Sequence[str], reference: str, how: Comparison
) -> Sequence[Matched]:
    """Kappa, precision, recall and F1 of every other coder, per code, theme and pooled.

    Raises:
        StudyError: as for :func:`list_agreement`.
    """
    material = _material(site, tuple(dict.fromkeys((reference, *coders))), how.unit)
    coded = material.coded
    others = [name for name in coded.codings if name != reference]
    sharing = [name for name in others if coded.shares(name, reference)]
    if not sharing:
        raise _no_turn_in_common(material, (reference, *others))
    how = replace(how, seed=site.settings.study.seed)
    rows = [row for name in sharing for row in _matched(coded, name, reference, how)]
    return [*rows, *(_unmatched(material, n, reference, how) for n in others if n not in sharing)]


def _matched(coded: CodedSpeech, name: str, reference: str, how: Comparison) -> Iterator[Matched]:
    """A coder against the reference, each code over the turns that both have read for it."""
    from interviewkit.findings.agreeing.reference import compare_with_reference

    both = coded.of((reference, name))
    unread = "; ".join(describe_unread(coded.unread((reference, name))))
    found = compare_with_reference(
        both.codings,
        both.read,
        reference,
        codes=both.codes,
        themes=both.themes,
        cuts=both.cuts,
        speaker_of=both.speaker_of,
        how=how,
    )
    yield from (replace(row, note=unread) if row.kind == POOLED else row for row in found)


def _unmatched(material: Coders, name: str, reference: str, how: Comparison) -> Matched:
    """The one row of a coder who has read nothing that the reference has."""
    names = ("kappa", "precision", "recall", "f1")
    kappa, precision, recall, f1 = (Measured(each, nan) for each in names)
    what = f"{name} and {reference} have read no turn in common"
    todo = material.how_to_meet((name, reference))
    note = f"{what}; {todo}"
    figures = (kappa, precision, recall, f1)
    return Matched(ALL_CODES, name, how.unit, 0, *figures, kind=POOLED, note=note)


def list_disagreements(
    site: Site, coders: Sequence[str], codes: Sequence[str] = (), unit: str = "turn"
) -> Sequence[Disagreement]:
    """The units on whose codes the coders differ, in order of text.

    Raises:
        StudyError: as for :func:`list_agreement`, or a code that neither codebook nor coders know.
    """
    from interviewkit.findings.agreeing.disagreements import find_disagreements as differing

    coded = _material(site, coders, unit).coded
    used = {each.code for theirs in coded.codings.values() for each in theirs}
    unknown = sorted({*codes} - used - {*coded.codes})
    if unknown:
        raise StudyError(
            f"there is no code {unknown[0]!r}", hint="see them with: interviewkit codebook show"
        )
    return differing(
        coded.codings,
        coded.read,
        coded.turns,
        codes=tuple(codes) or (*coded.codes, *sorted(used - {*coded.codes})),
        unit=unit,
        cuts=coded.cuts,
        speaker_of=coded.speaker_of,
    )


def count_confusion(
    site: Site, coders: Sequence[str], unit: str = "turn", *, polarity: bool = False
) -> Confusion:
    """Which code one coder has where the other has which.

    Raises:
        StudyError: as for :func:`list_agreement`, or there are more than two coders.
    """
    from interviewkit.findings.agreeing.disagreements import tabulate_confusion as confused

    if len(coders) > 2:
        raise StudyError("a confusion table has two sides", hint="name two coders")
    coded = _material(site, coders, unit).coded.of(coders)
    used = {each.code for theirs in coded.codings.values() for each in theirs}
    return confused(
        coded.codings,
        coded.read,
        codes=(*coded.codes, *sorted(used - {*coded.codes})),
        unit=unit,
        cuts=coded.cuts,
        speaker_of=coded.speaker_of,
        polarity=polarity,
    )


def _material(site: Site, coders: Sequence[str], unit: str) -> Coders:
    if len(set(coders)) < 2 or len(set(coders)) < len(coders):
        raise StudyError(
            "agreement needs two different coders or more",
            hint="who has coded here: interviewkit coding list --limit 0",
        )
    theirs = {each: list_codings(site, [each], ()) for each in coders}
    codebook, _ = read_written(site.root, site.settings)
    with site.store.reading() as shelves:
        every = {turn.id or 0: turn for turn in shelves.transcripts.turns()}
        speaker_of = shelves.people.speaker_of_turns(
            every, moderators=site.settings.passages.speech == "all"
        )
        turns = {key: turn for key, turn in every.items() if key in speaker_of}
        found = Coders.of(
            shelves.codings.coders(),
            {name: shelves.coverage.of(name) for name in coders},
            theirs,
            codebook,
            turns,
            speaker_of,
        )
        passages = shelves.passages.list_cut(turns) if unit == "passage" else ()
        cuts = group_lists((passage.turn.id or 0, passage) for passage in passages)
    if unit == "character":
        marked = [each for those in theirs.values() for each in those if each.holds]
        cuts = cut_at_codings(turns.values(), marked)
    if not found.coded.sharing:
        raise _no_turn_in_common(found, coders)
    return replace(found, coded=replace(found.coded, cuts=cuts))


def _no_turn_in_common(found: Coders, coders: Sequence[str]) -> StudyError:
    """That nothing can be compared, with how much each has read and what to do."""
    read = {name: found.coded.read.turns(name) for name in coders}
    so_far = ", ".join(f"{name} {len(turns)}" for name, turns in read.items())
    for_one = ""
    if any(read[a] & read[b] for a, b in combinations(coders, 2)):
        for_one = " for the same code"
    return StudyError(
        f"{join_words(coders)} have read no turn in common{for_one} (turns read: {so_far})",
        hint=f"{found.how_to_meet(coders)}; unread is never taken for 'no code'",
    )
