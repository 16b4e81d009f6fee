"""``code --selective``: what is promised, what is marked, what is left, and when it is void."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from builders_review import CODEBOOK, propose
from builders_selective import (
    CODES,
    copied,
    frame_of,
    holds,
    judge,
    score,
    scored_study,
    store_of,
    sure,
)
from interviewkit import Study
from interviewkit.errors import AuditError, StudyBusyError, StudyError
from interviewkit.model import CERTIFIED, Issued, Outcome, Selective
from interviewkit.steps.certifying.certificates import compute_certificates
from interviewkit.steps.certifying.evidence import gather_evidence
from interviewkit.steps.reading import open_loaded


@pytest.fixture(scope="module")
def unread(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return scored_study(tmp_path_factory.mktemp("unread"))


@pytest.fixture(scope="module")
def read(unread: Study, tmp_path_factory: pytest.TempPathFactory) -> Study:
    study = copied(unread, tmp_path_factory.mktemp("read") / "study")
    judge(study, 350)
    return study


@pytest.fixture
def study(unread: Study, tmp_path: Path) -> Study:
    return copied(unread, tmp_path / "study")


@pytest.fixture
def judged(read: Study, tmp_path: Path) -> Study:
    return copied(read, tmp_path / "study")


def said(outcome: Outcome) -> str:
    return "\n".join(outcome.says)


def holding(study: Study) -> list[Selective]:
    """The certificates that hold, as a report is told of them."""
    with open_loaded(study._site, study.codebook()[0]) as loaded:
        return compute_certificates(loaded)


def certified(study: Study, code: str = "isolation") -> set[int]:
    with store_of(study).reading() as shelves:
        return shelves.coverage.read_by(CERTIFIED, [code])


def newest(study: Study, code: str = "isolation") -> Issued:
    return next(each for each in study.certificates() if each.found.code == code)


def test_what_is_certified_is_right_and_marked(judged: Study) -> None:
    outcome = judged.certify()
    assert outcome.did
    assert outcome.says[0].startswith("2 of 2 codes can be left to the machine in part")
    assert judged.codings(coders=[CERTIFIED], codes=["isolation"])
    for found in holding(judged):
        assert found.share > 0.5
        with open_loaded(judged._site, judged.codebook()[0]) as loaded:
            [known] = gather_evidence(loaded, [found.code])
        decided = {turn: found.decide(score) for turn, score in known.scores.items()}
        made = {turn: says for turn, says in decided.items() if says is not None}
        assert certified(judged, found.code) == made.keys()
        wrong = [turn for turn, says in made.items() if says != holds(found.code, turn)]
        assert len(wrong) / len(made) <= 0.10
        marked = judged.codings(coders=[CERTIFIED], codes=[found.code])
        assert {c.passage.turn.id for c in marked} == {t for t, says in made.items() if says}
        assert {c.status for c in marked} <= {"accepted"}
        assert all(c.evidence[0].kind == "certificate" for c in marked)


def test_sample_bound_promise_and_assumption_are_told_and_stored(judged: Study) -> None:
    told = said(judged.certify())
    assert "350 turns of 100 people judged by chance" in told
    assert "at most 10% of what it marks present is wrong" in told
    assert "promised with 95% confidence, for all 2 codes together" in told
    assert "assuming: judged turns were drawn by chance" in told
    assert "are missed" in told
    each = newest(judged)
    assert each.holds
    assert (each.coder, each.basis.codes) == ("machine", CODES)
    assert each.codebook_version == judged.codebook()[0].version
    assert each.found.present.bound <= 0.10
    assert len(each.rows()) == 2


def test_the_same_again_is_nothing_new(judged: Study) -> None:
    judged.certify()
    again = judged.certify()
    assert not again.did
    assert again.says[0].startswith("nothing new: 2 of 2")
    assert len(judged.certificates(history=True)) == 2


def test_the_passages_are_the_machines_where_it_proposed_some(judged: Study) -> None:
    [turn] = [t for t in range(2, 11, 2) if _position_score(judged, t) > 0.9][:1]
    propose(judged, turn, "thing", "isolation", 0.93)
    judged.certify(["isolation"])
    spans = {
        (c.passage.turn.transcript, c.passage.turn.position): c.passage.quote
        for c in judged.codings(coders=[CERTIFIED])
    }
    assert spans["talk001", turn] == "thing"
    others = [quote for place, quote in spans.items() if place != ("talk001", turn)]
    assert all(quote.startswith("I say thing") for quote in others)


def _position_score(study: Study, position: int) -> float:
    """The score for isolation of the first transcript's turn at that position."""
    turn = study.transcript("talk001").turns[position - 1]
    return sure("isolation", turn.id or 0)


