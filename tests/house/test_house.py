"""The house keeps its promises: a light front door, parts that load, docs that are true."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from pkgutil import walk_packages

import click
import pytest

import interviewkit
from builders import small_study
from interviewkit import Study, parts
from interviewkit.errors import UnknownPartError

HEAVY = {
    "torch", "spacy", "bertopic", "sentence_transformers", "pandas", "numpy", "scipy", "sklearn",
    "umap", "matplotlib", "statsmodels", "docx", "openpyxl", "jinja2", "alembic", "ruamel",
    "icu4py", "rich", "prompt_toolkit", "httpx", "keyring",
}  # fmt: skip

TYPED = """
import sys
from interviewkit.cli import main
try:
    main({words!r})
except SystemExit as ended:
    assert not ended.code
print(*sys.modules, file=sys.stderr)
"""


BARE = "import sys; print(*sys.modules, file=sys.stderr)"


def loaded_by(*words: str) -> tuple[str, set[str]]:
    """What a command prints, and the modules it loads beyond those of Python's own start.

    How many those are differs from one computer to the next, and no command can help it.
    """
    said, modules = ended(TYPED.format(words=words))
    return said, modules - ended(BARE)[1]


def ended(code: str) -> tuple[str, set[str]]:
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout, set(done.stderr.split())


def test_help_loads_click_and_little_else() -> None:
    said, modules = loaded_by("--help")
    assert "Do all that study.toml asks for." in said
    assert modules & (HEAVY | {"sqlalchemy"}) == set()
    assert len(modules) < 250


def test_status_loads_the_store_and_nothing_that_counts(tmp_path: Path) -> None:
    Study.open(small_study(tmp_path)).ingest()
    said, modules = loaded_by("status", "--study", str(tmp_path))
    assert "transcripts                  1" in said
    assert modules & HEAVY <= {"ruamel"}  # what is next depends on the codebook
    assert len(modules) < 640


def test_a_run_with_nothing_new_loads_no_library_that_takes_a_second() -> None:
    slow = ("scipy.stats", "sklearn", "pandas", "torch", "spacy", "statsmodels", "matplotlib")
    loaded = f"print([m for m in {slow!r} if m in sys.modules])"
    code = f"import sys, interviewkit.steps.keeping.run\n{loaded}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("family", "name"), [(family, name) for family in parts.HOUSE for name in parts.HOUSE[family]]
)
def test_every_part_loads(family: str, name: str) -> None:
    assert callable(parts.load_part(family, name))


def test_every_module_can_be_loaded() -> None:
    """A name that only type checkers are given must not be asked for when a module is loaded."""
    for module in walk_packages(interviewkit.__path__, "interviewkit."):
        if module.name != "interviewkit.__main__" and ".migrations." not in module.name:
            import_module(module.name)


def test_an_unknown_part_names_the_nearest() -> None:
    with pytest.raises(UnknownPartError, match="there is no coder 'ruels'") as fault:
        parts.load_part("coder", "ruels")
    assert "did you mean 'rules'" in fault.value.hint


def test_guests_come_from_entry_points() -> None:
    for family in parts.HOUSE:
        guests = {entry.name for entry in entry_points(group=f"interviewkit.{family}")}
        assert set(parts.list_names(family)) == {*parts.HOUSE[family], *guests}


def every_command(command: click.Command, name: str) -> list[tuple[str, click.Command]]:
    found = [(name, command)]
    if isinstance(command, click.Group):
        for child in command.commands.values():
            found += every_command(child, f"{name} {child.name}")
    return found


def test_every_command_and_option_says_what_it_is_for() -> None:
    from interviewkit.cli import main

    for name, command in every_command(main, "interviewkit"):
        assert command.help, name
        for option in command.params:
            if isinstance(option, click.Option):
                assert option.help, f"{name} {option.name}"


def test_command_docs_are_current(root: Path) -> None:
    script = root / "scripts" / "write_command_docs.py"
    subprocess.run([sys.executable, script, "--check"], check=True)


def test_ci_runs_the_test_command_of_the_readme(root: Path) -> None:
    readme = (root / "README.md").read_text("utf-8")
    block = readme.split("<!-- test command -->")[1].split("```")[1]
    [command] = [line for line in block.splitlines() if line.startswith("python3 ")]
    assert command.endswith("-m pytest -n auto")
    assert " -e " not in command  # what people install is tested, not the folder of the sources
    assert "<!-- test command -->" in (root / ".ci" / "run").read_text("utf-8")


def test_torch_is_pinned(root: Path) -> None:
    assert "torch==2.13.0" in (root / "constraints.txt").read_text("utf-8").splitlines()


def test_no_file_of_the_house_is_too_long(root: Path) -> None:
    long = {
        str(path.relative_to(root)): lines
        for path in (root / "src").rglob("*.py")
        if "migrations" not in path.parts
        and (lines := len(path.read_text("utf-8").splitlines())) > 400
    }
    assert long == {}
