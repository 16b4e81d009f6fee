"""How well the machine foresees people: its stored scores against what they judged."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from interviewkit.errors import StudyError
from interviewkit.findings.certifying.score_calibration import measure_calibration, pool_kappa
from interviewkit.model import MACHINE, Calibration, Codebook, Coding, Interval
from interviewkit.model.grouping import group_sets
from interviewkit.steps.coding.codebook import choose_codes, read_usable
from interviewkit.steps.coding.learn import LEARNED, Learning, Lessons
from interviewkit.steps.reading import load_reading
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves
from interviewkit.wording.numbers import add_interval, decimal, decimal_range, fine_percent, percent


def calibrate_machine(
    site: Site, codes: Sequence[str] = (), coder: str = ""
) -> Sequence[Calibration]:
    """One row a code that people judged and the machine scored, in the codebook's order.

    Nothing is learnt anew: what is compared was stored by the last ``code``, each participant
    scored by what was learnt without them. With another machine ``coder`` its own scores are
    compared: the highest in a turn, and 0 where it read a turn and was silent.

    Raises:
        StudyError: nobody has judged anything, the machine has not coded, the codebook lacks
            a code that is asked for, or the coder is a person or none of this study.
    """
    codebook = read_usable(site.root, site.settings)[0]
    asked = choose_codes(codebook, codes)
    with site.store.reading() as shelves:
        lessons = Lessons.of(load_reading(site, shelves, codebook))
        turns = lessons.turns if lessons else {}
        name = coder or MACHINE
        machines = [each.name for each in shelves.codings.coders() if not each.is_person]
        if coder and coder not in machines:
            known = ", ".join(machines) or "none"
            raise StudyError(f"there is no machine coder {coder!r}", hint=f"known: {known}")
        machine = shelves.codings.list(turns, coders=[name])
        learnt = shelves.codings.state(LEARNED) if name in (MACHINE, LEARNED) else {}
        told = _load_told(shelves)
        if name == MACHINE:
            scores = shelves.scores.get(MACHINE, codes)
        else:
            scores = _own_scores(machine, shelves.coverage.of(name), codebook.code_ids)
    if not lessons:
        raise StudyError(
            "nobody has judged anything yet", hint="judge some turns with: interviewkit review"
        )
    if not scores:
        raise StudyError("the machine has not coded yet", hint="let it with: interviewkit code")
    wanted = asked if codes else [code for code in asked if code in scores]
    stored = Learning(machine, (), tuple(learnt), scores=scores)
    return calibrate_codes(site, wanted, lessons, stored, told if name == MACHINE else {})


def _load_told(shelves: Shelves) -> Mapping[str, Mapping[str, Any]]:
    """Code → what the last ``code`` said of learning it."""
    last = shelves.runs.last("code")
    told = last.outcome.get("learned") if last else None
    return told if isinstance(told, Mapping) else {}


def _own_scores(
    codings: Sequence[Coding], covered: Mapping[int, Collection[str]], codes: Sequence[str]
) -> dict[str, dict[int, float]]:
    """Code → turn id → a coder's highest score there; 0 where it read the turn for the code."""
    scores = {
        code: {turn: 0.0 for turn, read in covered.items() if "" in read or code in read}
        for code in codes
    }
    for each in codings:
        of_code, turn = scores.get(each.code, {}), each.passage.turn.id or 0
        score = each.score if each.score is not None else float(each.holds) / 2
        if turn in of_code:
            of_code[turn] = max(of_code[turn], score)
    return {code: of_code for code, of_code in scores.items() if of_code}


def calibrate_codes(
    site: Site,
    codes: Collection[str],
    lessons: Lessons,
    learning: Learning,
    told: Mapping[str, Mapping[str, Any]] | None = None,
) -> list[Calibration]:
    """The rows of some codes, from what the machine makes of them.

    ``told``: what an earlier ``code`` said of them, where the learning itself is not at hand.
    """
    before = told or {}
    by_code = group_sets(
        (each.code, each.passage.turn.id or 0) for each in learning.machine if each.holds
    )
    return [
        measure_calibration(
            code,
            lessons.verdicts(code),
            learning.scores.get(code, {}),
            by_code.get(code, set()),
            lessons.speaker_of,
            seed=site.settings.study.seed,
            learnt=code in learning.learnt,
            why=learning.unlearnt.get(code)
            or learning.untested.get(code)
            or str(before.get(code, {}).get("why", "")),
            by_judgements=1 - learning.trust[code]
            if code in learning.trust
            else before.get(code, {}).get("by_judgements"),
        )
        for code in codes
    ]


