"""How far a machine can be trusted, in every face, held whole in ``snapshots/``."""

from __future__ import annotations

import math

from faces import hold
from interviewkit.model import Calibration, Certificate, Interval, Issued, Selective
from interviewkit.model.calibration import build_reliability_curve
from interviewkit.model.certificate import Basis
from interviewkit.tables.findings.calibration import (
    build_calibration,
    build_certificates,
    build_reliability_table,
)

NAN = math.nan
CURVE = build_reliability_curve((0.05, 0.08, 0.95), (0.0, 0.0, 1.0))
TRUST = Calibration(
    "trust", True, 1204, 30, 26, 28, 0.6877, Interval(0.25, 1.0), 0.18, 0.12, 0.0453
)
DOUBT = Calibration(
    "doubt", False, 3, 0, 0, 1, NAN, None, 0.004, 0.0, 0.001, CURVE, "too few judged"
)


def test_calibration_in_every_face() -> None:
    hold("calibration", build_calibration([TRUST, DOUBT]))


def test_a_reliability_curve_in_every_face() -> None:
    hold("reliability_curve", build_reliability_table(DOUBT))


def certificate(decision: str, threshold: float | None) -> Certificate:
    why = "" if threshold else "about 70 more judged turns"
    return Certificate(
        "trust", decision, threshold, 0.42, 120, 31, 0.004, 0.0812, 0.1, 0.95, "decisions",
        "turns were drawn by chance", None if threshold else 70, why,
    )  # fmt: skip


def test_certificates_in_every_face() -> None:
    both = Selective("trust", certificate("present", None), certificate("absent", 0.12), 0.3)
    basis = Basis("a1", "b2", "c3", 7, ("trust",))
    void = "the code was changed in the codebook"
    issued = Issued(both, "machine", basis, 8, "2025-06-01T08:05:17+00:00", void=void, id=1204)
    hold("certificates", build_certificates([issued], history=True))
