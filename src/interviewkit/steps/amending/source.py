"""The codebook's file as it stands, to be changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from interviewkit.coding.codebook_file import NO_CODES, find_patterns, read_codebook_text
from interviewkit.coding.codebook_patterns import PatternsFile, decode_patterns
from interviewkit.coding.codebook_yaml import MOST_BYTES
from interviewkit.errors import CodebookError, Problem
from interviewkit.model import Codebook, KeptCodebook
from interviewkit.steps.coding.codebook import refuse_patterns
from interviewkit.steps.record import tell_time
from interviewkit.steps.site import Site
from interviewkit.steps.writing.edited import read_before

FIRST = "codebooks/codebook.yaml"
"""Where a study without a codebook gets one."""


@dataclass(frozen=True, slots=True)
class CodebookSource:
    """The file, what it holds, and what that says.

    ``content`` is ``None`` where there is no file yet; ``text`` is then what a new one begins with.
    ``is_named`` tells whether study.toml names it. ``patterns`` is the file of patterns beside it,
    where it names one, and ``patterns_content`` what that holds.
    """

    path: Path
    name: str
    content: bytes | None
    text: str
    codebook: Codebook
    problems: tuple[Problem, ...]
    is_named: bool = True
    patterns: PatternsFile | None = None
    patterns_content: bytes | None = None

    @classmethod
    def read(cls, site: Site) -> CodebookSource:
        """The codebook of the study, or what a first one begins with.

        Raises:
            CodebookError: the file cannot be read as text.
        """
        name = site.settings.codebook.file or FIRST
        path = site.root / name
        content = read_before(path)
        text = _begin_text(site) if content is None else _decode(content, name)
        patterns, beside = read_beside(site, name, text)
        codebook, problems = read_codebook_text(Path(name), text, patterns)
        named = bool(site.settings.codebook.file)
        return cls(path, name, content, text, codebook, problems, named, patterns, beside)

    @property
    def fault(self) -> Problem | None:
        """What keeps the codebook from being read; having no codes does not."""
        return next((each for each in self.problems if each.fatal and each.what != NO_CODES), None)

    def keep(self) -> KeptCodebook | None:
        """The file as it is, to be kept; ``None`` where there is none."""
        if self.content is None:
            return None
        return keep_text(self.name, self.text, self.codebook)

    def keep_patterns(self) -> KeptCodebook | None:
        """The file of patterns as it is, to be kept; ``None`` where there is none."""
        if self.patterns is None or self.patterns_content is None:
            return None
        return keep_text(self.patterns.path, self.patterns.text, self.codebook)


def read_beside(site: Site, name: str, text: str) -> tuple[PatternsFile | None, bytes | None]:
    """The file of patterns that the text of a codebook names, and its bytes.

    Raises:
        StudyError: it is no file, or cannot be read.
    """
    place = find_patterns(Path(name), text)
    if place is None:
        return None, None
    told = refuse_patterns(site.root, site.settings, site.root / place, site.root / name)
    if told:
        return PatternsFile(str(place), absent=told), None
    content = read_before(site.root / place)
    return decode_patterns(str(place), content), content


def keep_text(name: str, text: str, codebook: Codebook) -> KeptCodebook:
    """A text of the file at a path, to be kept."""
    mark = hashlib.sha256(text.encode()).hexdigest()
    return KeptCodebook(name, mark, codebook.version, tell_time(), text)


def _decode(content: bytes, name: str) -> str:
    if len(content) > MOST_BYTES:
        raise CodebookError(f"{name} is larger than {MOST_BYTES // 1_000_000} MB")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise CodebookError(
            f"{name}:{line}: not UTF-8 text", hint="save the file in the encoding UTF-8"
        ) from None


def _begin_text(site: Site) -> str:
    from interviewkit.coding.editing.scalars import write_scalar

    name = " ".join(site.settings.study.name.split()) or "Codebook"
    head = "# What each code means, what belongs to it, and what does not: docs/codebook.md\n"
    return f'{head}name: {write_scalar(name)}\nversion: "0.1"\n\ncodes:\n'
