"""The shelf of certificates: a log of what was promised of a machine's own decisions."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, select, update

from interviewkit.model import Basis, Certificate, Issued, Selective
from interviewkit.store.rows import Shelf
from interviewkit.store.schema import certificate, coder, run


class Certificates(Shelf):
    def add(self, found: Selective, basis: Basis, coder_id: int, run_id: int) -> int:
        """Append a certificate on one code; returns its id."""
        values: dict[str, object] = {
            "run_id": run_id,
            "code": found.code,
            "coder_id": coder_id,
            "body": {"found": _written(asdict(found)), "basis": asdict(basis)},
        }
        return self._add(certificate, values)

    def retire(self, ids: Iterable[int], run_id: int) -> None:
        """These certificates were given up or replaced; they stay in the log."""
        self._execute(
            update(certificate).where(certificate.c.id.in_(list(ids))).values(retired_run_id=run_id)
        )

    def list(self, *, history: bool = False) -> list[Issued]:
        """The certificates that were not replaced, or with ``history`` all of them, in order."""
        later = run.alias("later")
        wanted = (
            select(
                certificate,
                coder.c.name.label("coder"),
                run.c.ended.label("at"),
                run.c.codebook_version,
                later.c.ended.label("retired_at"),
            )
            .join(coder, certificate.c.coder_id == coder.c.id)
            .join(run, certificate.c.run_id == run.c.id)
            .join(later, certificate.c.retired_run_id == later.c.id, isouter=True)
            .order_by(certificate.c.id)
        )
        if not history:
            wanted = wanted.where(certificate.c.retired_run_id.is_(None))
        return [_issued(row) for row in self._execute(wanted)]


def _issued(row: Row[Any]) -> Issued:
    found, basis = row.body["found"], dict(row.body["basis"])
    basis["codes"] = tuple(basis["codes"])
    if basis.get("wished") is not None:
        basis["wished"] = tuple(basis["wished"])
    return Issued(
        found=Selective(
            found["code"],
            _certificate(found["present"]),
            _certificate(found["absent"]),
            float(found["missed"]),
        ),
        coder=row.coder,
        basis=Basis(**basis),
        run=row.run_id,
        at=row.at,
        codebook_version=row.codebook_version,
        ended=row.retired_at or "",
        id=row.id,
    )


def _written(value: object) -> object:
    """JSON knows no number that is not finite: those are kept as words."""
    if isinstance(value, Mapping):
        return {key: _written(item) for key, item in value.items()}
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value


def _certificate(body: Mapping[str, Any]) -> Certificate:
    numbers = ("wrong", "bound", "share", "error", "confidence")
    found = {**body, **{name: float(body[name]) for name in numbers}}
    if found["threshold"] is not None:
        found["threshold"] = float(found["threshold"])
    return Certificate(**found)
