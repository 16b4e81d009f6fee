"""How far coders agree, over what they have read, and where they differ."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from interviewkit.errors import StudyError
from interviewkit.findings.agreement import agreement as agree
from interviewkit.model import (
    MACHINE,
    Agreement,
    Codebook,
    Coding,
    Comparison,
    Confusion,
    Disagreement,
    Matched,
    Passage,
    Turn,
)
from interviewkit.model.agreement import POOLED
from interviewkit.steps.coding.codebook import read_written
from interviewkit.steps.coding.learn import LEARNED
from interviewkit.steps.reviewing.look import codings
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves

OUT_OF_SAMPLE = (
    "learnt from people: {codes}; the machine coded each participant by what it learnt from "
    "others, so this is agreement on people new to it"
)


@dataclass(frozen=True, slots=True)
class Material:
    """What coders did and read, on turns that still stand."""

    codings: Mapping[str, Sequence[Coding]]
    read: Mapping[str, set[int]]
    turns: Mapping[int, Turn]
    speaker_of: Mapping[int, str]
    cuts: Mapping[int, Sequence[Passage]]
    codebook: Codebook | None
    unread: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Machine → the codes that it does not read for: they are not compared."""

    @property
    def codes(self) -> tuple[str, ...]:
        return self.codebook.code_ids if self.codebook else ()


def agreement(site: Site, coders: Sequence[str], how: Comparison) -> Sequence[Agreement]:
    """One row a code of the codebook, one a theme, and one pooled.

    Raises:
        StudyError: fewer than two coders, one never coded here, or no turn was read by two.
    """
    from interviewkit.findings.spans import span_agreement

    material = _material(site, coders, how.unit)
    how = replace(how, seed=site.settings.study.seed)
    themes = material.codebook.themes if material.codebook else ()
    if how.unit == "character":
        rows = span_agreement(
            material.codings,
            material.read,
            material.turns,
            codes=material.codes,
            themes=themes,
            speaker_of=material.speaker_of,
            how=how,
        )
    else:
        rows = agree(
            material.codings,
            material.read,
            codes=material.codes,
            themes=themes,
            cuts=material.cuts,
            speaker_of=material.speaker_of,
            how=how,
        )
    older, learnt = _older(site, coders, material), _learnt(site, coders)
    return [_with_cautions(row, material, older, learnt) for row in rows]


def against(
    site: Site, coders: Sequence[str], reference: str, how: Comparison
) -> Sequence[Matched]:
    """Precision, recall and F1 of every other coder, per code, theme and pooled.

    Raises:
        StudyError: as for :func:`agreement`.
    """
    from interviewkit.findings.reference import against_reference

    material = _material(site, tuple(dict.fromkeys((reference, *coders))), how.unit)
    return against_reference(
        material.codings,
        material.read,
        reference,
        codes=material.codes,
        themes=material.codebook.themes if material.codebook else (),
        cuts=material.cuts,
        speaker_of=material.speaker_of,
        how=replace(how, seed=site.settings.study.seed),
    )


def disagreements(
    site: Site, coders: Sequence[str], codes: Sequence[str] = (), unit: str = "turn"
) -> Sequence[Disagreement]:
    """The units on whose codes the coders differ, in order of text.

    Raises:
        StudyError: as for :func:`agreement`, or a code that neither codebook nor coders know.
    """
    from interviewkit.findings.disagreements import disagreements as differing

    material = _material(site, coders, unit)
    used = {each.code for theirs in material.codings.values() for each in theirs}
    unknown = sorted({*codes} - used - {*material.codes})
    if unknown:
        raise StudyError(
            f"there is no code {unknown[0]!r}", hint="see them with: interviewkit codebook show"
        )
    order = (*material.codes, *sorted(used - {*material.codes}))
    return differing(
        material.codings,
        material.read,
        material.turns,
        codes=tuple(codes) or order,
        unit=unit,
        cuts=material.cuts,
        speaker_of=material.speaker_of,
    )


def confusion(
    site: Site, coders: Sequence[str], unit: str = "turn", *, polarity: bool = False
) -> Confusion:
    """Which code one coder has where the other has which.

    Raises:
        StudyError: as for :func:`agreement`, or there are more than two coders.
    """
    from interviewkit.findings.confusion import confusion as confused

    if len(coders) > 2:
        raise StudyError("a confusion table has two sides", hint="name two coders")
    material = _material(site, coders, unit)
    used = {each.code for theirs in material.codings.values() for each in theirs}
    return confused(
        material.codings,
        material.read,
        codes=(*material.codes, *sorted(used - {*material.codes})),
        unit=unit,
        cuts=material.cuts,
        speaker_of=material.speaker_of,
        polarity=polarity,
    )


