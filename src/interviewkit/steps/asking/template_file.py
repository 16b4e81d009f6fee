"""The study's own template of the prompt, or the packaged one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from interviewkit.coding.llm.template import MOST_CHARACTERS, PromptTemplate
from interviewkit.errors import StudyError
from interviewkit.model import Outcome
from interviewkit.model.settings import Settings
from interviewkit.steps.site import Site
from interviewkit.steps.writing.writing import StudyWriter

USUAL = "prompts/llm.txt"


def read_template(root: Path, settings: Settings) -> PromptTemplate:
    """The template that study.toml names, or the packaged one.

    Raises:
        StudyError: there is no such file, or it is no text.
    """
    name = settings.coding.llm.template
    if not name:
        return PromptTemplate.packaged()
    path = root / name
    try:
        if path.stat().st_size > 4 * MOST_CHARACTERS:
            raise StudyError(f"{name} is too large for a prompt", hint="name a text file")
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        hint = "write it with: interviewkit code --llm-template, or leave [coding.llm] template out"
        raise StudyError(f"there is no {name}", hint=hint) from None
    except OSError as fault:
        raise StudyError(f"{name} cannot be read: {fault.strerror}", hint="name a file") from fault
    except UnicodeDecodeError as fault:
        raise StudyError(f"{name} is not UTF-8 text", hint="save it as UTF-8") from fault
    return PromptTemplate(text.replace("\r\n", "\n"), name)


def write_template(site: Site) -> Outcome:
    """Lay the packaged template where the study's own is to stand, to be edited.

    Raises:
        StudyError: the place lies outside of the study, or is another file of it.
        OverwriteError: a file stands there.
    """
    name = site.settings.coding.llm.template or USUAL
    path = site.root / name
    if path.exists():
        raise StudyError(f"{name} is there already", hint="edit it, or move it away first")
    llm = replace(site.settings.coding.llm, template="")
    coding = replace(site.settings.coding, llm=llm)
    free = replace(site, settings=replace(site.settings, coding=coding))  # no file of its own yet
    StudyWriter.to(free, path, inside=True).write(PromptTemplate.packaged().text)
    says = [f"{name} is what a language model is asked: edit it as you like"]
    if not site.settings.coding.llm.template:
        says.append(f'then name it in study.toml, under [coding.llm]: template = "{name}"')
    return Outcome("template", True, tuple(says), {"file": name})
