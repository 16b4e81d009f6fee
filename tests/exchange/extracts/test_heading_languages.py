from __future__ import annotations

from pathlib import Path

import pytest

from builders_extracts import code_paths, note_texts, told_codings, write_workbook
from interviewkit.exchange.extracts import atlasti, attributes, codebooks, maxqda, plain_codings
from interviewkit.exchange.extracts.headings import simplify_heading
from interviewkit.exchange.projects.detecting import detect_format

SEGMENTS = {
    "es": (
        "Color", "Comentario", "Grupo de documentos", "Nombre del documento", "Código", "Inicio",
        "Fin", "Peso", "Segmento", "Modificado por", "Creado por", "Creado", "Área", "Cobertura %",
    ),
    "fr": (
        "Couleur", "Commentaire", "Groupe de documents", "Nom du document", "Code", "Début",
        "Fin", "Poids", "Segment", "Modifié par", "Créé par", "Créé", "Surface", "Couverture %",
    ),
    "pt": (
        "Cor", "Comentário", "Grupo de documentos", "Nome do documento", "Código", "Início",
        "Fim", "Peso", "Segmento", "Modificado por", "Criado por", "Criado", "Área", "Cobertura %",
    ),
    "it": (
        "Colore", "Commento", "Gruppo di documenti", "Nome del documento", "Codice", "Inizio",
        "Fine", "Peso", "Segmento", "Modificato da", "Creato da", "Creato", "Area", "Copertura %",
    ),
    "zh": (
        "颜色", "注释", "文档组", "文档名称", "代码", "开始", "结束", "权重", "片段", "修改者",
        "创建者", "创建日期", "面积", "覆盖率 %",
    ),
    "ja": (
        "色", "コメント", "ドキュメントグループ", "ドキュメント名", "コード", "開始", "終了",
        "重み", "セグメント", "更新者", "作成者", "作成日", "面積", "カバー率 %",
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", SEGMENTS)
def test_segments_headed_in_any_language(tmp_path: Path, language: str) -> None:
    row = ("●", "telling", "Leaders", "I1", "Trust > In machines", 12, 13, 50, "I trust it.",
           "ben", "ana", "14.03.2024 09:30", 11, 0.5)  # fmt: skip
    path = write_workbook(tmp_path / "segments.xlsx", [SEGMENTS[language], row])
    assert detect_format(path) == "maxqda-segments"
    file = maxqda.read(path)
    assert told_codings(file) == [("I1", "I trust it.", "Trust > In machines", "ana")]
    (selection,) = file.project.sources[0].selections
    assert (selection.name, selection.at) == ("12 – 13", "2024-03-14T09:30:00")
    assert note_texts(file.project, selection.codings[0].notes) == ["telling\nWeight: 50"]
    assert [each.name for each in file.project.sets] == ["Leaders"]
    assert "Coverage %: 0.5" in selection.description
    assert (selection.notes, file.project.sources[0].values, file.losses) == ((), {}, ())


QUOTATIONS = {
    "es": ("ID", "Documento", "Grupos de documentos", "Contenido de la cita", "Comentario",
           "Códigos", "Referencia", "Creado por"),
    "pt": ("ID", "Documento", "Grupos de documentos", "Conteúdo da citação", "Comentário",
           "Códigos", "Referência", "Criado por"),
    "fr": ("ID", "Document", "Groupes de documents", "Contenu de la citation", "Commentaire",
           "Codes", "Référence", "Créé par"),
}  # fmt: skip


@pytest.mark.parametrize("language", QUOTATIONS)
def test_quotations_headed_in_any_language(tmp_path: Path, language: str) -> None:
    row = ("1:1", "I1", "North\nNurses", "I trust it.", "why", "trust\ntime, lost", "¶ 12", "ana")
    path = write_workbook(tmp_path / "quotations.xlsx", [QUOTATIONS[language], row])
    assert detect_format(path) == "atlasti-quotations"
    file = atlasti.read(path)
    assert told_codings(file) == [
        ("I1", "I trust it.", "trust", "ana"),
        ("I1", "I trust it.", "time, lost", "ana"),
    ]
    assert [each.name for each in file.project.sets] == ["North", "Nurses"]
    (selection,) = file.project.sources[0].selections
    assert (selection.name, note_texts(file.project, selection.notes)) == ("¶ 12", ["why"])


@pytest.mark.parametrize(
    "headings",
    [
        ("Entrevista", "Cita", "Tema", "Código", "Codificador", "Comentario"),
        ("Entretien", "Extrait", "Thème", "Code", "Codé par", "Commentaire"),
        ("Entrevista", "Trecho", "Categoria", "Código", "Codificador", "Comentário"),
        ("Intervista", "Citazione", "Tema", "Codice", "Codificato da", "Commento"),
        ("Bestand", "Citaat", "Thema", "Code", "Gecodeerd door", "Opmerking"),
    ],
)
def test_codings_headed_in_any_language(tmp_path: Path, headings: tuple[str, ...]) -> None:
    row = ("I1", "I trust it.", "Trust", "Machines", "ana", "sure")
    path = write_workbook(tmp_path / "codings.xlsx", [headings, row])
    assert detect_format(path) == "codings-table"
    file = plain_codings.read(path)
    assert told_codings(file) == [("I1", "I trust it.", "Trust > Machines", "ana")]
    (coding,) = file.project.sources[0].selections[0].codings
    assert note_texts(file.project, coding.notes) == ["sure"]


@pytest.mark.parametrize(
    "headings",
    [
        ("Código", "Definición", "Criterios de inclusión", "Cuándo no usar", "Ejemplos"),
        ("Code", "Définition", "Quand utiliser", "Critères d’exclusion", "Verbatim"),
        ("CODIGO", "DEFINICAO", "Criterios de inclusao", "Quando nao usar", "Exemplo"),
        ("Nome", "Descrizione", "Inclusione", "Esclusione", "Esempi"),
        ("代码", "定义", "包括", "不包括", "示例"),
    ],
)
def test_codebooks_headed_in_any_language(tmp_path: Path, headings: tuple[str, ...]) -> None:
    row = ("Trust", "What carries.", "machines", "hope", "I trust it.")
    path = write_workbook(tmp_path / "codebook.xlsx", [headings, row])
    assert detect_format(path) == "codebook-table"
    (code,) = codebooks.read(path).project.codes
    assert code.description == (
        "What carries.\n\nInclude:\n- machines\n\nExclude:\n- hope\n\nExamples:\n- I trust it."
    )


def test_variables_of_documents_headed_in_french(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "variables.xlsx",
        [("Groupe de documents", "Nom du document", "Âge"), ("Infirmières", "I1", 33)],
    )
    assert detect_format(path) == "attributes-table"
    project = attributes.read(path).project
    (source,) = project.sources
    assert ([*source.values.values()], project.variables[0].name) == (["33"], "Âge")


def test_cases_without_a_value_in_any_language(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "Person.xlsx",
        [
            ("", "A : Âge", "B : Site"),
            ("1 : Cas\\Ana", 33, "Non attribué"),
            ("2 : Cas\\Ben", "Sans objet", "Nord"),
        ],
    )
    project = attributes.read(path).project
    assert [[*case.values.values()] for case in project.cases] == [["33"], ["Nord"]]


def test_accents_and_signs_make_no_difference() -> None:
    assert simplify_heading(" Définition :") == simplify_heading("DEFINITION")
    assert simplify_heading("Häufigkeit") == "haufigkeit"


def test_a_codebook_below_a_title_in_other_languages(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "codes.xlsx",
        [
            ("Sistema de códigos", "", "Memo", "Frecuencia"),
            ("Sistema de códigos", "", "", 5),
            ("Confianza", "", "qué es", 3),
            ("", "Máquinas", "m", 2),
        ],
    )
    assert detect_format(path) == "codebook-table"
    project = codebooks.read(path).project
    assert list(code_paths(project).values()) == ["Confianza", "Confianza > Máquinas"]