def _material(site: Site, coders: Sequence[str], unit: str) -> Material:
    if len(set(coders)) < 2 or len(set(coders)) < len(coders):
        raise StudyError(
            "agreement needs two different coders or more",
            hint="who has coded here: interviewkit coding list --limit 0",
        )
    every = {each: codings(site, [each], ()) for each in coders}
    codebook, _ = read_written(site.root, site.settings)
    with site.store.reading() as shelves:
        unread = _unread(codebook, coders, shelves) if codebook else {}
        if codebook and unread:
            gone = set[str]().union(*unread.values())
            codebook = _without(codebook, gone)
            every = {name: [c for c in every[name] if c.code not in gone] for name in coders}
        codes = codebook.code_ids if codebook else ()
        turns = {turn.id or 0: turn for turn in shelves.transcripts.turns()}
        # A turn that was read for some codes only, or not to its end, tells nothing of the others.
        read = {each: shelves.codings.read_by(each, codes) & turns.keys() for each in coders}
        cuts: dict[int, list[Passage]] = {}
        if unit == "passage":
            for passage in shelves.passages.list_cut(turns):
                cuts.setdefault(passage.turn.id or 0, []).append(passage)
        speaker_of = shelves.people.speaker_of()
    _same_turns(read)
    found = {
        name: [each for each in theirs if each.passage.turn.id in read[name]]
        for name, theirs in every.items()
    }
    return Material(found, read, turns, speaker_of, cuts, codebook, unread)


def _unread(
    codebook: Codebook, coders: Sequence[str], shelves: Shelves
) -> dict[str, Sequence[str]]:
    """Of these coders, the codes that they did not read for anywhere.

    Rules do not read for a code without patterns, nor is one read for that was not learnt, or of
    which nothing is certified, nor do people for a code that came later: that they have none of it
    is no judgement.
    """
    unread: dict[str, Sequence[str]] = {}
    for each in shelves.codings.coders():
        read = set[str]().union(*shelves.codings.coverage(each.name).values())
        others = [code for code in codebook.code_ids if code not in read]
        if each.name in coders and read and "" not in read and others:
            unread[each.name] = others
    return unread


def _without(codebook: Codebook, gone: Collection[str]) -> Codebook:
    codes = tuple(code for code in codebook.codes if code.id not in gone)
    themes = tuple(theme for theme in codebook.themes if not set(theme.codes) & set(gone))
    return replace(codebook, codes=codes, themes=themes)


def _same_turns(read: Mapping[str, set[int]]) -> None:
    """That every coder shares a turn with another.

    Raises:
        StudyError: one does not.
    """
    for coder, turns in read.items():
        others = [theirs for name, theirs in read.items() if name != coder]
        if any(turns & theirs for theirs in others):
            continue
        rest = [name for name in read if name != coder]
        raise StudyError(
            f"{coder} and {' or '.join(rest)} have read no turn in common",
            hint="let both code some of the same turns; unread is never taken for 'no code'",
        )


def _older(site: Site, coders: Sequence[str], material: Material) -> Mapping[str, int]:
    """Code → how many codings were made when the code was defined otherwise."""
    if not material.codebook:
        return {}
    now = {code.id: code.version for code in material.codebook.codes}
    with site.store.reading() as shelves:
        made = shelves.codings.versions(coders)
    older: dict[str, int] = {}
    for (code, version), n in made.items():
        if version and code in now and now[code] != version:
            older[code] = older.get(code, 0) + n
    return older


def _learnt(site: Site, coders: Sequence[str]) -> Collection[str]:
    """The codes that the machine learnt from people, where it is compared with anyone."""
    if not {MACHINE, LEARNED} & set(coders):
        return ()
    with site.store.reading() as shelves:
        return shelves.codings.state(LEARNED)


def _with_cautions(
    row: Agreement, material: Material, older: Mapping[str, int], learnt: Collection[str]
) -> Agreement:
    notes = list(row.notes)
    if row.kind == POOLED and learnt:
        notes.append(OUT_OF_SAMPLE.format(codes=", ".join(sorted(learnt))))
    if row.kind == POOLED:
        notes += [
            f"{name} does not read for {', '.join(codes)}, so that is not compared"
            for name, codes in material.unread.items()
        ]
    if row.kind == "code" and material.codebook and row.code not in material.codes:
        apart = ", so it is not pooled" if material.codes else ""
        notes.insert(0, f"the codebook lacks this code{apart}")
    if older.get(row.code):
        notes.append(f"{older[row.code]} codings were made before the code was changed")
    return replace(row, notes=tuple(notes))
