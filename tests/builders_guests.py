"""Packages that bring a coder: installed as pip leaves them, run as users do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import chdir
from importlib import invalidate_caches
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from interviewkit.cli import main

COFFEE = """
from interviewkit.coding.contract import Proposal

class Coffee:
    def propose(self, material, codebook):
        for passage in material.passages:
            if "coffee" in passage.quote.lower():
                yield Proposal(passage, "isolation", 0.9, evidence=["the word coffee"])
"""
"""A coder that finds isolation where nobody else does: in the coffee."""


def install_guest(
    site: Path,
    source: str,
    *,
    name: str = "coffee",
    version: str = "1.0",
    package: str = "acme-coders",
    attribute: str = "Coffee",
    group: str = "interviewkit.coder",
) -> Path:
    """Lay a package into a folder of packages, with a real entry point; returns the folder.

    What this process has loaded of it is forgotten, as if it began anew.
    """
    module = f"{package.replace('-', '_')}_{name.replace('-', '_')}"
    site.mkdir(exist_ok=True)
    (site / f"{module}.py").write_text(source, "utf-8")
    for old in site.glob(f"{module}-*.dist-info"):
        shutil.rmtree(old)
    info = site / f"{module}-{version}.dist-info"
    info.mkdir(exist_ok=True)
    metadata = f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n"
    (info / "METADATA").write_text(metadata, "utf-8")
    entry = f"[{group}]\n{name} = {module}:{attribute}\n"
    (info / "entry_points.txt").write_text(entry, "utf-8")
    sys.modules.pop(module, None)
    invalidate_caches()
    return site


def call(study: Path, site: Path, *words: str) -> Result:
    """A command typed in the study's folder, with these packages installed."""
    with chdir(study), pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(site))
        return CliRunner().invoke(main, list(words))


def call_apart(study: Path, site: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The same in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(site)}
    return subprocess.run(
        [sys.executable, "-m", "interviewkit", *words], cwd=study, text=True,
        capture_output=True, env=environment, timeout=300, check=False,
    )  # fmt: skip
