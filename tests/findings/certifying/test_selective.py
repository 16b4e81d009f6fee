"""What a machine may decide alone, and that the promise is kept."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import binomtest

from interviewkit.findings.certifying.selective import certify_codes
from interviewkit.findings.correcting.audit import Audit
from interviewkit.findings.correcting.error_bound import Tally, bound_error, compute_effective_size
from interviewkit.model import CLASSES, AuditVerdict, Selective


def study(
    seed: int = 1, people: int = 60, judged: int = 500, pull: float = 1.8, share: float = 0.3
) -> tuple[Audit, dict[int, bool]]:
    """25 turns each; scores are probabilities that the code holds."""
    rng = np.random.default_rng(seed)
    n = people * 25
    holds = rng.random(n) < np.repeat(rng.beta(share * 4, (1 - share) * 4, people), 25)
    logit = 2 * pull * (rng.normal(size=n) + pull * (2 * holds - 1)) + math.log(share / (1 - share))
    scores = dict(enumerate((1 / (1 + np.exp(-logit))).tolist()))
    truth = dict(enumerate(holds.tolist()))
    chosen = rng.choice(n, judged, replace=False).tolist()
    speaker = {turn: f"P{turn // 25}" for turn in truth}
    return Audit(
        "x", scores, {t: AuditVerdict(truth[t], judged / n) for t in chosen}, speaker
    ), truth


def errors(found: Selective, audit: Audit, truth: dict[int, bool], decision: bool) -> float:
    wrong = [truth[t] != decision for t, s in audit.scores.items() if found.decide(s) is decision]
    return sum(wrong) / len(wrong)


def tally(decided: list[float], wrong: list[float]) -> Tally:
    d, e = np.array(decided, dtype=float), np.array(wrong, dtype=float)
    return Tally(d, e, d, e)


def test_single_turns_of_many_people_give_the_exact_binomial_bound() -> None:
    rate, bound = bound_error(tally([1.0] * 2000, [1.0] * 100 + [0.0] * 1900), 0.05)
    exact = binomtest(100, 2000, alternative="less").proportion_ci(0.95).high
    assert float(rate) == 0.05
    assert float(bound) == pytest.approx(exact, abs=3e-4)


def test_errors_of_one_person_weigh_more_than_those_of_many() -> None:
    spread = tally([10.0] * 30, [1.0] * 15 + [0.0] * 15)
    lumped = tally([10.0] * 30, [8.0, 7.0] + [0.0] * 28)
    assert float(bound_error(lumped, 0.05)[1]) > 1.3 * float(bound_error(spread, 0.05)[1])


def test_without_errors_people_are_still_taken_to_resemble_themselves() -> None:
    talkative, silent = tally([20.0] * 15, [0.0] * 15), tally([1.0] * 300, [0.0] * 300)
    zero = np.array(0.0)
    assert float(compute_effective_size(silent, zero)) == pytest.approx(300)
    assert float(compute_effective_size(talkative, zero)) == pytest.approx(
        300 / (1 + 0.3 * 19), rel=0.01
    )


def test_nothing_judged_bounds_nothing() -> None:
    rate, bound = bound_error(tally([0.0, 0.0], [0.0, 0.0]), 0.05)
    assert (math.isnan(float(rate)), float(bound)) == (True, 1.0)
    assert float(bound_error(tally([50.0], [0.0]), 0.05)[1]) == 1.0  # one person alone


@pytest.mark.parametrize("delta", [0.05, 0.0125])
def test_the_bound_errs_as_seldom_as_it_says_although_people_err_alike(delta: float) -> None:
    rng = np.random.default_rng(2)
    decided = rng.poisson(10, (3000, 24)) + 1.0
    wrong = rng.binomial(
        decided.astype(int), rng.beta(0.1 / 0.3 * 0.7, 0.9 / 0.3 * 0.7, (3000, 24))
    )
    _, bound = bound_error(Tally(decided, wrong.astype(float), decided, wrong.astype(float)), delta)
    assert (bound < 0.1).mean() <= 1.25 * delta
    turns = [
        binomtest(int(x), int(n), 0.1, "less").pvalue
        for x, n in zip(wrong.sum(1)[:500], decided.sum(1)[:500], strict=True)
    ]
    assert np.mean(np.array(turns) < delta) > 2 * delta  # what counting turns would do


def test_a_sure_machine_decides_most_and_keeps_its_promise() -> None:
    audit, truth = study()
    [found] = certify_codes([audit])
    assert found.present.granted
    assert found.absent.granted
    assert found.share > 0.8
    decided = [found.decide(score) is not None for score in audit.scores.values()]
    assert sum(decided) / len(decided) == pytest.approx(found.share, abs=1e-9)
    assert found.left(audit.scores) == [t for t, d in enumerate(decided) if not d]
    for each, decision in ((found.present, True), (found.absent, False)):
        assert each.wrong <= each.bound <= 0.10
        assert errors(found, audit, truth, decision) <= 0.10
        assert 0 < each.people <= 60
        assert each.judged <= 500
        assert (each.error, each.confidence, each.needs, each.why) == (0.10, 0.95, None, "")
        assert "drawn by chance" in each.assumption
    positives = [t for t in truth if truth[t]]
    lost = sum(found.decide(audit.scores[t]) is False for t in positives) / len(positives)
    assert found.missed == pytest.approx(lost, abs=0.06)


def test_a_score_that_is_no_number_is_for_a_person() -> None:
    [found] = certify_codes([study()[0]])
    assert found.decide(math.nan) is None


def test_a_machine_without_a_clue_decides_nothing() -> None:
    audit, _ = study(pull=0.01)
    for promise in ("decisions", CLASSES):
        [found] = certify_codes([audit], promise=promise)
        assert found.share == 0
        assert found.present.why.startswith("not automatable: at its surest")
        assert found.present.needs is None


def test_too_few_judgements_say_how_many_more() -> None:
    audit, truth = study(judged=80)
    [found] = certify_codes([audit])
    assert not found.present.granted
    assert found.present.needs is not None
    assert f"about {found.present.needs} more judged turns" in found.present.why
    more = 80 + 2 * found.present.needs
    rng = np.random.default_rng(5)
    chosen = rng.choice(len(truth), more, replace=False).tolist()
    judged = {turn: AuditVerdict(truth[turn], more / len(truth)) for turn in chosen}
    [after] = certify_codes([replace(audit, judged=judged)])
    assert after.present.granted


def test_absent_cannot_be_promised_of_a_rare_code_without_looking() -> None:
    """'Absent' everywhere would be wrong in 5 % of the turns: below 10, and worth nothing."""
    audit, _ = study(pull=0.01, share=0.05, people=100, judged=1000)
    [found] = certify_codes([audit])
    assert not found.absent.granted


def test_by_class_both_kinds_of_turns_are_held() -> None:
    audit, truth = study(judged=700)
    [found] = certify_codes([audit], promise=CLASSES)
    assert found.share > 0.8
    for holds in (True, False):
        decided = [found.decide(audit.scores[t]) for t, y in truth.items() if y is holds]
        made = [each for each in decided if each is not None]
        assert sum(each is not holds for each in made) / len(made) <= 0.10


def test_one_decision_may_have_to_wait_for_the_other() -> None:
    audit, _ = study(share=0.08, judged=250)
    [found] = certify_codes([audit], promise=CLASSES)
    assert "would hold by itself" in found.present.why
    assert "more judged turns" in found.absent.why


def test_more_codes_at_once_ask_for_more() -> None:
    audit, _ = study(seed=3, judged=220)
    [alone] = certify_codes([audit])
    many = certify_codes([replace(audit, code=f"c{number}") for number in range(12)])
    assert [each.code for each in many] == [f"c{number}" for number in range(12)]
    assert many[0].share < alone.share


def test_two_decisions_never_claim_the_same_turn() -> None:
    audit, _ = study(pull=3.0, judged=1000)
    [found] = certify_codes([audit])
    assert found.present.threshold is not None
    assert found.absent.threshold is not None
    assert found.present.threshold > found.absent.threshold
    assert found.share <= 1


def test_without_an_audit_nothing_is_promised() -> None:
    audit, _ = study()
    [found] = certify_codes([replace(audit, judged={})])
    assert found.share == 0
    assert found.present.why == "no turn was judged: it takes 38 at least"
    assert math.isnan(found.missed)


def test_one_verdict_only_certifies_the_other_side_at_most() -> None:
    audit, _ = study()
    never = {turn: AuditVerdict(False, each.chance) for turn, each in audit.judged.items()}
    [found] = certify_codes([replace(audit, judged=never)])
    assert not found.present.granted
    assert not found.absent.granted  # nothing was found, so nothing shows that it would be


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"promise": "all"}, "'all' is no promise; it is one of decisions, classes"),
        ({"error": 0.0}, "between 0 and 1"),
        ({"confidence": 95.0}, "between 0 and 1"),
    ],
)
def test_what_cannot_be_promised_is_refused(asked: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        certify_codes([study()[0]], **asked)  # type: ignore[arg-type]


def test_the_promise_is_kept_in_repeated_studies() -> None:
    """30 people who err alike; the surest decisions of a middling machine."""
    broken = 0
    for seed in range(120):
        audit, truth = study(seed, people=30, judged=300, pull=1.2)
        [found] = certify_codes([audit])
        sides = [(found.present, True), (found.absent, False)]
        granted = [errors(found, audit, truth, side) for each, side in sides if each.granted]
        broken += any(error > 0.10 for error in granted)
    assert broken <= 12  # 6 expected at most; 12 has a probability below 2 %
