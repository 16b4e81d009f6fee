from __future__ import annotations

from pathlib import Path

import docx
import pytest

from builders_extracts import told_codings
from interviewkit.errors import SourceError
from interviewkit.exchange.extracts.nvivo import TOGETHER, is_this, read

ENGLISH = """\
Name: Trust\\In machines

Description: What carries.

<Files\\Wave 1\\Interview 01> - § 3 references coded  [2.05% Coverage]

Reference 1 - 0.78% Coverage

I trust it – mostly.
It never failed me.

References 2-3 - 1.27% Coverage

Name: it is a good one.

<Internals\\Interview 02> - § 1 reference coded  [0.05% Coverage]

Reference 1 - 0.05% Coverage

I trust it – mostly.
"""
GERMAN = """\
<Dateien\\Interview 01> - § 2 Referenzen kodiert [1,2 % Abdeckung]
Referenz 1 - 0,7 % Abdeckung
Das hält, immer.
Referenz 2 - 0,5 % Abdeckung
Das hält, immer.
"""


def write(path: Path, text: str) -> Path:
    if path.suffix == ".docx":
        document = docx.Document()
        for line in text.split("\n"):
            document.add_paragraph(line)
        document.save(str(path))
    elif path.suffix == ".html":
        lines = text.replace("<", "&lt;").replace(">", "&gt;").split("\n")
        page = "<html><body>" + "".join(f"<p>{line}</p>" for line in lines) + "</body></html>"
        path.write_text(page, encoding="utf-8")
    else:
        path.write_text(text, encoding="utf-16")
    return path


@pytest.mark.parametrize("name", ["trust.docx", "trust.txt", "trust.html"])
def test_extracts_are_read_from_any_kind_of_document(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, ENGLISH)
    assert is_this(path, path.read_bytes()[:4096])
    file = read(path)
    assert told_codings(file) == [
        ("Interview 01", "I trust it – mostly.\nIt never failed me.", "Trust > In machines", ""),
        ("Interview 01", "Name: it is a good one.", "Trust > In machines", ""),
        ("Interview 02", "I trust it – mostly.", "Trust > In machines", ""),
    ]
    assert file.project.codes[1].description == "What carries."
    assert [each.name for each in file.project.sets] == ["Wave 1"]
    first = file.project.sources[0].selections[0]
    assert (first.name, first.description) == ("Reference 1", "Coverage: 0.78 %")
    (loss,) = file.losses
    assert (loss.held, loss.kept, loss.changed, loss.why) == (4, 3, 1, TOGETHER)


def test_german_extracts_without_a_name_are_called_as_the_file(tmp_path: Path) -> None:
    path = write(tmp_path / "Vertrauen.txt", GERMAN)
    assert is_this(path, path.read_bytes()[:4096])
    file = read(path)
    assert told_codings(file) == [("Interview 01", "Das hält, immer.", "Vertrauen", "")] * 2
    assert "no line names the code; it is called as the file is: 'Vertrauen'" in file.notes
    assert file.losses == ()


def test_several_codes_and_what_is_missing(tmp_path: Path) -> None:
    text = (
        "Nodes\\\\Trust\n<Files\\A\\I1> - § 2 references coded [1.0% Coverage]\n"
        "Reference 1 - 0.5% Coverage\nYes.\n"
        "Nodes\\\\Time\\Waiting\n<Files\\B\\I1> - § 1 reference coded [1.0% Coverage]\n"
        "Reference 1 - 0.5% Coverage\n\n"
    )
    file = read(write(tmp_path / "report.txt", text))
    assert told_codings(file) == [
        ("A\\I1", "Yes.", "Trust", ""),
        ("B\\I1", "", "Time > Waiting", ""),
    ]
    (loss,) = file.losses
    assert (loss.kind, loss.held, loss.kept, loss.dropped) == ("references announced", 3, 2, 1)


def test_other_texts_are_no_extracts(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_text("Ann: It takes 5 - 7 % of the day.\n", encoding="utf-8")
    assert not is_this(path, path.read_bytes())
    with pytest.raises(SourceError, match="no coded extracts"):
        read(path)


@pytest.mark.parametrize(
    ("file", "reference"),
    [
        ("<Fichiers\\{}> - § 2 références encodées [2,05 % de couverture]",
         "Référence {} - 0,78 % de couverture"),
        ("<Archivos\\{}> - § 2 referencias codificadas  [2,05% Cobertura]",
         "Referencia {} - 0,78% Cobertura"),
        ("<Arquivos\\{}> - § 2 referências codificadas [2,05% Cobertura]",
         "Referência {} - 0,78% Cobertura"),
        ("<文件\\{}> - § 2 个参考点编码 [2.05% 覆盖率]", "参考点 {} - 0.78% 覆盖率"),
        ("Files\\\\{} - § 2 references coded [ 2.05% Coverage]",
         "Reference {} - 0.78% Coverage"),
    ],
)  # fmt: skip
def test_extracts_of_any_language_name_files(tmp_path: Path, file: str, reference: str) -> None:
    path = tmp_path / "Trust.txt"
    lines = [file.format("I1"), reference.format(1), "I trust it.", reference.format(2), "No."]
    path.write_text("\n\n".join(lines), encoding="utf-8")
    assert is_this(path, path.read_bytes()[:4096])
    read_file = read(path)
    assert told_codings(read_file) == [
        ("I1", "I trust it.", "Trust", ""),
        ("I1", "No.", "Trust", ""),
    ]
    assert (read_file.project.sets, read_file.losses) == ((), ())
