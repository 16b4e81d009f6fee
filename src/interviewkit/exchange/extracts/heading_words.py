"""How tools and people head their columns in Spanish, French, Portuguese, Italian, Dutch, Chinese
and Japanese; the English and German words stand with each kind of table.

Accents make no difference. Each line is a language; a word that two share stands in the first.
"""

from __future__ import annotations

from collections.abc import Mapping

OTHERS = {
    "document": (
        "documento", "nombre del documento", "nombre de documento",
        "nom du document", "nom de document",
        "nome do documento", "nome de documento",
        "nome del documento", "nome documento",
        "documentnaam", "naam van document",
        "文档", "文档名", "文档名称", "文件名称", "文檔名稱", "文件名稱",
        "文書", "文書名", "ドキュメント", "ドキュメント名",
    ),
    "group": (
        "grupo de documentos", "grupos de documentos", "conjunto de documentos",
        "groupe de documents", "groupes de documents", "ensemble de documents",
        "gruppo di documenti", "gruppi di documenti", "set di documenti",
        "documentgroep", "documentgroepen",
        "文档组", "文件组", "文檔組", "文件群組",
        "文書グループ", "ドキュメントグループ",
    ),
    "talk": (
        "entrevista", "fuente", "archivo", "transcripción",
        "entretien", "fichier", "transcription",
        "fonte", "arquivo", "ficheiro", "transcrição",
        "intervista", "trascrizione",
        "bestand", "bron",
        "访谈", "来源",
        "インタビュー", "ファイル名",
    ),
    "person": (
        "participante", "caso", "entrevistado", "entrevistada",
        "cas", "enquêté", "enquêtée", "répondant",
        "partecipante", "intervistato",
        "deelnemer", "respondent",
        "受访者", "参加者",
    ),
    "code": (
        "código", "codice",
        "代码", "编码", "代碼", "編碼",
        "コード",
    ),
    "codes": (
        "códigos", "codici",
        "代码", "编码", "代碼", "編碼",
        "コード",
    ),
    "segment": (
        "segmento", "segmento codificado",
        "segment codé",
        "segmento codificato",
        "gecodeerd segment",
        "片段", "文本段", "编码段", "編碼段",
        "セグメント", "コード付きセグメント", "コード化セグメント",
    ),
    "quotation": (
        "cita", "contenido de la cita", "contenido de cita", "fragmento", "extracto",
        "texto codificado", "contenido del texto",
        "citation", "contenu de la citation", "extrait", "verbatim", "texte codé",
        "citação", "conteúdo da citação", "conteúdo de citação", "trecho", "excerto",
        "conteúdo do texto",
        "citazione", "contenuto della citazione", "estratto", "brano",
        "citaat",
        "引文", "引文内容", "引用内容",
        "引用",
    ),
    "words": (
        "texto", "contenido", "pasaje",
        "texte", "contenu",
        "conteúdo", "passagem",
        "testo", "contenuto",
        "tekst", "inhoud",
        "文本", "内容",
        "テキスト",
    ),
    "quote name": (
        "nombre de la cita", "nombre de cita",
        "nom de la citation",
        "nome da citação", "nome de citação",
        "nome della citazione",
        "引文名称", "引用名",
    ),
    "reference": (
        "referencia",
        "référence",
        "riferimento",
        "referentie",
        "参考", "参照",
    ),
    "begin": (
        "inicio", "comienzo", "posición inicial",
        "début", "position de début", "position initiale",
        "começo", "posição inicial",
        "inizio", "posizione iniziale",
        "开始", "起始", "開始",
        "開始位置",
    ),
    "end": (
        "fin", "final", "posición final",
        "position de fin", "position finale",
        "fim", "posição final",
        "fine", "posizione finale",
        "结束", "結束",
        "終了", "終了位置",
    ),
    "weight": (
        "peso", "ponderación", "puntuación de peso", "valor de peso",
        "poids", "pondération", "score de pondération",
        "pontuação de peso", "ponderação",
        "gewicht",
        "权重", "权重分数", "權重",
        "重み", "重み付け", "ウェイト",
    ),
    "colour": (
        "couleur", "cor", "colore", "kleur", "颜色", "顏色", "色", "カラー",
    ),
    "comment": (
        "comentario", "comentarios", "nota", "notas",
        "commentaire", "commentaires", "remarque", "remarques",
        "comentário", "comentários",
        "commento", "commenti",
        "opmerking", "opmerkingen",
        "注释", "评论", "备注", "備註", "評論",
        "コメント",
    ),
    "coder": (
        "creado por", "codificado por", "codificador", "codificadora", "autora",
        "créé par", "codé par", "codeur", "codeuse", "auteur", "autrice",
        "criado por",
        "creato da", "codificato da", "autore", "codificatore",
        "gemaakt door", "gecodeerd door", "codeur",
        "作者", "创建者", "创建人", "建立者",
        "作成者",
    ),
    "created": (
        "creado", "creado el", "fecha de creación", "fecha",
        "créé", "créé le", "date de création",
        "criado", "criado em", "data de criação", "data",
        "creato", "creato il", "data di creazione",
        "gemaakt", "gemaakt op", "aanmaakdatum",
        "创建日期", "创建时间", "创建于", "建立日期",
        "作成日", "作成日時",
    ),
    "editor": (
        "modificado por", "modifié par", "modificato da", "gewijzigd door",
        "修改者", "修改人", "更新者", "変更者",
    ),
    "modified": (
        "modificado", "modificado el", "fecha de modificación",
        "modifié", "modifié le", "date de modification",
        "modificado em", "data de modificação",
        "modificato", "modificato il", "data di modifica",
        "gewijzigd", "gewijzigd op",
        "修改日期", "修改时间", "更新日", "更新日時",
    ),
    "area": ("área", "superficie", "surface", "aire", "面积", "面積", "エリア"),
    "coverage": (
        "cobertura", "cobertura %", "couverture", "couverture %", "copertura", "copertura %",
        "dekking", "dekking %", "覆盖率", "覆盖率 %", "カバー率", "カバー率 %",
    ),
    "density": ("densidad", "densité", "densidade", "densità", "密度"),
    "number of codes": (
        "número de códigos", "nombre de codes", "numero di codici", "代码数", "コード数",
    ),
    "theme": (
        "tema", "temas", "dimensión", "nivel 1",
        "thème", "thèmes", "niveau 1",
        "dimensão", "nível 1",
        "dimensione", "livello 1",
        "thema",
        "主题", "主題",
        "テーマ",
    ),
    "category": (
        "categoría", "categorías", "categoría principal", "nivel 2",
        "catégorie", "catégories", "catégorie principale", "niveau 2",
        "nível 2",
        "livello 2",
        "categorie", "categorieën", "hoofdcategorie",
        "类别", "類別",
        "カテゴリ", "カテゴリー",
    ),
    "subcategory": (
        "subcategoría", "subcategorías", "subtema", "subtemas",
        "sous-catégorie", "sous-catégories", "sous-thème", "sous-thèmes",
        "subcategoria", "subcategorias",
        "sottocategoria", "sottocategorie", "sottotema",
        "subcategorie", "subthema",
        "子類別", "子类别", "子主题",
        "サブカテゴリ", "サブカテゴリー",
    ),
    "sub": (
        "subcódigo", "subcódigos",
        "sous-code", "sous-codes",
        "sottocodice", "sottocodici",
        "子代码", "子代碼",
        "サブコード",
    ),
    "label": (
        "nombre", "nombre del código", "etiqueta", "título",
        "nom", "nom du code", "intitulé", "libellé", "étiquette",
        "nome", "nome do código", "rótulo",
        "nome del codice", "etichetta", "titolo",
        "naam", "naam van code",
        "名称", "代码名称", "名稱",
        "名前", "コード名",
    ),
    "parent": (
        "código padre", "código superior", "código principal",
        "code parent", "code supérieur",
        "código pai",
        "codice padre", "codice superiore",
        "bovenliggende code", "hoofdcode",
        "父代码", "上级代码", "父代碼",
        "親コード",
    ),
    "code group": (
        "grupo de códigos", "grupos de códigos",
        "groupe de codes", "groupes de codes",
        "gruppo di codici", "gruppi di codici",
        "codegroep", "codegroepen",
        "代码组", "コードグループ",
    ),
    "definition": (
        "definición", "descripción", "significado", "explicación", "memo del código",
        "définition", "signification", "explication", "mémo",
        "definição", "descrição", "memo do código",
        "definizione", "descrizione", "significato",
        "definitie", "beschrijving", "omschrijving", "betekenis",
        "定义", "描述", "说明", "定義",
        "説明",
    ),
    "include": (
        "incluye", "inclusión", "criterios de inclusión", "cuándo usar", "cuándo usarlo",
        "inclut", "inclusion", "critères d'inclusion", "quand utiliser", "à utiliser quand",
        "inclui", "inclusão", "critérios de inclusão", "quando usar",
        "inclusione", "criteri di inclusione",
        "inclusie", "inclusiecriteria", "wanneer gebruiken",
        "包括", "纳入标准", "包含基準",
    ),
    "exclude": (
        "excluye", "exclusión", "criterios de exclusión", "cuándo no usar", "cuándo no usarlo",
        "exclut", "exclusion", "critères d'exclusion", "quand ne pas utiliser",
        "à ne pas utiliser quand",
        "exclui", "exclusão", "critérios de exclusão", "quando não usar",
        "esclude", "esclusione", "criteri di esclusione", "quando non usare",
        "exclusie", "exclusiecriteria", "wanneer niet gebruiken",
        "不包括", "排除标准", "除外基準",
    ),
    "rules": (
        "reglas", "regla de codificación", "reglas de codificación",
        "règles", "règle de codage", "règles de codage",
        "regras", "regra de codificação", "regras de codificação",
        "regole", "regole di codifica",
        "codeerregels",
    ),
    "example": (
        "ejemplo", "ejemplos", "cita de ejemplo", "ejemplo típico",
        "exemple", "exemples", "exemple de verbatim", "exemple type", "verbatim", "verbatims",
        "exemplo", "exemplos",
        "esempio", "esempi",
        "voorbeeld", "voorbeelden", "voorbeeldcitaat",
        "示例", "例子", "例",
    ),
    "misses": (
        "contraejemplo", "contraejemplos", "contre-exemple", "contre-exemples", "contraexemplo",
        "controesempio", "tegenvoorbeeld", "反例",
    ),
    "count": (
        "archivos", "referencias", "fuentes", "frecuencia", "segmentos codificados",
        "fichiers", "références", "fréquence", "segments codés",
        "arquivos", "ficheiros", "fontes", "frequência",
        "riferimenti", "fonti", "frequenza", "segmenti codificati",
        "bestanden", "referenties", "frequentie",
        "文件", "参考点", "材料来源", "编码段数",
        "ファイル", "リファレンス", "コード付きセグメント数",
    ),
}  # fmt: skip
"""What a column means → how it is called."""

