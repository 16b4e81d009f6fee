"""Puts the example study into the package as it is built; all else stands in pyproject.toml.

The study lies once, at the root of the project, where its first command runs on it.
"""

import runpy
from pathlib import Path
from shutil import copyfile

from setuptools import setup
from setuptools.command.build_py import build_py

HERE = Path(__file__).parent
LISTED = runpy.run_path(str(HERE / "src/interviewkit/steps/keeping/example_files.py"))


class BuildWithExample(build_py):
    """Builds the package and copies the example study beside its code."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return  # it is read where it lies
        for source, target in self._list_example():
            target.parent.mkdir(parents=True, exist_ok=True)
            copyfile(source, target)

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:
        outputs: list[str] = super().get_outputs(include_bytecode)
        if self.editable_mode:
            return outputs
        return [*outputs, *(str(target) for _, target in self._list_example())]

    def _list_example(self) -> list[tuple[Path, Path]]:
        """Each file of the study, and where it goes."""
        into = Path(self.build_lib) / "interviewkit" / LISTED["FOLDER"]
        found = []
        for name in LISTED["EXAMPLE"]:
            place = HERE / name
            files = [place] if place.is_file() else sorted(place.rglob("*"))
            found += [file for file in files if file.is_file()]
        return [(file, into / file.relative_to(HERE)) for file in found]


setup(cmdclass={"build_py": BuildWithExample})