# -- what is left --------------------------------------------------------------------------------


def unsure(code: str, turn: int) -> float:
    """Sure of two thirds of the turns, without a clue about the others."""
    return 0.5 if turn % 3 == 0 else sure(code, turn)


def test_the_remainder_is_exactly_what_nobody_decided(study: Study) -> None:
    score(study, unsure)
    judge(study, 350)
    study.certify()
    with store_of(study).reading() as shelves:
        turns = set(frame_of(study, shelves).turns)
        read = shelves.coverage.read_by("ana", CODES)
    left = {code: turns - certified(study, code) - read for code in CODES}
    review = study.review("zoe", queue="remainder")
    seen: dict[str, set[int]] = {code: set() for code in CODES}
    while (card := review.card()) is not None:
        for code in card.codes:
            seen[code.id].add(card.turn.id or 0)
        review.close(card)
    assert seen == left
    assert all(left.values())
    assert review.finish().facts["left"] == 0


def test_two_people_never_get_the_same_turn_of_the_remainder(study: Study) -> None:
    score(study, unsure)
    judge(study, 350)
    study.certify()
    first, second = (study.review(name, queue="remainder") for name in ("zoe", "ben"))
    cards = [first.card(), second.card()]
    turns = [card.turn.id for card in cards if card is not None]
    assert len(set(turns)) == 2
    again = study.review("zoe", queue="remainder").card()
    assert again is not None
    assert again.turn.id == turns[0]


def test_a_persons_word_outranks_what_the_machine_decided(judged: Study) -> None:
    """The report takes a person's reading, where there is one, and the decision elsewhere."""
    from builders import report_inputs

    judged.certify()
    inputs = report_inputs(judged)
    with store_of(judged).reading() as shelves:
        read = shelves.coverage.read_by("ana", CODES)
    denied = {(t, code) for t in read for code in CODES if not holds(code, t)}
    in_report = {(c.passage.turn.id, c.code) for c in inputs.standing if c.coder == CERTIFIED}
    marked = {(c.passage.turn.id, c.code) for c in judged.codings(coders=[CERTIFIED])}
    assert [each.code for each in inputs.certificates] == list(CODES)
    assert in_report
    assert not in_report & denied
    assert marked & denied  # nothing is overwritten


def test_a_certified_absence_outranks_a_proposal_in_the_report(judged: Study) -> None:
    from builders import report_inputs

    with store_of(judged).reading() as shelves:
        read = shelves.coverage.read_by("ana", CODES)
    turns = [t for t in judged.transcript("talk001").turns if t.speaker != "Moderator"]
    low = [t for t in turns if sure("trust", t.id or 0) < 0.05 and t.id not in read]
    propose(judged, low[0].position, "thing", "trust", 0.6)
    key = low[0].id

    def in_report() -> bool:
        inputs = report_inputs(judged)
        return any(c.code == "trust" and c.passage.turn.id == key for c in inputs.standing)

    assert in_report()
    judged.certify()
    assert not in_report()


# -- void ----------------------------------------------------------------------------------------


def _rescored(study: Study) -> Study:
    score(study, lambda code, turn: sure(code, turn) * 0.99)
    return study


def _rewritten(study: Study) -> Study:
    text = CODEBOOK.replace("Weaker ties to people at work.", "Fewer ties at work.")
    (study.root / "codebook.yaml").write_text(text, "utf-8")
    return study


def _without(study: Study) -> Study:
    (study.root / "codebook.yaml").write_text(CODEBOOK.split("  - id: isolation")[0] + (
        "  - id: trust" + CODEBOOK.split("  - id: trust")[1]
    ), "utf-8")  # fmt: skip
    return study


def _broken(study: Study) -> Study:
    (study.root / "codebook.yaml").write_text("codes: [", "utf-8")
    return study


def _rejudged(study: Study) -> Study:
    judge(study, 10)
    return study