UNSET = frozenset(
    {
        "unassigned", "not applicable", "nicht zugewiesen", "nicht zutreffend",
        "sin asignar", "no asignado", "no aplicable", "no corresponde",
        "non attribué", "non assigné", "sans objet", "non applicable",
        "não atribuído", "não aplicável", "non assegnato", "non applicabile",
        "未分配", "不适用", "未割り当て", "該当なし",
    }
)  # fmt: skip
"""What tools write where a case has no value."""

FOLDERS = frozenset(
    {
        "files", "internals", "externals", "memos", "cases", "dateien", "interne", "externe",
        "fälle", "interne quellen", "externe quellen",
        "archivos", "internos", "externos", "elementos internos", "elementos externos", "casos",
        "fichiers", "internes", "externes", "éléments internes", "éléments externes", "cas",
        "arquivos", "ficheiros",
        "文件", "内部材料", "外部材料", "个案", "案例",
        "ファイル", "内部", "外部", "ケース",
    }
)  # fmt: skip
"""The folders of NVivo itself, which stand before those that people made."""

CASES = frozenset({"cases", "fälle", "casos", "cas", "个案", "案例", "ケース"})
"""Those of them whose entries are people and not files."""


CODE_LISTS = (
    "code system", "codesystem", "list of codes", "liste der codes",
    "sistema de códigos", "lista de códigos",
    "système de codes", "liste des codes",
    "sistema di codici", "lista dei codici",
    "代码系统", "代碼系統", "コードシステム",
)  # fmt: skip
"""How MAXQDA calls all codes together, above the first."""


def add_languages(names: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Names by meaning, with those of other languages where a meaning is called as here."""
    return {meaning: (*called, *OTHERS.get(meaning, ())) for meaning, called in names.items()}