def describe_learning(
    site: Site, codebook: Codebook, lessons: Lessons, learning: Learning
) -> tuple[tuple[str, ...], dict[str, object]]:
    """What the outcome of ``code`` says of learning: one line a code, and as facts."""
    if not lessons and not lessons.strange:
        return (), {}
    rows = calibrate_codes(site, codebook.code_ids, lessons, learning) if lessons else ()
    says = [
        *map(describe_calibration, rows),
        *_cautions(lessons),
        *_not_exclusive(codebook, lessons),
    ]
    says += [
        f"no judged turn has two codes of {theme}: if that is meant, put 'exclusive: true' "
        "into that theme"
        for theme in learning.never_together
    ]
    facts: dict[str, object] = {
        "learned": {each.code: _facts(each) for each in rows},
        "not_in_codebook": dict(lessons.strange),
        "judged_before_change": dict(lessons.older),
    }
    return tuple(says), facts


def describe_calibration(row: Calibration) -> str:
    """One line: from what a code was learnt and how it does with people not learnt from."""
    if not row.learnt:
        return f"{row.code}: the machine's own; not learnt, as {row.why}"
    head = f"{row.code}: learnt from {row.judged} turns of {row.people} people, {row.found} with it"
    if (share := row.by_judgements) is not None:
        head += f"; decided by judgements {percent(share)}, machine {percent(1 - share)}"
    if row.why:
        return f"{head}; not tested yet, as {row.why}"
    kappa = "not defined" if math.isnan(row.kappa) else decimal(row.kappa)
    if row.interval:
        kappa += f" ({decimal_range(row.interval)})"
    return (
        f"{head}; with people not learnt from, kappa {kappa}, "
        f"promised {fine_percent(row.promised)}, held {fine_percent(row.held)}"
    )


def _cautions(lessons: Lessons) -> list[str]:
    told = {
        "left out: people's codings of codes that the codebook lacks": lessons.strange,
        "learnt from although the code was changed since": lessons.older,
    }
    return [
        f"{what}: {', '.join(f'{code} ({n})' for code, n in sorted(counted.items()))}"
        for what, counted in told.items()
        if counted
    ]


def _not_exclusive(codebook: Codebook, lessons: Lessons) -> list[str]:
    """Where people gave a turn two codes of which it has one at most."""
    told = []
    for group in codebook.exclusive_groups:
        themes = [each.id for each in codebook.themes if each.exclusive and each.codes == group]
        turns = lessons.count_together(group)
        if turns:
            told.append(
                f"{', '.join(themes) or 'the codebook'} is exclusive, yet people gave {turns} "
                f"{'turns' if turns > 1 else 'turn'} two of its codes: the machine gives one"
            )
    return told


def _facts(row: Calibration) -> dict[str, object]:
    facts: dict[str, object] = asdict(row)
    return {key: value for key, value in facts.items() if key not in ("code", "curve")}


def measure_worth(
    site: Site,
    codebook: Codebook,
    lessons: Lessons,
    proposals: Mapping[str, Sequence[Coding]],
    reads: Callable[[str], tuple[str, ...]],
    read: Callable[[str], Collection[int]],
) -> dict[str, Mapping[str, float | None]]:
    """Coder → judged units (a turn and a code each), kappa with people, interval by participants.

    ``reads`` tells for which codes a coder reads, an empty one meaning all, and ``read`` which
    turns; the kappa is over the codes that it reads for, ``codes`` of them. What the machine
    learnt of a participant it learnt from others, so it is measured on people new to it as well.
    """
    if not lessons:
        return {}
    worth: dict[str, Mapping[str, float | None]] = {}
    for name, codings in proposals.items():
        codes = [code for code in codebook.code_ids if {"", code} & {*reads(name)}]
        row = _weigh(site, lessons, codings, codes, read(name)) if name != LEARNED else None
        if row:
            worth[name] = row
    return worth


def _weigh(
    site: Site,
    lessons: Lessons,
    codings: Sequence[Coding],
    codes: Sequence[str],
    read: Collection[int],
) -> Mapping[str, float | None]:
    """A coder against people over the turns and codes that both judged; nothing without any."""
    held = {
        code: {turn: share for turn, share in lessons.verdicts(code).items() if turn in read}
        for code in codes
    }
    judged = sum(map(len, held.values()))
    if not judged:
        return {}
    given = group_sets((each.code, each.passage.turn.id or 0) for each in codings if each.holds)
    kappa, interval = pool_kappa(held, given, lessons.speaker_of, seed=site.settings.study.seed)
    low, high = (interval.low, interval.high) if interval else (None, None)
    known = None if math.isnan(kappa) else kappa
    return {"judged": judged, "codes": len(codes), "kappa": known, "low": low, "high": high}


def describe_worth(worth: Mapping[str, Mapping[str, float | None]], codes: int) -> tuple[str, ...]:
    """One line that sets the coders side by side, and says of how many ``codes``; none unjudged."""
    told = []
    for name, row in worth.items():
        kappa, low, high, read = row["kappa"], row["low"], row["high"], row["codes"]
        figure = "not defined" if kappa is None else decimal(kappa)
        ends = None if low is None or high is None else Interval(low, high)
        part = "" if read == codes else f" for {read} of {codes} codes"
        told.append(f"{name} {add_interval(figure, decimal_range(ends))}{part}")
    return (f"kappa with people, all codes together: {', '.join(told)}",) if told else ()