def _rebound(study: Study) -> Study:
    toml = study.root / "study.toml"
    toml.write_text(toml.read_text("utf-8") + "[coding]\nselective = true\nerror = 0.2\n", "utf-8")
    return Study.open(study.root)


def _recoded(study: Study) -> Study:
    with store_of(study).writing() as shelves:
        shelves.coverage.set_read(CERTIFIED, [], None)
    return study


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_rescored, "the machine's scores have changed"),
        (_rewritten, "the code was changed in the codebook"),
        (_without, "the codebook has no such code any more"),
        (_broken, "the codebook cannot be applied"),
        (_rejudged, "other turns have been judged by chance since"),
        (_rebound, "study.toml asks for another bound now"),
        (_recoded, "the machine has coded anew since"),
    ],
)
def test_a_certificate_is_void_once_what_it_rests_on_changes(
    judged: Study, change: Callable[[Study], Study], told: str
) -> None:
    judged.certify()
    assert judged.lapsed() is None
    study = change(judged)
    assert newest(study).void == told
    assert not newest(study).holds
    lapsed = study.lapsed()
    assert lapsed is not None
    assert told in lapsed.says[0]
    assert told in str(study.status()["void_certificates"])
    assert "isolation" not in [each.code for each in holding(study)]


def test_another_bound_than_study_tomls_stands_until_that_one_changes(judged: Study) -> None:
    study = _rebound(judged)
    study.certify(error=0.15)
    assert study.lapsed() is None
    assert newest(study).holds
    assert not study.certify(error=0.15).did
    toml = study.root / "study.toml"
    toml.write_text(toml.read_text("utf-8").replace("error = 0.2", "error = 0.25"), "utf-8")
    study = Study.open(study.root)
    assert newest(study).void == "study.toml asks for another bound now"
    assert study.certify(error=0.15).did
    assert newest(study).holds


@pytest.mark.parametrize("change", [_rescored, _rejudged, _rebound, _recoded])
def test_what_is_void_is_made_anew_and_kept_in_the_history(
    judged: Study, change: Callable[[Study], Study]
) -> None:
    judged.certify()
    study = change(judged)
    outcome = study.certify()
    assert outcome.did
    assert "made anew" in said(outcome)
    assert newest(study).holds
    assert certified(study)
    ended = [each.ended for each in study.certificates(history=True)]
    assert len(ended) == (2 if change is _recoded else 4)


def test_a_codebook_that_changed_since_the_machine_coded_is_told(judged: Study) -> None:
    _rewritten(judged)
    with pytest.raises(StudyError, match="changed since the machine coded") as fault:
        judged.certify()
    assert "interviewkit code" in fault.value.hint


def test_codes_of_another_call_keep_their_certificate_and_that_is_told(judged: Study) -> None:
    judged.certify(["isolation"])
    marked = certified(judged, "isolation")
    outcome = judged.certify(["trust"])
    assert "certified in another call: isolation;" in said(outcome)
    assert [each.found.code for each in judged.certificates()] == ["isolation", "trust"]
    assert certified(judged, "isolation") == marked
    assert certified(judged, "trust")


# -- where nothing can be promised ---------------------------------------------------------------


def test_without_an_audit_it_says_how_many_judgements_it_takes(study: Study) -> None:
    outcome = study.certify()
    assert "isolation: no turn was judged: it takes 45 at least" in said(outcome)
    assert "review start --queue random" in said(outcome)
    assert certified(study) == set()


@pytest.mark.parametrize("n", [1, 5])
def test_a_handful_of_judged_turns_promises_nothing(study: Study, n: int) -> None:
    judge(study, n)
    outcome = study.certify()
    assert outcome.says[0].startswith("0 of 2 codes")
    assert "asked for with 95% confidence" in said(outcome)
    assert said(outcome).count("not automatable yet") == 2
    assert [row["state"] for each in study.certificates() for row in each.rows()] == ["not yet"] * 4


def test_one_person_promises_nothing_for_others(tmp_path: Path) -> None:
    study = scored_study(tmp_path, people=1, turns=80)
    judge(study, 60)
    outcome = study.certify()
    assert "of 1 person judged by chance" in said(outcome)
    assert certified(study) == set()


