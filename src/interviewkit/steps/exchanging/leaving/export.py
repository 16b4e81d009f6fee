"""``export FILE…``: the study leaves; what goes along, and what stays, is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from interviewkit.errors import Problem, StudyError
from interviewkit.exchange.leaving.material import LeavingStudy
from interviewkit.model import Outcome
from interviewkit.model.coding import count_groups
from interviewkit.steps.exchanging.leaving.formats import LeavingFormat, choose_format
from interviewkit.steps.exchanging.leaving.gather import LeavingChoice, gather_study
from interviewkit.steps.site import Site
from interviewkit.steps.writing.writing import StudyWriter
from interviewkit.wording.numbers import counted
from interviewkit.wording.words import join_words

EXPORT = "export"


def export_files(
    site: Site, paths: Sequence[Path], *, shape: str = "", choice: LeavingChoice | None = None
) -> Outcome:
    """Write the study to each of these files or folders, in the format that its name tells.

    ``shape`` says the format where the names do not. Documents for people hold what people coded,
    unless ``choice`` asks for machines too; tables and JSON hold everybody's, each told by name.
    All are written, or none.

    Raises:
        StudyError: a format is unknown, a coder never coded here, or a file cannot be written.
    """
    choice = choice or LeavingChoice()
    chosen = [(path, *choose_format(path, shape)) for path in paths]
    if len({path.resolve() for path in paths}) < len(paths):
        raise StudyError("one file is named twice", hint="name each once")
    door = StudyWriter.to(site, *(path for path, _, is_folder in chosen if not is_folder))
    gathered: dict[LeavingChoice, tuple[LeavingStudy, Sequence[Problem]]] = {}
    contents: dict[Path, str | bytes] = {}
    told: list[str] = []
    facts: list[dict[str, object]] = []
    problems: dict[Problem, None] = {}
    with site.progress("writing", len(chosen)) as tick:
        for path, form, is_folder in chosen:
            wanted = _fit(choice, form)
            if wanted not in gathered:
                gathered[wanted] = gather_study(site, wanted)
            study, found = gathered[wanted]
            problems |= dict.fromkeys(found)
            written = form.write(study, is_folder)
            made = written.files
            contents |= {path / name if name else path: each for name, each in made.items()}
            told.append(_say(study, form, path, len(made) if is_folder else 0))
            facts.append(_tell(study, form, path, [*made]))
            notes = (Problem(str(path), 0, note, fatal=False) for note in written.notes)
            problems |= dict.fromkeys(notes)
            tick(1)
    _write(site, door, contents)
    forms = [form for _, form, _ in chosen]
    says = (*told, *_warn([(gathered[_fit(choice, form)][0], form) for form in forms]))
    return Outcome(EXPORT, True, says, {"files": facts}, tuple(problems))


def _fit(choice: LeavingChoice, form: LeavingFormat) -> LeavingChoice:
    """What a format takes of what was asked for."""
    machines = choice.machines or not form.for_people
    return replace(choice, machines=machines, as_text=form.as_text, reads=not form.for_people)


def _write(site: Site, door: StudyWriter, contents: dict[Path, str | bytes]) -> None:
    """Fill the files that were asked for before, and those of folders, all or none."""
    named = list(door.places)
    inside = [path for path in contents if path not in named]
    whole = StudyWriter.to(site, *inside)
    both = StudyWriter(site, {**door.places, **whole.places})
    both.write(*(contents[path] for path in both.places))


def _say(study: LeavingStudy, form: LeavingFormat, path: Path, in_folder: int) -> str:
    """What went where, in a line."""
    where = f"{path} ({counted(in_folder, 'file')})" if in_folder else str(path)
    if not form.has_speech:
        return f"{counted(len(study.label_of), 'code')} to {where}"
    codings = study.holding if form.for_people else study.codings
    groups, passages = count_groups(codings), len(codings)
    on = f"on {counted(passages, 'passage')} " if groups != passages else ""
    return (
        f"{counted(groups, 'coding')} {on}of {counted(len(study.coders), 'coder')} in "
        f"{counted(len(study.transcripts), 'transcript')} to {where}"
    )


def _tell(
    study: LeavingStudy, form: LeavingFormat, path: Path, written: Sequence[str]
) -> dict[str, object]:
    rejected = len(study.codings) - len(study.holding)
    codings = study.holding if form.for_people else study.codings
    return {
        "file": str(path),
        "format": form.name,
        "parts": [each for each in written if each],
        "transcripts": len(study.transcripts) if form.has_speech else 0,
        "words": _count_words(study, form) if form.has_speech else 0,
        "codings": count_groups(codings),
        "passages": len(codings),
        "too_light": study.too_light,
        "rejections_left_out": rejected if form.for_people else 0,
        "coders": [each.name for each in study.coders],
        "codes": len(study.label_of),
        "people": len(study.people) if form.has_speech else 0,
        "answers_of": len(study.answers) if form.has_speech else 0,
        "memos": 0 if form.only_coded else len(study.memos),
    }


def _warn(left: Sequence[tuple[LeavingStudy, LeavingFormat]]) -> Iterator[str]:
    """What stays, and what is confidential in what left."""
    spoken = [(study, form) for study, form in left if form.has_speech]
    if not spoken:
        return
    if stays := next((study.stays for study, _ in spoken if study.stays), ()):
        names = ", ".join(stays)
        yield f"machines' codings stay where people read: {names}; --all takes them along"
    if light := max(study.too_light for study, _ in spoken):
        yield f"{counted(light, 'coding')} that machines weighed and found too light stay here"
    held = [f"{counted(max(_count_words(*each) for each in spoken), 'word')} that people said"]
    if labels := {e.label for study, form in spoken if form.has_labels for e in study.speakers}:
        held.append(f"{counted(len(labels), 'speaker')} as the transcripts call them")
    whole = [study for study, form in spoken if not form.only_coded]
    if answered := max((len(each.answers) for each in whole), default=0):
        held.append(f"the survey answers of {counted(answered, 'person', 'people')}")
    if memos := max((len(each.memos) for each in whole), default=0):
        held.append(counted(memos, "memo"))
    yield f"confidential: {join_words(held)}"


def _count_words(study: LeavingStudy, form: LeavingFormat) -> int:
    """How much of what people said goes along."""
    return study.coded_words if form.only_coded else study.words