def test_one_class_only_shows_nothing(study: Study) -> None:
    judge(study, 350, lambda _code, _turn: False)
    study.certify()
    for each in study.certificates():
        assert not each.found.present.granted
        assert not each.found.absent.granted


def test_without_scores_it_says_what_to_do(tmp_path: Path) -> None:
    study = scored_study(tmp_path)
    with store_of(study).writing() as shelves:
        shelves.coverage.set_read("machine", [], None)
        shelves.scores.replace(1, {}, 1)
    with pytest.raises(AuditError, match="no machine scores") as fault:
        study.certify()
    assert "interviewkit code" in fault.value.hint


def test_without_scores_of_its_own_the_machines_proposals_are_taken(judged: Study) -> None:
    with store_of(judged).writing() as shelves:
        frame = frame_of(judged, shelves)
        likely = [t for t in frame.turns.values() if sure("isolation", t.id or 0) > 0.5]
        shelves.scores.replace(1, {}, 1)
    assert judged.certify(["isolation"]).did
    assert newest(judged).found.share == 0  # nothing was proposed: every turn scores 0
    for turn in likely:
        _propose(judged, turn.transcript, turn.position, sure("isolation", turn.id or 0))
    judged.certify(["isolation"])
    assert newest(judged).found.share > 0.5


def _propose(study: Study, transcript: str, position: int, score_: float) -> None:
    from interviewkit.model import Coding, Passage

    with store_of(study).writing() as shelves:
        turns = shelves.transcripts.turns()
        turn = next(t for t in turns if (t.transcript, t.position) == (transcript, position))
        new = Coding(Passage.cut(turn, 0, 5), "isolation", "machine", score=score_)
        shelves.codings.add([new], {}, None)


def test_scores_that_are_no_numbers_are_left_to_a_person(judged: Study) -> None:
    with store_of(judged).reading() as shelves:
        lost = sorted(frame_of(judged, shelves).turns)[:20]
    score(judged, lambda code, turn: math.nan if turn in lost else sure(code, turn))
    outcome = judged.certify()
    assert "20 turns have no usable score for 'isolation'" in str(outcome.problems[0])
    assert newest(judged).found.share > 0.5
    assert not certified(judged) & set(lost)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"error": 0.0}, "an error of 0 cannot be promised"),
        ({"error": 0.5}, "an error of 0.5 cannot be promised"),
        ({"error": math.nan}, "an error of nan cannot be promised"),
        ({"confidence": 1.0}, "a confidence of 1 cannot be had"),
        ({"confidence": 0.2}, "a confidence of 0.2 cannot be had"),
        ({"promise": "all"}, "there is no promise 'all'"),
        ({"codes": ["trusst"]}, "the codebook has no code 'trusst'"),
    ],
)
def test_what_nobody_could_mean_is_refused(
    judged: Study, asked: dict[str, object], told: str
) -> None:
    with pytest.raises(StudyError, match=told):
        judged.certify(**asked)  # type: ignore[arg-type]
    assert judged.certificates() == []


def test_the_remainder_needs_a_certificate(study: Study) -> None:
    with pytest.raises(StudyError, match="may decide nothing alone") as fault:
        study.review("zoe", queue="remainder")
    assert "code --selective" in fault.value.hint


# -- two at once ---------------------------------------------------------------------------------


def test_while_another_process_certifies_one_is_told_to_wait(judged: Study) -> None:
    with store_of(judged).locked(), pytest.raises(StudyBusyError):
        _in_another_process(judged)


def _in_another_process(study: Study) -> None:
    """Certify there; what it says is raised here."""
    program = (
        "import sys\nfrom interviewkit import Study\n"
        "from interviewkit.errors import StudyBusyError\n"
        "try:\n    Study.open(sys.argv[1]).certify()\n"
        "except StudyBusyError:\n    sys.exit(7)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(study.root)], check=False)
    if done.returncode == 7:
        raise StudyBusyError("busy")
    assert done.returncode == 0


def test_two_processes_leave_one_set_of_certificates(judged: Study) -> None:
    def again(_number: int) -> None:
        try:
            _in_another_process(judged)
        except StudyBusyError:
            return

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(again, range(2)))
    assert [each.found.code for each in judged.certificates()] == list(CODES)
    assert len(judged.certificates(history=True)) == 2
    assert certified(judged)
